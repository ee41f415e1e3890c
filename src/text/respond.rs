//! The words around a questionnaire, in every language. Easy Japanese carries furigana.

use super::Lang;

texts! {
    /// Names the bar of switches.
    view_switches: "表示の切り替え", "{見|み}え{方|かた}を {変|か}える", "Display settings";
    /// Switches furigana on.
    furigana_on: "ふりがなを付ける", "ふりがなを つける", "Show furigana";
    /// Switches furigana off.
    furigana_off: "ふりがなを消す", "ふりがなを {消|け}す", "Hide furigana";
    /// Switches to large type.
    larger: "文字を大きく", "{字|じ}を {大|おお}きくする", "Larger text";
    /// Switches back from large type.
    smaller: "文字を標準に", "{字|じ}を もとの {大|おお}きさに する", "Normal text";
    /// Heading of the page that takes a code.
    enter_code: "アンケートに答える", "アンケートに {答|こた}える", "Answer the survey";
    /// Where the code is found.
    where_is_code: "お届けした依頼状にある、4文字ずつ3組のコードを入力してください。", "{手紙|てがみ}に コードが あります。4{文字|もじ}が 3つ あります。それを {入|い}れてください。", "Please type the code on the letter you received: three groups of four characters.";
    /// Label of the code field.
    code: "回答用コード", "コード", "Your code";
    /// Under the code field.
    code_hint: "小文字でも、間の線がなくてもかまいません。", "{小|ちい}さい {字|じ}でも いいです。「-」は なくても いいです。", "Small letters are fine, and so is leaving out the hyphens.";
    /// Button below the code.
    open_with_code: "進む", "{進|すす}む", "Continue";
    /// Heading of the greeting.
    purpose: "この調査について", "この アンケートについて", "About this survey";
    /// Heading of the promise.
    anonymity: "お名前はわかりません", "あなたの {名前|なまえ}は わかりません", "Your answers are anonymous";
    /// The promise in three sentences.
    anonymity_text: "お名前やご住所はおたずねしません。コードは、お一人一回の回答を確かめるためだけに使い、回答とは切り離して保管します。だれがどう答えたかは、市の職員にもわかりません。", "{名前|なまえ}や {住所|じゅうしょ}は {聞|き}きません。コードは 「{1人|ひとり} {1回|いっかい}」を {確|たし}かめるために {使|つか}います。あなたの {答|こた}えと コードは、{別々|べつべつ}に しまいます。だれが どう {答|こた}えたか、{市|し}の {人|ひと}にも わかりません。", "We do not ask for your name or address. The code only makes sure that each person answers once, and it is kept apart from your answers. Nobody, not even the city's staff, can tell who answered what.";
    /// How long, how saved.
    how_it_works: "答えたくない質問は、空けたままで進めます。ページを進むたびに自動で保存されるので、途中でやめても、同じコードで続きから答えられます。", "{答|こた}えたくない {質問|しつもん}は、{答|こた}えなくて いいです。{次|つぎ}の ページに {行|い}くと、{答|こた}えを {保存|ほぞん}します。{途中|とちゅう}で やめても、{同|おな}じ コードで {続|つづ}きから {答|こた}えることが できます。", "You may leave any question blank. Your answers are saved each time you go to the next page, so you can stop and continue later with the same code.";
    /// Link to the longer explanation.
    about_link: "回答の取り扱いについて", "{答|こた}えを どう {使|つか}うか", "How answers are handled";
    /// Button that begins.
    start: "回答を始める", "{答|こた}えを {始|はじ}める", "Start";
    /// Button that goes on with a draft.
    resume: "続きから答える", "{続|つづ}きから {答|こた}える", "Continue where you left off";
    /// Shown when there is a draft.
    draft_found: "前回の続きが保存されています。", "{前|まえ}の {答|こた}えが {残|のこ}っています。", "Your earlier answers are saved.";
    /// Goes on.
    next: "次へ", "{次|つぎ}へ", "Next";
    /// Goes back.
    back: "前のページへ", "{前|まえ}の ページへ", "Back";
    /// Stops for now.
    pause: "保存して中断する", "{保存|ほぞん}して やめる", "Save and stop for now";
    /// Heading after stopping.
    paused_heading: "ここまでの回答を保存しました", "ここまでの {答|こた}えを {保存|ほぞん}しました", "Your answers so far are saved";
    /// What to do after stopping.
    paused_text: "まだ送信はされていません。締め切りまでに、依頼状のQRコードかコードの入力から、続きを答えてください。別のスマートフォンやパソコンからでも続けられます。", "まだ {送|おく}っていません。{手紙|てがみ}の QRコードか コードで、{続|つづ}きを {答|こた}えてください。{別|べつ}の スマートフォンや パソコンでも できます。", "They have not been sent yet. Please continue before the closing date with the QR code or the code on your letter. You can use another phone or computer.";
    /// A page was saved.
    saved: "保存しました", "{保存|ほぞん}しました", "Saved";
    /// Beside a question that must not stay blank.
    required: "必須", "{必|かなら}ず", "Required";
    /// The summary of what to look at.
    please_check: "次のところをお確かめください", "ここを {見|み}てください", "Please check the following";
    /// What was kept when something was refused.
    all_kept: "入力した内容はすべて残っています。", "{書|か}いたことは ぜんぶ {残|のこ}っています。", "Everything you entered is kept.";
    /// A soft remark may be passed over.
    or_go_on: "このままでよろしければ、もう一度「次へ」を押してください。", "このままで よければ、もう{一度|いちど}「{次|つぎ}へ」を {押|お}してください。", "If this is what you meant, press “Next” again.";
    /// A typed number is none.
    not_a_number: "数字で入力してください。", "{数字|すうじ}で {書|か}いてください。", "Please type a whole number.";
    /// Blank, but required.
    is_required: "この質問にはお答えください。", "この {質問|しつもん}に {答|こた}えてください。", "Please answer this question.";
    /// Blank, and pointed out once.
    not_answered: "まだお答えがありません。", "まだ {答|こた}えて いません。", "This question is still blank.";
    /// A code that the form does not have.
    unknown_choice: "選択肢を選び直してください。", "もう{一度|いちど} {選|えら}んでください。", "Please choose again.";
    /// Above the list of answers.
    confirm: "回答の確認", "{答|こた}えを {確|たし}かめる", "Check your answers";
    /// What to do with it.
    confirm_text: "下の内容を確かめて、よろしければ「この内容で送信する」を押してください。送信したあとは変更できません。", "{下|した}の {答|こた}えを {見|み}てください。よければ 「{送|おく}る」を {押|お}してください。{送|おく}った {後|あと}は、{変|か}えることが できません。", "Please look through your answers. If they are right, press “Send my answers”. They cannot be changed after sending.";
    /// Leads back to a section.
    correct: "直す", "{直|なお}す", "Change";
    /// A blank answer.
    no_answer: "（回答なし）", "（{答|こた}え なし）", "(no answer)";
    /// Sends.
    send: "この内容で送信する", "{送|おく}る", "Send my answers";
    /// After sending.
    sent: "回答を受け取りました", "{答|こた}えを {受|う}け{取|と}りました", "We have received your answers";
    /// The receipt.
    receipt: "受付番号", "{受付|うけつけ}{番号|ばんごう}", "Receipt number";
    /// What the receipt is for.
    receipt_text: "送信できたことのしるしです。控える必要はありません。この番号から、だれの回答かはわかりません。", "{送|おく}ることが できた しるしです。{書|か}いておかなくても いいです。この {番号|ばんごう}で、だれの {答|こた}えかは わかりません。", "It shows that your answers arrived. You need not keep it. Nobody can tell from this number whose answers they are.";
    /// The window may be closed.
    may_close: "この画面を閉じてください。郵送の調査票を出す必要はありません。", "この {画面|がめん}を {閉|と}じてください。{紙|かみ}の アンケートは {出|だ}さなくて いいです。", "You may close this page. There is no need to return the paper form.";
    /// A second visit.
    received_before: "このコードの回答はすでに受け取っています", "この コードの {答|こた}えは、もう {受|う}け{取|と}りました", "The answers for this code have already been received";
    /// Why nothing can be shown.
    received_before_text: "ご協力ありがとうございました。ウェブか郵送で、一度受け取っています。回答はコードと切り離して保管しているため、内容を見たり変えたりすることはできません。", "ありがとうございました。インターネットか {紙|かみ}で、もう {受|う}け{取|と}りました。{答|こた}えは コードと {別|べつ}に しまってあります。だから、{見|み}ることや {変|か}えることは できません。", "Thank you. We received one set of answers, online or on paper. Because answers are kept apart from codes, they cannot be shown or changed.";
    /// A mistyped or unknown code.
    code_unknown: "このコードは見つかりませんでした", "この コードは ありません", "This code was not found";
    /// What to do about it.
    code_unknown_text: "依頼状のコードをもう一度お確かめください。それでも進めないときは、お問い合わせ先へお電話ください。郵送の調査票でもお答えいただけます。", "{手紙|てがみ}の コードを もう{一度|いちど} {見|み}てください。できないときは、{電話|でんわ}してください。{紙|かみ}の アンケートで {答|こた}えることも できます。", "Please check the code on your letter. If it still does not work, please call us. You can also answer on paper.";
    /// Nothing was typed.
    code_missing: "コードを入力してください。", "コードを {入|い}れてください。", "Please type your code.";
    /// The check letter does not fit.
    code_mistyped: "コードに打ち間違いがあるようです。依頼状と見比べて、もう一度入力してください。", "コードが {少|すこ}し {違|ちが}います。{手紙|てがみ}を {見|み}て、もう{一度|いちど} {入|い}れてください。", "There seems to be a typing mistake. Please compare the code with your letter and type it again.";
    /// A code that the office has made void.
    code_void: "このコードは使えなくなっています", "この コードは {使|つか}えません", "This code can no longer be used";
    /// What to do about it.
    code_void_text: "転居などの連絡により、市がこのコードを止めています。お心当たりがないときは、お問い合わせ先へお電話ください。", "{市|し}が この コードを {止|と}めました。わからないときは、{電話|でんわ}してください。", "The city has stopped this code, for example after a notice that the letter could not be delivered. If this seems wrong, please call us.";
    /// Too many wrong codes.
    code_wait: "まちがったコードが続いています", "{違|ちが}う コードが たくさん ありました", "Too many wrong codes";
    /// What to do about it.
    code_wait_text: "しばらく時間をおいてから、依頼状のコードをお確かめください。正しいコードであれば、いますぐ入力しても進めます。", "{少|すこ}し {待|ま}ってください。そして {手紙|てがみ}の コードを {見|み}てください。{正|ただ}しい コードなら、すぐに {進|すす}むことが できます。", "Please wait a little and check the code on your letter. A correct code works at once, even now.";
    /// Before the first day.
    not_yet: "受付はまだ始まっていません", "まだ {始|はじ}まっていません", "The survey has not started yet";
    /// The office has not opened it.
    being_prepared: "準備ができしだい、受付を始めます。日をあらためて、同じコードでお試しください。", "{今|いま}、{準備|じゅんび}しています。{後|あと}で、{同|おな}じ コードで {見|み}てください。", "The survey will open soon. Please try again another day with the same code.";
    /// After the last day.
    closed: "受付は終わりました", "{終|お}わりました", "The survey has closed";
    /// After the last day, what to do.
    closed_text: "ご関心をお寄せいただき、ありがとうございます。いまから送信することはできません。結果は市のホームページなどでお知らせします。", "ありがとうございます。もう {送|おく}ることは できません。{結果|けっか}は {市|し}の ホームページで お{知|し}らせします。", "Thank you for your interest. Answers can no longer be sent. The results will be published by the city.";
    /// The office has paused.
    on_hold: "受付をいったん止めています", "{今|いま} {少|すこ}し {止|と}めています", "The survey is paused";
    /// What to do about it.
    on_hold_text: "これまでに保存した回答は残っています。しばらくしてから、同じコードでもう一度お試しください。", "{前|まえ}の {答|こた}えは {残|のこ}っています。{後|あと}で、{同|おな}じ コードで もう{一度|いちど} {見|み}てください。", "What you have saved is kept. Please try again later with the same code.";
    /// The closing day has passed, but a draft may still be sent.
    grace: "締め切りを過ぎました。書きかけの回答は、いまならまだ送信できます。", "{締|し}め{切|き}りが {過|す}ぎました。でも、{今|いま}なら まだ {送|おく}ることが できます。", "The closing date has passed, but you can still send the answers you began.";
    /// No cookie: who is it?
    who_are_you: "続けるには、依頼状のQRコードを読み取るか、コードを入力してください。保存した回答は残っています。", "{続|つづ}けるときは、{手紙|てがみ}の QRコードか コードを {使|つか}ってください。{前|まえ}の {答|こた}えは {残|のこ}っています。", "To continue, scan the QR code on your letter or type the code. What you have saved is kept.";
    /// The store did not take the page.
    not_saved: "いま保存できませんでした。入力した内容はこの画面に残っています。少し待ってから、もう一度ボタンを押してください。", "{今|いま}、{保存|ほぞん}できませんでした。{書|か}いたことは この {画面|がめん}に {残|のこ}っています。{少|すこ}し {待|ま}って、もう{一度|いちど} ボタンを {押|お}してください。", "We could not save just now. What you typed is still on this page. Please wait a moment and press the button again.";
    /// Synthetic data.
    sample: "これは動作確認用の見本です。実際の調査ではありません。", "これは {見本|みほん}です。{本当|ほんとう}の アンケートでは ありません。", "This is a demonstration with sample data, not a real survey.";
    /// Contact.
    contact: "お問い合わせ", "{聞|き}きたいとき", "Contact";
    /// Skips the header.
    skip: "本文へ進む", "{本文|ほんぶん}へ", "Skip to the content";
    /// A matrix column heading for screen readers.
    item: "項目", "{項目|こうもく}", "Item";
    /// Label of a specify field.
    specify: "具体的に", "{詳|くわ}しく {書|か}いてください", "Please specify";
}

