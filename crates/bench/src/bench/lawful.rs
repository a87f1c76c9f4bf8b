//! Benchmark 6: what it costs to be lawful. The same operations on the same records, with everything on, and on the engine
//! below our store in the same build with everything off: plain values in one table, nothing decided, nothing entered.

use std::cell::RefCell;

use crate::bench::gdprbench::{RECORDS, compare_answers, plan};
use crate::context::Context;
use crate::error::Result;
use crate::gdpr::{Mix, Plain, Run, run_clients, share_out, users_of};
use crate::harness::{Block, Goal, Line, Report, Series, Side, number, take_turns};

/// Runs it.
///
/// # Errors
/// Where a side fails or both answer differently.
pub fn lawful(context: &Context) -> Result<Report> {
    let plan = plan(&context.options);
    let pristine = context.records(plan)?;
    let plain = Plain::load(&context.folder.make("plain")?, plan)?;
    let scale = format!("{} records, {} operations", plan.records, plan.operations);
    let full = plan.records >= RECORDS && context.has_all_rounds();
    let mut report = Report::new(6, "lawful", "The cost of being lawful", scale, full);
    let work = [
        ("by key and by user, written and read (customer)", Mix::Customer, 0.70),
        ("many values at once (processor)", Mix::Processor, 0.40),
    ];
    for (what, mix, goal) in work {
        println!("{}", mix.name());
        let shares = share_out(&plan.draw(mix), users_of(plan.records), 1);
        let (on_run, off_run) = (RefCell::new(Run::default()), RefCell::new(Run::default()));
        let on = Side::new("everything on", |_| {
            let office = pristine.copy(&context.folder.path().join("ours"))?;
            let client = office.client(mix);
            let (run, block) = context.measure_ours(|| run_clients(vec![client], &shares))?;
            *on_run.borrow_mut() = run;
            Ok(block)
        });
        let off = Side::new("everything off", |_| {
            let client = plain.client()?;
            let (run, block) = context.measure_ours(|| run_clients(vec![client], &shares))?;
            compare_answers(&on_run.borrow(), &run)?;
            *off_run.borrow_mut() = run;
            Ok(block)
        });
        let mut sides = [on, off];
        let blocks = take_turns(context.options.rounds, &mut sides)?;
        drop(sides);
        if let [on, off] = blocks.as_slice() {
            let seconds = |label: &str, blocks: &[Block]| Series::of(label, blocks, |block| block.wall_s);
            let (on, off) = (seconds("everything on", on), seconds("everything off", off));
            report.line(Line::times_as_fast(what, "s", on, off, Goal::AtLeast(goal)));
        }
        let off: std::collections::HashMap<_, _> = off_run.into_inner().means_ms().into_iter().collect();
        for (kind, on) in on_run.into_inner().means_ms() {
            let off = off.get(kind).copied().unwrap_or(f64::NAN);
            report.note(format!("{kind}: {} ms on, {} ms off", number(on), number(off)));
        }
    }
    Ok(report)
}
