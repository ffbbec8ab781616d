"""All parts in one window, filled with figures of no station: looked at as a picture, and walked through by tests."""

import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from electdesk.ui.look import ThemeChoice, apply_theme, px
from electdesk.ui.parts import (
    PILL_ROLE,
    TONE_ROLE,
    ActionButton,
    ActionLink,
    Banner,
    Card,
    CardHead,
    EmptyNote,
    FindingBox,
    HeadlineFigure,
    IconLabel,
    KeyLegend,
    ModeBadge,
    NumberField,
    Pill,
    RailItem,
    Segmented,
    Share,
    StatePill,
    StripBar,
    TableView,
    TaskProgress,
)
from electdesk.ui.shell import Shell, StatusLine, Strip

PILLS = (
    Pill("итоговый", "check", "ok"),
    Pill("расхождение", "not_equal", "err"),
    Pill("подтвердить", "exclamation", "warn"),
    Pill("второй ввод", "circle2", "none"),
    Pill("отложен", "pause", "park"),
    Pill("нет протокола", "circle", "none"),
    Pill("в работе", "arrow", "info"),
)
HEADS = ("№", "Участок", "Район", "Список", "Выдано", "Явка", "Состояние", "Замечание")
ROWS = tuple(
    (
        str(110 + place),
        ("Дом культуры, с. Предгорное", "Школа № 11", "Районная больница")[place % 3],
        "Глубоковский",
        "2 114",
        "1 902",
        "90,0 %",
        place,
        ("", "R3: 830 и 820", "закрыт в 12:10")[place % 3],
    )
    for place in range(14)
)
Index = QModelIndex | QPersistentModelIndex


