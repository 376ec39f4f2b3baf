# The public register: its pages, and the days and instants on them.

# Days and instants. The month is a number and chooses its name.
web-day-long = { $day } { $month ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
} { $year } года
web-day-short = { $day } { $month ->
    [1] янв.
    [2] февр.
    [3] мар.
    [4] апр.
    [5] мая
    [6] июн.
    [7] июл.
    [8] авг.
    [9] сент.
    [10] окт.
    [11] нояб.
   *[12] дек.
}
web-instant = { $date }, { $time } UTC
web-on-day = На { $day }
web-asset-on-day = { $asset } на { $day }

# Around every page.
web-skip = К содержанию
web-tag = Цифровые активы по приказу № 600/НҚ
web-language = Язык
web-dark-theme = Тёмная тема
web-sections = Разделы
web-section-look-up = Поиск
web-section-market = Рынок
web-section-lists = Списки
web-section-listing = Что значит включение в Перечень
web-section-method = Метод
web-section-log = Журнал
web-about-page = Об этой странице
web-contents = На этой странице
web-notice-head = Демонстрация
web-notice-demo = Цены взяты из источников. Сведения и списки, названные демонстрацией, вымышлены. Здесь нет выводов о реальных активах.
web-notice-page = Часть того, что стоит на этой странице, вымышлена, чтобы показать работу программы. Это не вывод о реальном активе.
web-notice-register = Часть сведений этого реестра вымышлена, чтобы показать работу программы. На страницах, где они стоят, об этом сказано.
web-footer-no-opinion = Вывод не является юридическим заключением и не включает актив ни в один список. Официальный текст приказа и содержание официального Перечня здесь не проверены.
web-footer-prices = Цены на этих страницах: { $sources }.
web-footer-sources = Цены принадлежат их источникам и даны на условиях источников. Qazyq — свободная программа: запустить её и получить каждый ответ заново может любой.
web-age = Реестр по состоянию на { $instant }. У каждого актива, цены которого известны, они есть по меньшей мере до { $until }.
web-age-without-prices = Реестр по состоянию на { $instant }. Цен в нём пока нет.
web-age-by-hand = Новые данные появляются, только когда их кто-нибудь загружает.
web-as-csv = Эта таблица в CSV
web-as-json = Эта таблица в JSON
web-show = Показать
web-unverified = не проверено
web-unverified-contents = официальное содержание не проверено
web-entry-made-up = Эта запись вымышлена.

# Look up.
web-search-label = Название, тикер, адрес контракта или номер CoinMarketCap
web-search-hint = Например, тикер, номер или адрес, начинающийся с 0x. Большие и маленькие буквы не различаются.
web-home-title = Поиск цифрового актива
web-home = Стейблкоин ли это по праву Казахстана?
web-home-lead = Приказ № 600/НҚ называет пять критериев необеспеченного цифрового актива с фиксированной стоимостью. Этот реестр день за днём сопоставляет с ними цифровые активы и показывает доказательства.
web-home-emblem = — кол, вокруг которого ходит конь на привязи. Стейблкоин привязан к валюте, и приказ говорит, как далеко он может отойти: на { $limit } в среднем за { $days } дней.
web-home-tells = О чём говорит ответ
web-home-criteria = Что дают критерии
web-home-criteria-text = «Соответствует», «не соответствует» или «не определено» — с каждым из пяти критериев и доказательствами. Где приказ неясен, показаны все учитываемые прочтения.
web-home-lists = Назван ли актив в списке
web-home-lists-text = В Казахстане четыре списка четырёх органов по четырём законам. Они никогда не смешиваются, и вывод не включает актив ни в один из них.
web-home-follows = Что из этого следует
web-home-follows-text = Для актива из Перечня Министерства — чему равна одна единица по налоговому правилу. Для любого другого — что правило не применяется.
web-home-now = Реестр на { $day }
web-home-all = Все активы: { $count }
web-home-lists-link = Списки органов
web-home-log-link = Журнал, по которому видно, что ничего не изменено
web-home-not = Чем этот реестр не является
web-home-not-text = Это не официальный Перечень, и вывод не является юридическим заключением. Официальный текст приказа и содержание официального Перечня здесь не проверены.
web-home-not-link = Что известно, откуда и насколько надёжно
web-found-heading = «{ $typed }»
web-found-one = Так называется один актив: { $asset }
web-found-whole = Весь ответ с доказательствами
web-found-shared = { $count ->
    [one] «{ $typed }» — тикер { $count } актива.
    [few] «{ $typed }» — тикер { $count } активов. Тикер никому не принадлежит, и он может быть у нескольких активов. Выберите нужный по тому, чем он отличается.
    [many] «{ $typed }» — тикер { $count } активов. Тикер никому не принадлежит, и он может быть у нескольких активов. Выберите нужный по тому, чем он отличается.
   *[other] «{ $typed }» — тикер { $count } актива. Тикер никому не принадлежит, и он может быть у нескольких активов. Выберите нужный по тому, чем он отличается.
}
web-found-several = { $count ->
    [one] Так или похоже называется { $count } актив.
    [few] Так или похоже называются { $count } актива. Выберите нужный по тому, чем он отличается.
    [many] Так или похоже называются { $count } активов. Выберите нужный по тому, чем он отличается.
   *[other] Так или похоже называется { $count } актива. Выберите нужный по тому, чем он отличается.
}
web-found-sure = Чтобы не ошибиться
web-found-sure-text = Возьмите адрес контракта на сайте самого эмитента или номер CoinMarketCap и найдите актив по нему: они есть только у одного актива.
web-found-none = Среди активов этого реестра ({ $count }) так не называется ни один: ни по названию, ни по тикеру, ни по адресу контракта, ни по номеру CoinMarketCap.
web-found-none-says-nothing = То, что актива здесь нет, ничего о нём не говорит: ни что он соответствует критериям, ни что не соответствует.
web-found-none-hint = Достаточно части названия. Адрес контракта нужен целиком.
web-apart-id = идентификатор { $id }
web-apart-symbol = тикер { $text }
web-apart-peg = привязан к { $text }
web-apart-coinmarketcap = номер CoinMarketCap { $text }
web-apart-contract = контракт { $text }
web-apart-issuer = эмитент { $text }
web-apart-lists = в списке: { $text }
web-apart-no-list = ни в одном списке

