//! Everybody in their own language: what is switched on any page loses nothing, and the answers
//! are the same answers.

use machikoe::{
    form::{Form, Kind, Question, Text, ruby::plain},
    text::{Lang, respond as text},
};

use scraper::Html;

use crate::support::{
    Browser, HANA, HARA, KEN, LAN, World,
    log::Log,
    wait_for,
    world::{Engine, Plan},
};

/// Switches furigana, size and language by the links of a page that asks nothing. The page begins
/// in Japanese and ends in English.
async fn switched(phone: &mut Browser, japanese: &str, easy: &str, english: &str) {
    let status = phone.page.status;
    let mut states = Vec::new();
    for (link, heading) in [
        ("ふりがなを付ける", japanese),
        ("文字を大きく", japanese),
        ("ふりがなを消す", japanese),
        ("やさしい日本語", easy),
        ("ふりがなを つける", easy),
        ("字を もとの 大きさに する", easy),
        ("English", english),
    ] {
        phone.follow(link).await.is(heading);
        assert_eq!(phone.page.status, status, "{link}");
        let html = &phone.page.html;
        states.push((html.contains("<rt>"), html.contains("class=\"large\"")));
    }
    assert_eq!(
        states,
        [
            (true, false),
            (true, true),
            (false, true),
            (false, true),
            (true, true),
            (true, false),
            (false, false),
        ]
    );
    assert_eq!(language_of(phone), "en");
    // Loading the page again switches nothing back.
    let address = phone.page.url.clone();
    phone.open(&address).await.is(english);
}

/// What the page says its language is.
fn language_of(phone: &Browser) -> String {
    let page = Html::parse_document(&phone.page.html);
    page.root_element().attr("lang").unwrap_or_default().to_owned()
}

async fn japanese_again(phone: &mut Browser) {
    phone.open("/about?view=ja").await;
    phone.open("/about?view=usual-size").await;
    phone.open("/about?view=no-furigana").await.is("回答の取り扱いについて");
}

