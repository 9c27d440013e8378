"""A drill is conducted by the same loop as a real case; what the check plays and what a person walks come to the same end."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ethics_cli.app.conduct import Conduct, End
from ethics_cli.app.ports import FixedClock
from ethics_cli.app.practice_stock import scenario_of
from ethics_cli.app.practising import TOLD, Practising, Timer, begin_drill
from ethics_cli.app.scripted import Answers, ScriptAsker
from ethics_cli.core.practice_debrief import debrief
from ethics_cli.core.practice_play import named_options, play
from ethics_cli.files.home import Home
from ethics_cli.files.library import Library, bundled_folder, load_library
from ethics_cli.render.practice_said import Said

CLOCK = FixedClock(datetime(2026, 11, 24, 12, 0).astimezone())
EACH = [
    (path.stem, name) for path in sorted((bundled_folder() / "scenarios").glob("*.yaml")) for name in ("good", "poor")
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return load_library({"bundled": bundled_folder()}, tmp_path_factory.mktemp("cache"))


class Heard:
    """Everything that was said, in order."""

    def __init__(self) -> None:
        self.lines: list[Said] = []

    def __call__(self, lines) -> None:
        self.lines.extend(lines)

    def text(self) -> str:
        return "\n".join(one.text for one in self.lines)


def conducted(library: Library, folder: Path, ident: str, run: str):
    scenario = scenario_of(library, ident)
    session = begin_drill(Home(folder / "home"), library, scenario, CLOCK)
    answers = scenario.run(run)
    asker = ScriptAsker(Answers(named_options(scenario, answers.answers), answers.handled))
    heard = Heard()
    with session.journal.locked():
        end = Conduct(session, Practising(scenario, session, asker, heard)).run()
    return scenario, session, end, heard, asker


@pytest.mark.parametrize(("ident", "run"), EACH)
def test_a_sample_run_conducted_for_a_person_ends_where_the_check_says(
    library: Library, tmp_path: Path, ident: str, run: str
) -> None:
    scenario, session, end, _, asker = conducted(library, tmp_path, ident, run)
    played = play(scenario, library.frameworks, scenario.run(run).answers).walk
    found, expected = debrief(scenario, session.walk), debrief(scenario, played)

    assert end is End.CLOSED
    assert asker.unused() == []
    assert [place.key for place in session.walk.path] == [place.key for place in played.path]
    assert [flag.ref for flag in session.walk.flags] == [flag.ref for flag in played.flags]
    assert (found.noticed, found.missed, found.outcome) == (expected.noticed, expected.missed, expected.outcome)
    assert [one.meets for one in found.feedback] == [one.meets for one in expected.feedback]


def test_a_drill_says_so_in_its_opening_and_carries_its_stages(library: Library, tmp_path: Path) -> None:
    _, session, _, _, _ = conducted(library, tmp_path, "saturday-noon", "good")

    assert session.folded.opened.drill
    assert {"at-first", "shelf"} <= set(session.folded.frameworks)


def test_what_the_scenario_tells_is_marked_in_the_session(library: Library, tmp_path: Path) -> None:
    _, session, _, _, _ = conducted(library, tmp_path, "saturday-noon", "good")

    assert session.walk.folded.notes[("framing.wants", ())] == (TOLD,)
    assert ("triage.danger", ()) not in session.walk.folded.notes


def test_feedback_comes_after_its_answer_is_on_disk_and_never_before(library: Library, tmp_path: Path) -> None:
    scenario = scenario_of(library, "saturday-noon")
    session = begin_drill(Home(tmp_path / "home"), library, scenario, CLOCK)
    whys = {one.why.split(".")[0]: one.step for one in scenario.judged}
    early: list[str] = []

    def say(lines) -> None:
        for line in lines:
            step = next((step for why, step in whys.items() if why in line.text), "")
            if step and session.walk.answer(step) is None:
                early.append(step)

    asker = ScriptAsker(Answers(named_options(scenario, scenario.run("poor").answers)))
    with session.journal.locked():
        Conduct(session, Practising(scenario, session, asker, say)).run()

    assert early == []
    assert session.walk.status == "decided"


def test_what_a_question_brings_out_is_told_and_what_was_not_asked_is_not(library: Library, tmp_path: Path) -> None:
    _, _, _, heard, _ = conducted(library, tmp_path, "saturday-noon", "poor")

    assert "Six years. Seven, in June." in heard.text()
    assert "My father's pistol. It has been" not in heard.text()


def test_a_source_is_named_in_full_once(library: Library, tmp_path: Path) -> None:
    _, _, _, heard, _ = conducted(library, tmp_path, "saturday-noon", "good")

    assert heard.text().count("how clear, how serious, how near") == 1
    assert "Source: Smith v. Jones, [1999] 1 SCR 455." in heard.text()


class Moving:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.moment = CLOCK.moment

    def now(self) -> datetime:
        return self.moment

    def passes(self, seconds: int) -> None:
        self.moment += timedelta(seconds=seconds)


def test_the_timer_speaks_once_a_minute_and_cuts_nothing_off() -> None:
    clock = Moving()
    timer = Timer(clock, 2)
    said = []
    for seconds in (0, 10, 60, 30, 45, 600):
        clock.passes(seconds)
        said.append([one.text for one in timer.said()])

    assert said == [
        ["About 2 minutes left."],
        [],
        ["Less than a minute left."],
        [],
        ["The 2 minutes are over. Go on as long as you need; nothing is cut off."],
        [],
    ]
