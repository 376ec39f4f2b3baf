# Sources: what is followed, what is fetched, what came of it.

# Commands.
help-find = Найти идентификатор актива на CoinMarketCap
    .long =
        Один и тот же тикер или название бывает у нескольких активов, а идентификатор у каждого свой. Показываются
        идентификаторы с таким тикером, номером или названием либо все, что CoinMarketCap относит к указанной метке;
        для каждого видно, у скольких других активов тот же тикер.

        Список всех идентификаторов запрашивается, если он старше суток. Для него не нужны ни ключ, ни кредиты. Для
        метки ключ тоже не нужен, а с ключом она стоит один кредит за каждые 250 активов. Метка ничего не решает: под `stablecoin` стоят и токены управления.
    .example =
        qazyq find usdc
        qazyq find --tag stablecoin --limit 50 --csv > follows.csv
help-follow = Указать, откуда ряд будет пополняться сам
    .long =
        На CoinMarketCap актив отслеживается по идентификатору, на бирже — по паре. После этого ряд пополняет
        `qazyq fetch`. Данные CoinMarketCap запрашиваются в валюте привязки, если эта валюта одна.

        Цены пары, выраженные в токене, пересчитываются по дням по собственной цене этого токена: укажите его
        параметром --through. День, за который у токена нет цены, остаётся днём без цены: она никогда не
        принимается равной 1.

        Сразу много рядов задаёт таблица со столбцами asset, source, key и, если нужно, currency, symbol, name, peg,
        peg_source, through, day.
    .example =
        qazyq follow usdc coinmarketcap 3408 --symbol USDC --peg USD
        qazyq follow usdc binance USDCUSDT --through usdt
        qazyq follow --file follows.csv
help-unfollow = Прекратить отслеживать ряд
    .long = Полученное остаётся в хранилище, но с этого момента не учитывается; в выводах на более ранний момент оно учитывается по-прежнему.
    .example = qazyq unfollow usdc binance --reason "не та пара"
help-fetch = Получить недостающие данные отслеживаемых рядов
    .long =
        Каждый ответ сначала сохраняется байт в байт и только потом учитывается. Если дни не указаны, каждый ряд
        пополняется по последний завершившийся день; новый ряд — за последние 60 дней. То, что уже получено, повторно
        не запрашивается, поэтому прерванную работу продолжает та же команда.

        Ключ CoinMarketCap берётся из QAZYQ_COINMARKETCAP_KEY, из --key-file или из файла, который назван в qazyq.toml
        рабочего пространства; он нигде не показывается и не сохраняется. Без ключа запрашивается только то, что
        CoinMarketCap отдаёт всем.

        Если валюта привязки отличается от валюты ряда, вместе с ним запрашиваются официальные курсы: Европейского
        центрального банка, а для тенге и всех остальных валют — Национального Банка Казахстана. Чтобы получить только
        курсы, укажите `ecb` или `nbk`.

        Если источник отвечает бессмыслицей или не отвечает совсем, об этом остаётся квитанция, а неверная
        свеча не появляется никогда.
    .example =
        qazyq fetch --dry-run
        qazyq fetch --from 2025-01-01
        qazyq fetch coinmarketcap --every 1d
help-sources = Показать, насколько данные источников полны, своевременны и неизменны
    .long = По каждому ряду: сколько дней есть и сколько должно быть, первый пропуск, как давно завершился последний день, за какое время обычно поступает день, дни, о которых в разное время сообщалось разное, и дефекты. По каждому источнику: что запрашивалось и что не удалось.
    .example = qazyq sources usdc
help-lake = Проверить полученные ответы, прочитать их заново или выгрузить
    .long = В хранилище каждый ответ лежит под своим SHA-256, и к нему есть квитанция: что было запрошено. Из ответов составляются столбцы; их можно составить заново.
    .example = qazyq lake check
help-lake-check = Проверить, все ли ответы на месте и не изменились ли они
    .long = Читаются все квитанции, все ответы и все файлы столбцов, и каждая контрольная сумма вычисляется заново.
    .example = qazyq lake check
help-lake-rebuild = Прочитать все ответы заново и заново составить столбцы
    .long = Если новая версия программы читает те же байты иначе, показывается, что изменилось.
    .example = qazyq lake rebuild
