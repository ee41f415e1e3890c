//! Whether two people who coded the same texts agree (Cohen 1960).

use std::collections::BTreeMap;

/// How far two coders agree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// Texts that both have coded.
    pub n: u32,
    /// The share of them that got the same code. `None` when nobody coded the same text.
    pub observed: Option<f64>,
    /// The share that two coders would agree on by chance, who give each code as often as these
    /// two do: Σ p₁(code)·p₂(code).
    pub expected: Option<f64>,
    /// Cohen's κ, (observed − expected)/(1 − expected): 1 for complete agreement, 0 for that of
    /// chance. `None` also when both gave one and the same code throughout, where chance leaves
    /// nothing to agree on.
    pub kappa: Option<f64>,
}

/// The agreement of two coders who give each text one code. A text stands at the same place in
/// both; `None` for one that has not been coded: it is left out.
pub fn agreement<Code: Ord>(one: &[Option<Code>], other: &[Option<Code>]) -> Agreement {
    let both = one.iter().zip(other).filter_map(|(one, other)| one.as_ref().zip(other.as_ref()));
    let (mut n, mut same) = (0_u32, 0_u32);
    let mut given = BTreeMap::<&Code, (u64, u64)>::new();
    for (one, other) in both {
        n += 1;
        same += u32::from(one == other);
        given.entry(one).or_default().0 += 1;
        given.entry(other).or_default().1 += 1;
    }
    // In pairs of texts, n² of them, everything is a whole number, and κ is one division.
    let pairs = f64::from(n).powi(2);
    let by_chance = given.values().map(|(one, other)| one * other).sum::<u64>() as f64;
    let agreed = f64::from(n) * f64::from(same);
    let share = |part: f64, of: f64| (of > 0.0).then(|| part / of);
    Agreement {
        n,
        observed: share(agreed, pairs),
        expected: share(by_chance, pairs),
        kappa: share(agreed - by_chance, pairs - by_chance),
    }
}

/// The agreement of two coders who may give a text several codes, for each of `codes`: whether
/// both gave it or both did not. A text without any code is coded; `None` is one that is not.
pub fn agreement_by_code<Code: Ord>(
    one: &[Option<Vec<Code>>],
    other: &[Option<Vec<Code>>],
    codes: &[Code],
) -> Vec<Agreement> {
    let gave = |coder: &[Option<Vec<Code>>], code: &Code| -> Vec<Option<bool>> {
        coder.iter().map(|text| text.as_ref().map(|given| given.contains(code))).collect()
    };
    codes.iter().map(|code| agreement(&gave(one, code), &gave(other, code))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts by (times, code of the one, code of the other).
    fn coded(texts: &[(usize, u16, u16)]) -> (Vec<Option<u16>>, Vec<Option<u16>>) {
        let each =
            texts.iter().flat_map(|&(times, one, other)| vec![(Some(one), Some(other)); times]);
        each.unzip()
    }

    #[test]
    fn the_textbook_table_has_a_kappa_of_four_tenths() {
        // Both yes 20, only the one 5, only the other 10, both no 15: 0.7 observed, 0.5 expected.
        let (one, other) = coded(&[(20, 1, 1), (5, 1, 2), (10, 2, 1), (15, 2, 2)]);
        let found = agreement(&one, &other);
        assert_eq!((found.n, found.observed, found.expected), (50, Some(0.7), Some(0.5)));
        assert_eq!(found.kappa, Some(0.4));
    }

    #[test]
    fn three_codes_are_counted_each_with_its_own_chance() {
        // Margins 5, 3, 2 and 4, 4, 2: expected (20 + 12 + 4)/100, observed 7/10.
        let (one, other) =
            coded(&[(4, 1, 1), (1, 1, 2), (2, 2, 2), (1, 2, 3), (1, 3, 3), (1, 3, 2)]);
        let found = agreement(&one, &other);
        assert_eq!((found.observed, found.expected), (Some(0.7), Some(0.36)));
        assert_eq!(found.kappa, Some(34.0 / 64.0));
    }

    #[test]
    fn complete_agreement_is_one_and_complete_disagreement_is_below_zero() {
        let (one, other) = coded(&[(3, 1, 1), (4, 2, 2)]);
        assert_eq!(agreement(&one, &other).kappa, Some(1.0));
        let (one, other) = coded(&[(5, 1, 2), (5, 2, 1)]);
        assert_eq!(agreement(&one, &other).kappa, Some(-1.0));
    }

    #[test]
    fn only_texts_that_both_coded_count() {
        let one = [Some(1), None, Some(2), Some(1)];
        let other = [Some(1), Some(2), None, Some(2)];
        assert_eq!(agreement(&one, &other).n, 2);
        let nobody = agreement(&one[1..3], &other[1..3]);
        assert_eq!((nobody.n, nobody.observed, nobody.expected), (0, None, None));
        assert_eq!(nobody.kappa, None);
    }

    #[test]
    fn one_code_throughout_agrees_and_has_no_kappa() {
        let (one, other) = coded(&[(9, 4, 4)]);
        let found = agreement(&one, &other);
        assert_eq!((found.observed, found.expected, found.kappa), (Some(1.0), Some(1.0), None));
    }

    #[test]
    fn several_codes_are_compared_one_by_one() {
        let one = [Some(vec![1, 2]), Some(vec![]), Some(vec![2]), Some(vec![1]), None];
        let other = [Some(vec![2]), Some(vec![]), Some(vec![2]), Some(vec![1]), Some(vec![1])];
        let found = agreement_by_code(&one, &other, &[1, 2, 3]);
        assert_eq!(found[0].n, 4);
        assert_eq!(found[0].observed, Some(0.75));
        // 1 is given by the one in 2 of 4, by the other in 1: expected 1/8 + 3/8.
        assert_eq!(found[0].kappa, Some(0.5));
        assert_eq!(found[1].kappa, Some(1.0));
        assert_eq!((found[2].observed, found[2].kappa), (Some(1.0), None));
    }
}
