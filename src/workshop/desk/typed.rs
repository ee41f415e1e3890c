//! The fields of the desk's pages: from what holds, and back. A page is drawn from its fields, so
//! that what was typed stands there again when it is refused.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use crate::{
    board::Phase,
    web::input::field,
    workshop::{
        Colour, Settings, Theme, ThemeSettings, Workshop,
        settings::{Hold, Meaning, Names, PhaseMinutes},
        template::{ThemeTemplate, check},
    },
};

/// Fields as a browser posts them.
pub type Fields = [(String, String)];

/// Phases that may have a time of their own.
pub const TIMED: [Phase; 7] = [
    Phase::Write,
    Phase::Open,
    Phase::Talk,
    Phase::Gather,
    Phase::Vote,
    Phase::Result,
    Phase::Present,
];

/// What staff may change of a workshop.
#[derive(Debug)]
pub struct Changed {
    /// What people call it.
    pub title: String,
    /// The day, in Japan.
    pub held_on: NaiveDate,
    /// 18:30〜20:30
    pub hours: String,
    /// Where it is held.
    pub place: String,
    /// What holds for it.
    pub settings: Settings,
}

fn pair(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

fn ticked(name: &str, is_so: bool) -> (String, String) {
    pair(name, if is_so { "yes" } else { "" })
}

/// The fields of a workshop as it is.
pub fn of_workshop(workshop: &Workshop) -> Vec<(String, String)> {
    let settings = &workshop.settings;
    let hold = settings.hold.as_ref();
    let words = |list: fn(&Hold) -> &Vec<String>| {
        hold.map(list).map_or_else(String::new, |of| of.join("\n"))
    };
    vec![
        pair("title", &workshop.title),
        pair("held_on", workshop.held_on.to_string()),
        pair("hours", &workshop.hours),
        pair("place", &workshop.place),
        pair("audience", &settings.audience),
        pair("purpose", &settings.purpose),
        pair("tables", settings.tables.to_string()),
        ticked("nickname", settings.names == Names::Nickname),
        ticked("minors", settings.minors),
        pair("keep_days", settings.keep_days.to_string()),
        ticked("hold", hold.is_some()),
        pair("notice", hold.map_or("", |hold| &hold.notice)),
        ticked("contacts", hold.is_some_and(|hold| hold.contacts)),
        pair("help", words(|hold| &hold.help)),
        pair("names", words(|hold| &hold.names)),
        pair("not_names", words(|hold| &hold.not_names)),
        pair("words", words(|hold| &hold.words)),
    ]
}

/// What a workshop shall be; how people sign up stays as it is.
///
/// # Errors
/// Every sentence about what was typed.
pub fn workshop(fields: &Fields, now: &Settings) -> Result<Changed, Vec<String>> {
    let is = |name| field(fields, name) == "yes";
    let hold = is("hold").then(|| Hold {
        notice: text(fields, "notice"),
        help: lines(field(fields, "help")),
        names: lines(field(fields, "names")),
        not_names: lines(field(fields, "not_names")),
        words: lines(field(fields, "words")),
        contacts: is("contacts"),
    });
    let settings = Settings {
        audience: text(fields, "audience"),
        purpose: text(fields, "purpose"),
        names: if is("nickname") { Names::Nickname } else { Names::None },
        minors: is("minors"),
        tables: number(fields, "tables"),
        hold,
        keep_days: number(fields, "keep_days").into(),
        registration: now.registration.clone(),
    };
    let title = text(fields, "title");
    let mut wrong = check::title(&title);
    let held_on = day(field(fields, "held_on"));
    if let Err(sentence) = &held_on {
        wrong.push(sentence.clone());
    }
    wrong.extend(check::settings(&settings));
    match held_on {
        Ok(held_on) if wrong.is_empty() => {
            let (hours, place) = (text(fields, "hours"), text(fields, "place"));
            Ok(Changed { title, held_on, hours, place, settings })
        }
        _ => Err(wrong.iter().map(|sentence| without_keys(sentence)).collect()),
    }
}

/// The fields of a theme as it is; the colours that it uses come first.
pub fn of_theme(theme: &Theme) -> Vec<(String, String)> {
    of(&theme.title, &theme.question, &theme.settings)
}

/// The fields of a theme that is not there yet, with the times and dots of another.
pub fn of_new_theme(like: Option<&Theme>) -> Vec<(String, String)> {
    let settings = match like {
        Some(theme) => ThemeSettings { colours: Vec::new(), ..theme.settings.clone() },
        None => {
            ThemeSettings { colours: Vec::new(), minutes: Vec::new(), budget: 3, per_cluster: 1 }
        }
    };
    of("", "", &settings)
}

fn of(title: &str, question: &str, settings: &ThemeSettings) -> Vec<(String, String)> {
    let mut fields = vec![pair("title", title), pair("question", question)];
    for Meaning { colour, means } in &settings.colours {
        fields.push(pair(&colour_field(*colour), means));
    }
    for colour in Colour::ALL {
        if settings.colours.iter().all(|of| of.colour != colour) {
            fields.push(pair(&colour_field(colour), ""));
        }
    }
    for phase in TIMED {
        let minutes = settings.minutes_of(phase).map(|minutes| minutes.to_string());
        fields.push(pair(&phase_field(phase), minutes.unwrap_or_default()));
    }
    fields.push(pair("budget", settings.budget.to_string()));
    fields.push(pair("per_cluster", settings.per_cluster.to_string()));
    fields
}

/// The name of the field in which a colour's meaning stands.
pub fn colour_field(colour: Colour) -> String {
    format!("means-{}", colour.word())
}

/// The colour of a field, if it is one of those.
pub fn colour_of(name: &str) -> Option<Colour> {
    name.strip_prefix("means-").and_then(Colour::from_word)
}

/// The name of the field in which the time of a phase stands.
pub fn phase_field(phase: Phase) -> String {
    format!("minutes-{}", phase.word())
}

/// What a theme shall be.
///
/// # Errors
/// Every sentence about what was typed.
pub fn theme(fields: &Fields) -> Result<ThemeTemplate, Vec<String>> {
    let meaning = |(name, means): &(String, String)| {
        let (colour, means) = (colour_of(name)?, one_line(means));
        (!means.is_empty()).then_some(Meaning { colour, means })
    };
    let minutes = |phase| {
        let name = phase_field(phase);
        let is_timed = !field(fields, &name).is_empty();
        is_timed.then(|| PhaseMinutes { phase, minutes: number(fields, &name).into() })
    };
    let settings = ThemeSettings {
        colours: fields.iter().filter_map(meaning).collect(),
        minutes: TIMED.into_iter().filter_map(minutes).collect(),
        budget: number(fields, "budget"),
        per_cluster: number(fields, "per_cluster"),
    };
    let (title, question) = (text(fields, "title"), text(fields, "question"));
    let wrong = check::theme(&title, &question, &settings);
    match wrong.is_empty() {
        true => Ok(ThemeTemplate { title, question, settings }),
        false => Err(wrong.iter().map(|sentence| without_keys(sentence)).collect()),
    }
}

/// A day as browsers send it.
pub fn day(typed: &str) -> Result<NaiveDate, String> {
    typed.parse().map_err(|_| "日付は 2026-12-18 のように入力してください。".into())
}

/// A short name in addresses.
///
/// # Errors
/// It has other letters than addresses take.
pub fn slug(typed: &str) -> Result<String, String> {
    let slug = folded(typed);
    let is_sound = (2..=40).contains(&slug.len())
        && slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !slug.starts_with('-')
        && !slug.ends_with('-');
    match is_sound {
        true => Ok(slug),
        false => Err("短い名前は、半角の英小文字・数字・ハイフンで、2〜40文字にしてください（例：citizens-2026）。".into()),
    }
}

/// Small half-width letters.
pub fn folded(typed: &str) -> String {
    typed.trim().nfkc().flat_map(char::to_lowercase).collect()
}

fn text(fields: &Fields, name: &str) -> String {
    one_line(field(fields, name))
}

fn one_line(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lines(typed: &str) -> Vec<String> {
    typed.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A number however it was typed; what is none is refused like one that is out of bounds.
fn number(fields: &Fields, name: &str) -> i32 {
    folded(field(fields, name)).parse().unwrap_or(-1)
}

/// The keys of templates mean nothing on a page with labelled fields.
fn without_keys(sentence: &str) -> String {
    let mut kept = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('（') {
        let (inside, behind) = after.split_once('）').unwrap_or((after, ""));
        kept.push_str(before);
        if !inside.chars().all(|c| c.is_ascii_lowercase() || "_・: ".contains(c)) {
            kept.push_str(&format!("（{inside}）"));
        }
        rest = behind;
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn board() -> ThemeSettings {
        let meaning = |colour, means: &str| Meaning { colour, means: means.into() };
        ThemeSettings {
            colours: vec![meaning(Colour::Blue, "10年後"), meaning(Colour::Yellow, "いま")],
            minutes: vec![PhaseMinutes { phase: Phase::Talk, minutes: 12 }],
            budget: 5,
            per_cluster: 2,
        }
    }

    #[test]
    fn a_theme_that_is_saved_unchanged_stays_as_it_was() {
        let fields = of("将来像", "どうなっていますか。", &board());
        let read = theme(&fields).expect("a theme");
        assert_eq!((read.title.as_str(), read.settings), ("将来像", board()));
    }

    #[test]
    fn what_is_no_number_is_refused_in_words_of_the_page() {
        let mut fields = of("将来像", "どうなっていますか。", &board());
        for (name, value) in &mut fields {
            if name == "budget" || name == "minutes-talk" {
                *value = "たくさん".into();
            }
        }
        let wrong = theme(&fields).expect_err("mistakes");
        assert_eq!(wrong.len(), 3, "{wrong:?}");
        assert!(wrong.iter().all(|said| !said.contains("budget")), "{wrong:?}");
        assert!(wrong[0].contains("「話す」の時間は 1〜180 分"), "{wrong:?}");
    }

    #[test]
    fn a_short_name_is_folded_and_fits_in_an_address() {
        assert_eq!(slug(" Ｃitizens-2026 ").as_deref(), Ok("citizens-2026"));
        for wrong in ["", "a", "市民", "a b", "-ab", "ab-", "a/b"] {
            assert!(slug(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn words_come_one_a_line_and_empty_lines_are_none() {
        assert_eq!(lines(" 死にたい \n\n　\n助けて\n"), ["死にたい", "助けて"]);
    }
}
