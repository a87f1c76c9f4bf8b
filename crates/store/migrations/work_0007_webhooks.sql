-- Who is told of accepted changes of firms, and what is still to be told. A message names facts of a firm by their
-- numbers; nothing here leads to a person.

CREATE TABLE webhook (
    webhook_id BIGINT PRIMARY KEY,
    url TEXT NOT NULL,
    internal BIGINT NOT NULL,
    secret {BYTES} NOT NULL,
    previous {BYTES},
    previous_until BIGINT,
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    state BIGINT NOT NULL,
    state_since BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    failing_since BIGINT,
    resume_at BIGINT NOT NULL
);

-- `first_no` to `last_no` are the facts that came, `ended` lists the numbers of those that are no longer so.
CREATE TABLE webhook_message (
    webhook_id BIGINT NOT NULL,
    message_id TEXT NOT NULL,
    kind BIGINT NOT NULL,
    org_id BIGINT,
    first_no BIGINT NOT NULL,
    last_no BIGINT NOT NULL,
    ended TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    state BIGINT NOT NULL,
    answer TEXT NOT NULL,
    answered_at BIGINT,
    PRIMARY KEY (webhook_id, message_id)
) {CLUSTERED};
CREATE INDEX webhook_message_by_due ON webhook_message (state, next_at);
CREATE INDEX webhook_message_by_time ON webhook_message (webhook_id, made_at);
