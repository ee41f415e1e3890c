//! What the checks stand on: the real server, a browser without a screen, a town.

pub mod app;
pub mod browser;
pub mod child;
pub mod live;
pub mod log;
pub mod meeting;
pub mod page;
pub mod people;
pub mod post;
pub mod postgres;
pub mod proxy;
pub mod school;
pub mod steps;
pub mod webdriver;
pub mod workshop;
pub mod world;

pub use browser::Browser;
pub use page::Page;
pub use people::*;
pub use world::{Engine, World};

/// Writes a test once and runs it on both engines, as `name::sqlite` and `name::postgres`.
#[macro_export]
macro_rules! both_engines {
    ($(async fn $name:ident($world:ident: World) $body:block)*) => {
        $crate::both_engines! { "town-survey"; $(async fn $name($world: World) $body)* }
    };
    ($form:literal; $(async fn $name:ident($world:ident: World) $body:block)*) => {$(
        async fn $name($world: World) $body

        mod $name {
            use $crate::support::{Engine, run};

            #[test]
            fn sqlite() {
                run(Engine::Sqlite, $form, super::$name);
            }

            #[test]
            fn postgres() {
                run(Engine::Postgres, $form, super::$name);
            }
        }
    )*};
}

/// Runs a test in the usual world, with a questionnaire of `tests/it/forms`.
pub fn run(engine: Engine, form: &'static str, check: impl AsyncFnOnce(World)) {
    wait_for(async {
        let plan = world::Plan { form, ..world::Plan::default() };
        if let Some(world) = World::with(engine, log::Log::quiet(), plan).await {
            check(world).await;
        }
    });
}

/// Runs something that waits.
pub fn wait_for<T>(work: impl Future<Output = T>) -> T {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("threads").block_on(work)
}
