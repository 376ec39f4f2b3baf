# The workbench: where people record, decide and answer for it.

# Signing in.
bench-sign-in = Кіру
bench-sign-in-lead = Жұмыс орны мәліметтерді жазатын, тізімдер туралы шешім қабылдайтын және солар үшін жауап беретін адамдарға арналған. Тізілімді оқу үшін кіру қажет емес.
bench-sign-out = Шығу
bench-code = Екінші фактордың коды
bench-code-lead = Қолданба отыз секунд сайын өзгеретін алты цифрды көрсетеді. Қолданбаны жоғалтсаңыз, қалпына келтіру кодтарының бірін енгізіңіз: әрқайсысы бір рет қана жарайды.
bench-wrong-password = Мұндай аты мен құпиясөзі бар пайдаланушы жоқ
bench-wrong-code = Бұл қазіргі код емес немесе ол бұрын қолданылған
bench-wrong-too-late = Тым көп уақыт өтті немесе тым көп код қате болды. Қайта бастаңыз.
bench-wrong-too-many = Бұл атқа тым көп қате құпиясөз енгізілді. Он бес минут күтіңіз. Бұрын кірген браузеріңізде жалғастыра аласыз.
bench-wrong-not-repeated = Екі жаңа құпиясөз бірдей емес
bench-wrong-stale = Бет көрсетілгеннен бері мұны басқа біреу өзгертті. Төменде қазіргі жайы көрсетілген: қарап шығыңыз да, әлі дұрыс болса, қайталаңыз.
bench-wrong-not-a-number = Жазбаның нөмірі болады
bench-wrong-no-file = Алдымен файлды таңдаңыз
bench-choose-password = Құпиясөз таңдаңыз
bench-choose-password-lead = Бұл сілтеме { $user } үшін жасалған және бір рет қана жарайды.
bench-set-password = Құпиясөзді орнату
bench-dead-link = Бұл сілтеме жарамайды
bench-dead-link-lead = Ол қолданылған, ескірген немесе толық емес. Әкімші жаңасын жасай алады.
bench-first = Алғашқы әкімші
bench-first-lead = Әзірге пайдаланушы жоқ. Бірінші адам бұдан былай кімге не рұқсат етілетінін айқындайды; әкімші мәліметтерді жазбайды және тізімдер туралы шешпейді. Бұдан былай ешкім өзін танытпай жазбайды.
bench-begin = Бастау

# Around every page.
bench-label = Жұмыс орны
bench-inbox = Кіріс
bench-assets = Активтер мен мәліметтер
bench-lists = Тізімдер
bench-people = Пайдаланушылар
bench-audit = Әрекеттер журналы
bench-account = Тіркелгіңіз
bench-not-done = Бұл жасалмады
bench-to-inbox = Кіріске
bench-save = Сақтау
bench-any = барлығы
bench-yes = иә
bench-no = жоқ
bench-entry = журналдың { $number } жазбасы
bench-history = Не істелді
bench-history-empty = Әзірге ештеңе.
bench-older = Ертеректері

# What was done.
bench-done-signed-out = Сіз шықтыңыз.
bench-done-password = Құпиясөз орнатылды.
bench-done-first = Сіз алғашқы әкімшісіз. Енді қалғандарын тіркеңіз: жазатын және ұсынатын адамды және бекітетін екінші адамды.
bench-done-factor = Екінші фактор орнатылды. Қалпына келтіру кодтарын құжаттар сақтайтын жерде сақтаңыз.
bench-done-factor-taken = Екінші фактор алып тасталды.
bench-done-session-ended = Сеанс аяқталды.
bench-done-saved = Сақталды.
bench-done-recorded = Жазылды.
bench-done-known = Журналда бұл бар: ештеңе жазылған жоқ.
bench-done-retracted = Қайтарып алынды. Жазба орнында қалады, бірақ ескерілмейді.
bench-done-proposed = Ұсынылды. Екінші адам шешеді.
bench-done-reviewed = Пікіріңіз жазылды.
bench-done-approved = Бекітілді. Жарияланғанда күшіне енеді.
bench-done-published = Жарияланды.
bench-done-rejected = Қабылданбады.
bench-done-recalled = Қайтарып алынды.
bench-done-user-made = Пайдаланушы тіркелді. Енді ол құпиясөзін таңдайтын сілтеме жасаңыз.
bench-done-revoked = Енді жарамайды.

