//! Nobody can tell whose an answer is: not from the tables, not from their bookkeeping, not from
//! the log.

mod school;

use std::collections::BTreeMap;

use crate::{
    both_engines,
    support::{steps::*, *},
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
