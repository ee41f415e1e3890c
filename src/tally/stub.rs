//! The stub (表側) of a cross table: the lines, and who stands in which.

use super::column::{Column, NO_ANSWER, NOT_ASKED, UNUSABLE, is_valid};

/// The lines of a table below one another, and who stands in which.
#[derive(Clone, Debug)]
pub struct Stub {
    lines: Vec<StubLine>,
    splits: Vec<Split>,
}

/// The label of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StubLine {
    /// What stands above or before it, from the outside in: nothing for 全体, the variable for
    /// a line of a single variable, the variables and the outer category for a nested one.
    pub within: Vec<String>,
    /// The category.
    pub label: String,
    /// What kind of people stand in it.
    pub kind: LineKind,
}

/// What kind of people stand in a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineKind {
    /// Everybody.
    #[default]
    Whole,
    /// A category; nobody stands in two of the same variable.
    Category,
    /// A tick of a multiple choice; somebody may stand in several.
    Tick,
    /// 無回答 and the like.
    Missing,
}

/// Neighbouring lines of which everybody stands in one at most.
#[derive(Clone, Debug)]
pub(super) struct Split {
    /// How many lines.
    pub(super) lines: usize,
    /// The line of each row; [`OUT`] for none. `None`: everybody in the only line.
    pub(super) of: Option<Vec<u16>>,
}

/// In no line of the split.
const OUT: u16 = u16::MAX;

/// A variable by which answers are broken down.
#[derive(Clone, Copy, Debug)]
pub struct Breakdown<'a> {
    /// Its name on the table.
    pub label: &'a str,
    /// Its categories.
    pub categories: Categories<'a>,
}

/// The categories of a breakdown.
#[derive(Clone, Copy, Debug)]
pub enum Categories<'a> {
    /// Everybody stands in one at most: the codes of a column.
    Codes {
        /// The column.
        column: &'a Column,
        /// The codes with their labels.
        codes: &'a [(i16, String)],
    },
    /// Somebody may stand in several: the ticks of a multiple choice.
    Ticks {
        /// The columns.
        columns: &'a [Column],
        /// A label for each.
        labels: &'a [String],
    },
}

/// The label of the line of everybody.
pub const WHOLE: &str = "全体";

/// The missings that have a line of their own where somebody is in it, so that the lines of a
/// variable always make up everybody.
const MISSINGS: [(i16, &str); 3] =
    [(NO_ANSWER, "無回答"), (UNUSABLE, "無効"), (NOT_ASKED, "非該当")];

impl Stub {
    /// 全体 alone.
    pub fn whole() -> Stub {
        Stub {
            lines: vec![StubLine { label: WHOLE.into(), ..StubLine::default() }],
            splits: vec![Split { lines: 1, of: None }],
        }
    }

    /// The lines.
    pub fn lines(&self) -> &[StubLine] {
        &self.lines
    }

    pub(super) fn splits(&self) -> &[Split] {
        &self.splits
    }

    /// Adds the categories of a variable.
    pub fn by(&mut self, breakdown: Breakdown) {
        let within = vec![breakdown.label.to_owned()];
        for (labels, of) in breakdown.parts() {
            let line = |(label, kind)| StubLine { within: within.clone(), label, kind };
            self.splits.push(Split { lines: labels.len(), of: Some(of) });
            self.lines.extend(labels.into_iter().map(line));
        }
    }

    /// Adds the categories of `inner` within each category of `outer`.
    pub fn nested(&mut self, outer: Breakdown, inner: Breakdown) {
        let names = format!("{}×{}", outer.label, inner.label);
        for (outer_labels, outer_of) in outer.parts() {
            for (place, (label, outer_kind)) in outer_labels.into_iter().enumerate() {
                let within = vec![names.clone(), label];
                for (labels, of) in inner.parts() {
                    let both = |(&out, &within): (&u16, &u16)| {
                        if usize::from(out) == place { within } else { OUT }
                    };
                    let of = outer_of.iter().zip(&of).map(both).collect();
                    let line = |(label, kind)| {
                        let kind = if outer_kind == LineKind::Category { kind } else { outer_kind };
                        StubLine { within: within.clone(), label, kind }
                    };
                    self.splits.push(Split { lines: labels.len(), of: Some(of) });
                    self.lines.extend(labels.into_iter().map(line));
                }
            }
        }
    }
}

impl Breakdown<'_> {
    /// One part for codes, one for each tick of a multiple choice.
    fn parts(&self) -> Vec<Part> {
        match self.categories {
            Categories::Codes { column, codes } => vec![by_code(column, codes)],
            Categories::Ticks { columns, labels } => {
                let part = |(column, label): (&Column, &String)| {
                    let of = |&cell: &i16| if cell == 1 { 0 } else { OUT };
                    (vec![(label.clone(), LineKind::Tick)], column.cells.iter().map(of).collect())
                };
                let mut parts: Vec<_> = columns.iter().zip(labels).map(part).collect();
                if let Some(column) = columns.first()
                    && column.cells.iter().any(|&cell| !is_valid(cell))
                {
                    parts.push(by_code(column, &[]));
                }
                parts
            }
        }
    }
}

