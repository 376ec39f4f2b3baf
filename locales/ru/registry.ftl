# The registry: facts that people record, lists, people, and the journal.

# Facts.
help-asset = Записать, как называется актив, и посмотреть, что о нём известно
    .long =
        У актива есть постоянный идентификатор в рабочем пространстве, а от других его отличают чужие идентификаторы:
        номер на CoinMarketCap, DTI, адрес контракта. Тикер может совпадать: активы с тем же тикером показываются рядом.
    .example =
        qazyq asset add eurk --symbol EURK --name "Пример, а не актив"
        qazyq asset show eurk
help-asset-add = Записать новый актив или дополнить сведения о нём
    .long =
        По каждому полю учитывается последняя запись, в которой оно указано; неуказанное остаётся прежним. Для нового
        актива укажите --symbol или --name: так опечатка в идентификаторе не создаст новый актив.

        Программа ничего нигде не ищет и ничего не перезаписывает: сказанное раньше остаётся в журнале. Когда заведены
        пользователи, нужен токен доступа аналитика.
    .example = qazyq asset add eurk --symbol EURK --name "Пример, а не актив" --issuer eurk-issuer
help-asset-show = Показать всё, что записано об активе
    .long =
        Как он называется, кто его выпускает, у каких активов тот же тикер, в каких списках он сегодня стоит, и все записи
        о нём и его эмитенте, в том числе те, что больше не учитываются. Цен здесь нет: их показывает `qazyq assets ASSET`.
    .example = qazyq asset show eurk
help-issuer = Записать, кто выпускает активы, и посмотреть, что о нём известно
    .long = У эмитента есть идентификатор в рабочем пространстве. Проверка реестра или решение в отношении эмитента касается всех его активов.
    .example =
        qazyq issuer add eurk-issuer --name "Пример, а не компания" --country KZ
        qazyq issuer show eurk-issuer
help-issuer-add = Записать нового эмитента или дополнить сведения о нём
    .long =
        По каждому полю учитывается последняя запись, в которой оно указано; неуказанное остаётся прежним. Указанные
        названия заменяют все прежние. Для нового эмитента укажите --name: так опечатка в идентификаторе не создаст
        нового эмитента.

        У LEI и БИН проверяются только их собственные контрольные цифры. Присвоены ли они и кому, знают реестры. Когда
        заведены пользователи, нужен токен доступа аналитика.
    .example = qazyq issuer add eurk-issuer --name "Пример, а не компания" --name "Мысал, компания емес" --country KZ
help-issuer-show = Показать всё, что записано об эмитенте
    .long = Его названия и идентификаторы, группа, активы и все записи о нём, в том числе те, что больше не учитываются.
    .example = qazyq issuer show eurk-issuer
help-peg = Записать, чему равен актив по его собственным условиям
    .long = С привязкой сопоставляется цена. Если в один день действуют несколько привязок, учитывается записанная последней.
    .example =
        qazyq peg add eurk EUR --url https://example.com/terms
        qazyq peg list --asset eurk
help-peg-add = Записать привязку и адрес, где она указана
    .long =
        Привязка без адреса остаётся привязкой, но критерий информации о стоимости с ней не выполнен. Она действует в
        пределах --from и --until, а если они не указаны — всегда.

        Когда заведены пользователи, нужен токен доступа аналитика.
    .example = qazyq peg add eurk EUR --url https://example.com/terms --from 2026-01-01
help-disclosure = Записать, какие сведения об активе опубликованы
    .long = Приказ требует публичности сведений о четырёх вещах: о самом активе, о его обеспечении, о его эмитенте и о том, что поддерживает стабильность его стоимости.
    .example =
        qazyq disclosure add eurk backing --url https://example.com/reserves --published 2026-01-31
        qazyq disclosure list --asset eurk
help-disclosure-add = Записать, где сведения опубликованы или что их искали и не нашли
    .long =
        У опубликованного есть адрес, и желательна дата. Если сведения искали и не нашли, указывается день, когда их
        искали: --looked-for-on. По каждому виду сведений учитывается последнее.

        Саму страницу можно и следует сохранить параметром --document: завтра по тому же адресу может стоять другое. Когда
        заведены пользователи, нужен токен доступа аналитика.
    .example =
        qazyq disclosure add eurk backing --url https://example.com/reserves --published 2026-01-31
        qazyq disclosure add eurk issuer --looked-for-on 2026-02-01
help-check = Записать, что показал реестр при проверке
    .long = Проверка реестра судебных решений или предписаний. Сама программа реестры не проверяет: это делает человек и сообщает результат.
    .example =
        qazyq check add "Судебные решения" --asset eurk --term EURK --on 2026-02-01 --result none
        qazyq check list --asset eurk
help-check-add = Записать проверку реестра
    .long =
        Указывается, какой реестр проверен, когда, в отношении кого, что искали и что найдено. При результате `found`
        критерий не определён, пока кто-нибудь не разберётся с найденным: запишите, что это, командой `qazyq ruling add`,
        или, если найденное касается других лиц, укажите результат `dismissed`.

        Когда заведены пользователи, нужен токен доступа аналитика.
    .example = qazyq check add "Судебные решения" --asset eurk --issuer eurk-issuer --term EURK --on 2026-02-01 --result none --document page.html
help-ruling = Записать судебное решение или предписание органа
    .long = Действующее решение в отношении актива или его эмитента определяет критерий правового положения.
    .example =
        qazyq ruling add eurk-1 --kind order --body "Пример, а не орган" --asset eurk --in-force-from 2026-02-01
        qazyq ruling list --asset eurk
help-ruling-add = Записать решение или изложить его заново
    .long =
        Запись с идентификатором более ранней излагает то же решение заново целиком: то, что не указано, из прежней не
        переносится. Так записывают прекращение действия или обжалование. Само по себе обжалование ничего не решает.

        Решение, которое не касается никого из записанных здесь, и решение вида `other` можно записать, но они ничего не
        решают. Когда заведены пользователи, нужен токен доступа аналитика.
    .example = qazyq ruling add eurk-1 --kind order --body "Пример, а не орган" --asset eurk --in-force-from 2026-02-01 --ended-on 2026-03-01
help-fact-list = Перечислить учитываемые сведения этого вида
    .long =
        Исправленное и отменённое не перечисляется: его показывают `qazyq asset show` и `qazyq journal show`. С --csv и
        --json выводятся все поля, в том виде, в каком их читает `import`; на экране некоторые опущены ради места.
    .example = qazyq disclosure list --asset eurk
help-fact-import = Записать сведения этого вида из файлов
    .long =
        Файл — TOML, CSV, JSON или JSON по строкам, в зависимости от окончания имени; поля те же, что у `add`, с `_` вместо
        `-`. В CSV их называет заголовок, а несколько значений стоят в одной ячейке через черту: `a|b`.

        Файл принимается целиком или не принимается вовсе. То, что в журнале уже есть, повторно не записывается, поэтому
        прерванную загрузку продолжает та же команда. Документ — это файл рядом или `sha256:` и контрольная сумма уже
        сохранённого. Когда заведены пользователи, нужен токен доступа аналитика.
    .example = qazyq disclosure import disclosures.csv
help-record = Записать из файлов сведения всех видов или вывести форму для них
    .long =
        В TOML каждое сведение — таблица своего вида, например [[disclosure]]; в JSON вид называет ключ `record`. В CSV
        бывает только один вид: такой файл передают командам вроде `qazyq disclosure import`.

        С --template выводится форма, в которой каждая строка начинается с `#`. Уберите этот знак там, где заполняете.
        Файл принимается целиком или не принимается вовсе. Когда заведены пользователи, нужен токен доступа аналитика.
    .example =
        qazyq record --template > facts.toml
        qazyq record facts.toml