crate::both_engines! {
    async fn every_page_that_asks_nothing_is_switched_without_losing_its_place(world: World) {
        let mut phone = world.browser();
        phone.open(&format!("/q/{}", world.compact(&HANA))).await;
        switched(&mut phone, "町づくりアンケート", "町の アンケート", "Town survey").await;
        phone.press("Start").await.is("About you");
        japanese_again(&mut phone).await;
        phone.open("/a/welcome").await;
        switched(&mut phone, "町づくりアンケート", "町の アンケート", "Town survey").await;
        phone.press("Start").await.is("About you");
        phone.fill("How many people", "4");
        phone.press("Next").await.is("Life in the town");
        phone.press("Next").await.is("Happiness");
        phone.press("Save and stop for now").await.is("Your answers so far are saved");
        japanese_again(&mut phone).await;
        phone.open("/a/paused").await;
        let paused = ["ここまでの回答を保存しました", "ここまでの 答えを 保存しました"];
        switched(&mut phone, paused[0], paused[1], "Your answers so far are saved").await;

        phone.open(&format!("/q/{}", world.compact(&HANA))).await;
        phone.press("Continue where you left off").await.is("Happiness");
        phone.press("Next").await.is("Check your answers");
        japanese_again(&mut phone).await;
        phone.open("/a/confirm").await;
        switched(&mut phone, "回答の確認", "答えを 確かめる", "Check your answers").await;
        phone.page.shows("Q3 How many people live in your household? 4");
        phone.press("Send my answers").await.is("We have received your answers");
        let receipt = phone.page.url.clone();
        japanese_again(&mut phone).await;
        phone.open(&receipt).await;
        let received = ["回答を受け取りました", "答えを 受け取りました"];
        switched(&mut phone, received[0], received[1], "We have received your answers").await;
        assert_eq!(world.answers().await[0]["household"], 4);
    }

    async fn a_page_that_says_the_end_is_switched_also_where_a_post_led_there(world: World) {
        let used = [
            "このコードの回答はすでに受け取っています",
            "この コードの 答えは、もう 受け取りました",
            "The answers for this code have already been received",
        ];
        world.sent(&HANA).await;
        let mut phone = world.browser();
        phone.open("/a").await;
        phone.fill("回答用コード", &world.code(&HANA));
        phone.press("進む").await.is(used[0]);
        switched(&mut phone, used[0], used[1], used[2]).await;

        // The survey closes while somebody looks at the answers.
        let mut late = world.answered(&KEN).await;
        world.set_clock("2027-01-31T00:00:00+09:00");
        late.press("この内容で送信する").await.is("受付は終わりました");
        switched(&mut late, "受付は終わりました", "終わりました", "The survey has closed").await;
        assert_eq!(world.count("response").await, 1);
    }

    async fn a_code_page_keeps_what_is_typed_and_says_its_remark_again(world: World) {
        let mut phone = world.browser();
        phone.open("/a").await;
        phone.fill("回答用コード", "abc");
        phone.press("English").await.is("Answer the survey").hides("12 characters");
        assert_eq!(phone.page.value("Your code"), "abc");
        phone.press("Continue").await.shows("The code has 12 characters; you typed 3.");
        phone.press("やさしい日本語").await.shows("コードは 12文字です。今 3文字です。");
        phone.press("字を 大きくする").await.shows("コードは 12文字です。");
        assert_eq!(phone.page.value("コード"), "abc");
        phone.fill("コード", &world.code(&HANA));
        phone.press("進む").await.is("町の アンケート");

        let mut stranger = world.browser();
        stranger.post("/a/p/about-you", &[("household", "3")]).await.is("アンケートに答える");
        stranger.press("English").await.shows("To continue, scan the QR code");
        stranger.fill("Your code", &world.code(&LAN));
        stranger.press("Continue").await.is("Town survey");
    }

    async fn what_is_pointed_out_is_pointed_out_in_the_other_language(world: World) {
        let mut phone = world.begun(&HANA).await;
        phone.fill("何人で暮らして", "とても多い").fill("子どもは何人", "2");
        phone.press("次へ").await.shows("数字で入力してください。");
        phone.press("English").await.is("About you").shows("Please type a whole number.");
        assert_eq!(phone.page.value("How many people"), "とても多い");
        phone.fill("How many people", "1");
        phone.press("Next").await.shows("You live alone and have children with you.");
        phone.press("日本語").await.shows("子どもがいることになっています。");
        phone.press("ふりがなを付ける").await.shows("子どもがいることになっています。");
        // It was shown; pressing the button again goes on.
        phone.press("次へ").await.is("町の暮らし");
        phone.press("English").await.is("Life in the town").hides("Please check");
    }

    async fn the_same_answers_in_each_language_are_stored_as_the_same_codes(world: World) {
        let form = world.form().await;
        for (person, lang) in [(&HANA, Lang::Ja), (&KEN, Lang::JaEasy), (&LAN, Lang::En)] {
            let mut phone = world.browser();
            phone.open(&format!("/q/{}?view={}", world.compact(person), lang.tag())).await;
            phone.press(&plain(text::start(lang))).await;
            answer_in(&mut phone, &form, lang).await;
            phone.press(&plain(text::send(lang))).await.is(&plain(text::sent(lang)));
        }
        let answers = world.answers().await;
        assert_eq!(answers.len(), Lang::ALL.len());
        assert!(answers.iter().all(|each| *each == answers[0]), "{answers:#?}");
        let given = answers[0].as_object().expect("answers");
        assert!(given.values().all(|answer| !answer.is_null()), "{given:?}");
        assert_eq!((&given["stay"], &given["sat_m02"]), (&2.into(), &3.into()));
        assert_eq!(given["leave_why"], serde_json::json!([1, 2]));
    }
}

/// Answers every question of the form by its words in a language.
async fn answer_in(phone: &mut Browser, form: &Form, lang: Lang) {
    for section in &form.sections {
        phone.page.is(&plain(section.title.get(lang)));
        for question in &section.questions {
            answer(phone, question, lang);
        }
        phone.press(&plain(text::next(lang))).await;
    }
}

