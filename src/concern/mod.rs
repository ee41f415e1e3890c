//! Texts that an adult should read soon: what may be a call for help, or names somebody. An
//! answer tells nobody whose it is, and a mark on it does not either.

pub mod store;

use crate::{error::Result, form::care::Sign, store::Db};

/// Notes what the texts of an answer show, in the transaction that stores it.
pub fn note(db: &mut Db, response_id: &str, signs: &[(String, Sign)]) -> Result<()> {
    for (field, sign) in signs {
        store::insert(db, response_id, field, *sign)?;
    }
    Ok(())
}
