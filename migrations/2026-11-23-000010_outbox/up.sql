-- Mail that has to go out: written in the transaction of what it tells of, sent later.

CREATE TABLE mail (
    -- Random. Every try carries it as its Message-ID.
    id TEXT NOT NULL PRIMARY KEY,
    -- The reason, such as registration:ID:confirmed. One reason is one mail. Compared byte by
    -- byte, so that a prefix is a range of the index.
    key TEXT
-- only postgres
    COLLATE "C"
-- both
    NOT NULL UNIQUE,
    -- The address and the text; NULL once they are forgotten.
    recipient TEXT,
    subject TEXT NOT NULL,
    body TEXT,
    -- What the recipient can unsubscribe from, such as meeting:ID.
    list TEXT,
    state TEXT NOT NULL
        CHECK (state IN ('waiting', 'sent', 'failed', 'stopped', 'declined', 'kept')),
    made_at TIMESTAMP NOT NULL,
    -- Not before.
    due_at TIMESTAMP NOT NULL,
    -- A server process is sending it until then. Past: that process has died.
    leased_until TIMESTAMP,
    -- How often a process has taken it. The number of its own try lets a process note the outcome.
    tries INTEGER NOT NULL CHECK (tries >= 0),
    -- When it left, or was given up.
    ended_at TIMESTAMP,
    -- What went wrong at the last try: a word and the server's number. Never the server's words,
    -- which repeat the address.
    trouble TEXT
);

CREATE INDEX mail_due ON mail (state, due_at);

-- Who wants no more mail of a list: a keyed hash of the address.
CREATE TABLE mail_off (
    list TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (list, person)
)
-- only sqlite
WITHOUT ROWID
-- both
;
