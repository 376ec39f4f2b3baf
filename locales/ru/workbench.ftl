# The workbench: where people record, decide and answer for it.

# Signing in.
bench-sign-in = Войти
bench-sign-in-lead = Рабочее место — для тех, кто записывает сведения, решает о списках и отвечает за то и другое. Чтобы читать реестр, вход не нужен.
bench-sign-out = Выйти
bench-code = Код второго фактора
bench-code-lead = Приложение показывает шесть цифр, они меняются каждые тридцать секунд. Если приложение потеряно, введите один из кодов восстановления: каждый действует один раз.
bench-wrong-password = Нет пользователя с таким именем и паролем
bench-wrong-code = Это не код на сейчас, или он уже использован
bench-wrong-too-late = Прошло слишком много времени или слишком много кодов не подошло. Начните заново.
bench-wrong-too-many = Для этого имени введено слишком много неверных паролей. Подождите четверть часа. В браузере, в котором вы уже входили, можно продолжать.
bench-wrong-not-repeated = Новые пароли не совпадают
bench-wrong-stale = С тех пор как показана страница, это изменил кто-то другой. Ниже — то, что есть сейчас: посмотрите и повторите, если это всё ещё верно.
bench-wrong-not-a-number = У записи есть номер
bench-wrong-no-file = Сначала выберите файл
bench-choose-password = Выберите пароль
bench-choose-password-lead = Эта ссылка создана для { $user } и действует один раз.
bench-set-password = Установить пароль
bench-dead-link = Эта ссылка не действует
bench-dead-link-lead = Она использована, устарела или неполна. Новую может создать администратор.
bench-first = Первый администратор
bench-first-lead = Пользователей ещё нет. Первый дальше определяет, кому что можно; администратор не записывает сведения и не решает о списках. С этого момента никто не пишет, не назвав себя.
bench-begin = Начать

# Around every page.
bench-label = Рабочее место
bench-inbox = Входящие
bench-assets = Активы и сведения
bench-lists = Списки
bench-people = Пользователи
bench-audit = Журнал действий
bench-account = Ваша учётная запись
bench-not-done = Это не сделано
bench-to-inbox = К входящим
bench-save = Сохранить
bench-any = все
bench-yes = да
bench-no = нет
bench-entry = запись { $number } журнала
bench-history = Что сделано
bench-history-empty = Пока ничего.
bench-older = Более ранние

# What was done.
bench-done-signed-out = Вы вышли.
bench-done-password = Пароль установлен.
bench-done-first = Вы — первый администратор. Теперь создайте остальных: того, кто записывает и предлагает, и второго, кто утверждает.
bench-done-factor = Второй фактор установлен. Храните коды восстановления там, где храните документы.
bench-done-factor-taken = Второй фактор убран.
bench-done-session-ended = Сеанс завершён.
bench-done-saved = Сохранено.
bench-done-recorded = Записано.
bench-done-known = Журнал это уже говорит: ничего не записано.
bench-done-retracted = Отозвано. Запись остаётся на месте и больше не учитывается.
bench-done-proposed = Предложено. Решает второй человек.
bench-done-reviewed = Отзыв записан.
bench-done-approved = Утверждено. Вступит в силу после публикации.
bench-done-published = Опубликовано.
bench-done-rejected = Отклонено.
bench-done-recalled = Отозвано.
bench-done-user-made = Пользователь создан. Теперь создайте ссылку, по которой он выберет пароль.
bench-done-revoked = Больше не действует.

