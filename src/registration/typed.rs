//! What a page of registration brings: who comes, where word goes, answers.

use unicode_normalization::UnicodeNormalization;

use super::Signup;
use crate::{
    error::Error,
    form::{Answers, Finding, Form, read_page, settle},
    outbox,
    web::input::field,
    workshop::settings::{Registration, SignUp},
};

/// The longest name of a person or a school.
pub const NAME_LENGTH: usize = 60;
const TELEPHONE_LENGTH: usize = 20;

/// Names of the fields beside those of the form, whose names have no hyphen.
pub const NAME: &str = "who-name";
/// The school or group.
pub const PARTY: &str = "who-party";
/// How many come.
pub const HEADS: &str = "who-heads";
/// Where mail goes.
pub const MAIL: &str = "who-mail";
/// The telephone.
pub const TELEPHONE: &str = "who-telephone";

/// Who types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Whoever wants to come: what is needed must be there.
    Own,
    /// Staff, for somebody on the telephone or at the door: a name is enough.
    Staff,
}

/// What was typed, to be shown again.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// As typed.
    pub name: String,
    /// As typed.
    pub party: String,
    /// As typed.
    pub heads: String,
    /// As typed.
    pub mail: String,
    /// As typed.
    pub telephone: String,
    /// As read.
    pub answers: Answers,
    /// What was wrong in the fields beside the form: field, sentence.
    pub wrong: Vec<(&'static str, String)>,
    /// What was wrong in the form.
    pub findings: Vec<Finding>,
}

/// What can be kept.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// Who signs up.
    pub name: String,
    /// The school or group; empty for a person.
    pub party: String,
    /// How many come.
    pub heads: i32,
    /// Empty: none.
    pub mail: String,
    /// Empty: none.
    pub telephone: String,
    /// What was answered.
    pub answers: Answers,
}

impl Typed {
    /// What is kept of a registration, to be changed.
    pub fn of(signup: &Signup) -> Typed {
        Typed {
            name: signup.name.clone(),
            party: signup.party.clone(),
            heads: signup.heads.to_string(),
            mail: signup.mail.clone(),
            telephone: signup.telephone.clone(),
            answers: signup.answers.clone(),
            ..Typed::default()
        }
    }

    /// Whether nothing was wrong.
    pub fn passes(&self) -> bool {
        self.wrong.is_empty() && self.findings.is_empty()
    }

    /// The sentence about a field beside the form.
    pub fn about(&self, name: &str) -> Option<&str> {
        self.wrong.iter().find(|(of, _)| *of == name).map(|(_, sentence)| sentence.as_str())
    }

    /// The same without remarks, for a page that only changes how it looks.
    pub fn unremarked(self) -> Typed {
        Typed { wrong: Vec::new(), findings: Vec::new(), ..self }
    }
}

impl From<Fresh> for Typed {
    fn from(fresh: Fresh) -> Typed {
        Typed {
            name: fresh.name,
            party: fresh.party,
            heads: fresh.heads.to_string(),
            mail: fresh.mail,
            telephone: fresh.telephone,
            answers: fresh.answers,
            ..Typed::default()
        }
    }
}

/// Reads a posted page.
///
/// # Errors
/// What was typed, with remarks on it.
pub fn read(
    form: &Form,
    rule: &Registration,
    fields: &[(String, String)],
    hand: Hand,
) -> Result<Fresh, Box<Typed>> {
    let raw = |name| field(fields, name).to_owned();
    let mut typed = Typed {
        name: raw(NAME),
        party: raw(PARTY),
        heads: raw(HEADS),
        mail: raw(MAIL),
        telephone: raw(TELEPHONE),
        ..Typed::default()
    };
    for section in &form.sections {
        let page = read_page(form, section, &typed.answers, fields, true);
        typed.answers = page.answers;
        typed.findings.extend(page.findings);
    }
    if hand == Hand::Staff {
        // On the telephone not everything is asked.
        typed.findings.retain(|finding| finding.kind != crate::form::FindingKind::Required);
    }
    let fresh = fresh(&mut typed, rule, hand, form);
    if typed.passes() { Ok(fresh) } else { Err(Box::new(typed)) }
}

fn fresh(typed: &mut Typed, rule: &Registration, hand: Hand, form: &Form) -> Fresh {
    let is_party = rule.by == SignUp::School;
    let mut wrong = Vec::new();
    let name = line(&typed.name);
    if let Some(sentence) = about_name(&name, if is_party { "先生のお名前" } else { "お名前" })
    {
        // A school that staff enter is known by its own name.
        if !(is_party && hand == Hand::Staff && name.is_empty()) {
            wrong.push((NAME, sentence));
        }
    }
    let party = if is_party { line(&typed.party) } else { String::new() };
    if is_party && let Some(sentence) = about_name(&party, "学校や団体の名前") {
        wrong.push((PARTY, sentence));
    }
    let heads = if is_party { heads(&typed.heads, rule.places) } else { Ok(1) };
    let heads = heads.unwrap_or_else(|sentence| {
        wrong.push((HEADS, sentence));
        1
    });
    let mail = match typed.mail.as_str() {
        "" => String::new(),
        mail => outbox::address(mail).unwrap_or_else(|refused| {
            wrong.push((MAIL, sentence(refused)));
            String::new()
        }),
    };
    let telephone = telephone(&typed.telephone).unwrap_or_else(|sentence| {
        wrong.push((TELEPHONE, sentence));
        String::new()
    });
    if hand == Hand::Own && typed.mail.is_empty() && typed.telephone.is_empty() {
        wrong.push((MAIL, "メールアドレスか電話番号の、どちらかを入力してください。".into()));
    }
    let answers = settle(form, &typed.answers);
    typed.wrong = wrong;
    Fresh { name, party, heads, mail, telephone, answers }
}

fn sentence(error: Error) -> String {
    error.sentence()
}

/// One line in NFC, without control characters.
fn line(typed: &str) -> String {
    let clean: String = typed.chars().filter(|letter| !letter.is_control()).nfc().collect();
    clean.trim().to_owned()
}

fn about_name(name: &str, what: &str) -> Option<String> {
    if name.is_empty() {
        return Some(format!("{what}を入力してください。"));
    }
    let length = name.chars().count();
    (length > NAME_LENGTH)
        .then(|| format!("{what}は{NAME_LENGTH}文字までです（いま{length}文字）。"))
}

fn heads(typed: &str, most: i32) -> Result<i32, String> {
    let folded: String = typed.nfkc().collect();
    let number = folded.trim().trim_end_matches('人').trim().parse();
    match number {
        Ok(number) if (1..=most).contains(&number) => Ok(number),
        Ok(number) if number > most => Err(format!(
            "定員は{most}人です。人数を確かめてください。もっと大勢のときは、下の担当課へお電話ください。"
        )),
        _ => Err("人数を1以上の数字で入力してください。".into()),
    }
}

fn telephone(typed: &str) -> Result<String, String> {
    let folded: String = typed
        .nfkc()
        .map(|letter| if matches!(letter, '‐' | '−' | 'ー' | '―') { '-' } else { letter })
        .collect();
    let folded = folded.trim();
    let digits = folded.chars().filter(char::is_ascii_digit).count();
    let is_usual = |letter: char| letter.is_ascii_digit() || "-+() ".contains(letter);
    if folded.is_empty()
        || (folded.chars().all(is_usual)
            && (9..=15).contains(&digits)
            && folded.len() <= TELEPHONE_LENGTH)
    {
        Ok(folded.to_owned())
    } else {
        Err("電話番号を確かめてください（例：0968-00-0000）。".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephones_and_heads_are_read_however_they_were_typed() {
        assert_eq!(telephone(" ０９６８ー６２−１１１１ ").as_deref(), Ok("0968-62-1111"));
        assert_eq!(telephone("").as_deref(), Ok(""));
        for wrong in ["12", "電話なし", "0968-62-1111-2222-3333"] {
            assert!(telephone(wrong).is_err(), "{wrong}");
        }
        assert_eq!(heads("１２人", 36), Ok(12));
        for wrong in ["", "0", "-3", "many", "37"] {
            assert!(heads(wrong, 36).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(line(" 山田\r\nBcc: 花\t"), "山田Bcc: 花");
        assert!(about_name(&"あ".repeat(61), "お名前").is_some());
        assert!(about_name("花", "お名前").is_none());
    }
}
