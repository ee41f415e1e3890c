//! 調査結果の見方: how the survey was made and how its numbers are to be read.

use crate::report::{about::NOTES, gather::Gathered, precision::printed_confidence};
use crate::survey::returns::{
    Board, RATE_DEFINITION, ReturnBoard,
    classes::{CLASS_RATE_DEFINITION, ClassBoard},
};

/// A heading and a paragraph each.
pub(super) fn notes(gathered: &Gathered) -> Vec<(String, String)> {
    let threshold = gathered.settings.threshold;
    let mut notes = Vec::new();
    notes.extend(returns(&gathered.returns).map(|words| ("調査の方法と回収", words)));
    notes.push(("集計した回答", answers(gathered)));
    notes.push(("基数と n", "割合（％）は、とくに断りのないかぎり、その設問をたずねた人の数を 100％ としています。無回答の人を含み、前の設問の答えによってたずねなかった人は除きます。この人数を n で示します。".into()));
    notes.push(("割合の示し方", format!("{}{}{}", NOTES[1], NOTES[2], NOTES[3])));
    notes.push(("人数が少ないとき", NOTES[4].into()));
    notes.push(match gathered.returns {
        Board::Letters(_) => ("標本誤差", error(gathered)),
        Board::Classes(_) => ("標本誤差", CENSUS.into()),
    });
    if let Some(weighed) = &gathered.weighed {
        let how = weighed.notes().concat();
        notes.push(("ウェイト補正", format!("割合と平均は、回答者の構成を人口の構成に合わせて補正した値です。n は補正前の人数です。補正前の件数は公表していません。{how}")));
    }
    notes.push(("伏せている数（秘匿）", format!("個人の回答が推測されないように、{threshold}人に満たない数は「秘匿」としています（0人は示しています）。ほかの数からの引き算で分かる数も、合わせて伏せています。{threshold}人に満たない区分は、その行をすべて伏せています。平均などは、もとになる数をすべて示しているときだけ載せています。")));
    if gathered.returns.classes().is_some() {
        notes.push(("学級について", CLASSES.into()));
    }
    notes.push(("公表していないもの", "自由に書いていただいた文章と、一人ひとりの回答は公表していません。性別・年齢・地区などの属性どうしを組み合わせた集計も公表していません。".into()));
    notes.push(("引用するとき", "表や図を引用するときは、調査の名前と市の名前を書いてください。データの利用条件は、下の担当課にお問い合わせください。".into()));
    notes.into_iter().map(|(heading, words)| (heading.to_owned(), words)).collect()
}

/// Why there is no sampling error.
const CENSUS: &str = "全員にたずねた調査で、無作為に選んだ人の調査ではないため、標本誤差は示していません。答えなかった人がいることによる偏りは含みません。";

/// Why schools and grades may be hidden though many people are in them.
const CLASSES: &str = "集計は学校別と学年別までで、学級別の集計はありません。答えた学級が一つだけの学校や学年、ほかの数からの引き算で一つの学級の答えがわかる学校や学年は、人数が多くても「秘匿」としています。";

/// How people were asked; `None` before anybody was.
fn returns(board: &Board) -> Option<String> {
    match board {
        Board::Letters(board) => (board.posted > 0).then(|| letters(board)),
        Board::Classes(board) => (board.total().classes() > 0).then(|| classes(board)),
    }
}

fn classes(board: &ClassBoard) -> String {
    let total = board.total();
    format!(
        "{}校の{}学級で、授業の時間などに一人ずつ答えてもらいました。在籍数は{}人、有効回収数は{}件、有効回収率は{}％です。{CLASS_RATE_DEFINITION}回答には学校と学年だけを記録し、学級は記録していません。",
        board.schools.len(),
        total.classes(),
        total.heads,
        total.answered,
        total.rate()
    )
}

fn letters(board: &ReturnBoard) -> String {
    let total = board.total();
    format!(
        "{}人に依頼状を送り、ウェブまたは紙の調査票で答えていただきました。有効回収数は{}件（ウェブ{}件、紙{}件）、有効回収率は{}％です。{RATE_DEFINITION}",
        board.posted,
        total.answered,
        board.web,
        board.paper,
        total.rate()
    )
}

fn answers(gathered: &Gathered) -> String {
    format!(
        "n = {}。回答期間は{}です。",
        gathered.everybody.people(),
        gathered.about.printed_period()
    )
}

fn error(gathered: &Gathered) -> String {
    let precision = gathered.precision();
    let z = gathered.settings.z;
    let Some(error) = precision.error else {
        return "回答の数から標本誤差を計算できないため、示していません。".into();
    };
    let n = match precision.effective {
        Some(effective) => format!("有効サンプルサイズ {effective}"),
        None => format!("n = {}", precision.n),
    };
    let population = match gathered.settings.population {
        Some(people) => format!("母集団を{people}人として計算しています。"),
        None => "母集団はとても大きいものとして計算しています。".into(),
    };
    let design = match precision.effective.is_none() && gathered.settings.design_effect != 1.0 {
        true => format!("デザイン効果は{}としています。", gathered.settings.design_effect),
        false => String::new(),
    };
    format!(
        "全員にたずねた設問で割合が50％のとき、標本誤差は ±{error}ポイント（{}、{n}）です。{population}{design}無作為に選ばれた人が答えたときの誤差で、答えなかった人がいることによる偏りは含みません。",
        printed_confidence(z)
    )
}
