-- A row in every table that this migration makes.
INSERT INTO mail VALUES ('m1', 'registration:g1:confirmed', 'hana@example.jp', '参加登録を受け付けました', '12月5日にお待ちしています。', 'meeting:w1', 'failed', '2026-11-20 01:02:03.456789', '2026-11-20 01:02:03.456789', NULL, 7, '2026-11-21 12:00:00', 'busy 451');
INSERT INTO mail_off VALUES ('meeting:w1', 'keyed-hash');
