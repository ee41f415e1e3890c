//! The people of the imaginary town: where they live, how old they are, and what became of
//! their letters.

use super::{
    chance::Chance,
    scenario::{Group, Returns, Scenario, Town},
};
use crate::survey::disposition::Disposition;

/// Somebody who gets a letter.
pub struct Resident<'s> {
    /// The city's own number.
    pub serial: String,
    /// Where they live.
    pub district: &'s Group,
    /// How old they are.
    pub age_band: &'s Group,
    /// Their sex.
    pub sex: &'s Group,
    /// What became of the letter.
    pub outcome: Outcome,
}

/// What became of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing yet.
    Waiting,
    /// An answer on the web, so many days after the first.
    Web(u32),
    /// What the office has recorded.
    Office(Disposition),
}

impl<'s> Resident<'s> {
    /// The groups they belong to.
    pub fn groups(&self) -> [&'s Group; 3] {
        [self.district, self.age_band, self.sex]
    }
}

/// Everybody who is asked, in the order of their serial numbers.
pub fn residents<'s>(scenario: &'s Scenario, chance: &Chance) -> Vec<Resident<'s>> {
    let town = &scenario.town;
    (1..=town.people).filter_map(|number| resident(town, number, chance)).collect()
}

/// `None` only for a town without a district, an age band or a sex.
fn resident<'s>(town: &'s Town, number: usize, chance: &Chance) -> Option<Resident<'s>> {
    let by_share = |groups: &'s [Group]| groups.iter().map(|group| (group, group.share));
    let district = chance.pick(by_share(&town.districts))?;
    // Each band outweighs the one before it by the district's factor.
    let factors = std::iter::successors(Some(1.0), |factor| Some(factor * district.older));
    let bands = by_share(&town.age_bands).zip(factors);
    Some(Resident {
        serial: format!("{number:04}"),
        district,
        age_band: chance.pick(bands.map(|((band, share), factor)| (band, share * factor)))?,
        sex: chance.pick(by_share(&town.sexes))?,
        outcome: Outcome::Waiting,
    })
}

/// Decides what becomes of the letters.
pub fn answer_letters(residents: &mut [Resident<'_>], returns: &Returns, chance: &Chance) {
    let recorded = |what| move |_: &Chance| Outcome::Office(what);
    let readiness = |of: fn(&Group) -> f64| {
        move |resident: &Resident<'_>| resident.groups().into_iter().map(of).product()
    };
    let anybody = readiness(|_| 1.0);
    draw(residents, returns.undeliverable, chance, anybody, recorded(Disposition::Undeliverable));
    draw(residents, returns.ineligible, chance, anybody, recorded(Disposition::Ineligible));
    draw(residents, returns.refused, chance, anybody, recorded(Disposition::Refused));
    let on_paper = readiness(|group| group.paper);
    draw(residents, returns.paper, chance, on_paper, recorded(Disposition::Paper));
    let on_a_day = |chance: &Chance| {
        Outcome::Web(chance.pick((0..).zip(returns.days.iter().copied())).unwrap_or_default())
    };
    draw(residents, returns.web, chance, readiness(|group| group.web), on_a_day);
}

/// Gives an outcome to so many of those who have none yet.
fn draw(
    residents: &mut [Resident<'_>],
    count: usize,
    chance: &Chance,
    weight: impl Fn(&Resident<'_>) -> f64,
    outcome: impl Fn(&Chance) -> Outcome,
) {
    let mut waiting: Vec<&mut Resident<'_>> =
        residents.iter_mut().filter(|resident| resident.outcome == Outcome::Waiting).collect();
    for place in chance.sample(waiting.iter().map(|resident| weight(resident)), count) {
        waiting[place].outcome = outcome(chance);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::demo::scenario::tests::shipped;

    fn populated(scenario: &Scenario) -> Vec<Resident<'_>> {
        let chance = Chance::seeded(scenario.seed);
        let mut residents = residents(scenario, &chance);
        answer_letters(&mut residents, &scenario.returns, &chance);
        residents
    }

    fn on_web(resident: &&Resident<'_>) -> bool {
        matches!(resident.outcome, Outcome::Web(_))
    }

    #[test]
    fn people_live_in_the_districts_and_ages_by_their_shares() {
        let (scenario, _) = shipped();
        let residents = populated(&scenario);
        assert_eq!(residents.len(), scenario.town.people);
        let serials: BTreeSet<&String> = residents.iter().map(|one| &one.serial).collect();
        assert_eq!(serials.len(), residents.len());
        let town = &scenario.town;
        for groups in [&town.districts, &town.sexes, &town.age_bands] {
            let whole: f64 = groups.iter().map(|group| group.share).sum();
            for group in groups {
                let is_one = |resident: &&Resident<'_>| {
                    resident.groups().iter().any(|other| std::ptr::eq(*other, group))
                };
                let share = residents.iter().filter(is_one).count() as f64 / 2_000.0;
                let expected = group.share / whole;
                assert!((share - expected).abs() < 0.03, "{}: {share}", group.label);
            }
        }
    }

    #[test]
    fn as_many_letters_come_back_in_each_way_as_the_scenario_says() {
        let (scenario, _) = shipped();
        let residents = populated(&scenario);
        let count =
            |outcome: Outcome| residents.iter().filter(|one| one.outcome == outcome).count();
        let office = |what| count(Outcome::Office(what));
        let returns = &scenario.returns;
        assert_eq!(residents.iter().filter(on_web).count(), returns.web);
        assert_eq!(office(Disposition::Paper), returns.paper);
        assert_eq!(office(Disposition::Undeliverable), returns.undeliverable);
        assert_eq!(office(Disposition::Ineligible), returns.ineligible);
        assert_eq!(office(Disposition::Refused), returns.refused);
        let last_day = Outcome::Web(returns.days.len() as u32 - 1);
        assert!(count(Outcome::Web(1)) > count(Outcome::Web(0)) && count(last_day) > 0);
    }

    #[test]
    fn older_people_answer_more() {
        let (scenario, _) = shipped();
        let residents = populated(&scenario);
        let rate = |band: usize| {
            let band = &scenario.town.age_bands[band];
            let all = residents.iter().filter(|one| std::ptr::eq(one.age_band, band));
            all.clone().filter(on_web).count() as f64 / all.count() as f64
        };
        assert!(rate(5) > rate(3) && rate(3) > rate(1));
    }
}
