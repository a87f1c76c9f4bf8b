//! What the demonstration's officer has entered in the registers: one or two entries each, some in order, some not.

use zgoda_rights::registers::{enter, read};
use zgoda_store::{Register, Store};

use super::{BEGIN, ago, stamp};
use crate::failure::{Failure, Kind};

type Typed = &'static [(&'static str, &'static str)];

/// The entries: how many days ago, in which register, and what was typed.
const ENTRIES: &[(i64, Register, Typed)] = &[
    (
        300,
        Register::Officers,
        &[
            ("name", "Tomasz Wilk"),
            ("email", "iod@jasny-serwer.example.test"),
            ("appointed_on", "2026-01-20"),
            ("act", "Uchwała zarządu 2/2026"),
            ("notified_on", "2026-01-28"),
            ("reference", "DKN.WZ.2026"),
            ("published_at", "https://jasny-serwer.example.test/prywatnosc"),
            ("reports_to", "zarząd"),
        ],
    ),
    (
        280,
        Register::Processors,
        &[
            ("name", "Serwerownia Bałtyk S.A."),
            ("country", "PL"),
            ("service", "serwer i kopie zapasowe"),
            ("purposes", "respond_inquiry,send_requested_offer,perform_contract,newsletter,accounting_tax"),
            ("data_kinds", "wszystkie dane klientów i leadów, zaszyfrowane"),
            ("since", "2026-02-01"),
            ("contract_on", "2026-01-30"),
            ("contract_ref", "POW/1/2026"),
            ("point_a", "yes"),
            ("point_b", "yes"),
            ("point_c", "yes"),
            ("point_d", "yes"),
            ("point_e", "yes"),
            ("point_f", "yes"),
            ("point_g", "yes"),
            ("point_h", "yes"),
            ("authorisation", "general"),
            ("notice_days", "30"),
            ("evidence", "ISO 27001 do 2028 r."),
            ("audited_on", "2026-05-14"),
            ("audit_result", "Bez uwag, próba odtworzenia udana."),
            ("breach_hours", "24"),
            ("exit_plan", "Zwrot kopii i zniszczenie kluczy w 14 dni."),
            ("review_on", "2027-01-30"),
        ],
    ),
    (
        120,
        Register::Processors,
        &[
            ("name", "MailWings Inc."),
            ("country", "US"),
            ("service", "wysyłka newslettera"),
            ("purposes", "newsletter"),
            ("data_kinds", "adresy e-mail i imiona odbiorców newslettera"),
            ("contract_on", "2026-07-20"),
            ("point_a", "yes"),
            ("point_b", "yes"),
            ("point_c", "yes"),
            ("point_d", "yes"),
            ("point_f", "yes"),
            ("point_g", "yes"),
            ("authorisation", "none"),
            ("subprocessors", "CloudMesh LLC, US, serwery"),
            ("breach_hours", "72"),
            ("review_on", "2026-12-04"),
        ],
    ),
    (
        12,
        Register::Transfers,
        &[
            ("recipient", "MailWings Inc."),
            ("role", "processor"),
            ("country", "US"),
            ("data_kinds", "adresy e-mail i imiona odbiorców newslettera"),
            ("since", "2026-07-20"),
            ("contract", "yes"),
            ("mechanism", "dpf"),
            ("dpf_listed", "yes"),
            ("dpf_checked_on", "2026-11-09"),
            ("review_on", "2027-01-20"),
        ],
    ),
    (
        200,
        Register::Trainings,
        &[
            ("person", "Marek Handlowiec"),
            ("position", "handlowiec"),
            ("topic", "Ochrona danych w sprzedaży"),
            ("form", "online"),
            ("held_on", "2026-05-04"),
            ("valid_to", "2027-05-04"),
            ("proof", "zaświadczenie 14/2026"),
            ("confidentiality_on", "2026-02-02"),
        ],
    ),
    (
        250,
        Register::Policies,
        &[
            ("name", "Polityka ochrony danych"),
            ("kind", "protection"),
            ("version", "1.2"),
            ("summary", "Kto za co odpowiada, jak prowadzimy rejestry i jak reagujemy na naruszenia."),
            ("place", "intranet, dokumenty zarządu"),
            ("approved_by", "zarząd"),
            ("approved_on", "2026-03-16"),
            ("review_on", "2027-03-16"),
        ],
    ),
    (
        60,
        Register::Measures,
        &[
            ("name", "Próba odtworzenia kopii"),
            ("kind", "restore_test"),
            ("description", "Kopia danych i kluczy odtworzona na osobnym serwerze, usunięcia powtórzone."),
            ("owner", "administrator systemu"),
            ("tested_on", "2026-09-22"),
            ("result", "passed"),
            ("review_on", "2026-12-22"),
        ],
    ),
    (
        9,
        Register::Strays,
        &[
            ("name", "Arkusz „klienci 2019” na pulpicie"),
            ("kind", "spreadsheet"),
            ("place", "komputer w sekretariacie, pulpit"),
            ("data_kinds", "imię, nazwisko, firma, e-mail, telefon"),
            ("persons", "310"),
            ("since", "2019-03-04"),
            ("owner", "sekretariat"),
            ("found_on", "2026-11-12"),
            ("found_how", "review"),
            ("plan", "import_destroy"),
            ("due_on", "2026-12-04"),
        ],
    ),
    (
        5,
        Register::Strays,
        &[
            ("name", "Wizytówki z targów 2021"),
            ("kind", "paper"),
            ("place", "szafa w dziale handlowym"),
            ("data_kinds", "imię, nazwisko, firma, telefon"),
            ("persons", "180"),
            ("since", "2021-06-15"),
            ("owner", "dział handlowy"),
            ("found_on", "2026-11-10"),
            ("found_how", "staff"),
            ("plan", "destroy"),
            ("due_on", "2026-11-20"),
            ("destroyed_on", "2026-11-16"),
            ("method", "shredded"),
            ("medium", "p"),
            ("level", "4"),
            ("destroyed_by", "Marek Handlowiec"),
            ("witness", "Tomasz Wilk"),
        ],
    ),
    (
        9,
        Register::Letters,
        &[
            ("authority", "puodo"),
            ("reference", "DS.523.4417.2026"),
            ("received_on", "2026-11-12"),
            ("about", "skarga na wiadomość marketingową"),
            ("demands", "Wyjaśnienie, skąd pochodzi adres i jaka była podstawa wysyłki."),
            ("due_on", "2026-11-26"),
        ],
    ),
    (
        170,
        Register::Breaches,
        &[
            ("name", "Oferta wysłana do innej osoby o tym samym nazwisku"),
            ("happened_at", "2026-06-03T11:20"),
            ("aware_at", "2026-06-03T15:05"),
            ("found_by", "person"),
            ("nature", "E-mail z ofertą trafił do innej osoby o tym samym nazwisku."),
            ("persons", "1"),
            ("persons_kinds", "osoba, która prosiła o ofertę"),
            ("records", "1"),
            ("data_kinds", "imię, nazwisko, adres e-mail, treść oferty"),
            ("context", "simple"),
            ("identification", "maximum"),
            ("confidentiality", "partial"),
            ("integrity", "none"),
            ("availability", "none"),
            ("consequences", "Niewielkie: odbiorca poznał zainteresowanie produktem."),
            (
                "measures",
                "Odbiorca potwierdził usunięcie. Adres wybiera się teraz z listy osób, nie z podpowiedzi.",
            ),
            ("authority", "not_needed"),
            ("authority_why", "Jedna osoba, zwykłe dane, odbiorca znany i potwierdził usunięcie."),
            ("tell", "not_needed"),
            ("tell_why", "Nie ma wysokiego ryzyka; osobę mimo to przeproszono."),
            ("closed_on", "2026-06-05"),
            ("lessons", "Zmieniono sposób wyboru adresata."),
        ],
    ),
    (
        0,
        Register::Breaches,
        &[
            ("name", "Zgubiony pendrive z listą uczestników"),
            ("happened_at", "2026-11-19T18:30"),
            ("aware_at", "2026-11-20T16:00"),
            ("found_by", "own"),
            ("nature", "Pendrive z listą uczestników konferencji zgubiono w pociągu. Nie był zaszyfrowany."),
            ("persons", "240"),
            ("persons_kinds", "uczestnicy konferencji z 2025 r."),
            ("records", "240"),
            ("data_kinds", "imię, nazwisko, firma, e-mail, telefon"),
            ("context", "behavioural"),
            ("identification", "maximum"),
            ("confidentiality", "full"),
            ("integrity", "none"),
            ("availability", "none"),
            ("strong_identifiers", "yes"),
            ("consequences", "Niechciane kontakty, próby podszycia się pod organizatora."),
            ("measures", "Zgłoszono przewoźnikowi, zablokowano użycie nośników bez szyfrowania."),
            ("planned", "Przegląd nośników, szkolenie przypominające."),
            ("authority", "undecided"),
            ("tell", "undecided"),
        ],
    ),
];

/// Enters them.
pub fn enter_all(store: &Store) -> Result<(), Failure> {
    for (days, register, typed) in ENTRIES {
        let get = |key: &str| {
            let found = typed.iter().find(|(known, _)| *known == key);
            found.map(|(_, value)| (*value).to_owned()).unwrap_or_default()
        };
        let entry = read(store, *register, &get, BEGIN);
        let entry = entry.map_err(|_| Failure::new(Kind::NotFound("entry of a register".to_owned())))?;
        enter(store, stamp(ago(*days, 2)), &entry)?;
    }
    Ok(())
}
