//! Where the labels of points go so that each can be read: no two on one another, none on
//! another point. Ours: places around each point are tried in order of preference, the crowded
//! points first; then every label may move to a better place until none does, and those that
//! are still in one another's way are tried elsewhere with their neighbours giving way. A label
//! that finds no room becomes its number, and a number that finds none is left out.
//!
//! No chance is involved: the same points give the same picture.

use std::iter;

use super::{
    area::Area,
    candidates::{Place, Room, Wish, between, places},
};

/// Points this near make a place crowded.
const CROWD: f64 = 90.0;
/// Of the places of one label, so many are tried for a rearrangement.
const PLACES: usize = 80;
/// How much moving may cost, in labels that are compared with one another's places: less than a
/// tenth of a second. What is not settled then becomes a number.
const WORK: usize = 50_000;

/// Finds places within `inside` that keep off the areas in `taken`. One for each wish, `None`
/// where there is no room even for a number.
pub(super) fn place(wishes: &[Wish], inside: &Area, taken: &[Area]) -> Vec<Option<Place>> {
    let mut search = Search::begin(wishes, Room { inside, taken });
    search.improve();
    search.rearrange();
    // Whoever is in the way most gives up its name, then its number.
    while let Some(worst) = search.worst() {
        search.lessen(worst);
    }
    search.improve();
    search.chosen
}

struct Search<'a> {
    wishes: &'a [Wish],
    room: Room<'a>,
    /// The crowded points first.
    order: Vec<usize>,
    /// The places of each that can be had, the cheapest first.
    open: Vec<Vec<Place>>,
    chosen: Vec<Option<Place>>,
    /// What is left of [`WORK`].
    work: usize,
}

