//! A class as it was typed: in a row of a file, or in the fields of the page.

use super::{Choices, MOST_HEADS, NewClass};
use crate::sheet::{half_width, shown, unprintable};

/// Most characters of a class's name.
pub const NAME_LENGTH: usize = 10;

/// A class by its school, its grade, its name and its heads.
///
/// # Errors
/// A sentence for each of the four that cannot be taken.
pub fn class(choices: &Choices, typed: [&str; 4]) -> Result<NewClass, Vec<String>> {
    let mut wrong = Vec::new();
    let [school, grade, named, counted] = typed;
    let school = choices.school(school).map_err(|why| wrong.push(why));
    let grade = choices.grade(grade).map_err(|why| wrong.push(why));
    let named = name(named).map_err(|why| wrong.push(why));
    let counted = heads(counted).map_err(|why| wrong.push(why));
    match (school, grade, named, counted) {
        (Ok(school), Ok(grade), Ok(name), Ok(heads)) => Ok(NewClass { school, grade, name, heads }),
        _ => Err(wrong),
    }
}

/// 「1組」, also for a bare 「1」 or 「A」 as lists of schools have it.
fn name(typed: &str) -> Result<String, String> {
    let name = half_width(typed);
    let is_wrong = |letter: char| unprintable(letter) || "{}|".contains(letter);
    if name.is_empty() {
        return Err("組が空です。".into());
    }
    if name.chars().count() > NAME_LENGTH || name.contains(is_wrong) {
        return Err(format!(
            "組「{}」は使えません。{NAME_LENGTH}文字までの名前（例: 1組）にしてください。",
            shown(typed)
        ));
    }
    let is_bare = name.chars().all(|letter| letter.is_ascii_alphanumeric()) && name.len() <= 2;
    Ok(if is_bare { format!("{name}組") } else { name })
}

/// How many pupils: 1 to [`MOST_HEADS`], with or without 人.
///
/// # Errors
/// A sentence that says what is possible.
pub fn heads(typed: &str) -> Result<i32, String> {
    let number = half_width(typed);
    let number = number.strip_suffix(['人', '名']).unwrap_or(&number).trim();
    if number.is_empty() {
        return Err("人数が空です。".into());
    }
    let heads = number.parse().ok().filter(|heads| (1..=MOST_HEADS).contains(heads));
    heads.ok_or_else(|| {
        format!("人数「{}」は使えません。1から{MOST_HEADS}までの整数にしてください。", shown(typed))
    })
}

#[cfg(test)]
mod tests {
    use super::super::choices::tests::choices;
    use super::*;

    #[test]
    fn a_bare_number_is_the_name_of_a_class() {
        for (typed, expected) in [
            ("１", "1組"),
            ("A", "A組"),
            (" 3 組", "3 組"),
            ("10", "10組"),
            ("ひまわり", "ひまわり"),
        ] {
            assert_eq!(name(typed), Ok(expected.into()), "{typed}");
        }
        for typed in ["", "あいうえおかきくけこさ", "1\n組", "{1|いち}組", "\u{e000}組"]
        {
            assert!(name(typed).is_err(), "{typed:?}");
        }
    }

    #[test]
    fn heads_are_a_whole_number_up_to_sixty() {
        for (typed, expected) in [("34", 34), ("３４人", 34), ("1 名", 1), ("60", 60)] {
            assert_eq!(heads(typed), Ok(expected), "{typed}");
        }
        for typed in ["0", "61", "-1", "34.5", "三十", "99999999999", ""] {
            assert!(heads(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let wrong = class(&choices(), ["南中学校", "9", "", "0"]).expect_err("four faults");
        assert_eq!(wrong.len(), 4, "{wrong:?}");
        let class = class(&choices(), ["東中学校", "2", "1", "34"]).expect("a class");
        assert_eq!((class.school, class.grade, &*class.name, class.heads), (1, 2, "1組", 34));
    }
}
