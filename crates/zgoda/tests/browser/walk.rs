//! The stories. Each page on the way is photographed into the folder of pictures.

use crate::demo::Demo;
use crate::driver::Browser;

const LEAVING: &str = "anna.wisniewska@bursztynowa-fala.example.test";

/// Signs the account in, second factor included.
pub fn sign_in(browser: &Browser, demo: &Demo, which: usize) {
    let (login, password) = demo.login(which);
    browser.go(&demo.url("/"));
    browser.wait_url("/login");
    browser.fill("input[name=email]", login);
    browser.fill("input[name=password]", password);
    browser.click("form[action='/login'] button.primary");
    browser.wait_url("/login/code");
    let page = browser.text();
    let code = page.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6);
    browser.fill("input[name=code]", code.unwrap());
    browser.click("form[action='/login/code'] button.primary");
    browser.wait_gone("input[name=code]");
}

/// Searches by an address, which never stands in the browser's address line.
fn search(browser: &Browser, words: &str) {
    browser.fill("form[action='/search'] input[name=q]", &format!("{words}\u{e007}"));
    browser.wait_url("/search");
    assert!(!browser.url().contains('@'));
}

#[test]
fn a_lead_is_seen_questioned_handed_out_erased_and_proven() {
    let demo = Demo::start();
    let browser = Browser::start(1280, 900, "pl");
    sign_in(&browser, &demo, 0);
    browser.wait_text("Dzień dobry, Ola");
    browser.picture("01-dashboard");

    search(&browser, LEAVING);
    browser.picture("02-search");
    browser.click("main a[href^='/people/']");
    browser.wait_text("Anna Wiśniewska");
    browser.wait_text("Targi Biuro i Praca");
    browser.picture("03-person");
    let person = browser.url();

    browser.click("main a[href*='/why?'][href*='direct_marketing_own'][href*='email']");
    browser.wait_text("Krok po kroku");
    browser.wait_text("art. 398 ust. 1 PKE");
    browser.picture("04-why");

    browser.go(&format!("{person}/export"));
    browser.click("form[action$='/export'] button.primary");
    browser.find("a[href^='data:application/json']");
    browser.picture("05-access");

    browser.go(&format!("{person}/erase"));
    browser.picture("06-erase");
    browser.click("form[action$='/erase'] button.danger");
    browser.wait_text("Potwierdzenie usunięcia danych");
    assert!(!browser.text().contains("Wiśniewska"));
    browser.picture("07-certificate");
    search(&browser, LEAVING);
    assert!(browser.try_find("main a[href^='/people/']").is_none());

    browser.go(&demo.url("/ledger"));
    browser.click("form[action='/ledger/verify'] button");
    browser.wait_gone("form[action='/ledger/verify'] button[disabled]");
    browser.picture("08-ledger");
}

#[test]
fn a_file_comes_in_with_its_source_and_can_be_taken_back() {
    let demo = Demo::start();
    let browser = Browser::start(1280, 900, "pl");
    sign_in(&browser, &demo, 0);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("spotkania.csv");
    std::fs::write(
        &file,
        "Imię;Nazwisko;E-mail;Uwagi\nCelina;Borowa;celina.borowa@example.test;\n;;;bez kontaktu\n",
    )
    .unwrap();

    browser.go(&demo.url("/imports/new"));
    browser.choose_file("input[type=file]", &file);
    browser.picture("11-import-file");
    browser.click("form[action='/imports'] button.primary");
    browser.wait_url("/source");
    browser.click("input[name=source][value=event]");
    browser.fill("input[name=origin]", "Spotkania w Kaliszu");
    browser.run("document.querySelector('input[name=collected]').value = '2026-11-20'");
    browser.click("input[name=purpose][value=respond_inquiry]");
    browser.picture("12-import-source");
    browser.click("form[action$='/source'] button.primary");
    browser.wait_url("/mapping");
    browser.picture("13-import-mapping");
    browser.click("form[action$='/mapping'] button.primary");
    browser.wait_url("/preview");
    browser.wait_text("celina.borowa@example.test");
    browser.picture("14-import-preview");
    browser.click("form[action$='/run'] button.primary");
    browser.find("form[action$='/undo']");
    browser.picture("15-import-report");

    search(&browser, "celina.borowa@example.test");
    browser.find("main a[href^='/people/']");
    browser.go(&demo.url("/imports"));
    browser.wait_text("Spotkania w Kaliszu");
    browser.click("main a[href^='/imports/']:not([href='/imports/new'])");
    browser.click("form[action$='/undo'] input[name=sure]");
    browser.click("form[action$='/undo'] button");
    browser.wait_gone("form[action$='/undo'] input[name=sure]");
    browser.picture("16-import-undone");
    search(&browser, "celina.borowa@example.test");
    assert!(browser.try_find("main a[href^='/people/']").is_none());
}

