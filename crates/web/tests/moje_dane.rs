//! The page of the person whose data are held: from an address to what is done, with a server that really speaks SMTP.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed test shall stop where it fails")]

mod support;

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use support::{Page, Site};
use zgoda_connectors::smtp::sink::Sink;
use zgoda_law::{Role, SubjectId};
use zgoda_rights::inform::{Encryption, MailServer};
use zgoda_rights::own_page::set_public_address;

const ANNA: &str = "anna.nowak@example.test";

/// Somebody with a browser and no account.
struct Visitor<'s> {
    site: &'s Site,
    cookie: String,
    csrf: String,
}

impl<'s> Visitor<'s> {
    fn new(site: &'s Site) -> Self {
        let csrf = site.app.csrf.token("a-visitor");
        Self { site, cookie: "__Host-zgoda=a-visitor; zgoda-lang=pl".into(), csrf }
    }

    async fn get(&self, path: &str) -> Page {
        let request = Request::get(path).header(header::COOKIE, &self.cookie);
        self.site.ask(request.body(Body::empty()).unwrap()).await
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut all = vec![("csrf", self.csrf.as_str())];
        all.extend_from_slice(fields);
        let request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let body = serde_urlencoded::to_string(&all).unwrap();
        let page = self.site.ask(request.body(Body::from(body)).unwrap()).await;
        if page.cookie.starts_with("__Host-zgoda-own=") {
            self.cookie = format!("{}; {}", self.cookie, page.cookie);
        }
        page
    }

    /// Asks for a code and opens the page with it.
    async fn come_in(&mut self, sink: &Sink, email: &str) -> Page {
        let before = sink.received().len();
        assert_eq!(self.post("/moje-dane", &[("email", email)]).await.location, "/moje-dane/kod");
        let code = code_in(&mail(sink, before));
        self.post("/moje-dane/kod", &[("code", &code)]).await
    }
}

/// A site that can send mail.
fn site() -> (Site, Sink) {
    let (site, sink) = (Site::new(), Sink::start().unwrap());
    let server = MailServer {
        host: "127.0.0.1".into(),
        port: sink.port(),
        encryption: Encryption::Plain,
        user: String::new(),
        from: "dane@example.test".into(),
        sender: "Etykiety".into(),
    };
    server.save(site.store(), None).unwrap();
    (site, sink)
}

