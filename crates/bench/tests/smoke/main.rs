//! The benchmarks at a very small size, without a look at their times: both sides give the same answers, and a side that
//! does not is noticed.
#![cfg(target_os = "linux")]

use zgoda_bench::bench::ALL;
use zgoda_bench::context::Context;
use zgoda_bench::gdpr::{Mix, Peer, Plan, Variant, run_clients};
use zgoda_bench::harness::Options;

/// Not run here: those that start the program itself, which a test of this crate alone has not built, and the one that
/// runs four others again.
const LEFT_OUT: [&str; 3] = ["pages", "start", "gdprbench"];

fn options() -> Options {
    Options {
        quick: true,
        rows: Some(300),
        ops: Some(20),
        rounds: 1,
        // On a disk, where the folder of temporary files may be in memory.
        folder: "/var/tmp".into(),
        results: concat!(env!("CARGO_TARGET_TMPDIR"), "/results").into(),
    }
}

#[test]
fn both_sides_of_the_benchmarks_give_the_same_answers() {
    let context = Context::new(options()).unwrap();
    for bench in ALL.iter().filter(|bench| !LEFT_OUT.contains(&bench.name)) {
        let report = (bench.run)(&context).map_err(|error| format!("{}: {error}", bench.name)).unwrap();
        assert_eq!((report.number, report.name.as_str()), (bench.number, bench.name));
        assert!(!report.lines.is_empty() && !report.full_scale, "{}", bench.name);
        assert!(report.lines.iter().all(|line| line.figure.is_finite()), "{}", bench.name);
    }
}

#[test]
fn a_record_that_one_side_lacks_is_noticed() {
    let context = Context::new(options()).unwrap();
    let plan = Plan { records: 500, operations: 60, seed: 1 };
    let ops = [plan.draw(Mix::Processor)];
    let pristine = context.records(plan).unwrap();
    context.peer_records(plan).unwrap();
    let server = context.server().unwrap();
    let run_peer = || {
        let variant = Variant { indexed: true, logged: false };
        run_clients(Peer::at(server).clients(plan, variant, 1).unwrap(), &ops).unwrap()
    };
    let office = pristine.copy(&context.folder.path().join("compared")).unwrap();
    let ours = run_clients(vec![office.client(Mix::Processor)], &ops).unwrap();
    assert_eq!(ours.answers, run_peer().answers);
    server.connect("indexed").unwrap().execute("UPDATE record SET acl = 'acl99'", &[]).unwrap();
    assert_ne!(ours.answers, run_peer().answers);
}