#[test]
fn a_firm_is_enriched_from_the_register_in_english_on_a_phone() {
    let demo = Demo::start();
    let browser = Browser::start(500, 900, "en");
    sign_in(&browser, &demo, 0);
    browser.picture("21-phone-dashboard");
    browser.go(&demo.url("/organisations"));
    browser.picture("22-phone-firms");
    browser.run(
        "[...document.querySelectorAll('main tr')].find(row => row.innerText.includes('0009000')).querySelector('a.name').click()",
    );
    browser.find("form[action$='/enrich'] button.primary");
    browser.click("form[action$='/enrich'] button.primary");
    browser.wait_text("0009000");
    browser.picture("23-phone-firm");
    let width = browser.run("return document.documentElement.scrollWidth <= window.innerWidth");
    assert_eq!(width, true, "the page is wider than the phone");
}

#[test]
fn a_statement_of_a_firm_is_read_in_drawn_and_taken_back() {
    let demo = Demo::start();
    let browser = Browser::start(1280, 900, "pl");
    sign_in(&browser, &demo, 0);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sprawozdanie.xml");
    let document = include_str!("../../../formats/tests/fixtures/statements/SFJMIZ_v1-2_syntetyczny.xml");
    std::fs::write(&file, document.replace("0000123456", "0009000027").replace("1234563218", "")).unwrap();

    browser.go(&demo.url("/organisations"));
    browser.run(
        "[...document.querySelectorAll('main tr')].find(row => row.innerText.includes('0009000027')).querySelector('a.name').click()",
    );
    browser.wait_text("Nie ma jeszcze sprawozdań");
    browser.picture("51-firm-empty");
    browser.choose_file("input[type=file]", &file);
    browser.click("form[action$='/statements'] button");
    browser.wait_text("Sprawozdanie wczytane");
    assert_eq!(browser.run("return document.querySelectorAll('svg.chart rect').length > 4"), true);
    browser.wait_text("800\u{202f}000");
    browser.picture("52-firm-figures");
    browser.click("details.tag[id^='statement-'] > summary");
    browser.picture("53-firm-statement");
    browser.click("form[action$='/undo'] button");
    browser.wait_text("Sprawozdanie cofnięte");
    assert!(browser.try_find("svg.chart").is_none());
    browser.picture("54-firm-undone");
    let phone = Browser::start(500, 900, "en");
    sign_in(&phone, &demo, 0);
    phone.go(&demo.url("/organisations/1"));
    phone.find("svg.chart");
    phone.picture("55-phone-firm");
    let width = phone.run("return document.documentElement.scrollWidth <= window.innerWidth");
    assert_eq!(width, true, "the page is wider than the phone");
}

