//! What the board says to people, with furigana for those who need it.

use std::borrow::Cow;

use crate::{board::Phase, form::ruby::plain};

/// The board is frozen.
pub const FROZEN: &str =
    "{進行役|しんこうやく}がボードを止めています。書いたものはそのまま残っています。";
/// The time of the phase is over. The page's script says the same.
pub const TIME_IS_OVER: &str = "時間になりました";

/// What I can do in a phase, in one sentence.
pub fn sentence(phase: Phase) -> Cow<'static, str> {
    plain(marked(phase))
}

/// The same with readings.
pub fn marked(phase: Phase) -> &'static str {
    match phase {
        Phase::Prepare => "はじまるまで、このままお{待|ま}ちください。",
        Phase::Write => {
            "思いついたことを、1{枚|まい}に1つ書いて出してください。ほかの人にはまだ見えません。"
        }
        Phase::Open => "みんなの{付箋|ふせん}が見えるようになりました。読んでみてください。",
        Phase::Talk => {
            "気になる{付箋|ふせん}について話しましょう。思いついたら、{付箋|ふせん}を足せます。"
        }
        Phase::Gather => {
            "{似|に}ている{付箋|ふせん}を{選|えら}んで「まとめる」を{押|お}し、まとまりに名前を{付|つ}けましょう。"
        }
        Phase::Vote => {
            "{大切|たいせつ}だと思うものに点を入れてください。終わるまで{変|か}えられます。"
        }
        Phase::Result => "{投票|とうひょう}の{結果|けっか}です。",
        Phase::Present => {
            "{発表|はっぴょう}の時間です。{画面|がめん}や{発表|はっぴょう}する人を見てください。"
        }
        Phase::Closed => "このボードは終わりました。書いたものは、そのまま{残|のこ}っています。",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::ruby::mistake;

    #[test]
    fn every_phase_says_what_to_do_with_readings_that_are_well_formed() {
        for phase in Phase::ALL {
            assert_eq!(mistake(marked(phase)), None);
            assert!(!sentence(phase).contains('{') && sentence(phase).ends_with('。'));
        }
    }
}