# Fields of forms.
bench-field-user = Пайдаланушы аты
bench-field-password = Құпиясөз
bench-field-new-password = Жаңа құпиясөз
bench-field-repeated = Жаңа құпиясөз тағы бір рет
bench-field-code = Код
bench-field-app-code = Қолданба қазір көрсететін алты цифр
bench-field-name = Аты немесе атауы
bench-field-roles = Рөлдер
bench-field-label = Не үшін
bench-field-days = Неше күн жарайды
bench-field-kind = Түрі
bench-field-who = Кімнің ісі
bench-field-state = Жағдайы
bench-field-assignee = Кім істейді
bench-field-due = Қай күнге дейін
bench-field-note = Ескертпе
bench-field-asset = Актив
bench-field-symbol = Символ
bench-field-coinmarketcap = CoinMarketCap нөмірі
bench-field-dti = Токен идентификаторы (ISO 24165)
bench-field-caip19 = Келісімшарттар (CAIP-19)
bench-field-issuer = Эмитент
bench-field-lei = LEI (ISO 17442)
bench-field-bin = БСН
bench-field-country = Ел
bench-field-group = Топтың басшысы
bench-field-website = Сайт
bench-field-peg = Байлау
bench-field-from = Қай күннен
bench-field-until = Қай күнге дейін
bench-field-to = Қай күнді қоса
bench-field-item = Не жарияланған
bench-field-status = Күйі
bench-field-published = Жарияланған күні
bench-field-looked_for_on = Ізделген күні
bench-field-next_expected = Келесісі күтілетін күн
bench-field-register = Тізілім
bench-field-term = Не ізделді
bench-field-on = Күні
bench-field-result = Нәтиже
bench-field-ruling = Шешімнің идентификаторы
bench-field-body = Сот немесе орган
bench-field-reference = Ондағы нөмірі
bench-field-title = Атауы
bench-field-in_force_from = Күшіне енген күні
bench-field-appealed_on = Шағым берілген күні
bench-field-ended_on = Тоқтаған күні
bench-field-url = Мекенжай
bench-field-origin = Кім айтады
bench-field-document = Құжат
bench-field-demonstration = Бұл жұмысты көрсету үшін ойдан алынған
bench-field-entry = Жазба нөмірі
bench-field-reason = Себебі
bench-field-table = Файл
bench-field-record-kind = Жолдары не туралы
bench-field-authority = Тізім
bench-field-action = Әрекет
bench-field-act = Қай актімен
bench-field-criterion = Өлшемшарт
bench-field-evidence = Қай жазбаларға негізделген
bench-field-stage = Кезең
bench-field-finding = Қорытындыңыз
bench-field-author = Автор

# Hints beside fields.
bench-hint-user = 1-ден 64-ке дейін кіші латын әріптері, цифрлар, -, . және _. Пайдаланушы жазғанның бәрінде тұрады және өзгермейді.
bench-hint-new-password = 15 таңба не одан көп. Сөйлемді есте сақтау таңбаларға қарағанда оңай.
bench-hint-document = PDF, сурет, мәтін, кеңсе құжаты немесе қолтаңба. SHA-256 атымен сол күйінде сақталады, бағдарлама оны ашпайды.
bench-hint-evidence = Нөмірлер үтір арқылы
bench-hint-table = docs/formats/forms.md бойынша CSV, TOML немесе JSON. Ештеңе жазылмай тұрып әр жол көрсетіледі.
bench-hint-app-code = Бұл құпияның қолданбада бар екенін көрсетеді.
bench-hint-act = Бұл жасалатын бұйрық немесе шешім
bench-hint-a-line-each = Әр жолда біреуден

