-- How people are informed (GDPR art. 13, 14): messages on their way, letters printed together, exemptions. No name and
-- no address: `fact_no` says which value a message went to, and the wording says what everybody like them was told.

CREATE TABLE notice_delivery (
    subject_id BIGINT NOT NULL,
    delivery_no BIGINT NOT NULL,
    notices TEXT NOT NULL,
    text_id BIGINT NOT NULL,
    channel BIGINT NOT NULL,
    fact_no BIGINT,
    state BIGINT NOT NULL,
    message_id TEXT,
    batch_id BIGINT,
    reference TEXT,
    code BIGINT,
    tries BIGINT NOT NULL,
    queued_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    moved_at BIGINT NOT NULL,
    PRIMARY KEY (subject_id, delivery_no)
) {CLUSTERED};
CREATE INDEX notice_delivery_by_state ON notice_delivery (state, next_at);
CREATE INDEX notice_delivery_by_batch ON notice_delivery (batch_id);
CREATE INDEX notice_delivery_by_message ON notice_delivery (message_id);

CREATE TABLE notice_exemption (
    subject_id BIGINT NOT NULL,
    notice_no BIGINT NOT NULL,
    ground TEXT NOT NULL,
    text_id BIGINT NOT NULL,
    decided_by BIGINT NOT NULL,
    decided_at BIGINT NOT NULL,
    review_on BIGINT NOT NULL,
    PRIMARY KEY (subject_id, notice_no)
) {CLUSTERED};
CREATE INDEX notice_exemption_by_review ON notice_exemption (review_on);

CREATE TABLE notice_template (
    template_id BIGINT PRIMARY KEY,
    lang TEXT NOT NULL,
    text_id BIGINT NOT NULL,
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE TABLE letter_batch (
    batch_id BIGINT PRIMARY KEY,
    recipient TEXT NOT NULL,
    letters BIGINT NOT NULL,
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    posted_at BIGINT,
    posting TEXT
);
