//! The five criteria, one file each: facts and law in, an outcome with its reasons out.
//!
//! Each begins with the paragraph that it carries out, in our own words; the text with its sources and status is
//! in `law/`. None of them knows another.

pub mod disclosure;
pub mod legal_standing;
pub mod market_presence;
pub mod stability;
pub mod value_information;
