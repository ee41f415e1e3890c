//! The notes as CSV: UTF-8 with BOM, CRLF, one line a note, the columns of the sheet 付箋.

use ::csv::Error;

use super::{Record, sheets};
use crate::{report::csv, sheet::guarded};

/// The file.
///
/// # Errors
/// None: it is written into memory.
pub fn notes(record: &Record) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    let mut file = csv::begin(&mut out)?;
    for block in sheets::notes(record).blocks {
        file.write_record(&block.heads)?;
        for row in block.rows {
            for cell in row {
                match cell {
                    sheets::Cell::Text(words) => file.write_field(guarded(&words).as_ref())?,
                    sheets::Cell::Count(count) => file.write_field(count.to_string())?,
                    sheets::Cell::Blank => file.write_field("")?,
                }
            }
            file.write_record(None::<&[u8]>)?;
        }
    }
    file.flush()?;
    drop(file);
    Ok(out)
}
