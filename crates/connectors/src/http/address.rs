//! Addresses: which ones may be called at all, and where a redirect may lead.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use ureq::http::Uri;

use crate::ConnectorError;

/// The address under which a register stands: HTTPS, or plain HTTP on this machine for tests and the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    uri: Uri,
    host: String,
}

impl BaseUrl {
    /// The host, for messages.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether the register is on this machine.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.host)
    }

    /// The address of something under the base.
    pub(super) fn join(&self, path_and_query: &str) -> Result<Uri, ConnectorError> {
        let prefix = self.uri.path().trim_end_matches('/');
        self.with_path(&format!("{prefix}/{}", path_and_query.trim_start_matches('/')))
    }

    /// The address a redirect leads to, if it stays on the same host, port and scheme.
    pub(super) fn follow(&self, location: &str) -> Result<Uri, ConnectorError> {
        let elsewhere = || ConnectorError::RedirectedElsewhere { host: self.host.clone() };
        if location.starts_with('/') && !location.starts_with("//") {
            return self.with_path(location).map_err(|_| elsewhere());
        }
        let target: Uri = location.parse().map_err(|_| elsewhere())?;
        let same = target.scheme() == self.uri.scheme() && target.authority() == self.uri.authority();
        if same { Ok(target) } else { Err(elsewhere()) }
    }

    fn with_path(&self, path_and_query: &str) -> Result<Uri, ConnectorError> {
        let mut parts = self.uri.clone().into_parts();
        let unusable = || ConnectorError::BaseUrl("it holds characters that no address has");
        parts.path_and_query = Some(path_and_query.parse().map_err(|_| unusable())?);
        Uri::from_parts(parts).map_err(|_| unusable())
    }
}

impl FromStr for BaseUrl {
    type Err = ConnectorError;

    fn from_str(text: &str) -> Result<Self, ConnectorError> {
        let uri: Uri = text.trim().parse().map_err(|_| ConnectorError::BaseUrl("it is no URL"))?;
        let authority = uri.authority().ok_or(ConnectorError::BaseUrl("it names no host"))?;
        if authority.as_str().contains('@') {
            return Err(ConnectorError::BaseUrl(
                "it holds a user name; credentials never belong into an address",
            ));
        }
        if uri.query().is_some() {
            return Err(ConnectorError::BaseUrl("it holds a query"));
        }
        let host = authority.host().to_ascii_lowercase();
        if host.is_empty() {
            return Err(ConnectorError::BaseUrl("it names no host"));
        }
        match uri.scheme_str() {
            Some("https") => Ok(Self { uri, host }),
            Some("http") if is_loopback(&host) => Ok(Self { uri, host }),
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
        assert_eq!(base.follow("/new?x=1").unwrap(), "https://register.example:8443/new?x=1");
        assert_eq!(
            base.follow("https://register.example:8443/y").unwrap(),
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
            let followed = base.follow(elsewhere);
            assert!(matches!(followed, Err(ConnectorError::RedirectedElsewhere { .. })), "{elsewhere}");
        }
    }
}
