# What can go wrong. `.help` says the way out.

# Files that cannot be read as JSON or TOML.
trouble-not-utf8 = байты не являются текстом UTF-8
    .help = сохраните файл в UTF-8
trouble-byte-order-mark = в начале стоит метка порядка байтов
    .help = сохраните файл в UTF-8 без метки порядка байтов
trouble-ends-too-early = текст обрывается там, где должно быть продолжение
    .help = возможно, файл обрезан: получите его заново
trouble-unexpected-character = `{ $text }` здесь недопустимо
    .help = файл должен быть JSON по RFC 8259: без комментариев, без запятой перед закрывающей скобкой, без NaN
trouble-text-after-end = после конца данных есть лишний текст
    .help = в одном файле — одно дело
trouble-bad-string = строка записана не по правилам JSON
    .help = управляющие символы экранируются; допустимо только \" \\ \/ \b \f \n \r \t \uXXXX
trouble-bad-number = число записано не по правилам JSON
trouble-nested-too-deeply = слишком много списков или объектов вложено друг в друга
    .help = в деле допускается не более 64 уровней, в листе сведений и в тексте закона — не более 32
trouble-repeated-key = ключ `{ $text }` стоит в одном объекте дважды
    .help = оставьте один из двух: нельзя понять, какой имелся в виду
trouble-not-toml = это не TOML: { $text }

# Values that are not what must stand there.
trouble-not-an-object = здесь должен стоять объект с ключами
trouble-not-a-list = здесь должен стоять список
trouble-not-text = здесь должен стоять текст
    .help = числа и даты записываются текстом, в кавычках: "0.9998", "2023-03-11"
trouble-not-a-boolean = здесь должно стоять true или false
trouble-not-a-whole-number = здесь должно стоять целое число
trouble-unknown-key = ключ `{ $text }` здесь не предусмотрен
    .help = предусмотрены: { $choices }; примечание можно внести в `origin`
trouble-missing-key = нет ключа `{ $text }`
trouble-not-an-amount = `{ $text }` — не десятичное число
    .help = десятичное число — это от 1 до 60 цифр; перед ними может стоять `-`, после них — точка и от 1 до 40 цифр; показатель степени, `+` и пробелы не допускаются
trouble-not-a-rate = `{ $text }` — не курс
    .help = курс — это положительное десятичное число или два таких числа через `/` без пробелов: "1.0586", "1/520.35"
trouble-not-positive = `{ $text }` не больше нуля
trouble-not-a-day = `{ $text }` — не дата
    .help = дата записывается как YYYY-MM-DD
trouble-no-such-day = в календаре нет дня `{ $text }`
trouble-day-out-of-range = `{ $text }` выходит за пределы 1970-01-01 – 2999-12-31
trouble-not-an-instant = `{ $text }` — не момент времени
    .help = момент времени записывается как 2026-03-13T06:00:00Z или со смещением: 2026-03-13T11:00:00+05:00
trouble-not-a-country = `{ $text }` — не код страны
    .help = код страны — две прописные буквы по ISO 3166: KZ
trouble-not-one-of = `{ $text }` здесь недопустимо
    .help = допускается одно из: { $choices }
trouble-empty = здесь должна стоять хотя бы одна запись
trouble-stands-twice = повторяется `{ $text }`
    .help = оставьте одну запись из двух: нельзя понять, какая имелась в виду
trouble-either-is-no-source = источник не может называться `either`
    .help = `either` — это прочтение, по которому предел достаточно соблюсти в любом из источников
trouble-unknown-act = акт `{ $text }` неизвестен
    .help = известны: { $choices }

# A law that does not fit together.
trouble-paragraph-without-rule = в программе нет правила `{ $name }`
    .help = пункт указывает одно из правил, которые программа исполняет; для нового критерия нужна новая программа
trouble-rule-without-paragraph = правило `{ $name }` не опирается ни на один пункт
    .help = у каждого правила программы должен быть свой пункт
trouble-parameter-without-paragraph = нет пункта `{ $name }`
trouble-version-without-file = акт называет редакцию { $name }, но её файла нет
trouble-another-version = файл относится к другой редакции: { $name }
trouble-versions-overlap = редакции { $name } действуют одновременно или стоят не по порядку
    .help = укажите in_force_until для каждой редакции, кроме последней
trouble-ends-before-it-begins = окончание раньше начала или в тот же день
    .help = окончанием служит первый день, когда это уже закончилось: он позже дня начала
trouble-too-large = { $name } — слишком много дней
    .help = рассматривается не более 3660 дней

