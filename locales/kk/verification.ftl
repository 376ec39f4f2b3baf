# Жинақты тексеру не айтады: терминалда және браузердегі бетте.

verify-title = { $asset }, { $day }: дәлелдемелер жинағы { $digest }
verify-title-none = Дәлелдемелер жинағы емес файл
verify-passed = ✓ Барлық тексеруден өтті.
verify-failed = ✗ Өтпеген тексерулер саны: { $count }. Бұл жинақ өзінде айтылғанды растамайды.
verify-unknown = ? Тексеру мүмкін болмағаны: { $count }; қалғанында қате жоқ.
verify-found = Дәлелдемелерден қайта алынғаны: { $verdict }.
verify-withheld = Жинақтағы іс бойынша: { $verdict }.
verify-limits = Ешбір тексеру көрсете алмайтыны: дереккөздер бұл байттарды шынымен жібергені, адамдар жазғанының дұрыстығы және басқа дәлелдемелер қалдырылмағаны. Бұған қол қойған жауап береді.

came-passed = ✓ өтті
came-failed = ✗ өтпеді
came-unknown = ? тексерілмеді
came-absent = – жоқ

check-container = Файл жалғыз мүмкін түрде жазылған
check-manifest = Әр файл — тізімдемеде аталған файл
check-head = Жинақ не туралы екенін айтады
check-law = Заң — сіз қолданатын заң
check-evidence = Жазбалар, түбіртектер және бастапқы байттар бір-біріне сәйкес
check-case = Іс бастапқы байттардан шығады
check-verdict = Қорытынды істен шығады
check-signature = Сіз сенетін біреу қол қойған
check-log = Сізге белгілі журналда бар
check-consistency = Журнал тек өскен
check-timestamp = Куәландырушы қызметтің уақыт белгісі
check-cms = Сертификат бойынша CMS қолтаңбасы

