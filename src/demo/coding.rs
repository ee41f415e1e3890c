//! Two made-up colleagues who sort the texts of a question by the words in them.

use std::sync::Arc;

use super::{
    chance::Chance,
    fill::{ACTOR, sign},
    scenario::{Code, Coding},
};
use crate::{
    app::App,
    coding::{
        Hand, Place,
        coders::{self, Typed},
        edit::Row,
        fold, publish, reading,
        settle::{self, Choice, Way},
    },
    error::{Error, Result},
    survey::Survey,
};

/// What the two of them say about a text.
struct Coded {
    id: String,
    first: Vec<i16>,
    /// `None`: not come to it yet.
    second: Option<Vec<i16>>,
}

/// Makes the codes, codes the texts twice, and decides a part of the differences. The hands stay
/// free, so that whoever looks at the demonstration can take one.
pub async fn code_texts(
    app: &Arc<App>,
    survey: &Survey,
    plan: &Coding,
    chance: &Chance,
) -> Result<()> {
    let (inner, of) = (Arc::clone(app), survey.clone());
    let read = app.store.read(move |db| {
        let published = inner.forms.newest(db, &of.id)?;
        inner.answers.standing(db, &of, &published, inner.stamp())
    });
    let dataset = read.await?.dataset;
    let texts = reading::texts(&dataset, &plan.field);
    let coded: Vec<Coded> =
        texts.iter().map(|text| plan.read(text.id, text.text, chance)).collect();
    let choices = plan.decided(&coded, chance);
    let typed = |id: &str, codes: &[i16]| Typed {
        id: id.to_owned(),
        codes: codes.iter().map(|code| format!("{code} ")).collect(),
    };
    let first = coded.iter().map(|text| typed(&text.id, &text.first)).collect();
    let second =
        coded.iter().filter_map(|text| Some(typed(&text.id, text.second.as_deref()?))).collect();
    let signs = [sign(app)?, sign(app)?, sign(app)?, sign(app)?];
    let (survey, field, rows) = (survey.clone(), plan.field.clone(), plan.rows());
    app.store
        .write(move |db| {
            let place = Place { survey: &survey, field: &field };
            let [of_frame, of_first, of_second, of_settled] = signs;
            if let publish::Saved::Refused(problems) =
                publish::save(db, of_frame, ACTOR, &place, 0, &rows)?
            {
                return Err(Error::Invalid(problems));
            }
            let pages: [(_, _, Vec<Typed>); 2] =
                [(of_first, Hand::First, first), (of_second, Hand::Second, second)];
            for (by, hand, page) in pages {
                accepted(coders::save(db, by, &place, hand, &page)?)?;
            }
            accepted(settle::save(db, of_settled, &place, &choices)?)
        })
        .await
}

fn accepted(saved: coders::Saved) -> Result<()> {
    match saved {
        coders::Saved::Changed(_) => Ok(()),
        coders::Saved::Refused(problems) => Err(Error::Invalid(problems.into_values().collect())),
    }
}

impl Coding {
    fn rows(&self) -> Vec<Row> {
        let row = |code: &Code| Row {
            number: code.number.to_string(),
            label: code.label.clone(),
            description: code.description.clone(),
            ..Row::default()
        };
        self.codes.iter().map(row).collect()
    }

    fn read(&self, id: &str, text: &str, chance: &Chance) -> Coded {
        let folded = fold::search(text);
        let says = |words: &[String]| words.iter().any(|word| folded.contains(&fold::search(word)));
        let given = |fits: &dyn Fn(&Code) -> bool| -> Vec<i16> {
            let fitting = self.codes.iter().filter(|code| fits(code));
            let numbers: Vec<i16> = fitting.map(|code| code.number).collect();
            if numbers.is_empty() { vec![self.rest] } else { numbers }
        };
        let first = given(&|code| says(&code.words));
        let second = given(&|code| {
            (says(&code.words) || says(&code.second)) && !chance.happens(self.overlooks)
        });
        let second = chance.happens(self.reached).then_some(second);
        Coded { id: id.to_owned(), first, second }
    }

    fn decided(&self, coded: &[Coded], chance: &Chance) -> Vec<Choice> {
        let differing = coded
            .iter()
            .filter(|text| text.second.as_ref().is_some_and(|second| *second != text.first));
        let decided = differing.filter(|_| chance.happens(self.decided));
        let choice = |text: &Coded| Choice {
            id: text.id.clone(),
            way: Way::As(if chance.happens(50.0) { Hand::First } else { Hand::Second }),
            codes: String::new(),
        };
        decided.map(choice).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::demo::{chance::Chance, scenario::tests::shipped};

    #[test]
    fn most_texts_of_the_shipped_town_get_a_code_that_says_something() {
        let (scenario, form) = shipped();
        let coding = scenario.coding.expect("a coding");
        assert!(form.field(&coding.field).is_some());
        let chance = Chance::seeded(1);
        let texts = &scenario.answers.write[&coding.field].texts;
        let rest =
            texts.iter().filter(|text| coding.read("x", text, &chance).first == [coding.rest]);
        let rest: Vec<_> = rest.collect();
        assert!(rest.len() < 6, "{rest:#?}");
    }
}