# The workspace and what is asked of it.
trouble-path-unusable = { $path }: прочитать или записать не удалось: { $text }
trouble-not-a-workspace = папка { $path } не пуста и не является рабочим пространством
    .help = укажите пустую папку или ту, которой ещё нет
trouble-workspace-of-another-format = { $path } — рабочее пространство в формате `{ $text }`, который этой программе неизвестен
    .help = используйте программу, в которой оно создано, или другую папку
trouble-no-workspace = в { $path } ещё нет рабочего пространства
    .help = его создаёт первая команда `qazyq import`; `qazyq demo --keep { $path }` наполняет его примером
trouble-broken-entry = запись журнала { $path } не читается: { $text }
    .help = восстановите файл из копии; остальное не изменено
trouble-broken-bytes = байтов файла { $name } нет в { $path }, или они отличаются от загруженных
    .help = загрузите тот же файл ещё раз командой qazyq import или восстановите его из копии: его имя — SHA-256 того, что он должен содержать
trouble-unknown-asset = в рабочем пространстве нет актива `{ $text }`
    .help = { $choices ->
        [none] пока нет ни одного: первый заводит qazyq import или qazyq asset add
       *[other] имеются: { $choices }
    }
trouble-asset-not-introduced = актив `{ $text }` ещё не заведён
    .help = если он действительно новый, укажите также --symbol, --name или --peg{ $choices ->
        [none] {""}
       *[other] ; имеются: { $choices }
    }
trouble-asset-id = `{ $text }` — не идентификатор
    .help = идентификатор — от 1 до 64 знаков: строчные латинские буквы, цифры, `-`, `.` и `_`
trouble-asset-not-named = не указано, к какому активу относится файл
    .help = укажите --asset ID; в листе сведений может стоять `asset = "ID"`
trouble-another-asset = лист сведений относится к `{ $found }`, а команда — к `{ $expected }`
trouble-not-a-peg = `{ $text }` — не привязка
    .help = привязка — это код валюты, при необходимости с числом перед ним, или несколько таких через `+`: USD, "100 KZT", "0.5 USD + 0.5 EUR"
trouble-peg-not-declared = указан адрес привязки, но сама привязка не указана
    .help = укажите также --peg, например USD или "0.5 USD + 0.5 EUR"
trouble-in-the-future = { $text } ещё не наступило
trouble-format-unknown = формат неизвестен; файл начинается так: { $text }
    .help = опишите его столбцы, например: --source ИМЯ --currency USD --columns "date=Date,open=Open,high=High,low=Low,close=Close,volume=Volume"
trouble-source-not-named = не указано, чьи это данные
    .help = укажите --source ИМЯ, например coinmarketcap, kraken или bybit
trouble-currency-not-named = не указано, в какой валюте данные
    .help = укажите --currency КОД, например USD, а для пары с другим токеном — код этого токена
trouble-another-currency = значения в файле выражены в { $found }, а в команде указано { $expected }
    .help = не указывайте --currency: валюту сообщает сам файл
trouble-another-series = { $text } уже является рядом { $expected }, а так он стал бы рядом { $found }
    .help = файлу можно дать другое имя источника через --source, например { $text }-2; отслеживание ряда прекращает qazyq unfollow
trouble-no-cases = в { $path } нет файлов с именем *.case.json
trouble-no-facts = лист не содержит сведений об активе
    .help = уберите `#` в начале заполненных строк
trouble-bars-in-facts = в листе сведений не может быть цен
    .help = загрузите файл, в котором они получены: подтверждением служат его байты
trouble-feature-is-missing = { $text }: нужна возможность `{ $name }`, без которой собрана эта программа
    .help = соберите программу с ней: cargo install --path crates/cli --features { $name }

# Market files.
trouble-file-is-empty = файл пуст
    .help = скачайте его заново
trouble-file-is-packed = файл сжат ({ $packing })
    .help = сначала распакуйте его; электронная таблица — тоже архив: сохраните её как CSV
trouble-file-is-utf-16 = текст в UTF-16
    .help = сохраните его как CSV в UTF-8
trouble-file-is-not-utf-8 = строка { $line } не является текстом UTF-8
    .help = сохраните файл в UTF-8 или, если он повреждён, скачайте его заново
trouble-header-is-unknown = в первой строке нет ни одного столбца этого формата: { $found }
    .help = столбцы формата: { $expected }; другую таблицу можно загрузить с параметром --columns
trouble-date-column-is-missing = нет столбца с датами `{ $column }`; в файле есть { $found }
    .help = даты нельзя угадать: назовите столбец, в котором они стоят, или возьмите файл с таким столбцом
