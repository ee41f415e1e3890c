//! Nobody can tell from which class or seat an answer came.

use machikoe::school::Settings;

use super::everything;
use crate::{
    both_engines,
    support::{school::*, *},
};

both_engines! {
    "class-survey";

    async fn nothing_joins_an_answer_to_a_class_or_a_seat(world: World) {
        let classes = [world.opened_class("1組", 34).await, world.opened_class("2組", 34).await];
        world.school_settings(read_by_somebody(&world).await).await;
        for class in &classes {
            let mut tablet = world.seated(class).await;
            answer_class(&mut tablet, "たすけてください").await;
            tablet.press("この内容で送信する").await.is("送りました。ありがとう！");
            answer_class(&mut world.seated(class).await, "まだ送らない").await;
        }
        assert_eq!((world.count("response").await, world.count("concern").await), (2, 2));
        let of_places = world
            .rows(
                "SELECT id AS value FROM school_class UNION SELECT room_code FROM school_class
                 UNION SELECT teacher_hash FROM school_class UNION SELECT id FROM seat
                 UNION SELECT code_hash FROM seat UNION SELECT entry FROM seat",
            )
            .await;
        let everything = everything(&world).await;
        for table in ["response", "concern", "draft"] {
            assert!(!everything[table].is_empty());
            for value in &everything[table] {
                let place = of_places.iter().find(|place| value.contains(place.as_str()));
                assert!(place.is_none(), "{table} holds something of a class or a seat: {value}");
            }
        }
        let answers = world.rows("SELECT id AS value FROM response UNION SELECT submission FROM response").await;
        for table in ["school_class", "seat", "seat_ticket", "audit"] {
            let leads = |value: &String| answers.iter().any(|answer| value.contains(answer.as_str()));
            assert!(!everything[table].iter().any(leads), "{table} leads to an answer");
        }
        // Two answers of two classes differ in nothing that the classes differ in.
        let alike = world.rows("SELECT CAST(day AS TEXT) || answers || version AS value FROM response").await;
        assert_eq!(alike[0], alike[1]);
    }

    async fn answering_does_not_touch_the_rows_of_classes_and_seats(world: World) {
        let class = world.opened_class("1組", 34).await;
        world.school_settings(read_by_somebody(&world).await).await;
        let slip = world.slip(&class, 1).await.compact();
        let mut tablets = Vec::new();
        for _ in 0..3 {
            tablets.push(world.seated(&class).await);
        }
        let mut home = world.browser();
        home.open(&format!("/q/{slip}")).await;
        home.press("はじめる").await.is("町のこと");
        tablets.push(home);
        let before = place_versions(&world).await;
        for mut tablet in tablets {
            answer_class(&mut tablet, "たすけて").await;
            tablet.press("この内容で送信する").await.is("送りました。ありがとう！");
        }
        assert_eq!(world.count("response").await, 4);
        assert_eq!(place_versions(&world).await, before);
    }

    async fn the_bookkeeping_of_the_engine_does_not_tell_whose_seat_it_was(world: World) {
        let class = world.opened_class("1組", 34).await;
        world.school_settings(read_by_somebody(&world).await).await;
        for _ in 0..3 {
            let mut tablet = world.seated(&class).await;
            answer_class(&mut tablet, "たすけて").await;
            tablet.press("この内容で送信する").await.is("送りました。ありがとう！");
        }
        answer_class(&mut world.seated(&class).await, "まだ送らない").await;
        match world.engine {
            Engine::Sqlite => {
                for table in ["response", "draft", "seat_ticket", "concern"] {
                    let hidden = world.execute(&format!("DELETE FROM {table} WHERE rowid < 0")).await;
                    assert!(hidden.is_err(), "{table} has hidden row numbers");
                }
            }
            Engine::Postgres => {
                let written = world.rows("SELECT xmin::text AS value FROM response").await;
                let places = world
                    .rows(
                        "SELECT xmin::text AS value FROM seat UNION SELECT xmax::text FROM seat
                         UNION SELECT xmin::text FROM seat_ticket UNION SELECT xmax::text FROM seat_ticket
                         UNION SELECT xmin::text FROM school_class UNION SELECT xmax::text FROM school_class
                         UNION SELECT xmin::text FROM draft UNION SELECT xmin::text FROM audit",
                    )
                    .await;
                assert!(written.iter().all(|xmin| !places.contains(xmin)), "{written:?} {places:?}");
            }
        }
    }

    async fn a_lesson_leaves_nothing_of_pupils_in_the_log(world: World) {
        let class = world.opened_class("1組", 34).await;
        let slip = world.slip(&class, 1).await;
        let mut tablet = world.seated(&class).await;
        let number = world.resume_number(&class, 1);
        tablet.fill("どうしてですか", "ひみつの川");
        tablet.press("次へ").await.is("大人に");
        let mut other = world.tablet();
        other.post(&format!("/a/room/{}/resumption", class.room_code), &[("number", &number)]).await;
        other.page.is("大人に");
        world.browser().open(&format!("/Q/{}", slip.compact())).await.is("中学生アンケート");
        let secrets = [
            class.room_code.clone(), number, "ひみつの川".into(), slip.to_string(), slip.compact(),
            class.teacher_code(&world.app.keys.codes).to_string(), SCHOOL_ADDRESS.into(), class.id.clone(),
        ];
        for line in &world.log.lines() {
            for secret in &secrets {
                assert!(!line.contains(secret.as_str()), "“{secret}” in the log: {line}");
            }
        }
    }
}

/// Texts are looked at, by the administrator.
async fn read_by_somebody(world: &World) -> Settings {
    let admins = world.rows("SELECT id AS value FROM staff WHERE role = 'admin'").await;
    Settings { reader: admins.into_iter().next(), ..Settings::default() }
}

/// What classes and seats hold, and what the engine keeps beside their rows.
async fn place_versions(world: &World) -> Vec<String> {
    let version = match world.engine {
        Engine::Sqlite => "rowid",
        Engine::Postgres => "xmin::text || ' ' || xmax::text || ' ' || ctid::text",
    };
    let columns = [
        ("school_class", "heads || ' ' || extra || ' ' || state || ' ' || issue"),
        ("seat", "class_id || ' ' || kind || ' ' || number || ' ' || COALESCE(entry, '-')"),
    ];
    let mut found = Vec::new();
    for (table, columns) in columns {
        let sql = format!(
            "SELECT id || ' ' || {columns} || ' ' || {version} AS value FROM {table} ORDER BY id"
        );
        found.extend(world.rows(&sql).await);
    }
    found
}
