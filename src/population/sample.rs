//! A file of the population to fill in: every combination of the form, without numbers.

use csv::{Terminator, WriterBuilder};

use super::Categories;
use crate::error::{Error, Result};

/// The file as CSV, UTF-8 with a byte order mark, as Excel wants it.
pub fn sample(categories: &Categories) -> Result<Vec<u8>> {
    let mut csv = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    csv.write_record(["地区", "年齢", "性別", "人口"]).map_err(Error::internal)?;
    for district in categories.district.expected() {
        for age_band in categories.age_band.expected() {
            for sex in categories.sex.expected() {
                let labels = [&district.label, &age_band.label, &sex.label];
                csv.write_record(labels.into_iter().map(String::as_str).chain([""]))
                    .map_err(Error::internal)?;
            }
        }
    }
    csv.into_inner().map_err(|error| Error::internal(error.into_error()))
}

#[cfg(test)]
mod tests {
    use super::super::{categories::tests::categories, import::parse};
    use super::*;

    #[test]
    fn the_sample_can_be_brought_in_once_it_is_filled() {
        let sample = String::from_utf8(sample(&categories()).expect("a file")).expect("UTF-8");
        assert_eq!(sample.lines().count(), 1 + 2 * 2 * 2);
        let filled = sample.replace(",\r\n", ",7\r\n");
        let cells = parse("a.csv", filled.as_bytes(), &categories()).expect("a good file");
        assert_eq!((cells.len(), cells[7].people), (8, 7));
    }
}
