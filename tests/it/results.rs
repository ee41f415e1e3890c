//! The results: on the screen, in the workbook and as CSV they are the same numbers.

use std::{collections::BTreeMap, fs, io::Cursor};

use calamine::{Data, Reader, Xlsx};
use scraper::{ElementRef, Html, Selector};

use crate::{
    both_engines,
    support::{child, page::words, *},
};

/// How many chose something: by number of the question, row of a matrix, and label.
type Counts = BTreeMap<(String, String, String), u32>;

/// Five residents whose answers are known.
async fn five(world: &World) {
    world.sent(&HANA).await;
    let mut phone = world.answered(&ICHIRO).await;
    phone.open("/a/p/about-you").await;
    phone.choose("性別", "男性").choose("年齢", "65歳以上");
    phone.press("次へ").await;
    phone.choose("住み続けたい", "市外へ移りたい");
    phone.choose("移りたい理由", "仕事").choose("移りたい理由", "買い物");
    phone.press("次へ").await.is("移りたい方へ");
    phone.fill("どこで働きたい", "福岡");
    phone.press("次へ").await;
    phone.press("次へ").await.is("回答の確認");
    phone.press("この内容で送信する").await.is("回答を受け取りました");
    let mut phone = world.begun(&MIDORI).await;
    phone.fill("何人で暮らして", "1");
    phone.press("次へ").await;
    phone
        .choose("住み続けたい", "その他")
        .fill("住み続けたい > その他", "まだ\"わから\"ない, たぶん");
    phone.press("次へ").await;
    phone.press("次へ").await.is("回答の確認");
    phone.press("この内容で送信する").await.is("回答を受け取りました");
    for person in [&KEN, &LAN] {
        world.sent(person).await;
    }
}

