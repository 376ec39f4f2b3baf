# The public register: its pages, and the days and instants on them.

# Days and instants. The month is a number and chooses its name.
web-day-long = { $year } жылғы { $day } { $month ->
    [1] қаңтар
    [2] ақпан
    [3] наурыз
    [4] сәуір
    [5] мамыр
    [6] маусым
    [7] шілде
    [8] тамыз
    [9] қыркүйек
    [10] қазан
    [11] қараша
   *[12] желтоқсан
}
web-day-short = { $day } { $month ->
    [1] қаң.
    [2] ақп.
    [3] нау.
    [4] сәу.
    [5] мам.
    [6] мау.
    [7] шіл.
    [8] там.
    [9] қыр.
    [10] қаз.
    [11] қар.
   *[12] жел.
}
web-instant = { $date }, { $time } UTC
web-on-day = { $day } күні
web-asset-on-day = { $asset }, { $day }

# Around every page.
web-skip = Мазмұнға өту
web-tag = № 600/НҚ бұйрығы бойынша цифрлық активтер
web-language = Тіл
web-dark-theme = Қараңғы тақырып
web-sections = Бөлімдер
web-section-look-up = Іздеу
web-section-market = Нарық
web-section-lists = Тізімдер
web-section-listing = Тізбеге енгізу нені білдіреді
web-section-method = Әдіс
web-section-log = Журнал
web-about-page = Осы бет туралы
web-contents = Осы бетте
web-notice-head = Көрсетілім
web-notice-demo = Бағалар дереккөздерден алынған. Көрсетілім деп аталған мәліметтер мен тізімдер ойдан шығарылған. Мұнда нақты активтер туралы тұжырым жоқ.
web-notice-page = Бағдарламаның жұмысын көрсету үшін осы беттегі мәліметтердің бір бөлігі ойдан алынған. Бұл — нақты актив туралы тұжырым емес.
web-notice-register = Бағдарламаның жұмысын көрсету үшін осы тізілімдегі мәліметтердің бір бөлігі ойдан алынған. Олар тұрған беттерде бұл айтылған.
web-footer-no-opinion = Қорытынды құқықтық кеңес емес және активті ешбір тізімге енгізбейді. Бұйрықтың ресми мәтіні мен ресми Тізбенің мазмұны мұнда тексерілмеген.
web-footer-prices = Осы беттердегі бағалар: { $sources }.
web-footer-sources = Бағалар дереккөздердікі және олардың шарттарымен берілген. Qazyq — еркін бағдарлама: оны кез келген адам іске қосып, әр жауапты қайта шығара алады.
web-age = Тізілімнің { $instant } сәтіндегі күйі. Бағасы бар әр активтің бағалары кемінде мына күнге дейін белгілі: { $until }.
web-age-without-prices = Тізілімнің { $instant } сәтіндегі күйі. Онда бағалар әлі жоқ.
web-age-by-hand = Жаңа деректер біреу жүктегенде ғана пайда болады.
web-as-csv = Осы кесте CSV түрінде
web-as-json = Осы кесте JSON түрінде
web-show = Көрсету
web-unverified = тексерілмеген
web-unverified-contents = ресми мазмұны тексерілмеген
web-entry-made-up = Бұл жазба ойдан шығарылған.

# Look up.
web-search-label = Атауы, символы, келісімшарт мекенжайы немесе CoinMarketCap нөмірі
web-search-hint = Мысалы, символ, нөмір немесе 0x деп басталатын мекенжай. Бас әріп пен кіші әріптің айырмасы жоқ.
web-home-title = Цифрлық активті іздеу
web-home = Бұл Қазақстан құқығы бойынша стейблкоин бе?
web-home-lead = № 600/НҚ бұйрығы тіркелген құны бар қамтамасыз етілмеген цифрлық активтің бес өлшемшартын атайды. Бұл тізілім цифрлық активтерді күн сайын солармен салыстырып, дәлелдемелерін көрсетеді.
web-home-emblem = — арқандалған ат айнала жүретін ағаш. Стейблкоин валютаға арқандалған, ал бұйрық оның қаншалықты алыстай алатынын айтады: { $days } күнде орта есеппен { $limit }.
web-home-tells = Жауап не айтады
web-home-criteria = Өлшемшарттар не береді
web-home-criteria-text = Сай келеді, сай келмейді немесе анықталмады — бес өлшемшарттың әрқайсысымен және дәлелдемелерімен. Бұйрық түсініксіз жерде есепке алынатын барлық түсіндірме көрсетіледі.
web-home-lists = Тізімде аталған ба
web-home-lists-text = Қазақстанда төрт заң бойынша төрт органның төрт тізімі бар. Олар ешқашан араластырылмайды, ал қорытынды активті олардың ешқайсысына енгізбейді.
web-home-follows = Бұдан не шығады
web-home-follows-text = Министрлік Тізбесіндегі актив үшін — салық қағидасы бойынша бір бірлігі неге тең. Кез келген басқа актив үшін — қағиданың қолданылмайтыны.
web-home-now = Тізілім: { $day }
web-home-all = Барлық активтер: { $count }
web-home-lists-link = Органдардың тізімдері
web-home-log-link = Ештеңе өзгертілмегенін көрсететін журнал
web-home-not = Бұл тізілім не емес
web-home-not-text = Бұл ресми Тізбе емес, ал қорытынды құқықтық кеңес емес. Бұйрықтың ресми мәтіні мен ресми Тізбенің мазмұны мұнда тексерілмеген.
web-home-not-link = Не белгілі, қайдан және қаншалықты сенімді
web-found-heading = «{ $typed }»
web-found-one = Бұлай бір актив аталады: { $asset }
web-found-whole = Толық жауап пен дәлелдемелері
web-found-shared = { $count ->
    [one] «{ $typed }» — бір активтің символы.
   *[other] «{ $typed }» — { $count } активтің символы. Символ ешкімдікі емес, ол бірнеше активте бірдей болуы мүмкін. Керегін айырмашылығына қарап таңдаңыз.
}
web-found-several = { $count ->
    [one] Осылай немесе осыған ұқсас бір актив аталады.
   *[other] Осылай немесе осыған ұқсас { $count } актив аталады. Керегін айырмашылығына қарап таңдаңыз.
}
web-found-sure = Қателеспеу үшін
web-found-sure-text = Келісімшарт мекенжайын эмитенттің өз сайтынан немесе CoinMarketCap нөмірін алып, активті сол бойынша іздеңіз: олар тек бір активте болады.
web-found-none = Бұл тізілімдегі активтердің ({ $count }) бірде-бірі олай аталмайды: атауы да, символы да, келісімшарт мекенжайы да, CoinMarketCap нөмірі де сәйкес емес.
web-found-none-says-nothing = Активтің мұнда болмауы ол туралы ештеңе айтпайды: өлшемшарттарға сай келетінін де, сай келмейтінін де.
web-found-none-hint = Атаудың бір бөлігі жеткілікті. Келісімшарт мекенжайы толық болуы керек.
web-apart-id = идентификаторы { $id }
web-apart-symbol = символы { $text }
web-apart-peg = құн байланысы: { $text }
web-apart-coinmarketcap = CoinMarketCap нөмірі { $text }
web-apart-contract = келісімшарты { $text }
web-apart-issuer = эмитенті { $text }
web-apart-lists = тізімде: { $text }
web-apart-no-list = ешбір тізімде жоқ

