# Sources: what is followed, what is fetched, what came of it.

# Commands.
help-find = Активтің CoinMarketCap сайтындағы идентификаторын табу
    .long =
        Бір символ немесе атау бірнеше активте кездеседі, ал идентификатор әр активтің өзінікі. Символы, нөмірі немесе
        атауы сәйкес келетін идентификаторлар не CoinMarketCap көрсетілген белгіге жатқызғандары шығарылады; әрқайсысының
        символы тағы неше активте бар екені де көрінеді.

        Барлық идентификаторлардың тізімі бір тәуліктен ескі болса, сұралады. Оған кілт те, кредит те керек емес. Белгіге
        де кілт керек емес, ал кілтпен әр 250 актив үшін бір кредит жұмсалады. Белгі ештеңені шешпейді: `stablecoin` белгісінде басқару токендері де тұр.
    .example =
        qazyq find usdc
        qazyq find --tag stablecoin --limit 50 --csv > follows.csv
help-follow = Қатардың қайдан өздігінен толығатынын көрсету
    .long =
        Актив CoinMarketCap сайтында идентификаторы бойынша, биржада жұп бойынша бақылауға алынады. Содан кейін қатарды
        `qazyq fetch` толықтырып отырады. Құн бір ғана валютаға байланған болса, CoinMarketCap көрсеткіштері сол
        валютада сұралады.

        Жұптың токен арқылы көрсетілген бағалары сол токеннің өз бағасы бойынша күн сайын айырбасталады: токенді
        --through арқылы атаңыз. Токеннің бағасы жоқ күн бағасы жоқ күн болып қала береді; ол баға ешқашан 1 деп
        алынбайды.

        Көп қатарды бірден кесте арқылы беруге болады; оның бағандары: asset, source, key, қажет болса currency, symbol,
        name, peg, peg_source, through, day.
    .example =
        qazyq follow usdc coinmarketcap 3408 --symbol USDC --peg USD
        qazyq follow usdc binance USDCUSDT --through usdt
        qazyq follow --file follows.csv
help-unfollow = Қатарды бақылаудан шығару
    .long = Бұрын алынғаны қоймада қалады, бірақ бұдан былай есепке алынбайды; бұған дейінгі сәтке шығарылатын қорытындыларда ол бұрынғыша есепке алынады.
    .example = qazyq unfollow usdc binance --reason "басқа жұп"
help-fetch = Бақылаудағы қатарлардың әлі алынбаған деректерін алу
    .long =
        Әр жауап алдымен байтына дейін дәл сақталады, содан кейін ғана есепке алынады. Күн көрсетілмесе, әр қатар
        аяқталған соңғы күнге дейін толықтырылады; жаңа қатар 60 күн бұрыннан басталады. Алынған дерек қайта сұралмайды,
        сондықтан үзіліп қалған жұмысты сол пәрменнің өзі жалғастырады.

        CoinMarketCap кілті QAZYQ_COINMARKETCAP_KEY айнымалысынан, --key-file файлынан немесе жұмыс кеңістігіндегі
        qazyq.toml атаған файлдан оқылады; ол еш жерде көрсетілмейді және сақталмайды. Кілт болмаса, CoinMarketCap
        баршаға беретін деректер ғана сұралады.

        Құн байланған валюта қатардың валютасынан бөлек болса, ресми бағамдар да бірге сұралады: Еуропалық орталық
        банктен, ал теңге мен қалған валюталардың бәрі үшін Қазақстанның Ұлттық Банкінен. Бағамдарды ғана алу үшін `ecb`
        немесе `nbk` деп көрсетіңіз.

        Дереккөз мағынасыз жауап берсе немесе мүлде жауап бермесе, бұл туралы түбіртек қалады, ал қате күндік дерек
        ешқашан пайда болмайды.
    .example =
        qazyq fetch --dry-run
        qazyq fetch --from 2025-01-01
        qazyq fetch coinmarketcap --every 1d
