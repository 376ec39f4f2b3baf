use qazyq_cms::{
    Answer, CERTIFICATES_MAX, FILE_BYTES_MAX, Level, SIGNERS_MAX, Source, TIMESTAMPS_MAX, TimeFrom,
    TrustList, Why,
};

use crate::made::{Made, basic, certificate, patched, tlv};
use crate::world::{APRIL, LATER, MARCH, SIGNED, STAMPED, World, extra, file, word};

/// What comes of a file over the manifest, in March.
fn check(name: &str, expected: &str) {
    assert_eq!(World::default().word_on(&file(name)), expected, "{name}");
}

const ISSUER: &str = "CN=issuer,O=Qazyq tests,C=KZ";

#[test]
fn every_algorithm_that_is_verified_is() {
    for (name, algorithm, level) in [
        ("rsa.der", "RSA 2048 SHA-256", Level::BaselineB),
        ("rsa-nosmimecap.der", "RSA 2048 SHA-256", Level::BaselineB),
        ("rsa-sha384.der", "RSA 2048 SHA-384", Level::BaselineB),
        ("rsa-sha512.der", "RSA 2048 SHA-512", Level::BaselineB),
        ("rsa-keyid.der", "RSA 2048 SHA-256", Level::BaselineB),
        ("rsa-noattr.der", "RSA 2048 SHA-256", Level::Cms),
        ("pss.der", "RSA-PSS 2048 SHA-256", Level::BaselineB),
        ("pss-sha512.der", "RSA-PSS 2048 SHA-512", Level::BaselineB),
        ("pss-key.der", "RSA-PSS 2048 SHA-256", Level::BaselineB),
        ("p256.der", "ECDSA P-256 SHA-256", Level::BaselineB),
        ("p256.pem", "ECDSA P-256 SHA-256", Level::BaselineB),
        ("p256-sha512.der", "ECDSA P-256 SHA-512", Level::BaselineB),
        ("p256-cms.der", "ECDSA P-256 SHA-256", Level::Cms),
        ("p256-nodetach.der", "ECDSA P-256 SHA-256", Level::BaselineB),
        ("p384.der", "ECDSA P-384 SHA-384", Level::BaselineB),
        ("p384-sha256.der", "ECDSA P-384 SHA-256", Level::BaselineB),
    ] {
        let signed = World::default().signed(&file(name));
        assert_eq!((signed.algorithm.to_string().as_str(), signed.level), (algorithm, level), "{name}");
        assert_eq!(
            (signed.time, signed.time_from, signed.timestamps),
            (STAMPED, TimeFrom::Now, vec![]),
            "{name}"
        );
        let claimed = (name != "rsa-noattr.der").then_some(SIGNED);
        assert_eq!(signed.claimed_time, claimed, "{name}");
    }
}

#[test]
fn a_valid_signature_says_whose_it_is_and_why() {
    let signed = World::default().signed(&file("p256.der"));
    assert_eq!(signed.signer.subject, "CN=p256,O=Qazyq tests,C=KZ");
    assert_eq!((signed.signer.issuer.as_str(), signed.signer.serial.as_str()), (ISSUER, "1001"));
    let chain: Vec<_> = signed.chain.iter().map(|name| name.subject.as_str()).collect();
    assert_eq!(chain, ["CN=p256,O=Qazyq tests,C=KZ", ISSUER, "CN=root,O=Qazyq tests,C=KZ"]);
    let by: Vec<_> = signed.revocation.iter().map(|one| (one.by, one.in_file, one.revoked_later)).collect();
    assert_eq!(by, [(Source::Crl, false, None); 2]);
}

#[test]
fn what_is_not_verified_here_is_unknown_and_what_is_too_weak_is_invalid() {
    check("p521.der", "unknown algorithm-not-verified oid=`1.3.132.0.35`");
    check("weak.der", "invalid weak-algorithm algorithm=`RSA 1024`");
    check("rsa-sha1.der", "invalid weak-algorithm algorithm=`1.3.14.3.2.26`");
    // Of the certificate's own signature.
    check("oldhash.der", "invalid weak-algorithm algorithm=`1.2.840.10045.4.1`");
    let under = World { extra: &["root.crl"], ..World::default() }.word_on(&file("under-ed25519.der"));
    // An authority with an Ed25519 key: the chain holds, and nothing tells of the signer.
    assert_eq!(under, "unknown no-revocation-evidence certificate=`CN=under_ed25519,O=Qazyq tests,C=KZ`");
}

