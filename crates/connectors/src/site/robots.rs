//! robots.txt by RFC 9309: which paths of a site a robot may read.

/// By what we are called in robots.txt.
const PRODUCT: &str = "zgoda";
/// How much of the file counts.
const BYTES_MAX: usize = 512_000;

/// The rules that hold for us.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<Rule>,
    /// Whether a line (`Content-Usage`, `Content-Signal`) reserves mining or training.
    reserves_use: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    pattern: String,
    allows: bool,
}

impl Robots {
    /// Reads a file: the groups of our own name together, or else those of `*`.
    pub fn parse(text: &str) -> Self {
        let text = text.get(..text.floor_char_boundary(BYTES_MAX)).unwrap_or_default();
        let (mut own, mut others, mut has_own, mut reserves_use) = (Vec::new(), Vec::new(), false, false);
        let (mut for_us, mut for_all, mut in_agents) = (false, false, false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((name, value)) = line.split_once(':') else { continue };
            let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
            if name == "user-agent" {
                if !in_agents {
                    (for_us, for_all) = (false, false);
                }
                in_agents = true;
                for_us |= value.to_ascii_lowercase() == PRODUCT;
                for_all |= value == "*";
                has_own |= for_us;
                continue;
            }
            in_agents = false;
            match name.as_str() {
                "allow" | "disallow" if !value.is_empty() => {
                    let rule = Rule { pattern: normalised(value), allows: name == "allow" };
                    if for_us {
                        own.push(rule);
                    } else if for_all {
                        others.push(rule);
                    }
                }
                // Drafts, written in more than one way: any refusal of mining or training counts.
                "content-usage" | "content-signal" => reserves_use |= reserves(value),
                _ => {}
            }
        }
        Self { rules: if has_own { own } else { others }, reserves_use }
    }

    /// Whether a path, with its query, may be read. The longest rule wins; of two equally long the allowing one.
    pub fn allows(&self, path: &str) -> bool {
        let path = normalised(path);
        let matching = self.rules.iter().filter(|rule| matches(&rule.pattern, &path));
        matching.max_by_key(|rule| (rule.pattern.len(), rule.allows)).is_none_or(|rule| rule.allows)
    }

    /// Whether the file reserves automated use.
    pub fn reserves_use(&self) -> bool {
        self.reserves_use
    }
}

/// Whether a usage line refuses: `train-ai=n`, `ai-train=no`, `tdm=n`, `bots=n`.
fn reserves(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    value.split([',', ';', ' ']).any(|pair| {
        let (name, said) = pair.split_once('=').unwrap_or((pair, ""));
        matches!(said.trim(), "n" | "no")
            && matches!(name.trim(), "train-ai" | "ai-train" | "ai-input" | "tdm" | "bots")
    })
}

/// Whether a pattern matches the beginning of a path. `*` stands for any text, `$` at the end for the end.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let last = if to_end { parts.pop() } else { None };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or_default();
    }
    match last {
        Some(last) => rest.ends_with(last),
        None => !to_end || rest.is_empty(),
    }
}

/// One spelling: every byte that is no plain character is percent-encoded, in upper case.
fn normalised(path: &str) -> String {
    let mut spelled = String::with_capacity(path.len());
    let mut bytes = path.bytes().peekable();
    let mut code = String::new();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            code.clear();
            code.extend(bytes.by_ref().take(2).map(char::from));
            match u8::from_str_radix(&code, 16).ok().filter(|_| code.len() == 2) {
                Some(plain) if plain.is_ascii_alphanumeric() || b"-._~".contains(&plain) => {
                    spelled.push(char::from(plain));
                }
                _ => spelled.push_str(&format!("%{}", code.to_ascii_uppercase())),
            }
        } else if byte.is_ascii_graphic() {
            spelled.push(char::from(byte));
        } else {
            spelled.push_str(&format!("%{byte:02X}"));
        }
    }
    spelled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_wins_and_allowing_wins_a_tie() {
        let robots = Robots::parse(include_str!("../../fixtures/www/robots.txt"));
        for (path, allowed) in
            [("/", true), ("/konto/", false), ("/konto/x", false), ("/konto/pomoc", true), ("/konto", true)]
        {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
        let tie = Robots::parse("User-agent: *\nDisallow: /a\nAllow: /a\n");
        assert!(tie.allows("/a"));
    }

    #[test]
    fn our_own_groups_are_merged_and_replace_those_for_all() {
        let text = "User-agent: *\nDisallow: /\n\nUser-Agent: ZGODA\nDisallow: /x\n\nUser-agent: other\nUser-agent: zgoda\nDisallow: /y # here\n";
        let robots = Robots::parse(text);
        assert!(robots.allows("/") && !robots.allows("/x") && !robots.allows("/y/z"));
        let closed = Robots::parse("User-agent: Zgoda\nDisallow: /\nUser-agent: *\nAllow: /\n");
        assert!(!closed.allows("/kontakt"));
        assert!(Robots::parse("User-agent: zgodabot\nDisallow: /\n").allows("/"), "another robot");
        assert!(Robots::parse("Disallow: /\n<html>").allows("/") && Robots::parse("").allows("/"));
    }

    #[test]
    fn patterns_and_percent_codes_are_understood() {
        for (pattern, path, expected) in [
            ("/*.php$", "/a/b.php", true),
            ("/*.php$", "/a.php?x", false),
            ("/*.php", "/a.php?x", true),
            ("/fish*", "/fishheads", true),
            ("/fish$", "/fish", true),
            ("/fish$", "/fishy", false),
            ("/a*b*c", "/a1c2b3", false),
            ("/a*b*c", "/a1b2c3", true),
            ("/*", "/", true),
            ("*$", "/x", true),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
        let robots = Robots::parse("User-agent: *\nDisallow: /ofert%c5%bca\nDisallow: /%7ejan\n");
        assert!(!robots.allows("/ofertża") && !robots.allows("/ofert%C5%BCa/1") && !robots.allows("/~jan"));
    }

    #[test]
    fn a_line_that_refuses_training_is_a_reservation() {
        for line in
            ["Content-Signal: search=yes, ai-train=no", "Content-Usage: train-ai=n", "content-usage: tdm=n"]
        {
            assert!(Robots::parse(&format!("User-agent: *\n{line}\n")).reserves_use(), "{line}");
        }
        assert!(!Robots::parse("Content-Signal: search=yes, ai-train=yes\n").reserves_use());
    }
}
