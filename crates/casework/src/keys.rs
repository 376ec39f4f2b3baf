//! Keys that sign: a folder outside every workspace, so that whoever copies a workspace copies no secret.
//!
//! ```text
//! keys/                     0700
//!   log.example+kz.key      0600   PRIVATE+KEY+log.example/kz+…    its `/` written as `+`, which no name has
//!   log.example+kz.pub             log.example/kz+…                the half to give away
//! ```
//!
//! A file is written whole or not at all, and never over another. One of a secret that others may read is not used, as `ssh`
//! has it. Randomness comes in as an argument; secrets go out through [`KeyFolder::signer`] alone, which shows nothing of them.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use qazyq_proof::key::{KeyError, KeyName, SignerKey, Signs, VerifierKey};

use crate::Trouble;

/// More bytes than the text of any key has.
const KEY_BYTES_MAX: u64 = 4096;
/// How the two files of a key end.
const SECRET: &str = ".key";
const PUBLIC: &str = ".pub";

/// A folder of keys, which need not exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFolder {
    path: PathBuf,
}

/// A key that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The half to give away.
    pub public: VerifierKey,
    /// Where the secret lies.
    pub secret_file: PathBuf,
    /// Where the other half lies.
    pub public_file: PathBuf,
}

/// A key that lies in the folder, or something that should be one.
#[derive(Debug)]
pub struct Listed {
    /// Its name, by the name of its file.
    pub name: String,
    /// Whether its secret is there.
    pub has_secret: bool,
    /// The key, or why it cannot be used.
    pub key: Result<VerifierKey, KeyTrouble>,
}

/// What can be wrong with keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyTrouble {
    /// The text is no key's name.
    Name(String),
    /// There is a key of that name.
    IsThere(String),
    /// There is none of that name.
    Unknown {
        /// What was given.
        name: String,
        /// Those there are.
        known: Vec<String>,
    },
    /// Others may read the file of a secret.
    OthersRead(String),
    /// Others may write in the folder.
    OthersWrite(String),
    /// The file holds no key.
    NotAKey {
        /// Which.
        path: String,
        /// What is wrong.
        why: KeyError,
    },
    /// The file holds the key of another name.
    OtherName {
        /// Which.
        path: String,
        /// The name in it.
        found: String,
    },
    /// The two files of a key hold two keys.
    TwoKeys(String),
    /// The key signs cosignatures, where one that signs notes is needed.
    SignsCosignatures(String),
    /// Nobody said where keys lie, and the system does not know either.
    NoFolder,
}

impl KeyTrouble {
    /// Every code there is.
    pub const CODES: &'static [&'static str] = &[
        "not-a-key-name",
        "key-is-there",
        "unknown-signing-key",
        "others-read-key",
        "others-write-keys",
        "not-a-key-file",
        "key-of-another-name",
        "two-keys",
        "key-signs-cosignatures",
        "no-keys-folder",
    ];

    /// The name of its message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Name(_) => "not-a-key-name",
            Self::IsThere(_) => "key-is-there",
            Self::Unknown { .. } => "unknown-signing-key",
            Self::OthersRead(_) => "others-read-key",
            Self::OthersWrite(_) => "others-write-keys",
            Self::NotAKey { .. } => "not-a-key-file",
            Self::OtherName { .. } => "key-of-another-name",
            Self::TwoKeys(_) => "two-keys",
            Self::SignsCosignatures(_) => "key-signs-cosignatures",
            Self::NoFolder => "no-keys-folder",
        }
    }

    /// What the message names. Nothing of a secret is among it.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Name(text) | Self::SignsCosignatures(text) => vec![("text", text.clone())],
            Self::IsThere(path) | Self::OthersRead(path) | Self::OthersWrite(path) | Self::TwoKeys(path) => {
                vec![("path", path.clone())]
            }
            Self::Unknown { name, known } => {
                let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
                vec![("text", name.clone()), ("choices", known)]
            }
            Self::NotAKey { path, why } => vec![("path", path.clone()), ("why", key_error(*why).to_owned())],
            Self::NoFolder => vec![],
            Self::OtherName { path, found } => vec![("path", path.clone()), ("found", found.clone())],
        }
    }
}

/// What is wrong with a key's text: the name of a message.
#[must_use]
pub fn key_error(why: KeyError) -> &'static str {
    match why {
        KeyError::Name => "key-has-no-name",
        KeyError::Form => "key-has-no-form",
        KeyError::Kind => "key-of-unread-kind",
        KeyError::Key => "key-is-no-ed25519",
        KeyError::Id => "key-has-another-id",
    }
}

