"""What other answers would have opened, closed and raised, and in which words an answer is refused."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from ethics_cli.app.amending import amendment, effect_of
from ethics_cli.app.ports import Given
from ethics_cli.app.what_if import pairs_from, suppose
from ethics_cli.files.answers_file import read_value
from ethics_cli.problems import EthicsError
from ethics_cli.render.replay_supposed import supposed_data, supposed_lines

NOW = datetime(2026, 11, 21, 14, 30)
NORM = {"label": "HR-7", "says": "Pass it on.", "force": "must"}


def words(supposed: Any) -> str:
    return " ".join(" ".join(line.text for line in supposed_lines(supposed, 100)).split())


@pytest.fixture
def walked(office, given) -> Any:
    session, _ = office.walk({**given, "mini.norms": [NORM]})
    return session


def test_it_says_which_flag_would_rise_and_the_fewest_answers_it_hangs_on(walked) -> None:
    supposed = suppose(walked.walk, [("mini.danger", "yes")], NOW)
    (effect,) = supposed.effects
    assert (effect.what, effect.flag.ref) == ("rises", "mini.now")
    assert [(claim.ref, held) for claim, held in effect.claims] == [("mini.danger", True)]
    said = words(supposed)
    assert "If “Danger” were: Yes It is: No" in said
    assert "because then: “Danger” is yes. Answered: No." in said


def test_nothing_is_written_and_the_walk_is_as_it_was(walked) -> None:
    before, walk = walked.journal.path.read_bytes(), walked.walk
    suppose(walk, [("mini.danger", "yes")], NOW)
    assert (walked.journal.path.read_bytes(), walked.walk) == (before, walk)


@pytest.mark.parametrize("raw", ["yes", "no", "unsure"])
def test_it_comes_to_the_same_as_an_amendment_would(walked, raw: str) -> None:
    position = walked.walk.position(("mini.danger", ()))
    effect = effect_of(walked, amendment(walked, position, Given(raw), "as a test"))
    changed = suppose(walked.walk, [("mini.danger", raw)], NOW).changes
    assert ([one.key for one in changed.opened], [one.key for one in changed.closed]) == (
        [one.key for one in effect.opens],
        [one.key for one in effect.closes],
    )
    assert ([flag.ref for flag in changed.rose], [flag.ref for flag in changed.fell]) == (
        list(effect.rises),
        list(effect.falls),
    )


def test_an_answer_that_the_step_could_not_have_taken_is_refused_as_a_walk_refuses_it(walked) -> None:
    position = walked.walk.position(("mini.danger", ()))
    refused = amendment(walked, position, Given("perhaps"), "as a test")
    with pytest.raises(EthicsError) as fault:
        suppose(walked.walk, [("mini.danger", "perhaps")], NOW)
    assert fault.value.problems == (refused,)


def test_answers_are_supposed_one_after_another_so_that_one_may_take_back_another(walked) -> None:
    supposed = suppose(walked.walk, [("mini.danger", "yes"), ("mini.danger", "no")], NOW)
    assert supposed.effects == ()
    assert words(supposed).endswith("Nothing would open or close, and no flag would rise or fall.")


def test_a_step_may_be_supposed_to_have_been_left_open(walked) -> None:
    supposed = suppose(walked.walk, pairs_from(["mini.danger={skip: later}"], read_value), NOW)
    assert supposed.then.answers["mini.danger", ()].non == "later"
    assert "If “Danger” were: Left for later" in words(supposed)


@pytest.mark.parametrize("text", ["mini.danger", "=yes", ""])
def test_what_is_no_step_and_value_is_refused(text: str) -> None:
    with pytest.raises(EthicsError, match="step=value"):
        pairs_from([text], read_value)


def test_a_step_that_is_not_on_the_path_is_refused_with_the_nearest_one(walked) -> None:
    with pytest.raises(EthicsError) as fault:
        suppose(walked.walk, [("mini.dangr", "yes")], NOW)
    assert "mini.danger" in fault.value.problems[0].hint


def test_as_data_each_effect_has_its_reasons(walked) -> None:
    found = supposed_data(suppose(walked.walk, [("mini.danger", "yes")], NOW), 7)
    assert (found["format"], found["event"]) == ("ethics-what-if/1", 7)
    assert found["effects"][0]["because"] == ["because then: “Danger” is yes. Answered: No."]
