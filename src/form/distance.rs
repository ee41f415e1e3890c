//! How far two words are apart, for "did you mean" and for telling a fix from a new meaning.

/// The least number of characters to insert, delete or replace (Levenshtein distance).
pub(super) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (to, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = *cell;
            left = replaced.min(*cell + 1).min(left + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// 「もしかして「…」ですか。」 if a known word is close to the one that was written, else nothing.
pub(super) fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    known
        .into_iter()
        .map(|word| (distance(written, word), word))
        .filter(|(apart, word)| *apart <= 2 && *apart < word.chars().count())
        .min_by_key(|(apart, _)| *apart)
        .map(|(_, word)| format!("もしかして「{word}」ですか。"))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_inserted_deleted_and_replaced_characters() {
        assert_eq!(distance("", "満足"), 2);
        assert_eq!(distance("満足", "不満足"), 1);
        assert_eq!(distance("やや満足", "やや不満"), 2);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("同じ", "同じ"), 0);
    }

    #[test]
    fn a_close_word_is_proposed_and_a_far_one_is_not() {
        assert_eq!(did_you_mean("chioces", ["choices", "checks"]), "もしかして「choices」ですか。");
        assert_eq!(did_you_mean("q", ["choices", "id"]), "");
    }
}
