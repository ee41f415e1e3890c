//! What must never come here: names, addresses and whatever else says who a participant is.
//! Letters are addressed on the city's side, by serial number.

/// Parts of headings of columns that say who a person is.
const HEADINGS: [&str; 36] = [
    "氏名",
    "姓名",
    "名前",
    "世帯主",
    "宛名",
    "方書",
    "フリガナ",
    "ふりがな",
    "カナ",
    "かな",
    "住所",
    "所在地",
    "居所",
    "番地",
    "町名",
    "町丁",
    "丁目",
    "大字",
    "郵便",
    "〒",
    "電話",
    "携帯",
    "メール",
    "生年",
    "誕生",
    "個人番号",
    "マイナンバー",
    "住民票",
    "name",
    "address",
    "zip",
    "postal",
    "phone",
    "mail",
    "birth",
    "tel",
];

/// Headings that are such a column only as a whole.
const WHOLE_HEADINGS: [&str; 4] = ["姓", "名", "氏", "様"];

/// Whether a heading, folded as in `columns.rs`, names a column about who a person is.
pub(super) fn heading(folded: &str) -> bool {
    WHOLE_HEADINGS.contains(&folded) || HEADINGS.iter().any(|word| folded.contains(word))
}

/// Whether a cell, in half width, looks like an address, a telephone number, a mail address or a
/// date of birth.
pub(super) fn content(text: &str) -> bool {
    is_street(text)
        || has_postal_code(text)
        || is_telephone(text)
        || text.contains('@')
        || is_date(text)
}

/// 「荒尾3丁目2」「荒尾100番地」: a district may be called 「1丁目」, a house goes on after it.
fn is_street(text: &str) -> bool {
    let numbered = |rest: &str| {
        rest.starts_with(|next: char| next.is_numeric() || "一二三四五六七八九十".contains(next))
    };
    text.contains("番地") || text.split_once("丁目").is_some_and(|(_, rest)| numbered(rest))
}

/// 〒, `123-4567` standing alone, or seven digits and nothing else.
fn has_postal_code(text: &str) -> bool {
    let bare = text.len() == 7 && text.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = text
        .split(|letter: char| !letter.is_ascii_digit() && letter != '-')
        .any(|part| matches!(part.split_once('-'), Some((head, tail)) if all_digits(head, 3) && all_digits(tail, 4)));
    bare || grouped || text.contains('〒')
}

fn all_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Ten or eleven digits from 0 on, with the usual separators.
fn is_telephone(text: &str) -> bool {
    let digits: String = text.chars().filter(|letter| !"-() +".contains(*letter)).collect();
    digits.starts_with('0') && (all_digits(&digits, 10) || all_digits(&digits, 11))
}

/// 「昭和60年3月4日」, `1985/3/4`, `S60.3.4`.
fn is_date(text: &str) -> bool {
    let kanji = ["年", "月", "日"].iter().all(|part| text.contains(part));
    let digits = text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let parts: Vec<&str> = digits.split(['/', '.']).collect();
    let numbers =
        parts.iter().all(|part| (1..=4).contains(&part.len()) && all_digits(part, part.len()));
    kanji || (parts.len() == 3 && numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_about_who_a_person_is_are_known() {
        for word in [
            "氏名",
            "お名前",
            "フリガナ",
            "住所1",
            "電話番号",
            "生年月日",
            "宛名番号",
            "e-mail",
            "姓",
            "町名",
        ] {
            assert!(heading(word), "{word}");
        }
        for word in ["整理番号", "地区名", "備考", "年齢", "名簿"] {
            assert!(!heading(word), "{word}");
        }
    }

    #[test]
    fn contents_about_who_a_person_is_are_known() {
        for text in [
            "荒尾1丁目2-3",
            "宮内出目390番地",
            "〒864",
            "864-8686",
            "8648686",
            "0968-63-1111",
            "090(1234)5678",
            "a@example.jp",
            "昭和60年3月4日",
            "1985/3/4",
            "S60.3.4",
        ] {
            assert!(content(text), "{text}");
        }
        for text in
            ["荒尾", "荒尾1丁目", "70歳以上", "18〜29歳", "男性", "不明", "12", "2026-0001", "10.5"]
        {
            assert!(!content(text), "{text}");
        }
    }
}
