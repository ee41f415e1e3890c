//! What people wrote: reading it, and two colleagues who sort it by codes.

use std::sync::Arc;

use machikoe::{
    coding,
    tally::{NO_ANSWER, NOT_ASKED},
};

use crate::{
    both_engines,
    support::{page::Page, *},
};

/// An answer with an opinion, under an id that tells its place in the list.
async fn wrote(world: &World, id: &str, sex: u8, text: &str) {
    let document = serde_json::json!({ "sex": sex, "ideas": text }).to_string();
    let sql = format!(
        "INSERT INTO response (id, survey_id, version, day, submission, answers)
         VALUES ('{id}', '{}', 1, '2026-12-02', 'submission-{id}', '{}')",
        world.survey.id,
        document.replace('\'', "''")
    );
    world.execute(&sql).await.expect("an answer");
}

/// Six people, five of whom wrote something.
async fn six(world: &World) {
    for (id, text) in [
        ("a", "駅前のバスを増やしてほしい。"),
        ("b", "<b>公園</b>に日かげを。バスの屋根も。"),
        ("c", "ﾊﾞｽﾃｲﾆ ﾍﾞﾝﾁｦ"),
        ("d", "特にありません。"),
        ("e", "שלום =1+1 公園"),
    ] {
        wrote(world, id, 2, text).await;
    }
    wrote(world, "f", 1, "").await;
}

/// The address of a page about the opinions.
fn ideas(world: &World, below: &str) -> String {
    world.office(&format!("/texts/ideas{below}"))
}

/// Makes the codes 1 交通, 2 公園, 9 その他.
async fn with_codes(world: &World, desk: &mut Browser) {
    desk.open(&ideas(world, "/frame")).await.shows("まだコード表がありません");
    desk.fill("追加1の名前", "交通").fill("追加1の説明", "バス、鉄道、道路");
    desk.fill("追加2の名前", "公園");
    desk.fill("追加3の番号", "９").fill("追加3の名前", "その他");
    desk.press("保存する").await.shows("コード表（第1版）");
}

/// Types codes for the texts of the page, from its first on.
async fn typed<'d>(desk: &'d mut Browser, codes: &[&str]) -> &'d Page {
    for (place, codes) in codes.iter().enumerate() {
        desk.fill(&format!("{}番のコード", place + 1), codes);
    }
    desk.press("このページを保存する").await
}

/// Codes as the first and the second coder: alike on a, b and d, apart on c.
pub async fn both_coded(world: &World) -> (Browser, Browser) {
    six(world).await;
    let mut mori = world.desk(&MORI).await;
    with_codes(world, &mut mori).await;
    mori.open(&ideas(world, "/coding")).await;
    mori.press("一人目として始める").await.shows("0 / 5");
    typed(&mut mori, &["1", "1 2", "1", "9", ""]).await.shows("4 / 5");
    let mut hara = world.desk(&HARA).await;
    hara.open(&ideas(world, "/coding")).await;
    hara.press("二人目として始める").await.shows("0 / 5");
    typed(&mut hara, &["１", "2、1", "9", "9", "2"]).await.shows("5 / 5");
    (mori, hara)
}

/// The coded variable, a line for each code, in the order of the ids.
async fn counted(world: &World) -> Vec<Vec<i16>> {
    let (app, survey) = (world.app.clone(), world.survey.clone());
    let dataset = world.app.store.read(move |db| {
        let published = app.forms.newest(db, &survey.id)?;
        let standing = app.answers.standing(db, &survey, &published, app.stamp())?;
        let mut dataset = Arc::unwrap_or_clone(standing.dataset);
        coding::attach(db, &survey.id, &mut dataset)?;
        Ok(dataset)
    });
    let dataset = dataset.await.expect("a dataset");
    let order = dataset.order();
    let cells =
        |column: &machikoe::tally::Column| order.iter().map(|row| column.cells[*row]).collect();
    dataset.field("ideas_coded").iter().map(cells).collect()
}

