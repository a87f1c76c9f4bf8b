-- What a wrapped key is combined with stands in a file of its own, on SQLite. Zero: with nothing.
ALTER TABLE data_key ADD COLUMN mask BIGINT NOT NULL DEFAULT 0;
