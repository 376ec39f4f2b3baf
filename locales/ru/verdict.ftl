# Outcomes and conclusions. A sign stands before each: ✓ ✗ ?
outcome-met = критерий выполнен
outcome-not_met = критерий не выполнен
outcome-undetermined = не определено
conclusion-qualifies = соответствует
conclusion-does_not_qualify = не соответствует
conclusion-undetermined = не определено
conclusion-qualifies-meaning = По имеющимся сведениям выполнены все пять критериев приказа. Это не означает, что актив включён в официальный перечень.
conclusion-does_not_qualify-meaning = Не выполнен по меньшей мере один из пяти критериев приказа.
conclusion-undetermined-meaning = По имеющимся сведениям ни один критерий не признан невыполненным, но выполнение всех пяти не подтверждено. Чего недостаёт, указано ниже.

remark-demonstration = ДЕМОНСТРАЦИЯ: часть сведений вымышлена, чтобы показать работу программы. Это не вывод о реальном активе.
remark-before-entry-into-force = До введения в действие: на такую дату приказ ещё не действовал; показано, какой результат дали бы его критерии.
remark-after-end-of-force = После прекращения действия: на такую дату эта редакция приказа уже не действует.

# The rules, by the paragraphs.
rule-entry_into_force = введение в действие
rule-value_information = информация о стоимости
rule-stability = стабильность
rule-disclosure = раскрытие сведений
rule-market_presence = рыночные данные
rule-legal_standing = правовое положение
status-official_text = официальный текст
status-reported = по публикациям
status-our_reading = наше прочтение

# Genitive: «в отношении { $subject }».
subject-asset = актива
subject-issuer = эмитента
event-court_decision = судебное решение
event-order = предписание
# Genitive: «нет { $price }», «значение { $price }».
price-close = последней цены
price-ohlc4 = первой, наибольшей, наименьшей и последней цены
price-extreme = наибольшей и наименьшей цены
price-vwap = средневзвешенной по объёму цены
# With the preposition: «сведения { $item }».
item-asset = об активе
item-backing = об обеспечении актива
item-issuer = об эмитенте актива
item-stabilisation_mechanism = о механизме поддержания стабильности стоимости

# Reasons. Of an undetermined one, `.missing` names the evidence; `.command` and `.key` say how to supply it, to a
# workspace or in a case file.
reason-peg_unknown = Неизвестно, к каким валютам привязана стоимость.
    .missing = привязка: скольким единицам каких валют равна одна единица по условиям самого актива
    .command = { way-facts }
    .key = facts.peg
reason-component_is_no_national_currency = В составе привязки есть { $currency } — это не валюта государства.
reason-peg_source_unknown = Привязка указана, но не указано, где она объявлена публично.
    .missing = общедоступный адрес, по которому указана привязка
    .command = { way-facts }
    .key = facts.peg.source.url
reason-peg_is_public = Привязка указана по адресу { $url }

reason-no_series = Цены не представлены.
    .missing = ежедневные цены CoinMarketCap или биржи
    .command = qazyq import ФАЙЛ.csv --asset { $asset }
    .key = facts.market
reason-source_not_there = Цены источника { $source } не представлены.
    .missing = ежедневные цены источника { $source }
    .command = qazyq import ФАЙЛ.csv --asset { $asset } --source { $source }
    .key = facts.market
reason-nothing_to_deviate_from = { $source }: без привязки отклонение отсчитывать не от чего.
    .missing = привязка: скольким единицам каких валют равна одна единица по условиям самого актива
    .command = { way-facts }
    .key = facts.peg
reason-quoted_in_a_token = { $source }: цены выражены в { $currency }, а это тоже токен; без его собственной цены за каждый день сопоставить их с валютой нельзя.
    .missing = цены источника { $source } в национальной валюте или цепочка пересчёта из { $currency }
    .command = qazyq import ФАЙЛ.csv --asset { $asset } --source { $source } --through ТОКЕН (ТОКЕН — идентификатор актива { $currency } в этом рабочем пространстве; цены пересчитываются по дням по его собственному ряду)
    .key = facts.market: ряд, пересчитанный по дням
