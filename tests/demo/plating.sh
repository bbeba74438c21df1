# 見本めっき (Mihon Plating, fictitious): 5 people, works alone, just beginning.
tenken set plating.tenken perceived=2 \
    supplier.name=見本めっき supplier.name_kana=ミホンメッキ supplier.corporate_number=8123456789003 supplier.supplier_code=S003 \
    supplier.employees=1-5 supplier.industry=E supplier.contact.name=見本三郎 supplier.contact.email=security@plating.example \
    supplier.contact.emergency_phone=000-0000-0003 \
    basic10:1=0 basic10:2=1 basic10:3=0 basic10:4=1 basic10:5=0 basic10:6=0 basic10:7=0 basic10:8=1 basic10:9=unknown basic10:10=1
tenken set plating.tenken \
    supply-chain:self-check=0 supply-chain:outside-review=0 supply-chain:customer-info=1 supply-chain:tell-customers=0 \
    supply-chain:survey=na supply-chain:survey.na_reason="外注していない" supply-chain:partner-access=unknown \
    supply-chain:shared-login=unknown supply-chain:remote-work=na supply-chain:remote-work.na_reason="社外では仕事をしない" \
    supply-chain:vulnerability-news=0 \
    inventory+="Example Mail;Example;4.9;internet;credentials" \
    affirmation.name=見本三郎 affirmation.role=代表