why-not-looked-at = Қарайтын ештеңе жоқ: алдыңғы тексеруден өтпеді.
why-bundle-too-large = Файл кез келген жинақтан үлкен.
why-not-an-archive = Файл zip мұрағаты емес.
why-archive-cut-off = Мұрағат № { $number } файлдың ішінде үзіледі.
why-archive-packed = Мұрағаттағы № { $number } файл сығылған: жинақ қайта буылған немесе ол мүлде жинақ емес.
why-archive-bad-name = Мұрағаттағы № { $number } файлдың атауы жинақтарда болмайды.
why-archive-other-form = { $number }-байттан бастап мұрағат өз файлдарынан шығатын мұрағат емес: бірдеңе өзгертілген, қосылған немесе кесілген.
why-file-unknown = Жинақтарда «{ $name }» файлы болмайды.
why-file-out-of-order = «{ $name }» екі рет тұр немесе өз орнында емес.
why-file-missing = «{ $name }» файлы жоқ.
why-manifest-unreadable = Тізімдеменің { $line }-жолы оқылмайды.
why-manifest-other-bytes = «{ $name }» — тізімдемеде аталған файл емес: күтілген SHA-256 — { $expected }, табылғаны — { $found }.
why-manifest-other-files = Тізімдемеде бар файлдардан басқалары аталған.
why-head-unreadable = bundle.json оқылмайды: { $text }
why-head-other-case = bundle.json істегіден басқа активті, күнді немесе сәтті атайды.
why-law-other = Жинақтағы заң сіз қолданатын заң емес: сіздікі — SHA-256 { $expected }, жинақтағысы — { $found }.
why-law-unreadable = Жинақта заң ретінде тұрған нәрсе оқылмайды.
why-law-parameter-other = { $name }: сізде { $expected }, жинақта { $found }
why-entry-unreadable = entries.jsonl файлының { $line }-жолы оқылмайды: { $text }
why-entry-out-of-order = entries.jsonl файлының { $line }-жолы екі рет тұр немесе өз орнында емес.
why-receipt-unreadable = receipts.jsonl файлының { $line }-жолы оқылмайды: { $text }
why-receipt-out-of-order = receipts.jsonl файлының { $line }-жолы екі рет тұр немесе өз орнында емес.
why-raw-altered = { $name } байттары өз дайджестіне сәйкес емес.
why-raw-unnamed = { $name } ешбір жазбада да, түбіртекте де аталмаған.
why-raw-missing = { $name } байттары жоқ.
why-withheld-is-there = { $name } байттары берілмеген делінген, бірақ олар осында.
why-bytes-withheld = Қайта есептелмеді: байттар берілмеген. Берілмеген файлдар мен жауаптар саны: { $count } ({ $name }); олар кімде болса, сол дайджест бойынша тексереді.
why-build-cannot-read = Қайта есептелмеді: бағдарламаның бұл жинағы { $text } оқымайды; ол үшін { $name } мүмкіндігі керек.
why-case-unreadable = case.json оқылмайды.
why-case-refused = Заң істі қабылдамайды, орны { $name }: { $text }
why-case-not-found = Бастапқы байттардан іс шықпайды: { $text }
why-case-differs = Бастапқы байттардан басқа іс шығады: айырмашылық { $number }-байттан басталады.
why-verdict-differs = Істен басқа қорытынды шығады: айырмашылық { $number }-байттан басталады.
why-signed-by = Қол қойғандар: { $name }.
why-not-signed = Ешкім қол қоймаған.
why-note-unreadable = statement.note оқылмайды: { $text }
why-statement-differs = Жинақтағыдан басқа нәрсеге қол қойылған.
why-signature-wrong = { $name } атынан қойылған қолтаңба оның кілтінікі емес немесе басқа мәтінге қойылған.
why-signer-not-believed = Қол қойғандар: { $name }; сіздің сенім саясатыңызда олар жоқ.
why-not-logged = Журналдың куәлігі жоқ.
why-log-not-believed = { $name } журналында, ал оны сіздің сенім саясатыңыз білмейді.
why-proof-unreadable = log.proof оқылмайды: { $text }
why-log-held-at = { $size } жазбасы бар { $name } журналында: 0-ден санағанда { $number }-орында.
why-not-in-log = { $name } журналында бұл жоқ: дәлел басқаға апарады.
why-witnessed-by = Көрген куәгерлер: { $name }.
why-quorum-missed = { $name } журналын көрген куәгерлер тым аз.
why-checkpoint-of-another-log = Бұрынғы бақылау нүктесі басқа журналдікі: { $name }.
why-log-shrank = Бұрынғы бақылау нүктесінде { $found } жазба, жинақта { $size }: керісінше сұрау керек.
why-log-rewritten = Журнал қайта жазылған: бұрынғы бақылау нүктесінің { $found } жазбасы оның { $size } жазбасының алғашқылары емес.
why-no-consistency-proof = { $found } жазбадан { $size } жазбаға апаратын дәлел жоқ: журнал қалтасын көрсетіңіз.
why-log-only-grew = Оның алғашқы { $found } жазбасы бұрынғы бақылау нүктесіндегідей.
why-no-timestamp = Уақыт белгісі жоқ.
why-no-cms = CMS қолтаңбасы жоқ.
why-no-trust-list = Ол бар, бірақ сенім саясатыңызда оны салыстыратын сертификаттар аталмаған.

why-revocation-unreadable = revocation/{ $name } оқылмайды.
why-stamped-by = { $name }: тізімдеме { $time } сәтінде, ең кешінде { $until } сәтінде болған.
why-cms-signed-by = Қол қойған { $name } ({ $text }, { $level }); сертификат { $time } сәтіне қаралды.

