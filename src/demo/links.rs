//! The addresses of a demonstration: for people on the screen, for programs as JSON.

use serde::Serialize;

use super::{scenario::Account, school::under_way, store, workshops};
use crate::{
    app::App,
    board::Phase,
    code::Code,
    error::{Error, Result},
    invite::address,
    meeting,
    staff::Role,
    survey::Survey,
    workshop::codes,
};

/// How many unused codes are listed.
const CODES: i64 = 200;
/// How many of them are shown on the screen.
const SHOWN: usize = 3;

/// Where every kind of person begins. Later kinds of people add their own keys.
#[derive(Serialize)]
pub struct Links {
    /// The address of the server.
    base: String,
    /// The administrator.
    staff: StaffLink,
    /// Codes that have not answered, in the order of serial numbers.
    resident: Vec<ResidentLink>,
    /// The survey's name in URLs and commands.
    survey: String,
    /// What is published of it, for anybody.
    results: String,
    /// The classes of the survey in schools that is under way: open, closed, not yet open.
    school: Vec<ClassLink>,
    /// Slips that are not used, of any of them.
    slip: Vec<ResidentLink>,
    /// The workshops, by how far they are.
    boards: Vec<BoardLink>,
    /// Where anybody signs up for those that are still to come.
    registration: Vec<String>,
    /// What came of those that are over, for anybody to read and to comment.
    meeting: Vec<String>,
    #[serde(skip)]
    colleagues: Vec<Account>,
}

#[derive(Serialize)]
struct StaffLink {
    url: String,
    email: String,
    password: String,
}

#[derive(Serialize)]
struct ResidentLink {
    /// What the QR of the letter opens.
    url: String,
    /// What the letter says in words.
    code: String,
}

#[derive(Serialize)]
struct ClassLink {
    /// What it is called.
    class: String,
    /// Where its teacher begins, with the teacher's code.
    teacher: String,
    /// What the QR on the wall opens.
    pupil: String,
    /// The six digits.
    code: String,
}

#[derive(Serialize)]
struct BoardLink {
    /// What its people talk about.
    theme: String,
    /// How far it is: `write`, `vote` …
    phase: &'static str,
    /// What the QR on the wall opens.
    join: String,
    /// Where the facilitator begins, with the facilitator's code.
    facilitator: String,
    /// What the wall shows.
    projector: String,
    #[serde(skip)]
    title: String,
}

impl Links {
    /// The addresses of a demonstration's survey as it stands now.
    pub async fn of(app: &App, survey: &Survey, accounts: &[Account]) -> Result<Links> {
        let (base, id) = (app.config.base_url.clone(), survey.id.clone());
        let serials = app.store.read(move |db| store::unused_serials(db, &id, CODES)).await?;
        let link = |code: Code| ResidentLink {
            url: format!("{base}/q/{}", code.compact()),
            code: code.to_string(),
        };
        let (school, slips) = under_way::list(app).await?;
        let class = |class: under_way::Listed| ClassLink {
            teacher: format!("{base}/T/{}", class.teacher.compact()),
            pupil: format!("{base}/C/{}", class.digits),
            code: class.digits,
            class: class.name,
        };
        let boards = workshops::list(app).await?;
        let board = |shown: workshops::Shown| BoardLink {
            phase: shown.phase.word(),
            join: format!("{base}/w/{}", shown.workshop.join_code),
            facilitator: codes::facilitator_address(app, &shown.workshop),
            projector: codes::projector_address(app, &shown.workshop),
            theme: shown.theme.title,
            title: shown.workshop.title,
        };
        let registration = boards.iter().filter(|board| board.phase == Phase::Prepare);
        let registration =
            registration.map(|board| format!("{base}/workshops/{}", board.workshop.slug)).collect();
        let meetings = app.store.read(meeting::store::all).await?;
        let meeting = meetings.iter().map(|one| format!("{base}{}", one.address())).collect();
        let admin = accounts.iter().find(|account| account.role == Role::Admin.word());
        let admin = admin.ok_or_else(|| {
            Error::invalid(
                "見本の内容に、役割が admin のアカウントがありません。1つ書いてください。",
            )
        })?;
        Ok(Links {
            staff: StaffLink {
                url: format!("{base}/staff/sign-in"),
                email: admin.email.clone(),
                password: admin.password.clone(),
            },
            resident: serials
                .into_iter()
                .map(|serial| link(app.keys.codes.code(&survey.id, &serial)))
                .collect(),
            school: school.into_iter().map(class).collect(),
            slip: slips.into_iter().map(link).collect(),
            boards: boards.into_iter().map(board).collect(),
            registration,
            meeting,
            results: format!("{base}/results/{}", survey.slug),
            base,
            survey: survey.slug.clone(),
            colleagues: accounts.to_vec(),
        })
    }

    /// For programs.
    pub fn json(&self) -> Result<String> {
        serde_json::to_string_pretty(self).map(|json| json + "\n").map_err(Error::internal)
    }

    /// For the person who typed the command.
    pub fn greeting(&self) -> String {
        let mut lines = vec![
            format!("見本が {} で動いています（Ctrl-C で止まります）。", self.base),
            "表示される対象者・回答・集計は、すべて架空です。".into(),
            String::new(),
            "市民として答える（依頼状のQRコードの行き先。1つのコードで1回だけ）".into(),
        ];
        for resident in self.resident.iter().take(SHOWN) {
            lines.push(format!("  {}  回答用コード {}", resident.url, resident.code));
        }
        if self.resident.is_empty() {
            lines.push("  使っていないコードは残っていません。".into());
        } else {
            lines.push(format!("  コードを手で入れるとき  {}", address::typed(&self.base)));
        }
        if !self.school.is_empty() {
            lines.extend([String::new(), "中学生として答える、先生として学級を開く".into()]);
        }
        for class in &self.school {
            lines.push(format!("  {}  生徒 {}  先生 {}", class.class, class.pupil, class.teacher));
        }
        if !self.boards.is_empty() {
            lines.extend([String::new(), "ワークショップに参加する、進行する、映す".into()]);
        }
        for board in &self.boards {
            lines.push(format!("  {}：{}", board.title, board.theme));
            lines.push(format!(
                "    参加 {}  進行役 {}  映写 {}",
                board.join, board.facilitator, board.projector
            ));
        }
        lines.extend(self.registration.iter().map(|url| format!("  参加を申し込む  {url}")));
        lines.extend(self.meeting.iter().map(|url| format!("  結果報告会を見る  {url}")));
        lines.extend([String::new(), "公表した結果を見る".into(), format!("  {}", self.results)]);
        lines.extend([String::new(), "職員として見る（この見本だけのパスワード）".into()]);
        lines.push(format!("  {}", self.staff.url));
        for account in &self.colleagues {
            let role = Role::from_word(&account.role).label();
            lines.push(format!("  {role}  {}  {}", account.email, account.password));
        }
        lines.join("\n")
    }
}
