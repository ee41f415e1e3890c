//! Files and print.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use machikoe::{
    board::{Phase, gather, lead, notes, votes},
    workshop::codes,
};

use super::evening::evening;
use crate::{
    both_engines,
    support::{workshop::*, *},
};

/// The rows of a sheet, as text.
fn sheet(book: &[u8], name: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).expect("a workbook");
    let range = book.worksheet_range(name).expect(name);
    let rows = range.rows().map(|row| row.iter().map(Data::to_string).collect());
    rows.collect()
}

/// The rows below the headings, as heading and value.
fn under(book: &[u8], name: &str, first_head: &str) -> Vec<Vec<(String, String)>> {
    let rows = sheet(book, name);
    let at = rows.iter().position(|row| row[0] == first_head).expect("headings");
    let pair = |row: &Vec<String>| rows[at].iter().cloned().zip(row.iter().cloned()).collect();
    rows[at + 1..].iter().map(pair).collect()
}

fn value<'r>(row: &'r [(String, String)], head: &str) -> &'r str {
    &row.iter().find(|(name, _)| name == head).expect(head).1
}

/// Every text of a workbook.
fn texts(book: &[u8]) -> String {
    let names = Xlsx::new(Cursor::new(book)).expect("a workbook").sheet_names();
    let of = |name: &String| sheet(book, name).concat().join("\n");
    names.iter().map(of).collect()
}

