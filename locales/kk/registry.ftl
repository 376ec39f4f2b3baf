# The registry: facts that people record, lists, people, and the journal.

# Facts.
help-asset = Активтің қалай аталатынын жазу және ол туралы белгілі мәліметтерді көру
    .long =
        Активтің жұмыс кеңістігінде өзгермейтін идентификаторы болады, ал басқа активтерден оны өзгелер берген
        идентификаторлар ажыратады: CoinMarketCap нөмірі, DTI, келісімшарт мекенжайы. Символ бірдей болуы мүмкін: символы
        бірдей активтер қатар көрсетіледі.
    .example =
        qazyq asset add eurk --symbol EURK --name "Мысал, актив емес"
        qazyq asset show eurk
help-asset-add = Жаңа активті жазу немесе ол туралы мәліметтерді толықтыру
    .long =
        Әр өріс бойынша оны көрсеткен соңғы жазба есепке алынады; көрсетілмегені бұрынғыша қалады. Жаңа активке --symbol
        немесе --name көрсетіңіз: сонда идентификатордағы қателік жаңа актив жасамайды.

        Бағдарлама ештеңені ешқайдан іздемейді және ештеңені қайта жазбайды: бұрын айтылғаны журналда қалады.
        Пайдаланушылар тіркелген болса, талдаушының кіру токені керек.
    .example = qazyq asset add eurk --symbol EURK --name "Мысал, актив емес" --issuer eurk-issuer
help-asset-show = Актив туралы жазылғанның бәрін көрсету
    .long =
        Активтің қалай аталатыны, эмитенті, символы бірдей активтер, бүгін қай тізімдерде тұрғаны, сондай-ақ өзі мен эмитенті
        туралы жазбалардың бәрі, енді есепке алынбайтындары да көрсетіледі. Бағалар мұнда жоқ: оларды `qazyq assets ASSET`
        көрсетеді.
    .example = qazyq asset show eurk
help-issuer = Активтерді кім шығаратынын жазу және ол туралы белгілі мәліметтерді көру
    .long = Эмитенттің жұмыс кеңістігінде идентификаторы болады. Эмитентке қатысты тізілімді тексеру немесе шешім оның барлық активіне қатысты болады.
    .example =
        qazyq issuer add eurk-issuer --name "Мысал, компания емес" --country KZ
        qazyq issuer show eurk-issuer
help-issuer-add = Жаңа эмитентті жазу немесе ол туралы мәліметтерді толықтыру
    .long =
        Әр өріс бойынша оны көрсеткен соңғы жазба есепке алынады; көрсетілмегені бұрынғыша қалады. Көрсетілген атаулар бұрынғы
        атаулардың бәрін ауыстырады. Жаңа эмитентке --name көрсетіңіз: сонда идентификатордағы қателік жаңа эмитент жасамайды.

        LEI мен БСН тек өздерінің бақылау цифрлары бойынша тексеріледі. Олардың берілген-берілмегенін және кімге берілгенін
        тізілімдер біледі. Пайдаланушылар тіркелген болса, талдаушының кіру токені керек.
    .example = qazyq issuer add eurk-issuer --name "Мысал, компания емес" --name "An example, not a company" --country KZ
help-issuer-show = Эмитент туралы жазылғанның бәрін көрсету
    .long = Оның атаулары мен идентификаторлары, тобы, активтері және ол туралы жазбалардың бәрі, енді есепке алынбайтындары да көрсетіледі.
    .example = qazyq issuer show eurk-issuer
help-peg = Активтің өз шарттары бойынша неге тең екенін жазу
    .long = Баға осы құн байланысымен салыстырылады. Бір күні бірнеше құн байланысы қолданылса, соңғы жазылғаны есепке алынады.
    .example =
        qazyq peg add eurk EUR --url https://example.com/terms
        qazyq peg list --asset eurk
help-peg-add = Құн байланысын және ол көрсетілген мекенжайды жазу
    .long =
        Мекенжайсыз құн байланысы да құн байланысы болып қалады, бірақ онымен құн туралы ақпарат өлшемшарты орындалмайды. Ол
        --from мен --until аралығында, олар көрсетілмесе — әрқашан қолданылады.

        Пайдаланушылар тіркелген болса, талдаушының кіру токені керек.
    .example = qazyq peg add eurk EUR --url https://example.com/terms --from 2026-01-01
help-disclosure = Актив туралы қандай мәліметтердің жарияланғанын жазу
    .long = Бұйрық төрт нәрсе туралы мәліметтердің жария болуын талап етеді: активтің өзі, оны не қамтамасыз ететіні, оны кім шығаратыны және құнының тұрақтылығын не қолдайтыны.
    .example =
        qazyq disclosure add eurk backing --url https://example.com/reserves --published 2026-01-31
        qazyq disclosure list --asset eurk
help-disclosure-add = Мәліметтердің қай жерде жарияланғанын немесе іздеп табылмағанын жазу
    .long =
        Жарияланғанның мекенжайы болады, күні де болғаны жөн. Іздеп табылмаса, ізделген күн көрсетіледі: --looked-for-on. Әр
        мәлімет түрі бойынша соңғысы есепке алынады.

        Беттің өзін --document арқылы сақтауға болады, сақтаған да жөн: ертең сол мекенжайда басқа нәрсе тұруы мүмкін.
        Пайдаланушылар тіркелген болса, талдаушының кіру токені керек.
    .example =
        qazyq disclosure add eurk backing --url https://example.com/reserves --published 2026-01-31
        qazyq disclosure add eurk issuer --looked-for-on 2026-02-01
help-check = Тізілімді тексергенде не шыққанын жазу
    .long = Сот шешімдерінің немесе нұсқамалардың тізілімін тексеру. Бағдарламаның өзі тізілімдерді тексермейді: мұны адам жасап, нәтижесін айтады.
    .example =
        qazyq check add "Сот шешімдері" --asset eurk --term EURK --on 2026-02-01 --result none
        qazyq check list --asset eurk
help-check-add = Тізілімнің тексерілгенін жазу
    .long =
        Қай тізілім, қашан, кімге қатысты тексерілгені, не ізделгені және не табылғаны көрсетіледі. Нәтижесі `found` болса,
        табылғанды біреу анықтағанша өлшемшарт анықталмаған күйде қалады: оның не екенін `qazyq ruling add` арқылы жазыңыз, ал
        басқа біреуге қатысты болса, нәтижесін `dismissed` деп көрсетіңіз.

        Пайдаланушылар тіркелген болса, талдаушының кіру токені керек.
    .example = qazyq check add "Сот шешімдері" --asset eurk --issuer eurk-issuer --term EURK --on 2026-02-01 --result none --document page.html
help-ruling = Сот шешімін немесе органның нұсқамасын жазу
    .long = Активке немесе оның эмитентіне қатысты қолданыстағы шешім құқықтық жай-күй өлшемшартының нәтижесін айқындайды.
    .example =
        qazyq ruling add eurk-1 --kind order --body "Мысал, орган емес" --asset eurk --in-force-from 2026-02-01
        qazyq ruling list --asset eurk
help-ruling-add = Шешімді жазу немесе оны қайта баяндау
    .long =
        Бұрынғының идентификаторымен жасалған жазба сол шешімді тұтас қайта баяндайды: көрсетілмегені бұрынғысынан алынбайды.
        Шешімнің қолданылуы аяқталғаны немесе оған шағым берілгені осылай жазылады. Шағымның өзі ештеңені шешпейді.

        Мұнда жазылғандардың ешқайсысына қатысы жоқ шешімді және `other` түріндегі шешімді жазуға болады, бірақ олар ештеңені
        шешпейді. Пайдаланушылар тіркелген болса, талдаушының кіру токені керек.
    .example = qazyq ruling add eurk-1 --kind order --body "Мысал, орган емес" --asset eurk --in-force-from 2026-02-01 --ended-on 2026-03-01
help-fact-list = Осы түрдегі есепке алынатын мәліметтерді тізіп шығару
    .long =
        Түзетілгені мен күші жойылғаны тізілмейді: оларды `qazyq asset show` және `qazyq journal show` көрсетеді. --csv мен
        --json берілсе, өрістердің бәрі `import` оқитын түрде шығарылады; экранда орын жетпейтіндіктен кейбірі көрсетілмейді.
    .example = qazyq disclosure list --asset eurk
help-fact-import = Осы түрдегі мәліметтерді файлдардан жазу
    .long =
        Файл атауының соңына қарай TOML, CSV, JSON немесе жол-жолымен берілген JSON болады; өрістері `add` пәрменіндегідей, тек
        `-` орнына `_` жазылады. CSV файлында оларды тақырып жолы атайды, бірнеше мән бір ұяшықта тік сызық арқылы тұрады: `a|b`.

        Файл тұтас қабылданады немесе мүлде қабылданбайды. Журналда бар мәлімет қайта жазылмайды, сондықтан үзіліп қалған
        жұмысты сол пәрменнің өзі жалғастырады. Құжат — қасында тұрған файл немесе бұрын сақталған файлдың `sha256:` мен хэші.
        Пайдаланушылар тіркелген болса, талдаушының кіру токені керек.
    .example = qazyq disclosure import disclosures.csv
help-record = Барлық түрдегі мәліметтерді файлдардан жазу немесе толтыру нысанын шығару
    .long =
        TOML файлында әр мәлімет өз түрінің кестесі болады, мысалы [[disclosure]]; JSON файлында түрін `record` кілті атайды. CSV
        файлында бір ғана түр болады: ондай файлды `qazyq disclosure import` сияқты пәрменге беріңіз.

        --template берілсе, әр жолы `#` белгісінен басталатын нысан шығарылады. Толтыратын жеріңізде бұл белгіні алып тастаңыз.
        Файл тұтас қабылданады немесе мүлде қабылданбайды. Пайдаланушылар тіркелген болса, талдаушының кіру токені керек.
    .example =
        qazyq record --template > facts.toml
        qazyq record facts.toml

