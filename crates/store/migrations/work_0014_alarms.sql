-- Bulk reading: at which entry of the ledger a member of staff passed what their roles let pass unnoticed, and what was found
-- out about it. Counts and members of staff only; nothing here leads to a person.

CREATE TABLE bulk_alarm (
    seq BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    raised_at BIGINT NOT NULL,
    people BIGINT NOT NULL,
    allowed BIGINT NOT NULL,
    answered_by BIGINT,
    answered_at BIGINT,
    word TEXT,
    PRIMARY KEY (seq, kind)
) {CLUSTERED};
