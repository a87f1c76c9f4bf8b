//! Sets tables: columns as wide as their texts ask for, rows kept whole where a page has room, the head repeated.

use crate::block::{Align, Column, Table, Words};
use crate::lines::{Line, widths};
use crate::page::Shade;
use crate::structure::{NodeId, Role};

use super::{Flow, Style};

/// The style of cells.
const CELL: Style = Style { size: 9.0, shade: Shade::Full };
/// The room between columns.
const GUTTER: f32 = 10.0;
/// The room above and below the text of a row.
const PADDING: f32 = 2.5;
/// The most that the names of pairs take of the width.
const NAMES_MAX: f32 = 0.4;

/// A row, ready to be set.
struct Row {
    cells: Vec<Cell>,
    /// Whether a rule goes below.
    is_ruled: bool,
}

struct Cell {
    node: Option<NodeId>,
    x: f32,
    width: f32,
    align: Align,
    lines: std::vec::IntoIter<Line>,
}

impl Row {
    fn lines(&self) -> usize {
        self.cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0)
    }

    fn height(&self) -> f32 {
        self.lines() as f32 * CELL.line() + 2.0 * PADDING
    }
}

impl Flow<'_> {
    /// Sets a table.
    pub(super) fn table(&mut self, table: &Table) {
        if table.columns.is_empty() {
            return;
        }
        let columns = self.columns(table);
        let node = self.add(Role::Table(table.summary.clone()));
        let head = self.structure.add(Some(node), Role::Head);
        let titles: Vec<Words> = table.columns.iter().map(|column| column.title.emboldened()).collect();
        let row = self.structure.add(Some(head), Role::Row);
        let first = self.row(table, &columns, &titles, Some((row, true)));
        if self.y + first.height() + CELL.line() * 2.0 > self.frame.bottom && !self.is_at_top() {
            self.turn();
        }
        self.whole_row(first);
        let body = self.structure.add(Some(node), Role::Rows);
        for cells in &table.rows {
            let row = self.structure.add(Some(body), Role::Row);
            let row = self.row(table, &columns, cells, Some((row, false)));
            self.break_row(row, |flow| {
                let repeated = flow.row(table, &columns, &titles, None);
                flow.whole_row(repeated);
            });
        }
        self.skip(CELL.size);
    }

    /// Sets names and what they stand for, as a table without a head and without rules.
    pub(super) fn pairs(&mut self, pairs: &[(Words, Words)]) {
        if pairs.is_empty() {
            return;
        }
        let width = self.frame.width();
        let names: Vec<Words> = pairs.iter().map(|(name, _)| name.emboldened()).collect();
        let widest = names.iter().map(|name| widths(self.fonts, name, CELL.size).0).fold(0.0, f32::max);
        let name_width = (widest + 0.5).min(width * NAMES_MAX);
        let columns = [(0.0, name_width), (name_width + GUTTER, width - name_width - GUTTER)];
        let node = self.add(Role::Table(String::new()));
        for (name, (_, value)) in names.iter().zip(pairs) {
            let row = self.structure.add(Some(node), Role::Row);
            let roles = [Role::RowName, Role::Cell];
            let cells = columns.iter().zip([name, value]).zip(roles).map(|((&(x, width), words), role)| {
                let node = Some(self.structure.add(Some(row), role));
                Cell { node, x, width, align: Align::Left, lines: self.cell_lines(words, width) }
            });
            let row = Row { cells: cells.collect(), is_ruled: false };
            self.break_row(row, |_| {});
        }
        self.skip(CELL.size);
    }

    /// Where each column begins, and how wide it is.
    fn columns(&mut self, table: &Table) -> Vec<(f32, f32)> {
        let count = table.columns.len();
        let room = self.frame.width() - GUTTER * (count - 1) as f32;
        let mut asked = vec![(0.0_f32, 0.0_f32); count];
        let titles: Vec<Words> = table.columns.iter().map(|column| column.title.emboldened()).collect();
        for cells in std::iter::once(&titles).chain(&table.rows) {
            for ((whole, solid), words) in asked.iter_mut().zip(cells) {
                let (line, piece) = widths(self.fonts, words, CELL.size);
                (*whole, *solid) = (whole.max(line + 0.5), solid.max(piece + 0.5));
            }
        }
        let mut x = 0.0;
        let place = |width: f32| {
            let at = x;
            x += width + GUTTER;
            (at, width)
        };
        shared_out(room, &asked).into_iter().map(place).collect()
    }

    fn row(
        &mut self,
        table: &Table,
        columns: &[(f32, f32)],
        cells: &[Words],
        node: Option<(NodeId, bool)>,
    ) -> Row {
        let empty = Words::default();
        let cells = table.columns.iter().zip(columns).enumerate().map(|(place, (column, &(x, width)))| {
            let words = cells.get(place).unwrap_or(&empty);
            let node = node.map(|(row, is_head)| {
                let role = if is_head { Role::ColumnName } else { Role::Cell };
                self.structure.add(Some(row), role)
            });
            let Column { align, .. } = *column;
            Cell { node, x, width, align, lines: self.cell_lines(words, width) }
        });
        Row { cells: cells.collect(), is_ruled: true }
    }

    fn cell_lines(&mut self, words: &Words, width: f32) -> std::vec::IntoIter<Line> {
        self.lines(words, CELL.size, width).into_iter()
    }

    fn whole_row(&mut self, mut row: Row) {
        let lines = row.lines();
        self.part_of_row(&mut row, lines);
    }

    /// Sets a row; one that is longer than a page goes on on the next.
    fn break_row(&mut self, mut row: Row, repeat_head: impl Fn(&mut Self)) {
        let page_height = self.next_frames.bottom - self.next_frames.top;
        loop {
            let left = row.lines();
            if left == 0 {
                return;
            }
            let room = self.frame.bottom - self.y - 2.0 * PADDING + 0.01;
            let fit = (room / CELL.line()).max(0.0) as usize;
            if fit >= left {
                self.part_of_row(&mut row, left);
                return;
            }
            // A row that fits on one page is not torn, nor is one line of a long row left alone.
            let is_torn = row.height() > page_height / 2.0 && fit > 2;
            if is_torn || self.is_at_top() {
                self.part_of_row(&mut row, fit.max(1));
            }
            self.turn();
            repeat_head(self);
        }
    }

    fn part_of_row(&mut self, row: &mut Row, lines: usize) {
        let (left, top) = (self.frame.left, self.y + PADDING);
        for cell in &mut row.cells {
            for (place, line) in cell.lines.by_ref().take(lines).enumerate() {
                let indent = if cell.align == Align::Right { cell.width - line.width } else { 0.0 };
                let baseline = top + place as f32 * CELL.line() + CELL.ascent();
                let at = (left + cell.x + indent, baseline);
                self.page().text(cell.node, at, CELL.size, CELL.shade, line);
            }
        }
        self.y = top + lines as f32 * CELL.line() + PADDING;
        if row.is_ruled {
            let (y, length) = (self.y, self.frame.width());
            self.page().rule(left, y, length, 0.4);
        }
    }
}