help-sources = Дереккөздер деректерінің қаншалықты толық, уақтылы және өзгеріссіз екенін көрсету
    .long = Әр қатар бойынша: бар күндер мен болуы тиіс күндер, алғашқы үзіліс, соңғы күннің аяқталғанына қанша уақыт өткені, бір күннің дерегі қанша уақытта келетіні, әр уақытта әртүрлі көрсетілген күндер және ақаулар. Әр дереккөз бойынша: не сұралғаны және ненің сәтсіз болғаны.
    .example = qazyq sources usdc
help-lake = Алынған жауаптарды тексеру, қайта оқу немесе шығарып алу
    .long = Қоймада әр жауап өзінің SHA-256 мәнімен сақталады, не сұралғаны оның түбіртегінде жазылады. Жауаптардан бағандар жасалады, оларды қайта жасауға да болады.
    .example = qazyq lake check
help-lake-check = Жауаптардың бәрі орнында екенін және өзгермегенін тексеру
    .long = Түбіртектердің, жауаптардың және бағандар файлдарының бәрі оқылып, әр хэш қайта есептеледі.
    .example = qazyq lake check
help-lake-rebuild = Жауаптардың бәрін қайта оқып, бағандарды қайта жасау
    .long = Бағдарламаның жаңа нұсқасы сол байттарды басқаша оқыса, ненің өзгергені айтылады.
    .example = qazyq lake rebuild
help-lake-export = Бір ағынның жолдарын CSV немесе Parquet түрінде жазып шығару
    .long = Әр жауаптың әр жолы түбіртегінің нөмірімен, сандар барлық цифрымен жазылады. Сағаттық шамдар болса, ағынның атауына `-1h` қосылады.
    .example = qazyq lake export coinmarketcap-ohlcv --output bars.csv

arg-base_url = Дереккөзге басқа мекенжай арқылы жүгіну: coinmarketcap=http://localhost:8080; бірнеше рет беруге болады
arg-key_file = Бірінші жолында CoinMarketCap кілті тұрған файл
arg-find-text = Символ, идентификатор немесе атаудың бөлігі
arg-find-tag = CoinMarketCap белгісі, мысалы stablecoin
arg-find-limit = Ең көбі неше актив көрсетіледі [әдепкі: 100]
arg-find-csv = `qazyq follow --file` оқитын кестені шығару
arg-follow-asset = Активтің жұмыс кеңістігіндегі идентификаторы; жаңасына --symbol, --name немесе --peg керек
arg-follow-source = coinmarketcap, binance, bybit немесе kraken
arg-follow-key = CoinMarketCap идентификаторы немесе жұп, мысалы USDCUSDT
arg-follow-file = Көп қатар берілген CSV кестесі
arg-follow-currency = Көрсеткіштердің валютасы немесе токені [әдепкі: CoinMarketCap үшін құн байланған валюта, басқасында жұптан алынады]
arg-follow-through = Бағалар қай токен арқылы көрсетілген (оның жұмыс кеңістігіндегі идентификаторы) және оның қай дереккөздегі қатары алынады: usdt, usdt@kraken [әдепкі дереккөз: coinmarketcap]
arg-follow-day = Тәулік қай уақыт бойынша түн ортасында аяқталады: utc немесе almaty; almaty — сағаттық шамдар үшін ғана [әдепкі: utc]
arg-follow-symbol = Активтің символы; ол басқа активтерде де болуы мүмкін
arg-follow-name = Активтің атауы
arg-follow-peg = Активтің бір бірлігі өз шарттары бойынша неге тең: USD, "100 KZT", "0.5 USD + 0.5 EUR"
arg-follow-peg_source = Бұл көпшілікке жарияланған мекенжай
arg-import-through = Көрсеткіштер қай токен арқылы берілген (оның жұмыс кеңістігіндегі идентификаторы) және оның қай дереккөздегі қатары алынады: usdt, usdt@kraken
arg-unfollow-asset = Активтің жұмыс кеңістігіндегі идентификаторы
arg-unfollow-source = Қай дереккөздің қатары
arg-unfollow-reason = Себебі: журналда сақталады
arg-fetch-sources = Тек мыналар: coinmarketcap, binance, bybit, kraken, ecb, nbk
arg-fetch-asset = Тек осы актив және оны айырбастауға керек токендер; бірнеше рет беруге болады
arg-fetch-from = Осы күннен бастап, YYYY-MM-DD [әдепкі: 60 күн бұрыннан, қатар кейінірек басталса — сол күннен]
arg-fetch-to = Осы күнге дейін, YYYY-MM-DD [әдепкі: аяқталған әрі деректері түпкілікті соңғы күн]
arg-fetch-today = Ағымдағы күнді де сұрау; оның көрсеткіштері — алдын ала дерек
arg-fetch-again = Алынған күндерді де сұрау: дереккөз бұрынғы деректерін өзгертпеді ме
arg-fetch-bulk = Өткен айларды Binance биржасының өз файлдарынан тұтас алу
arg-fetch-info = Идентификаторлардың нені білдіретінін CoinMarketCap сайтынан қайта сұрау
arg-fetch-dry_run = Ештеңе сұрамай, не сұралатынын және оған қанша жұмсалатынын көрсету
arg-fetch-credits_max = CoinMarketCap кредиттерін осы саннан артық жұмсамау
arg-fetch-every = Пәрмен үзілгенше осындай уақыт сайын қайта бастау, мысалы 1d немесе 12h
arg-sources-assets = Тек осы активтер
arg-lake-export-feed = Ағын, мысалы coinmarketcap-ohlcv немесе binance-klines-1h
arg-lake-export-format = csv немесе бағдарлама сол мүмкіндікпен жиналса, parquet [әдепкі: csv]
arg-lake-export-output = Жазылатын файл [әдепкі: стандартты шығару; Parquet үшін файл керек]