#[test]
fn a_gost_signature_is_unknown_whatever_else_is_wrong_with_it() {
    let sha256 = b"\x60\x86\x48\x01\x65\x03\x04\x02\x01";
    let rsa = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01";
    // 1.2.398.3.10.1.1.1.1 and .2, the key and the signature of GOST 34.310-2004; a digest under 1.2.398.3.10.1.3.
    let (key, signature) = (b"\x2a\x83\x0e\x03\x0a\x01\x01\x01\x01", b"\x2a\x83\x0e\x03\x0a\x01\x01\x01\x02");
    let digest = b"\x2a\x83\x0e\x03\x0a\x01\x03\x03\x01";
    let bytes = file("rsa.der");
    let world = World::default();
    let of_key = patched(&bytes, rsa, key);
    assert_eq!(world.word_on(&of_key), "unknown gost-not-verified oid=`1.2.398.3.10.1.1.1.1`");
    let of_digest = patched(&of_key, sha256, digest);
    assert_eq!(world.word_on(&of_digest), "unknown gost-not-verified oid=`1.2.398.3.10.1.3.3.1`");
    // The signer names GOST's signature; in this file RSA is named by the key's kind alone.
    let mut made = Made::of(&file("pss.der"));
    made.signer[4] = tlv(0x30, &tlv(6, signature));
    assert_eq!(world.word_on(&made.file()), "unknown gost-not-verified oid=`1.2.398.3.10.1.1.1.2`");
    // Its certificate is signed so.
    let issued = patched(
        &file("p256.der"),
        b"\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02",
        b"\x06\x08\x2a\x83\x0e\x03\x0a\x01\x03\x02",
    );
    assert_eq!(world.word_on(&issued), "unknown gost-not-verified oid=`1.2.398.3.10.1.3.2`");
    // Over other bytes, too, and where the bytes stand in the file.
    for bytes in [of_key, of_digest] {
        assert_eq!(world.signature(&bytes, b"other").answer.code(), "unknown");
    }
}

#[test]
fn other_bytes_are_not_what_was_signed() {
    for name in ["rsa.der", "p256.der", "pss.der", "p256-nodetach.der", "two.der"] {
        let answer = World::default().signature(&file(name), b"qazyq manifest\n").answer;
        assert_eq!(answer, Answer::Invalid(Why::ContentDiffers {}), "{name}");
    }
    let without = World::default().signature(&file("rsa-noattr.der"), b"other").answer;
    assert_eq!(word(&without), "invalid signature-wrong certificate=`CN=rsa,O=Qazyq tests,C=KZ`");
}

#[test]
fn a_file_that_ends_early_is_malformed_wherever_it_ends() {
    let bytes = file("p256.der");
    for length in 0..bytes.len() {
        let answer = World::default().signature(&bytes[..length], &file("manifest"));
        assert_eq!(word(&answer.answer), "invalid malformed part=`file`", "{length}");
        assert!(answer.signers.is_empty());
    }
    let longer = [bytes.as_slice(), b"\0"].concat();
    assert_eq!(World::default().word_on(&longer), "invalid malformed part=`file`");
}

#[test]
fn armour_and_bare_base_64_are_taken_off() {
    let pem = String::from_utf8(file("p256.pem")).unwrap();
    let world = World::default();
    assert_eq!(world.word_on(pem.replace('\n', "\r\n").as_bytes()), "valid");
    assert_eq!(world.word_on(pem.replace("CMS", "PKCS7").as_bytes()), "valid");
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    assert_eq!(world.word_on(body.as_bytes()), "valid");
    assert_eq!(world.word_on(pem.replace("CMS", "CERTIFICATE").as_bytes()), "invalid malformed part=`file`");
    assert_eq!(
        world.word_on([pem.as_str(), pem.as_str()].concat().as_bytes()),
        "invalid malformed part=`file`"
    );
    assert_eq!(world.word_on(format!("{body}=").as_bytes()), "invalid malformed part=`file`");
    assert_eq!(world.word_on(b"-----BEGIN CMS-----\n"), "invalid malformed part=`file`");
}

