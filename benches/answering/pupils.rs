//! Pupils of many classes behind one address, and teachers who watch the count.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use machikoe::app::App;
use tokio::{
    task::JoinSet,
    time::{sleep, sleep_until},
};

use crate::{
    Outcome,
    lesson::School,
    office::Ready,
    residents::{Answered, Watch},
};

/// How often the teacher's page asks, as its script does.
const ASKS: Duration = Duration::from_secs(3);

/// What pupils did, and how long each look at a count took.
type Measured = (Answered, Vec<Duration>);

/// All pupils at once, from the six digits to the end, as fast as the server lets them.
pub async fn at_full_speed(address: SocketAddr, app: &App, school: &School) -> Outcome<Measured> {
    let teachers = Teachers::open(address, app, school).await?;
    let start = Instant::now();
    let mut pupils = JoinSet::new();
    for class in &school.classes {
        for turn in 0..school.scripts.len() {
            let (room, scripts) = (class.room_code.clone(), Arc::clone(&school.scripts));
            pupils.spawn(async move {
                let mut answered = Answered::default();
                let mut watch = Watch::open(address, String::new(), &mut answered).await?;
                let greeting = format!("/a/room/{room}");
                let entry = watch.number(&greeting, "entry").await?;
                let first =
                    watch.post(&format!("{greeting}/seats"), &format!("entry={entry}")).await?;
                let confirmation = watch.pages(first, &scripts[turn]).await?;
                send(&mut watch, &confirmation).await?;
                Ok(answered)
            });
        }
    }
    finished(pupils, teachers, start).await
}

/// Everybody presses the button at a moment of their own within `length`.
pub async fn within(
    length: Duration,
    address: SocketAddr,
    app: &App,
    school: &School,
    ready: Vec<Ready>,
) -> Outcome<Measured> {
    let teachers = Teachers::open(address, app, school).await?;
    let start = Instant::now();
    let mut pupils = JoinSet::new();
    for Ready { cookie, .. } in ready {
        let moment = u32::from_le_bytes(app.ids.bytes()?);
        let turn = start + length.mul_f64(f64::from(moment) / f64::from(u32::MAX));
        pupils.spawn(async move {
            sleep_until(turn.into()).await;
            let mut answered = Answered::default();
            let mut watch = Watch::open(address, cookie, &mut answered).await?;
            send(&mut watch, "/a/confirm").await?;
            Ok(answered)
        });
    }
    finished(pupils, teachers, start).await
}

async fn send(watch: &mut Watch<'_>, confirmation: &str) -> Outcome<()> {
    let submission = watch.number(confirmation, "submission").await?;
    let end = watch.submit(&submission).await?;
    watch.get(&end).await?;
    watch.answered.answerings += 1;
    Ok(())
}

async fn finished(
    mut pupils: JoinSet<Outcome<Answered>>,
    teachers: Teachers,
    start: Instant,
) -> Outcome<Measured> {
    let mut all = Answered::default();
    while let Some(one) = pupils.join_next().await {
        all.add(one??);
    }
    all.took = start.elapsed();
    Ok((all, teachers.leave().await?))
}

/// A teacher for each class.
struct Teachers {
    over: Arc<AtomicBool>,
    watching: JoinSet<Outcome<Vec<Duration>>>,
}

impl Teachers {
    /// Each opens the class with the code of its sheet and lets the page ask for the count.
    async fn open(address: SocketAddr, app: &App, school: &School) -> Outcome<Teachers> {
        let over = Arc::new(AtomicBool::new(false));
        let mut watching = JoinSet::new();
        for (number, class) in school.classes.iter().enumerate() {
            let (code, room) = (class.teacher_code(&app.keys.codes), class.room_code.clone());
            let mut looked = Answered::default();
            let mut watch = Watch::open(address, String::new(), &mut looked).await?;
            watch.post("/t", &format!("code={}", code.compact())).await?;
            watch.post("/t/opening", &format!("room={room}")).await?;
            let cookie = watch.into_cookie();
            // Their pages were not opened in the same moment.
            let first = ASKS.mul_f64(number as f64 / school.classes.len() as f64);
            let over = Arc::clone(&over);
            watching.spawn(async move {
                let mut looked = Answered::default();
                let mut watch = Watch::open(address, cookie, &mut looked).await?;
                sleep(first).await;
                while !over.load(Ordering::Relaxed) {
                    watch.get(&format!("/t/count?room={room}")).await?;
                    sleep(ASKS).await;
                }
                Ok(looked.requests)
            });
        }
        Ok(Teachers { over, watching })
    }

    /// How long each look took.
    async fn leave(mut self) -> Outcome<Vec<Duration>> {
        self.over.store(true, Ordering::Relaxed);
        let mut counts = Vec::new();
        while let Some(one) = self.watching.join_next().await {
            counts.extend(one??);
        }
        Ok(counts)
    }
}
