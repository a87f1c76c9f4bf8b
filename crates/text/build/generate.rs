//! Writes the Rust of the messages: a method each, and a sorted table of those without variables.

use std::fmt::Write as _;

use crate::messages::{Catalogue, Message, Piece};

/// The generated module.
pub fn rust(catalogue: &Catalogue) -> String {
    let mut out = String::from("// Generated from the .ftl files.\n\nimpl Text {\n");
    catalogue.messages.iter().for_each(|message| out.push_str(&method(message)));
    out.push_str("}\n\n");
    out.push_str(&table(catalogue));
    out
}

fn method(message: &Message) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "    /// „{}” · “{}”", shown(&message.pl), shown(&message.en));
    let name = message.key.replace('-', "_");
    if let (Some(pl), Some(en)) = (plain(&message.pl), plain(&message.en)) {
        let _ = writeln!(out, "    pub fn {name}(self) -> &'static str {{");
        let _ =
            writeln!(out, "        match self.lang {{ Lang::Pl => {pl:?}, Lang::En => {en:?} }}\n    }}\n");
        return out;
    }
    let variables = message.variables();
    let kind = |number: bool| if number { "impl Into<Count>" } else { "impl Display" };
    let parameters: String =
        variables.iter().map(|(name, number)| format!(", {name}: {}", kind(*number))).collect();
    let _ = writeln!(out, "    pub fn {name}(self{parameters}) -> String {{");
    for (name, _) in variables.iter().filter(|(_, number)| *number) {
        let _ = writeln!(out, "        let {name}: Count = {name}.into();");
    }
    out.push_str("        let mut out = String::new();\n        match self.lang {\n");
    let numbers: Vec<&str> =
        variables.iter().filter(|(_, number)| *number).map(|(name, _)| name.as_str()).collect();
    for (lang, pieces) in [("Pl", &message.pl), ("En", &message.en)] {
        let _ = writeln!(out, "            Lang::{lang} => {{ {} }}", statements(pieces, &numbers));
    }
    out.push_str("        }\n        out\n    }\n\n");
    out
}

fn statements(pieces: &[Piece], numbers: &[&str]) -> String {
    pieces.iter().map(|piece| statement(piece, numbers)).collect()
}

fn statement(piece: &Piece, numbers: &[&str]) -> String {
    match piece {
        Piece::Text(text) => match text.chars().collect::<Vec<_>>().as_slice() {
            [letter] => format!("out.push({letter:?}); "),
            _ => format!("out.push_str({text:?}); "),
        },
        Piece::Number(name) => format!("out.push_str(&self.count({name})); "),
        Piece::Value(name) if numbers.contains(&name.as_str()) => {
            format!("out.push_str(&self.count({name})); ")
        }
        Piece::Value(name) => format!("let _ = write!(out, \"{{}}\", {name}); "),
        Piece::Choice { number, branches } => {
            let (exact, plural): (Vec<_>, Vec<_>) =
                branches.iter().partition(|(key, _)| key.parse::<u64>().is_ok());
            let mut out = format!("match ({number}.0, self.plural({number})) {{ ");
            for (key, inner) in exact {
                let _ = write!(out, "({key}, _) => {{ {} }} ", statements(inner, numbers));
            }
            let last = plural.len().saturating_sub(1);
            for (index, (key, inner)) in plural.into_iter().enumerate() {
                let pattern =
                    if index == last { "_".to_owned() } else { format!("(_, Plural::{})", capital(key)) };
                let _ = write!(out, "{pattern} => {{ {} }} ", statements(inner, numbers));
            }
            out.push_str("} ");
            out
        }
    }
}

/// The messages without variables, for look-up by key.
fn table(catalogue: &Catalogue) -> String {
    let mut out =
        String::from("/// Key, Polish, English; sorted by key.\nstatic PLAIN: &[(&str, &str, &str)] = &[\n");
    for message in &catalogue.messages {
        if let (Some(pl), Some(en)) = (plain(&message.pl), plain(&message.en)) {
            let _ = writeln!(out, "    ({:?}, {pl:?}, {en:?}),", message.key);
        }
    }
    out.push_str("];\n");
    out
}

/// The text of a message without variables.
fn plain(pieces: &[Piece]) -> Option<&str> {
    match pieces {
        [Piece::Text(text)] => Some(text),
        _ => None,
    }
}

/// A message as its doc comment shows it.
fn shown(pieces: &[Piece]) -> String {
    let text: String = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.replace(['\n', '[', ']'], " "),
            Piece::Value(name) | Piece::Number(name) => format!("{{{name}}}"),
            Piece::Choice { branches, .. } => {
                branches.last().map(|(_, inner)| shown(inner)).unwrap_or_default()
            }
        })
        .collect();
    text.replace('<', "‹").replace('>', "›")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}
