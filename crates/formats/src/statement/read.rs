//! Reads one statement in one pass over its XML.

use std::io::{Cursor, Read};

use base64::Engine;
use quick_xml::Reader;
use quick_xml::errors::SyntaxError;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::figures::{Account, Figures, Part, grosz};
use super::source::{Source, open, told};
use super::{Scale, Statement, StatementKind};
use crate::identifiers::{Krs, Nip};
use crate::limits::{PKD_CODES_MAX, SIGNED_BYTES_MAX, XML_DEPTH_MAX};
use crate::{Date, FormatError};

/// Longest value that any of our elements has, in bytes.
const VALUE_BYTES_MAX: usize = 256;

/// Reads a statement from a stream of XML.
pub(super) fn statement<'r>(stream: impl Read + 'r) -> Result<Statement, FormatError> {
    let mut reading = Reading::new(open(stream)?);
    reading.run()?;
    match reading.signed.take() {
        // The signature holds the statement as base64, once: what is in there is not unpacked again.
        Some(inner) if reading.found.kind.is_none() => {
            let mut reading = Reading::new(open(Cursor::new(inner))?);
            reading.run()?;
            reading.found.finished()
        }
        _ => reading.found.finished(),
    }
}

struct Reading<'r> {
    xml: Reader<Source<'r>>,
    /// The local names of the open elements, one after the other, and where each begins.
    names: String,
    starts: Vec<usize>,
    /// The text of the innermost element, as far as it is of interest.
    text: String,
    wants_text: bool,
    part: Option<(Part, usize)>,
    found: Found,
    signed: Option<Vec<u8>>,
}

/// What has been found so far.
#[derive(Default)]
struct Found {
    kind: Option<StatementKind>,
    code: String,
    version: String,
    scale: Option<Scale>,
    from: Option<Date>,
    to: Option<Date>,
    prepared: Option<Date>,
    nip: Option<Nip>,
    krs: Option<Krs>,
    pkd: Vec<String>,
    figures: Figures,
    /// The amount of the year before as first stated; a restated one that follows takes its place.
    previous: i64,
}

impl<'r> Reading<'r> {
    fn new(source: Source<'r>) -> Self {
        Self {
            xml: Reader::from_reader(source),
            names: String::new(),
            starts: Vec::new(),
            text: String::new(),
            wants_text: false,
            part: None,
            found: Found::default(),
            signed: None,
        }
    }

    fn run(&mut self) -> Result<(), FormatError> {
        let mut buffer = Vec::new();
        let mut seen_root = false;
        loop {
            buffer.clear();
            let event = self.xml.read_event_into(&mut buffer);
            match event.map_err(|error| self.broken(error))? {
                Event::Start(tag) => {
                    seen_root = true;
                    self.start(&tag)?;
                }
                Event::End(_) => self.end()?,
                Event::Empty(_) => seen_root = true,
                Event::Text(text) if self.wants_text => self.keep(&text)?,
                Event::CData(text) if self.wants_text => self.keep(&text)?,
                Event::GeneralRef(name) => {
                    let known = name.resolve_char_ref().ok().flatten();
                    let predefined = resolve_predefined_entity(&name);
                    match (known, predefined) {
                        (Some(letter), _) => self.keep(letter.encode_utf8(&mut [0; 4]))?,
                        (None, Some(text)) => self.keep(text)?,
                        // Without a document type no other entity can be declared.
                        (None, None) => return Err(self.broken_here()),
                    }
                }
                Event::DocType(_) => return Err(FormatError::DocumentType),
                Event::Eof => break,
                _ => {}
            }
        }
        if self.xml.get_ref().replaced() {
            return Err(FormatError::WrongCharset);
        }
        if !self.starts.is_empty() {
            return Err(FormatError::CutOff);
        }
        if seen_root { Ok(()) } else { Err(FormatError::NotAStatement) }
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), FormatError> {
        if self.starts.len() >= XML_DEPTH_MAX {
            return Err(FormatError::TooDeep { limit: XML_DEPTH_MAX });
        }
        let name = tag.local_name();
        let name = name.as_ref();
        let depth = self.starts.len();
        self.starts.push(self.names.len());
        self.names.push_str(name);
        self.text.clear();
        self.wants_text = false;
        if self.found.kind.is_none() {
            self.found.kind = kind(name);
            if self.found.kind.is_none() {
                return self.wrapping(name, tag);
            }
        }
        self.begin_part(name, depth);
        match name {
            // Attachments: tens of megabytes of base64 that nobody here reads.
            "Zawartosc" => self.xml.get_mut().skip_text().map_err(|error| told(&error))?,
            "KodSprawozdania" => {
                self.found.code = attribute(tag, "kodSystemowy");
                self.found.version = attribute(tag, "wersjaSchemy");
                self.wants_text = true;
            }
            "OkresOd" | "OkresDo" | "DataSporzadzenia" | "KodPKD" => self.wants_text = true,
            "KwotaA" | "KwotaB" | "KwotaB1" => self.wants_text = self.part.is_some(),
            _ if name.starts_with("P_1") => self.wants_text = true,
            _ => {}
        }
        Ok(())
    }

