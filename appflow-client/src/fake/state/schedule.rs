//! Schedules of flows, such as `rate(5minutes)`: the times at which runs are due. All times are seconds since 1970, in
//! UTC.

use types::ScheduledTriggerProperties;

use super::cron::{self, Cron};

const DAY: i64 = 24 * 3600;

/// The frequency of a flow's runs.
#[derive(Clone, Debug, PartialEq)]
pub enum Rhythm {
    /// Each time after this many seconds.
    Every(i64),
    /// At the times that match a cron expression.
    Cron(Cron),
}

/// The times of an active flow.
#[derive(Clone, Debug, PartialEq)]
pub struct Timetable {
    rhythm: Rhythm,
    /// The time from which [`Rhythm::Every`] counts.
    anchor: i64,
    /// No run is scheduled after this time.
    end: i64,
    /// The delay after its scheduled time at which a run is due.
    offset: i64,
    /// The latest time that was taken.
    last: i64,
    /// The earliest time after it.
    next: Option<i64>,
}

/// The portion of the due times to return.
#[derive(Clone, Copy, Debug)]
pub enum Portion {
    /// The earliest.
    First(usize),
    /// The latest; the earlier ones are skipped.
    Latest(usize),
}

impl Rhythm {
    /// Reads `rate(NUMBERunit)` or `cron(…)`; `None` for anything else. A month is 30 days long.
    pub fn parse(expression: &str) -> Option<Self> {
        let (name, rest) = expression.trim().split_once('(')?;
        let argument = rest.strip_suffix(')')?.trim();
        match name {
            "rate" => rate(argument).map(Self::Every),
            "cron" => Cron::parse(argument).map(Self::Cron),
            _ => None,
        }
    }

    /// Returns the earliest time after this one.
    fn next(&self, anchor: i64, after: i64) -> Option<i64> {
        match self {
            Self::Every(_) if after < anchor => Some(anchor),
            Self::Every(seconds) => {
                let count = (after.checked_sub(anchor)? / seconds).checked_add(1)?;
                anchor.checked_add(count.checked_mul(*seconds)?)
            }
            Self::Cron(cron) => cron.next(after),
        }
    }

    /// Returns the latest times after `after` up to `until`, at most `limit`, in their order.
    ///
    /// It searches from the days before `until`, so that a clock that was advanced by years takes no longer.
    fn latest(&self, anchor: i64, after: i64, until: i64, limit: usize) -> Vec<i64> {
        let until = match self {
            Self::Every(_) => until,
            Self::Cron(_) => until.min(cron::END),
        };
        let mut span = DAY;
        loop {
            let from = until.saturating_sub(span).max(after);
            let first = self.next(anchor, from);
            let times = std::iter::successors(first, |time| self.next(anchor, *time));
            let mut times: Vec<i64> = times.take_while(|time| *time <= until).collect();
            if times.len() >= limit || from <= after {
                times.drain(..times.len().saturating_sub(limit));
                return times;
            }
            span = span.saturating_mul(8);
        }
    }
}

impl Timetable {
    /// Creates the timetable of a flow that is activated at this time; `None` if its expression is not valid.
    ///
    /// Without a start time, the first run is one interval after the activation. With one, runs are scheduled for the
    /// start time and every interval after it; those before the activation are skipped.
    pub fn new(properties: &ScheduledTriggerProperties, activated: i64) -> Option<Self> {
        let rhythm = Rhythm::parse(&properties.schedule_expression)?;
        let start = properties.schedule_start_time.map(|start| start.seconds());
        let anchor = start.unwrap_or(activated);
        let end = properties.schedule_end_time.map_or(i64::MAX, |end| end.seconds());
        let last = activated.max(anchor.saturating_sub(1));
        let next = rhythm.next(anchor, last).filter(|next| *next <= end);
        Some(Self { rhythm, anchor, end, offset: properties.schedule_offset.unwrap_or_default(), last, next })
    }

    /// Returns whether a time is due.
    pub fn is_due(&self, now: i64) -> bool {
        self.next.is_some_and(|next| next <= self.until(now))
    }

    /// Removes the due times, and returns the requested portion of them.
    pub fn take_due(&mut self, now: i64, portion: Portion) -> Vec<i64> {
        if !self.is_due(now) {
            return Vec::new();
        }
        let until = self.until(now);
        let times = match portion {
            Portion::First(limit) => {
                let times = std::iter::successors(self.next, |time| self.rhythm.next(self.anchor, *time));
                times.take_while(|time| *time <= until).take(limit).collect()
            }
            Portion::Latest(limit) => self.rhythm.latest(self.anchor, self.last, until, limit),
        };
        self.last = times.last().copied().unwrap_or(until);
        self.next = self.rhythm.next(self.anchor, self.last).filter(|next| *next <= self.end);
        times.into_iter().map(|time| time.saturating_add(self.offset)).collect()
    }

