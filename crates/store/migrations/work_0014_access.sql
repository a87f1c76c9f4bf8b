-- Authorisations of staff (GDPR art. 29, 32(4)): a role of one account, for all purposes of the role or for some of them,
-- from a moment until another or until it is ended. `purposes` lists the numbers of those it is narrowed to, or nothing.
-- None is changed but by being accepted, once, and by its end. `account.roles` is what accounts had before this table was
-- there, and is read once.

CREATE TABLE role_grant (
    grant_id BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    role BIGINT NOT NULL,
    purposes TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT,
    word TEXT NOT NULL,
    given_by BIGINT NOT NULL,
    given_at BIGINT NOT NULL,
    accepted_at BIGINT,
    ended_by BIGINT,
    ended_at BIGINT,
    end_word TEXT
);
CREATE INDEX role_grant_by_account ON role_grant (account_id);