#[test]
fn lengths_that_are_not_known_beforehand_are_no_der() {
    let world = World::default();
    assert_eq!(world.word_on(b"\x30\x80\x06\x01\x2a\x00\x00"), "unknown not-der");
    assert_eq!(world.word_on(b"\x30\x06\x30\x80\x05\x00\x00\x00"), "unknown not-der");
    // A length in a longer form than it needs, `TRUE` as another byte than 0xff, a number with a zero too many.
    for wrong in [b"\x30\x81\x00".as_slice(), b"\x30\x03\x01\x01\x01", b"\x30\x04\x02\x02\x00\x01"] {
        assert_eq!(world.word_on(wrong), "invalid malformed part=`file`");
    }
}

#[test]
fn too_much_is_unknown_and_the_bound_itself_is_not_too_much() {
    let world = World::default();
    let armoured = vec![b'A'; FILE_BYTES_MAX * 2 + 1];
    assert_eq!(world.word_on(&armoured), format!("unknown too-much of=`bytes` max=`{FILE_BYTES_MAX}`"));
    let mut large = b"\x30\x83\x10\x00\x00".to_vec();
    large.resize(FILE_BYTES_MAX + 5, 0);
    assert_eq!(world.word_on(&large), format!("unknown too-much of=`bytes` max=`{FILE_BYTES_MAX}`"));

    let pool = |count: usize| {
        let mut made = Made::of(&file("p256-alone.der"));
        let certificates = vec![certificate(&file("issuer.pem")); count - 1];
        let own = crate::made::content(&made.fields[3]).to_vec();
        made.fields[3] = tlv(0xa0, &[own, certificates.concat()].concat());
        world.word_on(&made.file())
    };
    assert_eq!(pool(CERTIFICATES_MAX), "valid");
    assert_eq!(pool(CERTIFICATES_MAX + 1), "unknown too-much of=`certificates` max=`64`");
    let lists = |count: usize| {
        let made =
            (0..count).fold(Made::of(&file("p256.der")), |made, _| made.crl(&file("issuer-march.crl")));
        world.word_on(&made.file())
    };
    assert_eq!(lists(64), "valid");
    assert_eq!(lists(65), "unknown too-much of=`revocation-evidence` max=`64`");
    let signers = |count| world.word_on(&Made::of(&file("p256.der")).signed_times(count));
    assert_eq!(signers(SIGNERS_MAX), "valid");
    assert_eq!(signers(SIGNERS_MAX + 1), "unknown too-much of=`signers` max=`16`");
    let stamps = |count| {
        let made = Made::of(&file("p256.der")).stamped_times(&file("on-p256.der"), count);
        World { now: STAMPED + 60, ..world }.word_on(&made.file())
    };
    assert_eq!(stamps(TIMESTAMPS_MAX), "valid");
    assert_eq!(stamps(TIMESTAMPS_MAX + 1), "unknown too-much of=`timestamps` max=`4`");
    // All together, which is less than is looked at.
    let made = Made::of(&file("p256.der")).stamped_times(&file("on-p256.der"), TIMESTAMPS_MAX);
    let many =
        World { now: STAMPED + 60, ..world }.signature(&made.signed_times(SIGNERS_MAX), &file("manifest"));
    assert_eq!(word(&many.answer), "valid");
    // More than is looked at: lists by a namesake of the issuer, each of which has to be looked at.
    let false_ones = (0..60).fold(Made::of(&file("p256.der")), |made, _| made.crl(&file("issuer-false.crl")));
    let endless = world.signature(&false_ones.signed_times(SIGNERS_MAX), &file("manifest"));
    assert_eq!(word(&endless.signers[0].answer), "valid");
    assert_eq!(word(&endless.signers[15].answer), "unknown too-much of=`verifications` max=`512`");
}

