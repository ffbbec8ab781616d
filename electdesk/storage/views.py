"""SQL views with one column a line, for DB Browser and other programs. Derived: dropped and built anew, never read by ElectDesk itself."""

import contextlib
import sqlite3
from typing import Final

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import load_form
from electdesk.domain.records import Choice, Contest
from electdesk.domain.records.names import in_language
from electdesk.ledger.revision import is_withdrawn, read_revision

_HEADS = "from heads h join revisions r on r.seq = h.seq"


def _of_kind(kind: str) -> str:
    """Heads of a kind. Damaged bytes that are no JSON any more are passed over: they would end the whole query."""
    start = f'["{kind}",'
    return f"{_HEADS} where substr(r.data, 1, {len(start)}) = cast('{start}' as blob) and json_valid(cast(r.data as text))"


def drop(db: sqlite3.Connection) -> None:
    """Take every view away."""
    for (name,) in db.execute("select name from sqlite_master where type = 'view'").fetchall():
        db.execute(f"drop view {_quoted(name)}")


def build(db: sqlite3.Connection) -> None:
    """Make ``station_list`` and, for each contest, ``tally_CODE`` with the official line numbers and the choices as columns."""
    db.execute(
        "create view station_list as select "
        + ", ".join(
            (
                f"{_field('$[1]')} as record",
                f"{_field('$[3].number')} as number",
                f"{_field('$[3].name')} as name",
                f"{_field('$[3].area')} as area",
                f"coalesce({_field('$[3].type')}, 'ordinary') as type",
                f"{_field('$[3].voters')} as voters",
            )
        )
        + f" {_of_kind('station')} and {_field('$[3].withdrawn')} is null"
    )
    contests: list[tuple[str, Contest]] = []
    choices: list[tuple[str, Choice]] = []
    for kind, struct, found in (("contest", Contest, contests), ("choice", Choice, choices)):
        for (data,) in db.execute(f"select r.data {_of_kind(kind)} order by r.seq").fetchall():
            with contextlib.suppress(msgspec.DecodeError):
                revision = read_revision(data)
                if not is_withdrawn(revision.body):
                    found.append((revision.record, msgspec.json.decode(revision.body, type=struct)))  # type: ignore[arg-type]
    for record, contest in contests:
        own = sorted(((c.order, c_id, c) for c_id, c in choices if c.contest == record), key=lambda item: item[:2])
        try:
            db.execute(_tally_view(record, contest, [(c_id, in_language(c.name, "ru")) for _, c_id, c in own]))
        except ClerkError:
            # The form of a damaged contest may be no form any more.
            continue
        except sqlite3.OperationalError as error:
            # What SQLite cannot show as a view (2,001 columns, a name twice) must not keep anybody from saving.
            if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                raise


def _tally_view(record: str, contest: Contest, choices: list[tuple[str, str]]) -> str:
    """One row a station, so that sums of its columns count no station twice: its newest entry, typed before phoned, whatever state the tally is in.

    ``entries`` says how many there are: two that differ are no result, which the program itself would not add up.
    """
    form = load_form(contest.edition.text)
    columns = [f"{_field('$[3].station')} as station", f"{_SOURCE} as source", "r.entries as entries"]
    columns += [f"{_figure(f'$[3].lines[{place}]')} as {_quoted(line.number)}" for place, line in enumerate(form.lines)]
    seen = {"station", "source", "entries", *(line.number for line in form.lines)}
    for choice_id, name in choices:
        label = name if name and name not in seen else f"{name} ({choice_id})"
        seen.add(label)
        columns.append(f'{_figure(f"""$[3].votes."{choice_id}" """.strip())} as {_quoted(label)}')
    where = f"{_field('$[3].contest')} = '{record}' and {_field('$[3].form')} = '{contest.edition.key}'"
    station = _field("$[3].station")
    order = f"row_number() over (partition by {station} order by {_SOURCE} = 'phone', r.seq desc) as place"
    entries = f"select r.data as data, {order}, count(*) over (partition by {station}) as entries {_of_kind('entry')} and {where}"
    return f"create view {_quoted('tally_' + contest.code)} as select {', '.join(columns)} from ({entries}) r where r.place = 1"


def _field(path: str) -> str:
    return f"json_extract(cast(r.data as text), '{path}')"


def _figure(path: str) -> str:
    value = _field(path)
    return f"case {value} when -1 then null when -2 then 'no number' when -3 then null else {value} end"


_SOURCE: Final = f"coalesce({_field('$[3].source')}, 'paper')"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
