"""Words that attack, in sessions whose chain holds, through every command that reads a session: seen, and never obeyed."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from types import ModuleType
from typing import Any

import pytest

from ethics_cli.files.yaml_text import read_yaml
from ethics_cli.render.html import ATTRIBUTES, ELEMENTS

BUNDLES = {
    "a-terminal": (
        "formula terminal-clear terminal-c1 terminal-dcs osc8-link overwrite form-feed nul "
        "bidi bidi-marks tags separators invisible private unassigned"
    ).split(),
    "b-markup": "formula-wide rich-markup templates yaml yaml-comment mermaid ics".split(),
    "c-markdown": "formula-tab markdown-heading markdown-inline markdown-fence".split(),
    "d-page": "front-matter html css combining lines".split(),
}
"""Words that are said together, since every command goes over each bundle. A formula acts only at the beginning of a cell."""


class Page(HTMLParser):
    """What a page has that could act: its elements, the attributes of them, and its style sheets."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.styles = ""
        self._in = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in = tag
        self.elements.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.styles += data if self._in == "style" else ""

    def handle_endtag(self, tag: str) -> None:
        self._in = ""


@pytest.fixture(scope="module")
def spoken(making: ModuleType, quick_raw: bytes):
    """Gives the session in which everybody says these words and nothing else, under an id of its own."""
    events = making.plains(quick_raw)

    def made(name: str, text: str) -> tuple[str, bytes]:
        changed = making.spoken(events, lambda old: text)
        changed[0]["id"] = ident = f"{name[0]}aaaaa-hostile-case"
        for event in changed:
            for item in event["value"] if isinstance(event.get("value"), list) else ():
                item["label"] += f" {item['id']}"  # options of one name would be asked about as one
        return ident, making.chained(changed)

    return made


@pytest.fixture
def over_session(workplace: Any, running: ModuleType, judge: Any):
    """Runs every command that reads a session over these bytes."""

    def run(ident: str, raw: bytes) -> dict[tuple[str, ...], Any]:
        path = workplace.home / "sessions" / f"{ident}.jsonl"
        brought = workplace.out / "sent.jsonl"
        brought.write_bytes(raw)
        before = workplace.outside()
        found = {}
        for argv in running.RUNS["session"]:
            path.write_bytes(raw)
            found[argv] = workplace.ran(argv, session=brought if argv[0] == "import" else path, base=workplace.base)
        assert workplace.outside() == before
        assert [said for ran in found.values() if (said := judge(ran))] == []
        return found

    return run


@pytest.mark.parametrize("bundle", list(BUNDLES))
def test_words_that_attack_are_seen_and_never_obeyed(
    bundle: str, spoken: Any, over_session: Any, words: dict[str, Any]
) -> None:
    text = "\n".join(words[name]["text"] for name in BUNDLES[bundle])

    found = over_session(*spoken(bundle, text))

    well_formed(found)
    for argv in (("show", "{session}"), ("record", "{session}", "--to", "-"), ("replay", "{session}")):
        shown = found[argv].out.replace("\\", "")
        assert [one for name in BUNDLES[bundle] if (one := words[name]["shown"]) and one not in shown] == []


def test_every_threat_is_in_one_bundle(words: dict[str, Any]) -> None:
    bundled = [name for names in BUNDLES.values() for name in names]
    assert sorted(bundled) == sorted(name for name in words if "control" not in words[name])


def test_words_of_every_script_are_shown_as_they_were_typed(
    spoken: Any, over_session: Any, words: dict[str, Any]
) -> None:
    texts = [one["text"] for one in words.values() if "control" in one]

    found = over_session(*spoken("e-controls", "\n".join(texts)))

    assert "⟨U+" not in "".join(ran.out + ran.err for ran in found.values())
    record = " ".join(found["record", "{session}", "--to", "-"].out.replace("\\", "").replace("> ", "").split())
    assert [text for text in texts if " ".join(text.split()) not in record] == []
    reading = [
        ran for argv, ran in found.items() if argv[0] in ("show", "record", "replay", "compare", "why", "answers")
    ]
    assert {ran.code for ran in reading} == {0}


def test_a_home_of_hostile_sessions_is_looked_at_as_any_other(
    spoken: Any, workplace: Any, running: ModuleType, judge: Any, words: dict[str, Any]
) -> None:
    for bundle, names in BUNDLES.items():
        ident, raw = spoken(bundle, "\n".join(words[name]["text"] for name in names))
        (workplace.home / "sessions" / f"{ident}.jsonl").write_bytes(raw)
    before = workplace.outside()

    found = {argv: workplace.ran(argv, first=ident) for argv in running.RUNS["home"] if argv != ("check",)}
    assert [said for ran in found.values() if (said := judge(ran))] == []
    assert workplace.outside() == before
    well_formed(found)


def test_a_hostile_session_as_an_answers_file_says_what_was_answered_and_nothing_else(
    spoken: Any, workplace: Any, words: dict[str, Any]
) -> None:
    for bundle, names in BUNDLES.items():
        ident, raw = spoken(bundle, "\n".join(words[name]["text"] for name in names))
        path = workplace.sent / f"{ident}.jsonl"
        path.write_bytes(raw)

        written = workplace.run("answers", str(path)).out
        data = read_yaml(written.encode(), "answers").data
        assert data["answers"]["triage.danger"] == "no"
        assert data["walk"] == "answers"
        assert {tuple(one) for one in data["answers"]["autonomy.stands"].values()} == {("value", "because")}


def well_formed(found: dict[tuple[str, ...], Any]) -> None:
    """What is for machines is still of its form: JSON, XML, tables, calendars, pages."""
    for argv, ran in found.items():
        if ("--json" in argv or "json" in argv or "sarif" in argv) and ran.out:
            json.loads(ran.out)
        if "jsonl" in argv:
            assert [json.loads(line) for line in ran.out.splitlines()]
        if "junit" in argv:
            ET.fromstring(ran.out)
        if "csv" in argv:
            rows = list(csv.reader(io.StringIO(ran.out)))
            assert {len(row) for row in rows} == {9}
            assert not any(cell.startswith(tuple("=+-@\t\r＝＋－＠")) for row in rows for cell in row)
        if "--ics" in argv:
            assert "h.invalid" not in ran.out
        if "html" in argv or "--html" in argv:
            page = Page(ran.out)
            assert page.elements <= ELEMENTS
            assert {name for name, _ in page.attributes} <= {name.lower() for name in ATTRIBUTES}
            assert [value for name, value in page.attributes if name == "href" and not value.startswith("#")] == []
            assert "h.invalid" not in page.styles
