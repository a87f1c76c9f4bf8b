//! Where the window of an envelope may be on a folded sheet of A4, whichever way the sheet slides in it.
//!
//! Envelopes are wider and higher than the sheet they hold, so the window shows a strip of the sheet that is never
//! quite the same. The address goes where every position shows it; everything else goes where none does.
//!
//! Windows by DIN 680: 45 by 90 mm, 20 mm from the side; 15 mm from the lower edge of DL (110 by 220 mm) and C6/5
//! (114 by 229 mm), 77 mm from that of C5 (162 by 229 mm). The address fields of DIN 5008 (form B for DL and C6/5,
//! form A for C5) lie within; windows at the right, usual in Poland, are their mirror image.

use crate::page::{Frame, mm};

/// The envelope that letters are folded for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Envelope {
    /// DL and C6/5: the sheet is folded twice, to 105 mm.
    Dl,
    /// C5: the sheet is folded once, to 148.5 mm.
    C5,
}

/// The side that the window is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// At the left, as DIN 680 has it.
    Left,
    /// At the right, as many Polish envelopes have it.
    Right,
}

/// The size of A4 in millimetres.
const SHEET: (f32, f32) = (210.0, 297.0);
/// The size of the window in millimetres.
const WINDOW: (f32, f32) = (90.0, 45.0);
/// How far the window is from the side of the envelope, in millimetres.
const SIDE: f32 = 20.0;
/// The room kept between the window's edge and the address, in millimetres.
const MARGIN: f32 = 3.0;

impl Envelope {
    /// Width, height and how far the window is from the lower edge, of each envelope this stands for, in millimetres.
    fn sizes(self) -> &'static [(f32, f32, f32)] {
        match self {
            Self::Dl => &[(220.0, 110.0, 15.0), (229.0, 114.0, 15.0)],
            Self::C5 => &[(229.0, 162.0, 77.0)],
        }
    }

    /// Where the sheet is folded, in millimetres from its upper edge.
    pub fn folds(self) -> &'static [f32] {
        match self {
            Self::Dl => &[105.0, 210.0],
            Self::C5 => &[148.5],
        }
    }

    /// The height of the folded sheet in millimetres.
    fn folded(self) -> f32 {
        self.folds().first().copied().unwrap_or(SHEET.1)
    }
}

/// What the window shows of the sheet, in millimetres from the sheet's upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// What is seen however the sheet lies.
    pub always: Frame,
    /// What is seen in some position.
    pub ever: Frame,
}

/// What the window of these envelopes shows.
pub fn shown(envelope: Envelope, window: Window) -> Shown {
    let everywhere = Frame { left: 0.0, top: 0.0, right: SHEET.0, bottom: envelope.folded() };
    let nowhere = Frame { left: SHEET.0, top: SHEET.1, right: 0.0, bottom: 0.0 };
    let mut shown = Shown { always: everywhere, ever: nowhere };
    for &(width, height, from_below) in envelope.sizes() {
        let left = match window {
            Window::Left => SIDE,
            Window::Right => width - SIDE - WINDOW.0,
        };
        let top = height - from_below - WINDOW.1;
        let slack = (width - SHEET.0, height - envelope.folded());
        // The sheet lies `slack` away from the left and upper edge at most.
        let (always, ever) = (&mut shown.always, &mut shown.ever);
        always.left = always.left.max(left);
        always.top = always.top.max(top);
        always.right = always.right.min(left + WINDOW.0 - slack.0);
        always.bottom = always.bottom.min(top + WINDOW.1 - slack.1);
        ever.left = ever.left.min(left - slack.0);
        ever.top = ever.top.min(top - slack.1);
        ever.right = ever.right.max((left + WINDOW.0).min(SHEET.0));
        ever.bottom = ever.bottom.max((top + WINDOW.1).min(envelope.folded()));
    }
    shown
}

/// Where the address and the line of the sender above it go, in points.
pub fn address_frame(envelope: Envelope, window: Window) -> Frame {
    let Frame { left, top, right, bottom } = shown(envelope, window).always;
    Frame {
        left: mm(left + MARGIN),
        top: mm(top + MARGIN),
        right: mm(right - MARGIN),
        bottom: mm(bottom - MARGIN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_always_shows_the_address_field_of_the_standard() {
        // DIN 5008: the address zone of form B is 62.7 to 90 mm, that of form A 44.7 to 72 mm from above.
        let dl = shown(Envelope::Dl, Window::Left).always;
        assert_eq!((dl.left, dl.top, dl.right, dl.bottom), (20.0, 54.0, 91.0, 90.0));
        let c5 = shown(Envelope::C5, Window::Left).always;
        assert_eq!((c5.left, c5.top, c5.right, c5.bottom), (20.0, 40.0, 91.0, 71.5));
    }

    #[test]
    fn a_window_at_the_right_shows_the_other_side() {
        let dl = shown(Envelope::Dl, Window::Right).always;
        assert_eq!((dl.left, dl.right), (119.0, 190.0));
        assert!(
            shown(Envelope::Dl, Window::Right).ever.left > shown(Envelope::Dl, Window::Left).always.right
        );
    }

    #[test]
    fn what_is_always_seen_is_within_what_is_ever_seen() {
        for envelope in [Envelope::Dl, Envelope::C5] {
            for window in [Window::Left, Window::Right] {
                let Shown { always, ever } = shown(envelope, window);
                assert!(ever.left <= always.left && always.left < always.right && always.right <= ever.right);
                assert!(ever.top <= always.top && always.top < always.bottom && always.bottom <= ever.bottom);
            }
        }
    }
}
