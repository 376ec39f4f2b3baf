//! What only a server can do or suffer.

use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use qazyq_registry::store::{
    Appended, Batch, Credential, Head, Postgres, Store as _, StoreError, open, verify,
};
use qazyq_testpg::{ADMIN, Blow, Certificates, Cluster, PASSWORD};

use crate::support::{append, append_entries, entry, lines_behind, opened};

/// What a writer begins with.
const LOCK: &str = "BEGIN; SELECT pg_advisory_xact_lock(1365342841, 'qazyq_journal'::regclass::oid::bigint::bit(32)::integer)";

#[test]
fn the_engine_refuses_to_change_a_row() {
    let database = Cluster::shared().database();
    let mut store = opened(&database);
    let head = append_entries(&mut store, 5);
    let mut raw = database.admin();
    for (sql, refusal) in [
        ("UPDATE qazyq_journal SET line = '' WHERE number = 3", "never changed or deleted"),
        ("DELETE FROM qazyq_journal WHERE number = 5", "never changed or deleted"),
        ("TRUNCATE qazyq_journal", "never changed or deleted"),
        (
            "INSERT INTO qazyq_journal SELECT 7, line, sha256 FROM qazyq_journal WHERE number = 5",
            "behind the last one",
        ),
        (
            "INSERT INTO qazyq_journal SELECT 5, line, sha256 FROM qazyq_journal WHERE number = 5",
            "duplicate key",
        ),
        (
            "INSERT INTO qazyq_journal SELECT 0, line, sha256 FROM qazyq_journal WHERE number = 5",
            "number_check",
        ),
        (
            "INSERT INTO qazyq_journal SELECT number + 5, line, sha256 FROM qazyq_journal WHERE number IN (1, 3)",
            "behind the last one",
        ),
        ("INSERT INTO qazyq_journal VALUES (6, '', '')", "sha256_check"),
        (
            "INSERT INTO qazyq_journal SELECT number, '', sha256 FROM qazyq_journal \
             ON CONFLICT (number) DO UPDATE SET line = excluded.line",
            "never changed or deleted",
        ),
    ] {
        let error = raw.batch_execute(sql).unwrap_err();
        let error = error.as_db_error().unwrap().message();
        assert!(error.contains(refusal), "{sql}: {error}");
    }
    assert_eq!(verify(&mut store, Some(head)).unwrap(), Ok(head));
}

/// Somebody who knows neither the lock nor the head writes while others do: still no gap and no fork.
#[test]
fn a_number_that_is_taken_is_a_head_that_is_not_the_last() {
    let database = Cluster::shared().database();
    let mut store = opened(&database);
    let head = append_entries(&mut store, 1);
    let mut raw = database.admin();
    let mut stranger = raw.transaction().unwrap();
    stranger.execute("INSERT INTO qazyq_journal VALUES (2, 'x', sha256('x'))", &[]).unwrap();
    let append = thread::spawn(move || store.append(&lines_behind(head, &[b"two"])));
    // Until the append waits for the stranger's row.
    let mut watch = database.admin();
    let waits =
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while watch.query(waits, &[]).unwrap().is_empty() {
        assert!(!append.is_finished(), "it did not wait");
        thread::yield_now();
    }
    stranger.commit().unwrap();
    let Appended::Behind(now) = append.join().unwrap().unwrap() else { panic!("it was written") };
    assert_eq!(now.number, 2);
    assert_eq!(opened(&database).read(1, 9).unwrap()[0].line, b"x");
}

/// No key would refuse it: a batch that has no row takes no number.
#[test]
fn credentials_alone_wait_for_whoever_writes() {
    let database = Cluster::shared().database();
    let mut store = opened(&database);
    let head = append_entries(&mut store, 1);
    let mut raw = database.admin();
    raw.batch_execute(LOCK).unwrap();
    raw.batch_execute("INSERT INTO qazyq_journal VALUES (2, 'x', sha256('x'))").unwrap();
    let credentials = vec![Credential { user: String::from("anna"), phc: Some(String::from("x")) }];
    let alone = Batch { behind: head, credentials, ..Batch::default() };
    let append = thread::spawn(move || (store.append(&alone).unwrap(), store.credentials().unwrap()));
    let mut watch = database.admin();
    let waits =
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while watch.query(waits, &[]).unwrap().is_empty() {
        assert!(!append.is_finished(), "it did not wait");
        thread::yield_now();
    }
    raw.batch_execute("COMMIT").unwrap();
    let (appended, credentials) = append.join().unwrap();
    assert!(matches!(appended, Appended::Behind(Head { number: 2, .. })), "{appended:?}");
    assert_eq!(credentials, []);
}

