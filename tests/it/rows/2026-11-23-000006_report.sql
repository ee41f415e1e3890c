-- A row in every table that this migration makes.
INSERT INTO report_settings VALUES ('s1', '{"weighting":"raking"}');
INSERT INTO saved_table VALUES ('t1', 's1', 1, '性別の満足度', '{"topic":"sat_m01","splits":["sex"]}');
INSERT INTO publication VALUES ('s1', '2027-02-01', '{}');