# Fields of forms.
bench-field-user = Имя пользователя
bench-field-password = Пароль
bench-field-new-password = Новый пароль
bench-field-repeated = Новый пароль ещё раз
bench-field-code = Код
bench-field-app-code = Шесть цифр, которые показывает приложение
bench-field-name = Имя или название
bench-field-roles = Роли
bench-field-label = Для чего
bench-field-days = Сколько дней действует
bench-field-kind = Вид
bench-field-who = Чьё
bench-field-state = Состояние
bench-field-assignee = Кто делает
bench-field-due = До какого дня
bench-field-note = Примечание
bench-field-asset = Актив
bench-field-symbol = Тикер
bench-field-coinmarketcap = Номер CoinMarketCap
bench-field-dti = Идентификатор токена (ISO 24165)
bench-field-caip19 = Контракты (CAIP-19)
bench-field-issuer = Эмитент
bench-field-lei = LEI (ISO 17442)
bench-field-bin = БИН
bench-field-country = Страна
bench-field-group = Глава группы
bench-field-website = Сайт
bench-field-peg = Привязка
bench-field-from = С какого дня
bench-field-until = До какого дня
bench-field-to = По какой день
bench-field-item = Что опубликовано
bench-field-status = Состояние
bench-field-published = Опубликовано с
bench-field-looked_for_on = Когда искали
bench-field-next_expected = Следующее ожидается
bench-field-register = Реестр
bench-field-term = Что искали
bench-field-on = Когда
bench-field-result = Результат
bench-field-ruling = Идентификатор решения
bench-field-body = Суд или орган
bench-field-reference = Номер дела или акта
bench-field-title = Название
bench-field-in_force_from = Действует с
bench-field-appealed_on = Обжаловано
bench-field-ended_on = Прекращено
bench-field-url = Адрес
bench-field-origin = Кто это говорит
bench-field-document = Документ
bench-field-demonstration = Это вымышлено, чтобы показать работу
bench-field-entry = Номер записи
bench-field-reason = Причина
bench-field-table = Файл
bench-field-record-kind = Что в строках
bench-field-authority = Список
bench-field-action = Действие
bench-field-act = Каким актом
bench-field-criterion = Критерий
bench-field-evidence = На каких записях основано
bench-field-stage = Этап
bench-field-finding = Ваш вывод
bench-field-author = Автор

# Hints beside fields.
bench-hint-user = От 1 до 64 строчных латинских букв, цифр, -, . и _. Стоит под всем, что пишет пользователь, и не меняется.
bench-hint-new-password = 15 знаков или больше. Фразу запомнить легче, чем набор знаков.
bench-hint-document = PDF, изображение, текст, офисный документ или подпись. Хранится под своим SHA-256 как есть, программа его не открывает.
bench-hint-evidence = Номера через запятую
bench-hint-table = CSV, TOML или JSON по docs/formats/forms.md. Каждая строка показывается до записи.
bench-hint-app-code = Это показывает, что секрет есть в приложении.
bench-hint-act = Приказ или решение, которым это делается
bench-hint-a-line-each = По одному в строке

# Columns of tables.
bench-column-after = После
bench-column-author = Автор
bench-column-before = До
bench-column-browser = Браузер
bench-column-by = Чем
bench-column-correct = Исправить
bench-column-criteria = Что изменится
bench-column-criterion = Критерий
bench-column-end = Завершить
bench-column-entry = Запись
bench-column-id = Идентификатор
bench-column-kind = Вид
bench-column-name = Имя записи
bench-column-outcome = Итог
bench-column-place = Место
bench-column-record = Записать
bench-column-record-too = Также
bench-column-said = Что говорит
bench-column-since = С
bench-column-token = Токен
bench-column-until = До
bench-column-what = Что
bench-column-when = Когда

