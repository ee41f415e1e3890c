//! Mail addresses as people type them.

use unicode_normalization::UnicodeNormalization;

use crate::error::{Error, Result};

/// The longest address that mail servers take (RFC 5321, 4.5.3.1), and its part before the @.
const LONGEST: usize = 254;
const LONGEST_USER: usize = 64;

/// Checks an address as far as a slip of the hand goes, and folds it: half width, no blanks
/// around it, the host in small letters. Dots in a row or before the @ pass, because Japanese
/// phone companies once gave such addresses away.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn address(typed: &str) -> Result<String> {
    let folded: String = typed.nfkc().collect();
    let folded = folded.trim();
    if folded.is_empty() {
        return Err(Error::invalid("メールアドレスを入力してください。"));
    }
    if let Some(wrong) = folded.chars().find(|letter| !is_usual(*letter)) {
        return Err(Error::invalid(match wrong.is_whitespace() || wrong.is_control() {
            true => "メールアドレスの途中に空白や改行があります。取り除いてください。".to_owned(),
            false => format!("メールアドレスに使えない文字「{wrong}」があります。"),
        }));
    }
    let parts = folded.split_once('@').filter(|(_, host)| !host.contains('@'));
    let Some((user, host)) = parts else {
        return Err(Error::invalid(
            "メールアドレスは「名前@example.jp」のように、「@」を一つ入れて書いてください。",
        ));
    };
    let host = host.to_ascii_lowercase();
    if user.is_empty() || user.len() > LONGEST_USER || folded.len() > LONGEST || !is_host(&host) {
        return Err(Error::invalid(
            "メールアドレスの形をお確かめください（例：hanako@example.jp）。",
        ));
    }
    Ok(format!("{user}@{host}"))
}

/// The letters of an unquoted address (RFC 5322, 3.2.3).
fn is_usual(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.@".contains(letter)
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
    };
    let is_top = |label: &str| label.len() >= 2 && !label.chars().all(|one| one.is_ascii_digit());
    host.split('.').all(is_label) && host.rsplit_once('.').is_some_and(|(_, top)| is_top(top))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hands_type_is_folded() {
        for (typed, folded) in [
            ("hana@example.jp", "hana@example.jp"),
            ("　ＨＡＮＡ＠Ｅｘａｍｐｌｅ．ＪＰ ", "HANA@example.jp"),
            ("hana+tag@mail.city.arao.lg.jp\n", "hana+tag@mail.city.arao.lg.jp"),
            ("o'brien@example.co.jp", "o'brien@example.co.jp"),
        ] {
            assert_eq!(address(typed).expect(typed), folded);
        }
    }

    #[test]
    fn old_addresses_of_phone_companies_pass() {
        for old in ["hana..x@docomo.ne.jp", "hana.@ezweb.ne.jp", ".hana@docomo.ne.jp"] {
            assert_eq!(address(old).expect(old), old);
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_a_sentence_that_says_why() {
        for (typed, part) in [
            ("", "入力してください"),
            ("hana", "「@」を一つ"),
            ("hana@home@example.jp", "「@」を一つ"),
            ("hana@example,jp", "「,」"),
            ("花@example.jp", "「花」"),
            ("hana @example.jp", "空白や改行"),
            ("a@b.jp\r\nBcc: c@d.jp", "空白や改行"),
            ("hana@localhost", "形をお確かめ"),
            ("hana@192.0.2.1", "形をお確かめ"),
            ("hana@-x.jp", "形をお確かめ"),
            ("@example.jp", "形をお確かめ"),
            ("hana@example..jp", "形をお確かめ"),
        ] {
            let said = address(typed).expect_err(typed).sentence();
            assert!(said.contains(part), "{typed}: {said}");
        }
    }
}