fn is_told_without(secret: &str, error: &StoreError) {
    for text in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
        assert!(!text.contains(secret), "{secret} stands in: {text}");
    }
}

#[test]
fn a_wrong_password_is_refused_and_not_repeated() {
    let database = Cluster::shared().database();
    for (user, password) in [(ADMIN, "wrong-s3cret"), ("nobody", "wrong-s3cret"), (ADMIN, "")] {
        let error = Postgres::open(&database.address_of(user, password)).unwrap_err();
        assert_eq!(error.code(), "store-refused-login", "{error}");
        is_told_without("wrong-s3cret", &error);
    }
    let without = database.address_of(ADMIN, "").replace(":@", "@");
    assert_eq!(Postgres::open(&without).unwrap_err().code(), "store-refused-login");
    let store = opened(&database);
    assert!(!format!("{store:?}").contains("s3cret"));
    assert!(!format!("{store:?}").contains(PASSWORD));
    assert_eq!(store.shown(), format!("127.0.0.1:{}/{}", Cluster::shared().port(), database.name()));
}

#[test]
fn what_is_no_address_is_refused_and_not_repeated() {
    let good = "postgres://anna:s3cret@127.0.0.1:1/journal";
    for address in [
        "",
        "s3cret",
        "/path/to/s3cret",
        "mysql://anna:s3cret@host/journal",
        "host=localhost password=s3cret",
        "postgres://",
        "postgres://anna:s3cret@/journal",
        "postgres://anna:p@s3cret@host/journal",
        "postgres://anna:s3cret@host:s3cret/journal",
        "postgres://anna:s3cret@[::1/journal",
        &format!("{good}?s3cret"),
        &format!("{good}?s3cret=1"),
        &format!("{good}?password=a&s3cret=1"),
        &format!("{good}?connect_timeout=s3cret"),
        &format!("{good}?sslmode=s3cret"),
        // Its own clients check no certificate with it, or no host: neither is to be had here under that name.
        &format!("{good}?sslmode=allow"),
        &format!("{good}?sslmode=verify-ca"),
        &format!("{good}?sslmode=%zz"),
        &format!("{good}?sslmode=%ff"),
        &format!("{good}?sslrootcert=/no/such/file"),
        &format!("{good}?sslrootcert=/dev/null"),
    ] {
        let Err(error) = open(address) else { panic!("{address}") };
        assert_eq!(error.code(), "store-address", "{address}: {error}");
        is_told_without("s3cret", &error);
    }
}

#[test]
fn a_server_that_is_not_there_is_unreachable() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for address in [
        format!("postgres://anna:s3cret@127.0.0.1:{closed}/journal"),
        format!("postgres://anna:s3cret@%2Fno%2Fsuch%2Ffolder:{closed}/journal"),
        String::from("postgresql://anna:s3cret@db.invalid/journal?sslmode=disable"),
    ] {
        let Err(error) = open(&address) else { panic!("{address}") };
        assert_eq!(error.code(), "store-unreachable", "{address}: {error}");
        is_told_without("s3cret", &error);
    }
}

#[test]
fn a_database_that_is_not_there_cannot_be_opened() {
    let database = Cluster::shared().database();
    let other = database.address().replace(database.name(), "another");
    assert_eq!(Postgres::open(&other).unwrap_err().code(), "store-cannot-be-opened");
    let nowhere = format!("{}?options=-c%20search_path%3Dnowhere", database.address());
    assert_eq!(Postgres::open(&nowhere).unwrap_err().code(), "store-cannot-be-opened");
    let socket = Cluster::shared().folder().display().to_string().replace('/', "%2F");
    let port = Cluster::shared().port();
    let through_socket = format!("postgres://{ADMIN}@{socket}:{port}/{}", database.name());
    assert_eq!(Postgres::open(&through_socket).unwrap().head().unwrap(), Head::default());
}

#[test]
fn a_server_that_acknowledges_too_early_is_refused() {
    let database = Cluster::shared().database();
    let mut raw = database.admin();
    let mut set = |value: &str| {
        let sql = format!("ALTER DATABASE {} SET synchronous_commit = {value}", database.name());
        raw.batch_execute(&sql).unwrap();
    };
    set("off");
    let error = Postgres::open(&database.address()).unwrap_err();
    let expected =
        [("store", error.args()[0].1.clone()), ("setting", String::from("synchronous_commit = off"))];
    assert_eq!((error.code(), error.args()), ("store-not-durable", expected.to_vec()));
    set("local");
    append(&mut opened(&database), &[b"one"]);

    let careless = Cluster::start(&[("fsync", "off")], &[]);
    let error = Postgres::open(&careless.database().address()).unwrap_err();
    assert_eq!(error.args()[1].1, "fsync = off");
}