# The inbox.
bench-inbox-lead = { $count ->
    [0] Смотреть не на что.
    [one] { $count } запись, найденная по самим доказательствам.
    [few] { $count } записи, найденные по самим доказательствам.
   *[other] { $count } записей, найденных по самим доказательствам.
}
bench-inbox-empty = Ничего такого.
bench-overdue = просрочено
bench-state-new = новое
bench-state-open = нужно сделать
bench-state-done = сделано
bench-state-dismissed = делать нечего
bench-who-me = моё
bench-who-nobody = никто
bench-kind-decision = Ждёт второго человека
bench-kind-listed = В списке и не соответствует
bench-kind-verdict = Вывод изменился
bench-kind-unlisted = Соответствует и не в списке
bench-kind-gap = Нет цен
bench-kind-restated = Данные пересмотрены
bench-kind-disclosure = Раскрытие
bench-kind-check = Пора проверить реестр
bench-item-decision = Решение ждёт: запись { $number }{ $asset ->
    [none] {""}
   *[other] , { $asset }
}
bench-item-listed = { $asset } в Перечне министерства и не соответствует{ $since ->
    [none] {""}
   *[other] , с { $since }
}
bench-item-verdict = { $asset }: вывод стал «{ $outcome }» { $since }
bench-item-unlisted = { $asset } соответствует и не в Перечне министерства{ $since ->
    [none] {""}
   *[other] , с { $since }
}
bench-item-gap = { $asset }: нет цен{ $since ->
    [none] {""}
   *[other] ; последняя за { $since }
}
bench-item-restated = { $asset }: источник сообщил день по-разному{ $since ->
    [none] {""}
   *[other] , последний раз за { $since }
}
bench-item-disclosure = { $asset }: что-то из подлежащего раскрытию отсутствует, устарело или неизвестно{ $since ->
    [none] {""}
   *[other] , с { $since }
}
bench-item-check = { $asset }: нужно проверить реестр{ $since ->
    [none] {""}
   *[other] , с { $since }
}
bench-item-gone = Этого больше нет
bench-item-do = Кто что делает
bench-to-asset = Что записано об активе
bench-to-public = Публичная страница актива
bench-to-decision = Решение
bench-to-readings = Все прочтения текста приказа

# Facts.
bench-assets-lead = Что известно о каждом активе, запись за записью, и что о нём можно записать.
bench-assets-empty = Активов пока нет.
bench-criteria = Критерии и что записывается для каждого
bench-entries = Что записано
bench-entries-text = Ничего не перезаписывается. Исправление называет запись, место которой занимает, а прежняя остаётся видна.
bench-entries-empty = Пока ничего не записано.
bench-undone-by = не учитывается: см. запись { $number }
bench-correct = Исправить
bench-corrects = Занимает место записи { $number }
bench-retract = Отозвать запись
bench-retract-text = Для того, чего не следовало записывать вовсе. Запись остаётся на месте и больше не учитывается.
bench-record-asset = Названия актива
bench-record-issuer = Эмитент
bench-record-peg = Привязка
bench-record-disclosure = Раскрытие
bench-record-check = Проверка реестра
bench-record-ruling = Судебное решение или предписание
bench-record-lead = { $count ->
    [0] Само по себе ни к какому критерию не относится: говорит, кто или что имеется в виду.
   *[other] Относится к критерию: { $criteria }. Сначала посмотрите: будет показано, как изменится вывод.
}
bench-look = Сначала посмотреть
bench-do-record = Записать
bench-do-correct = Записать исправление
bench-usual = как обычно
bench-preview = Что изменится
bench-preview-count = Новых записей: { $new }{ $known ->
    [0] .
   *[other] ; уже в журнале: { $known }.
}
bench-preview-nothing = Вывод ни по одному активу не затронут.
bench-nothing-yet = решить нельзя
bench-no-criterion = ни один критерий
bench-stale = { $author } с тех пор записал что-то о том же: запись { $number }
    .help = посмотрите её и отправьте форму снова, если она всё ещё верна; ваше не потеряно
bench-import = Много сразу, из файла
bench-import-lead = Записываются все строки или ни одной. То, что журнал уже говорит, пропускается.
bench-kind-in-file = как сказано в файле
bench-rows = Строк: { $count }

