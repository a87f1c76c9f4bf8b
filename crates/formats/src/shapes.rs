//! The known exports, told by their headers.

use crate::table::{Header, Row};
use serde::{Deserialize, Serialize};

/// The product whose export a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// No product we know: the header decides alone.
    Table,
    /// LinkedIn, the connections of a member.
    LinkedInConnections,
    /// Mailchimp, subscribed members.
    MailchimpSubscribed,
    /// Mailchimp, members who unsubscribed.
    MailchimpUnsubscribed,
    /// Mailchimp, addresses that bounced.
    MailchimpCleaned,
    /// Brevo, contacts.
    Brevo,
    /// ActiveCampaign, contacts.
    ActiveCampaign,
    /// Kit (ConvertKit), subscribers.
    Kit,
    /// HubSpot, contacts.
    HubSpot,
    /// Pipedrive, people.
    Pipedrive,
    /// Salesforce, a report.
    SalesforceReport,
    /// Salesforce Data Loader, contacts or leads.
    SalesforceDataLoader,
    /// Meta, lead ads of Facebook and Instagram.
    MetaLeads,
    /// Google Contacts.
    GoogleContacts,
    /// Google Contacts in the form used before 2024.
    GoogleContactsOld,
    /// Outlook, contacts.
    Outlook,
    /// Zoom, webinar attendee report.
    ZoomAttendees,
    /// Microsoft Teams, attendance report.
    TeamsAttendance,
    /// GoToWebinar, attendee report.
    GoToWebinar,
    /// Asterisk, call records.
    AsteriskCalls,
}

/// Header keys that together occur in this export only; the first that fits is taken.
const SIGNATURES: &[(Shape, &[&str])] = &[
    (Shape::LinkedInConnections, &["firstname", "lastname", "url", "connectedon"]),
    (Shape::MailchimpUnsubscribed, &["emailaddress", "unsubtime"]),
    (Shape::MailchimpCleaned, &["emailaddress", "cleantime"]),
    (Shape::MailchimpSubscribed, &["emailaddress", "memberrating", "leid", "euid"]),
    (Shape::Brevo, &["email", "emailblacklisted", "smsblacklisted"]),
    (Shape::ActiveCampaign, &["email", "tags", "datecreated", "ip", "status"]),
    (Shape::Kit, &["firstname", "email", "createdat", "status"]),
    (Shape::HubSpot, &["recordid", "email", "contactowner"]),
    (Shape::HubSpot, &["recordid", "email", "lifecyclestage"]),
    (Shape::Pipedrive, &["personid", "personname"]),
    (Shape::Pipedrive, &["personname", "personorganization"]),
    (Shape::SalesforceDataLoader, &["id", "lastname", "hasoptedoutofemail"]),
    (Shape::SalesforceDataLoader, &["id", "lastname", "isdeleted"]),
    (Shape::SalesforceReport, &["accountname", "mailingzippostalcode"]),
    (Shape::SalesforceReport, &["accountname", "leadsource", "lastactivity"]),
    (Shape::MetaLeads, &["id", "createdtime", "formid", "platform"]),
    (Shape::GoogleContactsOld, &["name", "givenname", "familyname", "groupmembership"]),
    (Shape::GoogleContacts, &["firstname", "fileas", "labels", "organizationname"]),
    (Shape::Outlook, &["emaildisplayname", "businessphone", "businessstreet"]),
    (Shape::ZoomAttendees, &["attended", "usernameoriginalname"]),
    (Shape::TeamsAttendance, &["firstjoin", "lastleave"]),
    (Shape::GoToWebinar, &["attended", "interestrating", "emailaddress"]),
];

/// The product whose export has this header; call records have none and are told by their first row.
pub(crate) fn shape_of(header: &Header, first_row: Option<&Row>) -> Shape {
    if header.row.is_none() {
        return if first_row.is_some_and(is_call_record) { Shape::AsteriskCalls } else { Shape::Table };
    }
    let keys = header.keys();
    let fits = |signature: &[&str]| signature.iter().all(|name| keys.iter().any(|key| key == name));
    SIGNATURES.iter().find(|(_, signature)| fits(signature)).map_or(Shape::Table, |(shape, _)| *shape)
}

/// Asterisk's `Master.csv`: sixteen columns or more, how the call ended in the fifteenth.
fn is_call_record(row: &Row) -> bool {
    let ended = row.cell(14).unwrap_or_default();
    (16..=18).contains(&row.len())
        && ["ANSWERED", "NO ANSWER", "BUSY", "FAILED", "CONGESTION"].contains(&ended)
}

impl Shape {
    /// The product's name.
    pub const fn product(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::LinkedInConnections => "LinkedIn",
            Self::MailchimpSubscribed | Self::MailchimpUnsubscribed | Self::MailchimpCleaned => "Mailchimp",
            Self::Brevo => "Brevo",
            Self::ActiveCampaign => "ActiveCampaign",
            Self::Kit => "Kit",
            Self::HubSpot => "HubSpot",
            Self::Pipedrive => "Pipedrive",
            Self::SalesforceReport | Self::SalesforceDataLoader => "Salesforce",
            Self::MetaLeads => "Meta",
            Self::GoogleContacts | Self::GoogleContactsOld => "Google Contacts",
            Self::Outlook => "Outlook",
            Self::ZoomAttendees => "Zoom",
            Self::TeamsAttendance => "Microsoft Teams",
            Self::GoToWebinar => "GoToWebinar",
            Self::AsteriskCalls => "Asterisk",
        }
    }

    /// Whether the table ends before this row. Reports put other sections or a colophon below the people.
    pub(crate) fn ends_before(self, row: &Row, follows_another: bool) -> bool {
        match self {
            Self::SalesforceReport | Self::TeamsAttendance => follows_another && row.follows_blank(),
            Self::ZoomAttendees => {
                let first = row.cell(0).unwrap_or_default().trim();
                let alone = row.cells().skip(1).all(|cell| cell.trim().is_empty());
                alone && !first.is_empty()
            }
            _ => false,
        }
    }
}
