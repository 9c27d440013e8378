"""What `keys` does and says, one function for each action. A secret key is shown only when it is made for paper."""

from __future__ import annotations

import json
from pathlib import Path

from ethics_cli.app.keeping_keys import guard, restore
from ethics_cli.app.protecting import create_identity
from ethics_cli.cli.passphrase import hidden_line, new_passphrase
from ethics_cli.cli.places import clock, home_at
from ethics_cli.cli.protecting import show_recovery
from ethics_cli.cli.screen import BOLD, DIM, FLAG, is_interactive, product
from ethics_cli.core.choices import near
from ethics_cli.files.bounded import bytes_within
from ethics_cli.files.home import Home
from ethics_cli.files.keys import has_identity, wrapped_identity
from ethics_cli.problems import Exit, Place, wrong
from ethics_cli.render.plain_table import wrapped

FILE_LIMIT = 64 * 1024
ACTIONS = ("show", "create", "recovery", "restore", "passphrase")


def run(home_path: Path | None, what: str, switch: str, from_: str, *, plain: bool, as_json: bool) -> None:
    """Do one action. Raises EthicsError when there is no such action, or nobody to type a secret."""
    home = home_at(home_path)
    if what not in ACTIONS:
        hint = near(what, ACTIONS)
        raise wrong("keys.unknown", "there is no such action", hint, exit_code=Exit.USAGE)
    if (switch and what != "passphrase") or (from_ and what != "restore"):
        raise wrong("keys.unused", f"`ethics keys {what}` takes nothing more", exit_code=Exit.USAGE)
    if what == "show":
        _show(home, as_json=as_json)
    elif what == "create":
        create_identity(home)
        _show(home, as_json=as_json)
    elif what == "recovery":
        _recovery(home)
    elif what == "restore":
        _restore(home, from_)
    else:
        _passphrase(home, switch)


def _show(home: Home, *, as_json: bool) -> None:
    protection = home.protection
    guarded = wrapped_identity(home.keys).is_file()
    if as_json:
        listed = [reader._asdict() for reader in protection.readers]
        plain = {"format": "ethics-keys/1", "on": protection.on, "key": protection.own, "passphrase": guarded}
        print(json.dumps({**plain, "readers": listed}, indent=2))
        return
    screen = product()
    if not protection.own:
        screen.line("There is no key here yet.")
        screen.line("`ethics protect` makes one and closes everything with it.", DIM)
        return
    screen.line("Your public key. Give it to whoever is to share sessions with you:", BOLD)
    screen.line(f"  {protection.own}")
    others = [reader for reader in protection.readers if reader.key != protection.own]
    if others:
        screen.line("New sessions can also be read by:", BOLD)
        screen.lines(f"  {reader.role}: {reader.key}" for reader in others)
    guard_ = "behind a passphrase" if guarded else "without a passphrase: whoever can read your files can use it"
    screen.lines(wrapped(f"Your secret key stands in {home.keys}, {guard_}.", screen.width), DIM)
    said = (
        "Protection is on."
        if protection.on
        else "Protection is off: sessions here are plain files. `ethics protect` turns it on."
    )
    screen.lines(wrapped(said, screen.width), "" if protection.on else FLAG)


def _recovery(home: Home) -> None:
    if not home.protection.own:
        raise wrong("keys.none", "there is no key here yet", "`ethics protect` makes one", exit_code=Exit.USAGE)
    if not is_interactive():
        hint = "run it in a terminal, with something to write at hand"
        raise wrong(
            "keys.nobody",
            "a recovery key is shown once, and there is nobody to see it",
            hint,
            exit_code=Exit.UNANSWERED,
        )
    show_recovery(home, clock())


def _restore(home: Home, from_: str) -> None:
    if from_:
        try:
            typed = bytes_within(Path(from_), FILE_LIMIT).decode("utf-8", "replace")
        except OSError:
            raise wrong(
                "keys.unreadable", "this file cannot be read", place=Place(from_), exit_code=Exit.USAGE
            ) from None
    elif is_interactive():
        typed = hidden_line("The secret key, as it stands on paper (it is not shown): ")
    else:
        hint = "name a file that holds it with --from"
        raise wrong("keys.nobody", "there is nobody to type a key", hint, exit_code=Exit.UNANSWERED)
    public, kept = restore(home, typed)
    screen = product()
    screen.line("Restored. The public key of this home is now:", BOLD)
    screen.line(f"  {public}")
    if kept:
        screen.lines(wrapped(f"The key that was here before is kept as {kept.name}.", screen.width), DIM)


def _passphrase(home: Home, switch: str) -> None:
    if switch not in ("on", "off"):
        raise wrong("keys.switch", "say `passphrase on` or `passphrase off`", exit_code=Exit.USAGE)
    if not has_identity(home.keys):
        raise wrong("keys.none", "there is no key here yet", "`ethics protect` makes one", exit_code=Exit.USAGE)
    if not is_interactive():
        raise wrong(
            "keys.nobody", "there is nobody to type a passphrase", "run it in a terminal", exit_code=Exit.UNANSWERED
        )
    guard(home, new_passphrase() if switch == "on" else "")
    said = {
        "on": "Your key is behind the passphrase now. It is asked whenever something protected is opened.",
        "off": "Your key is no longer behind a passphrase.",
    }
    product().line(said[switch], BOLD)
