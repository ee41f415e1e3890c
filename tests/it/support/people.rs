//! A dozen residents and three members of staff, the same in every test.

use machikoe::staff::Role;

/// A resident as the sampling frame knows them. The name is the city's secret: it never gets
/// into the program.
pub struct Person {
    pub serial: &'static str,
    pub district: &'static str,
    pub age_band: &'static str,
    pub sex: &'static str,
}

const fn person(
    serial: &'static str,
    district: &'static str,
    age_band: &'static str,
    sex: &'static str,
) -> Person {
    Person { serial, district, age_band, sex }
}

/// 佐藤 花
pub const HANA: Person = person("70411", "荒尾", "18〜29歳", "女性");
/// 鈴木 一郎
pub const ICHIRO: Person = person("70412", "荒尾", "65歳以上", "男性");
/// 髙橋 さくら
pub const SAKURA: Person = person("70413", "万田", "30〜64歳", "女性");
/// 田中 健
pub const KEN: Person = person("70414", "万田", "30〜64歳", "男性");
/// 𠮷田 みどり
pub const MIDORI: Person = person("70415", "中央", "65歳以上", "女性");
/// 渡辺 誠
pub const MAKOTO: Person = person("70416", "中央", "30〜64歳", "男性");
/// 山﨑 ユキ
pub const YUKI: Person = person("70417", "緑ケ丘", "18〜29歳", "女性");
/// 中村 大地
pub const DAICHI: Person = person("70418", "緑ケ丘", "18〜29歳", "男性");
/// 小林 節子
pub const SETSUKO: Person = person("70419", "八幡", "65歳以上", "女性");
/// 加藤 蓮
pub const REN: Person = person("70420", "八幡", "30〜64歳", "男性");
/// グエン・ティ・ラン
pub const LAN: Person = person("70421", "清里", "18〜29歳", "女性");
/// マリア・サントス
pub const MARIA: Person = person("70422", "清里", "30〜64歳", "女性");

/// Everybody who got a letter.
pub const EVERYBODY: [&Person; 12] =
    [&HANA, &ICHIRO, &SAKURA, &KEN, &MIDORI, &MAKOTO, &YUKI, &DAICHI, &SETSUKO, &REN, &LAN, &MARIA];

/// A member of staff.
pub struct Colleague {
    pub name: &'static str,
    pub email: &'static str,
    pub role: Role,
}

/// 部長
pub const OKA: Colleague =
    Colleague { name: "岡 まゆみ", email: "oka@city.example.jp", role: Role::Viewer };
/// 担当
pub const MORI: Colleague =
    Colleague { name: "森 たかし", email: "mori@city.example.jp", role: Role::Editor };
/// 管理者
pub const HARA: Colleague =
    Colleague { name: "原 りょうこ", email: "hara@city.example.jp", role: Role::Admin };

/// Everybody in the office.
pub const OFFICE: [&Colleague; 3] = [&OKA, &MORI, &HARA];

/// The password of all three.
pub const PASSWORD: &str = "みかん-電車-灯台-青い";
