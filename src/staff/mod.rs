//! The people of the office: accounts, roles, signing in, one-time links.

pub mod guard;
pub mod pages;
pub mod password;
pub mod routes;
pub mod store;

use chrono::Duration;

use crate::{
    app::App,
    audit::{self, Action, Signature},
    clock::Instant,
    config::City,
    error::{Error, Result},
    secret::token_hash,
    store::Db,
    ui::layout::Desk,
};

pub use guard::{Admin, Editor, Viewer};

/// The cookie of a signed-in browser.
pub const SESSION_COOKIE: &str = "machikoe_staff";
/// The cookie of a browser that has signed in before (see [`routes`]).
pub const DEVICE_COOKIE: &str = "machikoe_device";

/// A working day and its overtime.
const SESSION: Duration = Duration::hours(12);
/// Long enough for a colleague who is on leave.
const LINK: Duration = Duration::days(7);

/// What a person may do. Each role may do all that the ones before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Looks at returns and results.
    Viewer,
    /// Runs surveys: participants, letters, dispositions, opening and closing.
    Editor,
    /// Also accounts and the audit.
    Admin,
}

impl Role {
    /// Every role, the least first.
    pub const ALL: [Role; 3] = [Role::Viewer, Role::Editor, Role::Admin];

    /// The word in the database and in forms.
    pub fn word(self) -> &'static str {
        match self {
            Role::Viewer => "viewer",
            Role::Editor => "editor",
            Role::Admin => "admin",
        }
    }

    /// The role of a word; the least for a word that is none.
    pub fn from_word(word: &str) -> Role {
        Role::ALL.into_iter().find(|role| role.word() == word).unwrap_or(Role::Viewer)
    }

    /// The word on the page.
    pub fn label(self) -> &'static str {
        match self {
            Role::Viewer => "閲覧",
            Role::Editor => "編集",
            Role::Admin => "管理者",
        }
    }
}

/// A member of staff.
#[derive(Clone, Debug)]
pub struct Staff {
    /// Their id.
    pub id: String,
    /// Their mail address, lower case: the name they sign in with.
    pub email: String,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whether the account may be used.
    pub active: bool,
    /// Whether they have chosen a password yet.
    pub has_password: bool,
}

impl Staff {
    /// The frame of a page that this person looks at.
    pub fn desk<'a>(&'a self, city: &'a City, title: &'a str) -> Desk<'a> {
        let is_admin = self.role == Role::Admin;
        Desk { city, name: &self.name, is_admin, title, above: &[], sample: false }
    }
}

/// Checks a mail address as far as a slip of the hand goes, and folds it.
pub fn fold_email(typed: &str) -> Result<String> {
    let email = typed.trim().to_lowercase();
    let plausible =
        email.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
            && email.len() <= 254
            && !email.contains(char::is_whitespace);
    if plausible {
        Ok(email)
    } else {
        Err(Error::invalid("メールアドレスの形をお確かめください。"))
    }
}

/// Whoever has this mail address and password, if the account is in use.
pub async fn check(app: &App, email: String, password: String) -> Result<Option<Staff>> {
    let found = app.store.read(move |db| store::with_password(db, &email)).await?;
    let (staff, hash) = found.unzip();
    let right = password::matches(hash.flatten(), password).await?;
    Ok(staff.filter(|staff| right && staff.active))
}

/// Begins a session and returns its token, which only the cookie knows.
pub async fn sign_in(app: &App, staff: &Staff) -> Result<String> {
    let token = app.ids.token()?;
    let (hash, id, by) = (token_hash(&token), staff.id.clone(), Signature::of(app, staff)?);
    app.store
        .write(move |db| {
            store::delete_expired(db, by.at())?;
            store::insert_session(db, &hash, &id, by.at() + SESSION)?;
            audit::record(db, by, Action::SignedIn, "")
        })
        .await?;
    Ok(token)
}

/// Ends a session.
pub async fn sign_out(app: &App, token: &str) -> Result<()> {
    let hash = token_hash(token);
    app.store.write(move |db| store::delete_session(db, &hash)).await
}

/// Who a session belongs to.
pub async fn in_session(app: &App, token: &str) -> Result<Option<Staff>> {
    let (hash, now) = (token_hash(token), app.stamp());
    app.store.read(move |db| store::in_session(db, &hash, now)).await
}

