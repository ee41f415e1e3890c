-- A row in every table that this migration makes.
INSERT INTO workshop VALUES ('w1', 'students', '高校生ワークショップ', 'students', '2026-12-10', '16:30〜18:00', '市役所', '654321', 1, 'facilitator-hash', 'projector-hash', '{}', 'open', 't1', FALSE, '2026-11-20 01:02:03.456789', NULL, NULL);
INSERT INTO theme VALUES ('t1', 'w1', 1, '進路', 'どうしますか', '{}', FALSE);
INSERT INTO attendee VALUES ('at1', 'w1', 'はな', 'attendee-hash', 'attendee-entry');
