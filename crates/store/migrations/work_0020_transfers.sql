-- Data sent straight to another controller (GDPR art. 20(2)): to whom, which way, and what came of it. The receiver is the
-- firm that the person named; its address is sealed, for it may be somebody's own. Nothing of the person is here.

CREATE TABLE request_transfer (
    subject_id BIGINT NOT NULL,
    request_no BIGINT NOT NULL,
    transfer_no BIGINT NOT NULL,
    receiver TEXT NOT NULL,
    way BIGINT NOT NULL,
    address {BYTES} NOT NULL,
    public_key TEXT,
    held BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    digest {BYTES} NOT NULL,
    message_id TEXT NOT NULL,
    state BIGINT NOT NULL,
    code BIGINT,
    note TEXT,
    begun_by BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    moved_at BIGINT NOT NULL,
    PRIMARY KEY (subject_id, request_no, transfer_no)
) {CLUSTERED};
