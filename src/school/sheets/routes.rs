//! The office's requests about sheets and slips. Making them is a POST, because seeing codes is
//! recorded.

use actix_web::{HttpResponse, http::StatusCode, web};

use super::{Imprint, Sheet, Wanted, Which, document, pages, recorded, selection::Of};
use crate::{
    app::App,
    audit::Signature,
    error::{Error, Result},
    form::{Filled, Form, ruby::plain},
    school::{
        Class,
        board::board,
        is_for_classes, label, register,
        register::typed,
        routes::{not_in_classes, reply},
        store as classes,
    },
    staff::Editor,
    survey::{self, routes::setting},
    text::Lang,
    web::{
        input::{Fields, field},
        stream::Pieces,
    },
};

/// `GET /staff/surveys/{slug}/classes/sheets`
pub async fn page(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    let (inner, of, now) = (app.clone(), survey.clone(), app.stamp());
    let board = app
        .store
        .read(move |db| {
            let form = inner.forms.newest(db, &of.id)?.form;
            is_for_classes(&form).then(|| board(db, &of, &form, now)).transpose()
        })
        .await?;
    let set = setting(&app, &by, &survey);
    Ok(match board {
        Some(board) => reply(StatusCode::OK, pages::sheets(&set, &board)),
        None => not_in_classes(&set, "学級の用紙"),
    })
}

/// `POST /staff/surveys/{slug}/classes/sheets`: a page to print, sent as it is made.
pub async fn make(
    app: web::Data<App>,
    by: Editor,
    slug: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse> {
    let survey = survey::find(&app, &slug).await?;
    let which = Which {
        room: field(&fields, "room") == "yes",
        teacher: field(&fields, "teacher") == "yes",
    };
    if !which.room && !which.teacher {
        return Err(Error::invalid(
            "用紙が選ばれていません。教室用か先生用に印を付けて、もう一度お試しください。",
        ));
    }
    let of = Of::from_word(field(&fields, "of")).ok_or(Error::NotFound)?;
    let (inner, by) = (app.clone(), Signature::of(&app, &by)?);
    let (imprint, sheets) = app
        .store
        .write(move |db| {
            let form = inner.forms.newest(db, &survey.id)?.form;
            let classes_of = register::sorted(classes::classes(db, &survey.id)?, &form);
            let chosen = of.chosen(classes_of)?;
            recorded(db, by, &survey, which, chosen.len())?;
            let settings = classes::settings(db, &survey.id)?;
            let sheet = |class| sheet(&inner, &form, class);
            let sheets: Vec<Sheet> = chosen.into_iter().map(sheet).collect();
            Ok((Imprint::of(&inner, &survey, &form, settings), sheets))
        })
        .await?;
    printed(document::sheets(imprint, sheets, which)?)
}

fn sheet(app: &App, form: &Form, class: Class) -> Sheet {
    Sheet {
        school: label(form, Filled::School, class.school, Lang::Ja),
        grade: label(form, Filled::Grade, class.grade, Lang::Ja),
        code: class.teacher_code(&app.keys.codes),
        class,
    }
}

fn printed(
    pieces: impl Iterator<Item = Result<String>> + Send + Unpin + 'static,
) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(Pieces::of(pieces)))
}

/// `POST /staff/surveys/{slug}/classes/{id}/slips`: a page of slips to print.
pub async fn slips(
    app: web::Data<App>,
    by: Editor,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let survey = survey::find(&app, &slug).await?;
    let count = typed::heads(field(&fields, "count"))
        .map_err(|sentence| Error::invalid(format!("{sentence}カードは作っていません。")))?;
    let is_new = field(&fields, "new") == "yes";
    let after = is_new.then(|| field(&fields, "made").parse().unwrap_or_default());
    let wanted = Wanted { count, after };
    let (inner, by) = (app.clone(), Signature::of(&app, &by)?);
    let (imprint, sheet, codes) = app
        .store
        .write(move |db| {
            let form = inner.forms.newest(db, &survey.id)?.form;
            let class = register::store::class(db, &survey.id, &id)?;
            let title = format!("{} {}", survey.slug, plain(&class.title(&form, Lang::Ja)));
            let codes = super::slips(db, &inner, by, &class, wanted, &title)?;
            let settings = classes::settings(db, &survey.id)?;
            let imprint = Imprint::of(&inner, &survey, &form, settings);
            Ok((imprint, sheet(&inner, &form, class), codes))
        })
        .await?;
    printed(document::slips(imprint, sheet, codes)?)
}
