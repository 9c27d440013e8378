"""A second opinion from another machine: a copy goes out without the conclusion, and comes back with an opinion in it.

What comes back is a file from a stranger. It is taken only if every line that the two share is the same, and only the answers in
it that this session asks for; they are checked as if they were given here, and written as an event of this session's own chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ethics_cli.app.remarks import TEXT_LIMIT, demand_role, write_beside
from ethics_cli.app.second import Apart, Case, case_of, give
from ethics_cli.app.sessions import Session
from ethics_cli.core.chain import line_digest
from ethics_cli.core.event import AnswerAmended, AnswerGiven, Blank, Entry, OpinionAsked, OpinionGiven
from ethics_cli.core.judging import blinded, hidden
from ethics_cli.core.opinion import answers_of, opinions
from ethics_cli.core.routing import lay
from ethics_cli.core.typed import clean
from ethics_cli.core.walk import Walk, read
from ethics_cli.files.blind_copy import blind_copy
from ethics_cli.files.home import PROTECTED, SUFFIX
from ethics_cli.files.journal import Journal, open_journal
from ethics_cli.files.replacing import replace_file
from ethics_cli.problems import Exit, Place, wrong


class Sent(NamedTuple):
    """A copy that was written: how many events it has, how many of them are hidden, and what to look over before it goes.

    `wordy` are shown steps whose answers carry words beside the facts: a side note, or the reason for a change.
    """

    events: int
    hidden: int
    head: str
    title: str
    wordy: tuple[str, ...]
    protected: bool


def send(session: Session, path: Path, of: str, also: Sequence[str] = ()) -> Sent:
    """Note that an opinion is asked, and write the copy for it. Raises EthicsError when the copy cannot be written there."""
    _demand_place(path)
    steps = demand_steps(session.walk, also)
    case_of(session, steps)
    hides = hidden(session.journal.entries, steps)
    asked = OpinionAsked(demand_role(of or "peer"), hides)
    last = session.journal.entries[-1].event
    if last != asked:
        write_beside(session, asked)
    raw = blind_copy(session.journal.lines, hides)
    protected = path.name.endswith(PROTECTED)
    if protected:
        from ethics_cli.files.sealing import seal

        raw = seal(raw, [reader.key for reader in session.folded.readers])
    try:
        replace_file(path, raw)
    except OSError:
        hint = "the session notes that an opinion was asked; the same command writes the copy elsewhere"
        raise wrong("second.not-written", "the copy could not be written here", hint, place=Place(str(path))) from None
    shown = blinded(session.journal.entries, hides)
    opened = session.folded.opened
    title = opened.title if opened else ""
    return Sent(session.journal.count, len(hides), session.journal.head, title, tuple(_wordy(shown)), protected)


def demand_steps(walk: Walk, names: Sequence[str]) -> frozenset[str]:
    """The steps that names stand for: a step, or all of a framework. Raises EthicsError for a name of neither."""
    known = {step.ref for framework in walk.folded.frameworks.values() for step in framework.steps}
    found: set[str] = set()
    for name in names:
        meant = {ref for ref in known if name in (ref, ref.partition(".")[0])}
        if not meant:
            hint = "name it as `ethics show --json` does, such as framing.context, or a framework such as people"
            raise wrong("second.unknown-step", "this session has no such step to hide", hint, exit_code=Exit.USAGE)
        found |= meant
    return frozenset(found)


def bring(session: Session, path: Path) -> list[Entry]:
    """Write the opinions that a copy brings into the session; return them as they were written.

    Raises EthicsError when the copy does not hold, is of another session or history, or brings nothing new.
    """
    copy = open_journal(path)
    session.refresh()
    shared = _shared(session.journal, copy, Place(str(path)))
    known = opinions(session.walk)
    given: list[OpinionGiven] = []
    for entry in copy.entries[shared:]:
        taken = _checked(session, copy, entry, shared, Place(str(path)))
        _demand_another(
            [*(one.event for one in known if isinstance(one.event, OpinionGiven)), *given], taken, Place(str(path))
        )
        given.append(taken)
    for opinion in given:
        give(session, opinion)
    return list(opinions(session.walk)[len(known) :])


def _demand_place(path: Path) -> None:
    if not path.name.endswith((SUFFIX, PROTECTED)):
        hint = "such as for-a-peer.jsonl; with .jsonl.age it is closed for those whom the session is shared with"
        raise wrong("second.name", f"the name of the copy must end with {SUFFIX}", hint, exit_code=Exit.USAGE)
    if path.exists() or path.is_symlink():
        hint = "name another one; a copy that came back is not to be written over"
        raise wrong("second.exists", "there is such a file already", hint, place=Place(str(path)), exit_code=Exit.USAGE)


def _wordy(shown: Sequence[Entry]) -> list[str]:
    answers = [entry.event for entry in shown if isinstance(entry.event, (AnswerGiven, AnswerAmended))]
    return list(dict.fromkeys(one.step for one in answers if one.note or getattr(one, "reason", "")))


def _shared(ours: Journal, copy: Journal, place: Place) -> int:
    """How many events the two share: all of the copy's but the opinions at its end. Raises EthicsError when they differ before that."""
    if line_digest(copy.lines[0]) != line_digest(ours.lines[0]):
        raise wrong("second.other-session", "this file is a copy of another session", place=place)
    count = next(
        (
            at
            for at, (one, two) in enumerate(zip(copy.lines, ours.lines, strict=False))
            if line_digest(one) != line_digest(two)
        ),
        min(len(copy.lines), len(ours.lines)),
    )
    odd = next(
        (at for at in range(count, len(copy.entries)) if not isinstance(copy.entries[at].event, OpinionGiven)), -1
    )
    if odd >= 0:
        said = f"event {odd} of this file is not the one in your session, and no opinion either: the two parted there"
        raise wrong("second.other-history", said, "ask for the file anew; nothing was written", place=place)
    if count == len(copy.entries):
        raise wrong("second.no-opinion", "there is no opinion in this file that is not in your session", place=place)
    return count