# Choices.
bench-item-asset = актив
bench-item-backing = обеспечение
bench-item-issuer = эмитент
bench-item-stabilisation_mechanism = механизм стабильности
bench-status-published = опубликовано
bench-status-absent = искали, нет
bench-result-none = ничего не найдено
bench-result-found = найдено
bench-result-dismissed = совпадения о другом лице
bench-origin-official_register = официальный реестр
bench-origin-issuer = эмитент
bench-origin-third_party = третье лицо
bench-origin-on_chain = распределённый реестр
bench-origin-self_reported = тот, кто записывает
bench-kind-court_decision = судебное решение
bench-kind-order = предписание
bench-kind-other = иное, ничего не решает

# Lists and decisions.
bench-lists-lead = Один предлагает, другой решает. Вывод ничего не вносит в список и не исключает.
bench-propose = Предложить изменение списка
bench-propose-lead = Рядом записывается вывод по известному на сейчас.
bench-do-propose = Предложить
bench-decisions-open = Ожидают
bench-decisions-closed = Закрыты
bench-decisions-empty = Нет.
bench-decision = Решение { $number }
bench-difference = Что скажет список
bench-would-add = С { $day } в списке будет { $asset }{ $until ->
    [none] {""}
   *[other] , до { $until }
}.
bench-would-suspend = С { $day } { $asset } остаётся в списке и не учитывается{ $until ->
    [none] {""}
   *[other] , до { $until }
}.
bench-would-resume = С { $day } { $asset } снова учитывается{ $until ->
    [none] {""}
   *[other] , до { $until }
}.
bench-would-remove = С { $day } в списке больше нет { $asset }{ $until ->
    [none] {""}
   *[other] , до { $until }
}.
bench-would-correct = С { $day } список говорит об { $asset } заново{ $until ->
    [none] {""}
   *[other] , до { $until }
}.
bench-all-criteria = все пять
bench-of-criterion-value_information = стоимость
bench-of-criterion-stability = стабильность
bench-of-criterion-disclosure = раскрытие
bench-of-criterion-market_presence = рыночные данные
bench-of-criterion-legal_standing = правовое положение
bench-authority-ministry = Перечень министерства
bench-authority-afsa = Таблица AFSA
bench-authority-national_bank = Список Национального Банка
bench-authority-ministry_of_finance = Список Министерства финансов
bench-verdict-then = Вывод при внесении
bench-verdict-now = Вывод по известному сейчас
bench-verdict-of = за { $day }
bench-dissenting = { $against } из { $all } прочтений дают обратное
bench-do-review = Дать отзыв
bench-do-decide = Решить
bench-do-approve = Утвердить
bench-do-publish = Опубликовать
bench-do-reject = Отклонить
bench-do-recall = Отозвать
bench-not-own = Это предложили вы: решает второй человек.
bench-step-review = дан отзыв
bench-step-approval = утверждено
bench-step-rejection = отклонено
bench-step-recall = отозвано
bench-step-publication = опубликовано

# Users.
bench-people-lead = Кто есть и кому что можно. Уходящего делают неактивным: написанное остаётся.
bench-role-reader = читатель
bench-role-reader-told = читатель: читает то, что могут все
bench-role-analyst = аналитик
bench-role-analyst-told = аналитик: записывает сведения, предлагает и даёт отзывы
bench-role-approver = утверждающий
bench-role-approver-told = утверждающий: даёт отзывы, утверждает, отклоняет и публикует предложенное другими
bench-role-administrator = администратор
bench-role-administrator-told = администратор: определяет, кому что можно
bench-role-auditor = аудитор
bench-role-auditor-told = аудитор: читает всё, не пишет ничего
bench-active = активен
bench-inactive = не активен
bench-activate = Сделать активным
bench-deactivate = Сделать неактивным
bench-make-user = Новый пользователь
bench-change-user = Имя и роли
bench-links = Как входит этот пользователь
bench-links-text = Ссылка действует один раз и три дня: по ней пользователь выбирает пароль. Она для нового и для того, кто забыл пароль; все его сеансы при этом завершаются.
bench-make-link = Создать ссылку
bench-a-link = Ссылка для выбора пароля
bench-a-token = Токен для программ
bench-shown-once = Показывается один раз и нигде не хранится. Передайте так, чтобы никто другой не прочёл.
bench-tokens = Токены для программ
bench-tokens-text = Токен может то же, что его пользователь. Хранится только его SHA-256.
bench-tokens-empty = Действующих нет.
bench-make-token = Создать токен
bench-revoke = Отозвать

