//! The labels around a radar: each outside at its axis, none on another.

use std::f64::consts::TAU;

use super::{
    WIDTH,
    area::Area,
    words::{balanced, width, wrapped},
};

/// The size of the type and the height of a line.
pub(super) const TYPE: f64 = 13.0;
pub(super) const LINE: f64 = 15.0;
/// Half-width characters in a line, where the picture is wide enough.
const UNITS: usize = 20;
/// Between two labels.
const GAP: f64 = 2.0;

/// The label of an axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    /// Its words in one line or two.
    pub(super) lines: Vec<String>,
    /// What it covers, seen from the middle of the radar.
    pub(super) area: Area,
    /// SVG's `text-anchor`.
    pub(super) anchor: &'static str,
}

/// Labels at this distance from the middle, the first at the top, then clockwise. Those of each
/// side make way upwards or downwards, away from the level of the middle.
pub(super) fn labels(axes: &[String], away: f64) -> Vec<Label> {
    let turn = |axis: usize| TAU * axis as f64 / axes.len() as f64;
    let mut labels: Vec<Label> =
        axes.iter().enumerate().map(|(axis, words)| label(words, turn(axis), away)).collect();
    let mut order: Vec<usize> = (0..axes.len()).collect();
    // From the level of the middle outwards; the top and the bottom come last.
    order.sort_by(|&one, &other| turn(one).cos().abs().total_cmp(&turn(other).cos().abs()));
    for (rank, &one) in order.iter().enumerate() {
        let is_above = turn(one).cos() >= 0.0;
        while let Some(other) = order[..rank].iter().find(|&&it| touches(&labels, one, it)) {
            let (own, other) = (labels[one].area, labels[*other].area);
            let by =
                if is_above { other.top - own.bottom - GAP } else { other.bottom - own.top + GAP };
            labels[one].area = own.moved(by);
        }
    }
    labels
}

fn touches(labels: &[Label], one: usize, other: usize) -> bool {
    labels[one].area.overlaps(&labels[other].area)
}

/// A label where it would stand if it were alone.
fn label(words: &str, turn: f64, away: f64) -> Label {
    let (x, y) = (away * turn.sin(), -away * turn.cos());
    // What is left of the picture beside the circle.
    let room = if turn.sin().abs() < 0.1 { WIDTH / 2.0 } else { WIDTH / 2.0 - x.abs() };
    let units = ((room / (TYPE / 2.0)) as usize).min(UNITS);
    // A label that hangs over would be cut at the edge of the picture.
    let lines = if width(words, TYPE) <= room {
        balanced(words, units)
    } else {
        wrapped(words, units - 2, 2)
    };
    let wide = lines.iter().map(|line| width(line, TYPE)).fold(0.0, f64::max);
    let high = LINE * lines.len() as f64;
    let (anchor, left) = match turn.sin() {
        sine if sine > 0.1 => ("start", x),
        sine if sine < -0.1 => ("end", x - wide),
        _ => ("middle", x - wide / 2.0),
    };
    // Above the middle it stands on its spot, below it hangs from it.
    let top = y - high / 2.0 - turn.cos() * high / 2.0;
    Label { lines, area: Area { left, top, right: left + wide, bottom: top + high }, anchor }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_lies_on_another_or_leaves_the_picture() {
        const NAMES: [&str; 4] = [
            "移動・交通",
            "地域とのつながり",
            "初等・中等教育",
            "自分らしい生き方や働き方を選べること",
        ];
        for count in [1, 2, 3, 5, 8, 12, 24, 36] {
            let axes: Vec<String> = (0..count).map(|axis| NAMES[axis % 4].into()).collect();
            let labels = labels(&axes, 234.0);
            for (one, label) in labels.iter().enumerate() {
                assert!(
                    label.area.left >= -360.0 && label.area.right <= 360.0,
                    "{one} of {count}: {label:?}"
                );
                let mut others = labels.iter().enumerate().filter(|(other, _)| *other != one);
                assert!(
                    !others.any(|(_, other)| other.area.overlaps(&label.area)),
                    "{one} of {count}"
                );
            }
        }
    }

    #[test]
    fn a_label_stays_outside_the_circle() {
        let axes: Vec<String> = (0..24).map(|axis| format!("因子の名前{axis}")).collect();
        for label in labels(&axes, 234.0) {
            let (x, y) = label.area.nearest((0.0, 0.0));
            assert!(x.hypot(y) > 222.0, "{label:?}");
        }
    }

    #[test]
    fn labels_stand_at_their_side() {
        let axes = ["上", "右", "下", "左"].map(String::from);
        let anchors: Vec<&str> = labels(&axes, 234.0).iter().map(|label| label.anchor).collect();
        assert_eq!(anchors, ["middle", "start", "middle", "end"]);
    }
}
