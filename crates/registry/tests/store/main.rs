//! The store: what every engine does alike, what each does by itself, and what is left of it after a blow.
//!
//! | module | holds the store against |
//! | --- | --- |
//! | `alike` | what the trait promises, on memory, SQLite and PostgreSQL |
//! | `histories` | a plain vector, over long random histories on three handles |
//! | `killed` | writers and servers killed at random moments |
//! | `tampered` | bytes changed behind its back |
//! | `sqlite`, `postgres` | what only that engine can do or suffer |
//! | `protocol` | every order of steps of three writers, by a model checker |

mod alike;
mod histories;
mod killed;
mod postgres;
mod protocol;
mod sqlite;
mod support;
mod tampered;
