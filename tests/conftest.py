"""What all tests share.

In CI the properties try the same examples in every run, so that a red run can be run again. And a small library of content,
as plain data and as files: one framework that comes to everything norms touch, one file of norms, one organisation's card.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("person", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "person")

Plain = dict[str, Any]
SIGNED = {"authors": "Nobody", "funding": "none", "review_by": "2030-01-01"}
SEEN = {"cite": "A text that was seen", "checked_on": "2026-11-01", "verified": True}
REMEMBERED = {"cite": "A text that is remembered", "checked_on": "2026-11-01", "verified": False}
FORCES = {"must": "I must", "may": "I may", "must-not": "I must not", "unknown": "Not known yet", "not": "Not me"}
FIELDS = (
    {"id": "section", "ask": "Which section?"},
    {"id": "says", "ask": "What does it say?", "type": "passage", "required": True},
    {"id": "force", "ask": "How does it bind you?", "type": "one-of", "required": True, "choices": FORCES},
    {"id": "to", "ask": "To whom?"},
    {"id": "limit", "title": "Time limit", "ask": "Which limit, in words?"},
    {"id": "due", "title": "Runs out", "ask": "When does it run out?", "type": "moment"},
    {"id": "source", "ask": "Where did you read it?"},
    {"id": "checked", "ask": "When did you check it?", "type": "date"},
)
PLACES = {
    "here": {"label": "Here"},
    "here-north": {"label": "The north of here"},
    "there": {"label": "There"},
    "elsewhere": {"label": "Somewhere else", "other": True},
}
BODIES = {"guild": {"label": "The guild"}, "none": {"label": "None", "alone": True}}
TOPICS = {"threat": {"label": "A threat"}, "privacy": {"label": "What is kept"}}


class Content:
    """Makes content as plain data. What is not said is made up, and says nothing of importance."""

    SEEN = SEEN
    REMEMBERED = REMEMBERED

    @staticmethod
    def norm(ident: str = "n1", **more: Any) -> Plain:
        """One norm, seen and binding unless said otherwise."""
        return {
            "id": ident,
            "title": f"The rule {ident}",
            "section": "section 1",
            "edition": "of 2020",
            "force": "must",
            "topics": ["threat"],
            "trigger": "Somebody is threatened.",
            "says": f"What {ident} says.",
            "who": "Those who hear of it.",
            "to": f"The office for {ident}",
            "minimum": "What was heard.",
            "client": {"told": "may"},
            "compliant": "It was passed on, and noted.",
            "noncompliant": "It was noted, and kept.",
            "source": SEEN,
            **more,
        }

    @staticmethod
    def norms(ident: str = "rules", *entries: Plain, kind: str = "policy", **more: Any) -> Plain:
        """A file of norms; a policy unless said otherwise."""
        return {
            "norms": ident,
            "kind": kind,
            "title": ident.title(),
            "edition": "1.0.0",
            "about": "Rules.",
            **SIGNED,
            "entries": list(entries) or [Content.norm()],
            **more,
        }

    @staticmethod
    def card(**more: Any) -> Plain:
        """An organisation's own card."""
        return {
            "organisation": "harbour",
            "title": "Harbour",
            "edition": "1.0.0",
            "about": "A place to work.",
            **SIGNED,
            "emergency": "Ring the duty desk first.",
            "contacts": [
                {"who": "The ethics lead", "reach": "by telephone"},
                {"who": "The data officer", "topics": ["privacy"], "reach": "by post"},
            ],
            "escalation": [
                {"who": "The team lead", "within": "the same day"},
                {"who": "The board", "reach": "by post"},
            ],
            "words": {"limits": "The approved words."},
            **more,
        }

    @staticmethod
    def model(ident: str = "small", *steps: Any, walk: Any = ("mini",), **more: Any) -> Plain:
        """A published model; each step is a list of rows, or whole."""
        whole = [one if isinstance(one, dict) else {"title": "A step", "rows": list(one)} for one in steps]
        return {
            "model": ident,
            "title": f"The model {ident}",
            "short": ident[:24],
            "edition": "1.0.0",
            "about": "A way to decide.",
            **SIGNED,
            "source": REMEMBERED,
            "steps": whole or [{"title": "A step", "rows": ["law"]}],
            "walk": list(walk),
            **more,
        }

    @staticmethod
    def mini() -> Plain:
        """A framework that comes to everything norms touch: danger, when it was learned, whose law, the list, who is asked."""
        steps = (
            {"id": "danger", "type": "yes-no", "role": "danger"},
            {"id": "learned", "type": "moment", "role": "received", "optional": True},
            {"id": "runs-out", "type": "moment", "role": "deadline", "ahead": True, "optional": True},
            {"id": "places", "type": "any-of", "role": "places", "when": {"fact.places": {"answered": "no"}}},
            {"id": "bodies", "type": "any-of", "role": "bodies", "when": {"fact.bodies": {"answered": "no"}}},
            {"id": "topics", "type": "any-of", "role": "topics"},
            {
                "id": "norms",
                "type": "roster",
                "role": "norms",
                "item": "norm",
                "offers_from": "norms",
                "optional": True,
            },
            {"id": "asked", "type": "roster", "item": "adviser", "offers_from": "contacts", "optional": True},
            {"id": "say", "type": "passage", "words": "limits", "start": "The framework's words.", "optional": True},
            {"id": "look", "type": "date", "role": "look-again", "ahead": True, "optional": True},
        )
        own = {"places": {"choices": PLACES}, "bodies": {"choices": BODIES}, "topics": {"choices": TOPICS}}
        fields = {"norms": {"fields": list(FIELDS)}}
        return {
            "framework": "mini",
            "kind": "stage",
            "edition": "1.0.0",
            "title": "Mini",
            "asks": "What bears on this?",
            "about": "Everything that norms touch.",
            **SIGNED,
            "sources": {"own": REMEMBERED},
            "steps": [
                {
                    "ask": f"About {step['id']}?",
                    "source": "own",
                    "depth": "quick",
                    **step,
                    **own.get(step["id"], {}),
                    **fields.get(step["id"], {}),
                }
                for step in steps
            ],
            "flags": [{"id": "now", "when": {"danger": "yes"}, "level": "stop", "say": "First see to the danger."}],
        }

    @staticmethod
    def mini_route() -> Plain:
        return {
            "route": "mini",
            "title": "Mini",
            "edition": "1.0.0",
            "about": "One framework.",
            "minutes": "5",
            "depth": "quick",
            "walk": ["mini"],
        }

    @staticmethod
    def put(folder: Path, *pieces: Plain) -> Path:
        """Write pieces of content as files into a folder. JSON is YAML; truths are written as content writes them."""
        folder.mkdir(parents=True, exist_ok=True)
        for piece in pieces:
            kind = next(
                kind for kind in ("framework", "route", "norms", "model", "organisation", "record") if kind in piece
            )
            text = json.dumps(_as_written(piece), indent=1, ensure_ascii=False)
            (folder / f"{kind}-{piece[kind]}.yaml").write_text(text, "utf-8")
        return folder


