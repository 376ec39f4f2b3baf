//! The same files before the program that made them: `openssl`, where it is there, says the same of each.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::made::Made;
use crate::world::{LATER, MARCH, STAMPED, World, file, path};

fn is_there() -> bool {
    Command::new("openssl")
        .arg("version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
}

fn says_yes(arguments: &[&str]) -> bool {
    let status = Command::new("openssl").args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.unwrap().success()
}

/// Whether `openssl cms -verify` takes it, by lists of revoked certificates too.
fn verifies(signature: &Path, lists: &Path, signers: &str, now: i64, option: &str) -> bool {
    let (manifest, signers, now) = (path("manifest"), path(signers), now.to_string());
    let mut arguments =
        vec!["cms", "-verify", "-binary", "-inform", "DER", "-in", signature.to_str().unwrap(), "-content"];
    arguments.extend([
        manifest.to_str().unwrap(),
        "-CAfile",
        signers.to_str().unwrap(),
        "-attime",
        &now,
        "-purpose",
        "any",
    ]);
    arguments.extend(["-crl_check_all", "-certfile", lists.to_str().unwrap()]);
    if !option.is_empty() {
        arguments.push(option);
    }
    says_yes(&arguments)
}

/// One file with lists in PEM, as `-CAfile` can have them beside the certificates.
fn with_lists(folder: &Path, signers: &str, lists: &[&str]) -> std::path::PathBuf {
    use base64ct::{Base64, Encoding};
    let mut text = String::from_utf8(file(signers)).unwrap();
    for list in lists.iter().filter(|list| list.ends_with(".crl")) {
        let body = Base64::encode_string(&file(list));
        let lines: Vec<_> = body.as_bytes().chunks(64).map(|line| str::from_utf8(line).unwrap()).collect();
        text += &format!("-----BEGIN X509 CRL-----\n{}\n-----END X509 CRL-----\n", lines.join("\n"));
    }
    let place = folder.join("trust.pem");
    std::fs::write(&place, text).unwrap();
    place
}

#[test]
fn openssl_says_the_same_of_signatures() {
    if !is_there() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let april: &[&str] = &["root.crl", "issuer-april.crl"];
    // Names that have no `-cades` attribute, or lists that openssl is not given, are told apart by the option alone.
    let cades = [
        "rsa",
        "rsa-nosmimecap",
        "rsa-sha384",
        "rsa-sha512",
        "rsa-keyid",
        "pss",
        "pss-sha512",
        "pss-key",
        "p256",
        "p256-sha512",
    ];
    let more = [
        "p384",
        "p384-sha256",
        "plain",
        "revoked",
        "expired",
        "below",
        "usurper",
        "two",
        "two-revoked",
        "young",
        "critical",
    ];
    let mut compared = 0;
    for name in cades.iter().chain(&more) {
        for (signers, extra, now) in
            [("root.pem", MARCH, STAMPED), ("root.pem", april, LATER), ("other.pem", MARCH, STAMPED)]
        {
            let trusted = with_lists(folder.path(), signers, extra);
            let place = path(&format!("{name}.der"));
            let theirs = verifies(&place, &path("issuer.pem"), trusted.to_str().unwrap(), now, "-cades");
            let ours =
                World { signers, extra, now, ..World::default() }.word_on(&file(&format!("{name}.der")));
            assert_eq!(theirs, ours == "valid", "{name} {signers} {now}: {ours}");
            compared += 1;
        }
    }
    assert_eq!(compared, 63);
    for name in ["p256-cms", "rsa-noattr"] {
        let trusted = with_lists(folder.path(), "root.pem", MARCH);
        let place = path(&format!("{name}.der"));
        assert!(verifies(&place, &path("issuer.pem"), trusted.to_str().unwrap(), STAMPED, ""), "{name}");
        assert_eq!(World::default().word_on(&file(&format!("{name}.der"))), "valid");
    }
    // What is put together here is a file to openssl, too.
    let made =
        Made::of(&file("p256.der")).stamped(&file("on-p256.der")).revocation_values(&[file("root.crl")], &[]);
    let place = folder.path().join("made.der");
    std::fs::write(&place, made.crl(&file("issuer-march.crl")).file()).unwrap();
    let trusted = with_lists(folder.path(), "root.pem", MARCH);
    assert!(verifies(&place, &path("issuer.pem"), trusted.to_str().unwrap(), STAMPED, "-cades"));
}

#[test]
fn openssl_says_the_same_of_timestamps() {
    if !is_there() {
        return;
    }
    let at = (STAMPED + 60).to_string();
    for (name, is_token) in [
        ("stamp.tsr", false),
        ("stamp-rsa.tsr", false),
        ("stamp-ess-sha1.tsr", false),
        ("stamp-token.der", true),
        ("stamp-refused.tsr", false),
        ("stamp-tsa_lax.der", true),
        ("stamp-p256.der", true),
        ("stamp-noess.der", true),
        ("stamp-misnamed.der", true),
        ("stamp-unnamed.der", true),
    ] {
        for (content, authorities) in
            [("manifest", "stamps.pem"), ("root.pem", "stamps.pem"), ("manifest", "root.pem")]
        {
            let (place, data, trusted) = (path(name), path(content), path(authorities));
            let mut arguments =
                vec!["ts", "-verify", "-in", place.to_str().unwrap(), "-data", data.to_str().unwrap()];
            arguments.extend(["-CAfile", trusted.to_str().unwrap(), "-attime", &at]);
            if is_token {
                arguments.push("-token_in");
            }
            let theirs = says_yes(&arguments);
            let world = World { authorities, now: STAMPED + 60, ..World::default() };
            let ours = world.timestamp(&file(name), &file(content));
            assert_eq!(theirs, ours.valid().is_some(), "{name} {content} {authorities}: {:?}", ours.why());
        }
    }
}