trouble-column-is-missing = нет столбца `{ $column }`; в файле есть { $found }
    .help = исправьте описание столбцов или возьмите файл с таким столбцом
trouble-column-stands-twice = два столбца называются `{ $column }`
    .help = переименуйте один из них
trouble-currency-is-not-known = в строке { $line } в столбце `name` стоит `{ $found }`, а не 2781 (доллар США): валюта данных неизвестна
    .help = скачайте файл заново, выбрав доллар США
trouble-day-and-month-are-exchanged = `{ $found }` в строке { $line } подходит не под { $pattern }, а под { $exchanged }: и другие даты могут быть прочитаны неверно
    .help = укажите --date-format "{ $exchanged }"
trouble-day-stands-twice = { $day } стоит в строках { $first } и { $second } с разными значениями: в файле несколько активов, или его правили
    .help = выберите строки одного актива через --columns … --only СТОЛБЕЦ=ЗНАЧЕНИЕ или скачайте файл заново
trouble-file-has-no-rows = есть заголовок, но под ним ничего нет
    .help = у источника нет данных за этот период, или скачивание оборвалось
trouble-no-row-is-readable = не прочитано ни одной строки, { $rejected ->
        [one] отклонена { $rejected } строка
        [few] отклонены { $rejected } строки
        [many] отклонено { $rejected } строк
       *[other] отклонено { $rejected } строки
    }. Первая:
    .help = сверьте эту строку с форматом, а дату в ней — с --date-format
trouble-filter-matches-nothing = нет ни одной строки с { $filter }
    .help = проверьте значение, в том числе прописные и строчные буквы
trouble-units-of-time-are-mixed = в строках { $first } и { $second } время указано в разных единицах
    .help = загрузите эти части отдельными файлами
trouble-interval-is-too-long = свечи по { $interval } (строка { $line }) длиннее суток
    .help = скачайте свечи за сутки или менее
trouble-interval-changes = свечи в строке { $first } — по { $interval }, а в строке { $second } — по { $other }
    .help = загрузите эти части отдельными файлами
trouble-candle-stands-twice = свеча { $time } стоит в строках { $first } и { $second } с разными значениями
    .help = скачайте файл заново
trouble-line-breaks-within-quotes = строка { $line } обрывается внутри поля в кавычках
    .help = уберите перевод строки или запишите файл заново без него
trouble-candles-are-not-in-order = свеча в строке { $line } открывается раньше предыдущей
    .help = отсортируйте файл по времени или скачайте его заново
trouble-file-has-too-many-rows = строк больше { $rows_max }: строка — не сутки одного актива
    .help = выберите строки одного актива параметром --only СТОЛБЕЦ=ЗНАЧЕНИЕ или возьмите суточные данные
trouble-file-is-too-large = в файле { $bytes } байт, а читается не более { $bytes_max }
    .help = разделите файл и загрузите части
trouble-columns-are-not-declared = не указано, что в каком столбце; в файле есть { $found }
    .help = опишите столбцы, например: --source ИМЯ --currency USD --columns "date=day,close=close"
trouble-parquet-is-broken = файл Parquet не читается: { $what }
    .help = скачайте его заново
trouble-parquet-column-is-broken = столбец `{ $column }` не читается: { $what }
    .help = скачайте файл заново
trouble-parquet-is-encrypted = файл Parquet зашифрован
    .help = запишите его заново без шифрования
trouble-column-type-is-not-usable = столбец `{ $column }` имеет тип { $found }, { $role ->
        [date] а он не содержит дат
        [only] а его значения нельзя сравнить с текстом
       *[other] а он не содержит показателей
    }
    .help = укажите другой столбец или запишите этот с другим типом: { $role ->
        [date] DATE, TIMESTAMP или текст
        [only] текст или целые числа
       *[other] DECIMAL, целые числа, DOUBLE или текст
    }
trouble-parquet-column-is-packed-otherwise = столбец `{ $column }` записан способом { $found }, который не читается
    .help = запишите файл заново со сжатием Snappy, gzip, Zstandard или без сжатия и с обычным кодированием
trouble-pair-has-no-equals-sign = `{ $found }` не имеет вида КЛЮЧ=СТОЛБЕЦ
    .help = запишите так: --columns "date=Date,close=Close"
trouble-key-is-unknown = `{ $found }` — не ключ описания столбцов
    .help = предусмотрены ключи: { $expected }
trouble-key-stands-twice = `{ $key }` стоит в описании столбцов дважды
trouble-column-name-is-empty = для `{ $key }` в описании не указан столбец
trouble-date-is-not-mapped = в описании столбцов нет даты
    .help = добавьте date=СТОЛБЕЦ