# Screens.
follow-done = { $asset } бақылауға алынды: { $source } дереккөзіндегі қатары — { $key }, валютасы — { $currency }{ $day ->
        [almaty] , тәулік Алматы уақытымен
       *[utc] {""}
    }. Күндерін `qazyq fetch` алады.
follow-known = { $asset } бұрыннан бақылауда: { $source } дереккөзіндегі қатары — { $key }
unfollow-done = { $asset } бұдан былай { $source } дереккөзінде бақыланбайды

find-id = id
find-symbol = символ
find-name = атауы
find-status = күйі
find-price = бағасы, USD
find-sharing = символы бірдей басқалар
find-followed = бақылаудағы атауы
find-status-active = саудаланады
find-status-inactive = енді саудаланбайды
find-status-untracked = есебі жүргізілмейді
find-more = { $count ->
        [one] Тағы бір актив көрсетілмеді; көбірегін --limit көрсетеді.
       *[other] Тағы { $count } актив көрсетілмеді; көбірегін --limit көрсетеді.
    }
find-shared = Символы басқаларда да болса, атауы мен идентификаторына қараңыз: бақылауға алынатыны — идентификатор.
find-nothing = Ештеңе табылмады.

fetch-source = дереккөз
fetch-requests = сұрау
fetch-answered = жауап
fetch-failed = сәтсіз әрекет
fetch-rows = жол
fetch-defects = ақау
fetch-credits = кредит
fetch-nothing = Бақылаудағының бәрі алынған; сұрайтын ештеңе жоқ.
fetch-dry = Ештеңе сұралған жоқ. Бұл сұраулар { $days ->
        [one] бір күннің
       *[other] { $days } күннің
    } дерегін берер еді; кредиттер CoinMarketCap құжаттамасы бойынша көрсетілген.
fetch-bar-failed = сәтсіз:
fetch-bar-left = қалғаны шамамен
fetch-next = Келесі іске қосылуы: { $when }
fetch-not-a-pause = `{ $text }` — екі іске қосудың арасындағы уақыт емес
    .help = 1d, 12h немесе 30m түрінде жазыңыз; кемінде бір минут
fetch-beyond-reach = { $source } дереккөзі { $key } бойынша { $day } күніне дейінгі ештеңені бермейді: одан бұрынғы күндер оның файлдарынан qazyq import арқылы алынады
fetch-no-such-currency = CoinMarketCap { $currency } валютасында мән бермейді; активті басқа валютада бақылауға алыңыз
fetch-credits-left-day = CoinMarketCap кредиттерінің бүгінгі қалдығы: { $left }
fetch-credits-left-month = CoinMarketCap кредиттерінің осы айдағы қалдығы: { $left }
fetch-without-key = { $count ->
        [one] CoinMarketCap сайтына бір сұрау жіберілмеді: оған кілт керек
       *[other] CoinMarketCap сайтына { $count } сұрау жіберілмеді: оларға кілт керек
    }
    .help = кілтті QAZYQ_COINMARKETCAP_KEY айнымалысына жазыңыз немесе оның файлын --key-file арқылы көрсетіңіз
