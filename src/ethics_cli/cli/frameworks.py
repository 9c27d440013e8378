"""`ethics frameworks ACTION`: the library. One module for each action, named library_ACTION and imported when it is chosen."""

from __future__ import annotations

import importlib
from typing import Annotated, NamedTuple

import typer

from ethics_cli.cli.options import HomeOption, JsonOption


class Action(NamedTuple):
    """How one action is typed: what stands after it, how many words that are, and the options it takes."""

    words: str = ""
    least: int = 0
    most: int = 0
    options: tuple[str, ...] = ("json",)

    def usage(self, name: str) -> str:
        return " ".join(part for part in ("ethics frameworks", name, self.words) if part)


ACTIONS = {
    "list": Action(),
    "show": Action("ID", 1, 1),
    "coverage": Action("[ID]", 0, 1),
    "card": Action("ID [--format screen|md|html]", 1, 1, ("json", "format")),
    "graph": Action("ID [--format mermaid|svg]", 1, 1, ("json", "format")),
    "diff": Action("ID | FILE | OLD NEW", 1, 2),
    "new": Action("ID --kind stage|lens|protocol|norms|organisation|scenario [--to PATH]", 1, 1, ("kind", "to")),
}
WHAT_HELP = f"{', '.join(list(ACTIONS)[:-1])} or {list(ACTIONS)[-1]}."


def command(
    what: Annotated[str, typer.Argument(help=WHAT_HELP)] = "list",
    names: Annotated[
        list[str] | None, typer.Argument(help="What it is about: an id; for diff ids or files.", show_default=False)
    ] = None,
    format_: Annotated[str, typer.Option("--format", help="card: screen, md or html. graph: mermaid or svg.")] = "",
    kind: Annotated[
        str, typer.Option("--kind", help="new: stage, lens, protocol, norms, organisation or scenario.")
    ] = "",
    scenario: Annotated[bool, typer.Option("--scenario", help="new: the same as --kind scenario.")] = False,
    to: Annotated[str, typer.Option("--to", help="new: write it here; - prints it. Default: your own folder.")] = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """The library: list, show, draw, print, compare, begin.

    Content in your own folder or your organisation's replaces bundled content of the same id; the list says so.

    \b
    list                all there is, and where it is from
    show ID             one framework, from its first step to its sources
    coverage [ID]       rows of the union table, and the models that ask for them
    card ID             one page for the desk drawer
    graph ID            a framework or a route as a picture
    diff ID             what your own edition changes in the one it replaces
    diff FILE           what a file would change in the one in use
    diff OLD NEW        two ids, ID@EDITION or files
    new ID --kind KIND  a file of your own to begin with
    """
    from ethics_cli.cli.library_asked import Asked

    kind = kind or ("scenario" if scenario else "")
    given = {"json": as_json, "format": format_, "kind": kind, "to": to}
    _check(what, names or [], [option for option, value in given.items() if value])
    asked = Asked(tuple(names or ()), home, as_json, format_, kind, to)
    importlib.import_module(f"ethics_cli.cli.library_{what}").act(asked)


def _check(what: str, names: list[str], options: list[str]) -> None:
    """Refuse an action that there is not, and words or options that it does not take."""
    from ethics_cli.core.choices import near
    from ethics_cli.problems import Exit, wrong

    action = ACTIONS.get(what)
    if action is None:
        known = "there are: " + ", ".join(ACTIONS)
        hint = near(what, list(ACTIONS))
        hint = f"{hint} {known}" if hint.startswith("did you") else known
        raise wrong("frameworks.what", "there is no such action of `ethics frameworks`", hint, exit_code=Exit.USAGE)
    foreign = [option for option in options if option not in action.options]
    if foreign or not action.least <= len(names) <= action.most:
        message = f"`{what}` takes no --{foreign[0]}" if foreign else f"`{what}` is not asked like this"
        raise wrong("frameworks.how", message, f"say `{action.usage(what)}`", exit_code=Exit.USAGE)
