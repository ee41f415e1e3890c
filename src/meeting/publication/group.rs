//! Which tables stand together, because what few people said could be laid at their door.

/// The least number of people whose notes are shown as those of one table.
pub const LEAST: i64 = 5;

/// For each table, whether it goes with the others that stand together. Those with fewer than
/// [`LEAST`] people do; where they are fewer together, or one table alone, the smallest of the
/// rest join them. `None`: not even all together are enough.
pub fn together(people: &[i64]) -> Option<Vec<bool>> {
    let mut joined: Vec<bool> = people.iter().map(|people| *people < LEAST).collect();
    if !joined.contains(&true) {
        return Some(joined);
    }
    loop {
        let of_joined = people.iter().zip(&joined).filter(|(_, joined)| **joined);
        let (tables, sum) = of_joined.fold((0, 0), |(n, sum), (people, _)| (n + 1, sum + people));
        if tables > 1 && sum >= LEAST {
            return Some(joined);
        }
        let rest = (0..people.len()).filter(|table| !joined[*table]);
        let smallest = rest.min_by_key(|table| people[*table])?;
        joined[smallest] = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_five_stand_by_themselves() {
        assert_eq!(together(&[5, 8]), Some(vec![false, false]));
        assert_eq!(together(&[6]), Some(vec![false]));
    }

    #[test]
    fn small_tables_stand_together_until_they_are_enough() {
        assert_eq!(together(&[3, 7, 2]), Some(vec![true, false, true]));
        assert_eq!(together(&[7, 2, 2, 6]), Some(vec![false, true, true, true]));
    }

    #[test]
    fn one_small_table_never_stands_alone() {
        assert_eq!(together(&[4, 9, 6]), Some(vec![true, false, true]));
        assert_eq!(together(&[0, 9]), Some(vec![true, true]));
    }

    #[test]
    fn too_few_people_are_not_shown_at_all() {
        assert_eq!(together(&[4]), None);
        assert_eq!(together(&[2, 2]), None);
        assert_eq!(together(&[]), Some(Vec::new()));
    }
}
