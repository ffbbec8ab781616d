"""The built program knows its own files: a manifest names them, and what differs is said."""

import hashlib
import os
import sys
from pathlib import Path

import pytest

from electdesk import own_files, paths
from electdesk.own_files import MANIFEST, PORTABLE_FLAG, check_own_files
from tests.cli.running import command_line


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the build leaves it, and this process as if it had started from there."""
    folder = tmp_path / "electdesk"
    (folder / "forms").mkdir(parents=True)
    (folder / "electdesk").write_bytes(b"program")
    (folder / "forms" / "a.toml").write_text("id = 1")
    names = ("electdesk", "forms/a.toml")
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}" for name in names]
    (folder / MANIFEST).write_text("\n".join(lines) + "\n")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "electdesk"))
    return folder


def test_an_untouched_folder_is_whole(built: Path) -> None:
    found = check_own_files(built)
    assert found is not None
    assert (found.ok, found.files) == (True, 2)
    assert found.fingerprint == hashlib.sha256((built / MANIFEST).read_bytes()).hexdigest()
    assert command_line("--self-check").code == 0


def test_a_changed_a_missing_and_an_added_file_are_named(built: Path) -> None:
    (built / "electdesk").write_bytes(b"another")
    (built / "forms" / "a.toml").unlink()
    (built / "forms" / "b.toml").write_text("id = 2")
    found = check_own_files(built)
    assert found is not None
    assert (found.changed, found.missing, found.added) == (("electdesk",), ("forms/a.toml",), ("forms/b.toml",))
    done = command_line("--self-check")
    assert (done.code, done.out.splitlines()[1:4]) == (
        1,
        ["Differs: electdesk", "Missing: forms/a.toml", "Not in the manifest: forms/b.toml"],
    )
    assert command_line("--self-check", "--json").json["missing"] == ["forms/a.toml"]


def test_settings_beside_a_portable_program_are_no_foreign_file(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.CONFIG_VARIABLE, raising=False)
    monkeypatch.delenv(paths.DATA_VARIABLE, raising=False)
    assert paths.user_config_dir() != built / "settings"
    (built / PORTABLE_FLAG).touch()
    assert (paths.user_config_dir(), paths.user_data_dir()) == (built / "settings", built / "settings")
    (built / "settings").mkdir()
    (built / "settings" / "settings.json").write_text("{}")
    found = check_own_files(built)
    assert found is not None
    assert found.ok


def test_a_medium_that_cannot_be_written_to_keeps_settings_with_the_person(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (built / PORTABLE_FLAG).touch()
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert own_files.portable_folder() is None


def test_without_a_manifest_and_from_source_it_is_said(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (built / MANIFEST).unlink()
    done = command_line("--self-check")
    assert (done.code, len(done.sentences)) == (2, 3)
    monkeypatch.delattr(sys, "frozen")
    done = command_line("self-check")
    assert done.sentences[0] == "The program runs from its source and has no manifest to be compared with."
