-- Enrichment: what was asked of whom, what came back, and what became of it. Nothing here leads to a person: a run that
-- takes people records them as subjects at once, and keeps but their number (docs/decisions/0008).

CREATE TABLE enrichment_run (
    run_id BIGINT PRIMARY KEY,
    state BIGINT NOT NULL,
    choice TEXT NOT NULL,
    sources TEXT NOT NULL,
    persons BIGINT NOT NULL,
    rules TEXT NOT NULL,
    plan TEXT NOT NULL,
    schedule_id BIGINT,
    planned_by BIGINT NOT NULL,
    planned_at BIGINT NOT NULL,
    approved_by BIGINT,
    approved_at BIGINT,
    ended_at BIGINT,
    halted TEXT,
    undone_by BIGINT,
    undone_at BIGINT,
    lease_owner BIGINT NOT NULL,
    lease_until BIGINT NOT NULL
);
CREATE INDEX enrichment_run_by_state ON enrichment_run (state, run_id);

-- One question: a source is asked about one firm. `number` is what it is asked by; `org_id` is empty until a firm that
-- was not held is recorded.
CREATE TABLE enrichment_target (
    run_id BIGINT NOT NULL,
    target_no BIGINT NOT NULL,
    org_id BIGINT,
    source TEXT NOT NULL,
    number TEXT NOT NULL,
    state BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    asked_at BIGINT,
    source_id BIGINT,
    confirmed BIGINT NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (run_id, target_no)
) {CLUSTERED};
CREATE INDEX enrichment_target_by_state ON enrichment_target (run_id, state, target_no);
CREATE INDEX enrichment_target_by_org ON enrichment_target (org_id, run_id);

-- A fact about a firm that waits for a decision or had one. `beside_no` is the held fact it replaces or contradicts,
-- `was` what is shown as held, `fact_no` the fact it became.
CREATE TABLE enrichment_proposal (
    run_id BIGINT NOT NULL,
    target_no BIGINT NOT NULL,
    proposal_no BIGINT NOT NULL,
    org_id BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    path TEXT NOT NULL,
    beside_no BIGINT,
    was TEXT NOT NULL,
    decision BIGINT NOT NULL,
    decided_by BIGINT,
    decided_at BIGINT,
    fact_no BIGINT,
    PRIMARY KEY (run_id, target_no, proposal_no)
) {CLUSTERED};
CREATE INDEX enrichment_proposal_by_decision ON enrichment_proposal (run_id, decision, target_no);

CREATE TABLE enrichment_schedule (
    schedule_id BIGINT PRIMARY KEY,
    choice TEXT NOT NULL,
    sources TEXT NOT NULL,
    persons BIGINT NOT NULL,
    rules TEXT NOT NULL,
    every_days BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    stopped_at BIGINT
);
