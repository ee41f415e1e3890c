//! What tells two surveys apart: 「計画 中学生アンケート」 and 「計画 市民アンケート」 are
//! 「中学生アンケート」 and 「市民アンケート」.

/// Two titles without the words that both begin with; whole where nothing else would be left.
pub(super) fn short(titles: [&str; 2]) -> [String; 2] {
    let [one, other] = titles;
    let alike = one.char_indices().zip(other.chars()).take_while(|((_, a), b)| a == b);
    // Up to the last blank, so that no word is cut.
    let cut = alike.filter(|((_, letter), _)| letter.is_whitespace()).last();
    let after = cut.map_or(0, |((place, letter), _)| place + letter.len_utf8());
    let rest = titles.map(|title| title.get(after..).unwrap_or_default().trim());
    if rest.iter().any(|rest| rest.is_empty()) || rest[0] == rest[1] {
        return titles.map(str::to_owned);
    }
    rest.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn words_that_both_titles_begin_with_are_left_out_and_none_is_cut() {
        let names = short(["第7次計画 中学生アンケート", "第7次計画 市民アンケート"]);
        assert_eq!(names, ["中学生アンケート", "市民アンケート"]);
        let whole = ["町づくりアンケート", "町の声アンケート"];
        assert_eq!(short(whole), whole);
        assert_eq!(short(["計画 調査", "計画 調査"]), ["計画 調査", "計画 調査"]);
        assert_eq!(short(["計画 ", "計画 調査"]), ["計画 ", "計画 調査"]);
    }
}
