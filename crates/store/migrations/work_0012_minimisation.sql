-- What is held without being used: when each field was last used for each purpose, as the ledger tells, which fields were
-- stopped, and how much excess there was day by day. About fields and days; nothing here leads to a person.

CREATE TABLE field_use (
    field BIGINT NOT NULL,
    purpose BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (field, purpose)
) {CLUSTERED};

-- A stopped field takes no new values. On `erase_on` what is held of it is erased, unless it was taken back before.
CREATE TABLE field_stop (
    stop_id BIGINT PRIMARY KEY,
    field BIGINT NOT NULL,
    stopped_by BIGINT NOT NULL,
    stopped_at BIGINT NOT NULL,
    erase_on BIGINT NOT NULL,
    undone_at BIGINT,
    erased_at BIGINT,
    erased BIGINT NOT NULL
);

CREATE TABLE excess_sample (
    day BIGINT PRIMARY KEY,
    held BIGINT NOT NULL,
    unused BIGINT NOT NULL,
    risk BIGINT NOT NULL
);
