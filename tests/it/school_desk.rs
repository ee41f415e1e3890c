//! The office and its classes: bringing them in, printing their sheets, what holds for them.

use machikoe::school::{Class, store as classes};

use crate::{
    both_engines,
    support::{school::*, *},
};

/// Brings a file in and shows what came of it.
async fn bring<'d>(desk: &'d mut Browser, world: &World, name: &str, bytes: &[u8]) -> &'d Page {
    desk.open(&world.office("/classes")).await;
    desk.attach("学級の一覧", name, bytes);
    desk.press("取り込む").await
}

/// The classes of the survey, in the order of their names.
async fn kept(world: &World) -> Vec<Class> {
    let id = world.survey.id.clone();
    world.app.store.read(move |db| classes::classes(db, &id)).await.expect("read")
}

/// The class as it is now.
async fn now(world: &World, class: &Class) -> Class {
    kept(world).await.into_iter().find(|other| other.id == class.id).expect("the class")
}

/// How often something was recorded.
async fn recorded(world: &World, action: &str) -> usize {
    let done = world.rows("SELECT action AS value FROM audit").await;
    done.iter().filter(|done| *done == action).count()
}

/// The codes on a page of slips or sheets, without hyphens.
fn codes(page: &Page) -> Vec<String> {
    let words = page.text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    let is_code = |word: &&str| word.len() == 14 && word.matches('-').count() == 2;
    words.filter(is_code).map(|word| word.replace('-', "")).collect()
}

const GOOD: &str =
    "学校,学年,組,人数\n東中学校,1年,1組,31\n東中学校,2,2,30\n西中学校,3年生,10組,29人\n";

