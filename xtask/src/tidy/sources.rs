//! Rules for source files: a head, a size, no stubs, no unwrap outside tests.

use std::io;
use std::path::{Path, PathBuf};

use super::code::{only_code, without_tests};
use super::{Finding, shown};

/// The most lines a file may have.
const LINES_MAX: usize = 500;

/// Words of unfinished work.
const STUBS: &[&str] = &["todo!", "unimplemented!", "#[ignore"];

/// Calls that panic, which clippy denies too; here they are found in code that no configuration compiles as well.
const PANICS: &[&str] = &[".unwrap()", ".expect("];

/// A file with what the rules need to know about it.
struct Source<'a> {
    path: &'a Path,
    text: String,
    code: String,
    /// The code outside tests; nothing in a file that is a test as a whole.
    shipped: String,
    test_modules: Vec<String>,
}

/// Checks all files.
pub fn check(root: &Path, crates: &[PathBuf], files: &[PathBuf]) -> io::Result<Vec<Finding>> {
    let sources: Vec<Source<'_>> = files.iter().map(|path| Source::read(path)).collect::<io::Result<_>>()?;
    let test_files: Vec<PathBuf> = sources.iter().flat_map(Source::test_files).collect();
    let mut findings = Vec::new();
    for folder in crates {
        if !["src/lib.rs", "src/main.rs"].iter().any(|entry| folder.join(entry).is_file()) {
            let problem = "the crate has neither lib.rs nor main.rs".to_owned();
            findings.push(Finding { place: shown(root, folder), problem });
        }
    }
    for source in &sources {
        let place = shown(root, source.path);
        let is_test = is_test_path(&place) || test_files.iter().any(|test| source.path.starts_with(test));
        findings.extend(source.problems(&place, is_test));
    }
    Ok(findings)
}

impl<'a> Source<'a> {
    fn read(path: &'a Path) -> io::Result<Self> {
        Ok(Self::new(path, std::fs::read_to_string(path)?))
    }

    fn new(path: &'a Path, text: String) -> Self {
        let code = only_code(&text);
        let (shipped, test_modules) = without_tests(&code);
        Self { path, text, code, shipped, test_modules }
    }

    /// The files and folders of modules that this file declares for tests.
    fn test_files(&self) -> Vec<PathBuf> {
        let name = self.path.file_stem().unwrap_or_default().to_string_lossy();
        let folder = self.path.parent().unwrap_or(self.path);
        let folder =
            if matches!(&*name, "lib" | "main" | "mod") { folder.to_owned() } else { folder.join(&*name) };
        self.test_modules
            .iter()
            .flat_map(|module| [folder.join(module), folder.join(format!("{module}.rs"))])
            .collect()
    }

    fn problems(&self, place: &str, is_test: bool) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut report = |place: String, problem: String| findings.push(Finding { place, problem });
        if needs_head(place) && !has_head(&self.text) {
            report(
                place.to_owned(),
                "its first line must be a `//!` that says what the file is for".to_owned(),
            );
        }
        let lines = self.text.lines().count();
        if lines > LINES_MAX {
            report(
                place.to_owned(),
                format!("{lines} lines, at most {LINES_MAX}: which second reason could leave?"),
            );
        }
        for (line, word) in places(&self.code, STUBS) {
            report(format!("{place}:{line}"), format!("`{word}` is unfinished work"));
        }
        if !is_test {
            for (line, word) in places(&self.shipped, PANICS) {
                report(format!("{place}:{line}"), format!("`{word}` outside tests: return an error instead"));
            }
        }
        findings
    }
}

/// Files below `tests/` that are data of a test, such as code that must not compile, need no head.
fn needs_head(place: &str) -> bool {
    match place.split_once("/tests/") {
        Some((before, rest)) if !before.contains("/src") => !rest.contains('/') || rest.ends_with("/main.rs"),
        _ => true,
    }
}

fn has_head(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first.strip_prefix("//!").is_some_and(|head| !head.trim().is_empty())
        || first.starts_with("#![doc = include_str!")
}

fn is_test_path(place: &str) -> bool {
    let is_test_folder = |part: &str| matches!(part, "tests" | "benches" | "examples");
    place.split('/').any(is_test_folder) || place.ends_with("/tests.rs")
}

