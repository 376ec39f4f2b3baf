# Other people's registers: their files, what they say, whom they may mean, and what they propose.

help-register = Өзгелердің тізілім файлдарын тапсыру
    .long =
        Оқылатын файлдар: MiCA регламенті бойынша ESMA уақытша тізілімінің бес файлы, GLEIF ұйымының заңды тұлғалар туралы
        жазбалары және DefiLlama стейблкоиндері. Оларда айтылған нәрсе — үшінші тараптың сөзі: ол эмитенттер мен активтердің
        жанында көрсетіледі және ештеңені шешпейді.
    .example =
        qazyq register import EMT20260209.csv
        qazyq register list
help-register-import = ESMA, GLEIF немесе DefiLlama файлдарын тапсыру
    .long =
        Файлдың қай тізілімдікі екені байттарынан көрінеді. Олар өздерінің SHA-256 мәнімен сақталады және ешқашан
        өзгертілмейді; жолдар сол байттардан әр жолы қайта оқылады. Тұтас оқылмайтын файл қабылданбайды және одан ештеңе
        сақталмайды. Сол файлды қайта тапсыру ештеңе жазбайды.

        ESMA мен DefiLlama файлдарының ең жаңасы есепке алынады; GLEIF файлдарының бәрі, ал әр тұлғаның ең жаңа жазбасы есепке
        алынады. Бағдарлама тізілімдерді өзі сұрамайды: файлдарды жүктеп алып, қайдан алынғанын --url арқылы көрсетіңіз.
        Пайдаланушылар енгізілген болса, талдаушының токені керек.
    .example =
        qazyq register import EMT20260209.csv CASP20260209.csv
        qazyq register import stablecoins.json --url https://stablecoins.llama.fi/stablecoins --retrieved 2026-02-09T06:00:00Z
help-register-list = Тізілім файлдарын және олардың қайсысы есепке алынатынын көрсету
    .long = --json опциясымен — әр жолда бір файл.
    .example = qazyq register list
help-issuer-match = Эмитенттікі болуы мүмкін атауларды іздеу
    .long =
        Эмитенттің атаулары ESMA мен GLEIF файлдарындағы және осындағы басқа эмитенттердің атауларымен, қандай әріппен жазылса
        да, салыстырылады. Эмитент те, атау да берілмесе, LEI коды жоқ әр эмитент осылай тексеріледі.

        Балл мыңнан бір үлеспен беріледі және тек екі жазылудың қаншалықты жақын екенін көрсетеді, ал бұл бір тұлға екенін
        білдірмейді: еншілес компаниялардың атаулары бірдей болады. Ештеңе жазылмайды. Қай тұлға екенін білетін адам оны
        `qazyq issuer accept` пәрменімен жазады.
    .example =
        qazyq issuer match eurk-issuer
        qazyq issuer match --name "Байбит Казахстан" --min 600
help-issuer-accept = Эмитенттің тізілімдегі қай тұлға екенін жазу
    .long =
        LEI коды тізілімдегі атаулармен және елмен бірге жазылады: алдымен GLEIF жазбасынан, ол болмаса ESMA жолынан. Журнал
        жазбасында файл мен ондағы орын көрсетіледі. Бұрын жазылған атаулар солардан кейін қалады.

        Басқа LEI коды бар эмитент, қате жазба --corrects арқылы көрсетілмесе, өз кодын сақтайды. Пайдаланушылар енгізілген
        болса, талдаушының токені керек.
    .example = qazyq issuer accept circle-eu 969500OYUDADGZKCR583 --new
help-asset-proposals = DefiLlama дерегінде бар, ал мұнда жоқ немесе басқаша жазылған активтерді көрсету
    .long =
        DefiLlama ұйымының ең жаңа тізімі мен ең жаңа жауабы бірге оқылады. Ондағы актив осындағы актив болып саналады, егер ол
        солай қабылданған болса, екеуінің CoinMarketCap нөмірі бір болса немесе символы (бас әріптерімен қоса) мен атауы бірдей
        болса.

        Жаңа активтер және мұнда бірдеңесі жазылмаған немесе басқаша жазылған белгілі активтер көрсетіледі. Бас тартылғандары
        --all опциясымен ғана көрсетіледі.
    .example =
        qazyq asset proposals --new
        qazyq asset accept 1
