//! The office's requests for results.

use std::io::Cursor;

use actix_web::{HttpResponse, http::header, web};
use maud::Markup;

use super::{
    beside::sources::WITH,
    csv,
    gather::{Gathered, gather, gather_whole},
    pages::{self, Figures, SVG, Tab, View},
    priorities::Asked,
    saved::{self, Definition, Saved},
    syntax,
};
use crate::{
    answers::{Dataset, gate},
    app::App,
    audit::{self, Action, Signature},
    coding,
    error::{Error, Result},
    staff::{Editor, Role, Staff, Viewer},
    survey::{
        self, Survey,
        pages::url,
        routes::{setting, shut},
    },
    web::input::{Fields, field, see_other},
};

type Path = web::Path<String>;
type Query = web::Query<Vec<(String, String)>>;

/// `GET /staff/surveys/{slug}/results`: every question with table and chart.
pub async fn results(
    app: web::Data<App>,
    by: Viewer,
    slug: Path,
    fields: Query,
) -> Result<HttpResponse> {
    let draw = |view: &View<'_>, gathered: &Gathered| pages::gt::gt(view, &gathered.tables);
    screen(&app, &by, &slug, fields.into_inner(), Tab::Gt, draw).await
}

/// `GET /staff/surveys/{slug}/results/cross`: the cross-table builder.
pub async fn cross(
    app: web::Data<App>,
    by: Viewer,
    slug: Path,
    fields: Query,
) -> Result<HttpResponse> {
    let fields = fields.into_inner();
    let asked = fields.clone();
    let draw = move |view: &View<'_>, gathered: &Gathered| {
        let definition = Definition::read(&asked, &gathered.everybody);
        let table = definition.table(&gathered.everybody);
        let view = View { own: definition.own_fields(), ..view.clone() };
        pages::cross::cross(&view, &definition, table.as_ref(), &gathered.saved)
    };
    screen(&app, &by, &slug, fields, Tab::Cross, draw).await
}

/// `GET /staff/surveys/{slug}/results/priorities`: satisfaction × importance.
pub async fn priorities(
    app: web::Data<App>,
    by: Viewer,
    slug: Path,
    fields: Query,
) -> Result<HttpResponse> {
    let fields = fields.into_inner();
    let asked = fields.clone();
    let draw = move |view: &View<'_>, gathered: &Gathered| match gathered.priorities() {
        None => pages::priorities::none(view),
        Some(priorities) => {
            let asked = Asked::read(&asked, &priorities);
            let view = View { own: asked.fields(), ..view.clone() };
            pages::priorities::priorities(&view, &asked, &priorities)
        }
    };
    screen(&app, &by, &slug, fields, Tab::Priorities, draw).await
}

/// `GET /staff/surveys/{slug}/results/comparison`: beside earlier surveys.
pub async fn comparison(
    app: web::Data<App>,
    by: Viewer,
    slug: Path,
    fields: Query,
) -> Result<HttpResponse> {
    let draw = |view: &View<'_>, gathered: &Gathered| {
        pages::comparison::comparison(view, &gathered.comparison())
    };
    screen(&app, &by, &slug, fields.into_inner(), Tab::Comparison, draw).await
}

/// `GET /staff/surveys/{slug}/results/beside`: the same questions asked of other people.
pub async fn beside(
    app: web::Data<App>,
    by: Viewer,
    slug: Path,
    fields: Query,
) -> Result<HttpResponse> {
    let fields = fields.into_inner();
    let draw = |view: &View<'_>, gathered: &Gathered| match &gathered.beside {
        None => pages::beside::none(view),
        Some(found) => {
            let chosen = found.choices.iter().find(|choice| choice.is_chosen);
            let own = chosen.map(|choice| (WITH.to_owned(), choice.slug.clone()));
            let view = View { own: own.into_iter().collect(), ..view.clone() };
            pages::beside::beside(&view, found)
        }
    };
    screen(&app, &by, &slug, fields, Tab::Beside, draw).await
}

