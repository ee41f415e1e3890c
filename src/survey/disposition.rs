//! What became of letters that no answer came from on the web: returned, moved away, refused,
//! answered on paper. First received wins: a code that answered on the web stays so.

use unicode_normalization::UnicodeNormalization;

use super::{Survey, store};
use crate::{
    audit::{self, Action, Signature},
    error::{Error, Result},
    store::Db,
};

/// What the office records about a participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    /// Answered on paper.
    Paper,
    /// 宛先不明: the letter came back.
    Undeliverable,
    /// 転出・死亡: does not belong to those asked.
    Ineligible,
    /// Does not want to answer.
    Refused,
}

impl Disposition {
    /// Every disposition, as offered.
    pub const ALL: [Disposition; 4] = [
        Disposition::Paper,
        Disposition::Undeliverable,
        Disposition::Ineligible,
        Disposition::Refused,
    ];

    /// The word in the database and in forms.
    pub fn word(self) -> &'static str {
        match self {
            Disposition::Paper => "paper",
            Disposition::Undeliverable => "undeliverable",
            Disposition::Ineligible => "ineligible",
            Disposition::Refused => "refused",
        }
    }

    /// The disposition of a word.
    pub fn from_word(word: &str) -> Option<Disposition> {
        Disposition::ALL.into_iter().find(|disposition| disposition.word() == word)
    }

    /// The word on the page.
    pub fn label(self) -> &'static str {
        match self {
            Disposition::Paper => "紙で回答",
            Disposition::Undeliverable => "宛先不明",
            Disposition::Ineligible => "対象外（転出・死亡など）",
            Disposition::Refused => "回答辞退",
        }
    }
}

/// What happened to one serial number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Recorded.
    Recorded,
    /// It was so before.
    Unchanged,
    /// Nobody has this number.
    Unknown,
    /// The web was faster: a paper answer is set aside, another record makes no sense.
    AnsweredByWeb,
}

impl Outcome {
    /// The sentence beside the number.
    pub fn sentence(self) -> &'static str {
        match self {
            Outcome::Recorded => "記録しました。",
            Outcome::Unchanged => "すでに同じ内容で記録されています。",
            Outcome::Unknown => "この整理番号の対象者はいません。番号をお確かめください。",
            Outcome::AnsweredByWeb => {
                "すでにウェブで回答済みです。紙の調査票は集計に入れず、別に保管してください。"
            }
        }
    }
}

/// The most numbers taken at once.
pub const LIMIT: usize = 2000;

/// The numbers in what was typed or scanned: one a line, full width folded, blanks left out.
pub fn serials(typed: &str) -> Vec<String> {
    let folded = |line: &str| line.nfkc().collect::<String>().trim().to_owned();
    typed.lines().map(folded).filter(|serial| !serial.is_empty()).collect()
}

/// Records the same thing for several participants; `None` takes a record back, and the code
/// works again. The ones that cannot be recorded are told, the others stay recorded.
/// The entry in the audit names how many, not who.
pub fn record(
    db: &mut Db,
    by: Signature,
    survey: &Survey,
    serials: &[String],
    what: Option<Disposition>,
) -> Result<Vec<Outcome>> {
    if serials.is_empty() {
        return Err(Error::invalid("整理番号を1行に1つずつ入力してください。"));
    }
    if serials.len() > LIMIT {
        return Err(Error::invalid(format!(
            "一度に記録できるのは{LIMIT}件までです。分けて入力してください。"
        )));
    }
    let outcomes =
        serials.iter().map(|serial| one(db, survey, serial, what)).collect::<Result<Vec<_>>>()?;
    let recorded = outcomes.iter().filter(|outcome| **outcome == Outcome::Recorded).count();
    if recorded > 0 {
        let label = what.map_or("記録の取り消し", Disposition::label);
        let subject = format!("{} {label} {recorded}件", survey.slug);
        audit::record(db, by, Action::DispositionsRecorded, &subject)?;
    }
    Ok(outcomes)
}

fn one(db: &mut Db, survey: &Survey, serial: &str, what: Option<Disposition>) -> Result<Outcome> {
    let Some((id, known)) = store::disposition(db, &survey.id, serial)? else {
        return Ok(Outcome::Unknown);
    };
    match (known.as_deref(), what) {
        (None, None) => return Ok(Outcome::Unchanged),
        (Some(known), Some(what)) if known == what.word() => return Ok(Outcome::Unchanged),
        (None, Some(_)) if !store::take_ticket(db, &id)? => return Ok(Outcome::AnsweredByWeb),
        (Some(_), None) => store::give_ticket(db, &id)?,
        _ => {}
    }
    store::set_disposition(db, &id, what.map(Disposition::word))?;
    Ok(Outcome::Recorded)
}
