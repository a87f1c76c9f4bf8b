-- Assessments: an approval ends when it is withdrawn or another one takes its place. Drafts wait apart, one for each kind
-- and purpose. Both are about purposes, not about people.

ALTER TABLE assessment ADD COLUMN ended_at BIGINT;

CREATE TABLE assessment_draft (
    kind TEXT NOT NULL,
    purpose BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    saved_by BIGINT NOT NULL,
    saved_at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, purpose)
);
