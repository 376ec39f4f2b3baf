# Outcomes and conclusions. A sign stands before each: ✓ ✗ ?
outcome-met = орындалды
outcome-not_met = орындалмады
outcome-undetermined = анықталмады
conclusion-qualifies = сай келеді
conclusion-does_not_qualify = сай келмейді
conclusion-undetermined = анықталмады
conclusion-qualifies-meaning = Қолда бар дәлелдемелер бойынша бұйрықтың бес өлшемшартының бәрі орындалған. Бұл активтің ресми тізбеге енгізілгенін білдірмейді.
conclusion-does_not_qualify-meaning = Бұйрықтың бес өлшемшартының кемінде біреуі орындалмаған.
conclusion-undetermined-meaning = Қолда бар дәлелдемелер бірде-бір өлшемшарттың орындалмағанын көрсетпейді, бірақ бесеуінің де орындалғанын растамайды. Не жетіспейтіні төменде көрсетілген.

remark-demonstration = КӨРСЕТІЛІМ: бағдарламаның жұмысын көрсету үшін мәліметтердің бір бөлігі ойдан алынған. Бұл — нақты актив туралы тұжырым емес.
remark-before-entry-into-force = Қолданысқа енгізілгенге дейін: мұндай күні бұйрық әлі күшіне енбеген; көрсетілгені — оның өлшемшарттары қолданылса, шығатын нәтиже.
remark-after-end-of-force = Қолданылуы аяқталғаннан кейін: мұндай күні бұйрықтың бұл редакциясы енді күшінде емес.

# The rules, by the paragraphs.
rule-entry_into_force = қолданысқа енгізілуі
rule-value_information = құн туралы ақпарат
rule-stability = тұрақтылық
rule-disclosure = мәліметтердің ашылуы
rule-market_presence = нарықтық деректердің болуы
rule-legal_standing = құқықтық жай-күй
status-official_text = ресми мәтін
status-reported = жарияланым бойынша
status-our_reading = өз түсіндірмеміз

# `subject-*` are in the dative: «қатысты» follows. `item-*` are in the nominative: «туралы» follows.
subject-asset = активке
subject-issuer = эмитентке
event-court_decision = сот шешімі
event-order = нұсқама
price-close = соңғы баға
price-ohlc4 = алғашқы, ең жоғары, ең төмен және соңғы бағаның орташасы
price-extreme = ең жоғары немесе ең төмен баға
price-vwap = көлем бойынша орташа өлшенген баға
item-asset = активтің өзі
item-backing = активтің қамтамасыз етілуі
item-issuer = активтің эмитенті
item-stabilisation_mechanism = құн тұрақтылығын қолдау тетігі

# Reasons. Of an undetermined one, `.missing` names the evidence; `.command` and `.key` say how to supply it, to a
# workspace or in a case file.
reason-peg_unknown = Құнның қай валюталарға байланғаны белгісіз.
    .missing = құн байланысы: активтің бір бірлігі өз шарттары бойынша қай валюталардың неше бірлігіне тең екені
    .command = { way-facts }
    .key = facts.peg
reason-component_is_no_national_currency = Құн байланысының құрамында { $currency } бар, ал ол ешбір мемлекеттің валютасы емес.
reason-peg_source_unknown = Құн байланысы мәлімделген, бірақ оның көпшілікке қай жерде жарияланғаны көрсетілмеген.
    .missing = құн байланысы көрсетілген, көпшілікке қолжетімді мекенжай
    .command = { way-facts }
    .key = facts.peg.source.url
reason-peg_is_public = Құн байланысы мына мекенжайда көрсетілген: { $url }

reason-no_series = Бағалар жоқ.
    .missing = CoinMarketCap сайтындағы немесе биржадағы күндік бағалар
    .command = qazyq import ФАЙЛ.csv --asset { $asset }
    .key = facts.market
reason-source_not_there = Мына дереккөздің бағалары жоқ: { $source }.
    .missing = { $source } дереккөзінің күндік бағалары
    .command = qazyq import ФАЙЛ.csv --asset { $asset } --source { $source }
    .key = facts.market
reason-nothing_to_deviate_from = { $source }: құн байланысы белгісіз, сондықтан ауытқуды неден есептеу керегі де белгісіз.
    .missing = құн байланысы: активтің бір бірлігі өз шарттары бойынша қай валюталардың неше бірлігіне тең екені
    .command = { way-facts }
    .key = facts.peg
