//! What of a theme is public: made from its boards, looked at, published by an administrator,
//! frozen as it was then. Public pages read nothing else of a workshop.

mod build;
pub mod document;
mod group;

pub use build::document;
pub use document::Document;
pub use group::LEAST;

use super::{
    Meeting,
    store::{self, Topic},
};
use crate::{
    audit::{self, Action, Signature},
    clock::day_in_japan,
    error::{Error, Result},
    report::publication::{PUBLISH, WITHDRAW},
    secret::token_hash,
    store::Db,
};

/// The most characters of what the city says to a theme.
pub const OFFICIAL_LENGTH: usize = 4000;
/// The most characters of the name of a section.
pub const SECTION_LENGTH: usize = 40;

/// Writes what the city says to a theme. It is public once the theme is published again.
///
/// # Errors
/// It is too long, says nobody's section, or the meeting is frozen.
pub fn write_official(
    db: &mut Db,
    by: Signature,
    meeting: &Meeting,
    topic: &Topic,
    section: &str,
    text: &str,
) -> Result<()> {
    meeting.check_not_frozen(by.at())?;
    let (section, text) = (section.trim(), lines(text));
    check_words(section, &text, OFFICIAL_LENGTH)?;
    store::set_official(db, &topic.id, section, &text)?;
    audit::record(db, by, Action::OfficialCommentWritten, &subject(meeting, topic))
}

/// Refuses what the city says where it is too long, or where nobody says it.
pub(super) fn check_words(section: &str, text: &str, most: usize) -> Result<()> {
    let mut problems = Vec::new();
    if text.chars().count() > most {
        problems.push(format!("文は{most}文字までです（いま{}文字）。", text.chars().count()));
    }
    if section.chars().count() > SECTION_LENGTH {
        problems.push(format!("担当課の名前は{SECTION_LENGTH}文字までです。"));
    }
    if section.is_empty() && !text.is_empty() {
        problems.push("答える担当課の名前を入れてください。".into());
    }
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

/// A text of several lines as it is kept.
pub(super) fn lines(typed: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let text: String = typed.replace("\r\n", "\n").nfc().collect();
    let text: String =
        text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect();
    text.trim().to_owned()
}

/// A document as it is stored, and by what it is recognised: what was looked at is published.
pub struct Frozen {
    /// The document as JSON.
    pub json: String,
    /// Stands in the form that publishes it.
    pub print: String,
}

/// Freezes a document.
pub fn freeze(document: &Document) -> Result<Frozen> {
    let json = serde_json::to_string(document).map_err(Error::internal)?;
    Ok(Frozen { print: token_hash(&json), json })
}

/// Publishes what was looked at in the place of the earlier one.
///
/// # Errors
/// The word was not typed, it is no longer what was looked at, or the meeting is frozen.
pub fn publish(
    db: &mut Db,
    by: Signature,
    meeting: &Meeting,
    topic: &Topic,
    print: &str,
    typed: &str,
) -> Result<()> {
    meeting.check_not_frozen(by.at())?;
    if typed != PUBLISH {
        return Err(Error::invalid(format!(
            "公表していません。公表するときは、欄に「{PUBLISH}」と入力してください。"
        )));
    }
    let frozen = freeze(&document(db, topic)?)?;
    if frozen.print != print {
        return Err(Error::conflict(
            "公表していません。確かめた後に、付箋か市の考えが変わりました。前の画面を開き直し、内容をもう一度確かめてください。",
        ));
    }
    store::set_public(db, &topic.id, Some((day_in_japan(by.at()), &frozen.json)))?;
    audit::record(db, by, Action::MeetingThemePublished, &subject(meeting, topic))
}

/// Takes back what is public of a theme, with its comments. They are kept.
///
/// # Errors
/// The word was not typed, or nothing is public.
pub fn withdraw(
    db: &mut Db,
    by: Signature,
    meeting: &Meeting,
    topic: &Topic,
    typed: &str,
) -> Result<()> {
    if typed != WITHDRAW {
        return Err(Error::invalid(format!(
            "取りやめていません。取りやめるときは、欄に「{WITHDRAW}」と入力してください。"
        )));
    }
    if topic.document.is_none() {
        return Err(Error::conflict("公表している内容はありません。"));
    }
    store::set_public(db, &topic.id, None)?;
    audit::record(db, by, Action::MeetingThemeWithdrawn, &subject(meeting, topic))
}

/// What is public of a theme.
pub fn public(topic: &Topic) -> Result<Option<Document>> {
    let parsed = topic.document.as_deref().map(serde_json::from_str).transpose();
    parsed.map_err(Error::internal)
}

/// A theme in the record of what was done.
pub(super) fn subject(meeting: &Meeting, topic: &Topic) -> String {
    format!("{} {}", meeting.slug, topic.number)
}
