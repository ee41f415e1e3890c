//! Saving the codes of a question as a new version, and deleting codes that nobody used.

use super::{
    Place,
    book::thaw,
    edit::Row,
    frame::Frame,
    store::{self, Version},
};
use crate::{
    audit::{self, Action, Signature},
    error::{Error, Result},
    store::Db,
};

/// What became of a change.
#[derive(Debug, PartialEq, Eq)]
pub enum Saved {
    /// This is the newest version now.
    Version(i32),
    /// Nothing was saved; the sentences say why.
    Refused(Vec<String>),
    /// Nothing was saved: this person has saved a newer version than the one that was changed.
    Overtaken(String),
}

/// Saves a change of version `base` (0: there are no codes yet) as the next one.
///
/// # Errors
/// [`Error::Conflict`] where somebody saves in the same instant; another try is then overtaken.
pub fn save(
    db: &mut Db,
    by: Signature,
    name: &str,
    place: &Place<'_>,
    base: i32,
    rows: &[Row],
) -> Result<Saved> {
    let newest = store::versions(db, &place.survey.id, place.field)?.into_iter().next();
    let (number, frame) = match &newest {
        Some(version) => (version.number, thaw(&version.definition)?),
        None => (0, Frame::default()),
    };
    if number != base {
        return Ok(Saved::Overtaken(newest.map(|version| version.made_by).unwrap_or_default()));
    }
    let changed = match frame.changed(rows) {
        Ok(changed) if changed.codes.is_empty() => {
            return Ok(Saved::Refused(vec!["コードを一つ以上入力してください。".into()]));
        }
        Ok(changed) if changed == frame => return Ok(Saved::Version(number)),
        Ok(changed) => changed,
        Err(problems) => return Ok(Saved::Refused(problems)),
    };
    let version = Version {
        number: number + 1,
        definition: serde_json::to_string(&changed).map_err(Error::internal)?,
        made_by: name.to_owned(),
        made_at: by.at(),
    };
    store::insert_frame(db, &place.survey.id, place.field, &version)?;
    let subject = format!("{place} 第{}版", version.number);
    audit::record(db, by, Action::FrameChanged, &subject)?;
    Ok(Saved::Version(version.number))
}

/// Deletes all versions of the codes of a question that nobody has used.
pub fn delete(db: &mut Db, by: Signature, place: &Place<'_>) -> Result<()> {
    let used = store::count_codings(db, &place.survey.id, place.field)?;
    if used > 0 {
        return Err(Error::Conflict(format!(
            "このコード表は削除できません。すでに{used}件のコード付けに使われていて、削除すると何に分類したのかがわからなくなります。使わなくなったコードは、コード表で「使用を終える」を選んでください。付けたコードは残り、新しくは付けられなくなります。"
        )));
    }
    if store::delete_frames(db, &place.survey.id, place.field)? == 0 {
        return Err(Error::NotFound);
    }
    audit::record(db, by, Action::FrameDeleted, &place.to_string())
}