def _as_written(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return {key: _as_written(inner) for key, inner in value.items()}
    return [_as_written(one) for one in value] if isinstance(value, (list, tuple)) else value


@pytest.fixture(scope="session")
def content() -> type[Content]:
    return Content


STYLED = re.compile(r"\x1b\[[0-9;]*m")
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


@pytest.fixture(scope="session")
def conforms():
    """Says whether output holds nothing but what can be seen, line ends, and styles: `assert conforms(done.stdout)`."""

    def check(output: str) -> bool:
        return all(
            char == "\n" or char in "\u200c\u200d" or unicodedata.category(char) not in UNSEEN
            for char in STYLED.sub("", output)
        )

    return check


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory):
    """Gives the bytes of the session that a bundled sample walk comes to, walked by the real conduct on its own day. Each is made once."""
    from datetime import UTC, date, datetime, time
    from functools import cache

    from ethics_cli.app.conduct import Conduct
    from ethics_cli.app.ports import FixedClock
    from ethics_cli.app.scripted import Answers, ScriptAsker
    from ethics_cli.app.sessions import new_session, wish_from
    from ethics_cli.files.home import Home
    from ethics_cli.files.library import bundled_folder, load_library

    folder = tmp_path_factory.mktemp("sampled")

    @cache
    def library() -> Any:
        return load_library({"bundled": bundled_folder()}, folder / "cache")

    @cache
    def walked(name: str) -> bytes:
        plain = library().get("walk", name).plain
        clock = FixedClock(datetime.combine(date.fromisoformat(plain["today"]), time(14, 30), UTC))
        session = new_session(Home(folder / "home"), library(), wish_from(plain), clock)
        asker = ScriptAsker(Answers(plain["answers"], plain.get("handled", {})))
        with session.journal.locked():
            Conduct(session, asker).run()
        return session.journal.path.read_bytes()

    return walked


# what a run came to, for the table of docs/reference/how-we-test.md: kept when ETHICS_FIGURES names a file

FIGURES = os.environ.get("ETHICS_FIGURES", "")


def _keep(told: Plain) -> None:
    told |= {"day": datetime.now(UTC).date().isoformat(), "full": bool(os.environ.get("ETHICS_TORTURE"))}
    with open(FIGURES, "a", encoding="utf-8") as stream:
        stream.write(json.dumps(told, sort_keys=True) + "\n")


@pytest.fixture
def figure(request: pytest.FixtureRequest):
    """Says what a gate came to in this test: `figure("sweep", runs=93, lies=0)`."""

    def say(gate: str, **counted: float | str) -> None:
        print(gate, counted)
        if FIGURES:
            _keep({"gate": gate, "part": request.node.name, "counted": counted})

    return say


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if FIGURES and "PYTEST_XDIST_WORKER" not in os.environ and (report.when == "call" or report.skipped):
        _keep({"test": report.nodeid, "outcome": report.outcome, "seconds": round(report.duration, 1)})
