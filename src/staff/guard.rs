//! Who may call: a type in the handler's signature. A handler without one is public by sight.

use std::{future::Future, ops::Deref, pin::Pin};

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};

use super::{Role, SESSION_COOKIE, Staff, in_session};
use crate::{app::App, error::Error};

/// A signed-in person with at least one role.
macro_rules! guard {
    ($(#[$doc:meta])* $name:ident, $role:expr) => {
        $(#[$doc])*
        pub struct $name(pub Staff);

        impl Deref for $name {
            type Target = Staff;
            fn deref(&self) -> &Staff {
                &self.0
            }
        }

        impl FromRequest for $name {
            type Error = Error;
            type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                let request = request.clone();
                Box::pin(async move { signed_in(&request, $role).await.map($name) })
            }
        }
    };
}

guard!(
    /// May look.
    Viewer,
    Role::Viewer
);
guard!(
    /// May run surveys.
    Editor,
    Role::Editor
);
guard!(
    /// May do everything.
    Admin,
    Role::Admin
);

async fn signed_in(request: &HttpRequest, needed: Role) -> Result<Staff, Error> {
    let app = request
        .app_data::<web::Data<App>>()
        .ok_or_else(|| Error::internal("the application is not attached to the server"))?;
    let cookie = request.cookie(SESSION_COOKIE).ok_or(Error::SignIn)?;
    let staff = in_session(app, cookie.value()).await?.ok_or(Error::SignIn)?;
    if staff.role < needed {
        return Err(Error::Forbidden(
            "あなたの権限ではこの操作はできません。必要なときは管理者に権限の変更を頼んでください。",
        ));
    }
    Ok(staff)
}
