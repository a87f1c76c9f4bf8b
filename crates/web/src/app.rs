//! What every handler shares: the store, the keys of forms, limits on guessing; and the one way to blocking work.

use std::net::IpAddr;
use std::sync::Arc;

use jiff::Timestamp;
use tokio::sync::Semaphore;
use zgoda_enrich::firms::Firms;
use zgoda_rights::watch::Watch;
use zgoda_store::Store;

use crate::security::csrf::CsrfKey;
use crate::security::limit::Limiter;
use crate::trouble::Trouble;
use crate::uploads::Uploads;
use crate::verifying::Verifying;
use crate::visits::Visits;

/// Passwords checked at a time: each costs 20 MB and a tenth of a second, and nobody shall starve the rest with them.
const HASHES_AT_ONCE: usize = 2;

/// How a server is set up.
pub struct Options {
    /// The time; tests and simulations give their own.
    pub clock: fn() -> Timestamp,
    /// What must be typed at the first-run set-up, so that only who started the server can do it.
    pub setup_code: Option<String>,
    /// A throw-away installation: the second factor's code is shown on its page.
    pub demo: bool,
}

/// What handlers share.
pub struct Shared {
    /// Everything that is kept.
    pub store: Store,
    /// The keys of forms.
    pub csrf: CsrfKey,
    /// Failed logins by account.
    pub accounts: Limiter<String>,
    /// Failed logins by address.
    pub addresses: Limiter<IpAddr>,
    /// Codes asked for, by address and by where the visitor is.
    pub asked: Limiter<String>,
    /// People at their own page.
    pub visits: Visits,
    /// What firms are compared by.
    pub firms: Firms,
    /// Files that wait for their import.
    pub uploads: Uploads,
    /// The verification of the ledger.
    pub verifying: Verifying,
    /// Who sees how many people.
    pub watch: Watch,
    /// How the server is set up.
    pub options: Options,
    hashing: Semaphore,
}

/// The application's state.
#[derive(Clone)]
pub struct App(Arc<Shared>);

impl std::ops::Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl App {
    /// The state around a store.
    pub fn new(store: Store, options: Options) -> Self {
        let csrf = CsrfKey::new(*store.vault().keyring().session_secret());
        let uploads = Uploads::beside(&store);
        Self(Arc::new(Shared {
            store,
            csrf,
            accounts: Limiter::default(),
            addresses: Limiter::default(),
            asked: Limiter::default(),
            visits: Visits::default(),
            firms: Firms::default(),
            uploads,
            verifying: Verifying::default(),
            watch: Watch::default(),
            options,
            hashing: Semaphore::new(HASHES_AT_ONCE),
        }))
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        (self.options.clock)()
    }

    /// Does work that blocks (databases, hashing) away from the threads that serve.
    ///
    /// # Errors
    /// The work's own.
    pub async fn blocking<T, F>(&self, work: F) -> Result<T, Trouble>
    where
        T: Send + 'static,
        F: FnOnce(&Self) -> Result<T, Trouble> + Send + 'static,
    {
        let app = self.clone();
        tokio::task::spawn_blocking(move || work(&app)).await.map_err(|_| Trouble::Unexpected)?
    }

    /// The same for password hashing, a few at a time.
    ///
    /// # Errors
    /// The work's own.
    pub async fn hashing<T, F>(&self, work: F) -> Result<T, Trouble>
    where
        T: Send + 'static,
        F: FnOnce(&Self) -> Result<T, Trouble> + Send + 'static,
    {
        let _turn = self.hashing.acquire().await.map_err(|_| Trouble::Unexpected)?;
        self.blocking(work).await
    }
}
