//! SQL of texts that somebody should read soon.

use diesel::prelude::*;

use crate::{
    error::Result,
    form::care::Sign,
    store::{Db, schema::concern},
};

fn word(sign: Sign) -> &'static str {
    match sign {
        Sign::Help => "help",
        Sign::Name => "name",
    }
}

/// Notes a sign in a text of an answer.
pub fn insert(db: &mut Db, response_id: &str, field: &str, sign: Sign) -> Result<()> {
    diesel::insert_into(concern::table)
        .values((
            concern::response_id.eq(response_id),
            concern::field.eq(field),
            concern::sign.eq(word(sign)),
        ))
        .execute(db)?;
    Ok(())
}
