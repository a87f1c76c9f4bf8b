-- Closed leads as counters, kept when the people are gone, and terms of keeping that rest on an approval and not on the
-- pack alone. Both are about rules and months; nothing here leads to a person. `month` is its first day.

CREATE TABLE lead_outcome (
    month BIGINT NOT NULL,
    product TEXT NOT NULL,
    followups BIGINT NOT NULL,
    silent_days BIGINT NOT NULL,
    outcome BIGINT NOT NULL,
    leads BIGINT NOT NULL,
    PRIMARY KEY (month, product, followups, silent_days, outcome)
) {CLUSTERED};

-- `term` is an ISO 8601 duration, `body` what the approval rested on.
CREATE TABLE retention_term (
    term_id BIGINT PRIMARY KEY,
    rule TEXT NOT NULL,
    origin BIGINT NOT NULL,
    term TEXT NOT NULL,
    body TEXT NOT NULL,
    approved_by BIGINT NOT NULL,
    approved_at BIGINT NOT NULL,
    valid_to BIGINT,
    ended_at BIGINT
);

CREATE TABLE retention_run (
    run_id BIGINT PRIMARY KEY,
    run_at BIGINT NOT NULL,
    actor BIGINT NOT NULL,
    people BIGINT NOT NULL,
    destroyed BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    dropped BIGINT NOT NULL,
    held_back BIGINT NOT NULL,
    untold BIGINT NOT NULL,
    complete BIGINT NOT NULL
);
