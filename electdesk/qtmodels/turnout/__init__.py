"""The phone desk without a widget: where the clerk is, what is saved, what the grid shows."""
