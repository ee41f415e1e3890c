//! A school in the town: classes, their teacher, and pupils on tablets.

use machikoe::{
    audit::Signature,
    clock::day_in_japan,
    code::Code,
    respond::{self, Sent, draft::Draft},
    school::{
        self, Class, Seat, Settings, lesson,
        lesson::Progress,
        register::NewClass,
        seat::{self, Kind, Taken},
    },
};
use serde_json::Value;
use tokio::task::JoinSet;

use super::{Browser, World};

/// The address that a whole school has.
pub const SCHOOL_ADDRESS: &str = "203.0.113.7";

impl World {
    /// A class of the second grade of the first school, not opened yet.
    pub async fn class(&self, name: &str, heads: i32) -> Class {
        self.class_of((1, 2), name, heads).await
    }

    /// A class of a school and a grade, not opened yet. Its name stands once in the world.
    pub async fn class_of(&self, (school, grade): (i16, i16), name: &str, heads: i32) -> Class {
        let (app, survey) = (self.app.clone(), self.survey.clone());
        let by = Signature::named(&app, "試験").expect("a signature");
        let new = NewClass { school, grade, name: name.into(), heads };
        let name = name.to_owned();
        self.write(move |db| {
            school::register::add(db, &app, by, &survey, &[new])?;
            school::store::classes(db, &survey.id)
        })
        .await
        .into_iter()
        .find(|class| class.name == name)
        .expect("the class")
    }

    /// The teacher opens a class.
    pub async fn open_class(&self, class: &Class) {
        let (survey, class) = (self.survey.clone(), class.clone());
        let by = Signature::named(&self.app, "先生").expect("a signature");
        self.write(move |db| lesson::open(db, by, &survey, &class, "1組")).await;
    }

    /// The teacher closes a class.
    pub async fn close_class(&self, class: &Class) {
        let mut class = class.clone();
        class.state = school::State::Open;
        class.opened_on = Some(day_in_japan(self.app.stamp()));
        let by = Signature::named(&self.app, "先生").expect("a signature");
        self.write(move |db| lesson::close(db, by, &class, "1組")).await;
    }

    /// The teacher lets one answer more in.
    pub async fn admit_one(&self, class: &Class) {
        let by = Signature::named(&self.app, "先生").expect("a signature");
        let class = class.clone();
        self.write(move |db| lesson::admit(db, by, &class, class.extra, "1組")).await;
    }

    /// A class that is open.
    pub async fn opened_class(&self, name: &str, heads: i32) -> Class {
        let class = self.class(name, heads).await;
        self.open_class(&class).await;
        class
    }

    /// How far a class is.
    pub async fn progress(&self, class: &Class) -> Progress {
        let id = class.id.clone();
        self.app.store.read(move |db| school::store::progress(db, &id)).await.expect("counted")
    }

    /// What holds for all classes.
    pub async fn school_settings(&self, settings: Settings) {
        let id = self.survey.id.clone();
        self.write(move |db| school::settings::store::upsert(db, &id, &settings)).await;
    }

    /// A slip of a class, as it was printed.
    pub async fn slip(&self, class: &Class, number: i32) -> Code {
        let keys = &self.app.keys.codes;
        let code = seat::code(keys, &class.id, Kind::Slip, number);
        let (id, class_id, code_hash) =
            (self.app.ids.id().expect("an id"), class.id.clone(), keys.hash(&code));
        self.write(move |db| {
            let slip = school::store::NewSeat {
                id: &id,
                class_id: &class_id,
                kind: Kind::Slip,
                number,
                code_hash: &code_hash,
                entry: None,
            };
            school::store::insert_seat(db, &slip)
        })
        .await;
        code
    }

    /// Everybody of an open class sends what is given, each from a seat.
    pub async fn all_sent(&self, class: &Class, answers: &[Value]) {
        let (app, survey, class) = (self.app.clone(), self.survey.clone(), class.clone());
        let answers = answers.to_vec();
        self.write(move |db| {
            let now = app.stamp();
            for answers in &answers {
                let answers = serde_json::from_value(answers.clone()).expect("answers");
                let mut draft = Draft { answers, ..Draft::default() };
                class.fill(&app.forms.newest(db, &survey.id)?.form, &mut draft.answers);
                let (entry, id) = (app.ids.token()?, app.ids.id()?);
                let class = school::store::class_of_room(db, &class.room_code)?.expect("a class");
                let seat = seat::take(db, &app, &class, &Settings::default(), &entry, now)?;
                let Taken::Seat(code) = seat else { panic!("a seat") };
                draft.save(db, &app, &code, &survey.id)?;
                let sent = respond::submit(db, &app, &code, &entry, &id, now)?;
                assert!(matches!(sent, Sent::Received(..)), "not received");
            }
            Ok(())
        })
        .await;
    }

    /// What stands at the top of the pages of a seat.
    pub fn resume_number(&self, class: &Class, seat: i32) -> String {
        let keys = &self.app.keys.codes;
        Seat::of(keys, Kind::Room, seat, class.clone(), Settings::default())
            .resume
            .expect("a number")
    }

    /// The code on the teacher's sheet, as the QR holds it.
    pub fn teacher_code(&self, class: &Class) -> String {
        class.teacher_code(&self.app.keys.codes).compact()
    }

    /// The browser of a teacher who has scanned the sheet.
    pub async fn teacher(&self, class: &Class) -> Browser {
        let mut desk = Browser::at(self.base(), SCHOOL_ADDRESS);
        desk.open(&format!("/T/{}", self.teacher_code(class))).await;
        desk.press("この学級の画面を開く").await;
        desk
    }

    /// A pupil of a class answers from a seat of their own.
    pub async fn sent_from(&self, class: &Class, why: &str) {
        let mut tablet = self.seated(class).await;
        answer_class(&mut tablet, why).await;
        tablet.press("この内容で送信する").await.is("送りました。ありがとう！");
    }

    /// A tablet of the school.
    pub fn tablet(&self) -> Browser {
        Browser::at(self.base(), SCHOOL_ADDRESS)
    }

    /// A tablet on which a pupil has taken a seat.
    pub async fn seated(&self, class: &Class) -> Browser {
        let mut tablet = self.tablet();
        tablet.open(&format!("/C/{}", class.room_code)).await.is("中学生アンケート");
        tablet.press("はじめる").await.is("町のこと");
        tablet
    }
}

/// Answers every page and arrives at the confirmation.
pub async fn answer_class(tablet: &mut Browser, why: &str) {
    tablet.choose("この町が好き", "好き").fill("どうしてですか", why);
    tablet.press("次へ").await.is("大人に");
    tablet.press("次へ").await.is("回答の確認");
}

/// All press a button at the same moment.
pub async fn all_press(tablets: Vec<Browser>, button: &'static str) -> Vec<Browser> {
    let mut pressing = JoinSet::new();
    for mut tablet in tablets {
        pressing.spawn(async move {
            tablet.press(button).await;
            tablet
        });
    }
    pressing.join_all().await
}
