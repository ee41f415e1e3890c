use super::*;

/// 男性, 女性, 無回答, 無効 and 非該当.
fn table(base: Base, people: [u32; 5]) -> Table {
    let count = |place: usize| Count { people: people[place], ..Count::default() };
    let mut valid = count(0);
    valid += count(1);
    let tally = Tally {
        counts: vec![count(0), count(1)],
        valid,
        no_answer: count(2),
        unusable: count(3),
        not_asked: count(4),
    };
    let heading = |label: &str, code| Heading { label: label.into(), stands: Stands::Code(code) };
    let plan = Plan {
        subject: Subject {
            id: "sex".into(),
            number: Some(1),
            title: "性別".into(),
            shape: Shape::Single,
        },
        base,
        answers: vec![heading("男性", 1), heading("女性", 2)],
        scores: &[],
    };
    Table::new(plan, vec![(StubLine::default(), tally)])
}

fn labels(table: &Table) -> Vec<&str> {
    table.headings.iter().map(|heading| heading.label.as_str()).collect()
}

#[test]
fn a_blank_answer_is_counted_as_no_answer_below_its_own_heading() {
    let table = table(Base::Asked, [3, 4, 2, 1, 0]);
    assert_eq!(labels(&table), ["男性", "女性", "無回答", "無効"]);
    assert_eq!(table.lines[0].counts, [3, 4, 2, 1]);
    assert_eq!(table.lines[0].counts.iter().sum::<u32>(), table.lines[0].n);
    assert_eq!(table.lines[0].percent(1).to_string(), "40.0");
}

#[test]
fn missings_stand_only_where_the_base_holds_them() {
    assert_eq!(labels(&table(Base::Valid, [3, 4, 2, 1, 5])), ["男性", "女性"]);
    assert_eq!(labels(&table(Base::Asked, [3, 4, 0, 0, 5])), ["男性", "女性", "無回答"]);
    let all = table(Base::All, [3, 4, 0, 0, 2]);
    assert_eq!(labels(&all), ["男性", "女性", "無回答", "非該当"]);
    assert_eq!(all.lines[0].n, 9);
}

#[test]
fn a_small_n_is_marked_and_nobody_is_a_dash() {
    let line = |n| table(Base::Asked, [n, 0, 0, 0, 0]).lines.remove(0);
    assert_eq!(line(29).printed_n(), "29*");
    assert_eq!(line(30).printed_n(), "30");
    assert_eq!(line(0).percent(0).to_string(), "-");
    assert!(table(Base::Asked, [0; 5]).has_small_base());
}