    /// What is around a statement: a signature may hold it as it is, or as base64.
    fn wrapping(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), FormatError> {
        let is_packed = attribute(tag, "Encoding").ends_with("base64");
        if name != "Object" || !is_packed || self.signed.is_some() {
            return Ok(());
        }
        let packed = self.xml.get_mut().text(SIGNED_BYTES_MAX).map_err(|error| told(&error))?;
        let mut packed = packed.ok_or(FormatError::XmlTooLarge { limit_bytes: SIGNED_BYTES_MAX })?;
        packed.retain(|byte| !byte.is_ascii_whitespace());
        let inner = base64::engine::general_purpose::STANDARD.decode(packed);
        self.signed = Some(inner.map_err(|_| self.broken_here())?);
        Ok(())
    }

    fn begin_part(&mut self, name: &str, depth: usize) {
        let kind = self.found.kind.unwrap_or(StatementKind::Other);
        match (&mut self.part, name) {
            (None, _) if name.starts_with("Bilans") => self.part = Some((Part::Balance, depth)),
            (None, _) if name.starts_with("RZiS") => {
                // A small entity may use the layout of a bigger one: the name of the part says which.
                let account = match name {
                    "RZiSJednostkaMikro" => Account::Micro,
                    "RZiSJednostkaOp" => Account::NonProfit,
                    "RZiSJednostkaMala" => Account::ByNature(StatementKind::Small),
                    "RZiS" if kind == StatementKind::Small => Account::ByNature(StatementKind::Small),
                    _ => Account::ByNature(StatementKind::Other),
                };
                self.part = Some((Part::Account(account), depth));
            }
            (Some((Part::Account(account), _)), "RZiSKalk") => {
                if let Account::ByNature(kind) = *account {
                    *account = Account::ByFunction(kind);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self) -> Result<(), FormatError> {
        let Some(start) = self.starts.pop() else { return Err(self.broken_here()) };
        let name = self.names.split_off(start);
        if self.wants_text {
            self.value(&name)?;
        }
        self.wants_text = false;
        if self.part.is_some_and(|(_, depth)| depth == self.starts.len()) {
            self.part = None;
        }
        Ok(())
    }

    fn value(&mut self, name: &str) -> Result<(), FormatError> {
        let found = &mut self.found;
        match name {
            "OkresOd" => found.from = date(&self.text),
            "OkresDo" => found.to = date(&self.text),
            "DataSporzadzenia" => found.prepared = date(&self.text),
            "KodSprawozdania" => found.scale = scale(&self.text, &found.code),
            "KwotaA" | "KwotaB" | "KwotaB1" => return self.amount(name),
            "KodPKD" if found.pkd.len() < PKD_CODES_MAX => {
                let code = self.text.trim();
                if code.len() <= 8 && code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                    found.pkd.push(code.to_owned());
                }
            }
            _ => found.identify(&self.text),
        }
        Ok(())
    }

    fn amount(&mut self, name: &str) -> Result<(), FormatError> {
        let (Some((part, _)), Some(start)) = (self.part, self.starts.last()) else { return Ok(()) };
        let position = self.names.get(*start..).unwrap_or_default();
        let places = Figures::places(part, position);
        let Some(scale) = self.found.scale else {
            return Err(FormatError::StatementLacks { part: "KodSprawozdania" });
        };
        if places.is_empty() {
            return Ok(());
        }
        let amount = grosz(&self.text, scale).ok_or(FormatError::NoAmount)?;
        let (current, previous) = match name {
            "KwotaA" => (Some(amount), None),
            "KwotaB" => (None, Some(amount)),
            _ => (None, amount.checked_sub(self.found.previous)),
        };
        self.found.previous = if name == "KwotaB" { amount } else { 0 };
        for place in places {
            place(&mut self.found.figures)
                .get_or_insert_default()
                .add(current, previous)
                .ok_or(FormatError::NoAmount)?;
        }
        Ok(())
    }

    fn keep(&mut self, text: &str) -> Result<(), FormatError> {
        if self.wants_text {
            // What is too long is no value of ours; it must not become one by being cut.
            if self.text.len() + text.len() > VALUE_BYTES_MAX {
                self.wants_text = false;
                self.text.clear();
                return Ok(());
            }
            self.text.push_str(text);
        }
        Ok(())
    }

    fn broken_here(&self) -> FormatError {
        FormatError::BrokenXml { byte: self.xml.buffer_position() }
    }

    fn broken(&self, error: quick_xml::Error) -> FormatError {
        match error {
            quick_xml::Error::Io(error) => told(&error),
            _ if self.xml.get_ref().replaced() => FormatError::WrongCharset,
            quick_xml::Error::Syntax(SyntaxError::InvalidBangMarkup) => self.broken_here(),
            // All others are of the kind "begun and never ended".
            quick_xml::Error::Syntax(_) => FormatError::CutOff,
            _ => self.broken_here(),
        }
    }
}

impl Found {
    /// Ten digits under `P_1` are a tax number or a number in the court register: the layouts do not agree on which
    /// element is which.
    fn identify(&mut self, text: &str) {
        let text = text.trim();
        if text.len() != 10 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return;
        }
        if text.starts_with("000") {
            self.krs = self.krs.take().or_else(|| Krs::parse(text).ok());
        } else {
            self.nip = self.nip.take().or_else(|| Nip::parse(text).ok());
        }
    }

    fn finished(self) -> Result<Statement, FormatError> {
        let kind = self.kind.ok_or(FormatError::NotAStatement)?;
        let lacks = |part| FormatError::StatementLacks { part };
        let scale = self.scale.ok_or(lacks("KodSprawozdania"))?;
        let period = (self.from.ok_or(lacks("OkresOd"))?, self.to.ok_or(lacks("OkresDo"))?);
        if period.0 > period.1 {
            return Err(lacks("OkresDo"));
        }
        Ok(Statement {
            kind,
            schema: (self.code, self.version),
            period,
            prepared: self.prepared,
            scale,
            nip: self.nip,
            krs: self.krs,
            pkd: self.pkd,
            figures: self.figures,
        })
    }
}

fn kind(root: &str) -> Option<StatementKind> {
    match root {
        "JednostkaInna" => Some(StatementKind::Other),
        "JednostkaMala" => Some(StatementKind::Small),
        "JednostkaMikro" => Some(StatementKind::Micro),
        "JednostkaOp" => Some(StatementKind::NonProfit),
        _ => None,
    }
}

/// `SprFinJednostkaInnaWZlotych` or `…WTysiacach`; else the last letter of the system code, `SFJINZ` or `SFJINT`.
fn scale(text: &str, code: &str) -> Option<Scale> {
    if text.contains("WTysiacach") {
        return Some(Scale::Thousands);
    }
    if text.contains("WZlotych") {
        return Some(Scale::Units);
    }
    match code.split(' ').next().and_then(|code| code.chars().next_back()) {
        Some('T') => Some(Scale::Thousands),
        Some('Z') => Some(Scale::Units),
        _ => None,
    }
}

fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let mut parts = text.get(..10).unwrap_or(text).splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn attribute(tag: &BytesStart<'_>, wanted: &str) -> String {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == wanted);
    let value = found.map(|attribute| attribute.value.into_owned());
    value.filter(|value| value.len() <= VALUE_BYTES_MAX).unwrap_or_default()
}
