"""Commands whose help and whose refusals are in the language in use: the texts are marked where a command is made and translated here."""

import copy
from typing import Final

import click

from electdesk.i18n import N_, tr

SHOW_HELP: Final = N_("Show this message and exit.")
SHOW_VERSION: Final = N_("Show the version and exit.")
"""Help of the two options that click brings along, word for word as click has it."""


class Spoken(click.Command):
    """A command that explains itself in the language in use. Its ``help`` and those of its options are texts of the catalogue."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=tr("Usage: "))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(tr(self.help or ""))  # i18n: dynamic

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = []
        for param in self.get_params(ctx):
            if isinstance(param, click.Option):
                told = copy.copy(param)
                told.help = tr(param.help or "")  # i18n: dynamic
                if record := told.get_help_record(ctx):
                    records.append(record)
        with formatter.section(tr("Options")):
            formatter.write_dl(records)

    def get_short_help_str(self, limit: int = 45) -> str:
        said = tr(self.help or "")  # i18n: dynamic
        return said.split("\n\n")[0]


class SpokenGroup(Spoken, click.Group):
    """A command with commands of its own."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        Spoken.format_options(self, ctx, formatter)
        rows = [
            (name, command.get_short_help_str())
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) is not None
        ]
        with formatter.section(tr("Commands")):
            formatter.write_dl(rows)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            known = ", ".join(self.list_commands(ctx))
            raise click.UsageError(tr("there is no command “{word}”; there are: {known}", word=args[0], known=known), ctx)
        return super().resolve_command(ctx, args)


def usage_text(error: click.ClickException) -> str:
    """What click did not understand, in the language in use; our own refusals are translated already."""
    if isinstance(error, click.NoSuchOption):
        near = ", ".join(error.possibilities or ())
        said = tr("there is no option {option}", option=error.option_name)
        return f"{said} ({near}?)" if near else said
    if isinstance(error, click.MissingParameter):
        return tr("{name} is missing", name=_name(error))
    if isinstance(error, click.BadParameter):
        choices = error.param.type.choices if error.param is not None and isinstance(error.param.type, click.Choice) else ()
        if choices:
            return tr("the value of {name} is none of: {known}", name=_name(error), known=", ".join(map(str, choices)))
        return tr("the value of {name} does not fit", name=_name(error))
    if isinstance(error, click.BadOptionUsage):
        return tr("{name} needs a value", name=error.option_name)
    said = error.format_message()
    if said.startswith("Got unexpected extra argument"):
        return tr("there are more words than the command takes: {words}", words=said.partition("(")[2].rstrip(")"))
    return said


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return "…"
    return (
        error.param.opts[0]
        if isinstance(error.param, click.Option)
        else error.param.make_metavar(error.ctx or click.Context(click.Command("")))
    )
