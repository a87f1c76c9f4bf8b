-- A firm that turned out to be a person who trades in their own name: nothing of it is held here any more. Its number stays,
-- because others may stand for it.
ALTER TABLE organisation ADD COLUMN trader BIGINT NOT NULL DEFAULT 0;