/// `GET /staff/surveys/{slug}/results/wellbeing`: the indicators.
pub async fn wellbeing(
    app: web::Data<App>,
    by: Viewer,
    slug: Path,
    fields: Query,
) -> Result<HttpResponse> {
    let draw = |view: &View<'_>, gathered: &Gathered| {
        pages::wellbeing::wellbeing(view, &gathered.indicators)
    };
    screen(&app, &by, &slug, fields.into_inner(), Tab::Wellbeing, draw).await
}

/// `POST /staff/surveys/{slug}/results/tables`: adds a table to the report set.
pub async fn keep(
    app: web::Data<App>,
    by: Editor,
    slug: Path,
    fields: Fields,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    let (id, by) = (app.ids.id()?, Signature::of(&app, &by)?);
    let (inner, of, title) = (app.clone(), survey.clone(), field(&fields, "title").to_owned());
    let fields = fields.into_inner();
    app.store
        .write(move |db| {
            let form = inner.forms.newest(db, &of.id)?.form;
            gate::pass(&of, &form, by.at())?;
            let mut known = Dataset::new(form.as_ref().clone());
            coding::attach(db, &of.id, &mut known)?;
            let definition = Definition::read(&fields, &known);
            saved::keep(db, by, &of, &Saved { id, title, definition })
        })
        .await?;
    Ok(see_other(&format!("{}{}", url(&survey), Tab::Cross.path())))
}

/// `POST /staff/surveys/{slug}/results/tables/{id}/removal`: takes a table out of it.
pub async fn remove(
    app: web::Data<App>,
    by: Editor,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let survey = survey::find(&app, &slug).await?;
    let (of, by) = (survey.clone(), Signature::of(&app, &by)?);
    app.store.write(move |db| saved::drop(db, by, &of, &id)).await?;
    Ok(see_other(&format!("{}{}", url(&survey), Tab::Cross.path())))
}