#[test]
fn a_chain_leads_to_one_that_is_trusted_or_nowhere() {
    let of = |signers| World { signers, ..World::default() }.word_on(&file("p256.der"));
    let nowhere = "unknown no-trusted-chain certificate=`CN=issuer,O=Qazyq tests,C=KZ` issuer=`CN=root,O=Qazyq tests,C=KZ`";
    assert_eq!(of("root.pem"), "valid");
    assert_eq!(of("both.pem"), "valid");
    assert_eq!(of("issuer.pem"), "valid");
    assert_eq!(of("other.pem"), nowhere);
    assert_eq!(of(""), nowhere);
    let alone = |extra| World { extra, ..World::default() }.word_on(&file("p256-alone.der"));
    let unled = "unknown no-trusted-chain certificate=`CN=p256,O=Qazyq tests,C=KZ` issuer=`CN=issuer,O=Qazyq tests,C=KZ`";
    assert_eq!(alone(MARCH), unled);
    assert_eq!(alone(&["root.crl", "issuer-march.crl", "issuer.pem"]), "valid");
    // A trusted one of the same name and with another key issued nothing.
    assert_eq!(of("namesake-rsa.pem"), nowhere);
    assert_eq!(of("namesake-p-384.pem"), nowhere);
    let stored = Made::of(&file("p256-alone.der")).certificate_values(&[certificate(&file("issuer.pem"))]);
    assert_eq!(World::default().word_on(&stored.file()), "valid");
    // Trusted as they stand, certificates need no list.
    let needs_none = World { signers: "issuer.pem", extra: &["issuer-march.crl"], ..World::default() };
    assert_eq!(needs_none.word_on(&file("p256.der")), "valid");
}

#[test]
fn a_certificate_is_held_to_what_it_is_for() {
    check("plain.der", "valid");
    check("points.der", "valid");
    check("encipherer.der", "invalid wrong-purpose certificate=`CN=encipherer,O=Qazyq tests,C=KZ`");
    check("server.der", "invalid wrong-purpose certificate=`CN=server,O=Qazyq tests,C=KZ`");
    check(
        "critical.der",
        "unknown critical-extension certificate=`CN=critical,O=Qazyq tests,C=KZ` oid=`1.2.3.4`",
    );
    check(
        "within.der",
        "unknown critical-extension certificate=`CN=constrained,O=Qazyq tests,C=KZ` oid=`2.5.29.30`",
    );
    check("below.der", "invalid chain-too-long certificate=`CN=issuer,O=Qazyq tests,C=KZ` max=`0`");
    check("usurper.der", "invalid not-an-authority certificate=`CN=p256,O=Qazyq tests,C=KZ`");
    check("under-lists.der", "invalid not-an-authority certificate=`CN=lists_only,O=Qazyq tests,C=KZ`");
    // It issues, and may not sign the list that says so.
    let by_list = World { extra: &["root.crl", "certificates_only.crl"], ..World::default() };
    assert_eq!(
        by_list.word_on(&file("under-certificates.der")),
        "unknown revocation-unknown certificate=`CN=under_certificates,O=Qazyq tests,C=KZ` because=`not-by-issuer`"
    );
}

#[test]
fn a_certificate_counts_from_its_first_second_to_its_last() {
    let at = |name: &str, now| {
        let extra = ["root.crl", "issuer-march.crl", "issuer-april.crl"];
        World { extra: &extra, now, ..World::default() }.word_on(&file(name))
    };
    let expired =
        |at| format!("invalid expired certificate=`CN=expired,O=Qazyq tests,C=KZ` until=`{APRIL}` at=`{at}`");
    assert_eq!(at("expired.der", STAMPED), "valid");
    // Within its time, and past what the list tells.
    assert_eq!(
        at("expired.der", APRIL),
        "unknown revocation-unknown certificate=`CN=expired,O=Qazyq tests,C=KZ` because=`stale`"
    );
    assert_eq!(at("expired.der", APRIL + 1), expired(APRIL + 1));
    assert_eq!(at("expired.der", LATER), expired(LATER));
    let from = SIGNED + 43_200;
    assert_eq!(at("young.der", from), "valid");
    let early = format!(
        "invalid not-yet-valid certificate=`CN=young,O=Qazyq tests,C=KZ` from=`{from}` at=`{}`",
        from - 1
    );
    assert_eq!(at("young.der", from - 1), early);
}

