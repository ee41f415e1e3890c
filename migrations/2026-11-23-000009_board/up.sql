-- Boards: what stands on them, in which order it came, and who may not be known to have written it.

CREATE TABLE board (
    id TEXT NOT NULL PRIMARY KEY,
    theme_id TEXT NOT NULL REFERENCES theme (id),
    -- 0: the whole room. 1, 2, 3 …: a table.
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    phase TEXT NOT NULL,
    -- The number of the last event.
    seq BIGINT NOT NULL,
    timer_ends_at TIMESTAMP,
    -- One line on every phone; empty for none.
    announcement TEXT NOT NULL,
    -- Nobody but the facilitator changes anything.
    frozen BOOLEAN NOT NULL,
    UNIQUE (theme_id, number)
);

-- Who sits where.
CREATE TABLE placement (
    attendee_id TEXT NOT NULL REFERENCES attendee (id),
    theme_id TEXT NOT NULL REFERENCES theme (id),
    board_id TEXT NOT NULL REFERENCES board (id),
    -- Has said to be done with the phase.
    ready BOOLEAN NOT NULL,
    PRIMARY KEY (attendee_id, theme_id)
);

CREATE INDEX placement_of_board ON placement (board_id);

CREATE TABLE cluster (
    board_id TEXT NOT NULL REFERENCES board (id),
    id TEXT NOT NULL,
    -- An island of islands. NULL: on the board itself.
    parent TEXT,
    -- 表札
    title TEXT NOT NULL,
    -- Where it stands: keys sort as text.
    place TEXT NOT NULL,
    -- Dissolved. The row stays, so that it can come back.
    gone BOOLEAN NOT NULL,
    -- On the board of the whole room: what it was taken from, "board cluster".
    origin TEXT,
    PRIMARY KEY (board_id, id)
)
-- only sqlite
WITHOUT ROWID
-- both
;

CREATE TABLE note (
    board_id TEXT NOT NULL REFERENCES board (id),
    -- Made by the phone: the same id again is the same note.
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    colour TEXT NOT NULL,
    -- NULL: by itself.
    cluster_id TEXT,
    place TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('shown', 'held', 'hidden', 'withdrawn')),
    -- Why it is held or hidden, for its author.
    reason TEXT NOT NULL,
    pinned BOOLEAN NOT NULL,
    -- Entered by the facilitator for somebody who wrote on paper.
    paper BOOLEAN NOT NULL,
    PRIMARY KEY (board_id, id)
)
-- only sqlite
WITHOUT ROWID
-- both
;

-- Who wrote a note: so that they can change it, and for nothing else.
CREATE TABLE note_author (
    board_id TEXT NOT NULL,
    note_id TEXT NOT NULL,
    attendee_id TEXT NOT NULL REFERENCES attendee (id),
    PRIMARY KEY (board_id, note_id)
)
-- only sqlite
WITHOUT ROWID
-- both
;

-- A voting on a board. The last one counts.
CREATE TABLE round (
    id TEXT NOT NULL PRIMARY KEY,
    board_id TEXT NOT NULL REFERENCES board (id),
    number INTEGER NOT NULL,
    -- Dots a person has, and how many of them may go to one cluster.
    budget INTEGER NOT NULL CHECK (budget > 0),
    per_cluster INTEGER NOT NULL CHECK (per_cluster > 0),
    UNIQUE (board_id, number)
);

-- A dot that somebody has placed. Slots, not counting, keep the budget: 1 … budget, and for each
-- target 1 … per_cluster.
CREATE TABLE dot (
    round_id TEXT NOT NULL REFERENCES round (id),
    attendee_id TEXT NOT NULL,
    slot INTEGER NOT NULL CHECK (slot > 0),
    -- A cluster, or a note that stands by itself.
    target TEXT NOT NULL,
    nth INTEGER NOT NULL CHECK (nth > 0),
    PRIMARY KEY (round_id, attendee_id, slot),
    UNIQUE (round_id, attendee_id, target, nth)
)
-- only sqlite
WITHOUT ROWID
-- both
;

-- What became of a row of a board, whole, in order. Nobody's name; the time to the minute.
CREATE TABLE event (
    board_id TEXT NOT NULL REFERENCES board (id),
    seq BIGINT NOT NULL,
    -- The number of the first event of the same deed.
    batch BIGINT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (board_id, seq)
)
-- only sqlite
WITHOUT ROWID
-- both
;

-- How many phones a server process has on a board.
CREATE TABLE presence (
    process TEXT NOT NULL,
    board_id TEXT NOT NULL REFERENCES board (id),
    online INTEGER NOT NULL,
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (process, board_id)
);
