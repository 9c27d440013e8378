"""Fill the table of docs/reference/how-we-test.md from runs: `python docs/make_how_we_test.py [FILE…]`.

`just torture` and `just mutants-code` write what they counted, line by line, into the file that ETHICS_FIGURES (or --figures) names. This
script takes such files into benchmarks/faults/figures.json, which holds the last run of each test, and writes the table anew.
Nothing in the table is typed by hand; what was never run says so.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "how-we-test.md"
KEPT = ROOT / "benchmarks" / "faults" / "figures.json"
BEGIN, END = "<!-- figures: made by docs/make_how_we_test.py -->", "<!-- end of figures -->"
Kept = dict[str, dict[str, Any]]


class Gate(NamedTuple):
    """A row: what must hold, how it is tried, where the tests are, and how its figures read."""

    what: str
    how: str
    tests: tuple[str, ...]
    command: str = "just torture"
    gate: str = ""
    words: str = ""


GATES = (
    Gate(
        "An answer that was acknowledged survives `kill -9`",
        "at a real terminal, killed at a random moment, over and over",
        ("tests/terminal/test_kill.py",),
        gate="kill",
        words="{plain_kills} kills plain, {protected_kills} protected; {plain_lost} and {protected_lost} answers lost",
    ),
    Gate(
        "No false “saved”, no false “not saved”",
        "every call of the system on the folder of a session fails once",
        ("tests/faults/test_sweep.py",),
        gate="sweep",
        words="{plain_runs} runs plain, {protected_runs} protected; {plain_lies} and {protected_lies} lies",
    ),
    Gate(
        "A command that is broken off loses nothing, leaks nothing, and is finished by a second run",
        "ten commands, from protect to import, killed and refused at each of their calls",
        ("tests/faults/test_commands.py",),
        gate="commands",
        words="{runs} runs; {faults} faults",
    ),
    Gate(
        "Whenever the power fails, what was said to be saved is on disk",
        "a model of every state that a disk may legally be in; three broken writers must be caught",
        ("tests/files/test_power_loss.py",),
        gate="power",
        words="{states} states, {lost} lost; {caught} of {mutants} broken writers caught",
    ),
    Gate(
        "Several writers lose nothing and never fork a session",
        "eight processes on one session; versions that a synchroniser brings; a clock that goes backwards",
        ("tests/faults/test_writers.py",),
        gate="writers",
        words="{attempts} attempts, {saved} saved, {busy} told to wait, {lost} lost",
    ),
    Gate(
        "No room, no right to write, no locale, a changing terminal, an end by signal",
        "small and read-only file systems, another user, LANG=C, sizes that change with every letter, TERM and HUP",
        ("tests/faults/test_surroundings.py", "tests/terminal/test_full_disk.py"),
    ),
    Gate(
        "In a protected home no word of a case is ever written",
        "a marker is typed as every answer; every call that writes is looked through",
        ("tests/faults/test_canary.py::test_in_",),
        gate="canary",
        words="{protected_writes} writes and {protected_files} files hold it protected; plain, {plain_folders} alone",
    ),
    Gate(
        "Nothing reaches for a network",
        "every command under strace, and where there is no network",
        ("tests/faults/test_canary.py::test_no_command", "tests/faults/test_canary.py::test_every_command"),
        gate="network",
        words="{commands} commands, {lines} runs, {sockets} sockets ({inside_the_machine} of AF_UNIX, within the machine)",
    ),
    Gate(
        "Age files get the verdict they should",
        "our own vectors; the public ones of C2SP",
        ("tests/faults/test_age_vectors.py", "tests/files/test_age_header.py"),
        "AGE_VECTORS=… just torture",
        gate="vectors",
        words="{vectors} public vectors: {must_fail_refused} that must fail are refused, {must_open_opened} that must open do; "
        "refused by intent: {stricter}",
    ),
    Gate(
        "Readers raise nothing but our own errors",
        "guided fuzzing (atheris), a minute for each reader, and hypothesis",
        ("tests/faults/test_fuzz.py",),
        gate="fuzzing",
        words="runs: {yaml_runs} YAML, {session_runs} sessions, {event_runs} events, {age_runs} age files; faults: {yaml_faults}, "
        "{session_faults}, {event_faults}, {age_faults}",
    ),
    Gate(
        "Every changed byte of a session is noticed",
        "every byte, every truncation, every lost, doubled or swapped line",
        ("tests/files/test_tampering.py",),
    ),
)
MUTATED = Gate(
    "The tests notice faults in our own code (90 % at least)",
    "one small fault at a time",
    (),
    "just mutants-code",
    gate="mutants",
)


def taken(kept: Kept, lines: Sequence[str]) -> Kept:
    """What is kept, with a run added: of each test the last run counts, and a short one never takes the place of a full one of that day."""
    new = dict(kept)
    for line in lines:
        told = json.loads(line)
        key = told.get("test") or f"{told['gate']} / {told['part']}"
        before = new.get(key)
        if before and before["full"] and not told["full"] and before["day"] == told["day"]:
            continue
        new[key] = told
    return dict(sorted(new.items()))


def counted(kept: Kept, gate: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the parts of a gate come to: numbers are added up."""
    parts = [told for told in kept.values() if told.get("gate") == gate]
    summed: dict[str, Any] = {}
    for part in parts:
        for name, value in part["counted"].items():
            summed[name] = summed.get(name, 0) + value if isinstance(value, int | float) else value
    return summed, parts


