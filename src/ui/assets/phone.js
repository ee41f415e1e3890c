// A phone at a board.
