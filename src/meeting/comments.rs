//! What people say to a theme, and what becomes of it: waiting, shown, refused, replied to.

pub mod store;

use chrono::NaiveDate;

use super::{
    Kind, Meeting, Moderation, Stage,
    person::{self, Person},
    publication::{check_words, lines, subject},
    store::{self as meetings, Topic},
};
use crate::{
    app::App,
    audit::{self, Action, Signature},
    board::hold,
    clock::day_in_japan,
    error::{Error, Result},
    outbox::{self, Mail},
    secret::token_hash,
    store::Db,
};

/// The most characters of a comment.
pub const COMMENT_LENGTH: usize = 400;
/// The most characters of a reply.
pub const REPLY_LENGTH: usize = 2000;

/// Why a comment is not shown. The public page says how many there are, and these reasons.
pub const REASONS: [&str; 5] = [
    "個人の名前や連絡先がわかる",
    "人を傷つける言葉がある",
    "テーマと関係がない",
    "宣伝や勧誘である",
    "同じ内容が重なっている",
];

/// A comment. Nobody's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its id.
    pub id: String,
    /// 1, 2, 3 … of its theme.
    pub number: i32,
    /// What kind it is.
    pub kind: Kind,
    /// As typed; empty for a 共感 without words.
    pub text: String,
    /// Came with a code for coming back.
    pub participant: bool,
    /// The day, in Japan.
    pub day: NaiveDate,
    /// Whether it is shown.
    pub state: State,
    /// Why it should be looked at, or why it is not shown.
    pub reason: String,
    /// Whether somebody asked to be told of a reply and was not told yet.
    pub wants_mail: bool,
    /// What the city replied.
    pub reply: Option<Reply>,
}

/// Whether a comment is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has looked at it yet.
    Waiting,
    /// Everybody sees it.
    Shown,
    /// Nobody sees it.
    Refused,
}

impl State {
    /// All of them, what wants attention first.
    pub const ALL: [State; 3] = [State::Waiting, State::Shown, State::Refused];

    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Shown => "shown",
            State::Refused => "refused",
        }
    }

    /// The state of a word; one that shows nothing for a word that is none.
    pub fn from_word(word: &str) -> State {
        State::ALL.into_iter().find(|state| state.word() == word).unwrap_or(State::Waiting)
    }

    /// The word on pages.
    pub fn label(self) -> &'static str {
        match self {
            State::Waiting => "確認待ち",
            State::Shown => "掲載",
            State::Refused => "掲載しない",
        }
    }
}

/// What the city replied to a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The section that answers.
    pub section: String,
    /// The text.
    pub text: String,
    /// The day, in Japan.
    pub on: NaiveDate,
}

/// What somebody wants to say.
pub struct NewComment {
    /// Drawn for the page: pressed twice is posted once.
    pub entry: String,
    /// The word of a kind.
    pub kind: String,
    /// As typed.
    pub text: String,
    /// A mail address as typed; empty for none.
    pub mail: String,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It waits until somebody of the office has looked at it.
    Waiting,
    /// Everybody sees it.
    Shown,
    /// They had pressed 共感 for this theme before: nothing changed.
    Before,
}

/// What became of what was posted from a page before; `None`: nothing was.
pub fn posted(db: &mut Db, topic: &Topic, entry: &str) -> Result<Option<Outcome>> {
    Ok(store::by_entry(db, &hashed(topic, entry))?.map(outcome))
}

fn hashed(topic: &Topic, entry: &str) -> String {
    token_hash(&format!("{} {entry}", topic.id))
}