# Lists.
help-list = Вести списки органов и решения по ним
    .long =
        Списков четыре, у каждого своё основание в законе, и они никогда не смешиваются: ministry, afsa, national_bank и
        ministry_of_finance. В них стоит то, что записано в этом рабочем пространстве; своего списка у программы нет.

        Вывод программы ничего не включает в список и ничего из него не исключает. Один человек предлагает, другой
        утверждает, а рядом с тем, что они делают, стоит вывод за этот день.
    .example =
        qazyq list show ministry
        qazyq list propose add eurk --from 2026-03-01 --reason "пример"
        qazyq list proposals
help-list-show = Показать список на указанный день вместе с выводами
    .long =
        Под списком стоит то, чего в нём нет и что соответствует критериям. То, что стоит в списке и не соответствует,
        отмечается, если в этот день не приостановлено: это повод посмотреть человеку, сама отметка ничего не меняет.
        Выводы даны по прочтению по умолчанию.

        С --as-of учитывается только то, что было известно к этому моменту. Списки может смотреть каждый.
    .example = qazyq list show ministry --on 2026-03-14
help-list-diff = Показать, что изменилось в списке между двумя днями
    .long = Что добавлено и исключено, что приостановлено или снова учитывается и о чём в списке сказано иначе. То, что за это время появилось и снова исчезло, не показывается.
    .example = qazyq list diff ministry --from 2026-01-01 --to 2026-03-14
help-list-export = Выгрузить список на указанный день
    .long =
        В JSON или CSV, на любой машине одни и те же байты, так что рядом можно опубликовать их SHA-256. В JSON назван и
        номер записи журнала, по которую составлен список. Выводов программы в нём нет.
    .example = qazyq list export ministry --on 2026-03-14 --output list.json
help-list-import = Принять список, который орган ведёт сам
    .long =
        Список принимается таким, каким он был в указанный день, вместе с актом, на котором основан. То, чего в нём больше
        нет, с этого дня считается исключённым, если --part не указывает, что это только часть. Это чужое
        решение, и в --document следует сохранить то, что его подтверждает. Никто его не утверждает, если только изменение
        этого списка не публиковалось в самом рабочем пространстве: тогда он действует после `qazyq list approve` второго человека.

        Какой актив имеется в виду, определяется по номеру на CoinMarketCap, DTI, контракту или тикеру, который есть только
        у одного актива. Если этого недостаточно, строка остаётся в списке под своим названием, а актив указываете вы:
        --means. Файл с окончанием .json читается в том виде, в каком его выводит `qazyq list export`, всякий другой — как
        CSV с запятой. Когда заведены пользователи, нужен токен доступа аналитика.
    .example = qazyq list import table.csv --authority afsa --act "Пример, а не акт" --of 2026-03-14 --columns "symbol=Symbol,name=Name"
help-list-proposals = Показать предложения или всё об одном из них
    .long = Одно предложение по номеру показывается со всеми шагами: кто что сделал и какой вывод при этом стоял рядом.
    .example = qazyq list proposals 12
help-list-propose = Предложить изменение списка
    .long =
        Это может аналитик; список пока не меняется. Рядом с предложением записывается вывод об активе на первый день
        предложения или на сегодня, смотря что раньше, и контрольная сумма дела, чтобы вывод можно было получить снова.

        Затем другие могут дать отзыв, второй человек утверждает предложение или отклоняет, а утверждённое публикуют. Об
        одном активе и одном списке одновременно может быть только одно незавершённое предложение.
    .example = qazyq list propose add eurk --from 2026-03-01 --act "Пример, а не акт" --reason "выполнены все пять критериев" --evidence 3
help-list-review = Дать отзыв о предложении
    .long = Это могут аналитики и утверждающие, сколько угодно раз, пока предложение не завершено. Отзыв ничего не решает.
    .example = qazyq list review 12 --finding supports --note "страница о резервах прочитана"
help-list-approve = Утвердить чужое предложение
    .long = Это может утверждающий, но никогда не тот, кто предложил. Список пока не меняется: его меняет `qazyq list publish`. Принятый список, которому нужен второй человек, утверждается по номеру своей записи и действует сразу.
    .example = qazyq list approve 12
help-list-reject = Отклонить чужое предложение
    .long = Это может утверждающий, но никогда не тот, кто предложил, и только до публикации. На этом предложение завершено; можно внести другое.
    .example = qazyq list reject 12 --reason "реестр не проверен"
help-list-recall = Снять своё предложение
    .long = Это может только тот, кто его внёс, и только до публикации.
    .example = qazyq list recall 12 --reason "не та дата"
help-list-publish = Ввести утверждённое предложение в действие
    .long =
        Это может утверждающий, но никогда не тот, кто предложил. Список меняется с того дня, который назван в предложении, а строка записывается такой, какой
        она опубликована. Опубликованное не снимают: предложите обратное.
    .example = qazyq list publish 12

# People.
help-user = Указать, кому что разрешено
    .long =
        Пока пользователей нет, сведения может записывать всякий, кто может писать в папку, а решений по спискам не бывает. С
        первого пользователя каждая команда, которая что-то записывает, требует токен доступа, а каждый отказ записывается.

        reader — читатель: только смотрит. analyst — аналитик: записывает сведения, принимает списки, предлагает и даёт
        отзывы. approver — утверждающий: даёт отзывы, утверждает, отклоняет и публикует. administrator — администратор:
        указывает, кому что разрешено. auditor — аудитор: видит пользователей, токены и отказы.
    .example =
        qazyq user add aigerim --role administrator > token.txt
        qazyq --token-file token.txt user add daniyar --role analyst
help-user-add = Завести пользователя
    .long =
        Первый пользователь должен быть администратором и сразу получает токен доступа. Токен показывается один раз и нигде не
        хранится, хранится только его контрольная сумма. С этого времени каждая команда, которая что-то записывает, требует
        токен: в QAZYQ_TOKEN или в файле, который назван параметром --token-file.

        Остальных заводит администратор, а токен им выдаёт `qazyq token new`. Короткое имя потом не изменить: под ним
        делаются записи.
    .example =
        qazyq user add aigerim --role administrator > token.txt
        qazyq --token-file token.txt user add daniyar --name "Пример" --role analyst --role approver
help-user-set = Изменить имя или роли пользователя или запретить ему действовать
    .long =
        Это может администратор. Указанные роли заменяют прежние. Неактивному пользователю ничего не разрешено, а записанное
        им остаётся. Хотя бы один активный администратор должен остаться.
    .example =
        qazyq user set daniyar --role approver
        qazyq user set daniyar --inactive
help-user-password = Задать пароль пользователя или убрать его
    .long =
        Это может администратор. С паролем пользователь получает токены доступа без администратора: `qazyq token new USER
        --password-file FILE`. Пароль читается из файла, потому что командную строку могут видеть другие. Хранится только его
        хэш, а выданные токены действуют по-прежнему.
    .example = qazyq user password daniyar --password-file password.txt
help-user-list = Перечислить пользователей
    .long = Это могут администраторы и аудиторы. Считаются токены, которые действуют сегодня.
    .example = qazyq user list
help-token = Выдать токены доступа и отозвать их
    .long =
        Токен доступа показывает, кто действует: каждая команда, которая что-то записывает, берёт его из QAZYQ_TOKEN или из
        файла, который назван параметром --token-file. У токена есть открытая половина, по которой он перечисляется, и
        секретная, от которой хранится только контрольная сумма.
    .example = qazyq token new daniyar --days 30 > token.txt
help-token-new = Выдать пользователю токен доступа
    .long =
        Администратор может выдать токен любому, пользователь — себе, по своему паролю. Токен показывается один раз: если он
        утерян, выдайте другой, а этот отзовите.
    .example =
        qazyq token new daniyar --days 30 --label laptop > token.txt
        qazyq token new daniyar --password-file password.txt > token.txt
help-token-revoke = Отозвать токен доступа
    .long = Это может администратор. Токен больше не действует; записанное с ним остаётся.
    .example = qazyq token revoke 0123456789abcdef --reason "ноутбук утерян"
