from pathlib import Path

import pytest

from electdesk import paths


def test_the_program_finds_what_it_brings_along() -> None:
    assert (paths.resources_dir() / "locale").is_dir()


def test_the_typeface_is_there_in_three_weights() -> None:
    files = paths.font_files()
    assert [file.name for file in files] == ["SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "SourceSansPro-Bold.ttf"]
    assert [file.read_bytes()[:4] for file in files] == [b"\x00\x01\x00\x00"] * 3


def test_folders_can_be_moved_as_a_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ELECTDESK_CONFIG_DIR", str(tmp_path / "c"))
    monkeypatch.setenv("ELECTDESK_DATA_DIR", str(tmp_path / "d"))
    assert paths.user_config_dir() == tmp_path / "c"
    assert paths.error_reports_dir() == tmp_path / "d" / "error-reports"


def test_two_region_files_of_one_name_have_their_own_backups(tmp_path: Path) -> None:
    one, other = (paths.backups_dir(tmp_path / folder / "vko.electdesk") for folder in ("a", "b"))
    assert one != other
    assert {folder.name[:4] for folder in (one, other)} == {"vko-"}
    assert paths.backups_dir(tmp_path / "a" / "vko.electdesk", tmp_path / "stick") == tmp_path / "stick" / one.name
