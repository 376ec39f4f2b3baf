# What can go wrong. `.help` says the way out.

# Files that cannot be read as JSON or TOML.
trouble-not-utf8 = байттар UTF-8 кодталуында емес
    .help = файлды UTF-8 түрінде сақтаңыз
trouble-byte-order-mark = файлдың басында байт ретінің белгісі (BOM) тұр
    .help = файлды байт ретінің белгісінсіз UTF-8 түрінде сақтаңыз
trouble-ends-too-early = мәтін жалғасуы тиіс жерінде аяқталған
    .help = файл толық алынбаған болуы мүмкін: оны қайта алыңыз
trouble-unexpected-character = `{ $text }` мұнда тұра алмайды
    .help = файл RFC 8259 бойынша жазылған JSON болуы тиіс: түсініктеме, жабатын жақшаның алдындағы үтір және NaN болмайды
trouble-text-after-end = құжат аяқталғаннан кейін артық мәтін тұр
    .help = бір файлда бір ғана іс болады
trouble-bad-string = мәтіндік мән JSON ережесімен жазылмаған
    .help = басқару таңбалары экрандалады, экрандау мыналардың бірі болады: \" \\ \/ \b \f \n \r \t \uXXXX
trouble-bad-number = сан JSON ережесімен жазылмаған
trouble-nested-too-deeply = тізімдер не объектілер бір-бірінің ішіне тым терең салынған
    .help = істе ең көбі 64 деңгейге, мәліметтер парағында және заң мәтінінде 32 деңгейге рұқсат етіледі
trouble-repeated-key = `{ $text }` кілті бір объектіде екі рет тұр
    .help = екеуінің бірін қалдырыңыз: қайсысы көзделгенін анықтау мүмкін емес
trouble-not-toml = бұл TOML емес: { $text }

# Values that are not what must stand there.
trouble-not-an-object = мұнда кілттері бар объект тұруы тиіс
trouble-not-a-list = мұнда тізім тұруы тиіс
trouble-not-text = мұнда мәтін тұруы тиіс
    .help = шамалар мен күндер тырнақшадағы мәтін түрінде жазылады: "0.9998", "2023-03-11"
trouble-not-a-boolean = мұнда true немесе false тұруы тиіс
trouble-not-a-whole-number = мұнда бүтін сан тұруы тиіс
trouble-unknown-key = `{ $text }` кілті мұнда белгісіз
    .help = белгілі кілттер: { $choices }; ескертпені `origin` ішіне жазуға болады
trouble-missing-key = `{ $text }` кілті жетіспейді
trouble-not-an-amount = `{ $text }` — шама емес
    .help = шама 1–60 цифрдан тұрады, олардың алдында `-`, соңында нүкте мен 1–40 цифр болуы мүмкін: дәреже көрсеткіші, `+` және бос орын болмайды
trouble-not-a-rate = `{ $text }` — бағам емес
    .help = бағам — оң шама немесе аралары бос орынсыз `/` арқылы біріктірілген екі оң шама: "1.0586", "1/520.35"
trouble-not-positive = `{ $text }` нөлден үлкен емес
trouble-not-a-day = `{ $text }` — күн емес
    .help = күн YYYY-MM-DD түрінде жазылады
trouble-no-such-day = күнтізбеде `{ $text }` күні жоқ
trouble-day-out-of-range = `{ $text }` мына аралықтан тыс: 1970-01-01 – 2999-12-31
trouble-not-an-instant = `{ $text }` — уақыт сәті емес
    .help = уақыт сәті 2026-03-13T06:00:00Z түрінде немесе уақыт ығысуымен 2026-03-13T11:00:00+05:00 түрінде жазылады
trouble-not-a-country = `{ $text }` — ел коды емес
    .help = ел коды ISO 3166 бойынша екі бас әріппен жазылады: KZ
trouble-not-one-of = `{ $text }` мұнда тұра алмайды
    .help = мыналардың бірі болуы тиіс: { $choices }
trouble-empty = мұнда кемінде бір элемент тұруы тиіс
trouble-stands-twice = { $text } екі рет тұр
    .help = екеуінің бірін қалдырыңыз: қайсысы көзделгенін анықтау мүмкін емес
trouble-either-is-no-source = дереккөзді `either` деп атауға болмайды
    .help = `either` — шектің кез келген бір дереккөзде сақталуы жеткілікті болатын түсіндірме
trouble-unknown-act = `{ $text }` актісі белгісіз
    .help = белгілі актілер: { $choices }

# A law that does not fit together.
trouble-paragraph-without-rule = бағдарламада `{ $name }` ережесі жоқ
    .help = тармақ бағдарлама орындайтын ережелердің бірін атайды; жаңа өлшемшарт үшін жаңа бағдарлама керек