# Columns of tables.
bench-column-after = Кейін
bench-column-author = Автор
bench-column-before = Бұрын
bench-column-browser = Браузер
bench-column-by = Немен
bench-column-correct = Түзету
bench-column-criteria = Не өзгереді
bench-column-criterion = Өлшемшарт
bench-column-end = Аяқтау
bench-column-entry = Жазба
bench-column-id = Идентификатор
bench-column-kind = Түрі
bench-column-name = Тармақтың аты
bench-column-outcome = Нәтиже
bench-column-place = Орны
bench-column-record = Жазу
bench-column-record-too = Сондай-ақ
bench-column-said = Не дейді
bench-column-since = Бастап
bench-column-token = Токен
bench-column-until = Дейін
bench-column-what = Не
bench-column-when = Қашан

# The inbox.
bench-inbox-lead = { $count ->
    [0] Қарайтын ештеңе жоқ.
   *[other] Дәлелдемелердің өзінен табылған { $count } тармақ.
}
bench-inbox-empty = Мұндай ештеңе жоқ.
bench-overdue = мерзімі өтті
bench-state-new = жаңа
bench-state-open = істелуі керек
bench-state-done = істелді
bench-state-dismissed = істейтін ештеңе жоқ
bench-who-me = менікі
bench-who-nobody = ешкім
bench-kind-decision = Екінші адамды күтуде
bench-kind-listed = Тізімде, бірақ сай емес
bench-kind-verdict = Тұжырым өзгерді
bench-kind-unlisted = Сай, бірақ тізімде жоқ
bench-kind-gap = Бағалар жоқ
bench-kind-restated = Деректер қайта айтылған
bench-kind-disclosure = Ақпарат ашу
bench-kind-check = Тізілімді тексеру керек
bench-item-decision = Шешім күтуде: { $number } жазба{ $asset ->
    [none] {""}
   *[other] , { $asset }
}
bench-item-listed = { $asset } Министрлік Тізбесінде, бірақ сай емес{ $since ->
    [none] {""}
   *[other] , бастап { $since }
}
bench-item-verdict = { $asset }: тұжырым { $since } «{ $outcome }» болды
bench-item-unlisted = { $asset } сай, бірақ Министрлік Тізбесінде жоқ{ $since ->
    [none] {""}
   *[other] , бастап { $since }
}
bench-item-gap = { $asset }: бағалар жоқ{ $since ->
    [none] {""}
   *[other] ; соңғысы: { $since }
}
bench-item-restated = { $asset }: дереккөз бір күнді екі түрлі айтқан{ $since ->
    [none] {""}
   *[other] , соңғысы: { $since }
}
bench-item-disclosure = { $asset }: ашылуға тиіс нәрсе жоқ, ескірген немесе белгісіз{ $since ->
    [none] {""}
   *[other] , бастап { $since }
}
bench-item-check = { $asset }: тізілімді қарау керек{ $since ->
    [none] {""}
   *[other] , бастап { $since }
}
bench-item-gone = Бұл енді жоқ
bench-item-do = Кім не істейді
bench-to-asset = Актив туралы не жазылған
bench-to-public = Активтің ашық беті
bench-to-decision = Шешім
bench-to-readings = Бұйрық мәтінінің барлық түсіндірмесі