# Lists.
help-list = Органдардың тізімдерін және олар бойынша шешімдерді жүргізу
    .long =
        Тізім төртеу, әрқайсысының заңда өз негізі бар және олар ешқашан араластырылмайды: ministry, afsa, national_bank және
        ministry_of_finance. Оларда осы жұмыс кеңістігінде жазылғаны ғана тұрады; бағдарламаның өз тізімі жоқ.

        Бағдарламаның қорытындысы тізімге ештеңені енгізбейді және одан ештеңені шығармайды. Бір адам ұсынады, екінші адам
        бекітеді, ал олар жасағанның қасында сол күннің қорытындысы тұрады.
    .example =
        qazyq list show ministry
        qazyq list propose add eurk --from 2026-03-01 --reason "мысал"
        qazyq list proposals
help-list-show = Белгілі бір күнгі тізімді қорытындылармен бірге көрсету
    .long =
        Тізімнен кейін онда жоқ, бірақ өлшемшарттарға сай келетін активтер тұрады. Тізімде тұрған, бірақ сай келмейтіні, сол күні
        тоқтатыла тұрмаса, белгіленеді: бұл — адамның қарауына негіз, белгінің өзі ештеңені өзгертпейді. Қорытындылар әдепкі
        түсіндірме бойынша беріледі.

        --as-of берілсе, сол сәтте белгілі болғаны ғана есепке алынады. Тізімдерді кез келген адам көре алады.
    .example = qazyq list show ministry --on 2026-03-14
help-list-diff = Екі күннің арасында тізімде не өзгергенін көрсету
    .long = Нелердің енгізілгені мен шығарылғаны, тоқтатыла тұрғаны немесе қайта есепке алынғаны және тізімде басқаша айтылғаны көрсетіледі. Осы аралықта пайда болып, қайта жоғалғаны көрсетілмейді.
    .example = qazyq list diff ministry --from 2026-01-01 --to 2026-03-14
help-list-export = Белгілі бір күнгі тізімді жазып шығару
    .long =
        JSON немесе CSV түрінде, кез келген компьютерде байтына дейін бірдей, сондықтан қасына SHA-256 мәнін жариялауға болады.
        JSON ішінде тізім журналдың қай жазбасына дейін жасалғаны да айтылады. Бағдарламаның қорытындылары оған кірмейді.
    .example = qazyq list export ministry --on 2026-03-14 --output list.json
help-list-import = Орган өзі жүргізетін тізімді қабылдау
    .long =
        Тізім белгілі бір күнгі қалпында, негізіндегі актісімен бірге қабылданады. Онда енді жоқ нәрсе сол күннен бастап тізімнен
        шығарылған деп есептеледі, тек --part мұның тізімнің бір бөлігі ғана екенін көрсетпесе. Бұл — өзгенің
        шешімі, ал оны растайтын құжатты --document арқылы сақтаған жөн. Осы жұмыс кеңістігінің өзі бұл тізімнің өзгерісін
        жарияламаған болса, оны ешкім бекітпейді; жариялаған болса, ол екінші адамның `qazyq list approve` пәрменінен кейін күшіне енеді.

        Жолдың қай активті білдіретіні CoinMarketCap нөмірі, DTI, келісімшарт немесе бір ғана активте бар символ бойынша
        анықталады. Олай анықталмаса, жол тізімде өз атауымен қалады, ал активті --means арқылы өзіңіз көрсетесіз. Атауы .json
        деп аяқталатын файл `qazyq list export` шығарған түрде, қалғандары үтірмен бөлінген CSV ретінде оқылады. Пайдаланушылар
        тіркелген болса, талдаушының кіру токені керек.
    .example = qazyq list import table.csv --authority afsa --act "Мысал, акт емес" --of 2026-03-14 --columns "symbol=Symbol,name=Name"
help-list-proposals = Ұсыныстарды немесе бір ұсыныс туралы бәрін көрсету
    .long = Нөмірі бойынша бір ұсыныс барлық қадамымен көрсетіледі: кім не істегені және сонда қасында қандай қорытынды тұрғаны.
    .example = qazyq list proposals 12
help-list-propose = Тізімді өзгертуді ұсыну
    .long =
        Мұны талдаушы жасай алады; тізім әзірге өзгермейді. Ұсыныстың қасына актив туралы ұсыныстың алғашқы күнгі немесе бүгінгі,
        қайсысы бұрын болса, соның қорытындысы және қорытындыны қайта шығаруға болатындай істің хэші жазылады.

        Одан кейін басқалар пікір білдіре алады, екінші адам ұсынысты бекітеді немесе қабылдамайды, ал бекітілгені жарияланады. Бір
        актив пен бір тізім туралы бір мезгілде бір ғана аяқталмаған ұсыныс бола алады.
    .example = qazyq list propose add eurk --from 2026-03-01 --act "Мысал, акт емес" --reason "бес өлшемшарттың бәрі орындалған" --evidence 3
help-list-review = Ұсыныс туралы пікір білдіру
    .long = Мұны талдаушылар мен бекітушілер ұсыныс аяқталғанша қалағанынша жасай алады. Пікір ештеңені шешпейді.
    .example = qazyq list review 12 --finding supports --note "резервтер туралы бет оқылды"
help-list-approve = Өзге адамның ұсынысын бекіту
    .long = Мұны бекітуші жасай алады, бірақ ұсынған адамның өзі ешқашан жасай алмайды. Тізім әзірге өзгермейді: оны `qazyq list publish` өзгертеді. Екінші адамды қажет ететін қабылданған тізім жазбасының нөмірі бойынша бекітіледі және бірден күшіне енеді.
    .example = qazyq list approve 12
help-list-reject = Өзге адамның ұсынысын қабылдамау
    .long = Мұны бекітуші жарияланғанша жасай алады, бірақ ұсынған адамның өзі ешқашан жасай алмайды. Осымен ұсыныс аяқталады; басқасын енгізуге болады.
    .example = qazyq list reject 12 --reason "тізілім тексерілмеген"
help-list-recall = Өз ұсынысын кері алу
    .long = Мұны ұсынған адамның өзі ғана, жарияланғанша жасай алады.
    .example = qazyq list recall 12 --reason "күні қате"
help-list-publish = Бекітілген ұсынысты күшіне енгізу
    .long =
        Мұны бекітуші жасай алады, бірақ ұсынған адамның өзі ешқашан жасай алмайды. Тізім ұсыныста аталған күннен бастап өзгереді, ал жол жарияланған қалпында жазылады.
        Жарияланғаны кері алынбайды: керісінше өзгертуді ұсыныңыз.
    .example = qazyq list publish 12

# People.
help-user = Кімге не рұқсат етілгенін көрсету
    .long =
        Пайдаланушылар жоқ кезде қалтаға жаза алатын кез келген адам мәліметтерді жаза алады, ал тізімдер бойынша шешім
        қабылданбайды. Алғашқы пайдаланушыдан бастап бірдеңе жазатын әр пәрменге кіру токені керек, ал әр бас тарту жазылады.

        reader — оқырман: тек қарайды. analyst — талдаушы: мәліметтерді жазады, тізімдерді қабылдайды, ұсынады және пікір
        білдіреді. approver — бекітуші: пікір білдіреді, бекітеді, қабылдамайды және жариялайды. administrator — әкімші: кімге не
        рұқсат етілгенін көрсетеді. auditor — аудитор: пайдаланушыларды, токендерді және бас тартуларды көреді.
    .example =
        qazyq user add aigerim --role administrator > token.txt
        qazyq --token-file token.txt user add daniyar --role analyst
help-user-add = Пайдаланушыны тіркеу
    .long =
        Алғашқы пайдаланушы әкімші болуы тиіс және кіру токенін бірден алады. Токен осы бір рет қана көрсетіледі және еш жерде
        сақталмайды, тек хэші сақталады. Осыдан бастап бірдеңе жазатын әр пәрменге токен керек: ол QAZYQ_TOKEN ішінде немесе
        --token-file атаған файлда болады.

        Қалғандарын әкімші тіркейді, ал токенді оларға `qazyq token new` береді. Қысқа атты кейін өзгертуге болмайды: жазбалар
        сол атпен жасалады.
    .example =
        qazyq user add aigerim --role administrator > token.txt
        qazyq --token-file token.txt user add daniyar --name "Мысал" --role analyst --role approver
help-user-set = Пайдаланушының аты-жөнін немесе рөлдерін өзгерту не оған тыйым салу
    .long =
        Мұны әкімші жасай алады. Көрсетілген рөлдер бұрынғыларын ауыстырады. Белсенді емес пайдаланушыға ештеңе рұқсат етілмейді,
        ал жазғандары қалады. Кемінде бір белсенді әкімші қалуы тиіс.
    .example =
        qazyq user set daniyar --role approver
        qazyq user set daniyar --inactive
help-user-password = Пайдаланушының құпиясөзін орнату немесе алып тастау
    .long =
        Мұны әкімші жасай алады. Құпиясөзі бар пайдаланушы кіру токендерін әкімшісіз алады: `qazyq token new USER --password-file
        FILE`. Құпиясөз файлдан оқылады, өйткені пәрмен жолын басқалар көруі мүмкін. Тек оның хэші сақталады, ал бұрын берілген
        токендер жарамды болып қала береді.
    .example = qazyq user password daniyar --password-file password.txt
help-user-list = Пайдаланушыларды тізіп шығару
    .long = Мұны әкімшілер мен аудиторлар жасай алады. Бүгін жарамды токендер саналады.
    .example = qazyq user list
