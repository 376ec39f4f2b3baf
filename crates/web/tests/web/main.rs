//! The register as its users have it: a real server on this machine, real requests. One door, [`site::Site`].

mod addresses;
mod attacks;
mod events;
mod gate;
#[cfg(feature = "openid")]
mod openid;
mod programs;
mod site;
mod workbench;
