//! The doors: login, second factor, its enrolment, and the first-run set-up.

use askama::Template;
use zgoda_text::Text;

use super::frame::Door;
use super::parts::Input;

/// Login with name and password.
#[derive(Debug, Template)]
#[template(path = "account/login.html")]
pub struct LoginPage {
    /// What stands around.
    pub door: Door,
    /// The e-mail typed.
    pub email: Input,
    /// What was wrong with the password.
    pub password: Input,
}

/// The code of the second factor.
#[derive(Debug, Template)]
#[template(path = "account/totp.html")]
pub struct TotpPage {
    /// What stands around.
    pub door: Door,
    /// The code typed.
    pub code: Input,
}

/// Enrolment of the second factor: a QR code, the secret in words, and a first code to prove that it works.
#[derive(Debug, Template)]
#[template(path = "account/enrol.html")]
pub struct EnrolPage {
    /// What stands around.
    pub door: Door,
    /// Where the QR code is, as an SVG file of our own (see [`qr_svg`]).
    pub qr: String,
    /// The secret in groups of four, to type by hand.
    pub secret: String,
    /// The code typed.
    pub code: Input,
}

/// One's own account: who one is, and the change of the password.
#[derive(Debug, Template)]
#[template(path = "account/own.html")]
pub struct OwnAccountPage {
    /// What stands around.
    pub frame: super::frame::Frame,
    /// The e-mail of the login.
    pub email: String,
    /// What the reader is or will be authorised to.
    pub own: Vec<super::access::AuthorisationRow>,
    /// The last day of the training.
    pub trained_until: jiff::civil::Date,
    /// What was wrong with the present password.
    pub now: Input,
    /// What was wrong with the new password.
    pub new: Input,
    /// What was wrong with its repetition.
    pub again: Input,
}

/// What a firm does with leads: each choice switches on the least purposes that it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadUse {
    /// Answers enquiries.
    Inquiries,
    /// Sends offers that were asked for.
    Offers,
    /// Sends a newsletter.
    Newsletter,
    /// Runs fairs and webinars.
    Events,
    /// Looks firms up in registers.
    Registers,
}

impl LeadUse {
    /// All, in the order they are asked.
    pub const ALL: [Self; 5] =
        [Self::Inquiries, Self::Offers, Self::Newsletter, Self::Events, Self::Registers];

    /// Its stable name in the form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Inquiries => "inquiries",
            Self::Offers => "offers",
            Self::Newsletter => "newsletter",
            Self::Events => "events",
            Self::Registers => "registers",
        }
    }

    /// The choice with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }

    /// Its name for people.
    pub fn title(self, t: &Text) -> &'static str {
        match self {
            Self::Inquiries => t.setup_lead_inquiries(),
            Self::Offers => t.setup_lead_offers(),
            Self::Newsletter => t.setup_lead_newsletter(),
            Self::Events => t.setup_lead_events(),
            Self::Registers => t.setup_lead_registers(),
        }
    }

    /// Which purposes, bases and terms it brings.
    pub fn meaning(self, t: &Text) -> &'static str {
        match self {
            Self::Inquiries => t.setup_lead_inquiries_text(),
            Self::Offers => t.setup_lead_offers_text(),
            Self::Newsletter => t.setup_lead_newsletter_text(),
            Self::Events => t.setup_lead_events_text(),
            Self::Registers => t.setup_lead_registers_text(),
        }
    }
}

/// First-run set-up: a few questions.
#[derive(Debug, Template)]
#[template(path = "account/setup.html")]
pub struct SetupPage {
    /// What stands around.
    pub door: Door,
    /// The code that the server printed when it started.
    pub code: Input,
    /// Name of the controller.
    pub controller: Input,
    /// Address of the controller.
    pub controller_address: Input,
    /// Name of the data protection officer; may be empty.
    pub officer: Input,
    /// The officer's e-mail.
    pub officer_email: Input,
    /// What is done with leads.
    pub leads: Vec<LeadUse>,
    /// The first user's name.
    pub admin_name: Input,
    /// The first user's e-mail.
    pub admin_email: Input,
    /// What was wrong with the password.
    pub admin_password: Input,
}

/// A QR code as an SVG document of its own, black on white whatever the theme. `None` if the text is too long.
pub fn qr_svg(text: &str) -> Option<String> {
    let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M).ok()?;
    let image =
        code.render::<qrcode::render::svg::Color<'_>>().min_dimensions(168, 168).quiet_zone(true).build();
    Some(image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_becomes_a_drawing_and_a_whole_book_does_not() {
        let drawn =
            qr_svg("otpauth://totp/Zgoda:anna@example.test?secret=JBSWY3DPEHPK3PXP&issuer=Zgoda").unwrap();
        assert!(drawn.contains("<svg") && !drawn.contains("style="));
        assert_eq!(qr_svg(&"a".repeat(5000)), None);
    }
}
