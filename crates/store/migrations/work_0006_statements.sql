-- Financial statements of firms: the figures, and which document they were read from by its hash. The document is not
-- kept, nor who signed it. A statement that was taken back stays, marked so. Amounts are in grosz; days since 1970.

CREATE TABLE organisation_statement (
    org_id BIGINT NOT NULL,
    statement_no BIGINT NOT NULL,
    source_id BIGINT NOT NULL,
    digest {BYTES} NOT NULL,
    layout BIGINT NOT NULL,
    period_from BIGINT NOT NULL,
    period_to BIGINT NOT NULL,
    prepared BIGINT,
    in_thousands BIGINT NOT NULL,
    added_by BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    undone_by BIGINT,
    undone_at BIGINT,
    PRIMARY KEY (org_id, statement_no)
) {CLUSTERED};

CREATE TABLE organisation_figure (
    org_id BIGINT NOT NULL,
    statement_no BIGINT NOT NULL,
    figure TEXT NOT NULL,
    this_year BIGINT NOT NULL,
    year_before BIGINT,
    PRIMARY KEY (org_id, statement_no, figure)
) {CLUSTERED};
