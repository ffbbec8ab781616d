"""The house stands as ARCHITECTURE.md draws it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from tools.catalogues import problems

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "electdesk"
SOURCES = sorted(file for folder in ("electdesk", "tools", "tests") for file in (ROOT / folder).rglob("*.py"))
LONGEST_FILE = 800
WORDS_WITHOUT_MEANING = {"util", "utils", "helper", "helpers", "manager", "managers", "misc", "common", "stuff"}
# As ARCHITECTURE.md lists them; `i18n` holds the tests of languages, settings and paths.
TEST_FOLDERS = {
    *("architecture", "domain", "analysis", "ledger", "columns", "services", "storage", "workbooks", "reports", "i18n"),
    *("qtmodels", "ui", "cli", "journeys", "benchmarks", "pictures"),
}
# Two functions of a module that could also connect: they turn a path into an address and back.
NOT_NETWORK = {"urllib.request.pathname2url", "urllib.request.url2pathname"}
NETWORK = {"http", "urllib.request", "ftplib", "smtplib", "xmlrpc", "requests", "httpx", "aiohttp", "PySide6.QtNetwork"}


def test_imports_follow_the_layers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def test_nothing_below_the_window_loads_qt() -> None:
    """Asked of a running Python: an import inside a function of a library would escape the reader of sources."""
    below = ["domain", "ledger", "columns", "services", "storage", "workbooks", "reports", "i18n", "settings", "paths"]
    there = [name for name in below if (PACKAGE / name / "__init__.py").is_file() or (PACKAGE / f"{name}.py").is_file()]
    program = "import sys\n" + "".join(f"import electdesk.{name}\n" for name in there)
    program += "print([name for name in sys.modules if name.split('.')[0] in ('PySide6', 'shiboken6', 'pyqtgraph')])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_file_can_be_read_in_one_sitting() -> None:
    lengths = {file.relative_to(ROOT).as_posix(): len(file.read_text("utf-8").splitlines()) for file in SOURCES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_every_file_has_a_name_that_says_what_is_in_it() -> None:
    assert [file.name for file in SOURCES if WORDS_WITHOUT_MEANING & set(file.stem.lower().split("_"))] == []


def test_every_package_and_module_says_what_belongs_in_it() -> None:
    silent = [file for file in sorted(PACKAGE.rglob("*.py")) if not ast.get_docstring(ast.parse(file.read_text("utf-8")))]
    assert [file.relative_to(ROOT).as_posix() for file in silent] == []


def test_the_program_opens_no_network_connection() -> None:
    found = []
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = set(_imported(node)) - NOT_NETWORK
            if any(name == banned or name.startswith(banned + ".") for name in names for banned in NETWORK):
                found.append(f"{file.relative_to(ROOT)}:{node.lineno}")  # type: ignore[attr-defined]
    assert found == []


def test_every_text_is_translated_with_the_same_fields_and_all_its_forms() -> None:
    assert problems() == []


def test_every_test_lies_in_the_folder_of_its_layer() -> None:
    folders = {file.relative_to(ROOT / "tests").parts[0] for file in (ROOT / "tests").glob("*/**/*.py")}
    assert folders - TEST_FOLDERS == set()


def test_every_file_with_tests_is_one_that_pytest_collects() -> None:
    overlooked = []
    for file in (ROOT / "tests").rglob("*.py"):
        if not file.name.startswith("test_"):
            names = [node.name for node in ast.parse(file.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)]
            overlooked += [f"{file.relative_to(ROOT)}: {name}" for name in names if name.startswith("test_")]
    assert overlooked == []


def test_the_lock_file_names_no_host_and_every_package_has_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    entries = [entry for entry in lock.replace("\\\n", " ").splitlines() if "==" in entry and not entry.lstrip().startswith("#")]
    assert len(entries) > 20
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []
