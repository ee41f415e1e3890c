//! `machikoe demo`: everything at once, with made-up people.

use std::{fs, net::SocketAddr, path::PathBuf, sync::Arc};

use actix_web::web;
use clap::Args;

use super::{
    block_on, say,
    serve::{bind, serve, start_log},
};
use crate::{
    app::App,
    clock::Clock,
    config::Config,
    demo::{fill::fill, folder, links::Links, scenario::Scenario, school::under_way},
    error::{Error, Result},
    id::Ids,
    survey::Survey,
};

/// Try everything with an imaginary town: a survey under way, its people and their answers.
///
/// The first start makes 2,000 people with about 800 answers, and three schools with about 600, in
/// an embedded database in a folder of its own, and prints where residents, pupils, teachers and
/// the office begin. All of it is
/// marked as sample data, and the passwords are known to everybody: only this machine can reach
/// it. A second start with the same folder goes on with what is there; to begin anew, delete the
/// folder. Stop with Ctrl-C.
#[derive(Args)]
pub struct Demo {
    /// Port to listen on; 0 takes any free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Folder of the sample data. A folder with anything else in it is refused.
    #[arg(long, default_value = "demo-data", value_name = "DIR")]
    data: PathBuf,
    /// Folder of the questionnaires and of demo.yaml, which describes the town.
    #[arg(long, default_value = "forms", value_name = "DIR")]
    forms: PathBuf,
    /// Make the survey and its people, but no answers.
    #[arg(long)]
    empty: bool,
    /// Write the addresses, the administrator's password and 200 unused codes to a JSON file.
    #[arg(long, value_name = "FILE")]
    links: Option<PathBuf>,
}

impl Demo {
    /// Serves until Ctrl-C.
    pub fn run(self) -> Result<()> {
        start_log("warn");
        let scenario = Scenario::read(&self.forms)?;
        let mut config = Config {
            listen: SocketAddr::from(([127, 0, 0, 1], self.port)),
            data: self.data.clone(),
            forms: self.forms.clone(),
            city: scenario.city.clone(),
            ..Config::default()
        };
        let socket = bind(&mut config)?;
        let config = config.finish()?;
        let was_there = folder::holds_database(&config)?;
        let app = Arc::new(App::build(config, Clock::System, Ids::System)?);
        let survey = block_on(self.survey(&app, &scenario, was_there))?;
        serve(web::Data::from(app), socket, async |app| {
            under_way::go_on(app).await?;
            let links = Links::of(app, &survey, &scenario.staff).await?;
            if let Some(file) = &self.links {
                fs::write(file, links.json()?).map_err(|cause| {
                    Error::invalid(format!("{} に書けません: {cause}", file.display()))
                })?;
            }
            say(links.greeting());
            Ok(())
        })
    }

    async fn survey(&self, app: &Arc<App>, scenario: &Scenario, was_there: bool) -> Result<Survey> {
        let folder = self.data.display();
        if let Some(survey) = folder::survey(app, scenario, was_there).await? {
            say(format_args!(
                "{folder} にある見本を続けます（作り直すときは、止めてから {folder} を消してください）。"
            ));
            return Ok(survey);
        }
        say(format_args!("見本のデータを {folder} に作っています…"));
        fill(app, scenario, !self.empty).await
    }
}
