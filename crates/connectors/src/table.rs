//! The allow-list as a table: which value of an answer is which fact, and how it is read. What is in no table is not
//! read at all.

use serde_json::Value;

use crate::read::Read;
use crate::{Fact, Field, Withheld};

/// One line: the field, the dotted path to its value, its reader. A path that leads to a list is read element by
/// element.
pub(crate) struct Rule(pub Field, pub &'static str, pub fn(&Value) -> Read);

/// Reads what the table allows. `root` stands before every path in the result.
pub(crate) fn collect(
    root: &str,
    answer: &Value,
    table: &[Rule],
    facts: &mut Vec<Fact>,
    withheld: &mut Vec<Withheld>,
) {
    for Rule(field, path, read) in table {
        let Some(node) = at(answer, path) else { continue };
        for (path, item) in items(root, path, node) {
            match read(item) {
                Ok(Some(value)) => facts.push(Fact { field: *field, value, path, entry: None }),
                Ok(None) => {}
                Err(reason) => withheld.push(Withheld { path, reason }),
            }
        }
    }
}

/// The node at a dotted path.
pub(crate) fn at<'a>(answer: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(answer, |node, key| node.get(key))
}

/// The text at a dotted path.
pub(crate) fn text_at<'a>(answer: &'a Value, path: &str) -> &'a str {
    at(answer, path).and_then(Value::as_str).unwrap_or_default()
}

/// The elements of a list with their paths, or the node itself.
fn items<'a>(root: &str, path: &str, node: &'a Value) -> Vec<(String, &'a Value)> {
    match node {
        Value::Array(list) => {
            list.iter().enumerate().map(|(index, item)| (format!("{root}{path}[{index}]"), item)).collect()
        }
        other => vec![(format!("{root}{path}"), other)],
    }
}

/// Whether there is any value below a node.
pub(crate) fn holds_something(node: &Value) -> bool {
    match node {
        Value::Null => false,
        Value::Object(map) => map.values().any(holds_something),
        Value::Array(list) => list.iter().any(holds_something),
        Value::String(text) => !text.trim().is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}