# A verdict in plain words.
web-gauge-figure = { $statistic ->
    [every_day] — { $days } күннің ең көп ауытқыған күніндегі байланған құннан ауытқу
   *[other] — байланған құннан { $days } күндегі орташа ауытқу
}. Бұйрықтағы шек — { $limit }.
web-gauge-none = Мәні жоқ
web-gauge-open = Қолда бар дәлелдемелерден оны шығаруға болмайды: { $days } күннің кейбірі бойынша бірдеңе жетіспейді. Бұйрықтағы шек — { $limit }.
web-answer-listed = Ол тізімде бар ма?
web-answer-listed-no = Жоқ. Мұнда жазылған төрт тізімнің бірде-бірі ол күні бұл активті атамайды.
web-answer-listed-yes = Иә: { $list }, { $since } күнінен бастап{ $act ->
    [none] .
   *[other] , акт — «{ $act }».
}
web-answer-listed-suspended = Иә: { $list }, { $since } күнінен бастап{ $act ->
    [none] {""}
   *[other] , акт — «{ $act }»
}; бірақ ол тоқтатыла тұрған және ол күні есепке алынбайды.
web-answer-listed-unverified = Ресми тізімдерде не жазылғаны мұнда тексерілмеген.
web-answer-listed-link = Сол күнгі тізім
web-answer-follows = Бұдан не шығады?
web-answer-follows-nothing = Өздігінен ештеңе. Тіркелген құны бар активтер туралы салық қағидасы Министрлік Тізбесіндегі активтерге қолданылады. Мұнда жазылғаны бойынша, ол күні бұл актив онда жоқ.
web-answer-follows-suspended = Мұнда жазылғаны бойынша, ол күні ештеңе: актив Министрлік Тізбесінде бар, бірақ тоқтатыла тұрған.
web-answer-follows-counts = Салық қағидасы бойынша, бағасы қандай болса да, бір { $symbol } мынаған тең деп есептеледі: { $peg ->
    [none] ол байланған валютаның бір бірлігі
   *[other] { $peg }
}.
web-answer-follows-apart = Тізімге енгізу — бір бөлек, өлшемшарттар — бір бөлек: қорытынды тізімнен ештеңені шығармайды.
web-answer-sure = Жауап қаншалықты сенімді?
web-answer-missing = Не жетіспейді?
web-sure-robust = Бұйрықтың түсініксіз мәтінінің есептеуге болатын түсіндірмелерінің бәрі бірдей нәтиже береді.
web-sure-against = Бұйрықтың түсініксіз мәтінінің есепке алынатын түсіндірмелері: { $all }; олардың керісінше нәтиже беретіні: { $against }.
web-sure-open = Нақты жауап жоқ. Бұйрықтың түсініксіз мәтінінің есепке алынатын түсіндірмелері: { $all }; өлшемшарт орындалатыны: { $met }, орындалмайтыны: { $not_met }.
web-sure-one-source = Барлық түсіндірме бірдей нәтиже береді, бірақ бір дереккөздің өзі ғана керісінше нәтиже берер еді.
web-sure-no-reading-is-law = «Орташа тәуліктік ауытқу» деген не екенін бұйрық айтпайды, ешбір түсіндірме заң емес.
web-sure-link = Барлық түсіндірме: { $all }
web-prices-until = Бағалар мына күнге дейін белгілі: { $day }.
web-prices-behind = Бағалар тек мына күнге дейін белгілі: { $day }. Осы жауаптың күніне дейінгі күн саны: { $days }.
web-prices-none = Бағалар белгісіз.

