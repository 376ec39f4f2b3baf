# Что говорит проверка пакета: на терминале и на странице в браузере.

verify-title = { $asset }, { $day }: пакет доказательств { $digest }
verify-title-none = Файл, который не является пакетом доказательств
verify-passed = ✓ Все проверки пройдены.
verify-failed = ✗ Не пройдено проверок: { $count }. Этот пакет не подтверждает того, что в нём утверждается.
verify-unknown = ? Не удалось проверить: { $count }; в остальном нарушений нет.
verify-found = Получено заново из доказательств: { $verdict }.
verify-withheld = По делу, которое лежит в пакете: { $verdict }.
verify-limits = Чего не покажет никакая проверка: что источники действительно прислали эти байты, что записанное людьми верно и что других доказательств не опустили. За это отвечает тот, кто подписал.

came-passed = ✓ пройдено
came-failed = ✗ не пройдено
came-unknown = ? не проверено
came-absent = – нет

check-container = Файл записан в единственно возможной форме
check-manifest = Каждый файл — тот, что назван в описи
check-head = Пакет говорит, о чём он
check-law = Закон — тот, по которому судите вы
check-evidence = Записи, квитанции и исходные байты соответствуют друг другу
check-case = Дело получается из исходных байтов
check-verdict = Вывод получается из дела
check-signature = Подписано тем, кому вы доверяете
check-log = Есть в известном вам журнале
check-consistency = Журнал только рос
check-timestamp = Метка времени от удостоверяющей службы
check-cms = Подпись CMS по сертификату

why-not-looked-at = Смотреть не на что: не пройдена более ранняя проверка.
why-bundle-too-large = Файл больше любого пакета.
why-not-an-archive = Файл не является архивом zip.
why-archive-cut-off = Архив обрывается внутри файла № { $number }.
why-archive-packed = Файл № { $number } в архиве сжат: пакет упаковали заново, или это вовсе не пакет.
why-archive-bad-name = У файла № { $number } в архиве имя, какого в пакетах не бывает.
why-archive-other-form = С байта { $number } архив не тот, что получается из его файлов: что-то изменено, добавлено или отрезано.
why-file-unknown = В пакетах не бывает файла «{ $name }».
why-file-out-of-order = «{ $name }» стоит дважды или не на своём месте.
why-file-missing = Нет файла «{ $name }».
why-manifest-unreadable = Строка { $line } описи не читается.
why-manifest-other-bytes = «{ $name }» — не тот файл, что назван в описи: ожидался SHA-256 { $expected }, найден { $found }.
why-manifest-other-files = В описи названы не те файлы, что есть.
why-head-unreadable = bundle.json не читается: { $text }
why-head-other-case = В bundle.json назван другой актив, день или момент, чем в деле.
why-law-other = В пакете другой закон, чем тот, по которому судите вы: ваш — SHA-256 { $expected }, в пакете — { $found }.
why-law-unreadable = То, что лежит в пакете как закон, не читается.
why-law-parameter-other = { $name }: у вас { $expected }, в пакете { $found }
why-entry-unreadable = Строка { $line } файла entries.jsonl не читается: { $text }
why-entry-out-of-order = Строка { $line } файла entries.jsonl стоит дважды или не на своём месте.
why-receipt-unreadable = Строка { $line } файла receipts.jsonl не читается: { $text }
why-receipt-out-of-order = Строка { $line } файла receipts.jsonl стоит дважды или не на своём месте.
why-raw-altered = Байты { $name } не соответствуют своему дайджесту.
why-raw-unnamed = Ни одна запись и ни одна квитанция не называет { $name }.
why-raw-missing = Нет байтов { $name }.
why-withheld-is-there = О байтах { $name } сказано, что они не переданы, а они здесь.
why-bytes-withheld = Заново не вычислено: байты не переданы. Не переданных файлов и ответов: { $count } ({ $name }); у кого они есть, проверит их по дайджестам.
why-build-cannot-read = Заново не вычислено: эта сборка программы не читает { $text }; для этого нужна возможность { $name }.
why-case-unreadable = case.json не читается.
why-case-refused = Закон не принимает дело, место { $name }: { $text }
why-case-not-found = Из исходных байтов дело не получается: { $text }
why-case-differs = Из исходных байтов получается другое дело: отличие с байта { $number }.
why-verdict-differs = Из дела получается другой вывод: отличие с байта { $number }.
why-signed-by = Подписали: { $name }.
why-not-signed = Никем не подписано.
why-note-unreadable = statement.note не читается: { $text }
why-statement-differs = Подписано не то, что лежит в пакете.
why-signature-wrong = Подпись от имени { $name } не принадлежит этому ключу или поставлена под другим текстом.
why-signer-not-believed = Подписали { $name }; в вашей политике доверия их нет.
why-not-logged = Свидетельства журнала при нём нет.
why-log-not-believed = В журнале { $name }, которого ваша политика доверия не знает.
why-proof-unreadable = log.proof не читается: { $text }
why-log-held-at = В журнале { $name }, где записей { $size }: место { $number }, считая с 0.
why-not-in-log = В журнале { $name } этого нет: доказательство ведёт к другому.
why-witnessed-by = Видели свидетели: { $name }.
why-quorum-missed = Журнал { $name } видело слишком мало свидетелей.
why-checkpoint-of-another-log = Более ранняя контрольная точка — другого журнала, { $name }.
why-log-shrank = В более ранней контрольной точке записей { $found }, в пакете { $size }: спрашивать нужно наоборот.
why-log-rewritten = Журнал переписан: записи более ранней контрольной точки ({ $found }) — не первые из его { $size }.
why-no-consistency-proof = Нет доказательства, ведущего от { $found } записей к { $size }: укажите папку журнала.
why-log-only-grew = Первые его записи ({ $found }) — те же, что в более ранней контрольной точке.
why-no-timestamp = Метки времени при нём нет.
why-no-cms = Подписи CMS при нём нет.
why-no-trust-list = Она есть, но в вашей политике доверия не названы сертификаты, с которыми её сверить.

