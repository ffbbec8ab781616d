"""Polls: read from a table of stations, compared with official shares."""
