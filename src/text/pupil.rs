//! The words around a questionnaire that a class answers in its lesson.

area! {
    pupil;
    texts {
        /// Heading of the page that takes the six digits.
        enter_room,
        /// Where the six digits are found.
        where_is_room,
        /// Label of their field.
        room,
        /// Button below it.
        open_room,
        /// Fewer or more than six digits.
        room_length,
        /// No class has it.
        room_unknown,
        /// Far too many wrong numbers from one place.
        room_wait,
        /// Above the name of the class.
        your_class,
        /// If it is another class.
        other_class,
        /// The link that leads to another number.
        type_again,
        /// Heading of the promise.
        anonymity,
        /// The promise.
        anonymity_text,
        /// How to answer.
        how_it_works,
        /// Heading of the note on texts that somebody reads.
        care,
        /// Button that takes a seat.
        start,
        /// Somebody has begun on this tablet.
        begun_here,
        /// Button of a pupil who is somebody else.
        start_new,
        /// Folded up: going on with another tablet.
        resume,
        /// What that needs.
        resume_text,
        /// The number at the top of each page.
        resume_number,
        /// Button below it.
        resume_button,
        /// The digits are wrong.
        resume_wrong,
        /// Too many wrong digits for one seat.
        resume_wait,
        /// A page without a seat.
        no_seat,
        /// After sending.
        sent,
        /// What is not on the tablet any more.
        nothing_left,
        /// Shared tablets go on.
        next_pupil,
        /// Under it.
        next_pupil_text,
        /// The seat was used.
        received_before,
        /// Why nothing is shown.
        received_before_text,
        /// The class has not begun.
        not_yet,
        /// What to do about it.
        not_yet_text,
        /// The class is closed.
        over,
        /// What was kept, and what to do.
        over_text,
        /// What was kept while the city has paused the survey, and what to do.
        on_hold_text,
        /// As many answers as pupils have come.
        full,
        /// What was kept, and what to do.
        full_text,
        /// Back to the last page.
        try_again,
        /// More seats than pupils could take.
        no_more_seats,
        /// What to do about it.
        no_more_seats_text,
        /// Whom to ask.
        ask,
        /// Beside each free text while somebody reads them soon.
        care_beside,
        /// Folded up under it: the questionnaire's own notice.
        care_more,
        /// On the projector: the first step.
        show_scan,
        /// The second step.
        show_check,
        /// The third step.
        show_start,
        /// Above the address to type.
        show_or,
        /// In which language one may answer, in that language.
        show_language,
        /// The class is open.
        show_open,
        /// It is not yet.
        show_not_yet,
        /// It is closed, but what was begun may be sent.
        show_late,
        /// It is closed.
        show_over,
        /// Before the count.
        show_answers,
        /// The link to the same page, where the count does not change by itself.
        show_again,
        /// Synthetic data.
        show_sample,
    }
    sentences {}
}