# A verdict in plain words.
web-gauge-figure = { $statistic ->
    [every_day] от привязки в день наибольшего отклонения из { $days } дней
   *[other] от привязки в среднем за { $days } дней
}. Приказ допускает { $limit }.
web-gauge-none = Значения нет
web-gauge-open = По имеющимся сведениям его не получить: за часть из { $days } дней чего-то недостаёт. Приказ допускает { $limit }.
web-answer-listed = Есть ли он в списке?
web-answer-listed-no = Нет. Ни один из четырёх списков, записанных здесь, не называет его на этот день.
web-answer-listed-yes = Да: { $list }, с { $since }{ $act ->
    [none] .
   *[other] , по акту «{ $act }».
}
web-answer-listed-suspended = Да: { $list }, с { $since }{ $act ->
    [none] {""}
   *[other] , по акту «{ $act }»
}; но он приостановлен и в этот день не учитывается.
web-answer-listed-unverified = Что стоит в официальных списках, здесь не проверено.
web-answer-listed-link = Список на этот день
web-answer-follows = Что из этого следует?
web-answer-follows-nothing = Само по себе — ничего. Налоговое правило об активах с фиксированной стоимостью применяется к тому, что стоит в Перечне Министерства. Насколько здесь записано, в этот день актива в нём нет.
web-answer-follows-suspended = В этот день — ничего, насколько здесь записано: актив стоит в Перечне Министерства, но приостановлен.
web-answer-follows-counts = По налоговому правилу один { $symbol } считается равным { $peg ->
    [none] одной единице валюты, к которой он привязан
   *[other] { $peg }
}, какой бы ни была его цена.
web-answer-follows-apart = Включение в список — одно, критерии — другое: вывод ничего из списка не исключает.
web-answer-sure = Насколько надёжен ответ?
web-answer-missing = Чего недостаёт?
web-sure-robust = Все прочтения неясного текста приказа, которые можно вычислить, дают одно и то же.
web-sure-against = Прочтений неясного текста приказа, дающих противоположное: { $against } из { $all }.
web-sure-open = Вопрос открыт. Из { $all } прочтений неясного текста приказа по { $met } критерий выполнен, по { $not_met } не выполнен.
web-sure-one-source = Все прочтения дают одно и то же, но один источник сам по себе дал бы противоположное.
web-sure-no-reading-is-law = Приказ не говорит, что такое «среднесуточное отклонение», и ни одно прочтение не является законом.
web-sure-link = Все прочтения: { $all }
web-prices-until = Цены известны до { $day }.
web-prices-behind = Цены известны только до { $day }; до дня этого ответа прошло дней: { $days }.
web-prices-none = Цены неизвестны.

