use proptest::prelude::*;

use super::*;

fn sizes(seats: &[usize], tables: usize) -> Vec<usize> {
    (0..tables).map(|table| seats.iter().filter(|seat| **seat == table).count()).collect()
}

/// How far the tables differ in how many of a group they have.
fn spread(people: &[Groups], seats: &[usize], tables: usize, place: usize) -> i64 {
    let counts = counted(people, seats, place, tables);
    let gap = |of: &Vec<i64>| of.iter().max().unwrap_or(&0) - of.iter().min().unwrap_or(&0);
    counts.values().map(gap).max().unwrap_or(0)
}

fn people(most: usize) -> impl Strategy<Value = Vec<Groups>> {
    let group = || proptest::option::weighted(0.9, 1..6_i32);
    proptest::collection::vec((group(), group()).prop_map(|(one, two)| vec![one, two]), 0..most)
}

fn rules() -> [Seating; 3] {
    let mixed = vec!["department".into(), "age".into()];
    [Seating::Random, Seating::Together("age".into()), Seating::Mixed(mixed)]
}

proptest! {
    #[test]
    fn everybody_has_one_seat_and_tables_differ_by_one_at_most(
        people in people(60), tables in 1..9_usize, seed in 0..1000_u64,
    ) {
        for rule in rules() {
            let seats = seat(&rule, &people, tables, seed).unwrap();
            prop_assert_eq!(seats.len(), people.len());
            let sizes = sizes(&seats, tables);
            prop_assert_eq!(sizes.iter().sum::<usize>(), people.len());
            prop_assert!(sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1);
            prop_assert_eq!(&seats, &seat(&rule, &people, tables, seed).unwrap());
        }
    }

    #[test]
    fn a_mixed_group_is_spread_over_the_tables_by_one_at_most(
        people in people(60), tables in 1..9_usize, seed in 0..1000_u64,
    ) {
        let [_, _, mixed] = rules();
        let seats = seat(&mixed, &people, tables, seed).unwrap();
        prop_assert!(spread(&people, &seats, tables, 0) <= 1);
    }

    #[test]
    fn people_of_a_group_that_sits_together_are_at_neighbouring_tables(
        people in people(60), tables in 1..9_usize, seed in 0..1000_u64,
    ) {
        let [_, together, _] = rules();
        let seats = seat(&together, &people, tables, seed).unwrap();
        for (one, at) in people.iter().zip(&seats) {
            for (other, there) in people.iter().zip(&seats) {
                if key(one[0]) < key(other[0]) {
                    prop_assert!(at <= there);
                }
            }
        }
    }

    #[test]
    fn one_more_goes_to_one_of_the_smallest_tables(
        people in people(40), tables in 1..9_usize, seed in 0..1000_u64,
    ) {
        for rule in rules() {
            let (last, before) = match people.split_last() {
                Some(parts) => parts,
                None => return Ok(()),
            };
            let seats = seat(&rule, before, tables, seed).unwrap();
            let seated: Vec<(Groups, usize)> = before.iter().cloned().zip(seats.clone()).collect();
            let table = one_more(&rule, &seated, last, tables);
            let sizes = sizes(&seats, tables);
            prop_assert_eq!(sizes[table], *sizes.iter().min().unwrap());
        }
    }
}

#[test]
fn students_and_staff_are_as_many_at_each_table_and_departments_spread_as_well() {
    // 12 students and 12 of the staff, who come from three departments.
    let people: Vec<Groups> =
        (0..24).map(|number| vec![Some(number % 2), Some(number / 2 % 3)]).collect();
    let mixed = Seating::Mixed(vec!["belongs".into(), "department".into()]);
    for seed in 0..50 {
        let seats = seat(&mixed, &people, 4, seed).unwrap();
        assert_eq!(spread(&people, &seats, 4, 0), 0);
        assert!(spread(&people, &seats, 4, 1) <= 1, "lot {seed}");
    }
}

#[test]
fn other_lots_seat_otherwise() {
    let people = vec![Groups::new(); 30];
    let by = |seed| seat(&Seating::Random, &people, 5, seed).unwrap();
    assert_ne!(by(1), by(2));
}
