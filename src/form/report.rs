//! What a form says about its own report: by whom to break answers down, what the sampling frame
//! knows, which judgements go in pairs. Nothing of it changes what is asked.

use serde::{Deserialize, Serialize};

/// The section `report:` of a form. Without it a report has frequencies only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Single choices (ids of questions) by which every question is cross-tabulated, in order.
    #[serde(default)]
    pub breakdowns: Vec<String>,
    /// The questions that ask what the sampling frame knows.
    #[serde(default)]
    pub frame: Option<Frame>,
    /// The matrices that are set against each other.
    #[serde(default)]
    pub priorities: Option<Priorities>,
    /// The form of other people that asks some of the same questions.
    #[serde(default)]
    pub beside: Option<Beside>,
}

/// Questions that another form asks of other people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// The other form, by the name of its folder.
    pub form: String,
    /// The questions, in order.
    pub questions: Vec<Twin>,
}

/// A question in both forms: single choices or scales with the same codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    /// Its id in this form.
    pub here: String,
    /// Its id in the other.
    pub there: String,
}

/// Single choices (ids of questions) that repeat the attributes of the sampling frame: whom a
/// file of the population is about, and what weights are made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Where people live.
    pub district: String,
    /// How old they are.
    pub age_band: String,
    /// Their sex.
    pub sex: String,
}

/// Two judgements of the same measures: stems of matrices whose rows are the same and whose
/// choices have scores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Priorities {
    /// How satisfied people are.
    pub satisfaction: String,
    /// How important it is to them.
    pub importance: String,
}
