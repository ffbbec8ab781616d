"""The region file: tables, lock, drafts, verification, backup. The only package that speaks SQL."""