help-asset-accept = DefiLlama дерегіндегі активті қабылдау
    .long =
        Жазылатыны: символы, атауы, CoinMarketCap нөмірі, желісі көрсетілген болса токеннің орны, валюта болса құн байланысы —
        бәрі үшінші тараптың сөзі ретінде, файлымен және ондағы орнымен. Мұнда бұрын жазылғандар өзгермейді.

        Құн байланысының мекенжайы жоқ, сондықтан ол құн туралы ақпарат өлшемшартын орындамайды. Сілтемелер айтылады, бірақ
        жазылмайды: эмитент онда бірдеңе жариялай ма, оны адам қарайды. ID — кіші әріппен жазылған символ; ол басқаларда да
        болса, --as көрсетіңіз. Пайдаланушылар енгізілген болса, талдаушының токені керек.
    .example =
        qazyq asset accept 1
        qazyq asset accept 216 --as susd-solayer
help-asset-decline = DefiLlama дерегіндегі активтің мұнда керек емес екенін жазу
    .long = Ол бұдан былай ұсынылмайды, бірақ оны бәрібір қабылдауға болады. Пайдаланушылар енгізілген болса, талдаушының токені керек.
    .example = qazyq asset decline 3 --reason "2022 жылы тоқтатылған"

arg-register-import-files = Тізілім файлдары
arg-register-import-of = Файлдар қай күнгі жай-күйді көрсетеді [әдепкі: файл атауындағы немесе жауаптағы күн]
arg-register-import-url = Файлдар қайдан алынған
arg-issuer-match-id = Жұмыс кеңістігіндегі эмитент [әдепкі: LEI коды жоқ әр эмитент]
arg-issuer-match-name = Ізделетін атау, кез келген әріппен
arg-issuer-match-limit = Ең көбі қанша нұсқа көрсетіледі [әдепкі: 10]
arg-issuer-match-min = Ең төменгі балл, мыңнан бір үлеспен [әдепкі: 730]
arg-issuer-accept-id = Эмитент
arg-issuer-accept-lei = Оның LEI коды
arg-issuer-accept-new = Эмитентті енгізу: ол мұнда әлі жоқ
arg-issuer-accept-corrects = LEI коды қате жазба, оның орнын осы жазба алады
arg-asset-proposals-new = Тек жаңа активтерді көрсету
arg-asset-proposals-all = Барлық активті, соның ішінде белгілілері мен бас тартылғандарын көрсету
arg-asset-proposals-csv = CSV түрінде шығару
arg-asset-accept-key = Активтің DefiLlama дерегіндегі нөмірі
arg-asset-accept-id = Оның мұнда алатын немесе бар ID [әдепкі: кіші әріппен жазылған символ]
arg-asset-accept-symbol = Символы, DefiLlama дерегіндегісі дұрыс болмаса
arg-asset-accept-name = Атауы, DefiLlama дерегіндегісі дұрыс болмаса
arg-asset-decline-key = Активтің DefiLlama дерегіндегі нөмірі
arg-asset-decline-reason = Себебі

# The registers.
register-esma_emt = ESMA, электрондық ақша токендері
register-esma_art = ESMA, активтерге байланған токендер
register-esma_other = ESMA, басқа криптоактивтердің ақ кітаптары
register-esma_casp = ESMA, криптоактив қызметтерін көрсетушілер
register-esma_ncasp = ESMA, рұқсаты жоқ тұлғалар
register-gleif = GLEIF, заңды тұлғалар
register-defillama = DefiLlama, стейблкоиндер
register-row = № { $number }
register-header = тақырып жолы
register-whence = { $register }{ $date ->
        [none] {""}
       *[other] , { $date }
    }, { $place }