impl<'a> Search<'a> {
    fn begin(wishes: &'a [Wish], room: Room<'a>) -> Search<'a> {
        let mut order: Vec<usize> = (0..wishes.len()).collect();
        order.sort_by_key(|&one| (usize::MAX - crowd(wishes, one), one));
        let open = |one| {
            let names = places(wishes, one, true, &room);
            if names.is_empty() { places(wishes, one, false, &room) } else { names }
        };
        let open = (0..wishes.len()).map(open).collect();
        let chosen = vec![None; wishes.len()];
        let mut search = Search { wishes, room, order, open, chosen, work: WORK };
        for step in 0..wishes.len() {
            let one = search.order[step];
            search.chosen[one] = search.best(one);
        }
        search
    }

    /// Whether so many labels may still look for places.
    fn may_move(&mut self, labels: usize) -> bool {
        let rest = self.work.checked_sub(labels * self.wishes.len());
        self.work = rest.unwrap_or(0);
        rest.is_some()
    }

    /// Lets every label move to a better place until none does.
    fn improve(&mut self) {
        let mut moved = true;
        while moved && self.may_move(self.wishes.len()) {
            moved = false;
            for step in 0..self.order.len() {
                let one = self.order[step];
                let best = self.best(one);
                if best != self.chosen[one] {
                    (self.chosen[one], moved) = (best, true);
                }
            }
        }
    }

    /// Moves a label that is in another's way, and lets its new neighbours give way, where that
    /// is better for all of them together.
    fn rearrange(&mut self) {
        let mut moved = true;
        while moved {
            moved = false;
            for step in 0..self.order.len() {
                let one = self.order[step];
                for place in 0..self.open[one].len().min(PLACES) {
                    if !self.is_in_the_way(one) {
                        break;
                    }
                    let touched = self.touched(one, &self.open[one][place]);
                    if !self.may_move(touched.len()) {
                        return;
                    }
                    moved |= self.gives_way(&touched, self.open[one][place]);
                }
            }
        }
    }

    fn is_in_the_way(&self, one: usize) -> bool {
        self.chosen[one].is_some_and(|own| self.among_others(one, &own, f64::INFINITY) > 0.0)
    }

    /// One, and those who would be in its way at a place.
    fn touched(&self, one: usize, place: &Place) -> Vec<usize> {
        let others = (0..self.wishes.len()).filter(|&it| self.pair(one, place, it) > 0.0);
        iter::once(one).chain(others).collect()
    }

    /// Puts the first at a place and the others where they cost least then. Whether it was worth
    /// it; if not, all is as before.
    fn gives_way(&mut self, touched: &[usize], place: Place) -> bool {
        let before: Vec<_> = touched.iter().map(|&it| self.chosen[it]).collect();
        let cost = self.cost(touched);
        self.chosen[touched[0]] = Some(place);
        for &other in &touched[1..] {
            self.chosen[other] = self.best(other);
        }
        let is_better = self.cost(touched) < cost - 1e-6;
        if !is_better {
            for (&it, chosen) in touched.iter().zip(before) {
                self.chosen[it] = chosen;
            }
        }
        is_better
    }

    /// What the places of some cost, alone and with all others.
    fn cost(&self, some: &[usize]) -> f64 {
        let own = |&one: &usize| {
            let Some(place) = &self.chosen[one] else { return 0.0 };
            // A pair of them is met twice.
            let inside: f64 = some.iter().map(|&other| self.pair(one, place, other)).sum();
            place.price + self.among_others(one, place, f64::INFINITY) - inside / 2.0
        };
        some.iter().map(own).sum()
    }

    /// What a place of one costs because of the label of another.
    fn pair(&self, one: usize, place: &Place, other: usize) -> f64 {
        match &self.chosen[other] {
            Some(chosen) if other != one => {
                between((self.wishes[one].at, place), (self.wishes[other].at, chosen))
            }
            _ => 0.0,
        }
    }

    /// The cheapest place of one, as the others stand now.
    fn best(&self, one: usize) -> Option<Place> {
        let mut best: Option<(f64, &Place)> = None;
        for place in &self.open[one] {
            let least = best.map_or(f64::INFINITY, |(price, _)| price);
            // Those that follow cost more already.
            if place.price >= least {
                break;
            }
            let price = place.price + self.among_others(one, place, least - place.price);
            if price < least {
                best = Some((price, place));
            }
        }
        best.map(|(_, place)| *place)
    }

    /// What a place costs because of the other labels; stops counting at `enough`.
    fn among_others(&self, one: usize, place: &Place, enough: f64) -> f64 {
        let mut price = 0.0;
        for other in 0..self.chosen.len() {
            price += self.pair(one, place, other);
            if price >= enough {
                break;
            }
        }
        price
    }

    /// The label that lies on most others; of equals, the one in the densest crowd.
    fn worst(&self) -> Option<usize> {
        let conflicts = |one: usize| {
            let Some(own) = &self.chosen[one] else { return 0 };
            let others = self.chosen.iter().enumerate().filter(|(other, _)| *other != one);
            others.filter(|(_, other)| other.is_some_and(|it| it.area.overlaps(&own.area))).count()
        };
        let worst = self.order.iter().copied().rev().max_by_key(|&one| conflicts(one))?;
        (conflicts(worst) > 0).then_some(worst)
    }

    /// A number instead of a name, nothing instead of a number. Those it lay on look for a
    /// better place, too: there is more room now.
    fn lessen(&mut self, one: usize) {
        let Some(gone) = self.chosen[one] else { return };
        let numbers = |search: &Search<'_>| places(search.wishes, one, false, &search.room);
        self.open[one] = if gone.is_name { numbers(self) } else { Vec::new() };
        self.chosen[one] = self.best(one);
        for other in 0..self.chosen.len() {
            if self.chosen[other].is_some_and(|place| place.area.overlaps(&gone.area)) {
                self.chosen[other] = self.best(other);
            }
        }
    }
}