# Facts.
bench-assets-lead = Әр актив туралы не белгілі, жазба-жазбасымен, және ол туралы не жазуға болады.
bench-assets-empty = Әзірге актив жазылмаған.
bench-criteria = Өлшемшарттар және әрқайсысы үшін не жазылады
bench-entries = Не жазылған
bench-entries-text = Ештеңе үстінен жазылмайды. Түзету өзі ауыстыратын жазбаны атайды, ал бұрынғысы көрініп тұрады.
bench-entries-empty = Әзірге ештеңе жазылмаған.
bench-undone-by = ескерілмейді: { $number } жазбаны қараңыз
bench-correct = Түзету
bench-corrects = { $number } жазбаның орнын басады
bench-retract = Жазбаны қайтарып алу
bench-retract-text = Мүлде жазылмауға тиіс нәрсе үшін. Жазба орнында қалады, бірақ ескерілмейді.
bench-record-asset = Активтің атаулары
bench-record-issuer = Эмитент
bench-record-peg = Байлау
bench-record-disclosure = Ақпарат ашу
bench-record-check = Тізілімді тексеру
bench-record-ruling = Сот шешімі немесе нұсқама
bench-record-lead = { $count ->
    [0] Өзі ешбір өлшемшартқа қатысты емес: кім немесе не туралы екенін айтады.
   *[other] Мына өлшемшартқа қатысты: { $criteria }. Алдымен қараңыз: тұжырым қалай өзгеретіні көрсетіледі.
}
bench-look = Алдымен қарау
bench-do-record = Жазу
bench-do-correct = Түзетуді жазу
bench-usual = әдеттегідей
bench-preview = Не өзгереді
bench-preview-count = Жаңа жазбалар: { $new }{ $known ->
    [0] .
   *[other] ; журналда бар: { $known }.
}
bench-preview-nothing = Ешбір актив тұжырымына қатысы жоқ.
bench-nothing-yet = шешу мүмкін емес
bench-no-criterion = ешбір өлшемшарт
bench-stale = Осы нысан көрсетілгеннен бері { $author } дәл сол туралы жазды: { $number } жазба
    .help = оны қарап, нысан әлі дұрыс болса, қайта жіберіңіз; сіздікі жоғалған жоқ
bench-import = Файлдан көбін бірден
bench-import-lead = Барлық жол жазылады немесе ешқайсысы жазылмайды. Журналда бары өткізіп жіберіледі.
bench-kind-in-file = файлда айтылғандай
bench-rows = Жолдар: { $count }

# Choices.
bench-item-asset = актив
bench-item-backing = қамтамасыз ету
bench-item-issuer = эмитент
bench-item-stabilisation_mechanism = тұрақтылық тетігі
bench-status-published = жарияланған
bench-status-absent = ізделді, жоқ
bench-result-none = ештеңе табылмады
bench-result-found = табылды
bench-result-dismissed = сәйкестіктер басқа біреу туралы
bench-origin-official_register = ресми тізілім
bench-origin-issuer = эмитент
bench-origin-third_party = үшінші тарап
bench-origin-on_chain = таратылған тізілім
bench-origin-self_reported = жазған адам
bench-kind-court_decision = сот шешімі
bench-kind-order = нұсқама
bench-kind-other = басқа, ештеңе шешпейді

# Lists and decisions.
bench-lists-lead = Бірі ұсынады, екіншісі шешеді. Тұжырым тізімге ештеңе енгізбейді және шығармайды.
bench-propose = Тізімді өзгертуді ұсыну
bench-propose-lead = Қасына қазір белгілі жағдай бойынша тұжырым жазылады.
bench-do-propose = Ұсыну
bench-decisions-open = Күтуде
bench-decisions-closed = Жабылған
bench-decisions-empty = Жоқ.
bench-decision = { $number } шешім
bench-difference = Тізім не дейді
bench-would-add = { $day } бастап тізімде { $asset } болады{ $until ->
    [none] {""}
   *[other] , дейін { $until }
}.
bench-would-suspend = { $day } бастап { $asset } тізімде қалады, бірақ ескерілмейді{ $until ->
    [none] {""}
   *[other] , дейін { $until }
}.
bench-would-resume = { $day } бастап { $asset } қайта ескеріледі{ $until ->
    [none] {""}
   *[other] , дейін { $until }
}.
bench-would-remove = { $day } бастап тізімде { $asset } болмайды{ $until ->
    [none] {""}
   *[other] , дейін { $until }
}.
bench-would-correct = { $day } бастап тізім { $asset } туралы жаңадан айтады{ $until ->
    [none] {""}
   *[other] , дейін { $until }
}.
bench-all-criteria = бесеуі де
bench-of-criterion-value_information = құн
bench-of-criterion-stability = тұрақтылық
bench-of-criterion-disclosure = ақпарат ашу
bench-of-criterion-market_presence = нарықтық деректер
bench-of-criterion-legal_standing = құқықтық жағдай
bench-authority-ministry = Министрлік Тізбесі
bench-authority-afsa = AFSA кестесі
bench-authority-national_bank = Ұлттық Банк тізімі
bench-authority-ministry_of_finance = Қаржы министрлігінің тізімі
bench-verdict-then = Ұсынылғандағы тұжырым
bench-verdict-now = Қазір белгілі жағдай бойынша тұжырым
bench-verdict-of = { $day }
bench-dissenting = { $all } түсіндірменің { $against } керісінше шығарады
bench-do-review = Пікір білдіру
bench-do-decide = Шешу
bench-do-approve = Бекіту
bench-do-publish = Жариялау
bench-do-reject = Қабылдамау
bench-do-recall = Қайтарып алу
bench-not-own = Мұны сіз ұсындыңыз: екінші адам шешеді.
bench-step-review = пікір білдірілді
bench-step-approval = бекітілді
bench-step-rejection = қабылданбады
bench-step-recall = қайтарып алынды
bench-step-publication = жарияланды

