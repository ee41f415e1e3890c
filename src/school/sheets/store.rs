//! SQL of slips; seats are stored in `school/store.rs`.

use diesel::prelude::*;

use crate::{
    error::Result,
    school::seat::Kind,
    store::{
        Db,
        schema::{seat, seat_ticket},
    },
};

/// The numbers of the slips of a class that may still answer, in order.
pub fn unused_slips(db: &mut Db, class_id: &str) -> Result<Vec<i32>> {
    let slips = seat::class_id.eq(class_id).and(seat::kind.eq(Kind::Slip.word()));
    let unused = seat::table.inner_join(seat_ticket::table).filter(slips);
    Ok(unused.select(seat::number).order(seat::number).load(db)?)
}
