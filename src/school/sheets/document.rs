//! Sheets and slips as pages to print, in pieces: only one sheet is in memory at a time.

use maud::{Markup, html};

use super::{Imprint, Sheet, Which, room, slip, teacher};
use crate::{
    code::Code,
    error::Result,
    form::ruby::plain,
    ui::{print, ruby::Ruby},
};

/// The sheets of classes, class by class: the room's, then the teacher's.
pub fn sheets(
    imprint: Imprint,
    sheets: Vec<Sheet>,
    which: Which,
) -> Result<impl Iterator<Item = Result<String>>> {
    // An address that fits in no QR is told now and not in the middle of the page.
    if let Some(first) = sheets.first() {
        of_class(&imprint, first, which)?;
    }
    let title = format!("学級の用紙 {}", plain(&imprint.title));
    let (beginning, end) = print::halves(&title, toolbar(&imprint, sheets.len(), which));
    let pieces = sheets
        .into_iter()
        .map(move |sheet| of_class(&imprint, &sheet, which).map(Markup::into_string));
    Ok([Ok(beginning)].into_iter().chain(pieces).chain([Ok(end)]))
}

fn of_class(imprint: &Imprint, sheet: &Sheet, which: Which) -> Result<Markup> {
    Ok(html! {
        @if which.room { (room::sheet(imprint, sheet)?) }
        @if which.teacher { (teacher::sheet(imprint, sheet)?) }
    })
}

fn toolbar(imprint: &Imprint, classes: usize, which: Which) -> Markup {
    html! {
        h1 { "学級の用紙（" (classes) "学級）" }
        p { "「" (plain(&imprint.title)) "」の用紙です。ブラウザの印刷（Ctrl+P）で、用紙をA4、倍率を100%、ヘッダーとフッターをなしにして印刷してください。" }
        @if which.room && which.teacher { p { "学級ごとに、教室用、先生用の順に並んでいます。" } }
        @if which.teacher { p { strong { "先生用の用紙には、学級を開けるコードがあります。" } "学級ごとに封筒に入れるなどして、生徒や外の人に見えないように渡してください。" } }
    }
}

/// Slips on a sheet of paper.
pub const SLIPS_A_SHEET: usize = 8;

/// The slips of a class, eight on a sheet.
pub fn slips(
    imprint: Imprint,
    sheet: Sheet,
    codes: Vec<Code>,
) -> Result<impl Iterator<Item = Result<String>>> {
    if let Some(first) = codes.first() {
        slip::slip(&imprint, &sheet, first)?;
    }
    let toolbar = html! {
        h1 { "カード " (codes.len()) "枚" }
        p { (plain(&sheet.school)) " " (plain(&sheet.grade)) " " (sheet.class.name) "のカードです。A4、倍率100%、ヘッダーとフッターなしで印刷し、線で切ってください。" }
        p { strong { "名前を書かないで配ってください。どれをもらっても同じです。" } "余ったカードは、シュレッダーなどで捨ててください。" }
    };
    let (beginning, end) = print::halves("カード", toolbar);
    let pages: Vec<Vec<Code>> = codes.chunks(SLIPS_A_SHEET).map(<[Code]>::to_vec).collect();
    let pieces = pages
        .into_iter()
        .map(move |codes| slip::page(&imprint, &sheet, &codes).map(Markup::into_string));
    Ok([Ok(beginning)].into_iter().chain(pieces).chain([Ok(end)]))
}

/// A text with its furigana, as pupils read it.
pub fn read(text: &str) -> Ruby<'_> {
    Ruby { text, furigana: true }
}

/// What stands at the top of every sheet of a demonstration.
pub fn mark(imprint: &Imprint) -> Markup {
    html! { @if imprint.sample { p.sample { "見本（架空のデータです。学校に渡さないでください）" } } }
}
