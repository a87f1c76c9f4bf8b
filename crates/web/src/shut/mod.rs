//! What leads through a shut door is not shown: every page, once it is written, is held against the table of doors, and
//! controls whose address the reader may not open are taken out. So no screen asks by itself who may do what, and none can
//! forget to.

mod tree;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use zgoda_law::Role;

use crate::doors::opens;
use tree::{Element, Node, parse, write};

/// The roles of whoever a page is for; empty until they are known.
#[derive(Clone, Default)]
pub struct ReaderRoles(Arc<OnceLock<BTreeSet<Role>>>);

impl ReaderRoles {
    /// Says whom the page is for.
    pub fn tell(&self, roles: &BTreeSet<Role>) {
        self.0.get_or_init(|| roles.clone());
    }
}

/// Takes out of a page what its reader may not open.
pub async fn hide(mut request: Request, next: Next) -> Response {
    let reader = ReaderRoles::default();
    request.extensions_mut().insert(reader.clone());
    let response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let Some(roles) = reader.0.get().filter(|_| kind.is_some_and(|kind| kind.starts_with("text/html")))
    else {
        return response;
    };
    let (head, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let without = std::str::from_utf8(&bytes).ok().and_then(|page| without_shut(page, roles));
    Response::from_parts(head, without.map_or_else(|| Body::from(bytes), Body::from))
}

/// The page without what is shut; `None` where nothing is, or it is no page of ours.
fn without_shut(page: &str, roles: &BTreeSet<Role>) -> Option<String> {
    let mut nodes = parse(page)?;
    prune(&mut nodes, "", &|method, address| opens(roles, method, address)).then(|| write(&nodes))
}

/// Takes out what is shut and what is left empty by that. True where something was.
fn prune(nodes: &mut Vec<Node<'_>>, parent: &str, open: &impl Fn(&Method, &str) -> bool) -> bool {
    let mut taken = false;
    nodes.retain_mut(|node| {
        let Node::Element(element) = node else { return true };
        match shut(element, parent, open) {
            Shut::No => {}
            Shut::Control => {
                taken = true;
                return false;
            }
            Shut::Mention => {
                taken = true;
                element.unlink();
            }
        }
        let tag = element.tag.clone().into_owned();
        let within = prune(&mut element.children, &tag, open);
        taken |= within;
        !(within && is_hollow(element))
    });
    taken
}

/// What a shut door does to an element.
enum Shut {
    No,
    /// It is there to be used: it goes.
    Control,
    /// It says something and leads somewhere besides: its words stay.
    Mention,
}

fn shut(element: &Element<'_>, parent: &str, open: &impl Fn(&Method, &str) -> bool) -> Shut {
    let leads =
        |name: &str, method: &Method| element.attribute(name).is_none_or(|address| open(method, address));
    let is_open = match element.name {
        "form" if element.attribute("method") == Some("post") => leads("action", &Method::POST),
        "form" | "a" => leads(if element.name == "a" { "href" } else { "action" }, &Method::GET),
        "button" => leads("formaction", &Method::POST),
        _ => true,
    };
    match element.name {
        _ if is_open => Shut::No,
        "a" if !is_control(element, parent) => Shut::Mention,
        _ => Shut::Control,
    }
}

/// Whether a link is there to be used rather than to say something.
fn is_control(link: &Element<'_>, parent: &str) -> bool {
    let class = link.attribute("class").unwrap_or_default();
    let looks = ["button", "back", "danger", "linkish", "small", "item"];
    let stands = ["sheet", "actions", "tabs", "chips", "<nav", "<header"];
    class.split(' ').any(|class| looks.contains(&class)) || stands.iter().any(|place| parent.contains(place))
}

/// Whether nothing is left in an element for which it was there.
fn is_hollow(element: &Element<'_>) -> bool {
    match element.name {
        // What opens has nothing to open any more.
        "details" => !element.holds(&|one| matches!(one.name, "form" | "a" | "button" | "input")),
        "div" | "ul" | "ol" | "li" | "section" | "footer" | "p" | "span" | "nav" => !element.says_something(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page as somebody sees it who may open nothing but `/open` and what stands under it.
    fn seen(page: &str) -> String {
        let mut nodes = parse(page).unwrap();
        prune(&mut nodes, "", &|_, address| address.starts_with("/open") || !address.starts_with('/'));
        write(&nodes)
    }

    #[test]
    fn controls_go_with_what_only_led_to_them_and_words_stay() {
        for (page, left) in [
            ("<p>a <form method=\"post\" action=\"/shut\"><button>x</button></form></p>", "<p>a </p>"),
            (
                "<form method=\"post\" action=\"/open\"><button>x</button></form>",
                "<form method=\"post\" action=\"/open\"><button>x</button></form>",
            ),
            ("<td><a href=\"/shut/7\">Anna <b>Lis</b></a></td>", "<td><span>Anna <b>Lis</b></span></td>"),
            ("<li><a class=\"duty\" href=\"/shut\">x</a></li>", "<li><span class=\"duty\">x</span></li>"),
            ("<div class=\"actions\"><a href=\"/shut\">x</a></div>after", "after"),
            ("<a class=\"button small\" href=\"/shut\">x</a><a href=\"#a\">y</a>", "<a href=\"#a\">y</a>"),
            (
                "<section><header><h2>T</h2></header><div><a class=\"button\" href=\"/shut\">x</a></div></section>!",
                "!",
            ),
            (
                "<details><summary>S</summary><p>why</p><form method=\"post\" action=\"/shut\"></form></details>.",
                ".",
            ),
            ("<div><input> <button formaction=\"/shut\">x</button></div>", "<div><input> </div>"),
            ("<form action=\"/shut\"><input></form><hr>", "<hr>"),
        ] {
            assert_eq!(seen(page), left, "{page}");
        }
    }

    #[test]
    fn a_page_that_is_not_well_formed_stays_as_it_is() {
        for page in ["<p><b></p>", "<div>", "</div>", "<a href=\"/x", "<"] {
            assert!(parse(page).is_none(), "{page}");
        }
    }
}
