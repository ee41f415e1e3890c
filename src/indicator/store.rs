//! SQL of published values and of what a survey is shown with.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{Comparison, Decimal, Edition, Kind, Published, Reference, Region};
use crate::{
    error::{Error, Result},
    on_each,
    store::{
        Db, is_duplicate,
        schema::{
            indicator_choice as choices, indicator_comparison as comparisons,
            indicator_edition as editions, indicator_published as published,
            indicator_reference as references,
        },
    },
};

impl Kind {
    const ALL: [Kind; 3] = [Kind::Item, Kind::Factor, Kind::Overall];

    /// The word in the database.
    fn word(self) -> &'static str {
        match self {
            Kind::Item => "item",
            Kind::Factor => "factor",
            Kind::Overall => "overall",
        }
    }

    fn from_word(word: &str) -> Result<Kind> {
        let found = Kind::ALL.into_iter().find(|kind| kind.word() == word);
        found.ok_or_else(|| Error::internal(format!("no kind of a published value: {word}")))
    }
}

fn number(text: &str) -> Result<Decimal> {
    Decimal::parse(text).ok_or_else(|| Error::internal(format!("no published number: {text}")))
}

/// The names of the editions, in order.
pub fn edition_names(db: &mut Db, indicator: &str) -> Result<Vec<String>> {
    Ok(editions::table
        .filter(editions::indicator.eq(indicator))
        .order(editions::edition)
        .select(editions::edition)
        .load(db)?)
}

/// An edition with its values, in the order of the items' ids.
pub fn edition(db: &mut Db, indicator: &str, name: &str) -> Result<Edition> {
    let base = editions::table.find((indicator, name)).select(editions::base).get_result(db)?;
    let of_edition = references::indicator.eq(indicator).and(references::edition.eq(name));
    let rows: Vec<(String, String, String, String, NaiveDate)> = references::table
        .filter(of_edition)
        .order(references::item)
        .select((
            references::item,
            references::mean,
            references::sd,
            references::source,
            references::retrieved_on,
        ))
        .load(db)?;
    let reference = |(item, mean, sd, source, retrieved_on): (_, String, String, _, _)| {
        Ok(Reference { item, mean: number(&mean)?, sd: number(&sd)?, source, retrieved_on })
    };
    let references = rows.into_iter().map(reference).collect::<Result<_>>()?;
    Ok(Edition { name: name.to_owned(), base, references })
}

/// Adds an edition with its values.
///
/// # Errors
/// An edition of this name is there already.
pub fn insert_edition(db: &mut Db, indicator: &str, new: &Edition) -> Result<()> {
    diesel::insert_into(editions::table)
        .values((
            editions::indicator.eq(indicator),
            editions::edition.eq(&new.name),
            editions::base.eq(&new.base),
        ))
        .execute(db)
        .map_err(|error| match is_duplicate(&error) {
            true => Error::Conflict(format!(
                "版「{}」の基準値はすでにあります。何も登録していません。入れ替えるときは、先にその版を削除してください。",
                new.name
            )),
            false => error.into(),
        })?;
    let rows: Vec<_> = new
        .references
        .iter()
        .map(|reference| {
            (
                references::indicator.eq(indicator),
                references::edition.eq(&new.name),
                references::item.eq(&reference.item),
                references::mean.eq(reference.mean.to_string()),
                references::sd.eq(reference.sd.to_string()),
                references::source.eq(&reference.source),
                references::retrieved_on.eq(reference.retrieved_on),
            )
        })
        .collect();
    let statement = diesel::insert_into(references::table).values(rows);
    on_each!(db, conn => statement.execute(conn))?;
    Ok(())
}

/// Deletes an edition, and takes it out of the surveys that are shown with it. False: there was
/// none.
pub fn delete_edition(db: &mut Db, indicator: &str, name: &str) -> Result<bool> {
    let chosen = choices::indicator.eq(indicator).and(choices::edition.eq(name));
    diesel::update(choices::table.filter(chosen))
        .set(choices::edition.eq(None::<String>))
        .execute(db)?;
    let of_edition = references::indicator.eq(indicator).and(references::edition.eq(name));
    diesel::delete(references::table.filter(of_edition)).execute(db)?;
    Ok(diesel::delete(editions::table.find((indicator, name))).execute(db)? == 1)
}

/// The ids of the municipalities, in the order of their names and editions.
pub fn comparison_ids(db: &mut Db, indicator: &str) -> Result<Vec<String>> {
    Ok(comparisons::table
        .filter(comparisons::indicator.eq(indicator))
        .order((comparisons::region, comparisons::edition, comparisons::survey_kind))
        .select(comparisons::id)
        .load(db)?)
}

