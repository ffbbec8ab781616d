import msgspec
import pytest

from electdesk import settings
from electdesk.settings import SavedView, Settings


def test_without_a_file_the_settings_are_those_of_a_new_person() -> None:
    assert settings.load() == Settings()
    assert not settings.settings_file().exists()


def test_what_was_chosen_is_there_the_next_time() -> None:
    view = SavedView("мои", columns=("number", "state"), sort=("-turnout",), filters={"state": "final"})
    chosen = settings.change(
        language="kk", zoom_percent=150, views={"kz-president": (view,)}, columns={"kz-president": ("number",)}
    )
    assert (
        settings.load()
        == chosen
        == Settings(language="kk", zoom_percent=150, views={"kz-president": (view,)}, columns={"kz-president": ("number",)})
    )


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"language": "de"}',
        b'{"zoom_percent": "big"}',
        b'{"zoom_percent": 5000}',
        b"[" * 100_000,
        b" " * 1_000_001,
    ],
)
def test_a_damaged_file_is_kept_aside_and_the_person_works_on(damaged: bytes) -> None:
    file = settings.settings_file()
    file.parent.mkdir(parents=True)
    file.write_bytes(damaged)
    assert settings.load() == Settings()
    assert file.with_name("settings.damaged.json").read_bytes() == damaged
    assert not file.exists()


def test_a_setting_of_a_newer_version_does_not_disturb() -> None:
    file = settings.settings_file()
    file.parent.mkdir(parents=True)
    file.write_bytes(msgspec.json.encode({"theme": "dark", "of_tomorrow": [1]}))
    assert settings.load() == Settings(theme="dark")


@pytest.mark.parametrize("changes", [{"language": "de"}, {"zoom_percent": 10}, {"sound": "loud"}, {"backup_every_saves": -1}])
def test_a_value_that_does_not_fit_is_refused_and_nothing_is_written(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        settings.change(**changes)
    assert not settings.settings_file().exists()


def test_the_file_opened_last_stands_first_and_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("regions")
    files = [folder / f"{number}.electdesk" for number in range(12)]
    for file in [*files, files[5]]:
        settings.remember_file(file)
    expected = [files[5], *(file for file in reversed(files) if file != files[5])][:10]
    assert settings.load().recent_files == tuple(str(file) for file in expected)
