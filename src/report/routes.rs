//! The office's requests for results.

use std::io::Cursor;

use actix_web::{HttpResponse, http::header, web};
use maud::Markup;

use super::{
    csv,
    gather::{Gathered, gather},
    pages,
};
use crate::{
    app::App,
    audit::{self, Action, Signature},
    error::{Error, Result},
    staff::{Editor, Viewer},
    survey::{self, Survey, routes::setting},
};

/// `GET /staff/surveys/{slug}/results`: every question with table and chart.
pub async fn results(
    app: web::Data<App>,
    by: Viewer,
    slug: web::Path<String>,
    fields: web::Query<Vec<(String, String)>>,
) -> Result<Markup> {
    let survey = survey::find(&app, &slug).await?;
    let (inner, of, now) = (app.clone(), survey.clone(), app.stamp());
    let body = app
        .store
        .read(move |db| {
            let gathered = gather(db, &inner, &of, &fields, now)?;
            Ok(pages::gt(&gathered.about, gathered.dataset.people(), &gathered.tables))
        })
        .await?;
    Ok(setting(&app, &by, &survey).page("単純集計（GT）", body))
}

/// `GET /staff/surveys/{slug}/files/{name}`: the workbook and the CSV files.
pub async fn file(
    app: web::Data<App>,
    by: Editor,
    path: web::Path<(String, String)>,
    fields: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let (slug, name) = path.into_inner();
    let kind = File::from_name(&name).ok_or(Error::NotFound)?;
    let survey = survey::find(&app, &slug).await?;
    let by = Signature::of(&app, &by)?;
    let subject = format!("{slug} {name}");
    app.store.write(move |db| audit::record(db, by, Action::AnswersExported, &subject)).await?;
    let (inner, of, now) = (app.clone(), survey.clone(), app.stamp());
    let bytes =
        app.store.read(move |db| kind.bytes(&gather(db, &inner, &of, &fields, now)?)).await?;
    let disposition = format!("attachment; filename=\"{}\"", file_name(&survey, &name));
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
}

impl File {
    fn from_name(name: &str) -> Option<File> {
        match name {
            "workbook.xlsx" => Some(File::Workbook),
            "answers.csv" => Some(File::Answers),
            "codebook.csv" => Some(File::Codebook),
            _ => None,
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            File::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            File::Answers | File::Codebook => "text/csv; charset=utf-8",
        }
    }

    fn bytes(self, gathered: &Gathered) -> Result<Vec<u8>> {
        let mut out = Cursor::new(Vec::new());
        match self {
            File::Workbook => gathered.workbook(&mut out)?,
            File::Answers => {
                csv::write_answers(&gathered.dataset, &mut out).map_err(Error::internal)?
            }
            File::Codebook => {
                csv::write_codebook(&gathered.dataset, &mut out).map_err(Error::internal)?
            }
        }
        Ok(out.into_inner())
    }
}
