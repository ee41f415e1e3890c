//! The templates that the city begins with: what they promise, and the sentences of `form check`.

use std::{fs, path::Path};

use machikoe::{
    board::hold,
    workshop::{
        settings::Names,
        template::{self, Template, WorkshopTemplate},
    },
};
use tempfile::TempDir;

fn forms() -> &'static Path {
    concat!(env!("CARGO_MANIFEST_DIR"), "/forms").as_ref()
}

fn shipped(name: &str) -> WorkshopTemplate {
    template::read(forms(), name).expect("a template")
}

#[test]
fn the_templates_have_the_themes_of_the_plan_and_nothing_wrong() {
    let all = template::read_all(forms()).expect("read").expect("no mistake");
    let titles = |name: &str| {
        let themes = shipped(name).themes.into_iter();
        themes.map(|theme| theme.title).collect::<Vec<_>>()
    };
    assert_eq!(all.len(), 5);
    assert_eq!(all.iter().filter(|of| matches!(of, Template::Meeting(_))).count(), 1);
    assert_eq!(
        titles("students"),
        ["学校卒業後の進路と本市の将来", "若い世代の就業希望に対する市の課題"]
    );
    assert_eq!(
        titles("citizens"),
        ["「荒尾市で子育てしたい」と思える環境や地域コミュニティの姿", "荒尾市の魅力・潜在課題"]
    );
    for name in ["staff", "joint"] {
        assert_eq!(titles(name), ["本市の現状と課題", "本市の将来像"]);
    }
}

#[test]
fn an_evening_of_each_template_takes_between_ninety_minutes_and_two_hours() {
    for name in ["students", "citizens", "staff", "joint"] {
        let minutes = shipped(name).themes.into_iter().flat_map(|theme| theme.settings.minutes);
        let whole: i64 = minutes.map(|of| of.minutes).sum();
        assert!((90..=120).contains(&whole), "{name}: {whole}");
    }
}

#[test]
fn staff_say_no_names_and_what_students_write_is_looked_at_first() {
    assert_eq!(shipped("staff").settings.names, Names::None);
    let students = shipped("students").settings;
    assert!(students.minors && students.names == Names::Nickname);
    let hold = students.hold.expect("a hold");
    for text in [
        "もう死にたい",
        "毎日がつらい",
        "家に帰りたくない",
        "いじめられています",
        "090-1234-5678に電話して",
        "インスタは@arao_taro",
        "田中さんがうるさい",
        "あいつはキモい",
    ] {
        assert!(hold::reason(&hold, text).is_some(), "{text}");
    }
    for text in [
        "地元で就職したいけど、やりたい仕事がない",
        "一度は都会に出てみたい。いつか帰ってきたい",
        "電車もバスも本数が少なくて通学がつらい",
        "いじめのないまちにしたい",
        "干潟のたくさんの鳥を見に来る人をふやす",
        "サブスクみたいにバスに乗り放題",
        "同じ店ばかりでつまらない",
        "市の職員さんと話せてよかった",
        "学校の先生に進路を相談できる",
        "ちゃんと休みがとれる会社がいい",
        "2026年に荒尾駅前に図書館みたいな場所がほしい",
        "お母さんが働きやすいまち",
    ] {
        assert_eq!(hold::reason(&hold, text), None, "{text}");
    }
}

#[test]
fn a_template_whose_registration_asks_nowhere_is_named_with_its_line() {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join("workshops")).expect("a folder");
    let text = fs::read_to_string(forms().join("workshops/citizens.yaml")).expect("text");
    fs::write(folder.path().join("workshops/citizens.yaml"), &text).expect("written");
    let problems = template::read_all(folder.path()).expect("read").expect_err("a mistake");
    let line = text.lines().position(|line| line == "  registration:").expect("a line") + 1;
    let begins = format!("citizens.yaml:{line}: ");
    assert!(problems.len() == 1 && problems[0].to_string().starts_with(&begins), "{problems:?}");
    assert!(problems[0].message.contains("「workshop-citizens」が、見つからない"), "{problems:?}");
}