help-token = Кіру токендерін беру және олардың күшін жою
    .long =
        Кіру токені кімнің әрекет етіп отырғанын көрсетеді: бірдеңе жазатын әр пәрмен оны QAZYQ_TOKEN ішінен немесе --token-file
        атаған файлдан алады. Токеннің тізімде көрінетін ашық жартысы және тек хэші сақталатын құпия жартысы болады.
    .example = qazyq token new daniyar --days 30 > token.txt
help-token-new = Пайдаланушыға кіру токенін беру
    .long =
        Әкімші кез келген адамға, ал пайдаланушы өз құпиясөзімен өзіне бере алады. Токен осы бір рет қана көрсетіледі: жоғалса,
        басқасын беріп, мұның күшін жойыңыз.
    .example =
        qazyq token new daniyar --days 30 --label laptop > token.txt
        qazyq token new daniyar --password-file password.txt > token.txt
help-token-revoke = Кіру токенінің күшін жою
    .long = Мұны әкімші жасай алады. Токен бұдан былай жарамайды; сонымен жазылғаны қалады.
    .example = qazyq token revoke 0123456789abcdef --reason "ноутбук жоғалды"
help-token-list = Кіру токендерін ашық жартылары бойынша тізіп шығару
    .long = Мұны әкімшілер мен аудиторлар жасай алады. Күші жойылғандары мен мерзімі өткендері де тізіледі.
    .example = qazyq token list

# The journal.
help-journal = Журналды қарау, тексеру және көшіру
    .long =
        Журнал — файлдардың өзінен басқа, жұмыс кеңістігі білетіннің бәрі: жазба артынан жазба, әрқайсысында алдыңғысының хэші
        тұрады. Онда ештеңе ешқашан өзгертілмейді: түзету де, күшін жою да — жаңа жазба.
    .example =
        qazyq journal show
        qazyq journal verify
help-journal-verify = Журналдың бүтін екенін тексеру
    .long =
        Әр жазба оқылып, өз хэшімен және алдыңғы жазбамен салыстырылады. Ортасынан өзгертілгені, қосылғаны немесе алып тасталғаны,
        дерекқордың өзі хабарлайтын бүлінулер, қолмен қойылған құпиясөздер және жазбалардың жоқ не өзгертілген файлдары анықталады.

        Соңынан қиып тасталған жазбалар мен тұтас қайта жазылған журнал өздігінен анықталмайды. Ол үшін бұрын, басқа компьютерде
        немесе көшірмеде айтылғанды --head арқылы көрсетіңіз: ондай жазба тізбекте болуы тиіс. Қазіргісін осы пәрмен мен `export`
        айтады; оны басқа жерде сақтаңыз.

        Шығу коды: журнал бүтін болса — 0, болмаса — 3.
    .example = qazyq journal verify --head 12:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
help-journal-show = Журналдың жазбаларын көрсету
    .long =
        Соңғылары немесе нөмірі бойынша біреуі — тізбекте тұрған JSON жолы түрінде. --json берілсе, бәрі солай шығарылады.
        Пайдаланушылар, токендер, құпиясөздер және бас тартулар туралы жазбалар әкімшілер мен аудиторларға арналған; олардың
        токенінсіз ондай жазбалар көрсетілмейді.
    .example =
        qazyq journal show --asset eurk
        qazyq journal show 12
help-journal-export = Бүкіл журналды жазып шығару, әр жолда бір жазба
    .long =
        Тізбек құралған байттардың өзі: әр жолдың, соңғы таңбасынсыз, SHA-256 мәні келесісінде тұрады. Мұны әкімшілер мен аудиторлар
        жасай алады, өйткені журналда бас тартулар да бар. Құпиясөздер онда жоқ: --credentials берілсе, әкімші олар салыстырылатын
        деректерді бөлек файлға алады. Тапсырылған файлдар жұмыс кеңістігінің `raw` қалтасында, дереккөздерден алынғаны `lake`
        қалтасында жатады; оларды бөлек көшіріңіз.
    .example = qazyq journal export --output journal.jsonl
help-journal-import = Жазып шығарылған журналды енгізу
    .long =
        Бос жұмыс кеңістігіне немесе журналы енгізілетін журналдың басы болатын жұмыс кеңістігіне. Әр жол бірден тексеріледі, тізбек
        сол қалпында қалады, үзіліп қалғанын сол пәрменнің өзі жалғастырады. Пайдаланушылар бұрыннан бар болса, әкімшінің кіру
        токені керек.

        --database берілсе, журнал сол дерекқорға көшіп, сонда қалады; қалтадағы файл бұдан былай есепке алынбайды. `raw` пен `lake`
        қалталарын бөлек көшіріңіз.
    .example = qazyq --workspace copy journal import journal.jsonl
help-journal-retract = Қате айтылған жазбаның күшін жою
    .long =
        Жазба орнында қалады, бірақ бұдан былай есепке алынбайды; себебі бірге сақталады. Бұған дейінгі сәтке ол бұрынғыша есепке
        алынады. Мәліметтер мен тізілім файлдарының күшін жоюға болады; тізімдер бойынша шешімдерді, пайдаланушылар мен токендерді
        тек жаңа шешім, файлдарды `qazyq withdraw` өзгертеді. Бірден дұрысын айту үшін `add` пәрменінде `--corrects NUMBER` көрсетіңіз.

        Пайдаланушылар тіркелген болса, талдаушының кіру токені керек.
    .example = qazyq journal retract 12 --reason "басқа компания туралы"
help-journal-follow = Пәрмен үзілгенше жаңа жазбаларды шығарып отыру
    .long = Әр жолда бір жазба, JSON түрінде. Мұны әкімшілер мен аудиторлар жасай алады.
    .example = qazyq journal follow --after 12

# Options that every command has.
arg-database = Журнал тұрған PostgreSQL дерекқоры, мысалы postgres://USER@HOST/NAME [әдепкі: QAZYQ_DATABASE, ол болмаса жұмыс кеңістігіндегі файл]
arg-token_file = Кімнің әрекет ететінін көрсететін кіру токені бар файл [әдепкі: QAZYQ_TOKEN ішіндегі токен]

# Options of several commands.
arg-symbol = Активтің символы; ол басқа активтерде де болуы мүмкін
arg-url = Бұл көпшілікке жарияланған мекенжай
arg-document = Мұны растайтын, хэшімен сақталатын файл; немесе бұрын сақталған файлдың sha256:DIGEST мәні
arg-retrieved = Бұл қашан алынған, мысалы 2026-03-13T06:00:00Z; сол сәттен бастап есепке алынады [әдепкі: қазір]
arg-corrects = Осы жазба орнын басатын жазбаның нөмірі
arg-issuer = Эмитенттің жұмыс кеңістігіндегі идентификаторы
arg-authority = Кімнің тізімі: ministry, afsa, national_bank немесе ministry_of_finance
arg-proposal = Ұсыныстың нөмірі
arg-user = Пайдаланушының қысқа аты
arg-reason = Себебі: журналда сақталады
arg-fact-list-asset = Тек осы активке қатыстысы
arg-fact-list-issuer = Тек осы эмитентке қатыстысы
arg-csv = `import` оқитын CSV шығару
arg-fact-import-files = Нысан файлдары: .toml, .csv, .json немесе .jsonl
arg-record-files = Нысан файлдары: .toml, .json немесе .jsonl
arg-record-template = Барлық түрдің барлық өрісі бар нысанды шығару

