"""Which columns the station table shows: chosen, remembered, and named in the language in use."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from electdesk import settings
from electdesk.i18n import use_language
from electdesk.qtmodels.desk import Desk
from electdesk.ui.overview import OverviewPage
from electdesk.ui.overview.column_chooser import ColumnChooser
from electdesk.ui.parts import announce_language


def test_columns_are_remembered_for_the_form(page: OverviewPage, desk: Desk, qtbot: QtBot) -> None:
    chooser = ColumnChooser()
    qtbot.addWidget(chooser)
    chooser.chosen.connect(page.stations.choose_columns)
    chooser.fill(page.model.known, page.stations.visible_ids())
    chooser.list.setCurrentRow(7)
    chooser.move_current(-1)
    chooser.list.item(2).setCheckState(Qt.CheckState.Unchecked)
    shown = ("number", "name", "list", "issued", "turnout", "findings", "state")
    again = OverviewPage(desk)
    qtbot.addWidget(again)
    assert (page.stations.visible_ids(), again.stations.visible_ids()) == (shown, shown)
    assert settings.load().columns == {"kz-president-2011": shown}


def test_the_first_column_stays_in_sight_when_the_rest_is_scrolled(page: OverviewPage) -> None:
    page.stations.choose_columns(tuple(page.model.known))
    table = page.stations.table
    before = table.frozen_column()
    table.horizontalScrollBar().setValue(400)
    during = table.frozen_column()
    table.horizontalScrollBar().setValue(0)
    assert (before, during, table.frozen_column()) == (-1, 0, -1)


@pytest.mark.parametrize("lang", ["ru", "kk", "en"])
def test_the_column_chooser_speaks_one_language_and_begins_each_name_with_a_capital(
    page: OverviewPage, qapp: QApplication, lang: str
) -> None:
    use_language(lang)  # type: ignore[arg-type]
    announce_language(qapp)
    page.stations.ask_columns()
    chooser = page.stations.findChild(ColumnChooser)
    assert chooser is not None
    shown = [chooser.list.item(row) for row in range(chooser.list.count())]
    heads = {key: column.head for key, column in page.model.known.items()}
    wholes = {key: column.whole for key, column in page.model.known.items()}
    names = {str(item.data(Qt.ItemDataRole.UserRole)): item.text() for item in shown}
    chooser.hide()
    for key, name in names.items():
        words = heads[key] if len(heads[key]) > 2 else wholes[key]
        assert name == words[:1].upper() + words[1:]
    assert names["number"] == {"ru": "Номер участка", "kk": "Учаске нөмірі", "en": "Station number"}[lang]