help-lake-export = Выгрузить строки одного потока в CSV или Parquet
    .long = Все строки всех ответов с номерами квитанций; числа — со всеми цифрами. У часовых свечей к имени потока добавляется `-1h`.
    .example = qazyq lake export coinmarketcap-ohlcv --output bars.csv

arg-base_url = Обращаться к источнику по другому адресу: coinmarketcap=http://localhost:8080; можно указать несколько раз
arg-key_file = Файл, в первой строке которого стоит ключ CoinMarketCap
arg-find-text = Тикер, идентификатор или часть названия
arg-find-tag = Метка CoinMarketCap, например stablecoin
arg-find-limit = Наибольшее число показываемых активов [по умолчанию: 100]
arg-find-csv = Вывести таблицу, которую читает `qazyq follow --file`
arg-follow-asset = Идентификатор актива в рабочем пространстве; для нового укажите --symbol, --name или --peg
arg-follow-source = coinmarketcap, binance, bybit или kraken
arg-follow-key = Идентификатор на CoinMarketCap или пара, например USDCUSDT
arg-follow-file = Таблица CSV со многими рядами
arg-follow-currency = Валюта данных или токен, в котором они выражены [по умолчанию: для CoinMarketCap — валюта привязки, иначе — из пары]
arg-follow-through = Токен, в котором выражены цены (его идентификатор в рабочем пространстве), и чей ряд брать: usdt, usdt@kraken [источник по умолчанию: coinmarketcap]
arg-follow-day = По какому времени завершаются сутки: utc или almaty; almaty — только для часовых свечей [по умолчанию: utc]
arg-follow-symbol = Тикер актива; может совпадать с тикером другого актива
arg-follow-name = Название актива
arg-follow-peg = Чему равна одна единица по условиям самого актива: USD, "100 KZT", "0.5 USD + 0.5 EUR"
arg-follow-peg_source = Общедоступный адрес, где указана привязка
arg-import-through = Токен, в котором выражены данные (его идентификатор в рабочем пространстве), и чей ряд брать: usdt, usdt@kraken
arg-unfollow-asset = Идентификатор актива в рабочем пространстве
arg-unfollow-source = Чей ряд
arg-unfollow-reason = Причина: она сохраняется в журнале
arg-fetch-sources = Только эти: coinmarketcap, binance, bybit, kraken, ecb, nbk
arg-fetch-asset = Только этот актив и токены, через которые он пересчитывается; можно указать несколько раз
arg-fetch-from = Начиная с этого дня, YYYY-MM-DD [по умолчанию: 60 дней назад или позже, если ряд начался позже]
arg-fetch-to = По этот день, YYYY-MM-DD [по умолчанию: последний завершившийся, данные которого окончательны]
arg-fetch-today = Запросить и текущий день; его данные предварительные
arg-fetch-again = Запросить и уже полученные дни: не изменил ли источник прошлые данные
arg-fetch-bulk = Брать прошедшие месяцы целиком из файлов самой биржи Binance
arg-fetch-info = Заново запросить у CoinMarketCap, что стоит за его идентификаторами
arg-fetch-dry_run = Ничего не запрашивать; показать, что было бы запрошено и во что это обошлось бы
arg-fetch-credits_max = Потратить не больше этого числа кредитов CoinMarketCap
arg-fetch-every = Начинать снова через такой промежуток, например 1d или 12h, пока команда не прервана
arg-sources-assets = Только эти активы
arg-lake-export-feed = Поток, например coinmarketcap-ohlcv или binance-klines-1h
arg-lake-export-format = csv или, если программа собрана с этой возможностью, parquet [по умолчанию: csv]
arg-lake-export-output = Файл, в который записать [по умолчанию: стандартный вывод; для Parquet нужен файл]

# Screens.
follow-done = { $asset }: теперь отслеживается ряд { $key } источника { $source }, валюта { $currency }{ $day ->
        [almaty] , сутки по времени Алматы
       *[utc] {""}
    }. Дни получает `qazyq fetch`.
follow-known = { $asset }: ряд { $key } источника { $source } уже отслеживается
unfollow-done = { $asset }: источник { $source } больше не отслеживается

