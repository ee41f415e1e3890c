//! The words around a questionnaire that a class answers in its lesson.

use super::Lang;

texts! {
    /// Heading of the page that takes the six digits.
    enter_room: "{学級|がっきゅう}のアンケート", "{学級|がっきゅう}の アンケート", "Survey in class";
    /// Where the six digits are found.
    where_is_room: "{先生|せんせい}が{見|み}せている6けたの{番号|ばんごう}を{入|い}れてください。", "{先生|せんせい}が {見|み}せている 6けたの {番号|ばんごう}を {入|い}れてください。", "Type the six digits that your teacher shows.";
    /// Label of their field.
    room: "6けたの{番号|ばんごう}", "6けたの {番号|ばんごう}", "Six digits";
    /// Button below it.
    open_room: "{進|すす}む", "{進|すす}む", "Continue";
    /// Fewer or more than six digits.
    room_length: "{番号|ばんごう}は6けたの{数字|すうじ}です。もう{一度|いちど}{入|い}れてください。", "{番号|ばんごう}は 6けたの {数字|すうじ}です。もう{一度|いちど} {入|い}れてください。", "The number has six digits. Please type it again.";
    /// No class has it.
    room_unknown: "この{番号|ばんごう}の{学級|がっきゅう}はありません。{先生|せんせい}の{画面|がめん}と{見|み}くらべて、もう{一度|いちど}{入|い}れてください。", "この {番号|ばんごう}の {学級|がっきゅう}は ありません。{先生|せんせい}の {画面|がめん}と {見|み}て、もう{一度|いちど} {入|い}れてください。", "No class has this number. Please compare it with your teacher's screen and type it again.";
    /// Far too many wrong numbers from one place.
    room_wait: "まちがった{番号|ばんごう}がとても{多|おお}いので、{少|すこ}し{止|と}めています。10{分|ぷん}ほど{待|ま}って、{先生|せんせい}に{番号|ばんごう}をたしかめてください。", "まちがった {番号|ばんごう}が とても {多|おお}いので、{少|すこ}し {止|と}めています。10{分|ぷん}ほど {待|ま}って、{先生|せんせい}に {聞|き}いてください。", "There have been very many wrong numbers, so we stopped for a while. Please wait about ten minutes and ask your teacher for the number.";
    /// Above the name of the class.
    your_class: "あなたの{学級|がっきゅう}", "あなたの {学級|がっきゅう}", "Your class";
    /// If it is another class.
    other_class: "ちがう{学級|がっきゅう}だったら", "ちがう {学級|がっきゅう}だったら", "If this is not your class";
    /// The link that leads to another number.
    type_again: "{番号|ばんごう}を{入|い}れなおす", "{番号|ばんごう}を {入|い}れる", "type the number again";
    /// Heading of the promise.
    anonymity: "{名前|なまえ}は{聞|き}きません", "{名前|なまえ}は {聞|き}きません", "We do not ask for your name";
    /// The promise.
    anonymity_text: "だれがどう{答|こた}えたかは、{先生|せんせい}にも{市|し}の{人|ひと}にもわかりません。{答|こた}えといっしょに{残|のこ}るのは、{学校|がっこう}と{学年|がくねん}だけです。{答|こた}えは、まちの{計画|けいかく}をつくるために{使|つか}います。", "だれが どう {答|こた}えたかは、{先生|せんせい}にも {市|し}の {人|ひと}にも わかりません。{答|こた}えと {一緒|いっしょ}に {残|のこ}るのは、{学校|がっこう}と {学年|がくねん}だけです。{答|こた}えは、まちの {計画|けいかく}を つくるために {使|つか}います。", "Neither your teacher nor the city can tell who answered what. Only your school and your grade are kept with the answers. They are used for the plan of the town.";
    /// How to answer.
    how_it_works: "テストではありません。{答|こた}えたくない{質問|しつもん}は、{空|あ}けたままで{進|すす}めます。「{次|つぎ}へ」を{押|お}すたびに{保存|ほぞん}されます。", "テストでは ありません。{答|こた}えたくない {質問|しつもん}は、{答|こた}えなくて いいです。「{次|つぎ}へ」を {押|お}すと {保存|ほぞん}します。", "This is no test. You may leave any question blank. Your answers are saved each time you press “Next”.";
    /// Heading of the note on texts that somebody reads.
    care: "{文章|ぶんしょう}を{書|か}くとき", "{文|ぶん}を {書|か}くとき", "When you write something";
    /// Button that takes a seat.
    start: "はじめる", "はじめる", "Start";
    /// Somebody has begun on this tablet.
    begun_here: "このタブレットには、{書|か}きかけの{答|こた}えがあります。", "この タブレットには、{書|か}きかけの {答|こた}えが あります。", "There are unfinished answers on this tablet.";
    /// Button of a pupil who is somebody else.
    start_new: "ちがう{人|ひと}です。{新|あたら}しくはじめる", "ちがう {人|ひと}です。{新|あたら}しく はじめる", "I am somebody else: start anew";
    /// Folded up: going on with another tablet.
    resume: "ほかのタブレットの{続|つづ}きから{答|こた}える", "ほかの タブレットの {続|つづ}きから {答|こた}える", "Continue from another tablet";
    /// What that needs.
    resume_text: "{前|まえ}のタブレットの{画面|がめん}の{上|うえ}に{出|で}ていた「{続|つづ}きの{番号|ばんごう}」を{入|い}れてください。わからないときは、{新|あたら}しくはじめてください。", "{前|まえ}の タブレットの {上|うえ}に {出|で}ていた 「{続|つづ}きの {番号|ばんごう}」を {入|い}れてください。わからないときは、{新|あたら}しく はじめてください。", "Type the number that stood at the top of the other tablet. If you do not know it, start anew.";
    /// The number at the top of each page.
    resume_number: "{続|つづ}きの{番号|ばんごう}", "{続|つづ}きの {番号|ばんごう}", "Number to continue";
    /// Button below it.
    resume_button: "{続|つづ}きから{答|こた}える", "{続|つづ}きから {答|こた}える", "Continue";
    /// The digits are wrong.
    resume_wrong: "この{番号|ばんごう}の{続|つづ}きは{見|み}つかりませんでした。{見|み}なおして、もう{一度|いちど}{入|い}れてください。わからないときは、「はじめる」を{押|お}してください。", "この {番号|ばんごう}の {続|つづ}きは ありません。もう{一度|いちど} {入|い}れてください。わからないときは、「はじめる」を {押|お}してください。", "Nothing was found for this number. Please check it and type it again. If you do not know it, press “Start”.";
    /// Too many wrong digits for one seat.
    resume_wait: "この{席|せき}の{番号|ばんごう}のまちがいが{続|つづ}いたので、10{分|ぷん}ほど{使|つか}えません。いそぐときは、「はじめる」を{押|お}してください。", "この {席|せき}の {番号|ばんごう}の まちがいが {続|つづ}いたので、10{分|ぷん}ほど {使|つか}えません。{急|いそ}ぐときは、「はじめる」を {押|お}してください。", "There were too many wrong numbers for this seat. Please wait about ten minutes, or press “Start”.";
    /// A page without a seat.
    no_seat: "{先生|せんせい}が{見|み}せているQRコードか6けたの{番号|ばんごう}から、{入|はい}りなおしてください。", "{先生|せんせい}が {見|み}せている QRコードか 6けたの {番号|ばんごう}から、もう{一度|いちど} {入|はい}ってください。", "Please enter again with the QR code or the six digits that your teacher shows.";
    /// After sending.
    sent: "{送|おく}りました。ありがとう！", "{送|おく}りました。ありがとう！", "Sent. Thank you!";
    /// What is not on the tablet any more.
    nothing_left: "このタブレットに{答|こた}えは{残|のこ}っていません。", "この タブレットに {答|こた}えは {残|のこ}っていません。", "Nothing of your answers is left on this tablet.";
    /// Shared tablets go on.
    next_pupil: "{次|つぎ}の{人|ひと}へ", "{次|つぎ}の {人|ひと}へ", "Next person";
    /// Under it.
    next_pupil_text: "{次|つぎ}の{人|ひと}がこのタブレットを{使|つか}うときに{押|お}してください。", "{次|つぎ}の {人|ひと}が この タブレットを {使|つか}うときに {押|お}してください。", "Press this when somebody else uses this tablet.";
    /// The seat was used.
    received_before: "この{答|こた}えは、もう{送|おく}ってあります", "この {答|こた}えは、もう {送|おく}ってあります", "These answers have been sent already";
    /// Why nothing is shown.
    received_before_text: "{送|おく}った{答|こた}えは、{見|み}ることも{変|か}えることもできません。", "{送|おく}った {答|こた}えは、{見|み}ることも {変|か}えることも できません。", "Answers that were sent can be neither shown nor changed.";
    /// The class has not begun.
    not_yet: "この{学級|がっきゅう}は、まだ{始|はじ}まっていません", "この {学級|がっきゅう}は、まだ {始|はじ}まっていません", "This class has not begun yet";
    /// What to do about it.
    not_yet_text: "{先生|せんせい}が{始|はじ}めるのを{待|ま}って、この{画面|がめん}をもう{一度|いちど}{開|ひら}いてください。", "{先生|せんせい}が {始|はじ}めるのを {待|ま}って、この {画面|がめん}を もう{一度|いちど} {開|ひら}いてください。", "Wait until your teacher begins, then open this page again.";
    /// The class is closed.
    over: "この{学級|がっきゅう}の{時間|じかん}は{終|お}わりました", "この {学級|がっきゅう}の {時間|じかん}は {終|お}わりました", "This class is over";
    /// What was kept, and what to do.
    over_text: "ここまでの{答|こた}えは{残|のこ}っています。まだ{送|おく}っていないときは、{先生|せんせい}に{言|い}ってください。{先生|せんせい}がもう{一度|いちど}{開|ひら}くと、{続|つづ}きから{送|おく}れます。", "ここまでの {答|こた}えは {残|のこ}っています。まだ {送|おく}っていないときは、{先生|せんせい}に {言|い}ってください。{先生|せんせい}が もう{一度|いちど} {開|ひら}くと、{続|つづ}きから {送|おく}ることが できます。", "Your answers so far are kept. If you have not sent them, tell your teacher: when the class is opened again, you can go on and send them.";
    /// As many answers as pupils have come.
    full: "{学級|がっきゅう}の{人数分|にんずうぶん}の{答|こた}えがとどいています", "{学級|がっきゅう}の {人数分|にんずうぶん}の {答|こた}えが とどいています", "As many answers as pupils have arrived";
    /// What was kept, and what to do.
    full_text: "あなたの{答|こた}えは{残|のこ}っていますが、まだ{送|おく}っていません。{先生|せんせい}に{言|い}ってください。{先生|せんせい}が「1{人|ひとり}{分|ぶん}ふやす」を{押|お}したら、もう{一度|いちど}{送|おく}ってください。", "あなたの {答|こた}えは {残|のこ}っています。でも、まだ {送|おく}っていません。{先生|せんせい}に {言|い}ってください。{先生|せんせい}が 「1{人|ひとり}{分|ぶん}ふやす」を {押|お}したら、もう{一度|いちど} {送|おく}ってください。", "Your answers are kept but not sent yet. Tell your teacher. When your teacher has let one more in, send them again.";
    /// Back to the last page.
    try_again: "もう{一度|いちど}{送|おく}る{画面|がめん}へ", "もう{一度|いちど} {送|おく}る {画面|がめん}へ", "Back to sending";
    /// More seats than pupils could take.
    no_more_seats: "{席|せき}がなくなりました", "{席|せき}が なくなりました", "There are no more seats";
    /// What to do about it.
    no_more_seats_text: "{先生|せんせい}に{言|い}ってください。{先生|せんせい}が「1{人|ひとり}{分|ぶん}ふやす」を{押|お}すと、{席|せき}がふえます。", "{先生|せんせい}に {言|い}ってください。{先生|せんせい}が 「1{人|ひとり}{分|ぶん}ふやす」を {押|お}すと、{席|せき}が ふえます。", "Tell your teacher, who can let more in.";
    /// Whom to ask.
    ask: "わからないときは、{先生|せんせい}に{聞|き}いてください。", "わからないときは、{先生|せんせい}に {聞|き}いてください。", "If anything is unclear, ask your teacher.";
}
