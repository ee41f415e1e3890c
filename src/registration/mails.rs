//! The mails of registration: words, and when they leave. Each is written in the transaction of
//! what it tells of.

use chrono::{Duration, NaiveDate};

use super::{Desk, Signup, State, link};
use crate::{
    clock::{Instant, japanese_day, start_of_day},
    error::Result,
    outbox::{self, Mail},
    store::Db,
    workshop::settings::SignUp,
};

/// The reminder leaves at nine in the morning: nobody is woken.
const REMINDER_HOUR: i64 = 9;

/// What the mails of a registration are kept under.
pub fn key(signup_id: &str, kind: &str) -> String {
    format!("registration:{signup_id}:{kind}")
}

/// A subject and its text.
pub struct Words {
    /// The subject; names nobody.
    pub subject: String,
    /// The text without the footer of the house.
    pub body: String,
}

fn write(
    db: &mut Db,
    desk: &Desk,
    signup: &Signup,
    kind: &str,
    words: &Words,
    due: Instant,
) -> Result<()> {
    if signup.mail.is_empty() {
        return Ok(());
    }
    let mail = Mail { to: &signup.mail, subject: &words.subject, body: &words.body, list: None };
    outbox::enqueue(db, &desk.app, &key(&signup.id, kind), &mail, due)
}

/// Writes the confirmation or the number on the waiting list, and the reminder.
pub fn received(db: &mut Db, desk: &Desk, signup: &Signup, now: Instant) -> Result<()> {
    match signup.state {
        State::Waiting => write(db, desk, signup, "waiting", &waiting(desk, signup), now),
        _ => {
            write(db, desk, signup, "confirmed", &confirmed(desk, signup), now)?;
            remind(db, desk, signup, now)
        }
    }
}

/// Writes that a place has become free, and the reminder.
pub fn lifted(db: &mut Db, desk: &Desk, signup: &Signup, now: Instant) -> Result<()> {
    write(db, desk, signup, "lifted", &moved_up(desk, signup), now)?;
    remind(db, desk, signup, now)
}

/// Writes that a registration is cancelled. What was still to be sent is not any more.
pub fn cancelled(db: &mut Db, desk: &Desk, signup: &Signup, now: Instant) -> Result<()> {
    outbox::withdraw(db, &key(&signup.id, ""))?;
    write(db, desk, signup, "cancelled", &gone(desk), now)
}

/// Writes the reminder anew: for the day, the place and the address as they are now. The key
/// holds the day, so that a workshop which is put off is reminded of a second time.
pub fn remind(db: &mut Db, desk: &Desk, signup: &Signup, now: Instant) -> Result<()> {
    outbox::withdraw(db, &key(&signup.id, "reminder"))?;
    let due = reminder_due(desk.workshop.held_on, desk.rule.reminder_days);
    // Whoever has just signed up needs no reminder.
    if signup.state != State::Confirmed || due <= now {
        return Ok(());
    }
    let kind = format!("reminder:{}", desk.workshop.held_on);
    write(db, desk, signup, &kind, &reminder(desk, signup), due)
}

fn reminder_due(held_on: NaiveDate, days: i64) -> Instant {
    start_of_day(held_on) - Duration::days(days.clamp(0, 365)) + Duration::hours(REMINDER_HOUR)
}

/// Where a registration is cancelled, and what else every mail says about it.
fn footing(desk: &Desk, signup: &Signup) -> String {
    format!(
        "申し込みの内容の確認と取り消しは、次のページでできます。\n{}\nこのアドレスを知っている人はだれでも取り消せます。ほかの人には知らせないでください。",
        link::address(desk, signup)
    )
}

/// What, when and where.
pub fn facts(desk: &Desk) -> String {
    let workshop = &desk.workshop;
    let day = japanese_day(workshop.held_on);
    format!("{}\n日時　{day} {}\n場所　{}", workshop.title, workshop.hours, workshop.place)
}