/// Shares a width among columns that ask for (a whole line, the widest piece). Columns that ask for no more than an
/// equal share get what they ask for; the others share the rest, and keep their widest piece while there is room.
fn shared_out(room: f32, asked: &[(f32, f32)]) -> Vec<f32> {
    let whole: f32 = asked.iter().map(|ask| ask.0).sum();
    if whole <= room {
        let spare = (room - whole) / asked.len().max(1) as f32;
        return asked.iter().map(|ask| ask.0 + spare).collect();
    }
    let mut modest = vec![false; asked.len()];
    loop {
        let (mut rest, mut solid, mut greedy) = (room, 0.0, 0);
        for (ask, is_modest) in asked.iter().zip(&modest) {
            if *is_modest {
                rest -= ask.0;
            } else {
                solid += ask.1;
                greedy += 1;
            }
        }
        let share = rest / greedy.max(1) as f32;
        let mut changed = false;
        for (ask, is_modest) in asked.iter().zip(&mut modest) {
            // What a modest column takes must leave the others their widest pieces.
            if !*is_modest && ask.0 <= share && rest - ask.0 >= solid - ask.1 && !changed {
                (*is_modest, changed) = (true, true);
            }
        }
        if changed {
            continue;
        }
        let of_rest = |&(line, piece): &(f32, f32)| match rest - solid {
            spare if spare >= 0.0 => piece + spare / greedy as f32 * if line > 0.0 { 1.0 } else { 0.0 },
            _ => piece / solid * rest,
        };
        return asked
            .iter()
            .zip(&modest)
            .map(|(ask, modest)| if *modest { ask.0 } else { of_rest(ask) })
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::shared_out;

    #[test]
    fn columns_fill_the_width_and_keep_their_widest_word_while_there_is_room() {
        for (room, asked) in [
            (100.0, [(20.0, 10.0), (40.0, 5.0)]),
            (50.0, [(20.0, 10.0), (400.0, 30.0)]),
            (20.0, [(40.0, 30.0); 2]),
        ] {
            let widths = shared_out(room, &asked);
            assert!((widths.iter().sum::<f32>() - room).abs() < 0.01, "{widths:?}");
            if asked.iter().map(|ask| ask.1).sum::<f32>() <= room {
                assert!(widths.iter().zip(asked).all(|(width, ask)| *width >= ask.1), "{widths:?}");
            }
        }
    }
}
