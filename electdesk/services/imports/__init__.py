"""Lists from files: columns recognised, rows judged, and a plan of what would change. Codes, no sentences."""

from electdesk.services.imports.book import Book, BookReader
from electdesk.services.imports.plan import (
    Cell,
    Conflict,
    Control,
    Doubt,
    ImportOptions,
    ImportPlan,
    Mapped,
    PlannedRecord,
    SheetUse,
    Skipped,
    plan_json,
)
from electdesk.services.imports.planning import plan_book, plan_import
from electdesk.services.imports.sheet import Sheet

__all__ = [
    "Book",
    "BookReader",
    "Cell",
    "Conflict",
    "Control",
    "Doubt",
    "ImportOptions",
    "ImportPlan",
    "Mapped",
    "PlannedRecord",
    "Sheet",
    "SheetUse",
    "Skipped",
    "plan_book",
    "plan_import",
    "plan_json",
]
