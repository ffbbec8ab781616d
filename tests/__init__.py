"""The tests, by layer; also `python -m tests.benchmarks` and `python -m tests.pictures`."""
