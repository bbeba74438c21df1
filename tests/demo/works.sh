# 見本製作所 (Mihon Works, fictitious): 12 people, good at backups, has never restored one. A normal first answer.
tenken set works.tenken perceived=3 \
    supplier.name=見本製作所 supplier.name_kana=ミホンセイサクショ supplier.corporate_number=1123456789001 supplier.supplier_code=S001 \
    supplier.employees=6-20 supplier.industry=E supplier.contact.name=見本太郎 supplier.contact.email=security@works.example \
    supplier.contact.emergency_phone=000-0000-0001 \
    basic10:1=1 basic10:2=3 basic10:2.note="毎晩。金曜のディスクは金庫へ" basic10:2.evidence+="バックアップの予定表;document;backup-plan.pdf;2026-09-01" \
    basic10:3=0 basic10:3.planned_level=2 basic10:3.planned_by=2027-03-31 basic10:3.owner=見本太郎 basic10:4=2 basic10:5=1 \
    basic10:6=unknown basic10:7=1 basic10:8=1 basic10:9=0 basic10:10=2
tenken set works.tenken \
    supply-chain:self-check=2 supply-chain:outside-review=0 supply-chain:customer-info=2 supply-chain:tell-customers=1 \
    supply-chain:survey=1 supply-chain:contracts=1 supply-chain:subcontractors=0 supply-chain:contractor-devices=0 \
    supply-chain:partner-access=1 supply-chain:shared-login=na supply-chain:shared-login.na_reason="共通のIDで入る所はない" \
    supply-chain:remote-work=2 supply-chain:vulnerability-news=1 \
    inventory+="Example Mail;Example;5.1;internet;credentials" inventory+="Sample VPN Router R2;Sample;2.4;internet;-" \
    affirmation.name=見本太郎 affirmation.role=代表取締役
