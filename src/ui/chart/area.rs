//! Rectangles and lines in a picture: what lies on what.

/// A spot in the picture: x to the right, y downwards.
pub(super) type Spot = (f64, f64);

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// The rectangle of this size around a spot.
    pub(super) fn around((x, y): Spot, width: f64, height: f64) -> Area {
        Area {
            left: x - width / 2.0,
            top: y - height / 2.0,
            right: x + width / 2.0,
            bottom: y + height / 2.0,
        }
    }

    /// The same with so much more on every side.
    pub(super) fn widened(self, by: f64) -> Area {
        Area {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// The same, so much higher or lower.
    pub(super) fn moved(self, by: f64) -> Area {
        Area { top: self.top + by, bottom: self.bottom + by, ..self }
    }

    /// Whether they share more than an edge.
    pub(super) fn overlaps(&self, other: &Area) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether the other is wholly inside.
    pub(super) fn holds(&self, other: &Area) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && other.right <= self.right
            && other.bottom <= self.bottom
    }

    /// The spot of it that is nearest to another.
    pub(super) fn nearest(&self, (x, y): Spot) -> Spot {
        (x.clamp(self.left, self.right), y.clamp(self.top, self.bottom))
    }

    /// Whether a line runs through it (Liang and Barsky's clipping).
    pub(super) fn is_crossed(&self, from: Spot, to: Spot) -> bool {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        let edges = [
            (-dx, from.0 - self.left),
            (dx, self.right - from.0),
            (-dy, from.1 - self.top),
            (dy, self.bottom - from.1),
        ];
        for (along, room) in edges {
            if along == 0.0 {
                if room <= 0.0 {
                    return false;
                }
            } else if along < 0.0 {
                enter = enter.max(room / along);
            } else {
                leave = leave.min(room / along);
            }
        }
        enter < leave
    }
}

/// Whether two lines cross.
pub(super) fn cross((a, b): (Spot, Spot), (c, d): (Spot, Spot)) -> bool {
    let side = |p: Spot, q: Spot, r: Spot| (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: Area = Area { left: 0.0, top: 0.0, right: 10.0, bottom: 10.0 };

    #[test]
    fn neighbours_with_a_common_edge_do_not_overlap() {
        assert!(!SQUARE.overlaps(&Area { left: 10.0, right: 20.0, ..SQUARE }));
        assert!(SQUARE.overlaps(&Area { left: 9.0, right: 20.0, ..SQUARE }));
        assert!(SQUARE.overlaps(&Area::around((5.0, 5.0), 2.0, 2.0)));
    }

    #[test]
    fn a_line_crosses_what_it_runs_through_and_not_what_it_ends_at() {
        assert!(SQUARE.is_crossed((-5.0, 5.0), (15.0, 6.0)));
        assert!(SQUARE.is_crossed((5.0, 5.0), (5.0, 20.0)));
        assert!(!SQUARE.is_crossed((-5.0, 5.0), (0.0, 5.0)));
        assert!(!SQUARE.is_crossed((-5.0, 8.0), (5.0, 18.0)));
        assert!(!SQUARE.is_crossed((12.0, -5.0), (12.0, 15.0)));
    }

    #[test]
    fn lines_cross_in_one_spot_or_not_at_all() {
        let cross_at_the_middle = (((0.0, 0.0), (4.0, 4.0)), ((0.0, 4.0), (4.0, 0.0)));
        assert!(cross(cross_at_the_middle.0, cross_at_the_middle.1));
        assert!(!cross(((0.0, 0.0), (1.0, 1.0)), ((0.0, 4.0), (4.0, 0.0))));
    }
}