/// How many other points are near one.
fn crowd(wishes: &[Wish], one: usize) -> usize {
    let (x, y) = wishes[one].at;
    let is_near = |wish: &&Wish| (wish.at.0 - x).hypot(wish.at.1 - y) < CROWD;
    wishes.iter().filter(is_near).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{area::Spot, candidates::POINT};
    use super::*;

    const ROOM: Area = Area { left: 0.0, top: 0.0, right: 600.0, bottom: 520.0 };

    fn wish(at: Spot) -> Wish {
        Wish { at, sizes: [(120.0, 17.0), (20.0, 17.0)] }
    }

    /// What must hold however crowded it is.
    fn can_be_read(wishes: &[Wish], taken: &[Area]) -> Vec<Option<Place>> {
        let places = place(wishes, &ROOM, taken);
        for (one, found) in places.iter().enumerate() {
            let Some(found) = found else { continue };
            assert!(ROOM.holds(&found.area), "{one} leaves the picture");
            assert!(!taken.iter().any(|area| area.overlaps(&found.area)), "{one} covers a name");
            for (other, wish) in wishes.iter().enumerate().filter(|(other, _)| *other != one) {
                let point = Area::around(wish.at, 2.0 * POINT, 2.0 * POINT);
                assert!(!found.area.overlaps(&point), "{one} covers the point {other}");
                let beside = places[other].filter(|place| place.area.overlaps(&found.area));
                assert_eq!(beside, None, "{one} and {other}");
            }
        }
        places
    }

    /// So many points in a heap, without chance.
    fn heap(count: u32, spread: f64) -> Vec<Wish> {
        let mut state = 7_u32;
        let mut next = || {
            let sum: f64 = (0..4)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    f64::from(state >> 16) / 65_536.0 - 0.5
                })
                .sum();
            sum * spread
        };
        (0..count).map(|_| wish((300.0 + next(), 260.0 + next()))).collect()
    }

    #[test]
    fn a_point_alone_has_its_name_right_beside_it() {
        let places = can_be_read(&[wish((100.0, 100.0))], &[]);
        let place = places[0].expect("a place");
        assert!(place.is_name && place.line.is_none());
        assert!((place.area.left - 107.0).abs() < 1e-9 && (place.area.top - 91.5).abs() < 1e-9);
    }

    #[test]
    fn thirty_two_points_in_a_heap_all_keep_their_names() {
        let places = can_be_read(&heap(32, 160.0), &[]);
        assert!(places.iter().all(|place| place.is_some_and(|place| place.is_name)));
    }

    #[test]
    fn where_names_have_no_room_there_are_numbers() {
        let long = |wish| Wish { sizes: [(260.0, 34.0), (20.0, 17.0)], ..wish };
        let wishes: Vec<Wish> = heap(40, 40.0).into_iter().map(long).collect();
        let places = can_be_read(&wishes, &[]);
        assert!(places.iter().flatten().any(|place| !place.is_name));
        assert!(places.iter().flatten().any(|place| place.is_name));
    }

    #[test]
    fn a_label_that_went_away_is_tied_to_its_point() {
        let places = can_be_read(&heap(24, 60.0), &[]);
        for place in places.iter().flatten() {
            assert!(place.line.is_none_or(|end| place.area.nearest(end) == end));
        }
        assert!(places.iter().flatten().any(|place| place.line.is_some()));
    }

    #[test]
    fn the_same_points_give_the_same_picture() {
        assert_eq!(place(&heap(20, 90.0), &ROOM, &[]), place(&heap(20, 90.0), &ROOM, &[]));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn whatever_the_points_no_label_lies_on_another(
            spots in prop::collection::vec((0.0..600.0_f64, 0.0..520.0_f64), 0..40),
        ) {
            let taken = [Area { left: 0.0, top: 0.0, right: 90.0, bottom: 24.0 }];
            can_be_read(&spots.into_iter().map(wish).collect::<Vec<_>>(), &taken);
        }
    }
}