help-token-list = Перечислить токены доступа по их открытым половинам
    .long = Это могут администраторы и аудиторы. Отозванные и просроченные тоже перечисляются.
    .example = qazyq token list

# The journal.
help-journal = Посмотреть журнал, проверить его и перенести
    .long =
        Журнал — это всё, что знает рабочее пространство, кроме самих файлов: запись за записью, и в каждой стоит
        контрольная сумма предыдущей. В нём никогда ничего не меняют: исправление и отмена — новые записи.
    .example =
        qazyq journal show
        qazyq journal verify
help-journal-verify = Проверить, цел ли журнал
    .long =
        Каждая запись читается и сверяется со своей контрольной суммой и с предыдущей записью. Обнаруживается то, что изменено,
        добавлено или изъято в середине, повреждения, о которых сообщает сама база, пароли, подставленные вручную, и файлы
        записей, которых нет или которые изменены.

        Сами по себе не обнаруживаются записи, отрезанные в конце, и журнал, переписанный целиком. Для этого укажите в --head
        то, что было сообщено раньше, на другой машине или в копии: такая запись должна быть в цепочке. Нынешнее значение
        сообщают эта команда и `export`; храните его в другом месте.

        Код завершения: 0, если журнал цел, и 3, если нет.
    .example = qazyq journal verify --head 12:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
help-journal-show = Показать записи журнала
    .long =
        Последние или одну по номеру — строкой JSON в том виде, в каком она стоит в цепочке. С --json так выводятся все.
        Записи о пользователях, токенах, паролях и отказах — для администраторов и аудиторов; без их токена они опускаются.
    .example =
        qazyq journal show --asset eurk
        qazyq journal show 12
help-journal-export = Выгрузить весь журнал, по записи в строке
    .long =
        Те самые байты, из которых составлена цепочка: SHA-256 каждой строки без её конца стоит в следующей. Это могут
        администраторы и аудиторы, потому что в журнале есть и отказы. Паролей в нём нет: с --credentials администратор получает
        в отдельном файле то, с чем их сверяют. Загруженные файлы лежат в папке `raw` рабочего пространства, полученное из
        источников — в `lake`; их копируют отдельно.
    .example = qazyq journal export --output journal.jsonl
help-journal-import = Внести выгруженный журнал
    .long =
        В пустое рабочее пространство или в то, журнал которого служит началом вносимого. Каждая строка проверяется по ходу,
        цепочка остаётся прежней, а прерванное продолжает та же команда. Если пользователи уже есть, нужен токен доступа
        администратора.

        С --database журнал переходит в эту базу и остаётся в ней; файл в папке больше не учитывается. Папки `raw` и `lake`
        скопируйте отдельно.
    .example = qazyq --workspace copy journal import journal.jsonl
help-journal-retract = Отменить запись, в которой сказано неверное
    .long =
        Запись остаётся на месте и больше не учитывается; причина хранится вместе с отменой. На более ранний момент запись
        учитывается по-прежнему. Отменить можно сведения и файлы реестров; решения по спискам, пользователей и токены отменяет
        только новое решение, файлы — `qazyq withdraw`. Чтобы сразу сказать верно, укажите `--corrects NUMBER` в команде `add`.

        Когда заведены пользователи, нужен токен доступа аналитика.
    .example = qazyq journal retract 12 --reason "о другой компании"
help-journal-follow = Выводить записи по мере появления, пока команда не прервана
    .long = По записи в строке, в JSON. Это могут администраторы и аудиторы.
    .example = qazyq journal follow --after 12

# Options that every command has.
arg-database = База PostgreSQL с журналом, например postgres://USER@HOST/NAME [по умолчанию: QAZYQ_DATABASE, иначе файл в рабочем пространстве]
arg-token_file = Файл с токеном доступа, который показывает, кто действует [по умолчанию: токен из QAZYQ_TOKEN]

# Options of several commands.
arg-symbol = Тикер актива; может совпадать с тикером другого актива
arg-url = Общедоступный адрес, где это указано
arg-document = Файл, который это подтверждает; хранится под своей контрольной суммой. Или sha256:DIGEST уже сохранённого
arg-retrieved = Когда это получено, например 2026-03-13T06:00:00Z; с этого момента учитывается [по умолчанию: сейчас]
arg-corrects = Номер записи, место которой занимает эта
arg-issuer = Идентификатор эмитента в рабочем пространстве
arg-authority = Чей список: ministry, afsa, national_bank или ministry_of_finance
arg-proposal = Номер предложения
arg-user = Короткое имя пользователя
arg-reason = Причина: она сохраняется в журнале
arg-fact-list-asset = Только то, что касается этого актива
arg-fact-list-issuer = Только то, что касается этого эмитента
arg-csv = Вывести CSV, который читает `import`
arg-fact-import-files = Файлы форм: .toml, .csv, .json или .jsonl
arg-record-files = Файлы форм: .toml, .json или .jsonl
arg-record-template = Вывести форму со всеми полями всех видов

arg-asset-add-asset = Идентификатор актива: от 1 до 64 знаков: строчные латинские буквы, цифры, `-`, `.` и `_`; первой стоит буква или цифра
arg-asset-add-name = Название актива
arg-asset-add-coinmarketcap = Его номер на CoinMarketCap; у двух активов одинаковым не бывает
arg-asset-add-dti = Его Digital Token Identifier по ISO 24165: 9 знаков, прописные буквы и цифры
arg-asset-add-caip19 = Где он размещён, по CAIP-19, например eip155:1/erc20:0x…; можно указать несколько раз, заменяет все прежние
arg-asset-add-issuer = Кто его выпускает: идентификатор эмитента в рабочем пространстве
arg-asset-add-origin = Кто это сообщает: official_register, issuer, third_party, on_chain или self_reported [по умолчанию: self_reported]
arg-asset-show-id = Идентификатор актива
arg-issuer-add-issuer = Идентификатор эмитента: от 1 до 64 знаков: строчные латинские буквы, цифры, `-`, `.` и `_`; первой стоит буква или цифра
arg-issuer-add-name = Название; можно указать несколько раз, любыми буквами. Показывается первое
arg-issuer-add-lei = Его LEI по ISO 17442: 20 знаков, прописные буквы и цифры
arg-issuer-add-bin = Его бизнес-идентификационный номер в Казахстане, БИН: 12 цифр
arg-issuer-add-country = Где он зарегистрирован: две прописные буквы по ISO 3166, например KZ
arg-issuer-add-group = Эмитент во главе его группы: идентификатор в рабочем пространстве
arg-issuer-add-website = Адрес его собственных страниц
arg-issuer-add-origin = Кто это сообщает: official_register, issuer, third_party, on_chain или self_reported [по умолчанию: third_party]
arg-issuer-show-id = Идентификатор эмитента
arg-peg-add-peg = Чему равна одна единица по условиям самого актива: USD, "100 KZT", "0.5 USD + 0.5 EUR"
arg-peg-add-from = Первый день, когда привязка действует, YYYY-MM-DD [по умолчанию: всегда]
arg-peg-add-until = Первый день, когда она уже не действует, YYYY-MM-DD [по умолчанию: нет]
arg-peg-add-origin = Кто это сообщает: official_register, issuer, third_party, on_chain или self_reported [по умолчанию: issuer]
arg-disclosure-add-item = Что опубликовано: asset, backing, issuer или stabilisation_mechanism
arg-disclosure-add-status = published или absent [по умолчанию: absent, если указано --looked-for-on, иначе published]
arg-disclosure-add-published = С какого дня опубликовано, YYYY-MM-DD
arg-disclosure-add-looked_for_on = В какой день искали и не нашли, YYYY-MM-DD
arg-disclosure-add-next_expected = К какому дню ожидается следующая публикация, YYYY-MM-DD
arg-disclosure-add-url = Адрес, где это опубликовано; обязателен для опубликованного
arg-disclosure-add-origin = Кто это сообщает: official_register, issuer, third_party, on_chain или self_reported [по умолчанию: issuer]
arg-check-add-register = Какой реестр, словами
arg-check-add-asset = В отношении какого актива: его идентификатор; можно указать несколько раз. Нужно назвать актив или эмитента
arg-check-add-issuer = В отношении какого эмитента: его идентификатор; можно указать несколько раз
arg-check-add-term = Что искали; указывается один раз или несколько
arg-check-add-on = В какой день, YYYY-MM-DD
arg-check-add-result = Что найдено: none — ничего, found — записи есть, dismissed — найденное касается других лиц
arg-check-add-note = К чему пришёл проверявший
arg-check-add-url = Адрес реестра или поиска
arg-check-add-origin = Кто это сообщает: official_register, issuer, third_party, on_chain или self_reported [по умолчанию: official_register]
arg-ruling-add-ruling = Идентификатор решения: от 1 до 64 знаков: строчные латинские буквы, цифры, `-`, `.` и `_`; первой стоит буква или цифра
arg-ruling-add-kind = Что это: court_decision — судебное решение, order — предписание, other — иное, ничего не решает
arg-ruling-add-country = Какого государства: две прописные буквы по ISO 3166 [по умолчанию: KZ]
arg-ruling-add-body = Чьё: суд или орган
arg-ruling-add-reference = Его номер там
arg-ruling-add-title = Как оно называется
arg-ruling-add-asset = В отношении какого актива: его идентификатор; можно указать несколько раз
arg-ruling-add-issuer = В отношении какого эмитента: его идентификатор; можно указать несколько раз
arg-ruling-add-in_force_from = Первый день, когда оно действует, YYYY-MM-DD
arg-ruling-add-appealed_on = В какой день обжаловано, YYYY-MM-DD
arg-ruling-add-ended_on = Первый день, когда оно уже не действует, YYYY-MM-DD
arg-ruling-add-note = К чему пришёл тот, кто его прочитал
arg-ruling-add-url = Адрес, где его можно прочитать
arg-ruling-add-origin = Кто это сообщает: official_register, issuer, third_party, on_chain или self_reported [по умолчанию: official_register]

