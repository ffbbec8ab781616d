"""Entries on their way into the columns: which row each belongs to, and their figures as one matrix."""

from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter

import numpy as np

from electdesk.columns.heads import EntryRow, station_of
from electdesk.columns.panel import Counts
from electdesk.domain.figures import BLANK
from electdesk.domain.forms import Form
from electdesk.domain.records import Entry
from electdesk.domain.states import is_plain


def rows_entered(
    entries: Sequence[EntryRow], row_of: Mapping[str, int], more_to_say: Collection[int]
) -> tuple[dict[int, EntryRow], dict[int, list[EntryRow]]]:
    """Entries by the row of their station: those of which a plain one is all there is, and the others; of an unknown station none.

    ``more_to_say``: rows with a paper, a decision or damage, which have to be looked at each. Nearly every station has one plain entry.
    """
    alone: dict[int, EntryRow] = {}
    others: dict[int, list[EntryRow]] = {}
    for entry in entries:
        row = row_of.get(station_of(entry) if entry[2] is None else entry[2].station)
        if row is None:
            continue
        if row in others:
            others[row].append(entry)
        elif row in alone:
            others[row] = [alone.pop(row), entry]
        elif row in more_to_say or not is_plain(entry[2]):
            others[row] = [entry]
        else:
            alone[row] = entry
    return alone, others


def figures_entered(entries: Sequence[Entry], form: Form, editions: Mapping[str, Form], choice_ids: Sequence[str]) -> Counts:
    """The figures of entries under a form, entries × (lines, then choices): older editions by line id, choices by choice id.

    BLANK, because it is still to be copied from the paper: a line that the entry's edition did not have, a choice that came onto the
    ballot after the entry, every line of an edition that is not known.
    """
    width = len(form.lines)
    figures = np.full((len(entries), width + len(choice_ids)), BLANK, np.int64)
    by_edition: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        by_edition.setdefault(entry.form, []).append(place)
    for key, places in by_edition.items():
        lines = np.array([entries[place].lines for place in places], np.int64).reshape(len(places), -1)
        if key == form.key:
            figures[places, :width] = lines
        elif key in editions:
            theirs = editions[key].places
            for column, line in enumerate(form.lines):
                if line.id in theirs:
                    figures[places, column] = lines[:, theirs[line.id]]
    figures[:, width:] = _votes([entry.votes for entry in entries], choice_ids)
    return figures


def _votes(votes: Sequence[Mapping[str, int]], choice_ids: Sequence[str]) -> Counts:
    if len(choice_ids) > 1 and votes:
        try:
            # Nearly always every entry names every choice: one look-up for all of them.
            return np.array(list(map(itemgetter(*choice_ids), votes)), np.int64)
        except KeyError:
            pass
    named = [[each.get(choice, BLANK) for choice in choice_ids] for each in votes]
    return np.array(named, np.int64).reshape(len(votes), len(choice_ids))
