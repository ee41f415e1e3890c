//! Furigana are for residents: whatever the office, its printer or another program reads is
//! without them.

use std::{
    collections::{BTreeSet, VecDeque},
    io::Cursor,
    path::Path,
};

use calamine::{Reader, Xlsx};
use machikoe::{
    form::ruby::{Piece, pieces, plain},
    survey::forms::read_checked,
    text::Lang,
};
use reqwest::Url;
use serde_json::Value;

use crate::support::{Browser, World, log::Log, wait_for};

/// The texts of a form in one language, with their furigana.
fn texts<'f>(form: &'f Value, lang: &str, into: &mut Vec<&'f str>) {
    match form {
        Value::Object(members) => {
            into.extend(members.get(lang).and_then(Value::as_str));
            members.values().for_each(|member| texts(member, lang, into));
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, lang, into)),
        _ => {}
    }
}

fn is_kanji(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter) || letter == '々'
}

fn is_hiragana(letter: char) -> bool {
    ('ぁ'..='ん').contains(&letter)
}

/// The first `{漢字|かんじ}` that nobody has turned into furigana or taken away. A brace of a
/// script is none: what stands behind its bar is no reading.
fn left_over(text: &str) -> Option<String> {
    pieces(text).find_map(|piece| match piece {
        Piece::Ruby { base, reading } if reading.chars().any(is_hiragana) => {
            Some(format!("{{{base}|{reading}}}"))
        }
        _ => None,
    })
}

/// A reply as text: a workbook's sheets cell by cell, anything else as it comes.
async fn read(desk: &Browser, address: &str) -> String {
    let page = &desk.page;
    if !page.header("content-type").contains("spreadsheetml") {
        return page.html.clone();
    }
    let book = Cursor::new(desk.download(address).await);
    let sheets = Xlsx::new(book).expect("a workbook").worksheets();
    let cells = sheets.iter().flat_map(|(_, sheet)| sheet.rows()).flatten();
    let text: String = cells.map(|cell| format!("{cell}\n")).collect();
    // Of a survey, of boards, of those who signed up.
    let labels = ["住みやすい", "表札", "申し込み", "お名前"];
    assert!(labels.iter().any(|of| text.contains(of)), "a workbook without labels proves nothing");
    text
}

/// Views of a page differ by the name in their query: two values of one name are one view.
/// `None` for several views in one, and for the switches by which residents read.
fn view(url: &Url) -> Option<String> {
    let names: Vec<_> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
    match &names[..] {
        [] => Some(url.path().to_owned()),
        [name] if name != "view" => Some(format!("{} {name}", url.path())),
        _ => None,
    }
}

/// Follows every link of the office, to the public results and the files too, and looks at what
/// is there. Gives the paths that were seen.
async fn walk(desk: &mut Browser) -> BTreeSet<String> {
    let start = Url::parse(&desk.page.url).expect("an address");
    let (mut seen, mut paths) = (BTreeSet::from_iter(view(&start)), BTreeSet::new());
    let mut waiting = VecDeque::from([start]);
    while let Some(url) = waiting.pop_front() {
        desk.open(url.as_str()).await;
        assert_eq!(desk.page.status, 200, "{url}");
        assert_eq!(left_over(&read(desk, url.as_str()).await), None, "at {url}");
        paths.insert(url.path().to_owned());
        for (_, link) in &desk.page.links {
            let Ok(mut to) = url.join(link) else { continue };
            to.set_fragment(None);
            let is_ours = ["/staff", "/results"].iter().any(|part| to.path().starts_with(part));
            let mut is_new = || view(&to).is_some_and(|view| seen.insert(view));
            if is_ours && to.origin() == url.origin() && is_new() {
                waiting.push_back(to);
            }
        }
    }
    paths
}

#[test]
fn nothing_that_the_office_or_a_program_reads_shows_furigana() {
    wait_for(async {
        let (world, mut desk) = World::demo(Log::quiet()).await;
        let title = world.form().await.title.get(Lang::Ja).to_owned();
        assert_ne!(plain(&title), title, "a survey without furigana proves nothing");
        let paths = walk(&mut desk).await;
        let expected = [
            "",
            "/population",
            "/waves",
            "/preview/living",
            "/results",
            "/results/cross",
            "/results/priorities",
            "/results/comparison",
            "/results/wellbeing",
            "/results/publication",
            "/results/settings",
            "/texts/ideas",
            "/texts/ideas/frame",
            "/texts/ideas/settlement",
            "/files/workbook.xlsx",
            "/files/answers.csv",
            "/files/codebook.csv",
            "/files/answers.sps",
            "/files/answers.R",
        ];
        for below in expected {
            assert!(paths.contains(&world.office(below)), "nobody came to {below}: {paths:#?}");
        }
        for public in ["", "/livability", "/tables.csv"] {
            let path = format!("/results/{}{public}", world.survey.slug);
            assert!(paths.contains(&path), "nobody came to {path}: {paths:#?}");
        }
        // What is asked for by a form and not by a link.
        desk.open(&world.office("/letters?from=&to=&list=&waiting=")).await;
        desk.press("1〜150通目を開く（新しいタブ）").await.shows(&plain(&title));
        assert_eq!(left_over(&desk.page.html), None, "on the letters");
        let cross = world.office("/results/cross?topic=livability&by=district");
        desk.open(&cross).await.shows("緑ケ丘");
        assert_eq!(left_over(&desk.page.html), None, "on a cross table");
    });
}

#[test]
fn every_kanji_that_residents_read_in_the_resident_survey_has_its_reading() {
    let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    let form = read_checked(&forms, "resident-survey").expect("a form");
    let form = serde_json::to_value(form).expect("JSON");
    for lang in [Lang::Ja, Lang::JaEasy] {
        let mut all = Vec::new();
        texts(&form, lang.tag(), &mut all);
        assert!(all.len() > 500, "{} texts", all.len());
        for piece in all.into_iter().flat_map(pieces) {
            match piece {
                Piece::Plain(words) => assert!(!words.contains(is_kanji), "{words}"),
                Piece::Ruby { base, reading } => {
                    assert!(reading.chars().all(is_hiragana), "{base}|{reading}");
                }
            }
        }
    }
}