find-id = id
find-symbol = тикер
find-name = название
find-status = состояние
find-price = цена в USD
find-sharing = с тем же тикером
find-followed = отслеживается как
find-status-active = торгуется
find-status-inactive = уже не торгуется
find-status-untracked = не ведётся
find-more = { $count ->
        [one] Ещё { $count } актив не показан; больше показывает --limit.
        [few] Ещё { $count } актива не показаны; больше показывает --limit.
        [many] Ещё { $count } активов не показаны; больше показывает --limit.
       *[other] Ещё { $count } актива не показаны; больше показывает --limit.
    }
find-shared = Если тот же тикер есть и у других, сверьте название и идентификатор: отслеживается именно идентификатор.
find-nothing = Ничего не найдено.

fetch-source = источник
fetch-requests = запросов
fetch-answered = с ответом
fetch-failed = неудачных попыток
fetch-rows = строк
fetch-defects = дефектов
fetch-credits = кредитов
fetch-nothing = Все отслеживаемые ряды уже полны; запрашивать нечего.
fetch-dry = Ничего не запрошено. Запросы дали бы { $days ->
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    }; кредиты указаны по документации CoinMarketCap.
fetch-bar-failed = неудач:
fetch-bar-left = осталось около
fetch-next = Следующий запуск: { $when }
fetch-not-a-pause = `{ $text }` — не промежуток между двумя запусками
    .help = запишите его как 1d, 12h или 30m; не меньше одной минуты
fetch-beyond-reach = { $source } не отдаёт данных { $key } за дни до { $day }: более ранние дни загружаются из его файлов командой qazyq import
fetch-no-such-currency = CoinMarketCap не даёт значений в { $currency }; отслеживайте актив в другой валюте
fetch-credits-left-day = Кредитов CoinMarketCap на сегодня осталось: { $left }
fetch-credits-left-month = Кредитов CoinMarketCap на этот месяц осталось: { $left }
fetch-without-key = { $count ->
        [one] { $count } запрос к CoinMarketCap не отправлен: для него нужен ключ
        [few] { $count } запроса к CoinMarketCap не отправлены: для них нужен ключ
        [many] { $count } запросов к CoinMarketCap не отправлены: для них нужен ключ
       *[other] { $count } запроса к CoinMarketCap не отправлены: для них нужен ключ
    }
    .help = поместите ключ в QAZYQ_COINMARKETCAP_KEY или укажите файл с ним параметром --key-file
fetch-without-credits = { $count ->
        [one] { $count } запрос к CoinMarketCap не отправлен: не хватает кредитов
        [few] { $count } запроса к CoinMarketCap не отправлены: не хватает кредитов
        [many] { $count } запросов к CoinMarketCap не отправлены: не хватает кредитов
       *[other] { $count } запроса к CoinMarketCap не отправлены: не хватает кредитов
    }
    .help = нужно кредитов: { $credits }; когда они появятся, дайте ту же команду ещё раз
fetch-ends-before-it-begins = дни заканчиваются { $to } — раньше, чем начинаются ({ $from })
fetch-unusable = { $what }: полученное непригодно и будет запрошено снова при следующем запуске: { $why }
fetch-unanswered = { $source }: { $what }: { $why }
fetch-unanswered-more = { $source }: без ответа { $count ->
        [one] ещё { $count } запрос
        [few] ещё { $count } запроса
        [many] ещё { $count } запросов
       *[other] ещё { $count } запроса
    }
fetch-interrupted = Прервано; ту же работу продолжит та же команда.

sources-source = источник
sources-asset = актив
sources-days = дни
sources-whole = полнота
sources-first-gap = пропуск с
sources-behind = отстаёт
sources-lag = задержка
sources-restated = расхожд.
sources-defects = дефекты
sources-legend = дни: со свечой / все с первого по вчерашний · пропуск с: первый день без свечи · отстаёт: сколько прошло с конца последнего дня со свечой · задержка: за какое время поступает день, медиана · расхожд.: дни, о которых в разное время сообщалось разное
sources-none = Пока ничего не загружено и не получено.
sources-requests-heading = Что запрашивалось
sources-attempts = попыток
sources-answered = с ответом
sources-rows = строк
sources-credits = кредитов
sources-last-answer = последний ответ
sources-last-failure = последняя неудача
time-minutes = { $count } мин
time-hours = { $count } ч
time-days = { $count } д

