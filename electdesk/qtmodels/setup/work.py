"""The answers of the wizard as one plan: changed piece by piece, tried after each change, kept on the disk until a region came of it."""

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import Form
from electdesk.domain.records import Area, SetUp
from electdesk.domain.records.setup import DOUBLE, SINGLE
from electdesk.domain.set_up_rules import Path as PlanPath
from electdesk.domain.set_up_rules import Problem
from electdesk.services.imports import ImportPlan, Sheet
from electdesk.services.set_up.plan import ContestPlan, Plan
from electdesk.services.set_up.ready import Ready, SheetReader, forms_named, make_ready, plan_stations_of

DRAFT_NAME: Final = "set-up draft.json"


class Draft(msgspec.Struct, frozen=True, omit_defaults=True):
    """What lies on the disk of a wizard that was closed: the answers and the page. No password ever."""

    plan: Plan
    mode: str = "TEST"
    page: int = 0


class SetUpWork(QObject):
    """One set-up in the making.

    ``changed`` comes after every change, when ``ready`` and ``problems`` speak of the new state.
    """

    changed = Signal()

    def __init__(self, reader: SheetReader, draft_file: Path | None = None, parent: QObject | None = None) -> None:
        """``draft_file``: where the draft lies, None to keep none."""
        super().__init__(parent)
        self.reader = _Remembering(reader)
        self.draft_file = draft_file
        self.plan = Plan(set_up=SetUp(region={}))
        self.mode = "TEST"
        self.page = 0
        self._forms: dict[str, Form | ClerkError] = {}
        self._dry_run: tuple[Sheet, tuple[Area, ...], Form | None, ImportPlan] | None = None
        self.ready = self._try()

    # -- changing

    def change(self, **fields: Any) -> None:
        """Give fields of the plan other values."""
        self._take(msgspec.structs.replace(self.plan, **fields))

    def change_set_up(self, **fields: Any) -> None:
        """Give fields of the set-up other values."""
        self._take(msgspec.structs.replace(self.plan, set_up=msgspec.structs.replace(self.plan.set_up, **fields)))

    def change_contest(self, place: int, **fields: Any) -> None:
        """Give fields of one contest other values."""
        contests = list(self.plan.contests)
        contests[place] = msgspec.structs.replace(contests[place], **fields)
        self.change(contests=tuple(contests))

    def add_contest(self, form_name: str) -> int:
        """Add the contests of a form, one for each of its ballots; returns the place of the first."""
        form = self.form(form_name)
        ballots = [template.id for template in form.contests] if isinstance(form, Form) else []
        added = tuple(ContestPlan(form_name, ballot) for ballot in (ballots if len(ballots) > 1 else [""]))
        place = len(self.plan.contests)
        self.change(contests=(*self.plan.contests, *added))
        return place

    def use_people(self, with_users: bool) -> None:
        """One person, or users who log in; with them the verification that fits each."""
        verification = self.plan.set_up.verification
        if with_users != self.plan.with_users:
            verification = DOUBLE if with_users else SINGLE
        set_up = msgspec.structs.replace(self.plan.set_up, verification=verification)
        self._take(msgspec.structs.replace(self.plan, with_users=with_users, set_up=set_up))

    def set_mode(self, mode: str) -> None:
        """TEST or REAL."""
        if mode != self.mode:
            self.mode = mode
            self.changed.emit()

    def read_again(self) -> None:
        """Read the files that the plan names anew: they may have been mended."""
        self.reader.forget()
        self._forms.clear()
        self.ready = self._try()
        self.changed.emit()

    def take_plan(self, plan: Plan) -> None:
        """Put a whole plan in the place of the answers: from a set-up file or a draft."""
        self._take(plan)

    def _take(self, plan: Plan) -> None:
        if plan == self.plan:
            return
        self.plan = plan
        self.ready = self._try()
        self.changed.emit()

    # -- what it amounts to

    def _try(self) -> Ready:
        return make_ready(self.plan, self.reader, Path(), load_form=self._form, stations_of=self._stations_of)

    def _stations_of(
        self, sheet: Sheet, set_up: SetUp, areas: Sequence[tuple[str, Area]], new_id: Callable[[], str], form: Form | None
    ) -> ImportPlan:
        """The dry run of the list of stations, made anew only where the list, the districts or the form are others."""
        # The region's own name and the random ids above change nothing of the list.
        named = tuple(msgspec.structs.replace(area, parent="") for _, area in areas[1:])
        if self._dry_run is None or self._dry_run[:3] != (sheet, named, form):
            self._dry_run = (sheet, named, form, plan_stations_of(sheet, set_up, areas, new_id, form))
        return self._dry_run[3]

    def complete(self) -> Ready:
        """The plan made ready from the files as they are now, with record ids of its own."""
        return make_ready(self.plan, self.reader.reader, Path())

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the answers, in the order of the pages."""
        return self.ready.problems

    def problems_at(self, *prefixes: PlanPath) -> list[Problem]:
        """The problems whose place begins with one of the prefixes."""
        return [problem for problem in self.problems if any(problem.path[: len(prefix)] == prefix for prefix in prefixes)]

    def form(self, name: str) -> Form | ClerkError:
        """A form, or why there is none."""
        try:
            return self._form(name)
        except ClerkError as error:
            return error

    def _form(self, name: str) -> Form:
        if name not in self._forms:
            try:
                self._forms[name] = forms_named(Path(), name)
            except ClerkError as error:
                self._forms[name] = error
        found = self._forms[name]
        if isinstance(found, ClerkError):
            raise found
        return found

    # -- the draft

    def save_draft(self) -> None:
        """Keep the answers on the disk, so that a closed window loses none. A disk that cannot be written ends no work."""
        if self.draft_file is None:
            return
        body = msgspec.json.encode(Draft(self.plan, self.mode, self.page))
        half = self.draft_file.with_suffix(".new")
        with contextlib.suppress(OSError):
            self.draft_file.parent.mkdir(parents=True, exist_ok=True)
            half.write_bytes(body)
            half.chmod(0o600)
            half.replace(self.draft_file)

    def draft(self) -> Draft | None:
        """The draft on the disk, None where there is none that can be read."""
        if self.draft_file is None:
            return None
        try:
            return msgspec.json.decode(self.draft_file.read_bytes(), type=Draft)
        except (OSError, msgspec.DecodeError):
            return None

    def take_draft(self, draft: Draft) -> None:
        """Go on from a draft."""
        self.mode, self.page = draft.mode, draft.page
        self.plan = draft.plan
        self.ready = self._try()
        self.changed.emit()

    def forget_draft(self) -> None:
        """Take the draft from the disk: a region came of it, or it is not wanted any more."""
        if self.draft_file is not None:
            with contextlib.suppress(OSError):
                self.draft_file.unlink(missing_ok=True)


class _Remembering:
    """Reads each table once: the plan is tried after every key that is pressed."""

    def __init__(self, reader: SheetReader) -> None:
        self.reader = reader
        self._known: dict[tuple[str, str], Sheet | ClerkError] = {}

    def read_file(self, path: Path) -> Sheet:
        return self._once(("file", str(path)), lambda: self.reader.read_file(path))

    def read_text(self, text: str, name: str) -> Sheet:
        return self._once((name, text), lambda: self.reader.read_text(text, name))

    def forget(self) -> None:
        """Read everything again when it is next asked for."""
        self._known.clear()

    def _once(self, key: tuple[str, str], read: Callable[[], Sheet]) -> Sheet:
        if key not in self._known:
            while len(self._known) > 8:
                del self._known[next(iter(self._known))]
            try:
                self._known[key] = read()
            except ClerkError as error:
                self._known[key] = error
        found = self._known[key]
        if isinstance(found, ClerkError):
            raise found
        return found
