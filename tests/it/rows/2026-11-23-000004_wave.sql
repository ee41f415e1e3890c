-- A row in every table that this migration makes.
INSERT INTO wave VALUES ('w1', 's1', '令和2年度調査', 2020, '', 'accepted', '{"variables":[],"people":1}', '2026-11-20 01:02:03.456789');
INSERT INTO wave_answer VALUES ('w1', 1, '{"sex":2}');
