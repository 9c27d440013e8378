"""Everything that can happen in a session: the closed union.

An event is a fact in the past tense; it is never changed. What the union means together is for walk.py; how an event
becomes plain data is for event_plain.py; how that becomes a line of bytes, and when, is for files/. No clock, no ids made
up here: both come in as data.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

Plain = Mapping[str, Any]


class SessionOpened(NamedTuple):
    """A case begins. `routes` are the routes on offer, whole; `route` is named only when it was fixed from the start.

    `lenses` and `protocols` are those that were asked for by name; `places` and `bodies` say whose law and whose codes count.
    """

    id: str
    program: str
    routes: Plain
    route: str = ""
    title: str = ""
    profession: str = ""
    lenses: tuple[str, ...] = ()
    protocols: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    drill: bool = False


class FrameworkJoined(NamedTuple):
    """A framework comes into the session and is carried in it whole. `origin` says whose library it came from."""

    framework: Plain
    digest: str
    origin: str = "bundled"


class ReferenceJoined(NamedTuple):
    """Norms, or an organisation's own card, come into the session and are carried in it whole, so that what was offered is known."""

    reference: Plain
    digest: str
    origin: str = "bundled"


class RouteTaken(NamedTuple):
    """The person goes on by another route, for example deeper than before."""

    route: str


class AnswerGiven(NamedTuple):
    """An answer, or an honest non-answer (`non`), to one step about one item or none, with what was asked as it was shown.

    `open` marks a list that is still being written; `other` says what a choice "something else" stands for.
    """

    step: str
    asked: str
    value: Any = None
    items: tuple[str, ...] = ()
    because: str = ""
    non: str = ""
    other: str = ""
    note: str = ""
    unsure: bool = False
    open: bool = False


class AnswerAmended(NamedTuple):
    """An answer that supersedes an earlier one, with the reason for the change."""

    step: str
    asked: str
    value: Any = None
    items: tuple[str, ...] = ()
    because: str = ""
    non: str = ""
    other: str = ""
    note: str = ""
    unsure: bool = False
    open: bool = False
    reason: str = ""


Answered = AnswerGiven | AnswerAmended


class NoteAdded(NamedTuple):
    """A side note on a step, whether or not it is answered."""

    step: str
    text: str
    items: tuple[str, ...] = ()


class FlagHandled(NamedTuple):
    """What the person did about a flag that held the walk."""

    flag: str
    how: str


class DecisionClosed(NamedTuple):
    """The person says: this is my decision. `left_open` names the steps left for later."""

    left_open: tuple[str, ...] = ()


class AfterBegun(NamedTuple):
    """The session goes on beside its decision: one of STAGES is walked at the end of the route, to a depth of its own.

    Said again of the same stage, the last one counts.
    """

    stage: str
    depth: str


STAGES = ("after", "debrief")
"""The stages that a session may begin beside its decision. No other: what is answered in them is no part of the decision."""


class LineRedacted(NamedTuple):
    """The words of an earlier line were taken out, by a role and for a reason; the line keeps its hash.

    `left` is what is to be read in its place: the event as plain data, with its `at`, without what anybody typed.
    """

    line: int
    by: str
    reason: str
    left: Mapping[str, Any] = {}


class RemarkMade(NamedTuple):
    """What somebody who looks on says, about a step or about the whole. It changes no answer.

    `stance` is one of STANCES: nothing for a plain remark, or a change that is wanted, or an approval.
    """

    by: str
    text: str
    step: str = ""
    items: tuple[str, ...] = ()
    stance: str = ""


class OpinionAsked(NamedTuple):
    """The session goes to a peer for a second opinion, without the words of the lines `hides`, which stay in this session."""

    of: str
    hides: tuple[int, ...] = ()


