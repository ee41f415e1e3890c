//! The one counting function. Screens, charts, workbook and CSV all show what it counts.

use super::column::{Column, NO_ANSWER, NOT_ASKED, is_valid};

/// Of whom a percentage is a share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Base {
    /// Everybody who sent an answer, 無回答 and 非該当 among them.
    All,
    /// Those who were asked: without 非該当, with 無回答 and 無効. The usual base of a GT table.
    #[default]
    Asked,
    /// Valid answers only.
    Valid,
}

impl Base {
    /// How the base is printed on a table.
    pub fn label(self) -> &'static str {
        match self {
            Base::All => "全回答者（無回答・非該当を含む）",
            Base::Asked => "この設問の対象者（無回答を含み、非該当を除く）",
            Base::Valid => "有効回答（無回答・無効・非該当を除く）",
        }
    }
}

/// What is counted in the columns of a question.
#[derive(Clone, Debug)]
pub enum Counted<'a> {
    /// How often each code stands in a column.
    Codes {
        /// The column.
        column: &'a Column,
        /// The codes, in the order in which their counts come back.
        codes: &'a [i16],
    },
    /// How often each of several columns is ticked. All columns belong to one question, so
    /// that they are missing together.
    Ticks {
        /// The columns, in the order in which their counts come back.
        columns: &'a [Column],
    },
    /// How often anything stands in a column.
    Filled {
        /// The column.
        column: &'a Column,
    },
}

/// Counts over a base.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frequency {
    /// People in the base.
    pub n: u32,
    /// People for each code, for each tick, or (for a column that is filled or not) in all.
    pub counts: Vec<u32>,
    /// People in the base with a valid answer.
    pub valid: u32,
    /// 無回答 in the base.
    pub no_answer: u32,
    /// 無効 in the base.
    pub unusable: u32,
    /// 非該当 in the base.
    pub not_asked: u32,
}

/// Counts one question over `base`. For codes, the counts and the missings sum to `n`.
pub fn frequency(counted: &Counted, base: Base) -> Frequency {
    let (cells, mut frequency) = match counted {
        Counted::Codes { column, codes } => by_code(&column.cells, codes),
        Counted::Ticks { columns } => {
            let counts = columns.iter().map(|column| people_with(&column.cells, 1)).collect();
            let cells = columns.first().map_or(&[][..], |column| &column.cells);
            (cells, Frequency { counts, ..Frequency::default() })
        }
        Counted::Filled { column } => {
            let filled = column.cells.iter().filter(|&&cell| is_valid(cell)).count() as u32;
            (&column.cells[..], Frequency { counts: vec![filled], ..Frequency::default() })
        }
    };
    let valid = cells.iter().filter(|&&cell| is_valid(cell)).count() as u32;
    let no_answer = people_with(cells, NO_ANSWER);
    let not_asked = people_with(cells, NOT_ASKED);
    let unusable = cells.len() as u32 - valid - no_answer - not_asked;
    frequency.valid = valid;
    if base != Base::Valid {
        frequency.no_answer = no_answer;
        frequency.unusable = unusable;
    }
    if base == Base::All {
        frequency.not_asked = not_asked;
    }
    frequency.n = valid + frequency.no_answer + frequency.unusable + frequency.not_asked;
    frequency
}

fn people_with(cells: &[i16], wanted: i16) -> u32 {
    cells.iter().filter(|&&cell| cell == wanted).count() as u32
}

/// Counts all codes in one pass through a table indexed by the code.
fn by_code<'a>(cells: &'a [i16], codes: &[i16]) -> (&'a [i16], Frequency) {
    let highest = codes.iter().copied().max().unwrap_or(0).max(0);
    let mut seen = vec![0_u32; highest as usize + 1];
    for &cell in cells {
        if let Some(count) = usize::try_from(cell).ok().and_then(|code| seen.get_mut(code)) {
            *count += 1;
        }
    }
    let count = |&code: &i16| {
        usize::try_from(code).ok().and_then(|code| seen.get(code)).copied().unwrap_or(0)
    };
    (cells, Frequency { counts: codes.iter().map(count).collect(), ..Frequency::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::UNUSABLE;

    fn column(cells: &[i16]) -> Column {
        Column { cells: cells.to_vec(), ..Column::default() }
    }

    fn sexes() -> Column {
        column(&[1, 2, 2, 9, NO_ANSWER, NOT_ASKED, NOT_ASKED, UNUSABLE, 2, 1])
    }

    #[test]
    fn the_base_decides_who_is_counted() {
        let column = sexes();
        let counted = Counted::Codes { column: &column, codes: &[1, 2, 9] };
        let all = frequency(&counted, Base::All);
        assert_eq!((all.n, all.no_answer, all.unusable, all.not_asked), (10, 1, 1, 2));
        let asked = frequency(&counted, Base::Asked);
        assert_eq!((asked.n, asked.no_answer, asked.unusable, asked.not_asked), (8, 1, 1, 0));
        let valid = frequency(&counted, Base::Valid);
        assert_eq!((valid.n, valid.no_answer, valid.unusable, valid.not_asked), (6, 0, 0, 0));
        for frequency in [all, asked, valid] {
            assert_eq!(frequency.counts, [2, 3, 1]);
            let missing = frequency.no_answer + frequency.unusable + frequency.not_asked;
            assert_eq!(frequency.counts.iter().sum::<u32>() + missing, frequency.n);
        }
    }

    #[test]
    fn counts_come_back_in_the_order_of_the_choices() {
        let column = sexes();
        let counted = Counted::Codes { column: &column, codes: &[9, 5, 2, 1] };
        assert_eq!(frequency(&counted, Base::Asked).counts, [1, 0, 3, 2]);
    }

    #[test]
    fn ticks_may_sum_to_more_than_the_people() {
        let columns =
            [column(&[1, 1, 0, NO_ANSWER, NOT_ASKED]), column(&[1, 0, 1, NO_ANSWER, NOT_ASKED])];
        let counted = frequency(&Counted::Ticks { columns: &columns }, Base::Asked);
        assert_eq!((counted.n, counted.valid, counted.no_answer), (4, 3, 1));
        assert_eq!(counted.counts, [2, 2]);
    }

    #[test]
    fn a_filled_column_counts_those_who_wrote() {
        let column = column(&[1, NO_ANSWER, 1, NOT_ASKED]);
        let counted = frequency(&Counted::Filled { column: &column }, Base::Asked);
        assert_eq!((counted.n, counted.counts), (3, vec![2]));
    }

    #[test]
    fn nobody_gives_zeros() {
        let column = column(&[]);
        let counted = frequency(&Counted::Codes { column: &column, codes: &[1, 2] }, Base::Asked);
        assert_eq!((counted.n, counted.counts), (0, vec![0, 0]));
        assert_eq!(frequency(&Counted::Ticks { columns: &[] }, Base::All).n, 0);
    }
}
