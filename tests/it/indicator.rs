//! The office brings in published values of an indicator and chooses what a survey is shown with.

use std::fs;

use encoding_rs::SHIFT_JIS;
use machikoe::{
    form::Indicator,
    indicator::{self, Applied, Kind},
    survey::forms::read_indicator,
};

use crate::{both_engines, support::*};

const VALUES: &str = "/staff/indicators/town";

const REFERENCE: &str = "edition,item,mean,sd,base,source,retrieved_on\r\n\
    2026,w01,3.20,0.1246,,公表資料,2026-11-20\r\n\
    2026,【逆】騒音に悩まされている,3.5,0.2,,公表資料,2026-11-20\r\n";

const ITEMS: &str = "年度,調査種別,地域,データ種別,因子群,カテゴリ・評価指標,実数,偏差値\r\n\
    2026,調査,見本市,,生活環境,医療機関が充実,3.1,51.0\r\n\
    2026,調査,見本市,,生活環境,医療機関が近い,3.4,52.0\r\n\
    2026,調査,手本町,,生活環境,医療機関が充実,2.9,47.3\r\n";

const FACTORS: &str = "年度,調査種別,地域,データ種別,因子群,カテゴリ・評価指標,主観データ実数,主観データ偏差値,客観データ偏差値\r\n\
    2026,調査,見本市,,生活環境,医療・福祉,3.2,50.4,44.0\r\n";

/// Brings a file of reference values in.
async fn bring_reference<'d>(desk: &'d mut Browser, bytes: &[u8]) -> &'d Page {
    desk.open(VALUES).await;
    desk.attach("基準値のファイル", "reference.csv", bytes);
    desk.press("基準値を取り込む").await
}

/// Brings a file of the dashboard in.
async fn bring_dashboard<'d>(desk: &'d mut Browser, bytes: &[u8]) -> &'d Page {
    desk.open(VALUES).await;
    desk.attach("ダッシュボードの CSV", "dashboard.csv", bytes);
    desk.press("市町村の値を取り込む").await
}

/// What the survey is shown with.
async fn applied(world: &World) -> Applied {
    let id = world.survey.id.clone();
    let read = world.app.store.read(move |db| indicator::applied(db, &id, "town")).await;
    read.expect("read")
}

fn town(world: &World) -> Indicator {
    read_indicator(&world.app.config.forms, "town").expect("an indicator")
}

