"""Incidents in the window: the log, one incident's words, and the figures as tables."""