# An asset.
web-asset-title = { $asset }, { $day }: { $verdict }
web-other-moment = Бұл — { $instant } сәтінде белгілі болғаны бойынша { $day } күніне берілген жауап.
web-other-own = Тізілімнің өз жауабы: { $day }
web-another-day = Басқа күн
web-id = Идентификаторы
web-pegged-to = Құн байланысы
web-coinmarketcap-id = CoinMarketCap нөмірі
web-contract = Келісімшарты
web-unavailable = Жауап жоқ
web-unavailable-lead = Актив мұнда белгілі, бірақ ол туралы жазылғандар бұл күнге жауап бермейді.
web-unavailable-why = Себебі: { $why }.

# The five criteria.
web-criteria = Бес өлшемшарт
web-criterion-wording = Бұл тұжырым қайдан алынған
web-why-peg-is-public = Құн байланысы көпшілікке қолжетімді мекенжайда көрсетілген.
web-why-all-published = Талап етілетін мәліметтердің бәрі жарияланған: { $count }.
web-why-nothing-found = Тексерілген тізілімдерде активке де, эмитентке де қатысты ештеңе жоқ.
web-why-within = { $source }: { $figure }, шек { $limit }; шекке дейін { $room } қалады.
web-why-above = { $source }: { $figure }, шек { $limit }; шектен { $room } артық.
web-evidence-peg = Құн байланысы
web-evidence-peg-is = өз шарттары бойынша бір { $symbol } мынаған тең: { $peg }.
web-evidence-published = жарияланған, күні аталмаған.
web-evidence-published-since = { $day } күні жарияланған{ $age ->
    [0] , сол күннің өзінде:
   *[other] , бағалау күнінен { $age } күн бұрын:
}
web-evidence-published-long-ago = { $day } күні, бағалау күнінен { $age } күн бұрын жарияланған. Оның әлі өзекті екенін тексеріңіз; бұйрық мәліметтің ескілігіне шек қоймайды:
web-item-asset = Активтің өзі
web-item-backing = Оның қамтамасыз етілуі
web-item-issuer = Оның эмитенті
web-item-stabilisation_mechanism = Құн тұрақтылығын қолдау тетігі
web-fact-source = Дереккөз
web-fact-days = Есепке алынатын күндер
web-fact-days-are = { $first } – { $last }; бағасы бар күндер: { $all } ішінен { $present }
web-fact-figure = Мәні
web-fact-exactly = Дәл мәні
web-fact-headroom = Қор
web-fact-farthest = Ең көп ауытқыған күн
web-fact-again = Ең ерте қайта орындалатын күн
web-fact-again-is = { $day }, егер кейінгі күндердің бәрінде баға байланған құнға тең болса
web-fact-reading = Түсіндірме
web-fact-volume = Сауда-саттық көлемі
web-fact-capitalisation = Капиталдандыру
web-fact-day = Күні
web-fact-coinmarketcap = CoinMarketCap нөмірі
web-fact-listed = CoinMarketCap сайтында бар
web-link-days = Әр күн бағасымен
web-link-readings = Барлық түсіндірме
web-trail-entry = журналдың { $number }-жазбасы
web-trail-class = айтқан: { $class }
web-trail-of-official_register = ресми тізілім
web-trail-of-issuer = эмитент
web-trail-of-third_party = үшінші тұлға
web-trail-of-on_chain = блокчейннің өзі
web-trail-of-self_reported = жазған адамның өзі
web-trail-file = файл: { $file }
web-trail-address = мекенжай: { $address }
web-trail-retrieved = алынған сәті: { $instant }
web-trail-digest = SHA-256: { $digest }
web-trail-made-up = көрсетілім үшін ойдан шығарылған

# The chart and its table.
web-chart = Байланған құннан қаншалықты алыс
web-chart-caption = Әр сызық — бір күн: жоғары болса, баға байланған құннан жоғары болған; төмен болса — төмен. Төртбұрыш { $limit } шегінен көп ауытқыған күнді білдіреді. Төмендегі бағандар — әр күннің алдындағы { $days } күннің мәні; бұйрықтың шегі сонымен салыстырылады.
web-chart-farthest = Ең көп ауытқуы: { $figure }, { $day }.
web-days = Барлық күн кесте түрінде
web-days-caption = { $symbol }: бағасы { $currency }, { $source }. ■ байланған құннан { $limit } шегінен көп ауытқыған.
web-days-day = Күн (UTC)
web-days-price = Баға
web-days-deviation = Ауытқуы
web-days-figure = Кезең мәні
web-days-no-price = баға жоқ
web-days-none = Бұл күндердің бірде-бір бағасы белгісіз.
web-days-above = шектен жоғары
web-draw-each = Әр күннің бағасы байланған құннан қаншалықты алыс болды
web-draw-each-short = Әр күннің бағасы, байланған құннан
web-draw-even = Боялған жолақ ішінде: { $limit } шегінде
web-draw-even-short = Боялған: { $limit } шегінде
web-draw-broken = Боялған: { $limit } шегінде. Одан әрі шкала сығылған: онның әр дәрежесі бірдей биіктік алады.
web-draw-broken-short = { $limit } шегінен әрі шкала сығылған (логарифмдік)
web-draw-peg = құны
web-draw-no-price = баға жоқ
web-draw-no-figure = анықталмады
web-draw-counted = есепке алынатын { $days } күн
web-draw-figure = { $days } күннің мәні, күн сайын
web-draw-alt = { $symbol }, { $first } – { $last }. { $limit } шегінен көп ауытқыған күндер: { $above }. { $farthest } { $last } күнгі мәні: { $figure }. Төмендегі кестеде әр күн бар.
web-draw-gauge = Ауытқуы { $figure }, шегі { $limit }
web-draw-gauge-open = Ауытқуы анықталмады, шегі { $limit }
web-draw-history = { $symbol } — { $runs }
web-draw-run = { $day } күнінен бастап { $days } күн: { $verdict }
web-draw-spark = Байланған құннан ең көп ауытқуы: { $figure }, { $day }
web-draw-spark-none = Баға жоқ

