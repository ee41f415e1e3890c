//! Texts that an adult should read soon: who sees them, and what pupils are told.

use machikoe::staff::store::by_email;

use crate::{both_engines, support::*};

both_engines! {
    "class-survey";

    async fn the_named_reader_reads_what_was_found_and_says_so(world: World) {
        world.name_reader(&OKA).await;
        let class = world.opened_class("1組", 34).await;
        world.sent_from(&class, "もう死にたい。田中さんがこわい").await;
        world.sent_from(&class, "海がある").await;
        let mut oka = world.desk(&OKA).await;
        oka.page.shows("まだ読んでいない見守りの文が1件あります").hides("死にたい");
        oka.open(&world.office("")).await.shows("まだ読んでいない見守りの文が1件あります").hides("死にたい");
        oka.follow("まだ読んでいない見守りの文").await.is("文の見守り").shows("もう死にたい。田中さんがこわい");
        oka.page.shows("助けを求める言葉かもしれない").shows("人の名前かもしれない").hides("海がある");
        oka.page.shows("東中学校 2年生").hides("1組").shows("どうしてですか。").shows("読む職員：岡 まゆみ");
        oka.press("読んだ").await.shows("岡 まゆみさんが読みました").shows("すべて読んであります");
        oka.open("/staff").await.hides("見守りの文が");
        oka.open(&world.office("/concerns")).await;
        oka.press("読んでいない文に戻す").await.shows("まだ読んでいない文が1件あります。");
        assert_eq!(recorded(&world).await, [
            "岡 まゆみ concern-read class-survey",
            "岡 まゆみ concern-put-back class-survey",
        ]);
    }

    async fn nobody_else_but_administrators_sees_texts_or_their_number(world: World) {
        world.name_reader(&OKA).await;
        let class = world.opened_class("1組", 34).await;
        world.sent_from(&class, "たすけて").await;
        let mut mori = world.desk(&MORI).await;
        mori.page.hides("見守りの文");
        mori.open(&world.office("")).await.hides("見守り");
        mori.open(&world.office("/concerns")).await.shows("読む職員に決められた方と管理者だけが開けます。");
        assert_eq!(mori.page.status, 403);
        mori.page.hides("たすけて");
        let id = world.rows("SELECT response_id AS value FROM concern").await.remove(0);
        mori.post(&world.office("/concerns/reading"), &[("response", &id), ("field", "why")]).await;
        assert_eq!(mori.page.status, 403);
        assert_eq!(world.rows("SELECT COALESCE(read_by, '-') AS value FROM concern").await, ["-"]);
        let mut hara = world.desk(&HARA).await;
        hara.open(&world.office("/concerns")).await.shows("たすけて");
    }

    async fn unread_texts_stand_first_and_a_second_reader_changes_nothing(world: World) {
        world.name_reader(&OKA).await;
        let class = world.opened_class("1組", 34).await;
        for text in ["たすけて その1", "たすけて その2"] {
            world.sent_from(&class, text).await;
        }
        let mut oka = world.desk(&OKA).await;
        oka.open(&world.office("/concerns")).await;
        let response = first_of(&oka.page);
        let first = [("response", response.as_str()), ("field", "why")];
        oka.post(&world.office("/concerns/reading"), &first).await.shows("まだ読んでいない文が1件あります。");
        assert_ne!(first_of(&oka.page), response, "the unread one stands first");
        let mut hara = world.desk(&HARA).await;
        hara.post(&world.office("/concerns/reading"), &first).await.shows("岡 まゆみさんが読みました");
        hara.post(&world.office("/concerns/reading"), &[("response", "x"), ("field", "why")]).await;
        assert_eq!(recorded(&world).await, ["岡 まゆみ concern-read class-survey"]);
    }

    async fn pupils_are_told_beside_each_text_and_only_while_somebody_reads(world: World) {
        let class = world.opened_class("1組", 34).await;
        let mut tablet = world.seated(&class).await;
        tablet.page.hides("市の担当の人が読みます");
        world.sent_from(&class, "たすけて").await;
        assert_eq!(world.count("concern").await, 0, "nothing is looked for that nobody reads");
        world.name_reader(&OKA).await;
        tablet.open("/a/p/town").await.shows("市の担当の人が読みます").shows("書いたことは市の人が読みます。");
        tablet.choose("この町が好き", "好き").fill("どうしてですか", "海");
        tablet.press("次へ").await.is("大人に").shows("市の担当の人が読みます");
        tablet.open("/a/p/town?view=en").await.shows("Somebody at the city office reads what you write.");
        let mut next = world.tablet();
        next.open(&format!("/C/{}", class.room_code)).await.shows("書いたことは市の人が読みます。");
    }

    async fn an_empty_page_says_why_it_is_empty(world: World) {
        let mut hara = world.desk(&HARA).await;
        hara.open(&world.office("/concerns")).await.shows("読む職員が決まっていないので");
        world.name_reader(&OKA).await;
        hara.open(&world.office("/concerns")).await.shows("見つかった文は、まだありません。");
    }
}

impl World {
    /// The office names somebody who reads what should be read soon.
    pub async fn name_reader(&self, colleague: &Colleague) {
        let email = colleague.email;
        let reader = self.write(move |db| by_email(db, email)).await.expect("a colleague");
        let (survey, reader) = (&self.survey.id, reader.id);
        let sql = format!(
            "INSERT INTO school_settings (survey_id, late_minutes, slips_any_time, reader_id) \
             VALUES ('{survey}', 3, TRUE, '{reader}')"
        );
        self.execute(&sql).await.expect("named");
    }
}

/// The answer of the text that stands first.
fn first_of(page: &Page) -> String {
    let first = page.controls.iter().find(|control| control.name == "response");
    first.expect("a text").value.clone()
}

/// What was recorded of reading.
async fn recorded(world: &World) -> Vec<String> {
    let sql = "SELECT actor || ' ' || action || ' ' || subject AS value FROM audit WHERE action LIKE 'concern-%' ORDER BY at, action DESC";
    world.rows(sql).await
}
