-- What values were held for before stands once for each change of a person, not once for each value. `held` lists values,
-- their grounds, purposes and last days, as `3,4 17 12:20789 14:20850;5 18 12:20789`; `no` tells changes of one moment apart.

CREATE TABLE past_terms_of (
    subject_id BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    no BIGINT NOT NULL,
    held TEXT NOT NULL,
    PRIMARY KEY (subject_id, until_at, no)
) {CLUSTERED};
INSERT INTO past_terms_of (subject_id, until_at, no, held)
    SELECT subject_id, until_at, fact_no, fact_no || ' ' || grounds_id || ' ' || days FROM past_terms;
DROP TABLE past_terms;
ALTER TABLE past_terms_of RENAME TO past_terms;
