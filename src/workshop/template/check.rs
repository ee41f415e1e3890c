//! What can be wrong with a workshop, in sentences: of a template and of what staff type.

use std::{
    collections::{BTreeSet, HashSet},
    path::Path,
};

use crate::{
    error::Result,
    form::{Form, load::MAIN_FILE},
    survey::forms,
    workshop::settings::{Hold, Registration, Seating, Settings, ThemeSettings},
};

/// The most tables: more than any hall of the city seats.
pub const MOST_TABLES: i32 = 40;
/// The longest a phase lasts, in minutes.
pub const MOST_MINUTES: i64 = 180;
/// The most dots of a person.
pub const MOST_DOTS: i32 = 20;
/// The longest that the traces of who took part are kept: three years.
pub const MOST_DAYS: i64 = 1095;
/// The most people that may sign up.
const MOST_PLACES: i32 = 2000;
/// The earliest reminder, in days before the workshop.
const EARLIEST_REMINDER: i64 = 30;

/// What is wrong with the title of a workshop.
pub fn title(title: &str) -> Vec<String> {
    let mut found = Found::default();
    found.when(title.trim().is_empty(), "名前（title）を書いてください。");
    found.0
}

/// What is wrong with what holds for a workshop.
pub fn settings(settings: &Settings) -> Vec<String> {
    let mut found = Found::default();
    let is_blank = |text: &str| text.trim().is_empty();
    found.when(is_blank(&settings.audience), "だれが参加するか（audience）を書いてください。");
    found.when(
        is_blank(&settings.purpose),
        "何のためのワークショップか（purpose）を書いてください。",
    );
    found.when(
        !(1..=MOST_TABLES).contains(&settings.tables),
        format!("テーブルの数（tables）は 1〜{MOST_TABLES} にしてください。"),
    );
    found.all(keep_days(settings.keep_days));
    match &settings.hold {
        Some(of) => found.all(hold(of)),
        None => found.when(
            settings.minors,
            "18歳未満の人が参加する（minors）ときは、付箋を確かめてから出す言葉（hold）が要ります。",
        ),
    }
    if let Some(of) = &settings.registration {
        found.when(
            !(1..=MOST_PLACES).contains(&of.places),
            format!("定員（places）は 1〜{MOST_PLACES} にしてください。"),
        );
        found.when(
            !(0..=EARLIEST_REMINDER).contains(&of.reminder_days),
            format!(
                "お知らせを送る日（reminder_days）は 0〜{EARLIEST_REMINDER} 日前にしてください。"
            ),
        );
        found.when(
            !(0..=EARLIEST_REMINDER).contains(&of.closes_days),
            format!(
                "申し込みの締め切り（closes_days）は 0〜{EARLIEST_REMINDER} 日前にしてください。"
            ),
        );
    }
    found.0
}

/// What is wrong with how long the traces of who took part are kept.
pub fn keep_days(days: i64) -> Vec<String> {
    let mut found = Found::default();
    found.when(
        !(1..=MOST_DAYS).contains(&days),
        format!("参加者の記録を残す日数（keep_days）は 1〜{MOST_DAYS} にしてください。"),
    );
    found.0
}

/// What is wrong with what notes are held back for.
pub fn hold(hold: &Hold) -> Vec<String> {
    let mut found = Found::default();
    let lists = [&hold.help, &hold.names, &hold.not_names, &hold.words];
    found.when(
        hold.notice.trim().is_empty(),
        "付箋を先に読むことを、書く人に知らせる文（notice）を書いてください。",
    );
    found.when(
        hold.help.is_empty() && hold.names.is_empty() && hold.words.is_empty() && !hold.contacts,
        "付箋を確かめる（hold）ときは、さがす言葉（help・names・words）か連絡先（contacts: true）のどれかを決めてください。",
    );
    found.when(
        lists.into_iter().flatten().any(|word| word.trim().is_empty()),
        "確かめる言葉（hold）に、空のものがあります。空の言葉は、すべての付箋に当てはまってしまいます。",
    );
    found.0
}