# The readings.
web-readings = Барлық түсіндірме
web-readings-lead = Бұйрық «орташа тәуліктік ауытқуды» шектейді, бірақ оның не екенін айтпайды: қай орташа, күннің қай бағасы, бағасы жоқ күн қалай есептеледі, қай отыз күн. Әр ұяшық — осы төрт сұрақтың бәріне бір жауап.
web-readings-caption = Барлық түсіндірме ({ $all }) бойынша тұрақтылық және { $limit } шегімен салыстырылатын мән. Орындалды: { $met }, орындалмады: { $not_met }, анықталмады: { $undetermined }.
web-readings-own = осы қорытындының түсіндірмесі
web-readings-against = керісінше нәтиже береді
web-readings-open = есептеуге болмайды
web-reading-mean-absolute = тәуліктік ауытқулардың таңбасыз орташасы
web-reading-mean-signed = таңбасы ескерілген орташаның модулі
web-reading-every-day = ең үлкені: шек күн сайын сақталуы тиіс
web-reading-close = соңғы баға
web-reading-ohlc4 = алғашқы, ең жоғары, ең төмен, соңғы бағаның орташасы
web-reading-extreme = ең жоғары мен ең төменнің алысырағы
web-reading-vwap = көлем бойынша орташа өлшенген
web-reading-undetermined = Бағасы жоқ күн: анықталмайды
web-reading-carry-forward = Орнына бұрынғы баға алынады
web-reading-complete-days = { $days } күн, бұған дейін
web-reading-through-day = { $days } күн, мұны қоса

# What would change it.
web-changes = Қандай аз өзгеріс нәтижені өзгертер еді
web-changes-room = { $source }: мәні { $figure }, { $limit } шегіне дейін { $room } қалады.
web-changes-over = { $source }: мәні { $figure }, бұл { $limit } шегінен { $room } артық.
web-changes-one-day = Қалған күндер сол қалпында болып, { $days } күннің бір ғана күні байланған құннан тағы { $more } шамасынан көп алыстаса, өлшемшарт орындалмас еді.
web-changes-all-days = Өлшемшарт орындалуы үшін { $days } күннің ауытқулары қосындысы { $more } шамасына аз болуы керек.
web-changes-farthest = Ең көп ауытқыған күннің ({ $day }) бүкіл мәндегі үлесі — шамамен { $part }.
web-changes-again = Кейінгі күндердің бәрінде баға байланған құнға тең болса, өлшемшарт { $day } күні қайта орындалар еді.
web-changes-nothing = Мәні жоқ, сондықтан оны баға өзгерте алмайды. Не жетіспейтіні жоғарыда көрсетілген.

# What was before.
web-history = Тарихы
web-history-caption = { $first } мен { $last } аралығындағы әр күннің қорытындысы, сол мәліметтер және сол түсіндірме бойынша.
web-change-first = Бұл тарихтың алғашқы күні.
web-change-above = Сол күнгі мәні: { $figure }, { $limit } шегінен жоғары.
web-change-within = Сол күнгі мәні: { $figure }, { $limit } шегінде.
web-change-open = Ол күннің мәні жоқ.
web-restated = Әртүрлі көрсетілген күндер
web-restated-none = Жоқ. Мұнда мәні болуы мүмкін бірде-бір көрсеткіш әр кезде әртүрлі айтылмаған.
web-restated-some = Мұнда мәні болуы мүмкін, әр кезде әртүрлі айтылған күндер саны: { $count }. Кейінгі көрсеткіш есепке алынады; бұрынғысы жазулы қалады.
web-restated-more = Барлығы { $all } көрсеткіш, мұнда көрсетілгені: { $shown }.
web-restated-what = { $source }: { $figure }, { $currency }
web-restated-figure = Көрсеткіш
web-restated-counts = Есепке алынады
web-restated-other = Сондай-ақ айтылған
web-restated-file = Файлда (SHA-256)
web-figure-open = алғашқы баға
web-figure-high = ең жоғары баға
web-figure-low = ең төмен баға
web-figure-close = соңғы баға
web-figure-vwap = көлем бойынша орташа өлшенген баға
web-figure-volume = сауда-саттық көлемі
web-figure-market_cap = капиталдандыру
web-figure-quote_volume = айналым