/// The text of the message after the first so many, as soon as it is there.
fn mail(sink: &Sink, before: usize) -> String {
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(20) {
        if let Some(message) = sink.received().get(before) {
            return readable(&message.message);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("no message came");
}

/// The body of a message, whichever way it is encoded.
fn readable(data: &str) -> String {
    let data = data.replace("\r\n", "\n");
    let (head, body) = data.split_once("\n\n").unwrap();
    let head = head.to_lowercase();
    if head.contains("base64") {
        let packed: String = body.split_whitespace().filter(|line| *line != ".").collect();
        return String::from_utf8(STANDARD.decode(packed).unwrap()).unwrap();
    }
    let mut parts = body.replace("=\n", "").into_bytes().into_iter().peekable();
    let mut bytes = Vec::new();
    while let Some(byte) = parts.next() {
        let digits = [parts.peek().copied(), parts.clone().nth(1)].map(|digit| digit.map(char::from));
        let pair: Option<String> = digits.into_iter().collect();
        match pair.and_then(|pair| u8::from_str_radix(&pair, 16).ok()) {
            Some(coded) if byte == b'=' => {
                bytes.push(coded);
                parts.nth(1);
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn code_in(text: &str) -> String {
    let is_code = |word: &&str| word.len() == 14 && word.matches('-').count() == 2;
    text.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-'))
        .find(is_code)
        .unwrap()
        .to_owned()
}

fn fact_of(site: &Site, id: SubjectId, field: &str) -> u32 {
    let field = site.store().law().catalogue().field(field).unwrap().id;
    let person = site.store().person(id).unwrap();
    person.current().find(|fact| fact.field == field).unwrap().no.0
}

#[tokio::test]
async fn a_code_by_mail_opens_all_that_is_held_with_where_it_is_from_and_until_when() {
    let (site, sink) = site();
    site.person("Anna", "Nowak", ANNA);
    let mut anna = Visitor::new(&site);
    assert_eq!(anna.come_in(&sink, " Anna.Nowak@Example.test ").await.location, "/moje-dane/mine");
    let page = anna.get("/moje-dane/mine").await;
    for said in [ANNA, "Nowak", "Targi Poznań", "Etykiety sp. z o.o.", "iod@example.test", "Trzymamy do"] {
        assert!(page.text.contains(said), "{said}");
    }
    assert!(!page.text.contains("marta"));
    assert_eq!(anna.post("/moje-dane/leave", &[]).await.location, "/moje-dane?done=own-left");
    assert_eq!(anna.get("/moje-dane/mine").await.location, "/moje-dane?done=own-over");
}

#[tokio::test]
async fn whether_somebody_is_known_shows_nowhere_but_in_their_mail() {
    let (site, sink) = site();
    site.person("Anna", "Nowak", ANNA);
    let mut visitor = Visitor::new(&site);
    let unknown = visitor.post("/moje-dane", &[("email", "nikt@example.test")]).await;
    let known = visitor.post("/moje-dane", &[("email", ANNA)]).await;
    assert_eq!(
        (unknown.status, &unknown.location, &unknown.text),
        (known.status, &known.location, &known.text)
    );
    assert!(mail(&sink, 0).contains("Kod"));
    let to: Vec<String> = sink.received().iter().map(|message| message.to.clone()).collect();
    assert!(to.len() == 1 && !to.iter().any(|address| address.contains("nikt")), "{to:?}");
}

#[tokio::test]
async fn an_address_that_was_corrected_opens_nothing_any_more() {
    let (site, sink) = site();
    let id = site.person("Anna", "Nowak", ANNA);
    let mut anna = Visitor::new(&site);
    anna.come_in(&sink, ANNA).await;
    let form = format!("/moje-dane/facts/{}/correct", fact_of(&site, id, "email"));
    assert!(anna.get(&form).await.text.contains(ANNA));
    let wrong = anna.post(&form, &[("value", "anna")]).await;
    assert!(wrong.status == StatusCode::OK && wrong.text.contains("aria-invalid"));
    let right = anna.post(&form, &[("value", "anna.lis@example.test")]).await;
    assert_eq!(right.location, "/moje-dane/mine?done=own-corrected");
    let mut other = Visitor::new(&site);
    other.post("/moje-dane", &[("email", ANNA)]).await;
    assert_eq!(other.come_in(&sink, "anna.lis@example.test").await.location, "/moje-dane/mine");
    assert_eq!(sink.received().len(), 2);
}

#[tokio::test]
async fn a_wrong_code_opens_nothing_and_a_right_one_only_once() {
    let (site, sink) = site();
    site.person("Anna", "Nowak", ANNA);
    let mut anna = Visitor::new(&site);
    anna.post("/moje-dane", &[("email", ANNA)]).await;
    let code = code_in(&mail(&sink, 0));
    assert!(
        anna.post("/moje-dane/kod", &[("code", "AAAA-BBBB-CCCC")]).await.text.contains("Ten kod nie działa")
    );
    assert_eq!(anna.post("/moje-dane/kod", &[("code", &code)]).await.location, "/moje-dane/mine");
    assert!(
        Visitor::new(&site)
            .post("/moje-dane/kod", &[("code", &code)])
            .await
            .text
            .contains("Ten kod nie działa")
    );
}

#[tokio::test]
async fn withdrawing_and_objecting_work_at_once_and_are_said_back() {
    let (site, sink) = site();
    let id = site.person("Anna", "Nowak", ANNA);
    let consent = site.consent(id);
    let mut anna = Visitor::new(&site);
    anna.come_in(&sink, ANNA).await;
    let page = anna.get("/moje-dane/mine").await.text.replace('\u{a0}', " ");
    assert!(page.contains("Chcę dostawać newsletter"));
    assert!(page.contains("Od 22 listopada 2026, kanały: e-mail"), "{page}");
    let done = anna.post(&format!("/moje-dane/consents/{consent}/withdraw"), &[]).await;
    assert_eq!(done.location, "/moje-dane/mine?done=own-withdrawn");
    assert!(anna.get(&done.location).await.text.contains("Nie mamy od Ciebie żadnej zgody"));
    let refused = anna.post("/moje-dane/object/perform_contract", &[]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND, "a contract is not objected to");
    let done = anna.post("/moje-dane/object", &[]).await;
    assert_eq!(done.location, "/moje-dane/mine?done=own-objected");
    assert!(anna.get(&done.location).await.text.contains("Sprzeciwiasz się marketingowi od"));
    assert_eq!(site.store().person(id).unwrap().objections.first().unwrap().via, "page");
}

#[tokio::test]
async fn a_copy_is_given_in_four_forms_and_the_request_stands_as_answered() {
    let (site, sink) = site();
    site.person("Anna", "Nowak; Lis", ANNA);
    let mut anna = Visitor::new(&site);
    anna.come_in(&sink, ANNA).await;
    let page = anna.post("/moje-dane/copy", &[]).await;
    let file = |kind: &str| {
        let begin = format!("data:{kind};charset=utf-8;base64,");
        let data = page.text.split(&begin).nth(1).unwrap().split('"').next().unwrap();
        String::from_utf8(STANDARD.decode(data).unwrap()).unwrap()
    };
    assert!(file("application/json").contains("zgoda-access/1") && file("text/html").contains(ANNA));
    assert!(file("text/csv").contains(&format!("email,{ANNA},")));
    assert!(file("text/vcard").contains("\r\nN:Nowak\\; Lis;Anna;;;\r\nEMAIL:anna.nowak@example.test\r\n"));
    assert!(anna.get("/moje-dane/mine").await.text.contains("Odpowiedzieliśmy"));
}

#[tokio::test]
async fn erasing_ends_with_a_certificate_and_nobody_comes_in_any_more() {
    let (site, sink) = site();
    let id = site.person("Anna", "Nowak", ANNA);
    let mut anna = Visitor::new(&site);
    anna.come_in(&sink, ANNA).await;
    assert!(anna.get("/moje-dane/erase").await.text.contains("Zniknie"));
    let page = anna.post("/moje-dane/erase", &[]).await;
    assert!(
        page.text.contains("Usunięte") && page.text.contains("data:text/html") && !page.text.contains(ANNA)
    );
    assert!(site.store().person(id).unwrap().flags.erased);
    assert_eq!(anna.get("/moje-dane/mine").await.location, "/moje-dane?done=own-over");
    let held = sink.received().len();
    Visitor::new(&site).post("/moje-dane", &[("email", ANNA)]).await;
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(sink.received().len(), held);
}

#[tokio::test]
async fn who_asks_again_and_again_gets_the_same_answer_and_no_more_mail() {
    let (site, sink) = site();
    site.person("Anna", "Nowak", ANNA);
    let mut visitor = Visitor::new(&site);
    for _ in 0..12 {
        assert_eq!(visitor.post("/moje-dane", &[("email", ANNA)]).await.location, "/moje-dane/kod");
    }
    std::thread::sleep(Duration::from_millis(500));
    assert!((1..=6).contains(&sink.received().len()), "{}", sink.received().len());
}

#[tokio::test]
async fn a_link_carries_the_code_behind_the_hash_and_without_mail_one_is_told_whom_to_write_to() {
    let (with_mail, sink) = site();
    with_mail.person("Anna", "Nowak", ANNA);
    set_public_address(with_mail.store(), "https://crm.example.test/").unwrap();
    Visitor::new(&with_mail).post("/moje-dane", &[("email", ANNA)]).await;
    let text = mail(&sink, 0);
    assert!(text.contains(&format!("https://crm.example.test/moje-dane/kod#{}", code_in(&text))), "{text}");
    let without = Site::new();
    let page = without.stranger("/moje-dane").await;
    assert!(page.text.contains("iod@example.test") && !page.text.contains("name=\"email\""));
}

#[tokio::test]
async fn whoever_restricts_objects_or_erases_one_value_here_gets_a_file_and_its_letter() {
    let (site, sink) = site();
    let id = site.person("Anna", "Nowak", ANNA);
    let no = site.consent(id);
    let mut anna = Visitor::new(&site);
    anna.come_in(&sink, ANNA).await;
    let person = || site.store().person(id).unwrap();
    let said = |done: &str| format!("/moje-dane/mine?done={done}");
    let withdrawn = anna.post(&format!("/moje-dane/consents/{no}/withdraw/sms"), &[]).await;
    assert_eq!(withdrawn.status, StatusCode::NOT_FOUND, "the consent names no such channel");
    let value = person().current().next().unwrap().no;
    let erased = anna.post(&format!("/moje-dane/facts/{}/erase", value.0), &[]).await;
    assert_eq!(erased.location, said("own-value-erased"));
    assert!(!person().holds(value));
    let paused = anna.post("/moje-dane/object-grounds", &[("why", "zmieniłam pracę")]).await;
    assert_eq!(paused.location, said("own-paused"));
    assert_eq!(anna.post("/moje-dane/restrict", &[("case", "inny")]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        anna.post("/moje-dane/restrict", &[("case", "accuracy")]).await.location,
        said("own-restricted")
    );
    assert!(person().flags.restricted);
    let page = anna.get("/moje-dane/mine").await;
    for words in ["Ograniczenie przetwarzania", "Sprzeciw z", "tylko przechowujemy", "Potwierdzenie (PDF)"] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    for request in person().requests {
        let letter = anna.post(&format!("/moje-dane/requests/{}/letter", request.no), &[]).await;
        assert!(letter.bytes.starts_with(b"%PDF"), "{request:?}");
    }
}

#[tokio::test]
async fn a_code_by_text_message_opens_the_page_of_whose_mobile_number_it_is() {
    let (site, _sink) = site();
    site.known(&[("first_name", "Anna"), ("email", ANNA), ("phone", "600 100 200")], true);
    let mut anna = Visitor::new(&site);
    assert!(anna.get("/moje-dane").await.text.contains("Twój adres e-mail"), "off until it is set");
    let gateway = zgoda_connectors::replay::Server::start().unwrap();
    let address = format!("http://{}", gateway.address());
    let admin = site.staff(&[Role::Admin], "subject_rights", "pl");
    let wrong =
        admin.post("/settings/sms", &[("address", &address), ("sender", "Etykiety"), ("token", "")]).await;
    assert!(wrong.text.contains("Podaj token"), "{}", wrong.text);
    let token = zgoda_connectors::replay::SMS_TOKEN;
    let saved =
        admin.post("/settings/sms", &[("address", &address), ("sender", "Etykiety"), ("token", token)]).await;
    assert_eq!(saved.location, "/settings/sms?done=sms-saved", "{}", saved.text);
    assert!(!admin.get("/settings/sms").await.text.contains(token));
    assert!(
        admin
            .post("/settings/sms/test", &[("to", "600 000 103")])
            .await
            .text
            .contains("skończyły się środki")
    );

    let known = anna.post("/moje-dane", &[("email", "600 100 200")]).await;
    let mut stranger = Visitor::new(&site);
    stranger.get("/moje-dane").await;
    let unknown = stranger.post("/moje-dane", &[("email", "600 100 299")]).await;
    assert_eq!((known.status, &known.location), (unknown.status, &unknown.location), "nothing is given away");
    let sent = async {
        loop {
            let asked = gateway.requests();
            if let Some(message) = asked.iter().find(|one| one.body.contains("to=48600100200")) {
                break message.body.clone();
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    let body = tokio::time::timeout(std::time::Duration::from_secs(20), sent).await.unwrap();
    let code = code_in(&body.replace("%20", " ").replace("%2C", ","));
    anna.get("/moje-dane/kod").await;
    let opened = anna.post("/moje-dane/kod", &[("code", &code)]).await;
    assert_eq!(opened.location, "/moje-dane/mine", "{}", opened.text);
    assert!(
        !gateway.requests().iter().any(|one| one.body.contains("48600100299")),
        "a stranger gets no message"
    );
    assert!(
        anna.post("/moje-dane", &[("email", "22 555 00 00")]).await.text.contains("polski numer komórki")
    );
}
