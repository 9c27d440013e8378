"""Sessions from many answers files: one for each, walked by the ordinary conduct with nobody at the keyboard.

Whatever is wrong with a file is in its outcome; the next file is walked all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ethics_cli.app.answers import answers_from, missing_steps
from ethics_cli.app.conduct import Conduct, End
from ethics_cli.app.keeping import kept_for
from ethics_cli.app.ports import Clock
from ethics_cli.app.publish import publish
from ethics_cli.app.scripted import Answers, ScriptAsker
from ethics_cli.app.sessions import Session, demand_offered, new_session, wish_from
from ethics_cli.files.answers_file import READ_LIMIT
from ethics_cli.files.bounded import bytes_within
from ethics_cli.files.home import Home
from ethics_cli.files.library import Library
from ethics_cli.files.settings import Settings
from ethics_cli.problems import EthicsError, Exit, Place, Problem, wrong

NAMED = (".yaml", ".yml", ".json")
ENDS = {End.CLOSED: "decided", End.UNANSWERED: "unanswered", End.STOPPED: "stopped"}


class Asked(NamedTuple):
    """What is the same for all files: what goes before what a file says, and single answers."""

    fixed: Mapping[str, Any] = {}
    pairs: Sequence[str] = ()


class Outcome(NamedTuple):
    """What became of one answers file. `status` is decided, unanswered, stopped, or refused; then `problems` say why.

    `session` is empty when nothing was kept.
    """

    file: str
    status: str
    session: str = ""
    events: int = 0
    head: str = ""
    record: str = ""
    flags: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class Desk(NamedTuple):
    """Where sessions are kept, and what they are walked with."""

    home: Home
    library: Library
    settings: Settings
    clock: Clock


def answers_files(folder: Path) -> list[Path]:
    """The answers files of a folder, by name; what is hidden or below it is passed over. Raises EthicsError when there are none."""
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix in NAMED and not path.name.startswith("."))
    except OSError:
        place = Place(str(folder))
        raise wrong("answers.no-folder", "this folder cannot be read", place=place, exit_code=Exit.USAGE) from None
    if not found:
        hint = f"their names end with {', '.join(NAMED)}"
        place = Place(str(folder))
        raise wrong(
            "answers.none", "there are no answers files in this folder", hint, place=place, exit_code=Exit.USAGE
        )
    return found


def outcomes(files: Sequence[Path], desk: Desk, asked: Asked) -> Iterator[Outcome]:
    """Walk each file, one after the other, and say what became of it."""
    for file in files:
        try:
            brought, head = answers_from(_bytes_of(file), str(file), asked.pairs, desk.library)
            session = _session(desk, brought, head, asked)
        except EthicsError as fault:
            yield Outcome(str(file), "refused", problems=fault.problems)
            continue
        yield _walked(file, session, brought)


def _bytes_of(file: Path) -> bytes:
    try:
        return bytes_within(file, READ_LIMIT)
    except OSError:
        raise wrong("answers.unreadable", "this file cannot be read", place=Place(str(file))) from None


def _session(desk: Desk, brought: Answers, head: Mapping[str, Any], asked: Asked) -> Session:
    for role in ("places", "bodies"):
        demand_offered(desk.library, role, head.get(role, ()))
    kept = kept_for(desk.settings, brought.given, desk.library)
    said = {key: value for key, value in head.items() if value}
    if asked.fixed.get("route") or asked.fixed.get("model"):
        said = {key: value for key, value in said.items() if key not in ("route", "model")}
    return new_session(desk.home, desk.library, wish_from({**kept, **said, **asked.fixed}), desk.clock)


def _walked(file: Path, session: Session, brought: Answers) -> Outcome:
    asker = ScriptAsker(brought)
    problems: tuple[Problem, ...] = ()
    status, record = "refused", ""
    with session.journal.locked():
        try:
            end = Conduct(session, asker).run()
            status = ENDS[end]
            record = str(publish(session)) if end is End.CLOSED else ""
        except EthicsError as fault:
            problems = fault.problems
        session.remember()
        if not session.journal.saved:
            session.journal.lock_path.unlink(missing_ok=True)
    return _outcome(file, status, session, asker)._replace(record=record, problems=problems)


def _outcome(file: Path, status: str, session: Session, asker: ScriptAsker) -> Outcome:
    saved = session.journal.saved
    return Outcome(
        str(file),
        status,
        session.id if saved else "",
        session.journal.count if saved else 0,
        session.journal.head if saved else "",
        flags=tuple(flag.ref for flag in session.walk.flags) if saved else (),
        missing=tuple(missing_steps(session.walk, asker.answers)) if status == "unanswered" else (),
        unused=tuple(asker.unused()) if status == "decided" else (),
    )
