//! Made-up answers: a person of the town goes through the questionnaire.
//!
//! Ratings come from one number for the person's general mood, which runs through all their
//! ratings, and one for each question. Everything else is drawn by shares that depend on
//! earlier answers.

use std::collections::BTreeMap;

use super::{
    chance::Chance,
    person::Person,
    scenario::{Leanings, Range, Rating, Shares, Words},
    town::Resident,
};
use crate::{
    form::{
        self, Answer, Answers, Choice, Condition, Field, Form, Kind, Required, Takes, ruby::plain,
    },
    text::Lang,
};

/// How questions without a leaning are rated: around the middle.
const NEUTRAL: Rating = Rating { mean: 0.0, spread: 1.0, mood: 0.3, unknown: 5.0 };
/// How many people, in percent, tick a choice without a leaning.
const SOME: f64 = 20.0;

/// Everybody who answers, one after the other.
pub struct Respondents<'s> {
    form: &'s Form,
    leanings: &'s Leanings,
    chance: &'s Chance,
    /// The texts of each field that are not dealt yet.
    decks: BTreeMap<&'s str, Vec<&'s str>>,
}

/// Whoever is answering, and what they have answered so far.
struct Respondent<'r, 's> {
    person: &'r Person<'s>,
    /// How well they think of everything: mean 0, standard deviation 1, and their groups' part.
    mood: f64,
    answers: Answers,
}

