"""Station summaries with their square codes, against Typst on the same pages without."""

import json
import subprocess
import sys
import time

from electdesk.reports.summary import render_station_summaries, summary_document
from electdesk.services.queries.summary import station_summary
from tests.benchmarks.measure import SMALL, Line, Run

_FLOOR = """
import json, sys, time
from electdesk.reports.typesetting import typeset
document, timestamp = json.load(open(sys.argv[1], encoding="utf-8"))
began = time.perf_counter()
typeset("station_summary", document, timestamp, tagged=False)
print(time.perf_counter() - began)
"""


def lines(run: Run) -> list[Line]:
    """One document of many pages; the floor runs in a process of its own, as the long documents of the program do."""
    region = run.region(SMALL)
    (columns,) = region.columns.contests.values()
    pages = 100 if run.quick else SMALL
    began = time.perf_counter()
    items = [station_summary(region, columns, row) for row in range(pages)]
    collected = time.perf_counter() - began
    document, timestamp = summary_document(items, languages=("ru", "kk"))
    for page in document["stations"]:
        page["code"] = ""
    path = run.folder / "pages.json"
    path.write_text(json.dumps((document, timestamp), ensure_ascii=False), encoding="utf-8")

    def floor() -> float:
        done = subprocess.run([sys.executable, "-c", _FLOOR, str(path)], capture_output=True, text=True, check=True)
        return float(done.stdout)

    def ours() -> float:
        start = time.perf_counter()
        render_station_summaries(items, ("ru", "kk"))
        return time.perf_counter() - start

    both = [(ours(), floor()) for _ in range(1 if run.quick else 3)]
    figure, least = (sorted(values)[len(values) // 2] for values in zip(*both, strict=True))
    line = Line(f"{pages:,} station summaries with QR in one PDF", figure, least, "Typst, same pages without QR", 1.5)
    return [
        run.why(
            line, lambda: summary_document(items, languages=("ru", "kk")), "the codes are computed in Python and drawn as vectors"
        ),
        Line(f"   before that: reading {pages:,} stations' history", collected),
    ]
