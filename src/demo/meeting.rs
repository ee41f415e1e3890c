//! The meeting about the results of a workshop that is over, by the verbs of the office and of
//! those who comment.

use std::sync::Arc;

use chrono::Duration;

use super::{
    fill::sign,
    scenario::workshop::{Report, Said},
};
use crate::{
    app::App,
    clock::day_in_japan,
    error::{Error, Result},
    meeting::{
        self, Meeting, Plan, Topic, comments, comments::NewComment, person::Person, publication,
    },
    report::publication::PUBLISH,
    store::Db,
    workshop::{self, template},
};

/// How many days comments are taken.
const OPEN_FOR: i64 = 21;

/// Brings the meeting with what the city says, and what people answered.
pub async fn bring(app: &Arc<App>, report: Report) -> Result<()> {
    let template = template::of_meeting(&app.config.forms)?;
    let template = template
        .ok_or_else(|| Error::invalid("結果報告会のひな形が forms/workshops にありません。"))?;
    let inner = Arc::clone(app);
    app.store
        .write(move |db| {
            let missing = || Error::invalid(format!("見本の {} がありません。", report.of));
            let over = workshop::store::by_slug(db, &report.of)?.ok_or_else(missing)?;
            let today = day_in_japan(inner.stamp());
            let plan = Plan {
                slug: report.slug.clone(),
                title: template.title,
                opens_on: today,
                closes_on: today + Duration::days(OPEN_FOR),
                settings: template.settings,
                themes: over.theme_id.into_iter().collect(),
            };
            let made = meeting::make(db, &inner, sign(&inner)?, plan)?;
            tell(db, &inner, &made, &report)
        })
        .await
}

/// The city says what it thinks, publishes, and hears from people.
fn tell(db: &mut Db, app: &App, made: &Meeting, report: &Report) -> Result<()> {
    for topic in meeting::store::themes(db, &made.id)? {
        let by = sign(app)?;
        publication::write_official(db, by, made, &topic, &report.section, &report.official)?;
        let topic = meeting::store::topic(db, &made.id, topic.number)?;
        let frozen = publication::freeze(&publication::document(db, &topic)?)?;
        publication::publish(db, sign(app)?, made, &topic, &frozen.print, PUBLISH)?;
        for (number, said) in (1..).zip(&report.comments) {
            comment(db, app, (made, &topic, number), said, &report.section)?;
        }
    }
    Ok(())
}

/// Somebody comments; the office lets it in, and replies where there is a reply.
fn comment(
    db: &mut Db,
    app: &App,
    (made, topic, number): (&Meeting, &Topic, i32),
    said: &Said,
    section: &str,
) -> Result<()> {
    let new = NewComment {
        entry: app.ids.token()?,
        kind: said.kind.clone(),
        text: said.text.clone(),
        mail: String::new(),
    };
    comments::post(db, app, made, topic, &new, &Person::default())?;
    if said.waits {
        return Ok(());
    }
    comments::admit(db, sign(app)?, made, topic, number)?;
    if let Some(reply) = &said.reply {
        comments::reply(db, app, sign(app)?, (made, topic, number), section, reply)?;
    }
    Ok(())
}
