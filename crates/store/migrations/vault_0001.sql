-- The vault: what identifies a person, sealed. Without the key-encryption key it is noise.

-- Wrapped data keys stand alone, so that they are backed up apart from the data and for a shorter time.
CREATE TABLE data_key (
    subject_id BIGINT PRIMARY KEY,
    kek_version BIGINT NOT NULL,
    wrapped {BYTES} NOT NULL
);

CREATE TABLE sealed (
    subject_id BIGINT PRIMARY KEY,
    revision BIGINT NOT NULL,
    boxes {BYTES} NOT NULL
);

CREATE TABLE blind_index (
    subject_id BIGINT NOT NULL,
    fact_no BIGINT NOT NULL,
    field BIGINT NOT NULL,
    digest {BYTES} NOT NULL,
    PRIMARY KEY (subject_id, fact_no)
) {CLUSTERED};
CREATE INDEX blind_index_by_digest ON blind_index (digest);

-- Addresses that must not come back. No subject: the entry outlives the person's data.
CREATE TABLE suppression (
    digest {BYTES} PRIMARY KEY,
    field BIGINT NOT NULL,
    since BIGINT NOT NULL,
    reason TEXT NOT NULL
);

-- The oldest version of the key-encryption key that anything may be wrapped under.
CREATE TABLE kek_floor (id BIGINT PRIMARY KEY, version BIGINT NOT NULL);
INSERT INTO kek_floor (id, version) VALUES (1, 0);

-- The last record of the journal that this database took.
CREATE TABLE vault_applied (id BIGINT PRIMARY KEY, seq BIGINT NOT NULL);
INSERT INTO vault_applied (id, seq) VALUES (1, 0);