# Users.
bench-people-lead = Кім бар және кімге не рұқсат. Кететін пайдаланушы белсенді емес болады: жазғаны қалады.
bench-role-reader = оқырман
bench-role-reader-told = оқырман: барлығына ашық нәрсені оқиды
bench-role-analyst = талдаушы
bench-role-analyst-told = талдаушы: мәліметтерді жазады, ұсынады және пікір білдіреді
bench-role-approver = бекітуші
bench-role-approver-told = бекітуші: пікір білдіреді, басқалар ұсынғанды бекітеді, қабылдамайды және жариялайды
bench-role-administrator = әкімші
bench-role-administrator-told = әкімші: кімге не рұқсат екенін айқындайды
bench-role-auditor = аудитор
bench-role-auditor-told = аудитор: бәрін оқиды, ештеңе жазбайды
bench-active = белсенді
bench-inactive = белсенді емес
bench-activate = Белсенді ету
bench-deactivate = Белсенді емес ету
bench-make-user = Жаңа пайдаланушы
bench-change-user = Аты мен рөлдері
bench-links = Бұл пайдаланушы қалай кіреді
bench-links-text = Сілтеме бір рет, үш күн жарайды: пайдаланушы ол арқылы құпиясөз таңдайды. Ол жаңа адамға және құпиясөзін ұмытқанға арналған; пайдаланушының барлық сеансы аяқталады.
bench-make-link = Сілтеме жасау
bench-a-link = Құпиясөз таңдау сілтемесі
bench-a-token = Бағдарламаларға арналған токен
bench-shown-once = Осы бір рет қана көрсетіледі және еш жерде сақталмайды. Басқа ешкім оқымайтын жолмен беріңіз.
bench-tokens = Бағдарламаларға арналған токендер
bench-tokens-text = Токен пайдаланушыға рұқсат етілгенді істейді. Оның SHA-256 мәні ғана сақталады.
bench-tokens-empty = Жарамдысы жоқ.
bench-make-token = Токен жасау
bench-revoke = Қайтарып алу

# One’s own account.
bench-account-lead = Сіз { $user } ретінде кірдіңіз.
bench-password = Құпиясөз
bench-password-text = Ол өзгергенде басқа барлық сеансыңыз аяқталады.
bench-factor = Екінші фактор
bench-factor-none = Ол жоқ: құпиясөзіңізді білген адам — сіз. Код көрсететін қолданбаны алып, бастаңыз.
bench-begin-factor = Бастау
bench-factor-begun = Қолданбаға суретті оқытыңыз немесе бірінші жолды енгізіңіз. Содан кейін ол көрсеткен алты цифрды енгізіңіз.
bench-factor-recovery = Одан төмен жолдар — қолданба жоғалғанда керек қалпына келтіру кодтары. Әрқайсысы бір рет жарайды. Олар осы бір рет көрсетіледі: жазып алыңыз.
bench-factor-picture = Қолданба камерасына арналған құпия суреті
bench-factor-there = { $count ->
    [0] Орнатылған. Қалпына келтіру кодтары қалмады: алып тастап, қайта бастаңыз.
   *[other] Орнатылған. Қалған қалпына келтіру кодтары: { $count }.
}
bench-set-factor = Екінші факторды орнату
bench-take-factor = Екінші факторды алып тастау
bench-sessions = Сеанстар
bench-sessions-text = Сеанс он екі сағаттан аспайды және жарты сағат қолданылмаса аяқталады.
bench-no-sessions = Жоқ.
bench-this-session = осы
bench-end-session = Аяқтау
bench-by-password = құпиясөз
bench-by-code = құпиясөз және код
bench-by-recovery = құпиясөз және қалпына келтіру коды
bench-by-link = сілтеме

