//! The stories of what goes out, and of what has to be weighed before data come in.

use crate::demo::Demo;
use crate::driver::Browser;
use crate::walk::sign_in;

#[test]
fn a_balancing_test_is_begun_saved_refused_and_printed() {
    let demo = Demo::start();
    let browser = Browser::start(1280, 900, "pl");
    sign_in(&browser, &demo, 1);
    browser.go(&demo.url("/settings"));
    browser.click("a[href='/settings/assessments/lia/enrich_person']");
    browser.wait_text("Co wie system");
    browser.click("form[action$='/begin'] button.primary");
    browser.wait_text("Projekt zaczęty");
    browser.fill("#interest", "Chcemy wiedzieć, kto w firmie odpowiada za zakup etykiet.");
    browser.picture("51-balancing");
    browser.click("button[formaction$='/approve']");
    browser.wait_text("Jeszcze nie można zatwierdzić");
    browser.picture("52-balancing-lacking");
    browser.click("form[action$='/save'] button:not([formaction])");
    browser.wait_text("Projekt zapisany");
    browser.find("a[href$='/pdf']");
    let phone = Browser::start(500, 900, "en");
    sign_in(&phone, &demo, 1);
    for place in ["/settings/assessments/lia/enrich_person", "/settings/assessments/dpia/enrich_person"] {
        phone.go(&demo.url(place));
        phone.find("main h1");
        let width = phone.run("return document.documentElement.scrollWidth <= window.innerWidth");
        assert_eq!(width, true, "{place} is wider than the phone");
        phone.picture(&format!("53-phone{}", place.replace('/', "-")));
    }
}

#[test]
fn a_webhook_is_set_up_tried_and_paused() {
    let demo = Demo::start();
    let browser = Browser::start(1280, 900, "pl");
    sign_in(&browser, &demo, 0);
    browser.go(&demo.url("/settings/webhooks"));
    browser.wait_text("Nikogo nie zawiadamiamy");
    // Nobody listens on this port.
    browser.fill("input[name=url]", "http://127.0.0.1:1/webhook");
    browser.click("input[name=internal]");
    browser.click("form[action='/settings/webhooks'] button.primary");
    browser.wait_text("whsec_");
    browser.picture("54-webhook");
    browser.click("form[action$='/test'] button");
    browser.wait_text("nikt nie odpowiada");
    browser.click("form[action$='/pause'] button");
    browser.wait_text("Wstrzymany. Zmiany zbierają się.");
    browser.picture("55-webhook-paused");
    let phone = Browser::start(500, 900, "en");
    sign_in(&phone, &demo, 0);
    for place in ["/settings/webhooks", "/settings/webhooks/1"] {
        phone.go(&demo.url(place));
        phone.find("main h1");
        let width = phone.run("return document.documentElement.scrollWidth <= window.innerWidth");
        assert_eq!(width, true, "{place} is wider than the phone");
    }
}
