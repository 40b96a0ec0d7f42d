//! Times subjects in turn.
//!
//! The time is the CPU time of this thread, which does all of the work: other processes don't count, however busy they
//! keep the machine.

use std::time::Duration;

use cpu_time::ThreadTime;

/// How long a measurement may take.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many samples each subject gets.
    pub rounds: usize,
    /// The time that one sample should take.
    pub sample: Duration,
}

impl Plan {
    /// Creates a plan: a quick one shows the order of magnitude, a full one is for the report.
    pub fn new(is_quick: bool) -> Self {
        match is_quick {
            true => Self { rounds: 7, sample: Duration::from_millis(4) },
            false => Self { rounds: 41, sample: Duration::from_millis(25) },
        }
    }
}

/// Work to be timed, by its name in the report.
pub struct Subject<'a> {
    /// The name.
    pub name: &'static str,
    /// Does the work once. It must consume its result through [`std::hint::black_box`].
    pub run: Box<dyn FnMut() + 'a>,
}

impl<'a> Subject<'a> {
    /// Creates a subject whose results are not optimized away.
    pub fn new<T>(name: &'static str, mut run: impl FnMut() -> T + 'a) -> Self {
        Self { name, run: Box::new(move || drop(std::hint::black_box(run()))) }
    }
}

/// Returns the nanoseconds of one run of each subject, a sample for each round, with the subjects taking turns.
pub fn interleaved(subjects: &mut [Subject<'_>], plan: Plan) -> Vec<Vec<f64>> {
    let repeats: Vec<u32> = subjects.iter_mut().map(|subject| repeats(subject, plan)).collect();
    let mut samples = vec![Vec::with_capacity(plan.rounds); subjects.len()];
    for round in 0..plan.rounds {
        // Each round starts with another subject, so that none always follows the same neighbour.
        for turn in 0..subjects.len() {
            let index = (round + turn) % subjects.len();
            let elapsed = time(&mut subjects[index], repeats[index]);
            samples[index].push(elapsed.as_nanos() as f64 / f64::from(repeats[index]));
        }
    }
    samples
}

/// Returns the number of runs that fill a sample, found by doubling, which also warms the subject up.
fn repeats(subject: &mut Subject<'_>, plan: Plan) -> u32 {
    let mut repeats = 1;
    while time(subject, repeats) < plan.sample && repeats < 1 << 30 {
        repeats *= 2;
    }
    repeats
}

fn time(subject: &mut Subject<'_>, repeats: u32) -> Duration {
    let started = ThreadTime::now();
    for _ in 0..repeats {
        (subject.run)();
    }
    started.elapsed()
}
