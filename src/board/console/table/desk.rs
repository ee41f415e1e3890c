//! What a facilitator does for those at a table: notes from paper, undoing, seats.

use maud::{Markup, html};

use super::Table;
use crate::board::{Action, NOTE_LENGTH};

/// Notes of those who write on paper, one after the other.
pub fn paper(table: &Table, here: &str) -> Markup {
    if !table.may(Action::Tend) {
        return html! {};
    }
    html! {
        section #paper {
            h2 { "代理入力" }
            p.hint { "紙に書いた人の付箋を入れます。名前は書かないでください。続けて何枚でも入れられます。" }
            form #write method="post" action={ (here) "/notes" } data-act {
                input type="hidden" name="id" value=(table.next_id);
                label for="text" { "付箋の文（" (NOTE_LENGTH) "文字まで）" }
                textarea #text name="text" maxlength=(NOTE_LENGTH) rows="2" required {}
                fieldset {
                    legend { "色" }
                    @for (at, meaning) in table.scene.theme.settings.colours.iter().enumerate() {
                        @let colour = meaning.colour;
                        label.colour data-colour=(colour.word()) {
                            input type="radio" name="colour" value=(colour.word()) checked[at == 0];
                            (colour.shape()) " " (colour.letter()) " " (meaning.means)
                        }
                    }
                }
                button { "付箋を入れる" }
            }
        }
    }
}

/// The last deeds that can be undone.
pub fn undo(table: &Table, here: &str) -> Markup {
    html! {
        @if !table.steps.is_empty() {
            section #history {
                h2 { "元に戻す" }
                ul {
                    @for step in &table.steps {
                        li id={ "s-" (step.batch) } {
                            span { (step.words) }
                            form method="post" action={ (here) "/undo" } data-act {
                                button.quiet name="batch" value=(step.batch)
                                    aria-label={ (step.words) "のを元に戻す" } { "元に戻す" }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Who sits here, and moving somebody to another table.
pub fn people(table: &Table, path: &str) -> Markup {
    if table.board().number == 0 {
        return html! {};
    }
    let named: Vec<(&str, &str)> = table
        .people
        .iter()
        .filter_map(|(id, name)| Some((id.as_str(), name.as_deref()?)))
        .collect();
    let nameless = table.people.len() - named.len();
    let page = table.board().id.as_str();
    let others = || table.tables.iter().filter(|other| other.id != page);
    html! {
        section #people {
            h2 { "席（" (table.people.len()) "人）" }
            @if nameless > 0 { p { "名前なし " (nameless) "人" } }
            @if !named.is_empty() {
                form method="post" action={ (path) "/seats" } data-act {
                    input type="hidden" name="page" value=(page);
                    fieldset {
                        legend { "席を移す人" }
                        @for (id, name) in named {
                            label.tick { input type="radio" name="attendee" value=(id) required; (name) }
                        }
                    }
                    div.tables {
                        @for other in others() {
                            button.quiet name="to" value=(other.id) { (other.name) "へ移す" }
                        }
                    }
                }
            }
            details #by-code {
                summary { "再入室コードで席を移す" }
                p.hint { "名前のない人は、その人の画面にある6文字の再入室コードで、ほかのテーブルからここへ移せます。" }
                form method="post" action={ (path) "/seats" } data-act {
                    input type="hidden" name="page" value=(page);
                    input type="hidden" name="to" value=(page);
                    label for="letters" { "再入室コード" }
                    input #letters name="letters" maxlength="12" autocomplete="off"
                        autocapitalize="characters" required;
                    button.quiet { "ここへ移す" }
                }
            }
        }
    }
}
