-- Files that left with people's data: for what, to whom, until when; and the archives that were made. The files themselves
-- are never kept. Who was in a file stands beside it, and stays when the person is erased: whoever received their data has
-- to be told (GDPR art. 19), and their data lie in that file until it is destroyed.

CREATE TABLE export (
    export_id BIGINT PRIMARY KEY,
    purpose BIGINT NOT NULL,
    fields TEXT NOT NULL,
    recipient_kind BIGINT NOT NULL,
    recipient TEXT NOT NULL,
    country TEXT NOT NULL,
    format BIGINT NOT NULL,
    public_key TEXT,
    chosen BIGINT NOT NULL,
    refused TEXT NOT NULL,
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_on BIGINT NOT NULL,
    people BIGINT NOT NULL,
    held BIGINT NOT NULL,
    bytes BIGINT,
    digest {BYTES},
    finished_at BIGINT,
    destroyed_on BIGINT,
    settled_by BIGINT,
    settled_at BIGINT,
    proof TEXT
);
CREATE INDEX export_by_end ON export (settled_at, expires_on);

CREATE TABLE export_subject (
    subject_id BIGINT NOT NULL,
    export_id BIGINT NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (subject_id, export_id)
) {CLUSTERED};

CREATE TABLE archive (
    archive_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    ledger_size BIGINT NOT NULL,
    kek_version BIGINT,
    ended_at BIGINT
);