class OpinionGiven(NamedTuple):
    """How somebody else would answer: judgements under the steps they belong to, as plain answers.

    `seen` and `head` say which state of the session they had before them, `blind` whether the first answers were hidden.
    `needs` is what they would need to see it the other way. With `dissents` the record names where they part.
    """

    by: str
    answers: tuple[Plain, ...]
    seen: int
    head: str
    blind: bool = False
    needs: str = ""
    dissents: bool = False


class SignOffGiven(NamedTuple):
    """Somebody signs off the session as it stood: `seen` events with this head. Without a signature it says so: nothing is proved.

    `signature` is an armoured SSH signature (SSHSIG) over the statement that core/signing.py makes of these three.
    """

    by: str
    seen: int
    head: str
    signature: str = ""
    text: str = ""


class IdentifierKept(NamedTuple):
    """Something with the form of an identifier stays in the session knowingly: of which kind, where, and why. Never the thing itself.

    `line` is the number of the event it stands in; with a step, what comes to stand there later is meant as well.
    """

    found: str
    text: str
    line: int
    step: str = ""
    items: tuple[str, ...] = ()


class RecognitionJudged(NamedTuple):
    """What the practitioner says when asked whether somebody could recognise the person: `yes`, `no` or `unsure`, after `seen` events."""

    could: str
    seen: int
    text: str = ""


class SessionShared(NamedTuple):
    """A key that can open the session from now on, and the role it belongs to: you, a supervisor, a recovery key."""

    key: str
    role: str


class SessionUnshared(NamedTuple):
    """A key that cannot open what is written from now on. What it could read before, it has read."""

    key: str


class Blank(NamedTuple):
    """What is left of a redacted line: its hash, kept by the journal. It says nothing any more."""


EVENTS: dict[str, Any] = {
    "session.opened": SessionOpened,
    "framework.joined": FrameworkJoined,
    "reference.joined": ReferenceJoined,
    "route.taken": RouteTaken,
    "answer.given": AnswerGiven,
    "answer.amended": AnswerAmended,
    "note.added": NoteAdded,
    "flag.handled": FlagHandled,
    "decision.closed": DecisionClosed,
    "after.begun": AfterBegun,
    "line.redacted": LineRedacted,
    "remark.made": RemarkMade,
    "opinion.asked": OpinionAsked,
    "opinion.given": OpinionGiven,
    "sign-off.given": SignOffGiven,
    "identifier.kept": IdentifierKept,
    "recognition.judged": RecognitionJudged,
    "session.shared": SessionShared,
    "session.unshared": SessionUnshared,
}
"""Every kind of event that a line can hold. A kind is never renamed and never taken away: old sessions hold it."""
Event = (
    SessionOpened
    | FrameworkJoined
    | ReferenceJoined
    | RouteTaken
    | AnswerGiven
    | AnswerAmended
    | NoteAdded
    | FlagHandled
    | DecisionClosed
    | AfterBegun
    | LineRedacted
    | RemarkMade
    | OpinionAsked
    | OpinionGiven
    | SignOffGiven
    | IdentifierKept
    | RecognitionJudged
    | SessionShared
    | SessionUnshared
    | Blank
)
Beside = RemarkMade | OpinionAsked | OpinionGiven | SignOffGiven | IdentifierKept | RecognitionJudged
"""What is said beside the walk, by somebody else or to somebody else, or about its words. The walk does not depend on it."""
STANCES = ("", "change-wanted", "approval")
COULD = ("yes", "no", "unsure")
BESIDE = (RemarkMade, OpinionAsked, OpinionGiven, SignOffGiven, IdentifierKept, RecognitionJudged)
TOUCHES = (AnswerGiven, AnswerAmended, NoteAdded, RouteTaken, FlagHandled, DecisionClosed, LineRedacted)
"""What changes what a session says: whoever signed it off before did not see this."""


class Entry(NamedTuple):
    """An event with its place in the journal. `seq` is the order; `at` is only what the clock claimed (UTC, ISO 8601)."""

    seq: int
    at: str
    event: Event
