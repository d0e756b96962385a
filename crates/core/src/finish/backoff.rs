//! A client that sends, and waits longer and longer after each refusal.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rand_pcg::Pcg32;
use rand_pcg::rand_core::Rng;

use super::follow::STEPS_MAX;
use super::job::Job;
use super::request::{Backoff, Jitter};
use super::{Course, Stop};
use crate::calendar::{CALENDAR_END, Millis};
use crate::number::Share;
use crate::rate_limit::far::near;
use crate::rate_limit::{Hold, Limiter, Limiters};

/// No wait is longer: thirty thousand years.
const WAIT_MAX: u64 = 1_000_000_000_000_000;
/// More threads than these are not followed.
const THREADS_MAX: usize = 100_000;

impl Job<'_> {
    /// What becomes of its requests with a client that backs off. Requests are dealt to the keys one
    /// by one; each key sends its own, in as many threads as can be under way at once.
    pub(super) fn of_backoff(&self, backoff: &Backoff, moments: &[Millis]) -> Result<Course, Stop> {
        let keys = self.limited_apart();
        let mut of_all = Course { last: self.start, ..Course::default() };
        of_all.by_moments.resize(moments.len(), 0);
        let mut steps = STEPS_MAX;
        let errors = Errors::of(self.errors, keys);
        for key in 0..keys.min(self.requests) {
            let count = (self.requests - key).div_ceil(keys);
            let queue = Queue { key, keys, errors: &errors, next: 0, count };
            let run = Run::new(self, backoff, queue, moments)?;
            of_all.add(&run.run(&mut steps)?);
        }
        Ok(of_all)
    }

    /// How many requests are under way at once under the same limits.
    fn threads(&self) -> u64 {
        let sharers = self.keys / self.limited_apart();
        self.parallel.unwrap_or(1) * sharers
    }
}

impl Course {
    /// With that of another key.
    fn add(&mut self, other: &Course) {
        self.accepted += other.accepted;
        self.last = self.last.max(other.last);
        self.too_many += other.too_many;
        self.given_up += other.given_up;
        self.waits += other.waits;
        self.by_moments.iter_mut().zip(&other.by_moments).for_each(|(sum, by)| *sum += by);
    }
}

/// The requests of a key: of all requests the first, or the second, and each that comes so many
/// later.
struct Queue<'j> {
    key: u64,
    keys: u64,
    errors: &'j Errors,
    /// How many were taken.
    next: u64,
    count: u64,
}

impl Queue<'_> {
    fn left(&self) -> u64 {
        self.count - self.next
    }

    /// How many of the next requests there are before one that is answered with a 500.
    fn without_error(&self) -> u64 {
        let number = self.key + self.next * self.keys;
        self.errors.ahead(number).unwrap_or(u64::MAX).min(self.left())
    }
}

/// Which requests of a key are answered with a 500: those are the numbers, counted over all keys, at which the share of
/// them makes another whole one. They come round with the ten-thousandths of the share.
struct Errors {
    share: u64,
    /// For each rest of a number times the share, how many more of the key's there are before one.
    ahead: Vec<Option<u64>>,
}

impl Errors {
    const WHOLE: u64 = 10_000;

    fn of(share: Share, keys: u64) -> Self {
        let share = share.ten_thousandths().unsigned_abs();
        let step = (keys % Self::WHOLE) * share % Self::WHOLE;
        let mut ahead = vec![None; 10_000];
        for error in Self::WHOLE - share..Self::WHOLE {
            let (mut rest, mut count) = (error, 0);
            // Backwards from each, up to the one before.
            loop {
                ahead[place(rest)] = Some(count);
                (rest, count) = ((rest + Self::WHOLE - step) % Self::WHOLE, count + 1);
                if rest >= Self::WHOLE - share || count >= Self::WHOLE {
                    break;
                }
            }
        }
        Errors { share, ahead }
    }

    /// How many more of a key's requests there are, from one of a number on, before one with a 500.
    fn ahead(&self, number: u64) -> Option<u64> {
        self.ahead[place(number % Self::WHOLE * self.share % Self::WHOLE)]
    }
}

