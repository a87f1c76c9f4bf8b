//! Which entries changed: asked once a day, so that a refresh asks only about those it holds.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde_json::Value;

use super::Ceidg;
use crate::ConnectorError;
use crate::table::{at, text_at};

/// The longest period of one question, in days.
const DAYS_MAX: i32 = 5;
/// How many ids a page holds.
const PAGE: u64 = 500;
/// More pages than five days ever had.
const PAGES_MAX: u64 = 400;

/// The id of an entry: a GUID, in lower case, because the register writes it in either.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(String);

impl FromStr for EntryId {
    type Err = ConnectorError;

    fn from_str(text: &str) -> Result<Self, ConnectorError> {
        let groups: Vec<usize> = text.split('-').map(str::len).collect();
        let hexadecimal = text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
        if groups == [8, 4, 4, 4, 12] && hexadecimal {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(ConnectorError::Unreadable("an id is no id"))
        }
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Ceidg {
    /// The entries that changed from the first day to the last, which is at most four days later. The register would
    /// read a wrong period in its own way, so it is checked here.
    pub fn changed(&self, from: Date, to: Date) -> Result<BTreeSet<EntryId>, ConnectorError> {
        let days = from.until(to).map(|span| span.get_days()).unwrap_or(-1);
        if !(0..DAYS_MAX).contains(&days) {
            return Err(ConnectorError::Period);
        }
        let mut changed = BTreeSet::new();
        for page in 0..PAGES_MAX {
            let path = format!("/zmiana?dataod={from}&datado={to}&limit={PAGE}&page={page}");
            let Some((root, _)) = self.ask(&path)? else { break };
            let (ids, is_last) = read_page(&root, page)?;
            changed.extend(ids);
            if is_last {
                break;
            }
        }
        Ok(changed)
    }
}

/// The ids of a page, and whether it is the last one.
fn read_page(root: &Value, page: u64) -> Result<(Vec<EntryId>, bool), ConnectorError> {
    let list = at(root, "identyfikatoryWpisow").and_then(Value::as_array);
    let list = list.ok_or(ConnectorError::Unreadable("it holds no list of changes"))?;
    let ids: Vec<EntryId> = list
        .iter()
        .map(|id| id.as_str().unwrap_or_default().parse())
        .collect::<Result<_, ConnectorError>>()?;
    let count = root.get("count").and_then(Value::as_u64).unwrap_or_default();
    let (next, own) = (text_at(root, "links.next"), text_at(root, "links.self"));
    let is_last = ids.is_empty() || next.is_empty() || next == own || (page + 1) * PAGE >= count;
    Ok((ids, is_last))
}
