"""The norms of the library: none binds that nobody saw, each file is reached by a choice, each limit can be counted."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ethics_cli.app.ports import FixedClock
from ethics_cli.app.sessions import Wish, new_session
from ethics_cli.core.event import AnswerGiven
from ethics_cli.core.norm import Norm, NormFile, fitting, norm_file_from
from ethics_cli.core.offering import offers_at
from ethics_cli.files.home import Home
from ethics_cli.files.library import Library, bundled_folder, load_library

FILES = sorted(path.stem for path in (bundled_folder() / "norms").glob("*.yaml"))
RECEIVED = datetime(2026, 11, 20, 11, 40)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library({"bundled": bundled_folder()})


@pytest.fixture(scope="module", params=FILES)
def file(request: pytest.FixtureRequest, library: Library) -> NormFile:
    held = library.get("norms", request.param)
    assert held is not None, "norms are named as their file is"
    return norm_file_from(held.plain)


def chosen(library: Library, role: str) -> list[str]:
    """The ids that a person may choose for a role."""
    steps = (step for framework in library.frameworks.values() for step in framework.steps if step.role == role)
    return [choice.id for step in steps for choice in step.choices]


def binding(norm: Norm) -> list[str]:
    return [one for one in (norm.force, norm.told) if one in ("must", "must-not")]


def test_nothing_binds_whose_text_nobody_saw(file: NormFile) -> None:
    assert [norm.ref for norm in file.norms if binding(norm) and not norm.source.verified] == []


def test_each_file_is_reached_by_a_place_or_a_body_that_can_be_chosen(file: NormFile, library: Library) -> None:
    places = [place for place in chosen(library, "places") if file.is_for([place], [])]
    bodies = [body for body in chosen(library, "bodies") if file.is_for([], [body])]
    assert bool(places) is bool(file.place)
    assert bool(bodies) is bool(file.body)
    assert places or bodies


def test_each_norm_is_reached_by_a_topic_that_can_be_chosen(file: NormFile, library: Library) -> None:
    topics = set(chosen(library, "topics"))
    assert [norm.ref for norm in file.norms if not set(norm.topics) & topics] == []


def test_a_limit_with_a_clock_ends_after_the_receipt_or_is_at_once(file: NormFile) -> None:
    for norm in file.norms:
        if norm.clock is not None:
            end = norm.clock.ends(RECEIVED)
            assert (end is None) is norm.clock.at_once
            assert end is None or end > RECEIVED


def test_no_two_norms_that_one_place_and_all_bodies_bring_have_one_name(library: Library) -> None:
    """Of two offers with one name only the first would be seen."""
    files = [norm_file_from(held.plain) for held in library.all("norms")]
    for place in chosen(library, "places"):
        titles = [norm.title for norm in fitting(files, [place], chosen(library, "bodies"), [])]
        assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_every_place_and_body_that_names_a_part_of_the_world_has_norms(library: Library) -> None:
    files = [norm_file_from(held.plain) for held in library.all("norms")]
    places = [place for place in chosen(library, "places") if not any(file.is_for([place], []) for file in files)]
    bodies = [body for body in chosen(library, "bodies") if not any(file.is_for([], [body]) for file in files)]
    assert (places, bodies) == (["elsewhere"], ["none", "another"])


@pytest.mark.parametrize(
    ("place", "topic"), [("us-ca", "child-at-risk"), ("uk-england", "child-at-risk"), ("us-tx", "child-at-risk")]
)
def test_what_a_walk_is_offered_runs_out_as_long_after_the_receipt_as_the_norm_says(
    library: Library, tmp_path: Path, place: str, topic: str
) -> None:
    wish = Wish(route="standard", places=(place,), profession="teacher")
    session = new_session(Home(tmp_path), library, wish, FixedClock(RECEIVED.replace(tzinfo=UTC)))
    said = {
        "triage.duty": "yes",
        "triage.learned": "2026-11-20T11:40",
        "framing.kind": "dilemma",
        "norms.topics": [topic],
    }
    for ref, value in said.items():
        session.append(AnswerGiven(ref, "?", value))
    step = session.walk.step("norms.norms")
    assert step is not None
    clocks = {norm.title: norm.clock for file in session.walk.folded.norms.values() for norm in file.norms}
    offers = offers_at(session.walk, step)
    assert [offer for offer in offers if "due" in offer.fields], "at least one limit can be counted"
    for offer in offers:
        clock = clocks[offer.label]
        end = clock.ends(RECEIVED) if clock else None
        assert offer.fields.get("due") == (end.isoformat(timespec="minutes") if end else None)
        assert "force" not in offer.fields
