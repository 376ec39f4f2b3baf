# Other people's registers: their files, what they say, whom they may mean, and what they propose.

help-register = Загрузить файлы чужих реестров
    .long =
        Принимаются: пять файлов временного реестра ESMA по регламенту MiCA, записи GLEIF о юридических лицах и стейблкоины
        DefiLlama. То, что в них сказано, — слова третьей стороны: они показываются при эмитентах и активах и ничего не решают.
    .example =
        qazyq register import EMT20260209.csv
        qazyq register list
help-register-import = Загрузить файлы ESMA, GLEIF или DefiLlama
    .long =
        Чей это реестр, видно по самим байтам. Они хранятся под их SHA-256 и никогда не изменяются; строки читаются из них
        каждый раз заново. Файл, который нельзя прочитать целиком, не принимается, и ничего из него не сохраняется. Тот же
        файл ещё раз ничего не записывает.

        Из файлов ESMA и DefiLlama учитывается самый новый; из файлов GLEIF — все, а о каждом лице — самая новая запись. Сама
        программа реестры не запрашивает: скачайте файлы и укажите параметром --url, откуда они. Когда заведены пользователи,
        нужен токен аналитика.
    .example =
        qazyq register import EMT20260209.csv CASP20260209.csv
        qazyq register import stablecoins.json --url https://stablecoins.llama.fi/stablecoins --retrieved 2026-02-09T06:00:00Z
help-register-list = Перечислить файлы реестров и указать, какие учитываются
    .long = С параметром --json — по файлу на строку.
    .example = qazyq register list
help-issuer-match = Подобрать названия, которые могут принадлежать эмитенту
    .long =
        Названия эмитента сопоставляются с названиями из файлов ESMA и GLEIF и с названиями других эмитентов рабочего
        пространства, какими бы буквами они ни были записаны. Без эмитента и названия так проверяется каждый эмитент без LEI.

        Оценка даётся в тысячных и говорит лишь о том, насколько близки два написания, а не о том, что это одно лицо: у
        сестринских компаний названия совпадают. Ничего не записывается. Кто знает, какое лицо имеется в виду, записывает его
        командой `qazyq issuer accept`.
    .example =
        qazyq issuer match eurk-issuer
        qazyq issuer match --name "Байбит Казахстан" --min 600
help-issuer-accept = Записать, каким лицом из реестров является эмитент
    .long =
        LEI записывается вместе с названиями и страной из реестра: сначала из записи GLEIF, если её нет — из строки ESMA. В
        записи журнала указаны файл и место в нём. Названия, записанные раньше, остаются после них.

        Эмитент, у которого другой LEI, сохраняет его, если параметром --corrects не названа ошибочная запись. Когда заведены
        пользователи, нужен токен аналитика.
    .example = qazyq issuer accept circle-eu 969500OYUDADGZKCR583 --new
help-asset-proposals = Показать активы DefiLlama, которых здесь нет или которые записаны иначе
    .long =
        Самый новый список DefiLlama и самый новый её ответ читаются вместе. Актив оттуда — это актив здесь, если он был принят
        как таковой, если у обоих один идентификатор CoinMarketCap или если совпадают тикер (с учётом прописных букв) и
        название.

        Показываются новые активы и известные, о которых здесь чего-то не записано или записано иначе. Отклонённое показывается
        только с параметром --all.
    .example =
        qazyq asset proposals --new
        qazyq asset accept 1
help-asset-accept = Принять актив, который есть у DefiLlama
    .long =
        Записываются тикер, название, идентификатор CoinMarketCap, место токена, если указана сеть, и привязка, если это валюта:
        всё как слова третьей стороны, с файлом и местом в нём. То, что здесь уже записано, остаётся.

        У привязки нет адреса, поэтому критерию информации о стоимости она не отвечает. Ссылки сообщаются, но не записываются:
        публикует ли там что-нибудь эмитент, смотрит человек. Идентификатор здесь — тикер строчными буквами; если он есть и у
        других, укажите --as. Когда заведены пользователи, нужен токен аналитика.
    .example =
        qazyq asset accept 1
        qazyq asset accept 216 --as susd-solayer
