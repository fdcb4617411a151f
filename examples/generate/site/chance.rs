//! Numbers that look like chance and are the same on every machine. Never the clock, never a seed
//! from outside: what is drawn depends on the name it is drawn for.

/// A stream of numbers (SplitMix64).
pub struct Chance(u64);

impl Chance {
    /// The stream for a name. Two names have nothing to do with each other, so that one more
    /// initiative changes none of those before it.
    pub fn of(name: &str) -> Self {
        // FNV-1a: short, and the same everywhere.
        Self(
            name.bytes()
                .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)),
        )
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = u64::try_from(high - low + 1).unwrap_or(1).max(1);
        low + i64::try_from(self.next() % width).unwrap_or(0)
    }

    /// True in so many cases of a hundred.
    pub fn percent(&mut self, cases: i64) -> bool {
        self.between(1, 100) <= cases
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let last = i64::try_from(all.len()).unwrap_or(1) - 1;
        let at = usize::try_from(self.between(0, last)).unwrap_or(0);
        all.get(at).expect("there is at least one to pick from")
    }

    /// One of several words.
    pub fn word(&mut self, all: &[&'static str]) -> &'static str {
        self.pick::<&str>(all)
    }

    /// So many different ones of several, in their order.
    pub fn some<'a, T>(&mut self, all: &'a [T], count: usize) -> Vec<&'a T> {
        let (mut wanted, mut left) = (count.min(all.len()), all.len());
        let mut some = Vec::new();
        for one in all {
            if self.between(1, i64::try_from(left).unwrap_or(1)) <= i64::try_from(wanted).unwrap_or(0) {
                some.push(one);
                wanted -= 1;
            }
            left -= 1;
        }
        some
    }
}
