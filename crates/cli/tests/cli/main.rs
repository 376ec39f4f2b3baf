//! The program as people use it: one binary of tests, one file an area.

mod bundles;
mod common;
mod docs;
mod evaluate;
mod fetch;
mod import;
mod killed;
mod log;
mod parquet;
mod people;
mod registers;
mod registry;
mod replay;
mod screens;
mod serve;
mod shared;
mod workspaces;
