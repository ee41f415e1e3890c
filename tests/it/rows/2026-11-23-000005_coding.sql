-- A row in every table that this migration makes.
INSERT INTO code_frame VALUES ('s1', 'ideas', 1, '{"codes":[{"number":1,"label":"交通","description":"","fate":"in-use"}]}', '森 たかし', '2026-12-03 01:02:03.456789');
INSERT INTO coder VALUES ('s1', 'ideas', 'first', 'a1');
INSERT INTO coding VALUES ('s1', 'ideas', 'r1', 'first', '[1]', 1);