def _checked(session: Session, copy: Journal, entry: Entry, shared: int, place: Place) -> OpinionGiven:
    """One opinion of the copy as it may be written here."""
    opinion = entry.event
    assert isinstance(opinion, OpinionGiven)
    if (
        not 0 < opinion.seen <= entry.seq
        or line_digest(copy.lines[opinion.seen - 1]) != opinion.head
        or opinion.seen > shared
    ):
        raise wrong("second.other-state", "this opinion is not about the state that the file shows", place=place)
    by, needs = demand_role(opinion.by), clean(opinion.needs, lines=True)
    if len(needs) > TEXT_LIMIT:
        raise wrong("second.long", f"what is needed has at most {TEXT_LIMIT:,} characters", place=place)
    apart = Apart(_case(copy, opinion), session.clock)
    faults = list(apart.retake(answers_of(opinion)))
    if faults:
        said = f"this opinion holds {len(faults)} answers that this session did not ask for, or that are none"
        raise wrong("second.odd-answers", said, "nothing was written", place=place)
    return apart.opinion(by)._replace(
        seen=opinion.seen,
        head=opinion.head,
        blind=opinion.blind and _is_blind(copy, opinion.seen),
        needs=needs,
        dissents=opinion.dissents,
    )


def _case(copy: Journal, opinion: OpinionGiven) -> Case:
    """The case as whoever gave the opinion had it."""
    entries = copy.entries[: opinion.seen]
    walk = lay(read(blinded(entries, hidden(entries))))
    return Case(walk, (), opinion.seen, opinion.head, copy=True)


def _is_blind(copy: Journal, seen: int) -> bool:
    """Whether every line that the last asking hides is a stub in this file, and nothing that concludes is left."""
    entries = copy.entries[:seen]
    asked = [entry.event.hides for entry in entries if isinstance(entry.event, OpinionAsked)]
    return bool(asked) and all(isinstance(entries[seq].event, Blank) for seq in asked[-1] if seq < seen)


def _demand_another(known: Iterable[OpinionGiven], taken: OpinionGiven, place: Place) -> None:
    for before in known:
        if (before.by, before.head, before.answers) == (taken.by, taken.head, taken.answers):
            raise wrong("second.again", "this opinion is in your session already", "nothing was written", place=place)
        if before.by == taken.by:
            hint = "the peer can give it again under another role: ethics second FILE --by “second peer”"
            raise wrong("second.twice", "an opinion of this role is in your session already", hint, place=place)