reason-quoted_in_a_token = { $source }: бағалар { $currency } арқылы көрсетілген, ал оның өзі — токен; оның әр күнгі бағасы болмаса, бұл бағаларды валютамен салыстыру мүмкін емес.
    .missing = { $source } дереккөзінің ұлттық валютадағы бағалары немесе { $currency } бағасын валютаға айырбастау тізбегі
    .command = qazyq import ФАЙЛ.csv --asset { $asset } --source { $source } --through ТОКЕН (ТОКЕН — { $currency } активінің осы жұмыс кеңістігіндегі идентификаторы; бағалар оның өз қатары бойынша күн сайын айырбасталады)
    .key = facts.market: күн сайын айырбасталған қатар
reason-rate_missing = { $source }: { $days ->
        [one] { $day } күніне
       *[other] кезеңнің { $days } күніне (біріншісі — { $day })
    } қолданылатын { $base }/{ $quote } бағамы жоқ.
    .missing = { $base }/{ $quote } бағамдары (бір { $base } неше { $quote } болатыны): бағалау кезеңіне, { $day } күнінен бастап
    .command = { way-facts }
    .key = facts.fx
reason-price_missing = { $source }: { $days ->
        [one] { $day } күні
       *[other] кезеңнің { $days } күнінде (біріншісі — { $day })
    } { $price } жоқ.
    .missing = { $source } дереккөзінен алынған { $price }: { $days ->
        [one] { $day } күніне
       *[other] { $day } күнінен бастап { $days } күнге
    }
    .command = qazyq import ФАЙЛ.csv --asset { $asset } --source { $source } ({ $days ->
        [one] сол күні бар файл
       *[other] сол күндері бар файл
    }); немесе --missing carry_forward түсіндірмесін таңдаңыз
    .key = facts.market
reason-deviation_within_limit = { $source }: ауытқу { $deviation }, шек { $limit }, шекке дейін { $room } қалады. Дәл мәні: { $exact }.
reason-deviation_above_limit = { $source }: ауытқу { $deviation }, шек { $limit }, шектен { $room } артық; ең көп ауытқыған күн — { $day }.{ $again ->
        [none] {""}
       *[other] {" "}Кейінгі күндердің бәрінде баға байланған құнға тең болса, өлшемшарт { $again } күні қайта орындалар еді.
    } Дәл мәні: { $exact }.

reason-item_unknown = Жарияланғаны белгісіз: { $item } туралы ақпарат.
    .missing = { $item } туралы ақпарат көпшілікке жарияланған мекенжай немесе ондай ақпараттың жоқ екені туралы тұжырым
    .command = { way-facts }
    .key = facts.disclosures
reason-item_without_address = Жарияланған делінген, бірақ мекенжайы көрсетілмеген: { $item } туралы ақпарат.
    .missing = { $item } туралы ақпарат жарияланған мекенжай
    .command = { way-facts }
    .key = facts.disclosures[].url
reason-item_published_later = Бағалау күнінен кейін ғана, { $published } күні жарияланған: { $item } туралы ақпарат.
    .missing = { $item } туралы бағалау күні немесе одан бұрын жарияланған ақпарат
    .command = { way-facts }
    .key = facts.disclosures
reason-item_absent = Ізделген, бірақ табылмаған: { $item } туралы ақпарат{ $looked_for_on ->
        [none] {""}
       *[other] {" "}(ізделген күні — { $looked_for_on })
    }.
reason-item_published = Жарияланған: { $item } туралы ақпарат — { $url }{ $published ->
        [none] {""}
       *[other] , { $published } күнінен бері ({ $age_days ->
            [one] бір күн
           *[other] { $age_days } күн
        })
    }
reason-item_published_long_ago = Жарияланған: { $item } туралы ақпарат — { $url }, { $published } күнінен бері ({ $age_days } күн), сондықтан оның әлі өзекті екенін тексеріңіз. Бұйрықта ақпараттың ескілігіне шек қойылмаған.

reason-not_listed = Актив CoinMarketCap сайтында жоқ.
reason-bar_missing = { $source }: { $day } күніне де, оның алдындағы күнге де көрсеткіштер жоқ.
    .missing = { $source } дереккөзінің { $day } күнгі немесе алдыңғы күнгі сауда-саттық көлемі мен капиталдандыру көрсеткіші
    .command = qazyq import ФАЙЛ.csv --asset { $asset } --source { $source }
    .key = facts.market
