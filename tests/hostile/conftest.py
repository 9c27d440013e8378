"""What the tests of hostile input share: the tools beside this file, sessions made once, and one judge of every run."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any
from zlib import crc32

import pytest

from ethics_cli.app.answers import answers_from
from ethics_cli.app.conduct import Conduct
from ethics_cli.app.ports import FixedClock
from ethics_cli.app.scripted import ScriptAsker
from ethics_cli.app.sessions import new_session, wish_from
from ethics_cli.files import bounded
from ethics_cli.files.home import Home
from ethics_cli.files.library import bundled_folder, load_library

SAMPLES = Path(__file__).parent / "samples"
SAMPLED = 6
"""One in so many is run where nobody asks for all."""
NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)


def _beside(name: str, path: Path | None = None) -> ModuleType:
    path = path or Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"hostile_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


MAKING = _beside("making")
RUNNING = _beside("running")
SESSIONS = _beside("sessions")
FILES = _beside("files")
_STORED = json.loads((SAMPLES / "words.json").read_text("utf-8"))
WORDS = {**_STORED["words"], **{name: {**one, "control": True} for name, one in _STORED["controls"].items()}}
QUICK = _beside("cli", Path(__file__).parents[1] / "cli" / "conftest.py").QUICK


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name, table in (
        ("refused", SESSIONS.REFUSED),
        ("odd", SESSIONS.ODD),
        ("bad", FILES.BAD),
        ("unreal", FILES.UNREAL),
    ):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, list(table))


@pytest.fixture(scope="session")
def sessions() -> ModuleType:
    return SESSIONS


@pytest.fixture(scope="session")
def files() -> ModuleType:
    return FILES


@pytest.fixture(scope="session")
def making() -> ModuleType:
    return MAKING


@pytest.fixture(scope="session")
def running() -> ModuleType:
    return RUNNING


@pytest.fixture(scope="session")
def words() -> dict[str, dict[str, Any]]:
    return WORDS


@pytest.fixture(scope="session")
def judge(conforms: Callable[[str], bool]):
    """Says what is wrong with a run, in a sentence; nothing when nothing is."""

    def said(ran: Any, *codes: int) -> str:
        argv = " ".join(ran.argv)
        if ran.code not in (codes or RUNNING.FINE):
            return f"{argv} left with {ran.code}: {ran.err[-600:]}"
        if "Traceback" in ran.out + ran.err:
            return f"{argv} shows a traceback"
        out = ran.out.replace("\r\n", "\n") if "--ics" in ran.argv else ran.out
        bad = next((name for name, text in (("stdout", out), ("stderr", ran.err)) if not conforms(text)), "")
        return f"{argv}: {bad} holds what cannot be seen: {ascii(out + ran.err)[:3000]}" if bad else ""

    return said


@pytest.fixture(scope="session")
def quick_raw(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A decided quick session, with a remark, a note, a change, a second opinion and a sign-off. Made once."""
    folder = tmp_path_factory.mktemp("quick")
    library = load_library({"bundled": bundled_folder()}, folder / "cache")
    answers, head = answers_from(QUICK.encode(), "quick.yaml", [], library)
    head = {**head, "title": "A title"}
    session = new_session(Home(folder / "home"), library, wish_from(head), FixedClock(NOW))
    with session.journal.locked():
        Conduct(session, ScriptAsker(answers)).run()
    events = MAKING.plains(session.journal.path.read_bytes())
    return MAKING.chained([*events, *_beside_events(events)])


def _beside_events(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What others and second thoughts add: one of each kind of event."""
    wants = next(one for one in events if one.get("step") == "framing.wants")
    stand = next(one for one in events if one.get("step") == "autonomy.stands")
    choice = next(one for one in events if one.get("step") == "choosing.choice")
    given = [{key: value for key, value in one.items() if key not in ("at", "kind", "salt")} for one in (stand, choice)]
    head = "ab" * 32
    return [
        {"at": NOW.strftime("%Y-%m-%dT%H:%M:%SZ"), **one}
        for one in (
            {"kind": "note.added", "step": "framing.wants", "text": "A note"},
            {**wants, "kind": "answer.amended", "value": "Other words", "note": "A side note", "reason": "A reason"},
            {
                "kind": "remark.made",
                "by": "peer",
                "text": "A remark",
                "step": "framing.wants",
                "stance": "change-wanted",
            },
            {"kind": "remark.made", "by": "supervisor", "text": "On the whole"},
            {"kind": "opinion.asked", "of": "peer"},
            {
                "kind": "opinion.given",
                "by": "peer",
                "answers": given,
                "seen": 5,
                "head": head,
                "needs": "More",
                "dissents": True,
            },
            {"kind": "flag.handled", "flag": "triage.danger-now", "how": "I rang"},
            {"kind": "sign-off.given", "by": "supervisor", "seen": 5, "head": head, "text": "Said with it"},
            {"kind": "decision.closed"},
        )
    ]


@pytest.fixture
def workplace(tmp_path: Path, quick_raw: bytes, monkeypatch: pytest.MonkeyPatch):
    """A workplace with a clean session for comparison, where nobody waits long for a pipe that nobody writes into."""
    monkeypatch.setattr(bounded, "PATIENCE", 0.05)
    place = RUNNING.Workplace(tmp_path / "work")
    place.base = place.out / "base.jsonl"
    place.base.write_bytes(quick_raw)
    shared = tmp_path.parent / "hostile-cache"
    if shared.is_dir():
        shutil.copytree(shared, place.cache)
    yield place
    if not shared.exists() and place.cache.is_dir():
        shutil.copytree(place.cache, shared, dirs_exist_ok=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A sample of the many pairs of file and command, the same in each run; all of them with ETHICS_TORTURE."""
    if os.environ.get("ETHICS_TORTURE"):
        return
    here = str(Path(__file__).parent)
    many = [item for item in items if str(item.path).startswith(here) and hasattr(item, "callspec")]
    left = [item for item in many if crc32(item.nodeid.encode()) % SAMPLED]
    config.hook.pytest_deselected(items=left)
    gone = set(left)
    items[:] = [item for item in items if item not in gone]
