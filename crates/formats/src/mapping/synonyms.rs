//! Headers that people and products use for our fields, as keys: folded, letters and digits only.

use super::Column;

/// The field that a header key names. Numbered groups (`E-mail 2 - Value`) are read like the first.
pub(super) fn column(key: &str) -> Option<Column> {
    exact(key).or_else(|| {
        let unnumbered: String = key.chars().filter(|c| !c.is_ascii_digit()).collect();
        if unnumbered.len() == key.len() { None } else { exact(&unnumbered) }
    })
}

fn exact(key: &str) -> Option<Column> {
    Some(match key {
        "email"
        | "mail"
        | "adresemail"
        | "adresmail"
        | "adresemailowy"
        | "adresmailowy"
        | "emailaddress"
        | "mailaddress"
        | "emailvalue"
        | "personemail"
        | "personemailwork"
        | "personemailhome"
        | "personemailother"
        | "adrespocztyelektronicznej"
        | "pocztaelektroniczna"
        | "useremail"
        | "workemail"
        | "businessemail"
        | "emailsluzbowy"
        | "mailsluzbowy"
        | "kontaktemail" => Column::Email,

        "imie" | "imiona" | "firstname" | "fname" | "givenname" | "vorname" | "personfirstname" => {
            Column::FirstName
        }

        "nazwisko" | "lastname" | "lname" | "surname" | "familyname" | "nachname" | "personlastname" => {
            Column::LastName
        }

        "imieinazwisko"
        | "nazwiskoiimie"
        | "imienazwisko"
        | "name"
        | "fullname"
        | "nazwakontaktu"
        | "kontakt"
        | "personname"
        | "usernameoriginalname"
        | "osobakontaktowa"
        | "contactname"
        | "osoba" => Column::FullName,

        "telefon" | "nrtelefonu" | "numertelefonu" | "tel" | "nrtel" | "telefonkomorkowy" | "telkom"
        | "komorka" | "telefonkontaktowy" | "telefonsluzbowy" | "phone" | "phonenumber" | "mobile"
        | "mobilephone" | "mobilenumber" | "businessphone" | "workphone" | "homephone" | "otherphone"
        | "primaryphone" | "companymainphone" | "cellphone" | "personphone" | "personphonework"
        | "personphonehome" | "personphonemobile" | "personphoneother" | "sms" | "phonevalue"
        | "workphonenumber" | "handy" => Column::Phone,

        "firma"
        | "nazwafirmy"
        | "company"
        | "companyname"
        | "accountname"
        | "organization"
        | "organizationname"
        | "organisation"
        | "organisationname"
        | "organizacja"
        | "associatedcompany"
        | "personorganization"
        | "przedsiebiorstwo"
        | "pracodawca"
        | "nazwaprzedsiebiorstwa" => Column::Company,

        "stanowisko" | "position" | "title" | "jobtitle" | "organizationtitle" | "rola" | "funkcja"
        | "stanowiskopracy" => Column::Position,

        "nip" | "vat" | "vatid" | "taxid" | "numernip" | "nrnip" | "vatnumber" | "nipfirmy" | "nipue" => {
            Column::TaxId
        }

        "krs" | "numerkrs" | "nrkrs" => Column::Krs,

        "regon" | "numerregon" | "nrregon" => Column::Regon,

        "ulica" | "adres" | "ulicainumer" | "ulicanr" | "street" | "address" | "streetaddress"
        | "mailingstreet" | "businessstreet" | "addressstreet" => Column::Street,

        "kod"
        | "kodpocztowy"
        | "zip"
        | "zipcode"
        | "postalcode"
        | "postcode"
        | "mailingzippostalcode"
        | "mailingpostalcode"
        | "businesspostalcode"
        | "addresspostalcode" => Column::PostalCode,

        "miasto" | "miejscowosc" | "city" | "town" | "mailingcity" | "businesscity" | "addresscity" => {
            Column::City
        }

        "zrodlo" | "zrodlokontaktu" | "zrodloleada" | "source" | "leadsource" | "kampania"
        | "campaignname" => Column::Source,

        "zgoda" | "zgodamarketingowa" | "zgodynamarketing" | "zgodanamarketing" | "zgodahandlowa"
        | "zgodaemail" | "zgodanewsletter" | "consent" | "marketingconsent" | "optin" | "emailoptin"
        | "gdprconsent" | "zgodarodo" => Column::Consent,

        "tresczgody" | "consenttext" | "klauzula" | "tekstzgody" => Column::ConsentText,

        "datazgody" | "zgodadata" | "consentdate" | "consentat" | "consenttime" | "optintime"
        | "optindate" | "optedinat" => Column::ConsentAt,

        "notatka" | "notatki" | "uwagi" | "komentarz" | "opis" | "note" | "notes" | "comment"
        | "comments" => Column::Note,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::header_key;

    #[test]
    fn the_usual_headers_of_every_field_are_known() {
        for (column, headers) in [
            (
                Column::Email,
                "E-mail|adres e-mail|E-MAIL ADDRESS|E-mail 1 - Value|Person - Email - Work|EMAILADDRESS",
            ),
            (Column::FirstName, "Imię|FNAME|given name|Vorname"),
            (Column::LastName, "nazwisko|LNAME|Surname|family-name"),
            (Column::FullName, "Imię i nazwisko|full_name|Nazwa kontaktu|User Name (Original Name)"),
            (Column::Phone, "nr telefonu|Tel.|Komórka|phone_number|SMS|Phone 1 - Value"),
            (Column::Company, "Nazwa firmy|Account Name|Organization 1 - Name|Person - Organization"),
            (Column::Position, "Stanowisko|Job Title|Organization Title|rola"),
            (Column::TaxId, "NIP|VAT ID|numer NIP"),
            (Column::PostalCode, "kod pocztowy|Mailing Zip/Postal Code|Address 1 - Postal Code"),
            (Column::Source, "Źródło|Lead Source|campaign_name"),
            (Column::Consent, "Zgoda marketingowa|opt-in"),
            (Column::ConsentAt, "OPTIN_TIME|Data zgody"),
        ] {
            for header in headers.split('|') {
                assert_eq!(super::column(&header_key(header)), Some(column), "{header}");
            }
        }
        for unknown in ["PESEL", "Data urodzenia", "Płeć", "Wyznanie", "Contact owner", "URL", "12"] {
            assert_eq!(super::column(&header_key(unknown)), None, "{unknown}");
        }
    }
}
