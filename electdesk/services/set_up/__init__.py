"""How a region is set up: rules of its fields, plans, set-up files, beginning one from a plan or from an older file."""