register-taken = { $file }: { $register }, { $rows } жол{ $date ->
        [none] {""}
       *[other] , { $date } күнгі жай-күйі
    }{ $known ->
        [yes] ; жұмыс кеңістігінде бұрыннан бар
       *[no] {""}
    }
register-defects = { $count ->
        [1] { $place }: { $what }
       *[other] { $count } рет, алғашқысы — { $place }: { $what }
    }
register-none = Мұнда тізілім файлдары әлі жоқ: qazyq register import ФАЙЛ
register-column-name = тізілім
register-column-day = күні
register-column-retrieved = алынған сәті
register-column-file = файл
register-column-sha256 = SHA-256
register-column-entry = жазба
register-column-counts = есепке алына ма
register-counts = иә
register-older = жоқ

# What registers say of an issuer or an asset.
says-heading = Тізілімдерде не айтылған
says-note = Тек идентификатор бойынша табылған үшінші тараптың сөзі. Ол ештеңені шешпейді.
says-warning = ✗ ЕСКЕРТУ:
says-authority = орган
says-name = атауы
says-trade-names = сауда атаулары
says-other-names = басқа атаулары
says-transliterated = өзге әріптермен жазылған атаулары
says-authorised = рұқсат берілген күн
says-ended = рұқсат тоқтатылған күн
says-credit-institution = кредиттік ұйым
says-institution = ұйымның түрі
says-exempt-48-4 = MiCA 48(4)-бабындағы ерекшелік
says-exempt-48-5 = MiCA 48(5)-бабындағы ерекшелік
says-groups = токеннің DTI коды
says-tokens = желілер бойынша DTI кодтары
says-papers = ақ кітап
says-paper-day = ақ кітап туралы хабарланған күн
says-paper-countries = ақ кітап қай елдерге арналған
says-provider = қызмет көрсетуші
says-platforms = сауда платформасы
says-services = қызметтері
says-countries = қайда
says-infringement = бұзушылық анықталған
says-reason = себебі
says-decided = шешім күні
says-websites = сайттары
says-comments = ескертпелер
says-updated = соңғы өзгертілген күн
says-jurisdiction = қай елдің құқығы
says-status = тұлға
says-registration = LEI кодының жай-күйі
says-renewal = LEI коды жаңартылатын күн
says-file = файл
says-yes = иә
says-no = жоқ

# Names that an issuer's may be.
match-score = балл
match-name = атауы
match-lei = LEI
match-country = елі
match-where = қайда
match-here = осындағы эмитент: { $issuer }
match-place = { $warning ->
        [yes] { says-warning }{" "}
       *[no] {""}
    }{ $place }{ $count ->
        [1] {""}
       *[other] {" "}({ $count } жол)
    }
match-none = Бірде-бір атау { $score } немесе одан жоғары балл алған жоқ. Шекті --min арқылы төмендетуге болады.
match-nobody = Атауы бар әр эмитенттің LEI коды бар.
match-note = Балл жазылудың жақындығын көрсетеді, ал бұл бір тұлға екенін білдірмейді. Сол тұлға екенін білсеңіз: qazyq issuer accept ЭМИТЕНТ LEI
match-accepted = { $issuer } — { $name }, LEI { $lei }: { $place }. { $number ->
        [none] Бұл бұрын жазылған.
       *[other] Жазба нөмірі — { $number }.
    }

# What DefiLlama proposes.
proposed-key = кілт
proposed-id = осындағы ID
proposed-symbol = символ
proposed-name = атауы
proposed-coinmarketcap = CoinMarketCap
proposed-peg = құны
proposed-remarks = ескертпелер
proposed-new = жаңа
proposed-known = белгілі
proposed-declined = бас тартылған
proposed-taken = { $others ->
        [none] `{ $id }` — мұнда бар актив: --as көрсетіңіз
       *[other] `{ $id }` мыналарға да тиесілі болар еді: { $others }; --as көрсетіңіз
    }
