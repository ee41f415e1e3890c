-- How the numbers of a survey are reported: settings, tables that staff keep, what is public.

-- One document a survey; what it does not say has its default.
CREATE TABLE report_settings (
    survey_id TEXT NOT NULL PRIMARY KEY REFERENCES survey (id),
    document TEXT NOT NULL
);

-- A cross table that staff have added to the report set.
CREATE TABLE saved_table (
    id TEXT NOT NULL PRIMARY KEY,
    survey_id TEXT NOT NULL REFERENCES survey (id),
    -- The order in the report: 1, 2, 3 …
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    -- What is tabulated, by what, of whom.
    definition TEXT NOT NULL
);

CREATE INDEX saved_table_by_survey ON saved_table (survey_id, position);

-- The results that anybody may read: finished, suppressed numbers, frozen when they were
-- published. Nothing that was held back is in here.
CREATE TABLE publication (
    survey_id TEXT NOT NULL PRIMARY KEY REFERENCES survey (id),
    published_on DATE NOT NULL,
    document TEXT NOT NULL
);