# An asset.
web-asset-title = { $asset } на { $day }: { $verdict }
web-other-moment = Это ответ на { $day } по тому, что было известно на момент { $instant }.
web-other-own = Ответ самого реестра на { $day }
web-another-day = Другой день
web-id = Идентификатор
web-pegged-to = Привязка
web-coinmarketcap-id = Номер CoinMarketCap
web-contract = Контракт
web-unavailable = Ответа нет
web-unavailable-lead = Актив здесь известен, но записанное о нём не даёт ответа на этот день.
web-unavailable-why = Почему: { $why }.

# The five criteria.
web-criteria = Пять критериев
web-criterion-wording = Откуда эта формулировка
web-why-peg-is-public = Привязка указана по общедоступному адресу.
web-why-all-published = Опубликованы все требуемые сведения: { $count }.
web-why-nothing-found = В проверенных реестрах об активе и эмитенте ничего нет.
web-why-within = { $source }: { $figure } при пределе { $limit }; запас { $room }.
web-why-above = { $source }: { $figure } при пределе { $limit }; превышение { $room }.
web-evidence-peg = Привязка
web-evidence-peg-is = по его собственным условиям один { $symbol } равен { $peg }.
web-evidence-published = опубликовано, день не назван.
web-evidence-published-since = опубликовано { $day }{ $age ->
    [0] , в тот же день:
    [one] , за { $age } день до даты оценки:
    [few] , за { $age } дня до даты оценки:
    [many] , за { $age } дней до даты оценки:
   *[other] , за { $age } дня до даты оценки:
}
web-evidence-published-long-ago = опубликовано { $day }, дней до даты оценки: { $age }. Посмотрите, верно ли это ещё; приказ не ограничивает возраст сведений:
web-item-asset = Сам актив
web-item-backing = Чем он обеспечен
web-item-issuer = Его эмитент
web-item-stabilisation_mechanism = Что поддерживает стабильность его стоимости
web-fact-source = Источник
web-fact-days = Дни, которые учитываются
web-fact-days-are = с { $first } по { $last }; дней с ценой: { $present } из { $all }
web-fact-figure = Значение
web-fact-exactly = Точно
web-fact-headroom = Запас
web-fact-farthest = День наибольшего отклонения
web-fact-again = Снова выполнено самое раннее
web-fact-again-is = { $day }, если во все последующие дни цена будет равна привязке
web-fact-reading = Прочтение
web-fact-volume = Объём торгов
web-fact-capitalisation = Капитализация
web-fact-day = День
web-fact-coinmarketcap = Номер CoinMarketCap
web-fact-listed = Есть на CoinMarketCap
web-link-days = Каждый день с ценой
web-link-readings = Все прочтения
web-trail-entry = запись { $number } журнала
web-trail-class = сообщает { $class }
web-trail-of-official_register = официальный реестр
web-trail-of-issuer = эмитент
web-trail-of-third_party = третье лицо
web-trail-of-on_chain = сам блокчейн
web-trail-of-self_reported = тот, кто сделал запись
web-trail-file = из файла { $file }
web-trail-address = с адреса { $address }
web-trail-retrieved = получено { $instant }
web-trail-digest = SHA-256: { $digest }
web-trail-made-up = вымышлено для демонстрации

# The chart and its table.
web-chart = Насколько далеко от привязки
web-chart-caption = Каждая черта — один день: вверх — цена была выше привязки, вниз — ниже. Квадрат стоит у дня, отклонившегося больше чем на { $limit }. Столбцы внизу — значение за { $days } дней перед каждым днём; с ним и сравнивается предел приказа.
web-chart-farthest = Дальше всего: { $figure }, { $day }.
web-days = Все дни таблицей
web-days-caption = { $symbol }: цена в { $currency }, { $source }. ■ дальше от привязки, чем на { $limit }.
web-days-day = День (UTC)
web-days-price = Цена
web-days-deviation = От привязки
web-days-figure = Значение за окно
web-days-no-price = цены нет
web-days-none = Ни одной цены за эти дни не известно.
web-days-above = выше предела
web-draw-each = Насколько далеко от привязки была цена каждого дня
web-draw-each-short = Цена каждого дня, от привязки
web-draw-even = В закрашенной полосе: в пределах { $limit }
web-draw-even-short = Полоса: в пределах { $limit }
web-draw-broken = Полоса: в пределах { $limit }. За ней шкала сжата: каждая степень десяти занимает одну и ту же высоту.
web-draw-broken-short = За { $limit } шкала сжата (логарифмическая)
web-draw-peg = привязка
web-draw-no-price = нет цены
web-draw-no-figure = не определено
web-draw-counted = { $days } дней, которые учитываются
web-draw-figure = Значение за { $days } дней, день за днём
web-draw-alt = { $symbol }, с { $first } по { $last }. Дней, отклонившихся больше чем на { $limit }: { $above }. { $farthest } Значение на { $last }: { $figure }. В таблице ниже есть каждый день.
web-draw-gauge = Отклонение { $figure }, предел { $limit }
web-draw-gauge-open = Отклонение не определено, предел { $limit }
web-draw-history = { $symbol } — { $runs }
web-draw-run = { $verdict } с { $day }, { $days ->
    [one] { $days } день
    [few] { $days } дня
    [many] { $days } дней
   *[other] { $days } дня
}
web-draw-spark = Дальше всего от привязки: { $figure }, { $day }
web-draw-spark-none = Цен нет

