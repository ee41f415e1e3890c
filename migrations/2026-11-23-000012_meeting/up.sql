-- 結果報告会: what came of workshops, what the city says to it, what people say to both.

CREATE TABLE meeting (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    -- The first and the last day of comments, in Japan.
    opens_on DATE NOT NULL,
    closes_on DATE NOT NULL,
    -- What holds for it: JSON.
    settings TEXT NOT NULL,
    sample BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    -- When the last traces of who asked for mail were erased.
    erased_at TIMESTAMP
);

CREATE TABLE meeting_theme (
    id TEXT NOT NULL PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    -- 1, 2, 3 … in addresses.
    number INTEGER NOT NULL,
    theme_id TEXT NOT NULL REFERENCES theme (id),
    -- What the city says, as it is being written: who answers, and the text.
    section TEXT NOT NULL,
    official TEXT NOT NULL,
    -- What is public, frozen as JSON. NULL: nothing.
    published_on DATE,
    document TEXT,
    UNIQUE (meeting_id, number),
    UNIQUE (meeting_id, theme_id)
);

-- What people say. Nobody's name, and the day without the time.
CREATE TABLE meeting_comment (
    id TEXT NOT NULL PRIMARY KEY,
    meeting_theme_id TEXT NOT NULL REFERENCES meeting_theme (id),
    -- 1, 2, 3 … of its theme.
    number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('sympathy', 'insight', 'question')),
    text TEXT NOT NULL,
    -- Came with a code for coming back: nothing more is kept of that.
    participant BOOLEAN NOT NULL,
    day DATE NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'shown', 'refused')),
    -- Why it should be looked at, or why it is not shown.
    reason TEXT NOT NULL,
    -- Hash of what was drawn for the page: pressed twice is posted once. NULL once it is over.
    entry TEXT UNIQUE,
    -- Sealed address of whoever asked to be told of a reply; NULL for nobody and once told.
    mail TEXT,
    reply_section TEXT NOT NULL,
    reply TEXT NOT NULL,
    replied_on DATE,
    UNIQUE (meeting_theme_id, number)
);

-- Who has pressed 共感 for a theme, as a keyed hash, while more can be pressed. Nothing joins it
-- to a comment.
CREATE TABLE meeting_sympathy (
    meeting_theme_id TEXT NOT NULL REFERENCES meeting_theme (id),
    person TEXT NOT NULL,
    PRIMARY KEY (meeting_theme_id, person)
)
-- only sqlite
WITHOUT ROWID
-- both
;