class GalleryModel(QAbstractTableModel):
    """Fourteen stations that do not exist."""

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(ROWS)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = ROWS[index.row()][index.column()]
        if index.column() == 6:
            return PILLS[int(cell) % len(PILLS)] if role == PILL_ROLE else None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(index.column())
        if role == TONE_ROLE and index.column() == 7:
            return "err" if index.row() % 3 == 1 else "warn"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return _aligned(section) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _aligned(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in (0, 3, 4, 5) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def make_table() -> TableView:
    """The station table of the gallery with its model and one row chosen."""
    table = TableView("Участки")
    table.setModel(GalleryModel(table))
    table.set_column_widths({0: 52, 2: 120, 3: 64, 4: 64, 5: 62, 6: 138, 7: 120}, stretch=1)
    table.sort_header().set_sort_keys(((2, Qt.SortOrder.AscendingOrder), (0, Qt.SortOrder.DescendingOrder)))
    table.selectRow(3)
    return table


def _fields() -> Card:
    card = Card("Протокол участковой комиссии", "строки в порядке бланка")
    inner = QWidget()
    grid = QGridLayout(inner)
    plain, bad, none, spoilt, blank = (NumberField(f"Строка {line}") for line in range(1, 6))
    plain.set_value(12871)
    bad.set_value(816)
    bad.set_mark("err")
    none.set_value(-2)
    spoilt.setText("1,3")
    for line, field in enumerate((plain, bad, none, spoilt, blank)):
        grid.addWidget(field, line, 0)
    for line, pill in enumerate(PILLS):
        grid.addWidget(StatePill(pill), line, 1)
    box = QComboBox()
    box.addItems(["Первый", "Второй"])
    ticked, radio = QCheckBox("Печать при завершении"), QRadioButton("Точка")
    ticked.setChecked(True)
    radio.setChecked(True)
    search = QLineEdit()
    search.setPlaceholderText("№ участка")
    for line, widget in enumerate((box, search, ticked, radio, QRadioButton("Круг"), QCheckBox("Пусто"))):
        grid.addWidget(widget, line, 2)
    card.set_body(inner)
    foot = QWidget()
    row = QHBoxLayout(foot)
    row.addWidget(ActionButton("Отложить", icon="pause", key="F5"))
    row.addStretch()
    off = ActionButton("Завершить и следующий", key="+")
    off.set_refusal("не введены строки 14–16")
    row.addWidget(off)
    row.addWidget(ActionButton("Завершить", primary=True, key="+"))
    card.add(foot)
    return card


def _findings() -> Card:
    card = Card("Замечания", "1 ошибка · 1 к подтверждению")
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.addWidget(
        FindingBox(
            "R3 · строки 7–10 не сходятся",
            ["7 + 8 = **830**, а 9 + 10 = **820**; разница **10**.", "Сравните строки 7, 8, 9 и 10 с бумагой, сначала строку 7."],
            "Числа сохранены. Ввод завершить можно; итогом протокол станет, когда строки сойдутся.",
        )
    )
    column.addWidget(
        FindingBox("S2 · в переносных ящиках больше", ["68 и 58. Если так на бумаге, подтвердите."], weight="warn", key="F2")
    )
    column.addWidget(FindingBox("R4 · сумма голосов", [], "Проверится, когда будут введены строки 13–16.", weight="plain"))
    column.addStretch()
    card.set_body(inner)
    card.add(CardHead("История", "черновик 22:41:07", line_above=True))
    card.add(EmptyNote("Пока ничего", "История появится после первого ввода.", icon="clock"))
    card.add(TaskProgress("Сводки района: 14 из 46"))
    return card


def make_gallery() -> Shell:
    """The whole window: rail, strip, banner, a page of cards, key legend."""
    pages = [
        RailItem(key, key, words)
        for key, words in (
            ("overview", "Обзор"),
            ("entry", "Ввод"),
            ("turnout", "Явка"),
            ("incidents", "Инциденты"),
            ("observation", "Наблюдение"),
            ("polls", "Сауалнамалар"),
            ("progress", "Ход"),
            ("documents", "Документы"),
        )
    ]
    shell = Shell(pages, [RailItem("help", "help", "Справка", "F1"), RailItem("close", "lock", "Закрыть")])
    shell.add_action("file", "file.open", "Открыть…", "Ctrl+O", icon_name="open")
    strip = Strip()
    ready = HeadlineFigure("Протоколы, из 1 038")
    ready.set_value("832", "· 80,2 %")
    strip.add(ready)
    bar = StripBar()
    names = ("итог 761", "второй ввод 35", "первый 6", "расхождение 9", "отложено 21", "нет 206")
    roles = ("bar_final", "bar_second", "bar_first", "bar_diff", "bar_park", "bar_none")
    shares = [Share(int(name.split()[-1]), role, name) for name, role in zip(names, roles, strict=True)]
    bar.set_shares(" · ".join(names), shares)
    strip.add(bar, 1)
    open_cases = HeadlineFigure("Инциденты", line_after=False)
    open_cases.set_parts([("3", "открыто ·", ""), ("1", "просрочен", "err")])
    strip.add(open_cases)
    strip.add_right(ModeBadge("УЧЕБНЫЙ РЕГИОН"))
    strip.add_right(IconLabel("user", "Супервизор"))
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(px(8), px(8), px(8), px(8))
    grid.setSpacing(px(8))
    stations = Card("Участки", "1 038 · показаны все · по номеру")
    choices = Segmented([("open", "Открытые сверху"), ("late", "Просроченные"), ("all", "Все")], name="Показать")
    for widget in (choices, ActionLink("Фильтр", icon="filter"), ActionLink("Новый", icon="plus", key="F7")):
        stations.add_action(widget)
    stations.set_body(make_table())
    grid.addWidget(stations, 0, 0)
    grid.addWidget(_fields(), 1, 0)
    grid.addWidget(_findings(), 0, 1, 2, 1)
    grid.setColumnStretch(0, 5)
    grid.setColumnStretch(1, 3)
    legend = StatusLine()
    keys = (
        ("Enter", "далее"),
        ("+", "завершить и следующий"),
        ("/", "нет числа на бумаге"),
        ("F2", "подтвердить"),
        ("F5", "отложить"),
    )
    legend.add(KeyLegend([*keys, ("F6", "к строке"), ("F3", "участок")]), stretch=1)
    legend.set_slot("layout", "ҚАЗ: цифры по клавишам · Num ✓", right=True)
    shell.set_page("overview", page, strip, legend)
    shell.show_banner("undo", Banner("Импортировано 118 участков.", actions=[("Отменить", lambda: None)]))
    return shell


def main(folder: Path) -> None:
    """Pictures of the gallery in three themes and two sizes."""
    app = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(app, QApplication)
    looks: tuple[tuple[ThemeChoice, int, int, int], ...] = (
        ("light", 100, 1440, 900),
        ("dark", 100, 1440, 900),
        ("contrast", 100, 1024, 768),
        ("light", 200, 1440, 900),
    )
    shell = make_gallery()
    for theme, zoom, width, height in looks:
        apply_theme(app, theme, zoom)
        shell.resize(width, height)
        shell.show()
        for _ in range(5):
            app.processEvents()
        shell.grab().save(str(folder / f"gallery-{theme}-{zoom}.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
