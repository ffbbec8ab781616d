"""The one door for reading: each figure is computed in one place and shown, printed and exported from there."""
