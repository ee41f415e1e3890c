//! The rules of the house that a compiler does not know, read from the source.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A source file without its tests.
struct Source {
    /// Its path below `src/`.
    path: String,
    /// Its lines, tests and comments left out.
    code: Vec<String>,
}

impl Source {
    /// What it imports, each name written out: `crate::store::Db`.
    fn uses(&self) -> Vec<String> {
        let (mut found, mut tree) = (Vec::new(), String::new());
        for line in self.code.iter().map(|line| line.trim()) {
            let begins = line.split_once("use ").filter(|(before, _)| {
                before.is_empty() || (before.starts_with("pub") && before.ends_with(' '))
            });
            match begins {
                Some((_, rest)) => tree = rest.to_owned(),
                None if !tree.is_empty() => tree += line,
                None => continue,
            }
            if let Some(whole) = tree.strip_suffix(';') {
                flatten("", whole, &mut found);
                tree.clear();
            }
        }
        found
    }

    /// Whether a word stands anywhere in it.
    fn says(&self, word: &str) -> bool {
        self.code.iter().any(|line| line.contains(word))
    }

    fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| match place.strip_suffix('/') {
            Some(folder) => self.path.starts_with(place) || self.path == format!("{folder}.rs"),
            None => self.path == *place || self.path.ends_with(&format!("/{place}")),
        })
    }
}

/// Writes `a::{b, c::{d, e}}` out.
fn flatten(before: &str, tree: &str, into: &mut Vec<String>) {
    let Some((head, rest)) = tree.split_once('{') else {
        into.push(format!("{before}{}", tree.split(" as ").next().unwrap_or(tree).trim()));
        return;
    };
    let inner = rest.trim().strip_suffix('}').unwrap_or(rest);
    let (mut depth, mut start) = (0, 0);
    for (place, letter) in inner.char_indices().chain([(inner.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = inner[start..place].trim();
                if !part.is_empty() {
                    flatten(&format!("{before}{}", head.trim()), part, into);
                }
                start = place + 1;
            }
            _ => {}
        }
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    collect(&root, &root, &mut found);
    assert!(found.len() > 50, "the source is not where this test looks");
    found
}

fn collect(root: &Path, folder: &Path, into: &mut Vec<Source>) {
    let entries =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let mut entries: Vec<PathBuf> = entries.collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(root, &path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("text");
            let name = path.strip_prefix(root).expect("below src").to_string_lossy().into_owned();
            // Fixtures and tests that fill a file of their own.
            if !["tests.rs", "fixture.rs"].iter().any(|other| name.ends_with(other)) {
                into.push(Source { path: name, code: without_tests(&text) });
            }
        }
    }
}

/// The lines of a file up to its tests, and those after them, without comments. A single item
/// below `#[cfg(test)]` ends at a closing brace of its own depth or at a semicolon.
fn without_tests(text: &str) -> Vec<String> {
    let mut kept = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            let indent = line.len() - line.trim_start().len();
            let closing = format!("{}}}", " ".repeat(indent));
            for line in lines.by_ref() {
                if line == closing
                    || (line.ends_with(';') && !line.starts_with(&" ".repeat(indent + 1)))
                {
                    break;
                }
            }
        } else if !line.trim_start().starts_with("//") {
            kept.push(line.to_owned());
        }
    }
    kept
}

/// Fails with the rule and the files that break it.
fn rule(sentence: &str, breaks: impl Fn(&Source) -> Option<String>) {
    let broken: Vec<String> = sources()
        .iter()
        .filter_map(|source| breaks(source).map(|how| format!("  src/{}: {how}", source.path)))
        .collect();
    assert!(broken.is_empty(), "{sentence}\n{}", broken.join("\n"));
}

/// The first import that begins with one of these.
fn import(source: &Source, of: &[&str]) -> Option<String> {
    let begins = |path: &String, of: &str| *path == of || path.starts_with(&format!("{of}::"));
    source.uses().into_iter().find(|path| of.iter().any(|of| begins(path, of)))
}

const PURE: [&str; 4] = ["form/", "tally/", "text/", "code.rs"];

#[test]
fn diesel_appears_only_where_things_are_stored() {
    rule(
        "diesel is used in src/store/ and in store.rs files only: SQL has one place a feature.",
        |source| {
            let at_home =
                source.is_in(&["store/", "store.rs"]) || source.path.starts_with("store/");
            (!at_home && (source.says("diesel::") || import(source, &["diesel"]).is_some()))
                .then(|| "names diesel".into())
        },
    );
}

#[test]
fn the_pure_modules_know_no_network_no_database_and_no_clock() {
    const OUTSIDE: [&str; 10] = [
        "actix_web",
        "diesel",
        "tokio",
        "maud",
        "reqwest",
        "std::fs",
        "std::net",
        "std::time",
        "std::env",
        "getrandom",
    ];
    rule("form, tally, text and code are pure: values in, values out.", |source| {
        if !source.is_in(&PURE) {
            return None;
        }
        let word = ["async ", ".await", "Utc::now", "std::fs::", "println!"].into_iter();
        import(source, &OUTSIDE)
            .or_else(|| word.filter(|word| source.says(word)).map(str::to_owned).next())
    });
}

