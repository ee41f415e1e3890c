//! Who is asked: participants, their codes and their letters.

pub mod address;
pub mod import;
pub mod letters;
pub mod merge;
pub mod pages;
pub mod routes;
pub mod selection;
pub mod store;

use std::collections::HashSet;

use crate::{
    app::App,
    audit::{self, Action, Signature},
    code::{Code, CodeKey},
    error::{Error, Result},
    id::Ids,
    store::Db,
    survey::{self, Survey},
};
use import::NewParticipant;
use letters::Span;
use selection::{Part, Picked};

/// A participant as a letter needs one. Holds an access code: never logged, never stored.
pub struct Invitee {
    /// The city's own number.
    pub serial: String,
    /// The access code.
    pub code: Code,
}

/// A participant about to be stored.
pub struct Newcomer {
    /// A random id.
    pub id: String,
    /// What the frame says.
    pub described: NewParticipant,
    /// What is kept of the access code.
    pub code_hash: String,
}

/// Brings participants in, each with the right to answer once: all of them or none. Returns how
/// many.
///
/// # Errors
/// A serial number that the survey has already, or a survey that is answered in classes.
pub async fn import(
    app: &App,
    by: Signature,
    survey: &Survey,
    people: Vec<NewParticipant>,
) -> Result<usize> {
    let (keys, ids, survey) = (app.keys.codes.clone(), app.ids.clone(), survey.clone());
    let id = survey.id.clone();
    // 200,000 codes take a moment, which other requests shall not wait for.
    let newcomers = tokio::task::spawn_blocking(move || newcomers(&keys, &ids, &id, people))
        .await
        .map_err(Error::internal)??;
    app.store.write(move |db| add(db, by, &survey, &newcomers)).await
}

fn newcomers(
    keys: &CodeKey,
    ids: &Ids,
    survey_id: &str,
    people: Vec<NewParticipant>,
) -> Result<Vec<Newcomer>> {
    let newcomer = |described: NewParticipant| {
        let code_hash = keys.hash(&keys.code(survey_id, &described.serial));
        Ok(Newcomer { id: ids.id()?, described, code_hash })
    };
    people.into_iter().map(newcomer).collect()
}

fn add(db: &mut Db, by: Signature, survey: &Survey, newcomers: &[Newcomer]) -> Result<usize> {
    if survey::is_in_classes(db, survey)? {
        return Err(Error::Conflict(
            "この調査には学級で答えます。対象者は取り込めません。「学級」で、学校・学年・組・人数を登録してください。".into(),
        ));
    }
    let known: HashSet<String> = store::serials(db, &survey.id)?.into_iter().collect();
    let serials = newcomers.iter().map(|newcomer| newcomer.described.serial.as_str());
    let taken: Vec<&str> = serials.filter(|serial| known.contains(*serial)).collect();
    if !taken.is_empty() {
        let first = taken[..taken.len().min(10)].join("、");
        return Err(Error::Conflict(format!(
            "すでに取り込まれている整理番号が{}件あります（{first}）。何も登録していません。追加する人だけのファイルにして、もう一度お試しください。",
            taken.len()
        )));
    }
    store::insert(db, &survey.id, newcomers)?;
    let subject = format!("{} {}人", survey.slug, newcomers.len());
    audit::record(db, by, Action::ParticipantsImported, &subject)?;
    Ok(newcomers.len())
}

/// The serial numbers of a selection, in the order of their letters.
///
/// # Errors
/// Nobody has been brought in yet, or the selection means nobody.
pub async fn selected(app: &App, survey: &Survey, picked: &Picked) -> Result<Vec<String>> {
    let id = survey.id.clone();
    let (serials, waiting) =
        app.store.read(move |db| Ok((store::serials(db, &id)?, store::waiting(db, &id)?))).await?;
    if serials.is_empty() {
        return Err(Error::Conflict(
            "対象者がまだ取り込まれていません。先に対象者を取り込んでください。".into(),
        ));
    }
    let mut chosen = picked.selection().of(serials)?;
    if picked.only_waiting() {
        let waiting: HashSet<String> = waiting.into_iter().collect();
        chosen.retain(|serial| waiting.contains(serial));
    }
    if chosen.is_empty() {
        return Err(Error::Conflict(
            "選んだ人は、みな回答済みか、記録により止められています。".into(),
        ));
    }
    Ok(chosen)
}