help-asset-decline = Записать, что актив DefiLlama здесь не нужен
    .long = Больше он не предлагается, но принять его всё же можно. Когда заведены пользователи, нужен токен аналитика.
    .example = qazyq asset decline 3 --reason "прекращён в 2022 году"

arg-register-import-files = Файлы реестров
arg-register-import-of = День, состояние на который показывают файлы [по умолчанию: из имени файла или из ответа]
arg-register-import-url = Откуда файлы
arg-issuer-match-id = Эмитент рабочего пространства [по умолчанию: каждый, у кого нет LEI]
arg-issuer-match-name = Название, которое нужно найти, любыми буквами
arg-issuer-match-limit = Сколько вариантов показать, не более [по умолчанию: 10]
arg-issuer-match-min = Наименьшая оценка, в тысячных [по умолчанию: 730]
arg-issuer-accept-id = Эмитент
arg-issuer-accept-lei = Его LEI
arg-issuer-accept-new = Завести эмитента: здесь его ещё нет
arg-issuer-accept-corrects = Запись с неверным LEI, место которой займёт эта
arg-asset-proposals-new = Показать только новые активы
arg-asset-proposals-all = Показать все активы, в том числе известные и отклонённые
arg-asset-proposals-csv = Вывести CSV
arg-asset-accept-key = Идентификатор актива у DefiLlama
arg-asset-accept-id = Идентификатор, который он получит или имеет здесь [по умолчанию: тикер строчными буквами]
arg-asset-accept-symbol = Его тикер, если у DefiLlama он неверен
arg-asset-accept-name = Его название, если у DefiLlama оно неверно
arg-asset-decline-key = Идентификатор актива у DefiLlama
arg-asset-decline-reason = Почему

# The registers.
register-esma_emt = ESMA, токены электронных денег
register-esma_art = ESMA, токены с привязкой к активам
register-esma_other = ESMA, белые книги прочих криптоактивов
register-esma_casp = ESMA, поставщики услуг криптоактивов
register-esma_ncasp = ESMA, лица без разрешения
register-gleif = GLEIF, юридические лица
register-defillama = DefiLlama, стейблкоины
register-row = № { $number }
register-header = заголовок
register-whence = { $register }{ $date ->
        [none] {""}
       *[other] , { $date }
    }, { $place }
register-taken = { $file }: { $register }, { $rows } { $rows ->
        [one] строка
        [few] строки
        [many] строк
       *[other] строки
    }{ $date ->
        [none] {""}
       *[other] , состояние на { $date }
    }{ $known ->
        [yes] ; уже в рабочем пространстве
       *[no] {""}
    }
register-defects = { $count ->
        [1] { $place }: { $what }
       *[other] повторений: { $count }, первое — { $place }: { $what }
    }
register-none = Файлов реестров здесь ещё нет: qazyq register import ФАЙЛ
register-column-name = реестр
register-column-day = на дату
register-column-retrieved = получен
register-column-file = файл
register-column-sha256 = SHA-256
register-column-entry = запись
register-column-counts = учитывается
register-counts = да
register-older = нет

# What registers say of an issuer or an asset.
says-heading = Что сказано в реестрах
says-note = Слова третьей стороны, найденные только по идентификатору. Они ничего не решают.
says-warning = ✗ ПРЕДУПРЕЖДЕНИЕ:
says-authority = орган
says-name = название
says-trade-names = торговые названия
says-other-names = другие названия
says-transliterated = названия другими буквами
says-authorised = разрешение с
says-ended = разрешение прекращено
says-credit-institution = кредитная организация
says-institution = вид организации
says-exempt-48-4 = изъятие по статье 48(4) MiCA
says-exempt-48-5 = изъятие по статье 48(5) MiCA
says-groups = DTI токена
says-tokens = DTI по сетям
says-papers = белая книга
says-paper-day = уведомление о белой книге
says-paper-countries = белая книга для
says-provider = поставщик
says-platforms = торговая платформа
says-services = услуги
says-countries = где
says-infringement = нарушение установлено
says-reason = причина
says-decided = решение от
says-websites = сайты
says-comments = примечания
says-updated = последнее изменение
says-jurisdiction = право
says-status = лицо
says-registration = состояние LEI
says-renewal = LEI продлить до
says-file = файл
says-yes = да
says-no = нет

