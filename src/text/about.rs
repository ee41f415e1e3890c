//! How answers are handled, in every language: what the program does, said in plain words.

use super::Lang;

/// How many points there are; each language has them all.
const POINTS: usize = 6;

/// The points: a heading and a paragraph each.
pub fn points(lang: Lang) -> [(&'static str, &'static str); POINTS] {
    match lang {
        Lang::Ja => [
            (
                "コードは何のためにありますか",
                "お一人一回の回答を確かめるためだけに使います。コードからは回答が、回答からはコードがわからないように、別々に保管しています。",
            ),
            (
                "だれの回答か、わかりますか",
                "わかりません。回答には、お名前、ご住所、コード、通信の記録（IPアドレスなど）、送信した時刻を一切つけていません。残るのは、お答えの内容と受け取った日だけです。",
            ),
            (
                "書きかけの回答はどうなりますか",
                "ページを進むたびに、あなたのコードでしか開けない形にして保存します。送信すると消えます。",
            ),
            (
                "気をつけていただきたいこと",
                "自由に書く欄に、ご自身やほかの方のお名前など、だれかがわかることは書かないでください。少ない人数だけにあてはまる集計は、公表しません。",
            ),
            ("何に使いますか", "集計して、市の計画づくりに使います。それ以外には使いません。"),
            (
                "答えたくないときは",
                "どの質問も、空けたままで進めます。回答しないことで不利益を受けることはありません。",
            ),
        ],
        Lang::JaEasy => [
            (
                "コードは {何|なん}のために ありますか",
                "「{1人|ひとり} {1回|いっかい}」を {確|たし}かめるためです。コードと {答|こた}えは、{別々|べつべつ}に しまいます。",
            ),
            (
                "だれの {答|こた}えか、わかりますか",
                "わかりません。{名前|なまえ}、{住所|じゅうしょ}、コード、{時間|じかん}は {残|のこ}しません。{残|のこ}るのは、{答|こた}えと {受|う}け{取|と}った {日|ひ}だけです。",
            ),
            (
                "{途中|とちゅう}の {答|こた}えは どうなりますか",
                "あなたの コードが ないと {開|あ}けられないように して、{保存|ほぞん}します。{送|おく}ったら {消|き}えます。",
            ),
            (
                "{気|き}を つけてください",
                "{自分|じぶん}や ほかの {人|ひと}の {名前|なまえ}を {書|か}かないでください。",
            ),
            (
                "{何|なに}に {使|つか}いますか",
                "{市|し}の {計画|けいかく}を つくるために {使|つか}います。ほかのことには {使|つか}いません。",
            ),
            (
                "{答|こた}えたくないとき",
                "{答|こた}えなくても いいです。{答|こた}えなくても、{困|こま}ることは ありません。",
            ),
        ],
        Lang::En => [
            (
                "What is the code for?",
                "Only to make sure that each person answers once. Codes and answers are kept apart, so that neither leads to the other.",
            ),
            (
                "Can anyone tell whose answers are whose?",
                "No. Answers are stored without name, address, code, network records (such as IP addresses) or the time of sending. Only the answers and the day of receipt remain.",
            ),
            (
                "What happens to unfinished answers?",
                "They are saved each time you go to the next page, in a form that only your code can open. They are deleted when you send your answers.",
            ),
            (
                "Please take care",
                "Do not write your own or other people's names in the text fields. Tables about very small groups are not published.",
            ),
            (
                "What are the answers used for?",
                "They are tabulated and used for the city's plan, and for nothing else.",
            ),
            (
                "If you do not want to answer",
                "You may leave any question blank. Not answering has no disadvantage for you.",
            ),
        ],
    }
}
