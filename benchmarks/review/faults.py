"""The faults that are put into generated sessions: one for each kind, with the finding it has to bring up and where it can stand.

Where a fault fits is read off the walk it goes into, never off a review. It changes one thing, in events that are chained anew, or, for
damage, in the bytes of a chain that held.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from bases import Carried, Plain
from drafting import Draft, carried_anew, lines_of, sample, whole
from words import words

from ethics_cli.core.chain import line_digest
from ethics_cli.core.norm import NormFile
from ethics_cli.core.walk import Position

SIX = "six-conditions"
PLAIN_TEXTS = ("framing.known", "framing.assumed", "choosing.answer")
Place = Any


@dataclass(frozen=True)
class Fault:
    """A kind of fault. `where` lists the places in a draft that it can be put in; `spoil` puts it there and gives the file's bytes."""

    kind: str
    finding: str
    where: Callable[[Draft], Sequence[Place]]
    spoil: Callable[[Draft, Place], bytes]


def in_events(change: Callable[[Draft, Place], None]) -> Callable[[Draft, Place], bytes]:
    """A fault in what a session says: the chain over it holds."""

    def spoil(draft: Draft, place: Place) -> bytes:
        change(draft, place)
        return whole(lines_of(draft))

    return spoil


def in_bytes(change: Callable[[list[bytes], int, Random], bytes]) -> Callable[[Draft, Place], bytes]:
    """Damage: a chain that held, changed afterwards at one line."""

    def spoil(draft: Draft, place: Place) -> bytes:
        return change(lines_of(draft), int(place), draft.random)

    return spoil


# where


def anywhere(draft: Draft) -> Sequence[int]:
    """Every line but the first two and the last two."""
    return range(2, len(draft.events) - 2)


def once(draft: Draft) -> Sequence[int]:
    return (0,)


def at_texts(draft: Draft) -> list[int]:
    """The lines that hold a text of some length."""
    return [
        at
        for at, event in enumerate(draft.events)
        if isinstance(event, dict) and isinstance(event.get("value"), str) and len(event["value"]) > 20
    ]


def at_standing_texts(draft: Draft) -> list[int]:
    """The lines that hold a text that nothing later supersedes."""
    latest = {(event["step"], tuple(event.get("items", ()))): event for event in draft.answers()}
    return [at for at in at_texts(draft) if any(draft.events[at] is event for event in latest.values())]


def answered(*refs: str) -> Callable[[Draft], list[Plain]]:
    """The latest answers to these steps, where they have one and stand on the way."""

    def where(draft: Draft) -> list[Plain]:
        return [found for ref in refs if draft.walk.answer(ref) and (found := draft.answer(ref))]

    return where


def on_path(holds: Callable[[Position], bool]) -> Callable[[Draft], list[Plain]]:
    """The latest answers at the places of the way for which something holds."""

    def where(draft: Draft) -> list[Plain]:
        keys = {place.key for place in draft.walk.path if place.key in draft.walk.answers and holds(place)}
        latest = {(event["step"], tuple(event.get("items", ()))): event for event in draft.answers()}
        return [latest[key] for key in sorted(keys) if not latest[key].get("non")]

    return where


def items_in(role: str, fits: Callable[[Draft, Plain], bool]) -> Callable[[Draft], list[Plain]]:
    """The items of the list with a role for which something holds."""

    def where(draft: Draft) -> list[Plain]:
        place = draft.walk.by_role(role)
        answer = draft.answer(place.step.ref) if place else None
        return [item for item in answer["value"] if fits(draft, item)] if answer and answer.get("value") else []

    return where


def carrying(draft: Draft) -> list[int]:
    """The lines that carry a framework which is walked; one that was joined and left again is of no matter."""
    walked = {framework.id for framework in draft.walk.frameworks}
    return [
        at
        for at, event in enumerate(draft.events)
        if isinstance(event, Carried) and event.plain.get("framework", {}).get("framework") in walked
    ]


# damage


