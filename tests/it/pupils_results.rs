//! What a survey answered in classes shows: nothing until it is over, then schools and grades.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use machikoe::school::Class;
use serde_json::{Value, json};

use crate::{both_engines, support::*};

/// So many pupils who like the town, and so many who do not.
fn pupils(like: usize, dislike: usize) -> Vec<Value> {
    let one = |code: i16| json!({ "like": code, "why": null, "voice": null });
    [vec![one(1); like], vec![one(3); dislike]].concat()
}

/// The ways to results, as `src/web/routes.rs` gives them: below a survey, with the method.
fn ways() -> Vec<(&'static str, String)> {
    let source = include_str!("../../src/web/routes.rs");
    let (_, of_survey) = source.split_once("scope(\"/surveys/{slug}\")").expect("the scope");
    let mut found = Vec::new();
    for line in of_survey.lines() {
        let Some(path) = line.split('"').nth(1) else { continue };
        if !["/results", "/texts", "/files"].iter().any(|way| path.starts_with(way)) {
            continue;
        }
        let path = path.replace("{field}", "why").replace("{version}", "1");
        for (method, mark) in [("GET", "get("), ("POST", "post(")] {
            if line.contains(mark) {
                found.push((method, path.clone()));
            }
        }
    }
    found
}

const SHUT: &str = "学級ごとの答えがわからないように、集計は調査を終えてから見られます。";
const FILES: [&str; 5] =
    ["workbook.xlsx", "answers.csv", "codebook.csv", "answers.sps", "answers.R"];
/// These show nothing, and do nothing to what is not there.
const SILENT: [&str; 3] =
    ["/results/settings", "/results/publication/withdrawal", "/results/tables/{id}/removal"];

