"""The patterns measured: on sentences that were written to be held against them, and on the words of the sample walks."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ethics_cli.core.identifiers import KINDS, identifiers_in

HELD_OUT = yaml.safe_load((Path(__file__).parent / "data" / "identifiers.yaml").read_text("utf-8"))
WALKS = sorted((Path(__file__).parents[2] / "frameworks" / "walks").glob("*.yaml"))
EXACT = ("e-mail address", "IBAN", "card number", "NHS number", "National Insurance number", "Social Security number")
NO_PROSE = ("today", "at", "due", "by", "when", "received")
WORDS_TO_AN_ALARM = 500


def seen(kind: str, text: str, find: str) -> bool:
    """Whether a find of this kind covers the words that should be seen."""
    start = text.index(find)
    return any(one.kind == kind and one.start <= start and one.end >= start + len(find) for one in identifiers_in(text))


def recall(kind: str) -> float:
    rows = HELD_OUT[kind]
    return sum(seen(kind, one["text"], str(one["find"])) for one in rows) / len(rows)


def prose(value: object) -> list[str]:
    """The sentences in a walk: texts of some words, but not the days that answer a question about a day."""
    if isinstance(value, dict):
        return [text for key, one in value.items() if key not in NO_PROSE for text in prose(one)]
    if isinstance(value, list):
        return [text for one in value for text in prose(one)]
    return [value] if isinstance(value, str) and len(value.split()) > 3 else []


def test_every_kind_that_is_looked_for_has_sentences_of_its_own():
    assert set(HELD_OUT) == set(KINDS)


@pytest.mark.parametrize("kind", EXACT)
def test_what_has_a_check_or_a_fixed_form_is_always_seen(kind):
    assert recall(kind) == 1


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in EXACT])
def test_what_is_written_in_many_ways_is_seen_in_nearly_all(kind):
    assert recall(kind) >= 0.95


def test_clean_professional_prose_gives_next_to_no_alarm():
    texts = [text for path in WALKS for text in prose(yaml.load(path.read_text("utf-8"), yaml.BaseLoader))]
    words = sum(len(text.split()) for text in texts)
    alarms = sum(len(identifiers_in(text)) for text in texts)

    assert words > 30_000
    assert alarms * WORDS_TO_AN_ALARM <= words
