-- A row in every table that this migration makes.
INSERT INTO school_class VALUES ('c1', 's1', 1, 2, '1組', 34, 0, '123456', 1, 'teacher-hash', 'closed', '2026-11-20', '2026-11-20 01:02:03.456789');
INSERT INTO seat VALUES ('seat1', 'c1', 'room', 1, 'seat-hash', 'entry-hash');
INSERT INTO seat_ticket VALUES ('seat1');
INSERT INTO school_settings VALUES ('s1', 3, TRUE, 'a1');
INSERT INTO concern VALUES ('r1', 'voice', 'help', NULL);
