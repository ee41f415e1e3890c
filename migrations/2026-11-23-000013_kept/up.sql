-- What is kept when the traces of who took part are erased: how many there were.

ALTER TABLE workshop ADD COLUMN took_part INTEGER;
-- How many sat at the board.
ALTER TABLE board ADD COLUMN sat INTEGER;
