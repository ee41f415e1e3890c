//! Which schools and grades there are: the choices of the questionnaire, by the words that
//! staff write.

use crate::{
    form::{Choice, Filled, Form, ruby::plain},
    sheet::{fold, shown},
    text::Lang,
};

/// A school or a grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its code among the choices.
    pub code: i16,
    /// Its words, without furigana.
    pub label: String,
}

/// The schools and grades of a questionnaire, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// 東中学校
    pub schools: Vec<Named>,
    /// 2年生
    pub grades: Vec<Named>,
}

impl Choices {
    /// Those of a form. `None`: it is not answered in classes.
    pub fn of(form: &Form) -> Option<Choices> {
        let named = |filled| -> Option<Vec<Named>> {
            let choices = form.filled(filled)?.choices();
            let named = |choice: &Choice| Named {
                code: choice.code,
                label: plain(choice.label.get(Lang::Ja)).into_owned(),
            };
            Some(choices.iter().map(named).collect())
        };
        Some(Choices { schools: named(Filled::School)?, grades: named(Filled::Grade)? })
    }

    /// The code of a school, however wide its letters are, with or without furigana:
    /// 「荒尾市立東中」 is 「東中学校」.
    ///
    /// # Errors
    /// A sentence with the schools that there are.
    pub fn school(&self, typed: &str) -> Result<i16, String> {
        find("学校", &self.schools, typed, school)
    }

    /// The code of a grade: `2`, `2年` and `2年生` are one.
    ///
    /// # Errors
    /// A sentence with the grades that there are.
    pub fn grade(&self, typed: &str) -> Result<i16, String> {
        find("学年", &self.grades, typed, grade)
    }
}

fn school(label: &str) -> String {
    let folded = fold(&plain(label));
    let founders = ["市立", "町立", "村立", "県立"];
    let named = founders.into_iter().find_map(|founder| folded.split_once(founder));
    let name = named.map_or(&*folded, |(_, name)| name);
    name.strip_suffix("学校").unwrap_or(name).to_owned()
}

fn grade(label: &str) -> String {
    let folded = fold(&plain(label));
    let number = folded.strip_prefix('第').unwrap_or(&folded);
    let ending = ["学年", "年生", "年"].into_iter().find_map(|ending| number.strip_suffix(ending));
    ending.unwrap_or(number).to_owned()
}

fn find(
    what: &str,
    named: &[Named],
    typed: &str,
    folded: fn(&str) -> String,
) -> Result<i16, String> {
    let wanted = folded(typed);
    if wanted.is_empty() {
        return Err(format!("{what}が空です。"));
    }
    let found = named.iter().find(|named| folded(&named.label) == wanted);
    found.map(|named| named.code).ok_or_else(|| {
        let labels: Vec<&str> = named.iter().map(|named| &*named.label).collect();
        format!(
            "{what}「{}」は調査票の選択肢にありません。使えるのは、{}です。",
            shown(typed),
            labels.join("・")
        )
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::form::fixture::class_form;

    pub fn choices() -> Choices {
        Choices::of(&class_form(&[]).expect("the form")).expect("a form for classes")
    }

    #[test]
    fn a_school_is_found_with_and_without_furigana() {
        for typed in ["東中学校", " 東 中学校 ", "{東|ひがし}中学校", "東中", "荒尾市立東中学校"]
        {
            assert_eq!(choices().school(typed), Ok(1), "{typed}");
        }
        let refused = choices().school("南中学校").expect_err("no such school");
        assert!(
            refused
                .starts_with("学校「南中学校」は調査票の選択肢にありません。使えるのは、東中学校")
        );
        assert_eq!(choices().school("　"), Err("学校が空です。".into()));
    }

    #[test]
    fn a_grade_is_found_by_its_number_alone() {
        for typed in ["2", "２", "2年", "２年生", "第2学年", "2{年生|ねんせい}"] {
            assert_eq!(choices().grade(typed), Ok(2), "{typed}");
        }
        for typed in ["12", "2組", "年", "0"] {
            assert!(choices().grade(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_form_for_residents_has_no_classes() {
        assert_eq!(Choices::of(&crate::form::fixture::form()), None);
    }
}