arg-asset-add-asset = Активтің идентификаторы: 1–64 таңба: латынның кіші әріптері, цифрлар, `-`, `.` және `_`; басында әріп немесе цифр тұрады
arg-asset-add-name = Активтің атауы
arg-asset-add-coinmarketcap = Оның CoinMarketCap нөмірі; екі активте бірдей болмайды
arg-asset-add-dti = Оның ISO 24165 бойынша Digital Token Identifier коды: 9 таңба, бас әріптер мен цифрлар
arg-asset-add-caip19 = Оның CAIP-19 бойынша орналасқан жері, мысалы eip155:1/erc20:0x…; бірнеше рет беруге болады, бұрынғылардың бәрін ауыстырады
arg-asset-add-issuer = Оны кім шығарады: эмитенттің жұмыс кеңістігіндегі идентификаторы
arg-asset-add-origin = Мұны кім айтады: official_register, issuer, third_party, on_chain немесе self_reported [әдепкі: self_reported]
arg-asset-show-id = Активтің идентификаторы
arg-issuer-add-issuer = Эмитенттің идентификаторы: 1–64 таңба: латынның кіші әріптері, цифрлар, `-`, `.` және `_`; басында әріп немесе цифр тұрады
arg-issuer-add-name = Атауы; кез келген әліпбимен, бірнеше рет беруге болады. Алғашқысы көрсетіледі
arg-issuer-add-lei = Оның ISO 17442 бойынша LEI коды: 20 таңба, бас әріптер мен цифрлар
arg-issuer-add-bin = Оның Қазақстандағы бизнес-сәйкестендіру нөмірі, БСН: 12 цифр
arg-issuer-add-country = Қай елде тіркелген: ISO 3166 бойынша екі бас әріп, мысалы KZ
arg-issuer-add-group = Тобын басқаратын эмитент: жұмыс кеңістігіндегі идентификаторы
arg-issuer-add-website = Өз беттерінің мекенжайы
arg-issuer-add-origin = Мұны кім айтады: official_register, issuer, third_party, on_chain немесе self_reported [әдепкі: third_party]
arg-issuer-show-id = Эмитенттің идентификаторы
arg-peg-add-peg = Активтің бір бірлігі өз шарттары бойынша неге тең: USD, "100 KZT", "0.5 USD + 0.5 EUR"
arg-peg-add-from = Құн байланысы қолданылатын алғашқы күн, YYYY-MM-DD [әдепкі: әрқашан]
arg-peg-add-until = Ол енді қолданылмайтын алғашқы күн, YYYY-MM-DD [әдепкі: жоқ]
arg-peg-add-origin = Мұны кім айтады: official_register, issuer, third_party, on_chain немесе self_reported [әдепкі: issuer]
arg-disclosure-add-item = Не жарияланған: asset, backing, issuer немесе stabilisation_mechanism
arg-disclosure-add-status = published немесе absent [әдепкі: --looked-for-on берілсе absent, әйтпесе published]
arg-disclosure-add-published = Қай күннен бері жарияланып тұр, YYYY-MM-DD
arg-disclosure-add-looked_for_on = Қай күні ізделіп, табылмаған, YYYY-MM-DD
arg-disclosure-add-next_expected = Келесісі қай күнге дейін күтіледі, YYYY-MM-DD
arg-disclosure-add-url = Бұл жарияланған мекенжай; жарияланған болса, міндетті
arg-disclosure-add-origin = Мұны кім айтады: official_register, issuer, third_party, on_chain немесе self_reported [әдепкі: issuer]
arg-check-add-register = Қай тізілім, сөзбен
arg-check-add-asset = Қай активке қатысты: идентификаторы; бірнеше рет беруге болады. Актив немесе эмитент аталуы тиіс
arg-check-add-issuer = Қай эмитентке қатысты: идентификаторы; бірнеше рет беруге болады
arg-check-add-term = Не ізделгені; бір немесе бірнеше рет беріледі
arg-check-add-on = Қай күні, YYYY-MM-DD
arg-check-add-result = Не табылған: none — ештеңе жоқ, found — табылды, dismissed — табылғаны басқа біреуге қатысты
arg-check-add-note = Тексерген адамның тұжырымы
arg-check-add-url = Тізілімнің немесе іздеудің мекенжайы
arg-check-add-origin = Мұны кім айтады: official_register, issuer, third_party, on_chain немесе self_reported [әдепкі: official_register]
arg-ruling-add-ruling = Шешімнің идентификаторы: 1–64 таңба: латынның кіші әріптері, цифрлар, `-`, `.` және `_`; басында әріп немесе цифр тұрады
arg-ruling-add-kind = Бұл не: court_decision — сот шешімі, order — нұсқама, other — ештеңені шешпейтін басқа құжат
arg-ruling-add-country = Қай мемлекеттің: ISO 3166 бойынша екі бас әріп [әдепкі: KZ]
arg-ruling-add-body = Кімнің: сот немесе орган
arg-ruling-add-reference = Ондағы нөмірі
arg-ruling-add-title = Қалай аталады
arg-ruling-add-asset = Қай активке қатысты: идентификаторы; бірнеше рет беруге болады
arg-ruling-add-issuer = Қай эмитентке қатысты: идентификаторы; бірнеше рет беруге болады
arg-ruling-add-in_force_from = Ол қолданылатын алғашқы күн, YYYY-MM-DD
arg-ruling-add-appealed_on = Қай күні шағым берілген, YYYY-MM-DD
arg-ruling-add-ended_on = Ол енді қолданылмайтын алғашқы күн, YYYY-MM-DD
arg-ruling-add-note = Оқыған адамның тұжырымы
arg-ruling-add-url = Оқуға болатын мекенжай
arg-ruling-add-origin = Мұны кім айтады: official_register, issuer, third_party, on_chain немесе self_reported [әдепкі: official_register]

arg-list-show-on = Қай күнгі, YYYY-MM-DD [әдепкі: бүгін]
arg-list-show-without_verdicts = Қорытындыларсыз және онда жоқ активтерсіз, тек тізімнің өзін көрсету
arg-list-export-on = Қай күнгі, YYYY-MM-DD [әдепкі: бүгін]
arg-list-export-format = json немесе csv [әдепкі: json]
arg-list-export-output = Жазылатын файл [әдепкі: стандартты шығару]
arg-list-import-file = .csv немесе .json түріндегі тізім
arg-list-import-act = Тізімнің негізіндегі акт, күні мен нөмірі
arg-list-import-of = Тізім қай күнгі, YYYY-MM-DD [әдепкі: бүгін]
arg-list-import-document = Тізімді растайтын, хэшімен сақталатын файл
arg-list-import-columns = Басқа CSV файлының бағандары: symbol=Symbol,name=Name,… Кілттері: asset, symbol, name, coinmarketcap, dti, caip19, issuer, lei, peg, from, until, suspended_from, act, reason және comment [әдепкі: осы атаулы бағандар]
arg-list-import-means = Жол қай активті білдіреді: тізімдегі символы немесе атауы, `=` және активтің идентификаторы; бірнеше рет беруге болады
arg-list-import-part = Бұл — тізімнің бір бөлігі: мұнда жоғы тізімде қала береді
arg-list-import-retrieved = Тізім қашан алынған, мысалы 2026-03-13T06:00:00Z; сол сәттен бастап есепке алынады [әдепкі: қазір]
arg-list-proposals-proposal = Бір ұсыныстың нөмірі [әдепкі: ашық және бекітілген ұсыныстардың бәрі]
arg-list-proposals-all = Қабылданбаған, кері алынған және жарияланған ұсыныстарды да көрсету
arg-list-propose-action = Не істеу керек: add — енгізу, suspend — тоқтата тұру, resume — қайта қосу, remove — шығару, correct — түзету
arg-list-propose-authority = Кімнің тізімі: ministry, afsa, national_bank немесе ministry_of_finance [әдепкі: ministry]
arg-list-propose-from = Бұл қай күннен бастап қолданылады, YYYY-MM-DD
arg-list-propose-until = Бұл енді қолданылмайтын алғашқы күн, YYYY-MM-DD; add, suspend және correct үшін [әдепкі: жоқ]
arg-list-propose-act = Осының негізіндегі акт, күні мен нөмірі
arg-list-propose-criterion = Қай өлшемшартқа қатысты: value_information, stability, disclosure, market_presence немесе legal_standing [әдепкі: бәріне]
arg-list-propose-evidence = Ұсыныс негізге алатын жазбаның нөмірі; бірнеше рет беруге болады
arg-list-review-finding = Пікіріңіз: supports — қолдаймын, objects — қарсымын, remarks — назарға алынатын ескертпе
arg-list-review-note = Не қаралғаны, сөзбен
arg-list-approve-note = Бекітумен бірге сақталатын ескертпе

arg-user-add-user = Қысқа аты: 1–64 таңба: латынның кіші әріптері, цифрлар, `-`, `.` және `_`; басында әріп немесе цифр тұрады
arg-user-add-name = Адамның өз аты-жөні
arg-user-add-role = Оған не рұқсат етілген: reader, analyst, approver, administrator немесе auditor; бірнеше рет беруге болады
arg-user-set-name = Адамның өз аты-жөні
arg-user-set-role = Оған осыдан бастап не рұқсат етілген: reader, analyst, approver, administrator немесе auditor; бірнеше рет беруге болады
arg-user-set-active = Пайдаланушыға әрекет етуге қайта рұқсат беру
arg-user-set-inactive = Пайдаланушыға бұдан былай ештеңе рұқсат етпеу
arg-user-password-password_file = Құпиясөз жазылған файл: кемінде 15 таңба, ең көбі 1024 байт; `-` стандартты енгізуді оқиды
arg-user-password-none = Құпиясөзді алып тастау
arg-token-new-days = Неше күн жарамды [әдепкі: 90]
arg-token-new-label = Не үшін керек
arg-token-new-password_file = Әкімшінің токенінің орнына пайдаланушының өз құпиясөзі жазылған файл; `-` стандартты енгізуді оқиды
arg-token-revoke-token = Оның ашық жартысы, 16 таңба, немесе токен тұтас

arg-journal-verify-head = Бұрын айтылған жазбаның нөмірі мен хэші: ол тізбекте болуы тиіс
arg-journal-show-entry = Бір жазбаның нөмірі [әдепкі: соңғылары]
arg-journal-show-kind = Тек осы түрі, мысалы disclosure, market, proposal немесе attempt
arg-journal-show-asset = Тек осы актив туралы
arg-journal-show-author = Тек осы пайдаланушының жазбалары
arg-journal-show-last = Ең көбі нешеуі көрсетіледі [әдепкі: 40]
arg-journal-export-output = Жазылатын файл [әдепкі: стандартты шығару]
arg-journal-export-credentials = Құпиясөздер салыстырылатын деректерге арналған жаңа файл; оны құпиясөздердің өзіндей сақтаңыз
arg-journal-import-file = `qazyq journal export` жазып шығарған журнал
arg-journal-import-credentials = Сол экспорттағы құпиясөздер салыстырылатын деректер файлы [әдепкі: құпиясөздер қайта орнатылады]
arg-journal-retract-entry = Жазбаның нөмірі
arg-journal-follow-after = Осы жазбадан кейін бастау [әдепкі: енді пайда болатыны]

# Names of choices.
authority-ministry = Министрлік Тізбесі
    .note = № 600/НҚ бұйрық бойынша Министрлік Тізбесі салыққа қатысты; мұнда осы жұмыс кеңістігінде жазылғаны тұр, Тізбенің ресми мазмұны тексерілмеген, ол басқа тізімдермен ешқашан араластырылмайды.
authority-afsa = AFSA кестесі
    .note = AFSA бекіткен цифрлық активтер кестесі АХҚО-да ненің саудалануына болатынын көрсетеді; мұнда осы жұмыс кеңістігінде жазылғаны тұр, ол басқа тізімдермен ешқашан араластырылмайды.