# The audit trail.
bench-audit-lead = Журналдың әр жазбасы: не айтылды, кім және қашан; және кімге бас тартылды.
bench-audit-empty = Мұндай жазба жоқ.
bench-entry-asset = актив
bench-entry-issuer = эмитент
bench-entry-peg = байлау
bench-entry-disclosure = ақпарат ашу
bench-entry-check = тізілімді тексеру
bench-entry-ruling = шешім
bench-entry-market = нарық файлы
bench-entry-facts = мәліметтер беті
bench-entry-register = тізілім файлы
bench-entry-declined = ұсыныстан бас тарту
bench-entry-follow = бақылау
bench-entry-unfollow = бақылауды тоқтату
bench-entry-conversion = аудару
bench-entry-withdrawal = файлды қайтарып алу
bench-entry-retraction = жазбаны қайтарып алу
bench-entry-proposal = ұсыныс
bench-entry-review = пікір
bench-entry-approval = бекіту
bench-entry-rejection = қабылдамау
bench-entry-recall = ұсынысты қайтарып алу
bench-entry-publication = жариялау
bench-entry-list_import = енгізілген тізім
bench-entry-user = пайдаланушы
bench-entry-password = құпиясөз
bench-entry-token = токен, сеанс немесе сілтеме
bench-entry-token_revocation = токеннің аяқталуы
bench-entry-second_factor = екінші фактор
bench-entry-task = тапсырма
bench-entry-attempt = бас тарту

# Problems.
web-problem-not_a_form = бұл нысан емес
web-problem-not_a_form-meaning = Жіберілгені браузерлер жіберетін нысан емес.
web-problem-not_own_page = бұл нысан осы сервердің бетінен немесе осы сеанстан жіберілмеген
web-problem-not_own_page-meaning = Нысан тек осы сервер осы сеанста көрсеткен беттен қабылданады. Бетті қайта ашып, сол жерден жіберіңіз.

# Провайдер арқылы кіру.
bench-openid = Ұйымның провайдері
bench-openid-begin = { $provider } арқылы кіру
bench-openid-leaving = { $provider } бетіне өту
bench-openid-leaving-lead = Сіз сонда кіресіз де, осында қайтарыласыз.
bench-openid-go-on = { $provider } бетіне өтіңіз
bench-openid-not-in = Сіз кірген жоқсыз
bench-openid-again = Қайта бастау
bench-openid-stale = Бұл кіру осы браузерде басталмаған, оған бұрын жауап берілген немесе он минуттан көп уақыт кеткен
bench-openid-too-many = Сізге тым көп рет рұқсат берілмеді. Он бес минут күтіңіз.
bench-openid-denied = Провайдер кіруден бас тартты
bench-openid-error = Провайдер сізді кіргізбеді. Оның жауабы: { $code }
bench-openid-unreachable = Провайдерге қазір қол жеткізу мүмкін емес
    .help = Біраздан кейін қайталаңыз. Мұнда құпиясөзі бар адам сонымен кіре алады.
bench-openid-not-believed = Провайдердің жауабын тексеру мүмкін болмады
    .help = Мұндай жауап бойынша ешкім кірмейді. Не қате болғаны сервер оны жүргізетін адамға жазатын жолдарда тұр.
bench-openid-bound = Байланысы
bench-openid-account = Сонда осы атпен кіретін адам мұнда — сіз. Атыңыз бен рөлдеріңіз әр кірген сайын содан алынады.
bench-openid-text = Провайдерде осы субъект болып кіретін адам — осы пайдаланушы. Аты мен рөлдері әр кірген сайын мұнда қойылғанның орнына содан алынады. Бос қалдырылса, пайдаланушы ешкіммен байланысты емес.
bench-field-openid-subject = Провайдердегі субъект (sub)
bench-column-openid = Провайдер
bench-by-openid = провайдер

