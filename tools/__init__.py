"""Commands for those who build the program; nothing here is part of it."""