#[test]
fn a_timestamp_on_the_signature_is_the_time_that_counts() {
    let extra = ["root.crl", "issuer-march.crl", "stamps.crl"];
    let world = World { extra: &extra, now: LATER, ..World::default() };
    let stamped = Made::of(&file("expired.der")).stamped(&file("on-expired.der")).file();
    let signed = world.signed(&stamped);
    assert_eq!((signed.level, signed.time_from), (Level::BaselineT, TimeFrom::SignatureTimestamp));
    // A second and a half, and a ten-thousandth, and what the time itself has behind its point.
    assert!((STAMPED + 2..=STAMPED + 3).contains(&signed.time), "{}", signed.time);
    assert_eq!(signed.timestamps[0].valid().unwrap().authority.subject, "CN=tsa,O=Qazyq tests,C=KZ");
    // Without it, and with one that is another signature's, by an authority that is not trusted, or of the future.
    let expired =
        format!("invalid expired certificate=`CN=expired,O=Qazyq tests,C=KZ` until=`{APRIL}` at=`{LATER}`");
    assert_eq!(world.word_on(&file("expired.der")), expired);
    let of_another = Made::of(&file("expired.der")).stamped(&file("on-p256.der")).file();
    assert_eq!(world.word_on(&of_another), expired);
    let untrusted = World { authorities: "other.pem", ..world };
    assert_eq!(untrusted.word_on(&stamped), expired);
    let early = World { now: SIGNED, ..world }.signed(&stamped);
    assert_eq!((early.time, early.time_from), (SIGNED, TimeFrom::Now));
    assert_eq!(
        word(&early.timestamps[0]).split_once(' ').unwrap().1.split_once(' ').unwrap().0,
        "from-the-future"
    );
}

#[test]
fn a_time_that_is_proven_otherwise_counts_where_it_is_earlier() {
    let world = World { now: LATER, proven: Some(STAMPED), ..World::default() };
    let signed = world.signed(&file("expired.der"));
    assert_eq!((signed.time, signed.time_from), (STAMPED, TimeFrom::Proven));
    let stamped = Made::of(&file("expired.der")).stamped(&file("on-expired.der")).file();
    let earlier = World { proven: Some(SIGNED), ..world }.signed(&stamped);
    assert_eq!((earlier.time, earlier.time_from), (SIGNED, TimeFrom::Proven));
    let later = World { proven: Some(APRIL), ..world }.signed(&stamped);
    assert_eq!(later.time_from, TimeFrom::SignatureTimestamp);
    // One that is not yet is none.
    let future = World { proven: Some(LATER + 1), ..world }.word_on(&file("expired.der"));
    assert!(future.starts_with("invalid expired"), "{future}");
}

#[test]
fn all_that_tells_of_revocation_may_stand_in_the_file() {
    let world = World { extra: &[], now: LATER, ..World::default() };
    let lists = [file("root.crl"), file("issuer-march.crl"), file("stamps.crl")];
    let base = || Made::of(&file("p256.der")).stamped(&file("on-p256.der"));
    let answers = [basic(&file("ocsp-p256.der"))];
    let (root, stamps) = (file("root.crl"), file("stamps.crl"));
    for made in [
        base().revocation_values(&lists, &[]),
        base().revocation_values(&[root.clone(), stamps.clone()], &answers),
        base().crl(&lists[0]).crl(&lists[1]).crl(&lists[2]),
        base().crl(&root).crl(&stamps).ocsp(&file("ocsp-p256.der")),
    ] {
        let signed = world.signed(&made.file());
        assert_eq!(signed.level, Level::BaselineLt);
        assert!(signed.revocation.iter().all(|one| one.in_file));
    }
    // Part of it beside the file.
    let part = base().revocation_values(&lists[1..], &[]).file();
    assert_eq!(World { extra: &["root.crl"], ..world }.signed(&part).level, Level::BaselineT);
}

