//! The office's requests about surveys.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use maud::Markup;

use super::{
    NewSurvey, State, Survey, board,
    disposition::{self, Disposition},
    find, forms,
    pages::{self, Listed, Overview, Setting},
    store,
};
use crate::{
    answers::gate,
    app::App,
    audit::Signature,
    clock::day_in_japan,
    concern,
    error::{Error, Result},
    form::ruby::plain,
    school,
    staff::{Editor, Staff, Viewer},
    text::Lang,
    web::input::{Fields, field, see_other},
};

/// `GET /staff`: every survey.
pub async fn list(app: web::Data<App>, by: Viewer) -> Result<Markup> {
    let (inner, staff) = (app.clone(), by.0.clone());
    let surveys = app
        .store
        .read(move |db| {
            let surveys = store::all(db)?;
            let listed = |survey: Survey| {
                let form = inner.forms.newest(db, &survey.id)?.form;
                let title = plain(form.title.get(Lang::Ja)).into_owned();
                let unread = concern::waiting(db, &staff, &survey.id, &form)?;
                Ok(Listed { survey, title, unread })
            };
            surveys.into_iter().map(listed).collect::<Result<Vec<_>>>()
        })
        .await?;
    let forms = forms::names(&app.config.forms)?;
    Ok(pages::list(&app.config.city, &by, &surveys, &forms, day_in_japan(app.stamp())))
}

/// `POST /staff/surveys`: makes a survey from a questionnaire.
pub async fn create(app: web::Data<App>, by: Editor, fields: Fields) -> Result<HttpResponse> {
    let name = field(&fields, "form");
    if !forms::names(&app.config.forms)?.iter().any(|known| known == name) {
        return Err(Error::NotFound);
    }
    let new = NewSurvey {
        id: app.ids.id()?,
        form: forms::read_checked(&app.config.forms, name)?,
        opens_on: day(&fields, "opens_on")?,
        closes_on: day(&fields, "closes_on")?,
        sample: false,
    };
    let by = Signature::of(&app, &by)?;
    let survey = app.store.write(move |db| super::create(db, by, &new)).await?;
    Ok(see_other(&pages::url(&survey)))
}

fn day(fields: &[(String, String)], name: &str) -> Result<NaiveDate> {
    field(fields, name)
        .parse()
        .map_err(|_| Error::invalid("日付は 2026-12-18 のように入力してください。"))
}

/// `GET /staff/surveys/{slug}`: returns, days, versions, the next step.
pub async fn overview(app: web::Data<App>, by: Viewer, slug: web::Path<String>) -> Result<Markup> {
    let (inner, staff, now) = (app.clone(), by.0.clone(), app.stamp());
    let (survey, form, returns, versions, classes, unread) = app
        .store
        .read(move |db| {
            let survey = store::by_slug(db, &slug)?;
            let form = inner.forms.newest(db, &survey.id)?.form;
            let returns = board::returns(db, &survey, &form, now)?;
            let versions = store::versions(db, &survey.id)?;
            let classes = school::is_for_classes(&form)
                .then(|| school::board::board(db, &survey, &form, now))
                .transpose()?;
            let unread = concern::waiting(db, &staff, &survey.id, &form)?;
            Ok((survey, form, returns, versions, classes, unread))
        })
        .await?;
    let title = plain(form.title.get(Lang::Ja));
    let has_indicator = !form.indicators().is_empty();
    let set = setting(&app, &by, &survey);
    let in_classes = classes.map(|board| school::pages::overview::next_step(&set, &board));
    let overview = Overview {
        title: &title,
        returns: &returns,
        versions: &versions,
        has_indicator,
        in_classes,
        unread,
        now,
    };
    Ok(pages::overview(&set, &overview))
}

/// What a page of one survey stands on.
pub fn setting<'a>(app: &'a App, by: &'a Staff, survey: &'a Survey) -> Setting<'a> {
    let form = app.forms.remembered(&survey.id);
    let title = form
        .map_or_else(|| survey.slug.clone(), |form| plain(form.title.get(Lang::Ja)).into_owned());
    Setting { city: &app.config.city, by, survey, title }
}

