"""Every sample walk is played through the loop that a person goes through, and compared with what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from ethics_cli.app.after import begin_after, look_back
from ethics_cli.app.answers import answers_from, as_answers
from ethics_cli.app.conduct import Conduct, End
from ethics_cli.app.debriefing import begin_debrief, debrief
from ethics_cli.app.ports import FixedClock
from ethics_cli.app.scripted import ScriptAsker
from ethics_cli.app.sessions import Session, new_session, walk_of, wish_from
from ethics_cli.core.finding import findings
from ethics_cli.core.walk import Walk
from ethics_cli.files.home import Home
from ethics_cli.files.library import Library, bundled_folder, load_library

FILES = sorted((bundled_folder() / "walks").glob("*.yaml"))
QUICK_AT_MOST = 14


@dataclass(frozen=True)
class Played:
    """A walk file as it was read, and what playing it came to."""

    head: Mapping[str, Any]
    end: End
    unused: list[str]
    session: Session

    @property
    def walk(self) -> Walk:
        return self.session.walk


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library({"bundled": bundled_folder()})


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def played(request: pytest.FixtureRequest, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Played:
    return play(request.param.read_bytes(), request.param.name, library, tmp_path_factory.mktemp("home"))


def look_back_at(session: Session, raw: bytes, library: Library, today: str) -> ScriptAsker:
    """Look back at a played walk with the answers that it gives for that."""
    session.clock = FixedClock(datetime.combine(date.fromisoformat(today), time(14, 30)).astimezone())
    answers, _ = answers_from(raw, "after.yaml", [], library, later=True)
    asker = ScriptAsker(answers)
    with session.journal.locked():
        begin_after(session)
        assert look_back(session, asker, again=False) is End.CLOSED
    return asker


def hold_debrief(session: Session, raw: bytes, library: Library) -> None:
    """Hold the debrief of a played walk with the answers that it gives for that."""
    answers, _ = answers_from(raw, "debrief.yaml", [], library, later=True)
    with session.journal.locked():
        begin_debrief(session)
        assert debrief(session, ScriptAsker(answers)) is End.CLOSED


def play(raw: bytes, name: str, library: Library, home: Path, today: str = "") -> Played:
    answers, head = answers_from(raw, name, [], library)
    moment = datetime.combine(date.fromisoformat(today or head["today"]), time(14, 30)).astimezone()
    session = new_session(Home(home), library, wish_from(head), FixedClock(moment))
    asker = ScriptAsker(answers)
    with session.journal.locked():
        end = Conduct(session, asker).run()
    return Played(head, end, asker.unused(), session)


def asked(walk: Walk) -> list[str]:
    """The steps that ask, each once, in the order in which they first come."""
    return list(dict.fromkeys(place.step.ref for place in walk.path if place.step.asks))


def flags(walk: Walk) -> list[str]:
    return [flag.ref for flag in walk.flags]


def said(walk: Walk) -> dict[Any, Any]:
    """All that a person said: values, reasons, non-answers, doubts and notes, place by place."""
    return {
        key: (one.value, one.because, one.non, one.given.other, one.given.unsure, walk.folded.notes.get(key, ()))
        for key, one in walk.answers.items()
    }


def test_sample_walks_are_named_as_their_files_are(library: Library) -> None:
    assert sorted(held.id for held in library.all("walk")) == [path.stem for path in FILES]


def test_a_sample_walk_ends_with_a_closed_decision(played: Played) -> None:
    assert played.end is End.CLOSED
    assert played.walk.status == "decided"
    assert played.walk.complete == played.head["expect"]["complete"]


def test_a_sample_walk_asks_the_steps_it_expects_in_that_order(played: Played) -> None:
    assert asked(played.walk) == played.head["expect"]["path"]


def test_a_sample_walk_raises_the_flags_it_expects(played: Played) -> None:
    assert flags(played.walk) == played.head["expect"].get("flags", [])


def test_a_sample_walk_leaves_the_gaps_it_expects_and_no_other(played: Played) -> None:
    assert list(dict.fromkeys(one.ref for one in findings(played.walk))) == played.head["expect"].get("findings", [])


def test_no_answer_of_a_sample_walk_goes_unused(played: Played) -> None:
    assert played.unused == []


def test_answers_taken_from_a_sample_walk_give_the_same_walk_again(
    played: Played, library: Library, tmp_path: Path
) -> None:
    text = as_answers(played.walk)
    again = play(text.encode(), "again.yaml", library, tmp_path, today=played.head["today"])
    assert again.end is End.CLOSED
    assert again.unused == []
    assert [place.key for place in again.walk.path] == [place.key for place in played.walk.path]
    assert said(again.walk) == said(played.walk)
    assert flags(again.walk) == flags(played.walk)
    assert again.walk.folded.handled == played.walk.folded.handled


def test_a_look_back_at_a_sample_walk_asks_the_steps_it_expects_and_leaves_the_decision_as_it_was(
    library: Library, tmp_path: Path
) -> None:
    path = bundled_folder() / "walks" / "night-job.yaml"
    played = play(path.read_bytes(), path.name, library, tmp_path)
    before = played.walk
    after = played.head["after"]
    asker = look_back_at(played.session, path.read_bytes(), library, after["today"])

    walk = played.session.walk
    assert asked(walk) == [*asked(before), *after["path"]]
    assert [ref for ref in asker.unused() if ref.startswith("after.")] == []
    assert walk.status == "decided"
    assert {key: walk.answers[key] for key in before.answers} == before.answers
    assert play(as_answers(walk).encode(), "again.yaml", library, tmp_path, played.head["today"]).unused == []


def test_a_debrief_of_a_sample_walk_asks_the_steps_it_expects_and_can_be_held_again(
    library: Library, tmp_path: Path
) -> None:
    path = bundled_folder() / "walks" / "child-at-the-centre.yaml"
    played = play(path.read_bytes(), path.name, library, tmp_path)
    before = played.walk
    hold_debrief(played.session, path.read_bytes(), library)

    walk = played.session.walk
    assert asked(walk) == [*asked(before), *played.head["debrief"]["path"]]
    assert (walk.status, walk.folded.touched) == ("decided", before.folded.touched)
    again = play(as_answers(walk).encode(), "again.yaml", library, tmp_path, played.head["today"])
    assert again.unused == []
    hold_debrief(again.session, as_answers(walk).encode(), library)
    assert said(again.walk) == said(walk)


def test_what_is_on_disk_folds_to_the_same_walk(played: Played) -> None:
    walk, count, head = walk_of(played.session.journal.path)
    assert walk == played.walk
    assert (count, head) == (played.session.journal.count, played.session.journal.head)


def test_a_quick_sample_walk_asks_fourteen_steps_at_most(played: Played) -> None:
    if played.walk.route.id == "quick":
        assert len(asked(played.walk)) <= QUICK_AT_MOST


def test_each_route_is_taken_by_a_sample_walk(library: Library) -> None:
    taken = {held.plain.get("route", "by an answer") for held in library.all("walk") if not held.plain.get("model")}
    assert taken == {*library.routes, "by an answer"}


def test_models_are_followed_by_sample_walks(library: Library) -> None:
    assert len({held.plain["model"] for held in library.all("walk") if held.plain.get("model")}) >= 2


def test_each_protocol_and_each_lens_is_walked_by_a_sample_walk(library: Library) -> None:
    kinds = {ident for ident, framework in library.frameworks.items() if framework.kind in ("protocol", "lens")}
    assert kinds - {ref.partition(".")[0] for ref in expected(library)} == set()


def test_each_framework_on_a_route_is_walked_by_a_sample_walk(library: Library) -> None:
    assert on_routes(library) - {ref.partition(".")[0] for ref in expected(library)} == set()


def test_each_step_on_a_route_is_asked_by_a_sample_walk(library: Library) -> None:
    steps = {step.ref for one in on_routes(library) for step in library.frameworks[one].steps if step.asks}
    assert steps - expected(library) == set()


def on_routes(library: Library) -> set[str]:
    """The frameworks that routes name."""
    return {stop.framework for route in library.routes.values() for stop in route.stops if stop.framework}


def expected(library: Library) -> set[str]:
    """The steps that sample walks expect to be asked; that they are is shown above, walk by walk."""
    return {ref for held in library.all("walk") for ref in held.plain["expect"]["path"]}
