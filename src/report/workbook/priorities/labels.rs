//! Where the labels of a native chart go. Excel lets a label stand on one of four sides of its
//! point; here the sides are chosen so that no label lies on another.

use rust_xlsxwriter::ChartDataLabelPosition;

/// A point in pixels, and how wide its label is by name and by number alone.
pub(super) struct Wish {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) widths: [f64; 2],
}

/// What a point is called, and on which side.
pub(super) struct Label {
    pub(super) position: ChartDataLabelPosition,
    /// Its name, or where that has no room, its number.
    pub(super) is_name: bool,
}

/// Left, top, right and bottom.
type Area = [f64; 4];

/// Half the size of a point, the gap to its label, and half the height of a label.
const POINT: f64 = 5.0;
const GAP: f64 = 3.0;
const HALF: f64 = 10.0;

/// How wide a text is, about, with the margins that Excel leaves.
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    let units: f64 = text.chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum();
    units * size + 10.0
}

/// A label for each point, in their order; none lies on `taken`. Whoever is closest to others
/// chooses first.
pub(super) fn labels(wishes: &[Wish], taken: &[Area]) -> Vec<Label> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|&a, &b| nearest(wishes, a).total_cmp(&nearest(wishes, b)));
    let mut taken: Vec<Area> = taken.to_vec();
    taken.extend(
        wishes.iter().map(|wish| [wish.x - POINT, wish.y - POINT, wish.x + POINT, wish.y + POINT]),
    );
    let mut labels: Vec<(usize, Label)> = Vec::new();
    for place in order {
        let (label, area) = choose(&wishes[place], &taken);
        taken.extend(area);
        labels.push((place, label));
    }
    labels.sort_by_key(|(place, _)| *place);
    labels.into_iter().map(|(_, label)| label).collect()
}

/// How far the next point is.
fn nearest(wishes: &[Wish], place: usize) -> f64 {
    let one = &wishes[place];
    let others = wishes.iter().enumerate().filter(|(other, _)| *other != place);
    let far = others.map(|(_, other)| (other.x - one.x).hypot(other.y - one.y));
    far.fold(f64::INFINITY, f64::min)
}

/// The first side with room for the name, else for the number. Where nothing has room (points
/// on top of each other), the number stands to the right all the same.
fn choose(wish: &Wish, taken: &[Area]) -> (Label, Option<Area>) {
    use ChartDataLabelPosition::{Above, Below, Left, Right};
    for (width, is_name) in wish.widths.into_iter().zip([true, false]) {
        for position in [Right, Left, Above, Below] {
            let area = covered(wish, position, width);
            if !taken.iter().any(|other| meet(&area, other)) {
                return (Label { position, is_name }, Some(area));
            }
        }
    }
    (Label { position: Right, is_name: false }, None)
}

fn covered(wish: &Wish, position: ChartDataLabelPosition, width: f64) -> Area {
    let beside = POINT + GAP;
    let (x, y) = match position {
        ChartDataLabelPosition::Left => (wish.x - beside - width / 2.0, wish.y),
        ChartDataLabelPosition::Above => (wish.x, wish.y - beside - HALF),
        ChartDataLabelPosition::Below => (wish.x, wish.y + beside + HALF),
        _ => (wish.x + beside + width / 2.0, wish.y),
    };
    [x - width / 2.0, y - HALF, x + width / 2.0, y + HALF]
}

fn meet(one: &Area, other: &Area) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(x: f64, y: f64) -> Wish {
        Wish { x, y, widths: [200.0, 30.0] }
    }

    #[test]
    fn neighbours_have_their_labels_on_different_sides() {
        let wishes = [wish(300.0, 300.0), wish(320.0, 304.0), wish(310.0, 310.0)];
        let labels = labels(&wishes, &[]);
        let areas: Vec<Area> = wishes
            .iter()
            .zip(&labels)
            .map(|(wish, label)| {
                covered(wish, label.position, wish.widths[usize::from(!label.is_name)])
            })
            .collect();
        assert!(labels.iter().all(|label| label.is_name));
        for (place, area) in areas.iter().enumerate() {
            assert!(!areas[..place].iter().any(|other| meet(area, other)), "{place}");
        }
    }

    #[test]
    fn a_name_without_room_gives_way_to_its_number_and_the_chart_s_edges_are_kept_free() {
        // A narrow gap, as between the names of two quadrants.
        let walls = [[0.0, 0.0, 260.0, 600.0], [345.0, 0.0, 600.0, 600.0]];
        let labels = labels(&[wish(300.0, 300.0)], &walls);
        assert!(!labels[0].is_name);
    }
}
