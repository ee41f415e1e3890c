-- Workshops: themes, who takes part, at which table.

CREATE TABLE workshop (
    id TEXT NOT NULL PRIMARY KEY,
    -- The name in addresses: students-2026.
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    -- The name of the template that it was made from.
    template TEXT NOT NULL,
    held_on DATE NOT NULL,
    -- In words: 18:30〜20:30, 市役所 大会議室.
    hours TEXT NOT NULL,
    place TEXT NOT NULL,
    -- Six digits that everybody in the room may see.
    join_code TEXT NOT NULL UNIQUE,
    -- Which issue of the facilitator's and the projector's code is valid: 1, 2, 3 …
    issue INTEGER NOT NULL,
    -- Keyed hashes; the codes themselves are nowhere.
    facilitator_hash TEXT NOT NULL UNIQUE,
    projector_hash TEXT NOT NULL UNIQUE,
    -- What the template said, as changed since: JSON.
    settings TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('preparing', 'open', 'closed')),
    -- The theme that everybody is at. NULL: none yet.
    theme_id TEXT,
    sample BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    closed_at TIMESTAMP,
    -- When the traces of who took part were erased.
    erased_at TIMESTAMP
);

CREATE TABLE theme (
    id TEXT NOT NULL PRIMARY KEY,
    workshop_id TEXT NOT NULL REFERENCES workshop (id),
    -- 1, 2, 3 …
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    -- What everybody is asked, in a sentence.
    question TEXT NOT NULL,
    -- What its template said, as changed since: JSON.
    settings TEXT NOT NULL,
    -- Everybody is at the board of the whole room, not at their table.
    in_room BOOLEAN NOT NULL,
    UNIQUE (workshop_id, position)
);

-- Somebody who takes part. No name but the one they chose, and no time.
CREATE TABLE attendee (
    id TEXT NOT NULL PRIMARY KEY,
    workshop_id TEXT NOT NULL REFERENCES workshop (id),
    nickname TEXT,
    -- Keyed hash of the code for coming back. NULL: erased.
    code_hash TEXT UNIQUE,
    -- Hash of the number drawn for the page that they joined from: a repeated press finds it.
    entry TEXT UNIQUE
);

CREATE INDEX attendee_of_workshop ON attendee (workshop_id);