# Files of forms.
bench-file-limit = { $limit } МБ-тан аспайды.
bench-file-way = Немесе осында сүйреп әкеліңіз.
bench-file-away = Алып тастау
bench-file-name = Файл
bench-file-size = Байтпен өлшемі
bench-file-digest = Осы браузерде есептелген SHA-256
bench-file-computing = есептеліп жатыр…
bench-file-computed = {"{name}"}: хэш есептелді.
bench-file-empty = Файл бос.
bench-file-unreadable = Браузер бұл файлды оқи алмайды. Оны қайта таңдаңыз.
bench-file-one = Бір ғана файл керек, қалта емес.
bench-file-too-large = Файл { $limit } МБ-тан үлкен, ол қабылданбас еді.
bench-file-kept = { $name } сақталып қойған, басқасын таңдамасаңыз, сол алынады.
bench-kept-under = Мына SHA-256 атымен сақталды
bench-digest-same = Браузеріңіз де дәл осыны есептеді.
bench-digest-not-told = Тек сервер есептеді; браузеріңіз есептемеді.

# Registers.
bench-registers = Тізілімдер
bench-registers-lead = Өзгелердің тізілім файлдары және олардың ұсынатыны. Өздігінен ештеңе жазылмайды: әр ұсынысты адам қабылдайды немесе одан бас тартады.
bench-to-registers = Тізілімдердің барлық ұсынысы
bench-proposals = { $count ->
    [0] Ұсыныс жоқ
   *[other] { $count } ұсыныс
}
bench-proposals-open = ашық
bench-proposals-all = барлығы
bench-proposals-declined = бас тартылған
bench-proposals-empty = Жоқ.
bench-proposals-more = { $all } ұсыныстың алғашқы { $shown } көрсетілген. Басқаларын көру үшін атауы бойынша іздеңіз.
bench-proposal-of = { $register } · { $key }
bench-proposal-new = мұнда белгісіз
bench-proposal-known = мұнда бұл — { $asset }
bench-proposal-declined = бас тартылған: { $reason }
bench-proposal-taken = { $id } идентификаторы бос емес
bench-proposal-no-id = символдан идентификатор шықпайды
bench-proposal-say-id = Мұнда қандай идентификатор алатынын көрсетіңіз: бұл осындағы актив болса, соның идентификаторы, әйтпесе басқасы.
bench-proposal-circulating = Айналымда
bench-proposal-mechanism = Құны немен ұсталады
bench-proposal-over = Тоқтаған
bench-proposal-beside = Ол не дейді және не жазылған
bench-proposal-beside-text = Мұнда жазылғаны сол күйінде қалады. Мекенжай көрсетіледі, бірақ жазылмайды: сол жерді қарап, эмитент жариялағанын жазыңыз.
bench-proposal-peg = Байлау тізілімнің сөзімен алынған, мекенжайы жоқ: ол құн өлшемшартын орындамайды.
bench-column-proposed = Ондағы актив
bench-column-register = Тізілім
bench-column-remarks = Білу керегі
bench-column-theirs = Тізілім дейді
bench-column-ours = Мұнда жазылған
bench-column-recorded = Жазылатыны
bench-column-digest = SHA-256
bench-column-counts = Есепке алына ма
bench-field-register-file = Тізілім файлы
bench-field-register-of = Қай күнгі жай-күйі
bench-field-register-url = Қайдан алынған
bench-field-standing = Қайсысы
bench-field-q = Атауы немесе символы
bench-field-proposed-id = Осындағы идентификатор
bench-hint-register-file = ESMA, GLEIF немесе DefiLlama файлы, жарияланған күйінде. Қайсысы екені мазмұнынан белгілі.
bench-hint-register-of = Бос қалса: файлдың өзі айтатын күн.
bench-hint-proposed-id = Кіші әріптер, цифрлар, -, . және _. Кейін өзгермейді.
bench-hint-instead = Тізілімдегісі дұрыс болмаса ғана.
bench-take-register = Файлды енгізу
bench-take-register-text = Файл сол күйінде сақталады. Әр тізілімнің ең жаңа файлы есепке алынады.
bench-do-take-register = Енгізу
bench-register-looked = Файл
bench-register-known = Бұл файл журналда бар.
bench-register-rows = Жолдар саны
bench-register-defects = Олардағы оғаштықтар
bench-register-would-propose = { $count ->
    [0] Ол жаңа ештеңе ұсынбайды
   *[other] Ол { $count } нәрсе ұсынады
}
bench-register-files = Тізілім файлдары
bench-register-files-empty = Мұнда әлі жоқ.
bench-do-accept = Қабылдау
bench-do-accept-text = Сіздің атыңыздан, алынған файлымен және жолымен жазылады.
bench-do-decline = Бас тарту
bench-do-decline-text = Ол енді ұсынылмайды. Себебіңіз журналда қалады.
bench-done-register-taken = Файл енгізілді.
bench-done-accepted = Қабылданды, дереккөзімен бірге жазылды.
bench-done-declined = Бас тартылды.