/// What stands in the place of results while nobody may see them; `None` when they may.
pub async fn shut(
    app: &web::Data<App>,
    by: &Staff,
    survey: &Survey,
    title: &str,
) -> Result<Option<Markup>> {
    let (inner, id) = (app.clone(), survey.id.clone());
    let form = app.store.read(move |db| inner.forms.newest(db, &id)).await?.form;
    let is_shut = gate::is_shut(survey, &form, app.stamp());
    Ok(is_shut.then(|| pages::shut(&setting(app, by, survey), title)))
}

/// `POST /staff/surveys/{slug}/state`: opens, pauses, closes.
pub async fn set_state(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let state = State::from_word(field(&fields, "state")).ok_or(Error::NotFound)?;
    let (survey, by) = (find(&app, &slug).await?, Signature::of(&app, &by)?);
    let to = pages::url(&survey);
    app.store.write(move |db| super::set_state(db, by, &survey, state)).await?;
    Ok(see_other(&to))
}

/// `POST /staff/surveys/{slug}/window`: moves the days.
pub async fn set_window(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (opens_on, closes_on) = (day(&fields, "opens_on")?, day(&fields, "closes_on")?);
    let grace_hours = field(&fields, "grace_hours")
        .parse()
        .map_err(|_| Error::invalid("猶予は時間数を数字で入力してください。"))?;
    let (survey, by) = (find(&app, &slug).await?, Signature::of(&app, &by)?);
    let to = pages::url(&survey);
    app.store
        .write(move |db| super::set_window(db, by, &survey, opens_on, closes_on, grace_hours))
        .await?;
    Ok(see_other(&to))
}

/// `POST /staff/surveys/{slug}/versions`: publishes the questionnaire's folder as it is now.
pub async fn publish(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
) -> Result<HttpResponse> {
    let (survey, by) = (find(&app, &slug).await?, Signature::of(&app, &by)?);
    let form = forms::read_checked(&app.config.forms, &survey.form)?;
    let to = pages::url(&survey);
    app.store.write(move |db| super::publish(db, by, &survey, &form)).await?;
    Ok(see_other(&to))
}

/// `GET /staff/surveys/{slug}/dispositions`
pub async fn dispositions_page(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
) -> Result<Markup> {
    let survey = find(&app, &slug).await?;
    let in_classes = is_in_classes(&app, &survey).await?;
    let set = setting(&app, &by, &survey);
    Ok(match in_classes {
        true => pages::no_letters(&set, "宛先不明・紙の受付"),
        false => pages::dispositions(&set, None, None),
    })
}

/// Whether a survey is answered in classes, and not by people who get a letter.
pub async fn is_in_classes(app: &web::Data<App>, survey: &Survey) -> Result<bool> {
    let (inner, id) = (app.clone(), survey.id.clone());
    let published = app.store.read(move |db| inner.forms.newest(db, &id)).await?;
    Ok(school::is_for_classes(&published.form))
}

/// `POST /staff/surveys/{slug}/dispositions`: shows what became of each number.
pub async fn dispositions(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<Markup> {
    let what = match field(&fields, "what") {
        "none" => None,
        word => Some(Disposition::from_word(word).ok_or(Error::NotFound)?),
    };
    let serials: Vec<String> = disposition::serials(field(&fields, "serials"));
    let (survey, signature) = (find(&app, &slug).await?, Signature::of(&app, &by)?);
    let (of, typed) = (survey.clone(), serials.clone());
    let outcomes =
        app.store.write(move |db| disposition::record(db, signature, &of, &typed, what)).await?;
    let done: Vec<_> = serials.into_iter().zip(outcomes).collect();
    Ok(pages::dispositions(&setting(&app, &by, &survey), Some(&done), what))
}

/// `GET /staff/surveys/{slug}/files`
pub async fn files(app: web::Data<App>, by: Editor, slug: web::Path<String>) -> Result<Markup> {
    let survey = find(&app, &slug).await?;
    if let Some(page) = shut(&app, &by, &survey, "ファイル").await? {
        return Ok(page);
    }
    let id = survey.id.clone();
    let days = app.store.read(move |db| store::count_by_day(db, &id)).await?;
    let answers = days.iter().map(|(_, count)| u32::try_from(*count).unwrap_or(u32::MAX)).sum();
    Ok(pages::files(&setting(&app, &by, &survey), answers))
}
