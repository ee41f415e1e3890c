-- Published values of an indicator, brought in by the office. Numbers are text: they stay as
-- they were published, with their decimals, and are turned into numbers where they are used.

-- What 偏差値 are computed against: one edition is one file.
CREATE TABLE indicator_edition (
    indicator TEXT NOT NULL,
    edition TEXT NOT NULL,
    -- Which municipalities the mean and the deviation are of; empty: as the indicator says.
    base TEXT NOT NULL,
    PRIMARY KEY (indicator, edition)
);

CREATE TABLE indicator_reference (
    indicator TEXT NOT NULL,
    edition TEXT NOT NULL,
    item TEXT NOT NULL,
    mean TEXT NOT NULL,
    sd TEXT NOT NULL,
    source TEXT NOT NULL,
    retrieved_on DATE NOT NULL,
    PRIMARY KEY (indicator, edition, item),
    FOREIGN KEY (indicator, edition) REFERENCES indicator_edition (indicator, edition)
);

-- Another municipality that a survey may stand beside.
CREATE TABLE indicator_comparison (
    id TEXT NOT NULL PRIMARY KEY,
    indicator TEXT NOT NULL,
    edition TEXT NOT NULL,
    -- The published file's 調査種別.
    survey_kind TEXT NOT NULL,
    region TEXT NOT NULL,
    UNIQUE (indicator, edition, survey_kind, region)
);

CREATE TABLE indicator_published (
    comparison_id TEXT NOT NULL REFERENCES indicator_comparison (id),
    kind TEXT NOT NULL CHECK (kind IN ('item', 'factor', 'overall')),
    part TEXT NOT NULL,
    -- 実数 and 偏差値; NULL where the file has none.
    value TEXT,
    score TEXT,
    PRIMARY KEY (comparison_id, kind, part)
);

-- What a survey is shown with. No row, or NULL: no 偏差値, no comparison.
CREATE TABLE indicator_choice (
    survey_id TEXT NOT NULL REFERENCES survey (id),
    indicator TEXT NOT NULL,
    edition TEXT,
    comparison_id TEXT REFERENCES indicator_comparison (id),
    PRIMARY KEY (survey_id, indicator),
    FOREIGN KEY (indicator, edition) REFERENCES indicator_edition (indicator, edition)
);
