//! The tables, as diesel knows them. `migrations/` says what they mean.

#![expect(missing_docs, reason = "the macro's items cannot carry them")]

diesel::table! { survey (id) {
    id -> Text, slug -> Text, form -> Text, state -> Text, opens_on -> Date, closes_on -> Date,
    grace_hours -> Integer, sample -> Bool, created_at -> Timestamp,
} }

diesel::table! { form_version (survey_id, number) {
    survey_id -> Text, number -> Integer, definition -> Text, published_at -> Timestamp,
} }

diesel::table! { participant (id) {
    id -> Text, survey_id -> Text, serial -> Text, district -> Text, age_band -> Text,
    sex -> Text, code_hash -> Text, disposition -> Nullable<Text>,
} }

diesel::table! { ticket (participant_id) { participant_id -> Text, } }

diesel::table! { draft (locator) { locator -> Text, survey_id -> Text, sealed -> Text, } }

diesel::table! { response (id) {
    id -> Text, survey_id -> Text, version -> Integer, day -> Date, submission -> Text,
    answers -> Text,
} }

diesel::table! { staff (id) {
    id -> Text, email -> Text, name -> Text, role -> Text, password_hash -> Nullable<Text>,
    active -> Bool, created_at -> Timestamp,
} }

diesel::table! { staff_session (token_hash) {
    token_hash -> Text, staff_id -> Text, expires_at -> Timestamp,
} }

diesel::table! { staff_link (token_hash) {
    token_hash -> Text, staff_id -> Nullable<Text>, expires_at -> Timestamp,
} }

diesel::table! { audit (id) {
    id -> Text, at -> Timestamp, actor -> Text, action -> Text, subject -> Text,
} }

diesel::table! { report_settings (survey_id) { survey_id -> Text, document -> Text, } }

diesel::table! { saved_table (id) {
    id -> Text, survey_id -> Text, position -> Integer, title -> Text, definition -> Text,
} }

diesel::table! { publication (survey_id) {
    survey_id -> Text, published_on -> Date, document -> Text,
} }

diesel::table! { indicator_edition (indicator, edition) {
    indicator -> Text, edition -> Text, base -> Text,
} }

diesel::table! { indicator_reference (indicator, edition, item) {
    indicator -> Text, edition -> Text, item -> Text, mean -> Text, sd -> Text, source -> Text,
    retrieved_on -> Date,
} }

diesel::table! { indicator_comparison (id) {
    id -> Text, indicator -> Text, edition -> Text, survey_kind -> Text, region -> Text,
} }

diesel::table! { indicator_published (comparison_id, kind, part) {
    comparison_id -> Text, kind -> Text, part -> Text, value -> Nullable<Text>,
    score -> Nullable<Text>,
} }

diesel::table! { indicator_choice (survey_id, indicator) {
    survey_id -> Text, indicator -> Text, edition -> Nullable<Text>,
    comparison_id -> Nullable<Text>,
} }

diesel::table! { code_frame (survey_id, field, version) {
    survey_id -> Text, field -> Text, version -> Integer, definition -> Text, made_by -> Text,
    made_at -> Timestamp,
} }

diesel::table! { coder (survey_id, field, hand) {
    survey_id -> Text, field -> Text, hand -> Text, staff_id -> Text,
} }

diesel::table! { coding (survey_id, field, response_id, hand) {
    survey_id -> Text, field -> Text, response_id -> Text, hand -> Text, codes -> Text,
    version -> Integer,
} }

diesel::table! { population_source (survey_id) {
    survey_id -> Text, as_of -> Date, source -> Text,
} }

diesel::table! { population (survey_id, district, age_band, sex) {
    survey_id -> Text, district -> SmallInt, age_band -> SmallInt, sex -> SmallInt,
    people -> Integer,
} }

diesel::table! { wave (id) {
    id -> Text, survey_id -> Text, title -> Text, year -> Integer, note -> Text, state -> Text,
    mapping -> Text, made_at -> Timestamp,
} }