#[test]
fn the_pure_modules_import_pure_modules_only() {
    const MAY: [&str; 7] = ["form", "tally", "text", "code", "clock", "id", "error"];
    rule("A pure module imports no other than pure ones.", |source| {
        let of_crate = |path: String| path.strip_prefix("crate::").map(str::to_owned);
        let is_other = |path: &String| !MAY.contains(&path.split("::").next().unwrap_or_default());
        source
            .is_in(&PURE)
            .then(|| source.uses().into_iter().filter_map(of_crate).find(is_other))?
    });
}

#[test]
fn pages_draw_and_neither_read_nor_serve() {
    rule("pages.rs takes finished values: no store, no actix.", |source| {
        let own =
            import(source, &["actix_web", "diesel", "super::store", "crate::store", "crate::app"]);
        source.is_in(&["pages.rs"]).then_some(own)?
    });
}

#[test]
fn stores_know_nothing_of_pages_and_requests() {
    rule("store.rs is SQL: no page, no request.", |source| {
        let other = import(
            source,
            &["actix_web", "maud", "crate::ui", "crate::web", "super::pages", "super::routes"],
        );
        source.is_in(&["store.rs"]).then_some(other)?
    });
}

#[test]
fn the_foundations_do_not_know_the_features() {
    const FEATURES: [&str; 5] =
        ["crate::respond", "crate::invite", "crate::report", "crate::survey", "crate::cli"];
    rule("store/, ui/ and the like stand below the features.", |source| {
        let below = [
            "store/",
            "ui/",
            "error.rs",
            "seal.rs",
            "secret.rs",
            "clock.rs",
            "id.rs",
            "config.rs",
            "sheet/",
        ];
        source.is_in(&below).then(|| import(source, &FEATURES))?
    });
}

#[test]
fn only_ui_writes_html_as_it_is() {
    rule("PreEscaped stays in src/ui/: everything else is escaped.", |source| {
        let outside = !source.path.starts_with("ui/");
        (outside && source.says("PreEscaped")).then(|| "PreEscaped".into())
    });
}

#[test]
fn the_wall_clock_and_chance_come_from_one_place_each() {
    rule(
        "The time comes from src/clock.rs and chance from src/id.rs, so that tests can set them.",
        |source| {
            let words = [
                ("Utc::now", "clock.rs"),
                ("Local::now", "clock.rs"),
                ("SystemTime::now", "clock.rs"),
                ("getrandom::", "id.rs"),
                ("Uuid::new_v4", "id.rs"),
            ];
            words
                .iter()
                .find(|(word, home)| source.path != *home && source.says(word))
                .map(|(word, _)| (*word).into())
        },
    );
}

#[test]
fn who_wrote_a_note_is_asked_where_it_is_needed_and_nowhere_else() {
    const MAY: [&str; 4] =
        ["board/author/", "board/notes.rs", "board/scene.rs", "board/live/hub.rs"];
    rule(
        "board::author is for one's own notes and for handing them on: no page, event or file.",
        |source| {
            if MAY.iter().any(|place| source.is_in(&[place])) {
                return None;
            }
            let imports = source.uses().into_iter().find(|path| {
                path.ends_with("::author") || path.contains("author::") && !path.ends_with("erase")
            });
            // Forgetting who wrote what may be asked for by anybody.
            let names = |line: &&String| {
                let rest = line.replace("author::erase", "").replace("note_author", "");
                rest.contains("author::")
            };
            imports.or_else(|| source.code.iter().find(names).cloned())
        },
    );
    rule("The table of authors has one home.", |source| {
        let at_home = source.is_in(&["board/author/", "store/schema.rs"]);
        (!at_home && source.says("note_author")).then(|| "names note_author".into())
    });
}

#[test]
fn nothing_gives_up_outside_tests() {
    rule(
        "No unwrap, expect, panic, todo: an error becomes a sentence and a line in the log.",
        |source| {
            const WORDS: [&str; 8] = [
                ".unwrap()",
                ".expect(",
                "panic!(",
                "todo!(",
                "unimplemented!(",
                "unreachable!(",
                "dbg!(",
                "#[allow(",
            ];
            WORDS.into_iter().find(|word| source.says(word)).map(str::to_owned)
        },
    );
}

#[test]
fn only_commands_print() {
    rule("println! is for commands: everything else logs.", |source| {
        let outside = !source.path.starts_with("cli/");
        (outside && (source.says("println!(") || source.says("eprintln!(")))
            .then(|| "prints".into())
    });
}

#[test]
fn imports_are_read_as_the_compiler_reads_them() {
    let text = "use std::{fs, path::{Path, PathBuf}};\nuse crate::{\n    store::{\n        Db, self as kept,\n    },\n};\nfn x() {}\n#[cfg(test)]\nmod tests {\n    use diesel::prelude::*;\n}\n";
    let source = Source { path: "x.rs".into(), code: without_tests(text) };
    assert_eq!(
        source.uses(),
        [
            "std::fs",
            "std::path::Path",
            "std::path::PathBuf",
            "crate::store::Db",
            "crate::store::self"
        ]
    );
}
