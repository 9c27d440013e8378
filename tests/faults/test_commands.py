"""Commands that write, killed or refused by the system at one call after another: nothing is lost, nothing leaks, no lie is told, and the
same command run again finishes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ethics_cli.core.event import AnswerAmended, AnswerGiven, RemarkMade, SessionShared
from ethics_cli.files.home import id_of
from ethics_cli.files.journal import open_journal
from ethics_cli.files.kept import read_kept
from ethics_cli.files.unlocking import UNLOCKING
from ethics_cli.problems import EthicsError

MARK = "Marmalade-Zeppelin"
OTHER = "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg"
NAMES = ("openat", "write", "fsync", "rename", "close", "flock", "read", "unlink", "mkdir")
ABOVE_ALL = ("rename", "unlink")


@dataclass(frozen=True)
class Place:
    """A home as it is found before, during and after."""

    home: Path
    session: str
    other: str

    @property
    def sessions(self) -> list[Path]:
        return sorted(path for path in (self.home / "sessions").glob("*.jsonl*") if not path.name.startswith("."))

    def texts(self, ident: str) -> dict[str, str]:
        """What is answered in a session, from every form in which it is here; each must open."""
        UNLOCKING.use(self.home / "keys")
        UNLOCKING.forget()
        found: dict[str, str] = {}
        for path in self.sessions:
            if id_of(path) == ident:
                for entry in open_journal(path).entries:
                    if isinstance(entry.event, (AnswerGiven, AnswerAmended)):
                        found[entry.event.step] = str(entry.event.value)
        return found

    def events(self, ident: str) -> list[object]:
        UNLOCKING.use(self.home / "keys")
        UNLOCKING.forget()
        return [entry.event for path in self.sessions if id_of(path) == ident for entry in open_journal(path).entries]

    def holds(self, mark: str = MARK) -> list[str]:
        """The files in which the mark stands in plain words."""
        return sorted(
            str(path.relative_to(self.home))
            for path in self.home.rglob("*")
            if path.is_file() and mark.encode() in path.read_bytes()
        )


@dataclass(frozen=True)
class Case:
    """A command, the home it begins in, and what is true once it is done."""

    name: str
    start: str
    argv: Callable[[Place], list[str]]
    done: Callable[[Place], bool]
    one_write: bool = False
    again: tuple[int, ...] = (0,)
    goes: bool = False


def _has(place: Place, kind: type) -> bool:
    return any(isinstance(event, kind) for event in place.events(place.session))


def _shared(place: Place) -> bool:
    return any(isinstance(event, SessionShared) and event.key == OTHER for event in place.events(place.session))


def _forgotten(place: Place) -> bool:
    UNLOCKING.use(place.home / "keys")
    UNLOCKING.forget()
    listed = read_kept(place.home / "forgotten.json") or b""
    return place.session.encode() in listed and not [
        path for path in place.home.rglob("*") if path.name.lstrip(".").startswith(f"{place.session}.")
    ]


REASON = ["--reason", "It must go", "--yes"]
CASES = (
    Case(
        "amend",
        "plain",
        lambda at: ["amend", at.session, "framing.rubs", "--value", "Changed", "--reason", "why", "--yes"],
        lambda at: at.texts(at.session)["framing.rubs"] == "Changed",
        one_write=True,
    ),
    Case(
        "comment in a protected home",
        "protected",
        lambda at: ["comment", at.session, "--text", "Look at this again"],
        lambda at: _has(at, RemarkMade),
        one_write=True,
    ),
    Case(
        "share",
        "protected",
        lambda at: ["share", at.session, "--with", OTHER, "--as", "peer"],
        _shared,
        one_write=True,
    ),
    Case("protect", "plain", lambda at: ["protect", "--yes"], lambda at: at.holds() == []),
    Case(
        "redact",
        "plain",
        lambda at: ["redact", at.session, "framing.wants", *REASON],
        lambda at: at.holds() == [],
        again=(0, 2),
        goes=True,
    ),
    Case(
        "forget the words",
        "plain",
        lambda at: ["forget", at.session, "--words", *REASON],
        lambda at: at.holds() == [],
        goes=True,
    ),
    Case(
        "forget the whole",
        "plain",
        lambda at: ["forget", at.session, "--whole", *REASON],
        _forgotten,
        again=(0, 1),
        goes=True,
    ),
    Case(
        "forget the whole in a protected home",
        "protected",
        lambda at: ["forget", at.session, "--whole", *REASON],
        _forgotten,
        again=(0, 1),
        goes=True,
    ),
    Case(
        "import into a protected home",
        "receiving",
        lambda at: ["import", str(at.home.parent / f"{at.session}.jsonl")],
        lambda at: at.texts(at.session).get("framing.wants") == MARK and at.holds() == [],
    ),
    Case(
        "record",
        "plain",
        lambda at: ["record", at.session],
        lambda at: MARK.encode() in (read_kept(at.home / "records" / f"{at.session}.md") or b""),
    ),
)


@pytest.fixture(scope="module")
def starts(tmp_path_factory: pytest.TempPathFactory, ethics_at, quick_text: str) -> dict[str, Path]:
    """Homes to begin in, each made once: two decided sessions, and what a killed write left of one of them and of one that never was."""
    root = tmp_path_factory.mktemp("starts")
    made = ethics_at(root)
    made.write("a.yaml", quick_text.replace("To be heard", MARK))
    made.write("b.yaml", quick_text)
    for name in ("a", "b"):
        done = made("decide", "--answers", str(root / f"{name}.yaml"), "--home", str(root / "plain"))
        assert done.returncode == 0, done.stderr
    plain = root / "plain"
    marked = next(path for path in (plain / "sessions").iterdir() if MARK.encode() in path.read_bytes())
    shutil.copytree(plain, root / "protected")
    done = made("protect", "--yes", "--home", str(root / "protected"))
    assert done.returncode == 0, done.stderr
    receiving = root / "receiving"
    shutil.copytree(root / "protected", receiving)
    for path in receiving.rglob(f"*{id_of(marked)}*"):
        path.unlink()
    shutil.copy(marked, root)
    for name in (f".{marked.name}.0123456789abcdef.tmp", ".q22222-lost-heron.jsonl.0123456789abcdef.tmp"):
        if "lost" not in name:
            (plain / "sessions" / name).write_text(f"half {MARK}")
            (plain / "records" / name.replace("jsonl", "md")).write_text(f"half {MARK}")
    return {"session": marked, "other": next(path for path in (plain / "sessions").glob("[!.]*") if path != marked)} | {
        name: root / name for name in ("plain", "protected", "receiving")
    }


def faults(spread, calls: list, torture: bool):
    """Which call is met by what: whatever changes something is killed, everything fails. The short version takes two."""
    if not torture:
        chosen = spread([call for call in calls if call.name in ABOVE_ALL], 2)
        yield from zip(chosen, ("signal=SIGKILL", "error=EIO"), strict=False)
        return
    for call in calls:
        if call.name not in ("read", "close", "flock") and not (call.name == "openat" and "O_CREAT" not in call.line):
            yield call, "signal=SIGKILL"
        yield call, "error=ENOSPC" if call.name == "write" else "error=EIO"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_broken_off_anywhere_nothing_is_lost_nothing_leaks_and_the_same_command_finishes(
    case: Case, starts, ethics, stracing, spread, figure, torture
) -> None:
    place = Place(ethics.home, id_of(starts["session"]), id_of(starts["other"]))
    shutil.copy(starts["session"], ethics.folder)
    argv, env = ethics.argv(*case.argv(place)), ethics.environment()

    def begin() -> dict[str, str]:
        shutil.rmtree(place.home, ignore_errors=True)
        shutil.copytree(starts[case.start], place.home)
        return {} if case.goes or case.start == "receiving" else place.texts(place.session)

    before = begin()
    others = place.texts(place.other)
    calls = stracing.calls(argv, place.home, env, NAMES)
    assert case.done(place), place.holds()
    runs, wrong = 0, []
    for call, kind in faults(spread, calls, torture):
        done = stracing.with_fault(argv, call, kind, about=place.home, env=env, begin=begin, names=NAMES)
        runs += 1
        told = f"{call.line[:150]} {kind} -> {done.returncode}: {done.stderr[-300:]}"
        try:
            now, kept = place.texts(place.session), place.texts(place.other)
            finished = case.done(place)
        except (EthicsError, KeyError, OSError) as fault:
            wrong.append(f"broken ({fault!r}): {told}")
            continue
        if kept != others or any(now.get(step) != text for step, text in before.items() if step != "framing.rubs"):
            wrong.append(f"lost: {told}")
        if done.returncode == 0 and not finished:
            wrong.append(f"said to be done and is not, {place.holds()}: {told}")
        if case.one_write and finished and done.returncode > 0:
            wrong.append(f"said not to be done and is: {told}")
        if done.returncode == 3 or "Traceback" in done.stderr:
            wrong.append(f"taken for a bug: {told}")
        again = ethics(*case.argv(place))
        if again.returncode not in case.again or not case.done(place):
            wrong.append(
                f"not finished by a second run ({again.returncode}, {again.stderr[-300:]}, {place.holds()}): {told}"
            )
    figure("commands", runs=runs, faults=len(wrong), calls=len(calls))

    assert wrong == []
    assert runs > 0