# The readings.
web-readings = Все прочтения
web-readings-lead = Приказ ограничивает «среднесуточное отклонение» и не говорит, что это такое: какое среднее, какая цена дня, что делать с днём без цены, какие тридцать дней. Каждая клетка — один ответ на все четыре вопроса.
web-readings-caption = Стабильность по всем прочтениям (их { $all }) и значение, которое сравнивается с пределом { $limit }. Выполнен: { $met }, не выполнен: { $not_met }, не определено: { $undetermined }.
web-readings-own = прочтение этого вывода
web-readings-against = даёт противоположное
web-readings-open = вычислить нельзя
web-reading-mean-absolute = среднее суточных отклонений без знака
web-reading-mean-signed = среднее со знаком, взятое по модулю
web-reading-every-day = наибольшее: предел соблюдён в каждый день
web-reading-close = последняя цена
web-reading-ohlc4 = среднее первой, наибольшей, наименьшей и последней
web-reading-extreme = дальняя из наибольшей и наименьшей
web-reading-vwap = взвешенная по объёму
web-reading-undetermined = День без цены: вопрос открыт
web-reading-carry-forward = Стоит более ранняя цена
web-reading-complete-days = { $days } дней до этого дня
web-reading-through-day = { $days } дней по этот день

# What would change it.
web-changes = Какая малость изменила бы результат
web-changes-room = { $source }: значение { $figure }, до предела { $limit } остаётся { $room }.
web-changes-over = { $source }: значение { $figure }, это на { $room } выше предела { $limit }.
web-changes-one-day = Критерий не был бы выполнен, если бы один-единственный день из { $days } оказался дальше от привязки больше чем на { $more }, а остальные остались как есть.
web-changes-all-days = Чтобы критерий был выполнен, отклонения за { $days } дней в сумме должны быть меньше на { $more }.
web-changes-farthest = День наибольшего отклонения, { $day }, даёт около { $part } всего значения.
web-changes-again = Если во все последующие дни цена будет равна привязке, критерий снова будет выполнен { $day }.
web-changes-nothing = Значения нет, поэтому изменить его цена не может. Чего недостаёт, указано выше.

# What was before.
web-history = История
web-history-caption = Вывод на каждый день с { $first } по { $last }, по тем же сведениям и при том же прочтении.
web-change-first = Первый день этой истории.
web-change-above = Значение на этот день: { $figure }, выше предела { $limit }.
web-change-within = Значение на этот день: { $figure }, в пределах { $limit }.
web-change-open = На этот день значения нет.
web-restated = Расхождения
web-restated-none = Их нет. Ни одно значение, которое могло бы здесь повлиять, не сообщалось в разное время по-разному.
web-restated-some = { $count ->
    [one] { $count } день, который может здесь повлиять, в разное время сообщался по-разному. Учитывается более позднее значение; прежнее остаётся записанным.
    [few] { $count } дня, которые могут здесь повлиять, в разное время сообщались по-разному. Учитываются более поздние значения; прежние остаются записанными.
    [many] { $count } дней, которые могут здесь повлиять, в разное время сообщались по-разному. Учитываются более поздние значения; прежние остаются записанными.
   *[other] { $count } дня, которые могут здесь повлиять, в разное время сообщались по-разному. Учитываются более поздние значения; прежние остаются записанными.
}
web-restated-more = Показано { $shown } из { $all }.
web-restated-what = { $source }: { $figure }, { $currency }
web-restated-figure = Показатель
web-restated-counts = Учитывается
web-restated-other = Сообщалось также
web-restated-file = В файле (SHA-256)
web-figure-open = первая цена
web-figure-high = наибольшая цена
web-figure-low = наименьшая цена
web-figure-close = последняя цена
web-figure-vwap = цена, взвешенная по объёму
web-figure-volume = объём торгов
web-figure-market_cap = капитализация
web-figure-quote_volume = оборот

