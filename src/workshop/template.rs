//! Templates: what an evening is like for an audience, as a file of `forms/workshops/` that staff
//! can change. docs/workshops.md describes every key.

pub mod check;
pub mod meeting;
mod reading;

use std::{fs, io::ErrorKind, path::Path};

use chrono::NaiveDate;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::{
    NewWorkshop,
    settings::{Settings, ThemeSettings},
};
use crate::{
    error::{Error, Result},
    form::Problem,
};
pub use meeting::MeetingTemplate;

/// The folder of the templates, beside the questionnaires.
pub const FOLDER: &str = "workshops";

/// What a file of the folder describes.
#[derive(Clone, Debug, PartialEq)]
pub enum Template {
    /// Evenings at tables.
    Workshop(WorkshopTemplate),
    /// The meeting after all of them, where the results are told.
    Meeting(MeetingTemplate),
}

/// A template of a workshop.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkshopTemplate {
    /// The name of its file without its ending: students.
    pub name: String,
    /// What people call the workshop.
    pub title: String,
    /// 18:30〜20:30
    pub hours: String,
    /// Where it is held; empty until somebody knows.
    pub place: String,
    /// What holds for the workshop.
    pub settings: Settings,
    /// Its themes, in order.
    pub themes: Vec<ThemeTemplate>,
}

impl WorkshopTemplate {
    /// A workshop of this template, to be changed before it is made.
    pub fn workshop(self, slug: &str, held_on: NaiveDate) -> NewWorkshop {
        NewWorkshop {
            slug: slug.to_owned(),
            title: self.title,
            template: self.name,
            held_on,
            hours: self.hours,
            place: self.place,
            settings: self.settings,
            themes: self
                .themes
                .into_iter()
                .map(|theme| (theme.title, theme.question, theme.settings))
                .collect(),
            sample: false,
        }
    }
}

/// A theme in a template.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeTemplate {
    /// What it is called.
    pub title: String,
    /// What everybody is asked, in a sentence.
    pub question: String,
    /// What holds for its boards.
    #[serde(rename = "board")]
    pub settings: ThemeSettings,
}

/// The first key of every file: what it describes.
#[derive(Deserialize)]
struct Head {
    kind: Kind,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Workshop,
    Meeting,
}

/// The file of a workshop, with the lines of its parts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WorkshopFile {
    #[serde(rename = "kind")]
    _kind: Kind,
    title: String,
    #[serde(default)]
    hours: String,
    #[serde(default)]
    place: String,
    workshop: Spanned<Settings>,
    themes: Vec<Spanned<ThemeTemplate>>,
}

/// Reads a template from the contents of its file.
///
/// # Errors
/// Where the file is not written as a template, the first place; else everything that is wrong
/// with what it says.
pub fn parse(name: &str, text: &str) -> Result<Template, Vec<Problem>> {
    let head: Head = reading::read(name, text)?;
    match head.kind {
        Kind::Meeting => meeting::parse(name, text).map(Template::Meeting),
        Kind::Workshop => {
            let file: WorkshopFile = reading::read(name, text)?;
            let found = problems(name, &file);
            if !found.is_empty() {
                return Err(found);
            }
            Ok(Template::Workshop(WorkshopTemplate {
                name: name.to_owned(),
                title: file.title,
                hours: file.hours,
                place: file.place,
                settings: file.workshop.value,
                themes: file.themes.into_iter().map(|theme| theme.value).collect(),
            }))
        }
    }
}

fn problems(name: &str, file: &WorkshopFile) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut add = |line: u64, sentences: Vec<String>| {
        found.extend(sentences.into_iter().map(|message| reading::problem(name, line, message)));
    };
    add(1, check::title(&file.title));
    add(file.workshop.referenced.line(), check::settings(&file.workshop.value));
    for theme in &file.themes {
        let ThemeTemplate { title, question, settings } = &theme.value;
        add(theme.referenced.line(), check::theme(title, question, settings));
    }
    let titles: Vec<&str> = file.themes.iter().map(|theme| theme.value.title.as_str()).collect();
    add(1, check::themes(&titles));
    found
}

/// The templates of workshops that can be chosen: name and title, in order of their names. A file
/// with a mistake is offered too: whoever chooses it reads what is wrong.
pub fn offered(forms: &Path) -> Result<Vec<(String, String)>> {
    let mut offered = Vec::new();
    for name in files(&forms.join(FOLDER))? {
        match parse(&name, &text(forms, &name)?) {
            Ok(Template::Workshop(template)) => offered.push((name, template.title)),
            Ok(Template::Meeting(_)) => {}
            Err(_) => offered.push((name.clone(), format!("{name}（誤りがあります）"))),
        }
    }
    Ok(offered)
}