#[test]
fn tables_that_are_not_ours_are_refused() {
    for (sql, code) in [
        ("UPDATE qazyq_format SET version = 2", "store-of-another-format"),
        ("INSERT INTO qazyq_format VALUES (1)", "store-of-another-format"),
        ("DELETE FROM qazyq_format", "store-of-another-format"),
        ("ALTER TABLE qazyq_journal DISABLE TRIGGER qazyq_journal_is_never_changed", "store-damaged"),
        ("DROP TRIGGER qazyq_journal_is_never_emptied ON qazyq_journal", "store-damaged"),
        ("DROP TABLE qazyq_lease", "store-cannot-be-opened"),
        ("DROP TABLE qazyq_format", "store-cannot-be-opened"),
    ] {
        let database = Cluster::shared().database();
        append_entries(&mut opened(&database), 2);
        database.admin().batch_execute(sql).unwrap();
        assert_eq!(Postgres::open(&database.address()).unwrap_err().code(), code, "{sql}");
    }
}

#[test]
fn two_schemas_are_two_journals() {
    let database = Cluster::shared().database();
    append_entries(&mut opened(&database), 3);
    let (mut a, mut b) =
        (Postgres::open(&database.schema("a")).unwrap(), Postgres::open(&database.schema("b")).unwrap());
    append_entries(&mut a, 2);
    append_entries(&mut b, 1);
    // `public` is found by everybody who looks further along the path: it is not taken for the first.
    let beside = format!("{}?options=-c%20search_path%3Dc%2Cpublic", database.address());
    database.admin().batch_execute("CREATE SCHEMA c").unwrap();
    let mut c = Postgres::open(&beside).unwrap();
    assert_eq!([a, b].map(|mut store| store.head().unwrap().number), [2, 1]);
    assert_eq!(c.head().unwrap().number, 0);
}

#[test]
fn who_may_only_read_reads() {
    let database = Cluster::shared().database();
    let head = append_entries(&mut opened(&database), 3);
    let mut raw = database.admin();
    raw.batch_execute(
        "CREATE ROLE reader LOGIN PASSWORD 'r'; GRANT SELECT ON qazyq_journal, qazyq_format, qazyq_lease TO reader",
    )
    .unwrap();
    let mut store = Postgres::open(&database.address_of("reader", "r")).unwrap();
    assert_eq!(verify(&mut store, Some(head)).unwrap(), Ok(head));
    assert_eq!(store.wait(0, Duration::ZERO).unwrap(), head);
    assert_eq!(store.append(&lines_behind(head, &[b"x"])).unwrap_err().code(), "store-cannot-be-written");
    assert_eq!(store.credentials().unwrap_err().code(), "store-cannot-be-read");
    assert_eq!(store.head().unwrap(), head);
}

#[test]
fn a_writer_who_does_not_end_is_waited_for_in_vain() {
    let database = Cluster::shared().database();
    let mut store = opened(&database);
    let head = append_entries(&mut store, 1);
    let mut raw = database.admin();
    raw.batch_execute(LOCK).unwrap();
    assert_eq!(store.append(&lines_behind(head, &[b"x"])).unwrap_err().code(), "store-busy");
    assert_eq!(store.head().unwrap(), head, "reading waits for nobody");
    raw.batch_execute("ROLLBACK").unwrap();
    assert_eq!(append(&mut store, &[b"x"]).number, 2);
}

#[test]
fn a_connection_that_broke_is_made_anew() {
    let database = Cluster::shared().database();
    let mut store = opened(&database);
    let mut raw = database.admin();
    let mut cut = || {
        let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        assert!(!raw.query(sql, &[]).unwrap().is_empty(), "nobody was connected");
    };
    let head = append_entries(&mut store, 3);
    cut();
    assert_eq!(store.head().unwrap(), head);
    cut();
    assert_eq!(store.read(0, 9).unwrap().len(), 3);
    cut();
    assert_eq!(store.credentials().unwrap(), []);
    cut();
    let head = append(&mut store, &[&entry(head, "once")]);
    cut();
    let lease = store.lease("fetch", "one", Duration::from_secs(60)).unwrap();
    cut();
    assert_eq!(store.lease("fetch", "one", Duration::from_secs(60)).unwrap(), lease);
    assert_eq!(verify(&mut store, Some(head)).unwrap(), Ok(head));

    // While it waits: the new connection listens again.
    let mut other = opened(&database);
    let waits = thread::spawn(move || {
        let started = Instant::now();
        (store.wait(4, Duration::from_secs(60)).unwrap(), started.elapsed())
    });
    let mut watch = database.admin();
    let listening = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%' \
                     OR query LIKE 'SELECT number, sha256%' AND state = 'idle' AND pid <> pg_backend_pid()";
    while watch.query(listening, &[]).unwrap().is_empty() {
        assert!(!waits.is_finished(), "it did not wait");
        thread::yield_now();
    }
    let head = other.head().unwrap();
    other.append(&lines_behind(head, &[&entry(head, "said")])).unwrap();
    let (seen, took) = waits.join().unwrap();
    assert_eq!(seen.number, 5);
    assert!(took < Duration::from_secs(30));
}

