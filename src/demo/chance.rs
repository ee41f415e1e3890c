//! Dice that fall alike for the same seed.

use crate::id::Ids;

/// A repeatable source of chance. For made-up data only, never for a secret.
pub struct Chance(Ids);

impl Chance {
    /// The same seed, the same falls.
    pub fn seeded(seed: u64) -> Chance {
        Chance(Ids::counted(seed))
    }

    /// The counted ids behind the dice, for rows whose order shall be repeatable too.
    pub fn ids(&self) -> &Ids {
        &self.0
    }

    /// A number from 0 to 1, without 1.
    pub fn unit(&self) -> f64 {
        // Only the machine's own randomness can fail, and counted ids do not ask for it.
        let bytes: [u8; 8] = self.0.bytes().unwrap_or_default();
        // The 53 bits that an f64 holds exactly.
        (u64::from_le_bytes(bytes) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Whether something of this probability, in percent, happens.
    pub fn happens(&self, percent: f64) -> bool {
        self.unit() * 100.0 < percent
    }

    /// Mean 0, standard deviation 1: twelve evenly spread numbers added up (Irwin–Hall), which
    /// comes out the same on every machine and never beyond 6.
    pub fn normal(&self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// One of them, by weight. `None` if no weight is above 0.
    pub fn pick<T>(&self, weighted: impl Iterator<Item = (T, f64)> + Clone) -> Option<T> {
        let total: f64 = weighted.clone().map(|(_, weight)| weight).sum();
        let mut left = self.unit() * total;
        let mut chosen = None;
        for (item, weight) in weighted.filter(|(_, weight)| *weight > 0.0) {
            chosen = Some(item);
            left -= weight;
            if left < 0.0 {
                break;
            }
        }
        chosen
    }

    /// Places of `count` of them by weight, each once (Efraimidis and Spirakis 2006: the
    /// smallest of exponentially distributed waiting times).
    pub fn sample(&self, weights: impl Iterator<Item = f64>, count: usize) -> Vec<usize> {
        let mut waits: Vec<(f64, usize)> = weights
            .map(|weight| -(1.0 - self.unit()).ln() / weight)
            .enumerate()
            .map(|(place, wait)| (wait, place))
            .collect();
        waits.sort_by(|one, other| one.0.total_cmp(&other.0));
        waits.into_iter().take(count).map(|(_, place)| place).collect()
    }

    /// Puts them into another order.
    pub fn shuffle<T>(&self, items: &mut [T]) {
        for place in (1..items.len()).rev() {
            items.swap(place, self.below(place + 1));
        }
    }

    /// A whole number below `end`, which is above 0.
    pub fn below(&self, end: usize) -> usize {
        (self.unit() * end as f64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same_dice_and_another_seed_others() {
        let thrown = |seed| {
            let chance = Chance::seeded(seed);
            [(); 20].map(|()| chance.unit().to_bits())
        };
        assert_eq!(thrown(1), thrown(1));
        assert_ne!(thrown(1), thrown(2));
    }

    #[test]
    fn normal_numbers_have_mean_0_and_standard_deviation_1() {
        let chance = Chance::seeded(1);
        let thrown: Vec<f64> = (0..10_000).map(|_| chance.normal()).collect();
        let mean = thrown.iter().sum::<f64>() / 10_000.0;
        let variance = thrown.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / 10_000.0;
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.05, "{mean} {variance}");
    }

    #[test]
    fn heavier_ones_are_picked_more_often_and_weightless_ones_never() {
        let chance = Chance::seeded(1);
        let mut counts = [0; 3];
        for _ in 0..10_000 {
            let picked = chance.pick([(0, 1.0), (1, 0.0), (2, 3.0)].into_iter());
            counts[picked.expect("one of them")] += 1;
        }
        assert_eq!(counts[1], 0);
        assert!((7_300..7_700).contains(&counts[2]), "{counts:?}");
        assert_eq!(chance.pick([(0, 0.0)].into_iter()), None);
    }

    #[test]
    fn a_sample_takes_each_once_and_leaves_weightless_ones_to_the_last() {
        let chance = Chance::seeded(1);
        let mut sample = chance.sample([1.0, 0.0, 2.0, 1.0].into_iter(), 3);
        sample.sort_unstable();
        assert_eq!(sample, [0, 2, 3]);
    }

    #[test]
    fn shuffling_loses_nothing_and_changes_the_order() {
        let mut items: Vec<usize> = (0..100).collect();
        Chance::seeded(1).shuffle(&mut items);
        assert_ne!(items[..5], [0, 1, 2, 3, 4]);
        items.sort_unstable();
        assert!(items.into_iter().eq(0..100));
    }
}