/// A key's name.
///
/// # Errors
/// Where the text is none.
pub fn parse_name(text: &str) -> Result<KeyName, Trouble> {
    text.parse().map_err(|_| KeyTrouble::Name(text.to_owned()).into())
}

impl KeyFolder {
    /// The keys in that folder.
    #[must_use]
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes the key of 32 bytes that nobody else knows: fresh random ones.
    ///
    /// # Errors
    /// Where there is one of that name, others may write in the folder, or it cannot be written. Then there is no new key.
    pub fn make(&self, name: &KeyName, signs: Signs, secret: &[u8; 32]) -> Result<Made, Trouble> {
        let (secret_file, public_file) = (self.file(name, SECRET), self.file(name, PUBLIC));
        let key = SignerKey::new(name.clone(), signs, secret)
            .map_err(|why| KeyTrouble::NotAKey { path: shown(&secret_file), why })?;
        make_private_folder(&self.path).map_err(|error| Trouble::path(&self.path, error))?;
        self.check()?;
        for path in [&secret_file, &public_file] {
            if path.symlink_metadata().is_ok() {
                return Err(KeyTrouble::IsThere(shown(path)).into());
            }
        }
        self.write(&secret_file, &key.to_secret_text(), 0o600)?;
        if let Err(trouble) = self.write(&public_file, &key.public().to_string(), 0o644) {
            // Nobody has seen it yet: half a key is none.
            let _ = fs::remove_file(&secret_file);
            return Err(trouble);
        }
        Ok(Made { public: key.public().clone(), secret_file, public_file })
    }

    /// Everything in the folder that should be a key, by its name. None where there is no folder.
    ///
    /// # Errors
    /// Where the folder cannot be read, or others may write in it.
    pub fn list(&self) -> Result<Vec<Listed>, Trouble> {
        let mut names: Vec<String> = match fs::read_dir(&self.path) {
            Ok(entries) => {
                entries.map(|entry| entry.map(|entry| entry.file_name())).filter_map(name_of).collect()
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Trouble::path(&self.path, error)),
        };
        self.check()?;
        names.sort();
        names.dedup();
        names.into_iter().map(|name| self.listed(name)).collect()
    }

    fn listed(&self, name: String) -> Result<Listed, Trouble> {
        let parsed = match parse_name(&name) {
            Ok(parsed) => parsed,
            Err(_) => {
                let key = Err(KeyTrouble::Name(name.clone()));
                return Ok(Listed { name, has_secret: false, key });
            }
        };
        let has_secret = self.file(&parsed, SECRET).symlink_metadata().is_ok();
        let found = match has_secret {
            true => self.signer(&parsed).map(|key| key.public().clone()),
            false => self.read_public(&parsed).and_then(|key| key.ok_or_else(|| self.unknown(&parsed))),
        };
        // The half to give away must be that of the secret: somebody may have been handed it.
        let both = found.and_then(|key| match self.read_public(&parsed)? {
            Some(public) if public != key => {
                Err(KeyTrouble::TwoKeys(shown(&self.file(&parsed, PUBLIC))).into())
            }
            _ => Ok(key),
        });
        let key = match both {
            Ok(key) => Ok(key),
            Err(Trouble::Key(trouble)) => Err(trouble),
            Err(other) => return Err(other),
        };
        Ok(Listed { name, has_secret, key })
    }

    /// The key of that name, to sign with.
    ///
    /// # Errors
    /// Where there is none, others may read it, or it cannot be used.
    pub fn signer(&self, name: &KeyName) -> Result<SignerKey, Trouble> {
        let path = self.file(name, SECRET);
        let Some((text, file)) = read(&path)? else { return Err(self.unknown(name)) };
        self.check()?;
        if is_open_to_others(&file, 0o077).map_err(|error| Trouble::path(&path, error))? {
            return Err(KeyTrouble::OthersRead(shown(&path)).into());
        }
        let key = SignerKey::from_secret_text(&text);
        let key = key.map_err(|why| KeyTrouble::NotAKey { path: shown(&path), why })?;
        is_named(&path, key.public(), name)?;
        Ok(key)
    }

    /// The half to give away of the key of that name, which may be somebody else's; none where there is neither half. The
    /// secret is not read where the other half is there.
    ///
    /// # Errors
    /// Where it cannot be used, or others may write in the folder: then nobody knows whose it is.
    pub fn verifier(&self, name: &KeyName) -> Result<Option<VerifierKey>, Trouble> {
        if !self.path.exists() {
            return Ok(None);
        }
        self.check()?;
        match self.read_public(name)? {
            Some(key) => Ok(Some(key)),
            None if self.file(name, SECRET).exists() => Ok(Some(self.signer(name)?.public().clone())),
            None => Ok(None),
        }
    }

