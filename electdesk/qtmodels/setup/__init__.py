"""A region that is being set up, before it exists: what was answered so far, what is wrong with it, and its draft on the disk."""