fn counted(desk: &Desk, signup: &Signup) -> String {
    let number = signup.number;
    match desk.rule.by {
        SignUp::School => format!("受付番号　{number}番（{}人）", signup.heads),
        _ => format!("受付番号　{number}番"),
    }
}

/// The title in a subject: one line, whatever staff typed.
fn title(desk: &Desk) -> String {
    desk.workshop.title.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn confirmed(desk: &Desk, signup: &Signup) -> Words {
    Words {
        subject: format!("「{}」の参加を受け付けました", title(desk)),
        body: format!(
            "お申し込みありがとうございます。次のとおり、参加を受け付けました。\n\n{}\n{}\n\n当日は、受付で受付番号かお名前をお知らせください。テーブルをご案内します。\n\n{}",
            facts(desk),
            counted(desk, signup),
            footing(desk, signup)
        ),
    }
}

fn waiting(desk: &Desk, signup: &Signup) -> Words {
    Words {
        subject: format!("「{}」のキャンセル待ちを受け付けました", title(desk)),
        body: format!(
            "お申し込みありがとうございます。定員に達しているため、キャンセル待ちとして受け付けました。まだ参加は決まっていません。\n\n{}\n{}\n\n席が空いたら、申し込みの順に、自動で参加に変わります。そのときはメールでお知らせします。\n\n{}",
            facts(desk),
            counted(desk, signup),
            footing(desk, signup)
        ),
    }
}

fn moved_up(desk: &Desk, signup: &Signup) -> Words {
    Words {
        subject: format!("「{}」に参加できるようになりました", title(desk)),
        body: format!(
            "キャンセル待ちをお待ちいただいていましたが、席が空いたため、参加できるようになりました。お返事はいりません。\n\n{}\n{}\n\n都合が悪くなったときは、次の方のために、下のページで取り消してください。\n\n{}",
            facts(desk),
            counted(desk, signup),
            footing(desk, signup)
        ),
    }
}

fn reminder(desk: &Desk, signup: &Signup) -> Words {
    Words {
        subject: format!("「{}」の日が近づきました", title(desk)),
        body: format!(
            "お申し込みいただいたワークショップの日が近づきました。お待ちしています。\n\n{}\n{}\n\n来られなくなったときは、下のページで取り消してください。\n\n{}",
            facts(desk),
            counted(desk, signup),
            footing(desk, signup)
        ),
    }
}

fn gone(desk: &Desk) -> Words {
    Words {
        subject: format!("「{}」の申し込みを取り消しました", title(desk)),
        body: format!(
            "次のワークショップの申し込みを取り消しました。\n\n{}\n\nもう一度申し込むときは、次のページからお願いします。\n{}/workshops/{}",
            facts(desk),
            desk.app.config.base_url,
            desk.workshop.slug
        ),
    }
}

/// The mail by which staff tell everybody what has changed.
pub fn news(desk: &Desk, signup: &Signup, staff_words: &str) -> Words {
    let state = match signup.state {
        State::Waiting => "いまはキャンセル待ちとして受け付けています。",
        _ => "参加を受け付けています。",
    };
    let words = match staff_words {
        "" => String::new(),
        words => format!("{words}\n\n"),
    };
    Words {
        subject: format!("「{}」のお知らせ", title(desk)),
        body: format!(
            "{words}お申し込みいただいたワークショップの日時と場所は、次のとおりです。{state}\n\n{}\n{}\n\n{}",
            facts(desk),
            counted(desk, signup),
            footing(desk, signup)
        ),
    }
}

/// Writes that mail.
pub fn tell(
    db: &mut Db,
    desk: &Desk,
    signup: &Signup,
    kind: &str,
    words: &Words,
    now: Instant,
) -> Result<()> {
    write(db, desk, signup, kind, words, now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reminder_leaves_in_the_morning_of_the_day_before() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 20).expect("a day");
        assert_eq!(reminder_due(day, 1).to_rfc3339(), "2026-12-19T00:00:00+00:00");
        assert_eq!(reminder_due(day, 3).to_rfc3339(), "2026-12-17T00:00:00+00:00");
    }
}
