-- A row in every table that this migration makes.
INSERT INTO meeting VALUES ('me1', 'report', '結果報告会', '2027-02-01', '2027-02-21', '{}', FALSE, '2027-01-20 01:02:03.456789', NULL);
INSERT INTO meeting_theme VALUES ('mt1', 'me1', 1, 't1', '総合政策課', '検討します。', '2027-02-01', '{}');
INSERT INTO meeting_comment VALUES ('mc1', 'mt1', 1, 'question', 'いつからですか', TRUE, '2027-02-02', 'shown', '', 'entry-hash', 'sealed', '総合政策課', '4月からです。', '2027-02-03');
INSERT INTO meeting_sympathy VALUES ('mt1', 'person-hash');