#[test]
fn a_revoked_certificate_counts_where_it_was_revoked_later() {
    let revoked = "invalid revoked certificate=`CN=revoked,O=Qazyq tests,C=KZ`";
    let april = ["root.crl", "stamps.crl", "issuer-april.crl"];
    let world = World { extra: &april, now: LATER, ..World::default() };
    let before = Made::of(&file("revoked.der")).stamped(&file("on-revoked.der")).file();
    let after = Made::of(&file("revoked.der")).stamped(&file("on-revoked-late.der")).file();
    let late = world.word_on(&after);
    assert!(late.starts_with(&format!("{revoked} since=`{APRIL}` at=")), "{late}");
    assert_eq!(world.word_on(&file("revoked.der")), format!("{revoked} since=`{APRIL}` at=`{LATER}`"));
    for list in ["issuer-april.crl", "ocsp-revoked.der"] {
        let signed = World { extra: &["root.crl", "stamps.crl", list], ..world }.signed(&before);
        assert_eq!(signed.revocation[0].revoked_later, Some(APRIL), "{list}");
    }
    // The second itself is too late, the one before it is not.
    for (proven, expected) in
        [(APRIL - 1, "valid".to_owned()), (APRIL, format!("{revoked} since=`{APRIL}` at=`{APRIL}`"))]
    {
        let at = World { proven: Some(proven), ..world }.word_on(&file("revoked.der"));
        assert_eq!(at, expected);
    }
    // An answer says the same as a list, and weighs more than a list that does not know yet.
    let both = World { extra: &["root.crl", "issuer-march.crl", "ocsp-revoked.der"], ..world };
    assert_eq!(both.word_on(&file("revoked.der")), format!("{revoked} since=`{APRIL}` at=`{LATER}`"));
    // Told in April to have been wrong since February.
    let compromised =
        World { extra: &["root.crl", "stamps.crl", "issuer-compromised.crl"], ..world }.word_on(&before);
    assert!(compromised.starts_with(&format!("{revoked} since=`1769904000`")), "{compromised}");
    // A list that is too old says still that it was revoked.
    let old = World { now: LATER + 60 * 86_400, ..world };
    assert_eq!(old.word_on(&file("revoked.der")).split_once(" since").unwrap().0, revoked);
    // Its issuer.
    let issuer = World { extra: &["root-april.crl", "issuer-april.crl"], ..world }.word_on(&file("p256.der"));
    assert_eq!(issuer, format!("invalid revoked certificate=`{ISSUER}` since=`{APRIL}` at=`{LATER}`"));
}

#[test]
fn evidence_counts_where_it_is_of_the_issuer_and_of_the_time() {
    let of = |lists: &[&str], now| {
        let extra: Vec<_> = [&["root.crl"], lists].concat();
        let word = World { extra: &extra, now, ..World::default() }.word_on(&file("p256.der"));
        word.replace("certificate=`CN=p256,O=Qazyq tests,C=KZ`", "…")
    };
    let unusable = |because: &str| format!("unknown revocation-unknown … because=`{because}`");
    assert_eq!(of(&[], STAMPED), "unknown no-revocation-evidence …");
    assert_eq!(of(&["other.crl"], STAMPED), "unknown no-revocation-evidence …");
    assert_eq!(of(&["ocsp-revoked.der"], STAMPED), "unknown no-revocation-evidence …");
    for good in [
        "ocsp-p256.der",
        "ocsp-p256-key.der",
        "ocsp-p256-issuer.der",
        "ocsp-p256-sha256.der",
        "issuer-march.crl",
    ] {
        assert_eq!(of(&[good], STAMPED), "valid", "{good}");
    }
    for (wrong, because) in [
        ("issuer-false.crl", "not-by-issuer"),
        ("issuer-authorities.crl", "scope"),
        ("issuer-some.crl", "scope"),
        ("issuer-one.crl", "scope"),
        ("issuer-delta.crl", "scope"),
        ("issuer-april.crl", "from-the-future"),
        ("ocsp-p256-april.der", "from-the-future"),
        ("ocsp-p256-signer.der", "not-by-issuer"),
        ("ocsp-p256-other.der", "not-by-issuer"),
        ("ocsp-p256-false.der", "not-by-issuer"),
        ("ocsp-p256-checked.der", "responder"),
        ("ocsp-p256-unknown.der", "unknown-to-issuer"),
    ] {
        assert_eq!(of(&[wrong], STAMPED), unusable(because), "{wrong}");
        // Next to evidence that counts it does no harm.
        assert_eq!(of(&[wrong, "issuer-march.crl"], STAMPED), "valid", "{wrong}");
    }
    // A responder that its issuer may revoke, and has not.
    assert_eq!(of(&["ocsp-p256-checked.der", "issuer-march.crl"], STAMPED), "valid");
    // The last second of a list, and the one after; its first, and the one before.
    let (from, until) = (SIGNED - 43_200, SIGNED - 43_200 + 30 * 86_400);
    assert_eq!(of(&["issuer-march.crl"], until), "valid");
    assert_eq!(of(&["issuer-march.crl"], until + 1), unusable("stale"));
    assert_eq!(of(&["issuer-march.crl"], from), "valid");
    // A second before, nothing is of that time, and the root's list, which is looked at last, is not what is named.
    assert_eq!(of(&["issuer-march.crl"], from - 1), unusable("from-the-future"));
    // A list that is later than the signature tells of it; but not where the certificate had expired by then.
    let later = |name: &str| {
        let extra = ["root.crl", "issuer-april.crl"];
        World { extra: &extra, now: LATER, proven: Some(STAMPED), ..World::default() }.word_on(&file(name))
    };
    assert_eq!(later("p256.der"), "valid");
    assert_eq!(
        later("expired.der"),
        "unknown revocation-unknown certificate=`CN=expired,O=Qazyq tests,C=KZ` because=`after-expiry`"
    );
    // A list of one point is for certificates that name it.
    let extra = ["root.crl", "issuer-one.crl"];
    assert_eq!(World { extra: &extra, ..World::default() }.word_on(&file("points.der")), "valid");
    // What cannot be read is named, too.
    let unread = Made::of(&file("p256.der")).crl(b"\x30\x00").file();
    let word = World { extra: &["root.crl"], ..World::default() }.word_on(&unread);
    assert!(word.ends_with("because=`unreadable`"), "{word}");
}

