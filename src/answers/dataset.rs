//! The answers of one survey, as columns below the newest version of its form.

use std::collections::BTreeMap;
use std::ops::Range;

use super::topic::Topic;
use crate::form::codebook::{Variable, VariableKind, variables};
use crate::form::{Form, Question, Section};
use crate::tally::{Column, Columns, Content, Field, NO_ANSWER, NOT_ASKED};

/// The section that holds what staff made out of the answers, after those of the questionnaire.
const AFTERWARDS: &str = "after-coding";

/// All answers of one survey. Answers of earlier versions have the same variables under the
/// same names; what was added later counts as 非該当 in them.
#[derive(Clone, Debug)]
pub struct Dataset {
    form: Form,
    variables: Vec<Variable>,
    columns: Columns,
    ids: Vec<Box<str>>,
    /// Where the columns of each field are.
    places: BTreeMap<String, Range<usize>>,
    topics: Vec<Topic>,
    /// The keys of what staff made out of texts, by the field of the texts.
    coded: BTreeMap<String, String>,
    /// How much each person counts, in millionths; none when everybody counts alike.
    weights: Option<Vec<u32>>,
}

/// What a multiple choice made by staff holds for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coded {
    /// There was nothing to code (非該当).
    NotAsked,
    /// Not coded yet (無回答).
    NoAnswer,
    /// These codes.
    Ticks(Vec<i16>),
}

impl Dataset {
    /// An empty dataset below the newest version of a form.
    pub fn new(form: Form) -> Dataset {
        let variables = variables(&form);
        let fields = fields(&variables);
        let mut places = BTreeMap::new();
        let mut start = 0;
        for field in &fields {
            let end = start + field.content.width();
            places.insert(field.key.clone(), start..end);
            start = end;
        }
        let topics = Topic::all(&form);
        let columns = Columns::new(fields);
        Dataset {
            form,
            variables,
            columns,
            ids: Vec::new(),
            places,
            topics,
            coded: BTreeMap::new(),
            weights: None,
        }
    }

    /// Adds one stored answer: its random id, and its document.
    ///
    /// # Errors
    /// When the document is not a JSON object; the dataset is then as it was.
    pub fn add(&mut self, id: &str, document: &str) -> Result<(), serde_json::Error> {
        self.columns.push(document)?;
        self.ids.push(id.into());
        Ok(())
    }

    /// Adds a multiple choice that staff made out of the answers, as the last question of the form,
    /// so that every table and file takes it like any other. `coded` is asked by the random id of
    /// an answer; `of` is the field whose texts they coded.
    pub fn attach(&mut self, of: &str, question: Question, coded: impl Fn(&str) -> Coded) {
        let codes: Vec<i16> = question.choices().iter().map(|choice| choice.code).collect();
        let key = question.id.clone();
        let columns = ticks(&codes, self.ids.iter().map(|id| coded(id)));
        match self.form.sections.last_mut() {
            Some(section) if section.id == AFTERWARDS => section.questions.push(question),
            _ => self.form.sections.push(Section {
                id: AFTERWARDS.into(),
                title: "アフターコード".into(),
                intro: None,
                show_if: None,
                questions: vec![question],
            }),
        }
        self.topics = Topic::all(&self.form);
        self.coded.insert(of.to_owned(), key.clone());
        let start = self.columns.all().len();
        self.places.insert(key.clone(), start..start + codes.len());
        self.columns.attach(Field { key, content: Content::Ticks(codes) }, columns);
        self.variables = variables(&self.form);
    }

    /// How many people answered.
    pub fn people(&self) -> usize {
        self.columns.rows()
    }

    /// The form below which the answers stand.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// The variables, in the order of the questionnaire.
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// A column for each variable, in the same order.
    pub fn columns(&self) -> &[Column] {
        self.columns.all()
    }

    /// What can be tabulated, in the order of the questionnaire.
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// A topic by its key.
    pub fn topic(&self, key: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.key == key)
    }

    /// What staff made out of the texts of a field.
    pub fn coded(&self, field: &str) -> Option<&Topic> {
        self.coded.get(field).and_then(|key| self.topic(key))
    }

    /// Whether a topic was made by staff out of texts.
    pub fn is_coded(&self, topic: &Topic) -> bool {
        self.coded.values().any(|key| *key == topic.key)
    }

    /// How much each person counts, in millionths.
    pub fn weights(&self) -> Option<&[u32]> {
        self.weights.as_deref()
    }

    /// The same answers with other weights, one for each person, or without any.
    pub fn weighted(self, weights: Option<Vec<u32>>) -> Dataset {
        Dataset { weights, ..self }
    }

    /// The people that `keeps` keeps, with their weights.
    pub fn select(&self, keeps: impl Fn(usize) -> bool) -> Dataset {
        let rows: Vec<usize> = (0..self.people()).filter(|&row| keeps(row)).collect();
        Dataset {
            form: self.form.clone(),
            variables: self.variables.clone(),
            columns: self.columns.select(&rows),
            ids: rows.iter().map(|&row| self.ids[row].clone()).collect(),
            places: self.places.clone(),
            topics: self.topics.clone(),
            coded: self.coded.clone(),
            weights: self
                .weights
                .as_ref()
                .map(|weights| rows.iter().map(|&row| weights[row]).collect()),
        }
    }

    /// The columns of a field; none when the form has no such field.
    pub fn field(&self, key: &str) -> &[Column] {
        self.places.get(key).map_or(&[], |place| &self.columns.all()[place.clone()])
    }

    /// The random id of the answer in a row; empty beyond the last.
    pub fn id(&self, row: usize) -> &str {
        self.ids.get(row).map_or("", |id| id)
    }

    /// The rows in the order in which everything lists people: by their random ids, because
    /// the order of arrival could tell whose an answer is.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.people()).collect();
        order.sort_by(|&a, &b| self.ids[a].cmp(&self.ids[b]));
        order
    }
}

/// A column of 0 and 1 for each code.
fn ticks(codes: &[i16], people: impl Iterator<Item = Coded>) -> Vec<Column> {
    let mut columns = vec![Column::default(); codes.len()];
    for coded in people {
        for (column, code) in columns.iter_mut().zip(codes) {
            column.cells.push(match &coded {
                Coded::NotAsked => NOT_ASKED,
                Coded::NoAnswer => NO_ANSWER,
                Coded::Ticks(ticked) => i16::from(ticked.contains(code)),
            });
        }
    }
    columns
}

/// The stored fields behind the variables. The ticks of a multiple choice are neighbours and
/// share one field.
fn fields(variables: &[Variable]) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for variable in variables {
        if let (
            VariableKind::Tick { code, .. },
            Some(Field { key, content: Content::Ticks(codes) }),
        ) = (&variable.kind, fields.last_mut())
            && *key == variable.field
        {
            codes.push(*code);
            continue;
        }
        let content = match &variable.kind {
            VariableKind::Coded { codes } => {
                Content::Single(codes.iter().map(|(code, _)| *code).collect())
            }
            VariableKind::Tick { code, .. } => Content::Ticks(vec![*code]),
            VariableKind::Number => Content::Number,
            VariableKind::Text => Content::Text,
        };
        fields.push(Field { key: variable.field.clone(), content });
    }
    fields
}
