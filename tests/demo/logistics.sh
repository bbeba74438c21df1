# 見本運輸 (Mihon Logistics, fictitious): 40 people, an administrator who keeps things in order.
tenken set logistics.tenken perceived=2 \
    supplier.name=見本運輸 supplier.name_kana=ミホンウンユ supplier.corporate_number=9123456789002 supplier.supplier_code=S002 \
    supplier.employees=21-50 supplier.industry=H supplier.contact.name=見本花子 supplier.contact.email=security@logistics.example \
    supplier.contact.emergency_phone=000-0000-0002 \
    basic10:1=3 basic10:2=3 basic10:3=3 basic10:4=3 basic10:5=3 basic10:6=2 basic10:7=2 basic10:8=3 basic10:9=2 basic10:10=3 \
    basic10:3.note="六月に会計データを全部戻した。二時間" basic10:10.evidence+="緊急連絡表;document;contacts.pdf;2026-06-10"
tenken set logistics.tenken \
    supply-chain:self-check=3 supply-chain:outside-review=2 supply-chain:customer-info=3 supply-chain:tell-customers=3 \
    supply-chain:survey=2 supply-chain:contracts=2 supply-chain:subcontractors=2 supply-chain:contractor-devices=2 \
    supply-chain:partner-access=2 supply-chain:shared-login=2 supply-chain:remote-work=3 supply-chain:vulnerability-news=3 \
    inventory+="Example Mail;Example;5.0;internet;credentials" inventory+="Sample Groupware;Sample;9;-;credentials" \
    affirmation.name=見本次郎 affirmation.role=取締役
