//! Raw data in codes, and the codebook, as CSV: UTF-8 with BOM (so that Excel reads it), CRLF,
//! one header row.

use std::io::Write;

use csv::{Error, Terminator, Writer, WriterBuilder};

use super::codes;
use crate::answers::Dataset;
use crate::sheet::guarded;
use crate::tally::Rounded;

/// Writes the answers: a header row of variable names, then one line an answer, in the order of
/// their random ids. Missing answers are −1 無回答, −2 非該当, −3 無効. Where answers are weighted,
/// their weights stand in a last column.
///
/// # Errors
/// When `out` does.
pub fn write_answers(dataset: &Dataset, out: impl Write) -> Result<(), Error> {
    let mut csv = begin(out)?;
    let weights = dataset.weights();
    let names = dataset.variables().iter().map(|variable| variable.name.as_str());
    csv.write_record(names.chain(weights.map(|_| codes::WEIGHT)))?;
    let columns = dataset.columns();
    for row in dataset.order() {
        for column in columns {
            match column.texts.get(&row) {
                Some(text) => csv.write_field(guarded(text).as_ref())?,
                None => csv.write_field(column.cells[row].to_string())?,
            }
        }
        if let Some(weights) = weights {
            csv.write_field(printed_weight(weights[row]))?;
        }
        csv.write_record(None::<&[u8]>)?;
    }
    Ok(csv.flush()?)
}

/// A weight with all its decimals.
fn printed_weight(millionths: u32) -> String {
    Rounded { units: millionths.into(), places: 6 }.to_string()
}

/// Writes the codebook: one line for each variable and code.
///
/// # Errors
/// When `out` does.
pub fn write_codebook(dataset: &Dataset, out: impl Write) -> Result<(), Error> {
    let mut csv = begin(out)?;
    csv.write_record(codes::HEADINGS)?;
    for line in codes::lines(dataset) {
        let cells = line.cells();
        for (cell, heading) in cells.iter().zip(codes::HEADINGS) {
            // Codes and scores are numbers, also when they are negative.
            let is_number = [codes::CODE, codes::SCORE].contains(&heading);
            csv.write_field(if is_number { cell.into() } else { guarded(cell) }.as_ref())?;
        }
        csv.write_record(None::<&[u8]>)?;
    }
    Ok(csv.flush()?)
}

/// A file that Excel takes for UTF-8, with the line ends it expects.
pub(crate) fn begin<W: Write>(mut out: W) -> Result<Writer<W>, Error> {
    out.write_all("\u{feff}".as_bytes())?;
    Ok(WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::form::Answers;
    use crate::form::codebook::{Cell, coded};
    use crate::report::fixture;

    fn answers(dataset: &Dataset) -> String {
        let mut out = Vec::new();
        write_answers(dataset, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_line_is_an_answer_below_one_header_row() {
        let dataset = fixture::dataset(&[json!({
            "sex": 2, "media": [1, 9], "media_other9": "回覧板", "sat_m01": 5, "sat_m02": null, "happy": false, "years": 12
        })]);
        assert_eq!(
            answers(&dataset),
            "\u{feff}sex,media_1,media_2,media_9,media_other9,sat_m01,sat_m02,happy,years,opinion\r\n\
             2,1,0,1,回覧板,5,-1,-3,12,-2\r\n"
        );
    }

    #[test]
    fn weights_stand_after_all_variables() {
        let dataset = fixture::dataset(&[json!({ "sex": 2 })]).weighted(Some(vec![1_360_000]));
        let text = answers(&dataset);
        assert!(text.contains("opinion,WEIGHT\r\n") && text.ends_with(",1.360000\r\n"), "{text}");
    }

    #[test]
    fn every_value_is_the_one_that_the_codebook_gives() {
        let documents = fixture::answers(80);
        let dataset = fixture::dataset(&documents);
        let text = answers(&dataset);
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), 80);
        for (record, person) in records.iter().zip(dataset.order()) {
            let answers: Answers = serde_json::from_value(documents[person].clone()).unwrap();
            for (cell, variable) in record.iter().zip(dataset.variables()) {
                let expected = match coded(variable, &answers) {
                    Cell::Number(number) => number.to_string(),
                    Cell::Text(text) => guarded(text).into_owned(),
                    Cell::Missing(missing) => missing.code().to_string(),
                };
                assert_eq!(cell, expected, "{}", variable.name);
            }
        }
    }

    #[test]
    fn a_text_stands_in_one_line() {
        assert_eq!(guarded("橋と\r\n道路\nと\r水道"), "橋と 道路 と 水道");
        assert_eq!(guarded("=1\n+1"), "'=1 +1");
    }

    #[test]
    fn a_text_that_looks_like_a_formula_is_guarded_and_a_number_is_not() {
        for text in ["=1+1", "+81", "-1", "@SUM(A1)", "\tx", "＝1"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        assert_eq!(guarded("1=1"), "1=1");
        let dataset = fixture::dataset(&[json!({ "sex": null, "opinion": "=1+1" })]);
        assert!(answers(&dataset).ends_with("\r\n-1,-2,-2,-2,-2,-2,-2,-2,-2,'=1+1\r\n"));
    }

    #[test]
    fn the_order_of_arrival_cannot_be_told() {
        let documents = fixture::answers(5);
        let dataset = |order: [usize; 5]| {
            let mut dataset = Dataset::new(fixture::form());
            for place in order {
                let id = ["c", "a", "e", "b", "d"][place];
                dataset.add(id, &documents[place].to_string()).unwrap();
            }
            answers(&dataset)
        };
        assert_eq!(dataset([0, 1, 2, 3, 4]), dataset([4, 2, 0, 1, 3]));
    }

    #[test]
    fn the_codebook_names_every_code_and_the_missings() {
        let mut out = Vec::new();
        write_codebook(&fixture::dataset(&[]), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("\u{feff}変数名,設問番号,設問,項目,種類,コード,ラベル,点数\r\n"));
        for line in [
            "sex,問1,あなたの性別,あなたの性別,単数回答（S.A.）,2,女性,\r\n",
            "media_2,問2,市の情報を何で知りますか,市のホームページ,複数回答（M.A.）,1,選択した,\r\n",
            "years,問5,荒尾市に住んで何年ですか,荒尾市に住んで何年ですか,数値,-1,無回答,\r\n",
        ] {
            assert!(text.contains(line), "{line}");
        }
    }
}
