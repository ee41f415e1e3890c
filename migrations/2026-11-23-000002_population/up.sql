-- Where the figures of a survey's population come from. At most one population a survey.
CREATE TABLE population_source (
    survey_id TEXT NOT NULL PRIMARY KEY REFERENCES survey (id),
    -- The day that the figures describe.
    as_of DATE NOT NULL,
    -- Where they were published, in the staff's words.
    source TEXT NOT NULL
);

-- How many people live in each district, by age band and sex: codes of the choices of the
-- questions that `report.frame` of the form names. A combination that is missing has nobody.
CREATE TABLE population (
    survey_id TEXT NOT NULL REFERENCES population_source (survey_id),
    district SMALLINT NOT NULL,
    age_band SMALLINT NOT NULL,
    sex SMALLINT NOT NULL,
    people INTEGER NOT NULL CHECK (people >= 0),
    PRIMARY KEY (survey_id, district, age_band, sex)
);