#[test]
fn every_signer_must_be_good_and_each_is_reported() {
    let of = |name: &str, extra: &[&str], now| {
        World { extra, now, ..World::default() }.signature(&file(name), &file("manifest"))
    };
    let both = of("two.der", MARCH, STAMPED);
    assert_eq!((both.signers.len(), both.answer), (2, Answer::Valid(())));
    let april = of("two-revoked.der", &["root.crl", "issuer-april.crl"], LATER);
    let mut words: Vec<_> = april.signers.iter().map(|signer| signer.answer.code()).collect();
    words.sort_unstable();
    assert_eq!((words, april.answer.code()), (vec!["invalid", "valid"], "invalid"));
    assert!(april.signers.iter().all(|signer| signer.certificate.is_some()));
    let unknown = of("two-revoked.der", &["root.crl", "ocsp-p256.der"], STAMPED);
    assert_eq!(unknown.answer.code(), "unknown");
    // Nobody at all.
    let mut made = Made::of(&file("p256.der"));
    made.signer.clear();
    let fields = [made.fields.concat(), tlv(0x31, b"")].concat();
    let oid = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02".as_slice();
    let nobody = tlv(0x30, &[oid, &tlv(0xa0, &tlv(0x30, &fields))].concat());
    assert_eq!(World::default().word_on(&nobody), "invalid no-signer");
}