# Checking and citing.
web-check = Проверьте сами
web-check-lead = В пакете есть всё, на чём основан этот вывод: дело, записи журнала, закон в виде данных, контрольные суммы файлов источников. Любой получит из него тот же вывод заново, без сети и не доверяя этому сайту.
web-check-download = Скачать { $file }
web-check-browser = Проверить пакет в браузере
web-check-public = Это пакет для всех: байты, которые нельзя передавать по условиям источников, в него не входят и названы по контрольной сумме.
web-check-none = Пакет с этим ответом составить нельзя.
web-check-limits = Чего не покажет никакая проверка: что источник действительно прислал эти байты, что записанное людьми верно и что ничего не упущено.
web-cite = Сослаться на этот ответ
web-cite-lead = По этому адресу будет этот ответ, что бы ни стало известно позже. Изменить его мог бы только файл, о котором позже заявят, что он получен до этого момента, и это было бы видно в журнале.
web-cite-day = Дата оценки
web-cite-as-of = По известному на момент
web-cite-bundle = Пакет, SHA-256
web-cite-law = Закон
web-cite-law-digest = Закон, SHA-256
web-copy = Скопировать адрес
web-copied = Скопировано

# Market.
web-market-heading = Все активы на { $day }
web-market-lead = Каждый актив этого реестра сопоставлен с пятью критериями на один день, при основном прочтении.
web-market-name = Название или тикер
web-market-any = все
web-market-count = Показано активов: { $count } из { $all }
web-market-legend = Последние { $days } дней: черта на каждый день; полоса — { $limit } вверх и вниз, а стрелка стоит там, где день вышел дальше. Критерии по порядку: стоимость, стабильность, раскрытие, рыночные данные, правовое положение. Прочтения: по скольким критерий выполнен, не выполнен, не определено.
web-market-table = Все активы
web-market-asset = Актив
web-market-verdict = Вывод
web-market-figure = Отклонение
web-market-limit = Предел { $limit }
web-market-days = Последние дни
web-market-criteria = Критерии
web-market-readings = Прочтения ✓ / ✗ / ?
web-market-peg = Привязка
web-market-pages = Страницы

# Lists.
web-lists = Списки органов
web-lists-lead = Четыре органа ведут четыре списка по четырём законам. Они никогда не смешиваются, и вывод этого реестра не включает актив ни в один из них.
web-lists-authorities = Органы
web-lists-heading = { $list } на { $day }
web-lists-recorded = Здесь стоит то, что записано в этом реестре.
web-lists-on = На день
web-lists-since = В сравнении с днём (необязательно)
web-lists-empty = Насколько здесь записано, в этот день в списке ничего не было.
web-lists-caption = { $count ->
    [one] { $count } актив
    [few] { $count } актива
    [many] { $count } активов
   *[other] { $count } актива
}
web-lists-status = Состояние
web-lists-from = С
web-lists-until = До (не включая этот день)
web-lists-act = Акт
web-lists-verdict = Вывод на этот день
web-lists-entries = { $count ->
    [1] запись журнала { $numbers }
   *[other] записи журнала { $numbers }
}
web-lists-alarm = В списке и не соответствует.
web-lists-alarm-text = На это должны посмотреть люди; само по себе это ничего не меняет.
web-lists-candidates = Соответствует и не в списке
web-lists-candidates-none = В этот день таких нет.
web-lists-candidates-text = На это должны посмотреть люди. Включить актив в Перечень может только акт Министерства.
web-lists-changed = Что изменилось между двумя днями
web-lists-differences = С { $from } по { $to }: { $count ->
    [0] различий нет
    [one] { $count } изменение
    [few] { $count } изменения
    [many] { $count } изменений
   *[other] { $count } изменения
}
web-lists-change = Изменение
web-lists-which = Что говорит какой список
web-list-ministry = Перечень необеспеченных цифровых активов с фиксированной стоимостью по приказу № 600/НҚ; относится к налогам.
web-list-afsa = Таблица цифровых активов, одобренных AFSA для торговли в МФЦА.
web-list-national_bank = Что Национальный Банк разрешает по законам от 16 января 2026 года.
web-list-ministry_of_finance = Активы, стоимость которых публикуется в целях налога на майнинг.

