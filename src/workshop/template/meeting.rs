//! The template of the meeting where results are told.

use serde::{Deserialize, Serialize};
use serde_saphyr::Spanned;

use super::{Kind, check, reading};
use crate::{form::Problem, workshop::settings::Hold};

/// A template of a results meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct MeetingTemplate {
    /// The name of its file without its ending.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// What holds for it.
    pub settings: MeetingSettings,
}

/// What holds for a results meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingSettings {
    /// What it is for, in a sentence for those who read the results.
    pub purpose: String,
    /// The kinds of comments that people may write.
    pub kinds: Vec<CommentKind>,
    /// How many days comments are taken.
    pub open_days: i64,
    /// Whether comments wait until staff have read them.
    pub moderation: Moderation,
    /// What a comment is held back for, whichever the moderation.
    #[serde(default)]
    pub hold: Option<Hold>,
    /// How many days after the last comment the city replies. Then all is frozen.
    #[serde(default = "two_weeks")]
    pub reply_days: i64,
    /// How many days after that addresses of mails are kept.
    pub keep_days: i64,
}

fn two_weeks() -> i64 {
    14
}

/// A kind of comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CommentKind {
    /// 共感
    Sympathy,
    /// 気づき
    Insight,
    /// 質問
    Question,
}

/// When staff read what people wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moderation {
    /// Before anybody else can.
    Before,
    /// Afterwards; only what is held back waits.
    After,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeetingFile {
    #[serde(rename = "kind")]
    _kind: Kind,
    title: String,
    meeting: Spanned<MeetingSettings>,
}

/// Reads the template of a results meeting.
///
/// # Errors
/// As [`super::parse`].
pub fn parse(name: &str, text: &str) -> Result<MeetingTemplate, Vec<Problem>> {
    let file: MeetingFile = reading::read(name, text)?;
    let line = file.meeting.referenced.line();
    let mut found = check::title(&file.title);
    found.extend(problems(&file.meeting.value));
    if found.is_empty() {
        let (title, settings) = (file.title, file.meeting.value);
        return Ok(MeetingTemplate { name: name.to_owned(), title, settings });
    }
    Err(found.into_iter().map(|message| reading::problem(name, line, message)).collect())
}

fn problems(settings: &MeetingSettings) -> Vec<String> {
    let mut found = Vec::new();
    if settings.purpose.trim().is_empty() {
        found.push("purpose（何のための報告会か）を書いてください。".to_owned());
    }
    if settings.kinds.is_empty() {
        found.push("kinds（意見の種類）を1つ以上書いてください。".to_owned());
    }
    for (index, kind) in settings.kinds.iter().enumerate() {
        if settings.kinds[..index].contains(kind) {
            found.push("kinds に同じ種類が2回あります。1つにしてください。".to_owned());
        }
    }
    if !(1..=180).contains(&settings.open_days) {
        found.push("open_days（意見を受け付ける日数）は 1〜180 にしてください。".to_owned());
    }
    if !(0..=180).contains(&settings.reply_days) {
        found.push("reply_days（返信を続ける日数）は 0〜180 にしてください。".to_owned());
    }
    found.extend(check::keep_days(settings.keep_days));
    found.extend(settings.hold.iter().flat_map(check::hold));
    found
}