#[test]
fn firms_are_asked_about_in_one_run_looked_through_and_accepted() {
    let demo = Demo::start();
    let browser = Browser::start(1280, 900, "pl");
    sign_in(&browser, &demo, 0);
    browser.go(&demo.url("/enrichment"));
    browser.picture("41-runs-empty");
    browser.go(&demo.url("/enrichment/new"));
    browser.click("input[name=by][value=numbers]");
    browser.fill("textarea[name=numbers]", "0009000019 0009000027 0000081110");
    browser.picture("42-run-choice");
    browser.click("form[action='/enrichment/new'] button.primary");
    browser.find("form[action$='/approve']");
    browser.picture("43-run-plan");
    browser.click("form[action$='/approve'] button.primary");
    browser.find("form[action$='/undo']");
    browser.picture("44-run-done");
    browser.go(&format!("{}/diff?decision=", browser.url().split('?').next().unwrap()));
    browser.picture("45-run-diff");
    browser.go(&demo.url("/enrichment"));
    browser.wait_text("Przebieg 1");
    browser.go(&demo.url("/enrichment/ranks"));
    browser.picture("46-sources");
    let phone = Browser::start(500, 900, "en");
    sign_in(&phone, &demo, 0);
    for (place, name) in
        [("/enrichment/1", "47-phone-run"), ("/enrichment/1/diff?decision=", "48-phone-diff")]
    {
        phone.go(&demo.url(place));
        phone.picture(name);
        let width = phone.run("return document.documentElement.scrollWidth <= window.innerWidth");
        assert_eq!(width, true, "{place} is wider than the phone");
    }
}

#[test]
fn the_officer_sees_what_is_due_and_every_screen_speaks_both_languages() {
    let demo = Demo::start();
    for (lang, overdue) in [("pl", "po terminie"), ("en", "verdue")] {
        let browser = Browser::start(1280, 900, lang);
        sign_in(&browser, &demo, 1);
        for place in
            ["/", "/people", "/organisations", "/imports", "/deadlines", "/retention", "/ledger", "/settings"]
        {
            browser.go(&demo.url(place));
            browser.find("main");
            let name = place.trim_start_matches('/');
            browser
                .picture(&format!("31-officer-{lang}-{}", if name.is_empty() { "dashboard" } else { name }));
        }
        browser.go(&demo.url("/deadlines"));
        assert!(browser.text().contains(overdue), "{}", browser.text());
    }
}

#[test]
fn whoever_is_owed_information_is_seen_read_and_mail_is_tried() {
    let demo = Demo::start();
    let browser = Browser::start(1280, 900, "pl");
    sign_in(&browser, &demo, 0);
    browser.go(&demo.url("/settings/mail"));
    browser.click("form[action='/settings/mail/test'] button");
    browser.wait_text("Serwer przyjął próbę");
    browser.picture("41-mail");
    browser.go(&demo.url("/notices"));
    browser.wait_text("Obowiązek informacyjny");
    browser.picture("42-notices");
    browser.click("main td.lead a[href$='/notice']");
    browser.wait_text("PRAWO SPRZECIWU");
    browser.picture("43-notice");
    browser.go(&demo.url("/notices/words"));
    browser.fill("#closing-pl", "Mamy dla Ciebie rabat.");
    browser.click("#words-pl form button.primary");
    browser.wait_text("Brzmi jak reklama: rabat");
    browser.picture("44-words");
    browser.fill("#closing-pl", "Dziękujemy za uwagę.");
    browser.click("#words-pl form button.primary");
    browser.wait_text("1 wersja");
    browser.go(&demo.url("/notices/letters"));
    browser.picture("45-letters");
    let phone = Browser::start(500, 900, "en");
    sign_in(&phone, &demo, 1);
    for place in ["/notices", "/notices/words", "/notices/letters"] {
        phone.go(&demo.url(place));
        phone.find("main h1");
        let width = phone.run("return document.documentElement.scrollWidth <= window.innerWidth");
        assert_eq!(width, true, "{place} is wider than the phone");
        phone.picture(&format!("46-phone{}", place.replace('/', "-")));
    }
}