/// A municipality with its values.
pub fn comparison(db: &mut Db, indicator: &str, id: &str) -> Result<Comparison> {
    let (edition, survey_kind, region) = comparisons::table
        .filter(comparisons::id.eq(id).and(comparisons::indicator.eq(indicator)))
        .select((comparisons::edition, comparisons::survey_kind, comparisons::region))
        .get_result(db)?;
    let rows: Vec<(String, String, Option<String>, Option<String>)> = published::table
        .filter(published::comparison_id.eq(id))
        .select((published::kind, published::part, published::value, published::score))
        .load(db)?;
    let value = |(kind, part, value, score): (String, String, Option<String>, Option<String>)| {
        let kind = Kind::from_word(&kind)?;
        let value = value.as_deref().map(number).transpose()?;
        let score = score.as_deref().map(number).transpose()?;
        Ok(((kind, part.clone()), Published { kind, part, value, score }))
    };
    let published = rows.into_iter().map(value).collect::<Result<_>>()?;
    Ok(Comparison { id: id.to_owned(), edition, survey_kind, region, published })
}

/// The id of a municipality of a file, if it is there already.
pub fn comparison_id(db: &mut Db, indicator: &str, region: &Region) -> Result<Option<String>> {
    Ok(comparisons::table
        .filter(comparisons::indicator.eq(indicator))
        .filter(comparisons::edition.eq(&region.edition))
        .filter(comparisons::survey_kind.eq(&region.survey_kind))
        .filter(comparisons::region.eq(&region.name))
        .select(comparisons::id)
        .get_result(db)
        .optional()?)
}

/// Adds a municipality without values.
pub fn insert_comparison(db: &mut Db, indicator: &str, id: &str, region: &Region) -> Result<()> {
    diesel::insert_into(comparisons::table)
        .values((
            comparisons::id.eq(id),
            comparisons::indicator.eq(indicator),
            comparisons::edition.eq(&region.edition),
            comparisons::survey_kind.eq(&region.survey_kind),
            comparisons::region.eq(&region.name),
        ))
        .execute(db)?;
    Ok(())
}

/// Sets values of a municipality; others that it has stay.
pub fn put_published(db: &mut Db, id: &str, values: &[Published]) -> Result<()> {
    for kind in Kind::ALL {
        let parts = values.iter().filter(|one| one.kind == kind).map(|one| one.part.as_str());
        let there = published::comparison_id.eq(id).and(published::kind.eq(kind.word()));
        let there = there.and(published::part.eq_any(parts.collect::<Vec<_>>()));
        diesel::delete(published::table.filter(there)).execute(db)?;
    }
    let text = |number: &Option<Decimal>| number.as_ref().map(ToString::to_string);
    let rows: Vec<_> = values
        .iter()
        .map(|one| {
            (
                published::comparison_id.eq(id),
                published::kind.eq(one.kind.word()),
                published::part.eq(&one.part),
                published::value.eq(text(&one.value)),
                published::score.eq(text(&one.score)),
            )
        })
        .collect();
    let statement = diesel::insert_into(published::table).values(rows);
    on_each!(db, conn => statement.execute(conn))?;
    Ok(())
}

/// Deletes a municipality, and takes it out of the surveys that are shown with it.
pub fn delete_comparison(db: &mut Db, id: &str) -> Result<()> {
    diesel::update(choices::table.filter(choices::comparison_id.eq(id)))
        .set(choices::comparison_id.eq(None::<String>))
        .execute(db)?;
    diesel::delete(published::table.filter(published::comparison_id.eq(id))).execute(db)?;
    diesel::delete(comparisons::table.find(id)).execute(db)?;
    Ok(())
}

/// What a survey is shown with: the name of an edition, the id of a municipality.
pub type Choice = (Option<String>, Option<String>);

/// What a survey is shown with; nothing where nothing was chosen.
pub fn choice(db: &mut Db, survey: &str, indicator: &str) -> Result<Choice> {
    Ok(choices::table
        .find((survey, indicator))
        .select((choices::edition, choices::comparison_id))
        .get_result(db)
        .optional()?
        .unwrap_or_default())
}

/// Sets what a survey is shown with.
pub fn set_choice(
    db: &mut Db,
    survey: &str,
    indicator: &str,
    edition: Option<&str>,
    comparison: Option<&str>,
) -> Result<()> {
    let set = (choices::edition.eq(edition), choices::comparison_id.eq(comparison));
    let statement = diesel::insert_into(choices::table)
        .values((choices::survey_id.eq(survey), choices::indicator.eq(indicator), set))
        .on_conflict((choices::survey_id, choices::indicator))
        .do_update()
        .set(set);
    on_each!(db, conn => statement.execute(conn))?;
    Ok(())
}
