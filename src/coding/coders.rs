//! Giving codes to texts: who does it, what they type, and saving it.

use std::collections::BTreeMap;

use super::{
    Hand, Place,
    book::thaw,
    fold,
    frame::{Fate, Frame},
    store,
};
use crate::{
    audit::{self, Action, Signature},
    error::{Error, Result},
    form::{Answer, Answers},
    staff::Staff,
    store::Db,
};

/// A text on a posted page: the random id of the answer, and the codes as typed and ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The random id.
    pub id: String,
    /// Numbers, parted by anything usual.
    pub codes: String,
}

/// What became of a posted page.
#[derive(Debug, PartialEq, Eq)]
pub enum Saved {
    /// So many codings changed.
    Changed(usize),
    /// Nothing was saved; a sentence for each text that is wrong.
    Refused(BTreeMap<String, String>),
}

/// Who has which hand of a question.
#[derive(Clone, Debug, Default)]
pub struct Coders(Vec<(Hand, String, String)>);

impl Coders {
    /// The coders of a question.
    pub fn of(db: &mut Db, place: &Place<'_>) -> Result<Coders> {
        let rows = store::coders(db, &place.survey.id, place.field)?;
        let known = |(word, id, name): (String, _, _)| Some((Hand::from_word(&word)?, id, name));
        Ok(Coders(rows.into_iter().filter_map(known).collect()))
    }

    /// The hand of an account.
    pub fn hand(&self, staff: &Staff) -> Option<Hand> {
        self.0.iter().find(|(_, id, _)| *id == staff.id).map(|(hand, ..)| *hand)
    }

    /// The name of whoever has a hand.
    pub fn name(&self, hand: Hand) -> Option<&str> {
        self.0.iter().find(|(other, ..)| *other == hand).map(|(.., name)| name.as_str())
    }
}

/// Makes somebody the first or the second coder, in place of whoever was.
pub fn take(
    db: &mut Db,
    by: Signature,
    staff: &Staff,
    place: &Place<'_>,
    hand: Hand,
) -> Result<()> {
    match Coders::of(db, place)?.hand(staff) {
        Some(own) if own == hand => return Ok(()),
        Some(own) => {
            return Err(Error::Conflict(format!(
                "あなたはこの設問の{}の担当です。二人が別々に付けたコードを比べるので、同じ人が両方を担当することはできません。",
                own.label()
            )));
        }
        None => {}
    }
    store::set_coder(db, &place.survey.id, place.field, hand, &staff.id)?;
    audit::record(db, by, Action::CoderNamed, &format!("{place} {}", hand.label()))
}

/// The texts of a posted page, in its order.
pub fn typed(fields: &[(String, String)]) -> Vec<Typed> {
    let ids = fields.iter().filter(|(name, _)| name == "text").map(|(_, id)| id);
    let of_text = |id: &String| {
        let own = format!("codes-{id}");
        let codes = fields.iter().filter(|(name, _)| *name == own).map(|(_, codes)| codes.as_str());
        Typed { id: id.clone(), codes: codes.collect::<Vec<_>>().join(" ") }
    };
    ids.map(of_text).collect()
}

/// The numbers in what was typed, ascending and each once.
pub fn numbers(typed: &str) -> Result<Vec<i16>, String> {
    let folded = fold::width(typed);
    let parts =
        folded.split(|letter: char| letter.is_whitespace() || ",、，・/;；.。".contains(letter));
    let mut numbers = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        let number = part.parse().map_err(|_| {
            format!(
                "「{part}」は番号として読めません。コードの番号を、空白で区切って入力してください。"
            )
        })?;
        numbers.push(number);
    }
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

/// Saves a page of one coder: all of it or nothing. A text without codes is not coded.
pub fn save(
    db: &mut Db,
    by: Signature,
    place: &Place<'_>,
    hand: Hand,
    page: &[Typed],
) -> Result<Saved> {
    let (version, frame) = newest(db, place)?;
    let (mut changes, mut problems) = (Vec::new(), BTreeMap::new());
    for typed in page {
        let stored = stored(db, place, &frame, &typed.id, hand)?;
        let read = numbers(&typed.codes).and_then(|codes| frame.accepts(codes, &stored));
        match read {
            Ok(codes) if codes == stored => {}
            Ok(codes) if holds_text(db, place, &typed.id)? => changes.push((&typed.id, codes)),
            Ok(_) => return Err(Error::NotFound),
            Err(problem) => drop(problems.insert(typed.id.clone(), problem)),
        }
    }
    if !problems.is_empty() {
        return Ok(Saved::Refused(problems));
    }
    for (id, codes) in &changes {
        put(db, place, id, hand, codes, version)?;
    }
    if !changes.is_empty() {
        let subject = format!("{place} {} {}件", hand.label(), changes.len());
        audit::record(db, by, Action::TextsCoded, &subject)?;
    }
    Ok(Saved::Changed(changes.len()))
}