why-cms-malformed = Файл өз спецификациясы талап еткендей құрылмаған ({ $part ->
    [file] файлдың өзі
    [signed-data] қол қойылған деректер
    [attribute] атрибут
    [timestamp] уақыт белгісі
    [certificate] сертификат
    [key] кілт
   *[algorithm] алгоритм
}).
why-cms-not-der = Файл — DER емес, басқа кодтаудағы CMS; мұндайлар мұнда оқылмайды.
why-cms-too-much = Файлда қаралатынынан көп ({ $of ->
    [bytes] байттар
    [certificates] сертификаттар
    [revocation-evidence] кері қайтарып алу туралы мәліметтер
    [signers] қол қойғандар
    [attributes] атрибуттар
    [timestamps] уақыт белгілері
    [key-bits] кілт разрядтары
   *[verifications] қолтаңбалар
}: ең көбі { $max }).
why-cms-not-signed-data = Файлда қолтаңба емес, басқа нәрсе ({ $oid }).
why-cms-no-signer = Ешкім қол қоймаған.
why-cms-no-signer-certificate = Қол қоюшының сертификаты жоқ.
why-cms-gost-not-verified = ГОСТ алгоритмімен ({ $oid }) қол қойылған, ол мұнда әзірге тексерілмейді.
why-cms-algorithm-not-verified = Мұнда тексерілмейтін алгоритммен қол қойылған ({ $oid }).
why-cms-weak-algorithm = { $algorithm } бірдеңені дәлелдеуге тым әлсіз.
why-cms-algorithms-differ = Файлда біреу болуы керек жерде екі алгоритм аталған: { $one } және { $other }.
why-cms-attribute-missing = Қол қойылуы керек атрибут жоқ ({ $oid }).
why-cms-attribute-repeated = Атрибут екі рет тұр ({ $oid }).
why-cms-content-type-differs = Қол қойылған нәрсе басқа деп аталған.
why-cms-content-differs = Тізімдемеге емес, басқа байттарға қол қойылған.
why-cms-signature-wrong = Қолтаңба { $certificate } кілтімен қойылмаған.
why-cms-signing-certificate-differs = Қолтаңбада { $certificate } сертификатынан басқа сертификат аталған.
why-cms-no-trusted-chain = { $certificate } сертификатынан (берген { $issuer }) сіз сенетін сертификатқа апаратын тізбек жоқ.
why-cms-not-yet-valid = { $certificate } сертификаты { $from } сәтінен жарамды, ал есепке алынатын сәт — { $at }.
why-cms-expired = { $certificate } сертификаты { $until } сәтіне дейін жарамды болған, ал есепке алынатын сәт — { $at }.
why-cms-not-an-authority = { $certificate } сертификат беруге құқылы емес.
why-cms-chain-too-long = Сертификаттар тізбегі { $max } мәнінен немесе { $certificate } рұқсат еткеннен ұзын.
why-cms-wrong-purpose = { $certificate } сертификаты басқа мақсатқа арналған.
why-cms-critical-extension = { $certificate } сертификатында мұнда түсінілмейтін маңызды кеңейтім бар ({ $oid }).
why-cms-no-revocation-evidence = { $certificate } кері қайтарып алынған ба, файлда айтылмаған. Ешкімнен сұралмайды: бұл белгісіз, бірақ қате емес.
why-cms-revocation-unknown = { $certificate } кері қайтарып алынған ба, айтуға болмайды; ол туралы мәліметтер: { $because ->
    [unreadable] оқылмайды
    [not-by-issuer] оны берген тараптан емес
    [algorithm] мұнда тексерілмейтін алгоритммен қол қойылған
    [stale] тым ескі
    [from-the-future] қазіргі сәттен кейін басталады
    [after-expiry] сертификат мерзімі біткеннен кейін басталады
    [scope] басқа сертификаттар туралы
    [extension] мұнда түсінілмейтін кеңейтімі бар
    [responder] ол үшін жауап беруге құқығы жоқ біреуден
    [unknown-to-issuer] берген тарап оны білмейді
   *[too-many] қаралатынынан көп
}.
why-cms-revoked = { $certificate } { $since } сәтінен бастап кері қайтарып алынған, ал есепке алынатын сәт — { $at }.
why-cms-not-granted = Қызмет уақыт белгісін беруден бас тартқан (күйі { $status }).
why-cms-from-the-future = Уақыт белгісі { $time } дейді, ал қазір { $now }.
why-cms-authority-differs = Уақыт белгісінде { $certificate } емес, басқа қызмет аталған.
why-cms-timestamp-extension = Уақыт белгісінде мұнда түсінілмейтін маңызды кеңейтім бар ({ $oid }).

