//! How answers are handled: what the program does, said in plain words.

area! {
    about;
    texts {
        /// What the code is for.
        code,
        /// What the code is for, at length.
        code_text,
        /// Whether somebody can tell whose answers are whose.
        whose,
        /// Whether somebody can tell whose answers are whose, at length.
        whose_text,
        /// What happens to answers that were not sent.
        unfinished,
        /// What happens to answers that were not sent, at length.
        unfinished_text,
        /// What to take care of.
        care,
        /// What to take care of, at length.
        care_text,
        /// What the answers are for.
        used_for,
        /// What the answers are for, at length.
        used_for_text,
        /// That nobody has to answer.
        unwilling,
        /// That nobody has to answer, at length.
        unwilling_text,
    }
    sentences {}
}

/// The points in the order in which they are read: a heading and a paragraph each.
pub fn points(lang: Lang) -> [(&'static str, &'static str); 6] {
    let words = &lang.words().about;
    [
        (words.code, words.code_text),
        (words.whose, words.whose_text),
        (words.unfinished, words.unfinished_text),
        (words.care, words.care_text),
        (words.used_for, words.used_for_text),
        (words.unwilling, words.unwilling_text),
    ]
}
