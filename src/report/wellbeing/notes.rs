//! What is printed with the figures of an indicator: what must be known first, and how they came
//! about.

use super::{Direction, Past, Source, Wellbeing};
use crate::report::about::printed_day;
use crate::tally::Base;

/// What must be known before a figure is read.
pub(super) fn warnings(source: &Source, of: &Wellbeing, past: Option<&Past<'_>>) -> Vec<String> {
    let mut warnings = Vec::new();
    match &source.applied.edition {
        None => warnings.push("基準値が選ばれていないため、偏差値は出していません。平均と回答の分布を示しています。基準値を取り込んで選ぶと、偏差値が加わります。".into()),
        Some(edition) => warnings.push(edition.note()),
    }
    if let (Some(edition), Some(comparison)) = (&source.applied.edition, &source.applied.comparison)
        && edition.name != comparison.edition
    {
        warnings.push(format!(
            "並べている{}の年度は、基準値の版「{}」と違います。偏差値のもとが違うため、差はそのまま読めません。",
            comparison.title(),
            edition.name
        ));
    }
    if let (Some(past), None) = (past, &of.earlier) {
        warnings.push(format!(
            "「{}」には、この指標の回答がありません（または、絞り込みに当てはまる回答がありません）。前回の値は示していません。",
            past.title
        ));
    }
    warnings.extend(of.factors.iter().flat_map(|factor| factor.blocked.iter().cloned()));
    warnings
}

/// How the figures came about, so that another program can compute them from the raw data.
pub(super) fn notes(
    source: &Source,
    of: &Wellbeing,
    base: Base,
    past: Option<&Past<'_>>,
) -> Vec<String> {
    let (low, high) = of.steps;
    let mut notes = vec![
        format!("全体の質問は、それぞれの段階での割合と平均です。{low}〜{high}の項目とは一緒に平均していません。"),
        format!("割合の基数：{}。平均・標準偏差・偏差値は、その項目に回答した人だけのものです（無回答、無効、非該当と、{low}〜{high}以外の回答を除く）。項目ごとに、回答のある人をすべて使っています。公表されている値での欠測の扱いは、確かめられていません。", base.label()),
        "因子の平均は、項目の平均の単純平均です。因子の n は、その因子の全部の項目に回答した人の数です（平均は、項目ごとに回答した人全員のもの）。".to_owned(),
    ];
    notes.extend(reversed(of));
    notes.extend(scores(source));
    notes.push(intervals(of.edition.is_some()));
    if of.is_weighted {
        notes.push("ウェイト補正後の平均は Σwx÷Σw、標準誤差は n のかわりに有効サンプルサイズ（Σw）²÷Σw² で計算しています（s² も同じ重みと有効サンプルサイズによる不偏分散）。図はウェイト補正後の値です。".into());
    }
    notes.push(
        "「*」は、n が30人に満たないものです。値は大きくぶれるので、読み方に注意してください。"
            .into(),
    );
    if let (Some(past), Some(_)) = (past, &of.earlier) {
        notes.push(format!(
            "「{}」の値は、同じ式と同じ基準値で計算しました。ウェイト補正はしていません。",
            past.title
        ));
        notes.extend(past.notes.iter().cloned());
    }
    if let Some(comparison) = &of.comparison {
        notes.push(format!("「{comparison}」の値は、公表された値（四捨五入後）です。回答数と信頼区間はわかりません。わずかな差は、差とは言えません。順位を付けるための表ではありません。"));
    }
    notes.extend(source.indicator.note.clone());
    notes
}

fn reversed(of: &Wellbeing) -> Option<String> {
    let (low, high) = of.steps;
    let items = of.factors.iter().flat_map(|factor| &factor.items);
    let down = items.filter(|item| item.direction == Direction::Down);
    let names: Vec<String> = down.map(|item| format!("「{}」", item.label)).collect();
    (!names.is_empty()).then(|| {
        format!(
            "{}は、高い答えがよくないことを表すため、{}－回答 に直してから計算しました。回答の分布とローデータは、答えたままです。",
            names.concat(),
            low + high
        )
    })
}

fn scores(source: &Source) -> Vec<String> {
    let Some(edition) = &source.applied.edition else {
        return Vec::new();
    };
    let mut notes = vec![
        "項目の偏差値＝50＋10×（平均－μ）÷σ。μとσは基準とした市区町村の間での平均と標準偏差で、市民の回答の標準偏差ではありません。因子の偏差値は、項目の偏差値の単純平均です（標準化し直していません）。".to_owned(),
    ];
    notes.extend(edition.sources().into_iter().map(|(source, day)| {
        format!("基準値：版「{}」。出典：{source}（{}取得）。", edition.name, printed_day(day))
    }));
    notes
}

fn intervals(has_scores: bool) -> String {
    let mut note = "区間は95％信頼区間で、値±1.96×標準誤差です（±の列は 1.96×標準誤差）。項目と全体の質問の平均の標準誤差は s÷√n。因子の平均の標準誤差は、全部の項目に回答した人ひとりずつの項目の平均を求め、その標準偏差÷√n。".to_owned();
    if has_scores {
        note += "偏差値の標準誤差は、項目では 10×s÷（σ×√n）、因子では、ひとりずつの 50＋10×（回答－μ）÷σ を項目で平均した値の標準偏差÷√n。σが小さいため、偏差値の区間は広くなります。";
    }
    note + "母集団の大きさによる補正はしていません。"
}
