"""Whose law and which codes: asked once, kept, and asked no more. Nothing is kept of a drill, and nothing of a client."""

from __future__ import annotations

from typing import Any

import pytest

from ethics_cli.app.doctor_setup import Machine, set_up
from ethics_cli.app.keeping import keep_settings
from ethics_cli.files.settings import Settings, read_settings, write_settings


def kept(office: Any) -> dict[str, str]:
    return {key: value for key, value in read_settings(office.home.config)._asdict().items() if value}


def test_after_the_first_walk_that_asked_both_are_kept_and_said(office, given) -> None:
    session, _ = office.walk(given)
    assert keep_settings(session) == "places here-north; bodies guild"
    assert kept(office) == {"places": "here-north", "bodies": "guild"}


def test_several_are_kept_as_one_list(office, given) -> None:
    session, _ = office.walk({**given, "mini.places": ["there", "here"]})
    keep_settings(session)
    assert read_settings(office.home.config).listed("places") == ["there", "here"]


def test_a_drill_keeps_nothing(office, given) -> None:
    session, _ = office.walk(given, drill=True)
    assert keep_settings(session) == ""
    assert not office.home.config.exists()


def test_what_is_kept_already_is_not_replaced(office, given) -> None:
    write_settings(office.home.config, Settings(profession="nurse", places="there"))
    session, _ = office.walk(given)
    assert keep_settings(session) == "bodies guild"
    assert kept(office) == {"profession": "nurse", "places": "there", "bodies": "guild"}
    assert keep_settings(session) == ""


def test_none_is_an_answer_that_is_kept_too(office, given) -> None:
    session, _ = office.walk({**given, "mini.bodies": ["none"]})
    keep_settings(session)
    assert kept(office)["bodies"] == "none"


@pytest.mark.parametrize(
    "said",
    [
        {"value": ["elsewhere"], "other": "an island"},
        {"value": ["here", "elsewhere"], "other": "an island"},
        {"skip": "unknown"},
    ],
)
def test_a_place_without_an_id_and_a_place_left_open_are_not_kept(office, given, said: Any) -> None:
    session, _ = office.walk({**given, "mini.places": said})
    assert keep_settings(session) == "bodies guild"
    assert "island" not in office.home.config.read_text("utf-8")


def test_what_was_named_from_the_start_was_not_asked_and_is_not_kept(office, given) -> None:
    session, _ = office.walk({"mini.danger": "no", "mini.topics": ["threat"]}, places=("here",), bodies=("guild",))
    assert keep_settings(session) == ""
    assert not office.home.config.exists()


def test_a_later_session_that_starts_from_what_is_kept_does_not_ask(office, given) -> None:
    keep_settings(office.walk(given)[0])
    settings = read_settings(office.home.config)
    session, _ = office.walk(given, places=settings.listed("places"), bodies=settings.listed("bodies"))
    asked = [place.step.ref for place in session.walk.path]
    assert "mini.topics" in asked
    assert not {"mini.places", "mini.bodies"} & set(asked)
    assert session.walk.facts["places"] == ["here-north"]


def test_settings_that_cannot_be_read_or_written_are_let_be(office, given) -> None:
    session, _ = office.walk(given)
    office.home.config.write_text("client: somebody\n", "utf-8")
    assert keep_settings(session) == ""
    assert office.home.config.read_text("utf-8") == "client: somebody\n"


def test_a_session_that_belongs_to_no_home_keeps_nothing(office, given) -> None:
    session, _ = office.walk(given)
    session.home = None
    assert keep_settings(session) == ""


# what doctor says of them


def said_of(office: Any, name: str, **settings: str) -> Any:
    checks = set_up(office.home, office.library, Settings(**settings), Machine(office.folder))
    return next(check for check in checks if check.name == name)


def test_doctor_shows_what_is_kept(office) -> None:
    assert said_of(office, "Places", places="here-north, there").said == "here-north, there"
    assert said_of(office, "Bodies", bodies="guild").fine


def test_doctor_says_how_to_set_what_is_not(office) -> None:
    check = said_of(office, "Places")
    assert (check.fine, check.unset) == (True, True)
    assert check.remedy == "ethics doctor --set-places …"


def test_doctor_tells_an_id_that_nothing_knows_and_those_that_are_known(office) -> None:
    check = said_of(office, "Places", places="here, atlantis")
    assert not check.fine
    assert "atlantis is not known here" in check.said
    assert "here-north" in check.remedy


def test_where_no_content_asks_for_places_none_is_unknown(office, content) -> None:
    steps = [{"id": "a", "ask": "A?", "type": "text", "depth": "quick"}]
    office.put(content, {**content.mini(), "steps": steps, "flags": []})
    assert said_of(office, "Places", places="atlantis").fine
