"""The page of a replay: every moment is on it, in order, and can be reached without a mouse and without a script."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from render_reading import ATTACKS, TYPED, Reading

from ethics_cli.core.event import (
    AnswerAmended,
    AnswerGiven,
    Blank,
    DecisionClosed,
    Entry,
    FlagHandled,
    FrameworkJoined,
    NoteAdded,
    OpinionAsked,
    OpinionGiven,
    RemarkMade,
    SessionOpened,
    SignOffGiven,
)
from ethics_cli.core.replaying import Replay
from ethics_cli.render.replay_page import replay_page

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
HEAD = "0" * 64


def option(ident: str, label: str, **fields: str) -> dict[str, str]:
    return {"id": ident, "label": label, **fields}


def content(text: str) -> tuple[dict, dict]:
    """A route of a stage with options and a choice, and one lens; foreign text wherever content may hold any."""
    fields = [{"id": "for", "ask": "What speaks for it?", "title": text or "For"}]
    stage = {
        "framework": "stage",
        "kind": "stage",
        "edition": "1.0.0",
        "title": f"Stage {text}",
        "steps": [
            {"id": "danger", "ask": f"Danger? {text}", "type": "yes-no", "why": f"Because {text}"},
            {"id": "wants", "ask": "What is wanted?", "type": "passage", "title": f"Wants {text}"},
            {"id": "options", "ask": "Which options?", "type": "roster", "role": "options", "fields": fields},
        ],
        "flags": [{"id": "now", "when": {"danger": "yes"}, "level": "stop", "say": f"First {text} {{stage.wants}}"}],
    }
    lens = {
        "framework": "lens",
        "kind": "lens",
        "edition": "1.0.0",
        "title": f"Lens {text}",
        "steps": [
            {"id": "stands", "ask": "Where does {item} stand?", "type": "appraisal", "each": "stage.options"},
            {"id": "choice", "ask": "Which?", "type": "one-of", "from": "stage.options", "role": "decision"},
        ],
    }
    return stage, lens


def events(text: str) -> list:
    """One session in which everything happens that can be shown, with the same text in every place that holds any."""
    stage, lens = content(text)
    route = {"route": "r", "title": f"Route {text}", "edition": "1", "depth": "full", "walk": ["stage", "lens"]}
    listed = [option("o1", f"Go {text}", **{"for": text}), option("o2", "Stay")]
    opinion = {"step": "lens.choice", "asked": text, "value": "o2", "because": text}
    return [
        SessionOpened("s1", "0", {"r": route}, "r", title=text, profession=text),
        FrameworkJoined(stage, HEAD),
        FrameworkJoined(lens, HEAD),
        AnswerGiven("stage.danger", f"Danger? {text}", "yes", note=text, unsure=True),
        FlagHandled("stage.now", text),
        NoteAdded("stage.wants", text),
        AnswerGiven("stage.wants", "What is wanted?", text),
        AnswerAmended("stage.wants", "What is wanted?", f"{text}.", reason=text),
        AnswerGiven("stage.options", "Which options?", listed[:1], open=True),
        AnswerGiven("stage.options", "Which options?", listed),
        AnswerGiven("lens.stands", "Where does it stand?", "for", ("o1",), because=text),
        AnswerGiven("lens.stands", "Where does it stand?", None, ("o2",), non="unknown", because=text),
        AnswerGiven("lens.choice", "Which?", "o1", because=text),
        DecisionClosed(),
        Blank(),
        RemarkMade(text, text, "lens.choice", (), "change-wanted"),
        OpinionAsked(text, (3,)),
        OpinionGiven(text, (opinion,), 3, HEAD, blind=True, needs=text, dissents=True),
        SignOffGiven(text, 3, HEAD, text=text),
        AnswerAmended("stage.danger", f"Danger? {text}", "no", reason=text),
    ]


def page_of(text: str) -> str:
    entries = [Entry(at, f"2026-11-{at + 1:02}T10:00:00Z", event) for at, event in enumerate(events(text))]
    return replay_page(Replay(entries), len(entries), HEAD)


@pytest.fixture(scope="module")
def page() -> str:
    return page_of("typed")


@pytest.fixture(scope="module")
def read(page: str):
    return Reading(page)


def attributes(read, tag: str) -> list[dict]:
    return [dict(given) for name, given in read.tags if name == tag]


def test_every_moment_has_a_place_of_its_own_with_a_heading(read) -> None:
    articles = attributes(read, "article")
    headings = {one.get("id") for one in attributes(read, "h3")}

    assert [one["id"] for one in articles] == ["e0", *(f"e{at}" for at in range(3, 20))]
    assert {one["aria-labelledby"] for one in articles} <= headings


def test_every_link_leads_to_a_place_on_the_page_and_every_id_is_there_once(read) -> None:
    ids = [value for _, given in read.tags for name, value in given if name == "id"]
    links = {one["href"].removeprefix("#") for one in attributes(read, "a")}

    assert links <= set(ids)
    assert len(ids) == len(set(ids))


def test_from_each_moment_one_key_leads_to_the_next(page: str) -> None:
    articles = re.findall(r'<article id="(\w+)".*?</article>', page, re.DOTALL)
    nexts = re.findall(r'href="#(\w+)">Next<', page)

    assert nexts == articles[1:]


def test_changes_flags_the_decision_and_what_others_said_are_marked_and_listed(read) -> None:
    marked = {one["id"]: one["class"].split()[1:] for one in attributes(read, "article")}
    lists = "".join(read.said[read.said.index("Parts") :])

    assert [at for at, marks in marked.items() if "change" in marks] == ["e7", "e19"]
    assert {"e4", "e19"} <= {at for at, marks in marked.items() if "raising" in marks}
    assert [at for at, marks in marked.items() if "deciding" in marks] == ["e12", "e13"]
    assert [at for at, marks in marked.items() if "other" in marks] == ["e15", "e16", "e17", "e18"]
    assert all(head in lists for head in ("Answers that were changed", "Flags that rose or fell", "What others said"))


def test_an_answer_that_was_changed_shows_what_it_was_and_why(page: str) -> None:
    changed = page[page.index('id="e7"') : page.index('id="e8"')]
    said = Reading(changed).text

    assert said.index("Was") < said.index("Now") < said.index("Why it was changed: typed")


def test_time_is_told_as_pauses_and_in_no_other_way(read) -> None:
    assert "the next day" in read.text
    assert not re.search(r"2026|10:00|T\d\d:", read.text)


def test_headings_go_down_one_level_at_a_time(read) -> None:
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_holds_no_script_and_names_no_address(page: str) -> None:
    assert "<script" not in page
    assert not re.search(r"(src|action|srcset)=|https?:|//\w", page)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=25)
@given(TYPED.filter(str.strip))
def test_the_shape_of_the_page_does_not_depend_on_what_anybody_wrote(text: str) -> None:
    plain = "\n".join("x" for _ in text.split("\n"))
    typed, other = Reading(page_of(text)), Reading(page_of(plain))

    def shape(read):
        return [(tag, given) for tag, given in read.tags if tag not in ("br", "meta")]

    assert shape(typed) == shape(other)
    assert typed.open == []
    assert not typed.odd


@given(st.text(max_size=30))
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=25)
def test_nothing_that_acts_on_a_terminal_or_hides_is_on_the_page(text: str) -> None:
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]", page_of(text)
    )


@pytest.mark.skipif(BROWSER is None, reason="no browser here")
def test_in_a_browser_what_was_typed_stays_text(tmp_path: Path) -> None:
    text = " ".join(ATTACKS[:-1]) + " <script>document.body.innerHTML='gone'</script>"
    (tmp_path / "page.html").write_text(page_of(text), "utf-8")
    (tmp_path / "plain.html").write_text(page_of("x"), "utf-8")

    typed, plain = (Reading(dumped(tmp_path, name)) for name in ("page.html", "plain.html"))

    assert [tag for tag, _ in typed.tags] == [tag for tag, _ in plain.tags]
    assert "script>document.body" in typed.text


def dumped(folder: Path, name: str) -> str:
    """The page as the browser holds it after it has loaded."""
    command = [
        str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}",
        "--dump-dom", (folder / name).as_uri(),
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, timeout=60).stdout