/// The newest codes of a question.
pub(super) fn newest(db: &mut Db, place: &Place<'_>) -> Result<(i32, Frame)> {
    let newest = store::newest_frame(db, &place.survey.id, place.field)?;
    let (version, definition) = newest.ok_or_else(|| {
        Error::Conflict(
            "この設問にはまだコード表がありません。先にコード表を作ってください。".into(),
        )
    })?;
    Ok((version, thaw(&definition)?))
}

/// The codes that a hand has given to a text, as they count today; none if it has given none.
pub(super) fn stored(
    db: &mut Db,
    place: &Place<'_>,
    frame: &Frame,
    id: &str,
    hand: Hand,
) -> Result<Vec<i16>> {
    let json = store::coding(db, &place.survey.id, place.field, id, hand)?;
    let codes: Vec<i16> = match json {
        Some(json) => serde_json::from_str(&json).map_err(Error::internal)?,
        None => Vec::new(),
    };
    Ok(frame.today(&codes))
}

/// Writes a coding in place of an earlier one; no codes take it away.
pub(super) fn put(
    db: &mut Db,
    place: &Place<'_>,
    id: &str,
    hand: Hand,
    codes: &[i16],
    version: i32,
) -> Result<()> {
    let survey = &place.survey.id;
    if codes.is_empty() {
        return store::delete_coding(db, survey, place.field, id, hand);
    }
    let json = serde_json::to_string(codes).map_err(Error::internal)?;
    store::put_coding(db, survey, place.field, id, hand, (&json, version))
}

/// Whether an answer of the survey holds a text in the field.
fn holds_text(db: &mut Db, place: &Place<'_>, id: &str) -> Result<bool> {
    let Some(document) = store::document(db, &place.survey.id, id)? else { return Ok(false) };
    let answers: Answers = serde_json::from_str(&document).map_err(Error::internal)?;
    let answer = answers.get(place.field);
    Ok(matches!(answer, Some(Answer::Text(text)) if !text.is_empty()))
}

impl Frame {
    /// Whether these codes may be given to a text that has `stored` already.
    ///
    /// # Errors
    /// A sentence about the first that may not.
    pub fn accepts(&self, codes: Vec<i16>, stored: &[i16]) -> Result<Vec<i16>, String> {
        for number in codes.iter().filter(|number| !stored.contains(number)) {
            let code = self.code(*number).ok_or_else(|| {
                format!("コード{number}はコード表にありません。番号をお確かめください。")
            })?;
            let label = &code.label;
            match code.fate {
                Fate::InUse => {}
                Fate::Retired => {
                    return Err(format!(
                        "コード{number}「{label}」は使用を終えました。ほかのコードを選んでください。"
                    ));
                }
                Fate::MergedInto(_) => {
                    let into = self.today(&[*number])[0];
                    return Err(format!(
                        "コード{number}「{label}」は、コード{into}「{}」にまとめられました。{into}を入力してください。",
                        self.label(into)
                    ));
                }
            }
        }
        Ok(codes)
    }
}

#[cfg(test)]
mod tests {
    use super::super::frame::tests::frame;
    use super::*;

    #[test]
    fn numbers_are_read_however_they_are_typed() {
        assert_eq!(numbers("9 1"), Ok(vec![1, 9]));
        assert_eq!(numbers("１、２　９,2"), Ok(vec![1, 2, 9]));
        assert_eq!(numbers(" "), Ok(vec![]));
        for typed in ["一", "1-3", "99999", "1 バス"] {
            assert!(numbers(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn only_codes_in_use_are_given_and_earlier_ones_are_kept() {
        let accepts = |codes: &[i16], stored: &[i16]| frame().accepts(codes.to_vec(), stored);
        assert_eq!(accepts(&[1, 9], &[]), Ok(vec![1, 9]));
        assert!(accepts(&[5], &[]).unwrap_err().contains("コード表にありません"));
        assert!(accepts(&[4], &[]).unwrap_err().contains("使用を終えました"));
        assert!(accepts(&[3], &[]).unwrap_err().contains("コード1「交通」にまとめられました"));
        assert_eq!(accepts(&[1, 4], &[4]), Ok(vec![1, 4]));
    }

    #[test]
    fn ticks_and_typed_numbers_of_a_text_are_read_together() {
        let fields =
            [("text", "a"), ("codes-a", "1"), ("codes-a", "2 9"), ("text", "b"), ("x", "y")];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let read = typed(&fields);
        assert_eq!((read[0].id.as_str(), read[0].codes.as_str()), ("a", "1 2 9"));
        assert_eq!((read[1].id.as_str(), read[1].codes.as_str()), ("b", ""));
    }
}
