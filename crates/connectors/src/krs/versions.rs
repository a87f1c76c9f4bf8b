//! From a full extract to the values that stand. In a full extract every value is a list of versions, each with the
//! number of the entry that brought it (`nrWpisuWprow`) and of the one that took it away (`nrWpisuWykr`). Reduced to
//! the standing ones it has the shape of a current extract, so one allow-list serves both.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::read;

const BROUGHT_BY: &str = "nrWpisuWprow";
const TAKEN_BY: &str = "nrWpisuWykr";

/// The standing values, and for each path the number of the entry that brought it.
pub(super) fn standing_values(sections: &Value) -> (Value, BTreeMap<String, u32>) {
    let mut entered = BTreeMap::new();
    let standing = reduce("", "", sections, &mut entered).unwrap_or(Value::Null);
    (standing, entered)
}

fn reduce(path: &str, key: &str, node: &Value, entered: &mut BTreeMap<String, u32>) -> Option<Value> {
    match node {
        Value::Object(map) => {
            let reduced: Map<String, Value> = map
                .iter()
                .filter_map(|(key, below)| {
                    Some((key.clone(), reduce(&join(path, key), key, below, entered)?))
                })
                .collect();
            (!reduced.is_empty()).then_some(Value::Object(reduced))
        }
        Value::Array(list) if list.iter().any(is_version) => {
            let newest =
                list.iter().filter(|version| stands(version)).max_by_key(|version| brought_by(version))?;
            remember(path, newest, entered);
            Some(content(key, newest))
        }
        Value::Array(list) => {
            let mut reduced = Vec::new();
            for item in list {
                reduce_item(path, item, &mut reduced, entered);
            }
            (!reduced.is_empty()).then_some(Value::Array(reduced))
        }
        other => Some(other.clone()),
    }
}

/// An element of a repeating group: versions under `pozycja`, or a group of versioned values such as a person.
fn reduce_item(path: &str, item: &Value, reduced: &mut Vec<Value>, entered: &mut BTreeMap<String, u32>) {
    if let Some(versions) = item.get("pozycja").and_then(Value::as_array) {
        for version in versions.iter().filter(|version| stands(version)) {
            remember(&format!("{path}[{}]", reduced.len()), version, entered);
            reduced.push(content("", version));
        }
        return;
    }
    reduced.extend(reduce(&format!("{path}[{}]", reduced.len()), "", item, entered));
}

fn is_version(node: &Value) -> bool {
    node.get(BROUGHT_BY).is_some()
}

fn stands(version: &Value) -> bool {
    version.get(TAKEN_BY).is_none_or(Value::is_null)
}

fn brought_by(version: &Value) -> u32 {
    version.get(BROUGHT_BY).and_then(read::small_number).unwrap_or_default()
}

fn remember(path: &str, version: &Value, entered: &mut BTreeMap<String, u32>) {
    entered.insert(path.to_owned(), brought_by(version));
}

/// The value of a version: under its own key, or the object itself without the numbers of entries.
fn content(key: &str, version: &Value) -> Value {
    match version {
        Value::Object(map) => map.get(key).cloned().unwrap_or_else(|| {
            let rest = map.iter().filter(|(key, _)| *key != BROUGHT_BY && *key != TAKEN_BY);
            Value::Object(rest.map(|(key, value)| (key.clone(), value.clone())).collect())
        }),
        other => other.clone(),
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_newest_standing_version_wins() {
        let sections = json!({"dzial1": {"nazwa": [
            {"nazwa": "FIRST", "nrWpisuWprow": "1", "nrWpisuWykr": "4"},
            {"nazwa": "THIRD", "nrWpisuWprow": "10"},
            {"nazwa": "SECOND", "nrWpisuWprow": "4"},
        ]}});
        let (standing, entered) = standing_values(&sections);
        assert_eq!(standing, json!({"dzial1": {"nazwa": "THIRD"}}));
        assert_eq!(entered, BTreeMap::from([("dzial1.nazwa".to_owned(), 10)]));
    }

    #[test]
    fn a_value_that_was_taken_away_leaves_nothing() {
        let sections = json!({"a": {"b": [{"b": "OLD", "nrWpisuWprow": "1", "nrWpisuWykr": "2"}]}, "c": []});
        assert_eq!(standing_values(&sections).0, Value::Null);
    }

    #[test]
    fn repeating_groups_keep_what_stands_and_count_on_from_it() {
        let sections = json!({"pkd": [
            {"pozycja": [{"opis": "GONE", "nrWpisuWprow": "1", "nrWpisuWykr": "2"}]},
            {"pozycja": [{"opis": "OLD", "nrWpisuWprow": "1", "nrWpisuWykr": "3"}, {"opis": "NEW", "nrWpisuWprow": "3"}]},
            {"pozycja": [{"opis": "ALSO", "nrWpisuWprow": "5"}]},
        ]});
        let (standing, entered) = standing_values(&sections);
        assert_eq!(standing, json!({"pkd": [{"opis": "NEW"}, {"opis": "ALSO"}]}));
        assert_eq!(entered, BTreeMap::from([("pkd[0]".to_owned(), 3), ("pkd[1]".to_owned(), 5)]));
    }

    #[test]
    fn a_person_who_left_the_board_is_gone() {
        let person = |name: &str, end: Value| {
            json!({"nazwisko": [
            {"nazwisko": {"nazwiskoICzlon": name}, "nrWpisuWprow": "1", "nrWpisuWykr": end}]})
        };
        let sections = json!({"sklad": [person("A*", json!("2")), person("B*", Value::Null)]});
        assert_eq!(standing_values(&sections).0, json!({"sklad": [{"nazwisko": {"nazwiskoICzlon": "B*"}}]}));
    }
}
