-- What the office asks, and of whom. `-- only sqlite`, `-- only postgres` and `-- both`
-- switch lines on and off for an engine (src/store/migrate.rs).

CREATE TABLE survey (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    form TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('preparing', 'open', 'paused', 'closed')),
    opens_on DATE NOT NULL,
    -- The last day; answers are taken until 24:00 JST of it.
    closes_on DATE NOT NULL,
    -- How long a draft begun in time may still be sent.
    grace_hours INTEGER NOT NULL CHECK (grace_hours >= 0),
    -- Synthetic data for a demonstration, marked on every page and file.
    sample BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL
);

-- A published questionnaire never changes: no statement of the program updates this table.
CREATE TABLE form_version (
    survey_id TEXT NOT NULL REFERENCES survey (id),
    number INTEGER NOT NULL,
    definition TEXT NOT NULL,
    published_at TIMESTAMP NOT NULL,
    PRIMARY KEY (survey_id, number)
);

-- A sampled person as the frame knows them. This row is never written when they answer, so
-- neither its contents nor the engine's own bookkeeping (row versions) tells when they did.
CREATE TABLE participant (
    id TEXT NOT NULL PRIMARY KEY,
    survey_id TEXT NOT NULL REFERENCES survey (id),
    serial TEXT NOT NULL,
    district TEXT NOT NULL,
    age_band TEXT NOT NULL,
    sex TEXT NOT NULL,
    -- Keyed hash of the access code; the code itself is nowhere.
    code_hash TEXT NOT NULL UNIQUE,
    -- What the office recorded. NULL: nothing; then a missing ticket means answered by web.
    disposition TEXT CHECK (disposition IN ('paper', 'undeliverable', 'ineligible', 'refused')),
    UNIQUE (survey_id, serial)
);

-- The right to answer once. Answering deletes the row: nothing is left to compare with.
CREATE TABLE ticket (
    participant_id TEXT NOT NULL PRIMARY KEY REFERENCES participant (id)
)
-- only sqlite
WITHOUT ROWID
-- both
;

-- Answers in progress, sealed with a key derived from the code. The locator is another keyed
-- hash of it, so the table does not tell who has begun.
CREATE TABLE draft (
    locator TEXT NOT NULL PRIMARY KEY,
    survey_id TEXT NOT NULL REFERENCES survey (id),
    sealed TEXT NOT NULL
)
-- only sqlite
WITHOUT ROWID
-- both
;

-- What was answered. Nothing here leads to a person: no participant, no code, no address,
-- no time; a random id, and (in SQLite) no hidden row number that would tell the order.
CREATE TABLE response (
    id TEXT NOT NULL PRIMARY KEY,
    survey_id TEXT NOT NULL REFERENCES survey (id),
    version INTEGER NOT NULL,
    day DATE NOT NULL,
    -- Hash of the number drawn for the confirmation page: a repeated submit finds it.
    submission TEXT NOT NULL UNIQUE,
    answers TEXT NOT NULL,
    FOREIGN KEY (survey_id, version) REFERENCES form_version (survey_id, number)
)
-- only sqlite
WITHOUT ROWID
-- both
;

CREATE INDEX response_by_survey ON response (survey_id, day);

-- People of the office.
CREATE TABLE staff (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('viewer', 'editor', 'admin')),
    -- argon2id; NULL until the person has chosen one.
    password_hash TEXT,
    active BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE staff_session (
    token_hash TEXT NOT NULL PRIMARY KEY,
    staff_id TEXT NOT NULL REFERENCES staff (id),
    expires_at TIMESTAMP NOT NULL
);

-- A one-time link that lets a person choose a password. Without staff: the first administrator.
CREATE TABLE staff_link (
    token_hash TEXT NOT NULL PRIMARY KEY,
    staff_id TEXT REFERENCES staff (id),
    expires_at TIMESTAMP NOT NULL
);

-- Who did what. Only ever added to.
CREATE TABLE audit (
    id TEXT NOT NULL PRIMARY KEY,
    at TIMESTAMP NOT NULL,
    -- A name, not a reference: the record outlives the account.
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL
);

CREATE INDEX audit_by_time ON audit (at);

-- only sqlite
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END;
-- only postgres
CREATE FUNCTION audit_is_append_only() RETURNS trigger AS
$$ BEGIN RAISE EXCEPTION 'the audit is only ever added to'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
-- both
