//! Sealing small things (a draft, a cookie): XChaCha20-Poly1305 with a nonce drawn for each.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use data_encoding::BASE64URL_NOPAD;

use crate::{
    error::{Error, Result},
    id::Ids,
};

const NONCE: usize = 24;

/// A 256-bit key. Does not show itself.
#[derive(Clone)]
pub struct Key(pub [u8; 32]);

impl Key {
    /// Seals `plain`. `about` is bound to it: it opens only for the same purpose.
    pub fn seal(&self, ids: &Ids, about: &str, plain: &[u8]) -> Result<String> {
        let nonce: [u8; NONCE] = ids.bytes()?;
        let payload = Payload { msg: plain, aad: about.as_bytes() };
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Error::internal("sealing failed"))?;
        Ok(BASE64URL_NOPAD.encode(&[&nonce[..], &sealed].concat()))
    }

    /// Opens what [`Key::seal`] made; `None` for anything else.
    pub fn open(&self, about: &str, sealed: &str) -> Option<Vec<u8>> {
        let bytes = BASE64URL_NOPAD.decode(sealed.as_bytes()).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: sealed, aad: about.as_bytes() };
        self.cipher().decrypt(&XNonce::from(*nonce), payload).ok()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_with_the_same_key_and_purpose_only() {
        let (ids, key) = (Ids::counted(1), Key([7; 32]));
        let sealed = key.seal(&ids, "draft", "回答".as_bytes()).expect("sealed");
        assert_eq!(key.open("draft", &sealed).as_deref(), Some("回答".as_bytes()));
        assert_eq!(key.open("cookie", &sealed), None);
        assert_eq!(Key([8; 32]).open("draft", &sealed), None);
        assert_eq!(key.open("draft", "not sealed"), None);
        assert_ne!(sealed, key.seal(&ids, "draft", "回答".as_bytes()).expect("sealed again"));
    }
}
