//! Nobody can tell whose an answer is: not from the tables, not from their bookkeeping, not from
//! the log.

use std::collections::BTreeMap;

use machikoe::school::Settings;

use crate::{
    both_engines,
    support::{school::*, steps::*, *},
};

/// The tables that may hold something of a participant, and which columns they have.
const COLUMNS: [(&str, &str); 9] = [
    ("participant", "age_band code_hash disposition district id serial sex survey_id"),
    ("ticket", "participant_id"),
    ("draft", "locator sealed survey_id"),
    ("response", "answers day id submission survey_id version"),
    (
        "school_class",
        "closed_at extra grade heads id issue name opened_on room_code school state survey_id teacher_hash",
    ),
    ("seat", "class_id code_hash entry id kind number"),
    ("seat_ticket", "seat_id"),
    ("concern", "field read_by response_id sign"),
    ("school_settings", "late_minutes reader_id slips_any_time survey_id"),
];

/// Every column of every table, with its type.
async fn columns(world: &World) -> Vec<(String, String, String)> {
    let sql = match world.engine {
        Engine::Sqlite => {
            "SELECT m.name || ' ' || c.name || ' ' || c.type AS value
             FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
        }
        Engine::Postgres => {
            "SELECT table_name || ' ' || column_name || ' ' || data_type AS value
             FROM information_schema.columns WHERE table_schema = 'public'"
        }
    };
    let split = |line: String| {
        let mut parts = line.splitn(3, ' ').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        (next(), next(), next().to_lowercase())
    };
    world.rows(sql).await.into_iter().map(split).collect()
}

/// Every value of every column, by table.
async fn everything(world: &World) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::<String, Vec<String>>::new();
    for (table, column, _) in columns(world).await {
        let sql = format!(
            "SELECT CAST({column} AS TEXT) AS value FROM {table} WHERE {column} IS NOT NULL"
        );
        all.entry(table).or_default().extend(world.rows(&sql).await);
    }
    all
}

