//! Two processes at work on one installation, as a server and a command line are.

use zgoda_sim::{Lane, Server, Site, Worker};

use crate::company::{Company, program};

/// Steps of the process that lives.
const STEPS: u64 = 120;

fn side_by_side(mut company: Company, quiet: &dyn Fn()) {
    company.work_in_peace(1, 20);
    for round in 0..2 {
        let load = |which, steps| {
            let lane = Lane { which, of: 2 };
            zgoda_sim::Load { lane, threads: 2, ..company.load(10 * round + u64::from(which), steps) }
        };
        let mut killed = Worker::start(program(), &load(0, 100_000)).unwrap();
        let mut living = Worker::start(program(), &load(1, STEPS)).unwrap();
        killed.wait_until_ready().unwrap();
        living.wait_until_ready().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(300 * (round + 1)));
        killed.kill().unwrap();
        living.wait().unwrap();
        let mut reports = killed.reports(false).unwrap();
        reports.extend(living.reports(false).unwrap());
        quiet();
        let checked = company.examine(&reports);
        assert!(checked.acknowledged > STEPS / 2, "{checked:?}");
    }
    company.work_in_peace(2, 20);
}

#[test]
fn of_two_processes_on_one_sqlite_file_one_is_killed_and_the_other_goes_on() {
    side_by_side(Company::new(), &|| {});
}

#[test]
fn of_two_processes_on_one_postgresql_database_one_is_killed_and_the_other_goes_on() {
    let server = Server::start(&[]).unwrap();
    let company = Company::at(Site::at(server.new_database().unwrap()).unwrap());
    side_by_side(company, &|| server.wait_until_quiet().unwrap());
}
