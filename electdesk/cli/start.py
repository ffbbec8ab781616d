"""From words to a command, from an error to sentences and an exit code: 0 done, 1 done but something was found, 2 not done."""

import contextlib
import difflib
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import click

from electdesk import __version__, settings
from electdesk.cli.spoken import SpokenGroup, usage_text
from electdesk.domain.errors import ClerkError
from electdesk.i18n import N_, system_language, tr, use_language

DONE: Final = 0
FOUND: Final = 1
NOT_DONE: Final = 2

REGION_SUFFIX: Final = ".electdesk"
_SCREENS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""Variables of the environment, one of which tells Qt where windows are shown."""

MODULES: Final[dict[str, str]] = {
    "new": "beginning",
    "import": "importing",
    "do": "scripting",
    "check": "reading",
    "totals": "reading",
    "turnout": "turnout",
    "incidents": "incidents",
    "differences": "comparing",
    "compare": "polls",
    "report": "documents",
    "demo": "documents",
    "verify": "regions",
    "log": "regions",
    "history": "regions",
    "backup": "regions",
    "restore": "regions",
    "export": "exporting",
    "template": "exporting",
    "form": "forms",
    "self-check": "self_check",
    "users": "people",
}
"""Command → the module that holds it. Only the one that is asked for is imported: the window need not wait for all of them."""


class Commands(SpokenGroup):
    """The commands, each imported when it is first named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in MODULES:
            return None
        if cmd_name not in self.commands:
            module = importlib.import_module(f"electdesk.cli.{MODULES[cmd_name]}")
            module.add_to(self)
            # Asked for only with a command: the window, which starts here too, waits for none of it.
            from electdesk.cli.signing import offer

            for name, command in self.commands.items():
                offer(name, command)
        return self.commands[cmd_name]


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
    invoke_without_command=True,
    help=N_(
        "ElectDesk: stations, protocols and totals of an election day. Without a command: the window (electdesk [FILE]). "
        "Exit codes: 0 done, 1 done but something was found, 2 not done."
    ),
)
@click.version_option(version=__version__, prog_name="electdesk")
def commands() -> None:
    """ElectDesk: stations, protocols and totals of an election day. Without a command: the window (electdesk [FILE])."""


def run(words: Sequence[str]) -> int:
    """Run one command line; returns the exit code. A word that is a command is a command; anything else is a file for the window."""
    _steady_streams()
    chosen = settings.load()
    use_language(chosen.language or system_language())
    if words and words[0] == "--self-check":
        # As it stands on the printed sheet, where it is typed by people who know no other command.
        words = ("self-check", *words[1:])
    if not words or (words[0] not in MODULES and not words[0].startswith("-")):
        return _guarded(lambda: _window(words))
    return _guarded(lambda: _command(words), words[0])


def _window(words: Sequence[str]) -> int:
    if words:
        _refuse_what_is_no_file(words)
    if sys.platform == "linux" and not any(map(os.environ.get, _SCREENS)):
        # Qt would end the process with a core dump instead of a sentence.
        raise ClerkError("no_display")
    from electdesk.app import open_window

    return open_window(Path(words[0]) if words else None)


def _refuse_what_is_no_file(words: Sequence[str]) -> None:
    """Raises ClerkError: command_unknown for a word that is a mistyped command, one_file_only for words behind a file."""
    file = Path(words[0])
    if file.suffix.casefold() != REGION_SUFFIX and not file.exists():
        near = difflib.get_close_matches(words[0].casefold(), MODULES, n=3, cutoff=0.6)
        raise ClerkError("command_unknown", word=words[0], nearest=near)
    if len(words) > 1:
        raise ClerkError("one_file_only", words=" ".join(words[1:]))


def _command(words: Sequence[str]) -> int:
    # What goes wrong after something was saved is reported from there, and the command goes on.
    before, sys.excepthook = sys.excepthook, lambda _, error, __: _report(error)
    try:
        found = commands.main(list(words), prog_name="electdesk", standalone_mode=False)
    except SystemExit:
        # click ends the program itself where the reader of its output went away, with the code that here means "something was found".
        return NOT_DONE
    finally:
        sys.excepthook = before
    return found if isinstance(found, int) else DONE


def _guarded(work: Callable[[], int], command: str = "") -> int:
    try:
        return work()
    except ClerkError as error:
        _say(error)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
    except click.ClickException as error:
        for sentence in _three_sentences(error, command):
            click.echo(sentence, err=True)
    except (click.Abort, KeyboardInterrupt):
        click.echo(tr("Stopped. Nothing was changed."), err=True)
    except BrokenPipeError:
        # The reader of our output went away (a pager, head): nothing is wrong with our work.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # noqa: BLE001 - the one handler of the command line: the report holds the details, the person gets sentences
        _report(error)
    return NOT_DONE


def _report(error: BaseException) -> None:
    from electdesk.reporting import write_report

    _say(ClerkError("unexpected_command", file=write_report(error)))


def _say(error: ClerkError) -> None:
    from electdesk.cli.output import say_error

    say_error(error)


def _three_sentences(error: click.ClickException, command: str) -> tuple[str, str, str]:
    """A command that was not understood: what is wrong with it, that nothing was done, where it is explained."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    path = ctx.command_path if ctx is not None else f"electdesk {command if command in MODULES else ''}".rstrip()
    said = tr("The command was not understood: {error}.", error=usage_text(error).rstrip("."))
    return said, tr("Nothing was changed."), tr("See `{command} --help`.", command=path)


def _steady_streams() -> None:
    """Write UTF-8 whatever the terminal says it is: names in three languages must not end a command halfway."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and (stream.encoding or "").lower() not in ("utf-8", "utf8"):
            stream.reconfigure(encoding="utf-8", errors="replace")
