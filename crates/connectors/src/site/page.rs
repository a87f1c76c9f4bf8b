//! One page, taken apart into what is looked at: meta elements, links, JSON-LD, text. No tree is built, so no nesting
//! is too deep, and no script is run.

use encoding_rs::{Encoding, UTF_8};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, StartTag, Token, Tokenizer};

use crate::ConnectorError;

/// Elements whose text nobody sees.
const UNSEEN: &[&str] = &["script", "style", "noscript", "template", "svg"];
/// How many links and meta elements are looked at.
const MANY: usize = 5_000;

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    metas: Vec<(String, String)>,
    /// Targets of links, as they stand.
    pub(super) links: Vec<String>,
    /// The JSON-LD blocks, as they stand.
    pub(super) blocks: Vec<String>,
    /// What a reader would see, in single spaces.
    pub(super) text: String,
}

impl Page {
    /// Takes a page apart. `content_type` is the header of the answer.
    pub fn read(body: &[u8], content_type: &str) -> Result<Self, ConnectorError> {
        let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if !matches!(kind.as_str(), "text/html" | "application/xhtml+xml" | "") {
            return Err(ConnectorError::Unreadable("it is no web page"));
        }
        Ok(Self::take_apart(&decode(body, content_type)?))
    }

    /// The contents of the meta elements of a name or property.
    pub(super) fn metas<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.metas.iter().filter(move |(own, _)| own == name).map(|(_, content)| content.as_str())
    }

    fn take_apart(html: &str) -> Self {
        let mut page = Self::default();
        let mut emitter = DefaultEmitter::<()>::default();
        emitter.naively_switch_states(true);
        let (mut unseen, mut block): (Option<Vec<u8>>, Option<String>) = (None, None);
        // Reading a text in memory cannot fail, and its type says so.
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            match token {
                Token::StartTag(tag) => {
                    if !tag.self_closing
                        && unseen.is_none()
                        && UNSEEN.iter().any(|name| tag.name.0 == name.as_bytes())
                    {
                        unseen = Some(tag.name.0.clone());
                        let kind = attribute(&tag, "type").unwrap_or_default().to_ascii_lowercase();
                        block = (kind.trim() == "application/ld+json").then(String::new);
                    }
                    page.note(&tag);
                }
                Token::EndTag(tag) => {
                    if unseen.as_ref() == Some(&tag.name.0) {
                        unseen = None;
                        page.blocks.extend(block.take());
                    }
                    page.text.push(' ');
                }
                Token::String(text) => match (&mut block, &unseen) {
                    (Some(block), _) => block.push_str(&shown(&text.value)),
                    (None, None) => page.text.push_str(&shown(&text.value)),
                    (None, Some(_)) => {}
                },
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        page.text = page.text.split_whitespace().collect::<Vec<_>>().join(" ");
        page
    }

    fn note(&mut self, tag: &StartTag<()>) {
        match tag.name.0.as_slice() {
            b"meta" if self.metas.len() < MANY => {
                let name = attribute(tag, "property").or_else(|| attribute(tag, "name"));
                if let (Some(name), Some(content)) = (name, attribute(tag, "content")) {
                    self.metas.push((name.trim().to_ascii_lowercase(), content));
                }
            }
            b"a" if self.links.len() < MANY => self.links.extend(attribute(tag, "href")),
            b"br" | b"p" | b"div" | b"li" | b"td" | b"tr" | b"span" => self.text.push(' '),
            _ => {}
        }
    }
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(&HtmlString(name.as_bytes().to_vec()))?;
    Some(shown(&value.value))
}

fn shown(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}

/// The text in the charset that the header or the page names; UTF-8 where neither does.
fn decode(body: &[u8], content_type: &str) -> Result<String, ConnectorError> {
    let head =
        String::from_utf8_lossy(body.get(..body.len().min(1_024)).unwrap_or_default()).to_ascii_lowercase();
    let named = charset(&content_type.to_ascii_lowercase()).or_else(|| charset(&head)).unwrap_or(UTF_8);
    let (text, used, had_errors) = named.decode(body);
    // A zero byte is in no page: it is UTF-16 under another name.
    if (had_errors && used == UTF_8) || text.contains('\0') {
        return Err(ConnectorError::Unreadable("it is not in the charset it names"));
    }
    Ok(text.into_owned())
}

fn charset(text: &str) -> Option<&'static Encoding> {
    let (_, rest) = text.split_once("charset=")?;
    let label = rest.trim_start_matches(['"', '\'', ' ']);
    let end =
        label.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(label.len());
    Encoding::for_label(label.get(..end)?.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_taken_apart() {
        let html = "<!doctype html><meta name=Robots content='index'><META property='og:site_name' content='A &amp; B'>\
                    <script>var NIP='1';</script><script type='application/ld+json'>{\"a\":\"</b>\"}</script>\
                    <a href='/kontakt'>Kontakt</a><p>NIP:<b>774</b>&nbsp;000</p><style>x</style>";
        let page = Page::read(html.as_bytes(), "text/html").unwrap();
        assert_eq!(page.metas("og:site_name").collect::<Vec<_>>(), ["A & B"]);
        assert_eq!(page.metas("robots").count(), 1);
        assert_eq!(
            (page.links.as_slice(), page.blocks.as_slice()),
            (&["/kontakt".to_owned()][..], &["{\"a\":\"</b>\"}".to_owned()][..])
        );
        assert_eq!(page.text, "Kontakt NIP:774 000");
    }

    #[test]
    fn the_charset_is_the_one_that_is_named() {
        let latin =
            "<meta charset=\"iso-8859-2\"><p>\u{b1}</p>".chars().map(|c| c as u8).collect::<Vec<u8>>();
        assert_eq!(Page::read(&latin, "text/html").unwrap().text, "ą");
        assert_eq!(Page::read("ą".as_bytes(), "text/html; charset=UTF-8").unwrap().text, "ą");
        let utf16: Vec<u8> = "<p>NIP</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (body, kind) in [
            (&utf16[..], "text/html; charset=utf-8"),
            (&[0xb1, 0xb1][..], "text/html"),
            (b"%PDF", "application/pdf"),
        ] {
            assert!(matches!(Page::read(body, kind), Err(ConnectorError::Unreadable(_))), "{kind}");
        }
    }
}
