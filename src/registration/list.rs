//! The list of registrations as a table: for the screen, paper, CSV and Excel the same.

use std::collections::HashMap;

use csv::{Terminator, WriterBuilder};
use rust_xlsxwriter::{Color, Format, FormatBorder, Workbook};

use super::{Desk, Guest, Signup, questions, store};
use crate::{
    clock::japanese_minute,
    error::{Error, Result},
    form::Question,
    sheet::guarded,
    store::Db,
    workshop::settings::SignUp,
};

/// A registration with those who come of it.
pub struct Listed {
    /// The registration.
    pub signup: Signup,
    /// Its heads.
    pub guests: Vec<Guest>,
}

impl Listed {
    /// How many of it have come.
    pub fn arrived(&self) -> usize {
        self.guests.iter().filter(|guest| guest.arrived).count()
    }

    /// The tables its heads sit at: `3`, or `1、2` of a school.
    pub fn seats(&self) -> String {
        let mut seats: Vec<i32> = self.guests.iter().filter_map(|guest| guest.seat).collect();
        seats.sort_unstable();
        seats.dedup();
        seats.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")
    }
}

/// The registrations of a workshop by number.
pub fn all(db: &mut Db, desk: &Desk) -> Result<Vec<Listed>> {
    let mut guests: HashMap<String, Vec<Guest>> = HashMap::new();
    for guest in store::guests(db, &desk.workshop.id)? {
        guests.entry(guest.registration_id.clone()).or_default().push(guest);
    }
    let signups = store::all(db, &desk.workshop.id)?.into_iter();
    let listed = |signup: Signup| {
        let guests = guests.remove(&signup.id).unwrap_or_default();
        Listed { signup, guests }
    };
    Ok(signups.map(listed).collect())
}

/// The headings and the rows of the files: every cell a text.
pub fn table(desk: &Desk, listed: &[Listed]) -> (Vec<String>, Vec<Vec<String>>) {
    let is_party = desk.rule.by == SignUp::School;
    let name = if is_party { "先生のお名前" } else { "お名前" };
    let mut head: Vec<String> =
        ["受付番号", "状態", name, "人数", "メールアドレス", "電話番号"].map(String::from).into();
    if is_party {
        head.insert(2, "学校・団体".into());
    }
    let fields: Vec<_> = desk.form.questions().flat_map(Question::fields).collect();
    head.extend(fields.iter().map(questions::label));
    head.extend(["テーブル", "来た人数", "受け付けた日時"].map(String::from));
    let row = |one: &Listed| {
        let of = &one.signup;
        let mut row = vec![
            of.number.to_string(),
            of.state.label().to_owned(),
            of.name.clone(),
            of.heads.to_string(),
            of.mail.clone(),
            of.telephone.clone(),
        ];
        if is_party {
            row.insert(2, of.party.clone());
        }
        row.extend(fields.iter().map(|field| questions::words(field, &of.answers)));
        row.extend([one.seats(), one.arrived().to_string(), japanese_minute(of.made_at)]);
        row
    };
    (head, listed.iter().map(row).collect())
}

/// The table as CSV: UTF-8 with BOM (so that Excel reads it), CRLF.
pub fn csv((head, rows): &(Vec<String>, Vec<Vec<String>>)) -> Result<Vec<u8>> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(&mut out);
    for row in std::iter::once(head).chain(rows) {
        csv.write_record(row.iter().map(|cell| guarded(cell).into_owned()))
            .map_err(Error::internal)?;
    }
    csv.flush().map_err(Error::internal)?;
    drop(csv);
    Ok(out)
}

/// The table as an Excel workbook. Every cell is a text, so that a telephone number keeps its
/// zero and nothing becomes a formula.
pub fn workbook((head, rows): &(Vec<String>, Vec<Vec<String>>)) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0xE8_F1_FE))
        .set_border_bottom(FormatBorder::Thin);
    let failed = Error::internal;
    sheet.set_name("申し込み").map_err(failed)?;
    sheet.set_freeze_panes(1, 0).map_err(failed)?;
    for (title, column) in head.iter().zip(0..) {
        sheet.set_column_width(column, 16).map_err(failed)?;
        sheet.write_string_with_format(0, column, title, &bold).map_err(failed)?;
    }
    for (row, line) in rows.iter().zip(1..) {
        for (cell, column) in row.iter().zip(0..) {
            sheet.write_string(line, column, cell).map_err(failed)?;
        }
    }
    book.save_to_buffer().map_err(failed)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Reader, Xlsx};

    use super::*;

    fn example() -> (Vec<String>, Vec<Vec<String>>) {
        let cells = |cells: &[&str]| cells.iter().map(ToString::to_string).collect();
        (cells(&["お名前", "電話番号"]), vec![cells(&["𠮷田 髙子", "0968"]), cells(&["=1+1", ""])])
    }

    #[test]
    fn a_cell_that_looks_like_a_formula_is_none_in_either_file() {
        let text = String::from_utf8(csv(&example()).unwrap()).unwrap();
        assert!(text.starts_with("\u{feff}お名前,電話番号\r\n𠮷田 髙子,0968\r\n"), "{text}");
        assert!(!text.contains("\n=1+1"), "{text}");
        let mut book = Xlsx::new(Cursor::new(workbook(&example()).unwrap())).unwrap();
        let sheet = book.worksheet_range("申し込み").unwrap();
        assert_eq!(sheet.get_value((1, 1)).unwrap().to_string(), "0968");
        assert_eq!(sheet.get_value((2, 0)).unwrap().to_string(), "=1+1");
    }
}
