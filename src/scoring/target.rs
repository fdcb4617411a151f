//! A reading beside what was wanted.

use crate::model::number::Number;

/// How far a target is still away, as a share; zero once it is reached.
pub fn gap(share: &Number, target: &Number) -> Number {
    if share >= target { Number::zero() } else { target - share }
}

/// The part of the target that is reached, from 0 to 1. There is no credit for more than the
/// target. `None` when the target is zero.
pub fn attained(share: &Number, target: &Number) -> Option<Number> {
    share.over(target).map(|part| part.min(Number::one()))
}

/// The part of the way from a baseline to the target that is covered, at most one: below zero when
/// it was walked backwards. `None` when the target does not lie above the baseline.
pub fn progress(baseline: &Number, share: &Number, target: &Number) -> Option<Number> {
    let way = target - baseline;
    let part = (share - baseline).over(&way).filter(|_| way > Number::zero())?;
    Some(part.min(Number::one()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(value: i64) -> Number {
        Number::from(value).percent()
    }

    #[test]
    fn gap_attainment_and_progress_by_hand() {
        // From 40 % towards 80 %, now at 50 %: 30 points short, 62.5 % of the target, a quarter of
        // the way.
        assert_eq!(gap(&percent(50), &percent(80)), percent(30));
        assert_eq!(attained(&percent(50), &percent(80)), Number::fraction(5, 8));
        assert_eq!(progress(&percent(40), &percent(50), &percent(80)), Number::fraction(1, 4));
        assert_eq!(progress(&percent(40), &percent(30), &percent(80)), Number::fraction(-1, 4));
    }

    #[test]
    fn more_than_the_target_earns_nothing_more() {
        assert_eq!(gap(&percent(90), &percent(80)), Number::zero());
        assert_eq!(attained(&percent(90), &percent(80)), Some(Number::one()));
        assert_eq!(attained(&percent(90), &Number::zero()), None);
        assert_eq!(progress(&percent(40), &percent(90), &percent(80)), Some(Number::one()));
        assert_eq!(progress(&percent(80), &percent(90), &percent(80)), None);
        assert_eq!(
            progress(&percent(90), &percent(70), &percent(80)),
            None,
            "a target below the baseline is no way to go"
        );
    }
}