assets-earlier = { $count ->
        [one] Ещё { $count }, более ранний, не показан; его показывает --json.
        [few] Ещё { $count }, более ранние, не показаны; их показывает --json.
        [many] Ещё { $count }, более ранние, не показаны; их показывает --json.
       *[other] Ещё { $count }, более ранние, не показаны; их показывает --json.
    }
assets-described = У CoinMarketCap { $id } — это { $name } ({ $symbol })
evidence-converted = { $source }: цены выражены в { $from } и пересчитаны по дням по ряду { $through } источника { $by }; есть только цены close и vwap.

lake-checked = Квитанций: { $receipts }, ответов: { $answers }, байтов: { $bytes }
lake-sound = Все ответы на месте и не изменились.
lake-without-receipt = { $count ->
        [one] { $count } ответ без квитанции: его получение было прервано. Это не вредит.
        [few] { $count } ответа без квитанций: их получение было прервано. Это не вредит.
        [many] { $count } ответов без квитанций: их получение было прервано. Это не вредит.
       *[other] { $count } ответа без квитанций: их получение было прервано. Это не вредит.
    }
lake-rebuilt-same = { $feed } ({ $interval }): строк { $rows }, всё как прежде
lake-rebuilt = { $feed } ({ $interval }): строк { $rows }; новых { $added }, исчезло { $lost }, изменилось { $changed }
lake-unreadable = ответ по квитанции { $receipt } больше не читается: { $why }
lake-exported = Записано строк: { $rows }, файл { $path }

# What can go wrong.
trouble-unknown-source = нет источника `{ $text }`
    .help = имеются: { $choices }
trouble-unknown-feed = нет потока `{ $text }`
    .help = имеются: { $choices }
trouble-not-followed = у источника `{ $text }` ничего не отслеживается
    .help = { $choices ->
        [none] откуда ряд пополняется, указывает qazyq follow
       *[other] отслеживаемые источники: { $choices }
    }
trouble-not-a-key = `{ $text }` — не обозначение актива у { $source }
    .help = { $source ->
        [coinmarketcap] укажите идентификатор CoinMarketCap — это число; его показывает `qazyq find ТИКЕР`
       *[other] укажите пару прописными буквами, например USDCUSDT
    }
trouble-followed-by-another = ряд { $text } источника { $source } уже отслеживается как { $asset }
    .help = один ряд принадлежит одному активу; его освобождает `qazyq unfollow { $asset } { $source } --reason ТЕКСТ`
trouble-days-are-utc = { $source } даёт только сутки по UTC
    .help = сутки по времени Алматы составляются из часовых свечей: отслеживайте пару на binance или bybit
trouble-no-conversion = ряд нельзя пересчитать через `{ $text }`: { $why ->
        [itself] это сам актив
        [in-a-currency-already] он уже выражен в валюте
        [another-midnight] его сутки завершаются не в ту полночь, что у токена
        [another-token] это не тот токен, в котором выражены его цены (по тикеру)
        [converted-itself] ряд токена сам получен пересчётом
        [no-such-series] у токена нет такого ряда
        [in-a-token-itself] ряд токена сам выражен в токене
       *[other] { $why }
    }
    .help = у токена в рабочем пространстве должен быть ряд в национальной валюте с сутками по UTC; сначала начните его отслеживать
trouble-settings-are-none = настройки в { $path } не читаются: { $text }
    .help = ключи таблицы [sources.ИМЯ]: base_url, key_file, bars, requests_per_minute, requests_at_once, keys_at_once, deadline_seconds, attempts, first_wait_milliseconds
trouble-no-key-in-file = в первой строке { $path } нет ключа
trouble-not-a-follow-list = строка { $line } таблицы: не указано или неизвестно `{ $text }`
    .help = первая строка называет столбцы: asset,source,key и, если нужно, currency,symbol,name,peg,peg_source,through,day
trouble-no-map = в рабочем пространстве ещё нет списка идентификаторов CoinMarketCap
    .help = его получают `qazyq find` и `qazyq fetch`; почему это не удалось, сказано выше
trouble-cannot-be-written = строки не удалось записать: { $text }
trouble-lake-path-unusable = { $path }: прочитать или записать не удалось: { $text }
trouble-lake-is-in-use = в { $path } сейчас пишет другой запуск qazyq
    .help = дождитесь, пока он завершится
