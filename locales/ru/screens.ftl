# Screens of single commands.
default = по умолчанию
error = ошибка
help = подсказка
cannot-write = результат не удалось вывести: { $text }
place-line = строка { $line }
place-line-column = строка { $line }, позиция { $column }

screen-heading = Все активы на { $date }

history-heading = { $asset }, с { $from } по { $to }: отклонение, сопоставляемое с пределом
history-legend = █ выше предела   ░ не выше предела   · не определено   ▔ предел
history-changes = Когда и почему менялся вывод
history-readings = Критерий стабильности по всем прочтениям (статистика · цена · день без цены · окно)
history-reading = прочтение
history-failing = дней ✗
history-unknown = дней ?
history-spans = когда не выполнен

readings-heading = Прочтения слов «среднесуточное отклонение»
readings-intro = Приказ ({ $law }) не раскрывает смысла этих слов. Прочтение — это выбор по каждой из осей; учитываемых прочтений: { $count }. В каждом выводе показан результат по всем.
readings-source = Какой источник решает
readings-either = критерий выполнен, если предел соблюдён хотя бы в одном источнике, и не выполнен, если он нарушен во всех: в приказе стоит «или»
readings-named = только этот источник
readings-not-counted = Рассмотрено и не учитывается

law-version = { $name }, действует с { $from }{ $until ->
        [none] {""}
       *[other] {" "}до { $until }
    }
law-parameters = Числа, от которых зависит результат
law-parameter = { $name } = { $value } [п. { $paragraph }, { $status }] — { $text }
law-unverified = Что никем не проверено
law-sources = Страницы, где говорится о приказе
law-source = { $language }, прочитано { $date }

assets-id = актив
assets-symbol = тикер
assets-name = название
assets-peg = привязка
assets-source = источник
assets-days = дней
assets-span = с … по
assets-restated = расхожд.
assets-files = Из чего составлен ряд { $source }
assets-restatements = { $count ->
        [one] { $count } день в разное время указан по-разному
        [few] { $count } дня в разное время указаны по-разному
        [many] { $count } дней в разное время указаны по-разному
       *[other] { $count } дня в разное время указаны по-разному
    }
assets-restatement = { $when }: { $figures } (учитывается { $file })
assets-restated-figure = { $figure }: учитывается { $counts }, указывалось также { $other }

import-facts = { $file }: { $known ->
        [yes] сведения об активе { $asset }, уже в рабочем пространстве
       *[no] сведения об активе { $asset }
    }
import-market = { $file }: { $format }, { $rows } { $rows ->
        [one] строка
        [few] строки
        [many] строк
       *[other] строки
    } с { $first } по { $last }, источник { $source }, валюта { $currency }, актив { $asset }{ $known ->
        [yes] ; уже в рабочем пространстве
       *[no] {""}
    }
import-floats = двоичные числа с плавающей точкой ({ $columns }): каждое значение — кратчайшая десятичная запись того же числа; у источника она могла быть другой
import-rejected = отклонено
import-rejected-more = и ещё { $count } { $count ->
        [one] отклонённая строка
        [few] отклонённые строки
        [many] отклонённых строк
       *[other] отклонённой строки
    }
import-defects = { $count ->
        [1] { $first }: { $what }
        [one] { $count } раз с { $first } по { $last }, например: { $what }
        [few] { $count } раза с { $first } по { $last }, например: { $what }
        [many] { $count } раз с { $first } по { $last }, например: { $what }
       *[other] { $count } раза с { $first } по { $last }, например: { $what }
    }
import-series = { $asset }, источник { $source }: теперь { $days ->
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    } с { $first } по { $last }; совпавших повторов: { $repeated }, { $restated ->
        [0] расхождений нет
        [one] { $restated } расхождение
        [few] { $restated } расхождения
        [many] { $restated } расхождений
       *[other] { $restated } расхождения
    }.
format-coinmarketcap_export = выгрузка CoinMarketCap
format-coinmarketcap_page = страница CoinMarketCap
format-binance_klines = свечи Binance
format-kraken_ohlcvt = файл OHLCVT биржи Kraken
format-columns = описанные столбцы
format-parquet = Parquet

