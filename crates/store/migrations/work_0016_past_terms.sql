-- What a value was held for, and until when, before that changed in place: whoever looks back at a day sees the purposes of
-- that day. Pseudonyms, numbers and days, no value. `days` lists purpose and last day, as `12:20789 14:20850`.

CREATE TABLE past_terms (
    subject_id BIGINT NOT NULL,
    fact_no BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    grounds_id BIGINT NOT NULL,
    days TEXT NOT NULL,
    PRIMARY KEY (subject_id, fact_no, until_at)
) {CLUSTERED};
