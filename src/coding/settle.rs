//! Deciding where two coders differ.

use std::collections::BTreeMap;

use super::{
    Hand, Place,
    coders::{Saved, newest, numbers, put, stored},
};
use crate::{
    audit::{self, Action, Signature},
    error::Result,
    store::Db,
};

/// What was chosen for a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The random id of the answer.
    pub id: String,
    /// Which way.
    pub way: Way,
    /// The numbers typed beside 「別のコードにする」.
    pub codes: String,
}

/// The ways to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Not yet.
    Open,
    /// As the first or the second coder says.
    As(Hand),
    /// Otherwise.
    Own,
}

impl Way {
    /// The word in forms.
    pub fn word(self) -> &'static str {
        match self {
            Way::Open => "open",
            Way::As(hand) => hand.word(),
            Way::Own => "own",
        }
    }

    fn from_word(word: &str) -> Way {
        match Hand::from_word(word) {
            Some(hand) if Hand::CODERS.contains(&hand) => Way::As(hand),
            _ if word == Way::Own.word() => Way::Own,
            _ => Way::Open,
        }
    }
}

/// The texts of a posted page, in its order.
pub fn choices(fields: &[(String, String)]) -> Vec<Choice> {
    let value = |name: String| {
        let found = fields.iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    let ids = fields.iter().filter(|(name, _)| name == "text").map(|(_, id)| id);
    ids.map(|id| Choice {
        id: id.clone(),
        way: Way::from_word(&value(format!("way-{id}"))),
        codes: value(format!("codes-{id}")),
    })
    .collect()
}

/// Saves a page of decisions: all of it or nothing.
pub fn save(db: &mut Db, by: Signature, place: &Place<'_>, page: &[Choice]) -> Result<Saved> {
    let (version, frame) = newest(db, place)?;
    let (mut changes, mut problems) = (Vec::new(), BTreeMap::new());
    for choice in page {
        let first = stored(db, place, &frame, &choice.id, Hand::First)?;
        let second = stored(db, place, &frame, &choice.id, Hand::Second)?;
        let before = stored(db, place, &frame, &choice.id, Hand::Settled)?;
        let decided = match choice.way {
            // Somebody who types a number means it, unless it stood there before.
            Way::Open
                if numbers(&choice.codes)
                    .is_ok_and(|typed| typed.is_empty() || typed == before) =>
            {
                Ok(Vec::new())
            }
            Way::Open => Err("番号を使うときは、「別のコードにする」を選んでください。".into()),
            _ if first.is_empty() || second.is_empty() || first == second => Err(
                "この記述は、いまは二人のコードが食い違っていません。決める必要がなくなりました。"
                    .into(),
            ),
            Way::As(Hand::Second) => Ok(second),
            Way::As(_) => Ok(first),
            Way::Own => numbers(&choice.codes).and_then(|codes| match codes.is_empty() {
                true => Err("「別のコードにする」の番号を入力してください。".into()),
                false => frame.accepts(codes, &before),
            }),
        };
        match decided {
            Ok(codes) if codes == before => {}
            Ok(codes) => changes.push((&choice.id, codes)),
            Err(problem) => drop(problems.insert(choice.id.clone(), problem)),
        }
    }
    if !problems.is_empty() {
        return Ok(Saved::Refused(problems));
    }
    for (id, codes) in &changes {
        put(db, place, id, Hand::Settled, codes, version)?;
    }
    if !changes.is_empty() {
        let subject = format!("{place} {}件", changes.len());
        audit::record(db, by, Action::CodesSettled, &subject)?;
    }
    Ok(Saved::Changed(changes.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_read_for_each_text_and_nonsense_decides_nothing() {
        let fields = [
            ("text", "a"),
            ("way-a", "second"),
            ("codes-a", ""),
            ("text", "b"),
            ("way-b", "own"),
            ("codes-b", " 3 4 "),
            ("text", "c"),
            ("way-c", "settled"),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let ways: Vec<Way> = choices(&fields).iter().map(|choice| choice.way).collect();
        assert_eq!(ways, [Way::As(Hand::Second), Way::Own, Way::Open]);
        assert_eq!(choices(&fields)[1].codes, "3 4");
    }
}
