//! The request of a school for results.

use actix_web::{HttpResponse, http::StatusCode, web};

use super::{of_school, pages};
use crate::{
    answers::gate,
    app::App,
    error::Result,
    form::{Filled, ruby::plain},
    report::{
        gather::gather,
        publication::{document, hindrances},
    },
    school::{
        label,
        teacher::guard::{Teacher, html},
    },
    text::Lang,
};

/// `GET /t/results`: for whoever holds the code of a class, when the survey is over.
pub async fn results(app: web::Data<App>, teacher: Teacher) -> Result<HttpResponse> {
    let (city, room, now) = (&app.config.city, &teacher.classroom, app.stamp());
    if gate::is_shut(&room.survey, &room.form, now) {
        return Ok(html(StatusCode::OK, pages::shut(city, room)));
    }
    let (inner, survey) = (app.clone(), room.survey.clone());
    let found = app
        .store
        .read(move |db| {
            let gathered = gather(db, &inner, &survey, &[], now)?;
            let all = document(&gathered);
            let may = hindrances(&survey, &gathered.returns, &all, None, now).is_empty();
            Ok(may.then_some(all))
        })
        .await?;
    let Some(all) = found else { return Ok(html(StatusCode::OK, pages::withheld(city, room))) };
    let school = label(&room.form, Filled::School, room.class.school, Lang::Ja);
    let seen = of_school(all, &room.form, room.class.school);
    Ok(html(StatusCode::OK, pages::results(city, room, &plain(&school), &seen)))
}
