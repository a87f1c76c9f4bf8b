//! The words for requests of persons, looked up by stable name: these closed sets are the store's, not the law's.

use crate::Text;

impl Text {
    /// The right a request makes use of.
    pub fn request_kind(self, name: &str) -> &str {
        self.of("request-kind", name).unwrap_or(name)
    }

    /// How a request reached us.
    pub fn request_door(self, name: &str) -> &str {
        self.of("request-door", name).unwrap_or(name)
    }

    /// What took away doubt about who asks.
    pub fn request_identity(self, name: &str) -> &str {
        self.of("request-identity", name).unwrap_or(name)
    }

    /// What became of a request.
    pub fn request_outcome(self, name: &str) -> &str {
        self.of("request-outcome", name).unwrap_or(name)
    }

    /// The ground of a refusal.
    pub fn request_ground(self, name: &str) -> &str {
        self.of("request-ground", name).unwrap_or(name)
    }

    /// What was done about a request that was granted, as a letter says it.
    pub fn request_done(self, name: &str) -> &str {
        self.of("request-done", name).unwrap_or(name)
    }

    /// How far data are that go straight to another controller.
    pub fn transfer_state(self, name: &str) -> &str {
        self.of("transfer-state", name).unwrap_or(name)
    }

    /// How they go.
    pub fn transfer_way(self, name: &str) -> &str {
        self.of("transfer-way", name).unwrap_or(name)
    }

    fn of(self, set: &str, name: &str) -> Option<&'static str> {
        self.find(&format!("{set}-{}", name.replace('_', "-")))
    }
}