# Checking and citing.
web-check = Өзіңіз тексеріңіз
web-check-lead = Жинақта осы қорытынды негізделген нәрсенің бәрі бар: іс, журнал жазбалары, дерек түріндегі заң, дереккөз файлдарының хэштері. Кез келген адам одан дәл сол қорытындыны желісіз, осы сайтқа сенбей-ақ қайта шығара алады.
web-check-download = { $file } жүктеп алу
web-check-browser = Жинақты браузерде тексеру
web-check-public = Бұл — көпшілікке арналған түрі: дереккөздердің шарттары беруге рұқсат етпейтін байттар кірмейді, олар хэшімен аталған.
web-check-none = Бұл жауаптан жинақ жасауға болмайды.
web-check-limits = Ешбір тексеру көрсете алмайтыны: дереккөздің дәл осы байттарды жібергені, адамдар жазғанның шындығы және ештеңенің қалып қоймағаны.
web-cite = Осы жауапқа сілтеме жасау
web-cite-lead = Кейін не белгілі болса да, бұл мекенжай осы жауапты береді. Оны осы сәтке дейін алынған деп кейін мәлімделген файл ғана өзгерте алар еді, ал ол журналда көрініп тұрар еді.
web-cite-day = Бағалау күні
web-cite-as-of = Белгілі болған сәт
web-cite-bundle = Жинақ, SHA-256
web-cite-law = Заң
web-cite-law-digest = Заң, SHA-256
web-copy = Мекенжайды көшіру
web-copied = Көшірілді

# Market.
web-market-heading = Барлық активтер: { $day }
web-market-lead = Осы тізілімнің әр активі бір күні, негізгі түсіндірме бойынша бес өлшемшартпен салыстырылған.
web-market-name = Атауы немесе символы
web-market-any = бәрі
web-market-count = Көрсетілген активтер: { $all } ішінен { $count }
web-market-legend = Соңғы { $days } күн: күніне бір сызық; жолақ — жоғары және төмен { $limit }, ал одан асқан күнде бағытсызық тұр. Өлшемшарттар реті: құн, тұрақтылық, мәліметтердің ашылуы, нарықтық деректер, құқықтық жай-күй. Түсіндірмелер: нешеуі бойынша орындалды, орындалмады, анықталмады.
web-market-table = Барлық активтер
web-market-asset = Актив
web-market-verdict = Қорытынды
web-market-figure = Ауытқуы
web-market-limit = Шегі { $limit }
web-market-days = Соңғы күндер
web-market-criteria = Өлшемшарттар
web-market-readings = Түсіндірмелер ✓ / ✗ / ?
web-market-peg = Құн байланысы
web-market-pages = Беттер

# Lists.
web-lists = Органдардың тізімдері
web-lists-lead = Төрт орган төрт заң бойынша төрт тізім жүргізеді. Олар ешқашан араластырылмайды, ал осы тізілімнің қорытындысы активті олардың ешқайсысына енгізбейді.
web-lists-authorities = Органдар
web-lists-heading = { $list }, { $day }
web-lists-recorded = Мұнда осы тізілімде жазылғаны тұр.
web-lists-on = Күні
web-lists-since = Салыстырылатын күн (міндетті емес)
web-lists-empty = Мұнда жазылғаны бойынша, ол күні тізімде ештеңе болмаған.
web-lists-caption = Актив саны: { $count }
web-lists-status = Күйі
web-lists-from = Басталуы
web-lists-until = Аяқталуы (ол күн кірмейді)
web-lists-act = Акт
web-lists-verdict = Сол күнгі қорытынды
web-lists-entries = { $count ->
    [one] журналдың { $numbers }-жазбасы
   *[other] журнал жазбалары: { $numbers }
}
web-lists-alarm = Тізімде, сай келмейді.
web-lists-alarm-text = Мұны адамдар қарауы керек; өздігінен ештеңені өзгертпейді.
web-lists-candidates = Сай келеді, тізімде жоқ
web-lists-candidates-none = Ол күні мұндай актив жоқ.
web-lists-candidates-text = Мұны адамдар қарауы керек. Активті Тізбеге тек Министрліктің актісі енгізе алады.
web-lists-changed = Екі күннің арасында не өзгерді
web-lists-differences = { $from } – { $to }: { $count ->
    [0] айырмашылық жоқ
    [one] бір өзгеріс
   *[other] { $count } өзгеріс
}
web-lists-change = Өзгеріс
web-lists-which = Қай тізім не айтады
web-list-ministry = № 600/НҚ бұйрығы бойынша тіркелген құны бар қамтамасыз етілмеген цифрлық активтер Тізбесі; салыққа қатысты.
web-list-afsa = AFSA АХҚО-да саудалануға бекіткен цифрлық активтер кестесі.
web-list-national_bank = Ұлттық Банк 2026 жылғы 16 қаңтардағы заңдар бойынша рұқсат ететіні.
web-list-ministry_of_finance = Құны майнинг салығы үшін жарияланатын активтер.