#[test]
fn the_signed_attributes_are_what_their_specification_says() {
    let world = World::default();
    // Another signer's certificate under the name of this one: the attribute is of the first.
    let swapped = |from: &str, attributes_of: &str| {
        let mut made = Made::of(&file(from));
        made.signer[3] = Made::of(&file(attributes_of)).signer[3].clone();
        world.word_on(&made.file())
    };
    assert_eq!(
        swapped("p256.der", "revoked.der"),
        "invalid signature-wrong certificate=`CN=p256,O=Qazyq tests,C=KZ`"
    );
    // In another order, twice, or one missing: what is signed is not even looked at.
    let attributes = |change: &dyn Fn(&mut Vec<&[u8]>)| {
        let mut made = Made::of(&file("p256.der"));
        let set = crate::made::content(&made.signer[3]).to_vec();
        let mut values = crate::made::values(&set);
        change(&mut values);
        made.signer[3] = tlv(0xa0, &values.concat());
        world.word_on(&made.file())
    };
    assert_eq!(attributes(&|_| {}), "valid");
    assert_eq!(attributes(&|values| values.reverse()), "invalid malformed part=`attribute`");
    let twice = attributes(&|values| values.insert(0, values[0]));
    assert_eq!(twice, "invalid attribute-repeated oid=`1.2.840.113549.1.9.3`");
    assert_eq!(
        attributes(&|values| {
            values.remove(0);
        }),
        "invalid attribute-missing oid=`1.2.840.113549.1.9.3`"
    );
    assert_eq!(
        attributes(&|values| {
            values.remove(2);
        }),
        "invalid attribute-missing oid=`1.2.840.113549.1.9.4`"
    );
    assert!(
        attributes(&|values| {
            values.remove(3);
        })
        .starts_with("invalid signature-wrong")
    );
    // A signed text is no signature of a timestamp's text, and the other way round.
    let mut other = Made::of(&file("p256.der"));
    other.fields[2] = tlv(0x30, b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x04");
    assert_eq!(world.word_on(&other.file()), "invalid content-type-differs");
    assert_eq!(world.word_on(&file("stamp.tsr")), "invalid malformed part=`signed-data`");
    let token = world.signature(&file("stamp-token.der"), &file("manifest")).answer;
    assert_eq!(token, Answer::Invalid(Why::ContentDiffers {}));
}

#[test]
fn a_certificate_that_is_named_among_what_is_signed_is_that_one() {
    // In its place one with the same key, names and number.
    let with_twin = |name: &str| {
        let mut made = Made::of(&file(name));
        made.fields[3] =
            tlv(0xa0, &[certificate(&file("issuer.pem")), certificate(&file("twin.pem"))].concat());
        World::default().word_on(&made.file())
    };
    let differs = "invalid signing-certificate-differs certificate=`CN=p256,O=Qazyq tests,C=KZ`";
    assert_eq!(with_twin("p256.der"), differs);
    assert_eq!(with_twin("p256-cms.der"), "valid");
}

#[test]
fn algorithms_of_one_signature_fit_together() {
    // ECDSA with SHA-384 where the digest beside it is SHA-256.
    let mut made = Made::of(&file("p256.der"));
    made.signer[4] = tlv(0x30, b"\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x03");
    assert_eq!(
        World::default().word_on(&made.file()),
        "invalid algorithms-differ one=`SHA-256` other=`SHA-384`"
    );
    made.signer[4] = tlv(0x30, b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00");
    let other = World::default().word_on(&made.file());
    assert_eq!(other, "invalid algorithms-differ one=`1.2.840.10045.2.1` other=`1.2.840.113549.1.1.1`");
    let mut pss = Made::of(&file("pss.der"));
    pss.signer[4] = tlv(0x30, b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a\x30\x00");
    assert_eq!(World::default().word_on(&pss.file()), "invalid weak-algorithm algorithm=`1.3.14.3.2.26`");
}

#[test]
fn a_list_of_trust_is_certificates_and_nothing_else() {
    let of = |bytes: &[u8]| {
        TrustList::parse_pem(bytes).map(|list| list.names().len()).map_err(|why| why.to_string())
    };
    assert_eq!(of(&file("root.pem")), Ok(1));
    assert_eq!(of(&file("both.pem")), Ok(2));
    assert_eq!(of(&[b"words\n", file("both.pem").as_slice(), b"words"].concat()), Ok(2));
    assert_eq!(of(&file("root.pem").repeat(64)), Ok(64));
    assert_eq!(of(&file("root.pem").repeat(65)), Err("too-much of=`certificates` max=`64`".to_owned()));
    assert_eq!(of(b""), Err("malformed part=`file`".to_owned()));
    assert_eq!(of(&file("p256.pem")), Err("malformed part=`certificate`".to_owned()));
    assert_eq!(of(&file("p256.der")), Err("malformed part=`file`".to_owned()));
}

#[test]
fn what_is_handed_over_is_told_apart() {
    use qazyq_cms::ExtraKind::{Certificate, Crl, Ocsp};
    let of = |bytes: &[u8]| qazyq_cms::Extra::default().add(bytes).map_err(|why| why.to_string());
    assert_eq!(of(&file("issuer.pem")), Ok(Certificate));
    assert_eq!(of(&certificate(&file("issuer.pem"))), Ok(Certificate));
    assert_eq!(of(&file("root.crl")), Ok(Crl));
    assert_eq!(of(&file("ocsp-p256.der")), Ok(Ocsp));
    assert_eq!(of(&basic(&file("ocsp-p256.der"))), Ok(Ocsp));
    assert_eq!(of(&file("p256.der")), Err("malformed part=`file`".to_owned()));
    assert_eq!(of(b""), Err("malformed part=`file`".to_owned()));
    assert_ne!(extra(&["root.crl"]), extra(&[]));
}

#[test]
fn every_reason_has_a_code_of_its_own_and_says_one_thing() {
    let codes: Vec<_> = Why::ALL.iter().map(|(code, ..)| *code).collect();
    let is_kebab = |code: &str| code.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    assert!(codes.iter().all(|code| is_kebab(code)), "{codes:?}");
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), codes.len());
    let page =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats/signatures.md"))
            .unwrap();
    for (code, is_unknown, args) in Why::ALL {
        let answer = if *is_unknown { "unknown" } else { "invalid" };
        let args = args.iter().map(|arg| format!("`{arg}`")).collect::<Vec<_>>().join(", ");
        let line = format!("| `{code}` | {answer} | {args} |");
        assert!(page.contains(&line), "docs/formats/signatures.md has no line {line}");
    }
}
