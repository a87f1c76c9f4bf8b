//! Addresses: which ones may be called at all, and where a redirect may lead.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use ureq::http::Uri;

use crate::ConnectorError;

/// The address under which a register or a website stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    uri: Uri,
    host: String,
    is_site: bool,
}

impl BaseUrl {
    /// The address of a stranger's website as it stands in a record: with or without a scheme. Its path is cut.
    ///
    /// # Errors
    /// Where the text is no address of the web, or carries credentials.
    pub fn site(text: &str) -> Result<Self, ConnectorError> {
        let text = text.trim().to_ascii_lowercase();
        let text = if text.contains("://") { text } else { format!("https://{text}") };
        let uri: Uri = text.parse().map_err(|_| ConnectorError::BaseUrl("it is no URL"))?;
        let host = host_of(&uri)?;
        let (Some(scheme @ ("https" | "http")), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(ConnectorError::BaseUrl("it must begin with https://"));
        };
        let origin = format!("{scheme}://{authority}/").parse();
        let uri = origin.map_err(|_| ConnectorError::BaseUrl("it is no URL"))?;
        Ok(Self { uri, host, is_site: true })
    }

    /// The host, for messages.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether the register is on this machine.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.host)
    }

    /// Whether unencrypted calls are allowed: on this machine, and to websites, many of which have nothing else.
    pub(super) fn allows_plain(&self) -> bool {
        self.is_site || self.is_loopback()
    }

    /// The address of something under the base.
    pub(super) fn join(&self, path_and_query: &str) -> Result<Uri, ConnectorError> {
        let prefix = self.uri.path().trim_end_matches('/');
        if path_and_query.is_empty() && !prefix.is_empty() {
            return self.with_path(prefix);
        }
        self.with_path(&format!("{prefix}/{}", path_and_query.trim_start_matches('/')))
    }

    /// The address that a link or a redirect on the page `from` leads to, if it stays where it may lead: on the same
    /// host, port and scheme; for a website also to the same host with or without `www.`, and to the encrypted one.
    pub(crate) fn follow(&self, from: &Uri, location: &str) -> Result<Uri, ConnectorError> {
        let elsewhere = || ConnectorError::RedirectedElsewhere { host: self.host.clone() };
        let location = location.split('#').next().unwrap_or_default().trim();
        let with_path = |path: &str| -> Result<Uri, ConnectorError> {
            let mut parts = from.clone().into_parts();
            parts.path_and_query = Some(path.parse().map_err(|_| elsewhere())?);
            Uri::from_parts(parts).map_err(|_| elsewhere())
        };
        if location.starts_with('/') && !location.starts_with("//") {
            return with_path(location);
        }
        if self.is_site && !location.contains(':') && !location.starts_with("//") && !location.is_empty() {
            let folder = from.path().rsplit_once('/').map_or("", |(folder, _)| folder);
            return with_path(&format!("{folder}/{location}"));
        }
        let target: Uri = location.parse().map_err(|_| elsewhere())?;
        let same = if self.is_site {
            self.is_same_site(from, &target)
        } else {
            target.scheme() == self.uri.scheme() && target.authority() == self.uri.authority()
        };
        if same { Ok(target) } else { Err(elsewhere()) }
    }

    fn is_same_site(&self, from: &Uri, target: &Uri) -> bool {
        let Ok(host) = host_of(target) else { return false };
        let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
        let kept_secret = match target.scheme_str() {
            Some("https") => true,
            Some("http") => from.scheme_str() == Some("http"),
            _ => false,
        };
        let port = target.port_u16();
        bare(&host) == bare(&self.host)
            && kept_secret
            && (port.is_none_or(|port| matches!(port, 80 | 443)) || port == self.uri.port_u16())
    }

    fn with_path(&self, path_and_query: &str) -> Result<Uri, ConnectorError> {
        let mut parts = self.uri.clone().into_parts();
        let unusable = || ConnectorError::BaseUrl("it holds characters that no address has");
        parts.path_and_query = Some(path_and_query.parse().map_err(|_| unusable())?);
        Uri::from_parts(parts).map_err(|_| unusable())
    }
}

/// The host of an address, in lower case; none where credentials stand before it.
fn host_of(uri: &Uri) -> Result<String, ConnectorError> {
    let authority = uri.authority().ok_or(ConnectorError::BaseUrl("it names no host"))?;
    if authority.as_str().contains('@') {
        return Err(ConnectorError::BaseUrl(
            "it holds a user name; credentials never belong into an address",
        ));
    }
    let host = authority.host().to_ascii_lowercase();
    if host.is_empty() { Err(ConnectorError::BaseUrl("it names no host")) } else { Ok(host) }
}