def _altered(lines: list[bytes], at: int, random: Random) -> bytes:
    vowels = [
        index for index, byte in enumerate(lines[at]) if byte in b"aeo" and index > lines[at].index(b'"value":"') + 9
    ]
    index = random.choice(vowels[:20])
    damaged = lines[at][:index] + b"u" + lines[at][index + 1 :]
    return _put(lines, at, damaged)


def _lost(lines: list[bytes], at: int, random: Random) -> bytes:
    return _but_trailer([*lines[:at], *lines[at + 1 :]], lines)


def _swapped(lines: list[bytes], at: int, random: Random) -> bytes:
    return _but_trailer([*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]], lines)


def _doubled(lines: list[bytes], at: int, random: Random) -> bytes:
    return _but_trailer([*lines[: at + 1], *lines[at:]], lines)


def _cut(lines: list[bytes], at: int, random: Random) -> bytes:
    whole_file = whole(lines)
    return whole_file[: random.randrange(len(whole_file) // 2, len(whole_file) - 1)]


def _without_trailer(lines: list[bytes], at: int, random: Random) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _respelt(lines: list[bytes], at: int, random: Random) -> bytes:
    """A space more in one line, and every link after it made to fit."""
    spelt = lines[at].replace(b',"kind":', b', "kind":', 1)
    return whole(_relinked([*lines[:at], spelt, *lines[at + 1 :]], at))


def _stray(lines: list[bytes], at: int, random: Random) -> bytes:
    """A line is replaced by what a redacted one looks like, and no event says who took the words out."""
    stub = b'{"redacted":"' + line_digest(lines[at]).encode() + b'"}'
    return whole([*lines[:at], stub, *lines[at + 1 :]])


def _put(lines: list[bytes], at: int, line: bytes) -> bytes:
    return _but_trailer([*lines[:at], line, *lines[at + 1 :]], lines)


def _but_trailer(lines: list[bytes], before: list[bytes]) -> bytes:
    """Other lines under the trailer that stood under these before."""
    return b"".join(line + b"\n" for line in lines) + whole(before).rsplit(b"\n", 2)[1] + b"\n"


def _relinked(lines: list[bytes], since: int) -> list[bytes]:
    linked = lines[: since + 1]
    for line in lines[since + 1 :]:
        at = line.rindex(b'"prev":"') + len(b'"prev":"')
        linked.append(line[:at] + line_digest(linked[-1]).encode() + line[at + 64 :])
    return linked


# what is not said


def _left(kind: str) -> Callable[[Draft, Plain], None]:
    """An answer is taken back, and a kind of non-answer left in its place."""

    def change(draft: Draft, event: Plain) -> None:
        event.pop("value", None)
        event["non"] = kind

    return change


def _without(field: str) -> Callable[[Draft, Plain], None]:
    def change(draft: Draft, item: Plain) -> None:
        item.pop(field)

    return change


def _set(**fields: Any) -> Callable[[Draft, Plain], None]:
    def change(draft: Draft, plain: Plain) -> None:
        plain |= fields

    return change


def _unhandled(draft: Draft, event: Plain) -> None:
    draft.events.remove(event)


def _handled_stops(draft: Draft) -> list[Plain]:
    up = {flag.ref for flag in draft.walk.flags if flag.level == "stop"}
    return [event for event in draft.plain() if event["kind"] == "flag.handled" and event["flag"] in up]


def _is_chosen(draft: Draft, item: Plain) -> bool:
    place = draft.walk.by_role("decision")
    return bool(place and draft.walk.answers[place.key].value == item["id"] and item.get("against"))


def _is_of_six(place: Position) -> bool:
    """One of the six questions of the choice. Lenses ask some of them too, whatever is outweighed."""
    return SIX in place.step.covers and place.step.framework == "choosing"


def _asks_rejected(place: Position) -> bool:
    return place.step.ref == "choosing.rejected"


def _forgettable(draft: Draft, item: Plain) -> bool:
    """Somebody vulnerable about whom nothing is asked outside the list's own framework."""
    place = draft.walk.by_role("parties")
    if place is None or draft.walk.by_role("options") is None or item.get("vulnerable") not in ("yes", "unsure"):
        return False
    outside = [other for other in draft.walk.path if other.step.framework != place.step.framework]
    about = any((one.roster, one.id) == (place.step.ref, item["id"]) for other in outside for one in other.items)
    return not about and not any(other.step.from_ == place.step.ref for other in outside)


# rules


def _binds(draft: Draft, item: Plain) -> bool:
    return item.get("force") in ("must", "must-not") and bool(item.get("checked"))


def _force_unknown(draft: Draft, item: Plain) -> None:
    """How the rule binds is unknown, and the question of who finds out is passed."""
    item["force"] = "unknown"
    step = draft.walk.step("norms.finds-out")
    assert step is not None
    answer = {"kind": "answer.given", "step": step.ref, "items": [item["id"]], "asked": step.ask, "non": "unknown"}
    draft.events.insert(draft.closing, {**answer, "at": draft.last_at})


def _unseen(draft: Draft) -> list[str]:
    files: list[NormFile] = list(draft.walk.folded.norms.values())
    return sorted({norm.title for file in files for norm in file.norms if not norm.source.verified})


def _any_item(draft: Draft, item: Plain) -> bool:
    return True


def _has_unseen(draft: Draft, item: Plain) -> bool:
    return bool(_unseen(draft))


def _unverified(draft: Draft, item: Plain) -> None:
    item |= {"label": draft.random.choice(_unseen(draft)), "force": "must"}
    item.pop("checked", None)
    item.pop("due", None)


def _stale(draft: Draft, item: Plain) -> None:
    item["checked"] = (draft.day - timedelta(days=draft.random.randint(400, 900))).isoformat()


# days


def _look_passed(draft: Draft, event: Plain) -> None:
    event["value"] = (date.fromisoformat(draft.last_at[:10]) + timedelta(days=2)).isoformat()


def _ran_out(draft: Draft, event: Plain) -> None:
    event["value"] = (draft.day - timedelta(days=draft.random.randint(2, 20))).isoformat() + "T12:00"


# words that point to somebody


def _identifier(*forms: str) -> Callable[[Draft, int], None]:
    def change(draft: Draft, at: int) -> None:
        event = draft.events[at]
        assert isinstance(event, dict)
        event["value"] = f"{event['value']} {draft.random.choice(forms)}"

    return change


# beside the walk


def _appended(kind: str, **fields: Any) -> Callable[[Draft, Place], None]:
    def change(draft: Draft, place: Place) -> None:
        draft.events.append({"kind": kind, "at": draft.last_at, **fields})

    return change


def _signed_then_changed(draft: Draft, event: Plain) -> None:
    draft.events.append({"kind": "sign-off.given", "by": "supervisor", "at": draft.last_at})
    changed = {**event, "kind": "answer.amended", "at": draft.last_at, "reason": words(draft.random, long=False)}
    draft.events.append({**changed, "value": f"{event['value']} {words(draft.random, long=False)}"})


def _older(draft: Draft, at: int) -> None:
    event = draft.events[at]
    assert isinstance(event, Carried)
    draft.events[at] = carried_anew(event, lambda content: {**content, "edition": "0.9.0"})


def _forged(draft: Draft, at: int) -> None:
    event = draft.events[at]
    assert isinstance(event, Carried)
    changed = carried_anew(event, lambda content: {**content, "challenge": "None at all."}, honest=False)
    draft.events[at] = changed


FAULTS: tuple[Fault, ...] = (
    Fault("a letter changed", "chain-broken", at_texts, in_bytes(_altered)),
    Fault("a line lost", "chain-broken", anywhere, in_bytes(_lost)),
    Fault("two lines swapped", "chain-broken", anywhere, in_bytes(_swapped)),
    Fault("a line doubled", "chain-broken", anywhere, in_bytes(_doubled)),
    Fault("the end cut off", "chain-broken", once, in_bytes(_cut)),
    Fault("no trailer", "chain-broken", once, in_bytes(_without_trailer)),
    Fault("a line spelt otherwise", "chain-broken", at_texts, in_bytes(_respelt)),
    Fault("words taken out by nobody", "chain-broken", at_texts, in_bytes(_stray)),
    Fault("content that its digest does not name", "chain-broken", carrying, in_events(_forged)),
    Fault("an old edition", "edition-replaced", carrying, in_events(_older)),
    Fault("a stop flag unhandled", "stop-flag-unhandled", _handled_stops, in_events(_unhandled)),
    Fault(
        "nothing against the choice",
        "chosen-without-against",
        items_in("options", _is_chosen),
        in_events(_without("against")),
    ),
    Fault(
        "no reason against another option",
        "rejected-without-reason",
        on_path(_asks_rejected),
        in_events(_left("withheld")),
    ),
    Fault(
        "one of six conditions left out",
        "override-unexplained",
        on_path(_is_of_six),
        in_events(_left("withheld")),
    ),
    Fault("no recipient", "disclosure-incomplete", answered("disclosure.recipient"), in_events(_left("unknown"))),
    Fault("no content", "disclosure-incomplete", answered("disclosure.facts"), in_events(_left("unknown"))),
    Fault("no minimum", "disclosure-without-minimum", answered("disclosure.left-out"), in_events(_left("withheld"))),
    Fault("no basis", "disclosure-without-basis", answered("disclosure.basis"), in_events(_set(value="open"))),
    Fault(
        "somebody vulnerable forgotten",
        "vulnerable-forgotten",
        items_in("parties", _forgettable),
        in_events(_set(label="The lodger upstairs")),
    ),
    Fault("force unknown, no finder", "rule-force-unknown", items_in("norms", _binds), in_events(_force_unknown)),
    Fault("an unverified rule relied on", "rule-unverified", items_in("norms", _has_unseen), in_events(_unverified)),
    Fault("a rule looked at long ago", "rule-stale", items_in("norms", _binds), in_events(_stale)),
    Fault("look-again overdue", "look-again-overdue", answered("acting.look-again"), in_events(_look_passed)),
    Fault(
        "a time limit ran out",
        "clock-ran-out-before",
        answered("triage.runs-out", "disclosure.deadline"),
        in_events(_ran_out),
    ),
    Fault(
        "an e-mail address",
        "identifiers-left",
        at_standing_texts,
        in_events(_identifier("Write to ada.example@mail.example.org.", "(j_doe+work@example.com)")),
    ),
    Fault(
        "an account number",
        "identifiers-left",
        at_standing_texts,
        in_events(_identifier("Paid into DE89 3704 0044 0532 0130 00.", "GB82WEST12345698765432 is the account.")),
    ),
    Fault(
        "a telephone number",
        "identifiers-left",
        at_standing_texts,
        in_events(_identifier("Call +44 20 7946 0958 first.", "Her number is 020 7946 0018.")),
    ),
    Fault("signed before a change", "signed-before-change", answered(*PLAIN_TEXTS), in_events(_signed_then_changed)),
    Fault(
        "a likelihood in words only",
        "likelihood-in-words",
        answered("triage.likelihood", "acting.chance"),
        in_events(_left("unknown")),
    ),
    Fault(
        "a consultation without its answer",
        "consultation-incomplete",
        items_in("consultations", _any_item),
        in_events(_without("said")),
    ),
    Fault(
        "a second opinion that never came", "opinion-missing", once, in_events(_appended("opinion.asked", of="peer"))
    ),
    Fault(
        "a change still wanted",
        "change-still-wanted",
        once,
        in_events(_appended("remark.made", by="supervisor", text="Say what was tried first.", stance="change-wanted")),
    ),
    Fault("left for later", "left-open", answered(*PLAIN_TEXTS), in_events(_left("later"))),
)
"""Every kind of fault, with the rule of policy.yaml that has to find it."""


def fitting(fault: Fault, draft: Draft) -> Place | None:
    """A place for a fault in a draft, or None where it has none."""
    return sample(draft.random, fault.where(draft))
