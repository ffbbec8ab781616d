"""Who typed at which stations, the newest last: asked whether enough other protocols lie between two entries by one person."""

from collections.abc import Iterable, Iterator


class Lately:
    """For each person the rows of the stations with an entry of theirs, by the place of the newest one in the store."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[int, int]] = {}
        self._people: dict[int, tuple[str, ...]] = {}
        self._unordered: set[str] = set()

    def note(self, row: int, entries: Iterable[tuple[str, int]]) -> None:
        """Take in what stands at a station now: (person, place) of each entry. It costs the same whatever the number of stations."""
        for person in self._people.pop(row, ()):
            self._rows[person].pop(row, None)
        newest: dict[str, int] = {}
        for person, place in entries:
            newest[person] = max(place, newest.get(person, 0))
        for person, place in newest.items():
            rows = self._rows.setdefault(person, {})
            # A command adds at the end; a file that is opened, and an undo, bring earlier places.
            if rows and place < rows[next(reversed(rows))]:
                self._unordered.add(person)
            rows[row] = place
        if newest:
            self._people[row] = tuple(newest)

    def others_since(self, person: str, row: int, place: int) -> Iterator[int]:
        """The other stations at which an entry of somebody's was made or changed behind a place of the store, the newest first."""
        rows = self._rows.get(person, {})
        if person in self._unordered:
            rows = self._rows[person] = dict(sorted(rows.items(), key=lambda item: item[1]))
            self._unordered.discard(person)
        for other in reversed(rows):
            if rows[other] <= place:
                break
            if other != row:
                yield other
