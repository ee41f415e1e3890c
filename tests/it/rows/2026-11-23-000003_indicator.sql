-- A row in every table that this migration makes.
INSERT INTO indicator_edition VALUES ('lwci', '2026', '人口10万人以上の市区町村');
INSERT INTO indicator_reference VALUES ('lwci', '2026', 'w01', '3.20', '0.1246', '公表資料', '2026-11-20');
INSERT INTO indicator_comparison VALUES ('c1', 'lwci', '2026', 'アンケート', '見本市');
INSERT INTO indicator_published VALUES ('c1', 'item', 'w01', '3.1', NULL);
INSERT INTO indicator_choice VALUES ('s1', 'lwci', '2026', 'c1');