fn answer(phone: &mut Browser, question: &Question, lang: Lang) {
    let say = |text: &Text| plain(text.get(lang)).into_owned();
    let asked = say(&question.text);
    match &question.kind {
        Kind::Single { choices } => {
            phone.choose(&asked, &say(&choices[1].label));
        }
        Kind::Multiple { choices, .. } => {
            phone.choose(&asked, &say(&choices[0].label)).choose(&asked, &say(&choices[1].label));
        }
        Kind::Matrix { rows, choices, .. } => {
            for (place, row) in rows.iter().enumerate() {
                let choice = &choices[place % choices.len()];
                phone.choose(&format!("{asked} > {}", say(&row.label)), &say(&choice.label));
            }
        }
        Kind::Scale { max, .. } => {
            phone.choose(&asked, &max.to_string());
        }
        Kind::Number { .. } => {
            phone.fill(&asked, "３");
        }
        Kind::Text { .. } => {
            phone.fill(&asked, "駅前");
        }
        Kind::Note => {}
    }
}

crate::both_engines! {
    "class-survey";

    async fn a_pupil_switches_on_every_page_from_the_digits_to_the_end(world: World) {
        let class = world.opened_class("1組", 34).await;
        let mut tablet = world.tablet();
        tablet.open("/c").await;
        tablet.fill("6けたの番号", "12");
        tablet.press("English").await.is("Survey in class").hides("has six digits");
        assert_eq!(tablet.page.value("Six digits"), "12");
        tablet.press("Continue").await.shows("The number has six digits.");
        tablet.press("日本語").await.shows("番号は6けたの数字です。");
        assert!(tablet.page.html.contains("<rt>すうじ</rt>"), "readings are shown to pupils");
        tablet.press("English").await;
        tablet.fill("Six digits", &class.room_code);
        tablet.press("Continue").await.is("Survey of pupils");
        tablet.fill("Number to continue", "1-0000");
        tablet.press("Continue").await.shows("Nothing was found for this number.");
        tablet.follow("日本語").await.is("中学生アンケート");
        tablet.follow("ふりがなを消す").await.is("中学生アンケート");
        assert!(!tablet.page.html.contains("<rt>"));
        tablet.follow("English").await;
        tablet.press("Start").await.is("The town");
        tablet.choose("Do you like this town?", "Yes").fill("Why?", "sea");
        tablet.press("日本語").await.is("町のこと");
        assert!(tablet.page.has("この町が好き", "好き"));
        tablet.press("English").await;
        tablet.press("Next").await.is("To the adults");
        tablet.press("Next").await.is("Check your answers");
        tablet.follow("日本語").await.is("回答の確認").shows("sea");
        tablet.press("この内容で送信する").await.is("送りました。ありがとう！");
        tablet.follow("English").await.shows("Thank you.");
        // Whoever comes next reads as pupils usually do.
        tablet.open("/a/p/town").await;
        tablet.follow("Next person").await.is("中学生アンケート");
        assert!(tablet.page.html.contains("<rt>"));
        assert_eq!(world.answers().await[0]["like"], 1);
    }
}

#[test]
fn a_survey_that_is_not_offered_in_the_readers_language_is_in_japanese() {
    wait_for(async {
        let plan = Plan { form: "district-survey", ..Plan::default() };
        let Some(world) = World::with(Engine::Sqlite, Log::quiet(), plan).await else { return };
        let mut phone = world.browser();
        phone.open("/a?view=en").await.is("Answer the survey");
        phone.fill("Your code", &world.code(&HANA));
        phone.press("Continue").await.is("地区のくらしアンケート").shows("ふりがなを付ける");
        phone.page.hides("English").hides("Display settings");
        assert_eq!(language_of(&phone), "ja");
        // The choice holds on pages that are in English.
        phone.open("/about").await.is("How answers are handled");
        let mut hara = world.desk(&HARA).await;
        hara.open(&world.office("/preview?view=en")).await.is("あなたについて");
    });
}

#[test]
fn what_the_city_says_about_itself_is_marked_as_japanese_on_an_english_page() {
    wait_for(async {
        let Some(world) = World::open(Engine::Sqlite, Log::quiet()).await else { return };
        let mut phone = world.browser();
        let marked = r#"<p class="city" lang="ja">"#;
        phone.open("/?view=en").await;
        assert!(phone.page.html.contains(marked) && phone.page.html.contains(r#"<p lang="ja">"#));
        phone.open("/?view=ja").await;
        assert!(!phone.page.html.contains(marked));
    });
}
