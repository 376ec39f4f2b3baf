use qazyq_cms::{Accuracy, Source};

use crate::made::{Made, content, tlv, values};
use crate::world::{APRIL, LATER, STAMPED, World, file, word};

fn check(world: &World<'_>, name: &str, expected: &str) {
    let found = word(&world.timestamp(&file(name), &file("manifest")));
    assert_eq!(found, expected, "{name}");
}

#[test]
fn an_answer_and_the_token_in_it_are_the_same_timestamp() {
    let world = World::default();
    let now = World { now: STAMPED + 86_400, ..world };
    let of = |name: &str| now.timestamp(&file(name), &file("manifest"));
    let stamped = of("stamp.tsr").valid().unwrap().clone();
    assert_eq!(of("stamp-token.der").valid(), Some(&stamped));
    assert_eq!(stamped.time.seconds, STAMPED);
    assert_eq!(stamped.accuracy, Some(Accuracy { seconds: 1, millis: 500, micros: 100 }));
    assert_eq!((stamped.ordering, stamped.policy.as_str()), (true, "1.2.3.4.1"));
    assert_eq!(stamped.authority.subject, "CN=tsa,O=Qazyq tests,C=KZ");
    assert_eq!(stamped.algorithm.to_string(), "ECDSA P-256 SHA-256");
    let by: Vec<_> = stamped.revocation.iter().map(|one| (one.certificate.as_str(), one.by)).collect();
    assert_eq!(by, [("CN=tsa,O=Qazyq tests,C=KZ", Source::Crl)]);
    check(&now, "stamp-rsa.tsr", "valid");
    check(&now, "stamp-ess-sha1.tsr", "valid");
}

#[test]
fn a_timestamp_is_of_its_bytes_and_of_its_authority() {
    let world = World { now: LATER, ..World::default() };
    let other = world.timestamp(&file("stamp.tsr"), b"other");
    assert_eq!(word(&other), "invalid content-differs");
    check(&world, "stamp-sha1.tsr", "invalid weak-algorithm algorithm=`1.3.14.3.2.26`");
    check(&world, "stamp-refused.tsr", "invalid not-granted status=`2`");
    check(&world, "stamp-tsa_lax.der", "invalid wrong-purpose certificate=`CN=tsa_lax,O=Qazyq tests,C=KZ`");
    check(&world, "stamp-noess.der", "invalid attribute-missing oid=`1.2.840.113549.1.9.16.2.47`");
    check(&world, "stamp-p256.der", "invalid wrong-purpose certificate=`CN=p256,O=Qazyq tests,C=KZ`");
    check(
        &world,
        "stamp-misnamed.der",
        "invalid authority-differs certificate=`CN=tsa_rsa,O=Qazyq tests,C=KZ`",
    );
    check(&world, "stamp-unnamed.der", "valid");
    let untrusted = World { authorities: "root.pem", ..world };
    check(
        &untrusted,
        "stamp.tsr",
        "unknown no-trusted-chain certificate=`CN=tsa,O=Qazyq tests,C=KZ` issuer=`CN=stamps,O=Qazyq tests,C=KZ`",
    );
    check(&world, "p256.der", "invalid not-signed-data oid=`1.2.840.113549.1.7.1`");
    check(&world, "manifest", "invalid malformed part=`file`");
}

#[test]
fn a_timestamp_is_not_of_the_future() {
    check(&World::default(), "stamp.tsr", "valid");
    let early = World { now: STAMPED - 1, ..World::default() };
    check(&early, "stamp.tsr", &format!("invalid from-the-future time=`{STAMPED}` now=`{}`", STAMPED - 1));
}

#[test]
fn a_revoked_authority_counts_where_its_key_was_not_taken() {
    let world = |extra| World { extra, now: LATER, ..World::default() };
    check(&world(&[]), "stamp.tsr", "unknown no-revocation-evidence certificate=`CN=tsa,O=Qazyq tests,C=KZ`");
    check(&world(&["stamps.crl"]), "stamp.tsr", "valid");
    check(&world(&["stamps-superseded.crl"]), "stamp.tsr", "valid");
    let taken =
        format!("invalid revoked certificate=`CN=tsa,O=Qazyq tests,C=KZ` since=`{APRIL}` at=`{STAMPED}`");
    check(&world(&["stamps-keycompromise.crl"]), "stamp.tsr", &taken);
    // Trusted as it stands, it needs no list.
    check(&World { authorities: "tsa.pem", ..world(&[]) }, "stamp.tsr", "valid");
}

#[test]
fn a_timestamp_by_gost_is_unknown() {
    let digest = b"\x06\x09\x2a\x83\x0e\x03\x0a\x01\x03\x03\x01";
    let mut made = Made::of(&file("stamp-token.der"));
    made.signer[2] = tlv(0x30, digest);
    let world = World { now: LATER, ..World::default() };
    let found = world.timestamp(&made.file(), &file("manifest"));
    assert_eq!(word(&found), "unknown gost-not-verified oid=`1.2.398.3.10.1.3.3.1`");
    // The digest of the bytes alone.
    let token = file("stamp-token.der");
    let mut made = Made::of(&token);
    let info = content(content(values(content(&made.fields[2]))[1])).to_vec();
    let mut fields: Vec<Vec<u8>> = values(content(&info)).into_iter().map(<[u8]>::to_vec).collect();
    let hash = values(content(&fields[2]))[1].to_vec();
    fields[2] = tlv(0x30, &[tlv(0x30, digest), hash].concat());
    let info = tlv(0x30, &fields.concat());
    let kind = values(content(&made.fields[2]))[0].to_vec();
    made.fields[2] = tlv(0x30, &[kind, tlv(0xa0, &tlv(4, &info))].concat());
    let found = world.timestamp(&made.file(), &file("manifest"));
    assert_eq!(word(&found), "unknown gost-not-verified oid=`1.2.398.3.10.1.3.3.1`");
}