trouble-lake-writer-has-stopped = записывать полученное в { $path } больше не удаётся
    .help = проверьте, не заполнен ли диск, и дайте ту же команду ещё раз
trouble-answer-is-missing = нет файла ответа { $path }
    .help = восстановите его из копии: его имя — SHA-256 того, что он должен содержать
trouble-answer-is-altered = ответ { $path } не тот, что был получен: { $what }
    .help = восстановите его из копии: его имя — SHA-256 того, что он должен содержать
trouble-answer-is-too-large = размер ответа в байтах — { $bytes }, а сохраняется не более { $bytes_max }
trouble-broken-receipt = строка { $line } файла { $path } — не квитанция: { $what }
    .help = восстановите файл из копии; остальное не изменено
trouble-receipts-are-missing = в { $path } недостаёт квитанций: столбцы составлены по первым { $covered }, а осталось из них не более { $last }
    .help = восстановите квитанции из копии; если они утрачены навсегда, удалите папку `columns`: столбцы будут составлены заново
trouble-columns-are-broken = столбцы { $path } непригодны: { $what }
    .help = qazyq lake rebuild составит их заново
trouble-not-a-feed-name = `{ $feed }` — не имя потока
trouble-base-is-empty = адрес источника пуст
    .help = запишите его так: coinmarketcap=https://pro-api.coinmarketcap.com
trouble-base-is-not-readable = `{ $found }` — не адрес: { $detail }
trouble-base-is-neither-http-nor-https = `{ $found }` не начинается ни с http://, ни с https://
trouble-base-has-no-host = в `{ $found }` нет имени узла
trouble-base-has-no-readable-port = в `{ $found }` недопустимый порт
trouble-base-holds-a-password = в `{ $found }` стоит имя или пароль
    .help = место ключа — в QAZYQ_COINMARKETCAP_KEY или в файле
trouble-base-has-a-query = в `{ $found }` стоит вопросительный знак
    .help = пути и запросы программа добавляет к адресу сама
trouble-base-has-a-fragment = в `{ $found }` стоит знак `#`

# What receipts tell: of one attempt, or of an answer.
told-no-connection = нет соединения
told-deadline-passed = полный ответ не пришёл вовремя
told-connection-ended-early = соединение оборвалось до конца ответа
told-reply-is-too-long = ответ слишком велик
told-body-cannot-be-unpacked = ответ не удалось распаковать
told-no-trusted-connection = соединению нельзя доверять
told-name-is-not-found = имя узла не найдено
told-address-cannot-be-asked = по этому адресу нельзя отправить запрос
told-source-sends-elsewhere = источник отсылает к другому адресу; туда запрос не отправляется
told-reply-is-not-http = ответ пришёл не по HTTP
told-answer-has-no-bytes = ответ пуст
told-answer-is-a-web-page = вместо данных пришла веб-страница
told-answer-is-not-json = ответ — не JSON, или он обрезан
told-answer-is-not-xml = ответ — не XML, или он обрезан
told-answer-is-no-archive = ответ — не архив с одним файлом
told-answer-holds-an-unusable-file = файл в ответе непригоден
told-answer-is-misshapen = в ответе есть то, чего документация источника не допускает
told-source-refused = источник отказал{ $message ->
        [none] {""}
       *[other] : { $message } ({ $code })
    }
told-answer-is-about-another-key = ответ не о том, что запрашивалось
told-answer-is-in-another-currency = ответ не в той валюте, которая запрашивалась
told-row-stands-twice = день стоит дважды с разными значениями
told-not-asked-for = пришло то, что не запрашивалось; оно пропущено
told-key-is-absent = о чём-то из запрошенного не пришло ничего
told-part-is-unusable = данные об одном из активов непригодны
told-rows-are-out-of-order = строки стояли не в том порядке, который указан в документации; они упорядочены
told-answer-held-the-key = ответ содержал ключ и не сохранён
told-interrupted = прервано
told-answer-broke-the-program = на этом ответе программа дала сбой; ответ сохранён, сообщите об этой ошибке
told-source-fails-too-often = у источника слишком много неудач; запросы к нему прекращены
told-source-asked-to-stop = источник попросил больше к нему не обращаться
told-no-answer = нет ответа
