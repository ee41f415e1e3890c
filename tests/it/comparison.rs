//! 経年比較: an earlier survey stands beside today's on the screen and in the workbook, through
//! the same filters.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use crate::{both_engines, support::*};

const CODEBOOK: &str = "変数名,設問,コード,ラベル\n\
    sex,性別,1,男性\nsex,,2,女性\n\
    stay,これからも住み続けたいですか。,1,住み続けたい\nstay,,2,市外へ移りたい\nstay,,3,その他\n";

/// 40 people of then: half of them men, all of whom wanted to leave.
fn answers() -> String {
    let people = (0..40).map(|one| if one % 2 == 0 { "1,2\n" } else { "2,1\n" });
    std::iter::once("sex,stay\n").chain(people).collect()
}

/// Brings an earlier survey in and takes it into the comparison.
async fn bring(desk: &mut Browser, world: &World) {
    desk.open(&world.office("/waves")).await;
    desk.fill("調査の名前", "令和2年度調査").fill("調査した年", "2020");
    desk.attach("回答のファイル", "answers.csv", answers().as_bytes());
    desk.attach("コードブック", "codebook.csv", CODEBOOK.as_bytes());
    desk.press("読み込んで確かめる").await;
    desk.press("取り込む").await.is("過去の調査");
}

async fn workbook(desk: &Browser, world: &World) -> Xlsx<Cursor<Vec<u8>>> {
    let book = desk.download(&world.office("/files/workbook.xlsx")).await;
    Xlsx::new(Cursor::new(book)).expect("a workbook")
}

both_engines! {
    async fn an_earlier_survey_stands_beside_today_on_the_screen_and_in_the_workbook(world: World) {
        world.sent(&HANA).await;
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("/results/comparison")).await;
        desk.page.shows("比べる過去の調査がまだありません。");
        assert!(!workbook(&desk, &world).await.sheet_names().contains(&"経年比較".into()));
        bring(&mut desk, &world).await;
        desk.open(&world.office("/results/comparison")).await;
        desk.page.shows("令和2年度調査 2020 40").shows("男性 - 50.0 -50.0").shows("女性 100.0 50.0 +50.0");
        desk.page.shows("n（人） 1* 40").shows("比較不可 「令和2年度調査」には、この設問がありません。");
        let mut book = workbook(&desk, &world).await;
        let sheet = book.worksheet_range("経年比較").expect("the sheet");
        let cells = |row: &[Data]| row.iter().take(6).map(Data::to_string).collect::<Vec<_>>();
        let woman: Vec<String> =
            sheet.rows().map(cells).find(|row| row[0] == "女性").expect("a row");
        assert_eq!(woman, ["女性", "1", "100", "20", "50", "50"]);
    }

    async fn filters_keep_the_same_people_of_both_or_it_is_said_why_not(world: World) {
        for person in [&HANA, &KEN] {
            world.sent(person).await;
        }
        let mut desk = world.desk(&MORI).await;
        bring(&mut desk, &world).await;
        desk.open(&world.office("/results/comparison?only.sex=2")).await;
        desk.page.shows("絞り込み：").shows("令和2年度調査 2020 20").shows("市外へ移りたい - - 0.0");
        desk.open(&world.office("/results/comparison?only.age=1")).await;
        desk.page.shows("に当たる答えがないため、並べていません。この条件を外すと比べられます。");
        let mut ota = world.desk(&HARA).await;
        ota.open(&world.office("/results/comparison")).await.shows("令和2年度調査 2020 40");
    }
}
