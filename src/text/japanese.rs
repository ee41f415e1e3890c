//! What Japanese and easy Japanese write alike: days and counted things, with their readings.

use chrono::{Datelike, NaiveDate};

/// 2026年4月20日（月）
pub(super) fn day(day: NaiveDate) -> String {
    const WEEKDAYS: [&str; 7] =
        ["{月|げつ}", "{火|か}", "{水|すい}", "{木|もく}", "{金|きん}", "{土|ど}", "{日|にち}"];
    let weekday = WEEKDAYS[day.weekday().num_days_from_monday() as usize];
    let (year, month) = (day.year(), day.month());
    format!("{year}{{年|ねん}}{month}{{月|がつ}}{}（{weekday}）", day_of_month(day.day()))
}

/// Days that are not read as the number they are written with.
fn day_of_month(day: u32) -> String {
    let reading = match day {
        1 => "ついたち",
        2 => "ふつか",
        3 => "みっか",
        4 => "よっか",
        5 => "いつか",
        6 => "むいか",
        7 => "なのか",
        8 => "ようか",
        9 => "ここのか",
        10 => "とおか",
        14 => "じゅうよっか",
        20 => "はつか",
        24 => "にじゅうよっか",
        _ => return format!("{day}{{日|にち}}"),
    };
    format!("{{{day}日|{reading}}}")
}

/// 3つ; from ten on, 10個.
pub(super) fn things(number: usize) -> String {
    match number {
        1..=9 => format!("{number}つ"),
        _ => format!("{number}{{個|こ}}"),
    }
}
