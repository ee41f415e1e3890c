//! What the program writes to its log, kept for the tests to read.

use std::{
    io::{self, Write},
    sync::{Mutex, MutexGuard, Once, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use tracing_subscriber::EnvFilter;

/// Everything that the server's crates say; the client of the tests is silent.
const LEVELS: &str = "debug,machikoe=trace,reqwest=off,hyper=off,hyper_util=off,cookie_store=off,\
                      html5ever=off,selectors=off";

static LINES: Mutex<Vec<String>> = Mutex::new(Vec::new());
static TURN: RwLock<()> = RwLock::new(());

/// The log of a test. Tests of one process share one: those that expect errors run alone.
pub struct Log {
    begin: usize,
    _turn: Turn,
}

#[expect(dead_code, reason = "held until the test ends")]
enum Turn {
    Shared(RwLockReadGuard<'static, ()>),
    Alone(RwLockWriteGuard<'static, ()>),
}

impl Log {
    /// A log in which an ERROR fails the test.
    pub fn quiet() -> Log {
        Log::begin(Turn::Shared(TURN.read().unwrap_or_else(PoisonError::into_inner)))
    }

    /// A log of a test that looks at its errors itself.
    pub fn alone() -> Log {
        Log::begin(Turn::Alone(TURN.write().unwrap_or_else(PoisonError::into_inner)))
    }

    fn begin(turn: Turn) -> Log {
        static START: Once = Once::new();
        START.call_once(|| {
            tracing_subscriber::fmt()
                .with_env_filter(EnvFilter::new(LEVELS))
                .with_ansi(false)
                .with_writer(|| Lines)
                .init();
        });
        Log { begin: lines().len(), _turn: turn }
    }

    /// Every line since the test began.
    pub fn lines(&self) -> Vec<String> {
        lines()[self.begin..].to_vec()
    }

    /// The errors among them.
    pub fn errors(&self) -> Vec<String> {
        self.lines().into_iter().filter(|line| line.contains(" ERROR ")).collect()
    }

    /// Fails if there was an error that the test did not announce.
    pub fn check(&self) {
        if let Turn::Shared(_) = self._turn {
            assert_eq!(self.errors(), [""; 0], "errors in the log");
        }
    }
}

fn lines() -> MutexGuard<'static, Vec<String>> {
    LINES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes a line at a time.
struct Lines;

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        lines().push(String::from_utf8_lossy(bytes).into_owned());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
