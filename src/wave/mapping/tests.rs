//! What of an earlier wave is which of today's, and what is said where it is not.

use super::*;
use crate::form::fixture::form;
use crate::wave::codebook;

/// The mapping of a codebook whose variables all have columns.
pub fn mapped(codebook: &str) -> Mapping {
    let old = codebook::parse("codebook.csv", codebook.as_bytes()).expect("a good codebook");
    let columns: Vec<String> = old.iter().map(|old| old.name.clone()).collect();
    map(&old, &columns, &form())
}

fn only(codebook: &str) -> Mapped {
    let codebook = format!("変数名,設問,コード,ラベル,今回の変数名,今回のコード\n{codebook}");
    let mut mapping = mapped(&codebook);
    assert_eq!(mapping.variables.len(), 1);
    mapping.variables.remove(0)
}

fn codes(mapped: &Mapped) -> Vec<Option<i32>> {
    mapped.codes.iter().map(|code| code.now).collect()
}

#[test]
fn codes_are_found_by_their_labels_whatever_their_numbers_and_widths() {
    let sex = only(
        "sex,あなたの性別を教えてください。,1,女 性,,\nsex,,2,男性,,\nsex,,3,答えたくない,,\nsex,,9,無回答,,\n",
    );
    assert_eq!(sex.refused, None);
    assert_eq!(codes(&sex), [Some(2), Some(1), Some(9), Some(-1)]);
    assert_eq!(sex.notes, [""; 0]);
}

#[test]
fn codes_without_labels_are_found_by_themselves_and_this_is_said() {
    let sex = only("sex,,1,,,\nsex,,2,,,\nsex,,9,,,\nsex,,-1,,,\n");
    assert_eq!(codes(&sex), [Some(1), Some(2), Some(9), Some(-1)]);
    assert_eq!(sex.notes, ["前回のラベルがないため、コードの数字どおりに対応させました。"]);
}

#[test]
fn a_code_without_a_counterpart_makes_the_variable_incomparable_until_the_staff_map_it() {
    let lines = |now: &str| {
        format!(
            "stay,,1,住み続けたい,,\nstay,,2,市外へ移りたい,,\nstay,,3,その他,,\nstay,,4,わからない,,{now}\n"
        )
    };
    let stay = only(&lines(""));
    let reason = stay.refused.expect("a reason");
    assert!(
        reason.starts_with("前回の「4 わからない」に当たる選択肢が今回にありません"),
        "{reason}"
    );
    let stay = only(&lines("3"));
    assert_eq!((stay.refused, stay.codes[3].now), (None, Some(3)));
    assert_eq!(stay.notes, ["前回の「4 わからない」を、今回の「その他」として数えています。"]);
    let stay = only(&lines("-3"));
    assert_eq!(stay.notes, ["前回の「4 わからない」は、数えていません。"]);
    for wrong in ["7", "その他", "-4"] {
        let reason = only(&lines(wrong)).refused.expect("a reason");
        assert!(reason.starts_with(&format!("「今回のコード」の「{wrong}」は")), "{reason}");
    }
}

#[test]
fn another_number_of_steps_is_said() {
    let sat = only("sat_m01,道路と橋,1,満足,,\nsat_m01,,2,不満,,\nsat_m01,,3,わからない,,\n");
    assert_eq!(codes(&sat), [Some(5), Some(1), Some(9)]);
    assert_eq!(
        sat.notes,
        [
            "今回の選択肢「どちらでもない」は、前回はありませんでした。",
            "段階の数が違います（前回2、今回3）。割合と平均は、そのままでは比べられません。"
        ]
    );
}

#[test]
fn another_wording_is_said_and_another_width_is_not() {
    let wording = |words: &str| {
        only(&format!("sat_m02,{words},5,満足,,\nsat_m02,,3,どちらでもない,,\nsat_m02,,1,不満,,\nsat_m02,,9,わからない,,\n")).notes
    };
    assert_eq!(wording(" 水道　"), [""; 0]);
    assert_eq!(wording("下水道"), ["設問や項目の言葉が違います。前回は「下水道」でした。"]);
}