# One’s own account.
bench-account-lead = Вы вошли как { $user }.
bench-password = Пароль
bench-password-text = При смене все остальные ваши сеансы завершаются.
bench-factor = Второй фактор
bench-factor-none = Его нет: кто знает ваш пароль, тот — вы. Возьмите приложение с кодами и начните.
bench-begin-factor = Начать
bench-factor-begun = Дайте приложению прочесть картинку или введите в него первую строку. Затем введите шесть цифр, которые оно покажет.
bench-factor-recovery = Строки под ней — коды восстановления на случай потери приложения. Каждый действует один раз. Они показываются один раз: запишите их.
bench-factor-picture = Секрет как картинка для камеры приложения
bench-factor-there = { $count ->
    [0] Установлен. Кодов восстановления не осталось: уберите его и начните заново.
   *[other] Установлен. Осталось кодов восстановления: { $count }.
}
bench-set-factor = Установить второй фактор
bench-take-factor = Убрать второй фактор
bench-sessions = Сеансы
bench-sessions-text = Сеанс длится не больше двенадцати часов и завершается после получаса бездействия.
bench-no-sessions = Нет.
bench-this-session = этот
bench-end-session = Завершить
bench-by-password = пароль
bench-by-code = пароль и код
bench-by-recovery = пароль и код восстановления
bench-by-link = ссылка

# The audit trail.
bench-audit-lead = Каждая запись журнала: что сказано, кем и когда; и кому отказано.
bench-audit-empty = Таких записей нет.
bench-entry-asset = актив
bench-entry-issuer = эмитент
bench-entry-peg = привязка
bench-entry-disclosure = раскрытие
bench-entry-check = проверка реестра
bench-entry-ruling = решение
bench-entry-market = рыночный файл
bench-entry-facts = страница сведений
bench-entry-register = файл реестра
bench-entry-declined = отказ от предложенного
bench-entry-follow = отслеживание
bench-entry-unfollow = прекращение отслеживания
bench-entry-conversion = пересчёт
bench-entry-withdrawal = изъятие файла
bench-entry-retraction = отзыв записи
bench-entry-proposal = предложение
bench-entry-review = отзыв
bench-entry-approval = утверждение
bench-entry-rejection = отклонение
bench-entry-recall = отзыв предложения
bench-entry-publication = публикация
bench-entry-list_import = внесённый список
bench-entry-user = пользователь
bench-entry-password = пароль
bench-entry-token = токен, сеанс или ссылка
bench-entry-token_revocation = конец токена
bench-entry-second_factor = второй фактор
bench-entry-task = поручение
bench-entry-attempt = отказ

# Problems.
web-problem-not_a_form = это не форма
web-problem-not_a_form-meaning = Присланное — не форма в том виде, в каком их шлют браузеры.
web-problem-not_own_page = эта форма прислана не со страницы этого сервера или не этим сеансом
web-problem-not_own_page-meaning = Форма принимается только со страницы, показанной этим сервером в этом же сеансе. Откройте страницу снова и отправьте с неё.

# Вход через провайдера.
bench-openid = Провайдер организации
bench-openid-begin = Войти через { $provider }
bench-openid-leaving = Переход: { $provider }
bench-openid-leaving-lead = Там вы входите, и вас возвращают сюда.
bench-openid-go-on = Перейти: { $provider }
bench-openid-not-in = Вы не вошли
bench-openid-again = Начать снова
bench-openid-stale = Этот вход начат не в этом браузере, ответ на него уже был или он занял больше десяти минут
bench-openid-too-many = Вам отказано слишком много раз. Подождите четверть часа.
bench-openid-denied = У провайдера во входе отказано
bench-openid-error = Провайдер не выполнил вход. Он сообщает: { $code }
bench-openid-unreachable = Провайдер сейчас недоступен
    .help = Попробуйте немного позже. У кого здесь есть пароль, тот может войти с ним.