why-revocation-unreadable = revocation/{ $name } не читается.
why-stamped-by = { $name }: опись существовала { $time }, самое позднее { $until }.
why-cms-signed-by = Подписал { $name } ({ $text }, { $level }); сертификат рассмотрен на момент { $time }.

why-cms-malformed = Файл устроен не так, как требует его спецификация ({ $part ->
    [file] сам файл
    [signed-data] подписанные данные
    [attribute] атрибут
    [timestamp] метка времени
    [certificate] сертификат
    [key] ключ
   *[algorithm] алгоритм
}).
why-cms-not-der = Файл — CMS в другой кодировке, чем DER; такие здесь не читаются.
why-cms-too-much = В файле больше, чем просматривается ({ $of ->
    [bytes] байты
    [certificates] сертификаты
    [revocation-evidence] сведения об отзыве
    [signers] подписавшие
    [attributes] атрибуты
    [timestamps] метки времени
    [key-bits] разряды ключа
   *[verifications] подписи
}: не более { $max }).
why-cms-not-signed-data = В файле не подпись, а нечто другое ({ $oid }).
why-cms-no-signer = Никто не подписал.
why-cms-no-signer-certificate = Сертификата подписавшего нет.
why-cms-gost-not-verified = Подписано алгоритмом ГОСТ ({ $oid }), который здесь пока не проверяется.
why-cms-algorithm-not-verified = Подписано алгоритмом, который здесь не проверяется ({ $oid }).
why-cms-weak-algorithm = { $algorithm } слишком слаб, чтобы что-либо доказывать.
why-cms-algorithms-differ = В файле названы два алгоритма там, где должен быть один: { $one } и { $other }.
why-cms-attribute-missing = Нет атрибута, который должен быть подписан ({ $oid }).
why-cms-attribute-repeated = Атрибут стоит дважды ({ $oid }).
why-cms-content-type-differs = О подписанном сказано, что это нечто другое.
why-cms-content-differs = Подписаны другие байты, а не опись.
why-cms-signature-wrong = Подпись поставлена не ключом { $certificate }.
why-cms-signing-certificate-differs = В подписи назван другой сертификат, а не сертификат { $certificate }.
why-cms-no-trusted-chain = От { $certificate } (выдал { $issuer }) нет цепочки к сертификату, которому вы доверяете.
why-cms-not-yet-valid = Сертификат { $certificate } действует с { $from }, а учитываемый момент — { $at }.
why-cms-expired = Сертификат { $certificate } действовал до { $until }, а учитываемый момент — { $at }.
why-cms-not-an-authority = { $certificate } не вправе выдавать сертификаты.
why-cms-chain-too-long = Цепочка сертификатов длиннее { $max } или длиннее, чем допускает { $certificate }.
why-cms-wrong-purpose = Сертификат { $certificate } предназначен для другого.
why-cms-critical-extension = В сертификате { $certificate } есть критическое расширение, которое здесь не понимают ({ $oid }).
why-cms-no-revocation-evidence = Был ли отозван { $certificate }, в файле не сказано. Никто не опрашивается: это неизвестно, но не нарушение.
why-cms-revocation-unknown = Был ли отозван { $certificate }, сказать нельзя; сведения об отзыве: { $because ->
    [unreadable] не читаются
    [not-by-issuer] не от того, кто его выдал
    [algorithm] подписаны алгоритмом, который здесь не проверяется
    [stale] слишком старые
    [from-the-future] начинаются позже настоящего момента
    [after-expiry] начинаются после окончания срока сертификата
    [scope] о других сертификатах
    [extension] с расширением, которое здесь не понимают
    [responder] от того, кто не вправе за него отвечать
    [unknown-to-issuer] выдавший его не знает
   *[too-many] их больше, чем просматривается
}.
why-cms-revoked = { $certificate } отозван с { $since }, а учитываемый момент — { $at }.
why-cms-not-granted = Служба отказала в метке времени (состояние { $status }).
why-cms-from-the-future = Метка времени говорит { $time }, а сейчас { $now }.
why-cms-authority-differs = В метке времени названа другая служба, а не { $certificate }.
why-cms-timestamp-extension = В метке времени есть критическое расширение, которое здесь не понимают ({ $oid }).

