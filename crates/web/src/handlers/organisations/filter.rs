//! Which firms are listed, in what order, from the address of the list; and back into an address.

use std::ops::Range;

use jiff::civil::Date;
use serde::Deserialize;
use zgoda_enrich::firms::{FirmFilter, FirmOrder, Selected};
use zgoda_formats::firmographics::pkd::{self, Vintage};
use zgoda_formats::firmographics::{SizeClass, Voivodeship};
use zgoda_text::Text;

use crate::app::App;
use crate::trouble::Trouble;
use crate::views::organisations::{Choice, FirmFilters};
use crate::views::parts::Heading;

/// Bands of age: a stable name, the least and the most full years.
const AGES: [(&str, u16, u16); 4] = [("0-2", 0, 2), ("3-9", 3, 9), ("10-19", 10, 19), ("20", 20, u16::MAX)];
/// The orders: a stable name, and what its heading says.
const ORDERS: [(&str, FirmOrder); 6] = [
    ("name", FirmOrder::Name),
    ("region", FirmOrder::Voivodeship),
    ("pkd", FirmOrder::Activity),
    ("age", FirmOrder::Age),
    ("size", FirmOrder::Size),
    ("confirmed", FirmOrder::Confirmed),
];
/// The longest beginning of a code: `62.10.B`.
const CODE_MAX: usize = 7;

/// What the address asks for. What it does not understand it leaves out.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    region: String,
    pkd: String,
    size: String,
    age: String,
    sort: String,
    down: String,
    /// How many firms stand before the page.
    pub from: usize,
    /// What was done just now.
    pub done: Option<String>,
}

impl Wish {
    /// The wish of a form.
    pub fn of(form: &crate::page::Posted) -> Self {
        let [region, pkd, size, age] = ["region", "pkd", "size", "age"].map(|name| form.get(name).to_owned());
        Self { region, pkd, size, age, ..Self::default() }
    }

    /// The firms that are asked for.
    pub fn filter(&self) -> FirmFilter {
        let code: String = self.pkd.trim().to_uppercase().chars().take(CODE_MAX).collect();
        let band = AGES.iter().find(|(name, _, _)| *name == self.age);
        FirmFilter {
            voivodeship: Voivodeship::of_teryt(&self.region),
            activity: (!code.is_empty()).then_some(code),
            size: SizeClass::ALL.into_iter().find(|class| class.name() == self.size),
            age: band.map(|(_, least, most)| (*least, *most)),
        }
    }

    /// A page of the firms that are asked for, sorted.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn select(&self, app: &App, today: Date, page: Range<usize>) -> Result<Selected, Trouble> {
        Ok(app.firms.select(&app.store, &self.filter(), self.order(), today, page)?)
    }

    fn order(&self) -> (FirmOrder, bool) {
        let order = ORDERS.iter().find(|(name, _)| *name == self.sort).map(|(_, order)| *order);
        (order.unwrap_or_default(), !self.down.is_empty())
    }

    /// The address of the list with this wish, beginning behind so many firms.
    pub fn address(&self, from: usize) -> String {
        let all = [
            ("region", &self.region),
            ("pkd", &self.pkd),
            ("size", &self.size),
            ("age", &self.age),
            ("sort", &self.sort),
            ("down", &self.down),
        ];
        let mut told: Vec<(&str, String)> = Vec::new();
        told.extend(
            all.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, v)| (name, v.clone())),
        );
        if from > 0 {
            told.push(("from", from.to_string()));
        }
        match serde_urlencoded::to_string(&told) {
            Ok(query) if !query.is_empty() => format!("/organisations?{query}"),
            _ => "/organisations".to_owned(),
        }
    }

    /// The headings, each leading to its order; the one that is in force leads to the other direction.
    pub fn headings(&self, t: Text) -> Vec<Heading> {
        let (now, down) = self.order();
        let heading = |(name, order): &(&str, FirmOrder)| {
            let is_now = *order == now;
            let turned = if is_now && !down { "1" } else { "" };
            let wish = Self { sort: (*name).to_owned(), down: turned.to_owned(), ..self.clone() };
            let sorted = is_now.then_some(if down { "descending" } else { "ascending" });
            Heading { name: t.firm_column(name).to_owned(), href: Some(wish.address(0)), sorted }
        };
        ORDERS.iter().map(heading).collect()
    }

    /// The filters as the page offers them.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn filters(&self, app: &App, t: Text) -> Result<FirmFilters, Trouble> {
        let choice = |value: String, label: String, now: &str| Choice { is_on: value == now, value, label };
        let region = |known: Voivodeship| {
            choice(format!("{:02}", known.teryt()), known.name().to_owned(), &self.region)
        };
        let size = |class: SizeClass| {
            choice(class.name().to_owned(), t.size_class(class.name()).to_owned(), &self.size)
        };
        let age = |(name, _, _): &(&str, u16, u16)| {
            choice((*name).to_owned(), t.age_band(name).to_owned(), &self.age)
        };
        let divisions = app.firms.divisions(&app.store)?;
        let named = |(code, firms): (String, u64)| {
            let name = pkd::entry(Vintage::Pkd2025, &code).map_or("", |entry| entry.name);
            Choice { label: format!("{name} ({})", t.count(firms)), value: code, is_on: false }
        };
        Ok(FirmFilters {
            regions: Voivodeship::all().map(region).collect(),
            sizes: SizeClass::ALL.into_iter().map(size).collect(),
            ages: AGES.iter().map(age).collect(),
            pkd: self.pkd.clone(),
            divisions: divisions.into_iter().map(named).collect(),
            sort: self.sort.clone(),
            down: self.down.clone(),
            is_set: !self.filter().is_empty(),
        })
    }
}
