//! Keys of people known by an office in an organisation. Registers give them no address to match by, so they are found
//! again, and kept from coming back, by their name or office *within the organisation*.

/// A person as a register shows them in an organ of an organisation.
#[derive(Clone, Copy)]
pub struct MemberKey<'a> {
    /// KRS number of the organisation, ten digits.
    pub krs: &'a str,
    /// The office, where one is known.
    pub function: Option<&'a str>,
    /// First name and surname, unless the register masks them.
    pub name: Option<(&'a str, &'a str)>,
}

/// The normalised strings, each `krs/NUMBER/KIND/WORDS`, where the words are lower case, letters and digits only, and
/// separated by one space:
///
/// | kind | words | says |
/// |---|---|---|
/// | `name` | first name, surname | this name, whatever the office |
/// | `masked` | office | whoever holds the office and is masked |
/// | `office` | office | whoever holds the office, masked or named |
///
/// A name stands without the office, because a member who becomes president is still the same person.
impl MemberKey<'_> {
    /// By which the person is found again in the blind index of the field `job_function`.
    pub fn index(&self) -> Option<String> {
        self.by_name().or_else(|| self.by_function("masked"))
    }

    /// What must not be on the suppression list, under the field `job_function`, before the person is collected.
    pub fn barred_by(&self) -> Vec<String> {
        let own = self.by_name().or_else(|| self.by_function("masked"));
        own.into_iter().chain(self.by_function("office")).collect()
    }

    /// What goes on the suppression list, under the field `job_function`, when the person is erased or objects. One who
    /// was never named can only be kept away together with whoever holds the office next: the stricter side.
    pub fn suppressions(&self) -> Vec<String> {
        match self.by_name() {
            Some(name) => std::iter::once(name).chain(self.by_function("masked")).collect(),
            None => self.by_function("office").into_iter().collect(),
        }
    }

    fn by_name(&self) -> Option<String> {
        let (first, last) = self.name?;
        self.key("name", &format!("{first} {last}"))
    }

    fn by_function(&self, kind: &str) -> Option<String> {
        self.key(kind, self.function?)
    }

    fn key(&self, kind: &str, text: &str) -> Option<String> {
        let lower = text.to_lowercase();
        let words: Vec<_> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        (!words.is_empty()).then(|| format!("krs/{}/{kind}/{}", self.krs, words.join(" ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KRS: &str = "0009000019";

    fn member<'a>(function: &'a str, name: Option<(&'a str, &'a str)>) -> MemberKey<'a> {
        MemberKey { krs: KRS, function: Some(function), name }
    }

    fn bars(erased: MemberKey<'_>, incoming: MemberKey<'_>) -> bool {
        erased.suppressions().iter().any(|key| incoming.barred_by().contains(key))
    }

    #[test]
    fn spelling_does_not_matter_but_the_organisation_does() {
        let one = member("PREZES ZARZĄDU", Some(("Kalina", "Żurawiecka-Lipnik")));
        let two = member("Prezes", Some((" KALINA", "ŻURAWIECKA LIPNIK")));
        assert_eq!(one.index().unwrap(), "krs/0009000019/name/kalina żurawiecka lipnik");
        assert_eq!(one.index(), two.index());
        assert_ne!(one.index(), MemberKey { krs: "0009000027", ..one }.index());
    }

    #[test]
    fn who_was_erased_is_barred_named_or_masked_and_a_named_successor_is_not() {
        let erased = member("PREZES ZARZĄDU", Some(("Kalina", "Lipnik")));
        assert!(bars(erased, member("PROKURENT", Some(("Kalina", "Lipnik")))));
        assert!(bars(erased, member("PREZES ZARZĄDU", None)));
        assert!(!bars(erased, member("PREZES ZARZĄDU", Some(("Tymon", "Lipnik")))));
        assert!(!bars(erased, member("PROKURENT", None)));
    }

    #[test]
    fn who_was_erased_without_a_name_is_barred_with_the_office() {
        let erased = member("PREZES ZARZĄDU", None);
        assert!(bars(erased, member("PREZES ZARZĄDU", None)));
        assert!(bars(erased, member("prezes zarządu", Some(("Kalina", "Lipnik")))));
        assert!(!bars(erased, member("PROKURENT", None)));
    }

    #[test]
    fn nothing_known_makes_no_key() {
        let nobody = MemberKey { krs: KRS, function: None, name: Some((" ", "-")) };
        assert!(
            nobody.index().is_none() && nobody.barred_by().is_empty() && nobody.suppressions().is_empty()
        );
    }
}
