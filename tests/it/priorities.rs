//! Satisfaction × importance: on the screen and in the workbook they are the same numbers.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use scraper::{Html, Selector};

use crate::{
    both_engines,
    support::{page::words, *},
};

/// Two women think alike; a man is dissatisfied with the roads, which do not matter to him.
async fn three(world: &World) {
    world.sent(&HANA).await;
    world.sent(&KEN).await;
    let mut phone = world.answered(&ICHIRO).await;
    phone.open("/a/p/about-you").await;
    phone.choose("性別", "男性");
    phone.press("次へ").await;
    phone.choose("満足して > 道路と橋", "不満").choose("大切ですか > 道路と橋", "重要でない");
    phone.press("次へ").await;
    phone.press("次へ").await.is("回答の確認");
    phone.press("この内容で送信する").await.is("回答を受け取りました");
}

/// The cells of a table of the page.
fn on_screen(html: &str, id: &str) -> Vec<Vec<String>> {
    let document = Html::parse_document(html);
    let rows = Selector::parse(&format!("table#{id} tbody tr")).expect("a selector");
    let cells = Selector::parse("th, td").expect("a selector");
    document.select(&rows).map(|row| row.select(&cells).map(words).collect()).collect()
}

/// A number as the sheet holds it, as the screen prints it.
fn same(cell: &str, printed: &str) -> bool {
    let number = |text: &str| text.trim_end_matches('*').parse::<f64>().ok();
    cell == printed || (number(cell).is_some() && number(cell) == number(printed))
}

both_engines! {
    async fn satisfaction_and_importance_are_the_same_on_screen_and_in_the_workbook(world: World) {
        three(&world).await;
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("/results")).await;
        desk.follow("満足度×重要度").await.is("満足度×重要度").shows("回答数 n = 3");
        desk.page.shows("重点改善 重要度が高く、満足度が低い（1項目） 水道");
        // Roads: +2, +2, −2 and +2, +2, −2 of three; water: −2 and +2 of all.
        let rows = on_screen(&desk.page.html, "items");
        assert_eq!(rows[0], ["2 水道", "-2.00", "3*", "-", "2.00", "3*", "100.0", "2.00", "1", "重点改善"]);
        assert_eq!(rows[1], ["1 道路と橋", "0.67", "3*", "66.7", "0.67", "3*", "100.0", "-2.00", "2", "維持"]);
        let groups = on_screen(&desk.page.html, "by-group");
        let book = desk.download(&world.office("/files/workbook.xlsx")).await;
        let mut book = Xlsx::new(Cursor::new(book)).expect("a workbook");
        let sheet = book.worksheet_range("満足度×重要度").expect("the sheet");
        let sheet: Vec<Vec<String>> =
            sheet.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
        let from = |heading: &str| sheet.iter().position(|row| row[0] == heading).expect(heading);
        for (heading, rows) in [("項目ごとの点数（全体）", &rows[..2]), ("区分ごとの改善の必要度の順位", &groups[1..])] {
            for row in rows {
                let (number, name) = row[0].split_once(' ').expect("a number");
                let line = sheet[from(heading)..].iter().find(|line| line[1] == name).expect(name);
                assert_eq!(line[0], number);
                for (cell, printed) in line[2..].iter().zip(&row[1..]) {
                    assert!(same(cell, printed), "{heading} {name}: {cell} and {printed}");
                }
            }
        }
    }

    async fn a_group_and_an_order_are_chosen_and_filters_stay(world: World) {
        three(&world).await;
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("/results/priorities?only.age=2")).await.shows("絞り込み：");
        desk.choose("図と表に示す人", "性別：男性（n = 1*）");
        desk.press("切り替える").await.shows("満足度×重要度（性別：男性）").shows("絞り込み：");
        // He finds everything equally bad, which leaves nothing to compare.
        desk.page.shows("どの項目も満足度（または重要度）の点数が同じため");
        desk.follow("重要度の順に並べる").await.shows("満足度×重要度（性別：男性）");
        assert!(desk.page.url.contains("order=importance") && desk.page.url.contains("only.age=2"));
        let rows = on_screen(&desk.page.html, "items");
        assert_eq!(rows[0], ["2 水道", "-2.00", "1*", "-", "2.00", "1*", "100.0", "-", "-", "-"]);
        // An address from elsewhere is read as far as it is understood.
        desk.open(&world.office("/results/priorities?group=sex:99&order=x&cells=")).await
            .shows("満足度×重要度（全体）");
    }

    async fn before_the_first_answer_the_screen_says_what_will_stand_there(world: World) {
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("/results/priorities")).await.shows("まだ回答がありません。");
        desk.page.shows("項目が2つに満たないため");
    }
}

both_engines! {
    "district-survey";

    async fn a_survey_without_such_judgements_has_neither_screen_nor_sheet(world: World) {
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("/results")).await;
        assert!(!desk.page.text.contains("満足度×重要度"));
        desk.open(&world.office("/results/priorities")).await.shows("指定されていません");
        let book = desk.download(&world.office("/files/workbook.xlsx")).await;
        let book = Xlsx::new(Cursor::new(book)).expect("a workbook");
        assert!(!book.sheet_names().contains(&"満足度×重要度".to_owned()));
    }
}
