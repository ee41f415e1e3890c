-- A row in every table that this migration makes.
INSERT INTO registration_desk VALUES ('w1', '{}', 1);
INSERT INTO registration VALUES ('g1', 'w1', 1, '山田 花', '', 1, 'hana@example.jp', '', '{"age":3}', 'confirmed', 'entry-hash', '2026-11-20 01:02:03.456789');
INSERT INTO guest VALUES ('g1', 1, 2, TRUE);
INSERT INTO registration_count VALUES ('w1', 'age', 3, 12);
