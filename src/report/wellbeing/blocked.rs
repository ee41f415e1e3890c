//! Why a factor has no mean or no 偏差値, by the names of its items.

use super::Source;
use super::people::People;
use crate::form::indicator;
use crate::tally::wellbeing::Blocked;

/// A sentence for each obstacle. While no edition is chosen, every reference value is missing and
/// one sentence elsewhere says so.
pub(super) fn sentences(
    source: &Source,
    people: &People<'_>,
    factor: &indicator::Factor,
    blocked: &[Blocked],
) -> Vec<String> {
    let items: Vec<_> = source.indicator.items_of(&factor.id).collect();
    let label = &factor.label;
    let sentence = |blocked: &Blocked| {
        let (Blocked::Direction(place) | Blocked::NoAnswers(place) | Blocked::Reference(place)) =
            *blocked;
        let item = items.get(place)?;
        let name = &item.label;
        match blocked {
            Blocked::Direction(_) => Some(format!(
                "「{label}」の平均と偏差値は出していません。項目「{name}」（{}）は、高い答えがよいのか、よくないのかが決まっていないためです。設問票で確かめ、指標のファイル（indicators/{}.yaml）の reverse を \"yes\" か \"no\" にすると表示されます。",
                item.id, source.indicator.id
            )),
            Blocked::NoAnswers(_) if !people.were_asked(&item.id) => Some(format!(
                "「{label}」の平均と偏差値は出していません。項目「{name}」を、この調査票ではたずねていないためです。"
            )),
            // That nobody at all answered is said once, for everything.
            Blocked::NoAnswers(_) if !people.answered() => None,
            Blocked::NoAnswers(_) => Some(format!(
                "「{label}」の平均と偏差値は出していません。項目「{name}」に回答した人がいないためです。"
            )),
            Blocked::Reference(_) => source.applied.edition.as_ref().map(|edition| {
                format!(
                    "「{label}」の偏差値は出していません。項目「{name}」の基準値が、版「{}」にないためです。",
                    edition.name
                )
            }),
        }
    };
    blocked.iter().filter_map(sentence).collect()
}
