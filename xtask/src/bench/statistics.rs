//! Medians, quartiles and slopes.
//!
//! Medians are used because a moment in which the machine is busy changes a mean, but not a median.

/// The quartiles of samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quartiles {
    /// The lower quartile: a quarter of the samples are at most this.
    pub lower: f64,
    /// The median.
    pub median: f64,
    /// The upper quartile: a quarter of the samples are at least this.
    pub upper: f64,
}

/// Returns the quartiles of samples, with linear interpolation; `None` if there are no samples.
pub fn quartiles(samples: &[f64]) -> Option<Quartiles> {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    Some(Quartiles {
        lower: quantile(&sorted, 0.25)?,
        median: quantile(&sorted, 0.5)?,
        upper: quantile(&sorted, 0.75)?,
    })
}

/// Returns the median of samples; `None` if there are no samples.
pub fn median(samples: &[f64]) -> Option<f64> {
    quartiles(samples).map(|quartiles| quartiles.median)
}

/// Returns the quotient of two subjects' samples.
///
/// Samples of the same round were taken at nearly the same time, so the median of their quotients is more stable than
/// the quotient of the medians. The latter is returned if the subjects have different numbers of samples.
pub fn ratio(samples: &[f64], reference: &[f64]) -> Option<f64> {
    let ratio = if samples.len() == reference.len() {
        median(&samples.iter().zip(reference).map(|(sample, reference)| sample / reference).collect::<Vec<_>>())?
    } else {
        median(samples)? / median(reference)?
    };
    ratio.is_finite().then_some(ratio)
}

/// Returns the slope of the line through points with the least sum of squares; `None` if all have the same abscissa.
pub fn slope(points: &[(f64, f64)]) -> Option<f64> {
    let count = points.len() as f64;
    let (sum_x, sum_y) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0, y + point.1));
    let (mean_x, mean_y) = (sum_x / count, sum_y / count);
    let covariance: f64 = points.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
    let variance: f64 = points.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    let slope = covariance / variance;
    slope.is_finite().then_some(slope)
}

/// Returns the value below which a fraction of the sorted samples lies.
fn quantile(sorted: &[f64], fraction: f64) -> Option<f64> {
    let position = fraction * sorted.len().checked_sub(1)? as f64;
    let (below, above) = (*sorted.get(position.floor() as usize)?, *sorted.get(position.ceil() as usize)?);
    Some(below + (above - below) * position.fract())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(samples: &[f64], expect: [f64; 3]) {
        let [lower, median, upper] = expect;
        assert_eq!(quartiles(samples), Some(Quartiles { lower, median, upper }));
    }

    #[test]
    fn quartiles_of_samples() {
        check(&[4.0], [4.0, 4.0, 4.0]);
        check(&[2.0, 1.0], [1.25, 1.5, 1.75]);
        check(&[9.0, 1.0, 5.0, 3.0, 7.0], [3.0, 5.0, 7.0]);
        assert_eq!(quartiles(&[]), None);
    }

    #[test]
    fn ratios_are_taken_round_by_round() {
        // The machine was three times slower in the second round.
        assert_eq!(ratio(&[1.0, 3.0, 1.0], &[2.0, 6.0, 2.0]), Some(0.5));
        assert_eq!(ratio(&[1.0, 3.0, 1.0], &[2.0]), Some(0.5));
        assert_eq!(ratio(&[1.0], &[0.0]), None);
        assert_eq!(ratio(&[], &[]), None);
    }

    #[test]
    fn slopes() {
        assert_eq!(slope(&[(0.0, 1.0), (1.0, 3.0), (2.0, 5.0)]), Some(2.0));
        assert_eq!(slope(&[(1.0, 1.0), (1.0, 2.0)]), None);
        assert_eq!(slope(&[]), None);
    }
}
