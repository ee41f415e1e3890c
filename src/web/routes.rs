//! Every URL on one screen.

use actix_web::{
    middleware::from_fn,
    web::{ServiceConfig, get, post, resource, scope},
};

use super::{assets, errors, server};
use crate::{
    board::{
        console::{door, routes as console, tend},
        record::routes as record,
        routes as board,
        wall::routes as wall,
    },
    coding::routes::{self as texts, frame, settle, work},
    concern::routes as concern,
    indicator::routes as indicator,
    invite::routes as invite,
    meeting::{
        desk::{comments as said, routes as meetings, themes as topics},
        routes as meeting,
    },
    outbox::{routes as mail, unsubscribe::routes as unsubscribe},
    population::routes as population,
    registration::routes::{self as registration, desk as signups, papers, seats},
    report::{
        publication::{open, routes as publication},
        routes as report,
        school::routes as school_report,
        settings::routes as settings,
    },
    respond::{classroom, enter, preview, routes as respond},
    school::{
        routes::{self as school, class},
        settings::routes as lessons,
        sheets::routes as sheets,
        teacher::routes as teacher,
    },
    staff::routes as staff,
    survey::routes as survey,
    wave::routes as wave,
    workshop::{
        desk::routes::{self as workshops, screens, themes},
        routes as workshop,
    },
};