bundle-written = { $path }: { $asset } на { $day }, { $verdict }. Файлов: { $files }, байтов: { $bytes }.
bundle-digest = Его дайджест, по которому он вносится в журнал и на который ссылаются: { $digest }
bundle-signed = Подписано: { $name }.
bundle-not-signed = Не подписано: ключ указывается параметром --key; новый создаёт `qazyq key new`.
bundle-withheld = Байты не переданы и названы дайджестами ({ $name }); таких файлов и ответов: { $count }. Цифры дела в пакете есть: можно ли их публиковать, знать вам.

trouble-bundle-contradicts-itself = Из пакета получается не то, из чего он собран ({ $text }), поэтому ничего не записано. Это ошибка программы.
    .help = Сообщите о ней, пожалуйста, вместе с введённой командой.
trouble-nothing-known-then = На { $instant } об активе { $asset } ничего не было известно, поэтому передавать в доказательство нечего.
    .help = Спросите по состоянию на более поздний момент.
trouble-not-a-trust-policy = { $path } — не политика доверия: { $place }: { $text }
    .help = Из чего она состоит, сказано в docs/formats/policy.md. Политика одного лишь журнала помещается в её `log`.

column-step = шаг
column-came = результат
column-check = что проверялось

help-bundle = Собрать всё, на чём основан вывод, в один файл, который может проверить каждый
    .long =
        В файле — байты такими, какими их прислали источники, записанные сведения, дело, закон в виде данных, вывод и опись с
        дайджестами, которая подписывается. Это обычный архив zip; `qazyq verify` и страница в браузере заново получают вывод
        из него, без сети и никому не доверяя.

        То, что подписывается, байт в байт одинаково, кто бы ни собрал пакет из тех же доказательств. С --public байты,
        передачи которых источники могут не желать, опускаются; дайджесты остаются.
    .example =
        qazyq bundle usdc --on 2023-03-14
        qazyq bundle usdc --on 2023-03-14 --public -o usdc.qazyq
help-verify = Получить заново из байтов пакета всё, что в нём утверждается
    .long =
        Исходные байты читаются заново, дело составляется и оценивается заново, и всё сверяется с пакетом байт в байт; затем
        дайджесты, подписи и свидетельство журнала. Закон и ключи берутся из программы или из --policy, но никогда из пакета.

        Код завершения 0 — все проверки пройдены, 3 — какая-то не пройдена, 4 — какую-то провести не удалось: например,
        пакет без подписи или без журнала, которым вы доверяете. Ни одна проверка не покажет, что источник действительно
        прислал эти байты.
    .example =
        qazyq verify usdc-2023-03-14.qazyq
        qazyq verify usdc-2023-03-14.qazyq --policy policy.toml
arg-bundle-asset = Актив
arg-bundle-output = Файл для пакета [по умолчанию: ASSET-DAY.qazyq]
arg-public = Опустить байты, передачи которых источники могут не желать, и оставить их дайджесты
arg-documents = Передать и документы, на которых основаны сведения
arg-verify-bundle = Пакет
arg-verify-policy = Кому вы доверяете: издатели, журналы, свидетели, сертификаты, закон
arg-verify-checkpoint = Более ранняя контрольная точка журнала: чтобы увидеть, что с тех пор он только рос

trouble-not-to-be-logged = { $path } в журнал не внесён: { $why ->
    [list] это не пакет и не перечень в том виде, в каком его пишет `qazyq list export`.
   *[other] не пройдена проверка:
}
    .help = Что не так с пакетом, скажет `qazyq verify`. В журнал ничего не внесено.