/// The participants of a part of a selection with their codes, `most` at the most. That somebody
/// saw these codes is recorded before they leave.
pub async fn invitees(
    app: &App,
    by: Signature,
    survey: &Survey,
    picked: &Picked,
    part: &Part,
    most: usize,
) -> Result<(Vec<Invitee>, Span)> {
    let serials = selected(app, survey, picked).await?;
    let places = part.places(&serials);
    let span = Span { skipped: places.start, of: serials.len() };
    let invitee =
        |serial: String| Invitee { code: app.keys.codes.code(&survey.id, &serial), serial };
    let serials = serials[places].iter().take(most).cloned();
    let invitees: Vec<Invitee> = serials.map(invitee).collect();
    if invitees.is_empty() {
        return Err(Error::Conflict(
            "この部分の人は、みな回答済みになりました。依頼状のページに戻って、選び直してください。".into(),
        ));
    }
    let subject = format!("{} {}通", survey.slug, invitees.len());
    app.store.write(move |db| audit::record(db, by, Action::LettersMade, &subject)).await?;
    Ok((invitees, span))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use tempfile::TempDir;

    use super::*;
    use crate::{clock::Clock, config::Config, form::fixture::form, survey::State};

    /// An office with a survey of nobody yet.
    async fn office() -> (App, Survey, TempDir) {
        let folder = TempDir::new().expect("a folder");
        let config = Config { data: folder.path().into(), ..Config::default() };
        let noon = "2026-12-01T03:00:00Z".parse().expect("an instant");
        let app = App::build(config, Clock::fixed(noon), Ids::counted(1)).expect("an office");
        let day = |day| NaiveDate::from_ymd_opt(2026, 12, day).expect("a day");
        let survey = Survey {
            id: "survey-id".into(),
            slug: "resident-survey".into(),
            form: "resident-survey".into(),
            state: State::Preparing,
            opens_on: day(1),
            closes_on: day(18),
            grace_hours: 12,
            sample: false,
        };
        let (new, frozen) = (survey.clone(), serde_json::to_string(&form()).expect("JSON"));
        let stored = app.store.write(move |db| {
            survey::store::insert(db, &new, noon)?;
            survey::store::insert_version(db, &new.id, 1, &frozen, noon)
        });
        let stored = stored.await;
        stored.expect("a survey");
        (app, survey, folder)
    }

    fn people(serials: &[&str]) -> Vec<NewParticipant> {
        let person = |serial: &&str| NewParticipant {
            serial: (*serial).to_owned(),
            district: if serial.len() > 1 { "万田" } else { "荒尾" }.into(),
            age_band: "20代".into(),
            sex: import::UNKNOWN.into(),
        };
        serials.iter().map(person).collect()
    }

    async fn brought_in(app: &App, survey: &Survey, serials: &[&str]) -> Result<usize> {
        import(app, Signature::named(app, "田中")?, survey, people(serials)).await
    }

    async fn record(app: &App) -> Vec<(String, String)> {
        let entries = app.store.read(|db| audit::store::page(db, 0, 100)).await.expect("entries");
        entries.into_iter().map(|entry| (entry.action, entry.subject)).collect()
    }

    #[tokio::test]
    async fn people_come_in_with_a_ticket_each_and_no_code() {
        let (app, survey, _folder) = office().await;
        let serials: Vec<String> = (0..2_500).map(|serial| serial.to_string()).collect();
        let serials: Vec<&str> = serials.iter().map(String::as_str).collect();
        assert_eq!(brought_in(&app, &survey, &serials).await.expect("imported"), 2_500);
        let (rows, tickets) = app.store.read(store::tests::kept).await.expect("rows");
        assert_eq!(rows.len(), 2_500);
        assert_eq!(tickets, 2_500);
        for (serial, code_hash) in rows {
            let code = app.keys.codes.code(&survey.id, &serial);
            assert_eq!(code_hash, app.keys.codes.hash(&code));
        }
        let expected = ("participants-imported".to_owned(), "resident-survey 2500人".to_owned());
        assert_eq!(record(&app).await, [expected]);
    }

    #[tokio::test]
    async fn one_serial_that_is_there_already_keeps_the_whole_file_out() {
        let (app, survey, _folder) = office().await;
        brought_in(&app, &survey, &["1", "2"]).await.expect("imported");
        let refused = brought_in(&app, &survey, &["3", "2", "4"]).await.expect_err("a conflict");
        assert!(refused.sentence().contains("1件あります（2）"), "{}", refused.sentence());
        let (rows, tickets) = app.store.read(store::tests::kept).await.expect("rows");
        assert_eq!((rows.len(), tickets), (2, 2));
        assert_eq!(record(&app).await.len(), 1);
    }

    #[tokio::test]
    async fn people_are_counted_by_the_labels_of_the_frame() {
        let (app, survey, _folder) = office().await;
        brought_in(&app, &survey, &["1", "2", "10"]).await.expect("imported");
        let id = survey.id.clone();
        let frame = app.store.read(move |db| store::frame(db, &id)).await.expect("counts");
        let group = |district: &str, count| {
            (district.to_owned(), "20代".to_owned(), import::UNKNOWN.to_owned(), count)
        };
        assert_eq!(frame, [group("万田", 1), group("荒尾", 2)]);
    }

    #[tokio::test]
    async fn letters_come_in_order_in_parts_and_are_recorded() {
        let (app, survey, _folder) = office().await;
        brought_in(&app, &survey, &["10", "9", "1"]).await.expect("imported");
        let by = || Signature::named(&app, "田中").expect("a signature");
        let all = Picked::default();
        let part = |first: &str, last: &str| Part { first: first.into(), last: last.into() };
        let (first, span) =
            invitees(&app, by(), &survey, &all, &part("1", "9"), 9).await.expect("two");
        let serials: Vec<&str> = first.iter().map(|invitee| invitee.serial.as_str()).collect();
        assert_eq!((serials, span.skipped, span.of), (vec!["1", "9"], 0, 3));
        let (last, span) =
            invitees(&app, by(), &survey, &all, &part("10", "10"), 9).await.expect("one");
        assert!(last[0].code == app.keys.codes.code(&survey.id, "10"));
        assert_eq!((last.len(), span.skipped), (1, 2));
        assert!(invitees(&app, by(), &survey, &all, &part("11", "20"), 9).await.is_err());
        let made = ("letters-made".to_owned(), "resident-survey 2通".to_owned());
        assert!(record(&app).await.contains(&made));
    }

    #[tokio::test]
    async fn a_reminder_goes_to_those_who_may_still_answer() {
        let (app, survey, _folder) = office().await;
        brought_in(&app, &survey, &["1", "2", "3"]).await.expect("imported");
        let (by, of) = (Signature::named(&app, "田中").expect("a signature"), survey.clone());
        let refused = survey::disposition::Disposition::Refused;
        let recorded = app.store.write(move |db| {
            survey::disposition::record(db, by, &of, &["2".into()], Some(refused))
        });
        recorded.await.expect("recorded");
        let reminder = Picked { waiting: "yes".into(), ..Picked::default() };
        assert_eq!(selected(&app, &survey, &reminder).await.expect("two"), ["1", "3"]);
        let everybody = selected(&app, &survey, &Picked::default()).await.expect("three");
        assert_eq!(everybody, ["1", "2", "3"]);
        let nobody = Picked { list: "2".into(), ..reminder };
        let sentence = selected(&app, &survey, &nobody).await.expect_err("nobody").sentence();
        assert!(sentence.contains("回答済み"), "{sentence}");
    }

    #[tokio::test]
    async fn letters_to_nobody_say_what_comes_first() {
        let (app, survey, _folder) = office().await;
        let refused = selected(&app, &survey, &Picked::default()).await.expect_err("nobody");
        assert!(refused.sentence().contains("先に対象者を取り込んで"));
    }
}
