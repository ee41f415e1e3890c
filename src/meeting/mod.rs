//! 結果報告会: what came of workshops is published theme by theme with what the city says to it;
//! people comment, the city replies, and on a day all of it is frozen.
//!
//! Reading order: this file (what a meeting is) · [`settings`] (what a template says) ·
//! [`publication`] (what of a theme is public) · [`comments`] (what people say) · [`pages`] and
//! [`routes`] (for anybody) · [`desk`] (for the office) · [`erase`] (what is forgotten when).

pub mod comments;
pub mod desk;
pub mod erase;
pub mod files;
pub mod pages;
pub mod person;
pub mod publication;
pub mod routes;
pub mod settings;
pub mod store;

use chrono::{Days, NaiveDate};

use crate::{
    app::App,
    audit::{self, Action, Signature},
    clock::{Instant, day_in_japan},
    error::{Error, Result},
    store::Db,
    workshop::{self, Theme, Workshop},
};
pub use comments::{Comment, comments_of};
pub use settings::{Kind, Moderation, Settings};
pub use store::Topic;

/// The most characters of a title.
pub const TITLE_LENGTH: usize = 80;

/// A meeting about results.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Its id.
    pub id: String,
    /// The name in addresses.
    pub slug: String,
    /// What people call it.
    pub title: String,
    /// The first day of comments, in Japan.
    pub opens_on: NaiveDate,
    /// The last day of comments, in Japan.
    pub closes_on: NaiveDate,
    /// What holds for it.
    pub settings: Settings,
    /// Marked as sample data.
    pub sample: bool,
    /// When the last traces of who asked for mail were erased.
    pub erased_at: Option<Instant>,
}

/// Where a meeting stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Results may be read, comments are not taken yet.
    Before,
    /// People comment.
    Open,
    /// Nobody comments any more; the office lets in and replies to what came.
    Answering,
    /// Nothing is added or changed.
    Frozen,
}

impl Stage {
    /// The word on pages.
    pub fn label(self) -> &'static str {
        match self {
            Stage::Before => "意見の受付前",
            Stage::Open => "意見を受付中",
            Stage::Answering => "受付終了（返信中）",
            Stage::Frozen => "終了",
        }
    }
}

impl Meeting {
    /// Where it stands now.
    pub fn stage(&self, now: Instant) -> Stage {
        let today = day_in_japan(now);
        if today < self.opens_on {
            Stage::Before
        } else if today <= self.closes_on {
            Stage::Open
        } else if today <= self.replies_until() {
            Stage::Answering
        } else {
            Stage::Frozen
        }
    }

    /// The last day on which the office replies.
    pub fn replies_until(&self) -> NaiveDate {
        self.closes_on + Days::new(self.settings.reply_days.unsigned_abs())
    }

    /// The last day on which mail that was sent can be read by the office.
    pub fn kept_until(&self) -> NaiveDate {
        self.replies_until() + Days::new(self.settings.keep_days.unsigned_abs())
    }

    /// The address of its public page.
    pub fn address(&self) -> String {
        format!("/meetings/{}", self.slug)
    }

    /// The name of the list that its mails can be unsubscribed from; the mails' keys begin so.
    pub fn list(&self) -> String {
        format!("meeting:{}", self.id)
    }

    /// Refuses what would change a frozen meeting.
    ///
    /// # Errors
    /// It is frozen.
    pub fn check_not_frozen(&self, now: Instant) -> Result<()> {
        match self.stage(now) {
            Stage::Frozen => Err(Error::conflict(
                "この結果報告会は終了し、内容を固定しました。何も変わっていません。続けるときは、設定で日付を変えてください。",
            )),
            _ => Ok(()),
        }
    }
}

/// A meeting that is about to be made, or changed.
pub struct Plan {
    /// The name in addresses.
    pub slug: String,
    /// What people call it.
    pub title: String,
    /// The first day of comments.
    pub opens_on: NaiveDate,
    /// The last day of comments.
    pub closes_on: NaiveDate,
    /// What holds for it.
    pub settings: Settings,
    /// The ids of the themes, in order.
    pub themes: Vec<String>,
}

impl Plan {
    /// What is wrong with it, each with a sentence.
    fn problems(&self) -> Vec<String> {
        let mut found = self.settings.problems();
        let slug_letters = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if !(1..=40).contains(&self.slug.len()) || !self.slug.bytes().all(slug_letters) {
            found.push(
                "短い名前は、半角の小文字・数字・ハイフンで40文字までにしてください。".into(),
            );
        }
        if !(1..=TITLE_LENGTH).contains(&self.title.chars().count()) {
            found.push(format!("名前は1文字から{TITLE_LENGTH}文字までで入力してください。"));
        }
        if self.closes_on < self.opens_on {
            found.push("受付の最後の日は、最初の日と同じか後の日にしてください。".into());
        }
        if self.themes.is_empty() {
            found.push("報告するテーマを1つ以上選んでください。".into());
        }
        found
    }
}

