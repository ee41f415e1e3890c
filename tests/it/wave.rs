//! The office brings an earlier survey in, looks at what was mapped to what, and takes it.

use machikoe::{
    answers::Dataset,
    report::csv,
    wave::{self, Wave},
};
use serde_json::json;

use crate::{both_engines, support::*};

/// Uploads two files and shows what came of it.
async fn bring<'d>(
    desk: &'d mut Browser,
    world: &World,
    title: &str,
    answers: &[u8],
    codebook: &[u8],
) -> &'d Page {
    desk.open(&world.office("/waves")).await;
    desk.fill("調査の名前", title).fill("調査した年", "2020").fill("備考", "紙だけで調べた。");
    desk.attach("回答のファイル", "answers.csv", answers);
    desk.attach("コードブック", "codebook.csv", codebook);
    desk.press("読み込んで確かめる").await
}

/// What the report gets.
async fn waves(world: &World) -> Vec<Wave> {
    let survey = world.survey.clone();
    world.app.store.read(move |db| wave::all(db, &survey)).await.expect("read")
}

/// The answers of an earlier survey as the report loads them.
async fn loaded(world: &World, wave: &Wave) -> Dataset {
    let (form, wave) = (world.form().await.as_ref().clone(), wave.clone());
    world.app.store.read(move |db| wave::load(db, &wave, form)).await.expect("read")
}

/// Answers of every shape, as this program exports them.
async fn exported(world: &World) -> (Dataset, Vec<u8>, Vec<u8>) {
    let mut dataset = Dataset::new(world.form().await.as_ref().clone());
    let documents = [
        json!({"sex": 1, "age": 3, "district": 2, "stay": 1, "media": [1, 3], "sat_m01": 5, "sat_m02": 9, "happy": 10}),
        json!({"sex": 2, "age": 1, "district": 99, "stay": 2, "leave_why": 1, "media": [9], "sat_m01": null, "sat_m02": 1, "happy": 0}),
        json!({"sex": null, "age": false, "district": 1, "stay": 3, "media": null, "sat_m01": 3, "sat_m02": 3, "happy": null}),
    ];
    for (number, document) in documents.iter().enumerate() {
        dataset.add(&number.to_string(), &document.to_string()).expect("an answer");
    }
    let (mut answers, mut codebook) = (Vec::new(), Vec::new());
    csv::write_answers(&dataset, &mut answers).expect("written");
    csv::write_codebook(&dataset, &mut codebook).expect("written");
    (dataset, answers, codebook)
}

const CODEBOOK: &str = "変数名,設問,コード,ラベル,今回の変数名,今回のコード\n\
    F1,性別,1,女性,sex,\nF1,,2,男性,,\n\
    stay,これからも住み続けたいですか。,1,住み続けたい,,\nstay,,2,市外へ移りたい,,\nstay,,4,わからない,,\n\
    happy,今、どのくらい幸せですか。,,,,\n";
const ANSWERS: &str = "F1,stay,happy,受付番号\n1,1,8,501\n男性,2,３,502\n2,4,,503\n";

