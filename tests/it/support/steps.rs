//! What residents do, from page to page.

use super::{Browser, EVERYBODY, HARA, Person, World};

impl World {
    /// The browser of somebody who has answered everything and looks at it.
    pub async fn answered(&self, person: &Person) -> Browser {
        let mut phone = self.begun(person).await;
        answer_all(&mut phone).await;
        phone
    }

    /// Somebody answers and sends.
    pub async fn sent(&self, person: &Person) -> Browser {
        let mut phone = self.answered(person).await;
        phone.press("この内容で送信する").await.is("回答を受け取りました");
        phone
    }
}

/// Answers every page and arrives at the confirmation.
pub async fn answer_all(phone: &mut Browser) {
    about_you(phone);
    phone.press("次へ").await.is("町の暮らし");
    living(phone);
    phone.press("次へ").await.is("幸せについて");
    happiness(phone);
    phone.press("次へ").await.is("回答の確認");
}

/// Fills in the first page.
pub fn about_you(phone: &mut Browser) {
    phone.choose("性別", "女性").choose("年齢", "30〜64歳");
    phone.fill("何人で暮らして", "4").fill("子どもは何人", "2");
}

/// Fills in the second page; the third does not apply then.
pub fn living(phone: &mut Browser) {
    phone.choose("住み続けたい", "住み続けたい");
    phone.choose("満足して > 道路と橋", "満足").choose("満足して > 水道", "不満");
    phone.choose("大切ですか > 道路と橋", "重要").choose("大切ですか > 水道", "重要");
}

/// Fills in the last page.
pub fn happiness(phone: &mut Browser) {
    phone.choose("医療機関", "当てはまる").choose("人が自分を", "当てはまらない");
    phone.choose("どのくらい幸せ", "8").fill("ご意見", IDEAS);
}

/// An opinion in awkward characters.
pub const IDEAS: &str = "=駅前に𠮷野家を\n髙﨑さんも ㈱①～ 😀";

impl World {
    /// Six residents answer, the office closes the survey and publishes its results.
    pub async fn published(&self) -> Browser {
        for person in &EVERYBODY[..6] {
            self.sent(person).await;
        }
        let mut hara = self.desk(&HARA).await;
        hara.open(&self.office("")).await;
        hara.press("受付を終了する").await;
        hara.open(&self.office("/results/publication")).await;
        hara.fill("下の内容を確かめて", "公表");
        hara.press("公表する").await.is("公表").shows("に公表しました（回答 n = 6）");
        hara
    }
}