trouble-not-a-logged-name = Под именем «{ $text }» в журнале ничего быть не может.
    .help = Имена бывают такие: verdict/ASSET, list/AUTHORITY/ASSET и list/AUTHORITY.
trouble-log-without-index = В журнале в { $path } нет указателя.
    .help = Его создаёт qazyq log index.
trouble-log-index-differs = Последний указатель в журнале в { $path } — не тот, что получается из записей.
    .help = Тот, кто его подписал, сказал неверно. Записи проверяет qazyq log verify.

log-appended = { $number }  { $text }
log-appended-all = { $count ->
    [0] Нового нет.
   *[other] Внесено в журнал и опубликовано записей: { $count }.
} Подписи свидетелей запрашивает qazyq log witness.
statement-verdict = { $asset } на { $day }: { $verdict } (пакет { $digest })
statement-listing = { $name }: { $text } { $asset } с { $day }
statement-list = { $name }: перечень на { $day }, строк: { $count }
statement-made-up = ДЕМОНСТРАЦИЯ
log-indexed = В первых записях ({ $size }) имён: { $count }; их указатель — запись { $number }.
log-looked-up = { $path }: что есть под именем «{ $name }» в первых записях ({ $size }). Проверить без сети — qazyq log check.
lookup-nothing = ✓ Под именем «{ $name }» в первых записях ({ $size }) журнала { $text } нет ничего.
lookup-all = ✓ Под именем «{ $name }» в первых записях ({ $size }) журнала { $text } записей ровно столько: { $count }.
lookup-one = ✓ Под именем «{ $name }» в первых записях ({ $size }) журнала { $text } среди прочих есть такая запись:
lookup-hash-alone = запись, названная в файле только хэшем
lookup-not-shown = ✗ Файл этого не показывает. { $text }
lookup-unreadable = Он не читается как справка по указателю: { $text }.
lookup-of-another-name = Он о другом имени: «{ $name }».
lookup-by-another-rule = Имена в его указателе — по другому правилу: «{ $name }».
lookup-checkpoint-not-believed = Его контрольная точка по вашей политике доверия силы не имеет.
lookup-of-another-log = Его указатель — другого журнала, { $name }.
lookup-head-not-signed = Указатель не подписан ключом журнала.
lookup-head-not-logged = Не показано, что указатель есть в журнале.
lookup-log-rewritten = Журнал, о котором говорит указатель, — не начало того, о котором говорит контрольная точка.
lookup-neighbours-differ = Не показано, что имена, между которыми оно стояло бы, соседние.
lookup-record-differs = Сказанного об имени в указателе нет.
lookup-incomplete = Записи — не все, что есть под этим именем, или другие.
lookup-entry-differs = Не показано, что запись — одна из записей под этим именем.

reproduce-size = Записей в журнале: { $count }.
reproduce-other-root = ✗ Из записей получается другой корень, чем в контрольной точке.
reproduce-counts = ✓ По вашей политике доверия контрольная точка имеет силу.
reproduce-does-not-count = ✗ По вашей политике доверия контрольная точка силы не имеет.
reproduce-nobody-known = ? Ваша политика доверия не называет журналов: чья это контрольная точка, не проверено.
reproduce-found = ✓ Выводов, полученных заново байт в байт: { $count }.
reproduce-failed = ✗ Выводов, которые заново не получаются: { $count }.
reproduce-unknown = ? Выводов, в которых что-то не удалось проверить: { $count }.
reproduce-missing = ? Выводов, пакета которых здесь нет: { $count }.
reproduce-unlogged = – Пакетов, которых журнал не называет: { $count }.
reproduce-is-missing = его пакета здесь нет
reproduce-differs = в нём сказано не то, что в журнале
reproduce-more = … и ещё { $count }

help-log-append = Внести в журнал выводы с их пакетами, опубликованные перечни и изменения перечней
    .long =
        Каждый пакет сначала проверяется, и в него кладётся свидетельство журнала. Рядом с перечнем в том виде, в каком его
        пишет `qazyq list export`, появляется файл со свидетельством журнала, а с --key — и файл с подписью. С --lists
        вносятся все опубликованные изменения перечней, которые есть в журнале рабочего пространства, но ещё не здесь.

        О каждом вносится одна строка: актив, день, закон, прочтение, результат и дайджест пакета, чтобы каждый мог следить
        за активом. Запись остаётся навсегда.
    .example =
        qazyq log append usdc-2023-03-14.qazyq
        qazyq log append --lists
