//! Where a label of a point may go, and what each place costs: the distance from its point, how
//! well that side reads, lines across other things.

use super::area::{Area, Spot, cross};

/// Between a point's middle and a label that stands next to it.
const NEXT: f64 = 7.0;
/// How far away labels are tried; what goes further than the first has a line to its point.
const DISTANCES: [f64; 13] =
    [NEXT, 13.0, 20.0, 28.0, 38.0, 50.0, 64.0, 80.0, 98.0, 118.0, 140.0, 165.0, 195.0];
/// Half a side of the square around a point that labels of others keep off.
pub(super) const POINT: f64 = 5.5;
/// The price of lying on another label: more than any way of avoiding it.
const OVERLAP: f64 = 10_000.0;
/// The price of a line across a label, a point, or another line.
const THROUGH_LABEL: f64 = 120.0;
const THROUGH_POINT: f64 = 60.0;
const THROUGH_LINE: f64 = 40.0;
/// The price of standing so near to a foreign point that it could be taken for its name.
const DOUBT: f64 = 9.0;
const NEAR: f64 = 6.0;

/// A point that wants a label.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wish {
    /// Where the point is.
    pub(super) at: Spot,
    /// Width and height of its name, and of its number.
    pub(super) sizes: [(f64, f64); 2],
}

/// Where a label goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// What it covers.
    pub(super) area: Area,
    /// The end of the line that leads to it from its point.
    pub(super) line: Option<Spot>,
    /// The whole name, or the number alone.
    pub(super) is_name: bool,
    /// What it costs without regard to other labels.
    pub(super) price: f64,
}

/// What a picture leaves for labels: its inside, without what is written there already.
pub(super) struct Room<'a> {
    pub(super) inside: &'a Area,
    pub(super) taken: &'a [Area],
}

/// All places for the name or the number of one point that keep off what stands still, the
/// cheapest first.
pub(super) fn places(wishes: &[Wish], one: usize, is_name: bool, room: &Room<'_>) -> Vec<Place> {
    let wish = &wishes[one];
    let size = wish.sizes[usize::from(!is_name)];
    let others = wishes.iter().enumerate().filter(|(other, _)| *other != one);
    let points: Vec<Area> =
        others.map(|(_, other)| Area::around(other.at, 2.0 * POINT, 2.0 * POINT)).collect();
    let is_free = |area: &Area| {
        room.inside.holds(area)
            && !room.taken.iter().chain(&points).any(|other| other.overlaps(area))
    };
    let mut found = Vec::new();
    for away in DISTANCES {
        for (at, taste) in around(wish.at, size, away) {
            let area = Area::around(at, size.0, size.1);
            if is_free(&area) {
                let line = (away > NEXT).then(|| area.nearest(wish.at));
                let price = away - NEXT + taste + among_points(wish.at, &area, line, &points);
                found.push(Place { area, line, is_name, price });
            }
        }
    }
    found.sort_by(|one, other| one.price.total_cmp(&other.price));
    found
}

/// What a place costs because of the points around it.
fn among_points(at: Spot, area: &Area, line: Option<Spot>, points: &[Area]) -> f64 {
    let near = area.widened(NEAR);
    let price = |point: &Area| {
        let doubt = if point.overlaps(&near) { DOUBT } else { 0.0 };
        let through = line.is_some_and(|end| point.is_crossed(at, end));
        doubt + if through { THROUGH_POINT } else { 0.0 }
    };
    points.iter().map(price).sum()
}

/// The middles of a label of this size that stands `away` from a point on any side, and how
/// little each is liked: right and left read best, corners least.
fn around(
    (x, y): Spot,
    (width, height): (f64, f64),
    away: f64,
) -> impl Iterator<Item = (Spot, f64)> {
    const STEPS: [f64; 9] = [0.0, 0.25, -0.25, 0.5, -0.5, 0.75, -0.75, 1.0, -1.0];
    let (dx, dy) = (width / 2.0 + away, height / 2.0 + away);
    let beside = move |step: f64| {
        let slant = 2.0 * step.abs();
        [((x + dx, y + dy * step), slant), ((x - dx, y + dy * step), 1.0 + slant)]
    };
    let over = move |step: f64| {
        let slant = 1.5 + step.abs();
        [((x + dx * step, y - dy), slant), ((x + dx * step, y + dy), 0.5 + slant)]
    };
    // The corners are those of the sides already.
    STEPS.into_iter().flat_map(beside).chain(STEPS.into_iter().take(7).flat_map(over))
}

/// What two labels cost one another; the same from both sides.
pub(super) fn between((at, place): (Spot, &Place), (other_at, other): (Spot, &Place)) -> f64 {
    let lines = (place.line.map(|end| (at, end)), other.line.map(|end| (other_at, end)));
    let mut price = 0.0;
    if place.area.overlaps(&other.area) {
        price += OVERLAP;
    }
    if lines.0.is_some_and(|(from, to)| other.area.is_crossed(from, to)) {
        price += THROUGH_LABEL;
    }
    if lines.1.is_some_and(|(from, to)| place.area.is_crossed(from, to)) {
        price += THROUGH_LABEL;
    }
    if let (Some(one), Some(two)) = lines
        && cross(one, two)
    {
        price += THROUGH_LINE;
    }
    price
}

#[cfg(test)]
mod tests {
    use super::*;

    const INSIDE: Area = Area { left: 0.0, top: 0.0, right: 400.0, bottom: 300.0 };

    fn wish(at: Spot) -> Wish {
        Wish { at, sizes: [(100.0, 17.0), (20.0, 17.0)] }
    }

    fn of_first(wishes: &[Wish]) -> Vec<Place> {
        places(wishes, 0, true, &Room { inside: &INSIDE, taken: &[] })
    }

    #[test]
    fn the_right_side_is_liked_best_and_no_place_covers_its_own_point() {
        let found = of_first(&[wish((200.0, 150.0))]);
        assert!((found[0].area.left - 207.0).abs() < 1e-9 && found[0].line.is_none());
        let point = Area::around((200.0, 150.0), 2.0 * POINT, 2.0 * POINT);
        assert!(found.iter().all(|place| !place.area.overlaps(&point)));
    }

    #[test]
    fn a_place_near_another_point_costs_more_than_one_that_is_clear() {
        let found = of_first(&[wish((200.0, 150.0)), wish((315.0, 150.0))]);
        assert!(found[0].area.right < 200.0, "{:?}", found[0]);
    }

    #[test]
    fn a_line_across_a_label_costs_and_a_label_on_a_label_costs_far_more() {
        let place = |x, y, line| Place {
            area: Area::around((x, y), 40.0, 16.0),
            line,
            is_name: true,
            price: 0.0,
        };
        let (here, far) = ((0.0, 0.0), (300.0, 200.0));
        let led = place(120.0, 0.0, Some((100.0, 0.0)));
        let apart = between((here, &led), (far, &place(200.0, 200.0, None)));
        let crossed = between((here, &led), (far, &place(50.0, 0.0, None)));
        let covered = between((here, &led), (far, &place(130.0, 4.0, None)));
        assert!(apart == 0.0 && 0.0 < crossed && 50.0 * crossed < covered);
    }
}