# Lists taken in.
bench-list-import = Тізімді енгізу
bench-list-import-lead = Органның өзі жүргізетін тізім, белгілі бір күнгі күйінде. Бұл журнал сол тізім бойынша шешім қабылдаған болса, оны екінші адам бекітеді.
bench-field-of = Қай күнгі жай-күйі
bench-field-list = Тізім кесте түрінде
bench-field-part = Бұл — тізімнің бір бөлігі: онда жоғы тізімде қалады
bench-field-whole = Қандай бөлігі
bench-list-whole = бүкіл тізім
bench-list-part = тізімнің бір бөлігі
bench-field-columns = Бағандары қалай аталады
bench-field-means = Жол қай активті білдіреді
bench-field-told = Ондағы атауы
bench-field-comment = Түсініктеме
bench-field-suspended_from = Қай күннен тоқтатылған
bench-hint-list = docs/formats/list.md бойынша CSV немесе JSON. Енгізілмей тұрып әр жол көрсетіледі.
bench-hint-columns = Басқаша аталса, әр жолда біреуден: symbol=Тикер
bench-hint-means = Өзінен белгісіз болса, әр жолда біреуден: символы немесе атауы және осындағы актив. USD Coin=usdc
bench-list-count = Жолдар: { $rows }; тізімді өзгертетіні: { $changing }; тізімнен шығатыны: { $removed }.
bench-list-more = Алғашқы { $shown } көрсетілген.
bench-list-empty = Онда жол жоқ.
bench-list-known = Журналда бұл бар: { $number } жазба.
bench-list-pending = Екінші адам бекіткенде күшіне енеді.
bench-list-not-known = мұнда белгісіз
bench-column-row = Тізімде
bench-column-meant = Осындағы актив
bench-column-change = Онымен не болады
bench-column-differs = Айырмашылығы
bench-change-added = тізімге енеді
bench-change-removed = тізімнен шығады
bench-change-suspended = енді есепке алынбайды
bench-change-resumed = қайта есепке алынады
bench-change-corrected = басқаша айтылады
bench-change-none = сол күйінде қалады
bench-do-take-list = Енгізу
bench-done-list-taken = Тізім енгізілді.
bench-done-list-waits = Тізім енгізілді, екінші адамды күтуде.

# What cannot be taken.
trouble-proposal-changed = `{ $text }` ұсынысы сіз қараған күйінде емес
    .help = ол қазіргі күйінде көрсетілген: қарап, әлі дұрыс болса, қайта орындаңыз
trouble-another-digest = `{ $name }` атымен келген файлдың SHA-256 мәні — { $found }, ал браузер { $expected } деп есептеді
    .help = ештеңе жазылмады: файлды қайта таңдаңыз; қайталанса, жолда бірдеңе оны өзгертеді
trouble-file-did-not-come = браузер SHA-256 мәні { $name } файл туралы хабарлады, бірақ файл келмеді
    .help = файлды қайта таңдаңыз
trouble-one-file-only = бірнеше файл келді, олардың бірі — `{ $name }`, ал біреуі ғана қабылданады
    .help = оларды бір-бірлеп жіберіңіз