#[test]
fn names_are_changed_by_the_last_column_and_each_of_todays_is_taken_once() {
    let mapping = mapped(
        "変数名,コード,ラベル,今回の変数名\nQ1,1,男性,sex\nQ1,2,女性,\nQ1,9,答えたくない,\nSEX,1,男性,\nSEX,2,女性,\nF7,1,あ,seks\nq3,1,い,\n",
    );
    let of = |place: usize| &mapping.variables[place];
    assert_eq!((of(0).now.as_str(), &of(0).refused), ("sex", &None));
    assert!(mapping.has("sex") && !mapping.has("stay"));
    assert_eq!(
        of(1).refused.as_deref(),
        Some("前回の「Q1」が、すでに今回の「sex」に対応しています。")
    );
    assert!(
        of(2)
            .refused
            .as_deref()
            .is_some_and(|reason| reason.contains("「seks」は、今回の調査票にありません"))
    );
    assert!(
        of(3)
            .refused
            .as_deref()
            .is_some_and(|reason| reason.contains("同じ名前の変数がありません"))
    );
}

#[test]
fn a_multiple_choice_is_mapped_choice_by_choice() {
    let mapping = mapped(
        "変数名,設問,項目,コード,ラベル\nleave_why_1,理由,仕事,1,選択した\nleave_why_1,,,0,選択していない\nleave_why_2,理由,買い物,1,買い物\nleave_why_7,理由,家族,1,○\nleave_why_3,理由,交通,2,選ばない\nleave_why,理由,,1,仕事\nsatisfied,満足度,,1,満足\nideas,意見,,,文字\n",
    );
    let refused: Vec<bool> =
        mapping.variables.iter().map(|mapped| mapped.refused.is_some()).collect();
    assert_eq!(refused, [false, false, true, true, true, true, true]);
    assert_eq!(codes(&mapping.variables[0]), [Some(1), Some(0)]);
    assert_eq!(
        mapping.notes("leave_why_1"),
        [
            "前回の選択肢「家族」は今回はありません。それだけを選んだ人は無効としています。",
            "今回の選択肢「交通」「その他」「特にない」は、前回はありませんでした。"
        ]
    );
    for (place, words) in
        [(3, "選んだこと（1）か"), (4, "leave_why_1 など"), (5, "sat_m01 など"), (6, "文章の回答")]
    {
        let reason = mapping.variables[place].refused.as_deref().expect("a reason");
        assert!(reason.contains(words), "{reason}");
    }
}

#[test]
fn a_scale_is_compared_when_its_ends_are_todays() {
    let steps = |from: i32, to: i32| {
        (from..=to).map(|step| format!("happy,,{step},,,\n")).collect::<String>()
    };
    assert_eq!(only(&steps(0, 10)).refused, None);
    assert_eq!(only("happy,,,0以上の整数,,\n").refused, None);
    let reason = only(&steps(1, 5)).refused.expect("a reason");
    assert_eq!(reason, "段階が違います（前回は1〜5、今回は0〜10）。");
    let reason = only("household,,1,1人,,\nhousehold,,2,2人以上,,\n").refused.expect("a reason");
    assert_eq!(reason, "前回は選択肢で、今回は数値です。");
    let reason = only("sex,,,0以上の整数,,\n").refused.expect("a reason");
    assert!(reason.contains("今回は選択肢です"), "{reason}");
}

#[test]
fn columns_and_codebook_that_know_nothing_of_each_other_are_listed() {
    let old =
        codebook::parse("a.csv", "変数名,コード,ラベル\nsex,1,男性\n".as_bytes()).expect("good");
    let mapping = map(&old, &["id".into(), "stay".into()], &form());
    let reasons: Vec<(&str, &str)> = mapping
        .variables
        .iter()
        .map(|mapped| (mapped.was.as_str(), mapped.refused.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        reasons,
        [
            ("sex", "回答のファイルに、この名前の列がありません。"),
            ("id", "コードブックに説明がありません。"),
            ("stay", "コードブックに説明がありません。")
        ]
    );
}