# What listing means.
web-listing-rule = По налоговому правилу одна единица актива из Перечня Министерства считается равной одной единице валюты, к которой он привязан, с пересчётом в тенге по рыночному курсу обмена валюты последнего рабочего дня перед сделкой.
web-listing-counts = Чему равен { $symbol } на { $day }
web-listing-not = Налоговое правило не применяется: { $asset }
web-listing-not-listed = Правило приравнивает одну единицу актива из Перечня Министерства к одной единице его валюты. На { $day } актива { $asset } в этом Перечне нет, насколько здесь записано.
web-listing-suspended = Насколько здесь записано, на { $day } актив { $asset } стоит в Перечне Министерства, но приостановлен: в этот день он не учитывается.
web-listing-deal = День сделки
web-listing-units = Единиц
web-listing-work-out = Рассчитать
web-listing-sum = { $units } { $symbol } в сделке { $day }
web-listing-on-list = В этот день в Перечне Министерства
web-listing-since = С { $since }{ $act ->
    [none] .
   *[other] , по акту «{ $act }».
}
web-listing-one-unit = Чему равен один { $symbol } по его собственным условиям.
web-listing-count-as = { $units } { $symbol } считаются равными
web-listing-whatever = Какой бы ни была их рыночная цена.
web-listing-working-day = Последний рабочий день перед сделкой
web-listing-weekends = Выходные здесь известны, праздничные дни — нет: не проверено.
web-listing-rate = Курс
web-listing-rate-of = На { $day }; { $source }.
web-listing-rate-is = { $rate } ₸ за 1 { $currency }
web-rate-nbk = Национальный Банк Казахстана
web-rate-ecb = Европейский центральный банк
web-rate-recorded = записал человек
web-listing-no-peg = К чему привязан актив в этот день, здесь неизвестно, поэтому рассчитать ничего нельзя.
web-listing-no-rate = Насколько здесь записано, на этот день курса нет, поэтому нет и суммы в тенге.
web-listing-qualifies = Соответствует ли он критериям?
web-listing-qualifies-text = Соответствие критериям не включает актив в список; для этого нужен акт Министерства.
web-listing-qualifies-link = Критерии на этот день
web-listing-then = Что тогда применяется?
web-listing-then-text = Не это правило. Какое другое, этот реестр не говорит.
web-listing-known = Насколько надёжно это известно?
web-listing-known-heading = Что известно о правиле
web-listing-known-unit = Одна единица считается равной одной единице валюты. Правило стояло в статье 332-1 Налогового кодекса 2017 года.
web-listing-known-price = Рыночная цена не участвует. Пока актив назван в Перечне, правило считает его по привязке.
web-listing-known-rate = Какой из публикуемых курсов — «рыночный курс обмена валюты» из правила. Здесь взят официальный курс Национального Банка или тот, что записал человек.
web-listing-known-holidays = Какие дни праздничные. Здесь взят последний день перед сделкой, который не суббота и не воскресенье.
web-listing-known-tenge = Распространяется ли правило на привязку к тенге: в нём говорится об иностранной валюте.
web-listing-means-not = Чего включение в Перечень не означает
web-listing-no-licence = Это не лицензия, не гарантия цены и не совет покупать.
web-listing-no-trading = Оно не говорит, что активом можно торговать: для этого есть другие списки и другие законы.
web-listing-no-criteria = Оно не говорит, что критерии сегодня выполнены. Где актив в списке и не соответствует, это показано.

# Method.
web-method-lead = Что говорит приказ, что в нём проверено и что — наше прочтение.
web-method-order = Приказ
web-method-in-force = Действует
web-method-since = с { $from }
web-method-between = с { $from } до { $until }, не включая этот день
web-method-here = Редакция здесь
web-method-sources = Где его видели
web-method-read = { $language }, прочитано { $day }
web-language-en = на английском
web-language-ru = на русском
web-language-kk = на казахском
web-method-whence = Насколько надёжно известно каждое предложение
web-method-official = Прочитано в официальной публикации.
web-method-reported = Сообщает новостной сайт или юридическая фирма, названные рядом.
web-method-reading = В приказе, насколько он известен по публикациям, этого нет; выбрано здесь, потому что выбрать что-то нужно.
web-method-unverified = Здесь этого никто не знает.
web-method-seen = Источники:
web-method-what = Что
web-method-value = Число
web-method-criterion = Критерий
web-method-known = Откуда известно
web-method-how = Как получается вывод
web-method-how-all = Актив соответствует, если выполнены все пять критериев, не соответствует, если хотя бы один не выполнен, а в остальных случаях вывод не определён.
web-method-how-exact = Недостающая цена никогда не заменяется привязкой. Значение ровно { $limit } соблюдает предел. До сравнения ничего не округляется.
web-method-how-readings = «Среднесуточное отклонение» нигде не определено. Вывод даётся при одном названном прочтении, и рядом стоят все учитываемые: { $count }.
web-method-how-robust = Вывод устойчив, если результат стабильности определён и ни одно учитываемое прочтение и ни один отдельный источник не дают противоположного.
web-method-axes-heading = Прочтения
web-method-axes = Прочтение — это один выбор по каждому из этих вопросов; учитывается прочтений: { $count }.
web-glossary = Словарь
web-glossary-mark = * переведено здесь, нужно сверить с официальным текстом
web-term-digital-asset = цифровой актив
web-term-unsecured = необеспеченный цифровой актив
web-term-fixed-value = необеспеченный цифровой актив с фиксированной стоимостью
web-term-order = приказ
web-term-list = Перечень
web-term-criterion = критерий
web-term-issuer = эмитент
web-term-national-currency = национальная валюта
web-term-deviation = среднесуточное отклонение
web-term-exchange = биржа цифровых активов
web-term-market-rate = рыночный курс обмена валюты
web-term-peg = привязка*
web-term-reading = прочтение*
web-term-robust = устойчивость*
web-term-bundle = пакет доказательств*
web-term-witness = свидетель*

