//! A town with a survey that is open from 1 to 18 December 2026; it is the 10th, noon.

use std::{fs, net::TcpListener, path::Path, sync::Arc, thread};

use actix_web::web;
use chrono::NaiveDate;
use diesel::{QueryableByName, RunQueryDsl, sql_types::Text};
use machikoe::{
    app::App,
    audit::Signature,
    clock::Clock,
    config::{City, Config, Mail},
    demo::{
        fill::fill,
        scenario::{Account, Scenario},
    },
    error::Result,
    form::Form,
    id::Ids,
    invite::{self, import::NewParticipant},
    on_each, school,
    staff::{self, Role, password},
    store::Db,
    survey::{self, NewSurvey, State, Survey, forms},
};
use tempfile::TempDir;

use super::{
    app::Served,
    browser::Browser,
    log::Log,
    people::{Colleague, EVERYBODY, OFFICE, PASSWORD, Person},
    postgres::Database,
};

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// The program with its people. Ends with the test, and fails it if the log holds an error.
pub struct World {
    served: Option<Served>,
    pub app: web::Data<App>,
    pub survey: Survey,
    pub log: Log,
    pub engine: Engine,
    pub database: Option<Database>,
    pub folder: TempDir,
}

/// What a test may want to be otherwise.
pub struct Plan {
    /// The questionnaire: a folder below `tests/it/forms` or `forms`.
    pub form: &'static str,
    /// Makes the database's address out of the test's own, such as one through a proxy.
    pub through: Option<String>,
    /// The days of the survey.
    pub days: (NaiveDate, NaiveDate),
    /// Whether anybody works in the office yet.
    pub office: bool,
    /// How many people without a face are asked besides the dozen.
    pub more: usize,
    /// The mail server; usually none.
    pub mail: Mail,
}

impl Default for Plan {
    fn default() -> Plan {
        Plan {
            form: "town-survey",
            through: None,
            days: (day(2026, 12, 1), day(2026, 12, 18)),
            office: true,
            more: 0,
            mail: Mail::default(),
        }
    }
}

/// A day.
pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

impl World {
    /// The usual world; `None` where the engine is missing.
    pub async fn open(engine: Engine, log: Log) -> Option<World> {
        World::with(engine, log, Plan::default()).await
    }

