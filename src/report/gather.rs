//! Brings together what a report is made from. One transaction, so that its parts agree while
//! answers arrive.

use super::{About, Report, ReturnBoard, Version, write_workbook};
use crate::{
    answers::{self, Dataset},
    app::App,
    clock::{Instant, day_in_japan, in_japan},
    error::{Error, Result},
    form::ruby::plain,
    store::Db,
    survey::{self, Survey, board},
    text::Lang,
};

/// Everything about one survey at one instant.
pub struct Gathered {
    /// What the report says about itself.
    pub about: About,
    /// The answers.
    pub dataset: Dataset,
    /// The returns.
    pub returns: ReturnBoard,
}

/// Reads everything about a survey.
pub fn gather(db: &mut Db, app: &App, survey: &Survey, now: Instant) -> Result<Gathered> {
    let form = app.forms.newest(db, &survey.id)?.form;
    let versions = survey::store::versions(db, &survey.id)?;
    let version = |(number, at): &(i32, Instant)| Version {
        number: u32::try_from(*number).unwrap_or_default(),
        published: day_in_japan(*at),
    };
    let about = About {
        city: app.config.city.name.clone(),
        survey: plain(form.title.get(Lang::Ja)).into_owned(),
        period: Some((survey.opens_on, survey.closes_on)),
        made: in_japan(now),
        versions: versions.iter().rev().map(version).collect(),
        sample: survey.sample,
    };
    let returns = board::returns(db, survey, &form)?;
    let mut dataset = Dataset::new(form.as_ref().clone());
    answers::store::load(db, &survey.id, &mut dataset)?;
    Ok(Gathered { about, dataset, returns })
}

impl Gathered {
    /// The workbook. Its long sheets go through temporary files, not through memory.
    pub fn workbook(&self, out: impl std::io::Write + std::io::Seek + Send) -> Result<()> {
        let report =
            Report { about: &self.about, dataset: &self.dataset, returns: Some(&self.returns) };
        write_workbook(report, out).map_err(Error::internal)
    }
}
