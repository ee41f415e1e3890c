//! How the figures of a comparison came about, in the words of the report.

use super::earlier::Seen;
use crate::report::settings::Settings;

/// A sentence each; none where there is nothing to compare with.
pub(super) fn notes(settings: &Settings, seen: &[Seen<'_>], is_weighted: bool) -> Vec<String> {
    let Some(previous) = seen.first() else {
        return Vec::new();
    };
    let title = &previous.earlier.title;
    let mut notes = vec![
        format!(
            "「差」は、今回から「{title}」を引いた値です（割合はポイント）。四捨五入する前の割合や平均から計算しているため、表の数値どうしの差と最後のけたが違うことがあります。"
        ),
        "▲は今回のほうが高いこと、▼は今回のほうが低いことを表します。差が誤差の範囲を超える場合にだけ付けています。印のないものは、変わったとはいえません。".into(),
        format!(
            "印は、差の信頼区間が0を含まない場合に付けています。割合は (p1－p2)±z×√(d×(p1(1－p1)÷n1＋p2(1－p2)÷n2))、平均は (m1－m2)±z×√(d×(s1²÷n1＋s2²÷n2)) です。pは割合、mは平均、sは標準偏差（n－1）、nはそれぞれの人数で、z＝{}（1.96 なら95％の信頼区間）、d（デザイン効果）＝{} です。",
            settings.z, settings.design_effect
        ),
        "どちらかの n が30人に満たない場合、選んだ人または選ばなかった人の期待される人数が5人に満たない場合、「無回答」などには、印を付けません。".into(),
        "差がまったくなくても、20か所に1か所ほどは偶然に印が付きます（95％の場合）。多くの項目を一度に見るときは、ほかの資料とあわせて判断してください。".into(),
        "「-」は、該当者がいないか、その調査に設問や選択肢がないことを表します。差が「-」のものは比べていません。".into(),
        "過去の調査の人数は、取り込んだ回答を今回の変数名とコードに対応させて数えたものです。割合の基数のとり方は今回と同じです。".into(),
    ];
    if is_weighted {
        notes.push("差と印は、ウェイト補正前の値どうしで求めています。過去の調査はウェイト補正をしていません。".into());
    }
    let remarks = seen.iter().filter(|wave| !wave.earlier.note.is_empty());
    notes.extend(remarks.map(|wave| format!("{}：{}", wave.earlier.title, wave.earlier.note)));
    notes
}
