"""The style sheet of every plain Qt widget, written from the tokens and the size. Parts that paint themselves are not here."""

from typing import Final

from electdesk.paths import FONT_FAMILY
from electdesk.ui.look.fonts import letter_size
from electdesk.ui.look.icons import icon_file
from electdesk.ui.look.tokens import Tokens

_SHEET: Final = """
* {{ font-family: "{family}"; font-size: {f13}px; }}
QMainWindow, QDialog, QWizard {{ background: {canvas}; }}
QLabel {{ background: transparent; border: 0; }}
QLabel[kind="dim"], QLabel[kind="small"] {{ color: {ink2}; }}
QLabel[kind="small"], QLabel[kind="label"] {{ font-size: {f12}px; }}
QLabel[kind="label"] {{ color: {ink2}; font-size: {f11}px; }}
QLabel[kind="value"] {{ font-size: {f18}px; font-weight: 600; }}
QLabel[kind="title"] {{ font-weight: 600; }}
QLabel[kind="headline"] {{ font-size: {f22}px; font-weight: 600; }}
QLabel[kind="huge"] {{ font-size: {f32}px; font-weight: 600; }}
QLabel[kind="hall"] {{ font-size: {f44}px; font-weight: 600; }}
QLabel[tone="err"] {{ color: {err}; }}
QLabel[tone="warn"] {{ color: {warn}; }}
QLabel[tone="ok"] {{ color: {ok}; }}
QLabel[tone="park"] {{ color: {park}; }}
QLabel[tone="info"] {{ color: {accent}; }}

QFrame[part="card"] {{ background: {surface}; border: {frame}px solid {line}; border-radius: {p6}px; }}
QWidget[part="strip"] {{ background: {surface}; border: 0; border-bottom: 1px solid {line}; }}
QWidget[part="status"] {{ background: {surface}; border: 0; border-top: 1px solid {line}; }}
QWidget[part="status"] QLabel {{ color: {ink2}; font-size: {f12}px; }}
QWidget[part="page"], QWidget[part="canvas"] {{ background: {canvas}; }}
QWidget[part="surface"] {{ background: {surface}; }}
QFrame[part="hairline"] {{ background: {line}; border: 0; }}

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {{
  background: {surface}; color: {ink}; border: 1px solid {edge}; border-radius: {p4}px; padding: 1px {p8}px;
  selection-background-color: {accent}; selection-color: {on_accent}; placeholder-text-color: {ink2}; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: {p26}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
  border: 2px solid {accent}; padding: 0 {p7}px; background: {field_on}; }}
QLineEdit:read-only, QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{ background: {canvas}; color: {ink2};
  border-color: {line}; }}
QComboBox::drop-down {{ border: 0; width: {p22}px; }}
QComboBox::down-arrow {{ image: url("{chevron}"); width: {p14}px; height: {p14}px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ background: transparent; border: 0; width: {p18}px; }}
QAbstractSpinBox::up-arrow {{ image: url("{chevron_up}"); width: {p11}px; height: {p11}px; }}
QAbstractSpinBox::down-arrow {{ image: url("{chevron}"); width: {p11}px; height: {p11}px; }}
QComboBox QAbstractItemView {{ background: {surface}; color: {ink}; border: 1px solid {edge}; outline: 0;
  selection-background-color: {accent_bg}; selection-color: {ink}; }}

QLineEdit[part="number"] {{ font-size: {f17}px; min-height: {p27}px; max-height: {p27}px; }}
QLineEdit[part="number"]:focus {{ font-weight: 600; }}
QLineEdit[part="number"][mark="err"], QLineEdit[part="number"][mark="spoilt"] {{
  border: {frame}px solid {err}; background: {err_bg}; }}
QLineEdit[part="number"][mark="spoilt"] {{ border: 2px dashed {err}; color: {err}; padding: 0 {p7}px; }}
QLineEdit[part="number"][mark="refused"] {{ border: 2px solid {warn_edge}; background: {warn_bg}; padding: 0 {p7}px; }}
QLineEdit[part="number"][mark="warn"] {{ border: {frame}px solid {warn_edge}; background: {warn_bg}; }}
QLineEdit[part="number"][mark="err"]:focus, QLineEdit[part="number"][mark="warn"]:focus {{ border: 2px solid {accent}; }}
QLineEdit[part="number"][mark="none"] {{ border: 1px dashed {edge}; background: {surface2}; font-size: {f12}px;
  font-weight: 400; }}
QLineEdit[part="number"][mark="none"]:focus {{ border: 2px dashed {accent}; }}

QPushButton {{ background: {surface}; color: {ink}; border: 1px solid {edge}; border-radius: {p4}px;
  padding: 1px {p12}px; min-height: {p26}px; }}
QPushButton:hover {{ background: {accent_bg}; }}
QPushButton:pressed {{ background: {line}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 0 {p11}px; }}
QPushButton[kind="primary"] {{ background: {accent}; border-color: {accent}; color: {on_accent}; font-weight: 600; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {ink}; }}
QPushButton:disabled, QPushButton[kind="primary"]:disabled {{ background: {canvas}; border-color: {line}; color: {ink2};
  font-weight: 400; border-style: {off}; }}
QToolButton {{ background: transparent; color: {ink}; border: 1px solid transparent; border-radius: {p4}px;
  padding: {p2}px {p4}px; }}
QToolButton:hover {{ background: {accent_bg}; }}
QToolButton:focus {{ border: 2px solid {accent}; }}
QToolButton::menu-indicator {{ image: none; }}
QCheckBox, QRadioButton {{ spacing: {p6}px; color: {ink}; border: 2px solid transparent; border-radius: {p3}px; padding: 1px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {accent}; }}
QCheckBox::indicator, QRadioButton::indicator, QGroupBox::indicator {{ width: {p14}px; height: {p14}px;
  border: 1px solid {edge}; background: {surface}; }}
QCheckBox::indicator, QGroupBox::indicator {{ border-radius: {p3}px; }}
QRadioButton::indicator {{ border-radius: {r8}px; }}
QCheckBox::indicator:checked, QGroupBox::indicator:checked {{ background: {accent}; border-color: {accent};
  image: url("{tick}"); }}
QRadioButton::indicator:checked {{ border-color: {accent}; image: url("{dot}"); }}

QTableView, QTreeView, QListView, QListWidget, QTableWidget {{ background: {surface}; color: {ink}; border: 0; outline: 0;
  gridline-color: {hair};
  selection-background-color: {accent_bg}; selection-color: {ink}; alternate-background-color: {surface}; }}
QTreeView::item, QListView::item {{ min-height: {p26}px; border-bottom: 1px solid {hair}; color: {ink}; }}
QTreeView::item:selected, QListView::item:selected, QTreeView::branch:selected {{ background: {accent_bg}; color: {ink}; }}
QTreeView::branch:has-children:closed {{ image: url("{chevron_right}"); }}
QTreeView::branch:has-children:open {{ image: url("{chevron}"); }}
QComboBox QAbstractItemView::item {{ border: 0; min-height: {p24}px; }}
QMenu::right-arrow {{ image: url("{chevron_right}"); width: {p12}px; height: {p12}px; }}
QHeaderView {{ background: {surface2}; border: 0; }}
QHeaderView::section {{ background: {surface2}; color: {ink2}; font-size: {f12}px; font-weight: 600; border: 0;
  border-bottom: 1px solid {line}; padding: 0 {p7}px; height: {p27}px; }}
QTableCornerButton::section {{ background: {surface2}; border: 0; border-bottom: 1px solid {line}; }}

QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QScrollArea {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: {p10}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {p10}px; margin: 0; }}
QScrollBar::handle {{ background: {edge}; border: {p2}px solid {surface}; border-radius: {p4}px; min-height: {p24}px;
  min-width: {p24}px; }}
QScrollBar::handle:hover {{ background: {ink2}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QMenuBar {{ background: {surface}; color: {ink}; border-bottom: 1px solid {line}; }}
QMenuBar::item {{ background: transparent; padding: {p3}px {p10}px; }}
QMenuBar::item:selected {{ background: {accent_bg}; }}
QMenu {{ background: {surface}; color: {ink}; border: 1px solid {edge}; padding: {p4}px 0; }}
QMenu::item {{ padding: {p4}px {p24}px {p4}px {p14}px; }}
QMenu::item:selected {{ background: {accent_bg}; color: {ink}; }}
QMenu::item:disabled {{ color: {menu_off}; }}
QMenu::icon {{ padding-left: {p8}px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {p4}px 0; }}
QToolTip {{ background: {surface}; color: {ink}; border: 1px solid {edge}; padding: {p4}px {p6}px; font-size: {f12}px; }}

QTabWidget::pane {{ border: 0; border-top: 1px solid {line}; }}
QTabBar::tab {{ background: transparent; color: {ink2}; padding: {p6}px {p12}px; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {accent}; font-weight: 600; border-bottom-color: {accent}; }}
QTabBar::tab:focus {{ background: {accent_bg}; }}
QGroupBox {{ border: 1px solid {line}; border-radius: {p6}px; margin-top: {p10}px; padding: {p10}px; }}
QGroupBox::title {{ subcontrol-origin: margin; left: {p12}px; padding: 0 {p4}px; }}
QDockWidget {{ color: {ink}; }}
QDockWidget::title {{ background: {surface2}; padding: {p6}px {p12}px; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {line}; }}
QMainWindow::separator {{ background: transparent; width: {p8}px; height: {p8}px; }}
QMainWindow::separator:hover {{ background: {line}; }}
QProgressBar {{ background: {bar_none}; border: {thin}px solid {edge}; border-radius: {p4}px; max-height: {p8}px;
  min-height: {p8}px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: {p4}px; }}
"""


