-- Which person a question of a run is about. A sole trader is asked about by a number of their own, which is opened when
-- it is asked and stands in no question.

CREATE TABLE enrichment_subject (
    subject_id BIGINT NOT NULL,
    run_id BIGINT NOT NULL,
    target_no BIGINT NOT NULL,
    PRIMARY KEY (subject_id, run_id, target_no)
) {CLUSTERED};
CREATE INDEX enrichment_subject_by_run ON enrichment_subject (run_id, target_no);