#[test]
fn a_server_that_fell_is_waited_for() {
    let cluster = Cluster::start(&[], &[]);
    let database = cluster.database();
    let mut store = opened(&database);
    let head = append_entries(&mut store, 10);
    for blow in [Blow::Immediate, Blow::Kill] {
        thread::scope(|scope| {
            cluster.strike(blow);
            let seen = scope.spawn(|| verify(&mut store, Some(head)));
            cluster.restart();
            assert_eq!(seen.join().unwrap().unwrap(), Ok(head));
        });
    }
    cluster.strike(Blow::Immediate);
    let started = Instant::now();
    assert_eq!(store.head().unwrap_err().code(), "store-unreachable");
    assert!(started.elapsed() < Duration::from_secs(30), "it is not waited for for ever");
}

/// A server with a certificate of `127.0.0.1`, and the file of the authority that signed it.
fn with_tls() -> &'static (Cluster, tempfile::TempDir) {
    static SECURE: OnceLock<(Cluster, tempfile::TempDir)> = OnceLock::new();
    SECURE.get_or_init(|| {
        let made = Certificates::make("IP:127.0.0.1");
        let files = [("server.crt", &made.certificate[..]), ("server.key", &made.key)];
        let cluster = Cluster::start(&[("ssl", "on")], &files);
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("authority.pem"), &made.authority).unwrap();
        std::fs::write(folder.path().join("another.pem"), Certificates::make("IP:127.0.0.1").authority)
            .unwrap();
        std::fs::write(folder.path().join("none.pem"), "no certificate").unwrap();
        (cluster, folder)
    })
}

#[test]
fn tls_is_checked_whenever_it_is_used() {
    let (cluster, folder) = with_tls();
    let database = cluster.database();
    let file = |name: &str| format!("&sslrootcert={}", folder.path().join(name).display());
    let (ours, another) = (file("authority.pem"), file("another.pem"));
    let by_name = database.address().replace("127.0.0.1", "localhost");
    let (address, unproven) = (database.address(), "store-unreachable");
    for (address, options, expected) in [
        (&address, format!("sslmode=verify-full{ours}"), Ok(true)),
        (&address, format!("sslmode=require{ours}"), Ok(true)),
        (&address, format!("sslmode=prefer{ours}"), Ok(true)),
        (&address, format!("sslmode=disable{ours}"), Ok(false)),
        // On this machine there is none where nobody asked for it.
        (&address, format!("connect_timeout=10{ours}"), Ok(false)),
        (&address, format!("sslmode=verify-full{another}"), Err(unproven)),
        (&address, format!("sslmode=require{another}"), Err(unproven)),
        (&address, format!("sslmode=prefer{another}"), Err(unproven)),
        (&address, String::from("sslmode=verify-full"), Err(unproven)),
        (&address, String::from("sslmode=require&sslrootcert=system"), Err(unproven)),
        (&by_name, format!("sslmode=verify-full{ours}"), Err(unproven)),
        (&by_name, format!("sslmode=require{ours}"), Err(unproven)),
        (&address, format!("sslmode=require{}", file("none.pem")), Err("store-address")),
    ] {
        let opened = Postgres::open(&format!("{address}?{options}"));
        let secured = "SELECT coalesce(bool_or(ssl), false) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) \
                       WHERE datname = current_database() AND application_name = 'qazyq'";
        let found = match &opened {
            Ok(_) => Ok(database.admin().query_one(secured, &[]).unwrap().get(0)),
            Err(error) => Err(error.code()),
        };
        assert_eq!(found, expected, "{options}: {opened:?}");
    }
}

#[test]
fn a_server_without_tls_is_refused_where_it_is_required() {
    let database = Cluster::shared().database();
    for (mode, there) in [("disable", true), ("prefer", true), ("require", false), ("verify-full", false)] {
        let opened = Postgres::open(&format!("{}?sslmode={mode}", database.address()));
        assert_eq!(opened.is_ok(), there, "{mode}: {opened:?}");
    }
}