    fn read_public(&self, name: &KeyName) -> Result<Option<VerifierKey>, Trouble> {
        let path = self.file(name, PUBLIC);
        let Some((text, _)) = read(&path)? else { return Ok(None) };
        let key = text.parse().map_err(|why| KeyTrouble::NotAKey { path: shown(&path), why })?;
        is_named(&path, &key, name)?;
        Ok(Some(key))
    }

    fn unknown(&self, name: &KeyName) -> Trouble {
        let known = self.list().map(|keys| keys.into_iter().filter(|key| key.has_secret).map(|key| key.name));
        let known = known.map_or_else(|_| Vec::new(), Iterator::collect);
        KeyTrouble::Unknown { name: name.to_string(), known }.into()
    }

    fn file(&self, name: &KeyName, ending: &str) -> PathBuf {
        self.path.join(format!("{}{ending}", name.as_str().replace('/', "+")))
    }

    /// Nobody else may write in the folder: whoever can, puts another key in the place of ours.
    fn check(&self) -> Result<(), Trouble> {
        let folder = File::open(&self.path).and_then(|folder| is_open_to_others(&folder, 0o022));
        match folder.map_err(|error| Trouble::path(&self.path, error))? {
            true => Err(KeyTrouble::OthersWrite(shown(&self.path)).into()),
            false => Ok(()),
        }
    }

    /// Writes a line as a new file.
    fn write(&self, path: &Path, line: &str, mode: u32) -> Result<(), Trouble> {
        let written = || -> io::Result<()> {
            let mut new = tempfile::Builder::new();
            #[cfg(unix)]
            new.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
            #[cfg(not(unix))]
            let _ = mode;
            let mut file = new.prefix(".new-").tempfile_in(&self.path)?;
            writeln!(file, "{line}")?;
            file.as_file().sync_all()?;
            file.persist_noclobber(path).map_err(|error| error.error)?;
            File::open(&self.path)?.sync_all()
        };
        written().map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => KeyTrouble::IsThere(shown(path)).into(),
            _ => Trouble::path(path, error),
        })
    }
}

/// The name that the name of a file stands for; none of what is no key's.
fn name_of(file: io::Result<std::ffi::OsString>) -> Option<String> {
    let file = file.ok()?.into_string().ok()?;
    let stem = file.strip_suffix(SECRET).or_else(|| file.strip_suffix(PUBLIC))?;
    // What was being written when something stopped.
    (!file.starts_with(".new-")).then(|| stem.replace('+', "/"))
}

/// The line of a file, and the file, where there is one.
fn read(path: &Path) -> Result<Option<(String, File)>, Trouble> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Trouble::path(path, error)),
    };
    let mut bytes = Vec::new();
    (&file).take(KEY_BYTES_MAX).read_to_end(&mut bytes).map_err(|error| Trouble::path(path, error))?;
    let none = || KeyTrouble::NotAKey { path: shown(path), why: KeyError::Form };
    let text = String::from_utf8(bytes).map_err(|_| none())?;
    let line = text.strip_suffix('\n').unwrap_or(&text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    Ok(Some((line.to_owned(), file)))
}

fn is_named(path: &Path, key: &VerifierKey, name: &KeyName) -> Result<(), Trouble> {
    if key.name() == name {
        return Ok(());
    }
    Err(KeyTrouble::OtherName { path: shown(path), found: key.name().to_string() }.into())
}

/// Whether others than its owner may do to it what these bits say.
#[cfg(unix)]
fn is_open_to_others(file: &File, bits: u32) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    Ok(file.metadata()?.mode() & bits != 0)
}

/// Elsewhere nothing of the kind is known.
#[cfg(not(unix))]
fn is_open_to_others(_: &File, _: u32) -> io::Result<bool> {
    Ok(false)
}

/// Makes a folder, and those above it, that is its owner's alone.
fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut folder = fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(path)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> KeyName {
        text.parse().unwrap()
    }

    fn code<T>(result: Result<T, Trouble>) -> &'static str {
        result.err().map_or("none", |trouble| trouble.code())
    }

    fn keys() -> (tempfile::TempDir, KeyFolder) {
        let folder = tempfile::tempdir().unwrap();
        let keys = KeyFolder::at(folder.path().join("config/qazyq/keys"));
        (folder, keys)
    }

    #[test]
    fn a_key_is_made_once_and_found_by_its_name() {
        let (_folder, keys) = keys();
        assert!(keys.list().unwrap().is_empty() && keys.verifier(&name("a")).unwrap().is_none());
        let made = keys.make(&name("log.example/kz/1"), Signs::Notes, &[7; 32]).unwrap();
        assert!(made.secret_file.ends_with("log.example+kz+1.key"), "{made:?}");
        let witness = keys.make(&name("w.example"), Signs::Cosignatures, &[8; 32]).unwrap();
        assert_eq!(keys.signer(made.public.name()).unwrap().public(), &made.public);
        assert_eq!(keys.verifier(witness.public.name()).unwrap(), Some(witness.public));
        assert_eq!(code(keys.make(&name("w.example"), Signs::Notes, &[9; 32])), "key-is-there");
        // The half to give away that is left of a key is not taken for that of another.
        fs::remove_file(&made.secret_file).unwrap();
        assert_eq!(code(keys.make(made.public.name(), Signs::Notes, &[9; 32])), "key-is-there");
        assert_eq!(code(keys.signer(made.public.name())), "unknown-signing-key");
        assert_eq!(keys.verifier(made.public.name()).unwrap(), Some(made.public.clone()));
        let listed: Vec<(String, bool, bool)> =
            keys.list().unwrap().into_iter().map(|key| (key.name, key.has_secret, key.key.is_ok())).collect();
        assert_eq!(
            listed,
            [("log.example/kz/1".to_owned(), false, true), ("w.example".to_owned(), true, true)]
        );
    }

    #[test]
    fn what_cannot_be_used_is_told_and_shows_no_secret() {
        let (_folder, keys) = keys();
        let made = keys.make(&name("a"), Signs::Notes, &[7; 32]).unwrap();
        let other = keys.make(&name("b"), Signs::Notes, &[8; 32]).unwrap();
        let secret = fs::read_to_string(&made.secret_file).unwrap();
        let written = |text: &str| {
            fs::write(&made.secret_file, text).unwrap();
            let found = keys.signer(&name("a"));
            let listed = keys.list().unwrap().remove(0);
            let (shown, listed) = (format!("{found:?}"), format!("{listed:?}"));
            let (_, bytes) = secret.trim_end().rsplit_once('+').unwrap();
            assert!(!shown.contains(bytes) && !listed.contains(bytes), "{shown} {listed}");
            code(found)
        };
        assert_eq!(written(&secret), "none");
        assert_eq!(written(secret.trim_end()), "none");
        assert_eq!(written(&format!("{}\r\n", secret.trim_end())), "none");
        assert_eq!(written(&format!("{secret}\n")), "not-a-key-file");
        assert_eq!(written(""), "not-a-key-file");
        assert_eq!(written(&made.public.to_string()), "not-a-key-file");
        assert_eq!(written(&fs::read_to_string(&other.secret_file).unwrap()), "key-of-another-name");
        assert_eq!(written(&secret.repeat(100)), "not-a-key-file");
        assert_eq!(written(&secret), "none");
        // A half to give away that is not the secret's.
        let another = SignerKey::new(name("a"), Signs::Notes, &[9; 32]).unwrap();
        fs::write(&made.public_file, another.public().to_string()).unwrap();
        let listed = keys.list().unwrap().remove(0);
        assert_eq!(listed.key.unwrap_err().code(), "two-keys");
        fs::write(&made.public_file, "a").unwrap();
        assert_eq!(code(keys.verifier(&name("a"))), "not-a-key-file");
        fs::write(keys.path().join("a b.key"), "").unwrap();
        let listed = keys.list().unwrap().remove(1);
        assert_eq!((listed.name.as_str(), listed.key.unwrap_err().code()), ("a b", "not-a-key-name"));
    }

    #[cfg(unix)]
    #[test]
    fn a_secret_is_its_owner_s_alone() {
        use std::os::unix::fs::PermissionsExt as _;

        let (folder, keys) = keys();
        let made = keys.make(&name("a"), Signs::Notes, &[7; 32]).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(keys.path()), mode(&made.secret_file)), (0o700, 0o600));
        assert_eq!(mode(&folder.path().join("config")), 0o700);
        let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        for open in [0o640, 0o604, 0o620, 0o610, 0o666] {
            set(&made.secret_file, open);
            assert_eq!(code(keys.signer(&name("a"))), "others-read-key", "{open:o}");
            assert_eq!(keys.list().unwrap().remove(0).key.unwrap_err().code(), "others-read-key");
        }
        set(&made.secret_file, 0o400);
        assert_eq!(code(keys.signer(&name("a"))), "none");
        for open in [0o770, 0o707] {
            set(keys.path(), open);
            assert_eq!(code(keys.signer(&name("a"))), "others-write-keys", "{open:o}");
            assert_eq!(code(keys.verifier(&name("a"))), "others-write-keys");
            assert_eq!(code(keys.make(&name("b"), Signs::Notes, &[8; 32])), "others-write-keys");
            assert_eq!(code(keys.list()), "others-write-keys");
        }
        set(keys.path(), 0o755);
        assert_eq!(code(keys.signer(&name("a"))), "none");
    }
}
