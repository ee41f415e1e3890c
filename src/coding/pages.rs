//! The office's pages about texts. This file holds what they share: their tabs and their pager.

pub mod agreement;
pub mod frame;
pub mod list;
pub mod settle;
pub mod terms;
pub mod texts;
pub mod work;

use maud::{Markup, html};

use super::{frame::Frame, reading::TextQuestion};
use crate::{
    staff::Role,
    survey::pages::{Setting, url},
};

/// What the pages of one text question stand on.
pub struct Scene<'a> {
    /// The survey.
    pub set: Setting<'a>,
    /// The question.
    pub question: &'a TextQuestion,
}

/// The pages of a question: path below it, name on the tab, and whether only editors see it.
const TABS: [(&str, &str, bool); 6] = [
    ("", "読む", false),
    ("/terms", "よく出る語", false),
    ("/frame", "コード表", false),
    ("/coding", "コードを付ける", true),
    ("/settlement", "食い違いを決める", true),
    ("/agreement", "一致度", false),
];

impl Scene<'_> {
    /// The address of a page below the question.
    pub fn url(&self, below: &str) -> String {
        format!("{}/texts/{}{below}", url(self.set.survey), self.question.field)
    }

    /// Whether the person may change anything.
    pub fn may_edit(&self) -> bool {
        self.set.by.role >= Role::Editor
    }

    /// A page, with the tabs above it.
    fn page(&self, below: &str, body: Markup) -> Markup {
        let name = TABS.iter().find(|(path, ..)| *path == below).map_or("", |(_, name, _)| *name);
        self.set.page(
            &format!("自由記述：{name}"),
            html! {
                p.asked { (self.question.title) "　" a href={ (url(self.set.survey)) "/texts" } { "別の設問へ" } }
                nav.tabs aria-label="この設問のページ" {
                    @for (path, name, _) in TABS.iter().filter(|(.., editors)| !editors || self.may_edit()) {
                        a href=(self.url(path)) aria-current=[(*path == below).then_some("page")] { (name) }
                    }
                }
                (body)
            },
        )
    }
}

/// A part of a long list.
pub struct Part {
    /// From 1.
    pub page: usize,
    /// How many pages there are, at least 1.
    pub pages: usize,
    /// The place of its first item in the whole list, from 1.
    pub first: usize,
}

/// The items of a page; the last page where there are fewer.
pub fn part<T>(items: &[T], page: usize, size: usize) -> (&[T], Part) {
    let pages = items.len().div_ceil(size).max(1);
    let page = page.clamp(1, pages);
    let start = (page - 1) * size;
    let items = &items[start..(start + size).min(items.len())];
    (items, Part { page, pages, first: start + 1 })
}

/// Links to the pages of a list. `address` makes the address of a page.
fn pager(part: &Part, address: &dyn Fn(usize) -> String) -> Markup {
    html! {
        @if part.pages > 1 {
            nav.pages aria-label="ページ" {
                @if part.page > 1 { a href=(address(part.page - 1)) { "前のページ" } }
                span { (part.page) " / " (part.pages) " ページ" }
                @if part.page < part.pages { a href=(address(part.page + 1)) { "次のページ" } }
            }
        }
    }
}

/// The codes, always in sight.
fn legend(frame: &Frame) -> Markup {
    html! {
        aside.codes aria-label="コード" tabindex="0" {
            dl { @for code in frame.in_use() {
                dt { (code.number) } dd { (code.label)
                    @if !code.description.is_empty() { br; small { (code.description) } } }
            } }
        }
    }
}

/// What a colleague should know before reading.
fn caution() -> Markup {
    html! {
        p.hint { "記述には、お名前や、だれのことかわかる内容が含まれることがあります。画面を人に見せるときや印刷したものの扱いにご注意ください。公表するときは、担当課で内容を確かめてからにしてください。" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_not_there_is_the_nearest_one() {
        let items: Vec<u32> = (1..=45).collect();
        let (shown, place) = part(&items, 3, 20);
        assert_eq!((shown, place.first, place.pages), (&[41, 42, 43, 44, 45][..], 41, 3));
        assert_eq!(part(&items, 99, 20).1.page, 3);
        assert_eq!(part(&items, 0, 20).1.page, 1);
        let (shown, place) = part::<u32>(&[], 1, 20);
        assert_eq!((shown.len(), place.pages), (0, 1));
    }
}
