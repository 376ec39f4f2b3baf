//! Blockchains and the assets on them, as the Chain Agnostic Improvement Proposals 2 and 19 name them.
//!
//! ```text
//! eip155:1/erc721:0x06012c8cf97BEaD5deAe237070F9587f8E7A266d/771769
//! │      │ │      │                                          └ token id, of an asset that is not fungible
//! │      │ │      └ asset reference
//! │      │ └ asset namespace
//! │      └ reference                 namespace and reference: the chain
//! └ namespace
//! ```
//!
//! The grammar is that of chainagnostic.org/CAIPs/caip-2 (final) and caip-19 (in review). What a namespace asks of its
//! references beyond that, such as a checksum in an address (EIP-55), is not checked.

use super::{Args, codes, identifier};
use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;
use core::ops::RangeInclusive;

/// A blockchain, CAIP-2: `namespace:reference`, `eip155:1` for Ethereum.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Caip2(Box<str>);

identifier!(Caip2, Caip2Error, check_chain);

/// The text is no CAIP-2 chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caip2Error {
    /// Not two parts joined by `:`.
    Form,
    /// The namespace is not 3 to 8 of small letters, digits and `-`.
    Namespace,
    /// The reference is not 1 to 32 of letters, digits, `-` and `_`.
    Reference,
}

codes!(Caip2Error {
    Form => "caip2-form",
    Namespace => "caip2-namespace",
    Reference => "caip2-reference",
});

impl Caip2Error {
    /// What the message names: nothing.
    #[must_use]
    pub fn args(&self) -> Args {
        Vec::new()
    }
}

impl Caip2 {
    /// What kind of blockchain it is: `eip155`.
    #[must_use]
    pub fn namespace(&self) -> &str {
        part(&self.0, 0).unwrap_or_default()
    }

    /// Which of that kind: `1`.
    #[must_use]
    pub fn reference(&self) -> &str {
        part(&self.0, 1).unwrap_or_default()
    }
}

/// An asset, CAIP-19: `chain/asset_namespace:asset_reference`, with `/token_id` where it is one of many that differ.
///
/// Two texts can name one asset: an address of an Ethereum contract is a number, and its capitals are at most a
/// checksum. Compare assets by [`Self::canonical`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Caip19(Box<str>);

identifier!(Caip19, Caip19Error, check_asset);

/// The text is no CAIP-19 asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caip19Error {
    /// Not `namespace:reference/namespace:reference`, with or without `/token_id`.
    Form,
    /// The chain's namespace is not 3 to 8 of small letters, digits and `-`.
    ChainNamespace,
    /// The chain's reference is not 1 to 32 of letters, digits, `-` and `_`.
    ChainReference,
    /// The asset's namespace is not 3 to 8 of small letters, digits and `-`.
    AssetNamespace,
    /// The asset's reference is not 1 to 128 of letters, digits, `-`, `.` and `%`.
    AssetReference,
    /// The token id is not 1 to 78 of letters, digits, `-`, `.` and `%`.
    TokenId,
}

codes!(Caip19Error {
    Form => "caip19-form",
    ChainNamespace => "caip19-chain-namespace",
    ChainReference => "caip19-chain-reference",
    AssetNamespace => "caip19-asset-namespace",
    AssetReference => "caip19-asset-reference",
    TokenId => "caip19-token-id",
});

impl Caip19Error {
    /// What the message names: nothing.
    #[must_use]
    pub fn args(&self) -> Args {
        Vec::new()
    }
}

impl From<Caip2Error> for Caip19Error {
    fn from(error: Caip2Error) -> Self {
        match error {
            Caip2Error::Form => Self::Form,
            Caip2Error::Namespace => Self::ChainNamespace,
            Caip2Error::Reference => Self::ChainReference,
        }
    }
}

impl Caip19 {
    /// The blockchain on which it is.
    #[must_use]
    pub fn chain(&self) -> Caip2 {
        Caip2(self.0.split('/').next().unwrap_or_default().into())
    }

    /// What kind of asset it is: `erc20`.
    #[must_use]
    pub fn asset_namespace(&self) -> &str {
        part(&self.0, 2).unwrap_or_default()
    }

    /// Which of that kind: a contract's address, as a rule.
    #[must_use]
    pub fn asset_reference(&self) -> &str {
        part(&self.0, 3).unwrap_or_default()
    }

    /// Which of the asset's tokens, where they differ.
    #[must_use]
    pub fn token_id(&self) -> Option<&str> {
        part(&self.0, 4)
    }

    /// The same asset in the spelling by which assets are compared.
    ///
    /// For `erc20` and `erc721` on an `eip155` chain, an address (`0x` and 40 hexadecimal digits) is in small letters.
    /// Everything else stays as it is: elsewhere, as on Solana, another case is another asset. A checksum in the
    /// capitals (EIP-55) is neither checked nor kept.
    #[must_use]
    pub fn canonical(&self) -> Self {
        let chain = self.chain();
        let namespace = self.asset_namespace();
        let is_contract = chain.namespace() == "eip155" && matches!(namespace, "erc20" | "erc721");
        if !is_contract || !is_address(self.asset_reference()) {
            return self.clone();
        }
        let address = self.asset_reference().to_ascii_lowercase();
        let token = self.token_id().map(|id| format!("/{id}")).unwrap_or_default();
        Self(format!("{chain}/{namespace}:{address}{token}").into())
    }
}

/// The parts between `:` and `/`, which stand in none of them.
fn part(text: &str, index: usize) -> Option<&str> {
    text.split([':', '/']).nth(index)
}

fn is_address(reference: &str) -> bool {
    let digits = reference.strip_prefix("0x");
    digits.is_some_and(|digits| digits.len() == 40 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn check_chain(text: &str) -> Result<(), Caip2Error> {
    let (namespace, reference) = text.split_once(':').ok_or(Caip2Error::Form)?;
    if !is_namespace(namespace) {
        return Err(Caip2Error::Namespace);
    }
    if is_of(reference, 1..=32, "-_") { Ok(()) } else { Err(Caip2Error::Reference) }
}

fn check_asset(text: &str) -> Result<(), Caip19Error> {
    let (chain, asset) = text.split_once('/').ok_or(Caip19Error::Form)?;
    let (asset, token) = match asset.split_once('/') {
        Some((asset, token)) => (asset, Some(token)),
        None => (asset, None),
    };
    let (namespace, reference) = asset.split_once(':').ok_or(Caip19Error::Form)?;
    check_chain(chain)?;
    if !is_namespace(namespace) {
        return Err(Caip19Error::AssetNamespace);
    }
    if !is_of(reference, 1..=128, "-.%") {
        return Err(Caip19Error::AssetReference);
    }
    if token.is_some_and(|id| !is_of(id, 1..=78, "-.%")) {
        return Err(Caip19Error::TokenId);
    }
    Ok(())
}

/// `[-a-z0-9]{3,8}`, for chains and assets.
fn is_namespace(text: &str) -> bool {
    is_of(text, 3..=8, "-") && !text.bytes().any(|b| b.is_ascii_uppercase())
}

/// So many Latin letters, digits and others.
fn is_of(text: &str, length: RangeInclusive<usize>, others: &str) -> bool {
    length.contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || others.contains(c))
}
