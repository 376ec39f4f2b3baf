//! Identifiers: what is accepted is printed byte for byte, and the canonical spelling of an asset is one.
#![no_main]

use core::fmt::{Debug, Display};
use core::str::FromStr;
use libfuzzer_sys::fuzz_target;
use qazyq_exact::id::{Bin, Caip2, Caip19, Country, Dti, Lei};

/// The identifier, which reads back from its print; a refusal can be printed too.
fn read<T: FromStr<Err: Display> + Display + Debug + Eq>(text: &str) -> Option<T> {
    match text.parse::<T>() {
        Ok(id) => {
            assert_eq!(id.to_string(), text, "an identifier is written in one way");
            assert_eq!(text.parse::<T>().ok().as_ref(), Some(&id));
            Some(id)
        }
        Err(error) => {
            assert!(error.to_string().chars().all(|c| !c.is_control()), "a log stays a log");
            None
        }
    }
}

fuzz_target!(|text: &str| {
    let fixed = [
        read::<Lei>(text).map(|_| 20),
        read::<Bin>(text).map(|_| 12),
        read::<Dti>(text).map(|_| 9),
        read::<Country>(text).map(|_| 2),
    ];
    for length in fixed.into_iter().flatten() {
        assert_eq!(text.len(), length);
    }
    if let Some(chain) = read::<Caip2>(text) {
        assert_eq!(format!("{}:{}", chain.namespace(), chain.reference()), text);
    }
    if let Some(asset) = read::<Caip19>(text) {
        let token = asset.token_id().map(|id| format!("/{id}")).unwrap_or_default();
        let chain = asset.chain();
        assert_eq!(chain.as_str().parse::<Caip2>().as_ref(), Ok(&chain));
        assert_eq!(format!("{chain}/{}:{}{token}", asset.asset_namespace(), asset.asset_reference()), text);
        let canonical = asset.canonical();
        assert_eq!(canonical.as_str().parse::<Caip19>().as_ref(), Ok(&canonical));
        assert_eq!(canonical.canonical(), canonical, "the canonical spelling is its own");
        assert!(canonical.as_str().eq_ignore_ascii_case(text), "only the case of letters changes");
    }
});