bench-openid-not-believed = Ответ провайдера не удалось проверить
    .help = По такому ответу никто не входит. Что было не так, сказано в строках, которые сервер пишет для того, кто его ведёт.
bench-openid-bound = Связан с
bench-openid-account = Кто входит там под этим именем, тот здесь — вы. Имя и роли берутся оттуда при каждом входе.
bench-openid-text = Кто входит у провайдера как этот субъект, тот — этот пользователь. Имя и роли берутся оттуда при каждом входе вместо заданных здесь. Если оставить пустым, пользователь ни с кем не связан.
bench-field-openid-subject = Субъект у провайдера (sub)
bench-column-openid = Провайдер
bench-by-openid = провайдер

# Files of forms.
bench-file-limit = Не больше { $limit } МБ.
bench-file-way = Или перетащите его сюда.
bench-file-away = Убрать
bench-file-name = Файл
bench-file-size = Размер в байтах
bench-file-digest = SHA-256, вычислено в этом браузере
bench-file-computing = вычисляется…
bench-file-computed = {"{name}"}: контрольная сумма вычислена.
bench-file-empty = Файл пуст.
bench-file-unreadable = Браузер не может прочитать этот файл. Выберите его снова.
bench-file-one = Один файл, пожалуйста, и не папка.
bench-file-too-large = Файл больше { $limit } МБ и был бы отклонён.
bench-file-kept = { $name } уже хранится и будет взят, если не выбрать другой.
bench-kept-under = Хранится под SHA-256
bench-digest-same = Ваш браузер вычислил то же самое.
bench-digest-not-told = Вычислено только сервером; ваш браузер не вычислял.

# Registers.
bench-registers = Реестры
bench-registers-lead = Файлы чужих реестров и то, что они предлагают. Само собой ничего не записывается: каждое предложение кто-то принимает или отклоняет.
bench-to-registers = Все предложения реестров
bench-proposals = { $count ->
    [0] Предложений нет
    [one] { $count } предложение
    [few] { $count } предложения
   *[other] { $count } предложений
}
bench-proposals-open = открытые
bench-proposals-all = все
bench-proposals-declined = отклонённые
bench-proposals-empty = Нет.
bench-proposals-more = Показаны первые { $shown } из { $all }. Чтобы увидеть другие, ищите по названию.
bench-proposal-of = { $register } · { $key }
bench-proposal-new = здесь неизвестно
bench-proposal-known = здесь это { $asset }
bench-proposal-declined = отклонено: { $reason }
bench-proposal-taken = идентификатор { $id } уже занят
bench-proposal-no-id = тикер не даёт идентификатора
bench-proposal-say-id = Укажите идентификатор, который он получит здесь: идентификатор актива, если это он и есть, иначе другой.
bench-proposal-circulating = В обращении
bench-proposal-mechanism = Чем держится стоимость
bench-proposal-over = Прекращён
bench-proposal-beside = Что он говорит и что записано
bench-proposal-beside-text = Уже записанное здесь остаётся как есть. Адрес показан, но не записывается: посмотрите там и запишите то, что публикует эмитент.
bench-proposal-peg = Привязка — слово реестра и не имеет адреса: критерий стоимости она не выполняет.
bench-column-proposed = Актив там
bench-column-register = Реестр
bench-column-remarks = Что нужно знать
bench-column-theirs = Говорит реестр
bench-column-ours = Записано здесь
bench-column-recorded = Будет записано
bench-column-digest = SHA-256
bench-column-counts = Учитывается
bench-field-register-file = Файл реестра
bench-field-register-of = Состояние на день
bench-field-register-url = Откуда он
bench-field-standing = Какие
bench-field-q = Название или тикер
bench-field-proposed-id = Идентификатор здесь
bench-hint-register-file = Файл ESMA, GLEIF или DefiLlama, каким его публикуют. Какой это файл, видно по содержанию.
bench-hint-register-of = Если пусто: день, который называет сам файл.
bench-hint-proposed-id = Строчные буквы, цифры, -, . и _. Потом не меняется.
bench-hint-instead = Только если в реестре неверно.
bench-take-register = Внести файл
bench-take-register-text = Файл хранится как есть. У каждого реестра учитывается самый новый файл.
bench-do-take-register = Внести
bench-register-looked = Файл
bench-register-known = Этот файл в журнале уже есть.
bench-register-rows = Строк
bench-register-defects = Странностей в них
bench-register-would-propose = { $count ->
    [0] Нового он не предложит
    [one] Он предложит { $count }
   *[other] Он предложит { $count }
}
bench-register-files = Файлы реестров
bench-register-files-empty = Здесь их ещё нет.
bench-do-accept = Принять
bench-do-accept-text = Записывается от вашего имени, с файлом и строкой, откуда это взято.
bench-do-decline = Отклонить
bench-do-decline-text = Больше оно не предлагается. Ваша причина остаётся в журнале.
bench-done-register-taken = Файл внесён.
bench-done-accepted = Принято и записано вместе с источником.
bench-done-declined = Отклонено.