trouble-rule-without-paragraph = `{ $name }` ережесіне негіз болатын тармақ жоқ
    .help = бағдарламаның әр ережесінің өз тармағы болуы тиіс
trouble-parameter-without-paragraph = `{ $name }` тармағы жоқ
trouble-version-without-file = актіде аталған редакцияның файлы жоқ: { $name }
trouble-another-version = бұл — басқа редакцияның файлы: { $name }
trouble-versions-overlap = редакциялар бір уақытта қолданыста немесе қате ретпен тұр: { $name }
    .help = соңғысынан басқа әр редакцияға in_force_until көрсетіңіз
trouble-ends-before-it-begins = соңы басынан бұрын немесе сол күні тұр
    .help = соңы ретінде аяқталғаннан кейінгі алғашқы күн көрсетіледі: ол басталатын күннен кейін болады
trouble-too-large = { $name } күн — тым көп
    .help = ең көбі 3660 күн қарауға болады

# The workspace and what is asked of it.
trouble-path-unusable = { $path } файлын немесе қалтасын пайдалану мүмкін емес: { $text }
trouble-not-a-workspace = { $path } бос емес, бірақ жұмыс кеңістігі де емес
    .help = бос қалтаны немесе әлі жоқ қалтаны көрсетіңіз
trouble-workspace-of-another-format = { $path } жұмыс кеңістігі `{ $text }` форматында, ал бұл бағдарлама ол форматты білмейді
    .help = оны жасаған бағдарламаны немесе басқа қалтаны пайдаланыңыз
trouble-no-workspace = { $path } қалтасында жұмыс кеңістігі әлі жоқ
    .help = оны алғашқы `qazyq import` жасайды; `qazyq demo --keep { $path }` оны үлгі деректермен толтырады
trouble-broken-entry = журналдың { $path } жазбасын оқу мүмкін емес: { $text }
    .help = файлды көшірмесінен қалпына келтіріңіз; басқа ештеңе өзгерген жоқ
trouble-broken-bytes = { $name } файлының байттары { $path } ішінде жоқ немесе импортталған байттардан өзгеше
    .help = сол файлды qazyq import арқылы қайта беріңіз немесе көшірмесінен қалпына келтіріңіз: оның атауы — ішінде болуы тиіс байттардың SHA-256 мәні
trouble-unknown-asset = жұмыс кеңістігінде `{ $text }` активі жоқ
    .help = { $choices ->
        [none] әзірге бірде-бірі жоқ: алғашқысын qazyq import немесе qazyq asset add жасайды
       *[other] бар активтер: { $choices }
    }
trouble-asset-not-introduced = `{ $text }` — жаңа актив
    .help = жаңа актив қосу көзделсе, --symbol, --name немесе --peg опциясын да көрсетіңіз{ $choices ->
        [none] {""}
       *[other] ; белгілі активтер: { $choices }
    }
trouble-asset-id = `{ $text }` — идентификатор емес
    .help = идентификатор 1–64 таңбадан тұрады: латынның кіші әріптері, цифрлар, `-`, `.` және `_`
trouble-asset-not-named = файлдың қай актив туралы екені көрсетілмеген
    .help = --asset ID көрсетіңіз; мәліметтер парағының ішінде `asset = "ID"` жазылуы да мүмкін
trouble-another-asset = парақ `{ $found }` туралы, ал пәрмен `{ $expected }` туралы
trouble-not-a-peg = `{ $text }` — құн байланысы емес
    .help = құн байланысы — валютаның коды, оның алдында шама тұруы мүмкін, бірнешеуі `+` арқылы біріктіріледі: USD, "100 KZT", "0.5 USD + 0.5 EUR"
trouble-peg-not-declared = құн байланысының мекенжайы берілген, бірақ байланыстың өзі көрсетілмеген
    .help = --peg опциясын да көрсетіңіз, мысалы USD немесе "0.5 USD + 0.5 EUR"
trouble-in-the-future = { $text } әлі келген жоқ
trouble-format-unknown = формат белгісіз; файл былай басталады: { $text }
    .help = бағандарын көрсетіңіз, мысалы: --source АТАУ --currency USD --columns "date=Date,open=Open,high=High,low=Low,close=Close,volume=Volume"
trouble-source-not-named = көрсеткіштердің қай дереккөзден алынғаны көрсетілмеген
    .help = --source АТАУ көрсетіңіз, мысалы coinmarketcap, kraken немесе bybit
