//! Lines of an earlier wave as today's documents.

use crate::form::fixture::form;
use crate::wave::{File, Parsed, Problems, parse};

const CODEBOOK: &str = "変数名,設問,項目,コード,ラベル\n\
    sex,,,1,女性\nsex,,,2,男性\nsex,,,8,答えたくない\n\
    leave_why_1,理由,仕事,,\nleave_why_2,理由,買い物,,\nleave_why_7,理由,家族,,\n\
    household,人数,,,\nhappy,幸せ,,,\nideas,意見,,,\n";

fn read(answers: &str, codebook: &str) -> Result<Parsed, Problems> {
    let file = |name, text: &'static str| File { name, bytes: text.as_bytes() };
    let codebook = file("codebook.csv", Box::leak(codebook.to_owned().into_boxed_str()));
    parse(file("answers.csv", Box::leak(answers.to_owned().into_boxed_str())), codebook, &form())
}

fn documents(answers: &str) -> Vec<String> {
    let people = read(answers, CODEBOOK).expect("good files").people;
    people.iter().map(|person| serde_json::to_string(person).expect("JSON")).collect()
}

fn problems(answers: &str) -> Vec<(usize, String)> {
    let found = read(answers, CODEBOOK).expect_err("problems").answers;
    found.into_iter().map(|problem| (problem.line.unwrap_or(0), problem.message)).collect()
}

#[test]
fn codes_and_labels_in_the_cells_become_todays_codes() {
    let answers = "household,sex,happy,ideas\n３,2,10,橋を\n1,女性,0,\n20,\"答え たくない\",5,x\n";
    assert_eq!(
        documents(answers),
        [
            r#"{"happy":10,"household":3,"sex":1}"#,
            r#"{"happy":0,"household":1,"sex":2}"#,
            r#"{"happy":5,"household":20,"sex":9}"#
        ]
    );
}

#[test]
fn the_missings_are_told_apart_and_a_blank_is_no_answer() {
    assert_eq!(
        documents("sex,household,happy\n,-1,無回答\n-2,-2,非該当\n-3,-3,無効\n1,1,1\n"),
        [
            r#"{"happy":null,"household":null,"sex":null}"#,
            "{}",
            r#"{"happy":false,"household":false,"sex":false}"#,
            r#"{"happy":1,"household":1,"sex":2}"#
        ]
    );
}

#[test]
fn ticks_become_the_codes_of_one_answer() {
    let answers = "leave_why_1,leave_why_2,leave_why_7,id\n1,0,0,1\n○,1,,2\n,,,3\n0,0,0,4\n-2,-2,-2,5\n-3,-3,-3,6\n0,0,1,7\n-1,-1,-1,8\n";
    assert_eq!(
        documents(answers),
        [
            r#"{"leave_why":[1]}"#,
            r#"{"leave_why":[1,2]}"#,
            r#"{"leave_why":null}"#,
            r#"{"leave_why":null}"#,
            "{}",
            r#"{"leave_why":false}"#,
            r#"{"leave_why":false}"#,
            r#"{"leave_why":null}"#,
        ]
    );
}

#[test]
fn values_that_nobody_explains_are_told_by_line() {
    let found =
        problems("sex,household,leave_why_1,happy\n7,1,1,1\n1,21,1,1\n1,1,5,1\n1,1,1\n1,1,1,11\n");
    let expected = [
        (2, "「sex」の値「7」は、コードブックにありません。"),
        (3, "「household」の値「21」は、1〜20の整数でも −1・−2・−3 でもありません。"),
        (4, "「leave_why_1」の値「5」は、コードブックにありません。"),
        (5, "見出しは4列ですが、この行は3列です。区切りの過不足をお確かめください。"),
        (6, "「happy」の値「11」は、0〜10の整数でも −1・−2・−3 でもありません。"),
    ];
    let found: Vec<(usize, &str)> = found.iter().map(|(line, text)| (*line, &**text)).collect();
    assert_eq!(found, expected);
}

#[test]
fn columns_of_one_name_or_of_none_are_refused() {
    let found = problems("sex,sex, \n1,1,1\n");
    assert!(found[0].1.contains("「sex」の列が2つ"), "{found:?}");
    assert!(found[1].1.contains("3列目に変数名がありません"), "{found:?}");
}

#[test]
fn files_with_nothing_to_compare_are_refused() {
    assert!(problems("")[0].1.contains("空です"));
    assert!(problems("sex\n")[0].1.contains("見出しのほかの行"));
    assert!(problems("number,name\n1,a\n")[0].1.contains("比べられる変数が1つもありません"));
    let both = read("", "").expect_err("two bad files");
    assert_eq!((both.codebook.len(), both.answers.len()), (1, 0));
}

#[test]
fn a_scale_that_nobody_answered_in_its_upper_half_is_doubted() {
    let told = |highest: u32| {
        let answers: String = (0..12).map(|place| format!("{}\n", 1 + place % highest)).collect();
        let parsed = read(&format!("happy\n{answers}"), CODEBOOK).expect("good files");
        parsed.mapping.notes("happy").concat().contains("段階が今回（0〜10）と違うおそれ")
    };
    assert!(told(5) && !told(6));
}
