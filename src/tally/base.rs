//! Of whom a percentage is a share. A type, because it is printed on every table.

/// Of whom a percentage is a share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Base {
    /// Everybody who sent an answer, 無回答 and 非該当 among them.
    All,
    /// Those who were asked: without 非該当, with 無回答 and 無効. The usual base of a table.
    #[default]
    Asked,
    /// Valid answers only.
    Valid,
}

impl Base {
    /// Every base, the usual one first.
    pub const ALL: [Base; 3] = [Base::Asked, Base::Valid, Base::All];

    /// How the base is printed on a table.
    pub fn label(self) -> &'static str {
        match self {
            Base::All => "全回答者（無回答・非該当を含む）",
            Base::Asked => "この設問の対象者（無回答を含み、非該当を除く）",
            Base::Valid => "有効回答（無回答・無効・非該当を除く）",
        }
    }

    /// Its word in addresses and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Base::All => "all",
            Base::Asked => "asked",
            Base::Valid => "valid",
        }
    }

    /// The base of a word.
    pub fn from_word(word: &str) -> Option<Base> {
        Base::ALL.into_iter().find(|base| base.word() == word)
    }
}
