//! Themes at the desk: another one, other words, other colours, one less.

use super::{look_again_while_open, store};
use crate::{
    app::App,
    audit::{self, Action, Signature},
    board,
    error::{Error, Result},
    store::Db,
    workshop::{
        self, Theme, Workshop, store as rows,
        template::{ThemeTemplate, check},
    },
};

/// Adds a theme behind the others, with a board for each table.
///
/// # Errors
/// Another theme has its name.
pub fn add(
    db: &mut Db,
    app: &App,
    by: Signature,
    workshop: &Workshop,
    new: ThemeTemplate,
) -> Result<Theme> {
    let others = rows::themes(db, &workshop.id)?;
    told_apart(&others, &new.title)?;
    let theme = Theme {
        id: app.ids.id()?,
        workshop_id: workshop.id.clone(),
        position: others.last().map_or(1, |last| last.position + 1),
        title: new.title,
        question: new.question,
        settings: new.settings,
        in_room: false,
    };
    workshop::add_theme(db, app, workshop, &theme)?;
    record(db, by, Action::ThemeAdded, workshop, &theme.title)?;
    Ok(theme)
}

/// Changes the words of a theme, its colours, times and dots. The boards whose phones have to
/// look again.
///
/// # Errors
/// Another theme has its name.
pub fn change(
    db: &mut Db,
    app: &App,
    by: Signature,
    workshop: &Workshop,
    theme: &Theme,
    to: &ThemeTemplate,
) -> Result<Vec<String>> {
    let mut others = rows::themes(db, &workshop.id)?;
    others.retain(|other| other.id != theme.id);
    told_apart(&others, &to.title)?;
    rows::update_theme(db, &theme.id, &to.title, &to.question, &to.settings)?;
    record(db, by, Action::ThemeChanged, workshop, &to.title)?;
    look_again_while_open(db, app, workshop)
}

fn told_apart(others: &[Theme], title: &str) -> Result<()> {
    let titles: Vec<&str> =
        others.iter().map(|other| other.title.as_str()).chain([title]).collect();
    match check::themes(&titles) {
        wrong if wrong.is_empty() => Ok(()),
        wrong => Err(Error::Invalid(wrong)),
    }
}

/// Removes a theme on which nobody has written, with its boards.
///
/// # Errors
/// There is something on it, everybody is at it, or it is the only one.
pub fn remove(db: &mut Db, by: Signature, workshop: &Workshop, theme: &Theme) -> Result<()> {
    if workshop.theme_id.as_ref() == Some(&theme.id) {
        return Err(Error::conflict(
            "いま話し合っているテーマは消せません。進行役の画面で、別のテーマに進んでから消してください。",
        ));
    }
    if rows::themes(db, &workshop.id)?.len() < 2 {
        return Err(Error::conflict(
            "テーマは1つ以上要ります。別のテーマを足してから消してください。",
        ));
    }
    for table in board::store::of_theme(db, &theme.id)? {
        if !store::remove_unused(db, &table.id)? {
            return Err(Error::conflict(format!(
                "「{}」の{}には、付箋か、席についた人があります。テーマは消せません。何も変えていません。",
                theme.title, table.name
            )));
        }
    }
    if !store::remove_theme(db, &theme.id)? {
        return Err(Error::conflict(format!(
            "「{}」は結果報告会に入っています。結果報告会の設定から外してから消してください。何も変えていません。",
            theme.title
        )));
    }
    let others = rows::themes(db, &workshop.id)?;
    for (position, other) in (1..).zip(&others) {
        store::set_position(db, &other.id, position)?;
    }
    record(db, by, Action::ThemeRemoved, workshop, &theme.title)
}

fn record(
    db: &mut Db,
    by: Signature,
    action: Action,
    workshop: &Workshop,
    title: &str,
) -> Result<()> {
    audit::record(db, by, action, &format!("{} {title}", workshop.slug))
}