/// Gathers what the fields ask for, and draws a screen of it; or one of its charts as a file,
/// when the fields name one.
pub(super) async fn screen(
    app: &web::Data<App>,
    by: &Staff,
    slug: &str,
    fields: Vec<(String, String)>,
    tab: Tab,
    draw: impl FnOnce(&View<'_>, &Gathered) -> Markup + Send + 'static,
) -> Result<HttpResponse> {
    let survey = survey::find(app, slug).await?;
    if let Some(page) = shut(app, by, &survey, tab.label()).await? {
        return Ok(HttpResponse::Ok()
            .content_type("text/html; charset=utf-8")
            .body(page.into_string()));
    }
    let chart = fields.iter().find(|(name, _)| name == SVG).map(|(_, name)| name.clone());
    let (inner, of, now, wanted) = (app.clone(), survey.clone(), app.stamp(), chart.clone());
    let (url, may_edit) = (url(&survey), by.role >= Role::Editor);
    let drawn = app
        .store
        .read(move |db| {
            let mut gathered = gather(db, &inner, &of, &fields, now)?;
            match tab {
                Tab::Wellbeing => {
                    gathered.ask_waves(db, &of)?;
                    gathered.ask_indicators(db, &inner, &of)?;
                }
                Tab::Comparison => gathered.ask_waves(db, &of)?,
                Tab::Beside => gathered.ask_beside(db, &inner, &of, &fields, now)?,
                _ => {}
            }
            let more = fields.iter().filter(|(name, value)| name == "more" && !value.is_empty());
            let figures = Figures::default();
            let view = View {
                survey: &url,
                tab,
                about: &gathered.about,
                lens: &gathered.lens,
                everybody: &gathered.everybody,
                people: gathered.dataset.people(),
                weights: gathered.weights(),
                may_edit,
                own: Vec::new(),
                more: more.map(|(_, value)| value.clone()).collect(),
                figures: &figures,
            };
            let body = draw(&view, &gathered);
            match wanted {
                Some(name) => view.svg(&name).map(Drawn::Chart).ok_or(Error::NotFound),
                None => Ok(Drawn::Page(body)),
            }
        })
        .await?;
    match drawn {
        Drawn::Page(body) => Ok(HttpResponse::Ok()
            .content_type("text/html; charset=utf-8")
            .body(setting(app, by, &survey).page(tab.label(), body).into_string())),
        Drawn::Chart(svg) => {
            let name = file_name(&survey, &format!("{}.svg", chart.unwrap_or_default()));
            Ok(HttpResponse::Ok()
                .content_type("image/svg+xml")
                .insert_header((header::CONTENT_DISPOSITION, attachment(&name)))
                .body(svg))
        }
    }
}

/// What [`screen`] gives.
enum Drawn {
    Page(Markup),
    Chart(String),
}

fn attachment(name: &str) -> String {
    format!("attachment; filename=\"{name}\"")
}

/// `GET /staff/surveys/{slug}/files/{name}`: the workbook and the CSV files.
pub async fn file(
    app: web::Data<App>,
    by: Editor,
    path: web::Path<(String, String)>,
    fields: Query,
) -> Result<HttpResponse> {
    let (slug, name) = path.into_inner();
    let kind = File::from_name(&name).ok_or(Error::NotFound)?;
    let survey = survey::find(&app, &slug).await?;
    let by = Signature::of(&app, &by)?;
    let subject = format!("{slug} {name}");
    let (inner, of, now) = (app.clone(), survey.clone(), app.stamp());
    let answers = file_name(&survey, "answers.csv");
    let bytes = app.store.read(move |db| {
        let gathered = match kind {
            File::Workbook => gather_whole(db, &inner, &of, &fields, now)?,
            _ => gather(db, &inner, &of, &fields, now)?,
        };
        kind.bytes(&gathered, &answers)
    });
    let bytes = bytes.await?;
    // Before anything leaves: what was refused is not on record as a download.
    app.store.write(move |db| audit::record(db, by, Action::AnswersExported, &subject)).await?;
    let disposition = attachment(&file_name(&survey, &name));
    Ok(HttpResponse::Ok()
        .content_type(kind.media_type())
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .body(bytes))
}

fn file_name(survey: &Survey, name: &str) -> String {
    format!("{}{}-{name}", if survey.sample { "SAMPLE-" } else { "" }, survey.slug)
}

/// A file that leaves the house.
#[derive(Clone, Copy)]
enum File {
    Workbook,
    Answers,
    Codebook,
    Spss,
    R,
}

impl File {
    fn from_name(name: &str) -> Option<File> {
        match name {
            "workbook.xlsx" => Some(File::Workbook),
            "answers.csv" => Some(File::Answers),
            "codebook.csv" => Some(File::Codebook),
            "answers.sps" => Some(File::Spss),
            "answers.R" => Some(File::R),
            _ => None,
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            File::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            File::Answers | File::Codebook => "text/csv; charset=utf-8",
            File::Spss | File::R => "text/plain; charset=utf-8",
        }
    }

    /// `answers` is the name under which the answers are downloaded.
    fn bytes(self, gathered: &Gathered, answers: &str) -> Result<Vec<u8>> {
        let mut out = Cursor::new(Vec::new());
        match self {
            File::Workbook => gathered.workbook(&mut out)?,
            File::Answers => {
                csv::write_answers(&gathered.dataset, &mut out).map_err(Error::internal)?
            }
            File::Codebook => {
                csv::write_codebook(&gathered.dataset, &mut out).map_err(Error::internal)?
            }
            File::Spss => return Ok(syntax::spss(&gathered.dataset, answers).into_bytes()),
            File::R => return Ok(syntax::r(&gathered.dataset, answers).into_bytes()),
        }
        Ok(out.into_inner())
    }
}