/// Attaches every handler.
#[rustfmt::skip]
pub fn all(config: &mut ServiceConfig) {
    config
        // Styles and scripts
        .route("/assets/city.css", get().to(assets::city))
        .route("/assets/{name}", get().to(assets::get))
        // Residents
        .route("/", get().to(enter::code_page))
        .route("/about", get().to(enter::about))
        .route("/q/{code}", get().to(enter::scanned))
        .route("/Q/{code}", get().to(enter::scanned))
        .service(resource("/a").get(enter::code_page).post(enter::enter))
        .route("/a/welcome", get().to(enter::welcome))
        .service(resource("/a/start").get(enter::again).post(enter::start))
        .service(resource("/a/resume").get(enter::again).post(enter::resume))
        .service(resource("/a/p/{section}").get(respond::section_page).post(respond::save_section))
        .route("/a/confirm", get().to(respond::confirm))
        .service(resource("/a/submission").get(enter::again).post(respond::submit))
        .route("/a/paused", get().to(respond::paused))
        .route("/a/received/{survey}/{receipt}", get().to(respond::received))
        // Pupils in class
        .route("/c", get().to(classroom::digits_page))
        .route("/c/{digits}", get().to(classroom::scanned))
        .route("/C/{digits}", get().to(classroom::scanned))
        .service(resource("/a/room").get(classroom::digits_page).post(classroom::enter))
        .route("/a/room/{digits}", get().to(classroom::room))
        .service(resource("/a/room/{digits}/seats").get(classroom::scanned).post(classroom::take_seat))
        .service(resource("/a/room/{digits}/resumption").get(classroom::scanned).post(classroom::resume))
        // Those who take part in a workshop. The board's page has a script that keeps it alive.
        .service(resource("/w").get(workshop::digits_page).post(workshop::enter))
        .route("/W/{digits}", get().to(workshop::welcome))
        .service(scope("/w/{digits}").wrap(from_fn(errors::for_scripts)).wrap(server::room_headers())
            .route("", get().to(workshop::welcome))
            .route("/attendance", post().to(workshop::join))
            .route("/return", post().to(workshop::come_back))
            .service(resource("/table").get(workshop::table).post(workshop::sit_down))
            .route("/departure", post().to(workshop::leave))
            .route("/board", get().to(board::board))
            .route("/stream", get().to(board::stream))
            .route("/changes", get().to(board::changes))
            .route("/notes", post().to(board::post))
            .service(resource("/notes/{id}").get(board::note).post(board::change))
            .route("/notes/{id}/withdrawal", post().to(board::withdraw))
            .route("/ready", post().to(board::ready))
            .route("/clusters", post().to(board::gather))
            .route("/clusters/{id}", post().to(board::name))
            .route("/clusters/{id}/dissolution", post().to(board::dissolve))
            .route("/undo", post().to(board::undo))
            .route("/dots", post().to(board::dots)))
        // Whoever leads a workshop. The pages have a script that keeps them alive.
        .service(resource("/f").get(door::page).post(door::enter))
        .service(scope(r"/f/{digits:\d{6}}").wrap(from_fn(errors::for_scripts)).wrap(server::room_headers())
            .route("", get().to(console::current))
            .route("/themes/{position}", get().to(console::theme))
            .route("/stream", get().to(console::stream))
            .route("/changes", get().to(console::changes))
            .route("/steering", post().to(console::steer))
            .route("/theme", post().to(console::go_to_theme))
            .route("/room", post().to(console::gather_room))
            .route("/colours", post().to(console::name_colours))
            .route("/seats", post().to(console::move_seat))
            .route("/departure", post().to(door::leave))
            .route("/boards/{board}", get().to(console::table))
            .route("/boards/{board}/notes", post().to(tend::post))
            .route("/boards/{board}/notes/{id}", post().to(tend::tend))
            .route("/boards/{board}/clusters", post().to(tend::gather))
            .route("/boards/{board}/clusters/{id}", post().to(tend::name))
            .route("/boards/{board}/clusters/{id}/dissolution", post().to(tend::dissolve))
            .route("/boards/{board}/undo", post().to(tend::undo)))
        .route("/f/{code}", get().to(door::scanned))
        // The wall of a workshop: its code shows, and changes nothing.
        .service(scope("/p/{code}").wrap(server::room_headers())
            .route("", get().to(wall::current))
            .route("/boards/{board}", get().to(wall::board))
            .route("/stream", get().to(wall::stream))
            .route("/changes", get().to(wall::changes)))
        // A teacher with the code of one class. The page has a script that counts.
        .route("/T/{code}", get().to(teacher::scanned))
        .service(scope("/t")
            .wrap(server::teacher_headers())
            .service(resource("").get(teacher::page).post(teacher::enter))
            .route("/count", get().to(teacher::count))
            .route("/opening", post().to(teacher::open))
            .route("/closure", post().to(teacher::close))
            .route("/admission", post().to(teacher::admit))
            .route("/departure", post().to(teacher::leave))
            .route("/show", get().to(teacher::show))
            .route("/show/count", get().to(teacher::show_count))
            .route("/results", get().to(school_report::results))
            .route("/{code}", get().to(teacher::scanned)))
        // What is published, for anybody
        .route("/results/{survey}", get().to(open::results))
        .route("/results/{survey}/tables.csv", get().to(open::tables))
        .route("/results/{survey}/codebook.csv", get().to(open::codebook))
        .route("/results/{survey}/{question}", get().to(open::question))
        // Signing up for a workshop, and one's own registration by the link in the mail
        .route("/workshops/{slug}", get().to(registration::welcome))
        .route("/workshops/{slug}/registrations", post().to(registration::sign_up))
        .route("/workshops/{slug}/r/{token}", get().to(registration::own))
        .route("/workshops/{slug}/r/{token}/cancellation", post().to(registration::cancel))
        // Getting no more mail of a list, by the link at the end of each (web/origin.rs)
        .service(resource("/mail/off/{token}").get(unsubscribe::page).post(unsubscribe::decline))
        .route("/mail/off/{token}/return", post().to(unsubscribe::take_up))
        // What came of workshops, for anybody, with what people say to it
        .route("/meetings/{slug}", get().to(meeting::meeting))
        .route("/meetings/{slug}/print", get().to(meeting::print))
        .route("/meetings/{slug}/{number}", get().to(meeting::theme))
        .service(resource("/meetings/{slug}/{number}/comments").get(meeting::again).post(meeting::comment))
        // The office. Its pages name themselves to themselves, so that old browsers prove
        // where a change comes from (web/origin.rs), and they have a script.
        .service(scope("/staff")
            .wrap(server::office_headers())
            .route("", get().to(survey::list))
            .service(resource("/sign-in").get(staff::sign_in_page).post(staff::sign_in))
            .route("/sign-out", post().to(staff::sign_out))
            .service(resource("/link/{token}").get(staff::link_page).post(staff::link))
            .service(resource("/people").get(staff::people_page).post(staff::add))
            .route("/people/{id}", post().to(staff::change))
            .route("/people/{id}/link", post().to(staff::make_link))
            .route("/audit", get().to(staff::audit_page))
            .route("/mail", get().to(mail::list))
            .route("/mail/retries", post().to(mail::retry_failed))
            .route("/mail/{id}", get().to(mail::letter))
            .route("/mail/{id}/retry", post().to(mail::retry))
            .route("/mail/{id}/removal", post().to(mail::stop))
            .service(resource("/meetings").get(meetings::list).post(meetings::make))
            .route("/meetings/{slug}", get().to(meetings::meeting))
            .service(resource("/meetings/{slug}/settings").get(meetings::settings).post(meetings::change))
            .route("/meetings/{slug}/themes/{id}", get().to(topics::page))
            .route("/meetings/{slug}/themes/{id}/official", post().to(topics::write))
            .route("/meetings/{slug}/themes/{id}/publication", post().to(topics::publish))
            .route("/meetings/{slug}/themes/{id}/withdrawal", post().to(topics::withdraw))
            .route("/meetings/{slug}/comments", get().to(said::list))
            .route("/meetings/{slug}/comments.csv", get().to(said::file))
            .route("/meetings/{slug}/comments/{id}/admission", post().to(said::admit))
            .route("/meetings/{slug}/comments/{id}/refusal", post().to(said::refuse))
            .route("/meetings/{slug}/comments/{id}/reply", post().to(said::reply))
            .route("/indicators/{id}", get().to(indicator::page))
            .route("/indicators/{id}/references", post().to(indicator::import_references))
            .route("/indicators/{id}/references/sample.csv", get().to(indicator::sample))
            .route("/indicators/{id}/references/removal", post().to(indicator::remove_references))
            .route("/indicators/{id}/comparisons", post().to(indicator::import_comparison))
            .route("/indicators/{id}/comparisons/removal", post().to(indicator::remove_comparison))
            .service(resource("/workshops").get(workshops::list).post(workshops::create))
            .route("/workshops/{slug}", get().to(workshops::overview))
            .route("/workshops/{slug}/state", post().to(workshops::set_state))
            .service(resource("/workshops/{slug}/settings").get(workshops::settings_page).post(workshops::set_settings))
            .route("/workshops/{slug}/themes", post().to(themes::add))
            .route("/workshops/{slug}/themes/new", get().to(themes::new))
            .service(resource("/workshops/{slug}/themes/{id}").get(themes::page).post(themes::change))
            .route("/workshops/{slug}/themes/{id}/removal", post().to(themes::remove))
            .route("/workshops/{slug}/sheets", get().to(screens::sheet))
            .route("/workshops/{slug}/screens", post().to(screens::screen))
            .route("/workshops/{slug}/codes", post().to(screens::renew_codes))
            .route("/workshops/{slug}/codes/sheet", post().to(screens::codes_sheet))
            .route("/workshops/{slug}/erasure", post().to(workshops::erase))
            .route("/workshops/{slug}/removal", post().to(workshops::remove))
            .service(resource("/workshops/{slug}/registrations").get(signups::all).post(signups::add))
            .route("/workshops/{slug}/registrations/settings", post().to(signups::set))
            .service(resource("/workshops/{slug}/registrations/notice").get(signups::preview).post(signups::tell))
            .route("/workshops/{slug}/registrations/attendance", get().to(papers::attendance))
            .route("/workshops/{slug}/registrations/list/{name}", get().to(papers::file))
            .route("/workshops/{slug}/registrations/check-in", get().to(seats::check_in))
            .route("/workshops/{slug}/registrations/check-in/arrivals", post().to(seats::arrive))
            .route("/workshops/{slug}/registrations/check-in/walk-ins", post().to(seats::walk_in))
            .route("/workshops/{slug}/registrations/seating", get().to(seats::seating))
            .route("/workshops/{slug}/registrations/seating/draws", post().to(seats::draw))
            .route("/workshops/{slug}/registrations/seating/remainder", post().to(seats::fill))
            .route("/workshops/{slug}/registrations/seating/moves", post().to(seats::move_to))
            .route("/workshops/{slug}/registrations/seating/lists", get().to(papers::tables))
            .service(resource("/workshops/{slug}/registrations/{id}").get(signups::one).post(signups::correct))
            .route("/workshops/{slug}/registrations/{id}/confirmation", post().to(signups::confirm))
            .route("/workshops/{slug}/registrations/{id}/cancellation", post().to(signups::cancel))
            .route("/workshops/{slug}/record", get().to(record::index))
            .route("/workshops/{slug}/record/workbook.xlsx", get().to(record::workbook))
            .route("/workshops/{slug}/record/notes.csv", get().to(record::notes))
            .route("/workshops/{slug}/record/print", get().to(record::print))
            .route("/workshops/{slug}/record/boards/{id}", get().to(record::replay))
            .route("/workshops/{slug}/record/boards/{id}/print", get().to(record::print_board))
            .route("/surveys", post().to(survey::create))
            .service(scope("/surveys/{slug}")
                .route("", get().to(survey::overview))
                .route("/state", post().to(survey::set_state))
                .route("/window", post().to(survey::set_window))
                .route("/versions", post().to(survey::publish))
                .service(resource("/participants").get(invite::participants_page).post(invite::import))
                .route("/participants/sample.csv", get().to(invite::sample))
                .service(resource("/letters").get(invite::letters_page).post(invite::letters))
                .route("/letters/workbook", post().to(invite::workbook))
                .service(resource("/dispositions").get(survey::dispositions_page).post(survey::dispositions))
                .service(resource("/classes").get(school::list).post(school::import))
                .route("/classes/sample.csv", get().to(school::sample))
                .route("/classes/additions", post().to(school::add))
                .service(resource("/classes/settings").get(lessons::page).post(lessons::set))
                .service(resource("/classes/sheets").get(sheets::page).post(sheets::make))
                .route("/classes/{id}", get().to(class::page))
                .route("/classes/{id}/heads", post().to(class::heads))
                .route("/classes/{id}/codes", post().to(class::codes))
                .route("/classes/{id}/slips", post().to(sheets::slips))
                .route("/classes/{id}/removal", post().to(class::remove))
                .service(resource("/population").get(population::page).post(population::import))
                .route("/population/sample.csv", get().to(population::sample))
                .route("/population/removal", post().to(population::remove))
                .service(resource("/waves").get(wave::list).post(wave::upload))
                .route("/waves/{id}", get().to(wave::wave))
                .route("/waves/{id}/codebook.csv", get().to(wave::codebook))
                .route("/waves/{id}/acceptance", post().to(wave::accept))
                .route("/waves/{id}/removal", post().to(wave::remove))
                .route("/preview", get().to(preview::first))
                .route("/preview/{section}", get().to(preview::section))
                .service(resource("/indicator").get(indicator::choice_page).post(indicator::choose))
                .route("/results", get().to(report::results))
                .route("/results/cross", get().to(report::cross))
                .route("/results/priorities", get().to(report::priorities))
                .route("/results/comparison", get().to(report::comparison))
                .route("/results/beside", get().to(report::beside))
                .service(resource("/results/settings").get(settings::page).post(settings::set))
                .service(resource("/results/publication").get(publication::page).post(publication::publish))
                .route("/results/publication/withdrawal", post().to(publication::withdraw))
                .route("/results/wellbeing", get().to(report::wellbeing))
                .route("/results/tables", post().to(report::keep))
                .route("/results/tables/{id}/removal", post().to(report::remove))
                .route("/texts", get().to(texts::list))
                .route("/texts/{field}", get().to(texts::texts))
                .route("/texts/{field}/terms", get().to(texts::terms))
                .service(resource("/texts/{field}/frame").get(frame::page).post(frame::save))
                .route("/texts/{field}/frame/removal", post().to(frame::remove))
                .route("/texts/{field}/frame/{version}", get().to(frame::version))
                .route("/texts/{field}/coders", post().to(work::take))
                .service(resource("/texts/{field}/coding").get(work::page).post(work::save))
                .service(resource("/texts/{field}/settlement").get(settle::page).post(settle::save))
                .route("/texts/{field}/agreement", get().to(texts::agreement))
                .route("/concerns", get().to(concern::list))
                .route("/concerns/reading", post().to(concern::read))
                .route("/concerns/reading/removal", post().to(concern::unread))
                .route("/files", get().to(survey::files))
                .route("/files/{name}", get().to(report::file))));
}