trouble-currency-not-named = көрсеткіштердің қай валютада екені көрсетілмеген
    .help = --currency КОД көрсетіңіз, мысалы USD; басқа токенмен жұп болса, сол токеннің кодын көрсетіңіз
trouble-another-currency = файлдағы мәндер { $found } валютасымен берілген, ал пәрменде { $expected } көрсетілген
    .help = --currency жазбаңыз: валютаны файлдың өзі айтады
trouble-another-series = { $text } дереккөзінің қатары бұрыннан бар ({ $expected }), ал бұл оны өзгертер еді ({ $found })
    .help = файлға --source арқылы басқа атау беруге болады, мысалы { $text }-2; бақылаудағы қатарды qazyq unfollow тоқтатады
trouble-no-cases = { $path } қалтасында *.case.json деп аталатын файл жоқ
trouble-no-facts = парақта актив туралы ештеңе айтылмаған
    .help = толтырған жолдарыңыздың басынан `#` белгісін алып тастаңыз
trouble-bars-in-facts = мәліметтер парағында бағалар болмайды
    .help = бағалар алынған файлдың өзін тапсырыңыз: дәлелдеме — соның байттары
trouble-feature-is-missing = { $text } үшін `{ $name }` мүмкіндігі керек, бұл бағдарлама онсыз жиналған
    .help = бағдарламаны сол мүмкіндікпен жинаңыз: cargo install --path crates/cli --features { $name }

# Market files.
trouble-file-is-empty = файл бос
    .help = оны қайта жүктеп алыңыз
trouble-file-is-packed = файл қысылған ({ $packing })
    .help = алдымен оны ашып алыңыз; электрондық кесте де қысылған болады: оны CSV түрінде сақтаңыз
trouble-file-is-utf-16 = мәтін UTF-16 кодталуында
    .help = оны UTF-8 кодталуындағы CSV түрінде сақтаңыз
trouble-file-is-not-utf-8 = { $line }-жол UTF-8 кодталуында емес
    .help = файлды UTF-8 түрінде сақтаңыз, ал бүлінген болса, қайта жүктеп алыңыз
trouble-header-is-unknown = бірінші жолда форматтың бірде-бір бағаны жоқ: { $found }
    .help = форматтың бағандары: { $expected }; басқа кестені --columns арқылы тапсыруға болады
trouble-date-column-is-missing = күндер бағаны `{ $column }` жоқ; файлдағы бағандар: { $found }
    .help = күндерді болжап табуға болмайды: олар тұрған бағанды атаңыз немесе ондай бағаны бар файлды алыңыз
trouble-column-is-missing = `{ $column }` бағаны жоқ; файлдағы бағандар: { $found }
    .help = бағандар сәйкестігін түзетіңіз немесе ондай бағаны бар файлды алыңыз
trouble-column-stands-twice = екі баған `{ $column }` деп аталған
    .help = біреуінің атауын өзгертіңіз
trouble-currency-is-not-known = { $line }-жолдың `name` бағанында АҚШ долларының 2781 нөмірі емес, `{ $found }` тұр: көрсеткіштердің валютасы белгісіз
    .help = АҚШ долларын таңдап, қайта жүктеп алыңыз
trouble-day-and-month-are-exchanged = { $line }-жолдағы `{ $found }` мәні { $pattern } үлгісіне емес, { $exchanged } үлгісіне сай: басқа күндер қате оқылуы мүмкін
    .help = --date-format "{ $exchanged }" көрсетіңіз
trouble-day-stands-twice = { $day } күні { $first }-жолда және { $second }-жолда әртүрлі көрсеткіштермен тұр: файлда бірнеше актив бар немесе файл өзгертілген
    .help = --columns … --only БАҒАН=МӘН арқылы бір активтің жолдарын таңдаңыз немесе файлды қайта жүктеп алыңыз
trouble-file-has-no-rows = тақырып жолы бар, одан төмен ештеңе жоқ
    .help = дереккөзде бұл аралыққа деректер жоқ немесе жүктеу үзіліп қалған
trouble-no-row-is-readable = бірде-бір жол оқылмады, қабылданбағаны — { $rejected }. Біріншісі:
    .help = сол жолды форматпен, ал ондағы күнді --date-format үлгісімен салыстырыңыз
trouble-filter-matches-nothing = { $filter } шартына сай жол жоқ
    .help = мәнді, соның ішінде бас әріптерін тексеріңіз
trouble-units-of-time-are-mixed = { $first }-жолда және { $second }-жолда уақыт әртүрлі бірлікпен берілген
    .help = бөліктерін жеке файлдар ретінде импорттаңыз
