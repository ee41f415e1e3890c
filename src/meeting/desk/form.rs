//! The form of a meeting, for making and for changing one.

use chrono::{Days, NaiveDate};
use maud::{Markup, html};

use crate::{
    clock::japanese_day,
    error::{Error, Result},
    meeting::{Kind, Meeting, Moderation, Plan, Settings},
    web::input::field,
    workshop::{Theme, Workshop, settings::Hold},
};

type Fields = [(String, String)];

/// A meeting that is made from a template: the days follow from it where they are left out.
pub fn new(fields: &Fields, settings: &Settings) -> Result<Plan> {
    let opens_on = day(field(fields, "opens_on"))?;
    let days = Days::new(settings.open_days.unsigned_abs().saturating_sub(1));
    let closes_on = match field(fields, "closes_on") {
        "" => opens_on + days,
        typed => day(typed)?,
    };
    Ok(Plan {
        slug: field(fields, "slug").to_owned(),
        title: field(fields, "title").to_owned(),
        opens_on,
        closes_on,
        settings: settings.clone(),
        themes: values(fields, "theme"),
    })
}

/// A meeting as it shall be changed.
pub fn changed(fields: &Fields, meeting: &Meeting) -> Result<Plan> {
    let kinds = values(fields, "kind");
    let settings = Settings {
        purpose: field(fields, "purpose").to_owned(),
        kinds: Kind::ALL
            .into_iter()
            .filter(|kind| kinds.iter().any(|on| on == kind.word()))
            .collect(),
        open_days: meeting.settings.open_days,
        moderation: Moderation::from_word(field(fields, "moderation"))
            .ok_or_else(|| Error::invalid("意見を載せるまでの流れを選んでください。"))?,
        reply_days: number(field(fields, "reply_days"))?,
        keep_days: number(field(fields, "keep_days"))?,
        hold: hold(fields, meeting.settings.hold.as_ref()),
    };
    Ok(Plan {
        slug: meeting.slug.clone(),
        title: field(fields, "title").to_owned(),
        opens_on: day(field(fields, "opens_on"))?,
        closes_on: day(field(fields, "closes_on"))?,
        settings,
        themes: values(fields, "theme"),
    })
}

/// What a comment is held back for. What the template says of names and of calls for help stays.
fn hold(fields: &Fields, before: Option<&Hold>) -> Option<Hold> {
    let words = field(fields, "words").lines().map(|line| line.trim().to_owned());
    let kept = |of: fn(&Hold) -> &Vec<String>| before.map(of).cloned().unwrap_or_default();
    let hold = Hold {
        notice: field(fields, "notice").to_owned(),
        help: kept(|hold| &hold.help),
        names: kept(|hold| &hold.names),
        not_names: kept(|hold| &hold.not_names),
        words: words.filter(|word| !word.is_empty()).collect(),
        contacts: field(fields, "contacts") == "yes",
    };
    let looks =
        hold.contacts || [&hold.help, &hold.names, &hold.words].iter().any(|of| !of.is_empty());
    looks.then_some(hold)
}

fn values(fields: &Fields, name: &str) -> Vec<String> {
    fields.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
}

fn day(typed: &str) -> Result<NaiveDate> {
    typed.parse().map_err(|_| Error::invalid("日付は 2027-02-01 のように入力してください。"))
}

fn number(typed: &str) -> Result<i64> {
    typed.parse().map_err(|_| Error::invalid("日数は数字で入力してください。"))
}

