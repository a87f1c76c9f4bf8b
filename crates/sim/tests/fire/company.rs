//! A company at work within a test, and what it should have left.

use std::path::Path;
use std::process::Command;

use zgoda_sim::{
    Checked, Checker, Deed, Desk, Dice, Handle, Load, Report, Site, Step, Tell, moment, scratch,
};

/// An installation with everything that was ever acknowledged in it.
pub struct Company {
    pub site: Site,
    pub checker: Checker,
    _folder: Option<tempfile::TempDir>,
}

impl Company {
    /// In a temporary folder.
    pub fn new() -> Self {
        let folder = scratch().unwrap();
        let company = Self::in_folder(folder.path());
        Self { _folder: Some(folder), ..company }
    }

    pub fn in_folder(folder: &Path) -> Self {
        Self::at(Site::in_folder(folder).unwrap())
    }

    pub fn at(site: Site) -> Self {
        Self { site, checker: Checker::default(), _folder: None }
    }

    pub fn open(&self) -> Desk {
        Desk::open(self.site.open().unwrap()).unwrap()
    }

    pub fn load(&self, seed: u64, steps: u64) -> Load {
        Load::new(&self.site, seed, self.checker.world(), steps)
    }

    /// Works at an open desk; what was said is not examined yet.
    pub fn work(&self, desk: &Desk, load: &Load) -> Vec<Report> {
        let (tell, heard) = Tell::heard();
        load.work(desk, &tell);
        heard.reports()
    }

    /// Brings in somebody whom no load knows, as the next step.
    pub fn bring_in(&self, desk: &Desk, who: Handle) -> Vec<Report> {
        self.carry_out(desk, self.checker.world().last + 1, Deed::Collect { who, informed: true })
    }

    /// Carries out the step of this number.
    pub fn carry_out(&self, desk: &Desk, no: u64, deed: Deed) -> Vec<Report> {
        let step = Step { no, at: moment(no), deed };
        let done = desk.carry_out(&step).unwrap();
        vec![Report::Begun(step), Report::Done(no, done)]
    }

    /// Works undisturbed and examines everything.
    pub fn work_in_peace(&mut self, seed: u64, steps: u64) -> Checked {
        let desk = self.open();
        let reports = self.work(&desk, &self.load(seed, steps));
        assert_eq!(failures(&reports), [""; 0]);
        drop(desk);
        self.examine(&reports)
    }

    /// Opens the installation anew and looks at everything.
    pub fn examine(&mut self, reports: &[Report]) -> Checked {
        let desk = self.open();
        let checked = self.checker.check(&desk, reports, true, &mut Dice::new(1)).unwrap();
        assert_eq!(self.checker.findings(), [""; 0]);
        checked
    }

    /// Looks at everything in a copy of the installation, in which nothing more was done.
    pub fn examine_at(&mut self, copy: &Site) {
        let own = std::mem::replace(&mut self.site, copy.clone());
        self.examine(&[]);
        self.site = own;
    }
}

/// The texts of what failed.
pub fn failures(reports: &[Report]) -> Vec<&str> {
    reports.iter().filter_map(Report::failure).collect()
}

/// The program that works when it is called with `load`.
pub fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_zgoda-sim"))
}

/// The same under a limit of the shell's, `ulimit -f 100`; a write beyond it is an error and not a signal.
pub fn program_under(limit: &str) -> Command {
    let mut command = Command::new("sh");
    let script = format!("trap '' XFSZ; ulimit {limit} && exec \"$0\" \"$@\"");
    command.args(["-c", &script]).arg(env!("CARGO_BIN_EXE_zgoda-sim"));
    command
}
