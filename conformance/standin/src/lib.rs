//! Stand-ins for the sources.
