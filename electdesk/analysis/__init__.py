"""Statistics of observation and of polls: pure functions of numbers, with the source of every formula. No records, no files, no language.

numpy at import, ``scipy.special`` inside the functions that need it: the window starts without it.
"""