proposed-no-id = символдан ID шықпайды: --as көрсетіңіз
proposed-missing = { $field }: мұнда жазылмаған, онда { $theirs }
proposed-differs = { $field }: мұнда { $ours }, онда { $theirs }
proposed-dead = { $date } күнінен бері тоқтаған
proposed-over = тоқтатылған немесе тізімнен алынған
proposed-tally = Жаңасы: { $new }, белгілісі: { $known }, бас тартылғаны: { $declined }.
proposed-accepted = { $how ->
        [known] { $asset }: мұның бәрі бұрын жазылған, ештеңе қосылмады ({ $place }).
        [new] { $asset } — жаңа актив; дереккөзі: { $place } (жазбалар: { $entries }):
       *[more] { $asset } бұрын белгілі болған; қосымша жазылды, дереккөзі: { $place } (жазбалар: { $entries }):
    }
proposed-peg-note = Құн байланысы DefiLlama сөзімен алынған және мекенжайы жоқ: ол құн туралы ақпарат өлшемшартын орындамайды. Оны эмитент жарияласа: qazyq peg add
proposed-kept = Өзгертілмеді: { $what }
proposed-links = Жазылмаған сілтемелер. Оларды қарап, эмитент не жариялайтынын жазыңыз: qazyq disclosure add { $asset } МӘСЕЛЕ --url МЕКЕНЖАЙ
proposed-decline-done = { $number ->
        [none] { $key } бұрын бас тартылған.
       *[other] { $key } бас тартылды, жазба нөмірі — { $number }.
    }

# What can go wrong.
register-header-is-unknown = бірінші жолда ешбір тізілімнің бағандары жоқ: { $found }
    .help = файлды жарияланған күйінде алыңыз; әр тізілім мына бағандардың бірінен танылады: { $expected }
register-file-has-too-many-rows = жолдар саны { $rows_max } санынан көп, мұндай тізілім жоқ
    .help = бұл қандай файл екенін қараңыз
register-file-is-too-large = файлда { $bytes } байт бар, ең көбі { $bytes_max } байт оқылады
    .help = бұл қандай файл екенін қараңыз
register-column-is-missing = `{ $column }` бағаны жоқ; файлдағы бағандар: { $found }
    .help = файлды жарияланған күйінде алыңыз
trouble-header-is-of-several-registers = бірінші жолда бірнеше тізілімнің бағандары тұр: { $registers }
    .help = файлдарды жарияланған күйінде бір-бірлеп тапсырыңыз
trouble-file-is-a-web-page = файл — веб-бет
    .help = оны браузерде ашып қараңыз да, жауапты қайта жүктеп алыңыз
trouble-file-is-not-json = файл JSON емес немесе үзіліп қалған: { $what }
    .help = оны қайта жүктеп алыңыз
trouble-document-is-of-another-shape = бұл JSON — GLEIF жауабы да, DefiLlama тізімі немесе жауабы да емес
    .help = онда не айтылғанын қараңыз: дереккөз жауап беруден бас тартқан болуы мүмкін
trouble-no-register = мұнда `{ $register }` тізілімінің бірде-бір файлы жоқ
    .help = оны жүктеп алып, тапсырыңыз: qazyq register import ФАЙЛ
trouble-unknown-proposal = DefiLlama ұйымының ең жаңа файлдарында нөмірі `{ $text }` актив жоқ
    .help = оларды qazyq asset proposals --all тізеді: кілт алда тұр
trouble-is-an-asset-here = DefiLlama дерегіндегі `{ $text }` — осындағы `{ $asset }` активі
    .help = ол туралы жазылғанды qazyq asset show { $asset } көрсетеді
trouble-id-is-taken = { $choices ->
        [none] `{ $text }` — осындағы активтің ID мәні
       *[other] `{ $text }` басқалардың да ID мәні болар еді, олардың DefiLlama нөмірлері: { $choices }
    }
    .help = { $choices ->
        [none] дәл сол актив болса: --as { $text }; болмаса, --as арқылы басқа ID көрсетіңіз
       *[other] оны --as арқылы көрсетіңіз: { $text } немесе басқасын
    }
