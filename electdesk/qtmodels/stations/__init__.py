"""The station table and what stands around it: rows, filters, saved views, the tree of districts, totals, history."""
