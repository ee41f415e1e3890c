//! Rounding half up on the exact ratio of whole numbers, never on a float that has drifted.

use std::fmt;

/// A number rounded to a fixed count of decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounded {
    /// The value times ten to the power of `places`.
    pub units: i64,
    /// How many decimals.
    pub places: u32,
}

impl Rounded {
    /// `numerator / denominator`, rounded half away from zero to `places` decimals.
    /// `None` when there is nothing to divide by, or the numbers are too large for it.
    pub fn ratio(
        numerator: impl Into<i128>,
        denominator: impl Into<i128>,
        places: u32,
    ) -> Option<Rounded> {
        let (numerator, denominator) = (numerator.into(), denominator.into());
        if denominator <= 0 {
            return None;
        }
        // Every step is checked: sums of weights times answers come near the end of 128 bits.
        let denominator = denominator.unsigned_abs();
        let doubled = numerator.unsigned_abs().checked_mul(2 * 10_u128.pow(places))?;
        let units = i64::try_from(doubled.checked_add(denominator)? / (2 * denominator)).ok()?;
        Some(Rounded { units: if numerator < 0 { -units } else { units }, places })
    }

    /// The value for a spreadsheet's number cell or the length of a bar.
    pub fn value(self) -> f64 {
        // Units stay far below 2^53, so the division gives the float nearest to the decimal.
        self.units as f64 / 10_f64.powi(self.places as i32)
    }
}

impl fmt::Display for Rounded {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let power = 10_u64.pow(self.places);
        let units = self.units.unsigned_abs();
        let sign = if self.units < 0 { "-" } else { "" };
        write!(out, "{sign}{}", units / power)?;
        if self.places > 0 {
            write!(out, ".{:0width$}", units % power, width = self.places as usize)?;
        }
        Ok(())
    }
}

/// A share of a base in percent with one decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Percent {
    /// No case, or nobody in the base: printed as 「-」.
    None,
    /// 0.0 (a case, but under 0.05 %) to 100.0.
    Share(Rounded),
}

impl Percent {
    /// The share of `count` in `n`, both of people or both of weights.
    pub fn of(count: impl Into<u64>, n: impl Into<u64>) -> Percent {
        let (count, n) = (count.into(), n.into());
        match Rounded::ratio(i128::from(count) * 100, n, 1) {
            Some(share) if count > 0 => Percent::Share(share),
            _ => Percent::None,
        }
    }

    /// The length of a bar: 0 to 100.
    pub fn value(self) -> f64 {
        match self {
            Percent::None => 0.0,
            Percent::Share(share) => share.value(),
        }
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Percent::None => out.write_str("-"),
            Percent::Share(share) => share.fmt(out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_is_rounded_up_on_the_exact_ratio() {
        // 1/800 is 0.125 %, 23/2000 is 1.15 % and 33/400 is 8.25 %: floats round some of them down.
        for (count, n, printed) in [
            (1_u32, 800_u32, "0.1"),
            (23, 2000, "1.2"),
            (33, 400, "8.3"),
            (1, 3, "33.3"),
            (2, 3, "66.7"),
        ] {
            assert_eq!(Percent::of(count, n).to_string(), printed, "{count}/{n}");
        }
    }

    #[test]
    fn no_case_is_a_dash_and_a_rare_case_is_a_zero() {
        assert_eq!(Percent::of(0_u32, 800_u32).to_string(), "-");
        assert_eq!(Percent::of(0_u32, 0_u32).to_string(), "-");
        assert_eq!(Percent::of(1_u32, 2001_u32).to_string(), "0.0");
        assert_eq!(Percent::of(1_u32, 2000_u32).to_string(), "0.1");
        assert_eq!(Percent::of(7_u32, 7_u32).to_string(), "100.0");
    }

    #[test]
    fn every_share_of_a_thousand_agrees_with_whole_number_arithmetic() {
        for count in 1..=1000_u32 {
            let tenths = Percent::of(count, 1000_u32).value() * 10.0;
            assert_eq!(tenths.round() as u32, count);
        }
    }

    #[test]
    fn negative_values_round_away_from_zero_and_keep_their_sign() {
        assert_eq!(Rounded::ratio(-1, 8, 2).unwrap().to_string(), "-0.13");
        assert_eq!(Rounded::ratio(1, 8, 2).unwrap().to_string(), "0.13");
        assert_eq!(Rounded::ratio(-300, 200, 2).unwrap().to_string(), "-1.50");
        assert_eq!(Rounded::ratio(5, 2, 0).unwrap().to_string(), "3");
        assert_eq!(Rounded::ratio(1, 0, 2), None);
    }

    #[test]
    fn sums_of_millionths_beyond_64_bits_are_divided_exactly() {
        // A half that a float of 53 bits cannot tell from what is just below it.
        let n = 20_000_000_000_000_000_000_i128;
        assert_eq!(Rounded::ratio(n / 8, n, 2).unwrap().to_string(), "0.13");
        assert_eq!(Rounded::ratio(n / 8 - 1, n, 2).unwrap().to_string(), "0.12");
        assert_eq!(Rounded::ratio(i128::MAX, 1, 2), None);
        assert_eq!(Rounded::ratio(i128::MAX / 200, i128::MAX, 2).unwrap().to_string(), "0.00");
    }
}