arg-list-show-on = На какой день, YYYY-MM-DD [по умолчанию: сегодня]
arg-list-show-without_verdicts = Показать только список, без выводов и без того, чего в нём нет
arg-list-export-on = На какой день, YYYY-MM-DD [по умолчанию: сегодня]
arg-list-export-format = json или csv [по умолчанию: json]
arg-list-export-output = Файл, в который записать [по умолчанию: стандартный вывод]
arg-list-import-file = Список в .csv или .json
arg-list-import-act = Акт, на котором основан список, с датой и номером
arg-list-import-of = На какой день этот список, YYYY-MM-DD [по умолчанию: сегодня]
arg-list-import-document = Файл, который подтверждает список; хранится под своей контрольной суммой
arg-list-import-columns = Столбцы другого CSV: symbol=Symbol,name=Name,… Ключи: asset, symbol, name, coinmarketcap, dti, caip19, issuer, lei, peg, from, until, suspended_from, act, reason и comment [по умолчанию: столбцы с этими именами]
arg-list-import-means = Какой актив имеется в виду: тикер или название из списка, `=` и идентификатор актива; можно указать несколько раз
arg-list-import-part = Это часть списка: то, чего в ней нет, остаётся в списке
arg-list-import-retrieved = Когда список получен, например 2026-03-13T06:00:00Z; с этого момента учитывается [по умолчанию: сейчас]
arg-list-proposals-proposal = Номер одного предложения [по умолчанию: все открытые и утверждённые]
arg-list-proposals-all = Показать и отклонённые, снятые и опубликованные
arg-list-propose-action = Что сделать: add — включить, suspend — приостановить, resume — возобновить, remove — исключить, correct — исправить
arg-list-propose-authority = Чей список: ministry, afsa, national_bank или ministry_of_finance [по умолчанию: ministry]
arg-list-propose-from = С какого дня это действует, YYYY-MM-DD
arg-list-propose-until = Первый день, когда это уже не действует, YYYY-MM-DD; для add, suspend и correct [по умолчанию: нет]
arg-list-propose-act = Акт, на котором это основано, с датой и номером
arg-list-propose-criterion = Какого критерия это касается: value_information, stability, disclosure, market_presence или legal_standing [по умолчанию: всех]
arg-list-propose-evidence = Номер записи, на которую это опирается; можно указать несколько раз
arg-list-review-finding = К чему вы пришли: supports — за, objects — против, remarks — замечание, которое нужно знать
arg-list-review-note = Что просмотрено, словами
arg-list-approve-note = Примечание, которое сохранится вместе с утверждением

arg-user-add-user = Короткое имя: от 1 до 64 знаков: строчные латинские буквы, цифры, `-`, `.` и `_`; первой стоит буква или цифра
arg-user-add-name = Имя самого человека
arg-user-add-role = Что ему разрешено: reader, analyst, approver, administrator или auditor; можно указать несколько раз
arg-user-set-name = Имя самого человека
arg-user-set-role = Что ему разрешено с этого времени: reader, analyst, approver, administrator или auditor; можно указать несколько раз
arg-user-set-active = Пользователю снова разрешено действовать
arg-user-set-inactive = Пользователю больше ничего не разрешено
arg-user-password-password_file = Файл с паролем: не менее 15 знаков и не более 1024 байт; `-` читает стандартный ввод
arg-user-password-none = Убрать пароль
arg-token-new-days = Сколько дней он действует [по умолчанию: 90]
arg-token-new-label = Для чего он
arg-token-new-password_file = Файл с паролем самого пользователя вместо токена администратора; `-` читает стандартный ввод
arg-token-revoke-token = Его открытая половина, 16 знаков, или токен целиком

arg-journal-verify-head = Номер и контрольная сумма записи, сообщённые раньше: она должна быть в цепочке
arg-journal-show-entry = Номер одной записи [по умолчанию: последние]
arg-journal-show-kind = Только этого вида, например disclosure, market, proposal или attempt
arg-journal-show-asset = Только об этом активе
arg-journal-show-author = Только этого пользователя
arg-journal-show-last = Наибольшее число показываемых [по умолчанию: 40]
arg-journal-export-output = Файл, в который записать [по умолчанию: стандартный вывод]
arg-journal-export-credentials = Новый файл для того, с чем сверяют пароли; храните его так же, как пароли
arg-journal-import-file = Журнал в том виде, в каком его выводит `qazyq journal export`
arg-journal-import-credentials = Файл с тем, с чем сверяют пароли, из той же выгрузки [по умолчанию: пароли задают заново]
arg-journal-retract-entry = Номер записи
arg-journal-follow-after = Начать после этой записи [по умолчанию: с того, что появится]

# Names of choices.
authority-ministry = Перечень Министерства
    .note = Перечень Министерства по приказу № 600/НҚ относится к налогам; здесь стоит то, что записано в этом рабочем пространстве, официальное содержание Перечня не проверено, и с другими списками он никогда не смешивается.
authority-afsa = Таблица AFSA
    .note = Таблица цифровых активов, одобренных AFSA, указывает, чем можно торговать в МФЦА; здесь стоит то, что записано в этом рабочем пространстве, и с другими списками она никогда не смешивается.
authority-national_bank = Список Национального Банка
    .note = Список Национального Банка — для того, что он разрешает по законам от 16 января 2026 года; здесь стоит то, что записано в этом рабочем пространстве, и с другими списками он никогда не смешивается.
authority-ministry_of_finance = Список Министерства финансов
    .note = Список Министерства финансов — для активов, стоимость которых публикуется в целях налога на майнинг; здесь стоит то, что записано в этом рабочем пространстве, и с другими списками он никогда не смешивается.

