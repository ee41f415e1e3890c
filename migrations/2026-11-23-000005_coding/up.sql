-- How staff sort what people wrote (アフターコード).

-- The codes for the texts of one field. A version never changes: a change makes another one.
CREATE TABLE code_frame (
    survey_id TEXT NOT NULL REFERENCES survey (id),
    -- The field of the questionnaire that holds the texts.
    field TEXT NOT NULL,
    version INTEGER NOT NULL,
    definition TEXT NOT NULL,
    -- A name, not a reference: the version outlives the account.
    made_by TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    PRIMARY KEY (survey_id, field, version)
);

-- Whose hand is the first and whose the second. Nobody is both: their agreement would say nothing.
CREATE TABLE coder (
    survey_id TEXT NOT NULL REFERENCES survey (id),
    field TEXT NOT NULL,
    hand TEXT NOT NULL CHECK (hand IN ('first', 'second')),
    staff_id TEXT NOT NULL REFERENCES staff (id),
    PRIMARY KEY (survey_id, field, hand),
    UNIQUE (survey_id, field, staff_id)
);

-- The codes that a hand gave to a text. No time: what is known of an answer stays the day.
CREATE TABLE coding (
    survey_id TEXT NOT NULL REFERENCES survey (id),
    field TEXT NOT NULL,
    response_id TEXT NOT NULL REFERENCES response (id),
    hand TEXT NOT NULL CHECK (hand IN ('first', 'second', 'settled')),
    -- A JSON list of numbers, never empty.
    codes TEXT NOT NULL,
    -- The version that the hand saw. It cannot be deleted while this row is there.
    version INTEGER NOT NULL,
    PRIMARY KEY (survey_id, field, response_id, hand),
    FOREIGN KEY (survey_id, field, version) REFERENCES code_frame (survey_id, field, version)
)
-- only sqlite
WITHOUT ROWID
-- both
;
