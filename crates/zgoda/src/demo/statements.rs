//! Financial statements of one of the firms, over six years: made up, and written as firms file them.

use zgoda_enrich::statements::take;
use zgoda_formats::Input;
use zgoda_store::{Store, StoreError};

use super::ago;
use crate::failure::Failure;

/// The firm.
const FIRM: &str = "0009000019";
/// Year, revenue, net result, assets, equity: in thousands of złoty.
const YEARS: [(u16, [i64; 4]); 5] = [
    (2021, [7_420, 310, 3_900, 1_480]),
    (2022, [8_150, 505, 4_350, 1_985]),
    (2023, [7_610, -220, 4_120, 1_765]),
    (2024, [9_080, 640, 4_890, 2_405]),
    (2025, [11_260, 915, 5_720, 3_320]),
];
/// The year before the first.
const BEFORE: [i64; 4] = [6_890, 275, 3_510, 1_170];

pub fn read(store: &Store) -> Result<(), Failure> {
    let purpose = store.law().catalogue().purpose("enrich_company").map(|purpose| purpose.id);
    let actor = store.system_actor(purpose.ok_or(StoreError::NotFound("purpose"))?);
    let mut before = BEFORE;
    for (year, figures) in YEARS {
        let document = document(year, figures, before).into_bytes();
        take(store, None, &Input::from(document), &actor, ago(5, 1))?;
        before = figures;
    }
    Ok(())
}

fn document(year: u16, now: [i64; 4], before: [i64; 4]) -> String {
    let amount = |place: usize| {
        let [now, before] = [now, before].map(|all| all.get(place).copied().unwrap_or(0));
        format!("<KwotaA>{now}</KwotaA><KwotaB>{before}</KwotaB>")
    };
    format!(
        "<JednostkaMala><Naglowek><OkresOd>{year}-01-01</OkresOd><OkresDo>{year}-12-31</OkresDo>\
         <DataSporzadzenia>{}-03-24</DataSporzadzenia><KodSprawozdania kodSystemowy=\"SFJMAT (1)\" wersjaSchemy=\"1-2\">\
         SprFinJednostkaMalaWTysiacach</KodSprawozdania></Naglowek>\
         <WprowadzenieDoSprawozdaniaFinansowego><P_1><P_1D>{FIRM}</P_1D></P_1></WprowadzenieDoSprawozdaniaFinansowego>\
         <Bilans><Aktywa>{}</Aktywa><Pasywa><Pasywa_A>{}</Pasywa_A></Pasywa></Bilans>\
         <RZiS><RZiSKalk><A>{}</A><L>{}</L></RZiSKalk></RZiS></JednostkaMala>",
        year + 1,
        amount(2),
        amount(3),
        amount(0),
        amount(1),
    )
}
