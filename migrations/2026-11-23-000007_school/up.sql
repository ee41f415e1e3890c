-- Classes that answer a survey in a lesson, and their seats.

CREATE TABLE school_class (
    id TEXT NOT NULL PRIMARY KEY,
    survey_id TEXT NOT NULL REFERENCES survey (id),
    -- Codes of the choices that the questionnaire has for its schools and grades.
    school INTEGER NOT NULL,
    grade INTEGER NOT NULL,
    -- 1組
    name TEXT NOT NULL,
    -- How many pupils there are.
    heads INTEGER NOT NULL CHECK (heads > 0),
    -- Answers that the teacher has let in beyond the heads, one by one.
    extra INTEGER NOT NULL CHECK (extra >= 0),
    -- Six digits that the whole class may see.
    room_code TEXT NOT NULL UNIQUE,
    -- Which issue of the teacher's code is valid: 1, 2, 3 …
    issue INTEGER NOT NULL,
    -- Keyed hash of the teacher's code; the code itself is nowhere.
    teacher_hash TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'open', 'closed')),
    -- A class is open on the day in Japan that it was opened on.
    opened_on DATE,
    -- For the minutes in which what was begun may still be sent.
    closed_at TIMESTAMP,
    UNIQUE (survey_id, school, grade, name)
);

-- A place in a class, taken in the lesson or printed on a slip. Nobody's name, and no time. The
-- row is never written when somebody answers, like that of a participant.
CREATE TABLE seat (
    id TEXT NOT NULL PRIMARY KEY,
    class_id TEXT NOT NULL REFERENCES school_class (id),
    kind TEXT NOT NULL CHECK (kind IN ('room', 'slip')),
    number INTEGER NOT NULL,
    -- Keyed hash of the seat's code.
    code_hash TEXT NOT NULL UNIQUE,
    -- Hash of the number drawn for the page that took it: a repeated press finds it.
    entry TEXT UNIQUE,
    UNIQUE (class_id, kind, number)
);

-- The right to answer once from this seat. Answering deletes the row.
CREATE TABLE seat_ticket (
    seat_id TEXT NOT NULL PRIMARY KEY REFERENCES seat (id)
)
-- only sqlite
WITHOUT ROWID
-- both
;

-- No row: the usual settings.
CREATE TABLE school_settings (
    survey_id TEXT NOT NULL PRIMARY KEY REFERENCES survey (id),
    -- How long after closing a class what was begun may still be sent.
    late_minutes INTEGER NOT NULL CHECK (late_minutes >= 0),
    -- Whether slips work outside the lesson.
    slips_any_time BOOLEAN NOT NULL,
    -- Who reads texts that should be read soon. NULL: nobody is named, and nothing is noted.
    reader_id TEXT REFERENCES staff (id)
);

-- A text that somebody should read soon: of an answer, of which nobody knows whose it is.
CREATE TABLE concern (
    response_id TEXT NOT NULL REFERENCES response (id),
    field TEXT NOT NULL,
    sign TEXT NOT NULL CHECK (sign IN ('help', 'name')),
    -- A name, not a reference: who has read it. NULL: nobody yet.
    read_by TEXT,
    PRIMARY KEY (response_id, field, sign)
)
-- only sqlite
WITHOUT ROWID
-- both
;
