"""What leaving and coming back have in common: how our own workbooks name themselves, and text that must not run as a formula."""
