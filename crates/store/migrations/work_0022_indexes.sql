-- Indexes of what is looked for only. Nearly every notice was given, and nobody asks which of those fell due when.

DROP INDEX notice_by_due;
CREATE INDEX notice_by_due ON notice (due_at) WHERE status IN (1, 4);
CREATE INDEX notice_exempt ON notice (obtained_at) WHERE status = 5;
DROP INDEX subject_by_org;
CREATE INDEX subject_by_org ON subject (org_id) WHERE org_id IS NOT NULL;
