//! What the checks stand on: the real server, a browser without a screen, a town.

pub mod app;
pub mod browser;
pub mod child;
pub mod log;
pub mod page;
pub mod people;
pub mod postgres;
pub mod proxy;
pub mod steps;
pub mod world;

pub use browser::Browser;
pub use page::Page;
pub use people::*;
pub use world::{Engine, World, day};

/// Writes a test once and runs it on both engines, as `name::sqlite` and `name::postgres`.
/// After `alone;` the tests look at errors in the log themselves.
#[macro_export]
macro_rules! both_engines {
    (alone; $($tests:tt)*) => {
        $crate::both_engines!(@with alone; $($tests)*);
    };
    (@with $log:ident; $(async fn $name:ident($world:ident: World) $body:block)*) => {$(
        mod $name {
            use super::*;
            use $crate::support::{Engine, World, log::Log, run};

            async fn check($world: World) $body

            #[test]
            fn sqlite() {
                run(Engine::Sqlite, Log::$log(), check);
            }

            #[test]
            fn postgres() {
                run(Engine::Postgres, Log::$log(), check);
            }
        }
    )*};
    ($($tests:tt)*) => {
        $crate::both_engines!(@with quiet; $($tests)*);
    };
}

/// Runs a test in the usual world.
pub fn run(engine: Engine, log: log::Log, check: impl AsyncFnOnce(World)) {
    wait_for(async {
        if let Some(world) = World::open(engine, log).await {
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
