"""What the import page knows: the file, how it is read, what it would do; and its tables."""