help-log-index = Внести в журнал указатель имён, чтобы можно было показать и отсутствие
    .long =
        Указатель всех записей подписывается ключом журнала и сам вносится в журнал: у кого есть журнал, тот составит его
        заново и увидит, верен ли он. С этого момента qazyq log lookup показывает, что под именем ничего нет или что ответ
        полон, — по состоянию на эти записи.
    .example = qazyq log index
help-log-lookup = Записать, что есть в журнале под именем или что там нет ничего, в файл для проверки без сети
    .long =
        Имена: verdict/ASSET, list/AUTHORITY/ASSET и list/AUTHORITY. Файл говорит о записях, которые охватывает последний
        указатель, и не о более поздних.
    .example = qazyq log lookup list/ministry/usdc -o usdc.lookup
help-log-check = Проверить такой файл по политике доверия и ни по чему другому
    .long =
        Код завершения 0 — файл показывает то, что в нём сказано, 3 — не показывает. Что в указателе ничего не пропущено,
        утверждает ключ журнала: это видно, если составить указатель заново из записей.
    .example = qazyq log check usdc.lookup list/ministry/usdc --policy policy.toml
help-reproduce = Получить заново из пакетов все выводы, которые есть в журнале
    .long =
        Записи сверяются с корнем контрольной точки, она — с вашей политикой доверия, а каждый пакет проверяется и сверяется
        с тем, что говорит о нём журнал, в несколько потоков. Ничего не записывается.

        Код завершения 0 — всё получилось заново, 3 — что-то не пройдено, 4 — что-то не удалось проверить, например пакета
        здесь нет.
    .example = qazyq reproduce --bundles bundles --policy policy.toml
arg-key = Подписать ключом с этим именем
arg-log-append-files = Пакеты и перечни в том виде, в каком их пишет `qazyq list export`
arg-log-append-lists = Внести все опубликованные изменения перечней, которых ещё нет
arg-log-append-key = Подписать то, что ещё никем не подписано, ключом с этим именем
arg-log-lookup-name = Имя: verdict/ASSET, list/AUTHORITY/ASSET или list/AUTHORITY
arg-log-lookup-output = Файл для ответа
arg-log-check-file = Ответ
arg-log-check-name = Имя, о котором он должен быть
arg-log-check-policy = Кому вы доверяете: в её `log` названы журнал и его свидетели
arg-bundles = Папка с пакетами и папками в ней
arg-reproduce-policy = Кому вы доверяете: издатели, журналы, свидетели, сертификаты, закон
arg-threads = Сколько потоков работает сразу [по умолчанию: сколько у машины процессоров]

# Страница в браузере. Если собственные файлы читателя не читаются, это говорится вместо отчёта.
refused-policy = Политика доверия не читается: { $place }: { $text }
refused-checkpoint = Более ранняя контрольная точка не читается: { $text }

page-title = Проверить пакет доказательств
page-lead = Всё, что утверждается в пакете, получается заново из его собственных байтов — здесь, в этом окне. Ничто из выбранного вами не покидает вашего устройства.
page-language = Язык
page-bundle = Пакет доказательств
page-drop = Перетащите файл сюда или
page-choose-bundle = Выбрать пакет
page-more = Кому вы доверяете
page-more-why = Необязательно. Без политики доверия ни подпись, ни журнал не учитываются, и эти проверки остаются непроведёнными. Политику и контрольную точку возьмите не там, откуда пришёл пакет: не его отправителю решать, кому вы доверяете.
page-policy = Политика доверия
page-choose-policy = Выбрать политику
page-checkpoint = Более ранняя контрольная точка журнала
page-choose-checkpoint = Выбрать контрольную точку
page-remove = Убрать
page-working = Идёт проверка…
page-unreadable = Браузеру не удалось прочитать файл.
page-stopped = Проверка прервалась: возможно, этому браузеру не хватает памяти для такого файла. Команде «qazyq verify» браузер не нужен.
page-refused = Ничего не проверено.
page-steps = Двенадцать проверок
page-chart = Отклонение от привязки по дням
page-chart-how = Насколько цена каждого дня отстояла от привязки в ту или другую сторону; вычислено заново по делу так, как считает закон. Заштрихованный пропуск — день без цены, квадрат — день выше предела.
page-chart-limit = предел
page-chart-none = нет цены
page-figures = Цифры
page-day = день
page-deviation = отклонение
page-exact = точная доля
page-limits = Пределы проверки
page-checked = Об этой проверке
page-moment = Когда проверено
page-module = SHA-256 модуля страницы
page-nobody = нет
page-save = Сохранить отчёт (JSON)
