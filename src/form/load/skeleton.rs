//! A language file to be filled in: every text of a form in its order, the Japanese above each
//! empty place.

use std::fmt::Write as _;

use super::{Loader, MAIN_FILE, Problem};
use crate::form::{
    problem::Problems,
    ruby::plain,
    translations::Translations,
    yaml::{self, Node, Value},
};
use crate::text::Lang;

/// The texts below a key, in the order of the form.
enum Branch {
    /// In Japanese.
    Text(String),
    Keys(Vec<(String, Branch)>),
}

/// The contents of a new language file for the form in `form_yaml`, and how many texts it asks.
///
/// # Errors
/// The mistakes in `form.yaml`: what cannot be read would be left out.
pub fn skeleton(form_yaml: &str, lang: Lang) -> Result<(String, usize), Vec<Problem>> {
    let mut main = Problems::new(MAIN_FILE);
    let root = yaml::parse(form_yaml, &mut main);
    // What a file without anything misses is everything.
    let nothing = Node { line: 1, value: Value::Empty };
    let mut translations = Translations::default();
    translations.add(lang, &nothing);
    let mut loader = Loader::new(main, translations);
    let form = root.as_ref().and_then(|root| loader.form(root, vec![Lang::Ja, lang]));
    let problems = loader.problems.into_vec();
    if form.is_none() || !problems.is_empty() {
        return Err(super::sorted(problems));
    }
    let missing = loader.translations.into_missing();
    let mut keys = Vec::new();
    for text in &missing {
        insert(&mut keys, &text.path, &text.japanese);
    }
    let (tag, name) = (lang.tag(), lang.name());
    let mut file = format!(
        "# {name} の訳。\"\" の中に書きます。すぐ上の # の行が、日本語の文です。\nlanguage: {tag}\n"
    );
    write(&mut file, &keys, 0, false);
    Ok((file, missing.len()))
}

fn insert(keys: &mut Vec<(String, Branch)>, path: &[String], japanese: &str) {
    let Some((first, rest)) = path.split_first() else { return };
    if rest.is_empty() {
        keys.push((first.clone(), Branch::Text(japanese.to_owned())));
        return;
    }
    // Questions of all sections stand below one key, which the first of them has opened.
    match keys.iter_mut().find(|(key, _)| key == first) {
        Some((_, Branch::Keys(inner))) => insert(inner, rest, japanese),
        _ => {
            let mut inner = Vec::new();
            insert(&mut inner, rest, japanese);
            keys.push((first.clone(), Branch::Keys(inner)));
        }
    }
}

fn write(file: &mut String, keys: &[(String, Branch)], depth: usize, is_list: bool) {
    let indent = "  ".repeat(depth);
    for (key, branch) in keys {
        match branch {
            Branch::Text(japanese) => {
                for line in plain(japanese).lines() {
                    file.push_str(format!("{indent}# {line}").trim_end());
                    file.push('\n');
                }
                let place = if is_list { "- ".to_owned() } else { format!("{key}: ") };
                // Writing into a text cannot fail.
                let _ = writeln!(file, "{indent}{place}\"\"");
            }
            Branch::Keys(inner) => {
                let _ = writeln!(file, "{indent}{key}:");
                // The only texts without a key of their own.
                write(file, inner, depth + 1, key == "checks");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::fixture::{self, shown};
    use crate::form::load::load;

    const FORM: &str = include_str!("../fixture/form.yaml");

    /// The fixture with another English file.
    fn with_english(english: &str) -> String {
        let mut files = fixture::files();
        files.retain(|(name, _)| name != "en.yaml");
        files.push(("en.yaml".into(), english.into()));
        load(&files, &fixture::indicators()).err().map(|found| shown(&found)).unwrap_or_default()
    }

    #[test]
    fn a_new_language_file_has_a_place_for_each_text_below_its_japanese() {
        let (file, _) = skeleton(FORM, Lang::En).unwrap();
        assert!(file.contains("\nlanguage: en\n"), "{file}");
        let sex = "  sex:\n    # あなたの性別を教えてください。\n    text: \"\"\n    choices:\n      # 男性\n      1: \"\"\n";
        assert!(file.contains(sex), "{file}");
        assert_eq!(file.matches("\nquestions:\n").count(), 1);
        assert!(file.contains("    checks:\n      # "), "{file}");
        assert!(file.contains("\n      - \"\"\n"), "{file}");
    }

    #[test]
    fn filled_in_it_is_a_sound_language_file() {
        let (file, texts) = skeleton(FORM, Lang::En).unwrap();
        assert_eq!(file.matches("\"\"\n").count(), texts);
        assert_eq!(with_english(&file.replace("\"\"\n", "word\n")), "");
    }

    #[test]
    fn a_file_being_begun_is_listed_whole_in_the_order_of_the_form() {
        let (file, texts) = skeleton(FORM, Lang::En).unwrap();
        for begun in [file.as_str(), "language: en\n"] {
            let told = with_english(begun);
            assert_eq!(told.lines().count(), texts, "{told}");
            let places = [
                "title",
                "choice_sets › satisfaction › 5",
                "sections › about-you › title",
                "questions › sex › text",
                "questions › sex › choices › 1",
            ];
            if begun == file {
                assert!(
                    told.contains("en.yaml:4: 「title」の訳（English）がありません。"),
                    "{told}"
                );
            }
            let mut from = 0;
            for place in places {
                let at = told[from..]
                    .find(&format!("「{place}」の訳（English）がありません。日本語は「"));
                from += at.unwrap_or_else(|| panic!("{place} in its order in {told}"));
            }
        }
    }

    #[test]
    fn of_a_form_with_mistakes_they_are_told_instead() {
        let found = skeleton(&FORM.replace("title:", "tittle:"), Lang::En).unwrap_err();
        assert!(shown(&found).contains("「tittle:」という項目はありません"));
        assert!(skeleton("a: [", Lang::En).is_err());
    }
}
