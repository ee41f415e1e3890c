use super::super::frame::tests::frame;
use super::*;

fn shown(frame: &Frame) -> Vec<Row> {
    frame.codes.iter().map(Row::of).collect()
}

fn new(number: &str, label: &str) -> Row {
    Row { number: number.into(), label: label.into(), ..Row::default() }
}

#[test]
fn what_is_not_touched_stays_as_it_was() {
    assert_eq!(frame().changed(&shown(&frame())), Ok(frame()));
    assert_eq!(frame().changed(&[]), Ok(frame()));
}

#[test]
fn codes_are_added_renamed_retired_and_merged() {
    let mut rows = shown(&frame());
    rows[0].label = "交通・移動".into();
    rows[1].fate = "retired".into();
    rows.push(new("", "防災"));
    rows.push(new("９９", "わからない"));
    rows[4].fate = "into-99".into();
    let changed = frame().changed(&rows).unwrap();
    let numbers: Vec<i16> = changed.codes.iter().map(|code| code.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 9, 10, 99]);
    assert_eq!(changed.label(1), "交通・移動");
    assert_eq!(changed.label(10), "防災");
    assert_eq!(changed.today(&[2, 9]), [2, 99]);
    assert_eq!(changed.code(2).unwrap().fate, Fate::Retired);
}

#[test]
fn every_mistake_gets_its_sentence() {
    for (row, expected) in [
        (new("9", "防災"), "コード9はすでにあります"),
        (new("0", "防災"), "1から999まで"),
        (new("x", "防災"), "1から999まで"),
        (new("10", ""), "コード10の名前を入力してください"),
        (new("", "交通"), "同じ名前「交通」"),
        (new("", &"あ".repeat(61)), "60字以内"),
        (Row { code: Some(77), number: "77".into(), ..new("", "x") }, "コード77は"),
        (Row { code: Some(1), fate: "into-4".into(), ..new("", "x") }, "まとめられます"),
        (Row { code: Some(1), fate: "into-1".into(), ..new("", "x") }, "まとめられます"),
        (Row { code: Some(1), fate: "gone".into(), ..new("", "x") }, "扱いを選び直して"),
    ] {
        let problems = frame().changed(std::slice::from_ref(&row)).unwrap_err();
        assert!(problems[0].contains(expected), "{row:?}: {problems:?}");
    }
}

#[test]
fn two_changes_at_once_lose_nothing() {
    let base = frame();
    let mut theirs = shown(&base);
    theirs[0].label = "交通全般".into();
    theirs.push(new("20", "防災"));
    let newest = base.changed(&theirs).unwrap();
    let mut mine = shown(&base);
    mine[0].description = "バス、鉄道、道路".into();
    mine[1].label = "子育て・教育".into();
    mine.push(new("", "医療"));
    let both = newest.changed(&onto(&base, &newest, &mine)).unwrap();
    assert_eq!(both.label(1), "交通全般");
    assert_eq!(both.code(1).unwrap().description, "バス、鉄道、道路");
    assert_eq!(both.label(2), "子育て・教育");
    assert_eq!(both.label(20), "防災");
    assert_eq!(both.label(21), "医療");
}

#[test]
fn a_posted_form_becomes_rows_and_empty_rows_are_left_out() {
    let fields = [
        ("version", "1"),
        ("row", "3"),
        ("label-3", " バス "),
        ("fate-3", "retired"),
        ("row", "new-1"),
        ("label-new-1", " "),
        ("row", "new-2"),
        ("number-new-2", "5"),
        ("label-new-2", "医療"),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let read = rows(&fields);
    assert_eq!(read.len(), 2);
    assert_eq!((read[0].code, read[0].label.as_str()), (Some(3), "バス"));
    assert_eq!((read[1].code, read[1].number.as_str()), (None, "5"));
}