/// Posts a comment. Posting the same again changes nothing and is no mistake.
///
/// # Errors
/// Comments are not taken now, or sentences about what was typed.
pub fn post(
    db: &mut Db,
    app: &App,
    meeting: &Meeting,
    topic: &Topic,
    new: &NewComment,
    who: &Person,
) -> Result<Outcome> {
    // Held, so that the number after the last one is nobody else's.
    let topic = meetings::hold(db, &topic.id)?;
    if let Some(before) = posted(db, &topic, &new.entry)? {
        return Ok(before);
    }
    let now = app.stamp();
    if topic.document.is_none() || meeting.stage(now) != Stage::Open {
        return Err(Error::conflict(
            "いまは意見を受け付けていません。送られた文は保存していません。受付の期間は、このページにあります。",
        ));
    }
    let kind = Kind::from_word(&new.kind).filter(|kind| meeting.settings.kinds.contains(kind));
    let (text, mail) = (lines(&new.text), new.mail.trim());
    let mut problems = problems(kind, &text, mail);
    let address = match mail {
        "" => None,
        typed => match outbox::address(typed) {
            Ok(address) => Some(address),
            Err(Error::Invalid(sentences)) => {
                problems.extend(sentences);
                None
            }
            Err(other) => return Err(other),
        },
    };
    let Some(kind) = kind.filter(|_| problems.is_empty()) else {
        return Err(Error::Invalid(problems));
    };
    if kind == Kind::Sympathy && !person::sympathises(db, app, &topic.id, who)? {
        return match text.is_empty() {
            true => Ok(Outcome::Before),
            false => Err(Error::invalid(
                "共感は、1つのテーマに1人1回までです。ことばを届けるときは、ほかの種類を選んでください。",
            )),
        };
    }
    let (state, reason) = looked_at(meeting, &text);
    let id = app.ids.id()?;
    let sealed = match address {
        Some(address) => Some(app.keys.meeting.seal(&app.ids, &id, address.as_bytes())?),
        None => None,
    };
    let comment = Comment {
        id,
        number: store::last_number(db, &topic.id)? + 1,
        kind,
        text,
        participant: who.attendee.is_some(),
        day: day_in_japan(now),
        state,
        reason: reason.into(),
        wants_mail: sealed.is_some(),
        reply: None,
    };
    let entry = hashed(&topic, &new.entry);
    store::insert(db, &topic.id, &comment, &entry, sealed.as_deref())?;
    Ok(outcome(state))
}

fn outcome(state: State) -> Outcome {
    match state {
        State::Shown => Outcome::Shown,
        State::Waiting | State::Refused => Outcome::Waiting,
    }
}

/// What is wrong with what was typed.
fn problems(kind: Option<Kind>, text: &str, mail: &str) -> Vec<String> {
    let mut found = Vec::new();
    let length = text.chars().count();
    if kind.is_none() {
        found.push("意見の種類を選んでください。".into());
    }
    if length > COMMENT_LENGTH {
        found.push(format!("意見は{COMMENT_LENGTH}文字までです（いま{length}文字）。短くするか、2回に分けてください。"));
    }
    if text.is_empty() && kind.is_some_and(|kind| kind != Kind::Sympathy) {
        found.push("意見の文を書いてください。".into());
    }
    if text.is_empty() && !mail.is_empty() {
        found.push("返信をメールでお知らせできるのは、文のある意見だけです。".into());
    }
    found
}

/// Whether a new comment is shown, and why it should be looked at. A 共感 without words has
/// nothing that could be looked at.
fn looked_at(meeting: &Meeting, text: &str) -> (State, &'static str) {
    let settings = &meeting.settings;
    let reason = settings.hold.as_ref().and_then(|hold| hold::reason(hold, text));
    let state = match (settings.moderation, reason) {
        _ if text.is_empty() => State::Shown,
        (Moderation::After, None) => State::Shown,
        _ => State::Waiting,
    };
    (state, reason.unwrap_or_default())
}

/// Lets a comment in: everybody sees it.
///
/// # Errors
/// The meeting is frozen.
pub fn admit(
    db: &mut Db,
    by: Signature,
    meeting: &Meeting,
    topic: &Topic,
    number: i32,
) -> Result<()> {
    meeting.check_not_frozen(by.at())?;
    let comment = store::get(db, &topic.id, number)?;
    if comment.state == State::Shown {
        return Ok(());
    }
    store::set_state(db, &comment.id, State::Shown, "")?;
    audit::record(db, by, Action::CommentAdmitted, &key(meeting, topic, number))
}

/// Does not let a comment in, or takes it away again. Harm is taken away at any time, also from
/// a frozen meeting.
///
/// # Errors
/// No reason was chosen.
pub fn refuse(
    db: &mut Db,
    by: Signature,
    meeting: &Meeting,
    topic: &Topic,
    number: i32,
    reason: &str,
) -> Result<()> {
    let comment = store::get(db, &topic.id, number)?;
    if !REASONS.contains(&reason) {
        return Err(Error::invalid("掲載しない理由を選んでください。何も変わっていません。"));
    }
    store::set_state(db, &comment.id, State::Refused, reason)?;
    audit::record(db, by, Action::CommentRefused, &key(meeting, topic, number))
}