authority-national_bank = Ұлттық Банк тізімі
    .note = Ұлттық Банк тізімі оның 2026 жылғы 16 қаңтардағы заңдар бойынша ненің айналымына рұқсат беретінін көрсетеді; мұнда осы жұмыс кеңістігінде жазылғаны тұр, ол басқа тізімдермен ешқашан араластырылмайды.
authority-ministry_of_finance = Қаржы министрлігі тізімі
    .note = Қаржы министрлігі тізімінде құны майнинг салығы үшін жарияланатын активтер тұрады; мұнда осы жұмыс кеңістігінде жазылғаны тұр, ол басқа тізімдермен ешқашан араластырылмайды.

action-add = енгізу
action-suspend = тоқтата тұру
action-resume = қайта қосу
action-remove = шығару
action-correct = түзету
action-import = тізімді қабылдау
finding-supports = пікір: қолдайды
finding-objects = пікір: қарсы
finding-remarks = пікір: ескертпе
stage-open = ашық
stage-approved = бекітілді
stage-rejected = қабылданбады
stage-recalled = кері алынды
stage-published = жарияланды
step-proposal = ұсынды
step-review = пікір білдірді
step-approval = бекітті
step-rejection = қабылдамады
step-recall = кері алды
step-publication = жариялады
step-list_import = тізімді қабылдады
list-change-added = енгізілді
list-change-removed = шығарылды
list-change-suspended = тоқтатыла тұрды
list-change-resumed = қайта есепке алынды
list-change-corrected = басқаша айтылды
list-status-listed = тізімде
list-status-suspended = тоқтатыла тұрған
list-status-unlisted = тізімде жоқ
yes = иә
no = жоқ

# Fields, as labels and headings of columns.
field-asset = актив
field-assets = активтер
field-symbol = символ
field-same-symbol = символы бірдей
field-name = атауы
field-coinmarketcap = CoinMarketCap
field-dti = DTI
field-caip19 = CAIP-19
field-issuer = эмитент
field-lei = LEI
field-bin = БСН
field-country = ел
field-group = топ басшысы
field-same-group = бір топта
field-website = сайты
field-peg = құн байланысы
field-from = бастап
field-until = дейін
field-item = не туралы
field-status = күйі
field-published = жарияланған
field-looked_for_on = ізделген
field-next_expected = күтіледі
field-register = тізілім
field-term = не ізделген
field-on = қашан
field-result = нәтиже
field-note = ескертпе
field-ruling = шешім
field-kind = түрі
field-body = орган
field-reference = нөмірі
field-title = тақырыбы
field-in_force_from = күшіне енген
field-appealed_on = шағым берілген
field-ended_on = аяқталған
field-url = мекенжай
field-document = құжат
field-origin = шығу тегі
field-retrieved = алынған сәті
field-corrects = түзетеді
field-entry = жазба
field-recorded_at = жазылған сәті
field-author = авторы
field-says = мазмұны

# Screens: facts.
record-done = { $number }-жазба жасалды.
record-done-many = { $count } жазба жасалды: { $first } … { $last }.
record-known = Журналда бұрыннан бар, қайта жазылмағаны: { $count }.
record-none = Бұл түрде жазылған мәлімет жоқ.
record-template =
    Барлық түрдегі мәліметтер. Толтыратын кесте атауының және өрістердің алдындағы `#` белгісін алып тастап, қалғандарын өшіріңіз
    де, файлды мына пәрменмен тапсырыңыз: qazyq record ФАЙЛ.toml
    Бір кесте бірнеше рет тұруы мүмкін. Соңында * белгісі бары — міндетті.
show-undone = ({ $number }-жазбадан бері есепке алынбайды)
show-listing = { $authority }: { $status }, { $date } күнінен бастап

# Screens: lists.
list-heading = { $authority }, { $date }: { $count } актив
list-empty = Осы жұмыс кеңістігіне белгілі болғанша, ол күні тізімде ештеңе болмаған.
list-asset = актив
list-symbol = символ
list-name = атауы
list-status = күйі
list-from = бастап
list-until = дейін
list-act = акт
list-verdict = қорытынды
list-mark = белгі
list-change = өзгеріс
list-alarm = тізімде, сай келмейді
list-candidate = сай келеді, тізімде жоқ
list-tally = Тізімде тұрған, тоқтатыла тұрмаған, бірақ № 600/НҚ бұйрықтың өлшемшарттарына сай келмейтін активтер: { $alarms }. Сай келетін, бірақ тізімде жоқ активтер: { $candidates }.
list-same = Бұл екі күнде тізім бірдей.
list-without-verdict = `{ $asset }` активі туралы қорытынды жоқ: { $why }
list-exported = Тізім { $path } файлына жазылды; SHA-256 мәні: { $sha256 }
list-import-done = { $authority }: { $count } жол қабылданды, жазба нөмірі — { $number }.
list-import-known = { $authority }: бұл тізім бұрын қабылданған, жазба нөмірі — { $number }; ештеңе жазылған жоқ.
list-import-pending = Бұл тізім бойынша шешім осында қабылданады, сондықтан ол әзірге өзгермейді. Оны екінші адам шешеді: qazyq list approve { $number } немесе qazyq list reject { $number }
list-import-approved = { $number }-жазба ретінде қабылданған тізім бекітілді және күшіне енді.
list-import-heading = Қабылданған тізім, { $number }-жазба: { $authority }, { $date } күнгі қалпы, жол саны: { $count } ({ $stage })
list-import-unknown = Қай активті білдіретіні белгісіз жолдар: { $count } ({ $names }). Олар тізімде осы атаумен қалады; активті --means АТАУ=АКТИВ көрсетеді.

proposals-none = Ашық ұсыныс жоқ.
proposals-number = нөмірі
proposals-list = тізім
proposals-action = әрекет
proposals-asset = актив
proposals-from = бастап
proposals-until = дейін
proposals-stage = кезеңі
proposals-by = кім
proposals-verdict = қорытынды
proposals-reason = себебі
proposals-act = акт
proposals-criterion = өлшемшарт
proposals-evidence = негіздері, жазба нөмірлері
proposals-at = қашан
proposals-step = қадам
proposals-note = ескертпе
proposal-heading = { $number }-ұсыныс: { $asset } — { $action }, { $authority } ({ $stage })
proposal-made = { $number }-ұсыныс жазылды. Қасындағы { $date } күнгі қорытынды: { $outcome }. Оны екінші адам шешеді: qazyq list approve { $number } немесе qazyq list reject { $number }
proposal-reviewed = { $number }-ұсыныс туралы пікір жазылды.
proposal-approved = { $number }-ұсыныс бекітілді. Тізімді мына пәрмен өзгертеді: qazyq list publish { $number }
proposal-rejected = { $number }-ұсыныс қабылданбады.
proposal-recalled = { $number }-ұсыныс кері алынды.
proposal-published = { $number }-ұсыныс жарияланды.

# Screens: people.
user-first = `{ $user }` — алғашқы пайдаланушы, әкімші. Бұл — кіру токені, ол осы бір рет қана көрсетіледі. Осыдан бастап бірдеңе жазатын әр пәрменге токен керек: ол QAZYQ_TOKEN ішінде немесе --token-file атаған файлда болады.
user-added = `{ $user }` пайдаланушысы тіркелді. Рөлдері: { $roles }. Кіру токенін мына пәрмен береді: qazyq token new { $user }
user-set = `{ $user }` пайдаланушысы өзгертілді. Рөлдері: { $roles }
users-none = Пайдаланушылар жоқ: қалтаға жаза алатын кез келген адам мәліметтерді жаза алады. Алғашқысын `qazyq user add USER --role administrator` тіркейді.
users-user = пайдаланушы
users-name = аты-жөні
users-roles = рөлдері
users-active = белсенді
users-password = құпиясөз
users-tokens = токендер
password-set = `{ $user }` пайдаланушысының құпиясөзі орнатылды.
password-taken = `{ $user }` пайдаланушысында енді құпиясөз жоқ.
token-given = `{ $user }` үшін кіру токені; осы бір рет қана көрсетіледі, жарамдылық мерзімі — { $date }.
token-revoked = Токен бұдан былай жарамайды.
tokens-none = Токендер жоқ.
tokens-token = токен
tokens-user = пайдаланушы
tokens-label = белгі
tokens-since = басы
tokens-expires = мерзімі
tokens-revoked = күші жойылған

# Screens: the journal.
journal-whole = Журнал бүтін. Жазбалар: { $count }. Кейін --head арқылы көрсету үшін мынаны басқа жерде сақтаңыз: { $head }
journal-first-format = Журнал бірінші форматта, онда жазбалар алдыңғысын атамайды: тек файлдарын тексеруге болды, олар бүтін. Жазбалар: { $count }. Тізбек түріндегі соңы: { $head }
journal-not-whole = Журнал бүтін емес. Сәйкес келетін жазбалар: { $count }, соңғысы { $head }
journal-broken = Алғаш сәйкес келмейтін жазба — { $number }: { $why }
journal-engine = Дерекқор өз файлдары туралы хабарлайды: { $text }
journal-credential = `{ $user }` пайдаланушысының құпиясөзі журнал растайтын құпиясөз емес.
journal-file = { $number }-жазба атаған { $file } файлы жоқ немесе өзгертілген.
journal-decision = { $number } шешімі ережені бұзады: { $why }
journal-exported = Журнал { $path } файлына жазылды. Жазбалар: { $count }. Кейін --head арқылы көрсету үшін мынаны басқа жерде сақтаңыз: { $head }
journal-imported = Журнал енгізілді. Жазбалар: { $count }, оның мұнда жаңасы: { $new }. Соңғысы: { $head }
journal-credential-left-out = `{ $user }` пайдаланушысының құпиясөзі енгізілмеді: оны бірде-бір жазба растамайды.
journal-moved = Осыдан бастап журнал дерекқорда. Қалтадағы файл бұдан былай есепке алынбайды.
journal-retracted = { $number }-жазба бұдан былай есепке алынбайды.

