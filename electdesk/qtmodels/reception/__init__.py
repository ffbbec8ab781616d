"""The reception desk as data: the station at the desk, what is waiting, what came, the copies."""
