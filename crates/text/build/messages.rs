//! Reads the `.ftl` files into a small model: the part of Fluent this project uses, checked while it is read.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};

use crate::hard_spaces::harden;

/// A piece of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// The value of a variable.
    Value(String),
    /// A number in a variable, grouped as the language does.
    Number(String),
    /// One of several wordings, by the number in a variable.
    Choice {
        /// The variable.
        number: String,
        /// The wordings: an exact number or a plural category, and what is said then.
        branches: Vec<(String, Vec<Piece>)>,
    },
}

/// A message in both languages.
#[derive(Debug)]
pub struct Message {
    /// The key, in kebab-case; an attribute is joined to its message by a dash.
    pub key: String,
    /// What is said in Polish.
    pub pl: Vec<Piece>,
    /// What is said in English.
    pub en: Vec<Piece>,
}

/// All messages, by key.
pub struct Catalogue {
    /// The messages, sorted by key.
    pub messages: Vec<Message>,
}

type Texts = BTreeMap<String, Vec<Piece>>;

impl Catalogue {
    /// Reads `pl/*.ftl` and `en/*.ftl` and refuses what is not in both, or not well-formed.
    pub fn read(root: &Path) -> Result<Self, String> {
        let polish = read_language(&root.join("pl"), &["one", "few", "many"], harden)?;
        let mut english = read_language(&root.join("en"), &["one", "other"], str::to_owned)?;
        let mut messages = Vec::new();
        for (key, pl) in polish {
            let en = english.remove(&key).ok_or(format!("`{key}` has no English text"))?;
            let message = Message { key, pl, en };
            message.check_variables()?;
            messages.push(message);
        }
        match english.keys().next() {
            Some(key) => Err(format!("`{key}` has no Polish text")),
            None => Ok(Self { messages }),
        }
    }
}

impl Message {
    /// The variables in the order the Polish text names them, each with whether it is a number.
    pub fn variables(&self) -> Vec<(String, bool)> {
        let mut found = Vec::new();
        collect_variables(&self.pl, &mut found);
        collect_variables(&self.en, &mut found);
        found
    }

    fn check_variables(&self) -> Result<(), String> {
        let names = |pieces: &[Piece]| {
            let mut found = Vec::new();
            collect_variables(pieces, &mut found);
            let mut names: Vec<String> = found.into_iter().map(|(name, _)| name).collect();
            names.sort();
            names
        };
        if names(&self.pl) == names(&self.en) {
            Ok(())
        } else {
            Err(format!("`{}` has different variables in the two languages", self.key))
        }
    }
}

/// Notes each variable where a reader first meets it; one that only chooses a wording comes after those that are read.
fn collect_variables(pieces: &[Piece], found: &mut Vec<(String, bool)>) {
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Value(name) => note(found, name, false),
            Piece::Number(name) => note(found, name, true),
            Piece::Choice { number, branches } => {
                branches.iter().rev().for_each(|(_, inner)| collect_variables(inner, found));
                note(found, number, true);
            }
        }
    }
}

fn note(found: &mut Vec<(String, bool)>, name: &str, number: bool) {
    match found.iter_mut().find(|(known, _)| known == name) {
        Some(known) => known.1 |= number,
        None => found.push((name.to_owned(), number)),
    }
}

fn read_language(folder: &Path, plurals: &[&str], polish: fn(&str) -> String) -> Result<Texts, String> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "ftl"))
        .collect();
    paths.sort();
    let mut texts = Texts::new();
    for path in paths {
        let source = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let reader = Reader { plurals, polish };
        reader.read_file(&source, &mut texts).map_err(|reason| format!("{}: {reason}", path.display()))?;
    }
    Ok(texts)
}

/// Reads files of one language.
struct Reader<'a> {
    plurals: &'a [&'a str],
    polish: fn(&str) -> String,
}

impl Reader<'_> {
    fn read_file(&self, source: &str, texts: &mut Texts) -> Result<(), String> {
        let resource = fluent_syntax::parser::parse(source).map_err(|(_, errors)| format!("{errors:?}"))?;
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let key = message.id.name;
            let own = message.value.as_ref().map(|pattern| (key.to_owned(), pattern));
            let attributes = message
                .attributes
                .iter()
                .map(|attribute| (format!("{key}-{}", attribute.id.name), &attribute.value));
            for (key, pattern) in own.into_iter().chain(attributes) {
                let pieces = self.pieces(pattern).map_err(|reason| format!("`{key}`: {reason}"))?;
                if pieces.is_empty() {
                    return Err(format!("`{key}` is empty"));
                }
                if texts.insert(key.clone(), pieces).is_some() {
                    return Err(format!("`{key}` stands twice"));
                }
            }
        }
        Ok(())
    }

    fn pieces(&self, pattern: &Pattern<&str>) -> Result<Vec<Piece>, String> {
        let mut pieces: Vec<Piece> = Vec::new();
        for element in &pattern.elements {
            let piece = match element {
                PatternElement::TextElement { value } => Piece::Text((self.polish)(value)),
                PatternElement::Placeable { expression } => self.placeable(expression)?,
            };
            match (pieces.last_mut(), piece) {
                (Some(Piece::Text(before)), Piece::Text(more)) => before.push_str(&more),
                (_, piece) => pieces.push(piece),
            }
        }
        Ok(pieces)
    }

    fn placeable(&self, expression: &Expression<&str>) -> Result<Piece, String> {
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                Ok(Piece::Value(id.name.replace('-', "_")))
            }
            Expression::Inline(InlineExpression::FunctionReference { id, arguments })
                if id.name == "NUMBER" =>
            {
                match arguments.positional.as_slice() {
                    [InlineExpression::VariableReference { id }] => {
                        Ok(Piece::Number(id.name.replace('-', "_")))
                    }
                    other => Err(format!("NUMBER takes one variable, not {other:?}")),
                }
            }
            Expression::Inline(InlineExpression::StringLiteral { value }) => {
                Ok(Piece::Text((*value).to_owned()))
            }
            Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                let branches =
                    variants.iter().map(|variant| self.branch(variant)).collect::<Result<Vec<_>, _>>()?;
                let categories: Vec<_> = branches
                    .iter()
                    .map(|(key, _)| key.as_str())
                    .filter(|key| key.parse::<u64>().is_err())
                    .collect();
                if categories != self.plurals {
                    return Err(format!("plural forms are {categories:?}, not {:?}", self.plurals));
                }
                Ok(Piece::Choice { number: id.name.replace('-', "_"), branches })
            }
            other => Err(format!("not in the part of Fluent used here: {other:?}")),
        }
    }

    fn branch(&self, variant: &Variant<&str>) -> Result<(String, Vec<Piece>), String> {
        let (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }) = &variant.key;
        Ok(((*key).to_owned(), self.pieces(&variant.value)?))
    }
}
