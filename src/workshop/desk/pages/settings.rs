//! The page of everything that holds for a workshop.

use maud::{Markup, html};

use super::{Setting, line, number, refused, tick, url};
use crate::{
    web::input::field,
    workshop::desk::typed::Fields,
    workshop::template::check::{MOST_DAYS, MOST_TABLES},
};

/// The page, drawn from its fields.
pub fn settings(set: &Setting<'_>, typed: &Fields, wrong: &[String]) -> Markup {
    let tables = format!(
        "1〜{MOST_TABLES}。ふやすと、どのテーマにもテーブルが加わります。減らせるのは、付箋も席についた人もないテーブルだけです。"
    );
    let days = format!(
        "終了してから、この日数がたつと、だれがどの付箋を書いたかの記録、ニックネーム、再入室コード、席を消します（1〜{MOST_DAYS}）。付箋と点の数は残ります。参加する人にも、この日数を知らせます。"
    );
    set.page("設定", html! {
        (refused("保存していません。", wrong))
        form.settings method="post" action={ (url(set.workshop)) "/settings" } {
            fieldset { legend { "いつ、どこで" }
                (line("title", "名前", typed, ""))
                p.setting { label for="held_on" { "開催日" }
                    input #held_on type="date" name="held_on" required value=(field(typed, "held_on")); }
                (line("hours", "時間", typed, "例：18:30〜20:30"))
                (line("place", "場所", typed, ""))
            }
            fieldset { legend { "だれが、何のために" }
                (line("audience", "参加する人", typed, ""))
                (line("purpose", "目的", typed, "参加する人が、はじめの画面で読む一文です。"))
                (number("tables", "テーブルの数", typed, &tables))
            }
            fieldset { legend { "名前と記録" }
                (tick("nickname", "ニックネームを聞く", typed))
                p.hint { "進行役が席を決めるためだけに使います。付箋には付きません。外すと、だれも名前を書きません。" }
                (tick("minors", "18歳未満の人が参加する", typed))
                p.hint { "はじめの画面の説明が、中学生にもわかる言葉になります。" }
                (number("keep_days", "参加者の記録を残す日数", typed, &days))
            }
            (hold(typed))
            p.actions { button.primary { "保存する" } }
        }
    })
}

fn hold(typed: &Fields) -> Markup {
    html! {
        fieldset { legend { "出す前に進行役が確かめる付箋" }
            (tick("hold", "当てはまる付箋を、進行役が見るまで表示しない", typed))
            (line("notice", "書く人に知らせる文", typed, "外に出ない付箋があることは、書く前に知らせます。"))
            (tick("contacts", "電話番号、メールアドレス、リンク、SNSのIDのように見えるもの", typed))
            (words("help", "助けを求める言葉", typed))
            (words("words", "人を傷つける言葉", typed))
            (words("names", "名前に続く言葉（「さん」など）", typed))
            (words("not_names", "名前ではない言葉（「たくさん」など）", typed))
            p.hint { "言葉は1行に1つ書きます。見落とすことも、心配のない付箋が止まることもあります。" }
        }
    }
}

fn words(name: &str, label: &str, typed: &Fields) -> Markup {
    html! {
        p.typed { label for=(name) { (label) }
            textarea id=(name) name=(name) rows="4" { (field(typed, name)) } }
    }
}
