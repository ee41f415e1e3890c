//! Which groups a file of the population may speak of: the choices of the form.

use super::{Cell, Margins, margins};
use crate::{
    form::{Choice, Form, Kind, ruby::plain},
    sheet::fold,
    text::Lang,
};

/// What the three attributes can be.
#[derive(Clone, Debug)]
pub struct Categories {
    /// Where people live.
    pub district: Attribute,
    /// How old they are.
    pub age_band: Attribute,
    /// Their sex.
    pub sex: Attribute,
}

/// An attribute of the frame.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// What it is called in a file and in messages.
    pub name: &'static str,
    /// Its groups, in the order of the form.
    pub groups: Vec<Group>,
}

/// A choice of the form that people may belong to.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its code.
    pub code: i16,
    /// Its words, without furigana.
    pub label: String,
    /// Whether a population without such people is incomplete.
    pub is_expected: bool,
}

/// Parts of labels of choices that a register of residents has nobody in.
const NOT_IN_A_REGISTER: [&str; 7] =
    ["その他", "不明", "わから", "分から", "答え", "回答", "どちらでも"];

impl Categories {
    /// Those of a form; none for one that does not say what the frame knows.
    pub fn of(form: &Form) -> Option<Categories> {
        let frame = form.report.frame.as_ref()?;
        let attribute = |name, question: &str| match &form.question(question)?.kind {
            Kind::Single { choices } => {
                Some(Attribute { name, groups: choices.iter().map(group).collect() })
            }
            _ => None,
        };
        Some(Categories {
            district: attribute("地区", &frame.district)?,
            age_band: attribute("年齢", &frame.age_band)?,
            sex: attribute("性別", &frame.sex)?,
        })
    }

    /// The groups that a population should have and in which nobody of it lives, as
    /// (attribute, label).
    pub fn missing(&self, people: &[Cell]) -> Vec<(&'static str, &str)> {
        let mut missing = Vec::new();
        let Margins { district, age_band, sex } = margins(people);
        for (attribute, margin) in
            [(&self.district, district), (&self.age_band, age_band), (&self.sex, sex)]
        {
            let is_empty = |group: &&Group| {
                !margin.iter().any(|(code, people)| *code == group.code && *people > 0)
            };
            missing.extend(
                attribute.expected().filter(is_empty).map(|group| (attribute.name, &*group.label)),
            );
        }
        missing
    }
}

impl Attribute {
    /// The group of a label, however wide its letters and dashes are.
    pub fn group(&self, label: &str) -> Option<&Group> {
        let wanted = fold(label);
        self.groups.iter().find(|group| fold(&group.label) == wanted)
    }

    /// The words of a code; empty for one that the form never had.
    pub fn label(&self, code: i16) -> &str {
        self.groups.iter().find(|group| group.code == code).map_or("", |group| &group.label)
    }

    /// The groups that a file has rows for.
    pub fn expected(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(|group| group.is_expected)
    }
}

fn group(choice: &Choice) -> Group {
    let label = plain(choice.label.get(Lang::Ja)).into_owned();
    let is_expected = !choice.other && !NOT_IN_A_REGISTER.iter().any(|word| label.contains(word));
    Group { code: choice.code, label, is_expected }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Two districts, two age bands, two sexes, and choices that no register knows.
    pub fn categories() -> Categories {
        let attribute = |name, labels: &[&str]| {
            let choice = |(label, code): (&&str, i16)| {
                group(&Choice {
                    code,
                    label: (*label).into(),
                    exclusive: false,
                    other: false,
                    score: None,
                })
            };
            Attribute { name, groups: labels.iter().zip(1..).map(choice).collect() }
        };
        Categories {
            district: attribute("地区", &["荒尾", "{桜山|さくらやま}", "わからない"]),
            age_band: attribute("年齢", &["18〜29歳", "30歳以上"]),
            sex: attribute("性別", &["男性", "女性", "その他", "答えない"]),
        }
    }

    #[test]
    fn labels_meet_whatever_their_width_waves_and_furigana() {
        let categories = categories();
        for label in ["18～29歳", "18-29歳", "１８〜２９歳", " 18 – 29歳 "] {
            assert_eq!(
                categories.age_band.group(label).map(|group| group.code),
                Some(1),
                "{label}"
            );
        }
        assert_eq!(categories.district.group("桜山").map(|group| group.code), Some(2));
        assert!(categories.district.group("桜").is_none());
    }

    #[test]
    fn nobody_is_expected_in_choices_that_no_register_has() {
        let cell = |district, sex| Cell { district, age_band: 1, sex, people: 1 };
        let categories = categories();
        assert_eq!(
            categories.missing(&[cell(1, 1), cell(1, 2)]),
            [("地区", "桜山"), ("年齢", "30歳以上")]
        );
        assert_eq!(categories.sex.expected().count(), 2);
    }

    #[test]
    fn a_form_without_a_frame_has_no_categories() {
        assert!(Categories::of(&crate::form::fixture::form()).is_none());
    }
}
