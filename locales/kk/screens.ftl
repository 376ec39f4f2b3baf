# Screens of single commands.
default = әдепкі
error = қате
help = кеңес
cannot-write = нәтижені жазу мүмкін емес: { $text }
place-line = { $line }-жол
place-line-column = { $line }-жол, { $column }-таңба

screen-heading = Барлық активтер — { $date } күніне

history-heading = { $asset }, { $from } – { $to }: шекпен салыстырылатын ауытқу
history-legend = █ шектен жоғары   ░ шекте немесе одан төмен   · анықталмады   ▔ шек
history-changes = Қашан және неге өзгерді
history-readings = Әр түсіндірме бойынша тұрақтылық (статистика · баға · бағасы жоқ күн · кезең)
history-reading = түсіндірме
history-failing = ✗ күндер
history-unknown = ? күндер
history-spans = орындалмаған күндер

readings-heading = «Орташа тәуліктік ауытқу» ұғымының түсіндірмелері
readings-intro = Бұл сөздердің нені білдіретіні { $law } актісінде айтылмаған. Түсіндірме төмендегі әр мәселе бойынша бір-бір таңдаудан құралады; { $count } түсіндірме есепке алынады, әр қорытынды олардың бәрінің нәтижесін көрсетеді.
readings-source = Қай дереккөз негізге алынады
readings-either = кез келген бір дереккөз шекті сақтаса — орындалды, бірде-бірі сақтамаса — орындалмады: бұйрықта «немесе» делінген
readings-named = тек сол дереккөз
readings-not-counted = Қарастырылған, бірақ есепке алынбаған

law-version = { $name }, { $from } күнінен бастап { $until ->
        [none] қолданыста
       *[other] { $until } күніне дейін қолданыста
    }
law-parameters = Шешімге негіз болатын сандар
law-parameter = { $name } = { $value } [т. { $paragraph }, { $status }] — { $text }
law-unverified = Ешкім тексермеген мәселелер
law-sources = Бұйрық туралы айтылған беттер
law-source = { $language }, оқылған күні — { $date }

assets-id = актив ID
assets-symbol = символ
assets-name = атауы
assets-peg = байланысы
assets-source = дереккөз
assets-days = күндер
assets-from = басы
assets-to = соңы
assets-restated = өзгергені
assets-files = { $source } дереккөзінің файлдары
assets-restatements = { $count ->
        [one] Бір күннің деректері әр уақытта әртүрлі көрсетілген
       *[other] { $count } күннің деректері әр уақытта әртүрлі көрсетілген
    }
assets-restatement = { $when }: { $figures } (есепке алынған файл: { $file })
assets-restated-figure = { $figure } = { $counts } есепке алынды, { $other } деп те көрсетілген

import-facts = { $file }: { $known ->
        [yes] { $asset } туралы мәліметтер, жұмыс кеңістігінде бұрыннан бар
       *[no] { $asset } туралы мәліметтер
    }
import-market = { $file }: { $format }, { $rows } жол, { $first } – { $last }, { $source } ({ $currency }), актив — { $asset }{ $known ->
        [yes] ; жұмыс кеңістігінде бұрыннан бар
       *[no] {""}
    }
import-rejected = қабылданбады
import-rejected-more = және тағы { $count } жол қабылданбады
import-defects = { $count ->
        [one] { $first }: { $what }
       *[other] { $count } рет, { $first } – { $last }, мысалы: { $what }
    }
import-series = { $asset }, { $source }: енді барлығы { $days ->
        [one] бір күн
       *[other] { $days } күн
    }, { $first } – { $last }; қайталанып, сәйкес келгені — { $repeated }, { $restated ->
        [0] басқаша көрсетілгені жоқ
        [one] басқаша көрсетілгені — бір
       *[other] басқаша көрсетілгені — { $restated }
    }.
format-coinmarketcap_export = CoinMarketCap сайтынан жүктелген файл
format-coinmarketcap_page = CoinMarketCap беті
format-binance_klines = Binance шамдары
format-columns = көрсетілген бағандар

form-head = { $asset } туралы { $date } күніне жетіспеген мәліметтер. Толтырған жолдарыңыздың басынан `#` белгісін алып тастаңыз, қалған жолдарды өшіріңіз және парақты мына пәрменмен тапсырыңыз: qazyq import PAGE.toml
form-nothing-missing = Қолмен толтырылатын мәліметтердің бәрі бар.
form-peg = Активтің бір бірлігі өз шарттары бойынша неге тең екені және бұл көпшілікке жарияланған мекенжай.
form-peg-source = Құн байланысы қайтадан, бұл көпшілікке жарияланған мекенжаймен бірге.
form-disclosure = Қай жерде жарияланғаны. Ізделген, бірақ табылмаған болса: url және published орнына status = "absent" және ізделген күнмен looked_for_on жазыңыз.
form-check = Сот шешімдерінің немесе нұсқамалардың тізілімін тексеру: тізілімнің атауы, тексерілген күн және нәтижесі: "none" — ештеңе жоқ, "found" — табылды, "dismissed" — табылғаны басқа біреуге қатысты.
form-coinmarketcap = CoinMarketCap актив туралы не көрсетеді.
form-fx = Бағам: base бір бірлігі үшін quote неше бірлік, мәтін түрінде. Кері бағам "1/520.35" түрінде жазылады. Бір жол өз күніне және одан кейінгі он күнге қолданылады.

demo-intro = КӨРСЕТІЛІМ. Бағалар нақты: CoinMarketCap сайтының долларға байланған бес актив бойынша күндік деректері. Қалған төрт өлшемшартқа қатысты мәліметтер ойдан алынған. Төмендегі әр пәрменді өз жұмыс кеңістігіңізде беруге болады.
demo-2018-11-30 = 2018 жылғы қарашада бұл активтердің орташа бағасы бір доллардан едәуір жоғары болды: нарықтық үстеме де құлдырау сияқты өлшемшарттың орындалмауына әкеледі.
demo-2022-05-13 = TerraUSD 2022 жылғы 9 мамырда байланған құнынан айырылды. Төрт күннен кейін ол түсіндірмелердің көпшілігі бойынша өлшемшартқа сай келмейді.
demo-2023-03-14 = USDC мен Dai 2023 жылғы 11 наурыздағы демалыс күндері құлдырады. Отыз күннің орташасы бойынша USDC шектен аспайды; әр күн жеке алынса, асады.
demo-ust = Құлдырау жылдам болды, ал өлшемшарт оны бірнеше күннен кейін ғана көрсетеді: орташа мән баяу өзгереді.
demo-usdc = Бір ғана сәтсіз демалыс: әдепкі түсіндірме бойынша өлшемшарт бірде-бір күн бұзылмайды, ең қатаң түсіндірме бойынша бір ай бойы бұзылады.
demo-next = Енді өз файлыңызды алыңыз: qazyq import FILE.csv --asset usdc --symbol USDC --peg USD, содан кейін qazyq assess usdc --on DAY. Немесе осы жұмыс кеңістігін сақтап қалыңыз: qazyq demo --keep DIR
demo-kept = Жұмыс кеңістігі мына қалтада: { $folder }. Көру үшін: qazyq --workspace { $folder } assets
