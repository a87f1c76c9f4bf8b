-- Facts that name another firm are looked for by what they say.

CREATE INDEX organisation_fact_by_value ON organisation_fact (field, value);
