"""Protection, offered once: at the end of the first session that somebody closes at a terminal. Enter accepts; no is remembered."""

from __future__ import annotations

from ethics_cli.app.protecting import protect
from ethics_cli.cli.input import Input
from ethics_cli.cli.places import clock
from ethics_cli.cli.protecting import offer_recovery, say_protected
from ethics_cli.cli.screen import Screen
from ethics_cli.core.framework import Choice
from ethics_cli.files.home import Home
from ethics_cli.files.keys import Protection, write_protection
from ethics_cli.problems import EthicsError
from ethics_cli.render.plain_table import wrapped

SAID = (
    "This session is a plain file that only you can read. It can be closed with a key of your own, this one and every one to come: "
    "then a stolen laptop or a copied folder shows nothing of it."
)
CHOICES = (Choice("yes", "Close them with a key"), Choice("no", "Leave them plain; `ethics protect` does it later"))


def offer_protection(home: Home, screen: Screen, given: Input, *, plain: bool) -> None:
    """Offer it, if it was never offered here. Whatever happens, the session that was just closed is safe."""
    if (home.keys / "protection.json").exists():
        return
    screen.line()
    screen.lines(wrapped(SAID, screen.width, "  "))
    picked = given.pick(CHOICES, "yes")
    if picked == "yes":
        try:
            say_protected(screen, home, protect(home, clock()))
        except EthicsError as fault:
            screen.problem(fault.problems[0])
            return
        offer_recovery(home, plain=plain)
    elif picked == "no":
        write_protection(home.keys, Protection())