fn files(folder: &Path) -> Result<Vec<String>> {
    let unreadable = |cause: std::io::Error| {
        Error::invalid(format!("ひな形のフォルダ {} を読めません: {cause}", folder.display()))
    };
    let entries = match fs::read_dir(folder) {
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(unreadable)?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let file = entry.map_err(unreadable)?.file_name();
        names.extend(file.to_string_lossy().strip_suffix(".yaml").map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

fn text(forms: &Path, name: &str) -> Result<String> {
    let path = forms.join(FOLDER).join(format!("{name}.yaml"));
    fs::read_to_string(&path)
        .map_err(|cause| Error::invalid(format!("ひな形 {} を読めません: {cause}", path.display())))
}

/// Reads a template of a workshop that must be there and right.
pub fn read(forms: &Path, name: &str) -> Result<WorkshopTemplate> {
    // What comes from a page is a name, never a path.
    if !files(&forms.join(FOLDER))?.iter().any(|known| known == name) {
        return Err(Error::NotFound);
    }
    match parse(name, &text(forms, name)?) {
        Ok(Template::Workshop(template)) => Ok(template),
        Ok(Template::Meeting(_)) => Err(Error::NotFound),
        Err(problems) => Err(Error::Invalid(problems.iter().map(ToString::to_string).collect())),
    }
}

/// Reads the template of results meetings, which must be right; `None` where there is none.
pub fn of_meeting(forms: &Path) -> Result<Option<MeetingTemplate>> {
    for name in files(&forms.join(FOLDER))? {
        let text = text(forms, &name)?;
        let Ok(Head { kind: Kind::Meeting }) = reading::read(&name, &text) else { continue };
        return match meeting::parse(&name, &text) {
            Ok(template) => Ok(Some(template)),
            Err(problems) => {
                Err(Error::Invalid(problems.iter().map(ToString::to_string).collect()))
            }
        };
    }
    Ok(None)
}

/// Reads every template, with the forms that they name, or every mistake in them.
pub fn read_all(forms: &Path) -> Result<Result<Vec<Template>, Vec<Problem>>> {
    let (mut templates, mut problems) = (Vec::new(), Vec::new());
    for name in files(&forms.join(FOLDER))? {
        let text = text(forms, &name)?;
        match parse(&name, &text) {
            Ok(template) => {
                for message in unregistrable(forms, &template)? {
                    problems.push(reading::problem(&name, line_of_registration(&text), message));
                }
                templates.push(template);
            }
            Err(found) => problems.extend(found),
        }
    }
    Ok(if problems.is_empty() { Ok(templates) } else { Err(problems) })
}

/// Why people could not sign up for a workshop of this template.
fn unregistrable(forms: &Path, template: &Template) -> Result<Vec<String>> {
    let Template::Workshop(template) = template else { return Ok(Vec::new()) };
    match &template.settings.registration {
        None => Ok(Vec::new()),
        Some(registration) => check::registration_in(forms, registration),
    }
}

fn line_of_registration(text: &str) -> u64 {
    let line = text.lines().position(|line| line.trim() == "registration:");
    line.map_or(1, |index| index as u64 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str = "\
kind: workshop
title: 町の話し合い
hours: 18:30〜20:30
workshop:
  audience: 市民
  purpose: 町のこれからを話し合います。
  tables: 2
  keep_days: 90
themes:
  - title: 海辺の使い方
    question: 海辺で何をしたいですか。
    board:
      colours:
        - { colour: yellow, means: いいところ }
        - { colour: pink, means: 困ること }
      minutes:
        - { phase: write, minutes: 7 }";

    fn mistakes(text: &str) -> Vec<String> {
        let found = parse("town", text).err().unwrap_or_default();
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_template_is_read_with_what_it_leaves_out_filled_in() {
        let Ok(Template::Workshop(template)) = parse("town", SOUND) else { panic!("no workshop") };
        assert_eq!((template.name.as_str(), template.place.as_str()), ("town", ""));
        let theme = &template.themes[0];
        assert_eq!((theme.settings.budget, theme.settings.per_cluster), (3, 1));
        assert_eq!(theme.settings.minutes_of(crate::board::Phase::Write), Some(7));
    }

    #[test]
    fn everything_wrong_with_what_a_template_says_is_named_with_its_line() {
        let text = SOUND
            .replace("tables: 2", "tables: 0")
            .replace("minutes: 7", "minutes: -1")
            .replace("colour: pink", "colour: yellow");
        let found = mistakes(&text);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("town.yaml:5: テーブルの数"), "{found:?}");
        assert!(found[1].starts_with("town.yaml:10: 「海辺の使い方」に「黄」"), "{found:?}");
        assert!(found[2].starts_with("town.yaml:10: 「海辺の使い方」の「書く」"), "{found:?}");
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line_and_what_could_stand_there() {
        for (from, to, line, said) in [
            ("audience", "audiense", 5, "「audiense」という項目はありません"),
            ("colour: pink", "colour: purple", 15, "yellow・pink・green・blue・orange"),
            ("phase: write", "phase: 書く", 17, "「書く」は使えません"),
            ("  keep_days: 90\n", "", 7, "「keep_days」がありません"),
            ("tables: 2", "tables: 二", 7, "数は 30 のように"),
            ("  tables: 2", "\ttables: 2", 6, "YAML として読めません"),
            ("kind: workshop", "kind: party", 1, "workshop・meeting"),
        ] {
            let found = mistakes(&SOUND.replace(from, to));
            assert_eq!(found.len(), 1, "{to}: {found:?}");
            assert!(found[0].starts_with(&format!("town.yaml:{line}: ")), "{to}: {found:?}");
            assert!(found[0].contains(said), "{to}: {found:?}");
        }
    }

    #[test]
    fn a_results_meeting_is_checked_too() {
        let text = "kind: meeting\ntitle: 報告会\nmeeting:\n  purpose: お知らせします。\n  kinds: [question, question]\n  open_days: 0\n  moderation: before\n  keep_days: 60\n";
        let found = mistakes(text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            mistakes(&text.replace("question, ", "").replace("open_days: 0", "open_days: 9"))
                .is_empty()
        );
    }
}
