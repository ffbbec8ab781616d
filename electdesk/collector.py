"""Python's garbage collector, paused while very many lasting objects are made."""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def collector_paused() -> Iterator[None]:
    """Hundreds of thousands of records are made and none is garbage: looking for some again and again takes as long as the work itself."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
