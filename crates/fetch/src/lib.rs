//! Asking sources.