/// 問12
pub fn question(lang: Lang, number: u16) -> String {
    match lang {
        Lang::Ja => format!("問{number}"),
        Lang::JaEasy => format!("{{問|とい}}{number}"),
        Lang::En => format!("Q{number}"),
    }
}

/// "3 / 9 ページ"
pub fn progress(lang: Lang, page: usize, of: usize) -> String {
    match lang {
        Lang::Ja => format!("{page} / {of} ページ"),
        Lang::JaEasy => format!("{page} / {of} ページ"),
        Lang::En => format!("Page {page} of {of}"),
    }
}

/// A number outside its range.
pub fn out_of_range(lang: Lang, min: i16, max: i16) -> String {
    match lang {
        Lang::Ja => format!("{min}から{max}までの数字で入力してください。"),
        Lang::JaEasy => format!("{min}から {max}までの {{数字|すうじ}}で {{書|か}}いてください。"),
        Lang::En => format!("Please type a number from {min} to {max}."),
    }
}

/// Too many choices.
pub fn too_many(lang: Lang, max: u16) -> String {
    match lang {
        Lang::Ja => format!("選べるのは{max}つまでです。{max}つ以内にしぼってください。"),
        Lang::JaEasy => format!("{max}つまで {{選|えら}}んでください。"),
        Lang::En => format!("Please choose no more than {max}."),
    }
}