/// Makes a meeting. Nothing of it is public yet.
///
/// # Errors
/// The plan has mistakes, or the slug is used already.
pub fn make(db: &mut Db, app: &App, by: Signature, plan: Plan) -> Result<Meeting> {
    let mut problems = plan.problems();
    if store::by_slug(db, &plan.slug)?.is_some() {
        problems.push(format!("「{}」という短い名前の結果報告会がもうあります。", plan.slug));
    }
    refuse(problems)?;
    let mut meeting = Meeting {
        id: app.ids.id()?,
        slug: plan.slug,
        title: plan.title,
        opens_on: plan.opens_on,
        closes_on: plan.closes_on,
        settings: plan.settings,
        sample: false,
        erased_at: None,
    };
    let themes = offered(db, &plan.themes)?;
    meeting.sample = themes.iter().any(|(workshop, _)| workshop.sample);
    store::insert(db, &meeting, by.at())?;
    for (number, (_, theme)) in (1..).zip(&themes) {
        store::insert_theme(db, &app.ids.id()?, &meeting.id, number, &theme.id)?;
    }
    audit::record(db, by, Action::MeetingMade, &meeting.slug)?;
    Ok(meeting)
}

/// Changes a meeting. A theme that is public or has comments stays in it.
///
/// # Errors
/// The plan has mistakes.
pub fn change(db: &mut Db, app: &App, by: Signature, meeting: &Meeting, plan: Plan) -> Result<()> {
    refuse(plan.problems())?;
    let chosen = offered(db, &plan.themes)?;
    let there = store::themes(db, &meeting.id)?;
    for topic in there.iter().filter(|topic| !plan.themes.contains(&topic.theme_id)) {
        if topic.published_on.is_some() || comments::store::count(db, &topic.id)? > 0 {
            return Err(Error::conflict(
                "公表しているテーマや、意見が届いているテーマは外せません。何も変わっていません。公表を取りやめたいときは、テーマの画面で行ってください。",
            ));
        }
        store::delete_theme(db, &topic.id)?;
    }
    let mut number = there.iter().map(|topic| topic.number).max().unwrap_or(0);
    for (_, theme) in &chosen {
        if !there.iter().any(|topic| topic.theme_id == theme.id) {
            number += 1;
            store::insert_theme(db, &app.ids.id()?, &meeting.id, number, &theme.id)?;
        }
    }
    let changed = Meeting {
        title: plan.title,
        opens_on: plan.opens_on,
        closes_on: plan.closes_on,
        settings: plan.settings,
        ..meeting.clone()
    };
    store::update(db, &changed)?;
    audit::record(db, by, Action::MeetingChanged, &meeting.slug)
}

fn refuse(problems: Vec<String>) -> Result<()> {
    if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
}

/// The themes of these ids, in the order of the workshops.
fn offered(db: &mut Db, ids: &[String]) -> Result<Vec<(Workshop, Theme)>> {
    let mut themes = every_theme(db)?;
    themes.retain(|(_, theme)| ids.contains(&theme.id));
    match themes.len() == ids.len() {
        true => Ok(themes),
        false => {
            Err(Error::invalid("選んだテーマの中に、もうないものがあります。選び直してください。"))
        }
    }
}

/// Every theme of every workshop, by day.
pub fn every_theme(db: &mut Db) -> Result<Vec<(Workshop, Theme)>> {
    let mut workshops = workshop::store::all(db)?;
    workshops.sort_by(|a, b| (a.held_on, &a.slug).cmp(&(b.held_on, &b.slug)));
    let mut found = Vec::new();
    for workshop in workshops {
        for theme in workshop::store::themes(db, &workshop.id)? {
            found.push((workshop.clone(), theme));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{end_of_day, start_of_day};

    fn meeting() -> Meeting {
        let day = |day| NaiveDate::from_ymd_opt(2027, 2, day).expect("a day");
        Meeting {
            id: "m1".into(),
            slug: "report".into(),
            title: "結果報告会".into(),
            opens_on: day(1),
            closes_on: day(7),
            settings: Settings { reply_days: 7, keep_days: 30, ..settings::tests::settings() },
            sample: false,
            erased_at: None,
        }
    }

    #[test]
    fn each_day_has_its_stage_from_midnight_to_midnight_in_japan() {
        let (meeting, just) = (meeting(), chrono::Duration::seconds(1));
        assert_eq!(meeting.stage(start_of_day(meeting.opens_on) - just), Stage::Before);
        assert_eq!(meeting.stage(start_of_day(meeting.opens_on)), Stage::Open);
        assert_eq!(meeting.stage(end_of_day(meeting.closes_on) - just), Stage::Open);
        assert_eq!(meeting.stage(end_of_day(meeting.closes_on)), Stage::Answering);
        assert_eq!(meeting.replies_until().to_string(), "2027-02-14");
        assert_eq!(meeting.stage(end_of_day(meeting.replies_until())), Stage::Frozen);
        assert_eq!(meeting.kept_until().to_string(), "2027-03-16");
    }

    #[test]
    fn a_plan_names_all_its_mistakes_at_once() {
        let (day, settings) = (meeting().opens_on, meeting().settings);
        let plan = Plan {
            slug: "Report!".into(),
            title: String::new(),
            opens_on: day,
            closes_on: day - Days::new(1),
            settings: Settings { kinds: Vec::new(), ..settings },
            themes: Vec::new(),
        };
        assert_eq!(plan.problems().len(), 5);
    }
}