both_engines! {
    async fn the_tables_of_answering_have_these_columns_and_no_others(world: World) {
        let mut found = BTreeMap::<String, Vec<String>>::new();
        for (table, column, _) in columns(&world).await {
            found.entry(table).or_default().push(column);
        }
        for (table, expected) in COLUMNS {
            let mut columns = found.remove(table).unwrap_or_default();
            columns.sort();
            assert_eq!(columns.join(" "), expected, "columns of {table}");
        }
    }

    async fn only_the_day_of_an_answer_is_kept_and_no_time_of_a_person(world: World) {
        let is_time = |kind: &str| kind.contains("time") || kind.contains("date");
        for (table, column, kind) in columns(&world).await {
            match table.as_str() {
                "participant" | "ticket" | "draft" | "seat" | "seat_ticket" | "concern" => assert!(!is_time(&kind), "{table}.{column}: {kind}"),
                "response" => assert_eq!(kind.contains("date"), column == "day", "{column}: {kind}"),
                _ => {}
            }
            assert!(table != "response" || !kind.contains("time"), "{column}: {kind}");
        }
    }

    async fn nothing_of_a_person_stands_outside_their_own_row(world: World) {
        world.sent(&HANA).await;
        world.answered(&ICHIRO).await;
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("/dispositions")).await;
        desk.fill("整理番号", KEN.serial).choose("記録する内容", "紙で回答");
        desk.press("記録する").await.shows("1件を記録しました");
        let people = world.rows("SELECT id AS value FROM participant").await;
        let hashes = world.rows("SELECT code_hash AS value FROM participant").await;
        let everything = everything(&world).await;
        assert_eq!(everything["response"].len(), 6);
        for (table, values) in &everything {
            for value in values {
                for person in EVERYBODY {
                    let code = world.compact(person);
                    let shown = world.code(person);
                    assert!(!value.contains(&code) && !value.contains(&shown), "a code in {table}");
                    let serial = value.contains(person.serial);
                    assert!(!serial || table == "participant", "a serial number in {table}: {value}");
                }
                let id = people.iter().any(|id| value.contains(id));
                assert!(!id || ["participant", "ticket"].contains(&table.as_str()), "a person in {table}");
                let hash = hashes.iter().any(|hash| value.contains(hash));
                assert!(!hash || table == "participant", "the hash of a code in {table}");
                let answer = value.contains("髙﨑さん");
                assert!(!answer || table == "response", "an answer in {table}: {value}");
            }
        }
    }

    async fn answering_does_not_touch_the_row_of_a_person(world: World) {
        let before = world.rows(&row_versions(world.engine)).await;
        for person in [&KEN, &HANA, &MARIA] {
            world.sent(person).await;
        }
        assert_eq!(world.rows(&row_versions(world.engine)).await, before);
    }

    async fn the_order_of_arrival_is_not_kept(world: World) {
        for person in [&KEN, &HANA, &MARIA] {
            world.sent(person).await;
        }
        match world.engine {
            Engine::Sqlite => {
                for table in ["response", "draft", "ticket"] {
                    let hidden = world.execute(&format!("DELETE FROM {table} WHERE rowid < 0")).await;
                    assert!(hidden.is_err(), "{table} has hidden row numbers");
                }
            }
            Engine::Postgres => {
                // What the server notes beside a row: the transaction that wrote it.
                let written = world.rows("SELECT xmin::text AS value FROM response").await;
                let people = world.rows("SELECT xmin::text AS value FROM participant").await;
                assert!(written.iter().all(|xmin| !people.contains(xmin)));
            }
        }
        let ids = world.rows("SELECT id AS value FROM response").await;
        assert!(ids.iter().all(|id| id.as_bytes()[14] == b'4'), "random ids: {ids:?}");
    }

    async fn a_draft_is_sealed(world: World) {
        world.answered(&HANA).await;
        let sealed = world.rows("SELECT sealed AS value FROM draft").await;
        assert_eq!(sealed.len(), 1);
        assert!(sealed[0].bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
        let locators = world.rows("SELECT locator AS value FROM draft").await;
        let hashes = world.rows("SELECT code_hash AS value FROM participant").await;
        assert!(!hashes.contains(&locators[0]), "the table of drafts tells who has begun");
    }

    async fn a_whole_run_leaves_nothing_in_the_log(world: World) {
        let mut phone = Browser::at(world.base(), "198.51.100.77");
        phone.open("/a").await;
        phone.fill("回答用コード", &world.code(&HANA).to_lowercase());
        phone.press("進む").await;
        phone.press("回答を始める").await;
        phone.fill("何人で暮らして", "七人");
        phone.press("次へ").await;
        answer_all(&mut phone).await;
        phone.press("この内容で送信する").await.is("回答を受け取りました");
        let receipt = phone.page.url.rsplit('/').next().expect("a receipt").to_owned();
        phone.open(&format!("/Q/{}", world.compact(&HANA))).await.is("このコードの回答はすでに受け取っています");
        phone.open(&format!("/q/{}", &world.compact(&HANA)[..11])).await;
        phone.open("/a/p/about-you?view=en").await;
        let lines = world.log.lines();
        let requests = lines.iter().filter(|line| line.contains("request")).count();
        assert!(requests > 10, "the log is not being read: {lines:?}");
        let (code, slip) = (world.compact(&HANA), world.compact(&HANA)[..11].to_owned());
        let secrets = [
            code.clone(), code.to_lowercase(), world.code(&HANA), world.code(&HANA).to_lowercase(), slip,
            HANA.serial.into(), "198.51.100.77".into(), "Mozilla".into(), receipt, "七人".into(),
            "吉野家".into(), "髙﨑".into(), "駅前".into(), "household".into(), "sat_m01".into(),
        ];
        for line in &lines {
            for secret in &secrets {
                assert!(!line.contains(secret.as_str()), "“{secret}” in the log: {line}");
            }
        }
    }
}

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

/// What the engine keeps beside the rows of participants.
fn row_versions(engine: Engine) -> String {
    let version = match engine {
        Engine::Sqlite => "rowid",
        Engine::Postgres => "xmin::text || ' ' || xmax::text || ' ' || ctid::text",
    };
    format!(
        "SELECT id || ' ' || serial || ' ' || COALESCE(disposition, '-') || ' ' || {version} AS value
         FROM participant ORDER BY id"
    )
}