/// How many may be chosen.
pub fn choose_up_to(lang: Lang, max: u16) -> String {
    match lang {
        Lang::Ja => format!("あてはまるものを{max}つまで選んでください。"),
        Lang::JaEasy => format!("{max}つまで {{選|えら}}んでください。"),
        Lang::En => format!("Choose up to {max}."),
    }
}

/// Any number may be chosen.
pub fn choose_any(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "あてはまるものをすべて選んでください。",
        Lang::JaEasy => "いくつ {選|えら}んでも いいです。",
        Lang::En => "Choose all that apply.",
    }
}

/// A choice that stands alone was ticked with others.
pub fn exclusive(lang: Lang, label: &str) -> String {
    match lang {
        Lang::Ja => format!("「{label}」は、ほかと一緒には選べません。どちらかを外してください。"),
        Lang::JaEasy => format!("「{label}」は、ほかと いっしょに {{選|えら}}べません。"),
        Lang::En => format!("“{label}” cannot be chosen together with others."),
    }
}

/// A text that is too long.
pub fn too_long(lang: Lang, max: u32, length: usize) -> String {
    match lang {
        Lang::Ja => format!("{max}字以内で入力してください（いま{length}字です）。"),
        Lang::JaEasy => {
            format!("{max}{{字|じ}}までで {{書|か}}いてください（{{今|いま}} {length}{{字|じ}}）。")
        }
        Lang::En => format!("Please keep to {max} characters (now {length})."),
    }
}

