//! Receipt numbers: proof that an answer arrived, without a way back to it. The number hangs
//! on the submission, of which the database keeps only a hash, so it is stored nowhere.

use crate::{code::ALPHABET, secret::keyed_hash};

/// Letters of each half.
const HALF: usize = 4;

/// The receipt of a submission, as `XXXX-XXXX`: the second half proves the first.
pub fn of(key: &[u8; 32], survey_id: &str, submission: &str) -> String {
    let number = letters(keyed_hash(key, submission.as_bytes()));
    let proof = proof(key, survey_id, &number);
    format!("{number}-{proof}")
}

/// Whether a receipt was given by this city for this survey.
pub fn is_ours(key: &[u8; 32], survey_id: &str, receipt: &str) -> bool {
    receipt.split_once('-').is_some_and(|(number, end)| end == proof(key, survey_id, number))
}

fn proof(key: &[u8; 32], survey_id: &str, number: &str) -> String {
    letters(keyed_hash(key, format!("{survey_id} {number}").as_bytes()))
}

fn letters(hash: [u8; 32]) -> String {
    let letter = |byte: &u8| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]);
    hash.iter().take(HALF).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_submission_gets_the_same_receipt_and_a_made_up_one_is_not_ours() {
        let key = [3; 32];
        let receipt = of(&key, "survey", "submission");
        assert_eq!(receipt, of(&key, "survey", "submission"));
        assert!(is_ours(&key, "survey", &receipt));
        assert!(!is_ours(&key, "other", &receipt));
        assert!(!is_ours(&key, "survey", "ABCD-EFGH"));
    }
}