form-head = Сведения об активе { $asset }, которых не хватало на { $date }. Уберите `#` в начале заполняемых строк, удалите остальные и загрузите лист командой: qazyq import ЛИСТ.toml
form-nothing-missing = Недостающих сведений, которые вносит человек, нет.
form-peg = Чему равна одна единица по условиям самого актива и общедоступный адрес, где это указано.
form-peg-source = Та же привязка вместе с общедоступным адресом, где она указана.
form-disclosure = Где это опубликовано. Если сведения искали и не нашли: status = "absent" и looked_for_on с датой вместо url и published.
form-check = Проверка реестра судебных решений или предписаний: его название, дата и результат: "none" — записей нет, "found" — записи есть, "dismissed" — найденные записи касаются других лиц.
form-coinmarketcap = Что сообщает об активе CoinMarketCap.
form-fx = Курс: количество единиц quote за одну единицу base, в виде текста. Обратный курс записывается "1/520.35". Строка действует в свой день и десять дней после него.

demo-intro = ДЕМОНСТРАЦИЯ. Цены реальные: дневные свечи CoinMarketCap по пяти активам с привязкой к доллару. Сведения по остальным четырём критериям вымышлены. Каждую из приведённых ниже команд можно дать и в собственном рабочем пространстве.
demo-2018-11-30 = В ноябре 2018 года средние цены этих активов заметно превышали один доллар: рыночная надбавка нарушает критерий так же, как и падение цены.
demo-2022-05-13 = 9 мая 2022 года TerraUSD утратил привязку. Четыре дня спустя критерий не выполнен ни по одному прочтению, которое можно вычислить.
demo-2023-03-14 = В выходные 11–12 марта 2023 года USDC и Dai подешевели. По среднему за тридцать дней USDC остаётся в пределах допустимого, по каждому дню в отдельности — нет.
demo-ust = Падение было быстрым, а критерию нужны дни, чтобы его заметить: среднее меняется медленно.
demo-usdc = Одни неудачные выходные: по прочтению по умолчанию критерий выполнен всегда, по самому строгому — не выполнен в течение месяца.
demo-next = Теперь ваш файл: qazyq import ФАЙЛ.csv --asset usdc --symbol USDC --peg USD, затем qazyq assess usdc --on ДАТА. Чтобы сохранить это рабочее пространство: qazyq demo --keep ПАПКА
demo-kept = Рабочее пространство сохранено в { $folder }: qazyq --workspace { $folder } assets

import-uncovered = { $count ->
        [one] { $count } день не охвачен от первой до последней минуты и пропущен, первый — { $first }.
        [few] { $count } дня не охвачены от первой до последней минуты и пропущены, первый — { $first }.
        [many] { $count } дней не охвачены от первой до последней минуты и пропущены, первый — { $first }.
       *[other] { $count } дня не охвачены от первой до последней минуты и пропущены, первый — { $first }.
    } С --partial-days и отдельным именем --source такие дни тоже дают свечи.
import-another-asset = Проверьте: большинство дней, которые уже были у { $source } для { $asset }, теперь выглядят иначе. Не о другом ли активе этот файл? Ничего не потеряно, но учитывается полученное последним. Если да: qazyq assets { $asset } покажет файлы, а qazyq withdraw отзовёт лишний.
evidence-restated = Дни, которые могут быть важны здесь и о которых в разное время сообщалось разное: { $count } ({ $source }, первый — { $first }): qazyq assets { $asset }
evidence-had-later = Часть данных рабочего пространства получена позже, начиная с { $first }, и на запрошенный момент не учитывается. Файлы, полученные раньше, загружаются с --retrieved.

withdraw-done = { $file } больше не учитывается для { $asset }.
assets-withdrawn = Отозванные файлы

serve-ready = Реестр здесь: { $address }
serve-first = Пользователей ещё нет. Первый администратор начинает здесь, один раз: { $address }
serve-no-address = По адресу { $address } соединения принимать нельзя: { $text }.
    .help = Возможно, там другая программа. Назовите другое место ключом --address, например 127.0.0.1:8601.
serve-not-an-address = «{ $text }» — не адрес с портом.
    .help = Напишите IP-адрес и порт: 127.0.0.1:8600 или [::1]:8600.
serve-not-an-origin = С «{ $text }» адреса начинаться не могут.
    .help = Напишите схему и имя сервера, и ничего после: https://registry.example
