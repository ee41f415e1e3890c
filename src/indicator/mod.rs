//! Published values of an indicator: reference values by edition, against which 偏差値 are
//! computed, and the values of one other municipality to stand beside. The office brings them in;
//! nothing of the kind is compiled in or taken as known.

mod dashboard;
mod decimal;
pub mod pages;
mod reference;
pub mod routes;
pub mod store;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    audit::{self, Action, Signature},
    error::{Error, Result},
    form::indicator::Part,
    sheet::half_width,
    store::Db,
    survey::Survey,
    tally::wellbeing,
};

pub use dashboard::{Region, parse as parse_dashboard};
pub use decimal::Decimal;
pub use reference::parse as parse_reference;

/// What every 偏差値 is printed with, unless the edition says of which municipalities it is: the
/// reference is a group of municipalities, not the citizens of the country.
pub const BASE_NOTE: &str = "偏差値の50は、人口10万人以上で回答が100件以上ある市区町村の平均です。市民一人ひとりの平均でも、全国のすべての市区町村の平均でもありません。人口10万人未満の市町村は、この集まりに入っていません。";

/// The reference values of an edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// Its name, such as 2026.
    pub name: String,
    /// The municipalities that the values are of; empty for those of [`BASE_NOTE`].
    pub base: String,
    /// The values, an item each.
    pub references: Vec<Reference>,
}

/// The reference value of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// The item's id.
    pub item: String,
    /// μ: the mean over the municipalities of the base, of answers that count upwards.
    pub mean: Decimal,
    /// σ: the standard deviation between these municipalities.
    pub sd: Decimal,
    /// Where the values were published.
    pub source: String,
    /// When they were looked up.
    pub retrieved_on: NaiveDate,
}

impl Edition {
    /// The sentence that stands beside every score.
    pub fn note(&self) -> String {
        match self.base.as_str() {
            "" => BASE_NOTE.to_owned(),
            base => {
                format!("偏差値の50は、「{base}」の平均です。市民一人ひとりの平均ではありません。")
            }
        }
    }

    /// Where the values come from and when they were looked up, each pair once.
    pub fn sources(&self) -> Vec<(&str, NaiveDate)> {
        let mut sources: Vec<_> = self
            .references
            .iter()
            .map(|reference| (reference.source.as_str(), reference.retrieved_on))
            .collect();
        sources.sort();
        sources.dedup();
        sources
    }
}

/// What a published value is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An item.
    Item,
    /// A factor.
    Factor,
    /// An overall question.
    Overall,
}

impl Kind {
    /// The kind of a part of an indicator.
    pub fn of(part: Part<'_>) -> Kind {
        match part {
            Part::Item(_) => Kind::Item,
            Part::Factor(_) => Kind::Factor,
            Part::Overall(_) => Kind::Overall,
        }
    }
}

/// A published value of a municipality.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// What it is of.
    pub kind: Kind,
    /// The key of the item, factor or overall question.
    pub part: String,
    /// 実数: a mean on the scale of the answers, after reversal.
    pub value: Option<Decimal>,
    /// 偏差値.
    pub score: Option<Decimal>,
}

/// Another municipality.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Its id.
    pub id: String,
    /// 年度 of the file.
    pub edition: String,
    /// 調査種別 of the file.
    pub survey_kind: String,
    /// The municipality.
    pub region: String,
    /// What was published.
    pub published: BTreeMap<(Kind, String), Published>,
}

impl Comparison {
    /// The label that stands beside its values wherever they are shown.
    pub fn title(&self) -> String {
        title(&self.edition, &self.survey_kind, &self.region)
    }

    /// The published value of an item, a factor or an overall question.
    pub fn of(&self, kind: Kind, part: &str) -> Option<&Published> {
        self.published.get(&(kind, part.to_owned()))
    }
}

/// A name as it is kept and compared: half-width letters, and brackets as Japanese writes them.
fn name(cell: &str) -> String {
    half_width(cell).replace('(', "（").replace(')', "）")
}

fn title(edition: &str, survey_kind: &str, region: &str) -> String {
    let details = [edition, survey_kind].into_iter().filter(|detail| !detail.is_empty());
    format!("{region}（{}）", details.collect::<Vec<_>>().join("、"))
}

