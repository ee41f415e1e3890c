-- A row in every table that this migration makes.
INSERT INTO board VALUES ('b1', 't1', 1, 'テーブル1', 'write', 1, '2026-12-10 07:45:00', '', FALSE);
INSERT INTO placement VALUES ('at1', 't1', 'b1', FALSE);
INSERT INTO cluster VALUES ('b1', 'k1', NULL, '交通', 'm', FALSE, NULL);
INSERT INTO note VALUES ('b1', 'n1', 'バスが少ない', 'yellow', 'k1', 'm', 'shown', '', FALSE, FALSE);
INSERT INTO note_author VALUES ('b1', 'n1', 'at1');
INSERT INTO round VALUES ('ro1', 'b1', 1, 3, 2);
INSERT INTO dot VALUES ('ro1', 'at1', 1, 'k1', 1);
INSERT INTO event VALUES ('b1', 1, 1, 'note', '{}', '2026-12-10 07:40:00');
INSERT INTO presence VALUES ('p1', 'b1', 3, '2026-12-10 07:40:00');
