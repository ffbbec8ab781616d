"""The station summary in words: from typed data to the texts that the template places. No layout here, no data there."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

from electdesk import __version__
from electdesk.domain.figures import BLANK, NO_NUMBER, NOT_ASKED
from electdesk.domain.records.names import Names, in_language
from electdesk.domain.states import Mark, State
from electdesk.i18n import (
    Catalogue,
    Language,
    catalogue,
    count_in_words,
    format_count,
    format_datetime,
    format_fingerprint,
    format_long_date,
    format_percent,
    format_time,
)
from electdesk.i18n.sentences import STATION_TYPES
from electdesk.reports.code import code_of, code_picture, write_code
from electdesk.reports.findings import printed_sentences
from electdesk.reports.letters import printable
from electdesk.reports.station_words import ACTS, PAPERS, STATES, WORDS
from electdesk.services.documents import Act, StationSummary, SummaryFinding, SummaryTotal

Pair = tuple[str, str]
"""A text in the page's first and second language; the second is "" where it says the same, or where there is no second."""
_DASH: Final = "\u2014"
_THIN: Final = "\u202f"

_words_of_count = cache(count_in_words)


class Page:
    """One station's page. ``texts`` is what the template reads: strings, pairs and lists of them, nothing else."""

    def __init__(self, summary: StationSummary, languages: Sequence[Language]) -> None:
        self.summary = summary
        self.main = languages[0]
        self.second = languages[1] if len(languages) > 1 else None

    def texts(self) -> dict[str, Any]:
        """Everything on the page, ready to print."""
        s = self.summary
        code = code_picture(write_code(code_of(s)))
        number = printable(s.station)
        return {
            "commission": self.names(s.commission or s.region),
            "places": " · ".join(self.places()),
            "tags": self.tags(),
            "watermark": self.watermark(),
            "title": self.both(lambda t: t.ptr("summary", "Summary of station {number}", number=f"№{_THIN}{number}")),
            "election": self.election(),
            "contest": self.names(s.title) if s.title and s.title != s.election else ("", ""),
            "form": self.form(),
            "facts": self.facts(),
            "lines": [self.line(place) for place, line in enumerate(s.lines) if line.figure != NOT_ASKED],
            "choices": [self.choice(place) for place, choice in enumerate(s.choices) if choice.figure != NOT_ASKED],
            "totals": self.totals(),
            "findings": [self.finding(found) for found in s.findings],
            "as_paper": self.as_paper(),
            "notes": self.notes(),
            "held": self.held(),
            "acts": self.acts(),
            "fingerprint": format_fingerprint("".join(s.fingerprint.split())),
            "code": code[0] if code else "",
            "code_width": code[1] if code else 0,
            "code_note": self.code_note(code is not None),
            "foot": self.foot(),
            "again": self.again(),
            "page": side_by_side(self.both(lambda t: t.ptr("summary", "page {n} of {total}", n="{n}", total="{total}"))),
        }

    def both(self, say: Callable[[Catalogue], str]) -> Pair:
        """A text of the catalogue in both languages."""
        first = say(catalogue(self.main))
        second = say(catalogue(self.second)) if self.second else ""
        return (first, "" if second == first else second)

    def names(self, names: Names) -> Pair:
        """A name of the data in both languages; the second only where it was given in that language and differs."""
        first = printable(in_language(names, self.main))
        second = printable(names.get(self.second, "")) if self.second else ""
        return (first, "" if second == first else second)

    def places(self) -> list[str]:
        """The second line of the head: the commission in the second language, districts and the region, each once."""
        s = self.summary
        said = list(self.names(s.commission or s.region))
        shown = [said[1]] if said[1] else []
        for name in (*(self.names(district)[0] for district in s.districts), *self.names(s.region)):
            if name and name not in said:
                said.append(name)
                shown.append(name)
        return shown

    def tags(self) -> list[Pair]:
        """The boxed marks at the top right."""
        marks = []
        if self.summary.mode == "TEST":
            marks.append(self.both(lambda t: t.tr("TRAINING REGION")))
        if self.summary.state not in (State.FINAL, State.ANNULLED):
            marks.append(self.both(lambda t: t.tr("PRELIMINARY")))
        return marks

    def watermark(self) -> list[str]:
        """What stands across the page of a training region, in both languages; nothing on a real one."""
        return [text for text in self.both(lambda t: t.tr("TRAINING REGION")) if text] if self.summary.mode == "TEST" else []

    def election(self) -> Pair:
        """The election and its day: Выборы Президента, 3 апреля 2011 года."""
        first, second = self.names(self.summary.election)
        day = self.summary.day
        if day is None:
            return (first, second)
        with_day = [name and f"{name}, {format_long_date(day, lang)}" for name, lang in ((first, self.main), (second, self.second))]
        return (with_day[0] or format_long_date(day, self.main), with_day[1] if self.second else "")

    def form(self) -> str:
        """The form, its edition and annex, in the first language."""
        form, words = self.summary.form, catalogue(self.main)
        parts = [words.ptr("summary", "form {name}", name=form.id)]
        if form.edition:
            parts.append(words.ptr("summary", "edition {edition}", edition=form.edition))
        if form.annex:
            parts.append(words.ptr("summary", "annex {annex}", annex=form.annex))
        return printable(", ".join(parts))

    def facts(self) -> list[dict[str, Any]]:
        """The four boxes under the title: name, type, hours, revision and state."""
        s = self.summary
        type_name = STATION_TYPES.get(s.type)
        type_words = self.both(lambda t: t.tr(type_name)) if type_name else (printable(s.type), "")  # i18n: dynamic
        hours = "–".join(_clock(text) for text in (s.opens, s.closes)) if s.opens and s.closes else _DASH
        state, state_second = self.both(STATES[s.state])
        if Mark.CONTESTED in s.marks:
            after, after_second = self.both(lambda t: t.tr("finding after signing"))
            state, state_second = f"{state}, ! {after}", f"{state_second or state}, ! {after_second}" if after_second else ""
        revision = str(s.revision) if s.revision else _DASH
        values: list[tuple[str, Pair]] = [
            ("station", self.names(s.name) if any(s.name.values()) else (_DASH, "")),
            ("type", type_words),
            ("hours", (hours, "")),
            ("revision", (f"{revision}, {state}", state_second)),
        ]
        return [{"label": self.label(key), "value": value} for key, value in values]

    def label(self, key: str) -> str:
        """A heading in both languages, side by side."""
        return side_by_side(self.both(WORDS[key]))

    def line(self, place: int) -> dict[str, Any]:
        """One line of the paper."""
        line = self.summary.lines[place]
        return {
            "number": printable(line.number),
            "label": self.names(line.label),
            "in": line.of_which,
            "strong": line.ends_group,
            **self.figure(line.figure, line.kind, line.option),
        }

    def choice(self, place: int) -> dict[str, Any]:
        """One choice with its votes in words."""
        choice = self.summary.choices[place]
        return {
            "number": printable(choice.number),
            "label": self.names(choice.name),
            "in": choice.of_list,
            "words": self.in_words(choice.figure),
            **self.figure(choice.figure),
        }

    def figure(self, figure: int, kind: str = "count", option: Names | None = None) -> dict[str, Any]:
        """A figure, or what stands in its place: blank, no number and zero never look alike."""
        if figure == BLANK:
            first, second = self.both(WORDS["blank"])
            return {"figure": "", "mark": (f"{_DASH} {first}", second)}
        if figure == NO_NUMBER:
            return {"figure": "", "mark": self.both(WORDS["no_number"])}
        if kind == "yesno":
            return {"figure": "", "mark": self.both(WORDS["yes" if figure else "no"])}
        if kind == "oneof":
            return {"figure": "", "mark": self.names(option or {}) if option else (str(figure + 1), "")}
        return {"figure": format_count(figure), "mark": ("", "")}

    def in_words(self, figure: int) -> Pair:
        """A count in words in both languages; a dash where there is no count."""
        if figure < 0:
            return (_DASH, "")
        return (_words_of_count(figure, self.main), _words_of_count(figure, self.second) if self.second else "")

    def totals(self) -> list[dict[str, Any]]:
        """The rows of the totals: on the list, issued, valid, turnout."""
        totals = self.summary.totals
        rows = []
        issued = totals.took_part if totals.issued is None and totals.definition == "found" else totals.issued
        issued_key = "total_issued" if issued is totals.issued else "total_found"
        for key, total in (("total_registered", totals.registered), (issued_key, issued), ("total_valid", totals.valid)):
            if total is not None:
                rows.append(self.total(key, total))
        base, part = totals.registered, totals.took_part
        if base is not None and part is not None:
            known = base.figure >= 0 and part.figure >= 0
            rows.append(
                {
                    "label": self.both(WORDS["turnout_found" if totals.definition == "found" else "turnout_issued"]),
                    "words": (f"{format_count(part.figure)} / {format_count(base.figure)}" if known else _DASH, ""),
                    "figure": format_percent(part.figure, base.figure, 1, self.main) if known else _DASH,
                    "mark": ("", ""),
                }
            )
        return rows

    def total(self, key: str, total: SummaryTotal) -> dict[str, Any]:
        """One total with the lines it is made of."""
        first, second = self.both(WORDS[key])
        made_of = f" ({printable(total.expression)})" if total.expression else ""
        label = (first + made_of, second and second + made_of)
        return {"label": label, "words": self.in_words(total.figure), **self.figure(total.figure)}

    def finding(self, found: SummaryFinding) -> dict[str, Any]:
        """One finding in the first language, with its explanation."""
        words = catalogue(self.main)
        text = " ".join(printed_sentences(found, self.main))
        if found.explanation:
            label, reason = words.ptr("summary", "Explained:"), found.explanation
            if found.explained_by:
                reason = f"{reason.rstrip(' .')} ({found.explained_by})."
        else:
            label, reason = (words.ptr("summary", "Not explained yet.") if found.finding.severity == "soft" else ""), ""
        return {
            "code": printable(found.finding.code),
            "text": printable(text),
            "label": label,
            "reason": printable(reason),
            "hard": found.finding.severity == "hard",
        }

    def as_paper(self) -> tuple[str, str]:
        """The decision that hard findings stand as the paper states them: its label and its words; ("", "") without one."""
        decision, words = self.summary.as_paper, catalogue(self.main)
        if decision is None:
            return ("", "")
        parts = [words.ptr("summary", "decision {number}", number=f"№{_THIN}{decision.document}")] if decision.document else []
        parts += [text for text in (decision.reason, decision.by) if text]
        return (words.ptr("summary", "As the paper states:"), printable("; ".join(parts)))

    def notes(self) -> list[tuple[str, str]]:
        """What the clerk wrote beside lines: the line in the first language, and the text."""
        words = catalogue(self.main)
        return [
            (words.ptr("summary", "Line {line}, note:", line=printable(note.line)), printable(note.text))
            for note in self.summary.notes
        ]

    def held(self) -> Pair:
        """The relations that hold, with their figures in the first language and their names in the second."""
        held = self.summary.held
        if not held:
            return ("", "")
        codes = printable(run_together([relation.code for relation in held]))
        figures = printable("; ".join(f"{format_count(each.left)} {each.sign} {format_count(each.right)}" for each in held))
        if len(held) == 1:
            first = catalogue(self.main).ptr("summary", "{code} agrees: {figures}.", code=codes, figures=figures)
            return (
                first,
                catalogue(self.second).ptr("summary", "The control relation {code} agrees.", code=codes) if self.second else "",
            )
        first = catalogue(self.main).ptr("summary", "{codes} agree: {figures}.", codes=codes, figures=figures)
        second = catalogue(self.second).ptr("summary", "The control relations {codes} agree.", codes=codes) if self.second else ""
        return (first, second)

    def acts(self) -> list[Pair]:
        """Who did what and when; then how the entry was checked, and which paper it is."""
        rows = [(self.both(ACTS[act.kind])[0], self.act(act)) for act in self.summary.acts]
        words = catalogue(self.main)
        modes = {
            "single": words.ptr("summary", "one entry, no second entry"),
            "double": words.ptr("summary", "two entries by two people, each without the other's numbers"),
            "later": words.ptr("summary", "two entries, the second may be typed later by the same person"),
        }
        if self.summary.verification in modes:
            rows.append((words.ptr("summary", "Verification"), modes[self.summary.verification]))
        if self.summary.paper_kind != "original" or self.summary.paper_document:
            kind = self.both(PAPERS[self.summary.paper_kind])[0] if self.summary.paper_kind in PAPERS else self.summary.paper_kind
            document = self.summary.paper_document
            rows.append((words.ptr("summary", "Paper"), printable(f"{kind}, №{_THIN}{document}" if document else kind)))
        return rows

    def act(self, act: Act) -> str:
        """Name and time of day, with the date where it was not the day of voting; then the person's own words."""
        moment = self.local(act.at_utc)
        when = format_time(moment) if moment.date() == self.summary.day else format_datetime(moment)
        words, number = catalogue(self.main), f"№{_THIN}{act.document}"
        paper = self.both(PAPERS[act.paper])[0] if act.paper in PAPERS else act.paper
        # The number of a paper stands behind what paper it is; any other document is a decision.
        document = number if paper else words.ptr("summary", "decision {number}", number=number)
        parts = (act.by, when, paper, document if act.document else "", act.note)
        return printable(", ".join(part for part in parts if part))

    def local(self, moment: dt.datetime) -> dt.datetime:
        """The moment by the region's clock."""
        return moment.astimezone(dt.timezone(dt.timedelta(minutes=self.summary.utc_offset)))

    def code_note(self, fits: bool) -> Pair:
        """What the square code holds and which journal entry the page shows."""
        number = f"№{_THIN}{format_count(self.summary.commit)}"
        if not fits:
            return self.both(
                lambda t: t.ptr("summary", "The figures are too many for a code. Journal entry {number}.", number=number)
            )
        return self.both(
            lambda t: t.ptr(
                "summary",
                "The code holds the station, the revision, all lines and the fingerprint. Journal entry {number}.",
                number=number,
            )
        )

    def foot(self) -> str:
        """The left of the page's foot: program, station, revision, when and by whom it was printed."""
        s, words = self.summary, catalogue(self.main)
        parts = [f"ElectDesk {__version__}", self.again()]
        moment = format_datetime(self.local(s.printed_at_utc))
        parts.append(
            words.ptr("summary", "printed {moment}", moment=moment) + (f", {printable(s.printed_by)}" if s.printed_by else "")
        )
        return " · ".join(parts)

    def again(self) -> str:
        """Station and revision, as the foot and the head of a second page name them."""
        words = catalogue(self.main)
        station = words.ptr("summary", "station {number}", number=printable(self.summary.station))
        return f"{station} · " + words.ptr("summary", "revision {number}", number=str(self.summary.revision))


def run_together(codes: Sequence[str]) -> str:
    """Codes in a row as a range: R1, R2, R3, S1 → R1–R3, S1. The order is kept, a code is named once."""
    runs: list[list[str]] = []
    for code in dict.fromkeys(codes):
        if runs and _follows(runs[-1][-1], code):
            runs[-1].append(code)
        else:
            runs.append([code])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def _follows(one: str, other: str) -> bool:
    stem = one.rstrip("0123456789")
    number, next_number = one[len(stem) :], other[len(stem) :]
    return other.startswith(stem) and number.isdecimal() and next_number.isdecimal() and int(next_number) == int(number) + 1


def side_by_side(pair: Pair) -> str:
    """Both languages on one line: Участок · Учаске."""
    return f"{pair[0]} · {pair[1]}" if pair[1] else pair[0]


def _clock(text: str) -> str:
    try:
        return format_time(dt.time.fromisoformat(text))
    except ValueError:
        return printable(text)