# Why a journal is not whole; each stands behind the number of an entry.
row-is-missing = оның жолы жоқ.
row-is-altered = байттары хэшіне сай келмейді.
row-is-no-entry = байттары жазба емес.
row-is-not-canonical = ол осы бағдарлама жазатын түрде жазылмаған.
row-says-another-number = онда өзінің басқа нөмірі көрсетілген.
row-is-behind-another = онда алдыңғы жазба ретінде алдында тұрған жазба емес, басқасы аталған.
row-is-not-the-known-one = бұл — --head атаған жазба емес.
rows-are-cut-off = журнал одан бұрын аяқталады, ал --head кейінгі жазбаны атайды.
store-cannot-be-opened = журналдың дерекқоры ашылмайды.
store-cannot-be-read = оның жолы оқылмайды.
store-cannot-be-written = журналдың дерекқорына жазу мүмкін емес.
store-busy = журналдың дерекқорын басқа біреу пайдаланып отыр.
store-of-another-format = журналдың дерекқоры басқа форматта.
store-damaged = оның жолы бүлінген.
store-address = журнал дерекқорының мекенжайы жарамсыз.
store-unreachable = журналдың дерекқоры енді қолжетімсіз.
store-refused-login = журналдың дерекқоры кіргізбеді.
store-not-durable = журналдың дерекқоры растағанын жоғалтуы мүмкін.

# Шешім ережені несімен бұзады; жазба нөмірінен кейін тұрады.
decision-without-the-right = авторының оған құқығы болмаған.
decision-by-the-proposer = авторы шешілетін нәрсені өзі ұсынған.
decision-by-another = қайтарылып алынатын нәрсені басқа біреу ұсынған.
decision-at-another-stage = шешілетін нәрсе басқа кезеңде болған.
decision-on-nothing = шешілетін нәрсе ұсыныс емес.

# Why an entry cannot be undone.
stands-for-ever = файлдар, тізімдер бойынша шешімдер, пайдаланушылар, токендер және бас тартулар қала береді; олардың салдарын жаңа шешім, ал файлды `qazyq withdraw` өзгертеді.
is-undone-already = ол бұрын түзетілген немесе күші жойылған.
is-about-something-else = ол орнын басуы тиіс мәліметтен басқа түрде немесе басқа актив туралы.

# What can go wrong. `.help` says the way out.
trouble-unknown-entry = { $number }-жазба жоқ
    .help = соңғы жазбаларды нөмірлерімен `qazyq journal show` көрсетеді
trouble-unknown-issuer = жұмыс кеңістігінде `{ $text }` эмитенті жоқ
    .help = { $choices ->
        [none] әзірге бірде-бірі жоқ: оны `qazyq issuer add { $text } --name АТАУ` тіркейді
       *[other] бар эмитенттер: { $choices }; жаңасын `qazyq issuer add { $text } --name АТАУ` тіркейді
    }
trouble-not-a-form-file = { $place }: мұнда тұрғанды оқу мүмкін емес: { $text }
    .help = нысандар .toml, .json және .jsonl, ал бір түрдің пәрмені үшін .csv түрінде болады және онда тек мәтіндер мен бүтін сандар тұрады: нысанды `qazyq record --template` шығарады. Тізімнің бағандары --columns арқылы аталады
trouble-cannot-be-undone = { $number }-жазбаны түзетуге немесе күшін жоюға болмайды:
    .help = оны `qazyq journal show { $number }` көрсетеді
trouble-broken-chain = журнал { $number }-жазбада сәйкес келмейді:
    .help = бүкіл журналды `qazyq journal verify` тексереді; көшірмесін бос жұмыс кеңістігіне `qazyq journal import` арқылы енгізіңіз
trouble-lease-is-lost = бұл жұмысты басқа біреу өзіне алды, бұдан артық ештеңе жазылған жоқ
    .help = пәрменді қайта беріңіз
trouble-journal-is-here = { $path } жұмыс кеңістігінің журналы өз қалтасында, ал дерекқор көрсетілген
    .help = --database пен QAZYQ_DATABASE көрсетпеңіз; немесе журналды көшіріңіз: дерекқорсыз `qazyq journal export --output FILE`, содан кейін онымен `qazyq journal import FILE`
trouble-database-not-named = { $path } жұмыс кеңістігінің журналы дерекқорда, ал ол көрсетілмеген
    .help = --database немесе QAZYQ_DATABASE көрсетіңіз
trouble-journal-is-missing = { $path } журналы енді жоқ
    .help = файлды көшірмесінен қалпына келтіріңіз; оның орнындағы бос журнал ештеңе белгілі болмағандай көрінер еді
trouble-another-journal = { $path }: мұнда басқа журнал тұр немесе оның жазбалары көбірек
    .help = журнал бос жұмыс кеңістігіне немесе журналы соның басы болатын жұмыс кеңістігіне енгізіледі; дерекқорға да солай. Сол кезде біреу жазып жатқан болса, пәрменді қайта беріңіз
trouble-journal-has-grown = { $path }: осы арада біреу журналға жазба жасады; журнал бұрынғы орнында қалды
    .help = журналды қайта шығарып, соны енгізіңіз
trouble-document-is-empty = `{ $name }` бос
    .help = құжаттың өзі бар файлды таңдаңыз
trouble-document-is-a-program = `{ $name }` — бағдарлама немесе скрипт, ол сақталмайды
    .help = мәліметті көрсететінін жазыңыз: бет, скан, хат
trouble-document-of-no-kept-kind = `{ $name }` — сақталмайтын түрдегі файл
    .help = PDF, PNG, JPEG, TIFF, кез келген мәтін (CSV, JSON, XML, HTML, EML), DOCX, XLSX, ODF және CMS қолтаңбалары сақталады, мазмұнына қарай
trouble-document-too-large = `{ $name }` файлында { $limit } байттан көп
    .help = файлдың SHA-256 мәнін ескертпеге жазыңыз немесе маңызды бөлігін сақтаңыз
trouble-id-of-another = { $text } — `{ $asset }` активінің CoinMarketCap нөмірі
    .help = мұндай нөмір бір ғана активте болады; қайсысында екенін `qazyq find` көрсетеді. Символ бірдей болуы мүмкін
trouble-user-is-there = `{ $user }` пайдаланушысы бұрыннан бар
    .help = оны `qazyq user set { $user }` өзгертеді
trouble-unknown-user = `{ $text }` деген пайдаланушы жоқ
    .help = { $choices ->
        [none] әзірге бірде-бірі жоқ: алғашқысын `qazyq user add { $text } --role administrator` тіркейді
       *[other] бар пайдаланушылар: { $choices }
    }
trouble-unknown-token = ашық жартысы `{ $text }` болатын жарамды токен жоқ
    .help = { $choices ->
        [none] бірде-бірі жоқ
       *[other] бар токендер: { $choices }
    }
trouble-password-too-short = құпиясөз тым қысқа
    .help = онда кемінде { $limit } таңба болады; басқа ешкім қатар қоймайтын бірнеше сөзді есте сақтау оңай
trouble-password-too-long = құпиясөз тым ұзын
    .help = онда ең көбі { $limit } байт болады
trouble-none-of-the-choices = `{ $text }` мәні { $name } үшін жарамайды
    .help = мұнда тұра алатыны: { $choices }

# Where the journal lies.
trouble-store-cannot-be-opened = { $store } журналы ашылмайды: { $text }
    .help = оның орнында екенін және оқуға, жазуға рұқсат барын тексеріңіз
trouble-store-cannot-be-read = { $store } журналы оқылмайды: { $text }
    .help = ештеңе өзгертілген жоқ; толығырақ `qazyq journal verify` айтады
trouble-store-cannot-be-written = { $store } журналына жазу мүмкін емес: { $text }
    .help = орын барын және онда жазуға рұқсат барын тексеріңіз; жартылай ештеңе жазылған жоқ
trouble-store-busy = { $store } журналы бос емес: { $text }
    .help = онда басқа біреу жазып жатыр: пәрменді қайта беріңіз
trouble-store-of-another-format = { $store } — бұл бағдарлама білетін журнал емес: { $text }
    .help = оны жасаған бағдарламаны немесе басқа орынды пайдаланыңыз
trouble-store-damaged = { $store } журналы { $number ->
        [0] бүлінген
       *[other] { $number }-жазбада бүлінген
    }: { $text }
    .help = көшірмесін бос жұмыс кеңістігіне `qazyq journal import` арқылы енгізіңіз; журналдың қай жазбаға дейін бүтін екенін `qazyq journal verify` көрсетеді
trouble-store-address = дерекқордың мекенжайы жарамайды: { $text }
    .help = ол postgres://USER@HOST:PORT/NAME түрінде жазылады, `?` белгісінен кейін параметрлері тұрады, мысалы sslmode=verify-full; құпиясөз USER:PASSWORD түрінде соның ішінде, ал бүкіл мекенжай QAZYQ_DATABASE ішінде тұра алады
trouble-store-unreachable = { $store } дерекқоры қолжетімсіз: { $text }
    .help = сервердің жұмыс істеп тұрғанын және оған желі барын тексеріңіз; расталғаны жоғалған жоқ
trouble-store-refused-login = { $store } дерекқоры кіргізбеді: { $text }
    .help = мекенжайдағы атау мен құпиясөзді және осы компьютерден қосылуға рұқсат барын тексеріңіз
trouble-store-not-durable = { $store } журналы растағанын жоғалтуы мүмкін: { $setting }
    .help = PostgreSQL үшін fsync, full_page_writes және synchronous_commit мәндерін on етіңіз; файл үшін осы компьютердің дискісін пайдаланыңыз

