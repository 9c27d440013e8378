"""How a redaction is talked over: what goes, where else the same words stand, the reason, and what was written anew."""

from __future__ import annotations

from pathlib import Path

from ethics_cli.app.redacting import Redaction, redact, redaction_of
from ethics_cli.app.sessions import Session, reopen
from ethics_cli.cli.places import clock, home_at, library_for
from ethics_cli.cli.screen import BOLD, DIM, FLAG, is_interactive, product
from ethics_cli.core.framework import Choice
from ethics_cli.core.typed import clean
from ethics_cli.files.home import id_of
from ethics_cli.problems import EthicsError, Exit, Problem, wrong
from ethics_cli.render.plain_table import wrapped


def run(home_path: Path | None, wanted: str, what: str, by: str, reason: str, *, yes: bool, plain: bool) -> None:
    """Redact one step, the title or one event. Leaves with 4 when a reason or a yes is missing and there is nobody to ask."""
    home = home_at(home_path)
    session = reopen(home.find(wanted), library_for(home), clock(), home)
    with session.journal.locked():
        session.refresh()
        redaction = redaction_of(session, what)
        _say_before(redaction)
        reason = clean(reason, lines=True) or _asked_reason(plain)
        if not yes and not _sure(plain):
            product().line("Nothing was changed.")
            return
        papers = redact(session, redaction, clean(by, lines=False) or "practitioner", reason)
    _say_after(session, papers)


def _say_before(redaction: Redaction) -> None:
    screen = product()
    count = len(redaction.left)
    said = "1 line of the session loses its words" if count == 1 else f"{count} lines of the session lose their words"
    screen.line(f"  {said}, for good.", BOLD)
    if redaction.elsewhere:
        said = f"The same words stand in other answers too, and stay there: {', '.join(redaction.elsewhere)}"
        screen.lines(wrapped(said, screen.width, "  "), FLAG)


def _say_after(session: Session, papers: list[str]) -> None:
    screen = product()
    screen.line("Taken out. The session says who did it and why; the chain holds.", BOLD)
    if papers:
        screen.lines(wrapped(f"Written anew: {', '.join(papers)}", screen.width))
    beside = [
        path.name
        for path in session.journal.path.parent.glob(f"{id_of(session.journal.path)}.*")
        if path != session.journal.path
    ]
    if beside:
        screen.lines(
            wrapped(
                f"Other versions of this session lie beside it and still hold the words: {', '.join(beside)}",
                screen.width,
            ),
            FLAG,
        )
    said = "Copies that you gave away, backups, and what was printed are out of reach. Most disks keep removed bytes for a while."
    screen.lines(wrapped(said, screen.width), DIM)


def _asked_reason(plain: bool) -> str:
    if not is_interactive():
        raise wrong(
            "redact.no-reason", "a redaction needs its reason", "give it with --reason", exit_code=Exit.UNANSWERED
        )
    from ethics_cli.cli.person import person

    while True:
        reason = person(plain).input.line("  Why is it taken out? ")
        if not isinstance(reason, str):
            raise EthicsError(Problem("redact.stopped", "nothing was changed"), exit_code=Exit.PAUSED)
        if said := clean(reason, lines=True):
            return said


def _sure(plain: bool) -> bool:
    if not is_interactive():
        raise wrong(
            "redact.nobody", "this cannot be undone, and there is nobody to ask", "say --yes", exit_code=Exit.UNANSWERED
        )
    from ethics_cli.cli.person import person

    return person(plain).input.pick((Choice("yes", "Take it out for good"), Choice("no", "Leave it"))) == "yes"