/// What a survey is shown with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Applied {
    /// The reference values; none: no 偏差値 is shown.
    pub edition: Option<Edition>,
    /// The one municipality that stands beside; never a list, so that nothing is ranked.
    pub comparison: Option<Comparison>,
}

impl Applied {
    /// μ and σ of an item, to compute with. `None`: its mean is shown without a 偏差値.
    pub fn reference(&self, item: &str) -> Option<wellbeing::Reference> {
        let references = &self.edition.as_ref()?.references;
        let reference = references.iter().find(|reference| reference.item == item)?;
        let (mean, deviation) = (reference.mean.value(), reference.sd.value());
        Some(wellbeing::Reference { mean, deviation })
    }
}

/// What the office has chosen to show a survey's indicator with.
pub fn applied(db: &mut Db, survey: &str, indicator: &str) -> Result<Applied> {
    let (edition, comparison) = store::choice(db, survey, indicator)?;
    Ok(Applied {
        edition: edition.map(|name| store::edition(db, indicator, &name)).transpose()?,
        comparison: comparison.map(|id| store::comparison(db, indicator, &id)).transpose()?,
    })
}

/// Keeps the reference values of an edition.
///
/// # Errors
/// An edition of this name is there already: its scores may have been printed.
pub fn add_edition(db: &mut Db, by: Signature, indicator: &str, new: &Edition) -> Result<()> {
    store::insert_edition(db, indicator, new)?;
    let subject = format!("{indicator} 基準値 {} {}項目", new.name, new.references.len());
    audit::record(db, by, Action::IndicatorImported, &subject)
}

/// Keeps the values of a municipality. `id` is for one that is not there yet; values that are
/// there already give way to those of the file, so that a file of items and one of factors meet.
pub fn add_region(
    db: &mut Db,
    by: Signature,
    indicator: &str,
    id: &str,
    region: &Region,
) -> Result<()> {
    let id = match store::comparison_id(db, indicator, region)? {
        Some(known) => known,
        None => {
            store::insert_comparison(db, indicator, id, region)?;
            id.to_owned()
        }
    };
    store::put_published(db, &id, &region.published)?;
    let subject = format!("{indicator} 比較 {} {}件", region.title(), region.published.len());
    audit::record(db, by, Action::IndicatorImported, &subject)
}

/// Forgets an edition. Surveys that are shown with it have no 偏差値 then.
pub fn delete_edition(db: &mut Db, by: Signature, indicator: &str, name: &str) -> Result<()> {
    if !store::delete_edition(db, indicator, name)? {
        return Err(Error::NotFound);
    }
    audit::record(db, by, Action::IndicatorDeleted, &format!("{indicator} 基準値 {name}"))
}

/// Forgets a municipality. Surveys that are shown with it have no comparison then.
pub fn delete_comparison(db: &mut Db, by: Signature, indicator: &str, id: &str) -> Result<()> {
    let title = store::comparison(db, indicator, id)?.title();
    store::delete_comparison(db, id)?;
    audit::record(db, by, Action::IndicatorDeleted, &format!("{indicator} 比較 {title}"))
}

/// Sets what a survey's indicator is shown with.
///
/// # Errors
/// An edition or a municipality that is not there (any more).
pub fn choose(
    db: &mut Db,
    by: Signature,
    survey: &Survey,
    indicator: &str,
    edition: Option<&str>,
    comparison: Option<&str>,
) -> Result<()> {
    let gone = |_| {
        Error::Conflict(
            "選んだものは、すでに削除されています。設定は変えていません。もう一度選んでください。"
                .into(),
        )
    };
    if let Some(name) = edition {
        store::edition(db, indicator, name).map_err(gone)?;
    }
    let region = match comparison {
        Some(id) => store::comparison(db, indicator, id).map_err(gone)?.title(),
        None => "なし".into(),
    };
    store::set_choice(db, &survey.id, indicator, edition, comparison)?;
    let subject =
        format!("{} {indicator} 基準値 {} 比較 {region}", survey.slug, edition.unwrap_or("なし"));
    audit::record(db, by, Action::IndicatorChosen, &subject)
}
