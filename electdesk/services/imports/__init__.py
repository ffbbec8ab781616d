"""Lists from files: columns recognised, rows judged, and a plan of what would change. Codes, no sentences."""

from electdesk.services.imports.book import Book, BookReader
from electdesk.services.imports.plan import Cell, Conflict, ImportOptions, ImportPlan, Mapped, PlannedRecord, Skipped, plan_json
from electdesk.services.imports.planning import plan_import
from electdesk.services.imports.sheet import Sheet

__all__ = [
    "Book",
    "BookReader",
    "Cell",
    "Conflict",
    "ImportOptions",
    "ImportPlan",
    "Mapped",
    "PlannedRecord",
    "Sheet",
    "Skipped",
    "plan_import",
    "plan_json",
]
