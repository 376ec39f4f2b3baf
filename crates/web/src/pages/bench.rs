//! What pages of the workbench share with the public ones.

use qazyq_law::Conclusion;

use super::Around;
pub(crate) use super::frame::{Entry, Frame, rendered};
pub(crate) use super::look_up::list_name;
pub(crate) use super::parts::Mark;
pub(crate) use super::text::{capital, encoded, query};
use crate::files;

impl<'a> Around<'a> {
    /// Around a page of the workbench: nothing on it is to be found by others, or cited.
    pub(crate) fn bench_frame(&self, title: String) -> Frame<'a> {
        let bench_script = Some(files::address("workbench.js"));
        Frame { canonical: None, bench_script, ..self.frame(title, None, false) }
    }
}

/// The verdict of that name.
pub(crate) fn conclusion_named(name: &str) -> Option<Conclusion> {
    Conclusion::ALL.into_iter().find(|conclusion| conclusion.as_str() == name)
}
