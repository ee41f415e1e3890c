//! The phases of an evening, and the one table of who may do what in which.

use serde::{Deserialize, Serialize};

/// Where a board is in its evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// 準備
    Prepare,
    /// 書く: each for themselves; nobody else sees it.
    Write,
    /// 開く
    Open,
    /// 話す
    Talk,
    /// まとめる
    Gather,
    /// 投票: how dots fall is hidden.
    Vote,
    /// 結果
    Result,
    /// 発表
    Present,
    /// 終了
    Closed,
}

impl Phase {
    /// All of them, in order.
    pub const ALL: [Phase; 9] = [
        Phase::Prepare,
        Phase::Write,
        Phase::Open,
        Phase::Talk,
        Phase::Gather,
        Phase::Vote,
        Phase::Result,
        Phase::Present,
        Phase::Closed,
    ];

    /// The word in the database and in templates.
    pub fn word(self) -> &'static str {
        match self {
            Phase::Prepare => "prepare",
            Phase::Write => "write",
            Phase::Open => "open",
            Phase::Talk => "talk",
            Phase::Gather => "gather",
            Phase::Vote => "vote",
            Phase::Result => "result",
            Phase::Present => "present",
            Phase::Closed => "closed",
        }
    }

    /// The phase of a word.
    pub fn from_word(word: &str) -> Option<Phase> {
        Phase::ALL.into_iter().find(|phase| phase.word() == word)
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Phase::Prepare => "準備",
            Phase::Write => "書く",
            Phase::Open => "開く",
            Phase::Talk => "話す",
            Phase::Gather => "まとめる",
            Phase::Vote => "投票",
            Phase::Result => "結果",
            Phase::Present => "発表",
            Phase::Closed => "終了",
        }
    }

    /// The one after it.
    pub fn next(self) -> Option<Phase> {
        Phase::ALL.into_iter().find(|other| *other > self)
    }

    /// The one before it.
    pub fn before(self) -> Option<Phase> {
        Phase::ALL.into_iter().rfind(|other| *other < self)
    }

    /// Nobody sees what others write.
    pub fn is_private(self) -> bool {
        matches!(self, Phase::Prepare | Phase::Write)
    }

    /// How the dots fell may be seen.
    pub fn shows_votes(self) -> bool {
        self >= Phase::Result
    }
}

/// In which part somebody is at a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Sits at the table.
    Participant,
    /// Leads the workshop.
    Facilitator,
}

/// What can be done at a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Post a note.
    Post,
    /// Change or withdraw one's own note.
    Change,
    /// Say that one is done with the phase.
    Ready,
    /// Make clusters, name them, move notes among them, and undo that.
    Gather,
    /// Place and take back dots.
    Vote,
    /// Pin, hide, restore and let held notes in; enter notes for others.
    Tend,
    /// Move the phase, set the timer, announce, freeze.
    Lead,
}

/// Who may do what in which phase. Nothing else in the program decides it.
const ALLOWED: [(Phase, &[Action], &[Action]); 9] = {
    use Action::*;
    // Phase, what participants may do, what the facilitator may do.
    [
        (Phase::Prepare, &[], &[Tend, Lead]),
        (Phase::Write, &[Post, Change, Ready], &[Tend, Lead]),
        (Phase::Open, &[Post, Change, Ready], &[Gather, Tend, Lead]),
        (Phase::Talk, &[Post, Change, Ready], &[Gather, Tend, Lead]),
        (Phase::Gather, &[Post, Change, Ready, Gather], &[Gather, Tend, Lead]),
        (Phase::Vote, &[Ready, Vote], &[Tend, Lead]),
        (Phase::Result, &[], &[Tend, Lead]),
        (Phase::Present, &[], &[Tend, Lead]),
        (Phase::Closed, &[], &[Lead]),
    ]
};

/// Whether somebody may do something.
pub fn allowed(phase: Phase, role: Role, action: Action) -> bool {
    ALLOWED.iter().any(|(of, participant, facilitator)| {
        let actions = match role {
            Role::Participant => participant,
            Role::Facilitator => facilitator,
        };
        *of == phase && actions.contains(&action)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phase_has_a_line_in_the_table_and_a_word_that_comes_back() {
        for phase in Phase::ALL {
            assert!(allowed(phase, Role::Facilitator, Action::Lead), "{phase:?}");
            assert_eq!(Phase::from_word(phase.word()), Some(phase));
        }
        assert_eq!(Phase::from_word("anything"), None);
    }

    #[test]
    fn the_phases_follow_one_another_and_back() {
        assert_eq!(Phase::Prepare.before(), None);
        assert_eq!(Phase::Closed.next(), None);
        for phase in Phase::ALL {
            assert_eq!(phase.next().map_or(Some(phase), Phase::before), Some(phase));
        }
    }

    #[test]
    fn participants_vote_in_one_phase_only_and_never_lead() {
        for phase in Phase::ALL {
            let may = |action| allowed(phase, Role::Participant, action);
            assert_eq!(may(Action::Vote), phase == Phase::Vote);
            assert!(!may(Action::Lead) && !may(Action::Tend));
        }
    }
}