def make_stylesheet(tokens: Tokens, zoom_percent: int) -> str:
    """The sheet for one theme and size: ``pN`` is a length of N pixels at 100 %, ``fN`` a letter size."""
    lengths = {f"p{size}": str(max(1, round(size * zoom_percent / 100))) for size in range(1, 33)}
    letters = {f"f{size}": str(letter_size(size, zoom_percent)) for size in range(11, 45)}
    colours = {name: str(getattr(tokens, name)) for name in tokens.__struct_fields__}
    return _SHEET.format_map(
        {
            **lengths,
            **letters,
            **colours,
            "family": FONT_FAMILY,
            "frame": "2" if tokens.framed else "1",
            "off": "dashed" if tokens.framed else "solid",
            # Where all words are black, only a lighter one can tell that it does nothing.
            "menu_off": tokens.hair if tokens.framed else tokens.ink2,
            "thin": "1" if tokens.framed else "0",
            # A radius larger than half the side makes Qt drop it: the indicator is 14 px and two frames.
            "r8": str((round(14 * zoom_percent / 100) + 2) // 2),
            "chevron": icon_file("chevron_down", tokens.ink2),
            "dot": icon_file("dot", tokens.accent),
            "chevron_up": icon_file("chevron_up", tokens.ink2),
            "chevron_right": icon_file("chevron_right", tokens.ink2),
            "tick": icon_file("check", tokens.on_accent, stroke=3),
        }
    )