    /// Returns the latest scheduled time that is due.
    fn until(&self, now: i64) -> i64 {
        now.saturating_sub(self.offset).min(self.end)
    }
}

/// Reads a number and a unit, as in `5minutes`; there may be a space between them. Returns seconds.
fn rate(text: &str) -> Option<i64> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let unit = match unit.trim_start() {
        "minute" | "minutes" => 60,
        "hour" | "hours" => 3600,
        "day" | "days" => DAY,
        "week" | "weeks" => 7 * DAY,
        "month" | "months" => 30 * DAY,
        _ => return None,
    };
    number.parse::<i64>().ok()?.checked_mul(unit).filter(|seconds| *seconds > 0)
}

#[cfg(test)]
mod tests {
    use types::Timestamp;

    use super::*;

    #[track_caller]
    fn check_rate(expression: &str, seconds: Option<i64>) {
        assert_eq!(Rhythm::parse(expression), seconds.map(Rhythm::Every), "{expression}");
    }

    #[test]
    fn rates_are_a_number_and_a_unit() {
        check_rate("rate(1minute)", Some(60));
        check_rate("rate(5minutes)", Some(300));
        check_rate(" rate( 2 hours ) ", Some(7200));
        check_rate("rate(1days)", Some(DAY));
        check_rate("rate(1weeks)", Some(7 * DAY));
        check_rate("rate(1months)", Some(30 * DAY));
        for wrong in ["", "rate", "rate(", "rate()", "rate(minutes)", "rate(5)", "rate(5 apples)", "rate(0minutes)"] {
            check_rate(wrong, None);
        }
        for wrong in
            ["rate(-1minutes)", "rate(5minutes", "rates(5minutes)", "5minutes", "rate(9223372036854775807days)"]
        {
            check_rate(wrong, None);
        }
    }

    fn timetable(expression: &str, start: Option<i64>, end: Option<i64>, offset: i64) -> Timetable {
        let mut properties = ScheduledTriggerProperties::new(expression).schedule_offset(offset);
        let time = |seconds: i64| Timestamp::new(seconds, 0).unwrap();
        (properties.schedule_start_time, properties.schedule_end_time) = (start.map(time), end.map(time));
        Timetable::new(&properties, 1000).unwrap()
    }

    #[track_caller]
    fn check_due(mut timetable: Timetable, now: i64, expected: &[i64]) {
        let mut again = timetable.clone();
        assert_eq!(timetable.take_due(now, Portion::Latest(100)), expected);
        // Advancing by one second at a time gives the same result.
        let steps: Vec<i64> = (1000..=now).flat_map(|now| again.take_due(now, Portion::Latest(100))).collect();
        assert_eq!((steps.as_slice(), again), (expected, timetable));
    }

    #[test]
    fn runs_are_due_from_the_start_to_the_end() {
        check_due(timetable("rate(1minute)", None, None, 0), 1059, &[]);
        check_due(timetable("rate(1minute)", None, None, 0), 1120, &[1060, 1120]);
        check_due(timetable("rate(1minute)", Some(1030), None, 0), 1090, &[1030, 1090]);
        check_due(timetable("rate(1minute)", Some(900), None, 0), 1100, &[1020, 1080]);
        check_due(timetable("rate(1minute)", Some(1000), None, 0), 1061, &[1060]);
        check_due(timetable("rate(1minute)", None, Some(1120), 0), 2000, &[1060, 1120]);
        check_due(timetable("rate(1minute)", None, Some(1119), 0), 2000, &[1060]);
        check_due(timetable("rate(1minute)", None, Some(900), 0), 2000, &[]);
        check_due(timetable("rate(1minute)", None, None, 30), 1149, &[1090]);
        check_due(timetable("cron(0/30 * * * ? *)", None, None, 0), 3600, &[1800, 3600]);
    }

    #[test]
    fn the_earliest_or_the_latest_are_taken() {
        let mut timetable = timetable("rate(1minute)", None, None, 0);
        assert_eq!(timetable.take_due(1300, Portion::First(2)), [1060, 1120]);
        assert_eq!(timetable.take_due(1300, Portion::Latest(2)), [1240, 1300]);
        assert_eq!(timetable.take_due(1300, Portion::Latest(2)), [0; 0]);
        let late = 1000 + 60 * 10_000_000_000;
        assert_eq!(timetable.take_due(late, Portion::Latest(2)), [late - 60, late]);
        // At the end of time there is no next run.
        let count = timetable.take_due(i64::MAX, Portion::Latest(2)).len();
        assert_eq!((count, timetable.take_due(i64::MAX, Portion::Latest(2)).len()), (2, 0));
    }

    #[test]
    fn rare_times_are_found() {
        let mut timetable = timetable("cron(0 0 1 1 ? *)", None, None, 0);
        let times = timetable.take_due(40 * 365 * DAY, Portion::Latest(2));
        assert_eq!(times, [(38 * 365 + 9) * DAY, (39 * 365 + 10) * DAY]);
    }
}
