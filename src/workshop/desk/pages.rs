//! The workshops of the office: the list, and how one is made from a template.

pub mod overview;
pub mod settings;
pub mod theme;

use maud::{Markup, html};

use super::typed::Fields;
use crate::{
    clock::japanese_day,
    config::City,
    staff::{Role, Staff},
    ui::layout::{Desk, staff},
    web::input::field,
    workshop::Workshop,
};

/// The address of the list.
pub const LIST: &str = "/staff/workshops";

/// The address of a workshop's page.
pub fn url(workshop: &Workshop) -> String {
    format!("{LIST}/{}", workshop.slug)
}

/// What the pages of one workshop stand on.
pub struct Setting<'a> {
    /// Whose office.
    pub city: &'a City,
    /// Who looks.
    pub by: &'a Staff,
    /// The workshop.
    pub workshop: &'a Workshop,
}

impl Setting<'_> {
    /// A page below the workshop's own.
    pub fn page(&self, title: &str, body: Markup) -> Markup {
        let of_workshop = (url(self.workshop), self.workshop.title.as_str());
        self.framed(title, &[(LIST.to_owned(), "ワークショップ"), of_workshop], body)
    }

    /// The workshop's own page.
    pub fn own_page(&self, body: Markup) -> Markup {
        self.framed(&self.workshop.title, &[(LIST.to_owned(), "ワークショップ")], body)
    }

    fn framed(&self, title: &str, above: &[(String, &str)], body: Markup) -> Markup {
        let desk = self.by.desk(self.city, title);
        staff(&Desk { above, sample: self.workshop.sample, ..desk }, body)
    }

    /// Whether whoever looks may change something.
    pub fn may_edit(&self) -> bool {
        self.by.role >= Role::Editor
    }

    /// Whether whoever looks may erase something.
    pub fn may_erase(&self) -> bool {
        self.by.role >= Role::Admin
    }
}

/// A workshop of the list.
pub struct Listed {
    /// The workshop.
    pub workshop: Workshop,
    /// How many take part.
    pub people: i64,
    /// How many notes are posted.
    pub notes: i64,
}

/// What the list shows besides the workshops.
pub struct Making<'a> {
    /// The templates: name and title.
    pub templates: &'a [(String, String)],
    /// What was typed, or what is offered.
    pub typed: &'a Fields,
    /// What is wrong with it.
    pub wrong: &'a [String],
    /// Somebody has just removed a workshop.
    pub removed: bool,
}

/// All workshops.
pub fn list(city: &City, by: &Staff, workshops: &[Listed], making: &Making<'_>) -> Markup {
    staff(
        &by.desk(city, "ワークショップ"),
        html! {
            @if making.removed { p.notice role="status" { "ワークショップを消しました。" } }
            @if workshops.is_empty() {
                p { "まだワークショップがありません。下でひな形を選んで作ると、ここに並びます。" }
            } @else {
                div.table-wide { table {
                    caption.away { "ワークショップの一覧" }
                    thead { tr { @for head in ["ワークショップ", "状態", "日時", "場所", "参加者", "付箋"] { th scope="col" { (head) } } } }
                    tbody { @for Listed { workshop, people, notes } in workshops {
                        tr {
                            th scope="row" { a href=(url(workshop)) { (workshop.title) } @if workshop.sample { " " span.tag { "見本" } } }
                            td { (workshop.state.label()) }
                            td { (japanese_day(workshop.held_on)) " " (workshop.hours) }
                            td { (workshop.place) }
                            td { (people) }
                            td { (notes) }
                        }
                    } }
                } }
            }
            @if by.role >= Role::Editor { (make(making)) }
        },
    )
}

fn make(making: &Making<'_>) -> Markup {
    let typed = |name| field(making.typed, name);
    html! {
        h2 { "ひな形から作る" }
        (refused("作っていません。", making.wrong))
        @if making.templates.is_empty() {
            p { "ひな形のフォルダ（workshops）に、ひな形がありません。" }
        } @else {
            form.settings method="post" action=(LIST) {
                p.setting { label for="template" { "ひな形" }
                    select #template name="template" { @for (name, title) in making.templates {
                        option value=(name) selected[typed("template") == name] { (title) }
                    } } }
                p.setting { label for="held_on" { "開催日" }
                    input #held_on type="date" name="held_on" required value=(typed("held_on")); }
                p.setting { label for="title" { "名前" }
                    input.long #title name="title" maxlength="60" value=(typed("title")) aria-describedby="title-is";
                    span.hint #title-is { "空のときは、ひな形の名前になります。" } }
                p.setting { label for="hours" { "時間" }
                    input #hours name="hours" maxlength="40" value=(typed("hours")) aria-describedby="hours-is";
                    span.hint #hours-is { "例：18:30〜20:30。空のときは、ひな形の時間になります。" } }
                p.setting { label for="place" { "場所" } input.long #place name="place" maxlength="60" value=(typed("place")); }
                p.setting { label for="slug" { "短い名前（アドレスに使います）" }
                    input #slug name="slug" maxlength="40" autocomplete="off" value=(typed("slug")) aria-describedby="slug-is";
                    span.hint #slug-is { "半角の英小文字・数字・ハイフン。空のときは、citizens-2026 のように付けます。後から変えられません。" } }
                p.actions { button.primary { "作る" } }
            }
            p.hint { "テーマ、問いかけ、付箋の色、時間などは、作った後に自由に変えられます。開くまで、だれも参加できません。" }
        }
    }
}

/// What is wrong with what was typed; nothing when nothing is.
pub fn refused(kept: &str, wrong: &[String]) -> Markup {
    html! {
        @if !wrong.is_empty() {
            div.refused role="alert" {
                p { (kept) "次のところを直して、もう一度押してください。" }
                ul { @for sentence in wrong { li { (sentence) } } }
            }
        }
    }
}

/// A labelled line of text.
pub fn line(name: &str, label: &str, typed: &Fields, hint: &str) -> Markup {
    let described = (!hint.is_empty()).then(|| format!("{name}-is"));
    html! {
        p.setting { label for=(name) { (label) }
            input.long id=(name) name=(name) maxlength="200" value=(field(typed, name)) aria-describedby=[described.as_ref()];
            @if let Some(id) = &described { span.hint id=(id) { (hint) } } }
    }
}

/// A labelled number.
pub fn number(name: &str, label: &str, typed: &Fields, hint: &str) -> Markup {
    let described = (!hint.is_empty()).then(|| format!("{name}-is"));
    html! {
        p.setting { label for=(name) { (label) }
            input.number id=(name) name=(name) inputmode="numeric" maxlength="6" value=(field(typed, name)) aria-describedby=[described.as_ref()];
            @if let Some(id) = &described { span.hint id=(id) { (hint) } } }
    }
}

/// A box to tick.
pub fn tick(name: &str, label: &str, typed: &Fields) -> Markup {
    html! {
        label.line { input type="checkbox" name=(name) value="yes" checked[field(typed, name) == "yes"]; (label) }
    }
}
