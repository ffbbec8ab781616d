"""How far the night is: the board as data that follows each change, and the lists behind it."""
