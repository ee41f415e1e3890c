//! Brings together what a report is made from. One transaction, so that its parts agree while
//! answers arrive.

use std::sync::Arc;

use super::{
    About, Report, Version,
    beside::{self, Beside},
    comparison::{self, Comparison, Earlier},
    crosses::{self, Cross},
    priorities::Priorities,
    saved::{self, Saved},
    settings::{self, Settings},
    weighting::{Weighed, weigh},
    wellbeing::sources::{self, Indicators, Seen},
    write_workbook,
};
use crate::{
    answers::{Dataset, Lens, Standing},
    app::App,
    clock::{Instant, day_in_japan, in_japan},
    coding,
    error::{Error, Result},
    form::ruby::plain,
    population::{self, Population},
    store::Db,
    survey::{self, Survey, board, returns::Board},
    tally::Table,
    text::Lang,
    wave,
};

/// Everything about one survey at one instant, seen through one lens.
pub struct Gathered {
    /// What the report says about itself.
    pub about: About,
    /// The lens.
    pub lens: Lens,
    /// How results are reported.
    pub settings: Settings,
    /// The people whom the answers stand for, if their number was brought in.
    pub population: Option<Population>,
    /// How they were weighted, if they are.
    pub weighed: Option<Weighed>,
    /// Why they are not weighted although they should be.
    pub not_weighed: Vec<String>,
    /// All answers.
    pub everybody: Arc<Dataset>,
    /// The answers that the lens keeps.
    pub dataset: Arc<Dataset>,
    /// The tables of all questions.
    pub tables: Vec<Table>,
    /// The tables that staff keep.
    pub saved: Vec<Saved>,
    /// The returns, of everybody.
    pub returns: Board,
    /// The earlier surveys to stand beside this one, the one to compare with first; none before
    /// they are asked for.
    pub waves: Vec<Earlier>,
    /// The indicators; empty until they are asked for.
    pub indicators: Indicators,
    /// The same questions in a survey of other people; `None` where the form names none, and
    /// before it is asked for.
    pub beside: Option<Beside>,
}

/// Reads everything about a survey. `fields` are those of an address, in which a lens may be.
pub fn gather(
    db: &mut Db,
    app: &App,
    survey: &Survey,
    fields: &[(String, String)],
    now: Instant,
) -> Result<Gathered> {
    let published = app.forms.newest(db, &survey.id)?;
    let Standing { dataset: everybody, tallies } =
        app.answers.standing(db, survey, &published, now)?;
    let asked = everybody.topics().len();
    let everybody = with_codes(db, survey, everybody)?;
    let settings = settings::of(db, &survey.id)?;
    let population = population::of(db, survey)?;
    let (everybody, weighed, not_weighed) = match weigh(&everybody, &settings, population.as_ref())
    {
        Ok(None) => (everybody, None, Vec::new()),
        Err(why) => (everybody, None, why),
        Ok(Some(weighed)) => {
            let weights = Some(weighed.weighting.each.clone());
            let everybody = Arc::unwrap_or_clone(everybody).weighted(weights);
            (Arc::new(everybody), Some(weighed), Vec::new())
        }
    };
    let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let lens = Lens::read(fields, &everybody);
    let mut about = about(db, app, survey, now)?;
    about.filters = lens.described(&everybody);
    let dataset =
        if lens.filters() { Arc::new(lens.apply(&everybody)) } else { Arc::clone(&everybody) };
    let tables =
        match lens == Lens::default() && weighed.is_none() && everybody.topics().len() == asked {
            true => dataset.tables_of(&tallies),
            false => dataset.tables_over(lens.base),
        };
    Ok(Gathered {
        about,
        lens,
        settings,
        population,
        weighed,
        not_weighed,
        everybody,
        dataset,
        tables,
        saved: saved::all(db, &survey.id)?,
        returns: board::returns(db, survey, &published.form, now)?,
        waves: Vec::new(),
        indicators: Indicators::default(),
        beside: None,
    })
}

/// The answers with what coders made of the texts, as further questions.
fn with_codes(db: &mut Db, survey: &Survey, dataset: Arc<Dataset>) -> Result<Arc<Dataset>> {
    if coding::store::frames(db, &survey.id)?.is_empty() {
        return Ok(dataset);
    }
    let mut dataset = Arc::unwrap_or_clone(dataset);
    coding::attach(db, &survey.id, &mut dataset)?;
    Ok(Arc::new(dataset))
}

