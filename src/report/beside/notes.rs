//! How two surveys of different people are to be read, in the words of the report.

use super::Survey;
use crate::report::settings::Settings;

/// A sentence each. `settings` are those of the other survey.
pub(super) fn notes(
    [ours, theirs]: [&Survey; 2],
    settings: &Settings,
    is_weighted: bool,
    has_filters: bool,
) -> Vec<String> {
    let mut notes = vec![
        format!(
            "「{}」は{}調査、「{}」は{}調査です。たずねた人も、たずね方も違います。人数や割合を合計したり、平均したりしないでください。",
            ours.name, ours.asked, theirs.name, theirs.asked
        ),
        format!(
            "「差」は、「{}」の割合から「{}」の割合を引いた値（ポイント）です。四捨五入する前の割合から計算しているため、表の数値どうしの差と最後のけたが違うことがあります。",
            ours.name, theirs.name
        ),
        format!(
            "「差の信頼区間」は (p1－p2)±z×√(d×(p1(1－p1)÷n1＋p2(1－p2)÷n2)) です。pは割合、nは人数で、z＝{}（1.96 なら95％）、d（デザイン効果）＝{} は「{}」の集計の設定によります。",
            settings.z, settings.design_effect, theirs.name
        ),
        format!(
            "▲は「{}」のほうが高いこと、▼は低いことを表します。両方の n が30人以上で、差の信頼区間が0を含まない場合にだけ付けています。印のないものは、違うとはいえません。区間の端は四捨五入しているため、0.0 と書かれていても0を含まないことがあります。全員にたずねた調査も、たまたまの違いを差と読まないように、標本とみなして計算しています。",
            ours.name
        ),
        "選んだ人または選ばなかった人の期待される人数が5人に満たない場合と、「無回答」などには、区間と印を付けません。".into(),
        "年齢や立場の違いが答えに表れていることがあります。差の理由は、この表からはわかりません。".into(),
    ];
    if has_filters {
        notes.push(format!(
            "絞り込みは「{}」だけにかかっています。「{}」は、回答した全員です。",
            ours.name, theirs.name
        ));
    }
    if is_weighted {
        notes.push(format!("「補正後」は「{}」のウェイト補正後の割合です。差、区間、印は、ウェイト補正前の値どうしで求めています。", theirs.name));
    }
    notes
}