/// Blank rows of a matrix.
pub fn rows_blank(lang: Lang, rows: usize) -> String {
    match lang {
        Lang::Ja => format!("まだ選ばれていない行が{rows}つあります。"),
        Lang::JaEasy => format!("まだ {{選|えら}}んでいない {{行|ぎょう}}が {rows}つ あります。"),
        Lang::En => format!("{rows} rows are still blank."),
    }
}

/// A text for a choice that is not chosen.
pub fn specified_not_chosen(lang: Lang, label: &str) -> String {
    match lang {
        Lang::Ja => format!("「{label}」に文章がありますが、別の選択肢が選ばれています。"),
        Lang::JaEasy => {
            format!("「{label}」に {{文|ぶん}}が あります。でも、ほかを {{選|えら}}んでいます。")
        }
        Lang::En => format!("You wrote something for “{label}”, but chose another answer."),
    }
}

/// A letter that no code has.
pub fn letter_not_used(lang: Lang, letter: char) -> String {
    match lang {
        Lang::Ja => format!(
            "コードに「{letter}」は使われていません（数字の0と1、英字のO・I・Lは出てきません）。よく似た文字をお確かめください。"
        ),
        Lang::JaEasy => format!(
            "コードに「{letter}」は ありません。{{似|に}}ている {{字|じ}}を {{見|み}}てください。"
        ),
        Lang::En => format!(
            "No code contains “{letter}” (0, 1, O, I and L are not used). Please look for a similar character."
        ),
    }
}

