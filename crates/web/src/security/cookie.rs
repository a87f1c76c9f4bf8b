//! Cookies: the session, a person's visit, and the two preferences.

use axum::http::HeaderMap;
use axum::http::header;

/// A cookie of ours. `__Host-` binds it to this host over TLS; on a loopback address without TLS the plain name is
/// used, because browsers refuse the prefix there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// The session: a random token, whose hash is what the store keeps.
    Session,
    /// A person's visit to their own page: a random token, of which only the hash is kept.
    Own,
    /// The language.
    Lang,
    /// Light or dark.
    Theme,
}

impl Cookie {
    /// Its name.
    pub const fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Session, true) => "__Host-zgoda",
            (Self::Session, false) => "zgoda",
            (Self::Own, true) => "__Host-zgoda-own",
            (Self::Own, false) => "zgoda-own",
            (Self::Lang, _) => "zgoda-lang",
            (Self::Theme, _) => "zgoda-theme",
        }
    }

    /// The value of a `Set-Cookie` header. `value` must be plain ASCII without `;`; anything else is left out.
    pub fn set(self, value: &str, max_age_seconds: u32, secure: bool) -> String {
        let value: String = value
            .chars()
            .filter(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(*letter))
            .collect();
        let tls = if secure { "; Secure" } else { "" };
        let name = self.name(secure);
        format!("{name}={value}; Path=/; Max-Age={max_age_seconds}; HttpOnly; SameSite=Lax{tls}")
    }

    /// The value of a `Set-Cookie` header that removes it.
    pub fn clear(self, secure: bool) -> String {
        self.set("", 0, secure)
    }

    /// Its value in a request. A cookie sent twice is no cookie.
    pub fn get(self, headers: &HeaderMap, secure: bool) -> Option<&str> {
        let wanted = self.name(secure);
        let mut found = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(name, _)| *name == wanted)
            .map(|(_, value)| value);
        match (found.next(), found.next()) {
            (Some(value), None) if !value.is_empty() => Some(value),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, cookie.parse().unwrap())])
    }

    #[test]
    fn a_session_is_bound_to_this_host_and_hidden_from_scripts() {
        let line = Cookie::Session.set("abc", 3600, true);
        assert_eq!(line, "__Host-zgoda=abc; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure");
        assert!(!Cookie::Session.set("abc", 1, false).contains("__Host-"));
    }

    #[test]
    fn a_value_cannot_smuggle_another_attribute() {
        assert!(
            Cookie::Lang.set("pl; Domain=evil\r\nX: y", 1, true).starts_with("zgoda-lang=plDomainevilXy; ")
        );
    }

    #[test]
    fn a_cookie_is_read_by_its_whole_name_and_only_if_it_came_once() {
        assert_eq!(Cookie::Session.get(&headers("a=b; __Host-zgoda=tok"), true), Some("tok"));
        assert_eq!(Cookie::Session.get(&headers("x__Host-zgoda=tok"), true), None);
        assert_eq!(Cookie::Session.get(&headers("__Host-zgoda=one; __Host-zgoda=two"), true), None);
        assert_eq!(Cookie::Session.get(&headers("__Host-zgoda="), true), None);
    }
}