action-add = включить
action-suspend = приостановить
action-resume = возобновить
action-remove = исключить
action-correct = исправить
action-import = принять список
finding-supports = отзыв: за
finding-objects = отзыв: против
finding-remarks = отзыв: замечание
stage-open = открыто
stage-approved = утверждено
stage-rejected = отклонено
stage-recalled = снято
stage-published = опубликовано
step-proposal = предложено
step-review = дан отзыв
step-approval = утверждено
step-rejection = отклонено
step-recall = снято
step-publication = опубликовано
step-list_import = список принят
list-change-added = добавлен
list-change-removed = исключён
list-change-suspended = приостановлен
list-change-resumed = снова учитывается
list-change-corrected = сказано иначе
list-status-listed = в списке
list-status-suspended = приостановлен
list-status-unlisted = не в списке
yes = да
no = нет

# Fields, as labels and headings of columns.
field-asset = актив
field-assets = активы
field-symbol = тикер
field-same-symbol = тот же тикер
field-name = название
field-coinmarketcap = CoinMarketCap
field-dti = DTI
field-caip19 = CAIP-19
field-issuer = эмитент
field-lei = LEI
field-bin = БИН
field-country = страна
field-group = глава группы
field-same-group = та же группа
field-website = сайт
field-peg = привязка
field-from = с
field-until = до
field-item = что
field-status = состояние
field-published = опубликовано
field-looked_for_on = искали
field-next_expected = ожидается
field-register = реестр
field-term = что искали
field-on = когда
field-result = результат
field-note = примечание
field-ruling = решение
field-kind = вид
field-body = орган
field-reference = номер
field-title = заглавие
field-in_force_from = действует с
field-appealed_on = обжаловано
field-ended_on = прекращено
field-url = адрес
field-document = документ
field-origin = кто сообщает
field-retrieved = получено
field-corrects = исправляет
field-entry = запись
field-recorded_at = записано
field-author = автор
field-says = содержание

# Screens: facts.
record-done = Сделана запись { $number }.
record-done-many = { $count ->
        [one] Сделана { $count } запись
        [few] Сделаны { $count } записи
        [many] Сделано { $count } записей
       *[other] Сделано { $count } записи
    }, с { $first } по { $last }.
record-known = Уже было в журнале и повторно не записано: { $count }.
record-none = Сведений этого вида нет.
record-template =
    Сведения всех видов. Уберите `#` перед именем таблицы и перед полями, которые заполняете, остальные удалите и передайте
    файл командой: qazyq record ФАЙЛ.toml
    Таблица может стоять несколько раз. Знаком * в конце отмечено обязательное.
show-undone = (не учитывается с записи { $number })
show-listing = { $authority }: { $status }, начиная с { $date }

# Screens: lists.
list-heading = { $authority } на { $date }: { $count ->
        [one] { $count } актив
        [few] { $count } актива
        [many] { $count } активов
       *[other] { $count } актива
    }
list-empty = Насколько известно этому рабочему пространству, в этот день в списке ничего не было.
list-asset = актив
list-symbol = тикер
list-name = название
list-status = состояние
list-from = с
list-until = до
list-act = акт
list-verdict = вывод
list-mark = отметка
list-change = изменение
list-alarm = в списке, не соответствует
list-candidate = соответствует, не в списке
list-tally = Стоит в списке, не приостановлено и не соответствует критериям приказа № 600/НҚ: { $alarms }. Соответствует и не стоит в списке: { $candidates }.
list-same = В эти два дня список одинаков.
list-without-verdict = Вывода об активе `{ $asset }` нет: { $why }
list-exported = Список записан в { $path }; его SHA-256: { $sha256 }
list-import-done = { $authority }: { $count ->
        [one] принята { $count } строка
        [few] приняты { $count } строки
        [many] принято { $count } строк
       *[other] принято { $count } строки
    }, запись { $number }.
list-import-known = { $authority }: этот список уже принят, запись { $number }; ничего не записано.
list-import-pending = Решения по этому списку принимаются здесь, поэтому он пока не меняется. Решает второй человек: qazyq list approve { $number } или qazyq list reject { $number }
list-import-approved = Список, принятый как запись { $number }, утверждён и действует.
list-import-heading = Принятый список, запись { $number }: { $authority } на { $date }, строк: { $count } ({ $stage })
list-import-unknown = { $count ->
        [1] Неизвестно, какой актив имеется в виду в одной строке: { $names }. Она остаётся
        [one] Неизвестно, какой актив имеется в виду в { $count } строке: { $names }. Они остаются
        [few] Неизвестно, какой актив имеется в виду в { $count } строках: { $names }. Они остаются
        [many] Неизвестно, какой актив имеется в виду в { $count } строках: { $names }. Они остаются
       *[other] Неизвестно, какой актив имеется в виду в { $count } строки: { $names }. Они остаются
    } в списке под этим названием; актив указывает --means НАЗВАНИЕ=АКТИВ.

proposals-none = Открытых предложений нет.
proposals-number = номер
proposals-list = список
proposals-action = действие
proposals-asset = актив
proposals-from = с
proposals-until = до
proposals-stage = стадия
proposals-by = кто
proposals-verdict = вывод
proposals-reason = причина
proposals-act = акт
proposals-criterion = критерий
proposals-evidence = основания, номера записей
proposals-at = когда
proposals-step = шаг
proposals-note = примечание
proposal-heading = Предложение { $number }: { $action } { $asset }, { $authority } ({ $stage })
proposal-made = Предложение { $number } записано. Вывод рядом с ним на { $date }: { $outcome }. Решает второй человек: qazyq list approve { $number } или qazyq list reject { $number }
proposal-reviewed = Отзыв о предложении { $number } записан.
proposal-approved = Предложение { $number } утверждено. Список изменит команда: qazyq list publish { $number }
proposal-rejected = Предложение { $number } отклонено.
proposal-recalled = Предложение { $number } снято.
proposal-published = Предложение { $number } опубликовано.

# Screens: people.
user-first = `{ $user }` — первый пользователь, администратор. Это токен доступа, он показывается один раз. С этого времени каждая команда, которая что-то записывает, требует токен: в QAZYQ_TOKEN или в файле, который назван параметром --token-file.
user-added = Пользователь `{ $user }` заведён. Роли: { $roles }. Токен доступа выдаёт команда: qazyq token new { $user }
user-set = Пользователь `{ $user }` изменён. Роли: { $roles }
users-none = Пользователей нет: сведения может записывать всякий, кто может писать в папку. Первого заводит `qazyq user add USER --role administrator`.
users-user = пользователь
users-name = имя
users-roles = роли
users-active = активен
users-password = пароль
users-tokens = токены
password-set = Пароль пользователя `{ $user }` задан.
password-taken = У пользователя `{ $user }` больше нет пароля.
token-given = Токен доступа для `{ $user }`, он показывается один раз и действует до { $date }.
token-revoked = Токен больше не действует.
tokens-none = Токенов нет.
tokens-token = токен
tokens-user = пользователь
tokens-label = метка
tokens-since = с
tokens-expires = до
tokens-revoked = отозван

# Screens: the journal.
journal-whole = Журнал цел. Записей: { $count }. Сохраните это в другом месте, чтобы потом указать в --head: { $head }
journal-first-format = Журнал первого формата, в котором записи не называют предыдущих: проверить можно было только файлы, и они целы. Записей: { $count }. Конец журнала в виде цепочки: { $head }
journal-not-whole = Журнал не цел. Подходящих записей: { $count }, по { $head }
journal-broken = Первой не подходит запись { $number }: { $why }
journal-engine = База сообщает о своих файлах: { $text }
journal-credential = Пароль пользователя `{ $user }` — не тот, который подтверждает журнал.
journal-file = Файла { $file }, который называет запись { $number }, нет, или он изменён.
journal-decision = Решение { $number } нарушает правила: { $why }
journal-exported = Журнал записан в { $path }. Записей: { $count }. Сохраните это в другом месте, чтобы потом указать в --head: { $head }
journal-imported = Журнал внесён. Записей: { $count }, из них новых здесь: { $new }. Последняя: { $head }
journal-credential-left-out = Пароль пользователя `{ $user }` не внесён: его не подтверждает ни одна запись.
journal-moved = С этого времени журнал в базе. Файл в папке больше не учитывается.
journal-retracted = Запись { $number } больше не учитывается.

