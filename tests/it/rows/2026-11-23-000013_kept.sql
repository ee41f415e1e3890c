UPDATE workshop SET took_part = 12 WHERE id = 'w1';
UPDATE board SET sat = 6 WHERE id = 'b1';