/// A rest as an index.
fn place(rest: u64) -> usize {
    usize::try_from(rest).unwrap_or(0)
}

/// Sends one request after the other.
#[derive(Clone, Copy, Default)]
struct Thread {
    request: Option<Request>,
    /// Has it sent one before?
    is_warm: bool,
}

/// A request that has not been accepted yet.
#[derive(Clone, Copy)]
struct Request {
    failures: u32,
    /// Is it answered with a 500 once it is accepted?
    is_error: bool,
    /// Since when limits refuse it, and which.
    refused: Option<(Millis, Hold)>,
}

/// The threads of a key at work.
struct Run<'r> {
    limiters: Limiters,
    latency: Millis,
    tries: Option<u32>,
    delays: Delays,
    queue: Queue<'r>,
    threads: Vec<Thread>,
    /// Which thread does something next: of two at the same instant the first.
    order: BinaryHeap<Reverse<(Millis, usize)>>,
    /// How many threads have to do something before it is tried to pass several rounds at once.
    patience: usize,
    course: Course,
    moments: &'r [Millis],
}

impl<'r> Run<'r> {
    fn new(
        job: &Job,
        backoff: &Backoff,
        queue: Queue<'r>,
        moments: &'r [Millis],
    ) -> Result<Self, Stop> {
        let threads = usize::try_from(job.threads().min(queue.count)).unwrap_or(usize::MAX);
        if threads > THREADS_MAX {
            return Err(Stop::TooLong);
        }
        // More than all threads can never be under way.
        let is_felt =
            |limiter: &&Limiter| limiter.hold != Hold::Parallel || limiter.count < threads as u64;
        let limiters = job.limiters.iter().filter(is_felt).cloned().collect();
        Ok(Run {
            limiters: Limiters::new(limiters),
            latency: job.latency,
            tries: backoff.tries.map(|tries| u32::try_from(tries.0).unwrap_or(u32::MAX)),
            delays: Delays::of(backoff, queue.key),
            queue,
            threads: vec![Thread::default(); threads],
            order: (0..threads).map(|thread| Reverse((job.start, thread))).collect(),
            patience: 0,
            course: Course { last: job.start, ..Course::default() },
            moments,
        })
    }

    fn run(mut self, steps: &mut u32) -> Result<Course, Stop> {
        while let Some(Reverse((now, thread))) = self.order.pop() {
            *steps = steps.checked_sub(1).ok_or(Stop::TooLong)?;
            if now >= CALENDAR_END {
                if self.is_done(thread) {
                    continue;
                }
                return Err(Stop::TooFar);
            }
            self.course.note_moments(self.moments, now);
            let next = self.step(now, thread)?;
            self.order.extend(next.map(|next| Reverse((next, thread))));
            self.pass_rounds();
        }
        self.course.note_moments(self.moments, Millis::MAX);
        Ok(self.course)
    }

    /// Has a thread nothing left to send?
    fn is_done(&self, thread: usize) -> bool {
        self.threads[thread].request.is_none() && self.queue.left() == 0
    }

    /// What a thread does at an instant, and when it does something again.
    fn step(&mut self, now: Millis, thread: usize) -> Result<Option<Millis>, Stop> {
        if self.threads[thread].request.is_none() && self.latency == 0 && self.send_many(now) {
            return Ok(Some(now));
        }
        let Some(mut request) = self.request_of(thread) else { return Ok(None) };
        if self.limiters.room(now) == 0 {
            let (free, hold) = self.limiters.next(now).ok_or(Stop::TooFar)?;
            request.refused = request.refused.or(hold.map(|hold| (now, hold)));
            return Ok(Some(self.refused(now, free, thread, request)));
        }
        self.accept(now, 1);
        if let Some((since, hold)) = request.refused.take() {
            self.course.waits.add(hold, now - since);
        }
        let answered = now + self.latency;
        if request.is_error {
            request.is_error = false;
            return Ok(Some(self.try_again(answered, thread, request)));
        }
        Ok(Some(answered))
    }

    fn accept(&mut self, now: Millis, count: u64) {
        self.limiters.accept(now, count);
        self.course.accepted += count;
        self.course.last = now;
    }

