-- A row in every table that this migration makes.
INSERT INTO population_source VALUES ('s1', '2026-10-01', '住民基本台帳');
INSERT INTO population VALUES ('s1', 1, 2, 1, 1234);