diesel::table! { wave_answer (wave_id, number) {
    wave_id -> Text, number -> Integer, answers -> Text,
} }

diesel::table! { school_class (id) {
    id -> Text, survey_id -> Text, school -> Integer, grade -> Integer, name -> Text,
    heads -> Integer, extra -> Integer, room_code -> Text, issue -> Integer,
    teacher_hash -> Text, state -> Text, opened_on -> Nullable<Date>,
    closed_at -> Nullable<Timestamp>,
} }

diesel::table! { seat (id) {
    id -> Text, class_id -> Text, kind -> Text, number -> Integer, code_hash -> Text,
    entry -> Nullable<Text>,
} }

diesel::table! { seat_ticket (seat_id) { seat_id -> Text, } }

diesel::table! { school_settings (survey_id) {
    survey_id -> Text, late_minutes -> Integer, slips_any_time -> Bool,
    reader_id -> Nullable<Text>,
} }

diesel::table! { concern (response_id, field, sign) {
    response_id -> Text, field -> Text, sign -> Text, read_by -> Nullable<Text>,
} }

diesel::table! { workshop (id) {
    id -> Text, slug -> Text, title -> Text, template -> Text, held_on -> Date, hours -> Text,
    place -> Text, join_code -> Text, issue -> Integer, facilitator_hash -> Text,
    projector_hash -> Text, settings -> Text, state -> Text, theme_id -> Nullable<Text>,
    sample -> Bool, created_at -> Timestamp, closed_at -> Nullable<Timestamp>,
    erased_at -> Nullable<Timestamp>, took_part -> Nullable<Integer>,
} }

diesel::table! { theme (id) {
    id -> Text, workshop_id -> Text, position -> Integer, title -> Text, question -> Text,
    settings -> Text, in_room -> Bool,
} }

diesel::table! { attendee (id) {
    id -> Text, workshop_id -> Text, nickname -> Nullable<Text>, code_hash -> Nullable<Text>,
    entry -> Nullable<Text>,
} }

diesel::table! { board (id) {
    id -> Text, theme_id -> Text, number -> Integer, name -> Text, phase -> Text, seq -> BigInt,
    timer_ends_at -> Nullable<Timestamp>, announcement -> Text, frozen -> Bool,
    sat -> Nullable<Integer>,
} }

diesel::table! { placement (attendee_id, theme_id) {
    attendee_id -> Text, theme_id -> Text, board_id -> Text, ready -> Bool,
} }

diesel::table! { cluster (board_id, id) {
    board_id -> Text, id -> Text, parent -> Nullable<Text>, title -> Text, place -> Text,
    gone -> Bool, origin -> Nullable<Text>,
} }

diesel::table! { note (board_id, id) {
    board_id -> Text, id -> Text, text -> Text, colour -> Text, cluster_id -> Nullable<Text>,
    place -> Text, state -> Text, reason -> Text, pinned -> Bool, paper -> Bool,
} }

diesel::table! { note_author (board_id, note_id) {
    board_id -> Text, note_id -> Text, attendee_id -> Text,
} }

diesel::table! { round (id) {
    id -> Text, board_id -> Text, number -> Integer, budget -> Integer, per_cluster -> Integer,
} }

diesel::table! { dot (round_id, attendee_id, slot) {
    round_id -> Text, attendee_id -> Text, slot -> Integer, target -> Text, nth -> Integer,
} }

diesel::table! { event (board_id, seq) {
    board_id -> Text, seq -> BigInt, batch -> BigInt, kind -> Text, body -> Text,
    at -> Timestamp,
} }

diesel::table! { presence (process, board_id) {
    process -> Text, board_id -> Text, online -> Integer, at -> Timestamp,
} }