reason-rate_missing = { $source }: нет применимого курса { $base } к { $quote } за { $days ->
        [1] { $day }
        [one] { $days } день окна, первый из них — { $day }
        [few] { $days } дня окна, первый из них — { $day }
        [many] { $days } дней окна, первый из них — { $day }
       *[other] { $days } дня окна, первый из них — { $day }
    }.
    .missing = курсы { $base } к { $quote } за дни окна начиная с { $day }
    .command = { way-facts }
    .key = facts.fx
reason-price_missing = { $source }: нет { $price } за { $days ->
        [1] { $day }
        [one] { $days } день окна, первый из них — { $day }
        [few] { $days } дня окна, первый из них — { $day }
        [many] { $days } дней окна, первый из них — { $day }
       *[other] { $days } дня окна, первый из них — { $day }
    }.
    .missing = значение { $price } источника { $source } за { $days ->
        [1] { $day }
        [one] { $days } день начиная с { $day }
        [few] { $days } дня начиная с { $day }
        [many] { $days } дней начиная с { $day }
       *[other] { $days } дня начиная с { $day }
    }
    .command = загрузите файл источника { $source }, в котором есть { $days ->
        [1] этот день
        [one] эти дни
        [few] эти дни
        [many] эти дни
       *[other] эти дни
    }: qazyq import ФАЙЛ.csv --asset { $asset }; либо укажите --missing carry_forward, если нужно такое прочтение
    .key = facts.market
reason-deviation_within_limit = { $source }: отклонение { $deviation } при пределе { $limit }, запас { $room }. Точное значение: { $exact }.
reason-deviation_above_limit = { $source }: отклонение { $deviation } при пределе { $limit }, превышение { $room }; день наибольшего отклонения — { $day }. { $again ->
        [none] {""}
       *[other] Если во все последующие дни цена будет равна привязке, критерий снова будет выполнен { $again }.
    } Точное значение: { $exact }.

reason-item_unknown = О публикации сведений { $item } ничего не известно.
    .missing = общедоступный адрес со сведениями { $item } либо указание, что таких сведений нет
    .command = { way-facts }
    .key = facts.disclosures
reason-item_without_address = Указано, что сведения { $item } опубликованы, но не указано, где.
    .missing = адрес публикации сведений { $item }
    .command = { way-facts }
    .key = facts.disclosures[].url
reason-item_published_later = Сведения { $item } опубликованы только { $published }, после даты оценки.
    .missing = сведения { $item }, опубликованные не позднее даты оценки
    .command = { way-facts }
    .key = facts.disclosures
reason-item_absent = Сведения { $item } при поиске{ $looked_for_on ->
        [none] {""}
       *[other] {" "}{ $looked_for_on }
    } не найдены.
reason-item_published = Сведения { $item } опубликованы{ $published ->
        [none] {""}
       *[other] {" "}{ $published } ({ $age_days ->
            [0] в дату оценки
            [one] за { $age_days } день до даты оценки
            [few] за { $age_days } дня до даты оценки
            [many] за { $age_days } дней до даты оценки
           *[other] за { $age_days } дня до даты оценки
        })
    }: { $url }
reason-item_published_long_ago = Сведения { $item } опубликованы { $published }, за { $age_days ->
        [one] { $age_days } день
        [few] { $age_days } дня
        [many] { $age_days } дней
       *[other] { $age_days } дня
    } до даты оценки; проверьте, не устарели ли они. Приказ не ограничивает срок давности. Адрес: { $url }

reason-not_listed = Актив не представлен на CoinMarketCap.
reason-bar_missing = У источника { $source } нет данных ни за { $day }, ни за предыдущий день.
    .missing = объём торгов и капитализация по данным { $source } за { $day } или за предыдущий день
    .command = qazyq import ФАЙЛ.csv --asset { $asset } --source { $source }
    .key = facts.market