fetch-without-credits = { $count ->
        [one] CoinMarketCap сайтына бір сұрау жіберілмеді: кредит жетпейді
       *[other] CoinMarketCap сайтына { $count } сұрау жіберілмеді: кредит жетпейді
    }
    .help = { $credits } кредит керек; кредит пайда болғанда, сол пәрменді қайта беріңіз
fetch-ends-before-it-begins = күндер { $to } күні аяқталады, ал { $from } күні басталады
fetch-unusable = { $what }: келген мәлімет жарамсыз, келесі іске қосқанда қайта сұралады: { $why }
fetch-unanswered = { $source }: { $what }: { $why }
fetch-unanswered-more = { $source }: { $count ->
        [one] тағы бір сұрау жауапсыз қалды
       *[other] тағы { $count } сұрау жауапсыз қалды
    }
fetch-interrupted = Үзілді; сол пәрменнің өзі жалғастырады.

sources-source = дереккөз
sources-asset = актив
sources-days = күндер
sources-whole = толықтығы
sources-first-gap = үзілген күн
sources-behind = кешігуі
sources-lag = кідірісі
sources-restated = өзг.
sources-defects = ақау
sources-legend = күндер: дерегі бары / алғашқысынан кешеге дейінгі барлығы · үзілген күн: дерегі жоқ алғашқы күн · кешігуі: дерегі бар соңғы күн аяқталғаннан бері өткен уақыт · кідірісі: бір күннің дерегі қанша уақытта келетіні, медианасы · өзг.: әр уақытта әртүрлі көрсетілген күндер
sources-none = Әзірге ештеңе импортталмаған да, алынбаған да.
sources-requests-heading = Не сұралған
sources-attempts = әрекет
sources-answered = жауап
sources-rows = жол
sources-credits = кредит
sources-last-answer = соңғы жауап
sources-last-failure = соңғы сәтсіздік
time-minutes = { $count } мин
time-hours = { $count } сағ
time-days = { $count } күн

assets-earlier = { $count ->
        [one] Бұрынғырақ тағы біреуі көрсетілмеді; оны --json көрсетеді.
       *[other] Бұрынғырақ тағы { $count } файл мен жауап көрсетілмеді; оларды --json көрсетеді.
    }
assets-described = CoinMarketCap бойынша { $id } — { $name } ({ $symbol })
evidence-converted = { $source }: бағалар { $from } арқылы көрсетілген және { $through } активінің { $by } дереккөзіндегі қатары бойынша күн сайын айырбасталған; close пен vwap бағалары ғана бар.

lake-checked = { $receipts } түбіртек, { $answers } жауап, { $bytes } байт
lake-sound = Жауаптардың бәрі орнында, ешқайсысы өзгермеген.
lake-without-receipt = { $count ->
        [one] Бір жауаптың түбіртегі жоқ: оны алу үзіліп қалған. Одан зиян жоқ.
       *[other] { $count } жауаптың түбіртегі жоқ: оларды алу үзіліп қалған. Одан зиян жоқ.
    }
lake-rebuilt-same = { $feed } ({ $interval }): { $rows } жол, бәрі бұрынғыдай
lake-rebuilt = { $feed } ({ $interval }): { $rows } жол; жаңасы — { $added }, жоғалғаны — { $lost }, өзгергені — { $changed }
lake-unreadable = { $receipt } нөмірлі түбіртектің жауабы енді оқылмайды: { $why }
lake-exported = { $path } файлына { $rows } жол жазылды

# What can go wrong.
trouble-unknown-source = `{ $text }` деген дереккөз жоқ
    .help = бар дереккөздер: { $choices }
trouble-unknown-feed = `{ $text }` ағыны жоқ
    .help = бар ағындар: { $choices }