# Why a journal is not whole; each stands behind the number of an entry.
row-is-missing = её строки нет.
row-is-altered = её байты не соответствуют контрольной сумме.
row-is-no-entry = её байты не являются записью.
row-is-not-canonical = она записана не так, как записывает эта программа.
row-says-another-number = в ней указан другой номер.
row-is-behind-another = предыдущей в ней названа не та запись, которая стоит перед ней.
row-is-not-the-known-one = это не та запись, которая указана в --head.
rows-are-cut-off = журнал кончается раньше, а в --head указана более поздняя.
store-cannot-be-opened = базу журнала не удаётся открыть.
store-cannot-be-read = её строку не удаётся прочитать.
store-cannot-be-written = в базу журнала не удаётся записать.
store-busy = база журнала занята кем-то другим.
store-of-another-format = база журнала в другом формате.
store-damaged = её строка повреждена.
store-address = адрес базы журнала — не адрес.
store-unreachable = база журнала больше недоступна.
store-refused-login = база журнала отказала во входе.
store-not-durable = база журнала может потерять подтверждённое.

# Чем решение нарушает правила; стоит после номера записи.
decision-without-the-right = у его автора не было на это права.
decision-by-the-proposer = его автор сам предложил то, о чём оно.
decision-by-another = то, что оно отзывает, предложил кто-то другой.
decision-at-another-stage = то, о чём оно, было на другой стадии.
decision-on-nothing = то, о чём оно, не является предложением.

# Why an entry cannot be undone.
stands-for-ever = файлы, решения по спискам, пользователи, токены и отказы остаются; их последствия отменяет новое решение, а файл — `qazyq withdraw`.
is-undone-already = она уже исправлена или отменена.
is-about-something-else = она другого вида или о другом активе, чем то, что должно занять её место.

# What can go wrong. `.help` says the way out.
trouble-unknown-entry = нет записи { $number }
    .help = последние записи с номерами показывает `qazyq journal show`
trouble-unknown-issuer = в рабочем пространстве нет эмитента `{ $text }`
    .help = { $choices ->
        [none] пока нет ни одного: его заводит `qazyq issuer add { $text } --name НАЗВАНИЕ`
       *[other] имеются: { $choices }; нового заводит `qazyq issuer add { $text } --name НАЗВАНИЕ`
    }
trouble-not-a-form-file = { $place }: то, что здесь стоит, прочитать нельзя: { $text }
    .help = формы бывают в .toml, .json и .jsonl, а для команды одного вида и в .csv, и содержат только тексты и целые числа: форму выводит `qazyq record --template`. Столбцы списка называют параметром --columns
trouble-cannot-be-undone = запись { $number } нельзя исправить или отменить:
    .help = её показывает `qazyq journal show { $number }`
trouble-broken-chain = журнал не сходится на записи { $number }:
    .help = весь журнал проверяет `qazyq journal verify`; копию внесите в пустое рабочее пространство командой `qazyq journal import`
trouble-lease-is-lost = эту работу взял на себя кто-то другой, больше ничего не записано
    .help = дайте команду ещё раз
trouble-journal-is-here = журнал рабочего пространства { $path } лежит в его папке, а указана база
    .help = не указывайте --database и QAZYQ_DATABASE; или перенесите журнал: `qazyq journal export --output FILE` без базы, затем `qazyq journal import FILE` с ней
trouble-database-not-named = журнал рабочего пространства { $path } лежит в базе, а она не указана
    .help = укажите --database или QAZYQ_DATABASE
trouble-journal-is-missing = журнала { $path } больше нет
    .help = восстановите файл из копии; пустой на его месте выглядел бы так, будто ничего не было известно
trouble-another-journal = { $path }: здесь лежит другой журнал, или записей в нём больше
    .help = журнал вносят в пустое рабочее пространство или в то, журнал которого служит его началом; то же и с базой. Если туда кто-то писал, дайте команду ещё раз
trouble-journal-has-grown = { $path }: тем временем кто-то сделал запись в журнал; он остался там, где был
    .help = выгрузите журнал ещё раз и внесите эту выгрузку
trouble-document-is-empty = `{ $name }` пуст
    .help = выберите файл с самим документом
trouble-document-is-a-program = `{ $name }` — программа или сценарий и не хранится
    .help = запишите то, что показывает сведение: страницу, скан, письмо
trouble-document-of-no-kept-kind = `{ $name }` — файл вида, который не хранится
    .help = хранятся PDF, PNG, JPEG и TIFF, любой текст (CSV, JSON, XML, HTML, EML), DOCX, XLSX и ODF и подписи CMS, по содержанию
trouble-document-too-large = в `{ $name }` больше { $limit } байт
    .help = запишите SHA-256 файла в примечание или сохраните ту его часть, которая важна
trouble-id-of-another = { $text } — номер CoinMarketCap актива `{ $asset }`
    .help = такой номер бывает только у одного актива; `qazyq find` покажет, у какого. Тикер может совпадать
trouble-user-is-there = пользователь `{ $user }` уже есть
    .help = его изменяет `qazyq user set { $user }`
trouble-unknown-user = нет пользователя `{ $text }`
    .help = { $choices ->
        [none] пока нет ни одного: первого заводит `qazyq user add { $text } --role administrator`
       *[other] имеются: { $choices }
    }
trouble-unknown-token = нет действующего токена с открытой половиной `{ $text }`
    .help = { $choices ->
        [none] нет ни одного
       *[other] имеются: { $choices }
    }
trouble-password-too-short = пароль слишком короткий
    .help = в нём не менее { $limit } знаков; легко запомнить несколько слов, которые больше никто не поставит рядом
trouble-password-too-long = пароль слишком длинный
    .help = в нём не более { $limit } байт
trouble-none-of-the-choices = `{ $text }` не подходит для { $name }
    .help = допускается: { $choices }

# Where the journal lies.
trouble-store-cannot-be-opened = журнал { $store } не открывается: { $text }
    .help = проверьте, на месте ли он и можно ли его читать и записывать
trouble-store-cannot-be-read = журнал { $store } не читается: { $text }
    .help = ничего не изменено; подробнее скажет `qazyq journal verify`
trouble-store-cannot-be-written = в журнал { $store } не удаётся записать: { $text }
    .help = проверьте, есть ли место и разрешено ли туда писать; наполовину ничего не записано
trouble-store-busy = журнал { $store } занят: { $text }
    .help = туда пишет кто-то другой: дайте команду ещё раз
trouble-store-of-another-format = { $store } — не журнал, известный этой программе: { $text }
    .help = используйте программу, в которой он создан, или другое место
trouble-store-damaged = журнал { $store } повреждён{ $number ->
        [0] {""}
       *[other] {" "}на записи { $number }
    }: { $text }
    .help = внесите копию в пустое рабочее пространство командой `qazyq journal import`; до какой записи журнал цел, покажет `qazyq journal verify`
trouble-store-address = адрес базы не подходит: { $text }
    .help = он записывается postgres://USER@HOST:PORT/NAME, а после `?` стоят параметры, например sslmode=verify-full; пароль может стоять в нём как USER:PASSWORD, а весь адрес — в QAZYQ_DATABASE
trouble-store-unreachable = база { $store } недоступна: { $text }
    .help = проверьте, работает ли сервер и есть ли к нему сеть; подтверждённое не потеряно