both_engines! {
    "class-survey";

    async fn classes_come_from_a_file_and_from_the_page(world: World) {
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("")).await;
        desk.follow("学級").await.is("学級").shows("学級はまだありません");
        bring(&mut desk, &world, "学級.csv", GOOD.as_bytes()).await.shows("3学級を登録しました");
        desk.page.shows("2年生 2組 まだ 0 / 30 0 0").shows("計 2学級 0 / 61");
        let (cp932, ..) = encoding_rs::SHIFT_JIS.encode("学校,学年,組,人数\n西中学校,3,2組,28\n");
        bring(&mut desk, &world, "学級.csv", &cp932).await.shows("1学級を登録しました");
        desk.choose("学校", "西中学校").choose("学年", "1年生").fill("組", "ひまわり").fill("人数", "4");
        desk.press("登録する").await.shows("1学級を登録しました").shows("1年生 ひまわり");
        let text = &desk.page.text;
        let place = |name: &str| text.find(name).unwrap_or_else(|| panic!("{name} is missing"));
        assert!(place("3年生 2組") < place("3年生 10組"), "the tenth class comes after the second");
        assert_eq!((kept(&world).await.len(), recorded(&world, "classes-registered").await), (5, 3));
    }

    async fn a_file_with_a_fault_registers_nothing_and_says_where(world: World) {
        let mut desk = world.desk(&MORI).await;
        bring(&mut desk, &world, "学級.csv", GOOD.as_bytes()).await.shows("3学級");
        let more = |rest: &str| format!("学校,学年,組,人数\n東中学校,3,1,30\n{rest}\n").into_bytes();
        let pupils = format!("学校,学年,組,人数\n{}", "東中学校,3,1組,1\n".repeat(3_000));
        for (name, bytes, sentence) in [
            ("a.csv", more("北中学校,1,1組,30"), "3 学校「北中学校」は調査票の選択肢にありません。使えるのは、東中学校・西中学校です。"),
            ("a.csv", more("東中学校,4,1組,30"), "3 学年「4」は"),
            ("a.csv", more("東中学校,2,9組,0"), "3 人数「0」は使えません"),
            ("a.csv", more("東中学校,2,9組,61"), "3 人数「61」は使えません"),
            ("a.csv", more("東中学校,3年生,１組,20"), "3 2行目と同じ学級です"),
            ("a.csv", more("東中学校,2年,２組,20"), "3 「2組」は、この学校と学年にもう登録されています"),
            ("a.csv", more("東中学校,2,3組,20,山田"), "3 見出しは4列ですが、この行は5列です"),
            ("a.csv", b"\xff\xff\xff".to_vec(), "文字として読めない"),
            ("a.csv", "学校,学年,組,人数,担任\n東中学校,3,1,30,山田\n".into(), "「担任」の列は取り込めません"),
            ("a.csv", pupils.into_bytes(), "行が多すぎます"),
            ("a.csv", Vec::new(), "ファイルが空です"),
            ("a.xlsx", GOOD.into(), "Excel のブックではありません"),
            ("", Vec::new(), "ファイルが選ばれていません"),
        ] {
            let page = bring(&mut desk, &world, name, &bytes).await.shows(sentence);
            assert_eq!(page.status, 422, "{sentence}");
            page.shows("何も登録していません");
            assert_eq!(kept(&world).await.len(), 3, "{sentence}");
        }
        desk.open(&world.office("/classes")).await;
        desk.fill("組", "１").fill("人数", "20");
        desk.press("登録する").await.shows("すでに登録されている学級があります（1組）");
        assert_eq!((desk.page.status, desk.page.value("人数")), (422, "20"));
        assert_eq!(recorded(&world, "classes-registered").await, 1);
    }

    async fn the_file_to_fill_in_names_every_school_and_grade(world: World) {
        let mut desk = world.desk(&MORI).await;
        let file = desk.download(&world.office("/classes/sample.csv")).await;
        let text = String::from_utf8(file).expect("UTF-8");
        assert_eq!(text.lines().count(), 1 + 2 * 3);
        bring(&mut desk, &world, "a.csv", text.as_bytes()).await.shows("人数が空です");
        let filled = text.replace("1組,\r\n", "1組,30\r\n");
        bring(&mut desk, &world, "a.csv", filled.as_bytes()).await.shows("6学級を登録しました");
    }

    async fn heads_change_and_only_a_class_without_pupils_is_removed(world: World) {
        let (used, unused) = (world.opened_class("1組", 34).await, world.class("2組", 30).await);
        let tablet = world.seated(&used).await;
        tablet.page.is("町のこと");
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("/classes")).await.shows("2年生 1組 受付中 0 / 34 1 0");
        desk.follow("2年生 1組").await.is("東中学校 2年生 1組");
        desk.page.shows("消すことはできません");
        desk.fill("人数", "35");
        desk.press("変える").await.shows("人数を変えました").shows("0 / 35");
        for heads in ["0", "61", "", "x"] {
            desk.post(&world.office(&format!("/classes/{}/heads", used.id)), &[("heads", heads)]).await;
            assert_eq!(desk.page.status, 422, "{heads}");
        }
        assert_eq!(now(&world, &used).await.heads, 35);
        let removal = world.office(&format!("/classes/{}/removal", used.id));
        desk.post(&removal, &[("typed", "1組")]).await.shows("もう生徒が席についたか");
        desk.open(&world.office(&format!("/classes/{}", unused.id))).await;
        desk.press("カードを開く（新しいタブ）").await;
        desk.open(&world.office(&format!("/classes/{}", unused.id))).await.shows("印刷したカード30枚も使えなくなります");
        desk.fill("確認のため", "1組");
        desk.press("消す").await.shows("消していません");
        desk.open(&world.office(&format!("/classes/{}", unused.id))).await;
        desk.fill("確認のため", "２組");
        desk.press("消す").await.is("学級").shows("学級を消しました").hides("2組");
        assert_eq!((kept(&world).await.len(), world.count("seat").await), (1, 1));
        assert_eq!((recorded(&world, "class-changed").await, recorded(&world, "class-removed").await), (1, 1));
    }

    async fn a_class_of_another_survey_cannot_be_reached(world: World) {
        let class = world.class("1組", 34).await;
        let mut desk = world.desk(&MORI).await;
        desk.open("/staff").await;
        desk.press("つくる").await.is("中学生アンケート");
        let other = "/staff/surveys/class-survey-2/classes";
        desk.open(&format!("{other}/{}", class.id)).await;
        assert_eq!(desk.page.status, 404);
        for (below, fields) in [
            ("heads", &[("heads", "10")][..]),
            ("codes", &[("confirmed", "yes"), ("issue", "1")]),
            ("slips", &[("count", "3")]),
            ("removal", &[("typed", "1組")]),
        ] {
            desk.post(&format!("{other}/{}/{below}", class.id), fields).await;
            assert_eq!(desk.page.status, 404, "{below}");
        }
        let of = format!("class {}", class.id);
        desk.post(&format!("{other}/sheets"), &[("of", &of), ("teacher", "yes")]).await;
        assert_eq!(desk.page.status, 404);
        assert_eq!((now(&world, &class).await, world.count("seat").await), (class, 0));
    }

    async fn new_codes_make_the_old_sheets_worthless_and_keep_seats(world: World) {
        let class = world.opened_class("1組", 34).await;
        let keys = &world.app.keys.codes;
        let mut tablet = world.seated(&class).await;
        let mut desk = world.desk(&MORI).await;
        let address = world.office(&format!("/classes/{}/codes", class.id));
        desk.post(&address, &[("issue", "1")]).await.shows("新しくしていません");
        desk.post(&address, &[("issue", "7"), ("confirmed", "yes")]).await;
        assert_eq!(now(&world, &class).await.issue, 1, "not from our page");
        for _ in 0..2 {
            desk.post(&address, &[("issue", "1"), ("confirmed", "yes")]).await.shows("前の用紙はもう使えません");
        }
        let next = now(&world, &class).await;
        assert_eq!((next.issue, recorded(&world, "class-changed").await), (2, 1));
        assert_ne!(next.room_code, class.room_code);
        let (old, new) = (class.teacher_code(keys), next.teacher_code(keys));
        let (old, new) = (keys.hash(&old), keys.hash(&new));
        let found = world.app.store.read(move |db| {
            Ok((classes::class_of_teacher(db, &old)?, classes::class_of_teacher(db, &new)?))
        });
        let (old, new) = found.await.expect("read");
        assert_eq!((old, new.map(|class| class.id)), (None, Some(class.id.clone())));
        let mut late = world.tablet();
        late.open(&format!("/C/{}", class.room_code)).await;
        assert_eq!(late.page.status, 404);
        answer_class(&mut tablet, "").await;
        tablet.press("この内容で送信する").await.is("送りました。ありがとう！");
    }

    async fn sheets_hold_the_codes_of_their_class_and_are_recorded(world: World) {
        let (one, two) = (world.class("1組", 34).await, world.class("2組", 30).await);
        let keys = &world.app.keys.codes;
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("/classes/sheets")).await.is("学級の用紙");
        desk.press("用紙を開く（新しいタブ）").await.is("学級の用紙（2学級）");
        let expected: Vec<String> =
            [&one, &two].map(|class| class.teacher_code(keys).compact()).to_vec();
        assert_eq!(codes(&desk.page), expected);
        let digits = |class: &Class| format!("{} {}", &class.room_code[..3], &class.room_code[3..]);
        desk.page.shows(&digits(&one)).shows(&digits(&two)).shows("名前は書きません。");
        desk.page.shows("先生用 生徒には見せないでください");
        assert_eq!(desk.page.html.matches("svg class=\"qr\"").count(), 4);

        desk.open(&world.office("/classes/sheets")).await;
        desk.choose("印刷する学級", "東中学校 2年生 2組").untick("用紙", "先生用（先生用コードと進め方。生徒には見せない）");
        desk.press("用紙を開く（新しいタブ）").await.is("学級の用紙（1学級）").shows(&digits(&two));
        assert!(codes(&desk.page).is_empty(), "no code of the teacher where pupils look");
        desk.page.hides(&digits(&one));
        assert_eq!(recorded(&world, "class-sheets-made").await, 2);

        let address = world.office("/classes/sheets");
        desk.post(&address, &[("of", "all")]).await.shows("用紙が選ばれていません");
        desk.post(&address, &[("of", "school 2"), ("room", "yes")]).await.shows("印刷する学級がありません");
        desk.post(&address, &[("of", "nobody"), ("room", "yes")]).await;
        assert_eq!((desk.page.status, recorded(&world, "class-sheets-made").await), (404, 2));
        let subjects = world.rows("SELECT subject AS value FROM audit").await;
        assert!(subjects.iter().all(|subject| !expected.iter().any(|code| subject.contains(code))));
    }

    async fn slips_come_once_more_until_they_are_used_and_new_ones_are_added(world: World) {
        let class = world.class("1組", 3).await;
        let mut desk = world.desk(&MORI).await;
        let page = world.office(&format!("/classes/{}", class.id));
        desk.open(&page).await;
        assert_eq!(desk.page.value("枚数"), "3");
        let first = codes(desk.press("カードを開く（新しいタブ）").await);
        assert_eq!(first.len(), 3);
        let mut pupil = world.browser();
        pupil.open(&format!("/Q/{}", first[1])).await.is("中学生アンケート").shows("東中学校 2年生 1組");
        pupil.press("はじめる").await.is("町のこと");
        answer_class(&mut pupil, "家で").await;
        pupil.press("この内容で送信する").await.is("送りました。ありがとう！");

        desk.open(&page).await.shows("1 / 3");
        assert_eq!(desk.page.value("枚数"), "2");
        let again = codes(desk.press("カードを開く（新しいタブ）").await);
        assert_eq!(again, [first[0].clone(), first[2].clone()]);
        desk.open(&page).await;
        desk.fill("枚数", "4");
        let more = codes(desk.press("カードを開く（新しいタブ）").await);
        assert_eq!((more.len(), &more[..2]), (4, &again[..]));

        let new = [("count", "2"), ("new", "yes"), ("made", "5")];
        let slips = world.office(&format!("/classes/{}/slips", class.id));
        desk.post(&slips, &new).await;
        let fresh = codes(&desk.page);
        assert!(fresh.len() == 2 && fresh.iter().all(|code| !more.contains(code)), "{fresh:?}");
        desk.post(&slips, &new).await;
        assert_eq!(codes(&desk.page), fresh, "a reload prints the same");
        assert_eq!((world.count("seat").await, world.count("seat_ticket").await), (7, 6));
        for count in ["0", "61", "-1", ""] {
            desk.post(&slips, &[("count", count)]).await.shows("カードは作っていません");
            assert_eq!(desk.page.status, 422, "{count}");
        }
        for made in (7..=600).step_by(60).map(|made| made.to_string()) {
            desk.post(&slips, &[("count", "60"), ("new", "yes"), ("made", &made)]).await;
        }
        desk.page.shows("1つの学級に作れるカードは600枚までです");
    }

    async fn what_holds_for_classes_is_set_and_recorded(world: World) {
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("")).await.shows("見守る職員が決まっていません");
        desk.follow("見守る職員を決める").await.is("学級で答える設定");
        assert_eq!(desk.page.value("終わった後に送れる時間"), "3");
        desk.fill("終わった後に送れる時間", "31");
        desk.press("保存する").await.shows("保存していません").shows("0分から30分まで");
        assert_eq!((desk.page.status, desk.page.value("終わった後に送れる時間")), (422, "31"));
        desk.fill("終わった後に送れる時間", "5").choose("読む職員", OKA.name);
        desk.untick("カード", "授業の時間のほかでも、カードで答えられる");
        desk.press("保存する").await.shows("保存しました");
        let id = world.survey.id.clone();
        let settings = world.app.store.read(move |db| classes::settings(db, &id)).await.expect("read");
        assert_eq!((settings.late_minutes, settings.slips_any_time), (5, false));
        let oka = world.rows(&format!("SELECT id AS value FROM staff WHERE email = '{}'", OKA.email)).await;
        assert_eq!(settings.reader, oka.first().cloned());
        desk.open(&world.office("")).await.hides("見守る職員が決まっていません");
        desk.open(&world.office("/classes/settings")).await;
        desk.press("保存する").await;
        assert_eq!(recorded(&world, "school-settings-changed").await, 1, "nothing was changed");
        world.execute("UPDATE staff SET active = FALSE WHERE email = 'oka@city.example.jp'").await.expect("set");
        desk.open(&world.office("")).await.shows("アカウントは、止められています");
        desk.open(&world.office("/classes/settings")).await.shows("止められています");
        desk.post(&world.office("/classes/settings"), &[("late_minutes", "3"), ("reader", &oka[0])]).await.shows("いま使えるアカウントではありません");
    }

    async fn nobody_begins_to_read_what_pupils_write_in_a_running_lesson(world: World) {
        let class = world.opened_class("1組", 34).await;
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("/classes/settings")).await;
        desk.choose("読む職員", MORI.name);
        desk.press("保存する").await.shows("いま答えている学級がある");
        assert_eq!(desk.page.status, 422);
        world.close_class(&class).await;
        world.set_clock("2026-12-10T12:03:00+09:00");
        desk.press("保存する").await.shows("保存しました");
    }

    async fn a_survey_of_classes_opens_with_classes_and_has_no_letters(world: World) {
        world.execute("UPDATE survey SET state = 'preparing'").await.expect("set");
        let mut desk = world.desk(&MORI).await;
        desk.open(&world.office("")).await.shows("次にすること 学級（学校・学年・組・人数）を登録します");
        desk.page.hides("依頼状").hides("宛先不明").hides("対象者");
        desk.press("受付を開く").await.shows("学級がまだ登録されていません");
        assert_eq!(desk.page.status, 409);
        for (below, title) in
            [("/participants", "対象者"), ("/letters", "依頼状"), ("/dispositions", "宛先不明・紙の受付")]
        {
            desk.open(&world.office(below)).await.is(title).shows("この調査には学級で答えるため");
        }
        desk.post(&world.office("/dispositions"), &[("what", "none"), ("serials", "1")]).await;
        assert!(desk.page.status < 500);
        world.class("1組", 34).await;
        desk.open(&world.office("")).await.shows("学級の用紙を印刷して学校に渡し");
        desk.press("受付を開く").await.is("中学生アンケート").shows("受付中");
    }

    async fn the_preview_leaves_out_what_the_class_fills_in(world: World) {
        let mut desk = world.desk(&OKA).await;
        desk.open(&world.office("/preview")).await.is("町のこと").hides("学年").shows("1 / 4 ページ");
        desk.follow("次のページ").await.is("これから");
        desk.open(&world.office("/preview/class")).await;
        assert_eq!(desk.page.status, 404);
    }

    async fn a_viewer_sees_the_classes_and_changes_nothing(world: World) {
        world.opened_class("1組", 34).await;
        let mut desk = world.desk(&OKA).await;
        desk.open(&world.office("/classes")).await.shows("2年生 1組 受付中 0 / 34");
        desk.page.hides("登録する").hides("取り込む").hides("用紙を印刷する");
    }
}