# Log.
web-log = Журнал прозрачности
web-log-lead = Опубликованные выводы и списки вносятся в журнал, который только растёт. Изменить или убрать в нём что-либо незаметно для всех нельзя.
web-log-none = Этот реестр журнала не показывает.
web-log-checkpoint = Контрольная точка
web-log-checkpoint-text = За все записи стоит одно значение — корень: никакой другой перечень записей к нему не ведёт.
web-log-name = Название
web-log-entries = Записей
web-log-root = Корень
web-log-key = Ключ
web-log-signed = Контрольная точка, как она подписана
web-log-signers = Кто её подписал
web-log-as = В качестве
web-log-when = Когда
web-log-itself = сам журнал
web-log-witness = свидетель
web-log-no-witness = Свидетелей нет.
web-log-no-witness-text = Больше никто не видел, как растёт этот журнал. При свидетелях с другими интересами он не может показывать одним одно, а другим другое.
web-log-witness-text = Свидетель видел, как растёт журнал, и подписывает его, только пока в нём ничего не изменено.
web-log-latest = Последние записи
web-log-empty = Записей в журнале пока нет.
web-log-entry = Запись
web-log-what = Что
web-log-digest = Контрольная сумма того, о чём она
web-log-something-else = другое
web-log-lines = Записи в том виде, в каком они внесены
web-log-monitor = Как за ним следить
web-log-monitor-text = Журнал — это папка с файлами; возьмите копию. Сохраните контрольную точку и вернитесь с ней: у кого есть более ранняя, тот может показать, что с тех пор журнал только рос.
web-log-policy = Политика доверия говорит, по какому ключу журнал известен. Возьмите ключ не с этого сайта: на бумаге, в договоре, у того, кому вы доверяете.

# Problems: what it is, `.help` what can be done. `-meaning` says to a program’s author what the code stands for.
web-problem-busy = Слишком много запросов сразу
    .help = Попробуйте ещё раз через минуту.
web-problem-busy-meaning = В очереди уже слишком много запросов. Повторите через столько секунд, сколько указано в Retry-After.
web-problem-fault = Здесь что-то пошло не так
    .help = Это наша ошибка, и ничего не изменено. Попробуйте позже.
web-problem-fault-meaning = Ошибка сервера. С запросом всё в порядке.
web-problem-later_than_now = { $text } ещё не наступило
    .help = Укажите день или момент не позже нынешнего.
web-problem-later_than_now-meaning = День или момент лежит в будущем.
web-problem-method_not_allowed = Этот адрес — только для чтения
    .help = Используйте GET.
web-problem-method_not_allowed-meaning = Адрес существует, но такого метода не знает.
web-problem-no_bundle = Пакет с этим ответом составить нельзя
    .help = Сам ответ остаётся; нет только файла со всем, на чём он основан.
web-problem-no_bundle-meaning = Вывод есть, а публичного пакета с ним нет.
web-problem-not_a_choice = «{ $text }» выбрать нельзя
    .help = Вернитесь и выберите из предложенного.
web-problem-not_a_choice-meaning = У параметра значение, которого у него не бывает.
web-problem-not_a_day = «{ $text }» — не день
    .help = День пишется так: год, месяц, число — 2023-02-28.
web-problem-not_a_day-meaning = День записан не как ГГГГ-ММ-ДД, или такого дня нет в календаре.
web-problem-not_a_number = «{ $text }» — не то число, которое может здесь стоять
    .help = Напишите цифры, а перед дробной частью точку: 250 или 0.5. Число должно быть больше нуля.