bundle-written = { $path }: { $asset }, { $day }, { $verdict }. Файлдар: { $files }, байттар: { $bytes }.
bundle-digest = Журналға енгізілетін және сілтеме жасалатын дайджесті: { $digest }
bundle-signed = Қол қойылды: { $name }.
bundle-not-signed = Қол қойылмаған: кілт --key параметрімен көрсетіледі; жаңасын `qazyq key new` жасайды.
bundle-withheld = Байттар берілмеген, дайджесттерімен аталған ({ $name }); мұндай файлдар мен жауаптар саны: { $count }. Істің цифрлары жинақта бар: оларды жариялауға бола ма, ол сізге мәлім.

trouble-bundle-contradicts-itself = Жинақтан ол жасалған деректер шықпайды ({ $text }), сондықтан ештеңе жазылмады. Бұл — бағдарламаның қатесі.
    .help = Берілген командамен бірге хабарлаңыз.
trouble-not-a-trust-policy = { $path } — сенім саясаты емес: { $place }: { $text }
    .help = Оның неден тұратыны docs/formats/policy.md ішінде айтылған. Тек журналдың саясаты оның `log` кілтіне жазылады.

column-step = қадам
column-came = нәтиже
column-check = не тексерілді

help-bundle = Қорытынды негізделген нәрсенің бәрін кез келген адам тексере алатын бір файлға жинау
    .long =
        Файлда дереккөздер жіберген күйіндегі байттар, жазылған мәліметтер, іс, дерек түріндегі заң, қорытынды және қол
        қойылатын дайджесттер тізімдемесі бар. Бұл — кәдімгі zip мұрағаты; `qazyq verify` және браузердегі бет қорытындыны
        одан желісіз әрі ешкімге сенбей қайта шығарады.

        Қол қойылатын нәрсе сол дәлелдемелерден кім жинаса да байтына дейін бірдей. --public берілсе, дереккөздері
        беруді қаламауы мүмкін байттар қалдырылады, дайджесттері сақталады.
    .example =
        qazyq bundle usdc --on 2023-03-14
        qazyq bundle usdc --on 2023-03-14 --public -o usdc.qazyq
help-verify = Жинақта айтылғанның бәрін оның өз байттарынан қайта шығару
    .long =
        Бастапқы байттар қайта оқылады, іс қайта құрылып, қайта бағаланады және бәрі жинақпен байтына дейін салыстырылады;
        содан кейін дайджесттер, қолтаңбалар және журнал куәлігі. Заң мен кілттер бағдарламадан немесе --policy файлынан
        алынады, ешқашан жинақтан алынбайды.

        Аяқталу коды: барлық тексеру өтсе — 0, біреуі өтпесе — 3, біреуін жүргізу мүмкін болмаса — 4: мысалы, сіз сенетін
        қолтаңбасы немесе журналы жоқ жинақ. Дереккөз бұл байттарды шынымен жібергенін ешбір тексеру көрсете алмайды.
    .example =
        qazyq verify usdc-2023-03-14.qazyq
        qazyq verify usdc-2023-03-14.qazyq --policy policy.toml
arg-bundle-asset = Актив
arg-bundle-output = Жинақ жазылатын файл [әдепкі: ASSET-DAY.qazyq]
arg-public = Дереккөздері беруді қаламауы мүмкін байттарды қалдырып, дайджесттерін сақтау
arg-documents = Мәліметтерге негіз болған құжаттарды да беру
arg-verify-bundle = Жинақ
arg-verify-policy = Кімге сенесіз: жариялаушылар, журналдар, куәгерлер, сертификаттар, заң
arg-verify-checkpoint = Журналдың бұрынғы бақылау нүктесі: содан бері тек өскенін көру үшін

