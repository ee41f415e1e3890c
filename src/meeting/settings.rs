//! What holds for a meeting, in words for pages and forms. The template says it first
//! ([`crate::workshop::template`]); it is kept with the meeting and changed freely.

pub use crate::workshop::template::meeting::{
    CommentKind as Kind, MeetingSettings as Settings, Moderation,
};

/// The most days that anything lasts.
const LONGEST: i64 = 366;

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

    #[test]
    fn every_kind_and_way_has_a_word_that_comes_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_word(kind.word()), Some(kind));
        }
        for way in [Moderation::Before, Moderation::After] {
            assert_eq!(Moderation::from_word(way.word()), Some(way));
        }
        assert_eq!((Kind::from_word("praise"), Moderation::from_word("")), (None, None));
    }

    #[test]
    fn settings_without_sense_are_named_one_by_one() {
        let wrong = Settings {
            purpose: " ".into(),
            kinds: Vec::new(),
            reply_days: -1,
            keep_days: 1000,
            ..settings()
        };
        assert_eq!(wrong.problems().len(), 4);
        assert_eq!(settings().problems(), [""; 0]);
    }
}
