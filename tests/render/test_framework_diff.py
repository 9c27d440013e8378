"""Differences between editions in plain sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ethics_cli.core.framework_diff import HEAD, LISTED, SAID, TRUE, WORDED, Change
from ethics_cli.render import framework_diff
from ethics_cli.render.framework_diff import diff_data, said, sentences

CORE = Path(framework_diff.__file__).parents[1] / "core"
SENTENCES = [
    (Change("step-added", "new", "", "New?", "depth quick, only if “A” is no", "New"), "Asks one question more: “New?” (“New”, depth quick, only if “A” is no)."),
    (Change("step-removed", "old", "Old?", title="Old"), "No longer asks “Old?” (“Old”)."),
    (Change("step-ask", "a", "One?", "Two?", title="A"), "The question “A” is worded differently: “One?” → “Two?”"),
    (Change("step-ask", "a", "One", "Two", title="A"), "The question “A” is worded differently: “One” → “Two”."),
    (Change("step-hint", "a", "", "Look.", title="A"), "The help below “A” is new: “Look.”"),
    (Change("step-hint", "a", "Look", "", title="A"), "The help below “A” is gone: “Look”."),
    (Change("step-when", "a", "", "only if “B” is no", title="A"), "“A” is now asked only if “B” is no; before, always."),
    (Change("step-when", "a", "only if “B” is no", "", title="A"), "“A” is now always asked; before, only if “B” is no."),
    (Change("step-when", "a", "if x", "if x", title="A"), "“A” is asked if x, as before, though the condition is written differently."),
    (Change("step-depth", "a", "full", "quick", title="A"), "“A” is now asked from the depth quick on; before, full."),
    (Change("step-moved", "a", "", "B", title="A"), "“A” is now asked after “B”."),
    (Change("step-moved", "a", title="A"), "“A” is now asked first."),
    (Change("step-role", "a", "", "plan", title="A"), "“A”, its role: now plan; before, nothing."),
    (Change("choice-added", "a", "", "Yes", "brings in told", "A"), "“A” now also offers “Yes” (it brings in told)."),
    (Change("choice-removed", "a", "Yes", title="A"), "“A” no longer offers “Yes”."),
    (Change("choice-leads", "a", "brings in told", "", "Yes", "A"), "Choosing “Yes” in “A” now leads nowhere else; before, it brings in told."),
    (Change("flag-added", "f", "", "Wait.", "if x", "stop"), "The flag `f` is new (stop, if x): “Wait.”"),
    (Change("flag-level", "f", "note", "stop"), "The flag `f` is now a stop; before, a note."),
    (Change("head", "title", "A", "B"), "The title is worded differently: “A” → “B”."),
    (Change("head", "review_by", "2027-01-01", "2028-01-01"), "The day to look at it again: now 2028-01-01; before, 2027-01-01."),
    (Change("source-removed", "s", "A book"), "The source `s` is gone: A book."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "sentence"), SENTENCES, ids=[one[1][:40] for one in SENTENCES])
def test_a_change_is_said_in_a_sentence(change: Change, sentence: str) -> None:
    assert said(change) == sentence


def kinds() -> set[str]:
    """Every kind of change that the core can make."""
    text = "".join((CORE / name).read_text("utf-8") for name in ("framework_diff.py", "framework_diff_choices.py"))
    made = set(re.findall(r'"((?:step|choice|field|flag|source)-[a-z]+)"', text))
    return (
        made
        | {f"step-{key}" for key in (*WORDED, *SAID, *TRUE, *LISTED)}
        | {f"flag-{key}" for key in ("level", "say", "when")}
    )


def test_every_kind_of_change_has_a_sentence_of_its_own() -> None:
    for kind in sorted(kinds()):
        change = Change(kind, "at-it", "what was", "what is", "more of it", "Its title")
        sentence = said(change)

        assert "what is" in sentence or "what was" in sentence
        assert (
            kind.partition("-")[2] not in ("min", "max", "offers_from", "from")
            or f", {kind.partition('-')[2]}:" not in sentence
        )
    for key in HEAD:
        assert "what is" in said(Change("head", key, "what was", "what is"))


def test_scripts_get_each_change_with_its_sentence() -> None:
    change = Change("flag-level", "f", "note", "stop")
    data = diff_data({"id": "a"}, {"id": "b"}, [change])

    assert data["format"] == "ethics-framework-diff/1"
    assert data["changes"] == [{**change._asdict(), "said": said(change)}]
    assert sentences([change]) == [said(change)]