trouble-not-to-be-logged = { $path } журналға енгізілмеді: { $why ->
    [list] бұл жинақ та емес, `qazyq list export` жазатын түрдегі тізім де емес.
   *[other] тексерулердің бірінен өтпейді ({ $why }).
}
    .help = Жинақтың несі дұрыс емес екенін `qazyq verify` айтады. Журналға ештеңе енгізілген жоқ.
trouble-not-a-logged-name = Журналда «{ $text }» атауымен ештеңе болуы мүмкін емес.
    .help = Атаулар мынадай болады: verdict/ASSET, list/AUTHORITY/ASSET және list/AUTHORITY.
trouble-log-without-index = { $path } ішіндегі журналда көрсеткіш жоқ.
    .help = Оны qazyq log index жасайды.
trouble-log-index-differs = { $path } ішіндегі журналдың соңғы көрсеткіші оның жазбаларынан шығатын көрсеткіш емес.
    .help = Оған қол қойған дұрыс айтпаған. Жазбаларды qazyq log verify тексереді.

log-appended = { $number }  { $text }
log-appended-all = { $count ->
    [0] Жаңа ештеңе жоқ.
   *[other] Журналға енгізіліп, жарияланған жазбалар: { $count }.
} Куәгерлердің қолтаңбаларын qazyq log witness сұрайды.
statement-verdict = { $asset }, { $day }: { $verdict } (жинақ { $digest })
statement-listing = { $name }: { $text } { $asset }, { $day } күнінен бастап
statement-list = { $name }: { $day } күнгі тізім, жолдар: { $count }
statement-made-up = КӨРСЕТІЛІМ
log-indexed = Алғашқы { $size } жазбадағы атаулар саны: { $count }; олардың көрсеткіші — { $number }-жазба.
log-looked-up = { $path }: алғашқы { $size } жазбада «{ $name }» атауымен не бар. Желісіз тексеретін — qazyq log check.
lookup-nothing = ✓ { $text } журналының алғашқы { $size } жазбасында «{ $name }» атауымен ештеңе жоқ.
lookup-all = ✓ { $text } журналының алғашқы { $size } жазбасында «{ $name }» атауымен тура осынша жазба бар: { $count }.
lookup-one = ✓ { $text } журналының алғашқы { $size } жазбасында «{ $name }» атауымен басқалардың арасында мына жазба бар:
lookup-hash-alone = файлда тек хэшімен аталған жазба
lookup-not-shown = ✗ Файл мұны көрсетпейді: { $text }.

reproduce-size = Журналдағы жазбалар: { $count }.
reproduce-other-root = ✗ Жазбалардан бақылау нүктесіндегіден басқа түбір шығады.
reproduce-counts = ✓ Сенім саясатыңыз бойынша бақылау нүктесінің күші бар.
reproduce-does-not-count = ✗ Сенім саясатыңыз бойынша бақылау нүктесінің күші жоқ.
reproduce-nobody-known = ? Сенім саясатыңызда журнал аталмаған: бақылау нүктесі кімдікі екені тексерілмеді.
reproduce-found = ✓ Байтына дейін қайта шыққан қорытындылар: { $count }.
reproduce-failed = ✗ Қайта шықпаған қорытындылар: { $count }.
reproduce-unknown = ? Бірдеңесін тексеру мүмкін болмаған қорытындылар: { $count }.
reproduce-missing = ? Жинағы мұнда жоқ қорытындылар: { $count }.
reproduce-unlogged = – Журналда аталмаған жинақтар: { $count }.
reproduce-is-missing = оның жинағы мұнда жоқ
reproduce-differs = онда журналдағыдан басқа нәрсе айтылған
reproduce-more = … және тағы { $count }