    /// The request that a thread has at hand, or the next one, if there is one.
    fn request_of(&mut self, thread: usize) -> Option<Request> {
        let thread = &mut self.threads[thread];
        if let Some(request) = thread.request.take() {
            return Some(request);
        }
        if self.queue.left() == 0 {
            return None;
        }
        let is_error = self.queue.without_error() == 0;
        self.queue.next += 1;
        // It could not send this one before the last one was answered.
        if std::mem::replace(&mut thread.is_warm, true) {
            self.course.waits.add(Hold::Parallel, self.latency);
        }
        Some(Request { failures: 0, is_error, refused: None })
    }

    /// Without latency all that is accepted at an instant is sent at once.
    fn send_many(&mut self, now: Millis) -> bool {
        let count = self.limiters.room(now).min(self.queue.without_error());
        if count > 0 {
            self.accept(now, count);
            self.queue.next += count;
        }
        count > 0
    }

    /// When a request is sent again that is refused now, and will be until limits are free. What is
    /// refused counts for no limit, so that all tries until then can be told at once where each wait is
    /// as long as the one before.
    fn refused(
        &mut self,
        now: Millis,
        free: Millis,
        thread: usize,
        mut request: Request,
    ) -> Millis {
        let Some(wait) = self.delays.steady_after(request.failures.saturating_add(1)) else {
            self.course.too_many += 1;
            return self.try_again(now, thread, request);
        };
        let left = self.tries.map_or(u32::MAX, |tries| tries - 1 - request.failures);
        let more = u32::try_from((free - 1 - now) / wait).unwrap_or(u32::MAX).min(left);
        self.course.too_many += 1 + u64::from(more);
        request.failures = request.failures.saturating_add(more);
        self.try_again(now + Millis::from(more) * wait, thread, request)
    }

    /// When a request that has failed is sent again, or, if it is given up, the next one.
    fn try_again(&mut self, now: Millis, thread: usize, mut request: Request) -> Millis {
        request.failures = request.failures.saturating_add(1);
        if self.tries == Some(request.failures) {
            self.course.given_up += 1;
            return now;
        }
        self.threads[thread].request = Some(request);
        now + self.delays.after(request.failures)
    }

    /// Passes whole rounds in which each thread sends one request, and nothing else happens: no window
    /// ends, no thread wakes up, no moment is asked for.
    fn pass_rounds(&mut self) {
        self.patience = (self.patience + 1) % self.threads.len().max(1);
        if self.latency == 0 || self.patience != 0 {
            return;
        }
        let next = self.order.peek().map(|Reverse((now, _))| *now);
        let Some(now) = next.filter(|now| *now < CALENDAR_END) else { return };
        let Some((room, until)) = self.limiters.open_windows(now) else { return };
        let sleeps = |at: &&Reverse<(Millis, usize)>| self.threads[at.0.1].request.is_some();
        let wakes = self.order.iter().filter(sleeps).map(|Reverse((at, _))| *at).min();
        let moment = self.moments.get(self.course.by_moments.len()).copied();
        let until = [wakes, moment].into_iter().flatten().fold(until, Millis::min);
        let awake = || self.order.iter().filter(|at| !sleeps(at)).map(|Reverse((at, _))| *at);
        let (threads, latest) = (awake().count() as u64, awake().max().unwrap_or(until));
        let requests = room.min(self.queue.without_error());
        // The last thread, too, sends before anything else happens.
        let in_time = (until - 1 - latest).div_euclid(self.latency) + 1;
        let in_time = u64::try_from(in_time).unwrap_or(0);
        let rounds = requests.checked_div(threads).unwrap_or(0).min(in_time);
        if rounds > 1 {
            self.pass(now, rounds, rounds * threads);
        }
    }

    fn pass(&mut self, now: Millis, rounds: u64, requests: u64) {
        let lasts = self.latency * Millis::try_from(rounds).unwrap_or(0);
        self.accept(now, requests);
        self.queue.next += requests;
        for Reverse((at, thread)) in std::mem::take(&mut self.order) {
            let thread_of = &mut self.threads[thread];
            if thread_of.request.is_some() {
                self.order.push(Reverse((at, thread)));
                continue;
            }
            let is_warm = std::mem::replace(&mut thread_of.is_warm, true);
            let waits = if is_warm { lasts } else { lasts - self.latency };
            self.course.waits.add(Hold::Parallel, waits);
            self.course.last = self.course.last.max(at + lasts - self.latency);
            self.order.push(Reverse((at + lasts, thread)));
        }
    }
}

