-- A row in every table that this migration makes.
INSERT INTO survey VALUES ('s1', 'town-survey', 'town-survey', 'open', '2026-12-01', '2026-12-18', 12, FALSE, '2026-11-20 01:02:03.456789');
INSERT INTO form_version VALUES ('s1', 1, '{}', '2026-11-20 01:02:03.456789');
INSERT INTO participant VALUES ('p1', 's1', '70411', '荒尾', '18〜29歳', '女性', 'hash-1', NULL);
INSERT INTO participant VALUES ('p2', 's1', '70412', '万田', '不明', '不明', 'hash-2', 'undeliverable');
INSERT INTO ticket VALUES ('p1');
INSERT INTO draft VALUES ('locator-1', 's1', 'sealed');
INSERT INTO response VALUES ('r1', 's1', 1, '2026-12-02', 'submission-1', '{"sex":2,"ideas":"𠮷野家=1"}');
INSERT INTO staff VALUES ('a1', 'hara@city.example.jp', '原 りょうこ', 'admin', NULL, TRUE, '2026-11-20 01:02:03.456789');
INSERT INTO staff_session VALUES ('token-1', 'a1', '2026-12-02 01:02:03');
INSERT INTO staff_link VALUES ('token-2', NULL, '2026-12-02 01:02:03');
INSERT INTO audit VALUES ('e1', '2026-11-20 01:02:03.456789', '原 りょうこ', 'survey-made', 'town-survey');
