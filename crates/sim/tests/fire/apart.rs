//! A test in a process of its own, on a file system of its own that is small and can be made read-only.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the process inside finds its file system.
const INSIDE: &str = "ZGODA_FIRE_INSIDE";

/// Inside, the folder of the small file system. Outside, runs the test of this name once more, inside.
pub fn small_disk(test: &str, size: &str) -> Option<PathBuf> {
    if let Ok(inside) = std::env::var(INSIDE) {
        return Some(inside.into());
    }
    let folder = tempfile::tempdir().unwrap();
    // Whoever is not root is so within a user namespace, which can mount as well.
    let flags = if is_root() { "-m" } else { "-rm" };
    let script = format!("mount -t tmpfs -o size={size} tmpfs \"{INSIDE_FOLDER}\" && exec \"$0\" \"$@\"");
    let output = Command::new("unshare")
        .args([flags, "sh", "-c", &script])
        .arg(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env(INSIDE, folder.path())
        .output()
        .expect("`unshare` of util-linux is needed for a small disk");
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1 passed"), "the test inside did not run: {said}");
    None
}

const INSIDE_FOLDER: &str = "$ZGODA_FIRE_INSIDE";

/// Makes the file system read-only or writable again.
pub fn remount(folder: &Path, mode: &str) {
    mount(&["-o", &format!("remount,{mode}"), &folder.display().to_string()]);
}

/// Makes a single file read-only, even for root.
pub fn freeze(file: &Path) {
    let file = file.display().to_string();
    mount(&["--bind", &file, &file]);
    mount(&["-o", "remount,bind,ro", &file]);
}

/// Takes that back.
pub fn thaw(file: &Path) {
    assert!(Command::new("umount").arg(file).status().unwrap().success());
}

fn mount(arguments: &[&str]) {
    assert!(Command::new("mount").args(arguments).status().unwrap().success(), "mount {arguments:?}");
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}
