//! Where a connection may lead: a website of a stranger must not be a way into the operator's network (SSRF).
//!
//! The check is made on the very addresses that are connected to, at every resolution, so neither a redirect nor a
//! name that changes its address between check and call gets around it.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// How far a connection may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Anywhere: the operator chose the address.
    Chosen,
    /// Public addresses and the ports of the web.
    Public,
    /// The same and this machine, any port: for tests and the demo, and never the default.
    PublicAndThisMachine,
}

/// Tells the addresses of a host. The system does it, unless a test brings its own.
pub trait Names: fmt::Debug + Send + Sync {
    /// All addresses of the host.
    fn resolve(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>>;
}

/// The error under which a refused address comes back through the HTTP library.
const REFUSED: &str = "the address is not public";

/// Whether an error of the library is our refusal.
pub(super) fn is_refusal(error: &ureq::Error) -> bool {
    matches!(error, ureq::Error::Io(io) if io.kind() == io::ErrorKind::PermissionDenied && io.to_string() == REFUSED)
}

/// A resolver that refuses what is out of reach.
#[derive(Debug)]
pub(crate) struct Guard {
    reach: Reach,
    names: Option<Arc<dyn Names>>,
    system: DefaultResolver,
}

impl Guard {
    pub(crate) fn new(reach: Reach, names: Option<Arc<dyn Names>>) -> Self {
        Self { reach, names, system: DefaultResolver::default() }
    }

    fn addresses(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let Some(names) = &self.names else { return self.system.resolve(uri, config, timeout) };
        let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("http") { 80 } else { 443 });
        let mut found = self.system.empty();
        // As many as the library takes of the system's answer.
        for address in names.resolve(uri.host().unwrap_or_default(), port)?.into_iter().take(16) {
            found.push(address);
        }
        if found.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(found) }
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.addresses(uri, config, timeout)?;
        // One forbidden address among many is enough: which one is taken is not ours to say.
        if found.iter().all(|address| self.reach.allows(*address)) {
            Ok(found)
        } else {
            Err(ureq::Error::Io(io::Error::new(io::ErrorKind::PermissionDenied, REFUSED)))
        }
    }
}

impl Reach {
    fn allows(self, address: SocketAddr) -> bool {
        let public = matches!(address.port(), 80 | 443) && is_public(address.ip());
        match self {
            Self::Chosen => true,
            Self::Public => public,
            Self::PublicAndThisMachine => public || address.ip().is_loopback(),
        }
    }
}

/// Whether an address belongs to the public network (the special-purpose registries of RFC 6890 are left out).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = matches!(
        (a, b, c),
        (0 | 10 | 127, ..)
            | (100, 64..=127, _) // carriers' NAT; the metadata service of one cloud lives here
            | (169, 254, _) // link-local, with the metadata services of most clouds
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18..=19, _)
            | (198, 51, 100)
            | (203, 0, 113)
            | (224.., ..)
    );
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let [a, b, c, ..] = segments;
    let embedded = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match (a, b) {
        // NAT64 carries a version 4 address in its last bits, 6to4 in its first.
        (0x64, 0xff9b) => c == 0 && embedded(segments[6], segments[7]),
        (0x2002, _) => embedded(b, c),
        // Teredo, benchmarks, ORCHID, documentation.
        (0x2001, 0..=0x1ff | 0xdb8) | (0x3fff, 0..=0xfff) => false,
        // Only 2000::/3 is given out. That leaves out mapped, unique-local, link-local and multicast addresses.
        (0x2000..=0x3fff, _) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn internal_addresses_are_out_of_reach_in_every_spelling() {
        let internal = [
            "0.0.0.0",
            "10.1.2.3",
            "127.0.0.1",
            "127.9.9.9",
            "100.100.100.200",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "64:ff9b::a00:1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::808:808",
            "2002:a00:1::",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "100::1",
        ];
        for text in internal {
            let address: IpAddr = text.parse().unwrap();
            assert!(!is_public(address), "{text}");
            assert!(!Reach::Public.allows(SocketAddr::new(address, 443)), "{text}");
        }
        for text in [
            "8.8.8.8",
            "100.63.0.1",
            "172.32.0.1",
            "193.0.6.139",
            "2a00:1450::1",
            "2002:808:808::",
            "64:ff9b::808:808",
        ] {
            assert!(is_public(text.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn only_the_ports_of_the_web_are_reached() {
        let at = |port| SocketAddr::new("8.8.8.8".parse().unwrap(), port);
        assert!(Reach::Public.allows(at(443)) && Reach::Public.allows(at(80)));
        for port in [22, 25, 3306, 5432, 6379, 8080] {
            assert!(
                !Reach::Public.allows(at(port)) && !Reach::PublicAndThisMachine.allows(at(port)),
                "{port}"
            );
        }
        let own = SocketAddr::new("127.0.0.1".parse().unwrap(), 4_000);
        assert!(Reach::PublicAndThisMachine.allows(own) && !Reach::Public.allows(own));
        let lan = SocketAddr::new("192.168.0.10".parse().unwrap(), 80);
        assert!(!Reach::PublicAndThisMachine.allows(lan));
    }
}
