//! What every role sees on every page is what it may open: links are followed, forms are tried without their token.
#![expect(clippy::unwrap_used, reason = "a failed test shall stop where it fails")]

mod support;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::http::StatusCode;
use support::{Site, Staff, now, stamp};
use zgoda_law::Role;
use zgoda_law::calendar::day_of;
use zgoda_text::Lang;

const ROLES: [(Role, &str); 8] = [
    (Role::Sales, "respond_inquiry"),
    (Role::Marketing, "newsletter"),
    (Role::Service, "respond_inquiry"),
    (Role::Accounting, "respond_inquiry"),
    (Role::Legal, "respond_inquiry"),
    (Role::Dpo, "subject_rights"),
    (Role::Admin, "security_logs"),
    (Role::Inspector, "subject_rights"),
];

/// Pages of one shape that are looked at.
const ALIKE: usize = 2;

/// A site on which something has happened everywhere.
async fn lived_in() -> Site {
    let site = Site::new();
    let anna = site.person("Anna", "Lis", "anna@example.test");
    site.met("Jan", "Kos", "jan@example.test", false);
    site.consent(anna);
    site.store().add_organisation(stamp(), "Młyn sp. z o.o.", Some("0000123456"), None).unwrap();
    let officer = site.officer("pl");
    let (anna, day) = (anna.to_string(), day_of(now()).to_string());
    for kind in ["access", "portability", "erasure", "restriction"] {
        let fields =
            [("whose", anna.as_str()), ("kind", kind), ("door", "phone"), ("day", &day), ("said", "")];
        officer.post("/requests", &fields).await;
    }
    officer.post("/ledger/verify", &[]).await;
    site
}

/// The address that an attribute of a start tag holds, as a browser reads it.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let text = rest.split('"').next()?;
    Some(text.replace("&#38;", "&").replace("&amp;", "&"))
}

/// Every start tag of a page.
fn tags(page: &str) -> impl Iterator<Item = &str> {
    page.split('<').skip(1).filter_map(|piece| piece.split_once('>').map(|(tag, _)| tag))
}

/// An address without what tells one person, file or number from another.
fn shape(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let part = |part: &str| {
        if part.bytes().any(|byte| byte.is_ascii_digit()) { "*".to_owned() } else { part.to_owned() }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// What one role sees: the pages it came to, and every form with the shape of its address.
struct Seen {
    pages: BTreeSet<String>,
    forms: BTreeSet<String>,
}

async fn walk(role: Role, staff: &Staff<'_>) -> Seen {
    let refusal = Lang::En.text().message_forbidden();
    let mut waiting = VecDeque::from(["/account".to_owned(), "/".to_owned()]);
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen = Seen { pages: BTreeSet::new(), forms: BTreeSet::new() };
    let mut known = BTreeSet::new();
    while let Some(path) = waiting.pop_front() {
        let page = staff.get(&path).await;
        assert!(!page.text.contains(refusal), "{role}: a link leads to {path}, which is shut");
        if page.status == StatusCode::SEE_OTHER && known.insert(page.location.clone()) {
            waiting.push_back(page.location.clone());
        }
        if page.status != StatusCode::OK || !page.kind.starts_with("text/html") {
            continue;
        }
        seen.pages.insert(shape(&path));
        for tag in tags(&page.text) {
            let name = tag.split([' ', '\n']).next().unwrap_or_default();
            if name == "a"
                && let Some(address) = attribute(tag, "href").filter(|href| href.starts_with('/'))
            {
                let count = alike.entry(shape(&address)).or_default();
                if *count < ALIKE && known.insert(address.clone()) {
                    *count += 1;
                    waiting.push_back(address);
                }
            }
            let sent = match name {
                "form" if tag.contains("method=\"post\"") => attribute(tag, "action"),
                "button" => attribute(tag, "formaction"),
                _ => None,
            };
            if let Some(action) = sent
                && seen.forms.insert(shape(&action))
            {
                let tried = staff.forge(&action).await;
                assert!(
                    !tried.text.contains(refusal),
                    "{role}: a form on {path} is sent to {action}, which is shut"
                );
            }
        }
    }
    seen
}

#[tokio::test]
async fn no_role_is_shown_a_control_that_refuses() {
    let site = lived_in().await;
    for (role, purpose) in ROLES {
        let seen = walk(role, &site.staff(&[role], purpose, "en")).await;
        assert!(seen.pages.len() >= 2, "{role}: {:?}", seen.pages);
        if role == Role::Inspector {
            assert!(seen.pages.len() > 40, "the inspector reads everything: {}", seen.pages.len());
            let own = ["/logout", "/preferences", "/search"];
            let others: Vec<&String> = seen
                .forms
                .iter()
                .filter(|form| !own.contains(&form.as_str()) && !form.starts_with("/account"))
                .collect();
            // What only looks is no change: counting, and showing a name for another purpose.
            assert!(
                others.iter().all(|form| ["/people/selected", "/people/*/reveal"].contains(&form.as_str())),
                "{others:?}"
            );
        }
        if role == Role::Dpo {
            for form in ["/requests/*/identify", "/requests/*/answer", "/people/*/erase", "/evidence"] {
                assert!(seen.forms.contains(form), "{form} is lost: {:?}", seen.forms);
            }
        }
    }
}

#[tokio::test]
async fn what_is_shut_leaves_its_words_and_nothing_that_opens_nothing() {
    let site = lived_in().await;
    let inspector = site.staff(&[Role::Inspector], "subject_rights", "pl");
    let file = site.store().open_requests(10).unwrap().remove(0).key;
    let page = inspector.get(&format!("/requests/{file}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text.contains("/identify") && !page.text.contains("/answer"), "{}", page.text);
    assert!(page.text.contains("Wpłynęło"), "{}", page.text);
    for menu in page.text.split("<details").skip(1) {
        let menu = menu.split("</details>").next().unwrap();
        assert!(menu.contains("<form") || menu.contains("<a ") || menu.contains("<button"), "{menu}");
    }
    let list = inspector.get("/requests").await.text;
    assert!(!list.contains("href=\"/requests/new\""), "{list}");
    assert!(list.contains(&format!("href=\"/requests/{file}\"")), "what may be read is linked");
    let firms = inspector.get("/organisations").await.text;
    let firm =
        tags(&firms).filter_map(|tag| attribute(tag, "href")).find(|to| shape(to) == "/organisations/*");
    let firm = inspector.get(&firm.unwrap()).await.text;
    assert!(firm.contains("Młyn") && !firm.contains("Wczytaj sprawozdanie"), "{firm}");
}