trouble-store-refused-login = база { $store } отказала во входе: { $text }
    .help = проверьте имя и пароль в адресе и разрешено ли подключаться с этой машины
trouble-store-not-durable = журнал { $store } может потерять подтверждённое: { $setting }
    .help = в PostgreSQL установите fsync, full_page_writes и synchronous_commit в on; для файла используйте диск этой машины

# Who may do what.
trouble-token-is-missing = здесь есть пользователи, а токен доступа не указан
    .help = поместите токен в QAZYQ_TOKEN или в файл и назовите его параметром --token-file; токены выдаёт администратор командой `qazyq token new USER`
trouble-token-is-none = то, что указано как токен доступа, — не токен
    .help = токен — это `qzt_`, 16 знаков, `_` и ещё 64 знака, каждый от 0 до 9 или от a до f; проверьте, скопирован ли он целиком
trouble-token-is-unknown = этот токен доступа выдан не здесь
    .help = возможно, он от другого рабочего пространства; другой выдаёт администратор командой `qazyq token new USER`
trouble-token-is-revoked = этот токен доступа отозван
    .help = другой выдаёт администратор командой `qazyq token new USER`
trouble-token-has-expired = срок этого токена доступа истёк
    .help = другой выдаёт администратор командой `qazyq token new USER`, а пользователь с паролем — сам, с --password-file
trouble-user-is-inactive = пользователь не активен, ему ничего не разрешено
    .help = это может изменить администратор командой `qazyq user set USER --active`
trouble-right-is-missing = пользователю `{ $user }` не разрешено { $right ->
        [record] записывать сведения, файлы и списки
        [propose] предлагать изменения списков
        [review] давать отзывы о предложениях
        [approve] утверждать, отклонять и публиковать предложения
        [administer] указывать, кому что разрешено
        [audit] смотреть, кому что разрешено и кому отказано
       *[other] это делать
    }
    .help = для этого нужна роль: { $choices }. Роли даёт администратор командой `qazyq user set { $user } --role ROLE`
trouble-first-user-must-be-administrator = первый пользователь должен быть администратором
    .help = укажите --role administrator, иначе некому будет завести остальных
trouble-last-administrator = не осталось бы ни одного активного администратора
    .help = сначала сделайте администратором кого-нибудь другого
trouble-users-are-missing = решения по спискам принимают пользователи, а их нет
    .help = предлагать и утверждать должны два разных человека: первого заводит `qazyq user add USER --role administrator`, остальных заводит он
trouble-password-is-wrong = `{ $user }` — не активный пользователь с этим паролем
    .help = другой пароль может задать администратор командой `qazyq user password { $user } --password-file FILE`
trouble-code-is-missing = у `{ $user }` есть второй фактор, а его кода нет
    .help = войдите на рабочее место с кодом из приложения; убрать второй фактор там может администратор
trouble-code-is-wrong = это не код второго фактора `{ $user }` на сейчас или код, который уже использован
    .help = дождитесь следующего кода в приложении и проверьте часы на обеих машинах; код восстановления действует один раз
trouble-not-own-proposal = это предложение внёс не `{ $user }`
    .help = снять его может тот, кто внёс; утверждающий может отклонить: qazyq list reject
trouble-own-proposal = это предложение внёс сам `{ $user }`
    .help = утверждает или отклоняет его второй человек; вы можете его снять: qazyq list recall

# Lists.
trouble-is-on-the-list = { $date } актив уже стоит в списке
    .help = с какого дня, показывает `qazyq list show`; сказанное о нём в списке меняет действие correct
trouble-is-not-on-the-list = { $date } актива в списке нет
    .help = включите его действием add или выберите день, когда он в списке
trouble-is-suspended = { $date } актив уже приостановлен
    .help = действие resume возвращает его в число учитываемых
trouble-is-not-suspended = { $date } актив не приостановлен
    .help = выберите день, когда он приостановлен
trouble-another-proposal-is-open = предложение { $number } об этом активе и этом списке ещё не завершено
    .help = сначала решите его или снимите: qazyq list proposals { $number }
trouble-no-such-proposal = нет предложения { $number }
    .help = все предложения показывает `qazyq list proposals --all`
trouble-proposal-at-another-stage = предложение { $number } { $stage ->
        [open] ещё не утверждено
        [approved] уже утверждено
        [rejected] отклонено
        [recalled] снято
        [published] уже опубликовано
       *[other] на другой стадии
    }
    .help = { $stage ->
        [open] его утверждает второй человек: qazyq list approve { $number }
        [approved] в действие его вводит команда: qazyq list publish { $number }
        [published] опубликованное отменяет только обратное предложение
       *[other] внесите другое предложение: qazyq list propose
    }

# Forms.
trouble-field-is-unknown = поля `{ $field }` нет
    .help = предусмотрены поля: { $choices }
trouble-field-is-missing = не указано поле `{ $field }`
trouble-field-has-several = в поле `{ $field }` несколько значений
    .help = здесь может стоять только одно
trouble-field-is-empty = поле `{ $field }` пусто
    .help = если сказать нечего, не указывайте его
trouble-field-is-too-long = поле `{ $field }` слишком длинное: предел — { $limit }
    .help = в одной строке не более 300 знаков, в имени документа — 2000, в примечании и причине — 10000; значений в поле — не более 100
trouble-field-has-control-characters = в поле `{ $field }` есть знаки, управляющие терминалом: { $text }
    .help = наберите его заново; в примечаниях и причинах может быть несколько строк, всё остальное — одна строка без табуляции
trouble-field-has-invisible-characters = в поле `{ $field }` есть невидимые знаки: { $text }
    .help = наберите его заново: их приносит с собой скопированное со страницы
trouble-field-is-none-of = `{ $text }` не может стоять в поле `{ $field }`
    .help = допускается одно из: { $choices }
trouble-field-is-no-number = `{ $text }` — не число, которое может стоять в поле `{ $field }`
    .help = число состоит только из цифр, от 1 до 9007199254740991; в `corrects` стоит номер имеющейся записи
trouble-field-is-no-address = `{ $text }` в поле `{ $field }` — не адрес
    .help = адрес начинается с https:// или http://, не содержит пробелов и не длиннее 2000 байт
trouble-field-is-no-day = `{ $text }` в поле `{ $field }` — не дата
    .help = дата записывается как YYYY-MM-DD, от 1970-01-01 до 2999-12-31
trouble-field-is-no-instant = `{ $text }` в поле `{ $field }` — не момент времени
    .help = момент времени записывается как 2026-03-13T06:00:00Z или со смещением: 2026-03-13T11:00:00+05:00
trouble-field-is-no-id = `{ $text }` в поле `{ $field }` — не идентификатор
    .help = идентификатор — от 1 до 64 знаков: строчные латинские буквы, цифры, `-`, `.` и `_`; первой стоит буква или цифра
trouble-field-is-no-peg = `{ $text }` в поле `{ $field }` — не привязка
    .help = привязка — это код валюты, при необходимости с числом перед ним, или несколько таких через `+`: USD, "100 KZT", "0.5 USD + 0.5 EUR"
trouble-field-is-no-digest = `{ $text }` в поле `{ $field }` — не контрольная сумма
    .help = SHA-256 — это 64 знака, каждый от 0 до 9 или от a до f
trouble-field-is-in-the-future = { $text } в поле `{ $field }` ещё не наступило
    .help = укажите, когда это получено, или не указывайте ничего, если сейчас
trouble-field-ends-before-it-begins = день в поле `{ $field }` не позже дня начала
    .help = укажите более поздний день: первый, когда это уже закончилось, или тот, к которому ожидается следующее
trouble-field-names-nobody = не указано, какого актива или эмитента это касается
    .help = назовите хотя бы одного: asset, issuer или обоих
trouble-field-says-nothing = о `{ $field }` не сказано ничего, кроме идентификатора
    .help = укажите ещё хотя бы одно поле