# Names that an issuer's may be.
match-score = оценка
match-name = название
match-lei = LEI
match-country = страна
match-where = где
match-here = эмитент здесь: { $issuer }
match-place = { $warning ->
        [yes] { says-warning }{" "}
       *[no] {""}
    }{ $place }{ $count ->
        [1] {""}
       *[other] {" "}(строк: { $count })
    }
match-none = Ни одно название не получило оценки { $score } или выше. Границу можно понизить параметром --min.
match-nobody = У каждого эмитента с названием есть LEI.
match-note = Оценка говорит о близости написаний, а не о том, что это одно лицо. Если вы знаете, что это оно: qazyq issuer accept ЭМИТЕНТ LEI
match-accepted = { $issuer } — это { $name }, LEI { $lei }: { $place }. { $number ->
        [none] Это уже записано.
       *[other] Номер записи — { $number }.
    }

# What DefiLlama proposes.
proposed-key = ключ
proposed-id = ID здесь
proposed-symbol = тикер
proposed-name = название
proposed-coinmarketcap = CoinMarketCap
proposed-peg = привязка
proposed-remarks = примечания
proposed-new = новый
proposed-known = известен
proposed-declined = отклонён
proposed-taken = { $others ->
        [none] `{ $id }` — актив, который здесь уже есть: укажите --as
       *[other] `{ $id }` получили бы и { $others }: укажите --as
    }
proposed-no-id = из тикера не получается идентификатор: укажите --as
proposed-missing = { $field }: здесь не записано, там { $theirs }
proposed-differs = { $field }: здесь { $ours }, там { $theirs }
proposed-dead = прекращён с { $date }
proposed-over = заброшен или исключён из списка
proposed-tally = Новых: { $new }, известных: { $known }, отклонённых: { $declined }.
proposed-accepted = { $how ->
        [known] { $asset }: всё это уже записано, ничего не добавлено ({ $place }).
        [new] { $asset } — новый актив; записано из { $place } (записи: { $entries }):
       *[more] { $asset } уже был; записано больше из { $place } (записи: { $entries }):
    }
proposed-peg-note = Привязка указана со слов DefiLlama и без адреса: критерию информации о стоимости она не отвечает. Если её публикует эмитент: qazyq peg add
proposed-kept = Не изменено: { $what }
proposed-links = Ссылки, не записанные. Посмотрите их и запишите, что публикует эмитент: qazyq disclosure add { $asset } ПРЕДМЕТ --url АДРЕС
proposed-decline-done = { $number ->
        [none] { $key } уже отклонён.
       *[other] { $key } отклонён, номер записи — { $number }.
    }

# What can go wrong.
register-header-is-unknown = в первой строке нет столбцов ни одного реестра: { $found }
    .help = возьмите файл таким, каким его публикуют; каждый реестр узнаётся по одному из столбцов { $expected }
register-file-has-too-many-rows = строк больше { $rows_max }, а столько нет ни в одном реестре
    .help = посмотрите, что это за файл
register-file-is-too-large = в файле { $bytes } байт, а читается не более { $bytes_max }
    .help = посмотрите, что это за файл
register-column-is-missing = нет столбца `{ $column }`; в файле есть { $found }
    .help = возьмите файл таким, каким его публикуют
trouble-header-is-of-several-registers = в первой строке столбцы нескольких реестров: { $registers }
    .help = загрузите файлы по одному, такими, какими их публикуют
trouble-file-is-a-web-page = файл — веб-страница
    .help = откройте её в браузере и скачайте ответ заново
trouble-file-is-not-json = файл не является JSON или обрывается: { $what }
    .help = скачайте его заново
trouble-document-is-of-another-shape = этот JSON — не ответ GLEIF и не список или ответ DefiLlama
    .help = посмотрите, что в нём сказано: возможно, источник отказался отвечать
trouble-no-register = здесь нет ни одного файла реестра `{ $register }`
    .help = скачайте его и загрузите: qazyq register import ФАЙЛ
