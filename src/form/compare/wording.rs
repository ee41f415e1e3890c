//! Whether two wordings may be taken for the same without asking anybody.

use unicode_normalization::UnicodeNormalization;

use crate::form::distance::distance;
use crate::form::ruby;

/// Words of which one more or one less can turn a meaning round. 「満足」 and 「不満足」 are one
/// character apart, and so are 「小学校」 and 「中学校」.
const TURNING: [&str; 64] = [
    "不",
    "無",
    "非",
    "未",
    "否",
    "反",
    "逆",
    "ない",
    "なし",
    "なか",
    "ず",
    "以上",
    "以下",
    "超",
    "満",
    "男",
    "女",
    "父",
    "母",
    "夫",
    "妻",
    "子",
    "孫",
    "良",
    "悪",
    "多",
    "少",
    "高",
    "低",
    "大",
    "中",
    "小",
    "長",
    "短",
    "増",
    "減",
    "前",
    "後",
    "上",
    "下",
    "内",
    "外",
    "東",
    "西",
    "南",
    "北",
    "年",
    "月",
    "週",
    "日",
    "時",
    "分",
    "市",
    "町",
    "県",
    "国",
    "はい",
    "いいえ",
    "賛",
    "安",
    "危",
    "とても",
    "やや",
    "あまり",
];

/// Whether two texts differ only in furigana, spaces, punctuation, or full and half width.
pub(super) fn same(a: &str, b: &str) -> bool {
    bare(a) == bare(b)
}

/// Whether a text may replace another without a word: at most a fifth of its characters
/// differ, and none of the digits and words that turn a meaning.
pub(super) fn alike(before: &str, after: &str) -> bool {
    let (before, after) = (bare(before), bare(after));
    if before == after {
        return true;
    }
    let longest = before.chars().count().max(after.chars().count());
    distance(&before, &after) * 5 <= longest && turns(&before) == turns(&after)
}

/// The letters, digits and signs of a text; all of it if it has none, as in ◎ ○ △ ×.
fn bare(text: &str) -> String {
    let words = words(text);
    if words.is_empty() { text.trim().nfkc().collect() } else { words }
}

fn words(text: &str) -> String {
    ruby::plain(text)
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric() || "+-−%".contains(*c))
        .collect()
}

/// What must not differ: how often each turning word appears, and the digits in order.
fn turns(text: &str) -> (Vec<usize>, String) {
    let words = TURNING.iter().map(|word| text.matches(word).count()).collect();
    (words, text.chars().filter(char::is_ascii_digit).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furigana_punctuation_and_width_are_no_change() {
        assert!(same("お{住|す}まいの地区は、どこですか？", "お住まいの地区はどこですか?"));
        assert!(same("ＮＰＯ・ボランティア", "NPO ボランティア"));
        assert!(!same("+2", "-2"));
        assert!(!same("◎", "×"));
    }

    #[test]
    fn a_slip_of_the_pen_in_a_long_text_is_no_new_meaning() {
        assert!(alike("これからも住み続けたいです", "これからも住み続けたいですか。"));
        assert!(alike("公園や緑地の正備", "公園や緑地の整備"));
    }

    #[test]
    fn a_word_that_turns_the_meaning_is_noticed() {
        for (before, after) in [
            ("満足", "不満足"),
            ("男性", "女性"),
            ("小学校に通っている", "中学校に通っている"),
            ("20〜29歳のときに住み始めた", "30〜39歳のときに住み始めた"),
            ("週に1回以上は利用している", "月に1回以上は利用している"),
            ("これからも住み続けたい", "これからも住み続けたくない"),
            ("会社員", "自営業"),
        ] {
            assert!(!alike(before, after), "{before} → {after}");
        }
    }
}