/// Replies to a comment, or changes the reply. Whoever asked for it gets one mail, the first
/// time; their address is forgotten with it.
///
/// # Errors
/// The comment is not shown, the meeting is frozen, or sentences about what was typed.
pub fn reply(
    db: &mut Db,
    app: &App,
    by: Signature,
    (meeting, topic, number): (&Meeting, &Topic, i32),
    section: &str,
    text: &str,
) -> Result<()> {
    meeting.check_not_frozen(by.at())?;
    let comment = store::get(db, &topic.id, number)?;
    if comment.state != State::Shown {
        return Err(Error::conflict(
            "掲載していない意見には返信できません。返信は保存していません。先に掲載してください。",
        ));
    }
    let (section, text) = (section.trim(), lines(text));
    if text.is_empty() {
        return Err(Error::invalid("返信の文を書いてください。"));
    }
    check_words(section, &text, REPLY_LENGTH)?;
    let reply = Reply { section: section.to_owned(), text, on: day_in_japan(by.at()) };
    store::set_reply(db, &comment.id, &reply)?;
    if let Some(sealed) = store::take_mail(db, &comment.id)? {
        let opened = app.keys.meeting.open(&comment.id, &sealed);
        let to = opened.and_then(|plain| String::from_utf8(plain).ok());
        let to = to.ok_or_else(|| Error::internal("an address that does not open"))?;
        let body = told(app, meeting, topic, number, &reply);
        let (subject, list) = (format!("{}：ご意見への返信", meeting.title), meeting.list());
        let mail = Mail { to: &to, subject: &subject, body: &body, list: Some(&list) };
        outbox::enqueue(db, app, &format!("{list}:{}", comment.id), &mail, by.at())?;
    }
    audit::record(db, by, Action::CommentReplied, &key(meeting, topic, number))
}

/// The text of the mail.
fn told(app: &App, meeting: &Meeting, topic: &Topic, number: i32, reply: &Reply) -> String {
    let Reply { section, text, .. } = reply;
    let page = format!("{}{}/{}#c{number}", app.config.base_url, meeting.address(), topic.number);
    format!(
        "「{}」にお寄せいただいたご意見に、市が返信しました。\n\n【{section}】\n{text}\n\nご意見と返信は、次のページでご覧いただけます。\n{page}\n\nこのメールは、返信のお知らせを希望された方に、1回だけお送りしています。宛先は、お知らせのためだけに使います。",
        meeting.title
    )
}

/// A comment in the record of what was done: never its text.
fn key(meeting: &Meeting, topic: &Topic, number: i32) -> String {
    format!("{}-{number}", subject(meeting, topic))
}

/// How many say 共感: all, and those of them who took part in a workshop.
pub fn sympathies(comments: &[Comment]) -> (usize, usize) {
    let shown = comments
        .iter()
        .filter(|comment| (comment.kind, comment.state) == (Kind::Sympathy, State::Shown));
    (shown.clone().count(), shown.filter(|comment| comment.participant).count())
}

/// A comment as files list it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The meeting's title.
    pub meeting: String,
    /// The theme's title.
    pub theme: String,
    /// The theme's number in the meeting, and the comment's: together a human key.
    pub key: String,
    /// The comment.
    pub comment: Comment,
}

/// Every comment on the themes of a workshop, in every meeting, in a stable order: what the
/// sheet コメント of its workbook lists.
pub fn comments_of(db: &mut Db, workshop_id: &str) -> Result<Vec<Listed>> {
    let mut listed = Vec::new();
    for meeting in meetings::all(db)? {
        for topic in meetings::themes(db, &meeting.id)? {
            let theme = crate::workshop::store::theme(db, &topic.theme_id)?;
            if theme.workshop_id == workshop_id {
                listed.extend(of_topic(db, &meeting, &topic, &theme.title)?);
            }
        }
    }
    Ok(listed)
}

/// Every comment of a meeting, in a stable order.
pub fn of_meeting(db: &mut Db, meeting: &Meeting) -> Result<Vec<Listed>> {
    let mut listed = Vec::new();
    for topic in meetings::themes(db, &meeting.id)? {
        let theme = crate::workshop::store::theme(db, &topic.theme_id)?;
        listed.extend(of_topic(db, meeting, &topic, &theme.title)?);
    }
    Ok(listed)
}

fn of_topic(db: &mut Db, meeting: &Meeting, topic: &Topic, theme: &str) -> Result<Vec<Listed>> {
    let comments = store::all(db, &topic.id)?.into_iter();
    let listed = comments.map(|comment| Listed {
        meeting: meeting.title.clone(),
        theme: theme.to_owned(),
        key: format!("{}-{:03}", topic.number, comment.number),
        comment,
    });
    Ok(listed.collect())
}