impl<'s> Respondents<'s> {
    /// Begins with full decks.
    pub fn new(form: &'s Form, leanings: &'s Leanings, chance: &'s Chance) -> Respondents<'s> {
        Respondents { form, leanings, chance, decks: BTreeMap::new() }
    }

    /// What a resident sends.
    pub fn answer(&mut self, resident: &Resident<'s>) -> Answers {
        self.answer_as(&Person::with_a_letter(resident, self.leanings))
    }

    /// What this person sends. A questionnaire with checks that the scenario does not know may
    /// refuse it.
    pub fn answer_as(&mut self, person: &Person<'s>) -> Answers {
        let (form, chance, blanks) = (self.form, self.chance, &self.leanings.blanks);
        let level: f64 = person.groups.iter().map(|group| group.mood).sum();
        let (mood, answers) = (chance.normal() + level, person.filled.clone());
        let mut person = Respondent { person, mood, answers };
        let care = 0.2 + 1.6 * chance.unit();
        let stops_at =
            if chance.happens(blanks.gives_up) { 0.2 + 0.8 * chance.unit() } else { 1.0 };
        let questions = form.questions().count() as f64;
        let mut place = 0.0;
        for section in &form.sections {
            for question in &section.questions {
                let progress = place / questions;
                place += 1.0;
                let asked = |condition: &Option<Condition>| fits(condition, &person.answers);
                let is_asked = asked(&section.show_if) && asked(&question.show_if);
                if progress >= stops_at || !is_asked || question.filled.is_some() {
                    continue;
                }
                let blank = match question.required {
                    Required::Yes => 0.0,
                    _ => care * (blanks.start + (blanks.end - blanks.start) * progress),
                };
                for field in question.fields() {
                    if let Some(answer) = self.field(&field, &person, blank) {
                        person.answers.set(field.key, answer);
                    }
                }
            }
        }
        form::settle(form, &person.answers)
    }

    /// The answer in a field. `blank` is how likely it stays empty, in percent.
    fn field(
        &mut self,
        field: &Field<'s>,
        person: &Respondent<'_, 's>,
        blank: f64,
    ) -> Option<Answer> {
        match field.takes {
            // How many write a text is said beside the text.
            Takes::Words { .. } | Takes::Specify(_) if field.is_open(&person.answers) => {
                self.write(&field.key)
            }
            Takes::Words { .. } | Takes::Specify(_) => None,
            _ if self.chance.happens(blank) => None,
            Takes::One(choices) | Takes::Row(_, choices) => {
                let code =
                    self.known_to_the_frame(field, choices, person).or_else(|| {
                        match choices.iter().any(|choice| choice.score.is_some()) {
                            true => self.rate_choice(field, choices, person),
                            false => self.choose(field, choices, person),
                        }
                    })?;
                Some(Answer::Number(code.into()))
            }
            Takes::Many(choices) => self.tick(field, choices, person),
            Takes::Whole { min, max } => {
                let number = match field.question.kind {
                    Kind::Scale { .. } => {
                        self.rate(field, (min..=max).map(|step| (step, f64::from(step))), person)
                    }
                    _ => self.count(field, min, max, person),
                };
                number.map(|number| Answer::Number(number.into()))
            }
        }
    }

    /// The code of the choice that the frame gives this person, for those who do not differ.
    fn known_to_the_frame(
        &self,
        field: &Field<'s>,
        choices: &[Choice],
        person: &Respondent<'_, 's>,
    ) -> Option<i16> {
        let known = &person.person.known;
        let (_, label) = known.iter().find(|(question, _)| *question == field.key)?;
        let differs = self.chance.happens(self.leanings.differs);
        let same = choices.iter().find(|choice| plain(choice.label.get(Lang::Ja)) == *label);
        same.filter(|_| !differs).map(|choice| choice.code)
    }

    fn choose(
        &self,
        field: &Field<'s>,
        choices: &[Choice],
        person: &Respondent<'_, 's>,
    ) -> Option<i16> {
        let shares = self.shares(&self.leanings.choose, field, person);
        let share = |code| shares.map_or(1.0, |shares| of(shares, code));
        self.chance.pick(choices.iter().map(|choice| (choice.code, share(choice.code))))
    }

    fn tick(
        &self,
        field: &Field<'s>,
        choices: &[Choice],
        person: &Respondent<'_, 's>,
    ) -> Option<Answer> {
        let shares = self.shares(&self.leanings.tick, field, person);
        let likely = |choice: &&Choice| {
            self.chance.happens(shares.map_or(SOME, |shares| of(shares, choice.code)))
        };
        let (alone, others): (Vec<_>, Vec<_>) = choices.iter().partition(|choice| choice.exclusive);
        if let Some(choice) = alone.into_iter().find(likely) {
            return Some(Answer::Codes(vec![choice.code]));
        }
        let mut ticked: Vec<i16> =
            others.into_iter().filter(likely).map(|choice| choice.code).collect();
        if let Kind::Multiple { max: Some(max), .. } = field.question.kind {
            self.chance.shuffle(&mut ticked);
            ticked.truncate(max.into());
        }
        ticked.sort_unstable();
        (!ticked.is_empty()).then_some(Answer::Codes(ticked))
    }

    fn rate_choice(
        &self,
        field: &Field<'s>,
        choices: &[Choice],
        person: &Respondent<'_, 's>,
    ) -> Option<i16> {
        let scored = choices.iter().filter_map(|choice| Some((choice.code, choice.score?.into())));
        let unscored: Vec<_> = choices.iter().filter(|choice| choice.score.is_none()).collect();
        let unknown = self.rating(field).map_or(NEUTRAL.unknown, |rating| rating.unknown);
        if !unscored.is_empty() && self.chance.happens(unknown) {
            return Some(unscored[self.chance.below(unscored.len())].code);
        }
        self.rate(field, scored, person)
    }

    /// The step whose value is nearest to what the person thinks.
    fn rate(
        &self,
        field: &Field<'s>,
        steps: impl Iterator<Item = (i16, f64)> + Clone,
        person: &Respondent<'_, 's>,
    ) -> Option<i16> {
        let count = steps.clone().count().max(1) as f64;
        let middle = steps.clone().map(|(_, value)| value).sum::<f64>() / count;
        let rating = self.rating(field).cloned().unwrap_or(Rating { mean: middle, ..NEUTRAL });
        let groups = person.person.groups.iter().map(|group| &group.leans);
        let leans: f64 = groups
            .chain([&self.leanings.leans])
            .filter_map(|leans| leans.get(field.key.as_ref()))
            .sum();
        let own = rating.mood * person.mood + rating.spread * self.chance.normal();
        let thinks = rating.mean + leans + own;
        let distance = |value: f64| (value - thinks).abs();
        steps
            .min_by(|one, other| distance(one.1).total_cmp(&distance(other.1)))
            .map(|(code, _)| code)
    }

    fn count(
        &self,
        field: &Field<'s>,
        min: i16,
        max: i16,
        person: &Respondent<'_, 's>,
    ) -> Option<i16> {
        let cases = self.leanings.count.get(leaning_name(field));
        let case = cases.into_iter().flatten().find(|case| fits(&case.when, &person.answers));
        let everything = [Range { share: 1.0, from: min, to: max }];
        let ranges = case.map_or(&everything[..], |case| &case.ranges);
        let range = self.chance.pick(ranges.iter().map(|range| (range, range.share)))?;
        let steps = f64::from(range.to) - f64::from(range.from) + 1.0;
        Some((range.from + (self.chance.unit() * steps) as i16).clamp(min, max))
    }

    /// The next text of the field's deck, which is shuffled anew when all were dealt.
    fn write(&mut self, key: &str) -> Option<Answer> {
        let (name, words): (_, &'s Words) = self.leanings.write.get_key_value(key)?;
        if !self.chance.happens(words.percent) {
            return None;
        }
        let deck = self.decks.entry(name).or_default();
        if deck.is_empty() {
            deck.extend(words.texts.iter().map(String::as_str));
            self.chance.shuffle(deck);
        }
        deck.pop().map(|text| Answer::Text(text.to_owned()))
    }

    fn rating(&self, field: &Field<'s>) -> Option<&'s Rating> {
        self.leanings.rate.get(leaning_name(field))
    }

    fn shares(
        &self,
        by_name: &'s BTreeMap<String, Vec<Shares>>,
        field: &Field<'s>,
        person: &Respondent<'_, 's>,
    ) -> Option<&'s BTreeMap<i16, f64>> {
        let cases = by_name.get(leaning_name(field))?;
        cases.iter().find(|case| fits(&case.when, &person.answers)).map(|case| &case.shares)
    }
}

/// The name that a field's leaning stands under: the stem of a matrix, else the field's key.
pub fn leaning_name<'f>(field: &'f Field<'_>) -> &'f str {
    match &field.question.kind {
        Kind::Matrix { stem, .. } => stem,
        _ => &field.key,
    }
}

fn fits(condition: &Option<Condition>, answers: &Answers) -> bool {
    condition.as_ref().is_none_or(|condition| condition.holds(answers))
}

fn of(shares: &BTreeMap<i16, f64>, code: i16) -> f64 {
    shares.get(&code).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests;
