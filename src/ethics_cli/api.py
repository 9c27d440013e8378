"""The Python API: open a session, fold it, review it, write its record. Everything that comes back is a value to read.

The same use cases as the command line's, without a terminal. Nothing here asks anybody anything, writes a session, or decides.
Import the names from `ethics_cli` itself; what is not among them may change.

>>> from ethics_cli import example_session, record, review
>>> session = example_session("garage-lift")
>>> session.walk.status
'decided'
>>> "## The decision" in record(session)
True
>>> review(session, policy="default").problem is None
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple

from ethics_cli.core.chain import read_chain
from ethics_cli.core.event import Entry
from ethics_cli.core.reviewing import Found, Reviewed
from ethics_cli.core.routing import fold
from ethics_cli.core.walk import Walk
from ethics_cli.files.journal import entries_of, read_bytes
from ethics_cli.files.library import Library, bundled_folder, load_library
from ethics_cli.problems import EthicsError, Problem, wrong

__all__ = [
    "EthicsError",
    "Found",
    "Problem",
    "Reviewed",
    "Session",
    "Walk",
    "example_session",
    "fold",
    "open_session",
    "record",
    "record_data",
    "review",
    "review_many",
]

Format = Literal["markdown", "html", "json"]
PolicyLike = str | Path | Mapping[str, Any]


class Session(NamedTuple):
    """One session as it stands in its file, whole and checked.

    `events` is everything that happened, in order; `walk` is what it means together: the path, the answers on it, the flags that
    are up. `head` is the digest of the last event; keep it elsewhere to see later whether the file is the one you knew.
    """

    path: Path
    raw: bytes
    events: tuple[Entry, ...]
    head: str
    walk: Walk

    @property
    def id(self) -> str:
        """The session's id, such as `k7f2qd-sable-heron`."""
        return self.walk.id


def open_session(path: str | Path, *, identity: str | Path = "") -> Session:
    """Read a session from its file. Raises EthicsError when it is not whole, not a session, or cannot be opened.

    A protected session is opened with the key in the file `identity`.

    >>> open_session("nowhere.jsonl")
    Traceback (most recent call last):
    ...
    ethics_cli.problems.EthicsError: there is no such file
    """
    if identity:
        from ethics_cli.files.unlocking import UNLOCKING

        UNLOCKING.name(str(identity))
    where = Path(path)
    return _session(where, read_bytes(where))


def example_session(walk: str = "garage-lift") -> Session:
    """A session of an invented case, to try things on: a sample walk of the library, walked from its answers. Nothing is kept.

    >>> session = example_session()
    >>> session.walk.route.id, session.events[-1].event
    ('quick', DecisionClosed(left_open=()))
    >>> session.walk.answer("triage.danger").value
    'unsure'
    """
    from ethics_cli.app.conduct import Conduct
    from ethics_cli.app.ports import FixedClock
    from ethics_cli.app.scripted import Answers, ScriptAsker
    from ethics_cli.app.sessions import new_session, wish_from
    from ethics_cli.files.home import Home

    held = _library().get("walk", walk)
    if held is None:
        known = ", ".join(one.id for one in _library().all("walk"))
        raise wrong("example.unknown", "there is no such sample walk", f"known are: {known}")
    day = date.fromisoformat(held.plain.get("today", "2026-11-21"))
    clock = FixedClock(datetime.combine(day, time(14, 30)).astimezone())
    with TemporaryDirectory() as folder:
        session = new_session(Home(Path(folder)), _library(), wish_from(held.plain, drill=True), clock)
        Conduct(session, ScriptAsker(Answers(held.plain["answers"], held.plain.get("handled", {})))).run()
        return _session(Path(session.journal.path.name), session.journal.path.read_bytes())


def review(session: Session, policy: PolicyLike = "default", *, day: date | None = None) -> Reviewed:
    """Hold a session against a policy: the name of one that comes with the program, a file, or its data.

    `day` is the day of the review, today if not given: what is overdue depends on it.

    >>> found = review(example_session("unsure-rule"), day=date(2026, 12, 1)).findings
    >>> sorted({one.level for one in found}) and all(one.say for one in found)
    True
    """
    from ethics_cli.app.seam import review_bytes
    from ethics_cli.core.policy import policy_from
    from ethics_cli.core.review_case import Around

    more = _around()
    models = {one["model"]: _model(one) for one in more["models"]}
    around = Around((day or _today()).isoformat(), models, more["editions"])
    return review_bytes(session.raw, str(session.path), policy_from(_policy(policy)), around)


