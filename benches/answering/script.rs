//! What one resident answers, worked out beforehand, so that the crowd costs little while the
//! server is measured. The questionnaire itself says what is asked: no page is named here.

use machikoe::{
    form::{self, Answers, Choice, Field, Form, Required, Section, Takes, read_page},
    id::Ids,
    respond::draft::Draft,
    seal::Key,
};

use crate::Outcome;

/// A whole answering.
pub struct Script {
    /// Its pages in order.
    pub pages: Vec<Page>,
    /// Everything that is typed.
    pub answers: Answers,
    /// What is stored in the end, as JSON.
    pub settled: String,
}

/// A page as it is sent.
pub struct Page {
    /// `/a/p/…`
    pub url: String,
    /// The form's fields, encoded.
    pub body: String,
    /// A draft as long as the one that is kept then.
    pub sealed: String,
}

impl Script {
    /// An answering; another for another seed. `filled` is what stands there before it begins.
    pub fn write(form: &Form, filled: &Answers, seed: u64) -> Outcome<Script> {
        let mut hand = Hand(Ids::counted(seed));
        let (mut pages, mut answers) = (Vec::new(), filled.clone());
        let first = form::path(form, &answers).sections().first().map(|section| section.id.clone());
        let mut next = form.sections.iter().find(|section| Some(&section.id) == first.as_ref());
        while let Some(section) = next {
            let posted = hand.fill(form, section, &answers)?;
            answers = read_page(form, section, &answers, &posted, false).answers;
            next = form::path(form, &answers).next_after(form, &section.id);
            pages.push(Page {
                url: format!("/a/p/{}", section.id),
                body: encoded(&posted),
                sealed: sealed(&answers)?,
            });
        }
        let settled = serde_json::to_string(&form::settle(form, &answers))?;
        Ok(Script { pages, answers, settled })
    }
}

fn sealed(answers: &Answers) -> Outcome<String> {
    let plain = serde_json::to_vec(&Draft { at: String::new(), answers: answers.clone() })?;
    Ok(Key([7; 32]).seal(&Ids::counted(0), "draft", &plain)?)
}

/// Fills in pages, the same way for the same seed.
struct Hand(Ids);

impl Hand {
    /// A page that nothing has to be pointed out on.
    fn fill(&mut self, form: &Form, section: &Section, before: &Answers) -> Outcome<Posted> {
        for _ in 0..100 {
            let posted = self.try_page(form, section, before)?;
            if read_page(form, section, before, &posted, false).passes() {
                return Ok(posted);
            }
        }
        Err(format!("no answers pass the checks of {}", section.id).into())
    }

    fn try_page(&mut self, form: &Form, section: &Section, before: &Answers) -> Outcome<Posted> {
        let mut posted = Vec::new();
        for question in form::path(form, before).page(section) {
            posted.push(("shown".to_owned(), question.id.clone()));
            let blank = question.required == Required::No && self.below(20)? == 0;
            let mut chosen = Vec::new();
            for field in question.fields() {
                let values = self.values(&field, &chosen, blank)?;
                posted.extend(values.iter().map(|value| (field.key.to_string(), value.clone())));
                chosen.extend(values);
            }
        }
        posted.push(("to".to_owned(), "next".to_owned()));
        Ok(posted)
    }

    /// What the browser sends for a field: unticked boxes send nothing, empty lines do.
    fn values(
        &mut self,
        field: &Field<'_>,
        chosen: &[String],
        blank: bool,
    ) -> Outcome<Vec<String>> {
        Ok(match field.takes {
            Takes::Specify(choice) if chosen.contains(&choice.code.to_string()) => {
                vec!["町内の回覧板".to_owned()]
            }
            Takes::Words { .. } if self.below(3)? == 0 => vec![WORDS.to_owned()],
            Takes::Specify(_) | Takes::Words { .. } => vec![String::new()],
            _ if blank => Vec::new(),
            Takes::One(choices) | Takes::Row(_, choices) => vec![self.one_of(choices)?],
            Takes::Many(choices) => self.some_of(choices)?,
            Takes::Whole { min, max } => {
                let span = usize::try_from(max - min)?;
                vec![(i32::from(min) + i32::try_from(self.below(span + 1)?)?).to_string()]
            }
        })
    }

    fn one_of(&mut self, choices: &[Choice]) -> Outcome<String> {
        Ok(choices[self.below(choices.len())?].code.to_string())
    }

    fn some_of(&mut self, choices: &[Choice]) -> Outcome<Vec<String>> {
        let first = self.below(choices.len())?;
        let rest = choices.iter().skip(first).filter(|choice| !choice.exclusive);
        let codes: Vec<String> =
            rest.step_by(2).take(2).map(|choice| choice.code.to_string()).collect();
        if codes.is_empty() { Ok(vec![choices[first].code.to_string()]) } else { Ok(codes) }
    }

    fn below(&mut self, limit: usize) -> Outcome<usize> {
        let chance = usize::from(u16::from_le_bytes(self.0.bytes()?));
        Ok(chance % limit)
    }
}

/// About as long as what people write.
const WORDS: &str = "バスの本数がもう少し多いと、病院や買い物に行きやすくなります。\n\
                     夜の道が暗い所があるので、街灯もお願いします。";

/// Names and values, in the order of the page.
type Posted = Vec<(String, String)>;

fn encoded(posted: &Posted) -> String {
    let pair = |(name, value): &(String, String)| format!("{}={}", percent(name), percent(value));
    posted.iter().map(pair).collect::<Vec<_>>().join("&")
}

fn percent(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}
