"""How protection is talked over: what it does and does not do, a recovery key for paper, and what was closed."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import wrap

import typer

from ethics_cli.app.ports import Clock
from ethics_cli.app.protecting import Protected, create_recovery, protect
from ethics_cli.cli.places import clock, home_at
from ethics_cli.cli.screen import BOLD, DIM, FLAG, Screen, is_interactive, product, talk
from ethics_cli.core.framework import Choice
from ethics_cli.core.reader import RECOVERY
from ethics_cli.files.home import Home
from ethics_cli.problems import Exit, wrong
from ethics_cli.render.plain_table import wrapped

BEFORE = """
Protection closes everything of your cases that is kept here, with a key of your own. A stolen laptop, a copied folder or a synchronised
one then shows how many sessions there are and how long they are, and nothing else.

It is for good: there is no command that opens everything again. Whoever can use this computer as you, while it runs, can still read what
you can read. And without your key, or a recovery key, nobody can read it any more, you included.
"""
GROUP = 6


def run(home_path: Path | None, *, yes: bool, plain: bool, as_json: bool) -> None:
    """Protect a home. Leaves with 4 when nobody can be asked and --yes is not given, with 1 when something stayed plain."""
    home = home_at(home_path)
    if not yes and not home.protection.on and not _agreed(plain):
        product().line("Nothing was changed.")
        return
    done = protect(home, clock())
    if as_json:
        print(json.dumps(_plain(home, done)))
    else:
        say_protected(product(), home, done)
        if not yes and is_interactive():
            offer_recovery(home, plain=plain)
    if done.left:
        raise typer.Exit(int(Exit.FOUND))


def _agreed(plain: bool) -> bool:
    if not is_interactive():
        hint = "a script says --yes"
        raise wrong(
            "protect.nobody", "protection is for good, and there is nobody to ask", hint, exit_code=Exit.UNANSWERED
        )
    from ethics_cli.cli.person import person

    screen = product()
    for said in BEFORE.strip().split("\n\n"):
        screen.lines(wrapped(" ".join(said.split()), screen.width, "  "))
    return person(plain).input.pick((Choice("yes", "Protect everything here"), Choice("no", "Not now"))) == "yes"


def say_protected(screen: Screen, home: Home, done: Protected) -> None:
    """What was closed, what could not be, and where the key stands."""
    screen.line(
        f"  Protected: {_count(done.sessions, 'session')} and {_count(done.others, 'other file')} closed now.", BOLD
    )
    screen.lines(wrapped(f"Your key stands in {home.keys}. Keep a copy of it somewhere safe.", screen.width, "  "))
    said = "It opens with the stock age tool too: age -d -i identity.txt SESSION.jsonl.age"
    screen.lines(wrapped(said, screen.width, "  "), DIM)
    for problem in done.left:
        screen.problem(problem)
    if not any(reader.role == RECOVERY for reader in home.protection.readers):
        screen.lines(
            wrapped("There is no recovery key yet: `ethics keys recovery` makes one for paper.", screen.width, "  "),
            FLAG,
        )


def offer_recovery(home: Home, *, plain: bool) -> None:
    """A recovery key, while somebody is there to write it down."""
    if any(reader.role == RECOVERY for reader in home.protection.readers):
        return
    from ethics_cli.cli.person import person

    screen = product()
    said = "Make a recovery key for paper now? If your key is lost, it is the only way back to your cases."
    screen.lines(wrapped(said, screen.width, "  "))
    picked = person(plain).input.pick((Choice("yes", "Yes, I have something to write with"), Choice("no", "Later")))
    if picked == "yes":
        show_recovery(home, clock())


def show_recovery(home: Home, now: Clock) -> None:
    """Make a recovery key, close everything for it as well, and show it this once."""
    from ethics_cli.app.sharing import share
    from ethics_cli.files.home import PROTECTED

    secret = create_recovery(home)
    added = [reader for reader in home.protection.readers if reader.role == RECOVERY]
    shared = share(home, [path for path in home.paths() if path.name.endswith(PROTECTED)], added, now)
    screen = product()
    screen.line()
    screen.line("  Recovery key. It is shown this once and kept nowhere here.", BOLD)
    screen.lines(f"    {line}" for line in grouped(secret))
    screen.lines(
        wrapped(
            "Write it down or print it, and lock it away where this computer is not. Spaces do not count.",
            screen.width,
            "  ",
        )
    )
    screen.lines(
        wrapped(f"It opens {_count(shared.changed, 'session')} that are here, and every new one.", screen.width, "  "),
        DIM,
    )
    for problem in shared.left:
        talk().problem(problem)


def grouped(secret: str) -> list[str]:
    """A secret key in groups that can be copied by hand, four groups a line."""
    groups = wrap(secret, GROUP, break_on_hyphens=False)
    return ["  ".join(groups[at : at + 4]) for at in range(0, len(groups), 4)]


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _plain(home: Home, done: Protected) -> dict[str, object]:
    left = [
        {"code": one.code, "message": one.message, "file": one.place.file if one.place else ""} for one in done.left
    ]
    return {
        "format": "ethics-protected/1",
        "sessions": done.sessions,
        "others": done.others,
        "left": left,
        "key": home.protection.own,
        "recovery": any(reader.role == RECOVERY for reader in home.protection.readers),
    }
