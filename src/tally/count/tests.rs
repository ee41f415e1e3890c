use super::*;
use crate::tally::{Breakdown, Categories};

fn column(cells: &[i16]) -> Column {
    Column { cells: cells.to_vec(), ..Column::default() }
}

fn sexes() -> Column {
    column(&[1, 2, 2, 9, NO_ANSWER, NOT_ASKED, NOT_ASKED, UNUSABLE, 2, 1])
}

fn whole(counted: Counted, rows: usize) -> Tally {
    count(counted, &Stub::whole(), None, 0..rows).remove(0)
}

fn people(tally: &Tally) -> Vec<u32> {
    tally.counts.iter().map(|count| count.people).collect()
}

#[test]
fn the_base_decides_who_is_counted() {
    let tally = whole(Counted::Codes { column: &sexes(), codes: &[1, 2, 9] }, 10);
    let n = |base| tally.over(base).people;
    assert_eq!((n(Base::All), n(Base::Asked), n(Base::Valid)), (10, 8, 6));
    assert_eq!(people(&tally), [2, 3, 1]);
    let missing = tally.no_answer.people + tally.unusable.people + tally.not_asked.people;
    assert_eq!(people(&tally).iter().sum::<u32>() + missing, 10);
}

#[test]
fn counts_come_back_in_the_order_of_the_choices() {
    let tally = whole(Counted::Codes { column: &sexes(), codes: &[9, 5, 2, 1] }, 10);
    assert_eq!(people(&tally), [1, 0, 3, 2]);
}

#[test]
fn a_code_that_the_form_does_not_know_is_counted_as_unusable_and_never_lost() {
    let tally = whole(Counted::Codes { column: &column(&[1, 7, 400]), codes: &[1] }, 3);
    assert_eq!((people(&tally), tally.unusable.people), (vec![1], 2));
}

#[test]
fn ticks_may_sum_to_more_than_the_people() {
    let columns =
        [column(&[1, 1, 0, NO_ANSWER, NOT_ASKED]), column(&[1, 0, 1, NO_ANSWER, NOT_ASKED])];
    let tally = whole(Counted::Ticks { columns: &columns }, 5);
    assert_eq!((tally.valid.people, tally.no_answer.people), (3, 1));
    assert_eq!(people(&tally), [2, 2]);
}

#[test]
fn numbers_are_counted_by_their_value_and_texts_by_being_there() {
    let ages = column(&[2, 0, 2, NO_ANSWER]);
    assert_eq!(people(&whole(Counted::Values { column: &ages }, 4)), [1, 0, 2]);
    let filled = whole(Counted::Filled { column: &ages }, 4);
    assert_eq!((filled.valid.people, filled.no_answer.people), (3, 1));
}

#[test]
fn nobody_gives_zeros() {
    let empty = column(&[]);
    let tally = whole(Counted::Codes { column: &empty, codes: &[1, 2] }, 0);
    assert_eq!((tally.over(Base::All).people, people(&tally)), (0, vec![0, 0]));
    assert_eq!(whole(Counted::Ticks { columns: &[] }, 0), Tally::default());
    assert_eq!(people(&whole(Counted::Values { column: &empty }, 0)), [0_u32; 0]);
}

#[test]
fn weights_are_summed_exactly_beside_the_people() {
    let weights = [1_360_000, 500_000, 500_000];
    let stub = Stub::whole();
    let counted = Counted::Codes { column: &column(&[1, 2, 2]), codes: &[1, 2] };
    let tally = count(counted, &stub, Some(&weights), 0..3).remove(0);
    assert_eq!(tally.counts[0].weight, 1_360_000);
    assert_eq!((tally.counts[1].people, tally.counts[1].weight), (2, 1_000_000));
    let effective = tally.over(Base::Valid).effective().unwrap();
    assert!((effective - 2.36 * 2.36 / (1.36 * 1.36 + 0.5)).abs() < 1e-9);
}

#[test]
fn everybody_is_counted_also_those_who_stand_in_no_line_of_a_breakdown() {
    let (sexes, rows) = (sexes(), 10);
    let (areas, labels) =
        (column(&[1, 1, 2, 5, 5, 1, 2, 5, 5, 1]), [(1, "東".into()), (2, "西".into())]);
    let mut stub = Stub::whole();
    let categories = Categories::Codes { column: &areas, codes: &labels };
    stub.by(Breakdown { label: "地区", categories });
    let weights: Vec<u32> = (1..=rows as u32).map(|place| place * 100_000).collect();
    let counted = Counted::Codes { column: &sexes, codes: &[1, 2, 9] };
    let tallies = count(counted, &stub, Some(&weights), 0..rows);
    assert_eq!(tallies.len(), 3);
    assert_eq!(tallies[0], count(counted, &Stub::whole(), Some(&weights), 0..rows)[0]);
    assert_eq!((people(&tallies[1]), people(&tallies[2])), (vec![2, 1, 0], vec![0, 1, 0]));
}

#[test]
fn counting_what_arrived_later_gives_the_same_as_counting_everything() {
    let sexes = sexes();
    let counted = Counted::Codes { column: &sexes, codes: &[1, 2, 9] };
    let mut tally = count(counted, &Stub::whole(), None, 0..4).remove(0);
    tally.absorb(&count(counted, &Stub::whole(), None, 4..10)[0]);
    assert_eq!(tally, whole(counted, 10));
}
