"""Files that offices keep their lists in, read into sheets of text and written from what the region holds."""
