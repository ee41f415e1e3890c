//! What holds for a meeting: read from a template, kept with the meeting, changed freely.

use std::{fs, io::ErrorKind, path::Path};

use serde::{Deserialize, Serialize};

use crate::{
    error::{Error, Result},
    workshop::settings::Hold,
};

/// Where a template stands below the folder of forms.
const TEMPLATE: &str = "workshops/meeting.yaml";
/// The most days that anything lasts.
const LONGEST: i64 = 366;

/// What holds for a meeting. The template file (below `meeting:`) and the stored JSON have the
/// same keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// What the meeting is for, in one sentence for those who read.
    pub purpose: String,
    /// What people can say.
    pub kinds: Vec<Kind>,
    /// For how many days comments are taken, where nobody says otherwise.
    pub open_days: i64,
    /// Whether comments are looked at before they are shown.
    #[serde(default)]
    pub moderation: Moderation,
    /// For how many days after the last comment the office replies. Then all is frozen.
    #[serde(default = "two_weeks")]
    pub reply_days: i64,
    /// How many days after that addresses of mails are kept.
    pub keep_days: i64,
    /// What a comment is held back for, however moderation is set.
    #[serde(default)]
    pub hold: Option<Hold>,
}

fn two_weeks() -> i64 {
    14
}

/// What somebody says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 共感: words may be left out.
    Sympathy,
    /// 気づき
    Insight,
    /// 質問
    Question,
}

impl Kind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Kind; 3] = [Kind::Sympathy, Kind::Insight, Kind::Question];

    /// The word in the database, in templates and in forms.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Sympathy => "sympathy",
            Kind::Insight => "insight",
            Kind::Question => "question",
        }
    }

    /// The kind of a word.
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Sympathy => "共感",
            Kind::Insight => "気づき",
            Kind::Question => "質問",
        }
    }

    /// The same with a hint what it is for.
    pub fn hint(self) -> &'static str {
        match self {
            Kind::Sympathy => "そう思う（ことばはなくてもかまいません）",
            Kind::Insight => "読んで気づいたこと、付け加えたいこと",
            Kind::Question => "市にたずねたいこと",
        }
    }
}

/// Whether comments are looked at before they are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moderation {
    /// Every comment waits until it was let in.
    #[default]
    Before,
    /// A comment is shown at once, unless something in it should be looked at.
    After,
}

impl Moderation {
    /// The word in forms.
    pub fn word(self) -> &'static str {
        match self {
            Moderation::Before => "before",
            Moderation::After => "after",
        }
    }

    /// The way of a word.
    pub fn from_word(word: &str) -> Option<Moderation> {
        [Moderation::Before, Moderation::After].into_iter().find(|way| way.word() == word)
    }
}

impl Settings {
    /// What is wrong with them, each with a sentence.
    pub fn problems(&self) -> Vec<String> {
        let mut found = Vec::new();
        if self.purpose.trim().is_empty() {
            found.push("何のための報告会か、1文で書いてください。".into());
        }
        if self.kinds.is_empty() {
            found.push("意見の種類を1つ以上選んでください。".into());
        }
        let days = [
            ("受け付ける日数", self.open_days, 1),
            ("返信する日数", self.reply_days, 0),
            ("メールの宛先を残す日数", self.keep_days, 0),
        ];
        for (what, days, least) in days {
            if !(least..=LONGEST).contains(&days) {
                found.push(format!("{what}は{least}から{LONGEST}までの数にしてください。"));
            }
        }
        found
    }
}

/// A template: a name, and what holds.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// What the file is a template of.
    kind: OfMeeting,
    /// What people call such a meeting.
    pub title: String,
    /// What holds for it.
    pub meeting: Settings,
}

/// The one kind of template that is read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum OfMeeting {
    Meeting,
}

/// The template of the folder of forms; `None` where there is none.
///
/// # Errors
/// The file cannot be read, with the line where reading stopped.
pub fn template(forms: &Path) -> Result<Option<Template>> {
    let text = match fs::read_to_string(forms.join(TEMPLATE)) {
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(None),
        other => other.map_err(|cause| unreadable(&cause))?,
    };
    let template: Template = serde_saphyr::from_str(&text).map_err(|cause| unreadable(&cause))?;
    match template.meeting.problems() {
        problems if problems.is_empty() => Ok(Some(template)),
        problems => Err(Error::Invalid(problems)),
    }
}

fn unreadable(cause: &dyn std::fmt::Display) -> Error {
    Error::invalid(format!("結果報告会のひな形（{TEMPLATE}）を読めません: {cause}"))
}

#[cfg(test)]
pub(in crate::meeting) mod tests {
    use super::*;

    /// What holds where a test says nothing else.
    pub fn settings() -> Settings {
        Settings {
            purpose: "結果をお知らせします。".into(),
            kinds: Kind::ALL.to_vec(),
            open_days: 21,
            moderation: Moderation::Before,
            reply_days: 14,
            keep_days: 60,
            hold: None,
        }
    }

    fn read(meeting: &str) -> Result<Option<Template>> {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("workshops")).expect("a folder");
        let text = format!("kind: meeting\ntitle: 報告会\nmeeting:\n{meeting}");
        fs::write(folder.path().join(TEMPLATE), text).expect("written");
        template(folder.path())
    }

    #[test]
    fn a_template_says_what_holds_and_two_weeks_of_replies_go_without_saying() {
        let lines = "  purpose: 知らせる\n  kinds: [insight]\n  open_days: 21\n  keep_days: 60\n";
        let template = read(lines).expect("read").expect("a template");
        assert_eq!(template.meeting.kinds, [Kind::Insight]);
        assert_eq!(
            (template.meeting.moderation, template.meeting.reply_days),
            (Moderation::Before, 14)
        );
    }

    #[test]
    fn a_mistake_in_a_template_is_said_and_no_template_is_none() {
        let unknown = read("  purpose: 知らせる\n  colour: red\n").expect_err("refused");
        assert!(unknown.sentence().contains("colour"), "{}", unknown.sentence());
        let lines = "  purpose: ''\n  kinds: []\n  open_days: 0\n  keep_days: 60\n";
        let Error::Invalid(sentences) = read(lines).expect_err("refused") else {
            panic!("another")
        };
        assert_eq!(sentences.len(), 3);
        assert_eq!(template(Path::new("/nowhere")).expect("read"), None);
    }
}