both_engines! {
    async fn texts_are_read_as_they_were_written(world: World) {
        six(&world).await;
        let long = format!("はじめ\n{}おわり", "道".repeat(32_000));
        wrote(&world, "g", 2, &long).await;
        let mut oka = world.desk(&OKA).await;
        oka.open(&world.office("/texts")).await.shows("6件").shows("その他（具体的に）");
        oka.follow("ご意見を自由に").await.shows("すべての記述").shows("6件（回答者 7人のうち）");
        oka.page.shows("<b>公園</b>に日かげを。").shows("お名前や").shows("おわり");
        assert!(oka.page.html.contains(&long) && oka.page.html.contains("<li dir=\"auto\">שלום =1+1"));
        oka.page.hides("コードを付ける");
    }

    async fn words_are_found_in_any_kana_and_the_filter_is_printed(world: World) {
        six(&world).await;
        let mut desk = world.desk(&OKA).await;
        desk.open(&ideas(&world, "")).await;
        desk.fill("ことばを探す", "ばす");
        desk.choose("性別", "女性");
        desk.press("絞り込む").await.shows("が「女性」、かつ、「ばす」を含む").shows("3件（条件に当てはまる回答者 5人のうち）");
        desk.page.shows("ﾊﾞｽﾃｲﾆ").hides("特にありません");
        assert!(desk.page.has("性別", "女性"));
        desk.follow("絞り込みをやめる").await.shows("特にありません");
        desk.fill("ことばを探す", "空港");
        desk.press("絞り込む").await.shows("当てはまる記述はありません");
    }

    async fn the_texts_of_a_tiny_group_are_not_shown(world: World) {
        six(&world).await;
        wrote(&world, "g", 1, "ひみつ").await;
        let mut desk = world.desk(&MORI).await;
        for below in ["", "/terms"] {
            desk.open(&ideas(&world, below)).await;
            desk.choose("性別", "男性");
            desk.press("絞り込む").await.shows("5人に満たないため").shows("0件").hides("ひみつ");
        }
    }

    async fn a_frequent_word_leads_to_its_texts(world: World) {
        six(&world).await;
        let mut desk = world.desk(&OKA).await;
        desk.open(&ideas(&world, "/terms")).await.shows("公園 2 40.0").shows("バス 2 40.0").hides("駅前");
        desk.follow("公園").await.shows("「公園」という語がある").shows("2件").shows("日かげ").hides("駅前");
        desk.open(&ideas(&world, "?term=%00&q=%F0%9F%8C%B8&only.sex=77&page=99999999999999999999")).await;
        assert_eq!(desk.page.status, 200);
    }

    async fn codes_are_added_renamed_retired_and_merged_and_every_version_stays(world: World) {
        let mut desk = world.desk(&MORI).await;
        with_codes(&world, &mut desk).await;
        desk.fill("コード1の名前", "交通・道路").choose("コード2の扱い", "使用を終える");
        desk.fill("追加1の名前", "バス");
        desk.press("保存する").await.shows("コード表（第2版）");
        assert_eq!(desk.page.value("コード10の名前"), "バス");
        desk.choose("コード10の扱い", "1 交通・道路 にまとめる");
        desk.press("保存する").await.shows("コード表（第3版）");
        assert!(desk.page.has("コード10の扱い", "1 交通・道路 にまとめる"));
        desk.press("保存する").await.shows("コード表（第3版）");
        let mut oka = world.desk(&OKA).await;
        oka.open(&ideas(&world, "/frame")).await.shows("1 交通・道路 にまとめた").shows("使用を終えた");
        oka.follow("第1版").await.shows("控えです").hides("交通・道路");
        oka.open(&ideas(&world, "/frame/4")).await.is("ページが見つかりません");
        let mut hara = world.desk(&HARA).await;
        hara.open("/staff/audit").await.shows("コード表の変更 town-survey ideas 第3版");
    }

    async fn a_mistake_in_the_codes_is_named_and_nothing_typed_is_lost(world: World) {
        let mut desk = world.desk(&MORI).await;
        with_codes(&world, &mut desk).await;
        desk.fill("コード1の名前", "").fill("追加1の名前", "公園").fill("追加2の番号", "9").fill("追加2の名前", "防災");
        desk.press("保存する").await.shows("保存していません").shows("コード1の名前を入力してください");
        desk.page.shows("同じ名前「公園」").shows("コード9はすでにあります");
        assert_eq!((desk.page.status, desk.page.value("追加2の名前")), (422, "防災"));
        assert_eq!(world.count("code_frame").await, 1);
        desk.open(&world.office("/texts/stay_other3/frame")).await;
        desk.press("保存する").await.shows("コードを一つ以上入力してください");
        for nowhere in ["/texts/sex/frame", "/texts/nowhere", "/texts/sat_m01/coding"] {
            desk.open(&world.office(nowhere)).await.is("ページが見つかりません");
        }
        desk.post(&world.office("/texts/sex/frame"), &[("version", "0"), ("row", "new-1"), ("label-new-1", "x")]).await;
        assert_eq!((desk.page.status, world.count("code_frame").await), (404, 1));
    }

    async fn of_two_who_change_the_codes_at_once_the_second_is_told_and_loses_nothing(world: World) {
        let (mut mori, mut hara) = (world.desk(&MORI).await, world.desk(&HARA).await);
        with_codes(&world, &mut mori).await;
        hara.open(&ideas(&world, "/frame")).await;
        mori.fill("コード1の名前", "交通全般").fill("追加1の名前", "防災");
        mori.press("保存する").await.shows("第2版");
        hara.fill("コード2の名前", "公園・緑").fill("追加1の名前", "医療");
        hara.press("保存する").await.shows("森 たかしさんが先にコード表を保存しました");
        assert_eq!(hara.page.status, 409);
        let shown = ["コード1の名前", "コード2の名前", "コード10の名前", "追加1の名前"];
        let shown = shown.map(|label| hara.page.value(label).to_owned());
        assert_eq!(shown, ["交通全般", "公園・緑", "防災", "医療"]);
        hara.press("保存する").await.shows("コード表（第3版）");
        assert_eq!(hara.page.value("コード11の名前"), "医療");
    }

    async fn two_saves_in_the_same_instant_make_one_version(world: World) {
        let (mut mori, mut hara) = (world.desk(&MORI).await, world.desk(&HARA).await);
        for round in 1..6 {
            let (version, one, other) = ((round - 1).to_string(), format!("一{round}"), format!("二{round}"));
            let fields = |label| [("version", version.as_str()), ("row", "new-1"), ("label-new-1", label)];
            let (first, second) = (fields(&one), fields(&other));
            let address = ideas(&world, "/frame");
            tokio::join!(mori.post(&address, &first), hara.post(&address, &second));
            let mut statuses = [mori.page.status, hara.page.status];
            statuses.sort_unstable();
            assert_eq!((statuses, world.count("code_frame").await), ([200, 409], round));
        }
    }

    async fn codes_in_use_are_not_deleted_and_unused_ones_are(world: World) {
        let (mut mori, _) = both_coded(&world).await;
        mori.open(&ideas(&world, "/frame")).await.shows("9件のコード付けに使われているため、削除できません").hides("コード表を削除する");
        mori.post(&ideas(&world, "/frame/removal"), &[]).await.is("いまはできません").shows("「使用を終える」を選んでください");
        assert_eq!(world.count("code_frame").await, 1);
        mori.open(&world.office("/texts/stay_other3/frame")).await;
        mori.fill("追加1の名前", "仕事");
        mori.press("保存する").await;
        mori.press("コード表を削除する").await.is("自由記述");
        assert_eq!(world.count("code_frame").await, 1);
    }

    async fn two_coders_work_blind_and_one_person_is_not_both(world: World) {
        let (mut mori, mut hara) = both_coded(&world).await;
        mori.open(&ideas(&world, "/coding")).await;
        assert_eq!((mori.page.value("2番のコード"), mori.page.value("3番のコード"), mori.page.value("5番のコード")), ("1 2", "1", ""));
        hara.open(&ideas(&world, "/coding")).await;
        assert_eq!(hara.page.value("3番のコード"), "9");
        mori.post(&ideas(&world, "/coders"), &[("hand", "second")]).await.shows("同じ人が両方を担当することはできません");
        mori.post(&ideas(&world, "/coders"), &[("hand", "settled")]).await.is("ページが見つかりません");
        let mut oka = world.desk(&OKA).await;
        for below in ["/coding", "/settlement"] {
            oka.open(&ideas(&world, below)).await.is("この操作はできません");
        }
        hara.open("/staff/audit").await.shows("自由記述のコード付け town-survey ideas 一人目 4件");
        let times = world.rows("SELECT codes AS value FROM coding WHERE hand = 'first' ORDER BY response_id").await;
        assert_eq!(times, ["[1]", "[1,2]", "[1]", "[9]"]);
    }

    async fn ticks_do_the_same_as_numbers_and_an_empty_field_takes_a_coding_back(world: World) {
        let (mut mori, _) = both_coded(&world).await;
        mori.open(&ideas(&world, "/coding")).await;
        mori.follow("一覧から選ぶ方法").await;
        assert!(mori.page.has("2番のコード", "2 公園") && !mori.page.has("1番のコード", "2 公園"));
        mori.untick("2番のコード", "1 交通").choose("5番のコード", "9 その他").untick("4番のコード", "9 その他");
        mori.press("このページを保存する").await.shows("3件のコードを保存しました").shows("4 / 5");
        let codes = world.rows("SELECT codes AS value FROM coding WHERE hand = 'first' ORDER BY response_id").await;
        assert_eq!(codes, ["[1]", "[2]", "[1]", "[9]"]);
    }

    async fn a_page_that_is_sent_twice_at_once_is_saved_once(world: World) {
        let (mut mori, _) = both_coded(&world).await;
        let mut window = world.desk(&MORI).await;
        for round in ["1", "2", "9"] {
            let fields = [("text", "e"), ("codes-e", round), ("text", "a"), ("codes-a", round)];
            let address = ideas(&world, "/coding");
            tokio::join!(mori.post(&address, &fields), window.post(&address, &fields));
            assert_eq!((mori.page.status, window.page.status), (200, 200), "{}", window.page.describe());
            mori.open(&address).await;
            assert_eq!((mori.page.value("5番のコード"), mori.page.value("1番のコード")), (round, round));
        }
    }

    async fn a_code_that_is_not_there_is_pointed_out_and_the_page_is_kept(world: World) {
        let (mut mori, mut hara) = both_coded(&world).await;
        mori.open(&ideas(&world, "/coding")).await;
        hara.open(&ideas(&world, "/frame")).await;
        hara.choose("コード9の扱い", "使用を終える").choose("コード2の扱い", "1 交通 にまとめる");
        hara.press("保存する").await.shows("第2版");
        typed(&mut mori, &["9", "77", "1", "9", "たくさん"]).await.shows("このページはまだ保存していません");
        mori.page.shows("コード9「その他」は使用を終えました").shows("コード77はコード表にありません").shows("「たくさん」は番号として読めません");
        assert_eq!((mori.page.status, mori.page.value("2番のコード")), (422, "77"));
        typed(&mut mori, &["2", "1", "1", "9", "1"]).await.shows("コード2「公園」は、コード1「交通」にまとめられました");
        // The fourth text has had the retired code since before.
        typed(&mut mori, &["1", "1", "1", "9", "1"]).await.shows("5 / 5");
        mori.post(&ideas(&world, "/coding"), &[("text", "nobody"), ("codes-nobody", "1")]).await.is("ページが見つかりません");
        mori.post(&ideas(&world, "/coding"), &[("text", "f"), ("codes-f", "1")]).await.is("ページが見つかりません");
    }

    async fn whoever_was_replaced_is_told_and_the_codings_stay(world: World) {
        let (mut mori, mut hara) = both_coded(&world).await;
        world.execute("UPDATE staff SET role = 'editor' WHERE name LIKE '岡%'").await.expect("an editor");
        let mut oka = world.desk(&OKA).await;
        oka.open(&ideas(&world, "/coding")).await.shows("いまの担当は森 たかしさん");
        oka.press("一人目を引き継ぐ").await.shows("4 / 5");
        mori.open(&ideas(&world, "/coding")).await.shows("担当を選んでください");
        mori.post(&ideas(&world, "/coding"), &[("text", "a"), ("codes-a", "9")]).await.shows("このページは保存していません");
        assert_eq!(mori.page.status, 409);
        hara.open(&world.office("/texts")).await.shows("4 / 5").shows("5 / 5");
    }

    async fn a_page_of_twenty_leads_to_the_next_when_all_are_coded(world: World) {
        let mut mori = world.desk(&MORI).await;
        with_codes(&world, &mut mori).await;
        for number in 0..21 {
            wrote(&world, &format!("r{number:02}"), 2, "バス").await;
        }
        mori.open(&ideas(&world, "/coding")).await;
        mori.press("一人目として始める").await.shows("1 / 2 ページ");
        typed(&mut mori, &["1"; 19]).await.shows("19 / 21").shows("1 / 2 ページ");
        mori.fill("20番のコード", "9");
        mori.press("このページを保存する").await.shows("20 / 21").shows("2 / 2 ページ");
        mori.fill("21番のコード", "1");
        mori.press("このページを保存する").await.shows("21 / 21");
    }

    async fn where_two_differ_somebody_decides_and_tables_count_it(world: World) {
        let (mut mori, _) = both_coded(&world).await;
        // a b c d e, and f who wrote nothing; c is not decided yet, e is the second's alone.
        let (open, none) = (NO_ANSWER, NOT_ASKED);
        let before = [[1, 1, open, 0, 0, none], [0, 1, open, 0, 1, none], [0, 0, open, 1, 0, none]];
        assert_eq!(counted(&world).await, before);
        mori.open(&ideas(&world, "/settlement")).await.shows("食い違い 1 まだ決めていない 1").shows("ﾊﾞｽﾃｲﾆ").hides("特にありません");
        mori.fill("1番の別のコード", "1 2");
        mori.press("このページを保存する").await.shows("「別のコードにする」を選んでください");
        mori.choose("1番の決定", "別のコードにする").fill("1番の別のコード", "");
        mori.press("このページを保存する").await.shows("番号を入力してください");
        assert_eq!(mori.page.status, 422);
        mori.fill("1番の別のコード", "1 2");
        mori.press("このページを保存する").await.shows("1件を保存しました").shows("食い違い 1 まだ決めていない 0");
        assert!(mori.page.has("1番の決定", "別のコードにする"));
        assert_eq!(counted(&world).await[1], [0, 1, 1, 0, 1, none]);
        mori.choose("1番の決定", "一人目のとおり：1 交通");
        mori.press("このページを保存する").await;
        assert_eq!(counted(&world).await[1], [0, 1, 0, 0, 1, none]);
        mori.choose("1番の決定", "まだ決めない");
        mori.press("このページを保存する").await.shows("まだ決めていない 1");
        assert_eq!(counted(&world).await, before);
        mori.post(&ideas(&world, "/settlement"), &[("text", "a"), ("way-a", "own"), ("codes-a", "9")]).await.shows("いまは二人のコードが食い違っていません");
        assert_eq!(world.count("coding").await, 9);
    }

    async fn the_agreement_is_shown_for_each_code(world: World) {
        six(&world).await;
        let mut mori = world.desk(&MORI).await;
        mori.open(&ideas(&world, "/agreement")).await.shows("まだ比べられません");
        mori.open(&ideas(&world, "/settlement")).await.shows("食い違っている記述はありません");
        world.execute("DELETE FROM response").await.expect("emptied");
        let (mut mori, _) = both_coded(&world).await;
        // Code 9 on four texts: both on d, the second alone on c: observed 3/4, expected 1/2.
        mori.open(&ideas(&world, "/agreement")).await.shows("4件").shows("3件（75.0％）");
        mori.page.shows("9 その他 1 0 1 2 75.0 50.0 0.50").shows("2 公園 1 0 0 3 100.0 62.5 1.00");
    }
}