# Who may do what.
trouble-token-is-missing = мұнда пайдаланушылар бар, ал кіру токені көрсетілмеген
    .help = токенді QAZYQ_TOKEN ішіне немесе файлға салып, файлды --token-file арқылы атаңыз; токендерді әкімші `qazyq token new USER` пәрменімен береді
trouble-token-is-none = кіру токені ретінде көрсетілгені токен емес
    .help = токен — `qzt_`, 16 таңба, `_` және тағы 64 таңба, әрқайсысы 0-ден 9-ға дейін немесе a-дан f-ке дейін; толық көшірілгенін тексеріңіз
trouble-token-is-unknown = бұл кіру токені мұнда берілмеген
    .help = ол басқа жұмыс кеңістігінікі болуы мүмкін; басқасын әкімші `qazyq token new USER` пәрменімен береді
trouble-token-is-revoked = бұл кіру токенінің күші жойылған
    .help = басқасын әкімші `qazyq token new USER` пәрменімен береді
trouble-token-has-expired = бұл кіру токенінің мерзімі өткен
    .help = басқасын әкімші `qazyq token new USER` пәрменімен береді, ал құпиясөзі бар пайдаланушы --password-file арқылы өзі алады
trouble-user-is-inactive = пайдаланушы белсенді емес, оған ештеңе рұқсат етілмейді
    .help = мұны әкімші `qazyq user set USER --active` пәрменімен өзгерте алады
trouble-right-is-missing = `{ $user }` пайдаланушысына { $right ->
        [record] мәліметтерді, файлдарды және тізімдерді жазуға
        [propose] тізімдерді өзгертуді ұсынуға
        [review] ұсыныстар туралы пікір білдіруге
        [approve] ұсыныстарды бекітуге, қабылдамауға және жариялауға
        [administer] кімге не рұқсат етілгенін көрсетуге
        [audit] кімге не рұқсат етілгенін және кімге бас тартылғанын көруге
       *[other] мұны істеуге
    } рұқсат жоқ
    .help = бұған мына рөл керек: { $choices }. Рөлдерді әкімші `qazyq user set { $user } --role ROLE` пәрменімен береді
trouble-first-user-must-be-administrator = алғашқы пайдаланушы әкімші болуы тиіс
    .help = --role administrator көрсетіңіз, әйтпесе қалғандарын тіркейтін ешкім болмайды
trouble-last-administrator = бірде-бір белсенді әкімші қалмас еді
    .help = алдымен басқа біреуді әкімші етіңіз
trouble-users-are-missing = тізімдер бойынша пайдаланушылар шешім қабылдайды, ал олар жоқ
    .help = ұсынатын және бекітетін екі бөлек адам болуы тиіс: алғашқысын `qazyq user add USER --role administrator` тіркейді, қалғандарын сол тіркейді
trouble-password-is-wrong = `{ $user }` — осы құпиясөзі бар белсенді пайдаланушы емес
    .help = басқа құпиясөзді әкімші `qazyq user password { $user } --password-file FILE` пәрменімен орната алады
trouble-code-is-missing = `{ $user }` пайдаланушысының екінші факторы бар, ал оның коды берілмеді
    .help = жұмыс орнына қолданбадағы кодпен кіріңіз; екінші факторды сол жерде әкімші алып тастай алады
trouble-code-is-wrong = бұл `{ $user }` пайдаланушысының екінші факторының қазіргі коды емес немесе ол бұрын қолданылған
    .help = қолданбадағы келесі кодты күтіңіз және екі құрылғының сағатын тексеріңіз; қалпына келтіру коды бір рет қана жарайды
trouble-not-own-proposal = бұл ұсынысты енгізген `{ $user }` емес
    .help = оны енгізген адам кері ала алады; бекітуші қабылдамай тастай алады: qazyq list reject
trouble-own-proposal = бұл ұсынысты `{ $user }` өзі енгізген
    .help = оны екінші адам бекітеді немесе қабылдамайды; өзіңіз кері ала аласыз: qazyq list recall

# Lists.
trouble-is-on-the-list = { $date } күні актив тізімде бұрыннан бар
    .help = қай күннен екенін `qazyq list show` көрсетеді; тізімде ол туралы айтылғанды correct әрекеті өзгертеді
trouble-is-not-on-the-list = { $date } күні актив тізімде жоқ
    .help = оны add әрекетімен енгізіңіз немесе ол тізімде болған күнді таңдаңыз
trouble-is-suspended = { $date } күні актив бұрыннан тоқтатыла тұрған
    .help = resume әрекеті оны қайта есепке алады
trouble-is-not-suspended = { $date } күні актив тоқтатыла тұрмаған
    .help = ол тоқтатыла тұрған күнді таңдаңыз
trouble-another-proposal-is-open = осы актив пен осы тізім туралы { $number }-ұсыныс әлі аяқталмаған
    .help = алдымен оны шешіңіз немесе кері алыңыз: qazyq list proposals { $number }
trouble-no-such-proposal = { $number }-ұсыныс жоқ
    .help = ұсыныстардың бәрін `qazyq list proposals --all` көрсетеді
trouble-proposal-at-another-stage = { $number }-ұсыныс { $stage ->
        [open] әлі бекітілмеген
        [approved] бекітіліп қойған
        [rejected] қабылданбаған
        [recalled] кері алынған
        [published] жарияланып қойған
       *[other] басқа кезеңде
    }
    .help = { $stage ->
        [open] оны екінші адам бекітеді: qazyq list approve { $number }
        [approved] оны күшіне енгізетін пәрмен: qazyq list publish { $number }
        [published] жарияланғанын тек керісінше ұсыныс өзгертеді
       *[other] басқа ұсыныс енгізіңіз: qazyq list propose
    }

# Forms.
trouble-field-is-unknown = `{ $field }` деген өріс жоқ
    .help = бар өрістер: { $choices }
trouble-field-is-missing = `{ $field }` өрісі көрсетілмеген
trouble-field-has-several = `{ $field }` өрісінде бірнеше мән бар
    .help = мұнда біреуі ғана тұра алады
trouble-field-is-empty = `{ $field }` өрісі бос
    .help = айтатын ештеңе болмаса, оны көрсетпеңіз
trouble-field-is-too-long = `{ $field }` өрісі тым ұзын: шегі — { $limit }
    .help = бір жолда ең көбі 300 таңба, құжаттың атауында 2000, ескертпе мен себепте 10000 таңба, ал өрісте ең көбі 100 мән болады
trouble-field-has-control-characters = `{ $field }` өрісінде терминалды басқаратын таңбалар бар: { $text }
    .help = оны қайта теріңіз; ескертпелер мен себептерде бірнеше жол бола алады, қалғаны — табуляциясыз бір жол
trouble-field-has-invisible-characters = `{ $field }` өрісінде көрінбейтін таңбалар бар: { $text }
    .help = оны қайта теріңіз: олар беттен көшірілген мәтінмен бірге келеді
trouble-field-is-none-of = `{ $text }` мәні `{ $field }` өрісінде тұра алмайды
    .help = мыналардың бірі болуы тиіс: { $choices }
trouble-field-is-no-number = `{ $text }` — `{ $field }` өрісінде тұра алатын сан емес
    .help = сан тек цифрлардан тұрады, 1-ден 9007199254740991-ге дейін; `corrects` бар жазбаны атайды
trouble-field-is-no-address = `{ $field }` өрісіндегі `{ $text }` — мекенжай емес
    .help = мекенжай https:// немесе http:// деп басталады, бос орынсыз жазылады және 2000 байттан аспайды
trouble-field-is-no-day = `{ $field }` өрісіндегі `{ $text }` — күн емес
    .help = күн YYYY-MM-DD түрінде жазылады, 1970-01-01 мен 2999-12-31 аралығында
trouble-field-is-no-instant = `{ $field }` өрісіндегі `{ $text }` — уақыт сәті емес
    .help = уақыт сәті 2026-03-13T06:00:00Z түрінде немесе уақыт ығысуымен 2026-03-13T11:00:00+05:00 түрінде жазылады
trouble-field-is-no-id = `{ $field }` өрісіндегі `{ $text }` — идентификатор емес
    .help = идентификатор 1–64 таңбадан тұрады: латынның кіші әріптері, цифрлар, `-`, `.` және `_`; басында әріп немесе цифр тұрады
trouble-field-is-no-peg = `{ $field }` өрісіндегі `{ $text }` — құн байланысы емес
    .help = құн байланысы — валютаның коды, оның алдында шама тұруы мүмкін, бірнешеуі `+` арқылы біріктіріледі: USD, "100 KZT", "0.5 USD + 0.5 EUR"
trouble-field-is-no-digest = `{ $field }` өрісіндегі `{ $text }` — хэш емес
    .help = SHA-256 мәні 64 таңбадан тұрады, әрқайсысы 0-ден 9-ға дейін немесе a-дан f-ке дейін
trouble-field-is-in-the-future = `{ $field }` өрісіндегі { $text } әлі келген жоқ
    .help = бұл қашан алынғанын көрсетіңіз, ал қазір болса, ештеңе көрсетпеңіз
trouble-field-ends-before-it-begins = `{ $field }` өрісіндегі күн басталатын күннен кейін емес
    .help = кейінірек күнді көрсетіңіз: ол — аяқталғаннан кейінгі алғашқы күн немесе келесісі күтілетін күн
trouble-field-names-nobody = бұл қай активке немесе эмитентке қатысты екені көрсетілмеген
    .help = кемінде біреуін атаңыз: asset, issuer немесе екеуін де
trouble-field-says-nothing = `{ $field }` туралы идентификаторынан басқа ештеңе айтылмаған
    .help = тағы кемінде бір өрісті көрсетіңіз

