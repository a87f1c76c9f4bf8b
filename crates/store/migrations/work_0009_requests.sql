-- The register of requests of persons (GDPR art. 12 and 15 to 22). A file outlives the data of its person, so it holds no
-- name, no address and no plain text: words are sealed under a key of the installation and go with the file on `ends_on`.
-- Subject 0 stands for people of whom nothing is held.

ALTER TABLE request ADD COLUMN door BIGINT NOT NULL DEFAULT 6;
ALTER TABLE request ADD COLUMN identity BIGINT;
ALTER TABLE request ADD COLUMN identified_at BIGINT;
ALTER TABLE request ADD COLUMN extended_at BIGINT;
ALTER TABLE request ADD COLUMN outcome BIGINT;
ALTER TABLE request ADD COLUMN ground TEXT;
ALTER TABLE request ADD COLUMN ends_on BIGINT;
ALTER TABLE request ADD COLUMN lifting_told_at BIGINT;
CREATE INDEX request_by_due ON request (answered_at, due_at);
CREATE INDEX request_by_end ON request (ends_on);

CREATE TABLE request_words (
    subject_id BIGINT NOT NULL,
    request_no BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    words {BYTES} NOT NULL,
    PRIMARY KEY (subject_id, request_no, kind)
) {CLUSTERED};

-- Who received the data is told what became of them (art. 19).
CREATE TABLE request_telling (
    subject_id BIGINT NOT NULL,
    request_no BIGINT NOT NULL,
    telling_no BIGINT NOT NULL,
    recipient TEXT NOT NULL,
    state BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    settled_at BIGINT,
    note TEXT,
    PRIMARY KEY (subject_id, request_no, telling_no)
) {CLUSTERED};
CREATE INDEX request_telling_by_due ON request_telling (state, due_at);
