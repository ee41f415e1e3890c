//! Styles and scripts, as plain files in `ui/assets`, compiled in and served under a name that changes
//! with the content, so that a browser may keep them for ever.

use std::sync::LazyLock;

use actix_web::{HttpResponse, http::header, web};

use crate::{app::App, secret::token_hash};

/// A file and the name that it is served under.
pub struct Asset {
    /// `/assets/public-0123456789abcdef.css`
    pub url: String,
    kind: &'static str,
    body: &'static str,
}

fn style(name: &str, body: &'static str) -> Asset {
    asset(name, "css", "text/css; charset=utf-8", body)
}

fn script(name: &str, body: &'static str) -> Asset {
    asset(name, "js", "text/javascript; charset=utf-8", body)
}

fn asset(name: &str, ending: &str, kind: &'static str, body: &'static str) -> Asset {
    Asset { url: format!("/assets/{name}-{}.{ending}", &token_hash(body)[..16]), kind, body }
}

/// The style of what residents see.
pub static PUBLIC: LazyLock<Asset> = LazyLock::new(|| {
    style(
        "public",
        concat!(include_str!("../ui/assets/base.css"), include_str!("../ui/assets/public.css")),
    )
});
/// The style of the office's pages.
pub static STAFF: LazyLock<Asset> = LazyLock::new(|| {
    style(
        "staff",
        concat!(
            include_str!("../ui/assets/base.css"),
            include_str!("../ui/assets/chart.css"),
            include_str!("../ui/assets/islands.css"),
            include_str!("../ui/assets/staff.css"),
            include_str!("../ui/assets/record.css")
        ),
    )
});
/// The style of printed letters and of the sheets of classes.
pub static PRINT: LazyLock<Asset> = LazyLock::new(|| {
    style(
        "print",
        concat!(include_str!("../ui/assets/print.css"), include_str!("../ui/assets/sheets.css")),
    )
});
/// The style of boards on paper.
pub static RECORD: LazyLock<Asset> = LazyLock::new(|| {
    style(
        "record",
        concat!(include_str!("../ui/assets/base.css"), include_str!("../ui/assets/record.css")),
    )
});
/// The style of charts, for residents' pages that have any; the office's style holds it.
pub static CHART: LazyLock<Asset> =
    LazyLock::new(|| style("chart", include_str!("../ui/assets/chart.css")));
/// What public results need besides the style of residents' pages.
pub static RESULTS: LazyLock<Asset> = LazyLock::new(|| {
    style(
        "results",
        concat!(include_str!("../ui/assets/chart.css"), include_str!("../ui/assets/results.css")),
    )
});
/// What the pages of a meeting about results need besides the style of residents' pages.
pub static MEETING: LazyLock<Asset> = LazyLock::new(|| {
    style(
        "meeting",
        concat!(include_str!("../ui/assets/islands.css"), include_str!("../ui/assets/meeting.css")),
    )
});
/// The style of the teacher's pages.
pub static TEACHER: LazyLock<Asset> = LazyLock::new(|| {
    style(
        "teacher",
        concat!(
            include_str!("../ui/assets/base.css"),
            include_str!("../ui/assets/public.css"),
            include_str!("../ui/assets/teacher.css")
        ),
    )
});
/// The style of pages in a workshop: phones, console, wall.
pub static ROOM: LazyLock<Asset> = LazyLock::new(|| {
    style(
        "room",
        concat!(include_str!("../ui/assets/base.css"), include_str!("../ui/assets/room.css")),
    )
});
/// The script of a phone at a board: alive, and nothing typed is lost.
pub static PHONE_SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    script(
        "phone",
        concat!(
            include_str!("../ui/assets/morph.js"),
            include_str!("../ui/assets/live.js"),
            include_str!("../ui/assets/outbox.js"),
            include_str!("../ui/assets/phone.js")
        ),
    )
});
/// The style of the facilitator's console.
pub static CONSOLE: LazyLock<Asset> = LazyLock::new(|| {
    style(
        "console",
        concat!(include_str!("../ui/assets/base.css"), include_str!("../ui/assets/console.css")),
    )
});
/// The script of the facilitator's console.
pub static CONSOLE_SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    script(
        "console",
        concat!(
            include_str!("../ui/assets/morph.js"),
            include_str!("../ui/assets/live.js"),
            include_str!("../ui/assets/console.js")
        ),
    )
});
/// The style of the wall, for projectors.
pub static WALL: LazyLock<Asset> = LazyLock::new(|| {
    style(
        "wall",
        concat!(include_str!("../ui/assets/base.css"), include_str!("../ui/assets/wall.css")),
    )
});
/// The script of the wall.
pub static WALL_SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    script(
        "wall",
        concat!(
            include_str!("../ui/assets/morph.js"),
            include_str!("../ui/assets/live.js"),
            include_str!("../ui/assets/wall.js")
        ),
    )
});
/// The script of the office's pages. Residents' pages have none.
pub static SCRIPT: LazyLock<Asset> =
    LazyLock::new(|| script("staff", include_str!("../ui/assets/staff.js")));
/// The script of the teacher's pages.
pub static TEACHER_SCRIPT: LazyLock<Asset> =
    LazyLock::new(|| script("teacher", include_str!("../ui/assets/teacher.js")));

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// `GET /assets/{name}`
pub async fn get(name: web::Path<String>) -> HttpResponse {
    let url = format!("/assets/{name}");
    let all = [
        &*PUBLIC,
        &*STAFF,
        &*PRINT,
        &*RECORD,
        &*RESULTS,
        &*MEETING,
        &*TEACHER,
        &*SCRIPT,
        &*TEACHER_SCRIPT,
        &*ROOM,
        &*PHONE_SCRIPT,
        &*CONSOLE,
        &*CONSOLE_SCRIPT,
        &*WALL,
        &*WALL_SCRIPT,
    ];
    let found = all.into_iter().find(|asset| asset.url == url);
    found.map_or_else(
        || HttpResponse::NotFound().finish(),
        |asset| {
            HttpResponse::Ok()
                .content_type(asset.kind)
                .insert_header((header::CACHE_CONTROL, FOR_EVER))
                .body(asset.body)
        },
    )
}

/// `GET /assets/city.css`: the two colours of the city, from the settings.
pub async fn city(app: web::Data<App>) -> HttpResponse {
    let city = &app.config.city;
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .body(format!(":root{{--key:{};--key-dark:{}}}", city.colour, city.colour_dark))
}
