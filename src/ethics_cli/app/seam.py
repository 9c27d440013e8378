"""The seam of batch review: a chunk of session files in, one row for each out. The same code runs here, in a pool, and on a cluster.

`review_chunk` is a top-level function of bytes to bytes, so that it can be sent anywhere; it keeps nothing but what it has parsed of
content before. Whatever is wrong with a file is in its row: a chunk never fails because of one of its items.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ethics_cli.core.chain import read_chain
from ethics_cli.core.condition import Condition, read_condition
from ethics_cli.core.digest import canonical, digest_of
from ethics_cli.core.event import Entry, FrameworkJoined, LineRedacted, ReferenceJoined
from ethics_cli.core.folding import Made, read_at_once
from ethics_cli.core.model import model_from
from ethics_cli.core.policy import Policy, policy_from
from ethics_cli.core.review_case import Around, Case
from ethics_cli.core.review_facts import Facts
from ethics_cli.core.review_pattern import pattern_of
from ethics_cli.core.review_row import Row, row_line, row_of
from ethics_cli.core.reviewing import Reviewed, broken_findings, findings_of
from ethics_cli.core.routing import laid
from ethics_cli.files.journal import entries_of, read_bytes
from ethics_cli.files.known_content import KnownContent
from ethics_cli.files.reading_many import Reading, read_quickly
from ethics_cli.problems import EthicsError, Place, Problem

CONTENT = KnownContent()
"""The content that this process has read so far: frameworks, norms and routes, the same in thousands of sessions."""


class Plan(NamedTuple):
    """What a chunk is reviewed by: the policy, what is around the sessions, and whether drills count."""

    policy: Policy
    around: Around
    drills: bool
    links: bool = True
    where: Condition | None = None


def job_for(policy: Mapping[str, Any], day: str, items: list[dict[str, str]], **more: Any) -> bytes:
    """A chunk as bytes: a policy as plain data, the day, the files, and as needed `models`, `editions`, `drills`, `links`, `where`."""
    return canonical({"policy": policy, "day": day, "items": items, **more})


def review_chunk(job: bytes) -> bytes:
    """Review the files of a chunk: one row for each, as lines of JSON, in their order."""
    asked = json.loads(job)
    items = asked.pop("items")
    plan = _plan(canonical(asked))
    return b"".join(row_line(row_of(item["name"], _of_file(item, raw, plan))) for item, raw in _opened(items))


def rows_in(lines: bytes) -> Iterator[Row]:
    """The rows that a chunk came to."""
    return (json.loads(line) for line in lines.splitlines())


def review_bytes(
    raw: bytes, name: str, policy: Policy, day: str | Around, *, links: bool = True, where: Condition | None = None
) -> Reviewed:
    """Review one session from its bytes: is it whole, where does it stand, and what do the policy's rules raise.

    Without `links` the closing line alone vouches for the lines, by the one digest of all their bytes; nothing else changes. Where
    `where` does not hold, the session is passed over: it has facts and no findings.
    """
    around = day if isinstance(day, Around) else Around(day)
    reading = read_quickly(raw, CONTENT, links=links) or _slowly(raw, name)
    if isinstance(reading, Problem):
        return _unreadable(reading, policy)
    made = {at: Made(known.framework, known.norms, known.routes) for at, known in reading.known.items()}
    walk, sight = laid(read_at_once(reading.entries, made))
    case = Case(walk, sight, around, reading.redacted)
    drill = bool(walk.folded.opened and walk.folded.opened.drill)
    meant = where is None or where.holds(Facts(case))
    findings = tuple(findings_of(case, policy)) if meant else ()
    return Reviewed(walk.id, findings, pattern_of(case), len(reading.entries), reading.head, drill, None, meant)


def _slowly(raw: bytes, name: str) -> Reading | Problem:
    """A session that is not as nearly all are: read line by line, or the first thing that is wrong with it."""
    try:
        chain = read_chain(raw)
        entries = entries_of(Path(name), raw, chain)
    except EthicsError as fault:
        return fault.problems[0]
    redacted = tuple(at for at, line in enumerate(chain.lines) if line is None)
    problem = _carried(entries, name) or _stray(entries, redacted, name)
    return problem or Reading(entries, chain.head, {}, redacted)


def _opened(items: Sequence[Mapping[str, str]]) -> Iterator[tuple[Mapping[str, str], bytes | Problem]]:
    """The bytes of each file, or why they cannot be had. What has an address is asked for together, store by store."""
    from ethics_cli.files.remote import is_address, read_all

    far: dict[str, list[str]] = {}
    for item in items:
        if is_address(item["path"]):
            far.setdefault("/".join(item["path"].split("/")[:3]), []).append(item["path"])
    fetched = {path: raw for paths in far.values() for path, raw in zip(paths, read_all(paths), strict=True)}
    for item in items:
        path = item["path"]
        yield item, fetched[path] if path in fetched else _local(Path(path))


def _local(path: Path) -> bytes | Problem:
    try:
        return read_bytes(path)
    except EthicsError as fault:
        return fault.problems[0]


def _of_file(item: Mapping[str, str], raw: bytes | Problem, plan: Plan) -> Reviewed:
    if isinstance(raw, Problem):
        return Reviewed("", problem=raw)
    try:
        reviewed = review_bytes(raw, item["name"], plan.policy, plan.around, links=plan.links, where=plan.where)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        said = "this session is in a form that could not be reviewed; `ethics verify` and `ethics show` may say more"
        return Reviewed("", problem=Problem("review.refused", said, Place(item["name"])))
    return reviewed._replace(findings=()) if reviewed.drill and not plan.drills else reviewed


@lru_cache(maxsize=8)
def _plan(asked: bytes) -> Plan:
    """The plan of a job; the same for all its chunks, so that it is made once."""
    plain = json.loads(asked)
    date.fromisoformat(plain["day"])
    models = {one["model"]: model_from(one) for one in plain.get("models", ())}
    around = Around(plain["day"], models, plain.get("editions", {}))
    where = read_condition(plain["where"], "") if plain.get("where") else None
    return Plan(policy_from(plain["policy"]), around, plain.get("drills", False), plain.get("links", True), where)


def _unreadable(problem: Problem, policy: Policy) -> Reviewed:
    line = problem.place.line if problem.place else 0
    return Reviewed("", tuple(broken_findings(policy, line)), problem=problem)


def _carried(entries: list[Entry], name: str) -> Problem | None:
    """Content that a session carries has to be what its digest names."""
    for entry in entries:
        event = entry.event
        carried = (
            event.framework
            if isinstance(event, FrameworkJoined)
            else event.reference
            if isinstance(event, ReferenceJoined)
            else None
        )
        if carried is not None and digest_of(canonical(dict(carried))) != getattr(event, "digest", ""):
            said = "what is carried on this line is not what its digest names"
            return Problem("verify.carried", said, Place(name, entry.seq + 1, 1))
    return None


def _stray(entries: list[Entry], redacted: tuple[int, ...], name: str) -> Problem | None:
    """Words that were taken out have to be owned by an event that says who did it and why."""
    owned = {entry.event.line for entry in entries if isinstance(entry.event, LineRedacted)}
    stray = next((seq for seq in redacted if seq not in owned), None)
    if stray is None:
        return None
    said = "the words of this line were taken out, and no event says who did it and why"
    return Problem("verify.redaction", said, Place(name, stray + 1, 1))