def _verdict(ran: Sequence[Mapping[str, Any]]) -> str:
    said = {kind: sum(one["outcome"] == kind for one in ran) for kind in ("passed", "failed", "skipped")}
    if not ran:
        return "not run"
    told = f"{said['passed']} passed" + (f", **{said['failed']} failed**" if said["failed"] else "")
    return told + (f", {said['skipped']} skipped" if said["skipped"] else "")


def row(kept: Kept, gate: Gate) -> str:
    ran = [told for key, told in kept.items() if "test" in told and key.startswith(gate.tests)]
    figures, parts = counted(kept, gate.gate)
    try:
        words = gate.words.format_map(figures) if gate.words else ""
    except KeyError:
        words = ""
    days = sorted({told["day"] for told in (*ran, *parts)})
    short = ", short version" if ran and not any(told["full"] for told in ran) else ""
    cells = (
        gate.what,
        gate.how,
        f"{words}; {_verdict(ran)}".removeprefix("; ") + short,
        (days or ["–"])[-1],
        f"`{gate.command}`",
    )
    return f"| {' | '.join(cells)} |"


def mutated(kept: Kept) -> str:
    figures, parts = counted(kept, "mutants")
    told = [
        f"{part['counted']['file']} {part['counted']['found']}/{part['counted']['mutants']}"
        f" ({part['counted']['found'] / part['counted']['mutants']:.0%})"
        for part in parts
    ]
    whole = f"{figures['found']} of {figures['mutants']}: " if parts else "not run"
    day = max((part["day"] for part in parts), default="–")
    return f"| {MUTATED.what} | {MUTATED.how} | {whole}{', '.join(told)} | {day} | `{MUTATED.command}` |"


def table(kept: Kept) -> str:
    head = ("| What must hold | How it is tried | Last figures | Day | Run it |", "|---|---|---|---|---|")
    return "\n".join((*head, *(row(kept, gate) for gate in GATES), mutated(kept)))


def page(text: str, kept: Kept) -> str:
    """The page, with the table of these figures in it."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table(kept)}\n{END}{after}"


def main() -> None:
    kept: Kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    for name in sys.argv[1:]:
        kept = taken(kept, Path(name).read_text("utf-8").splitlines())
    KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")
    PAGE.write_text(page(PAGE.read_text("utf-8"), kept), "utf-8")


if __name__ == "__main__":
    main()
