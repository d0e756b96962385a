//! Where words beside the line of the chart find room: what matters most first, and what finds none is left out.

/// What a chart is drawn in, in pixels.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    pub width: i64,
    pub height: i64,
    /// The width of a letter on the average.
    pub letter: i64,
    /// How far lines are apart.
    pub line: i64,
    /// So far above it words may stand.
    pub above: i64,
    /// Do the values of the gridlines stand in it?
    pub has_scale: bool,
}

/// On which side of their point words stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Side {
    Right,
    Over,
    Left,
}

impl Side {
    fn other(self) -> Self {
        match self {
            Side::Right => Side::Left,
            Side::Over => Side::Over,
            Side::Left => Side::Right,
        }
    }

    /// How SVG has it.
    pub(crate) fn anchor(self) -> &'static str {
        match self {
            Side::Right => "start",
            Side::Over => "middle",
            Side::Left => "end",
        }
    }

    /// So far from their point words begin or end.
    pub(crate) fn gap(self) -> i64 {
        match self {
            Side::Right => GAP,
            Side::Over => 0,
            Side::Left => -GAP,
        }
    }
}

const GAP: i64 = 6;
/// What lies behind words ends so far from them.
const HALO: i64 = 2;

/// Words beside a point.
pub(crate) struct Label {
    pub says: String,
    /// A second line, where there is one.
    pub more: String,
    /// The look of the first.
    pub look: &'static str,
    /// The point, in pixels.
    pub point: (i64, i64),
    /// The side on which they stand, or on the other where that has more room.
    pub side: Side,
    /// How far below the point their first line stands.
    pub dy: i64,
    /// By how many lines they may be moved, the best first.
    pub moves: &'static [i64],
}

/// A part of the frame.
pub(crate) struct Area {
    pub left: i64,
    pub right: i64,
    pub top: i64,
    pub bottom: i64,
}

impl Area {
    fn meets(&self, other: &Area) -> bool {
        let is_beside = self.right <= other.left || other.right <= self.left;
        let is_above = self.bottom <= other.top || other.bottom <= self.top;
        !is_beside && !is_above
    }
}

/// A frame, and what has found room in it.
pub(crate) struct Room {
    frame: Frame,
    taken: Vec<Area>,
    pub labels: Vec<Label>,
}

impl Room {
    /// A frame with nothing in it.
    pub(crate) fn of(frame: Frame) -> Self {
        Room { frame, taken: Vec::new(), labels: Vec::new() }
    }

    /// Takes a part.
    pub(crate) fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Takes what a line covers that goes right and then up or down.
    pub(crate) fn take_line(&mut self, (left, from): (i64, i64), (right, to): (i64, i64)) {
        self.take(Area { left, right, top: from, bottom: from });
        self.take(Area { left: right, right, top: from.min(to), bottom: from.max(to) });
    }

    /// Adds a label where there is room for it, if there is any.
    pub(crate) fn add(&mut self, label: Label) {
        let (label, has_room) = self.moved(label);
        if has_room {
            self.labels.push(label);
        }
    }

    /// A label where there is room for it, which is taken; where there is none, as it was.
    pub(crate) fn moved(&mut self, label: Label) -> (Label, bool) {
        let (wanted, dy) = (label.side, label.dy);
        let mut label = label;
        for lines in label.moves {
            for side in [wanted, wanted.other()] {
                (label.side, label.dy) = (side, dy + lines * self.frame.line);
                let area = self.area(&label);
                if self.is_free(&area) {
                    self.take(area);
                    return (label, true);
                }
            }
        }
        (Label { side: wanted, dy, ..label }, false)
    }

    fn is_free(&self, area: &Area) -> bool {
        let is_within = area.left >= 0 && area.right <= self.frame.width;
        let is_high = area.top >= -self.frame.above && area.bottom <= self.frame.height;
        is_within && is_high && !self.taken.iter().any(|taken| taken.meets(area))
    }

    fn area(&self, label: &Label) -> Area {
        let Frame { letter, line, .. } = self.frame;
        let letters = label.says.chars().count().max(label.more.len());
        let long = i64::try_from(letters).unwrap_or(0) * letter;
        let left = label.point.0 + label.side.gap() - label.side as i64 * long / 2;
        let right = left + long;
        let top = label.point.1 + label.dy - line * 3 / 4;
        let lines = if label.more.is_empty() { 1 } else { 2 };
        Area { left: left - HALO, right: right + HALO, top, bottom: top + lines * line }
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, Frame, Label, Room, Side};

    const FRAME: Frame =
        Frame { width: 400, height: 200, letter: 7, line: 16, above: 14, has_scale: false };

    /// Adds four letters, which are 28 pixels long and begin 6 after their point, or end so far before it.
    fn add(room: &mut Room, point: (i64, i64), moves: &'static [i64]) -> Option<(Side, i64)> {
        let (says, more, count) = ("+600".to_owned(), String::new(), room.labels.len());
        room.add(Label { says, more, look: "", point, side: Side::Right, dy: 0, moves });
        room.labels.get(count).map(|label| (label.side, label.dy))
    }

    #[test]
    fn a_label_stands_where_it_wants_to_while_there_is_room() {
        let mut room = Room::of(FRAME);
        assert_eq!(add(&mut room, (100, 100), &[0]), Some((Side::Right, 0)));
        assert_eq!(add(&mut room, (200, 100), &[0]), Some((Side::Right, 0)));
    }

    #[test]
    fn what_comes_later_goes_to_the_other_side_or_to_another_line_or_is_left_out() {
        let mut room = Room::of(FRAME);
        let mut next = || add(&mut room, (100, 100), &[0, -1]);
        assert_eq!(next(), Some((Side::Right, 0)));
        assert_eq!(next(), Some((Side::Left, 0)));
        assert_eq!(next(), Some((Side::Right, -16)));
        assert_eq!(next(), Some((Side::Left, -16)));
        assert_eq!(next(), None);
    }

    #[test]
    fn no_label_crosses_a_line_or_an_edge() {
        let mut room = Room::of(FRAME);
        room.take_line((0, 150), (120, 60));
        assert_eq!(add(&mut room, (100, 100), &[0]), Some((Side::Left, 0)));
        assert_eq!(add(&mut room, (30, 150), &[0]), None);
        assert_eq!(add(&mut room, (30, 150), &[0, 1]), Some((Side::Right, 16)));
        assert_eq!(add(&mut room, (390, 100), &[0]), Some((Side::Left, 0)));
        room.take(Area { left: 0, right: 400, top: 0, bottom: 200 });
        assert_eq!(add(&mut room, (200, 100), &[0, 1]), None);
    }

    #[test]
    fn what_finds_no_room_stays_as_it_was() {
        let mut room = Room::of(FRAME);
        room.take(Area { left: 0, right: 400, top: -20, bottom: 200 });
        let (says, more) = ("Out on Fri 25 Jun".to_owned(), "3 units".to_owned());
        let (point, side) = ((100, 8), Side::Right);
        let label = Label { says, more, look: "gone", point, side, dy: 4, moves: &[0] };
        let (label, has_room) = room.moved(label);
        assert_eq!((label.side, label.dy, has_room), (Side::Right, 4, false));
    }
}