/// The fields of a new meeting.
pub fn fields_of_new(title: &str, settings: &Settings, themes: &[(Workshop, Theme)]) -> Markup {
    html! {
        p.setting { label for="title" { "名前" } input #title type="text" name="title" value=(title) required maxlength="80"; }
        p.setting { label for="slug" { "短い名前（アドレスに使います）" }
            input #slug type="text" name="slug" required maxlength="40" pattern="[a-z0-9\\-]+" aria-describedby="slug-is" autocomplete="off";
            span.hint #slug-is { "半角の小文字・数字・ハイフン。例：report-2027" } }
        p.setting { label for="opens_on" { "意見を受け付ける最初の日" } input #opens_on type="date" name="opens_on" required; }
        p.setting { label for="closes_on" { "最後の日" } input #closes_on type="date" name="closes_on" aria-describedby="closes-is";
            span.hint #closes-is { "空にすると、" (settings.open_days) "日間になります。" } }
        (ticks(themes, &|_| false))
    }
}

/// The fields of a meeting that is there.
pub fn fields_of(meeting: &Meeting, themes: &[(Workshop, Theme)], of: &[String]) -> Markup {
    let settings = &meeting.settings;
    let hold = settings.hold.as_ref();
    let words = hold.map(|hold| hold.words.join("\n")).unwrap_or_default();
    html! {
        p.setting { label for="title" { "名前" } input #title type="text" name="title" value=(meeting.title) required maxlength="80"; }
        p.setting { label for="purpose" { "何のための報告会か" } textarea #purpose name="purpose" rows="3" required { (settings.purpose) } }
        (ticks(themes, &|id| of.iter().any(|on| on == id)))
        fieldset { legend { "日程" }
            p.setting { label for="opens_on" { "意見を受け付ける最初の日" } input #opens_on type="date" name="opens_on" value=(meeting.opens_on) required; }
            p.setting { label for="closes_on" { "最後の日" } input #closes_on type="date" name="closes_on" value=(meeting.closes_on) required; }
            p.setting { label for="reply_days" { "その後、返信を続ける日数" }
                input.number #reply_days type="number" name="reply_days" min="0" max="366" required value=(settings.reply_days) aria-describedby="reply-is";
                span.hint #reply-is { "過ぎると、内容を固定します。返信を待つ方のメールアドレスも消去します。" } }
            p.setting { label for="keep_days" { "さらに、送ったメールの宛先を残す日数" }
                input.number #keep_days type="number" name="keep_days" min="0" max="366" required value=(settings.keep_days); }
        }
        fieldset { legend { "意見の種類" }
            @for kind in Kind::ALL {
                label.line { input type="checkbox" name="kind" value=(kind.word()) checked[settings.kinds.contains(&kind)]; (kind.label()) }
            }
        }
        fieldset { legend { "意見を載せるまで" }
            label.line { input type="radio" name="moderation" value="before" checked[settings.moderation == Moderation::Before]; "すべての意見を、職員が読んでから載せる" }
            label.line { input type="radio" name="moderation" value="after" checked[settings.moderation == Moderation::After]; "すぐに載せる（下に当てはまる意見は、職員が読むまで載せない）" }
            label.line { input type="checkbox" name="contacts" value="yes" checked[hold.is_some_and(|hold| hold.contacts)]; "電話番号、メールアドレス、リンクのある意見は読んでから" }
            p.setting { label for="words" { "この言葉のある意見は読んでから（1行に1つ）" } textarea #words name="words" rows="4" { (words) } }
            p.setting { label for="notice" { "書く人への注意" } textarea #notice name="notice" rows="3" { (hold.map(|hold| hold.notice.as_str()).unwrap_or_default()) } }
        }
    }
}

/// The themes of all workshops to tick.
fn ticks(themes: &[(Workshop, Theme)], is_on: &dyn Fn(&str) -> bool) -> Markup {
    html! {
        fieldset { legend { "報告するテーマ" }
            @for (workshop, theme) in themes {
                label.line { input type="checkbox" name="theme" value=(theme.id) checked[is_on(&theme.id)];
                    span { (theme.title) " " small.hint { (workshop.title) "　" (japanese_day(workshop.held_on)) "　" (workshop.state.label()) } } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::settings::tests::settings;

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
    }

    #[test]
    fn the_last_day_follows_from_the_template_unless_it_is_typed() {
        let typed = [
            ("slug", "r"),
            ("title", "t"),
            ("opens_on", "2027-02-01"),
            ("theme", "a"),
            ("theme", "b"),
        ];
        let plan = new(&fields(&typed), &settings()).expect("a plan");
        assert_eq!(plan.closes_on.to_string(), "2027-02-21");
        assert_eq!(plan.themes, ["a", "b"]);
        let typed = [&typed[..], &[("closes_on", "2027-02-03")]].concat();
        assert_eq!(
            new(&fields(&typed), &settings()).expect("a plan").closes_on.to_string(),
            "2027-02-03"
        );
        assert!(new(&fields(&[("opens_on", "2月1日")]), &settings()).is_err());
    }

    #[test]
    fn a_hold_that_looks_for_nothing_is_none_and_lists_of_the_template_stay() {
        assert_eq!(hold(&fields(&[("notice", "読みます")]), None), None);
        let before = Hold {
            notice: String::new(),
            help: vec!["死にたい".into()],
            names: Vec::new(),
            not_names: Vec::new(),
            words: vec!["ばか".into()],
            contacts: true,
        };
        let after = hold(&fields(&[("words", "あほ\r\n\r\n")]), Some(&before)).expect("a hold");
        assert_eq!(
            (after.help, after.words, after.contacts),
            (before.help, vec!["あほ".into()], false)
        );
    }
}
