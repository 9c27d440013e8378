"""No message about a fault repeats what somebody typed: a marker stands in every text of a session, and the session is spoilt in many ways."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ethics_cli.files.event_line import entry_from
from ethics_cli.problems import EthicsError

CANARY = "Canary9137"
COMMANDS = (
    "show",
    "verify",
    "review",
    "replay",
    "record",
    "answers",
    "import",
    "second",
    "comment",
    "redact",
    "practice",
)
ODD: tuple[Any, ...] = (
    "",
    CANARY,
    0,
    -1,
    True,
    None,
    [],
    {},
    [CANARY],
    {CANARY.lower(): CANARY},
    [[CANARY]],
    "o1",
    {"at": CANARY},
)


@pytest.fixture(scope="module")
def marked(making: ModuleType, quick_raw: bytes) -> list[dict[str, Any]]:
    """A session with the marker in every text that anybody typed or content shows."""
    return making.spoken(making.plains(quick_raw), lambda old: f"{old} {CANARY}")


@pytest.fixture
def say(workplace: Any, running: ModuleType, judge: Any):
    """Runs commands over bytes and asserts that what they say of faults holds no marker."""

    def said(raw: bytes, turn: int) -> None:
        path = workplace.home / "sessions" / "aaaaaa-odd-case.jsonl"
        brought = workplace.out / "sent.jsonl"
        brought.write_bytes(raw)
        runs = [argv for argv in running.RUNS["session"] if argv[0] in COMMANDS]
        for at in range(3):
            argv = runs[(turn + 11 * at) % len(runs)]
            path.write_bytes(raw)
            ran = workplace.ran(argv, session=brought if argv[0] == "import" else path, base=workplace.base)
            assert judge(ran) == ""
            if ran.code not in (0, 4):
                assert CANARY not in ran.err
        listed = workplace.run("verify", "--json").out
        assert CANARY not in json.dumps([one["problem"] for one in json.loads(listed)["sessions"]])

    return said


# spoilt bytes


@pytest.mark.parametrize("turn", range(28))
def test_bytes_that_were_spoilt_say_nothing_of_the_case(turn: int, marked: Any, making: ModuleType, say: Any) -> None:
    raw = making.chained(marked)
    lines = raw.split(b"\n")
    at = (turn * 7919) % len(raw)
    spoilt = (
        raw[:at],
        raw[:at] + bytes([raw[at] ^ (1 << turn % 8)]) + raw[at + 1 :],
        raw[:at] + CANARY.encode() + raw[at:],
        b"\n".join(lines[: turn % len(lines)] + lines[turn % len(lines) + 1 :]),
        raw.replace(CANARY.encode(), CANARY.encode() + b"\\ud800", 1),
        raw.replace(b'"kind":"answer.given"', b'"kind":"' + CANARY.encode() + b'"', 1),
        json.dumps(json.loads(lines[turn % (len(lines) - 1)]), indent=1).encode(),
    )[turn % 7]

    say(spoilt, turn)


# events that are none, under a chain that holds


@pytest.mark.parametrize("turn", range(45))
def test_events_that_were_spoilt_say_nothing_of_the_case(turn: int, marked: Any, making: ModuleType, say: Any) -> None:
    seq = (turn * 13) % len(marked)
    ways = [way for way in making.texts(marked[seq]) if way[0] not in ("at", "kind", "digest")]
    way = ways[(turn * 31) % len(ways)] if ways else ("text",)
    changed = making.digested(making.with_text(marked[seq], way, ODD[turn % len(ODD)]))

    say(making.chained([*marked[:seq], changed, *marked[seq + 1 :]]), turn)


@settings(max_examples=200)
@given(data=st.data())
def test_a_line_that_is_refused_is_refused_without_its_words(
    data: st.DataObject, marked: Any, making: ModuleType
) -> None:
    seq = data.draw(st.integers(0, len(marked) - 1))
    ways = [way for way in making.texts(marked[seq]) if way[0] != "at"]
    changed = making.with_text(marked[seq], data.draw(st.sampled_from(ways)), data.draw(st.sampled_from(ODD)))
    changed |= data.draw(st.sampled_from([{}, {CANARY: 1}, {"v": CANARY}, {"format": CANARY}, {"kind": CANARY}]))

    try:
        entry_from({**changed, "seq": seq})
    except EthicsError as fault:
        assert CANARY not in "".join(f"{one.message}{one.hint}{one.place}{one.code}" for one in fault.problems)


@pytest.mark.parametrize("form", ["answers", "content"])
def test_answers_that_are_spoilt_are_refused_without_their_words(
    form: str, workplace: Any, running: ModuleType, judge: Any
) -> None:
    labels = f'"{CANARY} went home"'
    texts = (
        f"walk: answers\n{labels}: no\nanswers: {{}}\n",
        f"walk: answers\nanswers:\n  {labels}: no\n",
        f"walk: answers\nanswers:\n  framing.wants: {{{labels}: no}}\n",
        f"walk: answers\nanswers:\n  framing.wants: a\n  {labels}: 1\n  {labels}: 2\n",
        f"walk: answers\nanswers:\n  triage.danger: {labels}\n",
        f"walk: answers\nanswers:\n  framing.wants: [{CANARY}\n",
        f"walk: answers\nanswers:\n  framing.wants: {CANARY}: {CANARY}\n",
        f"walk: answers\nroute: quick\nanswers:\n  triage.danger: no\n  triage.duty: no\n  framing.kind: {labels}\n",
        f"walk: answers\nroute: {labels}\nanswers: {{}}\n",
        f"walk: answers\nlenses: [{labels}]\nanswers: {{}}\n",
        f"walk: answers\nanswers:\n  autonomy.stands: {{{labels}: {{{labels}: x}}}}\n  options.options: [{{label: {labels}, {labels}: x}}]\n",
    )
    for text in texts:
        path = workplace.sent / "odd.yaml"
        path.write_text(text, "utf-8")
        for argv in running.RUNS[form]:
            if argv[0] == "check":
                continue  # it shows the lines of the file, by design
            ran = workplace.ran(argv, file=path, base=workplace.base)
            assert judge(ran) == ""
            assert CANARY not in ran.err, argv