both_engines! {
    async fn without_reference_values_there_is_no_score(world: World) {
        assert_eq!(applied(&world).await, Applied::default());
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("")).await;
        desk.follow("指標の設定").await.is("指標の設定").shows("町の指標").shows("基準値: なし");
        desk.page.shows("聞いていないもの: 【逆】騒音に悩まされている");
        desk.follow("公表されている値を見る").await.is("町の指標").shows("基準値はまだありません");
        desk.page.shows("「人が自分をどう思うか気に」（w02）の向き").shows("「自己効力感」の点数は出ません");
    }

    async fn an_edition_is_brought_in_chosen_and_applied_with_its_numbers_as_published(world: World) {
        let mut desk = world.desk(&MORI).await;
        bring_reference(&mut desk, REFERENCE.as_bytes()).await.shows("版「2026」の基準値を登録しました");
        desk.page.shows("3項目のうち2項目").shows("医療機関が充実 3.20 0.1246").shows("出典: 公表資料");
        desk.page.shows("偏差値の50は、人口10万人以上で回答が100件以上ある市区町村の平均です。");
        assert_eq!(applied(&world).await.edition, None, "nobody has chosen it yet");
        desk.open(&world.office("/indicator")).await;
        desk.choose("基準値の版", "2026");
        desk.press("設定を変える").await.shows("設定を変えました").shows("基準値: 2026");
        let applied = applied(&world).await;
        let reference = |item| applied.reference(item).map(|found| (found.mean, found.deviation));
        assert_eq!(reference("w01"), Some((3.2, 0.1246)));
        assert_eq!((reference("w03"), reference("w02")), (Some((3.5, 0.2)), None));
        let edition = applied.edition.expect("an edition");
        assert_eq!(edition.note(), indicator::BASE_NOTE);
        assert_eq!(edition.sources(), [("公表資料", world::day(2026, 11, 20))]);
        desk.open(&world.office("/indicator")).await;
        desk.choose("基準値の版", "なし（偏差値を出さない）");
        desk.press("設定を変える").await.shows("基準値: なし");
        let mut hara = world.desk(&HARA).await;
        hara.open("/staff/audit").await.shows("指標の公表値の取り込み town 基準値 2026 2項目");
        hara.page.shows("指標の表示の設定 town-survey town 基準値 2026 比較 なし");
    }

    async fn one_bad_line_keeps_the_whole_file_out(world: World) {
        let mut desk = world.desk(&MORI).await;
        for (from, to, words) in [
            ("0.1246", "0", "2 標準偏差（sd）「0」は、0より大きい"),
            ("w01", "w99", "2 項目「w99」は町の指標にありません"),
            ("【逆】騒音に悩まされている", "w01", "3 項目「w01」は2行目にもあります"),
            ("2026,【逆】", "2025,【逆】", "3 版（edition）が「2025」で"),
            ("3.20", "5.20", "答えの段階 1〜5 の外です"),
            ("retrieved_on", "memo", "「memo」という列は使いません"),
        ] {
            let file = REFERENCE.replacen(from, to, 1);
            bring_reference(&mut desk, file.as_bytes()).await.shows(words).shows("何も登録していません");
            assert_eq!(desk.page.status, 422, "{words}");
        }
        bring_reference(&mut desk, b"PK\x03\x04").await.shows("中身は Excel のブックです");
        bring_reference(&mut desk, b"").await.shows("ファイルが空です");
        desk.open(VALUES).await;
        desk.press("基準値を取り込む").await;
        assert_eq!(desk.page.status, 422);
        assert_eq!((world.count("indicator_edition").await, world.count("indicator_reference").await), (0, 0));
    }

    async fn another_edition_stands_beside_the_first_and_never_replaces_it(world: World) {
        let mut desk = world.desk(&MORI).await;
        bring_reference(&mut desk, REFERENCE.as_bytes()).await;
        bring_reference(&mut desk, REFERENCE.as_bytes()).await;
        desk.page.shows("版「2026」の基準値はすでにあります。何も登録していません。");
        let newer = REFERENCE.replace("2026,", "2027,").replace(",,公表資料", ",中くらいの市,公表資料");
        let (cp932, _, _) = SHIFT_JIS.encode(&newer);
        bring_reference(&mut desk, &cp932).await.shows("ほかの版（2026）とは別の版です");
        desk.page.shows("偏差値の50は、「中くらいの市」の平均です。");
        assert_eq!(world.count("indicator_edition").await, 2);
    }

    async fn one_municipality_of_a_file_is_chosen_by_name(world: World) {
        let mut desk = world.desk(&MORI).await;
        bring_dashboard(&mut desk, ITEMS.as_bytes()).await.shows("市町村が2つあります").shows("まだ何も登録していません");
        assert_eq!(world.count("indicator_comparison").await, 0);
        desk.choose("市町村", "見本市（2026、調査）");
        desk.attach("ダッシュボードの CSV", "dashboard.csv", ITEMS.as_bytes());
        desk.press("市町村の値を取り込む").await.shows("見本市（2026、調査）の値を1件登録しました");
        desk.page.shows("使わなかったもの: 医療機関が近い").shows("値がなかったもの: 人が自分を").hides("手本町");
        let (cp932, _, _) = SHIFT_JIS.encode(FACTORS);
        bring_dashboard(&mut desk, &cp932).await.shows("見本市（2026、調査） 1件 1件 0件");
        bring_dashboard(&mut desk, FACTORS.replace("50.4", "50.5").as_bytes()).await;
        assert_eq!(world.count("indicator_comparison").await, 1);
        desk.open(&world.office("/indicator")).await;
        desk.choose("比較する市町村", "見本市（2026、調査）");
        desk.press("設定を変える").await.shows("比較する市町村: 見本市（2026、調査）");
        let comparison = applied(&world).await.comparison.expect("a municipality");
        let score = |kind, part| {
            let published = comparison.of(kind, part)?;
            published.score.as_ref().map(ToString::to_string)
        };
        assert_eq!(score(Kind::Item, "w01").as_deref(), Some("51.0"));
        assert_eq!(score(Kind::Factor, "medical").as_deref(), Some("50.5"), "the later file counts");
        assert_eq!(score(Kind::Factor, "self"), None);
    }

    async fn a_file_that_is_not_of_the_dashboard_is_refused(world: World) {
        let mut desk = world.desk(&MORI).await;
        for (file, words) in [
            (REFERENCE, "ダッシュボードの CSV の見出しではありません"),
            ("", "ファイルが空です"),
            (&ITEMS.replace("医療機関が充実", "別の指標の項目"), "この指標の項目や因子の値が1つもありません"),
            (&ITEMS.replace("3.1", "31"), "2 「医療機関が充実」の実数「31」が、1〜5 の外です"),
        ] {
            bring_dashboard(&mut desk, file.as_bytes()).await.shows(words);
            assert_eq!((desk.page.status, world.count("indicator_comparison").await), (422, 0));
        }
    }

    async fn what_is_deleted_leaves_the_surveys_that_showed_it(world: World) {
        let mut desk = world.desk(&MORI).await;
        bring_reference(&mut desk, REFERENCE.as_bytes()).await;
        bring_dashboard(&mut desk, FACTORS.as_bytes()).await;
        desk.open(&world.office("/indicator")).await;
        desk.choose("基準値の版", "2026").choose("比較する市町村", "見本市（2026、調査）");
        desk.press("設定を変える").await;
        desk.open(VALUES).await;
        desk.fill("確認のため「2026」と入力", "2025");
        desk.press("「2026」を削除").await.shows("「2026」と違うため、削除していません");
        desk.open(VALUES).await;
        desk.fill("確認のため「2026」と入力", "2026");
        desk.press("「2026」を削除").await.shows("基準値はまだありません");
        desk.fill("確認のため「見本市（2026、調査）」と入力", "見本市（2026、調査）");
        desk.press("「見本市（2026、調査）」を削除").await.shows("比較する市町村はまだありません");
        assert_eq!(applied(&world).await, Applied::default());
        assert_eq!(world.count("indicator_published").await, 0);
        let gone = [("indicator", "town"), ("edition", "2026"), ("comparison", "")];
        desk.post(&world.office("/indicator"), &gone).await.shows("すでに削除されています");
        desk.post(&format!("{VALUES}/references/removal"), &[("edition", "x"), ("typed", "x")]).await;
        assert_eq!(desk.page.status, 404);
        let mut hara = world.desk(&HARA).await;
        hara.open("/staff/audit").await.shows("指標の公表値の削除 town 基準値 2026");
    }

    async fn viewers_see_the_values_and_change_nothing(world: World) {
        let mut mori = world.desk(&MORI).await;
        bring_reference(&mut mori, REFERENCE.as_bytes()).await;
        let mut oka = world.desk(&OKA).await;
        oka.open(VALUES).await.shows("3項目のうち2項目").hides("取り込む 1行目").hides("削除");
        oka.open(&world.office("/indicator")).await.shows("基準値: なし").hides("設定を変える");
        for below in ["references", "references/removal", "comparisons", "comparisons/removal"] {
            oka.post(&format!("{VALUES}/{below}"), &[("edition", "2026"), ("typed", "2026")]).await;
            assert_eq!(oka.page.status, 403, "{below}");
        }
        oka.post(&world.office("/indicator"), &[("indicator", "town"), ("edition", "2026")]).await;
        assert_eq!((oka.page.status, world.count("indicator_choice").await), (403, 0));
        assert_eq!(world.count("indicator_reference").await, 2);
    }

    async fn the_template_has_a_line_for_every_item_and_can_be_filled_in(world: World) {
        let mut desk = world.desk(&MORI).await;
        let template = desk.download(&format!("{VALUES}/references/sample.csv")).await;
        let template = String::from_utf8(template).expect("text");
        assert_eq!(template.lines().count(), 1 + town(&world).items.len());
        bring_reference(&mut desk, template.as_bytes()).await.shows("平均と標準偏差の入った行がありません");
        let filled = template.replace(
            ",医療機関が充実,,,,,",
            "2026,医療機関が充実,3.2,0.1,,公表資料,2026-11-20",
        );
        bring_reference(&mut desk, filled.as_bytes()).await.shows("3項目のうち1項目");
    }

    async fn an_indicator_that_is_not_there_is_no_page(world: World) {
        let mut desk = world.desk(&MORI).await;
        for name in ["nowhere", "..", "%2e%2e%2fform", "town.yaml"] {
            desk.open(&format!("/staff/indicators/{name}")).await;
            assert_eq!(desk.page.status, 404, "{name}");
        }
    }

    async fn a_form_whose_indicator_is_broken_is_not_published(world: World) {
        let file = world.folder.path().join("forms/indicators/town.yaml");
        let text = fs::read_to_string(&file).expect("an indicator");
        fs::write(&file, text.replace("factor: self", "factor: slef")).expect("written");
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("")).await;
        desk.press("調査票のフォルダから新しい版を公開する").await;
        desk.page.is("入力をお確かめください").shows("indicators/town.yaml:").shows("もしかして「self」");
    }
}