trouble-not-the-same-asset = осындағы `{ $asset }` активінің символы немесе CoinMarketCap нөмірі DefiLlama дерегіндегі `{ $text }` активінікінен басқа
    .help = --as арқылы басқа ID көрсетіңіз немесе алдымен жазылғанды түзетіңіз: qazyq asset add { $asset }
trouble-no-id-from-symbol = `{ $text }` символынан ID шықпайды
    .help = оны --as арқылы көрсетіңіз: 1–64 кіші латын әрпі, цифр, `-`, `.` және `_` таңбалары
trouble-lei-not-in-registers = мұндағы тізілімдердің ешқайсысында { $text } LEI коды жоқ
    .help = GLEIF жазбасын тапсырыңыз: https://api.gleif.org/api/v1/lei-records/{ $text }, пәрмені qazyq register import; немесе өзіңіз жазыңыз: qazyq issuer add ЭМИТЕНТ --lei { $text }
trouble-another-lei = { $issuer } эмитентінің LEI коды бар: { $text }, жазба нөмірі — { $number }
    .help = ол қате болса, --corrects { $number } көрсетіңіз; басқа компания — басқа эмитент
trouble-lei-of-another = { $text } LEI коды бұрыннан `{ $issuer }` эмитентінікі
    .help = екеуі бір тұлға болса, сол эмитентті пайдаланыңыз

# Defects of registers.
defect-value-is-absent = `{ $field }` өрісі бос
defect-lei-is-malformed = `{ $field }` өрісіндегі `{ $found }` — LEI емес
defect-dti-is-malformed = `{ $field }` өрісіндегі `{ $found }` — DTI емес
defect-date-is-not-readable = `{ $field }` өрісіндегі `{ $found }` — { $expected } түріндегі күн емес
defect-address-has-no-scheme = `{ $field }` өрісіндегі `{ $found }` мекенжайы https:// бөлігінсіз жазылған
defect-text-is-not-an-address = `{ $field }` өрісіндегі `{ $found }` — мекенжай емес
defect-country-is-not-a-code = `{ $field }` өрісіндегі `{ $found }` — ел коды емес
defect-answer-is-neither-yes-nor-no = `{ $field }` өрісіндегі `{ $found }` — «иә» де, «жоқ» та емес
defect-values-are-parted-otherwise = `{ $field }` өрісіндегі `{ $found }` мәндері `|` таңбасымен бөлінбеген
defect-encoding-is-broken = `{ $field }` өрісінде әріптер жоғалған: `{ $found }`
defect-service-letter-and-words-differ = `{ $field }` өрісіндегі `{ $found }`: әріп пен сөздер әртүрлі қызметке қатысты
defect-service-is-not-known = `{ $field }` өрісіндегі `{ $found }` — MiCA бойынша қызмет емес
defect-column-has-no-name = { $place }-бағанның атауы жоқ
defect-value-has-no-column-name = `{ $found }` атауы жоқ { $place }-бағанда тұр
defect-column-is-not-known = `{ $field }` бағаны белгісіз, ол оқылмайды
defect-column-is-absent = `{ $field }` бағаны жоқ
defect-fields-do-not-match-the-header = { $expected } өріс болуы тиіс жерде { $found } өріс тұр
defect-quote-is-not-closed = тырнақша жабылмаған; жазба { $through }-жолға дейін созылады
defect-key-stands-twice = `{ $field }` кілті екі рет тұр; соңғысы есепке алынады
defect-key-is-misspelt = `{ $field }` кілті `{ $meant }` деп оқылды
defect-value-is-misspelt = `{ $field }` өрісіндегі `{ $found }` мәні `{ $meant }` деп оқылды
defect-value-is-of-another-kind = `{ $field }` өрісінде `{ $found }` тұр, ал мынау болуы тиіс: { $expected ->
        [object] объект
        [list] тізім
        [text] мәтін
       *[other] { $expected }
    }; өріс бос деп саналады
defect-peg-is-not-known = `{ $found }` — белгілі құн байланысы емес
defect-mechanism-is-not-known = `{ $found }` — белгілі тетік емес