trouble-not-followed = `{ $text }` дереккөзінде ештеңе бақыланбайды
    .help = { $choices ->
        [none] қатардың қайдан толығатынын qazyq follow көрсетеді
       *[other] бақылаудағы дереккөздер: { $choices }
    }
trouble-not-a-key = `{ $text }` — { $source } дереккөзінде активтің белгіленуі емес
    .help = { $source ->
        [coinmarketcap] CoinMarketCap идентификаторын көрсетіңіз, ол — сан; оны `qazyq find СИМВОЛ` көрсетеді
       *[other] жұпты бас әріптермен жазыңыз, мысалы USDCUSDT
    }
trouble-followed-by-another = { $source } дереккөзіндегі { $text } қатары бұрыннан { $asset } ретінде бақылауда
    .help = бір қатар бір активке ғана тиесілі; оны `qazyq unfollow { $asset } { $source } --reason МӘТІН` босатады
trouble-days-are-utc = { $source } тәуліктерді UTC бойынша ғана береді
    .help = Алматы уақытындағы тәулік сағаттық шамдардан құралады: жұпты binance немесе bybit биржасында бақылауға алыңыз
trouble-no-conversion = қатарды `{ $text }` арқылы айырбастау мүмкін емес: { $why ->
        [itself] ол — активтің өзі
        [in-a-currency-already] қатар онсыз да валютамен берілген
        [another-midnight] қатардың тәулігі токендікінен бөлек уақытта аяқталады
        [another-token] бұл — бағалары көрсетілген токен емес (символы бойынша)
        [converted-itself] токеннің қатарының өзі айырбасталған
        [no-such-series] токенде ондай қатар жоқ
        [in-a-token-itself] токеннің қатарының өзі токен арқылы берілген
       *[other] { $why }
    }
    .help = токеннің жұмыс кеңістігінде ұлттық валютадағы, тәулігі UTC бойынша бөлінген қатары болуы тиіс; алдымен соны бақылауға алыңыз
trouble-settings-are-none = { $path } ішіндегі баптаулар оқылмайды: { $text }
    .help = [sources.АТАУ] кілттері: base_url, key_file, bars, requests_per_minute, requests_at_once, keys_at_once, deadline_seconds, attempts, first_wait_milliseconds
trouble-no-key-in-file = { $path } файлының бірінші жолында кілт жоқ
trouble-not-a-follow-list = кестенің { $line }-жолында `{ $text }` жоқ немесе белгісіз
    .help = бірінші жол бағандарды атайды: asset,source,key, қажет болса currency,symbol,name,peg,peg_source,through,day
trouble-no-map = жұмыс кеңістігінде CoinMarketCap идентификаторларының тізімі әлі жоқ
    .help = оны `qazyq find` және `qazyq fetch` алады; неге алынбағаны жоғарыда айтылған
trouble-cannot-be-written = жолдарды жазу мүмкін емес: { $text }
trouble-lake-path-unusable = { $path } файлын немесе қалтасын пайдалану мүмкін емес: { $text }
trouble-lake-is-in-use = { $path } қалтасына басқа qazyq жазып жатыр
    .help = оның аяқталуын күтіңіз
trouble-lake-writer-has-stopped = алынған деректерді { $path } ішіне бұдан әрі жазу мүмкін емес
    .help = дискінің толып кетпегенін тексеріп, сол пәрменді қайта беріңіз
trouble-answer-is-missing = { $path } жауабы орнында жоқ
    .help = оны көшірмесінен қалпына келтіріңіз: оның атауы — ішінде болуы тиіс байттардың SHA-256 мәні
trouble-answer-is-altered = { $path } жауабы алынған күйінде емес: { $what }
    .help = оны көшірмесінен қалпына келтіріңіз: оның атауы — ішінде болуы тиіс байттардың SHA-256 мәні
trouble-answer-is-too-large = жауап { $bytes } байт, ал ең көбі { $bytes_max } байт сақталады
trouble-broken-receipt = { $path } файлының { $line }-жолы — түбіртек емес: { $what }
    .help = файлды көшірмесінен қалпына келтіріңіз; басқа ештеңе өзгерген жоқ
