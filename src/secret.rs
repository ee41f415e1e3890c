//! The city's secret: 256 bits in a file of their own, outside the database. Access codes,
//! drafts and cookies hang on keys derived from it; a database without it holds no code.

use std::{
    fs,
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::{
    error::{Error, Result},
    id::Ids,
};

/// The secret. Does not show itself.
pub struct Secret([u8; 32]);

impl Secret {
    /// Reads the file, or makes it on the first start.
    pub fn in_file(path: &Path, ids: &Ids) -> Result<Secret> {
        match fs::read_to_string(path) {
            Ok(text) => Secret::parse(&text).ok_or_else(|| {
                Error::invalid(format!(
                    "{} は鍵のファイルではありません。控えから戻してください。",
                    path.display()
                ))
            }),
            Err(cause) if cause.kind() == ErrorKind::NotFound => Secret::create(path, ids),
            Err(cause) => Err(Error::internal(cause)),
        }
    }

    fn parse(text: &str) -> Option<Secret> {
        HEXLOWER.decode(text.trim().as_bytes()).ok()?.try_into().ok().map(Secret)
    }

    fn create(path: &Path, ids: &Ids) -> Result<Secret> {
        let secret = Secret(ids.bytes()?);
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
            .map_err(Error::internal)?;
        writeln!(file, "{}", HEXLOWER.encode(&secret.0))
            .and_then(|()| file.sync_all())
            .map_err(Error::internal)?;
        Ok(secret)
    }

    /// A key for one purpose; keys of different purposes tell nothing of each other.
    pub fn key(&self, purpose: &str) -> [u8; 32] {
        keyed_hash(&self.0, purpose.as_bytes())
    }
}

/// HMAC-SHA-256.
pub fn keyed_hash(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    // HMAC fills a short key with zeros up to the block of its hash: the same, without a
    // constructor that can fail.
    let mut block = [0; 64];
    block[..key.len()].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// What the database keeps of a token: enough to recognise it, nothing to use it.
pub fn token_hash(token: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(token.as_bytes()))
}
