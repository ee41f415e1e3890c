//! What conditions mean.

use super::*;

fn answers(json: &str) -> Answers {
    serde_json::from_str(json).unwrap()
}

fn holds(formula: &str, json: &str) -> bool {
    formula.parse::<Condition>().unwrap().holds(&answers(json))
}

#[test]
fn every_sign_compares() {
    for (formula, truth) in [
        ("q = 3", [false, true, false]),
        ("q <> 3", [true, false, true]),
        ("q < 3", [true, false, false]),
        ("q <= 3", [true, true, false]),
        ("q > 3", [false, false, true]),
        ("q >= 3", [false, true, true]),
    ] {
        let got = [2, 3, 4].map(|n| holds(formula, &format!(r#"{{"q":{n}}}"#)));
        assert_eq!(got, truth, "{formula}");
    }
}

#[test]
fn a_comparison_with_a_blank_answer_is_false() {
    for json in ["{}", r#"{"q":null}"#, r#"{"q":false}"#, r#"{"q":"x"}"#] {
        assert!(!holds("q <> 3", json), "{json}");
        assert!(!holds("q < 3", json), "{json}");
        assert!(holds("NOT(q = 3)", json), "{json}");
    }
}

#[test]
fn ticked_choices_are_found_and_counted() {
    assert!(holds("HAS(info, 2)", r#"{"info":[1,2]}"#));
    assert!(!holds("HAS(info, 3)", r#"{"info":[1,2]}"#));
    assert!(holds("COUNT(info) >= 2", r#"{"info":[1,2]}"#));
    assert!(holds("COUNT(info) = 0", r#"{"info":null}"#));
    assert!(!holds("ANSWERED(info)", r#"{"info":[]}"#));
    assert!(holds("ANSWERED(idea)", r#"{"idea":"橋"}"#));
}

#[test]
fn combinations_hold_as_in_excel() {
    let formula = "OR(AND(a = 1, b = 2), NOT(c = 3))";
    assert!(holds(formula, r#"{"a":1,"b":2,"c":3}"#));
    assert!(holds(formula, r#"{"c":4}"#));
    assert!(!holds(formula, r#"{"a":1,"c":3}"#));
}

#[test]
fn a_frozen_condition_is_readable_text_and_comes_back_equal() {
    let condition: Condition =
        "or( and(a=1,b<>2) , not(HAS(c, 3)), COUNT(c)>=2, answered(d))".parse().unwrap();
    let json = serde_json::to_string(&condition).unwrap();
    assert_eq!(json, r#""OR(AND(a = 1, b <> 2), NOT(HAS(c, 3)), COUNT(c) >= 2, ANSWERED(d))""#);
    assert_eq!(serde_json::from_str::<Condition>(&json).unwrap(), condition);
    assert_eq!(condition.names(), ["a", "b", "c", "c", "d"]);
}