/// Where any of the words stands, with the line.
fn places<'w>(code: &str, words: &[&'w str]) -> Vec<(usize, &'w str)> {
    let lines = code.lines().enumerate();
    lines
        .flat_map(|(index, line)| {
            words.iter().filter(|word| line.contains(**word)).map(move |word| (index + 1, *word))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "//! What it is for.\n";

    fn problems(place: &str, text: &str) -> Vec<String> {
        let source = Source::new(Path::new(place), text.to_owned());
        source.problems(place, is_test_path(place)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_clean_file_passes() {
        assert_eq!(problems("crates/a/src/lib.rs", HEAD), [""; 0]);
        assert_eq!(problems("crates/a/src/lib.rs", "#![doc = include_str!(\"../README.md\")]\n"), [""; 0]);
    }

    #[test]
    fn a_file_without_a_head_is_found() {
        for text in ["", "//!\n", "// a\n", "use a;\n//! late\n"] {
            assert_eq!(problems("crates/a/src/b.rs", text).len(), 1, "{text:?}");
        }
        assert_eq!(problems("crates/a/tests/b.rs", "fn a() {}").len(), 1);
        assert_eq!(problems("crates/a/tests/b/main.rs", "fn a() {}").len(), 1);
        assert_eq!(problems("crates/a/tests/no_permit/opens.rs", "fn main() {}"), [""; 0]);
    }

    #[test]
    fn a_file_that_is_too_long_is_found() {
        let lines = |count: usize| format!("{HEAD}{}", "//\n".repeat(count - 1));
        assert_eq!(problems("crates/a/src/lib.rs", &lines(500)), [""; 0]);
        let expected = "crates/a/src/lib.rs: 501 lines, at most 500: which second reason could leave?";
        assert_eq!(problems("crates/a/src/lib.rs", &lines(501)), [expected]);
    }

    #[test]
    fn stubs_are_found_in_tests_too_but_not_in_texts() {
        let text = format!(
            "{HEAD}fn a() {{ todo!() }}\n#[ignore = \"slow\"]\n// todo!()\nlet a = \"unimplemented!\";\n"
        );
        let expected = [
            "crates/a/tests/b.rs:2: `todo!` is unfinished work",
            "crates/a/tests/b.rs:3: `#[ignore` is unfinished work",
        ];
        assert_eq!(problems("crates/a/tests/b.rs", &text), expected);
    }

    #[test]
    fn unwrap_is_for_tests() {
        let text = format!(
            "{HEAD}fn a() {{ b().unwrap(); c().unwrap_or(1) }}\n#[cfg(test)]\nmod tests {{ fn a() {{ b().expect(\"c\"); }} }}\n"
        );
        let expected = "crates/a/src/b.rs:2: `.unwrap()` outside tests: return an error instead";
        assert_eq!(problems("crates/a/src/b.rs", &text), [expected]);
        assert_eq!(problems("crates/a/src/b/tests.rs", &text), [""; 0]);
    }

    #[test]
    fn a_module_declared_for_tests_may_unwrap() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("crates/a/src");
        std::fs::create_dir_all(&folder).unwrap();
        let (lib, golden, other) = (folder.join("lib.rs"), folder.join("golden.rs"), folder.join("other.rs"));
        std::fs::write(&lib, format!("{HEAD}#[cfg(test)]\nmod golden;\nmod other;\n")).unwrap();
        std::fs::write(&golden, format!("{HEAD}fn a() {{ b().unwrap() }}\n")).unwrap();
        std::fs::write(&other, format!("{HEAD}fn a() {{ b().unwrap() }}\n")).unwrap();
        let findings = check(root.path(), &[root.path().join("crates/a")], &[lib, golden, other]).unwrap();
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].place, "crates/a/src/other.rs:2");
    }

    #[test]
    fn a_crate_needs_an_entry() {
        let root = tempfile::tempdir().unwrap();
        let findings = check(root.path(), &[root.path().join("crates/empty")], &[]).unwrap();
        assert_eq!(findings[0].place, "crates/empty");
    }
}
