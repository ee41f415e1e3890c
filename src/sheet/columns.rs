//! Files that have certain columns and no others: finding them by their headings.

use super::{Line, RowProblem, fold, shown};

/// The columns that a file must have, in any order.
pub struct Wanted<const N: usize> {
    /// What each is called, and the headings that mean it, folded.
    pub headings: [(&'static str, &'static [&'static str]); N],
    /// What to do about a column that is none of them: a sentence.
    pub advice: &'static str,
}

/// Where the columns stand, counted from 0.
pub struct Columns<const N: usize> {
    places: [usize; N],
    width: usize,
}

impl<const N: usize> Wanted<N> {
    /// The columns of a file.
    ///
    /// # Errors
    /// Columns that are missing, that stand there twice, or that hold something else.
    pub fn find(&self, header: &Line, rows: &[Line]) -> Result<Columns<N>, Vec<RowProblem>> {
        let mut places = [None; N];
        let mut problems = Vec::new();
        for (place, title) in header.cells.iter().enumerate() {
            let folded = fold(title);
            let known = self.headings.iter().position(|(_, titles)| titles.contains(&&*folded));
            if let Some(known) = known {
                if places[known].replace(place).is_some() {
                    let name = self.headings[known].0;
                    problems.push(format!("「{name}」の列が2つあります。1つにしてください。"));
                }
            } else if !folded.is_empty() || rows.iter().any(|row| holds_something(row, place)) {
                let named = match folded.as_str() {
                    "" => format!("{}列目（見出しのない列）", place + 1),
                    _ => format!("「{}」の列", shown(title)),
                };
                problems.push(format!("{named}は取り込めません。{}", self.advice));
            }
        }
        for ((name, _), _) in self.headings.iter().zip(places).filter(|(_, at)| at.is_none()) {
            problems
                .push(format!("「{name}」の列がありません。最初の行に見出しを入れてください。"));
        }
        if problems.is_empty() {
            let places = places.map(Option::unwrap_or_default);
            return Ok(Columns { places, width: header.cells.len() });
        }
        Err(problems.into_iter().map(|text| RowProblem::at(header.number, text)).collect())
    }
}

impl<const N: usize> Columns<N> {
    /// The cells of a row, in the order of the headings.
    ///
    /// # Errors
    /// A row that is longer or shorter than the heading: its cells may have slipped.
    pub fn cells<'r>(&self, row: &'r Line) -> Result<[&'r str; N], String> {
        if row.cells.len() != self.width {
            return Err(format!(
                "見出しは{}列ですが、この行は{}列です。区切りの過不足をお確かめください。",
                self.width,
                row.cells.len()
            ));
        }
        Ok(self.places.map(|place| row.cells[place].as_str()))
    }
}

fn holds_something(row: &Line, place: usize) -> bool {
    row.cells.get(place).is_some_and(|cell| !cell.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: Wanted<2> = Wanted {
        headings: [("町", &["町"]), ("人数", &["人数", "n"])],
        advice: "2列だけです。",
    };

    fn line(number: usize, cells: &[&str]) -> Line {
        Line { number, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
    }

    #[test]
    fn columns_are_found_in_any_order_and_blank_ones_do_not_matter() {
        let rows = [line(2, &["5", "", "荒尾"]), line(3, &["5"])];
        let columns = WANTED.find(&line(1, &["Ｎ", "", "町"]), &rows).expect("columns");
        assert_eq!(columns.cells(&rows[0]), Ok(["荒尾", "5"]));
        assert!(columns.cells(&rows[1]).expect_err("too short").contains("この行は1列"));
    }

    #[test]
    fn columns_that_are_missing_double_or_unknown_are_all_told() {
        let found =
            WANTED.find(&line(1, &["町", "町", "氏名", ""]), &[line(2, &["", "", "", "x"])]);
        let messages: Vec<String> =
            found.err().expect("problems").into_iter().map(|problem| problem.message).collect();
        assert_eq!(
            messages,
            [
                "「町」の列が2つあります。1つにしてください。",
                "「氏名」の列は取り込めません。2列だけです。",
                "4列目（見出しのない列）は取り込めません。2列だけです。",
                "「人数」の列がありません。最初の行に見出しを入れてください。",
            ]
        );
    }
}
