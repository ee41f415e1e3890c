//! How the figures came about, so that anybody can count them again from the raw data.

use crate::answers::Topic;
use crate::tally::Base;

/// The sentences.
pub(super) fn notes(pairs: &[[&Topic; 2]], base: Base, is_weighted: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some([satisfaction, importance]) = pairs.first() {
        notes.push(scores("満足度", satisfaction));
        notes.push(scores("重要度", importance));
    }
    notes.push(format!(
        "「上位2つ」は、点数の高い2つの選択肢を選んだ人の割合（％）です。基数：{}。",
        base.label()
    ));
    notes.push("図の縦と横の線は、項目の平均点を平均したもの（どの項目も同じ重み）です。4つの領域はこの線で分け、線の上にある項目は高いほうに入れています。満足度と重要度の両方に点数のある項目だけで計算しています。".into());
    notes.push("改善の必要度＝（重要度－重要度の平均）÷重要度の標準偏差 －（満足度－満足度の平均）÷満足度の標準偏差。標準偏差は項目の間のもの（項目数で割る）で、四捨五入する前の平均点から計算しています。大きいほど、重要なわりに満足されていません。".into());
    notes.push("年齢や地区などの区分ごとの図、改善の必要度、順位は、その区分の点数だけで計算しています。区分を答えなかった人は全体にだけ含みます。".into());
    notes.push("「*」は点数の回答が30人未満のものです。点数の読み方に注意してください。".into());
    if is_weighted {
        notes.push("「補正後」はウェイト補正をした値です。図と領域は補正後の値によります。".into());
    }
    notes
}

/// 「満足度の点数：満足 2、やや満足 1 … の平均。「わからない」、無回答、無効は含みません。」
fn scores(name: &str, topic: &Topic) -> String {
    let labels = || topic.answers.iter().map(|answer| answer.label.as_str()).zip(&topic.scores);
    let given: Vec<String> =
        labels().filter_map(|(label, score)| Some(format!("{label} {}", (*score)?))).collect();
    let left_out: String = labels()
        .filter(|(_, score)| score.is_none())
        .map(|(label, _)| format!("「{label}」、"))
        .collect();
    format!("{name}の点数：{} の平均。{left_out}無回答、無効は含みません。", given.join("、"))
}
