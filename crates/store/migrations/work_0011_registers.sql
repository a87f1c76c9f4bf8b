-- Registers kept by hand: processors, transfers, breaches, training and their like. Each entry is a row of revisions; none
-- is ever changed or taken away. An entry that was struck has a last revision that says so. They hold what the controller
-- says about itself, its staff and its vendors, and nothing of the people whose data it holds.

-- At which revision an entry is.
CREATE TABLE register_entry (
    entry_id BIGINT PRIMARY KEY,
    register BIGINT NOT NULL,
    entered_at BIGINT NOT NULL,
    last_no BIGINT NOT NULL,
    struck BIGINT NOT NULL
);
CREATE INDEX register_entry_by_register ON register_entry (register);

CREATE TABLE register_revision (
    entry_id BIGINT NOT NULL,
    revision_no BIGINT NOT NULL,
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    struck BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (entry_id, revision_no)
) {CLUSTERED};