    /// A world by a plan.
    pub async fn with(engine: Engine, log: Log, plan: Plan) -> Option<World> {
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Database::create()?),
        };
        Some(World::on(engine, database, log, plan).await)
    }

    /// A world on a database that is there.
    pub async fn on(engine: Engine, database: Option<Database>, log: Log, plan: Plan) -> World {
        let folder = TempDir::new().expect("a folder");
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for forms in ["forms", "tests/it/forms"] {
            let from = root.join(forms).join(plan.form);
            if from.is_dir() {
                copy(&from, &folder.path().join("forms").join(plan.form));
            }
            // A form finds its indicators beside it.
            copy(&root.join(forms).join("indicators"), &folder.path().join("forms/indicators"));
        }
        let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
        let config = config(&folder, database.as_ref(), &plan, &socket);
        let noon = "2026-12-10T12:00:00+09:00".parse().expect("an instant");
        let app = web::Data::new(
            App::build(config, Clock::fixed(noon), Ids::System).expect("an application"),
        );
        let survey = found(&app, &plan).await.expect("a survey");
        let served = Some(Served::start(app.clone(), socket));
        World { served, app, survey, log, engine, database, folder }
    }

    /// The imaginary town of the demonstration, with fewer people, and its administrator's desk.
    pub async fn demo(log: Log) -> (World, Browser) {
        let folder = TempDir::new().expect("a folder");
        let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
        let forms = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
        let config =
            Config { forms: forms.clone(), ..config(&folder, None, &Plan::default(), &socket) };
        let noon = "2026-12-10T12:00:00+09:00".parse().expect("an instant");
        let app = App::build(config, Clock::fixed(noon), Ids::System).expect("an application");
        let app = Arc::new(app);
        let mut scenario = Scenario::read(&forms).expect("a scenario");
        scenario.town.people = 150;
        let returns = &mut scenario.returns;
        (returns.web, returns.paper, returns.undeliverable) = (60, 10, 5);
        (returns.ineligible, returns.refused) = (2, 1);
        let survey = fill(&app, &scenario, true).await.expect("a demonstration");
        let app = web::Data::from(app);
        let served = Some(Served::start(app.clone(), socket));
        let engine = Engine::Sqlite;
        let world = World { served, app, survey, log, engine, database: None, folder };
        let is_admin = |account: &&Account| account.role == Role::Admin.word();
        let admin = scenario.staff.iter().find(is_admin).expect("an administrator");
        let mut desk = world.browser();
        enter_office(&mut desk, &admin.email, &admin.password).await;
        desk.page.is("調査");
        (world, desk)
    }

    /// The address of the server.
    pub fn base(&self) -> &str {
        &self.app.config.base_url
    }

    /// Stops the server; the data stays.
    pub fn stop_serving(&mut self) {
        self.served = None;
    }

    /// Moves the clock, such as to `2026-12-18T23:59:59+09:00`.
    pub fn set_clock(&self, to: &str) {
        self.app.clock.set(to.parse().expect("an instant"));
    }

    /// A resident's browser.
    pub fn browser(&self) -> Browser {
        Browser::new(self.base())
    }

    /// The browser of somebody who has scanned the letter and begun.
    pub async fn begun(&self, person: &Person) -> Browser {
        let mut browser = self.browser();
        browser.open(&format!("/q/{}", self.compact(person))).await;
        browser.press("回答を始める").await;
        browser
    }

    /// The code on a person's letter, `XXXX-XXXX-XXXX`.
    pub fn code(&self, person: &Person) -> String {
        self.app.keys.codes.code(&self.survey.id, person.serial).to_string()
    }

    /// The same as the QR holds it.
    pub fn compact(&self, person: &Person) -> String {
        self.code(person).replace('-', "")
    }

    /// A browser in which a colleague has signed in.
    pub async fn desk(&self, colleague: &Colleague) -> Browser {
        let mut browser = self.browser();
        sign_in(&mut browser, colleague).await;
        browser.page.is("調査");
        browser
    }

    /// The survey's page in the office, or one below it.
    pub fn office(&self, below: &str) -> String {
        format!("/staff/surveys/{}{below}", self.survey.slug)
    }

    /// The questionnaire as it is published.
    pub async fn form(&self) -> Arc<Form> {
        let (app, id) = (self.app.clone(), self.survey.id.clone());
        self.app.store.read(move |db| app.forms.newest(db, &id)).await.expect("a form").form
    }

    /// Changes something without a page.
    pub async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Db) -> Result<T> + Send + 'static,
    ) -> T {
        self.app.store.write(change).await.expect("written")
    }

    /// The first column of what a query finds, as text.
    pub async fn rows(&self, sql: &str) -> Vec<String> {
        let sql = sql.to_owned();
        let found = self.app.store.read(move |db| Ok(rows(db, &sql))).await;
        found.expect("read")
    }

    /// How many rows a table has.
    pub async fn count(&self, table: &str) -> usize {
        let sql = format!("SELECT CAST(COUNT(*) AS TEXT) AS value FROM {table}");
        self.rows(&sql).await[0].parse().expect("a number")
    }

    /// Runs a statement that the program itself never would.
    pub async fn execute(&self, sql: &str) -> Result<usize> {
        let sql = sql.to_owned();
        self.app
            .store
            .write(move |db| Ok(on_each!(db, conn => diesel::sql_query(sql).execute(conn))?))
            .await
    }

    /// The stored answers as JSON, in the order of their ids.
    pub async fn answers(&self) -> Vec<serde_json::Value> {
        let texts = self.rows("SELECT answers AS value FROM response ORDER BY id").await;
        texts.iter().map(|text| serde_json::from_str(text).expect("JSON")).collect()
    }
}

