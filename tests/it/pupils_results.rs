//! What a survey answered in classes shows: nothing until it is over, then schools and grades.

use serde_json::{Value, json};

use crate::{both_engines, support::*};

/// So many pupils who like the town, and so many who do not.
fn pupils(like: usize, dislike: usize) -> Vec<Value> {
    let one = |code: i16| json!({ "like": code, "why": null, "voice": null });
    [vec![one(1); like], vec![one(3); dislike]].concat()
}

/// The ways to results, as `src/web/routes.rs` gives them: below a survey, with the method.
fn ways() -> Vec<(&'static str, String)> {
    let source = include_str!("../../src/web/routes.rs");
    let (_, of_survey) = source.split_once("scope(\"/surveys/{slug}\")").expect("the scope");
    let mut found = Vec::new();
    for line in of_survey.lines() {
        let Some(path) = line.split('"').nth(1) else { continue };
        if !["/results", "/texts", "/files"].iter().any(|way| path.starts_with(way)) {
            continue;
        }
        let path = path.replace("{field}", "why").replace("{version}", "1");
        for (method, mark) in [("GET", "get("), ("POST", "post(")] {
            if line.contains(mark) {
                found.push((method, path.clone()));
            }
        }
    }
    found
}

const SHUT: &str = "学級ごとの答えがわからないように、集計は調査を終えてから見られます。";
const FILES: [&str; 5] =
    ["workbook.xlsx", "answers.csv", "codebook.csv", "answers.sps", "answers.R"];
/// These show nothing, and do nothing to what is not there.
const SILENT: [&str; 3] =
    ["/results/settings", "/results/publication/withdrawal", "/results/tables/{id}/removal"];

both_engines! {
    "class-survey";

    async fn until_the_survey_is_over_every_way_to_results_is_shut(world: World) {
        let class = world.opened_class("1組", 20).await;
        world.all_sent(&class, &pupils(12, 3)).await;
        let mut hara = world.desk(&HARA).await;
        let ways = ways();
        assert!(ways.len() > 20, "{ways:?}");
        for (method, path) in &ways {
            for file in FILES.iter().take(if path.contains("{name}") { 5 } else { 1 }) {
                let address = world.office(&path.replace("{name}", file));
                match *method {
                    "GET" => hara.open(&address).await.shows(SHUT),
                    _ if SILENT.contains(&path.as_str()) => continue,
                    _ => hara.post(&address, &[("typed", "公表"), ("hand", "first"), ("title", "表")]).await.shows(SHUT),
                };
                assert!(!hara.page.text.contains("n = "), "{method} {address}");
            }
        }
        let mut anybody = world.browser();
        anybody.open("/results/class-survey").await.is("この調査の結果は公表されていません");
        // A chart as a file, and no download on record.
        hara.open(&world.office("/results?svg=gt-like")).await.shows(SHUT);
        hara.open("/staff/audit").await.hides("回答のダウンロード");
        hara.open(&world.office("")).await;
        hara.press("受付を終了する").await;
        hara.open(&world.office("/results")).await.is("単純集計（GT）").shows("回答数 n = 15");
    }
}
