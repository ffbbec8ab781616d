"""A station's history as tables: what happened, and any two states side by side."""
