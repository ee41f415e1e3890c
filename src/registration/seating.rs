//! Who sits where: tables of the same size up to one, by lot, by likeness or by difference.
//! Pure: the same people, tables and lots give the same seating.

use std::collections::BTreeMap;

use crate::{error::Result, id::Ids, workshop::settings::Seating};

/// The groups that each person belongs to, the weightiest first. `None`: not known.
pub type Groups = Vec<Option<i32>>;

/// The fields that people are grouped by, the weightiest first.
pub fn fields(rule: &Seating) -> Vec<&str> {
    match rule {
        Seating::Random => Vec::new(),
        Seating::Together(field) => vec![field],
        Seating::Mixed(fields) => fields.iter().map(String::as_str).collect(),
    }
}

/// Seats everybody: the table of each person, from 0 on. Tables differ by one person at most.
///
/// # Errors
/// None in practice: counted lots do not fail.
pub fn seat(rule: &Seating, people: &[Groups], tables: usize, seed: u64) -> Result<Vec<usize>> {
    let tables = tables.max(1);
    let lots = Ids::counted(seed);
    let mut order = shuffled(people.len(), &lots)?;
    let mut seats = vec![0; people.len()];
    match rule {
        Seating::Random => deal(&order, tables, &mut seats),
        Seating::Together(_) => {
            // By code, so that neighbouring age groups share the tables that groups are cut at.
            order.sort_by_key(|person| key(people[*person].first().copied().flatten()));
            cut(&order, tables, &mut seats);
        }
        Seating::Mixed(_) => {
            // Whoever is dealt out one after the other lands at different tables: a group that
            // lies together is spread over all of them.
            order.sort_by_key(|person| {
                people[*person].iter().map(|group| key(*group)).collect::<Vec<_>>()
            });
            deal(&order, tables, &mut seats);
            spread_further(people, tables, &mut seats);
        }
    }
    Ok(seats)
}

/// Those who did not say come last.
fn key(group: Option<i32>) -> (bool, i32) {
    (group.is_none(), group.unwrap_or(0))
}

/// Everybody by lot (Fisher and Yates).
fn shuffled(people: usize, lots: &Ids) -> Result<Vec<usize>> {
    let mut order: Vec<usize> = (0..people).collect();
    for left in (1..people).rev() {
        let drawn = u64::from_le_bytes(lots.bytes()?);
        // 64 bits against a handful of people: no lot is noticeably likelier.
        let other = (drawn % (left as u64 + 1)) as usize;
        order.swap(left, other);
    }
    Ok(order)
}

fn deal(order: &[usize], tables: usize, seats: &mut [usize]) {
    for (place, person) in order.iter().enumerate() {
        seats[*person] = place % tables;
    }
}

/// Neighbours stay together: the first table takes the first few, and so on.
fn cut(order: &[usize], tables: usize, seats: &mut [usize]) {
    let (each, larger) = (order.len() / tables, order.len() % tables);
    let sizes = (0..tables).map(|table| each + usize::from(table < larger));
    let of_places = sizes.enumerate().flat_map(|(table, size)| std::iter::repeat_n(table, size));
    for (person, table) in order.iter().zip(of_places) {
        seats[*person] = table;
    }
}

/// Spreads the less weighty groups by exchanging people who are alike in all weightier ones: what
/// was spread before stays so, and tables keep their sizes.
fn spread_further(people: &[Groups], tables: usize, seats: &mut [usize]) {
    let most = people.iter().map(Vec::len).max().unwrap_or(0);
    for place in 1..most {
        let mut counts = counted(people, seats, place, tables);
        let mut has_improved = true;
        while has_improved {
            has_improved = false;
            for one in 0..people.len() {
                for other in one + 1..people.len() {
                    if people[one][..place] == people[other][..place]
                        && exchange(people, place, [one, other], seats, &mut counts)
                    {
                        has_improved = true;
                    }
                }
            }
        }
    }
}

type Counts = BTreeMap<Option<i32>, Vec<i64>>;

fn counted(people: &[Groups], seats: &[usize], place: usize, tables: usize) -> Counts {
    let mut counts = Counts::new();
    for (groups, table) in people.iter().zip(seats) {
        counts.entry(groups[place]).or_insert_with(|| vec![0; tables])[*table] += 1;
    }
    counts
}

/// Exchanges two people if their groups are spread more evenly then: the sum of squares falls.
fn exchange(
    people: &[Groups],
    place: usize,
    [one, other]: [usize; 2],
    seats: &mut [usize],
    counts: &mut Counts,
) -> bool {
    let (from, to) = (seats[one], seats[other]);
    let groups = [people[one][place], people[other][place]];
    if from == to || groups[0] == groups[1] {
        return false;
    }
    let at = |group, table: usize| counts.get(&group).map_or(0, |of| of[table]);
    // Moving one from a table with a of a group to one with b: the sum falls by 2(a − b − 1).
    let gain = (at(groups[0], from) - at(groups[0], to) - 1)
        + (at(groups[1], to) - at(groups[1], from) - 1);
    if gain <= 0 {
        return false;
    }
    for (group, [minus, plus]) in [(groups[0], [from, to]), (groups[1], [to, from])] {
        if let Some(of) = counts.get_mut(&group) {
            of[minus] -= 1;
            of[plus] += 1;
        }
    }
    seats.swap(one, other);
    true
}

/// The table for one more: among the smallest the one that suits the rule best, from 0 on.
pub fn one_more(
    rule: &Seating,
    seated: &[(Groups, usize)],
    groups: &Groups,
    tables: usize,
) -> usize {
    let first = groups.first();
    let sort = |table: &usize| {
        let here = seated.iter().filter(|(_, at)| at == table);
        let (size, alike) = here.fold((0, 0_i64), |(size, alike), (of, _)| {
            (size + 1, alike + i64::from(first.is_some() && of.first() == first))
        });
        let unsuited = match rule {
            Seating::Random => 0,
            Seating::Together(_) => -alike,
            Seating::Mixed(_) => alike,
        };
        (size, unsuited, *table)
    };
    (0..tables.max(1)).min_by_key(sort).unwrap_or(0)
}

#[cfg(test)]
mod tests;