trouble-unknown-proposal = в самых новых файлах DefiLlama нет актива с идентификатором `{ $text }`
    .help = их перечисляет qazyq asset proposals --all: ключ стоит впереди
trouble-is-an-asset-here = `{ $text }` у DefiLlama — это актив `{ $asset }` здесь
    .help = что о нём записано, показывает qazyq asset show { $asset }
trouble-id-is-taken = { $choices ->
        [none] идентификатор `{ $text }` уже принадлежит активу здесь
       *[other] идентификатор `{ $text }` получили бы и другие, у DefiLlama это { $choices }
    }
    .help = { $choices ->
        [none] если это тот самый актив: --as { $text }; если нет, укажите другой идентификатор параметром --as
       *[other] укажите его параметром --as: { $text } или другой
    }
trouble-not-the-same-asset = у актива `{ $asset }` здесь другой тикер или другой идентификатор CoinMarketCap, чем у `{ $text }` из DefiLlama
    .help = укажите другой идентификатор параметром --as или сначала исправьте записанное: qazyq asset add { $asset }
trouble-no-id-from-symbol = из тикера `{ $text }` не получается идентификатор
    .help = укажите его параметром --as: от 1 до 64 строчных латинских букв, цифр, знаков `-`, `.` и `_`
trouble-lei-not-in-registers = ни в одном из загруженных реестров нет LEI { $text }
    .help = загрузите запись GLEIF: https://api.gleif.org/api/v1/lei-records/{ $text } командой qazyq register import; или запишите сами: qazyq issuer add ЭМИТЕНТ --lei { $text }
trouble-another-lei = у эмитента { $issuer } уже есть LEI { $text }, запись { $number }
    .help = если он неверен, укажите --corrects { $number }; другая компания — другой эмитент
trouble-lei-of-another = LEI { $text } уже принадлежит эмитенту `{ $issuer }`
    .help = если это одно лицо, используйте того эмитента

# Defects of registers.
defect-value-is-absent = поле `{ $field }` пусто
defect-lei-is-malformed = `{ $found }` в поле `{ $field }` — не LEI
defect-dti-is-malformed = `{ $found }` в поле `{ $field }` — не DTI
defect-date-is-not-readable = `{ $found }` в поле `{ $field }` — не дата вида { $expected }
defect-address-has-no-scheme = `{ $found }` в поле `{ $field }` — без https://
defect-text-is-not-an-address = `{ $found }` в поле `{ $field }` — не адрес
defect-country-is-not-a-code = `{ $found }` в поле `{ $field }` — не код страны
defect-answer-is-neither-yes-nor-no = `{ $found }` в поле `{ $field }` — ни да, ни нет
defect-values-are-parted-otherwise = `{ $found }` в поле `{ $field }` разделено не знаком `|`
defect-encoding-is-broken = в поле `{ $field }` потеряны буквы: `{ $found }`
defect-service-letter-and-words-differ = `{ $found }` в поле `{ $field }`: буква и слова — от разных услуг
defect-service-is-not-known = `{ $found }` в поле `{ $field }` — не услуга по MiCA
defect-column-has-no-name = у столбца { $place } нет названия
defect-value-has-no-column-name = `{ $found }` стоит в столбце { $place }, у которого нет названия
defect-column-is-not-known = столбец `{ $field }` неизвестен и не читается
defect-column-is-absent = нет столбца `{ $field }`
defect-fields-do-not-match-the-header = число полей — { $found }, должно быть { $expected }
defect-quote-is-not-closed = кавычка не закрыта; запись тянется до строки { $through }
defect-key-stands-twice = ключ `{ $field }` стоит дважды; учитывается последний
defect-key-is-misspelt = ключ `{ $field }` прочитан как `{ $meant }`
defect-value-is-misspelt = `{ $found }` в поле `{ $field }` прочитано как `{ $meant }`
defect-value-is-of-another-kind = в поле `{ $field }` стоит `{ $found }`, а должен быть { $expected ->
        [object] объект
        [list] список
        [text] текст
       *[other] { $expected }
    }; поле считается пустым
defect-peg-is-not-known = привязка `{ $found }` неизвестна
defect-mechanism-is-not-known = механизм `{ $found }` неизвестен
