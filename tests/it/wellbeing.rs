//! The indicators of a survey on the screen and in the workbook.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use crate::{both_engines, support::*};

const VALUES: &str = "/staff/indicators/town";
const SCREEN: &str = "/results/wellbeing";

const REFERENCE: &str = "edition,item,mean,sd,base,source,retrieved_on\r\n\
    2026,w01,4.5,0.25,,公表資料,2026-11-20\r\n";

const REGION: &str = "年度,調査種別,地域,データ種別,因子群,カテゴリ・評価指標,実数,偏差値\r\n\
    2026,調査,見本市,,生活環境,医療機関が充実,3.1,51.0\r\n";

/// Three residents whose answers are known: 当てはまる (5) and 8 each.
async fn three(world: &World) {
    for person in [&HANA, &KEN, &LAN] {
        world.sent(person).await;
    }
}

/// Brings published values in and chooses them.
async fn choose(desk: &mut Browser, world: &World) {
    desk.open(VALUES).await;
    desk.attach("基準値のファイル", "reference.csv", REFERENCE.as_bytes());
    desk.press("基準値を取り込む").await;
    desk.open(VALUES).await;
    desk.attach("ダッシュボードの CSV", "dashboard.csv", REGION.as_bytes());
    desk.press("市町村の値を取り込む").await;
    desk.open(&world.office("/indicator")).await;
    desk.choose("基準値の版", "2026").choose("比較する市町村", "見本市（2026、調査）");
    desk.press("設定を変える").await.shows("設定を変えました");
}

/// The first cells of the rows of the sheet.
async fn sheet(desk: &Browser, world: &World) -> Vec<Vec<String>> {
    let bytes = desk.download(&world.office("/files/workbook.xlsx")).await;
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let sheet = book.worksheet_range("ウェルビーイング").expect("the sheet");
    sheet.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

both_engines! {
    async fn without_reference_values_there_are_means_and_the_way_to_bring_them_in(world: World) {
        three(&world).await;
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("/results")).await;
        desk.follow("ウェルビーイング").await.is("ウェルビーイング").shows("町の指標");
        desk.page.shows("基準値が選ばれていないため、偏差値は出していません");
        desk.page.shows("幸福度（happy） 0〜10 3* 8.00 0.00 0.00");
        desk.page.shows("医療機関が充実 3* 5.00 0.00 0.00");
        desk.page.shows("項目「【逆】騒音に悩まされている」を、この調査票ではたずねていない");
        desk.page.shows("項目「人が自分をどう思うか気に」（w02）は、高い答えがよいのか");
        desk.follow("指標の設定").await.is("指標の設定");
    }

    async fn scores_stand_on_the_screen_and_the_sheet_with_what_they_are_against(world: World) {
        three(&world).await;
        let mut desk = world.desk(&MORI).await;
        choose(&mut desk, &world).await;
        desk.open(&world.office(SCREEN)).await.shows("人口10万人以上で回答が100件以上ある市区町村の平均");
        // 50 + 10·(5 − 4.5)/0.25, without any width: all gave the same answer.
        desk.page.shows("医療機関が充実 3* 5.00 0.00 0.00 70.0 70.0 70.0 3.1 51.0 4.5 0.25");
        desk.page.shows("見本市（2026、調査）").shows("出典：公表資料（2026年11月20日取得）").hides("全国平均");
        let sheet = sheet(&desk, &world).await;
        let line = sheet.iter().find(|row| row[0].trim() == "医療機関が充実").expect("a line");
        assert_eq!(line[2..13], ["3*", "5", "0", "0", "70", "70", "70", "3.1", "51", "4.5", "0.25"]);
        assert!(sheet.iter().any(|row| row[0].contains("人口10万人以上で回答が100件以上")));
        let svg = desk.download(&format!("{}?svg=town-overall-0", world.office(SCREEN))).await;
        assert!(String::from_utf8(svg).expect("text").contains("平均 8.00"));
    }

    async fn a_filter_is_printed_and_an_earlier_survey_that_lacks_it_is_left_out_with_a_sentence(world: World) {
        three(&world).await;
        let mut desk = world.desk(&MORI).await;
        let codebook = "変数名,設問,コード,ラベル,今回の変数名,今回のコード\n\
            sex,性別,1,女性,,\nsex,,2,男性,,\nhappy,今、どのくらい幸せですか。,,,,\n";
        desk.open(&world.office("/waves")).await;
        desk.fill("調査の名前", "令和2年度調査").fill("調査した年", "2020");
        desk.attach("回答のファイル", "answers.csv", b"sex,happy\n1,6\n1,5\n2,1\n");
        desk.attach("コードブック", "codebook.csv", codebook.as_bytes());
        desk.press("読み込んで確かめる").await;
        desk.press("取り込む").await;
        desk.open(&world.office(SCREEN)).await.shows("令和2年度調査").shows("幸福度（happy） 0〜10 3* 8.00 0.00 0.00 3* 4.00");
        desk.open(&world.office("/results/wellbeing?only.sex=2")).await.shows("絞り込み：");
        desk.page.shows("幸福度（happy） 0〜10 3* 8.00 0.00 0.00 2* 5.50");
        desk.open(&world.office("/results/wellbeing?only.age=2")).await;
        desk.page.shows("「令和2年度調査」には、絞り込みの条件（年齢が「30〜64歳」）に当たる答えがないため、並べていません");
    }

    async fn a_definition_that_is_gone_costs_a_sentence_and_neither_the_screen_nor_the_workbook(world: World) {
        // Exactly what stands in the database when somebody takes the file away.
        let sql = "UPDATE form_version SET definition = REPLACE(definition, '\"indicator\":\"town\"', '\"indicator\":\"gone\"')";
        assert_eq!(world.execute(sql).await.expect("changed"), 1);
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office(SCREEN)).await.shows("指標「gone」の結果は示していません");
        assert_eq!(desk.page.status, 200);
        let sheet = sheet(&desk, &world).await;
        assert!(sheet[1][0].starts_with("指標「gone」の結果は示していません"), "{sheet:?}");
    }

    async fn before_the_first_answer_there_are_dashes(world: World) {
        let mut desk = world.desk(&OKA).await;
        desk.open(&world.office(SCREEN)).await.shows("まだ回答がありません。");
        desk.page.shows("幸福度（happy） 0〜10 0* - - -").hides("NaN");
        let mut mori = world.desk(&MORI).await;
        mori.open(&world.office(SCREEN)).await;
        assert!(sheet(&mori, &world).await.iter().any(|row| row[0].trim() == "幸福度（happy）"));
    }
}