both_engines! {
    "district-survey";

    async fn what_this_program_exported_comes_back_as_it_was(world: World) {
        let (before, answers, codebook) = exported(&world).await;
        let mut desk = world.desk(&MORI).await;
        bring(&mut desk, &world, "令和2年度調査", &answers, &codebook).await.is("令和2年度調査（確認）");
        desk.page.shows("まだ取り込んでいません").shows("回答数 3人").shows("備考: 紙だけで調べた。");
        desk.page.shows("ideas ご意見を自由にお書きください。 比較不可 文章の回答は比べないため");
        assert!(waves(&world).await.is_empty(), "a draft is in no table");
        desk.press("取り込む").await.is("過去の調査").shows("令和2年度調査 2020年 3人").shows("取り込み済み");
        let waves = waves(&world).await;
        assert_eq!((waves[0].title.as_str(), waves[0].year, waves.len()), ("令和2年度調査", 2020, 1));
        let after = loaded(&world, &waves[0]).await;
        for (variable, (before, after)) in
            before.variables().iter().zip(before.columns().iter().zip(after.columns()))
        {
            let is_text = ["ideas", "stay_other3"].contains(&variable.name.as_str());
            assert_eq!(waves[0].mapping.has(&variable.name), !is_text, "{}", variable.name);
            if !is_text {
                assert_eq!(before, after, "{}", variable.name);
                assert_eq!(waves[0].mapping.notes(&variable.name), [""; 0], "{}", variable.name);
            }
        }
        desk.follow("令和2年度調査").await.is("令和2年度調査");
        desk.fill("確認のため", "令和3年度調査");
        desk.press("消す").await.shows("消していません");
        assert_eq!(world.count("wave_answer").await, 3);
        desk.open(&world.office("/waves")).await;
        desk.follow("令和2年度調査").await;
        desk.fill("確認のため", "令和2年度調査");
        desk.press("消す").await.is("過去の調査").shows("過去の調査はまだありません");
        assert_eq!((world.count("wave").await, world.count("wave_answer").await), (0, 0));
        let done = world.rows("SELECT action AS value FROM audit WHERE action LIKE 'wave-%' ORDER BY action").await;
        assert_eq!(done, ["wave-accepted", "wave-read", "wave-removed"]);
    }

    async fn a_foreign_file_is_mapped_by_name_and_label_and_its_gaps_are_filled(world: World) {
        let mut desk = world.desk(&MORI).await;
        bring(&mut desk, &world, "平成27年", ANSWERS.as_bytes(), CODEBOOK.as_bytes()).await.is("平成27年（確認）");
        desk.page.shows("比べられる変数 2").shows("比べられない変数 2");
        desk.page.shows("stay これからも住み続けたいですか。 比較不可 前回の「4 わからない」に当たる選択肢が今回にありません");
        desk.page.shows("受付番号 比較不可 コードブックに説明がありません。");
        desk.page.shows("F1 sex 1 女性 → 2、2 男性 → 1 設問や項目の言葉が違います。前回は「性別」でした。");
        let template = desk.page.links.iter().find(|(words, _)| words.contains("対応表")).expect("a link").1.clone();
        let template = String::from_utf8(desk.download(&template).await).expect("UTF-8");
        assert!(template.contains("stay,これからも住み続けたいですか。,4,わからない,stay,\r\n"), "{template}");
        let filled = template.replace("4,わからない,stay,\r\n", "4,わからない,stay,3\r\n");

        bring(&mut desk, &world, "平成27年", ANSWERS.as_bytes(), filled.as_bytes()).await.is("平成27年（確認）");
        assert_eq!(world.count("wave").await, 1, "the first draft has made room");
        desk.page.shows("比べられない変数 1").shows("前回の「4 わからない」を、今回の「その他」として数えています。");
        desk.press("取り込む").await;
        let waves = waves(&world).await;
        assert_eq!(waves[0].mapping.notes("stay").len(), 1);
        let dataset = loaded(&world, &waves[0]).await;
        assert_eq!(dataset.field("sex")[0].cells, [2, 1, 1]);
        assert_eq!(dataset.field("stay")[0].cells, [1, 2, 3]);
        assert_eq!(dataset.field("happy")[0].cells, [8, 3, -1]);
        let kept = world.rows("SELECT answers AS value FROM wave_answer").await;
        assert!(kept.iter().all(|document| !document.contains("50")), "{kept:?}");

        bring(&mut desk, &world, "平成27年", ANSWERS.as_bytes(), filled.as_bytes()).await.shows("「平成27年」はすでに取り込まれています");
        assert_eq!(desk.page.status, 422);
    }

    async fn a_draft_can_be_dropped(world: World) {
        let mut desk = world.desk(&MORI).await;
        bring(&mut desk, &world, "前回", ANSWERS.as_bytes(), CODEBOOK.as_bytes()).await;
        desk.open(&world.office("")).await;
        desk.follow("過去の調査").await.shows("前回 2020年 3人").shows("確認を待っています");
        desk.follow("前回").await;
        desk.press("やめる").await.is("過去の調査").hides("確認を待っています");
        assert_eq!(world.count("wave_answer").await, 0);
    }

    async fn files_with_faults_are_refused_with_the_place_and_nothing_is_kept(world: World) {
        let mut desk = world.desk(&MORI).await;
        let long = "あ".repeat(31);
        for (title, answers, codebook, sentences) in [
            ("前回", "F1,F1\n1,2\n", CODEBOOK, &["「F1」の列が2つあります"][..]),
            ("前回", "F1,stay\n7,1\n1\n", CODEBOOK, &["2 「F1」の値「7」は、コードブックにありません", "3 見出しは2列ですが"]),
            ("前回", ANSWERS, "設問,ラベル\n性別,男\n", &["コードブックの問題", "「変数名」の列がありません", "「コード」の列がありません"]),
            ("前回", "名前,住所\n山田,荒尾\n", CODEBOOK, &["比べられる変数が1つもありません"]),
            ("前回", "", "", &["ファイルが空です", "コードブックが空です"][1..]),
            (long.as_str(), ANSWERS, CODEBOOK, &["30文字までで入力してください"]),
        ] {
            bring(&mut desk, &world, title, answers.as_bytes(), codebook.as_bytes()).await;
            assert_eq!(desk.page.status, 422, "{sentences:?}");
            for sentence in sentences {
                desk.page.shows(sentence);
            }
            assert_eq!((desk.page.value("調査の名前"), desk.page.value("調査した年")), (title, "2020"));
            assert_eq!(world.count("wave").await, 0);
        }
        desk.open(&world.office("/waves")).await;
        desk.fill("調査の名前", "前回").fill("調査した年", "令和2");
        desk.attach("回答のファイル", "a.csv", ANSWERS.as_bytes());
        desk.attach("コードブック", "a.csv", CODEBOOK.as_bytes());
        desk.press("読み込んで確かめる").await.shows("2020 のように西暦で");
    }

    async fn cp932_and_ten_megabytes_are_read(world: World) {
        let mut desk = world.desk(&MORI).await;
        let ((answers, ..), (codebook, ..)) =
            (encoding_rs::SHIFT_JIS.encode(ANSWERS), encoding_rs::SHIFT_JIS.encode(CODEBOOK));
        bring(&mut desk, &world, "CP932", &answers, &codebook).await.is("CP932（確認）").shows("回答数 3人");
        let line = "1,1,8,受付番号は読み飛ばされる長い文\n";
        let large = format!("F1,stay,happy,受付番号\n{}", line.repeat(10 * 1024 * 1024 / line.len()));
        bring(&mut desk, &world, "大きい", large.as_bytes(), CODEBOOK.as_bytes()).await.shows("20万行までにしてください");
        let hundred: String = large.lines().take(100_001).map(|line| format!("{line}\n")).collect();
        bring(&mut desk, &world, "大きい", hundred.as_bytes(), CODEBOOK.as_bytes()).await.shows("回答数 100000人");
    }
}
