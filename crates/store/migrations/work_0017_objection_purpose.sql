-- An objection may be to one purpose alone (GDPR art. 21): then it counts where that purpose is asked about, and nowhere
-- else. Without a purpose it is to all.
ALTER TABLE objection ADD COLUMN purpose BIGINT;
