//! The words around a questionnaire.

area! {
    respond;
    texts {
        /// Names the bar of switches.
        view_switches,
        /// Switches furigana on.
        furigana_on,
        /// Switches furigana off.
        furigana_off,
        /// Switches to large type.
        larger,
        /// Switches back from large type.
        smaller,
        /// Heading of the page that takes a code.
        enter_code,
        /// Where the code is found.
        where_is_code,
        /// Label of the code field.
        code,
        /// Under the code field.
        code_hint,
        /// Button below the code.
        open_with_code,
        /// Heading of the greeting.
        purpose,
        /// Heading of the promise.
        anonymity,
        /// The promise in three sentences.
        anonymity_text,
        /// How long, how saved.
        how_it_works,
        /// Link to the longer explanation.
        about_link,
        /// Button that begins.
        start,
        /// Button that goes on with a draft.
        resume,
        /// Shown when there is a draft.
        draft_found,
        /// Goes on.
        next,
        /// Goes back.
        back,
        /// Stops for now.
        pause,
        /// Heading after stopping.
        paused_heading,
        /// What to do after stopping.
        paused_text,
        /// A page was saved.
        saved,
        /// Beside a question that must not stay blank.
        required,
        /// The summary of what to look at.
        please_check,
        /// What was kept when something was refused.
        all_kept,
        /// A soft remark may be passed over.
        or_go_on,
        /// A typed number is none.
        not_a_number,
        /// Blank, but required.
        is_required,
        /// Blank, and pointed out once.
        not_answered,
        /// A code that the form does not have.
        unknown_choice,
        /// Above the list of answers.
        confirm,
        /// What to do with it.
        confirm_text,
        /// Leads back to a section.
        correct,
        /// A blank answer.
        no_answer,
        /// Sends.
        send,
        /// After sending.
        sent,
        /// The receipt.
        receipt,
        /// What the receipt is for.
        receipt_text,
        /// The window may be closed.
        may_close,
        /// A second visit.
        received_before,
        /// Why nothing can be shown.
        received_before_text,
        /// A mistyped or unknown code.
        code_unknown,
        /// What to do about it.
        code_unknown_text,
        /// Nothing was typed.
        code_missing,
        /// The check letter does not fit.
        code_mistyped,
        /// A code that the office has made void.
        code_void,
        /// What to do about it.
        code_void_text,
        /// Too many wrong codes.
        code_wait,
        /// What to do about it.
        code_wait_text,
        /// Before the first day.
        not_yet,
        /// The office has not opened it.
        being_prepared,
        /// After the last day.
        closed,
        /// After the last day, what to do.
        closed_text,
        /// The office has paused.
        on_hold,
        /// What to do about it.
        on_hold_text,
        /// The closing day has passed, but a draft may still be sent.
        grace,
        /// No cookie: who is it?
        who_are_you,
        /// The store did not take the page.
        not_saved,
        /// Synthetic data.
        sample,
        /// Contact.
        contact,
        /// Skips the header.
        skip,
        /// Label of a specify field.
        specify,
        /// Any number may be chosen.
        choose_any,
    }
    sentences {
        /// 問12
        question(number: u16 = 12),
        /// "3 / 9 ページ"
        progress(page: usize = 3, of: usize = 9),
        /// A number outside its range.
        out_of_range(min: i16 = 0, max: i16 = 10),
        /// Too many choices.
        too_many(max: u16 = 3),
        /// How many may be chosen.
        choose_up_to(max: u16 = 3),
        /// A choice that stands alone was ticked with others.
        exclusive(label: &str = "A"),
        /// A text that is too long.
        too_long(max: u32 = 100, length: usize = 120),
        /// Blank rows of a matrix.
        rows_blank(rows: usize = 2),
        /// A text for a choice that is not chosen.
        specified_not_chosen(label: &str = "A"),
        /// A letter that no code has.
        letter_not_used(letter: char = 'O'),
        /// A code of the wrong length.
        code_length(typed: usize = 11),
        /// From when answers are taken; the day is written out.
        opens_on(day: &str = "1"),
        /// Until when answers are taken; the day is written out.
        closes_on(day: &str = "1"),
    }
}
