"""Widgets that know nothing of elections: cards, tables, fields, banners. Pages are built from them."""

from electdesk.ui.parts.actions import ActionButton, ActionLink, Segmented
from electdesk.ui.parts.bars import Share, StackedBar, StripBar, TaskProgress
from electdesk.ui.parts.card import Card, CardHead, Hairline
from electdesk.ui.parts.flow import FlowLayout
from electdesk.ui.parts.following import Following, Words, announce_language, say, set_property
from electdesk.ui.parts.frozen import FrozenTable
from electdesk.ui.parts.labels import EmptyNote, HeadlineFigure, IconLabel, KeyCap, KeyLegend, Label, ModeBadge, StatePill
from electdesk.ui.parts.messages import Banner, FindingBox
from electdesk.ui.parts.number_field import NumberField
from electdesk.ui.parts.painting import Pill, paint_key, paint_pill, pill_width
from electdesk.ui.parts.rail import Rail, RailItem
from electdesk.ui.parts.sort_header import SortHeader, SortKeys
from electdesk.ui.parts.table import TableView
from electdesk.ui.parts.table_cells import ICON_ROLE, PILL_ROLE, TONE_ROLE, Cell, RowDelegate

__all__ = [
    "ICON_ROLE",
    "PILL_ROLE",
    "TONE_ROLE",
    "ActionButton",
    "ActionLink",
    "Banner",
    "Card",
    "CardHead",
    "Cell",
    "EmptyNote",
    "FindingBox",
    "FlowLayout",
    "Following",
    "FrozenTable",
    "Hairline",
    "HeadlineFigure",
    "IconLabel",
    "KeyCap",
    "KeyLegend",
    "Label",
    "ModeBadge",
    "NumberField",
    "Pill",
    "Rail",
    "RailItem",
    "RowDelegate",
    "Segmented",
    "Share",
    "SortHeader",
    "SortKeys",
    "StackedBar",
    "StatePill",
    "StripBar",
    "TableView",
    "TaskProgress",
    "Words",
    "announce_language",
    "paint_key",
    "paint_pill",
    "pill_width",
    "say",
    "set_property",
]