/// The same with everything that the workbook holds: earlier surveys, the indicators, and the
/// survey of other people.
pub fn gather_whole(
    db: &mut Db,
    app: &App,
    survey: &Survey,
    fields: &[(String, String)],
    now: Instant,
) -> Result<Gathered> {
    let mut gathered = gather(db, app, survey, fields, now)?;
    gathered.ask_waves(db, survey)?;
    gathered.ask_indicators(db, app, survey)?;
    gathered.ask_beside(db, app, survey, fields, now)?;
    Ok(gathered)
}

fn about(db: &mut Db, app: &App, survey: &Survey, now: Instant) -> Result<About> {
    let form = app.forms.newest(db, &survey.id)?.form;
    let versions = survey::store::versions(db, &survey.id)?;
    let version = |(number, at): &(i32, Instant)| Version {
        number: u32::try_from(*number).unwrap_or_default(),
        published: day_in_japan(*at),
    };
    Ok(About {
        city: app.config.city.name.clone(),
        survey: plain(form.title.get(Lang::Ja)).into_owned(),
        period: Some((survey.opens_on, survey.closes_on)),
        made: in_japan(now),
        versions: versions.iter().rev().map(version).collect(),
        sample: survey.sample,
        filters: Vec::new(),
    })
}

impl Gathered {
    /// Reads the earlier surveys: for the screens that show them and the workbook alone, because that takes
    /// as long as reading today's answers for the first time.
    pub fn ask_waves(&mut self, db: &mut Db, survey: &Survey) -> Result<()> {
        let form = self.everybody.form();
        let chosen = self.settings.wave.as_ref();
        let waves = wave::all(db, survey)?;
        // What is newer than the chosen one is not shown; a chosen one that is gone counts as none.
        let first = waves.iter().position(|wave| Some(&wave.id) == chosen).unwrap_or(0);
        let shown = waves.into_iter().skip(first).take(comparison::MOST);
        let earlier = |wave: wave::Wave| {
            let dataset = wave::load(db, &wave, form.clone())?;
            let wave::Wave { title, year, note, mapping, .. } = wave;
            Ok(Earlier { title, year, note, dataset, mapping })
        };
        self.waves = shown.map(earlier).collect::<Result<_>>()?;
        Ok(())
    }

    /// Works the indicators out, beside the first of the earlier surveys that were asked for.
    pub fn ask_indicators(&mut self, db: &mut Db, app: &App, survey: &Survey) -> Result<()> {
        let seen = Seen { dataset: &self.dataset, lens: &self.lens, earlier: self.waves.first() };
        self.indicators = sources::indicators(db, app, survey, seen)?;
        Ok(())
    }

    /// Sets a survey of other people beside this one; the fields may choose which.
    pub fn ask_beside(
        &mut self,
        db: &mut Db,
        app: &App,
        survey: &Survey,
        fields: &[(String, String)],
        now: Instant,
    ) -> Result<()> {
        self.beside = beside::sources::beside(db, app, survey, self, fields, now)?;
        Ok(())
    }

    /// Every question by the usual attributes, and the tables that staff keep.
    pub fn crosses(&self) -> Vec<Cross> {
        let mut crosses = crosses::usual(&self.dataset, self.lens.base);
        crosses.extend(crosses::kept(&self.dataset, &self.saved));
        crosses
    }

    /// How figures were weighted, or why they were not although they should be.
    pub fn weights(&self) -> Vec<String> {
        match &self.weighed {
            Some(weighed) => weighed.notes(),
            None => self.not_weighed.clone(),
        }
    }

    /// Satisfaction × importance; `None` where the form has no such judgements.
    pub fn priorities(&self) -> Option<Priorities> {
        Priorities::of(&self.dataset, self.settings.across, self.lens.base)
    }

    /// Today's answers beside the earlier ones.
    pub fn comparison(&self) -> Comparison {
        Comparison::of(&self.dataset, &self.lens, &self.settings, &self.waves)
    }

    /// The workbook. Its long sheets go through temporary files, not through memory.
    pub fn workbook(&self, out: impl std::io::Write + std::io::Seek + Send) -> Result<()> {
        let priorities = self.priorities();
        let comparison = Some(self.comparison()).filter(|_| !self.waves.is_empty());
        let report = Report {
            about: &self.about,
            weights: &self.weights(),
            dataset: &self.dataset,
            tables: &self.tables,
            crosses: &self.crosses(),
            priorities: priorities.as_ref(),
            comparison: comparison.as_ref(),
            beside: self.beside.as_ref().filter(|found| found.surveys.is_some()),
            indicators: &self.indicators,
            returns: Some(&self.returns),
        };
        write_workbook(report, out).map_err(Error::internal)
    }
}
