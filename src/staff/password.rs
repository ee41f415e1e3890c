//! Passwords: argon2id with the crate's recommended cost, off the request threads.

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use tokio::task::spawn_blocking;

use crate::{
    error::{Error, Result},
    id::Ids,
};

/// The shortest password taken, in characters.
pub const MIN: usize = 12;

/// Refuses what is too short, too long, or typed differently the second time.
pub fn check(password: &str, again: &str) -> Result<()> {
    let length = password.chars().count();
    if length < MIN {
        return Err(Error::invalid(format!(
            "パスワードは{MIN}文字以上にしてください。言葉を三つか四つ並べると、長くて覚えやすくなります。"
        )));
    }
    if length > 200 {
        return Err(Error::invalid("パスワードは200文字以内にしてください。"));
    }
    if password != again {
        return Err(Error::invalid(
            "二つのパスワードが同じではありません。もう一度入力してください。",
        ));
    }
    Ok(())
}

/// The hash to keep, in PHC form.
pub async fn hash(ids: &Ids, password: String) -> Result<String> {
    let salt: [u8; 16] = ids.bytes()?;
    spawn_blocking(move || {
        let hash: PasswordHash = Argon2::default()
            .hash_password_with_salt(password.as_bytes(), &salt)
            .map_err(|cause| Error::internal(cause.to_string()))?;
        Ok(hash.to_string())
    })
    .await
    .map_err(Error::internal)?
}

/// Whether the password belongs to the hash. Without a hash it takes as long and says no,
/// so that the time does not tell which addresses have accounts.
pub async fn matches(hash: Option<String>, password: String) -> Result<bool> {
    spawn_blocking(move || {
        let known = hash.as_deref().and_then(|text| PasswordHash::new(text).ok());
        match known {
            Some(known) => Argon2::default().verify_password(password.as_bytes(), &known).is_ok(),
            None => {
                let wasted: Result<PasswordHash, _> =
                    Argon2::default().hash_password_with_salt(password.as_bytes(), &[0; 16]);
                drop(wasted);
                false
            }
        }
    })
    .await
    .map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_enough_and_typed_twice_alike() {
        assert!(check("みかん-電車-灯台-青い", "みかん-電車-灯台-青い").is_ok());
        assert!(check("short", "short").is_err());
        assert!(check("correct horse battery", "correct horse batterY").is_err());
    }

    #[tokio::test]
    async fn only_the_right_password_matches() {
        let hashed = hash(&Ids::counted(1), "correct horse battery".into()).await.expect("hashed");
        assert!(hashed.starts_with("$argon2id$"));
        assert!(
            matches(Some(hashed.clone()), "correct horse battery".into()).await.expect("checked")
        );
        assert!(!matches(Some(hashed), "correct horse batterY".into()).await.expect("checked"));
        assert!(!matches(None, "anything".into()).await.expect("checked"));
    }
}