trouble-interval-is-too-long = шамның ұзақтығы — { $interval } ({ $line }-жол), бұл бір тәуліктен ұзақ
    .help = ұзақтығы бір тәулік немесе одан қысқа шамдарды жүктеп алыңыз
trouble-interval-changes = шамның ұзақтығы { $first }-жолда — { $interval }, ал { $second }-жолда — { $other }
    .help = бөліктерін жеке файлдар ретінде импорттаңыз
trouble-candle-stands-twice = бір шам ({ $time }) { $first }-жолда және { $second }-жолда әртүрлі көрсеткіштермен тұр
    .help = файлды қайта жүктеп алыңыз
trouble-line-breaks-within-quotes = { $line }-жол тырнақшаға алынған өрістің ішінде үзіледі
    .help = жол үзілімін алып тастаңыз немесе файлды онсыз қайта жазыңыз
trouble-candles-are-not-in-order = { $line }-жолдағы шам алдыңғысынан бұрын ашылады
    .help = файлды уақыт бойынша сұрыптаңыз немесе қайта жүктеп алыңыз
trouble-file-has-too-many-rows = жолдар саны { $rows_max } санынан көп: бір жол бір активтің бір күні емес
    .help = бір активтің жолдарын --only БАҒАН=МӘН арқылы таңдаңыз немесе күндік жолдарды алыңыз
trouble-file-is-too-large = файлда { $bytes } байт бар, ең көбі { $bytes_max } байт оқылады
    .help = файлды бөліп, бөліктерін импорттаңыз
trouble-columns-are-not-declared = қай бағанда не тұрғаны көрсетілмеген; файлдағы бағандар: { $found }
    .help = бағандарын көрсетіңіз, мысалы: --source АТАУ --currency USD --columns "date=day,close=close"
trouble-parquet-is-broken = Parquet файлы оқылмайды: { $what }
    .help = файлды қайта жүктеп алыңыз
trouble-parquet-column-is-broken = `{ $column }` бағаны оқылмайды: { $what }
    .help = файлды қайта жүктеп алыңыз
trouble-parquet-is-encrypted = Parquet файлы шифрланған
    .help = файлды шифрламай қайта жазыңыз
trouble-column-type-is-not-usable = `{ $column }` бағанының түрі — { $found }, { $role ->
        [date] онда күндер болмайды
        [only] оның мәндерін мәтінмен салыстыруға болмайды
       *[other] онда көрсеткіштер болмайды
    }
    .help = басқа бағанды көрсетіңіз немесе оны басқа түрмен жазыңыз: { $role ->
        [date] DATE, TIMESTAMP немесе мәтін
        [only] мәтін немесе бүтін сандар
       *[other] DECIMAL, бүтін сандар, DOUBLE немесе мәтін
    }
trouble-parquet-column-is-packed-otherwise = `{ $column }` бағаны { $found } тәсілімен жазылған, ол оқылмайды
    .help = файлды Snappy, gzip, Zstandard сығуымен немесе сығусыз, кәдімгі кодтаумен қайта жазыңыз
trouble-pair-has-no-equals-sign = `{ $found }` КІЛТ=БАҒАН түрінде жазылмаған
    .help = былай жазыңыз: --columns "date=Date,close=Close"
trouble-key-is-unknown = `{ $found }` — бағандар сәйкестігінің кілті емес
    .help = кілттер: { $expected }
trouble-key-stands-twice = `{ $key }` бағандар сәйкестігінде екі рет тұр
trouble-column-name-is-empty = бағандар сәйкестігінде `{ $key }` үшін баған көрсетілмеген
trouble-date-is-not-mapped = бағандар сәйкестігінде күн жоқ
    .help = date=БАҒАН қосыңыз
trouble-no-figure-is-mapped = бағандар сәйкестігінде бірде-бір көрсеткіш жоқ
    .help = біреуін қосыңыз, мысалы close=БАҒАН
trouble-date-pattern-determines-no-day = `{ $found }` үлгісі бойынша күнді анықтау мүмкін емес
    .help = мысалы, %d/%m/%Y түрінде жазыңыз
trouble-delimiter-is-unusable = `{ $found }` өрістердің арасында тұра алмайды
    .help = үтірді, нүктелі үтірді, тік сызықты немесе `tab` сөзін пайдаланыңыз
trouble-thousands-separator-is-unusable = `{ $found }` мыңдықтарды бөле алмайды
    .help = үтірді немесе бос орынды пайдаланыңыз; ондық бөлшектің үтірмен жазылуы қабылданбайды
trouble-candle-crosses-midnight = шам ({ $time }, { $interval }) түн ортасынан ({ $cut }) асып кетеді
    .help = тәулікті UTC бойынша бөліңіз немесе қысқарақ шамдарды алыңыз
