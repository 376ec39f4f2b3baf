//! What the trait promises, on every engine.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use qazyq_registry::digest::Digest;
use qazyq_registry::store::{Appended, Batch, Credential, Head, Lease, Leased, verify};

use crate::support::{
    Open, all, append, append_entries, done, entries, entry, lines_behind, on_memory, on_postgres, on_sqlite,
};

const HOUR: Duration = Duration::from_secs(3_600);

macro_rules! on_every_engine {
    ($($test:ident)*) => {
        mod memory { $(#[test] fn $test() { super::on_memory(super::$test); })* }
        mod sqlite { $(#[test] fn $test() { super::on_sqlite(super::$test); })* }
        mod postgres { $(#[test] fn $test() { super::on_postgres(super::$test); })* }
    };
}

on_every_engine! {
    a_new_journal_is_empty
    what_is_appended_is_read
    reading_goes_on_behind_a_row_and_stops_in_time
    behind_another_head_nothing_is_written
    a_known_number_with_another_digest_is_another_head
    a_batch_is_written_whole_or_not_at_all
    two_handles_see_one_journal
    many_handles_at_once_leave_no_gap
    odd_bytes_come_back_as_they_were
    a_large_row_comes_back_as_it_was
    large_rows_are_read_a_few_at_a_time
    ten_thousand_rows_are_a_chain
    credentials_change_with_their_batch
    credentials_alone_wait_for_the_head_too
    a_lease_is_one_holders
    a_fence_grows_with_each_taking_and_never_goes_back
    an_append_wants_its_lease
    a_lease_that_ran_out_is_no_right_to_append
    waiting_ends_with_another_handles_row
    waiting_ends_with_its_time
    waiting_for_what_is_there_does_not_wait
    nothing_is_broken
}

fn a_new_journal_is_empty(open: Open<'_>) {
    let mut store = open();
    assert_eq!(store.head().unwrap(), Head { number: 0, sha256: Digest::NONE });
    assert_eq!(store.read(0, 10).unwrap(), []);
    assert_eq!(store.credentials().unwrap(), []);
}

fn what_is_appended_is_read(open: Open<'_>) {
    let mut store = open();
    let first = append(&mut *store, &[b"one"]);
    assert_eq!(first, Head { number: 1, sha256: Digest::of(b"one") });
    let third = append(&mut *store, &[b"two", b"three"]);
    assert_eq!(third, Head { number: 3, sha256: Digest::of(b"three") });
    assert_eq!(store.head().unwrap(), third);
    let rows = store.read(0, 10).unwrap();
    let found: Vec<_> = rows.iter().map(|row| (row.number, row.line.as_slice(), row.sha256)).collect();
    let lines: [&[u8]; 3] = [b"one", b"two", b"three"];
    let expected: Vec<_> = (1..).zip(lines).map(|(number, line)| (number, line, Digest::of(line))).collect();
    assert_eq!(found, expected);
}

fn reading_goes_on_behind_a_row_and_stops_in_time(open: Open<'_>) {
    let mut store = open();
    append_entries(&mut *store, 5);
    let mut numbers = |after, rows_max| -> Vec<u64> {
        store.read(after, rows_max).unwrap().iter().map(|row| row.number).collect()
    };
    assert_eq!(numbers(0, 2), [1, 2]);
    assert_eq!(numbers(2, 2), [3, 4]);
    assert_eq!(numbers(4, 2), [5]);
    assert_eq!(numbers(5, 2), [0; 0]);
    assert_eq!(numbers(6, 2), [0; 0]);
    assert_eq!(numbers(u64::MAX, 2), [0; 0]);
    assert_eq!(numbers(0, 0), [0; 0]);
    assert_eq!(numbers(0, u32::MAX), [1, 2, 3, 4, 5]);
}

fn behind_another_head_nothing_is_written(open: Open<'_>) {
    let mut store = open();
    let old = append(&mut *store, &[b"one"]);
    let head = append(&mut *store, &[b"two"]);
    let credentials = vec![Credential { user: String::from("anna"), phc: Some(String::from("$x")) }];
    let late = Batch { credentials, ..lines_behind(old, &[b"late"]) };
    assert_eq!(store.append(&late).unwrap(), Appended::Behind(head));
    let early = lines_behind(Head { number: 9, sha256: head.sha256 }, &[b"early"]);
    assert_eq!(store.append(&early).unwrap(), Appended::Behind(head));
    assert_eq!(store.append(&lines_behind(Head::default(), &[b"first"])).unwrap(), Appended::Behind(head));
    assert_eq!(all(&mut *store).len(), 2);
    assert_eq!(store.credentials().unwrap(), []);
    assert_eq!(append(&mut *store, &[b"three"]).number, 3);
}

fn a_known_number_with_another_digest_is_another_head(open: Open<'_>) {
    let mut store = open();
    let head = append(&mut *store, &[b"one"]);
    let forked = Head { number: head.number, sha256: Digest::of(b"another one") };
    assert_eq!(store.append(&lines_behind(forked, &[b"two"])).unwrap(), Appended::Behind(head));
    let unborn = Head { number: 0, sha256: Digest::of(b"none") };
    assert_eq!(store.append(&lines_behind(unborn, &[b"two"])).unwrap(), Appended::Behind(head));
    assert_eq!(all(&mut *store).len(), 1);
}

/// By the readers' eyes: a reader at any moment sees a multiple of the batch.
fn a_batch_is_written_whole_or_not_at_all(open: Open<'_>) {
    const BATCH: usize = 50;
    const BATCHES: usize = 40;
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut store = open();
            for _ in 0..BATCHES {
                let head = store.head().unwrap();
                let lines = entries(head, (0..BATCH).map(|n| n.to_string()));
                done(store.append(&Batch { behind: head, lines, ..Batch::default() }).unwrap());
            }
        });
        let mut store = open();
        loop {
            let at_last = writer.is_finished();
            let head = store.head().unwrap();
            assert_eq!(head.number % BATCH as u64, 0);
            assert_eq!(store.read(0, u32::MAX).unwrap().len() % BATCH, 0);
            if at_last {
                break assert_eq!(head.number, (BATCH * BATCHES) as u64);
            }
        }
    });
}

fn two_handles_see_one_journal(open: Open<'_>) {
    let (mut one, mut other) = (open(), open());
    let first = append(&mut *one, &[b"one"]);
    assert_eq!(other.head().unwrap(), first);
    let second = append(&mut *other, &[b"two"]);
    // Decided upon with the first row alone.
    assert_eq!(one.append(&lines_behind(first, &[b"also two"])).unwrap(), Appended::Behind(second));
    append(&mut *one, &[b"three"]);
    let lines: Vec<_> = all(&mut *other).into_iter().map(|row| row.line).collect();
    assert_eq!(lines, [&b"one"[..], b"two", b"three"]);
    drop(one);
    assert_eq!(open().head().unwrap().number, 3);
}

fn many_handles_at_once_leave_no_gap(open: Open<'_>) {
    const WRITERS: usize = 4;
    const EACH: usize = 25;
    let together = Barrier::new(WRITERS);
    let refused: usize = thread::scope(|scope| {
        let write = |writer: usize| {
            // Nobody has made the journal yet: this is also the first users' coming at once.
            together.wait();
            let mut store = open();
            let mut head = store.head().unwrap();
            let mut refused = 0;
            for n in 0..EACH {
                loop {
                    let batch = lines_behind(head, &[&entry(head, &format!("{writer}/{n}"))]);
                    match store.append(&batch).unwrap() {
                        Appended::Done(now) => break head = now,
                        Appended::Behind(now) => head = now,
                        Appended::LeaseLost => unreachable!("there was none"),
                    }
                    refused += 1;
                }
            }
            refused
        };
        let writers: Vec<_> = (0..WRITERS).map(|writer| scope.spawn(move || write(writer))).collect();
        writers.into_iter().map(|writer| writer.join().unwrap()).sum()
    });
    let mut store = open();
    assert_eq!(verify(&mut *store, None).unwrap().unwrap().number, (WRITERS * EACH) as u64);
    let mut lines: Vec<_> = all(&mut *store).into_iter().map(|row| row.line).collect();
    lines.sort();
    lines.dedup();
    assert_eq!(lines.len(), WRITERS * EACH);
    // Otherwise they only took turns, and nothing was shown. In memory they may well do so.
    let in_memory = thread::current().name().is_some_and(|name| name.contains("memory"));
    assert!(refused > 0 || in_memory);
}

fn odd_bytes_come_back_as_they_were(open: Open<'_>) {
    let mut store = open();
    let every: Vec<u8> = (0..=u8::MAX).collect();
    let lines: [&[u8]; 8] =
        [b"", b"\0", b"\0\0a\0", b"\xff\xfe\xc0", &every, b"'; DROP TABLE journal; --", b"\\x00", b"\r\n"];
    append(&mut *store, &lines);
    let found: Vec<_> = all(&mut *store).into_iter().map(|row| row.line).collect();
    assert_eq!(found, lines);
}

fn a_large_row_comes_back_as_it_was(open: Open<'_>) {
    let mut store = open();
    // Nothing that an engine could pack well.
    let mut state = 1_u64;
    let noise = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    let large: Vec<u8> = (0..2 << 20).map(noise).collect();
    append(&mut *store, &[b"before", &large, b"after"]);
    let many: Vec<&[u8]> = vec![&large; 5];
    append(&mut *store, &many);
    let rows = store.read(1, 1).unwrap();
    assert_eq!(rows[0].sha256, Digest::of(&large));
    assert!(rows[0].line == large);
    assert!(open().read(3, 5).unwrap().iter().all(|row| row.line == large));
}

fn large_rows_are_read_a_few_at_a_time(open: Open<'_>) {
    let mut store = open();
    let large = vec![b'x'; 12 << 20];
    for _ in 0..4 {
        append(&mut *store, &[&large]);
    }
    append(&mut *store, &[b"small"]);
    let mut numbers =
        |after| -> Vec<u64> { store.read(after, 1_000).unwrap().iter().map(|row| row.number).collect() };
    // Twenty-four megabytes are not yet enough, thirty-six are.
    assert_eq!(numbers(0), [1, 2, 3]);
    assert_eq!(numbers(2), [3, 4, 5]);
    assert_eq!(numbers(3), [4, 5]);
    assert_eq!(all(&mut *store).len(), 5);
}

fn ten_thousand_rows_are_a_chain(open: Open<'_>) {
    let mut store = open();
    let lines = entries(Head::default(), (0..10_000).map(|n| format!("{n} {}", "x".repeat(200))));
    let head = done(store.append(&Batch { lines, ..Batch::default() }).unwrap());
    assert_eq!(head.number, 10_000);
    let mut other = open();
    assert_eq!(verify(&mut *other, Some(head)).unwrap(), Ok(head));
    assert_eq!(other.head().unwrap(), head);
}

fn set(user: &str, phc: &str) -> Credential {
    Credential { user: user.to_owned(), phc: Some(phc.to_owned()) }
}

fn credentials_change_with_their_batch(open: Open<'_>) {
    let mut store = open();
    let mut change = |line: &[u8], credentials: Vec<Credential>| {
        let behind = store.head().unwrap();
        done(store.append(&Batch { credentials, ..lines_behind(behind, &[line]) }).unwrap());
        open().credentials().unwrap()
    };
    let anna = || set("anna", "$argon2id$1");
    let boris = || set("boris", "$argon2id$2");
    // By user, whatever a database's language says of letters.
    let zhanar = || set("Zhanar", "$argon2id$3");
    let asel = || set("Әсел", "$argon2id$4");
    assert_eq!(change(b"1", vec![boris(), asel(), anna(), zhanar()]), [zhanar(), anna(), boris(), asel()]);
    assert_eq!(change(b"2", vec![set("anna", "new")]), [zhanar(), set("anna", "new"), boris(), asel()]);
    let gone = |user: &str| Credential { user: user.to_owned(), phc: None };
    assert_eq!(change(b"3", vec![gone("anna"), gone("nobody")]), [zhanar(), boris(), asel()]);
    // The last word counts.
    assert_eq!(
        change(b"4", vec![gone("boris"), set("boris", "b"), gone("Әсел")]),
        [zhanar(), set("boris", "b")]
    );
}

fn credentials_alone_wait_for_the_head_too(open: Open<'_>) {
    let mut store = open();
    let head = append(&mut *store, &[b"one"]);
    let alone = |behind| Batch { behind, credentials: vec![set("anna", "x")], ..Batch::default() };
    assert_eq!(store.append(&alone(Head::default())).unwrap(), Appended::Behind(head));
    assert_eq!(store.credentials().unwrap(), []);
    assert_eq!(store.append(&alone(head)).unwrap(), Appended::Done(head));
    assert_eq!(store.credentials().unwrap(), [set("anna", "x")]);
    assert_eq!(store.append(&Batch { behind: head, ..Batch::default() }).unwrap(), Appended::Done(head));
}

fn ours(leased: Leased) -> Lease {
    match leased {
        Leased::Ours(lease) => lease,
        other => panic!("{other:?}"),
    }
}

fn a_lease_is_one_holders(open: Open<'_>) {
    let (mut one, mut other) = (open(), open());
    let lease = ours(one.lease("fetch", "one", HOUR).unwrap());
    assert_eq!((lease.name.as_str(), lease.holder.as_str()), ("fetch", "one"));
    match other.lease("fetch", "other", HOUR).unwrap() {
        Leased::Theirs { holder, at_most } => {
            assert_eq!(holder, "one");
            assert!(at_most <= HOUR && at_most > HOUR - Duration::from_secs(300), "{at_most:?}");
        }
        mine => panic!("{mine:?}"),
    }
    // More time is no change of hands.
    assert_eq!(ours(one.lease("fetch", "one", 2 * HOUR).unwrap()), lease);
    // Another lease is another matter.
    assert_eq!(ours(other.lease("remind", "other", HOUR).unwrap()).holder, "other");
    one.release(&lease).unwrap();
    assert_eq!(ours(other.lease("fetch", "other", HOUR).unwrap()).holder, "other");
    // Given back by one who does not have it any more: nothing happens.
    one.release(&lease).unwrap();
    assert!(matches!(one.lease("fetch", "one", HOUR).unwrap(), Leased::Theirs { .. }));
}

fn a_fence_grows_with_each_taking_and_never_goes_back(open: Open<'_>) {
    let mut store = open();
    let mut take = |holder: &str, time| ours(store.lease("fetch", holder, time).unwrap()).fence;
    assert_eq!(take("one", Duration::ZERO), 1);
    assert_eq!(take("one", Duration::ZERO), 2, "it had run out: what was sent under it counts no more");
    assert_eq!(take("other", Duration::ZERO), 3);
    assert_eq!(take("one", HOUR), 4);
    assert_eq!(take("one", HOUR), 4);
    let lease = ours(store.lease("fetch", "one", HOUR).unwrap());
    store.release(&lease).unwrap();
    assert_eq!(ours(open().lease("fetch", "one", HOUR).unwrap()).fence, 5);
    assert_eq!(ours(store.lease("never", "one", Duration::MAX).unwrap()).fence, 1);
}

fn an_append_wants_its_lease(open: Open<'_>) {
    let (mut one, mut other) = (open(), open());
    let lease = ours(one.lease("fetch", "one", HOUR).unwrap());
    let with = |behind, lease: &Lease, line: &[u8]| Batch {
        lease: Some(lease.clone()),
        ..lines_behind(behind, &[line])
    };
    let head = done(one.append(&with(Head::default(), &lease, b"one")).unwrap());
    one.release(&lease).unwrap();
    assert_eq!(one.append(&with(head, &lease, b"late")).unwrap(), Appended::LeaseLost);
    let theirs = ours(other.lease("fetch", "other", HOUR).unwrap());
    assert_eq!(one.append(&with(head, &lease, b"late")).unwrap(), Appended::LeaseLost);
    // Each part of a lease counts.
    let wrong = [
        Lease { fence: theirs.fence + 1, ..theirs.clone() },
        Lease { fence: theirs.fence - 1, ..theirs.clone() },
        Lease { fence: u64::MAX, ..theirs.clone() },
        Lease { holder: String::from("one"), ..theirs.clone() },
        Lease { name: String::from("remind"), ..theirs.clone() },
    ];
    for lease in &wrong {
        assert_eq!(other.append(&with(head, lease, b"late")).unwrap(), Appended::LeaseLost, "{lease:?}");
    }
    assert_eq!(one.head().unwrap(), head);
    let head = done(other.append(&with(head, &theirs, b"two")).unwrap());
    // Behind another head with a lease that is held, and without one that is wanted.
    assert_eq!(other.append(&with(Head::default(), &theirs, b"three")).unwrap(), Appended::Behind(head));
    assert_eq!(append(&mut *one, &[b"three"]).number, 3);
}

fn a_lease_that_ran_out_is_no_right_to_append(open: Open<'_>) {
    let mut store = open();
    let lease = ours(store.lease("fetch", "one", Duration::ZERO).unwrap());
    let batch = Batch { lease: Some(lease), ..lines_behind(Head::default(), &[b"late"]) };
    assert_eq!(store.append(&batch).unwrap(), Appended::LeaseLost);
    assert_eq!(store.head().unwrap(), Head::default());
    // The same with time that passes: it is held at first, and at some moment no more.
    let lease = ours(store.lease("fetch", "one", Duration::from_millis(300)).unwrap());
    let mut appended = 0;
    loop {
        let batch =
            Batch { lease: Some(lease.clone()), ..lines_behind(store.head().unwrap(), &[b"in time"]) };
        match store.append(&batch).unwrap() {
            Appended::Done(_) => appended += 1,
            ended => break assert_eq!(ended, Appended::LeaseLost),
        }
    }
    assert!(appended > 0);
    assert_eq!(ours(store.lease("fetch", "two", HOUR).unwrap()).fence, lease.fence + 1);
}

/// Two handles answer each other's rows. One that is not woken waits a minute; one that only looks now and then, five
/// seconds.
fn waiting_ends_with_another_handles_row(open: Open<'_>) {
    const ROWS: u64 = 20;
    let started = Instant::now();
    let speak = |turn: u64| {
        let mut store = open();
        for number in (1..ROWS).filter(|number| number % 2 == turn) {
            let heard = store.wait(number - 1, Duration::from_secs(60)).unwrap();
            assert_eq!(heard.number, number);
            append(&mut *store, &[b"answer"]);
        }
    };
    append(&mut *open(), &[b"question"]);
    thread::scope(|scope| {
        scope.spawn(|| speak(0));
        speak(1);
    });
    assert_eq!(open().head().unwrap().number, ROWS);
    assert!(started.elapsed() < Duration::from_secs(30));
}

fn waiting_ends_with_its_time(open: Open<'_>) {
    let mut store = open();
    let head = append(&mut *store, &[b"one"]);
    for time in [Duration::ZERO, Duration::from_millis(200)] {
        let started = Instant::now();
        assert_eq!(store.wait(1, time).unwrap(), head);
        assert!(started.elapsed() >= time && started.elapsed() < Duration::from_secs(5));
    }
}

fn waiting_for_what_is_there_does_not_wait(open: Open<'_>) {
    let mut store = open();
    let head = append(&mut *store, &[b"one"]);
    let started = Instant::now();
    assert_eq!(store.wait(0, Duration::MAX).unwrap(), head);
    assert!(started.elapsed() < Duration::from_secs(5));
}

fn nothing_is_broken(open: Open<'_>) {
    let mut store = open();
    append_entries(&mut *store, 20);
    assert_eq!(store.check().unwrap(), [""; 0]);
    // A look does not end the work.
    append_entries(&mut *store, 1);
}