# What listing means.
web-listing-rule = Салық қағидасы бойынша Министрлік Тізбесіндегі активтің бір бірлігі ол байланған валютаның бір бірлігіне тең деп есептеліп, мәміле алдындағы соңғы жұмыс күнінің валюта айырбастаудың нарықтық бағамымен теңгеге айырбасталады.
web-listing-counts = { $symbol } неге тең: { $day }
web-listing-not = Салық қағидасы қолданылмайды: { $asset }
web-listing-not-listed = Қағида Министрлік Тізбесіндегі активтің бір бірлігін оның валютасының бір бірлігіне теңейді. Мұнда жазылғаны бойынша, { $day } күні { $asset } бұл Тізбеде жоқ.
web-listing-suspended = Мұнда жазылғаны бойынша, { $day } күні { $asset } Министрлік Тізбесінде бар, бірақ тоқтатыла тұрған: ол күні есепке алынбайды.
web-listing-deal = Мәміле күні
web-listing-units = Бірлік саны
web-listing-work-out = Есептеу
web-listing-sum = { $day } күнгі мәміледегі { $units } { $symbol }
web-listing-on-list = Сол күні Министрлік Тізбесінде
web-listing-since = { $since } күнінен бастап{ $act ->
    [none] .
   *[other] , акт — «{ $act }».
}
web-listing-one-unit = Өз шарттары бойынша бір { $symbol } неге тең екені.
web-listing-count-as = { $units } { $symbol } мынаған тең деп есептеледі
web-listing-whatever = Нарықтық бағасы қандай болса да.
web-listing-working-day = Мәміле алдындағы соңғы жұмыс күні
web-listing-weekends = Мұнда демалыс күндері белгілі, мереке күндері белгісіз: тексерілмеген.
web-listing-rate = Бағам
web-listing-rate-of = { $day }; { $source }.
web-listing-rate-is = 1 { $currency } үшін { $rate } ₸
web-rate-nbk = Қазақстан Ұлттық Банкі
web-rate-ecb = Еуропалық орталық банк
web-rate-recorded = адам жазған
web-listing-no-peg = Активтің ол күнгі құн байланысы мұнда белгісіз, сондықтан ештеңе есептеуге болмайды.
web-listing-no-rate = Мұнда жазылғаны бойынша, ол күнге қолданылатын бағам жоқ, сондықтан теңгедегі сома да жоқ.
web-listing-qualifies = Ол өлшемшарттарға сай келе ме?
web-listing-qualifies-text = Өлшемшарттарға сай келу активті тізімге енгізбейді; ол үшін Министрліктің актісі керек.
web-listing-qualifies-link = Сол күнгі өлшемшарттар
web-listing-then = Онда не қолданылады?
web-listing-then-text = Бұл қағида емес. Басқа қайсысы екенін бұл тізілім айтпайды.
web-listing-known = Бұл қаншалықты сенімді белгілі?
web-listing-known-heading = Қағида туралы не белгілі
web-listing-known-unit = Бір бірлік валютаның бір бірлігіне тең деп есептеледі. Қағида 2017 жылғы Салық кодексінің 332-1-бабында тұрған.
web-listing-known-price = Нарықтық баға есепке кірмейді. Актив Тізбеде аталып тұрғанда, қағида оны құн байланысы бойынша есептейді.
web-listing-known-rate = Жарияланатын бағамдардың қайсысы қағидадағы «валюта айырбастаудың нарықтық бағамы» екені. Мұнда Ұлттық Банктің ресми бағамы немесе адам жазған бағам алынған.
web-listing-known-holidays = Қай күндер мереке күндері екені. Мұнда мәміле алдындағы сенбі де, жексенбі де емес соңғы күн алынған.
web-listing-known-tenge = Қағиданың теңгеге байланған құнға қатысы бар-жоғы: онда шетел валютасы туралы айтылады.
web-listing-means-not = Тізбеге енгізу нені білдірмейді
web-listing-no-licence = Бұл — лицензия да, бағаның кепілі де, сатып ал деген кеңес те емес.
web-listing-no-trading = Ол активтің саудалануына болады дегенді білдірмейді: ол үшін басқа тізімдер мен басқа заңдар бар.
web-listing-no-criteria = Ол өлшемшарттар бүгін орындалған дегенді білдірмейді. Тізімде тұрып, сай келмейтін актив болса, ол көрсетіледі.

# Method.
web-method-lead = Бұйрық не айтады, оның не тексерілген және не — өз түсіндірмеміз.
web-method-order = Бұйрық
web-method-in-force = Қолданыста
web-method-since = { $from } күнінен бастап
web-method-between = { $from } күнінен { $until } күніне дейін, соңғысы кірмейді
web-method-here = Мұндағы редакциясы
web-method-sources = Ол қай жерде көрілген
web-method-read = { $language }, оқылған күні — { $day }
web-language-en = ағылшын тілінде
web-language-ru = орыс тілінде
web-language-kk = қазақ тілінде
web-method-whence = Әр сөйлем қаншалықты сенімді белгілі
web-method-official = Ресми жарияланымнан оқылған.
web-method-reported = Қасында аталған жаңалықтар беті немесе заң фирмасы хабарлаған.
web-method-reading = Жарияланымдар бойынша бұйрықта жоқ; бірдеңені таңдау керек болғандықтан, мұнда таңдалған.
web-method-unverified = Мұнда ешкім білмейді.
web-method-seen = Дереккөздер:
web-method-what = Не
web-method-value = Сан
web-method-criterion = Өлшемшарт
web-method-known = Қайдан белгілі
web-method-how = Қорытынды қалай шығады
web-method-how-all = Бес өлшемшарттың бәрі орындалса, актив сай келеді; кемінде біреуі орындалмаса, сай келмейді; қалған жағдайда анықталмайды.
web-method-how-exact = Жетіспейтін баға ешқашан байланған құнмен толтырылмайды. Дәл { $limit } болған мән шекті сақтайды. Салыстырғанға дейін ештеңе дөңгелектенбейді.
web-method-how-readings = «Орташа тәуліктік ауытқу» еш жерде анықталмаған. Қорытынды аталған бір түсіндірме бойынша беріледі, ал есепке алынатындардың бәрі ({ $count }) қасында тұрады.
web-method-how-robust = Тұрақтылық нәтижесі анықталып, есепке алынатын бірде-бір түсіндірме және бірде-бір жеке дереккөз керісінше нәтиже бермесе, қорытынды орнықты.
web-method-axes-heading = Түсіндірмелер
web-method-axes = Түсіндірме — осы сұрақтардың әрқайсысы бойынша бір таңдау; есепке алынатыны: { $count }.
web-glossary = Сөздік
web-glossary-mark = * мұнда аударылған, ресми мәтінмен салыстыру керек
web-term-digital-asset = цифрлық актив
web-term-unsecured = қамтамасыз етілмеген цифрлық актив
web-term-fixed-value = тіркелген құны бар қамтамасыз етілмеген цифрлық актив*
web-term-order = бұйрық
web-term-list = Тізбе
web-term-criterion = өлшемшарт
web-term-issuer = эмитент*
web-term-national-currency = ұлттық валюта*
web-term-deviation = орташа тәуліктік ауытқу*
web-term-exchange = цифрлық активтер биржасы*
web-term-market-rate = валюта айырбастаудың нарықтық бағамы*
web-term-peg = құн байланысы*
web-term-reading = түсіндірме*
web-term-robust = орнықты*
web-term-bundle = дәлелдемелер жинағы*
web-term-witness = куәгер*