impl FromStr for BaseUrl {
    type Err = ConnectorError;

    /// Reads the address of a register: HTTPS, or plain HTTP on this machine for tests and the demo.
    fn from_str(text: &str) -> Result<Self, ConnectorError> {
        let uri: Uri = text.trim().parse().map_err(|_| ConnectorError::BaseUrl("it is no URL"))?;
        let host = host_of(&uri)?;
        if uri.query().is_some() {
            return Err(ConnectorError::BaseUrl("it holds a query"));
        }
        match uri.scheme_str() {
            Some("https") => Ok(Self { uri, host, is_site: false }),
            Some("http") if is_loopback(&host) => Ok(Self { uri, host, is_site: false }),
            Some("http") => {
                Err(ConnectorError::BaseUrl("plain HTTP is allowed on this machine only, use https"))
            }
            _ => Err(ConnectorError::BaseUrl("it must begin with https://")),
        }
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.uri.to_string().trim_end_matches('/'))
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_only() {
        for good in [
            "https://api-krs.ms.gov.pl",
            "https://proxy.example:8443/krs/",
            "http://127.0.0.1:4000",
            "http://[::1]:4000/",
            "http://localhost:1",
        ] {
            assert!(good.parse::<BaseUrl>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "api-krs.ms.gov.pl",
            "/api",
            "http://api-krs.ms.gov.pl",
            "http://127.0.0.1.evil.example",
            "http://localhost.evil.example",
            "http://10.0.0.1",
            "ftp://127.0.0.1",
            "https://user:secret@register.example",
            "https://register.example/?key=secret",
            "https://",
        ] {
            assert!(matches!(bad.parse::<BaseUrl>(), Err(ConnectorError::BaseUrl(_))), "{bad}");
        }
    }

    #[test]
    fn a_path_is_joined_under_the_base() {
        let base: BaseUrl = "https://proxy.example/krs/".parse().unwrap();
        assert_eq!(base.join("/api/x?format=json").unwrap(), "https://proxy.example/krs/api/x?format=json");
        assert!(base.join("/a b").is_err());
    }

    #[test]
    fn a_redirect_stays_on_the_same_host_port_and_scheme() {
        let base: BaseUrl = "https://register.example:8443/api".parse().unwrap();
        let from = base.join("/x").unwrap();
        assert_eq!(base.follow(&from, "/new?x=1").unwrap(), "https://register.example:8443/new?x=1");
        assert_eq!(
            base.follow(&from, "https://register.example:8443/y").unwrap(),
            "https://register.example:8443/y"
        );
        for elsewhere in [
            "https://evil.example/",
            "//evil.example/",
            "http://register.example:8443/y",
            "https://register.example/y",
            "https://register.example.evil.example:8443/",
            "https://user@register.example:8443/",
            "relative",
            "",
            "/a b",
        ] {
            let followed = base.follow(&from, elsewhere);
            assert!(matches!(followed, Err(ConnectorError::RedirectedElsewhere { .. })), "{elsewhere}");
        }
    }

    #[test]
    fn a_website_may_lead_to_its_encrypted_self_and_nowhere_else() {
        let site = BaseUrl::site("HTTP://Firma.example/o-nas?x=1").unwrap();
        assert_eq!(site.to_string(), "http://firma.example");
        let from = site.join("/a/b.html").unwrap();
        for (link, target) in [
            ("https://www.firma.example/", "https://www.firma.example/"),
            ("http://firma.example/kontakt#mapa", "http://firma.example/kontakt"),
            ("/kontakt", "http://firma.example/kontakt"),
            ("kontakt.html", "http://firma.example/a/kontakt.html"),
            ("https://firma.example:443/x", "https://firma.example:443/x"),
        ] {
            assert_eq!(site.follow(&from, link).unwrap().to_string(), target, "{link}");
        }
        for link in [
            "https://inna.example/",
            "//inna.example/",
            "https://firma.example.evil.example/",
            "ftp://firma.example/",
            "https://firma.example:8443/",
            "https://u:p@firma.example/",
            "javascript:alert(1)",
            "mailto:biuro@firma.example",
            "http://169.254.169.254/",
            "file:///etc/passwd",
            "",
        ] {
            assert!(site.follow(&from, link).is_err(), "{link}");
        }
        let encrypted = BaseUrl::site("firma.example").unwrap();
        let from = encrypted.join("/").unwrap();
        assert!(encrypted.follow(&from, "http://firma.example/").is_err(), "encryption is never given up");
        for text in [
            "",
            "https://",
            "https://u:p@firma.example/",
            "ftp://firma.example",
            "file:///etc/passwd",
            "a b.example",
        ] {
            assert!(BaseUrl::site(text).is_err(), "{text}");
        }
    }
}
