"""The command table.

A command is a module of this folder with a function `command`; it is imported only when it is chosen. A test loads every
entry and compares the table's help with the command's own.
"""

from __future__ import annotations

import gc
import importlib
from typing import Any

import typer
from typer.core import TyperGroup

from ethics_cli.cli.boundary import guarded
from ethics_cli.problems import Exit

GROUPS = ("Decide", "Look", "Supervise", "Review", "Practise", "Frameworks", "Privacy", "Set up")
COMMANDS: dict[str, tuple[str, str, str]] = {
    "decide": ("decide", "Begin a session and walk it, one question at a time.", "Decide"),
    "resume": ("resume", "Go on where a session stopped.", "Decide"),
    "debrief": ("debrief", "Ten minutes after a hard conversation, alone or with the team.", "Decide"),
    "after": ("after", "Look back at a decision: what came of it.", "Decide"),
    "amend": ("amend", "Change an answer, with a reason.", "Decide"),
    "list": ("listing", "Sessions and where they stand.", "Look"),
    "due": ("due", "Time limits that run, and what to look at again.", "Look"),
    "show": ("show", "One session: its answers, flags and options against lenses.", "Look"),
    "why": ("why", "Why a question was asked, or a flag raised.", "Look"),
    "search": ("search", "Words in past sessions.", "Look"),
    "similar": ("similar", "Past sessions with the same pattern, and what came of them.", "Look"),
    "review": ("review", "Many sessions against a review policy.", "Review"),
    "stats": ("stats", "Counts over many sessions, and forecasts against what happened.", "Review"),
    "record": ("record", "Write the decision record of a session.", "Look"),
    "answers": ("answers", "A session as an answers file.", "Look"),
    "verify": ("verify", "Is each session whole? And what that proves.", "Look"),
    "replay": ("replay", "Step through how a decision came about.", "Supervise"),
    "second": ("second", "A peer's blind second opinion, set beside the first.", "Supervise"),
    "compare": ("compare", "Two sessions on the same case, or one at two points.", "Supervise"),
    "agenda": ("agenda", "What a supervision meeting should come to.", "Supervise"),
    "comment": ("comment", "A remark on a step or on the whole, a wish for a change, an approval.", "Supervise"),
    "sign": ("sign", "Sign a session off as it stands, with an SSH key or unsigned.", "Supervise"),
    "practice": ("practice", "Practise on an invented case, told in stages.", "Practise"),
    "card": ("card", "One protocol or lens on one page, for the desk drawer.", "Practise"),
    "blank": ("blank", "An empty answers file for a route.", "Frameworks"),
    "frameworks": ("frameworks", "The library: list, show, draw, print, compare, begin.", "Frameworks"),
    "check": ("check", "Check content: form, references, reachability, sources.", "Frameworks"),
    "schema": ("schema", "JSON Schemas for editors and scripts.", "Frameworks"),
    "demo": ("demo", "A three-minute tour on an invented case.", "Set up"),
    "identifiers": ("identifiers", "Look a session over for what may point to a person.", "Privacy"),
    "redact": ("redact", "Take words out of a session for good.", "Privacy"),
    "export": ("export", "A copy of one session, to give to somebody.", "Privacy"),
    "import": ("import_", "Take a session that somebody gave you into this home.", "Privacy"),
    "forget": ("forget", "Let words or sessions go when their time has come.", "Privacy"),
    "protect": ("protect", "Close every session here with your key.", "Privacy"),
    "keys": ("keys", "Your key: show, create, recovery, restore, passphrase.", "Privacy"),
    "share": ("share", "Let somebody else open a protected session.", "Privacy"),
    "completion": ("completion", "What your shell needs to complete commands, options and sessions.", "Set up"),
    "doctor": ("doctor", "Is everything in order here? Where does it all live?", "Set up"),
}
WALKING = ("decide", "resume", "amend", "second", "after", "debrief", "practice", "identifiers")
"""Commands that ask, and so collect garbage while the person reads and at no other time."""
ABOUT = "A decision aid for ethical dilemmas in client work. It asks; you decide. Everything stays on this machine."


class LazyGroup(TyperGroup):
    """A group that knows its commands by name, and imports one only when it is chosen."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module, help_line, _ = COMMANDS[cmd_name]
        if cmd_name not in WALKING:
            gc.enable()
        function = importlib.import_module(f"ethics_cli.cli.{module}").command
        app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        app.command(name=cmd_name, help=function.__doc__, short_help=help_line)(function)
        found = typer.main.get_command(app)
        found.name = cmd_name
        return found

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for group in GROUPS:
            rows = [(name, line) for name, (_, line, of) in COMMANDS.items() if of == group]
            if rows:
                with formatter.section(group):
                    formatter.write_dl(rows)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(name, list(COMMANDS), 1)
            from ethics_cli.render.visible import one_line

            ctx.fail(
                f"There is no command '{one_line(name[:40])}'."
                + (f" Did you mean '{near[0]}'?" if near else " See 'ethics --help'.")
            )
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=LazyGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    invoke_without_command=True,
    help=ABOUT + " Without a command: what is open, and what to type.",
)


@app.callback()
def root(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", "-V", help="Print the version and leave."),
    identity: str = typer.Option(
        "", "--identity", help="Open protected sessions with the key in this file or descriptor, such as /dev/fd/3."
    ),
) -> None:
    if identity:
        from ethics_cli.files.unlocking import UNLOCKING

        UNLOCKING.name(identity)
    if version:
        from ethics_cli import __version__

        typer.echo(f"ethics {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from ethics_cli.cli.overview import show_overview

        show_overview()


def run(argv: list[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    return guarded(lambda: _parsed(argv))


def _parsed(argv: list[str] | None) -> int:
    """What the parser refuses is said as everything is said: sanitised, since an argument may be anybody's."""
    try:
        return int(app(args=argv, prog_name="ethics", standalone_mode=False) or 0)
    except typer.Abort:
        return int(Exit.PAUSED)
    except Exception as fault:
        if not hasattr(fault, "format_message"):
            raise
        _say_usage(fault)
        return int(Exit.USAGE)


def _say_usage(fault: Any) -> None:
    from ethics_cli.cli.screen import talk
    from ethics_cli.render.visible import one_line

    screen = talk()
    context = getattr(fault, "ctx", None)
    if context is not None:
        screen.lines(context.get_usage().split("\n"))
        screen.line(f"Try '{context.command_path} --help' for help.")
        screen.line()
    screen.line(f"Error: {one_line(fault.format_message())}")