# Identifiers.
trouble-lei-length = LEI кодында { $characters } таңба бар
    .help = LEI 20 таңбадан тұрады: латынның бас әріптері мен цифрлар; соңғы екі цифры — бақылау цифрлары
trouble-lei-small-letter = LEI кодының { $position }-орнында `{ $character }` кіші әрпі тұр
    .help = LEI бас әріптермен жазылады: 20 таңба, латынның бас әріптері мен цифрлар; соңғы екі цифры — бақылау цифрлары
trouble-lei-character = LEI кодының { $position }-орнында `{ $character }` ({ $code_point }) тұр
    .help = LEI 20 таңбадан тұрады: латынның бас әріптері мен цифрлар; оларға ұқсас кирилл әріптері — басқа әріптер, бос орын да болмайды
trouble-lei-without-check-digits = LEI екі цифрмен аяқталмайды
    .help = LEI 20 таңбадан тұрады: латынның бас әріптері мен цифрлар; соңғы екі цифры — бақылау цифрлары
trouble-lei-check-digits = LEI кодының бақылау цифрлары қалған таңбаларға сай келмейді
    .help = бір жерінде қате бар: тізіліммен салыстырыңыз; 20 таңбаның соңғы екі цифры қалғандарын тексереді
trouble-bin-length = БСН-де { $characters } таңба бар
    .help = БСН 12 цифрдан тұрады; соңғысы — бақылау цифры
trouble-bin-character = БСН-нің { $position }-орнында `{ $character }` ({ $code_point }) тұр
    .help = БСН 12 цифрдан тұрады, онда басқа ештеңе болмайды
trouble-bin-month = БСН-де ай орнында { $month } тұр
    .help = 12 цифрдың үшіншісі мен төртіншісі — ай, 01-ден 12-ге дейін
trouble-bin-fifth-digit = БСН-нің бесінші цифры — { $digit }
    .help = { $digit ->
        [0] бесінші цифры 0-ден 3-ке дейінгі нөмір жеке тұлғанікі: бұл — ЖСН, ол мұнда жазылмайды. БСН-де 4, 5 немесе 6 тұрады
        [1] бесінші цифры 0-ден 3-ке дейінгі нөмір жеке тұлғанікі: бұл — ЖСН, ол мұнда жазылмайды. БСН-де 4, 5 немесе 6 тұрады
        [2] бесінші цифры 0-ден 3-ке дейінгі нөмір жеке тұлғанікі: бұл — ЖСН, ол мұнда жазылмайды. БСН-де 4, 5 немесе 6 тұрады
        [3] бесінші цифры 0-ден 3-ке дейінгі нөмір жеке тұлғанікі: бұл — ЖСН, ол мұнда жазылмайды. БСН-де 4, 5 немесе 6 тұрады
       *[other] 12 цифрдың бесіншісі — 4, 5 немесе 6; жеке тұлғаның нөмірінде, ЖСН-де — 0-ден 3-ке дейін
    }
trouble-bin-check-digit = БСН-нің бақылау цифры қалғандарына сай келмейді
    .help = бір жерінде қате бар: тізіліммен салыстырыңыз; 12 цифрдың соңғысы қалғандарын тексереді
trouble-bin-is-never-given-out = БСН-нің алғашқы он бір цифрына ешқандай бақылау цифры сай келмейді
    .help = мұндай нөмір ешқашан берілмейді: тізіліммен салыстырыңыз
trouble-dti-length = DTI кодында { $characters } таңба бар
    .help = DTI 9 таңбадан тұрады: цифрлар мен латынның Y-тен басқа дауыссыз бас әріптері; соңғысы — бақылау таңбасы
trouble-dti-small-letter = DTI кодының { $position }-орнында `{ $character }` кіші әрпі тұр
    .help = DTI бас әріптермен жазылады: 9 таңба, цифрлар мен латынның Y-тен басқа дауыссыз бас әріптері; соңғысы — бақылау таңбасы
trouble-dti-character = DTI кодының { $position }-орнында `{ $character }` ({ $code_point }) тұр
    .help = DTI 9 таңбадан тұрады: цифрлар мен латынның Y-тен басқа дауыссыз бас әріптері; оларға ұқсас кирилл әріптері — басқа әріптер, бос орын да болмайды
trouble-dti-leading-zero = DTI 0-ден басталады
    .help = оның 9 таңбасының алғашқысы ешқашан 0 болмайды
trouble-dti-check-character = DTI кодының бақылау таңбасы қалғандарына сай келмейді
    .help = бір жерінде қате бар: тізіліммен салыстырыңыз; 9 таңбаның соңғысы қалғандарын тексереді
trouble-caip19-form = бұл активтің CAIP-19 бойынша жазылуы емес
    .help = ол — желі, `/` және актив, әрқайсысында `:` тұрады: eip155:1/erc20:0x… Тағы бір `/` белгісінен кейін жеке токеннің нөмірі тұруы мүмкін
trouble-caip19-chain-namespace = алғашқы `:` белгісіне дейінгі желі түрі ондай болмайды
    .help = ол латынның 3–8 кіші әрпінен, цифрлардан және `-` белгісінен тұрады: eip155, solana
trouble-caip19-chain-reference = алғашқы `:` мен `/` арасындағы желі ондай болмайды
    .help = ол 1–32 латын әрпінен, цифрлардан, `-` және `_` белгілерінен тұрады: түрі eip155 болса, Ethereum үшін 1
trouble-caip19-asset-namespace = `/` мен екінші `:` арасындағы актив түрі ондай болмайды
    .help = ол латынның 3–8 кіші әрпінен, цифрлардан және `-` белгісінен тұрады: erc20, slip44
trouble-caip19-asset-reference = екінші `:` белгісінен кейінгі актив ондай болмайды
    .help = ол 1–128 латын әрпінен, цифрлардан, `-`, `.` және `%` белгілерінен тұрады: әдетте бұл — келісімшарттың мекенжайы
trouble-caip19-token-id = екінші `/` белгісінен кейінгі жеке токеннің нөмірі ондай болмайды
    .help = ол 1–78 латын әрпінен, цифрлардан, `-`, `.` және `%` белгілерінен тұрады
trouble-country-form = бұл — ел коды емес
    .help = ел коды ISO 3166 бойынша латынның екі бас әрпімен жазылады: KZ
arg-demonstration = Көрсету үшін ойдан шығарылған: `true`; соған негізделгеннің бәрі мұны айтады
field-demonstration = көрсету
trouble-journal-of-the-first-format = бұл жұмыс кеңістігінің журналы бірінші форматта: оны ешкім бақыламайтын файлдар қалтасы
    .help = алғашқы жазба оны көшіреді, мысалы `qazyq asset add`; `qazyq journal show` оны сол күйінде оқиды
trouble-written-since = осы уақытта басқа біреу сол туралы жазды: { $number }-жазба
    .help = оны қарап, қайта шешіңіз; ештеңе жазылған жоқ
trouble-done-before = дәл осындай сұрау бұрын болған; оның бірінші жазбасы — { $number }
    .help = ештеңе екі рет жазылмайды
trouble-another-request = `{ $name }` атауы басқа сұрауға берілген
    .help = әр сұрауға өз атауын беріңіз; ештеңе жазылған жоқ
trouble-changed-meanwhile = басқа біреу `{ $asset }` туралы үздіксіз жазып жатыр
    .help = ештеңе жоғалған жоқ: сол команданы қайталап беріңіз

# Провайдер арқылы кіру.
arg-user-add-openid_subject = Жұмыс аймағының баптауларындағы провайдерде осы субъект болып кіретін адам — сол пайдаланушы
arg-user-set-openid_subject = Жұмыс аймағының баптауларындағы провайдерде осы субъект болып кіретін адам — сол пайдаланушы; бос мән мұны алып тастайды
trouble-openid-role-is-missing = провайдер `{ $subject }` үшін мұнда бар бірде-бір рөл бермейді
    .help = рөлдерді онда провайдерді жүргізетін адам береді; олардың қайсысы мұнда қандай рөл екені `qazyq.toml` файлының `[openid.roles]` кестесінде тұр
trouble-openid-name-is-taken = `{ $user }` — мұндағы пайдаланушы, ол `{ $subject }` субъектісімен байланысты емес
    .help = бұл сол адам болса, әкімші пайдаланушыны сол субъектімен байланыстырады: пайдаланушының бетінде немесе `qazyq user set { $user } --openid-subject SUBJECT` командасымен
trouble-openid-name-is-missing = провайдер `{ $subject }` деп атайтын адамға қысқа ат жасау мүмкін емес
    .help = әкімші пайдаланушы тіркеп, оны сол субъектімен байланыстырады: пайдаланушының бетінде немесе `qazyq user set USER --openid-subject SUBJECT` командасымен
trouble-not-a-subject = «{ $text }» провайдердің субъектілері сияқты жазылмаған
    .help = 1-ден 255-ке дейін ASCII әріптері, цифрлары мен белгілері, шеттерінде бос орынсыз
trouble-openid-subject-is-bound = бұл субъектімен `{ $user }` пайдаланушысы байланысты
    .help = провайдердегі бір адам — мұндағы бір пайдаланушы: алдымен `{ $user }` байланысын алып тастаңыз
trouble-openid-is-not-set = провайдер қойылмаған
    .help = жұмыс аймағының `qazyq.toml` файлына `[openid]` кестесін жазыңыз
trouble-openid-needs-origin = адамдар провайдер арқылы кіреді, ал ол кіргендерді қайтара алатын сервердің өз мекенжайы белгісіз
    .help = оны `--origin https://registry.example` деп көрсетіңіз; `http` тек осы машинада жеткілікті