help-log-append = Қорытындыларды жинақтарымен, жарияланған тізімдерді және тізімдердің өзгерістерін журналға енгізу
    .long =
        Әр жинақ алдымен тексеріледі де, оған журналдың куәлігі салынады. `qazyq list export` жазатын түрдегі тізімнің
        жанында журнал куәлігі бар файл, ал --key берілсе, қолтаңбасы бар файл да пайда болады. --lists берілсе, жұмыс
        кеңістігінің журналында бар, бірақ мұнда әлі жоқ жарияланған өзгерістердің бәрі енгізіледі.

        Әрқайсысы туралы бір жол енгізіледі: актив, күн, заң, түсіндірме, нәтиже және жинақтың дайджесті, сонда кез келген
        адам активті бақылай алады. Жазба мәңгі қалады.
    .example =
        qazyq log append usdc-2023-03-14.qazyq
        qazyq log append --lists
help-log-index = Жоқтықты да көрсетуге болатындай атаулар көрсеткішін журналға енгізу
    .long =
        Барлық жазбаның көрсеткішіне журналдың кілтімен қол қойылып, өзі журналға енгізіледі: журнал кімде болса, сол оны
        қайта құрып, дұрыстығын көреді. Содан бастап qazyq log lookup атаумен ештеңе жоқ екенін немесе жауаптың толық
        екенін осы жазбалар бойынша көрсетеді.
    .example = qazyq log index
help-log-lookup = Журналда атаумен не бар екенін немесе ештеңе жоқ екенін желісіз тексерілетін файлға жазу
    .long =
        Атаулар: verdict/ASSET, list/AUTHORITY/ASSET және list/AUTHORITY. Файл соңғы көрсеткіш қамтитын жазбалар туралы
        айтады, кейінгілері туралы емес.
    .example = qazyq log lookup list/ministry/usdc -o usdc.lookup
help-log-check = Мұндай файлды сенім саясаты бойынша ғана тексеру
    .long =
        Аяқталу коды: файл өзінде айтылғанды көрсетсе — 0, көрсетпесе — 3. Көрсеткіште ештеңе қалып қоймағанын журналдың
        кілті айтады: оны жазбалардан қайта құрғанда көруге болады.
    .example = qazyq log check usdc.lookup list/ministry/usdc --policy policy.toml
help-reproduce = Журналдағы барлық қорытындыны жинақтарынан қайта шығару
    .long =
        Жазбалар бақылау нүктесінің түбірімен, ол сіздің сенім саясатыңызбен салыстырылады, ал әр жинақ тексеріліп, журнал ол
        туралы айтқанмен салыстырылады; бірнеше ағын қатар жұмыс істейді. Ештеңе жазылмайды.

        Аяқталу коды: бәрі қайта шықса — 0, бірдеңе өтпесе — 3, бірдеңені тексеру мүмкін болмаса, мысалы жинағы мұнда
        жоқ болса, — 4.
    .example = qazyq reproduce --bundles bundles --policy policy.toml
arg-key = Осы атаудағы кілтпен қол қою
arg-log-append-files = Жинақтар және `qazyq list export` жазатын түрдегі тізімдер
arg-log-append-lists = Әлі енгізілмеген жарияланған тізім өзгерістерінің бәрін енгізу
arg-log-append-key = Ешкім қол қоймағанға осы атаудағы кілтпен қол қою
arg-log-lookup-name = Атау: verdict/ASSET, list/AUTHORITY/ASSET немесе list/AUTHORITY
arg-log-lookup-output = Жауап жазылатын файл
arg-log-check-file = Жауап
arg-log-check-name = Ол қай атау туралы болуы керек
arg-log-check-policy = Кімге сенесіз: оның `log` кілтінде журнал мен куәгерлері аталған
arg-bundles = Жинақтар және оның ішіндегі қалталар тұрған қалта
arg-reproduce-policy = Кімге сенесіз: жариялаушылар, журналдар, куәгерлер, сертификаттар, заң
arg-threads = Бірден қанша ағын жұмыс істейді [әдепкі: машинада қанша процессор болса]