web-problem-not_a_number-meaning = Параметр должен быть числом больше нуля, записанным цифрами с точкой.
web-problem-not_acceptable = Этот запрос не читается
    .help = Посмотрите, целиком ли скопирован адрес.
web-problem-not_acceptable-meaning = Параметры в адресе не читаются.
web-problem-not_an_instant = «{ $text }» — не момент времени
    .help = Момент пишется так: 2026-03-13T06:00:00Z или со смещением — 2026-03-13T11:00:00+05:00.
web-problem-not_an_instant-meaning = Момент записан не по RFC 3339.
web-problem-not_found = Такой страницы нет
    .help = Посмотрите, целиком ли скопирован адрес, или найдите актив.
web-problem-not_found-meaning = По этому адресу ничего нет.
web-problem-token_refused = Токен недействителен
    .help = Уберите его или возьмите тот, что выдал администратор.
web-problem-token_refused-meaning = Кто предъявляет токен, должен им владеть. Для чтения токен не нужен.
web-problem-another_digest = У этих байтов другая контрольная сумма: { $text }
    .help = Отправьте их ещё раз; ничего не сохранено.
web-problem-another_digest-meaning = Адрес называет контрольную сумму, которой у присланных байтов нет.
web-problem-no_such_tag = Метки { $text } у этого нет
    .help = Прочтите его ещё раз, решите заново и пришлите метку, которая у него тогда будет.
web-problem-no_such_tag-meaning = Метку в If-Match этот реестр не выдаёт.
web-problem-not_a_digest = «{ $text }» — не контрольная сумма
    .help = Напишите SHA-256 в шестнадцатеричном виде: 64 цифры и строчные буквы.
web-problem-not_a_digest-meaning = Контрольная сумма записана не как SHA-256 в шестнадцатеричном виде.
web-problem-not_a_request_name = «{ $text }» не может быть именем запроса
    .help = В Idempotency-Key напишите до 128 видимых знаков ASCII без кавычек и обратной черты; подойдёт UUID.
web-problem-not_a_request_name-meaning = Имя в Idempotency-Key не может им быть.
web-problem-not_a_tag = «{ $text }» — не та метка, которая может здесь стоять
    .help = В If-Match напишите полученный ETag вместе с кавычками, в If-None-Match — *.
web-problem-not_a_tag-meaning = Метка записана не по RFC 9110 или не может стоять в этом заголовке.
web-problem-not_as_described = Тело запроса не такое, какое принимает этот адрес: { $text }
    .help = Что он принимает, сказано в /api/v1/openapi.json.
web-problem-not_as_described-meaning = Тело запроса не такое, как в описании интерфейса.
web-problem-not_looked_at = Не сказано, каким это было, когда вы смотрели
    .help = Прочтите его и пришлите его метку в If-Match, а где ещё ничего нет — If-None-Match: *.
web-problem-not_looked_at-meaning = То, что меняют и другие, задаётся только по увиденному: через If-Match или If-None-Match.
web-problem-not_that_media_type = Тело запроса должно быть { $text }
    .help = Скажите это в Content-Type.
web-problem-not_that_media_type-meaning = У тела запроса другой тип, чем принимает этот адрес.
web-problem-request_without_name = У запроса нет своего имени
    .help = Дайте каждому запросу своё в Idempotency-Key: повторённый под тем же именем, он ничего не запишет дважды.
web-problem-request_without_name-meaning = Кто пишет, называет каждый запрос в Idempotency-Key.
web-problem-too_large = Запрос слишком длинный
    .help = Сократите то, что вы ввели.
web-problem-too_large-meaning = Запрос или его часть длиннее, чем здесь читается.
web-problem-too_many_requests = С вашего адреса пришло слишком много запросов
    .help = Подождите несколько секунд и попробуйте ещё раз.
web-problem-too_many_requests-meaning = С одного адреса пришло больше запросов, чем можно. Повторите через столько секунд, сколько указано в Retry-After.
web-problem-too_slow = Это заняло слишком много времени
    .help = Попробуйте ещё раз через минуту. Другой день, чем день реестра, считается дольше.
web-problem-too_slow-meaning = Ответ не был готов за отведённое запросу время.
web-problem-unknown_asset = Актива с идентификатором «{ $text }» нет
    .help = Найдите его по названию, тикеру, адресу контракта или номеру CoinMarketCap.
web-problem-unknown_asset-meaning = В реестре нет актива с таким идентификатором.
web-problem-unknown_parameter = Параметра «{ $text }» здесь нет
    .help = Уберите его или посмотрите, как он называется.
web-problem-unknown_parameter-meaning = В адресе стоит параметр, который здесь ничего не значит.