/// Signs in.
pub async fn sign_in(browser: &mut Browser, colleague: &Colleague) {
    enter_office(browser, colleague.email, PASSWORD).await;
}

async fn enter_office(browser: &mut Browser, email: &str, password: &str) {
    browser.open("/staff/sign-in").await;
    browser.fill("メールアドレス", email).fill("パスワード", password);
    browser.press("サインイン").await;
}

#[derive(QueryableByName)]
struct Value {
    #[diesel(sql_type = Text)]
    value: String,
}

/// The column `value` of what a query finds.
pub fn rows(db: &mut Db, sql: &str) -> Vec<String> {
    let query = diesel::sql_query(sql);
    let found: Vec<Value> = on_each!(db, conn => query.load(conn)).expect(sql);
    found.into_iter().map(|row| row.value).collect()
}

impl Drop for World {
    fn drop(&mut self) {
        self.served = None;
        if !thread::panicking() {
            self.log.check();
        }
    }
}

fn config(
    folder: &TempDir,
    database: Option<&Database>,
    plan: &Plan,
    socket: &TcpListener,
) -> Config {
    let url = |database: &Database| match &plan.through {
        Some(host) => database.url_through(host),
        None => database.url(),
    };
    let config = Config {
        listen: socket.local_addr().expect("an address"),
        data: folder.path().join("data"),
        forms: folder.path().join("forms"),
        database_url: database.map(url).unwrap_or_default(),
        behind_proxy: true,
        city: City {
            name: "荒尾市".into(),
            section: "総合政策課".into(),
            telephone: "0968-00-0000".into(),
            ..City::default()
        },
        mail: plan.mail.clone(),
        ..Config::default()
    };
    config.finish().expect("settings")
}

/// Makes the survey, its people and the office.
async fn found(app: &web::Data<App>, plan: &Plan) -> Result<Survey> {
    let (opens_on, closes_on) = plan.days;
    let form = forms::read_checked(&app.config.forms, plan.form)?;
    let in_classes = school::is_for_classes(&form);
    let new = NewSurvey { id: app.ids.id()?, form, opens_on, closes_on, sample: false };
    let by = Signature::named(app, "試験")?;
    let (inner, office) = (app.clone(), if plan.office { &OFFICE[..] } else { &[] });
    let hash = password::hash(&app.ids, PASSWORD.into()).await?;
    let survey = app
        .store
        .write(move |db| {
            let survey = survey::create(db, by, &new)?;
            for colleague in office {
                let (id, by) = (inner.ids.id()?, Signature::named(&inner, "試験")?);
                staff::add(db, by, &id, colleague.email, colleague.name, colleague.role)?;
                staff::store::set_password(db, &id, &hash)?;
            }
            Ok(survey)
        })
        .await?;
    if in_classes {
        // Its classes come one by one, when a test wants them.
        let id = survey.id.clone();
        app.store.write(move |db| survey::store::set_state(db, &id, State::Open)).await?;
        return Ok(Survey { state: State::Open, ..survey });
    }
    invite::import(app, Signature::named(app, "試験")?, &survey, people(plan.more)).await?;
    let (by, opened) = (Signature::named(app, "試験")?, survey.clone());
    app.store.write(move |db| survey::set_state(db, by, &opened, State::Open)).await?;
    Ok(Survey { state: State::Open, ..survey })
}

/// The dozen, and a crowd without faces.
fn people(more: usize) -> Vec<NewParticipant> {
    let dozen = EVERYBODY.iter().map(|person| NewParticipant {
        serial: person.serial.into(),
        district: person.district.into(),
        age_band: person.age_band.into(),
        sex: person.sex.into(),
    });
    let faceless = (0..more).map(|number| NewParticipant {
        serial: format!("F{number}"),
        district: "有明".into(),
        age_band: "30〜64歳".into(),
        sex: "男性".into(),
    });
    dozen.chain(faceless).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("a file");
        fs::copy(entry.path(), to.join(entry.file_name())).expect("copied");
    }
}