diesel::table! { meeting (id) {
    id -> Text, slug -> Text, title -> Text, opens_on -> Date, closes_on -> Date,
    settings -> Text, sample -> Bool, created_at -> Timestamp, erased_at -> Nullable<Timestamp>,
} }

diesel::table! { meeting_theme (id) {
    id -> Text, meeting_id -> Text, number -> Integer, theme_id -> Text, section -> Text,
    official -> Text, published_on -> Nullable<Date>, document -> Nullable<Text>,
} }

diesel::table! { meeting_comment (id) {
    id -> Text, meeting_theme_id -> Text, number -> Integer, kind -> Text, text -> Text,
    participant -> Bool, day -> Date, state -> Text, reason -> Text, entry -> Nullable<Text>,
    mail -> Nullable<Text>, reply_section -> Text, reply -> Text, replied_on -> Nullable<Date>,
} }

diesel::table! { meeting_sympathy (meeting_theme_id, person) {
    meeting_theme_id -> Text, person -> Text,
} }

diesel::table! { mail (id) {
    id -> Text, key -> Text, recipient -> Nullable<Text>, subject -> Text, body -> Nullable<Text>,
    list -> Nullable<Text>, state -> Text, made_at -> Timestamp, due_at -> Timestamp,
    leased_until -> Nullable<Timestamp>, tries -> Integer, ended_at -> Nullable<Timestamp>,
    trouble -> Nullable<Text>,
} }

diesel::table! { mail_off (list, person) { list -> Text, person -> Text, } }

diesel::table! { registration_desk (workshop_id) {
    workshop_id -> Text, form -> Text, seed -> Integer,
} }

diesel::table! { registration (id) {
    id -> Text, workshop_id -> Text, number -> Integer, name -> Text, party -> Text,
    heads -> Integer, mail -> Text, telephone -> Text, answers -> Text, state -> Text,
    entry -> Nullable<Text>, made_at -> Timestamp,
} }

diesel::table! { guest (registration_id, slot) {
    registration_id -> Text, slot -> Integer, seat -> Nullable<Integer>, arrived -> Bool,
} }

diesel::table! { registration_count (workshop_id, field, code) {
    workshop_id -> Text, field -> Text, code -> Integer, heads -> Integer,
} }

diesel::joinable!(meeting_theme -> meeting (meeting_id));
diesel::joinable!(meeting_theme -> theme (theme_id));
diesel::joinable!(meeting_comment -> meeting_theme (meeting_theme_id));
diesel::joinable!(theme -> workshop (workshop_id));
diesel::joinable!(attendee -> workshop (workshop_id));
diesel::joinable!(board -> theme (theme_id));
diesel::joinable!(placement -> attendee (attendee_id));
diesel::joinable!(placement -> board (board_id));
diesel::joinable!(school_class -> survey (survey_id));
diesel::joinable!(guest -> registration (registration_id));
diesel::joinable!(seat -> school_class (class_id));
diesel::joinable!(seat_ticket -> seat (seat_id));
diesel::joinable!(concern -> response (response_id));
diesel::joinable!(ticket -> participant (participant_id));
diesel::joinable!(participant -> survey (survey_id));
diesel::joinable!(form_version -> survey (survey_id));
diesel::joinable!(staff_session -> staff (staff_id));
diesel::joinable!(coder -> staff (staff_id));
diesel::allow_tables_to_appear_in_same_query!(
    survey,
    form_version,
    participant,
    ticket,
    draft,
    response,
    staff,
    staff_session,
    staff_link,
    audit,
    population_source,
    population,
    wave,
    wave_answer,
    code_frame,
    coder,
    coding,
    school_class,
    seat,
    seat_ticket,
    school_settings,
    concern,
    workshop,
    theme,
    attendee,
    board,
    placement,
    cluster,
    note,
    note_author,
    round,
    dot,
    event,
    presence,
    registration,
    guest,
    meeting,
    meeting_theme,
    meeting_comment,
    meeting_sympathy,
);
