//! Whether an ID token is to be believed: OpenID Connect Core 1.0, section 3.1.3.7, by its numbers.
//!
//! | step | what must be so | where |
//! | --- | --- | --- |
//! | 1 | it is not encrypted | the crate |
//! | 2 | `iss` is the issuer of the settings | the crate |
//! | 3 | `aud` is this client, and nobody besides | the crate |
//! | 4, 5 | `azp`, if there is one, is this client | here |
//! | 6–8 | it is signed, by a key of the provider's and an algorithm of the provider's choice in which nobody but the provider can sign | the crate, with the list that is here |
//! | 9 | it has not expired | the crate, by the caller's clock |
//! | 11 | `nonce` is that of the request | the crate |
//! | 3.1.3.8 | `at_hash`, if there is one, is of the access token that came with it | here |
//!
//! Step 10 (`iat`) asks for nothing: the nonce is of minutes ago. Nor do 12 and 13: neither `acr` nor `auth_time` was asked for.

use std::fmt;

use jiff::Timestamp;
use openidconnect::core::{CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm};
use openidconnect::{
    AccessToken, AccessTokenHash, ClaimsVerificationError, ClientId, IdToken, IdTokenVerifier, Nonce,
    SignatureVerificationError,
};

use crate::{Metadata, More, Told, detail};

/// Algorithms whose signatures only the holder of a private key can make. Those by a shared secret are none of them (`HS256`: a public key would pass
/// for the secret), nor is `none`.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Why it is not believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// The provider has no such key, as far as is known.
    UnknownKey,
    /// Something else, in the crate's words.
    Claims(String),
    /// The provider signs in no way that could be believed.
    Algorithms,
    /// It was made for another client to use.
    AnotherParty,
    /// It came with another access token.
    AnotherAccess,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownKey => "the ID token is signed by a key that the provider does not show",
            Self::Claims(text) => text,
            Self::Algorithms => "the provider signs by no algorithm that is taken here",
            Self::AnotherParty => "`azp` of the ID token is another client",
            Self::AnotherAccess => "`at_hash` of the ID token is of another access token",
        })
    }
}

/// Those of [`ALGORITHMS`] by which a provider says that it signs.
pub(crate) fn algorithms(metadata: &Metadata) -> Result<Vec<CoreJwsSigningAlgorithm>, Why> {
    let told = metadata.id_token_signing_alg_values_supported();
    let taken: Vec<_> = ALGORITHMS.into_iter().filter(|algorithm| told.contains(algorithm)).collect();
    if taken.is_empty() { Err(Why::Algorithms) } else { Ok(taken) }
}

/// What a token is held against.
pub(crate) struct Checked<'a> {
    pub(crate) client_id: &'a str,
    pub(crate) nonce: &'a str,
    pub(crate) now: Timestamp,
}

type Token = IdToken<More, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

impl Checked<'_> {
    /// What a token says, if it is to be believed.
    pub(crate) fn claims(
        &self,
        metadata: &Metadata,
        token: &Token,
        access: &AccessToken,
    ) -> Result<Told, Why> {
        let (id, issuer) = (ClientId::new(self.client_id.to_owned()), metadata.issuer().clone());
        let nanosecond = u32::try_from(self.now.subsec_nanosecond()).unwrap_or_default();
        let now = chrono::DateTime::from_timestamp(self.now.as_second(), nanosecond).unwrap_or_default();
        // As a public client, whether there is a secret or not: so no signature by a shared secret counts, whatever the list.
        let verifier = IdTokenVerifier::new_public_client(id, issuer, metadata.jwks().clone())
            .set_allowed_algs(algorithms(metadata)?)
            .set_time_fn(move || now);
        let claims =
            token.claims(&verifier, &Nonce::new(self.nonce.to_owned())).map_err(|error| match &error {
                ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey) => {
                    Why::UnknownKey
                }
                _ => Why::Claims(detail(&error)),
            })?;
        if claims.authorized_party().is_some_and(|party| party.as_str() != self.client_id) {
            return Err(Why::AnotherParty);
        }
        if let Some(hash) = claims.access_token_hash() {
            let key = token.signing_key(&verifier).map_err(|error| Why::Claims(detail(&error)))?;
            let algorithm = token.signing_alg().map_err(|error| Why::Claims(detail(&error)))?;
            let own = AccessTokenHash::from_token(access, algorithm, key);
            if own.ok().as_ref() != Some(hash) {
                return Err(Why::AnotherAccess);
            }
        }
        Ok(Told {
            subject: claims.subject().as_str().to_owned(),
            preferred_username: claims.preferred_username().map(|name| name.as_str().to_owned()),
            name: claims.name().and_then(|name| name.get(None)).map(|name| name.as_str().to_owned()),
            more: claims.additional_claims().all.clone(),
        })
    }
}