reason-market_cap_missing = CoinMarketCap сайтының { $day } күнгі көрсеткіштерінде капиталдандыру жоқ.
    .missing = { $day } күнгі капиталдандыру
    .command = qazyq import ФАЙЛ.csv --asset { $asset } (капиталдандыру көрсетілген файл)
    .key = facts.market[].days[].market_cap
reason-volume_missing = CoinMarketCap сайтының { $day } күнгі көрсеткіштерінде сауда-саттық көлемі жоқ.
    .missing = { $day } күнгі сауда-саттық көлемі
    .command = qazyq import ФАЙЛ.csv --asset { $asset } (сауда-саттық көлемі көрсетілген файл)
    .key = facts.market[].days[].volume
reason-volume_not_positive = CoinMarketCap сайтында { $day } күнгі сауда-саттық көлемі { $volume } деп көрсетілген.
reason-market_cap_not_positive = CoinMarketCap сайтында { $day } күнгі капиталдандыру { $market_cap } деп көрсетілген.
reason-market_cap_self_reported = CoinMarketCap активтің айналымдағы мөлшерін растамаған: { $day } күніне эмитенттің өз көрсеткіші ғана бар.
    .missing = CoinMarketCap растаған капиталдандыру
    .command = { way-facts }
    .key = facts.coinmarketcap
reason-figures_present = CoinMarketCap сайтында { $day } күніне деректер бар: сауда-саттық көлемі — { $volume }, капиталдандыру — { $market_cap }.

reason-event_in_force = { $since } күнінен бастап { $subject } қатысты { $kind } қолданыста: { $title ->
        [none] атауы көрсетілмеген
       *[other] { $title }
    }, { $body ->
        [none] органы аталмаған
       *[other] { $body }
    }.
reason-not_checked = Бағалау күніне дейінгі отыз күнде { $subject } қатысты бірде-бір тізілім тексерілмеген{ $last ->
        [none] {""}
       *[other] ; соңғы тексеру күні — { $last }
    }.
    .missing = тізілімді { $subject } қатысты тексеру нәтижесі, отыз күннен ескі емес
    .command = { way-facts }
    .key = facts.legal.checks
reason-check_found_something = { $register }: { $on } күнгі тексеруде { $subject } қатысты дерек табылған, бірақ оны әлі ешкім зерделемеген.
    .missing = табылған деректің ({ $register }) { $subject } шынымен қатысы бар-жоғы туралы тұжырым
    .command = { way-facts }
    .key = facts.legal.checks
reason-check_is_clean = { $register }: { $subject } қатысты ештеңе табылмаған, тексерілген күні — { $on }.

# Defects of bars in a case.
defect-price_absent = түсіндірмеге қажет баға жоқ
defect-price_not_positive = баға нөлге тең немесе теріс, сондықтан жоқ деп есептеледі
defect-high_below_low = ең жоғары баға ең төмен бағадан төмен; күндік дерек бәрібір есепке алынады
defect-outside_high_and_low = алғашқы немесе соңғы баға ең жоғары және ең төмен бағаның аралығынан тыс; күндік дерек бәрібір есепке алынады

verdict-reading = Түсіндірме: { $reading }; дереккөз: { $source }.
verdict-robustness = { $all } түсіндірме бойынша: орындалды — { $met }, орындалмады — { $not_met }, анықталмады — { $undetermined }; { $robust ->
        [yes] тұрақтылық бойынша нәтиже орнықты
       *[no] тұрақтылық бойынша нәтиже орнықты емес
    }.
verdict-dissenting = Мына түсіндірмелер керісінше нәтиже береді:
verdict-defects = Деректердегі ақау ({ $source }): { $what }; { $count ->
        [one] { $first } күні
       *[other] { $count } күн, біріншісі — { $first }
    }.
verdict-law = Құқықтық акт: { $law }, SHA-256 { $sha256 }. Оның қай бөлігі тексерілгенін мына пәрмен көрсетеді: qazyq law
missing-heading = Не жетіспейді
missing-way = Қалай толықтыруға болады
# The way for all facts that people write down.
way-facts = qazyq facts --template { $asset } --on { $date } > { $asset }.facts.toml — парақты толтырыңыз, содан кейін: qazyq import { $asset }.facts.toml; немесе бір-бірлеп: qazyq peg add, disclosure add, check add

any = бәрі
robust = орнықты
column-case = іс
column-date = күні
column-asset = актив
column-outcome = қорытынды
column-deviation = ауытқу
column-readings = түсіндірме ✓/✗/?
