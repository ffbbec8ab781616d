"""A small version-control system for records: commits, revisions, heads, merge rules, fingerprint. Pure, and knows no election."""