both_engines! {
    async fn the_workbook_the_screen_and_the_tables_say_the_same(world: World) {
        let (workshop, board, mut phones) = evening(&world).await;
        let base = format!("/staff/workshops/{}/record", workshop.slug);
        let desk = world.desk(&MORI).await;
        let book = desk.download(&format!("{base}/workbook.xlsx")).await;
        let in_tables = world
            .rows("SELECT CAST(count(*) AS TEXT) AS value FROM dot GROUP BY target ORDER BY count(*) DESC")
            .await;
        assert_eq!(in_tables, ["3", "1"]);
        let votes = under(&book, "投票", "テーマ");
        let told: Vec<_> = votes
            .iter()
            .map(|row| ["順位", "番号", "項目", "点", "投票した人"].map(|head| value(row, head)))
            .collect();
        assert_eq!(
            told,
            [["1", "A-01-M01", "浜の店", "3", "2"], ["2", "A-01-003", "=駐車場", "1", "2"]]
        );
        phones[0].open(&format!("/w/{}/board", workshop.join_code)).await.shows("3点").shows("1点");
        let clusters = under(&book, "まとまり", "番号");
        assert_eq!(value(&clusters[0], "1回目の投票の点"), "3");
        assert_eq!(value(&clusters[0], "付箋"), "2");
        let mut desk = desk;
        desk.open(&format!("{base}/boards/{}/print", board.id)).await
            .shows("浜の店").shows("●●● 3点").shows("■A 海の家").hides("みえてはいけない").hides("とりさげた");
        assert_eq!(desk.page.status, 200);
        let facts = sheet(&book, "概要");
        let table = facts.iter().find(|row| row[2] == "テーブル1").expect("table 1");
        assert_eq!(table[3..11], ["結果", "3", "3", "0", "1", "1", "1", "2"]);
    }

    async fn a_note_has_one_row_with_its_key_and_what_became_of_it(world: World) {
        let (workshop, _, _) = evening(&world).await;
        let desk = world.desk(&MORI).await;
        let base = format!("/staff/workshops/{}/record", workshop.slug);
        let book = desk.download(&format!("{base}/workbook.xlsx")).await;
        let notes = under(&book, "付箋", "番号");
        let told: Vec<_> = notes
            .iter()
            .map(|row| ["番号", "付箋", "記号", "色の意味", "表札", "点", "状態"].map(|head| value(row, head)))
            .collect();
        assert_eq!(
            told,
            [
                ["A-01-001", "海の家", "■A", "いいところ", "浜の店", "3", "表示"],
                ["A-01-002", "浜のカフェ", "●B", "困ること", "浜の店", "3", "表示"],
                ["A-01-003", "=駐車場", "■A", "いいところ", "", "1", "表示"],
                ["A-01-004", "みえてはいけない文", "■A", "いいところ", "", "", "非表示"],
                ["A-01-005", "", "●B", "困ること", "", "", "取り下げ"],
            ]
        );
        let csv = String::from_utf8(desk.download(&format!("{base}/notes.csv")).await).expect("text");
        assert!(csv.starts_with("\u{feff}番号,テーマ,テーブル,付箋,"), "{csv}");
        assert!(csv.contains(",'=駐車場,") && csv.lines().count() == 6, "{csv}");
        assert!(sheet(&book, "コメント").concat().concat().contains("まだありません"));
    }

    async fn nothing_that_is_kept_names_anybody(world: World) {
        let (workshop, board, _) = evening(&world).await;
        let ids = world.rows("SELECT id AS value FROM attendee").await;
        let mut words: Vec<String> = ids
            .iter()
            .map(|id| codes::returning(&world.app, &workshop.id, id))
            .chain(["はなちゃん", "けんくん", "りこりん", "とりさげた文"].map(String::from))
            .collect();
        words.extend(ids);
        let base = format!("/staff/workshops/{}/record", workshop.slug);
        let mut desk = world.desk(&MORI).await;
        let mut kept = vec![
            texts(&desk.download(&format!("{base}/workbook.xlsx")).await),
            String::from_utf8(desk.download(&format!("{base}/notes.csv")).await).expect("text"),
        ];
        for below in ["", "/print"] {
            kept.push(desk.open(&format!("{base}{below}")).await.html.clone());
        }
        for at in 0..=board.seq {
            let step = desk.open(&format!("{base}/boards/{}?at={at}", board.id)).await;
            assert!(!step.html.contains("みえてはいけない"), "{}", step.describe());
            kept.push(step.html.clone());
        }
        for whole in kept {
            for word in &words {
                assert!(!whole.contains(word.as_str()), "{word} in {whole}");
            }
        }
    }

    async fn the_same_record_is_the_same_file(world: World) {
        let (workshop, _, _) = evening(&world).await;
        let address = format!("/staff/workshops/{}/record/workbook.xlsx", workshop.slug);
        let desk = world.desk(&MORI).await;
        let first = desk.download(&address).await;
        world.set_clock("2026-12-10T13:30:00+09:00");
        assert!(first == desk.download(&address).await, "another file on the same day");
    }

    async fn what_was_never_opened_stays_with_who_wrote_it(world: World) {
        let workshop = world.workshop(settings()).await;
        let board = world.board(&workshop, 1).await;
        let mut hana = world.phone(&workshop, 1).await;
        world.phase(&board, Phase::Write).await;
        let note = [("id", "note-himitsu"), ("text", "ひみつの砂浜"), ("colour", "pink")];
        hana.post(&format!("/w/{}/notes", workshop.join_code), &note).await.shows("ひみつの砂浜");
        world.close(&workshop).await;
        let base = format!("/staff/workshops/{}/record", workshop.slug);
        let mut desk = world.desk(&MORI).await;
        let book = texts(&desk.download(&format!("{base}/workbook.xlsx")).await);
        assert!(book.contains("A-01-001") && !book.contains("ひみつ"), "{book}");
        for below in [String::new(), "/print".into(), format!("/boards/{}", board.id)] {
            desk.open(&format!("{base}{below}")).await.hides("ひみつ");
            assert_eq!(desk.page.status, 200);
        }
        desk.page.shows("付箋 1枚").shows("書いている間は、枚数だけです");
    }

    async fn dots_stay_out_of_the_record_until_the_result(world: World) {
        let (workshop, board, _) = evening(&world).await;
        world.phase(&board, Phase::Vote).await;
        let base = format!("/staff/workshops/{}/record", workshop.slug);
        let mut desk = world.desk(&MORI).await;
        let book = desk.download(&format!("{base}/workbook.xlsx")).await;
        let votes = under(&book, "投票", "テーマ");
        assert_eq!((votes.len(), value(&votes[0], "点")), (1, ""));
        desk.open(&format!("{base}/print")).await.shows("浜の店").hides("●●●");
        world.close(&workshop).await;
        desk.open(&format!("{base}/print")).await.shows("●●● 3点");
    }

    async fn an_earlier_voting_stays_in_the_record_beside_the_last(world: World) {
        let (workshop, board, _) = evening(&world).await;
        world.phase(&board, Phase::Vote).await;
        world.lead(&board, votes::anew).await;
        // What was voted on is gone by the end: its dots were counted before.
        world.phase(&board, Phase::Gather).await;
        world.lead(&board, |deed| gather::dissolve(deed, "cluster-hama")).await;
        world.phase(&board, Phase::Result).await;
        let desk = world.desk(&MORI).await;
        let address = format!("/staff/workshops/{}/record/workbook.xlsx", workshop.slug);
        let votes = under(&desk.download(&address).await, "投票", "テーマ");
        let told: Vec<_> =
            votes.iter().map(|row| ["回", "項目", "点"].map(|head| value(row, head))).collect();
        assert_eq!(
            told,
            [
                ["1", "浜の店", "3"],
                ["1", "=駐車場", "1"],
                ["2", "海の家", "0"],
                ["2", "浜のカフェ", "0"],
                ["2", "=駐車場", "0"],
            ]
        );
    }

    async fn dots_on_what_is_gone_are_told_and_not_counted(world: World) {
        let (workshop, board, _) = evening(&world).await;
        world.phase(&board, Phase::Gather).await;
        world.lead(&board, |deed| gather::dissolve(deed, "cluster-hama")).await;
        world.phase(&board, Phase::Result).await;
        let desk = world.desk(&MORI).await;
        let address = format!("/staff/workshops/{}/record/workbook.xlsx", workshop.slug);
        let votes = under(&desk.download(&address).await, "投票", "テーマ");
        let (lost, counted) = votes.split_last().expect("rows");
        assert!(value(lost, "項目").contains("数えません") && value(lost, "点") == "3");
        assert_eq!(value(&counted[0], "項目"), "=駐車場");
    }

    async fn the_whole_room_says_where_things_come_from_and_forgets_what_was_hidden(world: World) {
        let (workshop, board, mut phones) = evening(&world).await;
        let (app, theme) = (world.app.clone(), board.theme_id.clone());
        world
            .write(move |db| {
                let theme = machikoe::workshop::store::theme(db, &theme)?;
                lead::gather_room(db, &app, &theme, true)
            })
            .await;
        let room = world.board(&workshop, 0).await;
        world.phase(&room, Phase::Vote).await;
        let target = world.rows("SELECT id AS value FROM cluster WHERE origin LIKE '%cluster-hama'").await;
        let dots = [("target", target[0].as_str()), ("dots", "2")];
        phones[0].post(&format!("/w/{}/dots", workshop.join_code), &dots).await;
        world.phase(&room, Phase::Result).await;
        world.lead(&board, |deed| notes::hide(deed, "note-chusha-jo", "店の名前")).await;
        let base = format!("/staff/workshops/{}/record", workshop.slug);
        let mut desk = world.desk(&MORI).await;
        let book = desk.download(&format!("{base}/workbook.xlsx")).await;
        let clusters = under(&book, "まとまり", "番号");
        assert_eq!(value(&clusters[0], "全体の投票の点"), "2");
        let of_room: Vec<_> = clusters[1..]
            .iter()
            .map(|row| ["テーブル", "表札", "もとの番号"].map(|head| value(row, head)))
            .collect();
        assert_eq!(
            of_room,
            [["全体", "浜の店", "A-01-M01"], ["全体", "（いまは見えない付箋）", "A-01-003"]]
        );
        for below in ["/print".to_owned(), format!("/boards/{}", room.id)] {
            desk.open(&format!("{base}{below}")).await
                .shows("いまは見えない付箋").shows("テーブル1 A-01-M01").shows("●● 2点").hides("=駐車場");
        }
    }

    async fn an_empty_workshop_has_a_record_too(world: World) {
        let workshop = world.workshop(settings()).await;
        let base = format!("/staff/workshops/{}/record", workshop.slug);
        let mut desk = world.desk(&MORI).await;
        let book = desk.download(&format!("{base}/workbook.xlsx")).await;
        assert!(sheet(&book, "付箋").concat().concat().contains("1枚もありません"));
        assert!(sheet(&book, "投票").concat().concat().contains("行われていません"));
        desk.open(&base).await.is("ボードの記録").shows("テーブル2");
        desk.open(&format!("{base}/print")).await.is(&workshop.title).shows("付箋のあるボードは、まだありません");
        let line = world.rows("SELECT subject AS value FROM audit WHERE action = 'boards-exported'").await;
        assert_eq!(line, ["town-talk workbook.xlsx"]);
    }

    async fn a_board_of_another_workshop_has_no_place_in_this_record(world: World) {
        let workshop = world.workshop(settings()).await;
        let mut desk = world.desk(&MORI).await;
        for below in ["boards/0f8a", "boards/0f8a/print"] {
            desk.open(&format!("/staff/workshops/{}/record/{below}", workshop.slug)).await;
            assert_eq!(desk.page.status, 404);
        }
    }
}