/// What is wrong with a theme.
pub fn theme(title: &str, question: &str, settings: &ThemeSettings) -> Vec<String> {
    let mut found = Found::default();
    let is_blank = |text: &str| text.trim().is_empty();
    found.when(is_blank(title), "テーマの名前（title）を書いてください。");
    found.when(is_blank(question), format!("「{title}」の問いかけ（question）を書いてください。"));
    found.all(colours(title, settings));
    let mut timed = HashSet::new();
    for of in &settings.minutes {
        let phase = of.phase.label();
        found.when(
            !(1..=MOST_MINUTES).contains(&of.minutes),
            format!(
                "「{title}」の「{phase}」の時間（minutes）は 1〜{MOST_MINUTES} 分にしてください。"
            ),
        );
        found.when(
            !timed.insert(of.phase),
            format!("「{title}」に「{phase}」の時間が2回あります。1つにしてください。"),
        );
    }
    found.when(
        !(1..=MOST_DOTS).contains(&settings.budget),
        format!("「{title}」の1人の点の数（budget）は 1〜{MOST_DOTS} にしてください。"),
    );
    found.when(
        settings.per_cluster < 1 || settings.per_cluster > settings.budget,
        format!("「{title}」の1つに入れられる点（per_cluster）は、1 から、1人の点の数（budget）までにしてください。"),
    );
    found.0
}

fn colours(title: &str, settings: &ThemeSettings) -> Vec<String> {
    let mut found = Found::default();
    found.when(
        settings.colours.is_empty(),
        format!("「{title}」の付箋の色（colours）を1つ以上選んでください。"),
    );
    let (mut used, mut meant) = (BTreeSet::new(), HashSet::new());
    for of in &settings.colours {
        let colour = of.colour.name();
        found.when(
            !used.insert(of.colour),
            format!("「{title}」に「{colour}」の色が2回あります。1つにしてください。"),
        );
        let means = of.means.trim();
        found.when(
            means.is_empty(),
            format!("「{title}」の「{colour}」の意味（means）を書いてください。"),
        );
        found.when(
            !means.is_empty() && !meant.insert(means),
            format!("「{title}」の「{means}」が、2つの色の意味になっています。"),
        );
    }
    found.0
}

/// What is wrong with the themes of a workshop together.
pub fn themes(titles: &[&str]) -> Vec<String> {
    let mut found = Found::default();
    found.when(titles.is_empty(), "テーマ（themes）を1つ以上書いてください。");
    let mut known = HashSet::new();
    for title in titles.iter().map(|title| title.trim()).filter(|title| !title.is_empty()) {
        found.when(
            !known.insert(title),
            format!("「{title}」というテーマが2つあります。別の名前にしてください。"),
        );
    }
    found.0
}

/// What is wrong with a registration beside the forms that there are.
pub fn registration_in(folder: &Path, registration: &Registration) -> Result<Vec<String>> {
    let of_form = folder.join(&registration.form);
    let form = match of_form.join(MAIN_FILE).is_file() {
        true => forms::read_folder(&of_form)?.ok(),
        false => None,
    };
    Ok(self::registration(registration, form.as_ref()))
}

/// `None`: there is no such form, or it has mistakes of its own.
fn registration(registration: &Registration, form: Option<&Form>) -> Vec<String> {
    let mut found = Found::default();
    let name = &registration.form;
    let Some(form) = form else {
        return vec![format!(
            "申込みの調査票（registration の form）「{name}」が、見つからないか、誤りがあります。machikoe form check で確かめてください。"
        )];
    };
    let asked = match &registration.seating {
        Seating::Random => Vec::new(),
        Seating::Together(question) => vec![question],
        Seating::Mixed(questions) => questions.iter().collect(),
    };
    for question in asked {
        found.when(
            !form.questions().any(|of| of.id == *question),
            format!(
                "席の決め方（seating）の「{question}」という設問が、調査票「{name}」にありません。"
            ),
        );
    }
    found.0
}

