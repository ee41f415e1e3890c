//! The questionnaire for junior-high pupils: what a slip of the pen could spoil in it without
//! breaking a rule of the form language.

use std::path::Path;

use machikoe::form::care::Sign;
use machikoe::form::ruby::{Piece, pieces, plain};
use machikoe::form::{Choice, Form, Kind, Question, Required};
use machikoe::survey::forms::read_checked;
use machikoe::text::Lang;
use serde_json::Value;

#[test]
fn pupils_read_no_kanji_without_furigana() {
    let mut texts = Vec::new();
    collect_japanese(&serde_json::to_value(form("junior-high")).expect("JSON"), &mut texts);
    assert!(texts.len() > 150, "the texts of the form are found: {}", texts.len());
    for text in texts {
        for piece in pieces(&text) {
            match piece {
                Piece::Plain(words) => assert!(!words.contains(is_kanji), "{words} in {text}"),
                Piece::Ruby { base, reading } => {
                    assert!(base.chars().all(is_kanji), "{base}: furigana is for kanji alone");
                    assert!(reading.chars().all(is_hiragana), "{reading} in {text}");
                }
            }
        }
    }
}

#[test]
fn a_question_beside_that_of_residents_has_its_words_and_codes() {
    let (pupils, residents) = (form("junior-high"), form("resident-survey"));
    let beside = pupils.report.beside.as_ref().expect("questions to set beside");
    assert_eq!(beside.form, residents.id);
    let mut pairs: Vec<(&str, &str)> =
        beside.questions.iter().map(|twin| (&*twin.here, &*twin.there)).collect();
    for id in ["livability", "stay"] {
        assert!(pairs.contains(&(id, id)), "{id} is what the city wants to compare");
    }
    // Several choices are not set beside each other on the screen, but read against each other.
    pairs.extend([("pride", "pride"), ("future_image", "future_image")]);
    for (ours, theirs) in pairs {
        let (ours, theirs) = (question(&pupils, ours), question(&residents, theirs));
        for lang in [Lang::Ja, Lang::En] {
            assert_eq!(asked(ours, lang), asked(theirs, lang), "{}", ours.id);
        }
    }
}

#[test]
fn a_page_asks_three_questions_at_most_and_no_answer_is_forced() {
    for section in form("junior-high").sections {
        let asked = section.questions.iter().filter(|question| question.number.is_some());
        assert!(asked.count() <= 3, "{}", section.id);
        for Question { id, required, .. } in &section.questions {
            assert_ne!(*required, Required::Yes, "{id}");
        }
    }
}

#[test]
fn the_numbers_to_call_are_the_same_in_every_language() {
    let notice = form("junior-high").care.expect("a notice").notice;
    for lang in [Lang::Ja, Lang::En] {
        for number in ["0120-0-78310", "0120-99-7777"] {
            assert!(notice.get(lang).contains(number), "{number} in {lang:?}");
        }
    }
}

#[test]
fn a_call_for_help_is_found_and_an_opinion_on_the_town_is_none() {
    let care = form("junior-high").care.expect("what to look for");
    for call in [
        "もう死にたいです。",
        "シニタイ",
        "きえてしまいたい。消えてしまいたい。",
        "お父さんになぐられるのがこわい",
        "クラスでいじめられています",
        "夜ごはんが食べられない日がある",
        "学校 に 行きたくない",
        "家に帰りたくないです",
        "しにたーーい",
        "死にたくなることがある",
        "助けて！！",
        "毎日辛い",
        "居なくなりたい",
        "誰か たすけて",
        "学校いきたくない",
        "虐められています",
        "親が怖い。家に居たくない",
        "消えて無くなりたい",
        "死ねって言われる",
        "ご飯が無い日がある",
    ] {
        assert!(care.signs(call).contains(&Sign::Help), "{call}");
    }
    for opinion in [
        "学校へ行く坂がつらいです。バスを走らせてほしい。",
        "いじめのない、みんなが笑って暮らせるまちにしてほしい。",
        "中学生の居場所がないので、集まれる所をつくってください。",
        "空き家がこわいので、なくしてほしい。",
        "困っているお年寄りを助けてあげられるまち",
        "お店が続けられるように応援してください。",
        "暴力団のいないまち。DVDを借りられる店もほしい。",
        "遊園地がたくさんあって、赤ちゃんからおじいさんまで楽しめるまち！",
        "数学の先生がやさしい。もっとちゃんと話を聞いてほしい。",
        "みなさんで避難くんれんをしたい。部活の先輩と海をそうじした。",
        "川でおぼれた人を助けてもらったことがある。困っている人を助けてあげたい。",
        "街灯が消えたら夜の道が怖い。行くのが大変な店が多い。",
        "八百屋さんやお医者さんをふやして！",
        "ヤングケアラーを助けてくれる場所。無料で行けるところがいい。",
        "ワンちゃんと散歩できる公園。近所のおばちゃんが優しい。",
        "父ちゃんが帰るのがおそい。残業をなくしてほしい。",
    ] {
        assert_eq!(care.signs(opinion), [], "{opinion}");
    }
    for name in [
        "2組の山田くんがうるさい",
        "佐々木さん",
        "奈々ちゃん",
        "ﾀﾅｶ さん",
        "ゆーとくんと",
        "やまだ君",
        "土屋さん",
    ] {
        assert_eq!(care.signs(name), [Sign::Name], "{name}");
    }
    assert_eq!(care.signs("山田先生がすき"), [Sign::Name]);
}

fn form(name: &str) -> Form {
    read_checked(&Path::new(env!("CARGO_MANIFEST_DIR")).join("forms"), name).expect("a form")
}

fn question<'f>(form: &'f Form, id: &str) -> &'f Question {
    form.questions().find(|question| question.id == id).expect("a question")
}

/// What is asked and what can be answered, without furigana: text, maximum, and for each choice
/// its code, label, score and whether it stands alone.
fn asked(question: &Question, lang: Lang) -> (String, Option<u16>, Vec<String>) {
    let (choices, max) = match &question.kind {
        Kind::Single { choices } => (choices, None),
        Kind::Multiple { choices, max } => (choices, *max),
        kind => panic!("{} cannot be compared: {kind:?}", question.id),
    };
    let choice = |Choice { code, label, exclusive, other, score }: &Choice| {
        format!("{code} {} {exclusive} {other} {score:?}", plain(label.get(lang)))
    };
    let text = plain(question.text.get(lang)).into_owned();
    (text, max, choices.iter().map(choice).collect())
}

/// Every text of a form that has languages is one that people read; what is for the office
/// (`short`) and what is looked for (`help`) has none.
fn collect_japanese(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Object(members) => match members.get("ja") {
            Some(Value::String(text)) => texts.push(text.clone()),
            _ => members.values().for_each(|member| collect_japanese(member, texts)),
        },
        Value::Array(items) => items.iter().for_each(|item| collect_japanese(item, texts)),
        _ => {}
    }
}

fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '〆' | '〇' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ー')
}
