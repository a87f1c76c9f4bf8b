-- The working zone: pseudonyms only. Times are microseconds since 1970 UTC; days are days since 1970.
-- Tables that grow with people carry subject_id first in their primary key; the others are small and shared.

CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);

-- `facts` is what is kept of all values of the person, current and ended: grounds, dates, commitments, and how they ended.
CREATE TABLE subject (
    subject_id BIGINT PRIMARY KEY,
    public_id {BYTES} NOT NULL,
    kind BIGINT NOT NULL,
    country TEXT NOT NULL,
    state BIGINT NOT NULL,
    lifecycle BIGINT NOT NULL,
    org_id BIGINT,
    import_id BIGINT,
    created_at BIGINT NOT NULL,
    last_inbound_at BIGINT,
    next_no BIGINT NOT NULL,
    facts {BYTES} NOT NULL
);
CREATE INDEX subject_by_public_id ON subject (public_id);
CREATE INDEX subject_by_org ON subject (org_id);

CREATE TABLE source (
    source_id BIGINT PRIMARY KEY,
    kind BIGINT NOT NULL,
    name TEXT NOT NULL,
    duty BIGINT NOT NULL,
    is_public BIGINT NOT NULL,
    occurred_at BIGINT NOT NULL,
    approved_at BIGINT,
    evidence TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE grounds (
    grounds_id BIGINT PRIMARY KEY,
    source_id BIGINT NOT NULL,
    links TEXT NOT NULL
);
CREATE UNIQUE INDEX grounds_interned ON grounds (source_id, links);

CREATE TABLE consent_text (
    text_id BIGINT PRIMARY KEY,
    digest {BYTES} NOT NULL,
    lang TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE UNIQUE INDEX consent_text_interned ON consent_text (digest);

CREATE TABLE consent (
    subject_id BIGINT NOT NULL,
    consent_no BIGINT NOT NULL,
    purpose BIGINT NOT NULL,
    channels TEXT NOT NULL,
    state BIGINT NOT NULL,
    given_at BIGINT NOT NULL,
    ended_at BIGINT,
    expires_at BIGINT NOT NULL,
    pke398 BIGINT NOT NULL,
    text_id BIGINT,
    source_id BIGINT NOT NULL,
    evidence TEXT,
    PRIMARY KEY (subject_id, consent_no)
) {CLUSTERED};

CREATE TABLE permission (
    subject_id BIGINT NOT NULL,
    permission_no BIGINT NOT NULL,
    channel BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    purpose BIGINT NOT NULL,
    offer TEXT,
    given_at BIGINT NOT NULL,
    not_before BIGINT,
    valid_to BIGINT,
    max_contacts BIGINT,
    contacts BIGINT NOT NULL,
    source_id BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (subject_id, permission_no)
) {CLUSTERED};

CREATE TABLE objection (
    subject_id BIGINT NOT NULL,
    objection_no BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    channel BIGINT,
    made_at BIGINT NOT NULL,
    rejected_at BIGINT,
    via TEXT NOT NULL,
    PRIMARY KEY (subject_id, objection_no)
) {CLUSTERED};

CREATE TABLE notice (
    subject_id BIGINT NOT NULL,
    notice_no BIGINT NOT NULL,
    duty BIGINT NOT NULL,
    source_id BIGINT NOT NULL,
    obtained_at BIGINT NOT NULL,
    purposes TEXT NOT NULL,
    status BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    done_at BIGINT,
    channel BIGINT,
    PRIMARY KEY (subject_id, notice_no)
) {CLUSTERED};
CREATE INDEX notice_by_due ON notice (status, due_at);

CREATE TABLE touchpoint (
    subject_id BIGINT NOT NULL,
    touch_no BIGINT NOT NULL,
    happened_at BIGINT NOT NULL,
    inbound BIGINT NOT NULL,
    kind TEXT NOT NULL,
    channel BIGINT,
    source_id BIGINT,
    PRIMARY KEY (subject_id, touch_no)
) {CLUSTERED};

CREATE TABLE request (
    subject_id BIGINT NOT NULL,
    request_no BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    answered_at BIGINT,
    PRIMARY KEY (subject_id, request_no)
) {CLUSTERED};

CREATE TABLE organisation (
    org_id BIGINT PRIMARY KEY,
    krs TEXT,
    nip TEXT,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    next_no BIGINT NOT NULL
);
CREATE INDEX organisation_by_krs ON organisation (krs);
CREATE INDEX organisation_by_nip ON organisation (nip);
CREATE INDEX organisation_by_name ON organisation (name);

CREATE TABLE organisation_fact (
    org_id BIGINT NOT NULL,
    fact_no BIGINT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    path TEXT NOT NULL,
    source_id BIGINT NOT NULL,
    obtained_at BIGINT NOT NULL,
    confirmed_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (org_id, fact_no)
) {CLUSTERED};

CREATE TABLE import (
    import_id BIGINT PRIMARY KEY,
    source_id BIGINT NOT NULL,
    file_digest {BYTES} NOT NULL,
    file_kind TEXT NOT NULL,
    mapping TEXT NOT NULL,
    actor BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    undone_at BIGINT,
    counts TEXT NOT NULL
);

CREATE TABLE import_refusal (
    import_id BIGINT NOT NULL,
    row_no BIGINT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (import_id, row_no, code)
) {CLUSTERED};

CREATE TABLE assessment (
    assessment_id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    purpose BIGINT NOT NULL,
    approved_by BIGINT NOT NULL,
    approved_at BIGINT NOT NULL,
    valid_to BIGINT NOT NULL,
    body TEXT NOT NULL
);

CREATE TABLE account (
    account_id BIGINT PRIMARY KEY,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    password TEXT NOT NULL,
    totp {BYTES},
    totp_step BIGINT NOT NULL,
    trained_until BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT
);
CREATE UNIQUE INDEX account_by_login ON account (login);

CREATE TABLE session (
    digest {BYTES} PRIMARY KEY,
    account_id BIGINT NOT NULL,
    second_factor BIGINT NOT NULL,
    purpose BIGINT NOT NULL,
    lang TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE ledger_entry (seq BIGINT PRIMARY KEY, entry {BYTES} NOT NULL);
-- Which entries are about whom. It says nothing that the entries do not say, and is checked against them.
CREATE TABLE ledger_about (
    subject_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (subject_id, seq)
) {CLUSTERED};
CREATE TABLE ledger_subtree (
    level BIGINT NOT NULL,
    position BIGINT NOT NULL,
    hash {BYTES} NOT NULL,
    PRIMARY KEY (level, position)
) {CLUSTERED};
CREATE TABLE ledger_head (id BIGINT PRIMARY KEY, size BIGINT NOT NULL, frontier {BYTES} NOT NULL);
CREATE TABLE checkpoint (size BIGINT PRIMARY KEY, signed_at BIGINT NOT NULL, note TEXT NOT NULL);

-- The last record of the journal that this database took.
CREATE TABLE work_applied (id BIGINT PRIMARY KEY, seq BIGINT NOT NULL);
INSERT INTO work_applied (id, seq) VALUES (1, 0);
