//! SOAP 1.2 as the service wants it, and out of what it answers.

use crate::ConnectorError;
use crate::xml;

/// The namespace of most operations.
const PUBLIC: &str = "http://CIS/BIR/PUBL/2014/07";
/// That of `GetValue`.
const COMMON: &str = "http://CIS/BIR/2014/07";

/// One operation of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    LogIn,
    LogOut,
    Search,
    Report,
    GetValue,
}

impl Operation {
    const fn name(self) -> &'static str {
        match self {
            Self::LogIn => "Zaloguj",
            Self::LogOut => "Wyloguj",
            Self::Search => "DaneSzukajPodmioty",
            Self::Report => "DanePobierzPelnyRaport",
            Self::GetValue => "GetValue",
        }
    }

    const fn namespace(self) -> &'static str {
        match self {
            Self::GetValue => COMMON,
            _ => PUBLIC,
        }
    }

    /// The action, which stands in the header of HTTP and of SOAP.
    pub(super) fn action(self) -> String {
        let service = match self {
            Self::GetValue => "IUslugaBIR",
            _ => "IUslugaBIRzewnPubl",
        };
        format!("{}/{service}/{}", self.namespace(), self.name())
    }

    /// The element that holds the answer.
    pub(super) fn result(self) -> String {
        format!("{}Result", self.name())
    }

    /// The envelope. Values are escaped, whatever they are.
    pub(super) fn envelope(self, address: &str, parameters: &[(&str, &str)]) -> String {
        let (name, namespace, action) = (self.name(), self.namespace(), self.action());
        let is_search = self == Self::Search;
        let prefix = if is_search { "dat" } else { "ns" };
        let inner: String = parameters
            .iter()
            .map(|(key, value)| format!("<{prefix}:{key}>{}</{prefix}:{key}>", escaped(value)))
            .collect();
        let (inner, data) = if is_search {
            let wrapped = format!("<ns:pParametryWyszukiwania>{inner}</ns:pParametryWyszukiwania>");
            (wrapped, format!(" xmlns:dat=\"{PUBLIC}/DataContract\""))
        } else {
            (inner, String::new())
        };
        format!(
            "<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\" xmlns:ns=\"{namespace}\"{data}>\
             <soap:Header xmlns:wsa=\"http://www.w3.org/2005/08/addressing\"><wsa:To>{}</wsa:To>\
             <wsa:Action>{action}</wsa:Action></soap:Header><soap:Body><ns:{name}>{inner}</ns:{name}></soap:Body>\
             </soap:Envelope>",
            escaped(address)
        )
    }
}

/// What an answer holds in the element `name`: the envelope is cut out of its multipart wrapping, and its text is given
/// unescaped. An empty element is an empty text.
pub fn result_of(body: &[u8], name: &str) -> Result<String, ConnectorError> {
    let text = std::str::from_utf8(body).map_err(|_| ConnectorError::Unreadable("it is not in UTF-8"))?;
    const NONE: ConnectorError = ConnectorError::Unreadable("it holds no envelope");
    let start = text.find("<s:Envelope").ok_or(NONE)?;
    let (_, rest) = text.split_at_checked(start).ok_or(NONE)?;
    const END: &str = "</s:Envelope>";
    let end = rest.find(END).ok_or(NONE)? + END.len();
    let envelope = rest.get(..end).ok_or(NONE)?;
    Ok(xml::text_of(envelope, name)?.unwrap_or_default())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEST_SERVICE: &str = "https://wyszukiwarkaregontest.stat.gov.pl/wsBIR/UslugaBIRzewnPubl.svc";

    #[test]
    fn envelopes_are_those_of_the_documentation() {
        let cases = [
            (
                Operation::LogIn,
                ("pKluczUzytkownika", "abcde12345abcde12345"),
                include_str!("../../fixtures/bir/zaloguj_request.xml"),
            ),
            (
                Operation::Search,
                ("Nip", "5261040828"),
                include_str!("../../fixtures/bir/dane_szukaj_request.xml"),
            ),
            (
                Operation::GetValue,
                ("pNazwaParametru", "KomunikatKod"),
                include_str!("../../fixtures/bir/getvalue_request.xml"),
            ),
        ];
        for (operation, parameter, sample) in cases {
            assert_eq!(operation.envelope(TEST_SERVICE, &[parameter]), sample.trim(), "{operation:?}");
        }
        let parameters = [("pRegon", "000331501"), ("pNazwaRaportu", "BIR12OsPrawna")];
        let sample = include_str!("../../fixtures/bir/pelny_raport_request.xml");
        assert_eq!(Operation::Report.envelope(TEST_SERVICE, &parameters), sample.trim());
    }

    #[test]
    fn a_value_cannot_break_out_of_its_element() {
        let envelope = Operation::Search.envelope("a&b", &[("Nip", "</dat:Nip><x>")]);
        assert!(
            envelope.contains("<dat:Nip>&lt;/dat:Nip&gt;&lt;x&gt;</dat:Nip>") && envelope.contains("a&amp;b")
        );
    }

    #[test]
    fn a_result_is_cut_out_of_its_wrapping() {
        let body = include_bytes!("../../fixtures/bir/zaloguj_response_multipart.txt");
        assert_eq!(result_of(body, "ZalogujResult").unwrap(), "c47xb5n78ppgc9hks85f");
        assert_eq!(result_of(body, "WylogujResult").unwrap(), "");
        let inner =
            result_of(include_bytes!("../../fixtures/bir/error_4_response.xml"), "DaneSzukajPodmiotyResult");
        assert_eq!(crate::xml::records(&inner.unwrap()).unwrap()[0]["errorcode"], "4");
        let attack =
            "<s:Envelope><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a></s:Envelope>";
        assert!(matches!(result_of(attack.as_bytes(), "a"), Err(ConnectorError::Unreadable(_))));
    }
}
