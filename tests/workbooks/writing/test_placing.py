"""How a written file comes into a folder: whole or not at all, and what is said where it cannot."""

import errno
from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.i18n.sentences import error_sentences
from electdesk.workbooks.writing.placing import new_file, new_folder


@pytest.mark.parametrize(
    ("number", "code", "sentences"),
    [
        (
            errno.ENOSPC,
            "target_full",
            (
                "No space is left on the disk for T.xlsx. Nothing of it was written, and the region file is as it was. "
                "Free some space, or choose another disk."
            ),
        ),
        (
            errno.EROFS,
            "target_read_only",
            (
                "T.xlsx or its folder can only be read. The file was left as it is. "
                "Choose another folder, or take the write protection away."
            ),
        ),
        (
            errno.ENOENT,
            "folder_unusable",
            "The folder for T.xlsx does not exist or cannot be used. Nothing was changed. Choose another folder.",
        ),
    ],
)
def test_a_disk_that_takes_nothing_is_told_in_three_sentences(tmp_path: Path, number: int, code: str, sentences: str) -> None:
    with pytest.raises(ClerkError) as refused:
        _fail(tmp_path / "T.xlsx", OSError(number, "the system's own words"))
    assert refused.value.code == code
    assert str(error_sentences(code, {"file": "T.xlsx"})) == sentences
    assert list(tmp_path.iterdir()) == []


def test_a_failure_halfway_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    target = tmp_path / "T.xlsx"
    target.write_bytes(b"before")
    with pytest.raises(ZeroDivisionError):
        _fail(target, ZeroDivisionError(), force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["T.xlsx"]
    assert target.read_bytes() == b"before"


def test_a_file_that_came_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "T.xlsx"
    with pytest.raises(ClerkError) as refused:
        _meet(target)
    assert (refused.value.code, target.read_bytes()) == ("file_exists", b"theirs")


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    with pytest.raises(ClerkError) as refused, new_file(tmp_path):
        raise AssertionError("nothing is begun")
    assert refused.value.code == "folder_in_the_way"


def test_a_folder_comes_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        _fail_in_folder(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
    with new_folder(tmp_path / "out") as part:
        (part / "a.csv").write_text("a")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.csv"]


def _fail(target: Path, error: Exception, *, force: bool = False) -> None:
    with new_file(target, force=force) as part:
        part.write_bytes(b"half")
        raise error


def _meet(target: Path) -> None:
    with new_file(target) as part:
        part.write_bytes(b"mine")
        target.write_bytes(b"theirs")


def _fail_in_folder(target: Path) -> None:
    with new_folder(target) as part:
        (part / "a.csv").write_text("a")
        raise ZeroDivisionError
