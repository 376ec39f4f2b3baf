//! Files that `openssl` made, and what is made of them: `tests/data/make.sh` says how.
#![expect(
    clippy::disallowed_methods,
    reason = "tests read their own files, and openssl reads what they write"
)]

mod flips;
mod made;
mod openssl;
mod random;
mod signatures;
mod timestamps;
mod world;
