"""What one person has done at the keyboard since the region was opened: protocols finished, keys that no field took."""

import datetime


class Shift:
    """Counts from the first station that is taken up. Nothing of it is written anywhere."""

    def __init__(self) -> None:
        self.finished_at: list[datetime.datetime] = []
        self.refused_keys = 0
        self._begun_at: datetime.datetime | None = None

    def begin(self, now: datetime.datetime) -> None:
        """A station is taken up: the first one begins the shift."""
        if self._begun_at is None:
            self._begun_at = now

    def per_hour(self) -> int | None:
        """Protocols an hour in this shift, None before the first is finished or in the first minute."""
        if not self.finished_at or self._begun_at is None:
            return None
        seconds = (self.finished_at[-1] - self._begun_at).total_seconds()
        return round(len(self.finished_at) * 3600 / seconds) if seconds >= 60 else None
