-- An earlier survey that stands beside today's in tables and charts.
CREATE TABLE wave (
    id TEXT NOT NULL PRIMARY KEY,
    survey_id TEXT NOT NULL REFERENCES survey (id),
    -- 令和2年度調査: once in a survey.
    title TEXT NOT NULL,
    year INTEGER NOT NULL,
    note TEXT NOT NULL,
    -- A draft has been read and waits for a person to look at what was mapped to what.
    state TEXT NOT NULL CHECK (state IN ('draft', 'accepted')),
    -- JSON: each variable of the file, what it is today, and what differs.
    mapping TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    UNIQUE (survey_id, title)
);

-- Its answers in the shape of today's (response.answers), in today's codes. The number is the
-- place of the line in the file and says nothing about a person.
CREATE TABLE wave_answer (
    wave_id TEXT NOT NULL REFERENCES wave (id),
    number INTEGER NOT NULL,
    answers TEXT NOT NULL,
    PRIMARY KEY (wave_id, number)
);
