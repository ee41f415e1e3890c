//! Styles, as plain files in `ui/assets`, compiled in and served under a name that changes
//! with the content, so that a browser may keep them for ever.

use std::sync::LazyLock;

use actix_web::{HttpResponse, http::header, web};

use crate::{app::App, secret::token_hash};

/// A file and the name that it is served under.
pub struct Asset {
    /// `/assets/public-0123456789abcdef.css`
    pub url: String,
    body: &'static str,
}

fn asset(name: &str, body: &'static str) -> Asset {
    Asset { url: format!("/assets/{name}-{}.css", &token_hash(body)[..16]), body }
}

/// The style of what residents see.
pub static PUBLIC: LazyLock<Asset> = LazyLock::new(|| {
    asset(
        "public",
        concat!(include_str!("../ui/assets/base.css"), include_str!("../ui/assets/public.css")),
    )
});
/// The style of the office's pages.
pub static STAFF: LazyLock<Asset> = LazyLock::new(|| {
    asset(
        "staff",
        concat!(include_str!("../ui/assets/base.css"), include_str!("../ui/assets/staff.css")),
    )
});
/// The style of printed letters.
pub static PRINT: LazyLock<Asset> =
    LazyLock::new(|| asset("print", include_str!("../ui/assets/print.css")));

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// `GET /assets/{name}`
pub async fn get(name: web::Path<String>) -> HttpResponse {
    let url = format!("/assets/{name}");
    let found = [&*PUBLIC, &*STAFF, &*PRINT].into_iter().find(|asset| asset.url == url);
    found.map_or_else(
        || HttpResponse::NotFound().finish(),
        |asset| {
            HttpResponse::Ok()
                .content_type("text/css; charset=utf-8")
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
