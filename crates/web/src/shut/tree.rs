//! A page of ours as a tree: every element is closed, attributes stand in double quotes. Nothing is understood of it but
//! where elements begin and end, so what is written again is what was read.

use std::borrow::Cow;

/// Elements that are never closed.
const VOID: [&str; 10] = ["meta", "link", "input", "br", "hr", "img", "col", "wbr", "source", "base"];
/// Elements whose content is no HTML.
const RAW: [&str; 2] = ["script", "style"];
/// Elements that name what follows and say nothing by themselves.
const HEADINGS: [&str; 6] = ["header", "h2", "h3", "summary", "legend", "svg"];
/// Elements that are something without any words.
const THINGS: [&str; 8] = ["input", "select", "textarea", "button", "img", "table", "form", "a"];

/// A piece of a page.
pub enum Node<'h> {
    /// Words, or what is no element.
    Text(&'h str),
    /// An element.
    Element(Element<'h>),
}

/// An element with all that is in it.
pub struct Element<'h> {
    /// Its name.
    pub name: &'h str,
    /// Its start tag.
    pub tag: Cow<'h, str>,
    /// What is in it.
    pub children: Vec<Node<'h>>,
    /// Its end tag; empty where it has none.
    end: &'h str,
}

impl<'h> Element<'h> {
    /// An attribute as it is written.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let begins = format!(" {name}=\"");
        let (_, rest) = self.tag.split_once(&begins)?;
        rest.split('"').next()
    }

    /// Makes plain words of a link.
    pub fn unlink(&mut self) {
        let class = self.attribute("class").map(|class| format!(" class=\"{class}\"")).unwrap_or_default();
        self.tag = Cow::Owned(format!("<span{class}>"));
        (self.name, self.end) = ("span", "</span>");
    }

    /// Whether there is such an element in it.
    pub fn holds(&self, is_one: &impl Fn(&Element<'h>) -> bool) -> bool {
        self.children.iter().any(|node| match node {
            Node::Text(_) => false,
            Node::Element(element) => is_one(element) || element.holds(is_one),
        })
    }

    /// Whether there is more in it than headings.
    pub fn says_something(&self) -> bool {
        self.children.iter().any(|node| match node {
            Node::Text(text) => !text.trim().is_empty(),
            Node::Element(element) if HEADINGS.contains(&element.name) => false,
            Node::Element(element) => THINGS.contains(&element.name) || element.says_something(),
        })
    }
}

/// Reads a page; `None` where it is not well-formed.
pub fn parse(page: &str) -> Option<Vec<Node<'_>>> {
    // What is open, from the outside in, each with what was found in it so far.
    let mut open: Vec<(&str, &str, Vec<Node<'_>>)> = vec![("", "", Vec::new())];
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (text, tagged) = rest.split_at(at);
        let (_, _, here) = open.last_mut()?;
        if !text.is_empty() {
            here.push(Node::Text(text));
        }
        let (tag, after) = tagged.split_at(length(tagged)?);
        rest = after;
        if tag.starts_with("<!") {
            here.push(Node::Text(tag));
        } else if let Some(name) = tag.strip_prefix("</") {
            let (begun, start, children) = open.pop()?;
            if name.trim_end_matches('>') != begun {
                return None;
            }
            let element = Element { name: begun, tag: Cow::Borrowed(start), children, end: tag };
            open.last_mut()?.2.push(Node::Element(element));
        } else {
            let name = tag.get(1..)?.split([' ', '\n', '>', '/']).next()?;
            if VOID.contains(&name) || tag.ends_with("/>") {
                let (tag, children) = (Cow::Borrowed(tag), Vec::new());
                here.push(Node::Element(Element { name, tag, children, end: "" }));
            } else {
                let mut children = Vec::new();
                if RAW.contains(&name) {
                    let (raw, after) = rest.split_at(rest.find("</")?);
                    children.push(Node::Text(raw));
                    rest = after;
                }
                open.push((name, tag, children));
            }
        }
    }
    let (_, _, mut whole) = open.pop()?;
    if !open.is_empty() {
        return None;
    }
    whole.push(Node::Text(rest));
    Some(whole)
}

/// The length of the tag that a text begins with.
fn length(text: &str) -> Option<usize> {
    if text.starts_with("<!--") {
        return text.find("-->").map(|at| at + 3);
    }
    let mut quoted = false;
    let end = text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    end.map(|at| at + 1)
}

/// Writes what was read.
pub fn write(nodes: &[Node<'_>]) -> String {
    let mut page = String::new();
    put(nodes, &mut page);
    page
}

fn put(nodes: &[Node<'_>], page: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => page.push_str(text),
            Node::Element(element) => {
                page.push_str(&element.tag);
                put(&element.children, page);
                page.push_str(element.end);
            }
        }
    }
}