/// Adds a colleague, who then needs a link.
pub fn add(
    db: &mut Db,
    by: Signature,
    id: &str,
    email: &str,
    name: &str,
    role: Role,
) -> Result<()> {
    if name.is_empty() || name.chars().count() > 60 {
        return Err(Error::invalid("氏名を60字以内で入力してください。"));
    }
    if store::by_email(db, email)?.is_some() {
        return Err(Error::Conflict(format!("{email} の職員はすでに登録されています。")));
    }
    store::insert(db, id, email, name, role, by.at())?;
    audit::record(db, by, Action::StaffAdded, &format!("{name}（{}）", role.label()))
}

/// Changes what a colleague may do. One administrator always stays.
pub fn change(db: &mut Db, by: Signature, id: &str, role: Role, active: bool) -> Result<()> {
    let colleague = store::get(db, id)?;
    store::update(db, id, role, active)?;
    if store::count_admins(db)? == 0 {
        return Err(Error::Conflict(
            "管理者が一人もいなくなるため、変更していません。先に別の職員を管理者にしてください。"
                .into(),
        ));
    }
    // What they may do has changed: they sign in again.
    store::delete_sessions_of(db, id)?;
    let state = if active { role.label() } else { "停止" };
    audit::record(db, by, Action::StaffChanged, &format!("{}（{state}）", colleague.name))
}

/// Makes a one-time link for a colleague, or (without one) for the first administrator.
pub fn make_link(db: &mut Db, by: Signature, staff_id: Option<&str>, token: &str) -> Result<()> {
    let subject = match staff_id {
        Some(id) => store::get(db, id)?.name,
        None => "最初の管理者".to_owned(),
    };
    store::insert_link(db, &token_hash(token), staff_id, by.at() + LINK)?;
    audit::record(db, by, Action::LinkMade, &subject)
}

/// Whom a link is for: nobody yet (the first administrator), or a colleague.
pub fn link(db: &mut Db, token: &str, now: Instant) -> Result<Option<Staff>> {
    match store::link(db, &token_hash(token), now)? {
        None => Err(Error::Conflict(
            "このリンクはすでに使われたか、期限が過ぎています。管理者に新しいリンクを頼んでください。".into(),
        )),
        Some(None) => Ok(None),
        Some(Some(id)) => store::get(db, &id).map(Some),
    }
}

/// Uses up a link: sets the password. Every older session of the person ends.
pub fn use_link(db: &mut Db, by: Signature, token: &str, newcomer: &Newcomer) -> Result<()> {
    let id = match link(db, token, by.at())? {
        Some(staff) => staff.id,
        None => {
            let (id, email, name) = (&newcomer.id, &newcomer.email, &newcomer.name);
            add(db, newcomer.signature.clone(), id, email, name, Role::Admin)?;
            newcomer.id.clone()
        }
    };
    store::delete_link(db, &token_hash(token))?;
    store::set_password(db, &id, &newcomer.password_hash)?;
    store::delete_sessions_of(db, &id)?;
    let name = store::get(db, &id)?.name;
    audit::record(db, by, Action::PasswordSet, &name)
}

/// What the page of a one-time link asks for.
pub struct Newcomer {
    /// Id of the account to make, if the link makes one.
    pub id: String,
    /// Its mail address.
    pub email: String,
    /// Its name.
    pub name: String,
    /// argon2id.
    pub password_hash: String,
    /// Signs the making of the account.
    pub signature: Signature,
}

/// The first start: a link that makes the first administrator. `None` once there is one.
pub async fn first_link(app: &App) -> Result<Option<String>> {
    let token = app.ids.token()?;
    let (made, by) = (token.clone(), Signature::named(app, "machikoe")?);
    let needed = app
        .store
        .write(move |db| {
            if store::count_admins(db)? > 0 {
                return Ok(false);
            }
            store::delete_first_links(db)?;
            make_link(db, by, None, &made).map(|()| true)
        })
        .await?;
    Ok(needed.then(|| link_url(app, &token)))
}

/// The address of a one-time link.
pub fn link_url(app: &App, token: &str) -> String {
    format!("{}/staff/link/{token}", app.config.base_url)
}