/// The rows of a CSV file, without its byte order mark.
fn table(csv: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
    let text = std::str::from_utf8(csv).expect("UTF-8").strip_prefix('\u{feff}').expect("a mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
    let header = cells(reader.headers().expect("a header"));
    (header, reader.records().map(|record| cells(&record.expect("a row"))).collect())
}

/// Counts the raw data again, by what the codebook says.
fn recounted(answers: &[u8], codebook: &[u8]) -> Counts {
    let ((names, rows), (_, codes)) = (table(answers), table(codebook));
    let mut counts = Counts::new();
    for line in codes {
        let [name, number, question, item, kind, code, label, ..] = &line[..] else {
            panic!("{line:?}");
        };
        let is_multiple = kind.contains("M.A.");
        let is_answer = code == "-1" || code.parse::<i32>().is_ok_and(|code| code > 0);
        if !is_answer || !(is_multiple || kind.contains("S.A.")) {
            continue;
        }
        let row = if is_multiple || item == question { "" } else { item };
        let label = if is_multiple && code == "1" { item } else { label };
        let place = names.iter().position(|other| other == name).expect("a column");
        let count = rows.iter().filter(|row| row[place] == *code).count();
        let key = (number.clone(), row.to_owned(), label.clone());
        counts.insert(key, u32::try_from(count).expect("few"));
    }
    counts
}

/// The counts on the GT screen.
fn on_screen(html: &str) -> Counts {
    let document = Html::parse_document(html);
    let mut counts = Counts::new();
    for section in document.select(&selector("section.gt")) {
        let heading = section.select(&selector("h2")).map(words).next().expect("a heading");
        let number = heading.split_whitespace().next().expect("a number").to_owned();
        let heads: Vec<String> = section.select(&selector("thead th")).map(words).collect();
        for row in section.select(&selector("tbody tr")) {
            let label = row.select(&selector("th")).map(words).next().expect("a label");
            let cells: Vec<ElementRef<'_>> = row.select(&selector("td")).collect();
            if heads[0] == "選択肢" {
                counts.insert((number.clone(), String::new(), label), whole(&words(cells[0])));
                continue;
            }
            for (cell, head) in cells[1..].iter().zip(&heads[2..]) {
                let count = cell.select(&selector("small")).map(words).next().expect("a count");
                counts.insert((number.clone(), label.clone(), head.clone()), whole(&count));
            }
        }
    }
    counts
}

/// The counts on the sheet 単純集計.
fn on_sheet(book: &mut Xlsx<Cursor<Vec<u8>>>) -> Counts {
    let sheet = book.worksheet_range("単純集計").expect("the sheet");
    let rows: Vec<Vec<String>> =
        sheet.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
    let (mut counts, mut number, mut heads) = (Counts::new(), String::new(), Vec::new());
    for (place, row) in rows.iter().enumerate() {
        match row[0].as_str() {
            question if question.starts_with('問') => {
                number = question.split('\u{3000}').next().expect("a number").into();
                heads.clear();
            }
            "選択肢" => heads = vec![String::new()],
            "項目" => {
                let width = row.iter().position(|cell| cell == "％").expect("percents") - 2;
                heads = rows[place + 1][2..2 + width].to_vec();
            }
            "" => {}
            label if heads == [""] => {
                // Below the choices stand n and, for numbers, the mean.
                if let Ok(count) = row[1].parse() {
                    counts.insert((number.clone(), String::new(), label.into()), count);
                }
            }
            label => {
                for (head, cell) in heads.iter().zip(&row[2..]) {
                    counts.insert((number.clone(), label.into(), head.clone()), whole(cell));
                }
            }
        }
    }
    counts
}

fn selector(selector: &str) -> Selector {
    Selector::parse(selector).expect("a selector")
}

fn whole(text: &str) -> u32 {
    text.parse().unwrap_or_else(|_| panic!("“{text}” is no number"))
}

both_engines! {
    async fn the_numbers_on_screen_in_the_workbook_and_in_the_csv_agree(world: World) {
        five(&world).await;
        let mut desk = world.desk(&MORI).await;
        let answers = desk.download(&world.office("/files/answers.csv")).await;
        let codebook = desk.download(&world.office("/files/codebook.csv")).await;
        let book = desk.download(&world.office("/files/workbook.xlsx")).await;
        let mut book = Xlsx::new(Cursor::new(book)).expect("a workbook");
        desk.open(&world.office("/results")).await.shows("回答数 n = 5");
        let counts = recounted(&answers, &codebook);
        let key = |number: &str, row: &str, label: &str| (number.into(), row.into(), label.into());
        for (key, count) in [
            (key("問1", "", "女性"), 3),
            (key("問1", "", "男性"), 1),
            (key("問1", "", "無回答"), 1),
            (key("問5", "", "市外へ移りたい"), 1),
            (key("問6", "", "買い物"), 1),
            (key("問6", "", "無回答"), 0),
            (key("問7", "水道", "不満"), 4),
            (key("問7", "水道", "無回答"), 1),
        ] {
            assert_eq!(counts[&key], count, "{key:?}");
        }
        let (screen, sheet) = (on_screen(&desk.page.html), on_sheet(&mut book));
        assert!(counts.len() > 35, "{counts:?}");
        for (key, count) in &counts {
            assert_eq!(screen.get(key), Some(count), "on screen: {key:?}");
            assert_eq!(sheet.get(key), Some(count), "in the workbook: {key:?}");
        }
    }

    async fn the_raw_sheet_is_the_csv_and_the_check_sheet_agrees_with_it(world: World) {
        five(&world).await;
        let desk = world.desk(&MORI).await;
        let (names, rows) = table(&desk.download(&world.office("/files/answers.csv")).await);
        let book = desk.download(&world.office("/files/workbook.xlsx")).await;
        let mut book = Xlsx::new(Cursor::new(book)).expect("a workbook");
        let raw = book.worksheet_range("ローデータ(コード)").expect("the raw sheet");
        // In the CSV an answer is one line: the breaks of its texts are spaces there.
        let one_line = |cell: &Data| cell.to_string().replace('\n', " ");
        let mut raw = raw.rows().map(|row| row[1..].iter().map(one_line).collect::<Vec<_>>());
        assert_eq!(raw.next(), Some(names));
        // In the CSV a cell that begins like a formula is guarded by an apostrophe.
        let unguarded = |cell: &String| cell.strip_prefix('\'').unwrap_or(cell).to_owned();
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(unguarded).collect()).collect();
        assert_eq!(raw.collect::<Vec<_>>(), rows);
        assert!(rows.iter().any(|row| row.contains(&"まだ\"わから\"ない, たぶん".to_owned())));
        let check = book.worksheet_range("検算").expect("the check sheet");
        let verdicts: Vec<String> =
            check.rows().flatten().map(Data::to_string).filter(|cell| cell.contains("致")).collect();
        assert!(verdicts.len() > 20 && verdicts.iter().all(|verdict| verdict == "一致"), "{verdicts:?}");
    }

    async fn the_export_command_gives_the_same_while_the_server_runs(world: World) {
        five(&world).await;
        let desk = world.desk(&MORI).await;
        let out = world.folder.path().join("out.csv");
        let run = child::run(&world, &["export", "town-survey", "--out", out.to_str().expect("text")]);
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let downloaded = desk.download(&world.office("/files/answers.csv")).await;
        assert_eq!(fs::read(&out).expect("a file"), downloaded);
        let out = world.folder.path().join("out.xlsx");
        let run = child::run(&world, &["export", "town-survey", "--out", out.to_str().expect("text")]);
        assert!(String::from_utf8_lossy(&run.stdout).contains("5件の回答を"), "{run:?}");
        let book = Xlsx::new(Cursor::new(fs::read(&out).expect("a file"))).expect("a workbook");
        assert_eq!(book.sheet_names()[0], "概要");
        let mut hara = world.desk(&HARA).await;
        hara.open("/staff/audit").await.shows("コマンド（export） 回答のダウンロード town-survey xlsx");
    }

    async fn an_export_that_cannot_be_made_says_why_and_leaves_the_old_file(world: World) {
        let out = world.folder.path().join("out.csv");
        fs::write(&out, "earlier").expect("written");
        let path = out.to_str().expect("text");
        for (arguments, sentence) in [
            (["export", "no-such-survey", "--out", path], "「no-such-survey」という調査はありません。"),
            (["export", "town-survey", "--out", "a.pdf"], ".xlsx か .csv で終わる"),
            (["export", "town-survey", "--out", "/nowhere/a.csv"], "に書けません"),
        ] {
            let run = child::run(&world, &arguments);
            let said = String::from_utf8_lossy(&run.stderr).into_owned();
            assert!(!run.status.success() && said.contains(sentence), "{arguments:?}: {said}");
        }
        assert_eq!(fs::read_to_string(&out).expect("a file"), "earlier");
    }

    async fn before_the_first_answer_the_pages_say_what_will_stand_there(world: World) {
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("/results")).await.shows("まだ回答がありません。");
        desk.open(&world.office("")).await.shows("回答が届くと、ここに日ごとの数が表示されます。");
        let (names, rows) = table(&desk.download(&world.office("/files/answers.csv")).await);
        assert_eq!((names.len(), rows.len()), (21, 0));
        let book = desk.download(&world.office("/files/workbook.xlsx")).await;
        let counts = on_sheet(&mut Xlsx::new(Cursor::new(book)).expect("a workbook"));
        assert!(counts.len() > 35 && counts.values().all(|&count| count == 0), "{counts:?}");
    }

    async fn an_answer_that_arrives_while_staff_look_is_in_the_next_look(world: World) {
        let mut desk = world.desk(&MORI).await;
        world.sent(&HANA).await;
        desk.open(&world.office("/results")).await.shows("回答数 n = 1");
        world.sent(&KEN).await;
        let counts = on_screen(&desk.open(&world.office("/results")).await.html);
        assert_eq!(counts[&("問1".into(), String::new(), "女性".into())], 2);
        desk.page.shows("回答数 n = 2");
        // One that was received under an earlier day, by another process say.
        let earlier = "INSERT INTO response SELECT 'later', survey_id, version, '2026-11-30', 'later', answers FROM response LIMIT 1";
        world.execute(earlier).await.expect("an answer");
        desk.open(&world.office("/results")).await.shows("回答数 n = 3");
    }

    async fn a_filter_applies_to_every_screen_and_file_and_is_printed_on_them(world: World) {
        five(&world).await;
        let mut desk = world.desk(&MORI).await;
        let women = "?only.sex=2";
        for screen in ["/results", "/results/cross"] {
            let page = desk.open(&world.office(&format!("{screen}{women}"))).await;
            page.shows("回答数 n = 3");
            page.shows("絞り込み：性別が「女性」");
        }
        let answers = desk.download(&world.office(&format!("/files/answers.csv{women}"))).await;
        assert_eq!(table(&answers).1.len(), 3);
        let book = desk.download(&world.office(&format!("/files/workbook.xlsx{women}"))).await;
        let mut book = Xlsx::new(Cursor::new(book)).expect("a workbook");
        let overview = book.worksheet_range("概要").expect("the sheet");
        assert!(overview.rows().flatten().any(|cell| *cell == "性別が「女性」"));
        assert_eq!(on_sheet(&mut book)[&("問1".into(), String::new(), "男性".into())], 0);
        desk.open(&world.office("/results?only.sex=8&only.nothing=1&base=none")).await;
        desk.page.shows("回答数 n = 5");
        desk.open(&world.office("/results?only.sex=2&only.age=-1")).await;
        desk.page.shows("この条件に当てはまる回答がありません。");
    }

    async fn a_cross_table_is_built_kept_and_printed_in_the_workbook(world: World) {
        five(&world).await;
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("/results/cross")).await.shows("集計する設問を選んで");
        desk.choose("集計する設問（表頭）", "問5 これからも住み続けたいですか。")
            .choose("分ける項目（表側）1", "問1 あなたの性別を教えてください。");
        desk.press("集計する").await.shows("割合（％）");
        desk.page.shows("市外へ移りたい");
        desk.fill("この表を報告書に加える（表の名前）", "性別と定住の意向");
        desk.press("加える").await.shows("性別と定住の意向");
        let book = desk.download(&world.office("/files/workbook.xlsx")).await;
        let mut book = Xlsx::new(Cursor::new(book)).expect("a workbook");
        let crosses = book.worksheet_range("クロス集計").expect("the sheet");
        assert!(crosses.rows().any(|row| row[0].to_string().contains("性別と定住の意向")));
        desk.open(&world.office("/results/cross")).await;
        desk.press("外す（性別と定住の意向）").await.shows("まだありません。");
        desk.open(&world.office("/results/cross?topic=nothing&by=sex*nothing")).await;
        assert_eq!(desk.page.status, 200);
    }

    async fn a_chart_is_a_file_that_says_what_it_shows(world: World) {
        five(&world).await;
        let mut desk = world.desk(&MORI).await;
        let svg = desk.download(&world.office("/results?only.sex=2&svg=q-stay")).await;
        let svg = String::from_utf8(svg).expect("text");
        assert!(svg.starts_with("<?xml") && svg.contains("絞り込み：性別が「女性」"), "{svg}");
        assert!(svg.contains("市外へ移りたい") && svg.contains("n = 3*"), "{svg}");
        desk.open(&world.office("/results?svg=q-nothing")).await.is("ページが見つかりません");
    }
}
