//! A small reader of XML as registers write it: flat records, no attributes. A document type is refused, and with it
//! every entity of the sender's own; so are deep trees and mountains of elements.

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Map, Value};

use crate::ConnectorError;

/// Deeper than this no register goes.
const DEPTH_MAX: usize = 16;
/// More elements than this no answer has.
const ELEMENTS_MAX: usize = 200_000;

/// The records of `<root><dane>…</dane></root>`: for each an object from names in lower case to texts. Empty elements
/// are left out, and so is white space around a text.
pub(crate) fn records(text: &str) -> Result<Vec<Value>, ConnectorError> {
    let mut records = Vec::new();
    let mut current = Map::new();
    walk(text, |path, content| match (path, content) {
        ([_, record], None) if record == "dane" => records.push(Value::Object(std::mem::take(&mut current))),
        ([_, record, name], Some(content)) if record == "dane" && !content.is_empty() => {
            current.insert(name.clone(), Value::String(content.to_owned()));
        }
        _ => {}
    })?;
    Ok(records)
}

/// The text of the first element with this name, wherever it stands.
pub(crate) fn text_of(text: &str, name: &str) -> Result<Option<String>, ConnectorError> {
    let (mut found, name) = (None, name.to_lowercase());
    walk(text, |path, content| {
        if let (Some(content), true) = (content, path.last() == Some(&name)) {
            found.get_or_insert_with(|| content.to_owned());
        }
    })?;
    Ok(found)
}

/// Walks through a document, telling of every element that ends: its path, and its text if it has no elements inside.
fn walk(text: &str, mut ended: impl FnMut(&[String], Option<&str>)) -> Result<(), ConnectorError> {
    let mut reader = Reader::from_str(text);
    let (mut path, mut content, mut is_leaf): (Vec<String>, String, bool) =
        (Vec::new(), String::new(), false);
    for _ in 0..ELEMENTS_MAX {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Start(start) => {
                if path.len() >= DEPTH_MAX {
                    return Err(ConnectorError::Unreadable("it is nested too deeply"));
                }
                path.push(start.local_name().as_ref().to_lowercase());
                content.clear();
                is_leaf = true;
            }
            Event::End(_) => {
                ended(&path, is_leaf.then(|| content.trim()));
                path.pop();
                is_leaf = false;
            }
            Event::Text(text) => content.push_str(&text.xml10_content()),
            Event::CData(data) => content.push_str(&data.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().map_err(|_| BROKEN)? {
                Some(character) => content.push(character),
                None => content.push(predefined(&reference)?),
            },
            Event::DocType(_) => return Err(ConnectorError::Unreadable("it has a document type")),
            Event::Empty(_) | Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
            Event::Eof if path.is_empty() => return Ok(()),
            Event::Eof => return Err(BROKEN),
        }
    }
    Err(ConnectorError::Unreadable("it has too many elements"))
}

const BROKEN: ConnectorError = ConnectorError::Unreadable("it is no XML");

/// The five entities that every document has. No other is known here.
fn predefined(name: &str) -> Result<char, ConnectorError> {
    match name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(ConnectorError::Unreadable("it has an entity of its own")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> bool {
        matches!(records(text), Err(ConnectorError::Unreadable(_)))
            && matches!(text_of(text, "x"), Err(ConnectorError::Unreadable(_)))
    }

    #[test]
    fn records_are_flat_and_trimmed() {
        let text = "<?xml version=\"1.0\"?><root>\r\n<dane><A> x &amp; y &#xA;</A><B/><C></C></dane>\
                    <dane><s:a xmlns:s='u'><![CDATA[<z>]]></s:a></dane></root>";
        assert_eq!(serde_json::to_string(&records(text).unwrap()).unwrap(), r#"[{"a":"x & y"},{"a":"<z>"}]"#);
        assert_eq!(text_of(text, "A").unwrap().as_deref(), Some("x & y"));
        assert_eq!(text_of(text, "Z").unwrap(), None);
    }

    #[test]
    fn entities_of_the_sender_are_refused_whatever_they_are() {
        let file =
            "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><root><dane><a>&x;</a></dane></root>";
        let laughs =
            "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><root><dane><a>&b;</a></dane></root>";
        for text in [
            file,
            laughs,
            "<!DOCTYPE root><root/>",
            "<root><dane><a>&x;</a></dane></root>",
            "<root>&#x0;</root>",
        ] {
            assert!(refused(text), "{text}");
        }
    }

    #[test]
    fn what_is_deep_endless_or_broken_is_refused() {
        assert!(refused(&"<a>".repeat(100_000)));
        assert!(refused(&format!("{}{}", "<a>".repeat(20), "</a>".repeat(20))));
        assert!(refused(&format!("<a>{}</a>", "<b></b>".repeat(200_000))));
        for text in ["<a>", "<a></b>", "</a>", "<root><dane><a>x</dane></root>"] {
            assert!(refused(text), "{text}");
        }
    }
}