trouble-candles-overlap = шам ({ $time }) басқа шам қамтитын уақытты да қамтиды

# Rejected lines.
rejection-fields-do-not-match-the-header = { $expected } өріс болуы тиіс жерде { $found } өріс тұр
rejection-quote-is-not-closed = тырнақша жабылмаған; соның салдарынан { $through }-жолға дейінгі жолдар жоғалды
rejection-date-is-not-readable = `{ $found }` — { $expected } түріндегі күн емес
rejection-time-is-not-midnight = `{ $found }` ішіндегі уақыт UTC бойынша түн ортасы емес
rejection-times-do-not-span-one-day = { $open } – { $close } аралығы UTC бойынша бір тәулік емес
rejection-time-is-not-readable = `{ $found }` — 1970 жылдан бергі миллисекундпен немесе микросекундпен көрсетілген уақыт емес
rejection-times-span-no-interval = { $open } – { $close } аралығы шамдарда болатын ұзақтық емес
rejection-candle-is-off-the-grid = { $open } уақыты { $interval } қадамына сай келмейді
rejection-candle-figure-is-not-readable = `{ $found }` — дәл { $figure } мәні емес
rejection-asset-is-not-readable = `{ $found }` активті атамайды
rejection-trade-figure-is-not-usable = `{ $column }` бағанында `{ $found }` тұр, оң сан емес
rejection-bar-of-the-future = алынған сәтте `{ $found }` әлі басталмаған еді
rejection-rate-is-not-usable = `{ $found }` — нөлден үлкен бағам емес
rejection-units-are-not-usable = `{ $found }` — бағам белгіленетін бірлік саны емес: 1, 10, 100, 1000 немесе 10000
rejection-quote-is-not-of-the-days-end = { $found } уақытындағы баға UTC бойынша тәуліктің соңғы он минутына жатпайды

# Defects of market files.
defect-figure-is-absent = { $figure } мәні бос
defect-digits-may-be-lost = { $figure } `{ $found }` түрінде жазылған, мұндай жазу цифрларды толық сақтамайды; ол есепке алынбайды
defect-thousands-are-grouped-wrongly = { $figure } `{ $found }` мәнінде бөлгіштер қате орында тұр; ол есепке алынбайды
defect-figure-is-not-readable = { $figure } `{ $found }` мәні сан емес, ол есепке алынбайды
defect-last-figure-may-be-cut = файл { $figure } `{ $found }` мәнінен кейін бірден аяқталады, оның цифрлары толық болмауы мүмкін
defect-price-is-not-positive = { $figure } нөлден үлкен емес ({ $found }), сондықтан күн бұл көрсеткішсіз есептеледі
defect-high-is-below-low = ең жоғары баға ({ $high }) ең төмен бағадан ({ $low }) төмен
defect-price-is-outside-range = { $figure } мәні ({ $found }) мына аралықтан тыс: { $low } – { $high }
defect-figure-is-negative = { $figure } теріс ({ $found })
defect-volume-is-zero = дереккөз сауда-саттық көлемін нөл деп көрсеткен
defect-capitalisation-is-zero = дереккөз капиталдандыруды нөл деп көрсеткен

trouble-folder = { $path } — қалта
    .help = ондағы файлдарды атаңыз, мысалы { $path }/*.csv
trouble-not-an-address = `{ $text }` — мекенжай емес
    .help = мекенжай https:// немесе http:// деп басталады және бос орынсыз жазылады
trouble-not-a-currency = `{ $text }` — валюта коды емес
    .help = код 2–12 бас латын әрпі мен цифрдан тұрады: USD, KZT, USDT
trouble-another-pair = файл атауында { $found } жұбы көрсетілген, ал активтің символы — { $expected }
    .help = файлды жұп соның атауынан басталатын активке беріңіз немесе дұрыс --symbol көрсетіңіз
trouble-stdin-twice = стандартты енгізуді бір рет қана оқуға болады
    .help = бір `-` белгісі бір істі білдіреді
trouble-rows-are-not-daily = жолдардың бірі түн ортасына, басқалары тәуліктің өзге уақытына қатысты ({ $line }-жол: { $found }): жол — тәулік емес
    .help = күндік жолдарды жүктеп алыңыз немесе алдымен осы жолдардан күндер құраңыз

trouble-unknown-file = активтің SHA-256 мәні `{ $text }` деп басталатын жалғыз файлы жоқ
    .help = { $choices ->
        [none] активтің есепке алынатын файлы жоқ
       *[other] мыналардың бірінің кемінде сегіз таңбасын көрсетіңіз: { $choices }
    }
