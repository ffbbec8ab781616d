"""What was typed outlives the program."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.qtmodels.entry import kept_drafts
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.storage.region_file import RegionFile
from tests.ui.entry.conftest import Clerk
from tests.ui.entry.region import GOOD, evening_region

ROOT = Path(__file__).parents[3]


def test_a_killed_program_loses_nothing_typed_before_the_current_field(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.entry.typing_child", str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "typed"
        child.kill()
        child.wait()
    region = Region(RegionFile.open(tmp_path / "evening.electdesk", "Operator 2"), Person("Operator 2", ("clerk",)))
    kept = kept_drafts(region)
    region.close()
    assert [draft.row for draft in kept] != []
    figures = list(kept[0].draft.figures.values())
    assert figures[:9] == [int(figure) for figure in GOOD[:9]]


def test_closing_the_file_keeps_what_was_typed_a_moment_ago(make_clerk: Callable[[Region], Clerk], tmp_path: Path) -> None:
    clerk = make_clerk(evening_region(tmp_path))
    clerk.open()
    clerk.digits("871")
    clerk.desk.let_go()
    region = Region(RegionFile.open(tmp_path / "evening.electdesk", "Operator 2"), Person("Operator 2", ("clerk",)))
    kept = [draft.draft.figures for draft in kept_drafts(region)]
    region.close()
    assert kept == [{"registered": 871}]


def test_a_draft_of_another_session_goes_on_and_says_so(make_clerk: Callable[[Region], Clerk], tmp_path: Path) -> None:
    first = make_clerk(evening_region(tmp_path))
    first.open()
    first.digits("871")
    first.desk.let_go()
    second = make_clerk(Region(RegionFile.open(tmp_path / "evening.electdesk", "Operator 2"), Person("Operator 2", ("clerk",))))
    drafts = second.page.finder.drafts
    assert drafts.item(0).text().startswith("114 · Дом культуры, с. Предгорное · lines typed: 1")
    second.enter()
    second.enter()
    assert second.page.banner_text("notice").startswith("Going on with your draft of")
    assert second.page.work.model is not None
    assert (second.page.work.model.figures[0], second.line()) == (871, "2")


def test_a_disk_that_cannot_take_the_draft_is_said_and_nothing_typed_is_lost(
    make_clerk: Callable[[Region], Clerk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = make_clerk(evening_region(tmp_path))
    clerk.open()

    def full(draft: object) -> None:
        raise ClerkError("disk_full", file="evening.electdesk")

    monkeypatch.setattr(clerk.region.store, "save_draft", full)
    clerk.digits("871")
    clerk.enter()
    assert clerk.page.banner_text("error").startswith("No space is left on the disk for evening.electdesk.")
    assert clerk.page.work.model is not None
    assert clerk.page.work.model.figures[0] == 871
    monkeypatch.undo()
    clerk.page.work.save()
    assert [draft.draft.figures for draft in kept_drafts(clerk.region)] == [{"registered": 871}]