# Log.
web-log = Ашықтық журналы
web-log-lead = Жарияланған қорытындылар мен тізімдер тек өсетін журналға енгізіледі. Онда ештеңені бәріне байқатпай өзгертуге немесе алып тастауға болмайды.
web-log-none = Бұл тізілім журнал көрсетпейді.
web-log-checkpoint = Бақылау нүктесі
web-log-checkpoint-text = Барлық жазбаның орнына бір мән — түбір тұр: жазбалардың басқа ешбір тізбегі оған апармайды.
web-log-name = Атауы
web-log-entries = Жазба саны
web-log-root = Түбір
web-log-key = Кілт
web-log-signed = Бақылау нүктесінің қол қойылған түрі
web-log-signers = Оған кім қол қойған
web-log-as = Кім ретінде
web-log-when = Қашан
web-log-itself = журналдың өзі
web-log-witness = куәгер
web-log-no-witness = Куәгер жоқ.
web-log-no-witness-text = Бұл журналдың өскенін басқа ешкім көрген жоқ. Мүддесі басқа куәгерлер болса, ол біреулерге бір тізімді, басқаларға басқа тізімді көрсете алмайды.
web-log-witness-text = Куәгер журналдың өскенін көрген және онда ештеңе өзгертілмегенде ғана қол қояды.
web-log-latest = Соңғы жазбалар
web-log-empty = Журналда әлі жазба жоқ.
web-log-entry = Жазба
web-log-what = Не туралы
web-log-digest = Жазба куәландыратын нәрсенің хэші
web-log-something-else = басқа нәрсе
web-log-lines = Жазбалардың енгізілген түрі
web-log-monitor = Оны қалай қадағалауға болады
web-log-monitor-text = Журнал — файлдар қалтасы; көшірмесін алыңыз. Бақылау нүктесін сақтап, кейін сонымен қайта келіңіз: бұрынғысы бар адам журналдың содан бері тек өскенін көрсете алады.
web-log-policy = Сенім саясаты журналдың қай кілтпен танылатынын айтады. Кілтті осы сайттан емес, басқа жерден алыңыз: қағаздан, шарттан, өзіңіз сенетін адамнан.

# Problems: what it is, `.help` what can be done. `-meaning` says to a program’s author what the code stands for.
web-problem-busy = Бір мезгілде тым көп адам сұрап тұр
    .help = Сәлден соң қайталап көріңіз.
web-problem-busy-meaning = Кезекте онсыз да тым көп сұрау бар. Retry-After көрсеткен секундтан кейін қайталаңыз.
web-problem-fault = Мұнда бірдеңе дұрыс болмады
    .help = Бұл — біздің қатеміз, ештеңе өзгертілген жоқ. Кейінірек көріңіз.
web-problem-fault-meaning = Сервердің қатесі. Сұраудың өзі дұрыс.
web-problem-later_than_now = { $text } әлі келген жоқ
    .help = Қазіргі сәттен кеш емес күнді немесе сәтті көрсетіңіз.
web-problem-later_than_now-meaning = Күн немесе сәт болашақта жатыр.
web-problem-method_not_allowed = Бұл мекенжай тек оқуға арналған
    .help = GET арқылы сұраңыз.
web-problem-method_not_allowed-meaning = Мекенжай бар, бірақ мұндай әдісті білмейді.
web-problem-no_bundle = Бұл жауаптан жинақ жасауға болмайды
    .help = Жауаптың өзі күшінде; тек оның негізінің бәрі бар файл жоқ.
web-problem-no_bundle-meaning = Қорытынды бар, бірақ көпшілікке арналған жинағы жоқ.
web-problem-not_a_choice = «{ $text }» дегенді таңдауға болмайды
    .help = Қайтып барып, ұсынылғаннан таңдаңыз.
web-problem-not_a_choice-meaning = Параметрдің мәні оған болмайтын мән.
web-problem-not_a_day = «{ $text }» — күн емес
    .help = Күн былай жазылады: жыл, ай, күн — 2023-02-28.
web-problem-not_a_day-meaning = Күн ЖЖЖЖ-АА-КК түрінде жазылмаған немесе күнтізбеде ондай күн жоқ.
web-problem-not_a_number = «{ $text }» — мұнда тұра алатын сан емес
    .help = Цифрмен, ал бөлшектің алдына нүкте қойып жазыңыз: 250 немесе 0.5. Сан нөлден үлкен болуы керек.
