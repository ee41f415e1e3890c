//! Chance: ids, tokens, secret bytes. Passed in, so that a test can know them beforehand.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use data_encoding::BASE64URL_NOPAD;
use uuid::{Builder, Uuid};

use crate::error::Error;

/// The system's source of chance, or a counted one for tests and sample data.
#[derive(Clone, Debug)]
pub enum Ids {
    /// Unpredictable.
    System,
    /// The same sequence for the same seed. Never for secrets of a real city.
    Counted(Arc<AtomicU64>),
}

impl Ids {
    /// A repeatable sequence.
    pub fn counted(seed: u64) -> Ids {
        Ids::Counted(Arc::new(AtomicU64::new(seed)))
    }

    /// `N` random bytes. Fails only where the machine has no randomness to give.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], Error> {
        let mut bytes = [0; N];
        match self {
            Ids::System => getrandom::fill(&mut bytes).map_err(Error::internal)?,
            Ids::Counted(state) => {
                for chunk in bytes.chunks_mut(8) {
                    chunk.copy_from_slice(&next(state).to_le_bytes()[..chunk.len()]);
                }
            }
        }
        Ok(bytes)
    }

    /// An id without order (UUID version 4).
    pub fn id(&self) -> Result<String, Error> {
        Ok(self.uuid()?.to_string())
    }

    fn uuid(&self) -> Result<Uuid, Error> {
        Ok(Builder::from_random_bytes(self.bytes()?).into_uuid())
    }

    /// A secret for a link or a cookie: 256 bits as 43 URL-safe characters.
    pub fn token(&self) -> Result<String, Error> {
        Ok(BASE64URL_NOPAD.encode(&self.bytes::<32>()?))
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): well spread and four lines long.
fn next(state: &AtomicU64) -> u64 {
    const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut z = state.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
