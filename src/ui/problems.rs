//! What is wrong with an uploaded file, line by line.

use maud::{Markup, html};

use crate::sheet::RowProblem;

/// Problems shown on a page; a file with more has one cause more often than many.
const SHOWN: usize = 200;

/// The problems of a file of which nothing was kept; nothing when there are none.
pub fn problems(found: &[RowProblem]) -> Markup {
    html! {
        @if !found.is_empty() {
            div.refused role="alert" {
                p { "取り込めませんでした。何も登録していません。次の" (found.len()) "件を直して、もう一度ファイルを選んでください。" }
                table {
                    caption.away { "ファイルの問題" }
                    thead { tr { th scope="col" { "行" } th scope="col" { "問題" } } }
                    tbody { @for problem in found.iter().take(SHOWN) {
                        tr {
                            th scope="row" { @match problem.line { Some(line) => (line), None => "全体" } }
                            td { (problem.message) }
                        }
                    } }
                }
                @if found.len() > SHOWN { p { "ほかに" (found.len() - SHOWN) "件あります。" } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_listed_with_its_line_and_the_rest_is_counted() {
        let found: Vec<RowProblem> =
            (2..=302).map(|line| RowProblem::at(line, "地区が空です。")).collect();
        let html = problems(&found).into_string();
        assert!(html.contains("<th scope=\"row\">2</th><td>地区が空です。</td>"));
        assert_eq!(html.matches("<td>").count(), SHOWN);
        assert!(html.contains("何も登録していません") && html.contains("ほかに101件"));
        assert_eq!(problems(&[]).into_string(), "");
    }
}