# Identifiers.
trouble-lei-length = в LEI { $characters } { $characters ->
        [one] знак
        [few] знака
        [many] знаков
       *[other] знака
    }
    .help = LEI состоит из 20 знаков: прописных латинских букв и цифр; две последние цифры — контрольные
trouble-lei-small-letter = в LEI на месте { $position } стоит строчная буква `{ $character }`
    .help = LEI записывается прописными: 20 знаков, латинские буквы и цифры; две последние цифры — контрольные
trouble-lei-character = в LEI на месте { $position } стоит `{ $character }` ({ $code_point })
    .help = LEI состоит из 20 знаков: прописных латинских букв и цифр; похожие на них русские и казахские буквы — другие, а пробелов в нём нет
trouble-lei-without-check-digits = LEI не оканчивается двумя цифрами
    .help = LEI состоит из 20 знаков: прописных латинских букв и цифр; две последние цифры — контрольные
trouble-lei-check-digits = контрольные цифры LEI не подходят к остальным знакам
    .help = где-то опечатка: сверьте с реестром; две последние цифры из 20 знаков проверяют остальные
trouble-bin-length = в БИН { $characters } { $characters ->
        [one] знак
        [few] знака
        [many] знаков
       *[other] знака
    }
    .help = БИН состоит из 12 цифр; последняя — контрольная
trouble-bin-character = в БИН на месте { $position } стоит `{ $character }` ({ $code_point })
    .help = БИН состоит из 12 цифр, и больше в нём ничего нет
trouble-bin-month = в БИН на месте месяца стоит { $month }
    .help = третья и четвёртая из 12 цифр — месяц, от 01 до 12
trouble-bin-fifth-digit = пятая цифра БИН — { $digit }
    .help = { $digit ->
        [0] номер с пятой цифрой от 0 до 3 принадлежит физическому лицу: это ИИН, он здесь не записывается. У БИН это 4, 5 или 6
        [1] номер с пятой цифрой от 0 до 3 принадлежит физическому лицу: это ИИН, он здесь не записывается. У БИН это 4, 5 или 6
        [2] номер с пятой цифрой от 0 до 3 принадлежит физическому лицу: это ИИН, он здесь не записывается. У БИН это 4, 5 или 6
        [3] номер с пятой цифрой от 0 до 3 принадлежит физическому лицу: это ИИН, он здесь не записывается. У БИН это 4, 5 или 6
       *[other] пятая из 12 цифр — 4, 5 или 6; у номера физического лица, ИИН, — от 0 до 3
    }
trouble-bin-check-digit = контрольная цифра БИН не подходит к остальным
    .help = где-то опечатка: сверьте с реестром; последняя из 12 цифр проверяет остальные
trouble-bin-is-never-given-out = к первым одиннадцати цифрам БИН не подходит никакая контрольная цифра
    .help = такие номера не присваиваются: сверьте с реестром
trouble-dti-length = в DTI { $characters } { $characters ->
        [one] знак
        [few] знака
        [many] знаков
       *[other] знака
    }
    .help = DTI состоит из 9 знаков: цифр и прописных латинских согласных, кроме Y; последний знак — контрольный
trouble-dti-small-letter = в DTI на месте { $position } стоит строчная буква `{ $character }`
    .help = DTI записывается прописными: 9 знаков, цифры и латинские согласные, кроме Y; последний знак — контрольный
trouble-dti-character = в DTI на месте { $position } стоит `{ $character }` ({ $code_point })
    .help = DTI состоит из 9 знаков: цифр и прописных латинских согласных, кроме Y; похожие на них русские и казахские буквы — другие, а пробелов в нём нет
trouble-dti-leading-zero = DTI начинается с 0
    .help = первый из 9 знаков никогда не бывает 0
trouble-dti-check-character = контрольный знак DTI не подходит к остальным
    .help = где-то опечатка: сверьте с реестром; последний из 9 знаков проверяет остальные
trouble-caip19-form = это записано не так, как CAIP-19 записывает актив
    .help = это сеть, `/` и актив, и в каждом стоит `:`, например eip155:1/erc20:0x… После ещё одного `/` может стоять номер отдельного токена
trouble-caip19-chain-namespace = вид сети, до первого `:`, таким не бывает
    .help = это от 3 до 8 строчных латинских букв, цифр и `-`: eip155, solana
trouble-caip19-chain-reference = сеть, между первым `:` и `/`, такой не бывает
    .help = это от 1 до 32 латинских букв, цифр, `-` и `_`: 1 для Ethereum, если вид — eip155
trouble-caip19-asset-namespace = вид актива, между `/` и вторым `:`, таким не бывает
    .help = это от 3 до 8 строчных латинских букв, цифр и `-`: erc20, slip44
trouble-caip19-asset-reference = актив, после второго `:`, таким не бывает
    .help = это от 1 до 128 латинских букв, цифр, `-`, `.` и `%`: как правило, адрес контракта
trouble-caip19-token-id = номер отдельного токена, после второго `/`, таким не бывает
    .help = это от 1 до 78 латинских букв, цифр, `-`, `.` и `%`
trouble-country-form = это не код страны
    .help = код страны — две прописные латинские буквы по ISO 3166: KZ
arg-demonstration = Выдумано для показа: `true`; всё, что на этом основано, об этом говорит
field-demonstration = показ
trouble-journal-of-the-first-format = журнал этого рабочего пространства — первого формата: папка файлов, за которой никто не следит
    .help = первая же запись перенесёт его, например `qazyq asset add`; `qazyq journal show` читает его как есть
trouble-written-since = кто-то другой тем временем написал о том же: запись { $number }
    .help = посмотрите её и решите заново; ничего не записано
trouble-done-before = такой же запрос уже был; его первая запись { $number }
    .help = дважды ничего не записывается
trouble-another-request = имя `{ $name }` дано другому запросу
    .help = дайте каждому запросу своё имя; ничего не записано
trouble-changed-meanwhile = кто-то другой всё время пишет о `{ $asset }`
    .help = ничего не потеряно: дайте ту же команду ещё раз

# Вход через провайдера.
arg-user-add-openid_subject = Кто входит как этот субъект у провайдера из настроек рабочей области, тот и есть пользователь
arg-user-set-openid_subject = Кто входит как этот субъект у провайдера из настроек рабочей области, тот и есть пользователь; пустой отменяет это
trouble-openid-role-is-missing = провайдер не даёт `{ $subject }` ни одной роли, которая есть здесь
    .help = роли там даёт тот, кто ведёт провайдера; какая из них чему здесь соответствует, сказано в `[openid.roles]` файла `qazyq.toml`
trouble-openid-name-is-taken = `{ $user }` — здесь пользователь, не связанный с `{ $subject }`
    .help = если это тот же человек, администратор связывает пользователя с этим субъектом: на странице пользователя или командой `qazyq user set { $user } --openid-subject SUBJECT`
trouble-openid-name-is-missing = из того, как провайдер называет `{ $subject }`, нельзя составить короткое имя
    .help = администратор заводит пользователя и связывает его с этим субъектом: на странице пользователя или командой `qazyq user set USER --openid-subject SUBJECT`
trouble-not-a-subject = «{ $text }» записано не так, как субъекты провайдера
    .help = от 1 до 255 букв, цифр и знаков ASCII, без пробела по краям
trouble-openid-subject-is-bound = с этим субъектом уже связан пользователь `{ $user }`
    .help = один человек у провайдера — один пользователь здесь: сначала снимите связь с `{ $user }`
trouble-openid-is-not-set = провайдер не задан
    .help = впишите таблицу `[openid]` в `qazyq.toml` рабочей области
trouble-openid-needs-origin = вход идёт через провайдера, а собственный адрес сервера, куда он может вернуть вошедших, не известен
    .help = укажите его: `--origin https://registry.example`; `http` достаточно только на этой машине
