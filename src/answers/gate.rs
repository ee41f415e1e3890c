//! When answers may be counted. A survey that is answered in classes is shut until it is over: a
//! look before and after a lesson would show what one class answered. Every reading of answers
//! for counting passes here (see [`super::Library::standing`]).

use crate::{
    clock::Instant,
    error::{Error, Result},
    form::Form,
    school,
    survey::{Status, Survey},
};

/// What is said wherever results would stand.
pub const SHUT: &str = "学級ごとの答えがわからないように、集計は調査を終えてから見られます。";

/// Whether nobody may look at results at `now`.
pub fn is_shut(survey: &Survey, form: &Form, now: Instant) -> bool {
    school::is_for_classes(form) && survey.status(now) != Status::Closed
}

/// Refuses while results are shut.
pub fn pass(survey: &Survey, form: &Form, now: Instant) -> Result<()> {
    if is_shut(survey, form, now) { Err(Error::Conflict(SHUT.into())) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{answers::fixture, form::fixture::class_form, survey::State};

    fn survey(state: State) -> Survey {
        let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 12, day).expect("a day");
        Survey {
            id: "id".into(),
            slug: "survey".into(),
            form: "survey".into(),
            state,
            opens_on: day(1),
            closes_on: day(18),
            grace_hours: 12,
            sample: false,
        }
    }

    #[test]
    fn only_a_survey_of_classes_is_shut_and_only_until_it_is_over() {
        let at = |text: &str| text.parse::<Instant>().expect("an instant");
        let (classes, letters) = (class_form(&[]).expect("the form"), fixture::form());
        let noon = at("2026-12-10T12:00:00+09:00");
        for state in [State::Preparing, State::Open, State::Paused] {
            assert!(is_shut(&survey(state), &classes, noon), "{state:?}");
            assert!(!is_shut(&survey(state), &letters, noon), "{state:?}");
        }
        assert!(!is_shut(&survey(State::Closed), &classes, noon));
        // While drafts may still be sent it is not over.
        let open = survey(State::Open);
        assert!(is_shut(&open, &classes, at("2026-12-19T11:59:59+09:00")));
        assert!(!is_shut(&open, &classes, at("2026-12-19T12:00:00+09:00")));
    }
}