reason-market_cap_missing = В данных CoinMarketCap за { $day } нет капитализации.
    .missing = капитализация за { $day }
    .command = загрузите файл, в котором она есть: qazyq import ФАЙЛ.csv --asset { $asset }
    .key = facts.market[].days[].market_cap
reason-volume_missing = В данных CoinMarketCap за { $day } нет объёма торгов.
    .missing = объём торгов за { $day }
    .command = загрузите файл, в котором он есть: qazyq import ФАЙЛ.csv --asset { $asset }
    .key = facts.market[].days[].volume
reason-volume_not_positive = CoinMarketCap показывает за { $day } объём торгов { $volume }.
reason-market_cap_not_positive = CoinMarketCap показывает за { $day } капитализацию { $market_cap }.
reason-market_cap_self_reported = CoinMarketCap не подтвердил количество единиц в обращении: за { $day } есть только данные самого эмитента.
    .missing = капитализация, подтверждённая CoinMarketCap
    .command = { way-facts }
    .key = facts.coinmarketcap
reason-figures_present = CoinMarketCap показывает за { $day } объём торгов { $volume } и капитализацию { $market_cap }.

reason-event_in_force = С { $since } в отношении { $subject } действует { $kind }: { $title ->
        [none] без названия
       *[other] { $title }
    }, { $body ->
        [none] орган не указан
       *[other] { $body }
    }.
reason-not_checked = За тридцать дней до даты оценки реестры в отношении { $subject } не проверялись{ $last ->
        [none] {""}
       *[other] ; последняя проверка — { $last }
    }.
    .missing = проверка реестра в отношении { $subject } не более чем тридцатидневной давности
    .command = { way-facts }
    .key = facts.legal.checks
reason-check_found_something = { $register }: { $on } в отношении { $subject } найдены записи; они никем не рассмотрены.
    .missing = заключение по реестру { $register }: касаются ли { $subject } найденные записи
    .command = { way-facts }
    .key = facts.legal.checks
reason-check_is_clean = { $register }: в отношении { $subject } записей нет, проверено { $on }.

# Defects of bars in a case.
defect-price_absent = нет цены, которой требует прочтение
defect-price_not_positive = цена равна нулю или отрицательна и считается отсутствующей
defect-high_below_low = наибольшая цена ниже наименьшей; свеча всё равно учитывается
defect-outside_high_and_low = первая или последняя цена выходит за пределы наименьшей и наибольшей; свеча всё равно учитывается

verdict-reading = Прочтение: { $reading }; источник: { $source }.
verdict-robustness = Критерий стабильности по всем прочтениям ({ $all }): выполнен — { $met }, не выполнен — { $not_met }, не определено — { $undetermined }; { $robust ->
        [yes] результат устойчив
       *[no] результат неустойчив
    }.
verdict-dissenting = Противоположный результат дают прочтения:
verdict-defects = Дефект данных ({ $source }): { $what }; { $count ->
        [1] { $first }
        [one] { $count } день, первый из них — { $first }
        [few] { $count } дня, первый из них — { $first }
        [many] { $count } дней, первый из них — { $first }
       *[other] { $count } дня, первый из них — { $first }
    }.
verdict-law = Приказ: { $law }, SHA-256 { $sha256 }. Что в нём проверено, показывает команда: qazyq law
missing-heading = Чего недостаёт
missing-way = Как восполнить
# The way for all facts that people write down.
way-facts = qazyq facts --template { $asset } --on { $date } > { $asset }.facts.toml — заполните бланк, затем: qazyq import { $asset }.facts.toml; или по одному: qazyq peg add, disclosure add, check add

any = любой
robust = устойч.
column-case = дело
column-date = дата
column-asset = актив
column-outcome = вывод
column-deviation = отклонение
column-readings = прочтения ✓/✗/?
