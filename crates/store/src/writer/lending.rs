//! The writer's connection, lent for brief questions while nobody writes.

use std::sync::{Arc, MutexGuard};

use super::queue::Queue;
use super::{Answer, Pen, Writer};
use crate::sql::{Connection, Lender};

impl Writer {
    /// Who lends the connection, on SQLite. PostgreSQL has one memory for all connections.
    pub(crate) fn lender(&self) -> Option<Arc<dyn Lender>> {
        self.lends.then(|| self.queue.clone() as Arc<dyn Lender>)
    }
}

impl Lender for Queue<super::Job, Answer, Pen> {
    fn lend(&self, question: &mut dyn FnMut(&mut Connection)) {
        if let Some(pen) = self.free_writer() {
            question(&mut Lent(pen).0.connection);
        }
    }
}

/// However the question ends, the connection is given back without an open transaction.
struct Lent<'p>(MutexGuard<'p, Pen>);

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        self.0.connection.rollback();
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use zgoda_law::Law;
    use zgoda_vault::{Keyring, Vault};

    use super::*;
    use crate::sql::Location;
    use crate::{Config, Engine, Store};

    /// The writer of a new installation.
    fn writer(folder: &std::path::Path) -> Writer {
        let keyring = Keyring::generate().unwrap();
        let again = Keyring::parse(&keyring.to_text()).unwrap();
        let (engine, origin) = (Engine::Sqlite(folder.to_owned()), "example.test".to_owned());
        let signer = zgoda_ledger::Signer::from_seed(&origin, keyring.ledger_seed()).unwrap();
        drop(Store::open(Config { engine, keyring: again, law: Law::builtin().unwrap(), origin }).unwrap());
        let [work, vault_db] = ["work.db", "vault.db"].map(|name| Location::Sqlite(folder.join(name)));
        let keys = (&Arc::new(Vault::new(keyring)), &Arc::new(signer));
        Writer::open((&work, &vault_db), keys, None).unwrap().0
    }

    #[test]
    fn the_connection_is_lent_while_nobody_writes_and_comes_back_without_a_transaction() {
        let folder = tempfile::tempdir().unwrap();
        let writer = writer(folder.path());
        let lender = writer.lender().unwrap();
        let asked = |question: &dyn Fn(&mut Connection)| {
            let mut asked = false;
            lender.lend(&mut |connection| {
                asked = true;
                question(connection);
            });
            asked
        };
        assert!(asked(&|_| ()));
        let pen = writer.queue.writer();
        assert!(!asked(&|_| ()), "somebody writes");
        drop(pen);
        let panics = |connection: &mut Connection| {
            connection.begin().unwrap();
            panic!("a question that cannot be answered");
        };
        assert!(catch_unwind(AssertUnwindSafe(|| asked(&panics))).is_err());
        assert!(asked(&|connection| connection.begin().unwrap()), "the other transaction was ended");
    }
}
