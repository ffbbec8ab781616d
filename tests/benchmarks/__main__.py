"""Run the benchmarks and print one table."""

import argparse
import importlib
import os
import platform
import sys
import tempfile
import traceback
from pathlib import Path

from tests.benchmarks.measure import Line, Run, heading, table

TOPICS = ("saving", "opening", "turnout", "checking", "tables", "importing", "exporting", "printing", "windows")


def main() -> None:
    """Topics one after another; a topic that cannot run says why and the others go on."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Speed and size as ratios measured in one run.")
    parser.add_argument("topics", nargs="*", choices=[*TOPICS, []], help="which topics; all where none is named")
    parser.add_argument("--quick", action="store_true", help="10,000 stations instead of 100,000, fewer repetitions")
    parser.add_argument("--profile", action="store_true", help="for each missed goal, where the time went")
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="electdesk-bench-") as folder:
        for variable in ("ELECTDESK_CONFIG_DIR", "ELECTDESK_DATA_DIR"):
            os.environ[variable] = str(Path(folder) / variable.lower())
        run = Run(Path(folder), quick=chosen.quick, profile=chosen.profile)
        print(
            f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} processors;", end=" "
        )
        print(f"large means {run.large:,} stations, small 1,000. A figure is the median of several runs.\n")
        print(heading(), flush=True)
        lines: list[Line] = []
        for topic in chosen.topics or TOPICS:
            for line in _topic(topic, run):
                lines.append(line)
                print(table(line), flush=True)
        run.close()
    missed = [line for line in lines if line.holds is False]
    print(f"\n{sum(line.holds is True for line in lines)} goals hold, {len(missed)} are missed.")
    for line in missed:
        print(f"  {line.what.strip()}: {line.why or 'where the time goes: --profile'}")


def _topic(topic: str, run: Run) -> list[Line]:
    try:
        found: list[Line] = importlib.import_module(f"tests.benchmarks.{topic}").lines(run)
    except ModuleNotFoundError as missing:
        if not (missing.name or "").startswith("electdesk"):
            raise
        return [Line(topic, note=f"not there yet: {missing.name}")]
    except Exception as error:  # noqa: BLE001 - one topic that fails must not take the other figures with it
        if run.profile:
            traceback.print_exc(file=sys.stderr)
        return [Line(topic, note=f"could not be measured: {type(error).__name__}: {error}")]
    return found


main()
