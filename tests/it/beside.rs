//! 住民との比較: pupils and residents who were asked the same, beside each other and never added.

use std::{io::Cursor, path::Path};

use calamine::{Reader, Xlsx};
use machikoe::{
    audit::Signature,
    invite::{self, import::NewParticipant},
    respond::{self, Sent, draft::Draft},
    survey::{self, NewSurvey, State, Survey, forms},
};
use serde_json::{Value, json};

use crate::{
    both_engines,
    support::{world::day, *},
};

/// The residents' survey of the same town, which is still open, with these answers.
async fn residents(world: &World, answers: Vec<Value>) -> Survey {
    let (app, folder) = (world.app.clone(), Path::new(env!("CARGO_MANIFEST_DIR")));
    let form = forms::read_checked(&folder.join("tests/it/forms"), "town-survey").expect("a form");
    let (opens_on, closes_on) = (day(2026, 12, 1), day(2026, 12, 18));
    let id = app.ids.id().expect("an id");
    let new = NewSurvey { id, form, opens_on, closes_on, sample: false };
    let sign = || Signature::named(&world.app, "試験").expect("a signature");
    let by = sign();
    let survey = world.write(move |db| survey::create(db, by, &new)).await;
    let person = |place: usize| NewParticipant {
        serial: place.to_string(),
        district: "北".into(),
        age_band: "30〜64歳".into(),
        sex: "女性".into(),
    };
    let people = (0..answers.len()).map(person).collect();
    invite::import(&app, sign(), &survey, people).await.expect("residents");
    let (by, of) = (sign(), survey.clone());
    world
        .write(move |db| {
            survey::set_state(db, by, &of, State::Open)?;
            for (place, answers) in answers.into_iter().enumerate() {
                let code = app.keys.codes.code(&of.id, &place.to_string());
                let answers = serde_json::from_value(answers).expect("answers");
                let draft = Draft { answers, ..Draft::default() };
                draft.save(db, &app, &code, &of.id)?;
                let (submission, id) = (app.ids.token()?, app.ids.id()?);
                let sent = respond::submit(db, &app, &code, &submission, &id, app.stamp())?;
                assert!(matches!(sent, Sent::Received(..)), "not received");
            }
            Ok(())
        })
        .await;
    survey
}

/// So many residents who gave one answer.
fn people(count: usize, stay: Value) -> Vec<Value> {
    vec![json!({ "household": 2, "stay": stay }); count]
}

/// Eighty pupils, of whom sixty like the town, and the office that has closed their survey.
async fn pupils(world: &World) -> Browser {
    let class = world.opened_class("1組", 80).await;
    let one = |code: i16| json!({ "like": code, "why": null, "voice": null });
    world.all_sent(&class, &[vec![one(1); 60], vec![one(3); 20]].concat()).await;
    let mut hara = world.desk(&HARA).await;
    hara.open(&world.office("")).await;
    hara.press("受付を終了する").await;
    hara
}

const LINES: [(&str, [&str; 5]); 6] = [
    ("中学生アンケート（％）", ["80", "75.0", "-", "25.0", "-"]),
    ("中学生アンケート（人）", ["", "60", "0", "20", "0"]),
    ("町づくりアンケート（％）", ["60", "50.0", "33.3", "-", "16.7"]),
    ("町づくりアンケート（人）", ["", "30", "20", "0", "10"]),
    // ±1.96 × √(0.75 × 0.25 ÷ 80 ＋ 0.5 × 0.5 ÷ 60) = ±15.8 for the first.
    ("差（ポイント）", ["", "+25.0", "-33.3", "+25.0", "-16.7"]),
    ("印", ["", "▲", "▼", "▲", ""]),
];

both_engines! {
    "class-survey";

    async fn pupils_stand_beside_residents_with_differences_and_are_not_added(world: World) {
        let mut hara = pupils(&world).await;
        hara.open(&world.office("/results/beside")).await.is("住民との比較").shows("並べる調査がまだありません");
        let all = [people(30, json!(1)), people(20, json!(2)), people(10, Value::Null)].concat();
        residents(&world, all).await;
        hara.open(&world.office("/results/beside")).await.shows("合計しないでください。");
        hara.page.shows("「中学生アンケート」は学級の全員にたずねた調査、「町づくりアンケート」は依頼状を送った人にたずねた調査です。");
        for (label, cells) in LINES {
            let line = [&[label], &cells[..]].concat().join(" ");
            hara.page.shows(&line.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        hara.page.shows("+9.2〜+40.8 -45.3〜-21.4 +15.5〜+34.5 -");
        // Other words for the same code are shown.
        hara.page.shows("「好き」は、「町づくりアンケート」では「住み続けたい」です。");
        let chart = hara.download(&world.office("/results/beside?svg=beside-like")).await;
        let chart = String::from_utf8(chart).expect("a drawing");
        for words in ["n = 80", "n = 60", "町づくりアンケート"] {
            assert!(chart.contains(words), "{words}");
        }
        // A filter of pupils leaves the residents whole, and says so.
        hara.open(&world.office("/results/beside?only.like=1")).await.shows("中学生アンケート（％） 60 100.0");
        hara.page.shows("町づくりアンケート（％） 60 50.0").shows("絞り込みは「中学生アンケート」だけにかかっています。");
    }

    async fn the_workbook_of_pupils_holds_the_same_figures_and_what_cannot_stand_beside_is_said(world: World) {
        let hara = pupils(&world).await;
        let all = [people(30, json!(1)), people(20, json!(2)), people(10, Value::Null)].concat();
        residents(&world, all).await;
        let file = hara.download(&world.office("/files/workbook.xlsx")).await;
        let mut book = Xlsx::new(Cursor::new(file)).expect("a workbook");
        let sheet = book.worksheet_range("住民との比較").expect("the sheet");
        let rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        let line = |label: &str| rows.iter().find(|row| row[0] == label).unwrap_or_else(|| panic!("{label}: {rows:?}"));
        for (label, cells) in LINES {
            // A spreadsheet's numbers have no trailing zero and no plus.
            let plain = |cell: &str| cell.trim_start_matches('+').trim_end_matches(".0").to_owned();
            assert_eq!(line(label)[1..6], cells.map(plain), "{label}");
        }
        assert_eq!(line("差の信頼区間 下限")[2..6], ["9.2", "-45.3", "15.5", "-"]);
        assert_eq!(line("差の信頼区間 上限")[2..6], ["40.8", "-21.4", "34.5", "-"]);
        // The residents' own workbook names no pupils.
        let file = hara.download("/staff/surveys/town-survey/files/workbook.xlsx").await;
        let book = Xlsx::new(Cursor::new(file)).expect("a workbook");
        assert!(!book.sheet_names().contains(&"住民との比較".to_owned()));
    }

    async fn few_people_get_no_mark(world: World) {
        let mut hara = pupils(&world).await;
        residents(&world, [people(14, json!(1)), people(15, json!(2))].concat()).await;
        hara.open(&world.office("/results/beside")).await.shows("町づくりアンケート（％） 29* 48.3 51.7");
        hara.page.shows("n が30人未満です");
        assert!(!hara.page.html.contains("<td>▲</td>") && !hara.page.html.contains("<td>▼</td>"));
    }
}
