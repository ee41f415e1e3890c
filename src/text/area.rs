//! How the texts of an area are listed: `area!`.

/// What an area says. `texts` are words as they are; `sentences` are made with values, each of
/// which is given with one to try it with. Makes the struct `Words`, which every language fills,
/// and a function for each text, called with the language first.
macro_rules! area {
    (
        $area:ident;
        texts { $($(#[$text_doc:meta])* $text:ident,)* }
        sentences {
            $($(#[$doc:meta])* $name:ident($($value:ident: $kind:ty = $example:expr),+),)*
        }
    ) => {
        use super::Lang;

        /// The texts of this area in one language.
        pub struct Words {
            $($(#[$text_doc])* pub $text: &'static str,)*
            $($(#[$doc])* pub $name: fn($($kind),+) -> String,)*
        }

        $($(#[$text_doc])*
        pub fn $text(lang: Lang) -> &'static str {
            lang.words().$area.$text
        })*

        $($(#[$doc])*
        pub fn $name(lang: Lang, $($value: $kind),+) -> String {
            (lang.words().$area.$name)($($value),+)
        })*

        /// Every text with its name, those with values made with the examples.
        #[cfg(test)]
        pub(super) fn all(lang: Lang) -> Vec<(&'static str, String)> {
            vec![
                $((stringify!($text), $text(lang).to_owned()),)*
                $((stringify!($name), $name(lang, $($example),+)),)*
            ]
        }
    };
}
