//! Results that anybody may read: what an administrator has published, frozen as it was then.
//! What is hidden and why is in `hide.rs`.

mod build;
mod classes;
pub mod desk;
pub mod document;
mod files;
mod hide;
mod notes;
pub mod open;
pub mod pages;
pub mod routes;
mod store;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use build::document;
pub use document::Document;

use crate::{
    audit::{self, Action, Signature},
    clock::{Instant, day_in_japan},
    error::{Error, Result},
    secret::token_hash,
    store::Db,
    survey::{Status, Survey, returns::Board},
};

/// What is public of a survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The day on which it was published.
    pub published_on: NaiveDate,
    /// What was published.
    pub document: Document,
}

/// The word that whoever publishes types.
pub const PUBLISH: &str = "公表";
/// The word that whoever takes it back types.
pub const WITHDRAW: &str = "取りやめ";

/// A document as it is stored, and by what it is recognised: what was looked at is what is
/// published, though answers arrive and settings change meanwhile.
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

/// What stands in the way of publishing, each with a sentence.
pub fn hindrances(
    survey: &Survey,
    returns: &Board,
    document: &Document,
    earlier: Option<&Publication>,
    now: Instant,
) -> Vec<String> {
    let mut found = Vec::new();
    let Document { answers, threshold, .. } = *document;
    // Two publications with a few answers between them show what those few answered.
    if survey.status(now) != Status::Closed && !survey.sample {
        found.push("受付が終わっていません。途中の結果と最後の結果を見比べると、間に届いた回答が推測されるおそれがあるため、受付を終了してから公表してください。".into());
    }
    if answers < threshold {
        found.push(format!("回答が{answers}件しかありません。公表できるのは、{threshold}件からです（「集計の設定」の公表する最小の人数）。"));
    }
    if returns.classes().is_some_and(|board| board.total().answering == 1) {
        found.push(
            "答えた学級が一つだけです。集計がその学級の答えになるため、公表できません。".into(),
        );
    }
    if let Some(Publication { document: before, .. }) = earlier {
        let fresh = answers.abs_diff(before.answers);
        if fresh > 0 && returns.classes().is_some() {
            found.push("前に公表した後に、学級の回答が増えています。二つを見比べると、後から答えた学級の答えが推測されるおそれがあるため、公表し直せません。".into());
        } else if (1..threshold).contains(&fresh) {
            found.push(format!("前に公表したときとの違いが{fresh}件だけです。二つを見比べると、その回答が推測されるおそれがあるため、公表し直せません。"));
        }
    }
    found
}

/// Publishes a document in the place of the earlier one.
pub fn publish(db: &mut Db, by: Signature, survey: &Survey, json: &str) -> Result<()> {
    store::replace(db, &survey.id, day_in_japan(by.at()), json)?;
    audit::record(db, by, Action::ResultsPublished, &survey.slug)
}

/// Takes back what is public.
pub fn withdraw(db: &mut Db, by: Signature, survey: &Survey, typed: &str) -> Result<()> {
    if typed != WITHDRAW {
        return Err(Error::invalid(format!(
            "取りやめていません。取りやめるときは、欄に「{WITHDRAW}」と入力してください。"
        )));
    }
    if store::delete(db, &survey.id)? == 0 {
        return Err(Error::Conflict("公表している結果はありません。".into()));
    }
    audit::record(db, by, Action::ResultsWithdrawn, &survey.slug)
}

/// What is public of a survey.
pub fn find(db: &mut Db, survey: &Survey) -> Result<Option<Publication>> {
    let Some((published_on, json)) = store::find(db, &survey.id)? else { return Ok(None) };
    let document = serde_json::from_str(&json).map_err(Error::internal)?;
    Ok(Some(Publication { published_on, document }))
}
