//! The office brings in how many people live where.

use std::fmt::Write;

use machikoe::population;

use crate::{both_engines, support::*};

const COMBINATIONS: usize = 3 * 3 * 2;

/// Brings a file in and shows what came of it.
async fn bring<'d>(desk: &'d mut Browser, world: &World, name: &str, bytes: &[u8]) -> &'d Page {
    desk.open(&world.office("/population")).await;
    desk.attach("人口のファイル", name, bytes);
    desk.fill("いつの人口か", "2026-10-01").fill("出典", "住民基本台帳");
    let button = if desk.page.text.contains("新しい人口に入れ替える") {
        "入れ替える"
    } else {
        "取り込む"
    };
    desk.press(button).await
}

/// A good file: 100 people in the first combination, 101 in the next …
fn good() -> String {
    let mut file = String::from("地区,年齢,性別,人口\n");
    let mut people = 100;
    for district in ["荒尾", "有明", "桜山"] {
        for age in ["18～29歳", "30～64歳", "65歳以上"] {
            for sex in ["男性", "女性"] {
                writeln!(file, "{district},{age},{sex},{people}").expect("written");
                people += 1;
            }
        }
    }
    file
}

/// What the report gets.
async fn kept(world: &World) -> Option<population::Population> {
    let survey = world.survey.clone();
    world.app.store.read(move |db| population::of(db, &survey)).await.expect("read")
}

both_engines! {
    "district-survey";

    async fn the_population_is_brought_in_shown_replaced_and_removed(world: World) {
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("")).await;
        desk.follow("人口").await.is("人口").shows("人口はまだありません");
        let total: u64 = (100..118).sum();
        bring(&mut desk, &world, "人口.csv", good().as_bytes()).await.shows("1,953人を取り込みました");
        assert_eq!(total, 1953);
        desk.page.shows("2026年10月1日（木）現在").shows("男性 972人、女性 981人").shows("出典: 住民基本台帳");
        desk.page.shows("全体 1,953 639 651 663").shows("桜山 687 225 229 233");
        let population = kept(&world).await.expect("a population");
        assert_eq!((population.total(), population.people.len()), (total, COMBINATIONS));
        assert_eq!(population.margins().district, [(1, 615), (2, 651), (3, 687)]);

        let fewer = good().replace(",100\n", ",0\n").replace("荒尾,18～29歳,女性,101\n", "");
        bring(&mut desk, &world, "人口.csv", fewer.as_bytes()).await.shows("1,752人を取り込みました");
        assert_eq!(kept(&world).await.expect("a population").people.len(), COMBINATIONS - 1);

        desk.fill("確認のため", "はい");
        desk.press("消す").await.shows("消していません");
        assert!(kept(&world).await.is_some());
        desk.open(&world.office("/population")).await;
        desk.fill("確認のため", "人口");
        desk.press("消す").await.is("人口").shows("人口はまだありません");
        assert!(kept(&world).await.is_none());
        let done = world.rows("SELECT action AS value FROM audit ORDER BY action").await;
        let of = |word: &str| done.iter().filter(|done| *done == word).count();
        assert_eq!((of("population-imported"), of("population-removed")), (2, 1));
    }

    async fn the_file_to_fill_in_holds_every_combination_without_numbers(world: World) {
        let desk = world.desk(&MORI).await;
        let file = desk.download(&world.office("/population/sample.csv")).await;
        let text = String::from_utf8(file).expect("UTF-8");
        assert_eq!(text.lines().count(), 1 + COMBINATIONS);
        assert!(text.contains("\r\n桜山,18〜29歳,男性,\r\n"), "{text}");
        let mut desk = desk;
        bring(&mut desk, &world, "a.csv", text.as_bytes()).await.shows("人口が空です");
    }

    async fn a_file_with_a_fault_changes_nothing_and_says_where(world: World) {
        let mut desk = world.desk(&MORI).await;
        bring(&mut desk, &world, "人口.csv", good().as_bytes()).await.shows("1,953人");
        let without_sakurayama: String =
            good().lines().filter(|line| !line.starts_with("桜山")).map(|line| format!("{line}\n")).collect();
        for (name, bytes, sentence) in [
            ("a.csv", without_sakurayama.into_bytes(), "地区「桜山」の人口がありません"),
            ("a.csv", good().replace(",105", ",-105").into_bytes(), "人口「-105」は、0以上の整数ではありません"),
            ("a.csv", good().replace("有明,65歳以上,女性", "有明,65歳以上,その他").into_bytes(), "性別「その他」は調査票の選択肢にありません"),
            ("a.csv", b"\xff\xff\xff".to_vec(), "文字として読めない"),
            ("a.xlsx", good().into_bytes(), "Excel のブックではありません"),
            ("a.csv", "氏名,住所\n".into(), "「氏名」の列は取り込めません"),
            ("a.csv", Vec::new(), "ファイルが空です"),
            ("", Vec::new(), "ファイルが選ばれていません"),
        ] {
            let page = bring(&mut desk, &world, name, &bytes).await.shows(sentence);
            assert_eq!(page.status, 422, "{sentence}");
            page.shows("何も登録していません");
            assert_eq!((page.value("いつの人口か"), page.value("出典")), ("2026-10-01", "住民基本台帳"));
            assert_eq!(kept(&world).await.expect("a population").total(), 1953);
        }
        desk.open(&world.office("/population")).await;
        desk.attach("人口のファイル", "a.csv", good().as_bytes()).fill("いつの人口か", "先月").fill("出典", "x");
        desk.press("入れ替える").await.shows("2026-10-01 のように日付で入力してください");
    }

    async fn a_list_from_japanese_excel_and_a_file_of_ten_megabytes_are_read(world: World) {
        let mut desk = world.desk(&MORI).await;
        let good = good();
        let (cp932, ..) = encoding_rs::SHIFT_JIS.encode(&good);
        bring(&mut desk, &world, "人口.csv", &cp932).await.shows("1,953人を取り込みました");
        let line = "荒尾,18～29歳,男性,100\n";
        let large = format!("地区,年齢,性別,人口\n{}", line.repeat(10 * 1024 * 1024 / line.len()));
        bring(&mut desk, &world, "人口.csv", large.as_bytes()).await.shows("行が多すぎます");
        let larger = vec![b'1'; 21 * 1024 * 1024];
        bring(&mut desk, &world, "人口.csv", &larger).await.shows("大きすぎる");
        assert_eq!(kept(&world).await.expect("a population").total(), 1953);
    }

    async fn a_choice_that_was_added_later_is_missed(world: World) {
        let mut desk = world.desk(&MORI).await;
        bring(&mut desk, &world, "人口.csv", good().as_bytes()).await.hides("足された選択肢");
        let file = world.folder.path().join("forms/district-survey/form.yaml");
        let text = std::fs::read_to_string(&file).expect("a form");
        let more = "          - {code: 4, label: 府本}\n          - {code: 99, label: わからない}";
        std::fs::write(&file, text.replace("          - {code: 99, label: わからない}", more)).expect("written");
        desk.open(&world.office("")).await;
        desk.press("調査票のフォルダから新しい版を公開する").await;
        desk.open(&world.office("/population")).await.shows("足された選択肢の人口がありません（地区「府本」）");
    }
}