/// How long a client waits after each failure.
struct Delays {
    /// At most, failure by failure, as far as anybody asked.
    longest: Vec<Millis>,
    /// The next of these before it is rounded.
    next: Decimal,
    /// How much longer each further one is, in ten-thousandths.
    factor: u64,
    /// No wait is longer.
    cap: u64,
    jitter: Jitter,
    chance: Pcg32,
}

impl Delays {
    /// Each key has a row of chances of its own.
    fn of(backoff: &Backoff, key: u64) -> Self {
        Delays {
            longest: Vec::new(),
            next: Decimal::of(backoff.base_ms.0),
            factor: backoff.factor.ten_thousandths().unsigned_abs(),
            cap: backoff.cap_ms.map_or(WAIT_MAX, |cap| cap.0),
            jitter: backoff.jitter,
            chance: Pcg32::new(backoff.seed.0, key),
        }
    }

    /// How long it waits at most after so many failures of a request. Waits grow until they are as
    /// long as can be; each is rounded to whole milliseconds by itself.
    fn longest(&mut self, failures: u32) -> Millis {
        let index = failures as usize - 1;
        while self.longest.len() <= index && !self.are_steady() {
            let millis = self.next.rounded();
            self.longest.push(near(millis.min(self.cap)));
            self.next = self.next.times(self.factor);
        }
        self.longest[index.min(self.longest.len() - 1)]
    }

    /// Is each further wait as long as the last one that is known?
    fn are_steady(&self) -> bool {
        let is_even = self.factor == Decimal::TEN_THOUSAND;
        self.longest.last().is_some_and(|last| is_even || *last >= near(self.cap))
    }

    /// How long it waits after so many failures of a request.
    fn after(&mut self, failures: u32) -> Millis {
        let longest = self.longest(failures);
        match self.jitter {
            Jitter::None => longest,
            Jitter::Full => self.up_to(longest),
            Jitter::Equal => longest / 2 + self.up_to(longest - longest / 2),
        }
    }

    /// How long each further wait is, after so many failures, if all are as long and none is chance.
    fn steady_after(&mut self, failures: u32) -> Option<Millis> {
        let wait = self.longest(failures);
        let is_last = failures as usize >= self.longest.len();
        (self.are_steady() && is_last && self.jitter == Jitter::None).then_some(wait)
    }

    /// Any whole number from 0 up to another, each as likely.
    fn up_to(&mut self, most: Millis) -> Millis {
        let numbers = u128::from(most.unsigned_abs()) + 1;
        let number = (u128::from(self.chance.next_u64()) * numbers) >> 64;
        Millis::try_from(number).unwrap_or(most)
    }
}

/// A number in thirty-two digits: what is lost of it by and by is less than a part in 10^27. A half is exact, for what it
/// came from had no finer parts.
#[derive(Clone, Copy)]
struct Decimal {
    digits: u128,
    /// How many of them stand after the point.
    after: u32,
}

impl Decimal {
    const TEN_THOUSAND: u64 = 10_000;
    const DIGITS_MAX: u128 = 10_u128.pow(32);

    fn of(number: u64) -> Self {
        Decimal { digits: u128::from(number), after: 0 }
    }

    /// So many ten-thousandths of it.
    fn times(self, factor: u64) -> Self {
        let mut product =
            Decimal { digits: self.digits * u128::from(factor), after: self.after + 4 };
        while product.digits >= Self::DIGITS_MAX && product.after > 0 {
            product = Decimal { digits: (product.digits + 5) / 10, after: product.after - 1 };
        }
        product
    }

    /// The nearest whole number, of two the higher.
    fn rounded(self) -> u64 {
        let one = 10_u128.pow(self.after);
        u64::try_from((self.digits + one / 2) / one).unwrap_or(u64::MAX)
    }
}