trouble-receipts-are-missing = { $path } ішінде түбіртектер жетіспейді: бағандар алғашқы { $covered } түбіртектен жасалған, ал олардан қалғаны { $last } түбіртектен аспайды
    .help = түбіртектерді көшірмесінен қалпына келтіріңіз; олар біржола жоғалса, `columns` қалтасын жойыңыз: бағандар қайта жасалады
trouble-columns-are-broken = { $path } бағандары жарамайды: { $what }
    .help = qazyq lake rebuild оларды қайта жасайды
trouble-not-a-feed-name = `{ $feed }` — ағынның атауы емес
trouble-base-is-empty = дереккөздің мекенжайы бос
    .help = былай жазыңыз: coinmarketcap=https://pro-api.coinmarketcap.com
trouble-base-is-not-readable = `{ $found }` — мекенжай емес: { $detail }
trouble-base-is-neither-http-nor-https = `{ $found }` http:// деп те, https:// деп те басталмайды
trouble-base-has-no-host = `{ $found }` ішінде тораптың атауы жоқ
trouble-base-has-no-readable-port = `{ $found }` ішіндегі порт жарамайды
trouble-base-holds-a-password = `{ $found }` ішінде пайдаланушы аты немесе құпиясөз бар
    .help = кілттің орны — QAZYQ_COINMARKETCAP_KEY айнымалысы немесе файл
trouble-base-has-a-query = `{ $found }` ішінде сұрақ белгісі бар
    .help = жолдар мен сұрауларды мекенжайға бағдарламаның өзі қосады
trouble-base-has-a-fragment = `{ $found }` ішінде `#` белгісі бар

# What receipts tell: of one attempt, or of an answer.
told-no-connection = байланыс жоқ
told-deadline-passed = жауап уақытында толық келмеді
told-connection-ended-early = байланыс жауап аяқталмай үзілді
told-reply-is-too-long = жауап тым үлкен
told-body-cannot-be-unpacked = жауапты ашып алу мүмкін емес
told-no-trusted-connection = байланысқа сенуге болмайды
told-name-is-not-found = тораптың атауы табылмады
told-address-cannot-be-asked = бұл мекенжайға сұрау жіберуге болмайды
told-source-sends-elsewhere = дереккөз басқа мекенжайға сілтейді; ол жаққа сұрау жіберілмейді
told-reply-is-not-http = келгені — HTTP емес
told-answer-has-no-bytes = жауап бос
told-answer-is-a-web-page = деректердің орнына веб-бет келді
told-answer-is-not-json = жауап JSON емес немесе толық емес
told-answer-is-not-xml = жауап XML емес немесе толық емес
told-answer-is-no-archive = жауап — ішінде бір файлы бар архив емес
told-answer-holds-an-unusable-file = жауаптағы файл жарамайды
told-answer-is-misshapen = жауапта дереккөздің құжаттамасы рұқсат етпейтін нәрсе тұр
told-source-refused = дереккөз бас тартты{ $message ->
        [none] {""}
       *[other] : { $message } ({ $code })
    }
told-answer-is-about-another-key = жауап сұралған нәрсе туралы емес
told-answer-is-in-another-currency = жауап сұралған валютада емес
told-row-stands-twice = бір күн әртүрлі көрсеткіштермен екі рет тұр
told-not-asked-for = сұралмаған нәрсе келді; ол ескерілмеді
told-key-is-absent = сұралғанның бірі туралы ештеңе келмеді
told-part-is-unusable = активтердің бірі туралы деректер жарамайды
told-rows-are-out-of-order = жолдар құжаттамадағыдан басқа ретпен тұрған; олар реттелді
told-answer-held-the-key = жауаптың ішінде кілт болды, сондықтан ол сақталмады
told-interrupted = үзілді
told-answer-broke-the-program = бағдарлама бұл жауапты өңдей алмай, іркілді; жауап сақталды, осы қате туралы хабарлаңыз
told-source-fails-too-often = дереккөзде сәтсіздік тым көп; оған сұрау жіберу тоқтатылды
told-source-asked-to-stop = дереккөз бұдан әрі сұрау жібермеуді өтінді
told-no-answer = жауап жоқ
