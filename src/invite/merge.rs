//! The mail-merge workbook for whoever prints the letters: one row a participant, with the code
//! in words and as a picture. No name and no address: the city joins them by serial number.

use rust_xlsxwriter::{
    Color, Format, FormatAlign, FormatBorder, Image, Workbook, Worksheet, XlsxError,
};

use super::{Invitee, address};
use crate::{
    error::{Error, Result},
    ui::qr::Qr,
};

/// Rows of one file. Their pictures wait in memory for the end of the file: 6 kB each.
pub const MOST_ROWS: usize = 2_500;

/// Width of a QR on paper, without its margin.
const QR_MILLIMETRES: u32 = 28;
/// Height of a row and width of the last column: 28 mm and the margin of the smallest code are
/// 140 pixels on a screen.
const QR_PIXELS: u32 = 148;

const HEADINGS: [(&str, f64); 5] = [
    ("整理番号", 14.0),
    ("回答用コード", 20.0),
    ("入力するアドレス", 34.0),
    ("QRコードの内容", 52.0),
    ("QRコード", 16.0),
];

/// The bytes of an xlsx with a row for each invitee, in their order.
pub fn workbook(invitees: &[Invitee], base_url: &str) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory().map_err(Error::internal)?;
    heading(sheet).map_err(Error::internal)?;
    let typed = address::typed(base_url);
    for (invitee, row) in invitees.iter().zip(1..) {
        let scanned = address::scanned(base_url, &invitee.code);
        let picture = Qr::of(&scanned)?.png(QR_MILLIMETRES)?;
        line(sheet, row, invitee, [&typed, &scanned], &picture).map_err(Error::internal)?;
    }
    book.save_to_buffer().map_err(Error::internal)
}

fn heading(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let bold = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0xE8_F1_FE))
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter);
    sheet.set_name("差し込み")?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_default_row_height_pixels(QR_PIXELS);
    sheet.set_row_height_pixels(0, 28)?;
    for ((title, width), column) in HEADINGS.into_iter().zip(0..) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, title, &bold)?;
    }
    sheet.set_column_width_pixels(4, QR_PIXELS)?;
    Ok(())
}

fn line(
    sheet: &mut Worksheet,
    row: u32,
    invitee: &Invitee,
    [typed, scanned]: [&str; 2],
    picture: &[u8],
) -> Result<(), XlsxError> {
    let middle = Format::new().set_align(FormatAlign::VerticalCenter);
    // As texts, so that 0012 stays 0012 and nothing becomes a link or a formula.
    let texts = [&invitee.serial, &invitee.code.to_string(), typed, scanned];
    for (text, column) in texts.into_iter().zip(0..) {
        sheet.write_string_with_format(row, column, text, &middle)?;
    }
    let alt = format!("整理番号 {} のQRコード", invitee.serial);
    let image = Image::new_from_buffer(picture)?.set_alt_text(alt);
    sheet.insert_image_with_offset(row, 4, &image, 3, 3)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::*;
    use crate::code::{Code, CodeKey};

    fn invitees(serials: &[&str]) -> Vec<Invitee> {
        let key = CodeKey::new([7; 32]);
        let invitee = |serial: &&str| Invitee {
            serial: (*serial).to_owned(),
            code: key.code("survey", serial),
        };
        serials.iter().map(invitee).collect()
    }

    #[test]
    fn every_row_holds_serial_code_and_addresses_as_text() {
        let invitees = invitees(&["0012", "=1+1", "17"]);
        let bytes = workbook(&invitees, "https://koe.example.jp").expect("a workbook");
        let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let sheet = book.worksheet_range("差し込み").expect("a sheet");
        assert_eq!(sheet.height(), 4);
        for (row, invitee) in sheet.rows().skip(1).zip(&invitees) {
            let text = |column: usize| match &row[column] {
                Data::String(text) => text.as_str(),
                other => panic!("not a text: {other:?}"),
            };
            assert_eq!(text(0), invitee.serial);
            assert!(Code::parse(text(1)) == Ok(invitee.code));
            assert_eq!(text(2), "https://koe.example.jp/a");
            assert_eq!(text(3), address::scanned("https://koe.example.jp", &invitee.code));
        }
    }

    #[test]
    fn every_row_has_a_picture_of_its_own() {
        let serials: Vec<String> = (0..50).map(|serial| serial.to_string()).collect();
        let serials: Vec<&str> = serials.iter().map(String::as_str).collect();
        let bytes = workbook(&invitees(&serials), "https://koe.example.jp").expect("a workbook");
        let names = bytes.windows(15).filter(|name| name.starts_with(b"xl/media/image"));
        // Each file is named twice in an archive: before its contents and in the directory.
        assert_eq!(names.count(), 2 * 50);
    }
}
