//! What holds for every screen, in both languages: rendered from the samples of the gallery.

#[path = "../examples/gallery/samples/mod.rs"]
#[allow(dead_code, reason = "the gallery uses the paths, this file the HTML")]
mod samples;

use samples::{Screen, screens};
use zgoda_text::Lang;
use zgoda_web::assets;
use zgoda_web::views::frame::Theme;

fn all() -> Vec<(Lang, Screen)> {
    let of = |lang: Lang| {
        screens(lang.text(), Theme::Auto).into_iter().flatten().map(move |screen| (lang, screen))
    };
    Lang::ALL.into_iter().flat_map(of).collect()
}

/// The text of every start tag with this name.
fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!("<{name}");
    html.match_indices(&start)
        .filter(|(at, _)| html[at + start.len()..].starts_with([' ', '>']))
        .map(|(at, _)| &html[at..at + html[at..].find('>').unwrap_or(0)])
        .collect()
}

#[test]
fn every_screen_renders_in_both_languages_with_its_own_words() {
    let all = all();
    assert!(all.len() >= 60);
    for (lang, screen) in &all {
        assert!(screen.html.contains(&format!("<html lang=\"{}\"", lang.tag())), "{}", screen.name);
        assert!(screen.html.ends_with("</html>"), "{}", screen.name);
    }
    for name in ["people", "person", "why", "import-source", "retention", "ledger", "erase", "settings"] {
        let [pl, en] = [Lang::Pl, Lang::En]
            .map(|lang| &all.iter().find(|(of, screen)| *of == lang && screen.name == name).unwrap().1.html);
        assert_ne!(pl, en, "{name}");
        for polish in ["Terminy", "Pracujesz", "Dowody", "Wyloguj"] {
            assert!(pl.contains(polish) && !en.contains(polish), "{name}: {polish}");
        }
    }
}

#[test]
fn nothing_is_inline_and_nothing_comes_from_elsewhere() {
    for (_, screen) in all() {
        let html = &screen.html;
        assert!(
            !html.contains(" style=") && !html.contains("<style") && !html.contains("javascript:"),
            "{}",
            screen.name
        );
        for script in tags(html, "script") {
            assert!(script.contains(&format!("src=\"{}\"", assets::script())), "{}: {script}", screen.name);
        }
        for handler in [" onclick=", " onload=", " onchange=", " onsubmit=", " onerror="] {
            assert!(!html.contains(handler), "{}: {handler}", screen.name);
        }
        for address in html.split("src=\"").chain(html.split("href=\"")).skip(1) {
            assert!(!address.starts_with("http") && !address.starts_with("//"), "{}", screen.name);
        }
    }
}

#[test]
fn every_form_that_posts_carries_a_token_and_no_form_changes_anything_by_get() {
    for (_, screen) in all() {
        for form in screen.html.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or_default();
            if form.contains("method=\"get\"") {
                assert!(
                    form.contains("role=\"search\"") && !form.contains("csrf"),
                    "{}: {form}",
                    screen.name
                );
                continue;
            }
            assert!(form.contains("method=\"post\""), "{}: {form}", screen.name);
            assert!(form.contains("name=\"csrf\""), "{}: {form}", screen.name);
        }
    }
}

#[test]
fn every_field_has_a_name_for_those_who_hear_it() {
    for (_, screen) in all() {
        for tag in ["input", "select", "textarea"].into_iter().flat_map(|name| tags(&screen.html, name)) {
            let id = tag.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next());
            let labelled = id.is_some_and(|id| screen.html.contains(&format!("for=\"{id}\"")));
            let wrapped = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"");
            let hidden = tag.contains("type=\"hidden\"");
            assert!(hidden || labelled || wrapped || tag.contains("aria-label="), "{}: {tag}", screen.name);
        }
        for image in tags(&screen.html, "img") {
            assert!(image.contains(" alt=\""), "{}: {image}", screen.name);
        }
    }
}

#[test]
fn no_id_stands_twice_and_every_screen_has_one_heading() {
    for (_, screen) in all() {
        let mut ids: Vec<&str> =
            screen.html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        ids.sort_unstable();
        let twice: Vec<_> = ids.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{}: {twice:?}", screen.name);
        assert_eq!(tags(&screen.html, "h1").len(), 1, "{}", screen.name);
    }
}

#[test]
fn a_list_without_permitted_names_shows_none() {
    for (_, screen) in all().into_iter().filter(|(_, screen)| screen.name == "people-pseudonyms") {
        assert!(screen.html.contains("class=\"pseudonym\""));
        for name in ["Zielińska", "Nowak", "Kowalski", "Żak"] {
            assert!(!screen.html.contains(name), "{name}");
        }
    }
}

#[test]
fn what_people_typed_or_are_called_is_escaped() {
    use zgoda_web::views::account::LoginPage;
    use zgoda_web::views::frame::Door;
    use zgoda_web::views::parts::Input;
    let door = Door {
        t: Lang::Pl.text(),
        theme: Theme::Dark,
        csrf: "x".into(),
        here: "/login".into(),
        notice: None,
    };
    let email = Input { value: "\"><script>alert(1)</script>".into(), problem: Some("<b>".into()) };
    let html = askama::Template::render(&LoginPage { door, email, password: Input::default() }).unwrap();
    assert!(!html.contains("<script>alert") && !html.contains("<b>"));
    assert!(html.contains("data-theme=\"dark\""));
}

#[test]
fn a_sentence_begins_every_denial_and_the_article_stands_beside_it() {
    for (lang, screen) in all().into_iter().filter(|(_, screen)| screen.name == "why") {
        let t = lang.text();
        let sentence = t.reason(zgoda_law::ReasonCode::BasisMissing);
        let first = screen.html.find(sentence).unwrap();
        let cited = ["art.\u{a0}398", "Art.\u{a0}398"].iter().find_map(|cited| screen.html.find(cited));
        assert!(first < cited.unwrap());
        assert!(screen.html.contains("channel/PL"));
    }
}
