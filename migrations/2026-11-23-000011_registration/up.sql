-- Signing up for workshops. Nothing here is ever joined to an attendee: who came is one thing,
-- who wrote what is another.

-- What registration of a workshop stands on. Whoever changes a registration holds this row, so
-- that the last places are given once.
CREATE TABLE registration_desk (
    workshop_id TEXT NOT NULL PRIMARY KEY REFERENCES workshop (id),
    -- The questions as they were at the first registration: JSON.
    form TEXT NOT NULL,
    -- With which the lots for tables were drawn last. 0: not yet.
    seed INTEGER NOT NULL
);

CREATE TABLE registration (
    id TEXT NOT NULL PRIMARY KEY,
    workshop_id TEXT NOT NULL REFERENCES workshop (id),
    -- 1, 2, 3 … in the order of arrival; also the order of the waiting list.
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    -- The school or group that somebody signs up for; empty for a person.
    party TEXT NOT NULL,
    -- How many come.
    heads INTEGER NOT NULL CHECK (heads >= 1),
    mail TEXT NOT NULL,
    telephone TEXT NOT NULL,
    -- Codes and texts by field: JSON.
    answers TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('confirmed', 'waiting', 'cancelled')),
    -- Hash of the number drawn for the page that it was sent from: a repeated press finds it.
    entry TEXT UNIQUE,
    made_at TIMESTAMP NOT NULL,
    UNIQUE (workshop_id, number)
);

-- One row for each head of a registration: where it sits, whether it came.
CREATE TABLE guest (
    registration_id TEXT NOT NULL REFERENCES registration (id) ON DELETE CASCADE,
    -- 1, 2, 3 …
    slot INTEGER NOT NULL CHECK (slot >= 1),
    -- NULL: nowhere yet.
    seat INTEGER,
    arrived BOOLEAN NOT NULL,
    PRIMARY KEY (registration_id, slot)
);

-- What stays when the registrations are erased: how many heads gave which answer.
CREATE TABLE registration_count (
    workshop_id TEXT NOT NULL REFERENCES workshop (id),
    -- A question's field, or empty for what became of the registrations.
    field TEXT NOT NULL,
    code INTEGER NOT NULL,
    heads INTEGER NOT NULL,
    PRIMARY KEY (workshop_id, field, code)
);