both_engines! {
    "class-survey";

    async fn until_the_survey_is_over_every_way_to_results_is_shut(world: World) {
        let class = world.opened_class("1組", 20).await;
        world.all_sent(&class, &pupils(12, 3)).await;
        let mut hara = world.desk(&HARA).await;
        let ways = ways();
        assert!(ways.len() > 20, "{ways:?}");
        for (method, path) in &ways {
            for file in FILES.iter().take(if path.contains("{name}") { 5 } else { 1 }) {
                let address = world.office(&path.replace("{name}", file));
                match *method {
                    "GET" => hara.open(&address).await.shows(SHUT),
                    _ if SILENT.contains(&path.as_str()) => continue,
                    _ => hara.post(&address, &[("typed", "公表"), ("hand", "first"), ("title", "表")]).await.shows(SHUT),
                };
                assert!(!hara.page.text.contains("n = "), "{method} {address}");
            }
        }
        let mut anybody = world.browser();
        anybody.open("/results/class-survey").await.is("この調査の結果は公表されていません");
        // A chart as a file, and no download on record.
        hara.open(&world.office("/results?svg=gt-like")).await.shows(SHUT);
        hara.open("/staff/audit").await.hides("回答のダウンロード");
        hara.open(&world.office("")).await;
        hara.press("受付を終了する").await;
        hara.open(&world.office("/results")).await.is("単純集計（GT）").shows("回答数 n = 15");
    }

    async fn the_returns_are_counted_by_school_and_grade(world: World) {
        town(&world).await;
        let open = world.opened_class("2年のあと", 30).await;
        world.all_sent(&open, &pupils(1, 0)).await;
        world.class_of((2, 3), "まだ", 10).await;
        let mut mori = world.desk(&MORI).await;
        mori.open(&world.office("")).await.shows("学級 9 まだ 1 受付中 1 終わり 7");
        // 121 of 220 pupils.
        mori.page.shows("在籍 220 回答 121 有効回収率（%） 55.0").shows("日ごとの回答数はありません");
        mori.page.shows("東中学校 5 0 1 4 110 61 55.5").shows("2年生 3 0 1 2 70 31 44.3");
        mori.page.hides("発送").hides("地区・年齢別");
    }

    async fn the_workbook_of_classes_is_whole_and_names_no_class(world: World) {
        town(&world).await;
        closed(&world).await;
        let mori = world.desk(&MORI).await;
        let mut book = book(&mori, &world.office("/files/workbook.xlsx")).await;
        let names = book.sheet_names();
        for sheet in ["概要", "目次", "回収状況", "単純集計", "クロス集計", "自由記述", "ローデータ(コード)", "コードブック", "検算"] {
            assert!(names.contains(&sheet.to_owned()), "{sheet}: {names:?}");
        }
        for name in &names {
            for row in rows(&mut book, name) {
                let row = row.join(" ");
                assert!(!row.contains('{') && !row.contains('|'), "{name}: {row}");
                assert!(!row.contains("はじめの組") && !row.contains("つぎの組"), "{name}: {row}");
            }
        }
        let returns = rows(&mut book, "回収状況");
        let line = |label: &str| returns.iter().find(|row| row[0] == label).unwrap_or_else(|| panic!("{label}"));
        assert_eq!(line("全体")[1..8], ["7", "0", "0", "7", "180", "120", "66.7"]);
        assert_eq!(line("西中学校")[1..8], ["3", "0", "0", "3", "100", "60", "60"]);
        let contents = rows(&mut book, "目次");
        let links = |label: &str| contents.iter().filter(|row| row[0] == label).count();
        // A line for each, though neither has a number.
        assert_eq!((links("学校"), links("学年")), (1, 1));
        for row in rows(&mut book, "検算").iter().filter(|row| row.len() > 11) {
            assert_ne!(row[11], "不一致", "{row:?}");
        }
        let answers = String::from_utf8(mori.download(&world.office("/files/answers.csv")).await).expect("text");
        assert!(answers.starts_with("\u{feff}school,grade,like,why,after,voice\r\n"), "{answers}");
        for file in FILES {
            let text = mori.download(&world.office(&format!("/files/{file}"))).await;
            if !file.ends_with("xlsx") {
                let text = String::from_utf8(text).expect("text");
                assert!(!text.contains("{東") && !text.contains("|ひがし") && !text.contains("はじめの組"), "{file}");
            }
        }
    }

    async fn a_school_sees_itself_everybody_and_the_grades_when_the_survey_is_over(world: World) {
        let classes = town(&world).await;
        let mut teacher = world.teacher(&classes[0]).await;
        teacher.open("/t/results").await.is("アンケートの結果").shows(SHUT);
        closed(&world).await;
        teacher.open("/t").await;
        teacher.follow("アンケートの結果を見る").await.is("アンケートの結果").shows("回答 n = 120");
        teacher.page.shows("全体 120 48.3 - 51.7").shows("東中学校 60 46.7 - 53.3");
        teacher.page.shows("1年生 70 48.6 - 51.4").shows("2年生 50 48.0 - 52.0").hides("西中学校");
        // What people wrote is nowhere.
        teacher.page.hides("どうしてですか").hides("大人に知ってほしい");
        let mut nobody = world.browser();
        nobody.open("/t/results").await.is("先生の画面");
        assert_eq!(nobody.page.status, 403);
    }

    async fn a_school_of_one_class_is_hidden_in_public_and_from_schools(world: World) {
        let classes = [((1, 1), "あ"), ((1, 1), "い"), ((1, 2), "う"), ((1, 2), "え"), ((2, 1), "お")];
        let mut last = None;
        for (place, name) in classes {
            let class = world.class_of(place, name, 20).await;
            world.open_class(&class).await;
            world.all_sent(&class, &pupils(10, 10)).await;
            last = Some(class);
        }
        let mut hara = world.desk(&HARA).await;
        hara.open(&world.office("")).await;
        hara.press("受付を終了する").await;
        // The office itself sees both schools.
        hara.open(&world.office("/results/cross?topic=like&by=school")).await.shows("西中学校 20*");
        hara.open(&world.office("/results/publication")).await;
        hara.fill("下の内容を確かめて", "公表");
        hara.press("公表する").await.shows("に公表しました（回答 n = 100）");
        let mut anybody = world.browser();
        anybody.open("/results/class-survey").await.shows("5学級で").shows("標本誤差は示していません").shows("学級別の集計はありません");
        anybody.open("/results/class-survey/like").await.shows("西中学校 秘匿 秘匿 秘匿 秘匿 秘匿");
        anybody.page.shows("東中学校 秘匿 秘匿 秘匿 秘匿 秘匿").shows("1年生 60 50.0 - 50.0 -");
        let tables = String::from_utf8(anybody.download("/results/class-survey/tables.csv").await).expect("text");
        for line in tables.lines().filter(|line| line.contains("中学校")) {
            assert!(line.ends_with(",,,,1") || line.contains(",school,"), "{line}");
        }
        let mut teacher = world.teacher(&last.expect("a class")).await;
        teacher.open("/t/results").await.shows("西中学校 秘匿 秘匿 秘匿 秘匿 秘匿").hides("東中学校");
    }

    async fn answers_of_a_single_class_are_shown_to_nobody_else(world: World) {
        let class = world.opened_class("1組", 30).await;
        world.all_sent(&class, &pupils(15, 15)).await;
        closed(&world).await;
        let mut hara = world.desk(&HARA).await;
        hara.open(&world.office("/results/publication")).await.shows("答えた学級が一つだけです。");
        let mut teacher = world.teacher(&class).await;
        teacher.open("/t/results").await.shows("集計はお見せできません").hides("50.0");
    }
}

/// Two schools whose lessons are over: four classes of twenty in the first, of each of which
/// fifteen answered; three classes in the second, of which only one is in the second grade.
async fn town(world: &World) -> Vec<Class> {
    let classes = [
        ((1, 1), "はじめの組", 20, 15),
        ((1, 1), "つぎの組", 20, 15),
        ((1, 2), "はじめの組2", 20, 15),
        ((1, 2), "つぎの組2", 20, 15),
        ((2, 1), "はじめの組3", 40, 20),
        ((2, 1), "つぎの組3", 40, 20),
        ((2, 2), "ひとつの組", 20, 20),
    ];
    let mut found = Vec::new();
    for (place, name, heads, answers) in classes {
        let class = world.class_of(place, name, heads).await;
        world.open_class(&class).await;
        world.all_sent(&class, &pupils(answers / 2, answers - answers / 2)).await;
        world.close_class(&class).await;
        found.push(class);
    }
    world.set_clock("2026-12-10T12:10:00+09:00");
    found
}

/// The office closes the survey.
async fn closed(world: &World) {
    let mut hara = world.desk(&HARA).await;
    hara.open(&world.office("")).await;
    hara.press("受付を終了する").await;
}

async fn book(desk: &Browser, address: &str) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(desk.download(address).await)).expect("a workbook")
}

/// The cells of a sheet as text.
fn rows(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(sheet).expect("a sheet");
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}
