//! The codebook of a wave with what was mapped, for the staff to fill the gaps and bring again.

use csv::{Terminator, WriterBuilder};

use super::mapping::Mapping;
use crate::{
    error::{Error, Result},
    form::{Form, codebook::variables},
    sheet::guarded,
};

/// The codebook as CSV, UTF-8 with a byte order mark, as Excel wants it.
pub fn template(mapping: &Mapping, form: &Form) -> Result<Vec<u8>> {
    let today = variables(form);
    let mut csv = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    csv.write_record(["変数名", "設問", "コード", "ラベル", "今回の変数名", "今回のコード"])
        .map_err(Error::internal)?;
    for mapped in &mapping.variables {
        // A name that leads nowhere is left out: there is the gap to fill.
        let is_known = today.iter().any(|variable| variable.name == mapped.now);
        let name = if is_known { mapped.now.as_str() } else { "" };
        let mut line = |code: &str, label: &str, now: &str| {
            let [was, words, label] = [&mapped.was, &mapped.words, label].map(guarded);
            csv.write_record([&was, &words, code, &label, name, now]).map_err(Error::internal)
        };
        if mapped.codes.is_empty() {
            line("", "", "")?;
        }
        for code in &mapped.codes {
            let now = code.now.map_or(String::new(), |now| now.to_string());
            line(&code.was, &code.label, &now)?;
        }
    }
    csv.into_inner().map_err(|error| Error::internal(error.into_error()))
}
