//! A change of the codes as it was typed: read, put onto what somebody else saved meanwhile,
//! and checked.

use super::frame::{Code, Fate, Frame};

/// The longest label and description, in characters.
const LABEL: usize = 60;
const DESCRIPTION: usize = 500;
/// The most codes of one question: more are no overview.
const CODES: usize = 200;

/// The word of a fate in forms.
const IN_USE: &str = "in-use";
const RETIRED: &str = "retired";

/// One row of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The code that it changes; `None` for a new one.
    pub code: Option<i16>,
    /// The number typed for a new code; empty for the next free one.
    pub number: String,
    /// As typed.
    pub label: String,
    /// As typed.
    pub description: String,
    /// The word of a fate: `in-use`, `retired`, `into-3`.
    pub fate: String,
}

impl Fate {
    /// The word in forms.
    pub fn word(self) -> String {
        match self {
            Fate::InUse => IN_USE.into(),
            Fate::Retired => RETIRED.into(),
            Fate::MergedInto(other) => format!("into-{other}"),
        }
    }

    fn from_word(word: &str) -> Option<Fate> {
        match word {
            "" | IN_USE => Some(Fate::InUse),
            RETIRED => Some(Fate::Retired),
            _ => word.strip_prefix("into-")?.parse().ok().map(Fate::MergedInto),
        }
    }
}

impl Row {
    /// A row that shows a code as it is.
    pub fn of(code: &Code) -> Row {
        Row {
            code: Some(code.number),
            number: code.number.to_string(),
            label: code.label.clone(),
            description: code.description.clone(),
            fate: code.fate.word(),
        }
    }

    fn is_empty(&self) -> bool {
        self.number.is_empty() && self.label.is_empty() && self.description.is_empty()
    }
}

/// The rows of a posted form: each names itself in a field `row`, by the number of its code or as
/// a new one, and its other fields by `{field}-{row}`.
pub fn rows(fields: &[(String, String)]) -> Vec<Row> {
    let value = |name: &str, row: &str| {
        let own = |(key, _): &&(String, String)| {
            key.strip_prefix(name).and_then(|rest| rest.strip_prefix('-')) == Some(row)
        };
        fields.iter().find(own).map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    let names = fields.iter().filter(|(name, _)| name == "row").map(|(_, row)| row.as_str());
    let mut rows: Vec<Row> = names
        .map(|row| {
            let code: Option<i16> = row.parse().ok();
            Row {
                code,
                number: code.map_or_else(|| value("number", row), |code| code.to_string()),
                label: value("label", row),
                description: value("description", row),
                fate: value("fate", row),
            }
        })
        .collect();
    rows.retain(|row| row.code.is_some() || !row.is_empty());
    rows
}

/// What was typed below `base`, put onto a newer version: a field that the person did not touch
/// shows what the other saved, and nothing that either typed is lost.
pub fn onto(base: &Frame, newest: &Frame, typed: &[Row]) -> Vec<Row> {
    let pick = |before: &str, typed: &str, now: String| {
        if typed == before { now } else { typed.to_owned() }
    };
    let old = newest.codes.iter().map(|code| {
        let now = Row::of(code);
        let before = base.code(code.number).map(Row::of);
        let mine = typed.iter().find(|row| row.code == Some(code.number));
        match (before, mine) {
            (Some(before), Some(mine)) => Row {
                label: pick(&before.label, &mine.label, now.label),
                description: pick(&before.description, &mine.description, now.description),
                fate: pick(&before.fate, &mine.fate, now.fate),
                ..now
            },
            _ => now,
        }
    });
    old.chain(typed.iter().filter(|row| row.code.is_none()).cloned()).collect()
}

impl Frame {
    /// The codes after a change.
    ///
    /// # Errors
    /// A sentence for each mistake.
    pub fn changed(&self, rows: &[Row]) -> Result<Frame, Vec<String>> {
        let mut problems = Vec::new();
        let mut codes = self.codes.clone();
        for row in rows {
            let place = row.code.map(|number| codes.iter().position(|code| code.number == number));
            let number = match place {
                Some(Some(place)) => codes[place].number,
                Some(None) => {
                    problems.push(format!("コード{}はこのコード表にありません。", row.number));
                    continue;
                }
                None => match new_number(&codes, &row.number) {
                    Ok(number) => number,
                    Err(problem) => {
                        problems.push(problem);
                        continue;
                    }
                },
            };
            let Some(fate) = Fate::from_word(&row.fate) else {
                problems.push(format!("コード{number}の扱いを選び直してください。"));
                continue;
            };
            problems.extend(wrong_words(number, row));
            let (label, description) = (row.label.clone(), row.description.clone());
            let code = Code { number, label, description, fate };
            match place.flatten() {
                Some(place) => codes[place] = code,
                None => codes.push(code),
            }
        }
        codes.sort_by_key(|code| code.number);
        let changed = Frame { codes };
        problems.extend(changed.contradictions(self));
        if problems.is_empty() { Ok(changed) } else { Err(problems) }
    }

    /// What is wrong between the codes. What was so before is let pass.
    fn contradictions(&self, before: &Frame) -> Vec<String> {
        let mut problems = Vec::new();
        if self.codes.len() > CODES {
            problems.push(format!("コードは{CODES}個までです。"));
        }
        for code in &self.codes {
            let twin = self.in_use().find(|twin| twin.label == code.label);
            if let Some(twin) = twin
                && code.fate == Fate::InUse
                && twin.number < code.number
            {
                let (one, other) = (twin.number, code.number);
                problems.push(format!(
                    "コード{one}とコード{other}が同じ名前「{}」です。名前を変えるか、片方にまとめてください。",
                    code.label
                ));
            }
            let Fate::MergedInto(other) = code.fate else { continue };
            let is_new = before.code(code.number).is_none_or(|old| old.fate != code.fate);
            if is_new && !self.in_use().any(|target| target.number == other) {
                problems.push(format!(
                    "コード{}は、使っているコードにだけまとめられます（コード{other}は使っていません）。",
                    code.number
                ));
            }
        }
        problems
    }
}

fn new_number(codes: &[Code], typed: &str) -> Result<i16, String> {
    let last = codes.iter().map(|code| code.number).filter(|number| *number < 90).max();
    let number = match typed {
        // その他 is often 99: what is added goes below it.
        "" => last.unwrap_or(0) + 1,
        typed => super::fold::width(typed)
            .parse()
            .ok()
            .filter(|number| (1..=999).contains(number))
            .ok_or_else(|| {
                format!("番号「{typed}」は使えません。1から999までの数字で入力してください。")
            })?,
    };
    if codes.iter().any(|code| code.number == number) {
        return Err(format!(
            "コード{number}はすでにあります。番号は、使用を終えたものも含めて、ほかのコードには使えません。"
        ));
    }
    Ok(number)
}

fn wrong_words(number: i16, row: &Row) -> Option<String> {
    let length = |text: &str| text.chars().count();
    if row.label.is_empty() {
        Some(format!("コード{number}の名前を入力してください。"))
    } else if length(&row.label) > LABEL {
        Some(format!("コード{number}の名前は{LABEL}字以内で入力してください。"))
    } else if length(&row.description) > DESCRIPTION {
        Some(format!("コード{number}の説明は{DESCRIPTION}字以内で入力してください。"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
