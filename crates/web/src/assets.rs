//! The style, the script and the icons: compiled in, served under a name that carries a hash of the content, so that a
//! browser may keep them for a year and still gets a new one at once.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// A file that is compiled in.
#[derive(Debug)]
pub struct Asset {
    /// Where it is served.
    pub path: String,
    mime: &'static str,
    content: &'static [u8],
}

static ASSETS: LazyLock<[Asset; 4]> = LazyLock::new(|| {
    [
        Asset::new("zgoda", "css", "text/css; charset=utf-8", include_bytes!("../assets/zgoda.css")),
        Asset::new("zgoda", "js", "text/javascript; charset=utf-8", include_bytes!("../assets/zgoda.js")),
        Asset::new("icons", "svg", "image/svg+xml", include_bytes!("../assets/icons.svg")),
        Asset::new("icon", "svg", "image/svg+xml", include_bytes!("../assets/icon.svg")),
    ]
});

impl Asset {
    fn new(stem: &str, extension: &str, mime: &'static str, content: &'static [u8]) -> Self {
        let digest = Sha256::digest(content);
        let hash: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        Self { path: format!("/assets/{stem}.{hash}.{extension}"), mime, content }
    }
}

/// Where the style sheet is served.
pub fn style() -> &'static str {
    &ASSETS[0].path
}

/// Where the script is served.
pub fn script() -> &'static str {
    &ASSETS[1].path
}

/// Where the sprite of icons is served.
pub fn icons() -> &'static str {
    &ASSETS[2].path
}

/// Where the icon of the browser tab is served.
pub fn icon() -> &'static str {
    &ASSETS[3].path
}

/// The names of all icons in the sprite.
pub fn icon_names() -> impl Iterator<Item = &'static str> {
    include_str!("../assets/icons.svg").split("id=\"").skip(1).filter_map(|rest| rest.split('"').next())
}

/// Serves an asset by the last part of its path.
pub async fn serve(Path(name): Path<String>) -> Response {
    let found = ASSETS.iter().find(|asset| asset.path.strip_prefix("/assets/") == Some(name.as_str()));
    match found {
        Some(asset) => {
            let headers = [
                (header::CONTENT_TYPE, asset.mime),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ];
            (headers, asset.content).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_that_a_template_names_is_drawn() {
        let sprite = include_str!("../assets/icons.svg");
        let templates = walk(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")));
        let mut named = 0;
        for text in &templates {
            for rest in text.split("icon(\"").skip(1) {
                let name = rest.split('"').next().unwrap();
                assert!(sprite.contains(&format!("id=\"{name}\"")), "{name}");
                named += 1;
            }
        }
        assert!(named > 30);
    }

    #[test]
    fn the_name_of_an_asset_changes_with_its_content() {
        let one = Asset::new("a", "css", "text/css", b"one");
        let two = Asset::new("a", "css", "text/css", b"two");
        assert_ne!(one.path, two.path);
        assert!(style().ends_with(".css") && script().ends_with(".js") && icons().ends_with(".svg"));
    }

    fn walk(folder: &std::path::Path) -> Vec<String> {
        std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .flat_map(
                |path| if path.is_dir() { walk(&path) } else { vec![std::fs::read_to_string(path).unwrap()] },
            )
            .collect()
    }
}
