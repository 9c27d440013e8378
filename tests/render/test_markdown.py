"""What somebody typed is what a reader sees, in every engine, and it never becomes structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ethics_cli.render import markdown
from ethics_cli.render.document import (
    Block,
    Bullets,
    Document,
    Fold,
    Heading,
    Inline,
    Para,
    Quote,
    Rule,
    Table,
    Words,
    words,
)
from ethics_cli.render.markdown import escape, to_markdown
from ethics_cli.render.visible import visible

PIECES = """
\\ ` `` ``` ~ ~~ ~~~ * ** *** _ __ # ## > < | || - -- --- + = == === : ! [ ] ( ) { } ^ ^^ $ $$ @ & ; % / ? " ' . , 1. 12) 1986. 0
<b> </b> </p> <br> <!-- --> <?a?> <![CDATA[ ]]> <script> <details> &amp; &#42; &lt; http:// https:// HTTP:// ftp:// mailto: xmpp: www. WWW.
x.com example.org/a?b=c a@b.co http://a.b <http://a.b> [a](b) ![a](b) [a]: b [^1] [^1]: *[A]: {.c} :a: |---|---| |-| [x] >! !< $x$ ==m==
a b word A é 中 ﬁ \u200c \u200d … “ ” − ⟨
""".split()
SPACES = [
    " ",
    "  ",
    "    ",
    "\n",
    "\n\n",
    "\t",
    "\u00a0",
    "\u3000",
    "\r",
    "\x0c",
    "\x1b[31m",
    "\u2028",
    "\u202e",
    "\u200b",
    "\x00",
]
STARTS = [
    "- ",
    "+ ",
    "* ",
    "1. ",
    "12) ",
    "# ",
    "> ",
    ": ",
    "    ",
    "\t",
    "- [ ] ",
    "```\n",
    "---\n",
    "===\n",
    "\n- ",
    "\n# ",
    "\n> ",
    "\n1. ",
    "\n---",
    "\n===",
]

typed = st.lists(st.sampled_from(PIECES + SPACES) | st.text(max_size=4), max_size=7).map("".join)
hostile = st.builds(lambda start, rest: start + rest, st.sampled_from(["", *STARTS]), typed)
AFTER: tuple[Heading, Table] = (Heading(2, "After"), Table(("L", "R"), ((words("l"), words("r")),)))
SHAPE = {
    "paragraph": ["p"],
    "bullets": ["ul", "li", "li"],
    "quote": ["blockquote", "p"],
    "quote of two": ["blockquote", "p", "p"],
    "heading": ["h3"],
    "table": ["table", "tr", "th", "th", "th", "tr", "td", "td", "td", "tr", "td", "td", "td"],
    "strong": ["p", "em", "strong"],
    "label": ["ul", "li", "strong", "li", "em"],
}
thorough = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


def seen(text: str, reader: ModuleType) -> str:
    return str(reader.lines_of(visible(text).split("\n")))


def on_one_line(text: str, reader: ModuleType) -> str:
    return str(reader.folded(visible(" ".join(text.split()))))


def laid_out(place: str, text: str, reader: ModuleType) -> tuple[Block, list[tuple[str, str]]]:
    """A block that holds the text, and the texts that a reader must see for it."""
    lines, line = seen(text, reader), on_one_line(text, reader)
    cell = line if "\n" in text else str(reader.folded(visible(text)))
    whole = " ".join(text.split())
    if place == "paragraph":
        return Para(words(text)), [("p", lines)]
    if place == "bullets":
        return Bullets((words(text), words("b"))), [("li", lines), ("li", "b")]
    if place == "quote":
        return Quote((Para(words(text)),)), [("p", lines)]
    if place == "quote of two":
        return Quote((Para(words(text)), Para(words("b")))), [("p", lines), ("p", "b")]
    if place == "heading":
        return Heading(3, text), [("h3", line)]
    if place == "strong":
        inline = (Words("Before ", "em"), Words(f"A. {whole}", "strong"), Words(" after"))
        return Para(inline), [("p", reader.folded(f"Before A. {line} after"))]
    if place == "label":
        items: tuple[Inline, ...] = (
            (Words(f"A. {whole}: ", "strong"), Words(whole)),
            (Words(f"N ({whole}): ", "em"), Words(whole)),
        )
        return Bullets(items), [
            ("li", reader.folded(f"A. {line}: {line}")),
            ("li", reader.folded(f"N ({line}): {line}")),
        ]
    table = Table(("H", whole, "K"), ((words("x"), words(text), words("y")), (words(text), words(text), words(text))))
    return table, [("th", "H"), ("th", line), ("th", "K"), ("td", "x"), ("td", cell), ("td", "y"), *[("td", cell)] * 3]


def faults(engine: str, place: str, text: str, reader: ModuleType) -> Iterator[str]:
    """What is wrong with a text in a place, as an engine shows it; what stands after it must survive, too."""
    block, texts = laid_out(place, text, reader)
    with_table = engine != reader.WITHOUT_TABLES
    after = AFTER if with_table else AFTER[:1]
    made = to_markdown(Document({}, (block, *after)))
    page = reader.read(engine, made)
    shape = [*SHAPE[place], "h2", *(["table", "tr", "th", "th", "tr", "td", "td"] if with_table else [])]
    if page.elements != shape:
        yield f"{place} in {engine}: {page.elements} from {made!r}"
    tail = [("h2", "After"), *([("th", "L"), ("th", "R"), ("td", "l"), ("td", "r")] if with_table else [])]
    if page.texts != [*texts, *tail]:
        yield f"{place} in {engine}: {page.texts} from {made!r}"


@pytest.mark.parametrize("place", list(SHAPE))
@thorough
@given(text=hostile)
@example(text="")
@example(text="\n")
@example(text="ends in blank lines\n\n")
@example(text="\n\nbegins with blank lines")
@example(text="_http://a.b")
@example(text="see_https://a.b/c")
@example(text="==marked==")
@example(text="a\n: b")
@example(text="1986. A great year")
@example(text="| a | b |\n|---|---|\n| c | d |")
@example(text="[a]: http://b\n[a]")
def test_typed_text_is_seen_as_it_was_typed_and_makes_no_structure(
    text: str, place: str, engine: str, reader: ModuleType
) -> None:
    if place == "table" and engine == reader.WITHOUT_TABLES:
        return
    assert not list(faults(engine, place, text, reader))


@thorough
@given(first=hostile, second=hostile)
def test_two_paragraphs_do_not_act_on_each_other(first: str, second: str, engine: str, reader: ModuleType) -> None:
    page = reader.read(
        engine, to_markdown(Document({}, (Para(words(first)), Para(words(second)), Heading(2, "After"))))
    )
    assert page.elements == ["p", "p", "h2"]
    assert page.texts == [("p", seen(first, reader)), ("p", seen(second, reader)), ("h2", "After")]


@thorough
@given(text=hostile)
def test_an_annex_that_folds_keeps_its_blocks_and_closes(text: str, engine: str, reader: ModuleType) -> None:
    if engine.startswith("mistune"):
        return  # it shows raw HTML as text
    blocks = (Fold("Annex <all>", (Heading(3, text), Para(words(text)))), Heading(2, "After"))
    page = reader.read(engine, to_markdown(Document({}, blocks)))
    assert page.elements == ["details", "summary", "h3", "p", "h2"]
    assert page.texts == [
        ("summary", "Annex <all>"),
        ("h3", on_one_line(text, reader)),
        ("p", seen(text, reader)),
        ("h2", "After"),
    ]


@pytest.mark.parametrize("address", ["a@b.co", "mailto:a@b.co", "<a@b.co>", "xmpp:a@b.co/c"])
def test_an_address_keeps_its_text(address: str, engine: str, reader: ModuleType) -> None:
    page = reader.read(engine, to_markdown(Document({}, (Para(words(address)),))))
    assert page.texts == [("p", address)]
    assert page.elements == ["p"]


def test_a_rule_after_a_paragraph_is_a_rule_and_not_an_underline(engine: str, reader: ModuleType) -> None:
    page = reader.read(engine, to_markdown(Document({}, (Para(words("a")), Rule(), Heading(2, "b")))))
    assert page.elements == ["p", "hr", "h2"]


def test_code_of_our_own_making_cannot_be_closed_from_within(engine: str, reader: ModuleType) -> None:
    page = reader.read(
        engine, to_markdown(Document({}, (Para((Words("ethics `verify` <x>", "code"), Words(" shows."))),)))
    )
    assert page.elements == ["p", "code"]
    assert page.texts == [("p", "ethics verify <x> shows.")]


@thorough
@given(text=hostile)
def test_a_text_is_escaped_the_same_wherever_it_is_escaped(text: str) -> None:
    assert escape(text) == escape(text)
    assert "\n".join(escape(line) for line in text.split("\n")) == escape(text)


front_text = st.text() | hostile
front = st.dictionaries(
    st.sampled_from(["title", "session", "profession", "status", "look-again", "flags"]),
    front_text
    | st.booleans()
    | st.integers(0, 10**6)
    | st.lists(front_text, max_size=3)
    | st.dictionaries(st.just("head"), front_text, min_size=1),
    min_size=1,
)


@thorough
@given(front=front)
@example(front={"title": "---\nstatus: decided"})
@example(front={"title": "\x00\x1b\u2028\ufeff\x85\U00018d09\U000e0001"})
@example(front={"title": "no", "status": "2026-11-21"})
def test_front_matter_is_yaml_that_says_what_was_given(front: dict[str, Any]) -> None:
    text = to_markdown(Document(front, (Heading(1, "T"),)))
    between = re.match(r"---\n(.*?)\n---\n\n# T\n\Z", text, re.DOTALL)
    assert between is not None and "\n---" not in between.group(1)
    assert yaml.safe_load(between.group(1)) == front


# Taking a rule away must show somewhere. A witness is a text that an engine then shows otherwise.

WITNESSES = {
    "\\": "a\\*b",
    "`": "`a`",
    "*": "*a*",
    "_": "_a_",
    "<": "<?a?>",
    ">": "> a",
    "&": "&amp;",
    "|": "a|b",
    "~": "~~a~~",
    "$": "$a$",
    "#": "# a",
    "!": "!",
    "^": "^a^",
    "[]": "[a](b)",
    "-": "- a",
    "+": "+ a",
    "=": "x\n===",
    "line start 1.": "1. a",
    "line start 1)": "1) a",
    "scheme http": "http://a.co",
    "scheme ftp": "ftp://a.co",
    "www": "www.a.co",
    "domain": "a.com",
    "spaces": "    a",
}
BELT_AND_BRACES = {
    "[": "a bracket that cannot be closed makes no link: its partner is escaped as well",
    "]": "a bracket that was not opened makes no link: its partner is escaped as well",
    "{": "attribute lists, of engines that are not tried here",
    "}": "attribute lists, of engines that are not tried here",
    "@": "mentions of people, which a forge makes after the engine is done",
    "scheme mailto": "an address is found by its @ in the engines that link one",
    "scheme xmpp": "an address is found by its @ in the engines that link one",
}
NEEDS = {
    "&": "markdown-it commonmark",
    "$": "mistune with every plugin",
    "!": "mistune with every plugin",
    "^": "mistune with every plugin",
}
NEEDS |= {"scheme ftp": "markdown-it gfm-like", "www": "cmark-gfm", "domain": "markdown-it gfm-like"}


def without(rule: str, patch: pytest.MonkeyPatch) -> None:
    """Take one rule out of the escaping."""
    kind, _, part = rule.rpartition(" ")
    if rule == "spaces":
        patch.setattr(markdown, "_spaced", lambda line: line)
    elif rule in ("www", "domain"):
        patch.setattr(markdown, f"_{rule.upper()}", re.compile(r"(?!)()()"))
    elif kind == "scheme":
        _retract(patch, "_SCHEME", f"{part}s?|" if part == "http" else f"|{part}")
    elif part in ("1.", "1)"):
        _retract(patch, "_LINE_START", part[1], after=r"\d+[")
    else:
        for char in part:
            changed = [
                _retract(patch, name, re.escape(char) if char in "\\[]" else char, after="[")
                for name in ("_ALWAYS", "_LINE_START")
            ]
            assert any(changed)


def _retract(patch: pytest.MonkeyPatch, name: str, part: str, after: str = "") -> bool:
    """Take a part out of a pattern of markdown.py, the first one behind `after`. False when it is not in it."""
    pattern: re.Pattern[str] = getattr(markdown, name)
    at = pattern.pattern.find(part, pattern.pattern.index(after) + len(after))
    if at < 0:
        return False
    patch.setattr(markdown, name, re.compile(pattern.pattern[:at] + pattern.pattern[at + len(part) :], pattern.flags))
    return True


def fails_somewhere(text: str, reader: ModuleType) -> bool:
    places = [
        (engine, place)
        for engine in reader.engines()
        for place in SHAPE
        if (engine, place) != (reader.WITHOUT_TABLES, "table")
    ]
    return any(True for engine, place in places for _ in faults(engine, place, text, reader))


@pytest.mark.parametrize("rule", list(WITNESSES))
def test_each_rule_of_escaping_is_needed(rule: str, monkeypatch: pytest.MonkeyPatch, reader: ModuleType) -> None:
    if rule in NEEDS and NEEDS[rule] not in reader.engines():
        pytest.skip(f"only {NEEDS[rule]} shows it, and it is not installed")
    witness = WITNESSES[rule]
    assert not fails_somewhere(witness, reader)
    without(rule, monkeypatch)
    assert fails_somewhere(witness, reader)


def test_every_rule_of_escaping_is_either_witnessed_or_said_to_be_belt_and_braces() -> None:
    always = set(re.sub(r"\\(.)", r"\1", markdown._ALWAYS.pattern.removeprefix("([").removesuffix("])")))
    assert always <= set("".join(rule for rule in WITNESSES if " " not in rule and not rule.isalpha())) | set(
        BELT_AND_BRACES
    )


@pytest.mark.parametrize("rule", list(BELT_AND_BRACES))
def test_what_is_said_to_be_belt_and_braces_changes_nothing_that_a_reader_sees(
    rule: str, monkeypatch: pytest.MonkeyPatch, reader: ModuleType
) -> None:
    texts = ["[a](b)", "![a](b)", "[a]: b\n[a]", "{.a}", "a {#b}", "@a", "mailto:a@b.co", "xmpp:a@b.co"]
    before = [fails_somewhere(text, reader) for text in texts]
    without(rule, monkeypatch)
    assert [fails_somewhere(text, reader) for text in texts] == before
