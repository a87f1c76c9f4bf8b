//! Turns the `.ftl` files of both languages into one Rust method per message, so that a missing key, a missing
//! translation or a wrong plural stops the build and nothing is parsed at run time.

mod generate;
mod hard_spaces;
mod messages;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=ftl");
    println!("cargo:rerun-if-changed=build");
    let root = env::var("CARGO_MANIFEST_DIR")?;
    let catalogue = messages::Catalogue::read(&Path::new(&root).join("ftl"))?;
    let target = Path::new(&env::var("OUT_DIR")?).join("messages.rs");
    fs::write(target, generate::rust(&catalogue))?;
    Ok(())
}