def review_many(
    paths: Iterable[str | Path],
    policy: PolicyLike = "default",
    *,
    day: date | None = None,
    drills: bool = False,
    jobs: int = 1,
    cluster: str = "",
    resume: str | Path | None = None,
) -> Iterator[tuple[str, Reviewed]]:
    """Review files, folders, patterns or addresses: each session's name and what it came to, in order, as they are done.

    A session that cannot be read is a Reviewed with its `problem`; it ends nothing. `jobs` processes work at it, or a Dask cluster;
    with `resume`, a folder of yours, a run that was interrupted goes on. However many there are, few are in memory.

    >>> for name, reviewed in review_many(["lost.jsonl"]):
    ...     print(name, reviewed.problem.message)
    lost.jsonl there is no such file
    """
    from ethics_cli.app.many_review import crew_for, rows_of
    from ethics_cli.app.reviewing import items_in
    from ethics_cli.core.review_row import reviewed_from

    more = {**_around(), "drills": drills}
    kept = Path(resume) if resume else None
    with crew_for(jobs, cluster) as crew:
        for line in rows_of(
            items_in(map(str, paths)), _policy(policy), (day or _today()).isoformat(), crew, resume=kept, **more
        ):
            yield reviewed_from(line)


def record(session: Session, form: Format = "markdown", *, layout: str = "standard") -> str:
    """The decision record of a session, as text: Markdown, one page of HTML, or JSON by the published schema.

    >>> record(example_session(), "html").splitlines()[0]
    '<!DOCTYPE html>'
    """
    from ethics_cli.app import publish

    if form == "json":
        return publish.as_json(session.walk, _stamp(session), _library())
    made = publish.as_html if form == "html" else publish.as_markdown
    return made(session.walk, _stamp(session), _library(), layout)


def record_data(session: Session) -> dict[str, Any]:
    """The record as data, by the published schema (`ethics schema record`).

    >>> record_data(example_session())["status"]
    'decided'
    """
    from ethics_cli.app.publish import union_of
    from ethics_cli.render.record_data import record_data as as_data

    found: dict[str, Any] = as_data(session.walk, _stamp(session), union_of(_library()))
    return found


def _session(path: Path, raw: bytes) -> Session:
    chain = read_chain(raw)
    entries = tuple(entries_of(path, raw, chain))
    return Session(path, raw, entries, chain.head, fold(entries))


def _stamp(session: Session) -> Any:
    from ethics_cli.render.record import Stamp

    return Stamp(len(session.events), session.head, _today().isoformat())


def _policy(policy: PolicyLike) -> Mapping[str, Any]:
    """A policy whole: with the rules of the one it takes."""
    from ethics_cli.app.reviewing import named_policy
    from ethics_cli.core.policy import resolved
    from ethics_cli.files.policy_file import read_policy_file

    if isinstance(policy, Mapping):
        plain: Mapping[str, Any] = policy
    elif isinstance(policy, Path) or policy.endswith(".yaml"):
        plain = read_policy_file(Path(policy), _library(), _today())
    else:
        plain = named_policy(_library(), policy)
    return resolved(plain, {held.id: held.plain for held in _library().all("policy")})


def _around() -> dict[str, Any]:
    """What a review holds sessions against besides a policy."""
    editions = {held.id: held.plain["edition"] for held in _library().all("framework")}
    return {"models": [held.plain for held in _library().all("model")], "editions": editions}


def _model(plain: Mapping[str, Any]) -> Any:
    from ethics_cli.core.model import model_from

    return model_from(plain)


def _today() -> date:
    return datetime.now().astimezone().date()


@cache
def _library() -> Library:
    """The content that comes with the program."""
    from ethics_cli.files.home import cache_folder

    return load_library({"bundled": bundled_folder()}, cache_folder())
