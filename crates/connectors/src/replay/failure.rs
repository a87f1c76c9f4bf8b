//! Bad days of any register: what a proper answer is replaced by.

use super::answer::{Answer, HTML, JSON, PAGE, PROBLEM, json};

/// A way in which a source may fail, or attack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Failure {
    /// A web page instead of data.
    Page,
    /// The first half of the document, properly framed.
    HalfDocument,
    /// The connection ends before the announced length.
    BrokenOff,
    /// Nothing in it.
    Empty,
    /// A redirect to itself.
    RedirectLoop,
    /// A redirect to another host.
    RedirectElsewhere,
    /// A redirect into the network of the operator.
    RedirectInside,
    /// A body that never ends.
    Endless,
    /// The document in UTF-16 under the name of UTF-8.
    WrongCharset,
    /// XML with an entity that names a file.
    ExternalEntity,
    /// XML whose entities grow to a billion words.
    BillionLaughs,
    /// A document of a hundred thousand nested elements.
    Deep,
    /// A compressed answer that nobody asked for.
    Compressed,
    /// 429 with an hour to wait.
    RateLimited,
    /// 503.
    Unavailable,
    /// Nothing is said for a minute.
    Silence,
}

impl Failure {
    /// Every failure.
    pub const ALL: [Self; 16] = [
        Self::Page,
        Self::HalfDocument,
        Self::BrokenOff,
        Self::Empty,
        Self::RedirectLoop,
        Self::RedirectElsewhere,
        Self::RedirectInside,
        Self::Endless,
        Self::WrongCharset,
        Self::ExternalEntity,
        Self::BillionLaughs,
        Self::Deep,
        Self::Compressed,
        Self::RateLimited,
        Self::Unavailable,
        Self::Silence,
    ];

    /// What comes instead of the proper answer to `target`.
    pub(super) fn instead_of(self, proper: Answer, target: &str) -> Answer {
        let Answer::Whole { kind, body, .. } = &proper else { return proper };
        let kind = *kind;
        match self {
            Self::Page => json(200, HTML, PAGE),
            Self::HalfDocument => whole(kind, body.iter().take(body.len() / 2).copied().collect()),
            Self::BrokenOff => {
                let announced = body.len() * 2 + 2;
                let (headers, body) = (String::new(), body.clone());
                Answer::Whole { status: 200, kind, headers, body, announced }
            }
            Self::Empty => whole(kind, Vec::new()),
            Self::RedirectLoop => json(302, JSON, "").with(&format!("Location: {target}")),
            Self::RedirectElsewhere => json(302, JSON, "").with("Location: http://elsewhere.example/"),
            Self::RedirectInside => {
                json(302, JSON, "").with("Location: http://169.254.169.254/latest/meta-data/")
            }
            Self::Endless => Answer::Endless,
            Self::WrongCharset => {
                let text = String::from_utf8_lossy(body).into_owned();
                whole(kind, text.encode_utf16().flat_map(u16::to_le_bytes).collect())
            }
            Self::ExternalEntity => whole(kind, EXTERNAL_ENTITY.into()),
            Self::BillionLaughs => whole(kind, billion_laughs().into_bytes()),
            Self::Deep => whole(kind, deep(kind).into_bytes()),
            Self::Compressed => {
                whole(kind, vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]).with("Content-Encoding: gzip")
            }
            Self::RateLimited => json(429, PROBLEM, "").with("Retry-After: 3600"),
            Self::Unavailable => json(503, PROBLEM, "{}"),
            Self::Silence => Answer::Silence,
        }
    }
}

const EXTERNAL_ENTITY: &str = "<?xml version=\"1.0\"?><!DOCTYPE root [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\
                               <root><dane><Nazwa>&x;</Nazwa></dane></root>";

fn billion_laughs() -> String {
    let mut text = String::from("<?xml version=\"1.0\"?><!DOCTYPE root [<!ENTITY a0 \"ha\">");
    for level in 1..=9 {
        let ten = format!("&a{};", level - 1).repeat(10);
        text.push_str(&format!("<!ENTITY a{level} \"{ten}\">"));
    }
    text.push_str("]><root><dane><Nazwa>&a9;</Nazwa></dane></root>");
    text
}

fn deep(kind: &str) -> String {
    const DEPTH: usize = 100_000;
    if kind.contains("json") {
        return format!("{}{}", "[".repeat(DEPTH), "]".repeat(DEPTH));
    }
    let (open, close) = if kind.contains("html") { ("<div>", "</div>") } else { ("<a>", "</a>") };
    format!("{}{}", open.repeat(DEPTH), close.repeat(DEPTH))
}

fn whole(kind: &'static str, body: Vec<u8>) -> Answer {
    let announced = body.len();
    Answer::Whole { status: 200, kind, headers: String::new(), body, announced }
}
