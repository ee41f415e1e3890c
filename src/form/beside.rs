//! The same questions asked of other people by another form: what has to be alike in both.

use super::definition::{Form, Kind, Question};
use super::distance::did_you_mean;
use super::ruby::plain;
use crate::text::Lang;

/// The codes of a question whose answers can stand beside those of another: a single choice or a
/// scale, in the order of the choices.
pub fn codes(question: &Question) -> Option<Vec<i16>> {
    match &question.kind {
        Kind::Single { choices } => Some(choices.iter().map(|choice| choice.code).collect()),
        Kind::Scale { min, max, .. } => Some((*min..=*max).collect()),
        _ => None,
    }
}

/// Why the question `there` of another form cannot stand beside `here`, a sentence; `None` when
/// it can. Labels may differ: both are shown.
pub fn obstacle(here: &Question, other: &Form, there: &str) -> Option<String> {
    let name = plain(other.title.get(Lang::Ja));
    let Some(question) = other.questions().find(|question| question.id == there) else {
        let hint = did_you_mean(there, other.questions().map(|question| question.id.as_str()));
        return Some(format!("「{name}」に「{there}」という設問はありません。{hint}"));
    };
    let Some(theirs) = codes(question) else {
        return Some(format!(
            "「{name}」の「{there}」は、1つだけ選ぶ設問（kind: single）でも段階（kind: scale）でもありません。"
        ));
    };
    let is_scale = |question: &Question| matches!(question.kind, Kind::Scale { .. });
    if is_scale(here) != is_scale(question) {
        return Some(format!(
            "「{}」と「{name}」の「{there}」は、答え方（kind）が違います。",
            here.id
        ));
    }
    let ours = codes(here).unwrap_or_default();
    let lacks = |of: &[i16], other: &[i16]| -> Vec<String> {
        of.iter().filter(|code| !other.contains(code)).map(ToString::to_string).collect()
    };
    let (only_ours, only_theirs) = (lacks(&ours, &theirs), lacks(&theirs, &ours));
    if only_ours.is_empty() && only_theirs.is_empty() {
        return None;
    }
    let mut sentence = format!("「{}」と「{name}」の「{there}」は、コードが違います。", here.id);
    for (codes, whose) in [(only_ours, "この調査票"), (only_theirs, "相手の調査票")] {
        if !codes.is_empty() {
            sentence += &format!("{whose}だけにあるコード: {}。", codes.join("、"));
        }
    }
    Some(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::fixture::class_form;

    fn like(form: &Form) -> &Question {
        form.questions().find(|question| question.id == "like").expect("a question")
    }

    #[test]
    fn other_words_for_the_same_codes_are_no_obstacle() {
        let ours = class_form(&[]).expect("the form");
        let theirs = class_form(&[("{好|す}きではない", "きらい")]).expect("the form");
        assert_eq!(obstacle(like(&ours), &theirs, "like"), None);
    }

    #[test]
    fn another_question_another_kind_and_other_codes_each_have_a_sentence() {
        let ours = class_form(&[]).expect("the form");
        let sentence = |there| obstacle(like(&ours), &ours, there).expect("a sentence");
        assert!(sentence("lik").contains("「lik」という設問はありません"));
        assert!(sentence("why").contains("1つだけ選ぶ設問"));
        assert!(
            sentence("after").contains("この調査票だけにあるコード: 3。"),
            "{}",
            sentence("after")
        );
    }
}