web-problem-not_a_number-meaning = Параметр цифрмен және нүктемен жазылған, нөлден үлкен сан болуы керек.
web-problem-not_acceptable = Бұл сұрау оқылмайды
    .help = Мекенжайдың толық көшірілгенін тексеріңіз.
web-problem-not_acceptable-meaning = Мекенжайдағы параметрлер оқылмайды.
web-problem-not_an_instant = «{ $text }» — сәт емес
    .help = Сәт былай жазылады: 2026-03-13T06:00:00Z немесе ығысуымен — 2026-03-13T11:00:00+05:00.
web-problem-not_an_instant-meaning = Сәт RFC 3339 бойынша жазылмаған.
web-problem-not_found = Мұндай бет жоқ
    .help = Мекенжайдың толық көшірілгенін тексеріңіз немесе активті іздеңіз.
web-problem-not_found-meaning = Бұл мекенжайда ештеңе жоқ.
web-problem-token_refused = Токен жарамсыз
    .help = Оны алып тастаңыз немесе әкімші берген токенді қолданыңыз.
web-problem-token_refused-meaning = Токен көрсеткен адам оның иесі болуы керек. Оқу үшін токен керек емес.
web-problem-another_digest = Бұл байттардың хэші басқа: { $text }
    .help = Оларды қайта жіберіңіз; ештеңе сақталған жоқ.
web-problem-another_digest-meaning = Мекенжайда аталған хэш жіберілген байттардікі емес.
web-problem-no_such_tag = Мұнда { $text } белгісі жоқ
    .help = Оны қайта оқып, қайта шешіп, сонда болатын белгісін жіберіңіз.
web-problem-no_such_tag-meaning = If-Match ішіндегі белгіні бұл тізілім бермейді.
web-problem-not_a_digest = «{ $text }» — хэш емес
    .help = SHA-256 мәнін он алтылық түрде жазыңыз: 64 цифр мен кіші әріп.
web-problem-not_a_digest-meaning = Хэш он алтылық SHA-256 түрінде жазылмаған.
web-problem-not_a_request_name = «{ $text }» сұраудың атауы бола алмайды
    .help = Idempotency-Key ішіне тырнақшасыз және кері қиғаш сызықсыз, ASCII-дің 128-ге дейінгі көрінетін таңбасын жазыңыз; UUID жарайды.
web-problem-not_a_request_name-meaning = Idempotency-Key ішіндегі атау жарамсыз.
web-problem-not_a_tag = «{ $text }» — мұнда тұра алатын белгі емес
    .help = If-Match ішіне алған ETag белгісін тырнақшасымен жазыңыз, If-None-Match ішіне — *.
web-problem-not_a_tag-meaning = Белгі RFC 9110 бойынша жазылмаған немесе бұл тақырыпта тұра алмайды.
web-problem-not_as_described = Сұраудың денесі бұл мекенжай қабылдайтындай емес: { $text }
    .help = Не қабылдайтыны /api/v1/openapi.json ішінде айтылған.
web-problem-not_as_described-meaning = Сұраудың денесі интерфейс сипаттамасындағыдай емес.
web-problem-not_looked_at = Сіз қарағанда мұның қандай болғаны айтылмаған
    .help = Оны оқып, белгісін If-Match ішінде жіберіңіз, ал әлі ештеңе жоқ болса — If-None-Match: *.
web-problem-not_looked_at-meaning = Басқалар да өзгертетін нәрсе тек көрілгенге сүйеніп жазылады: If-Match немесе If-None-Match арқылы.
web-problem-not_that_media_type = Сұраудың денесі { $text } болуы керек
    .help = Мұны Content-Type ішінде айтыңыз.
web-problem-not_that_media_type-meaning = Сұрау денесінің түрі бұл мекенжай қабылдайтындай емес.
web-problem-request_without_name = Сұраудың өз атауы жоқ
    .help = Idempotency-Key ішінде әр сұрауға бөлек атау беріңіз: сол атаумен қайталанса, ештеңе екі рет жазылмайды.
web-problem-request_without_name-meaning = Жазатын адам әр сұрауды Idempotency-Key ішінде атайды.
web-problem-too_large = Сұрау тым ұзын
    .help = Терген мәтініңізді қысқартыңыз.
web-problem-too_large-meaning = Сұрау немесе оның бөлігі мұнда оқылатыннан ұзын.
web-problem-too_many_requests = Сіздің мекенжайыңыздан тым көп сұрау келді
    .help = Бірнеше секунд күтіп, қайталап көріңіз.
web-problem-too_many_requests-meaning = Бір мекенжайдан рұқсат етілгеннен көп сұрау келді. Retry-After көрсеткен секундтан кейін қайталаңыз.
web-problem-too_slow = Бұл тым ұзаққа созылды
    .help = Сәлден соң қайталап көріңіз. Тізілім күнінен басқа күн ұзағырақ есептеледі.
web-problem-too_slow-meaning = Жауап сұрауға берілген уақытта дайын болмады.
web-problem-unknown_asset = «{ $text }» идентификаторы бар актив жоқ
    .help = Оны атауы, символы, келісімшарт мекенжайы немесе CoinMarketCap нөмірі бойынша іздеңіз.
web-problem-unknown_asset-meaning = Тізілімде мұндай идентификаторы бар актив жоқ.
web-problem-unknown_parameter = Мұнда «{ $text }» параметрі жоқ
    .help = Оны алып тастаңыз немесе қалай аталатынын қараңыз.
web-problem-unknown_parameter-meaning = Мекенжайда мұнда ештеңе білдірмейтін параметр тұр.
