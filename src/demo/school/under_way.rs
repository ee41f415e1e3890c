//! The classes of the survey that is under way, for whoever wants to look at them.

use crate::{
    app::App,
    clock::day_in_japan,
    code::Code,
    error::Result,
    form::ruby::plain,
    school::{
        self, Class, State,
        seat::{self, Kind},
        sheets,
    },
    store::Db,
    survey::{self, Survey, forms::read_checked},
    text::Lang,
};

/// A class and the ways in.
pub struct Listed {
    /// 荒尾第三中学校 2年生 1組
    pub name: String,
    /// The teacher's code.
    pub teacher: Code,
    /// The six digits.
    pub digits: String,
}

/// Lets the lesson that is under way go on today, when the demonstration goes on with a folder
/// of another day: a class is open for a day.
pub async fn go_on(app: &App) -> Result<()> {
    let today = day_in_japan(app.stamp());
    app.store
        .write(move |db| {
            for survey in survey::store::all(db)?.iter().filter(|survey| survey.sample) {
                for class in school::store::classes(db, &survey.id)? {
                    if class.state == State::Open && class.opened_on != Some(today) {
                        school::store::set_open(db, &class.id, today)?;
                    }
                }
            }
            Ok(())
        })
        .await
}

/// The classes, the open ones first and those to come last, and the codes of slips that can still
/// answer.
pub async fn list(app: &App) -> Result<(Vec<Listed>, Vec<Code>)> {
    let (mut listed, mut slips) = (Vec::new(), Vec::new());
    for (survey, classes) in app.store.read(under_way).await? {
        let form = read_checked(&app.config.forms, &survey.form)?;
        let keys = &app.keys.codes;
        for (class, numbers) in classes {
            let slip = |number| seat::code(keys, &class.id, Kind::Slip, number);
            slips.extend(numbers.into_iter().map(slip));
            let one = Listed {
                name: plain(&class.title(&form, Lang::Ja)).into_owned(),
                teacher: class.teacher_code(keys),
                digits: class.room_code,
            };
            listed.push((class.state, one));
        }
    }
    let order = [State::Open, State::Closed, State::Waiting];
    listed.sort_by_key(|(state, _)| order.iter().position(|one| one == state));
    Ok((listed.into_iter().map(|(_, one)| one).collect(), slips))
}

/// A class, with the numbers of its slips that are not used.
type Slips = (Class, Vec<i32>);

fn under_way(db: &mut Db) -> Result<Vec<(Survey, Vec<Slips>)>> {
    let mut found = Vec::new();
    for survey in survey::store::all(db)? {
        if survey.sample && survey.state == survey::State::Open {
            let classes = school::store::classes(db, &survey.id)?;
            let with_slips = classes.into_iter().map(|class| {
                let slips = sheets::store::unused_slips(db, &class.id)?;
                Ok((class, slips))
            });
            let with_slips: Result<Vec<Slips>> = with_slips.collect();
            found.push((survey, with_slips?));
        }
    }
    Ok(found)
}
