//! Binance: candles of a pair, asked for ([`rest`]) or taken as the archives that it publishes ([`files`]).
//!
//! Both say the same: what the archives hold are the answers of the days that are over. The archives have no limits of
//! use and reach back to the beginning, pairs that are traded no more among them; only the answers have today.
//!
//! A line of a file is a row of an answer: [`crate::klines`].

pub mod files;
pub mod rest;
