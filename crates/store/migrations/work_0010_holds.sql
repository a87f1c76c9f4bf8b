-- Legal holds (GDPR art. 17(3)(e)): somebody asks for one, somebody else approves it, and it is reviewed until it ends.
-- `fields` lists the numbers of the fields it keeps, or nothing for all of them. Who it covers stands beside it.

CREATE TABLE legal_hold (
    hold_id BIGINT PRIMARY KEY,
    matter TEXT NOT NULL,
    ground BIGINT NOT NULL,
    reference TEXT NOT NULL,
    fields TEXT NOT NULL,
    review_by BIGINT NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    approved_by BIGINT,
    approved_at BIGINT,
    ended_by BIGINT,
    ended_at BIGINT
);

CREATE TABLE legal_hold_subject (
    subject_id BIGINT NOT NULL,
    hold_id BIGINT NOT NULL,
    PRIMARY KEY (subject_id, hold_id)
) {CLUSTERED};
CREATE INDEX legal_hold_subject_by_hold ON legal_hold_subject (hold_id);
