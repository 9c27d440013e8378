"""Sessions from strangers: each is bytes, made from a good one, with what is to become of it. Not a test.

REFUSED are those that no command may read: by the code of the problem. ODD are those whose form is right and whose sense is not: every
command does with them what it can, and none breaks.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from types import ModuleType
from typing import Any

Plain = dict[str, Any]
Make = Callable[[ModuleType, list[Plain]], bytes]
REFUSED: dict[str, tuple[str, Make]] = {}
ODD: dict[str, Make] = {}
CANARY = "Canary9137"


def refused(code: str) -> Callable[[Make], Make]:
    def note(make: Make) -> Make:
        REFUSED[make.__name__.replace("_", "-")] = (code, make)
        return make

    return note


def odd(make: Make) -> Make:
    ODD[make.__name__.replace("_", "-")] = make
    return make


def _raw(making: ModuleType, events: list[Plain]) -> bytes:
    return bytes(making.chained(events))


def _changed(events: list[Plain], at: int, more: Plain) -> list[Plain]:
    return [_digested({**one, **more}) if seq == at else one for seq, one in enumerate(events)]


def _digested(event: Plain) -> Plain:
    from ethics_cli.core.digest import canonical, digest_of

    key = "framework" if "framework" in event else "reference" if "reference" in event else ""
    return {**event, "digest": digest_of(canonical(event[key]))} if key and "digest" in event else event


def _spelt(making: ModuleType, events: list[Plain], old: bytes, new: bytes) -> bytes:
    """One spelling for another in the second line, with a chain and a closing line that hold all the same."""
    from ethics_cli.core.chain import line_digest, trailer_line
    from ethics_cli.core.digest import canonical

    lines = _raw(making, events).split(b"\n")[:-2]
    assert old in lines[4]
    lines[4] = lines[4].replace(old, new, 1)
    for at in range(5, len(lines)):
        plain = json.loads(lines[at])
        lines[at] = canonical({**plain, "prev": line_digest(lines[at - 1])})
    return b"".join(line + b"\n" for line in (*lines, trailer_line(lines)))


# refused: spelling


@refused("journal.form")
def byte_order_mark(making: ModuleType, events: list[Plain]) -> bytes:
    return b"\xef\xbb\xbf" + _raw(making, events)


@refused("journal.form")
def carriage_returns(making: ModuleType, events: list[Plain]) -> bytes:
    return _raw(making, events).replace(b"\n", b"\r\n")


@refused("journal.cut")
def utf_16(making: ModuleType, events: list[Plain]) -> bytes:
    return _raw(making, events).decode().encode("utf-16")


@refused("journal.form")
def repeated_key(making: ModuleType, events: list[Plain]) -> bytes:
    return _spelt(making, events, b'"step":"triage.danger"', b'"step":"triage.danger","step":"triage.danger"')


@refused("journal.form")
def needless_escape(making: ModuleType, events: list[Plain]) -> bytes:
    return _spelt(making, events, b'"value":"no"', b'"value":"\\u006eo"')


@refused("journal.form")
def lone_surrogate(making: ModuleType, events: list[Plain]) -> bytes:
    return _spelt(making, events, b'"value":"no"', b'"value":"\\ud800"')


@refused("journal.form")
def half_a_letter(making: ModuleType, events: list[Plain]) -> bytes:
    return _spelt(making, events, b'"value":"no"', b'"value":"\xc3"')


@refused("journal.form")
def not_a_number(making: ModuleType, events: list[Plain]) -> bytes:
    return _spelt(making, events, b'"value":"no"', b'"value":NaN')


@refused("journal.form")
def a_fraction(making: ModuleType, events: list[Plain]) -> bytes:
    return _spelt(making, events, b'"value":"no"', b'"value":1.0')


@refused("journal.form")
def five_thousand_digits(making: ModuleType, events: list[Plain]) -> bytes:
    return _spelt(making, events, b'"value":"no"', b'"value":' + b"9" * 5000)


@refused("journal.form")
def a_hundred_thousand_brackets(making: ModuleType, events: list[Plain]) -> bytes:
    return _spelt(making, events, b'"value":"no"', b'"value":' + b"[" * 100_000 + b"]" * 100_000)


@refused("journal.form")
def spaces_between(making: ModuleType, events: list[Plain]) -> bytes:
    return _spelt(making, events, b'"value":"no"', b'"value": "no"')


# refused: the chain and the file


@refused("journal.cut")
def cut_short(making: ModuleType, events: list[Plain]) -> bytes:
    return _raw(making, events)[:-40]


@refused("journal.link")
def words_changed(making: ModuleType, events: list[Plain]) -> bytes:
    return _raw(making, events).replace(b'"value":"no"', b'"value":"yes"', 1)


@refused("journal.trailer")
def another_closing_line(making: ModuleType, events: list[Plain]) -> bytes:
    return b"\n".join([*_raw(making, events).split(b"\n")[:-2], b'{"count":1,"head":"x","sha256":"y"}', b""])


@refused("journal.foreign")
def binary(making: ModuleType, events: list[Plain]) -> bytes:
    return bytes(range(256)) * 64 + b"\n"


@refused("journal.newer")
def a_newer_version(making: ModuleType, events: list[Plain]) -> bytes:
    return bytes(making.chained(events, v=2))


@refused("journal.foreign")
def another_format(making: ModuleType, events: list[Plain]) -> bytes:
    return bytes(making.chained(events, format="something-else", v=1))


@refused("journal.foreign")
def a_version_in_words(making: ModuleType, events: list[Plain]) -> bytes:
    return bytes(making.chained(events, v="1"))


@refused("journal.empty")
def nothing_at_all(making: ModuleType, events: list[Plain]) -> bytes:
    return b""


@refused("journal.foreign")
def only_line_ends(making: ModuleType, events: list[Plain]) -> bytes:
    return b"\n" * 1000


@refused("journal.too-large")
def more_than_eight_megabytes(making: ModuleType, events: list[Plain]) -> bytes:
    return _raw(making, events) + b" " * (8 * 1024 * 1024)


@refused("journal.foreign")
def it_never_opens(making: ModuleType, events: list[Plain]) -> bytes:
    return _raw(making, [events[4], *events[1:]])


# refused: events


def _event(name: str, seq: int, **more: Any) -> None:
    def make(making: ModuleType, events: list[Plain]) -> bytes:
        return _raw(making, _changed(deepcopy(events), seq, more))

    REFUSED[name] = ("journal.event", make)


_event("a-path-as-id", 0, id="../../../etc/passwd")
_event("a-device-as-id", 0, id="con")
_event("another-device-as-id", 0, id="com1")
_event("an-id-in-capitals", 0, id="Session")
_event("an-id-of-forty-one", 0, id="a" * 41)
_event("an-id-with-a-line-end", 0, id="session\n")
_event("routes-of-nothing", 0, routes={"quick": {}})
_event(
    "a-route-under-another-id",
    0,
    routes={"x": {"route": "y", "title": "", "edition": "", "depth": "quick", "walk": []}},
)
_event("an-unknown-kind", 4, kind="answer.erased")
_event("an-unknown-key", 4, verdict=CANARY)
_event("a-step-that-is-a-path", 4, step="../danger.x")
_event("an-unheard-of-non-answer", 4, non=CANARY)
_event("an-item-that-is-a-word", 4, items=[CANARY])
_event("a-value-of-maps", 4, value={"a": {"b": CANARY}})
_event("a-chance-of-a-thousand", 4, value={"at": 1000})
_event("a-moment-of-its-own", 4, at=CANARY)
_event("a-number-for-a-choice", 4, value=7)
_event("a-list-for-a-choice", 4, value=[CANARY])
_event("a-framework-of-nothing", 1, framework={})
_event(
    "a-framework-with-code",
    1,
    framework={"framework": "x", "kind": "stage", "edition": "1", "title": "x", "code": CANARY},
)


@refused("journal.event")
def a_condition_of_a_thousand_levels(making: ModuleType, events: list[Plain]) -> bytes:
    deep: Any = {"triage.danger": "yes"}
    for _ in range(200):
        deep = {"not": deep}
    return _raw(making, _with_step(events, when=deep))


@refused("journal.event")
def a_condition_of_no_sense(making: ModuleType, events: list[Plain]) -> bytes:
    return _raw(making, _with_step(events, when={"triage.danger": {"no-such-operator": CANARY}}))


@refused("journal.event")
def two_hundred_and_one_items(making: ModuleType, events: list[Plain]) -> bytes:
    return _raw(making, _with_items(events, 201))


def _with_step(events: list[Plain], **more: Any) -> list[Plain]:
    """The first framework with something else in its last step."""
    changed = deepcopy(events)
    changed[1]["framework"]["steps"][-1] |= more
    changed[1] = _digested(changed[1])
    return changed


def _with_items(events: list[Plain], many: int) -> list[Plain]:
    changed = deepcopy(events)
    for event in changed:
        if event.get("step") == "options.options":
            one = event["value"][0]
            event["value"] = [{**one, "id": f"o{at}", "label": f"Option {at}"} for at in range(1, many + 1)]
    return changed


# odd


@odd
def two_hundred_items(making: ModuleType, events: list[Plain]) -> bytes:
    return _raw(making, _with_items(events, 200))


@odd
def every_item_the_same(making: ModuleType, events: list[Plain]) -> bytes:
    changed = deepcopy(events)
    for event in changed:
        if event.get("step") == "options.options":
            event["value"] = [event["value"][0]] * 3
    return _raw(making, changed)


@odd
def items_that_are_numbered_to_a_million(making: ModuleType, events: list[Plain]) -> bytes:
    text = json.dumps(events, ensure_ascii=False).replace('"o1"', '"o999999"')
    return _raw(making, json.loads(text))


@odd
def item_nought(making: ModuleType, events: list[Plain]) -> bytes:
    return _raw(making, json.loads(json.dumps(events, ensure_ascii=False).replace('"o1"', '"o0"')))


@odd
def a_digest_of_something_else(making: ModuleType, events: list[Plain]) -> bytes:
    changed = deepcopy(events)
    changed[1]["digest"] = "0" * 64
    return _raw(making, changed)


@odd
def no_frameworks(making: ModuleType, events: list[Plain]) -> bytes:
    return _raw(making, [one for one in events if one["kind"] != "framework.joined"])


@odd
def nothing_but_an_opening(making: ModuleType, events: list[Plain]) -> bytes:
    return _raw(making, events[:1])


@odd
def no_routes(making: ModuleType, events: list[Plain]) -> bytes:
    return _raw(making, _changed(deepcopy(events), 0, {"routes": {}}))


@odd
def a_route_of_frameworks_that_are_not_there(making: ModuleType, events: list[Plain]) -> bytes:
    changed = deepcopy(events)
    for route in changed[0]["routes"].values():
        route["walk"] = ["nothing", {"framework": "nowhere"}, {"lens": "none"}, {}, "triage", "triage"]
    return _raw(making, changed)


@odd
def a_framework_that_names_itself(making: ModuleType, events: list[Plain]) -> bytes:
    return _raw(
        making, _with_step(events, each="triage.danger", offers_from="triage.danger", when={"triage.duty": "yes"})
    )


@odd
def a_range_that_ends_before_it_begins(making: ModuleType, events: list[Plain]) -> bytes:
    return _raw(making, _with_step(events, type="number", min=9, max=-9, range="backwards"))


@odd
def steps_of_one_id(making: ModuleType, events: list[Plain]) -> bytes:
    changed = deepcopy(events)
    steps = changed[1]["framework"]["steps"]
    changed[1]["framework"]["steps"] = [*steps, *steps, *steps]
    return _raw(making, [_digested(one) for one in changed])


@odd
def choices_that_are_paths(making: ModuleType, events: list[Plain]) -> bytes:
    choices = [{"id": "../../x", "label": "x", "joins": "../../etc/passwd", "route": "/"}, {"id": "", "label": ""}]
    return _raw(making, _with_step(events, type="one-of", choices=choices))


@odd
def dates_that_are_none(making: ModuleType, events: list[Plain]) -> bytes:
    changed = deepcopy(events)
    for at, event in enumerate(changed):
        if event.get("step") == "acting.look-again":
            changed[at]["value"] = "9999-99-99T99:99; DROP TABLE"
    return _raw(making, changed)


@odd
def the_end_of_the_calendar(making: ModuleType, events: list[Plain]) -> bytes:
    changed = deepcopy(events)
    for event in changed:
        event["at"] = "9999-12-31T23:59:59Z"
        if event.get("step") == "acting.look-again":
            event["value"] = "9999-12-31"
    return _raw(making, changed)


@odd
def a_day_that_never_was(making: ModuleType, events: list[Plain]) -> bytes:
    changed = deepcopy(events)
    for event in changed:
        event["at"] = "0000-00-00T99:99:99Z"
    return _raw(making, changed)


@odd
def time_that_runs_backwards(making: ModuleType, events: list[Plain]) -> bytes:
    changed = deepcopy(events)
    for at, event in enumerate(changed):
        event["at"] = f"20{99 - at:02d}-01-01T00:00:00Z"
    return _raw(making, changed)


@odd
def an_answer_of_a_million_letters(making: ModuleType, events: list[Plain]) -> bytes:
    changed = deepcopy(events)
    for event in changed:
        if event.get("step") == "framing.wants":
            event["value"] = "word " * 200_000
    return _raw(making, changed)


@odd
def an_answer_of_one_long_word(making: ModuleType, events: list[Plain]) -> bytes:
    changed = deepcopy(events)
    for event in changed:
        if event.get("step") == "framing.wants":
            event["value"] = "*" * 100_000
    return _raw(making, changed)


@odd
def five_hundred_notes(making: ModuleType, events: list[Plain]) -> bytes:
    note = {"at": events[-1]["at"], "kind": "note.added", "step": "framing.wants", "text": "x"}
    return _raw(making, [*events, *[note] * 500])


@odd
def changed_again_and_again(making: ModuleType, events: list[Plain]) -> bytes:
    change = next(one for one in events if one["kind"] == "answer.amended")
    return _raw(making, [*events, *[{**change, "value": f"Version {at}"} for at in range(300)]])


@odd
def notes_on_steps_that_are_none(making: ModuleType, events: list[Plain]) -> bytes:
    at = events[-1]["at"]
    return _raw(
        making,
        [
            *events,
            {"at": at, "kind": "note.added", "step": "../../x", "text": "x"},
            {"at": at, "kind": "flag.handled", "flag": "nothing", "how": "x"},
            {"at": at, "kind": "route.taken", "route": "../../x"},
            {"at": at, "kind": "decision.closed", "left_open": ["", "x.y.z"]},
            {"at": at, "kind": "after.begun", "stage": "nothing", "depth": "quick"},
        ],
    )


@odd
def lines_that_were_taken_out_by_nobody(making: ModuleType, events: list[Plain]) -> bytes:
    from ethics_cli.core.chain import line_digest, trailer_line
    from ethics_cli.core.digest import canonical

    lines = _raw(making, events).split(b"\n")[:-2]
    for at in (4, 5, len(lines) - 1):
        lines[at] = canonical({"redacted": line_digest(lines[at])})
    return b"".join(line + b"\n" for line in (*lines, trailer_line(lines)))


@odd
def a_redaction_of_what_is_still_there(making: ModuleType, events: list[Plain]) -> bytes:
    at = events[-1]["at"]
    own = {"at": at, "kind": "line.redacted", "by": "x", "reason": "x"}
    return _raw(making, [*events, {**own, "line": 4}, {**own, "line": 2**40}, {**own, "line": len(events)}])


@odd
def opinions_about_states_that_never_were(making: ModuleType, events: list[Plain]) -> bytes:
    given = next(one for one in events if one["kind"] == "opinion.given")
    many = [{**given, "seen": at, "by": f"peer {at}", "answers": []} for at in (0, 1, 10**9)]
    return _raw(making, [*events, {**events[-1], "kind": "opinion.asked", "of": "x", "hides": [0, 1, 10**9]}, *many])


@odd
def twenty_readers(making: ModuleType, events: list[Plain]) -> bytes:
    from ethics_cli.files.sealing import new_identity

    shared = [
        {"at": events[-1]["at"], "kind": "session.shared", "key": new_identity()[1], "role": "supervisor"}
        for _ in range(20)
    ]
    return _raw(making, [*events, *shared])


@odd
def a_signature_of_rubbish(making: ModuleType, events: list[Plain]) -> bytes:
    signed = next(one for one in events if one["kind"] == "sign-off.given")
    body = "U1NIU0lH" + "A" * 4000
    armoured = f"-----BEGIN SSH SIGNATURE-----\n{body}\n-----END SSH SIGNATURE-----\n"
    many = [{**signed, "signature": one} for one in (armoured, "x" * 10_000, "-----BEGIN SSH SIGNATURE-----")]
    return _raw(making, [*events, *many])


@odd
def flags_that_speak_of_one_another(making: ModuleType, events: list[Plain]) -> bytes:
    changed = deepcopy(events)
    flag = {"id": "loop", "when": {"triage.danger": "no"}, "level": "stop", "say": "x"}
    changed[1]["framework"]["flags"] = [flag] * 200
    return _raw(making, [_digested(one) for one in changed])


@odd
def an_organisation_of_two_thousand_contacts(making: ModuleType, events: list[Plain]) -> bytes:
    card = {"organisation": "harbour", "title": "x", "edition": "1", "contacts": [{"who": "x"}] * 2_000}
    joined = {"at": events[-1]["at"], "kind": "reference.joined", "reference": card, "digest": "", "origin": "yours"}
    return _raw(making, [*events[:3], _digested(joined), *events[3:]])
