//! An administrator publishes results; anybody reads them, and nobody finds out what is hidden.

use std::collections::BTreeMap;

use crate::{both_engines, support::*};

const PUBLIC: &str = "/results/town-survey";
const SCREEN: &str = "/results/publication";

/// The lines of a CSV file by their headings.
fn lines(csv: &[u8]) -> Vec<BTreeMap<String, String>> {
    let text = std::str::from_utf8(csv).expect("UTF-8").strip_prefix('\u{feff}').expect("a mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|line| line.expect("a line")).collect()
}

both_engines! {
    async fn results_are_published_read_and_taken_back(world: World) {
        let mut anybody = world.browser();
        anybody.open(PUBLIC).await.is("この調査の結果は公表されていません");
        assert_eq!(anybody.page.status, 404);
        anybody.open("/results/no-such-survey").await.is("この調査の結果は公表されていません");
        let mut hara = world.published().await;
        anybody.open(PUBLIC).await.is("町づくりアンケートの結果").shows("回答 n = 6");
        anybody.page.shows("問1 あなたの性別を教えてください。").shows("女性 6 100.0");
        anybody.page.shows("12人に依頼状").shows("有効回収率は50.0％").hides("ご意見を自由に");
        assert_eq!(anybody.page.header("x-robots-tag"), "all");
        anybody.follow("性別・年齢別に見る（問5").await.is("問5 これからも住み続けたいですか。");
        anybody.page.shows("女性 6*").shows("30〜64歳 6*");
        hara.open(&world.office(SCREEN)).await;
        hara.fill("公表を取りやめるには", "はい");
        hara.press("公表を取りやめる").await.shows("取りやめていません");
        hara.open(&world.office(SCREEN)).await;
        hara.fill("公表を取りやめるには", "取りやめ");
        hara.press("公表を取りやめる").await.is("公表").shows("まだ公表していません");
        for gone in ["", "/stay", "/tables.csv", "/codebook.csv"] {
            anybody.open(&format!("{PUBLIC}{gone}")).await;
            assert_eq!(anybody.page.status, 404, "{gone}");
        }
        hara.open("/staff/audit").await.shows("結果の公表 town-survey").shows("結果の公表の取りやめ town-survey");
    }

    async fn hidden_counts_are_neither_in_the_files_nor_in_the_database(world: World) {
        // Two of eight would leave.
        for person in [&ICHIRO, &KEN] {
            let mut phone = world.begun(person).await;
            phone.choose("性別", "男性").choose("年齢", "65歳以上").fill("何人で暮らして", "1");
            phone.press("次へ").await;
            phone.choose("住み続けたい", "市外へ移りたい").choose("移りたい理由", "買い物");
            phone.press("次へ").await;
            phone.press("次へ").await.is("回答の確認");
            phone.press("この内容で送信する").await.is("回答を受け取りました");
        }
        for person in [&HANA, &SAKURA, &MIDORI, &MAKOTO, &YUKI, &LAN] {
            world.sent(person).await;
        }
        let mut hara = world.desk(&HARA).await;
        hara.open(&world.office("")).await;
        hara.press("受付を終了する").await;
        hara.open(&world.office(SCREEN)).await.shows("問6 移りたい理由は何ですか。：この設問の対象者の数から");
        hara.fill("下の内容を確かめて", "公表");
        hara.press("公表する").await.shows("に公表しました（回答 n = 8）");
        let stored = world.rows("SELECT document AS value FROM publication").await;
        let anybody = world.browser();
        let tables = anybody.download(&format!("{PUBLIC}/tables.csv")).await;
        for small in 1..5 {
            for mark in ["\"count\"", "\"n\""] {
                assert!(!stored[0].contains(&format!("{mark}:{small},")), "{mark}:{small}");
            }
        }
        let lines = lines(&tables);
        let (hidden, given): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line["秘匿"] == "1");
        assert!(hidden.len() > 20 && given.len() > 20, "{} {}", hidden.len(), given.len());
        for line in &hidden {
            assert!(["件数", "割合（％）", "値"].iter().all(|name| line[*name].is_empty()), "{line:?}");
        }
        for line in &given {
            for name in ["n", "件数"] {
                assert!(!matches!(line[name].parse(), Ok(1..5)), "{line:?}");
            }
        }
        let of = |item: &str, by: &str, choice: &str| {
            let found = lines.iter().find(|line| {
                line["項目ID"] == item && line["区分の値"] == by && line["選択肢"] == choice
            });
            found.map(|line| (line["n"].as_str(), line["件数"].as_str(), line["割合（％）"].as_str()))
        };
        // Six of eight would say that two are left.
        assert_eq!(of("imp_m01", "全体", "重要"), Some(("8", "", "")));
        assert_eq!(of("imp_m01", "全体", "重要でない"), Some(("8", "0", "0.0")));
        assert_eq!(of("stay", "全体", "市外へ移りたい"), Some(("8", "", "")));
        assert_eq!(of("leave_why", "全体", "買い物"), None);
    }

    async fn only_an_administrator_publishes_and_only_what_was_looked_at(world: World) {
        for person in &EVERYBODY[..6] {
            world.sent(person).await;
        }
        let mut hara = world.desk(&HARA).await;
        hara.open(&world.office(SCREEN)).await.shows("受付が終わっていません");
        hara.open(&world.office("")).await;
        hara.press("受付を終了する").await;
        let mut mori = world.desk(&MORI).await;
        mori.open(&world.office(SCREEN)).await.shows("公表は、管理者の権限を持つ職員ができます。");
        mori.post(&world.office(SCREEN), &[("typed", "公表")]).await.is("この操作はできません");
        hara.open(&world.office(SCREEN)).await;
        hara.fill("下の内容を確かめて", "はい");
        hara.press("公表する").await.shows("公表していません");
        hara.open(&world.office(SCREEN)).await;
        mori.open(&world.office("/results/settings")).await;
        mori.fill("公表する最小の人数", "6");
        mori.press("保存する").await;
        hara.fill("下の内容を確かめて", "公表");
        hara.press("公表する").await.shows("回答か設定が変わりました");
        assert_eq!(world.count("publication").await, 0);
        hara.open(&world.office(SCREEN)).await.shows("6人に満たない数");
        hara.fill("下の内容を確かめて", "公表");
        hara.press("公表する").await.shows("に公表しました");
        // What is public stays as it was, whatever is set later.
        mori.open(&world.office("/results/settings")).await;
        mori.fill("公表する最小の人数", "30");
        mori.press("保存する").await;
        world.browser().open(PUBLIC).await.shows("6人に満たない数は「秘匿」");
        hara.open(&world.office(SCREEN)).await.shows("回答が6件しかありません");
    }
}
