"""Readers of single formats. They run in the worker process and import nothing that is slow to load."""