/// Labels, and the place of each row's label among them.
type Part = (Vec<(String, LineKind)>, Vec<u16>);

fn by_code(column: &Column, codes: &[(i16, String)]) -> Part {
    let seen = |missing: i16| column.cells.contains(&missing);
    let missings = MISSINGS.iter().filter(|(missing, _)| seen(*missing));
    let missings = missings.map(|&(code, label)| (code, label.to_owned()));
    let all: Vec<(i16, String)> = codes.iter().cloned().chain(missings).collect();
    let highest = all.iter().map(|(code, _)| *code).max().unwrap_or(0).max(0);
    let mut places = vec![OUT; (highest - UNUSABLE) as usize + 1];
    for (place, (code, _)) in all.iter().enumerate() {
        places[(code - UNUSABLE) as usize] = place as u16;
    }
    let place = |&cell: &i16| {
        let place = usize::try_from(i32::from(cell) - i32::from(UNUSABLE)).ok();
        place.and_then(|place| places.get(place)).copied().unwrap_or(OUT)
    };
    let of = column.cells.iter().map(place).collect();
    let line = |(code, label): (i16, String)| {
        (label, if is_valid(code) { LineKind::Category } else { LineKind::Missing })
    };
    (all.into_iter().map(line).collect(), of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::{Base, Counted, count};

    fn column(cells: &[i16]) -> Column {
        Column { cells: cells.to_vec(), ..Column::default() }
    }

    fn codes(labels: &[&str]) -> Vec<(i16, String)> {
        (1..).zip(labels.iter().map(|label| (*label).to_owned())).collect()
    }

    /// Label and number of people of each line.
    fn lines(stub: &Stub, rows: usize) -> Vec<(String, u32)> {
        let everything = column(&vec![1; rows]);
        let counted = Counted::Codes { column: &everything, codes: &[1] };
        let tallies = count(counted, stub, None, 0..rows);
        let line = |(line, tally): (&StubLine, &crate::tally::Tally)| {
            let name = line.within.iter().chain([&line.label]).cloned().collect::<Vec<_>>();
            (name.join("/"), tally.over(Base::All).people)
        };
        stub.lines().iter().zip(&tallies).map(line).collect()
    }

    #[test]
    fn everybody_stands_first_and_the_lines_of_a_variable_make_up_everybody() {
        let (sex, labels) = (column(&[1, 2, 2, NO_ANSWER, 2]), codes(&["男性", "女性", "その他"]));
        let mut stub = Stub::whole();
        let categories = Categories::Codes { column: &sex, codes: &labels };
        stub.by(Breakdown { label: "性別", categories });
        let found = lines(&stub, 5);
        assert_eq!(
            found.iter().map(|(label, n)| (label.as_str(), *n)).collect::<Vec<_>>(),
            [
                ("全体", 5),
                ("性別/男性", 1),
                ("性別/女性", 3),
                ("性別/その他", 0),
                ("性別/無回答", 1)
            ]
        );
    }

    #[test]
    fn a_nested_line_holds_those_who_are_in_both() {
        let (sex, age) = (column(&[1, 1, 2, 2, 2]), column(&[1, 2, 1, 1, 2]));
        let (sexes, ages) = (codes(&["男性", "女性"]), codes(&["若い", "若くない"]));
        let mut stub = Stub::whole();
        stub.nested(
            Breakdown {
                label: "性別",
                categories: Categories::Codes { column: &sex, codes: &sexes },
            },
            Breakdown {
                label: "年齢",
                categories: Categories::Codes { column: &age, codes: &ages },
            },
        );
        let found: Vec<(String, u32)> = lines(&stub, 5);
        assert_eq!(found[1], ("性別×年齢/男性/若い".into(), 1));
        assert_eq!(found[3], ("性別×年齢/女性/若い".into(), 2));
        assert_eq!(found.iter().skip(1).map(|(_, n)| n).sum::<u32>(), 5);
    }

    #[test]
    fn somebody_with_two_ticks_stands_in_two_lines() {
        let columns = [column(&[1, 1, NO_ANSWER]), column(&[0, 1, NO_ANSWER])];
        let labels = ["広報".to_owned(), "テレビ".to_owned()];
        let mut stub = Stub::whole();
        stub.by(Breakdown {
            label: "媒体",
            categories: Categories::Ticks { columns: &columns, labels: &labels },
        });
        let counts: Vec<u32> = lines(&stub, 3).into_iter().map(|(_, n)| n).collect();
        assert_eq!(counts, [3, 2, 1, 1]);
    }
}
