//! What can go wrong: a sentence for the person, the cause for the log.

use std::{error::Error as StdError, fmt};

/// An error as the person meets it. How it looks as a page is `web/errors.rs`.
#[derive(Debug)]
pub enum Error {
    /// There is nothing at this address.
    NotFound,
    /// The person may not do this.
    Forbidden(&'static str),
    /// The person has to sign in first.
    SignIn,
    /// The input cannot be taken; the sentences say why.
    Invalid(Vec<String>),
    /// The thing has changed meanwhile, or its state does not allow this.
    Conflict(String),
    /// Too many attempts; try again after so many seconds.
    TooMany {
        /// Seconds to wait.
        seconds: u64,
    },
    /// The store cannot take more now, or is out of reach. Nothing was written.
    Busy(Cause),
    /// A fault of ours.
    Internal(Cause),
}

/// What the log gets to see and the person does not.
pub type Cause = Box<dyn StdError + Send + Sync>;

impl Error {
    /// A fault of ours with its cause.
    pub fn internal(cause: impl Into<Cause>) -> Error {
        Error::Internal(cause.into())
    }

    /// A refusal with one sentence.
    pub fn invalid(sentence: impl Into<String>) -> Error {
        Error::Invalid(vec![sentence.into()])
    }

    /// A thing that is not, or is no longer, as it would have to be, with one sentence.
    pub fn conflict(sentence: impl Into<String>) -> Error {
        Error::Conflict(sentence.into())
    }

    /// What the person reads.
    pub fn sentence(&self) -> String {
        match self {
            Error::NotFound => "お探しのページはありません。アドレスをお確かめください。".into(),
            Error::Forbidden(why) => (*why).into(),
            Error::SignIn => "はじめにサインインしてください。".into(),
            Error::Invalid(sentences) => sentences.join("\n"),
            Error::Conflict(sentence) => sentence.clone(),
            Error::TooMany { seconds } => {
                format!("続けてまちがえたため、お待ちいただいています。{seconds}秒たってから、もう一度お試しください。")
            }
            Error::Busy(_) => "ただいま保存できません。この操作は記録されていません。しばらくしてから、もう一度お試しください。".into(),
            Error::Internal(_) => "申し訳ありません。処理できませんでした。この操作は記録されていません。もう一度お試しいただき、続くようでしたら担当課へお知らせください。".into(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Busy(cause) | Error::Internal(cause) => write!(f, "{cause}"),
            other => f.write_str(&other.sentence()),
        }
    }
}

impl StdError for Error {}

/// `Result` with the house's error.
pub type Result<T, E = Error> = std::result::Result<T, E>;
