//! How results are reported: an editor decides, a viewer sees.

use crate::{both_engines, support::*};

const SCREEN: &str = "/results/settings";

both_engines! {
    async fn an_editor_changes_the_settings_and_sees_what_they_do(world: World) {
        for person in [&HANA, &KEN] {
            world.sent(person).await;
        }
        let mut mori = world.desk(&MORI).await;
        // 1.96 × √(0.25 ÷ 2), and twice the variance.
        mori.open(&world.office(SCREEN)).await.shows("±69.30ポイント").shows("ウェイト補正はしていません");
        mori.fill("デザイン効果", "２").fill("母集団の人数", "39,800");
        mori.choose("満足度と重要度の図の向き", "横軸は重要度、縦軸は満足度");
        mori.press("保存する").await.is("集計の設定").shows("±98.00ポイント");
        assert_eq!(mori.page.value("母集団の人数"), "39800");
        assert!(mori.page.has("満足度と重要度の図の向き", "横軸は重要度、縦軸は満足度"));
        mori.choose("補正の方法", "周辺分布への補正（レイキング）");
        mori.press("保存する").await.shows("地区・年齢・性別の設問が指定されていない");
        let mut hara = world.desk(&HARA).await;
        hara.open("/staff/audit").await.shows("集計の設定の変更 town-survey");
    }

    async fn what_cannot_be_is_said_and_what_was_typed_stays(world: World) {
        let mut mori = world.desk(&MORI).await;
        mori.open(&world.office(SCREEN)).await;
        mori.fill("信頼度の係数", "九五").fill("公表する最小の人数", "3.5").fill("ウェイトの上限", "3");
        mori.press("保存する").await.shows("保存していません").shows("「信頼度の係数 z」は数で入力してください。");
        assert_eq!(mori.page.status, 422);
        mori.page.shows("「公表する最小の人数」は整数で").shows("「ウェイトの下限」は数で");
        assert_eq!(mori.page.value("信頼度の係数"), "九五");
        assert_eq!(world.count("report_settings").await, 0);
    }

    async fn a_viewer_sees_the_settings_and_cannot_change_them(world: World) {
        let mut oka = world.desk(&OKA).await;
        oka.open(&world.office(SCREEN)).await.shows("変更は、編集の権限を持つ職員ができます。");
        assert!(oka.page.forms.iter().all(|form| !form.action.ends_with(SCREEN)) || !oka.page.html.contains("保存する</button>"));
        oka.post(&world.office(SCREEN), &[("threshold", "1")]).await.is("この操作はできません");
    }
}
