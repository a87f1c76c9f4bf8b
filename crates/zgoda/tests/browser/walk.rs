//! The stories.

use crate::demo::Demo;
use crate::driver::Browser;

/// Signs the account in, second factor included.
fn sign_in(browser: &Browser, demo: &Demo, which: usize) {
    let (login, password) = demo.login(which);
    browser.go(&demo.url("/login"));
    browser.fill("input[name=email]", login);
    browser.fill("input[name=password]", password);
    browser.click("form[action='/login'] button.primary");
    browser.wait_url("/login/code");
    let page = browser.text();
    let digits: Vec<&str> = page.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 6).collect();
    browser.fill("input[name=code]", digits[0]);
    browser.click("form[action='/login/code'] button.primary");
    browser.wait_gone("input[name=code]");
}

#[test]
fn a_seller_signs_in_with_two_factors_and_sees_the_desk() {
    let demo = Demo::start();
    let browser = Browser::start(1280, 900, "pl");
    browser.go(&demo.url("/login"));
    browser.picture("01-login");
    sign_in(&browser, &demo, 0);
    browser.picture("02-dashboard");
}
