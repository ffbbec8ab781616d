"""What the overview shows and offers to people of several roles: sums in the basis that they may see, and only what they may do."""

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication

from electdesk.domain.states import State
from electdesk.qtmodels.stations.area_tree import COUNT_ROLE
from electdesk.services.person import Person
from electdesk.ui.overview import OverviewPage
from electdesk.ui.parts import Label
from electdesk.ui.parts.menu_keys import plain_title

EVERYBODYS = ["History", "Incidents of the station", "Print the summary", "Copy"]


def work_as(page: OverviewPage, *roles: str) -> None:
    """Another person works from now on."""
    region = page.model.stations.region if page.model.stations is not None else None
    assert region is not None
    region.log_in(Person("Dana", roles))
    QApplication.processEvents()


def said(page: OverviewPage) -> tuple[object, ...]:
    """What the strip, the panel, and the tree say of the whole region."""
    top = page.areas.index(0, 0)
    heads = [figure.findChild(Label) for figure in (page.strip.protocols, page.strip.turnout)]
    first = page.panel.basis.findChild(QAbstractButton)
    return (
        *(head.words() if head is not None else "" for head in heads),
        first.text() if first is not None else "",
        top.data(COUNT_ROLE),
        str(top.data(Qt.ItemDataRole.ToolTipRole)),
    )


def menu_of(page: OverviewPage, row: int) -> list[str]:
    """The items of a station's menu, without their keys."""
    assert page.stations.show_station(row)
    menu = page.actions_of_stations.menu()
    actions: list[QAction] = [action for action in menu.actions() if not action.isSeparator()]
    words = [plain_title(action.text()).split("\t")[0] for action in actions]
    menu.deleteLater()
    return words


def test_sums_without_unsettled_entries_are_never_called_preliminary(page: OverviewPage) -> None:
    columns = page.model.stations.columns if page.model.stations is not None else None
    assert columns is not None
    entered = sum(1 for row in range(30) if row in columns.entry_seqs)
    settled = sum(1 for row in range(30) if columns.state[row] in (State.SETTLED, State.FINAL))
    assert entered > settled
    reported = page.areas.index(0, 0).data(COUNT_ROLE)[0]
    assert said(page) == (
        "Protocols, of 30",
        f"Turnout, preliminary · {reported} of 30",
        "preliminary basis",
        (reported, 30),
        f"Region: {reported} of 30 stations · preliminary basis",
    )
    work_as(page, "clerk")
    assert said(page) == (
        "Settled protocols, of 30",
        f"Turnout, settled · {settled} of 30",
        "settled basis",
        (settled, 30),
        f"Region: {settled} of 30 stations · settled basis",
    )
    page.tree.copy()
    page.panel.copy()
    assert QGuiApplication.clipboard().mimeData().text().splitlines()[1].split("\t")[3] == "settled basis"
    work_as(page, "supervisor")
    assert said(page)[2] == "preliminary basis"


@pytest.mark.parametrize(
    ("roles", "own"),
    [
        (("viewer",), []),
        (("analyst",), []),
        (("reception",), ["Register another paper…"]),
        (("clerk",), ["Open the entry", "Note…", "Register another paper…", "Withdraw the entry…"]),
        (("admin",), ["Note…", "Number, district, whom to call…"]),
        (
            ("supervisor",),
            [
                *("Open the entry", "Note…", "Number, district, whom to call…", "Make final", "Reopen…", "Accept as on paper…"),
                *("Annul by decision…", "Register another paper…", "Withdraw the entry…"),
            ],
        ),
    ],
)
def test_the_menu_of_a_station_leaves_out_what_a_role_may_not_do(
    page: OverviewPage, roles: tuple[str, ...], own: list[str]
) -> None:
    work_as(page, *roles)
    assert sorted(menu_of(page, 2)) == sorted(own + EVERYBODYS)


@pytest.mark.parametrize("roles", [("viewer",), ("clerk",), ("supervisor",)])
def test_no_line_stands_at_an_end_of_that_menu_or_beside_another(page: OverviewPage, roles: tuple[str, ...]) -> None:
    work_as(page, *roles)
    assert page.stations.show_station(2)
    menu = page.actions_of_stations.menu()
    shown = [action.isSeparator() for action in menu.actions() if action.isVisible()]
    menu.deleteLater()
    assert (shown[0], shown[-1], (True, True) in list(itertools.pairwise(shown))) == (False, False, False)


def test_a_clerk_is_told_that_a_colleagues_entry_is_not_theirs_to_withdraw(page: OverviewPage) -> None:
    work_as(page, "clerk")
    assert page.actions_of_stations.refusal("withdraw", [2]) == "The entry is a colleague's: a supervisor can withdraw it."
    work_as(page, "supervisor")
    assert page.actions_of_stations.refusal("withdraw", [2]) == ""
