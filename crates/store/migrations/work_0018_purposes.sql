-- Which purpose came into use or out of it, and when: what was in use on a past day follows from what is in use today.
CREATE TABLE purpose_switch (
    switch_no BIGINT PRIMARY KEY,
    purpose BIGINT NOT NULL,
    in_use BIGINT NOT NULL,
    switched_at BIGINT NOT NULL
);
CREATE INDEX purpose_switch_by_time ON purpose_switch (switched_at, switch_no);
