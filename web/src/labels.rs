//! What is said beside the line of the balance, what matters most first.

use creditcast_core::amount::Amount;
use creditcast_core::calendar::{Date, Instant};
use creditcast_core::report::{CycleRow, Refusal, Report};

use crate::components::brief::told;
use crate::format;
use crate::picture::{Cap, HEIGHT, Loss, Picture, share};
use crate::room::{Area, Frame, Label, Room, Side};
use crate::stretches::{Stretch, stretches};
use crate::words::counted;

/// The labels of a picture in a frame, as far as they find room. One alone needs none made for it.
pub(crate) fn labels(picture: &Picture, frame: Frame) -> Vec<Label> {
    let drawn = Drawn { picture, frame };
    let wanted = drawn.wanted();
    if wanted.len() > 1 { drawn.placed(wanted) } else { wanted }
}

/// A picture in a frame.
struct Drawn<'a> {
    picture: &'a Picture<'a>,
    frame: Frame,
}

impl Drawn<'_> {
    /// All labels, those first that matter most.
    fn wanted(&self) -> Vec<Label> {
        let mut wanted = Vec::new();
        if let Some(at) = self.picture.run.report.runs_out {
            wanted.push(self.out(at));
        }
        if let Some(cycle) = self.picture.run.report.cycles.first() {
            wanted.push(self.grant(cycle));
        }
        for arrival in self.picture.arrivals() {
            wanted.push(self.arrival(arrival));
        }
        for (index, cap) in self.picture.caps().enumerate() {
            wanted.push(self.cap(cap, index == 0));
        }
        let losses = self.picture.losses();
        if !losses.is_empty() {
            self.lost(&losses, &mut wanted);
        }
        for stretch in stretches(self.picture.run).iter().filter(|stretch| !stretch.is_active()) {
            wanted.push(self.idle(stretch));
        }
        wanted
    }

    /// Those that find room. That credits run out is said whatever it crosses.
    #[inline(never)]
    fn placed(&self, wanted: Vec<Label>) -> Vec<Label> {
        let mut room = Room::of(self.frame);
        let mut wanted = wanted.into_iter();
        if self.frame.has_scale {
            self.take_scale(&mut room);
        }
        if self.picture.run.report.runs_out.is_some() {
            let out = wanted.next().map(|out| room.moved(out).0);
            room.labels.extend(out);
        }
        self.take_lines(&mut room);
        for label in wanted {
            room.add(label);
        }
        room.labels
    }

    /// A place in the measure of the picture, in pixels.
    fn point(&self, (x, y): (i64, i64)) -> (i64, i64) {
        let x = share(x, self.picture.score.width(), self.frame.width);
        (x, share(y, HEIGHT, self.frame.height))
    }

    /// Where a balance stands on a day.
    fn on(&self, day: Date, balance: Amount) -> (i64, i64) {
        self.point((self.picture.score.place(day, 0), self.picture.y(balance)))
    }

    /// The values of the gridlines, which stand in the frame, and the unit above the last.
    fn take_scale(&self, room: &mut Room) {
        let values = self.picture.grid();
        let (last, least) = (values.len() - 1, self.scale_width());
        for (index, value) in values.into_iter().enumerate() {
            let (left, bottom) = self.point((0, self.picture.y(value)));
            let letters = i64::try_from(told(self.picture.run, value).len()).unwrap_or(0);
            let right = left + least.max(letters * self.frame.letter);
            let lines = if index == last { 2 } else { 1 };
            room.take(Area { left, right, top: bottom - lines * self.frame.line, bottom });
        }
    }

    /// How wide the unit of the values is.
    fn scale_width(&self) -> i64 {
        if self.frame.has_scale { 7 * self.frame.letter } else { 0 }
    }

    /// What no label may cross.
    fn take_lines(&self, room: &mut Room) {
        let mut before = None;
        for corner in self.picture.corners() {
            let corner = self.point(corner);
            room.take_line(before.unwrap_or(corner), corner);
            before = Some(corner);
        }
        for loss in self.picture.losses() {
            room.take_line(self.on(loss.on, loss.from), self.on(loss.on, loss.to));
        }
        for cap in self.picture.caps() {
            room.take_line(self.on(cap.from, cap.at), self.on(cap.to, cap.at));
        }
        if let Some(at) = self.picture.run.report.runs_out {
            let x = self.picture.x(at);
            room.take_line(self.point((x, 0)), self.point((x, HEIGHT)));
        }
    }

    /// "Out on Fri 25 Jun". Only the first time is said.
    #[inline(never)]
    fn out(&self, at: Instant) -> Label {
        let (x, y) = self.point((self.picture.x(at), HEIGHT / 25));
        Label {
            says: format!("Out on {}", format::short_weekday(at.date)),
            more: refused(&self.picture.run.report),
            look: "gone",
            point: (x.max(self.scale_width()), y),
            side: if self.picture.is_late(at) { Side::Left } else { Side::Right },
            dy: 4,
            moves: &[0, 1, 2],
        }
    }

    /// What each renewal brings, said once, beside the first.
    fn grant(&self, cycle: &CycleRow) -> Label {
        Label {
            says: plus(cycle.granted),
            more: String::new(),
            look: "granted",
            point: self.on(cycle.start, cycle.opening + cycle.granted),
            side: Side::Right,
            dy: -6,
            moves: &[0, -1, -2, 2, -3],
        }
    }

    /// What was bought and what an upgrade brought is the reader's own doing.
    #[inline(never)]
    fn arrival(&self, (on, top, amount, what): (Date, Amount, Amount, &str)) -> Label {
        Label {
            says: plus(amount),
            more: what.to_owned(),
            look: "pin-what",
            point: self.on(on, top),
            side: Side::Right,
            dy: -20,
            moves: &[0, -1, -2, -3],
        }
    }

    /// The first cap is told where it begins, and others where they end, for an upgrade is told where they begin.
    #[inline(never)]
    fn cap(&self, cap: &Cap, is_first: bool) -> Label {
        Label {
            says: format!("cap {}", format::amount(cap.at)),
            more: String::new(),
            look: "",
            point: self.on(if is_first { cap.from } else { cap.to }, cap.at),
            side: if is_first { Side::Right } else { Side::Left },
            dy: -6,
            moves: &[0],
        }
    }

    /// What was lost, one by one; where columns are longer than a month, what was lost in each.
    #[inline(never)]
    fn lost(&self, losses: &[Loss], wanted: &mut Vec<Label>) {
        if self.picture.score.months_each > 1 {
            return self.lost_in_columns(losses, wanted);
        }
        for loss in losses {
            let point = self.on(loss.on, loss.from);
            wanted.push(gone(loss.from - loss.to, point, Side::Left, 4));
        }
    }

    fn lost_in_columns(&self, losses: &[Loss], wanted: &mut Vec<Label>) {
        let score = self.picture.score;
        for (index, column) in (0..).zip(&score.columns) {
            let is_in = |loss: &&Loss| score.place(loss.on, 0) / 1_000 == index;
            if let Some(highest) = losses.iter().filter(is_in).map(|loss| loss.from).max() {
                let point = self.point((1_000 * index + 500, self.picture.y(highest)));
                wanted.push(gone(column.expired, point, Side::Over, -6));
            }
        }
    }

    #[inline(never)]
    fn idle(&self, stretch: &Stretch) -> Label {
        let score = self.picture.score;
        let ends = score.place_within(stretch.start) + score.place_within(stretch.end);
        Label {
            says: stretch.word().to_owned(),
            more: String::new(),
            look: "",
            point: self.point((ends / 2, 0)),
            side: Side::Over,
            dy: 14,
            moves: &[0, 1, 2, 3, 4],
        }
    }
}

/// "333 units refused for want of credits", or "in all" where there is no other cause.
fn refused(report: &Report) -> String {
    let wanting = report.refusals.iter().filter(|row| row.reason == Refusal::Credits);
    let units: u64 = wanting.map(|row| row.units.0).sum();
    let is_all = units == report.totals.asked.0 - report.totals.served.0;
    let (count, cause) = (units as f64, if is_all { "in all" } else { "for want of credits" });
    format!("{} {} refused {cause}", format::count(count), counted(count, "unit"))
}

fn gone(amount: Amount, point: (i64, i64), side: Side, dy: i64) -> Label {
    let says = format::minus(amount);
    Label { says, more: String::new(), look: "gone", point, side, dy, moves: &[0, -1, 1] }
}

fn plus(amount: Amount) -> String {
    format!("+{}", format::amount(amount))
}
