"""Speed and size as ratios measured in one run: each figure stands beside its floor. `make bench`, or `python -m tests.benchmarks`.

A floor is the least that the same machine needs for the heart of the same work: a bare transaction, a bare window, the bare
arithmetic. Nothing here is a test: a slow machine fails nothing.
"""