# Lists taken in.
bench-list-import = Внести список
bench-list-import-lead = Список, который ведёт сам орган, каким он был в некий день. Если журнал уже принимал решения по этому списку, его утверждает второй человек.
bench-field-of = Состояние на день
bench-field-list = Список как таблица
bench-field-part = Это часть списка: чего в ней нет, остаётся в списке
bench-field-whole = Какая часть
bench-list-whole = весь список
bench-list-part = часть списка
bench-field-columns = Как называются столбцы
bench-field-means = Какой актив имеется в виду
bench-field-told = Название там
bench-field-comment = Комментарий
bench-field-suspended_from = Приостановлен с
bench-hint-list = CSV или JSON по docs/formats/list.md. Каждая строка показывается до внесения.
bench-hint-columns = По одному в строке, если они называются иначе: symbol=Тикер
bench-hint-means = По одному в строке, если это не ясно само: тикер или название и актив здесь. USD Coin=usdc
bench-list-count = Строк: { $rows }; меняют список: { $changing }; исключаются из него: { $removed }.
bench-list-more = Показаны первые { $shown }.
bench-list-empty = В нём нет строк.
bench-list-known = Журнал это уже говорит: запись { $number }.
bench-list-pending = Вступит в силу, когда утвердит второй человек.
bench-list-not-known = здесь неизвестен
bench-column-row = В списке
bench-column-meant = Актив здесь
bench-column-change = Что с ним будет
bench-column-differs = Что отличается
bench-change-added = вносится в список
bench-change-removed = исключается из списка
bench-change-suspended = больше не учитывается
bench-change-resumed = снова учитывается
bench-change-corrected = говорится иначе
bench-change-none = остаётся как есть
bench-do-take-list = Внести
bench-done-list-taken = Список внесён.
bench-done-list-waits = Список внесён и ждёт второго человека.

# What cannot be taken.
trouble-proposal-changed = предложение `{ $text }` уже не то, на которое вы смотрели
    .help = оно показано таким, какое есть теперь: посмотрите и сделайте снова, если это ещё верно
trouble-another-digest = у того, что пришло как `{ $name }`, SHA-256 равен { $found }, а браузер вычислил { $expected }
    .help = ничего не записано: выберите файл снова; если повторится, что-то в пути его меняет
trouble-file-did-not-come = браузер сообщил о файле с SHA-256 { $name }, но файл не пришёл
    .help = выберите файл снова
trouble-one-file-only = пришло несколько файлов, среди них `{ $name }`, а принимается один
    .help = отправьте их по одному