trouble-no-figure-is-mapped = в описании столбцов нет ни одного показателя
    .help = добавьте его, например close=СТОЛБЕЦ
trouble-date-pattern-determines-no-day = `{ $found }` не определяет день
    .help = запишите, например, так: %d/%m/%Y
trouble-delimiter-is-unusable = `{ $found }` не может разделять поля
    .help = используйте запятую, точку с запятой, вертикальную черту или `tab`
trouble-thousands-separator-is-unusable = `{ $found }` не может разделять группы разрядов
    .help = используйте запятую или пробел; десятичная запятая не поддерживается
trouble-candle-crosses-midnight = свеча { $time } ({ $interval }) переходит через полночь ({ $cut })
    .help = считайте сутки по UTC или возьмите более короткие свечи
trouble-candles-overlap = свеча { $time } охватывает время, уже охваченное другой

# Rejected lines.
rejection-fields-do-not-match-the-header = число полей — { $found }, должно быть { $expected }
rejection-quote-is-not-closed = кавычка не закрыта; из-за неё потеряны строки по { $through } включительно
rejection-date-is-not-readable = `{ $found }` — не дата вида { $expected }
rejection-time-is-not-midnight = время в `{ $found }` — не полночь по UTC
rejection-times-do-not-span-one-day = от { $open } до { $close } — не одни сутки по UTC
rejection-time-is-not-readable = `{ $found }` — не время в миллисекундах или микросекундах с 1970 года
rejection-times-span-no-interval = от { $open } до { $close } — свечей такой длительности не бывает
rejection-candle-is-off-the-grid = { $open } не приходится на шаг { $interval }
rejection-candle-figure-is-not-readable = { $figure }: `{ $found }` — не точное число
rejection-asset-is-not-readable = `{ $found }` не называет актива
rejection-trade-figure-is-not-usable = в `{ $column }` стоит `{ $found }`, а не положительное число
rejection-bar-of-the-future = на момент получения `{ $found }` ещё не началось
rejection-rate-is-not-usable = `{ $found }` — не курс больше нуля
rejection-units-are-not-usable = `{ $found }` — не то число единиц, за которое устанавливают курс: 1, 10, 100, 1000 или 10000
rejection-quote-is-not-of-the-days-end = котировка { $found } — не из последних десяти минут суток по UTC

# Defects of market files.
defect-figure-is-absent = { $figure }: значения нет
defect-digits-may-be-lost = { $figure }: запись `{ $found }` сохраняет мало цифр; значение не учтено
defect-thousands-are-grouped-wrongly = { $figure }: в `{ $found }` разделители разрядов стоят не на своих местах; значение не учтено
defect-figure-is-not-readable = { $figure }: `{ $found }` — не число; значение не учтено
defect-last-figure-may-be-cut = { $figure }: файл обрывается сразу после `{ $found }`; возможно, не хватает цифр
defect-price-is-not-positive = { $figure }: { $found }; считается, что за этот день такой цены нет
defect-high-is-below-low = наибольшая цена { $high } ниже наименьшей { $low }
defect-price-is-outside-range = { $figure }: { $found } выходит за пределы от { $low } до { $high }
defect-figure-is-negative = { $figure }: отрицательное значение { $found }
defect-volume-is-zero = источник указывает нулевой объём торгов
defect-capitalisation-is-zero = источник указывает нулевую капитализацию

trouble-folder = { $path } — папка
    .help = назовите файлы в ней, например { $path }/*.csv
trouble-not-an-address = `{ $text }` — не адрес
    .help = адрес начинается с https:// или http:// и не содержит пробелов
trouble-not-a-currency = `{ $text }` — не код валюты
    .help = код состоит из 2–12 заглавных латинских букв и цифр: USD, KZT, USDT
trouble-another-pair = в имени файла указана пара { $found }, а тикер актива — { $expected }
    .help = загрузите файл для того актива, с которого начинается пара, или укажите верный --symbol
trouble-stdin-twice = стандартный ввод можно прочитать один раз
    .help = один знак `-` означает одно дело
trouble-rows-are-not-daily = одни строки относятся к полуночи, другие — к другому времени суток (строка { $line }: { $found }): строка — не сутки
    .help = скачайте дневные строки или сначала составьте из этих строк дни

trouble-unknown-file = нет единственного файла актива, SHA-256 которого начинается с `{ $text }`
    .help = { $choices ->
        [none] у актива нет учитываемых файлов
       *[other] укажите не менее восьми знаков одного из: { $choices }
    }