/// A code of the wrong length.
pub fn code_length(lang: Lang, typed: usize) -> String {
    match lang {
        Lang::Ja => format!("コードは12文字です。いま{typed}文字入力されています。"),
        Lang::JaEasy => {
            format!("コードは 12{{文字|もじ}}です。{{今|いま}} {typed}{{文字|もじ}}です。")
        }
        Lang::En => format!("The code has 12 characters; you typed {typed}."),
    }
}

/// From when answers are taken; `day` is written out in Japanese.
pub fn opens_on(lang: Lang, day: &str) -> String {
    match lang {
        Lang::Ja => format!("{day}から回答できます。同じコードをお使いください。"),
        Lang::JaEasy => format!("{day}から {{答|こた}}えることが できます。"),
        Lang::En => format!("You can answer from {day}. Please use the same code then."),
    }
}

/// Until when answers are taken.
pub fn closes_on(lang: Lang, day: &str) -> String {
    match lang {
        Lang::Ja => format!("{day}までにご回答ください。"),
        Lang::JaEasy => format!("{day}までに {{答|こた}}えてください。"),
        Lang::En => format!("Please answer by {day}."),
    }
}

/// A day: in English with the month's name, else in Japanese.
pub fn day(lang: Lang, day: chrono::NaiveDate) -> String {
    match lang {
        Lang::En => day.format("%-d %B %Y").to_string(),
        Lang::Ja | Lang::JaEasy => crate::clock::japanese_day(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::ruby;

    #[test]
    fn every_text_is_there_and_its_furigana_is_well_formed() {
        for (name, text) in ALL {
            for lang in Lang::ALL {
                let words = text(lang);
                assert!(!words.is_empty(), "{name} in {}", lang.tag());
                assert_eq!(ruby::mistake(words), None, "{name} in {}", lang.tag());
            }
        }
    }

    #[test]
    fn easy_japanese_has_furigana_on_every_kanji() {
        for (name, text) in ALL {
            for piece in ruby::pieces(text(Lang::JaEasy)) {
                let ruby::Piece::Plain(plain) = piece else { continue };
                let bare = plain.chars().find(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
                assert_eq!(bare, None, "{name}: {plain}");
            }
        }
    }
}