/// Sentences, in the order in which they were found.
#[derive(Default)]
struct Found(Vec<String>);

impl Found {
    fn when(&mut self, is_wrong: bool, sentence: impl Into<String>) {
        if is_wrong {
            self.0.push(sentence.into());
        }
    }

    fn all(&mut self, sentences: Vec<String>) {
        self.0.extend(sentences);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        board::Phase,
        workshop::settings::{Colour, Meaning, Names, PhaseMinutes, SignUp},
    };

    fn evening() -> Settings {
        Settings {
            audience: "市民".into(),
            purpose: "話し合います。".into(),
            names: Names::None,
            minors: false,
            tables: 4,
            hold: None,
            keep_days: 90,
            registration: None,
        }
    }

    fn board() -> ThemeSettings {
        let meaning = |colour, means: &str| Meaning { colour, means: means.into() };
        ThemeSettings {
            colours: vec![meaning(Colour::Yellow, "いいところ"), meaning(Colour::Pink, "困ること")],
            minutes: vec![PhaseMinutes { phase: Phase::Write, minutes: 7 }],
            budget: 3,
            per_cluster: 3,
        }
    }

    #[test]
    fn a_sound_evening_has_nothing_wrong() {
        assert_eq!(settings(&evening()), [""; 0]);
        assert_eq!(theme("海辺", "何をしたいですか。", &board()), [""; 0]);
        assert_eq!(themes(&["海辺", "駅前"]), [""; 0]);
    }

    #[test]
    fn every_mistake_of_a_workshop_is_named_at_once() {
        let wrong = Settings {
            purpose: " ".into(),
            minors: true,
            tables: 41,
            keep_days: 0,
            registration: Some(Registration {
                by: SignUp::Public,
                form: "x".into(),
                places: 0,
                reminder_days: 31,
                closes_days: -1,
                seating: Seating::Random,
            }),
            ..evening()
        };
        let found = settings(&wrong).join("");
        for key in
            ["purpose", "tables", "keep_days", "hold", "places", "reminder_days", "closes_days"]
        {
            assert!(found.contains(key), "{key}: {found}");
        }
    }

    #[test]
    fn a_colour_twice_or_without_a_meaning_of_its_own_is_named() {
        let mut twice = board();
        twice.colours[1] = Meaning { colour: Colour::Yellow, means: "いいところ".into() };
        let found = theme("海辺", "何をしたいですか。", &twice).join("");
        assert!(found.contains("「黄」の色が2回") && found.contains("「いいところ」が、2つの色"));
        assert!(theme("海辺", "？", &ThemeSettings { colours: vec![], ..board() }).len() == 1);
    }

    #[test]
    fn times_are_positive_and_nobody_gets_more_dots_for_one_thing_than_they_have() {
        let minute = |phase, minutes| PhaseMinutes { phase, minutes };
        let minutes = vec![minute(Phase::Vote, 0), minute(Phase::Vote, 3)];
        let wrong = ThemeSettings { minutes, per_cluster: 4, ..board() };
        let found = theme("海辺", "何をしたいですか。", &wrong);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.iter().any(|said| said.contains("per_cluster")));
    }

    #[test]
    fn an_empty_word_would_hold_every_note_back_and_is_refused() {
        let of = Hold {
            notice: "読みます。".into(),
            help: Vec::new(),
            names: Vec::new(),
            not_names: Vec::new(),
            words: vec!["".into()],
            contacts: false,
        };
        assert!(hold(&of).join("").contains("空のもの"));
        assert!(hold(&Hold { words: Vec::new(), ..of }).join("").contains("contacts: true"));
    }

    #[test]
    fn two_themes_of_one_name_cannot_be_told_apart() {
        assert!(themes(&[]).join("").contains("1つ以上"));
        assert!(themes(&["海辺", "海辺 "]).join("").contains("2つあります"));
    }
}
