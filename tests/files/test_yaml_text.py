from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ethics_cli.files import yaml_text
from ethics_cli.files.library import bundled_folder
from ethics_cli.files.yaml_text import DEPTH_LIMIT, NODE_LIMIT, SIZE_LIMIT, Document, read_yaml
from ethics_cli.problems import EthicsError, Place, Problem

CONTENT = sorted(bundled_folder().rglob("*.yaml"))
needs_libyaml = pytest.mark.skipif(not yaml.__with_libyaml__, reason="libyaml is not there to compare with")

REFUSED = {
    "repeated key": (b"a: 1\nb: 2\na: 3\n", "repeated-key", 3, 1),
    "repeated key in a flow map": (b'{"a": 1, "a": 2}\n', "repeated-key", 1, 10),
    "repeated key deep down": (b"x:\n  - y: 1\n    y: 2\n", "repeated-key", 3, 5),
    "anchor on a scalar": (b"a: &x 1\n", "anchor", 1, 4),
    "anchor on a map": (b"a: &x {b: 1}\n", "anchor", 1, 4),
    "anchor on a list": (b"a: &x [1]\n", "anchor", 1, 4),
    "anchor on a key": (b"&x b: c\n", "anchor", 1, 1),
    "alias": (b"b: 1\na: *x\n", "anchor", 2, 4),
    "tag": (b"a: !!str 1\n", "tag", 1, 4),
    "tag of its own": (b"a: !mine 1\n", "tag", 1, 4),
    "tag without a name": (b"a: ! 1\n", "tag", 1, 4),
    "binary": (b"a: !!binary aGk=\n", "tag", 1, 4),
    "tag on a key": (b"!t b: c\n", "tag", 1, 1),
    "merge key": (b"a:\n  <<: {b: 1}\n", "merge", 2, 3),
    "two documents": (b"a: 1\n---\nb: 2\n", "several-documents", 2, 1),
    "a second document that is empty": (b"a: 1\n---\n", "several-documents", 2, 1),
    "tab": (b"a: 1\nb:\t2\n", "invisible", 2, 3),
    "escape": (b"a: \x1b[2J\n", "invisible", 1, 4),
    "null": (b"a: \x00\n", "invisible", 1, 4),
    "delete": (b"a: x\x7f\n", "invisible", 1, 5),
    "C1 control": ("a: \x9b2J\n".encode(), "invisible", 1, 4),
    "next line": ("a: 1\x85b: 2\n".encode(), "invisible", 1, 5),
    "bidi override": ("a: ab\u202ecd\n".encode(), "invisible", 1, 6),
    "bidi isolate": ("a: \u2066cd\u2069\n".encode(), "invisible", 1, 4),
    "zero-width space": ("a: 1\nb: x\u200by\n".encode(), "invisible", 2, 5),
    "word joiner": ("a: x\u2060y\n".encode(), "invisible", 1, 5),
    "line separator": ("a: x\u2028y\n".encode(), "invisible", 1, 5),
    "tag character": ("a: x\U000e0041\n".encode(), "invisible", 1, 5),
    "private use": ("a: \ue000\n".encode(), "invisible", 1, 4),
    "byte order mark": ("\ufeffa: 1\n".encode(), "invisible", 1, 1),
    "in a comment": ("a: 1\n# \u202e\n".encode(), "invisible", 2, 3),
    "UTF-16": ("a: 1\n".encode("utf-16"), "not-utf8", 1, 1),
    "Latin-1": (b"a: 1\nb: caf\xe9\n", "not-utf8", 2, 1),
    "overlong": (b"a: \xc0\xaf\n", "not-utf8", 1, 1),
    "surrogate in UTF-8": (b"a: \xed\xa0\x80\n", "not-utf8", 1, 1),
    "too large": (b"a: " + b"x" * SIZE_LIMIT, "too-large", 0, 0),
    "too deep": (b"[" * 40 + b"]" * 40, "too-deep", 1, DEPTH_LIMIT + 2),
    "too many parts": (b"[" + b"1," * NODE_LIMIT + b"1]", "too-deep", 1, 2 * NODE_LIMIT),
    "a list as a key": (b"? [a]\n: b\n", "odd-key", 1, 3),
    "a map as a key": (b"? {a: b}\n: b\n", "odd-key", 1, 3),
    "an alias as a key": (b"*a : b\n", "odd-key", 1, 1),
    "empty": (b"", "empty", 1, 1),
    "only a comment": (b"# nothing\n", "empty", 1, 1),
    "only line ends": (b"\n\n\n", "empty", 1, 1),
    "an open list": (b"a: [1,\n", "syntax", 2, 1),
    "an open quotation": (b'a: 1\nb: "x\n', "syntax", 3, 1),
    "a colon too many": (b"a: b: c\n", "syntax", 1, 5),
    "a sign that starts nothing": (b"a: 1\nb: @x\n", "syntax", 2, 4),
    "crooked indent": (b"a:\n    b: 1\n  c: 2\n", "syntax", 3, 3),
}
LEGITIMATE = {
    "Arabic": "مرحبا، كيف حالك؟ القرار لها.",
    "Hebrew": "שלום, מה שלומך? ההחלטה שלה.",
    "Persian with joiners": "می\u200cخواهم",
    "emoji with joiners": "👨\u200d👩\u200d👧 🏳️\u200d🌈 👍🏽 🇨🇭",
    "Devanagari": "क्\u200dष",
    "combining marks": "e\u0301 o\u0308",
    "typographic": "“Nothing behind her back” – she said… § 5",
    "Chinese": "她想被倾听",
}


def refused(raw: bytes) -> Problem:
    with pytest.raises(EthicsError) as caught:
        read_yaml(raw, "case.yaml")
    (problem,) = caught.value.problems
    return problem


def outcome(raw: bytes) -> tuple[object, ...]:
    """What reading gives, in a form that two parsers can be compared in."""
    try:
        document = read_yaml(raw, "case.yaml")
    except EthicsError as fault:
        return tuple((problem.code, problem.place) for problem in fault.problems)
    return document.data, document.values, document.keys


@pytest.fixture
def with_parser(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Chooses which parser the reader uses."""
    return lambda name: monkeypatch.setattr(yaml_text, "_LOADER", getattr(yaml, name))


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "yes",
        "1.10",
        "12:30:45",
        "014",
        "0x1f",
        "1e3",
        "null",
        "~",
        "2026-11-21",
        "true",
        ".inf",
        "NaN",
        "=",
        "1_000",
    ],
)
def test_every_scalar_stays_the_text_that_was_written(written: str) -> None:
    assert read_yaml(f"a: {written}\n".encode(), "f").data == {"a": written}


@pytest.mark.parametrize("written", ["no", "1.10", "014", "null"])
def test_every_key_stays_the_text_that_was_written(written: str) -> None:
    assert read_yaml(f"{written}: x\n".encode(), "f").data == {written: "x"}


def test_a_merge_sign_in_quotes_is_text() -> None:
    assert read_yaml(b'"<<": 1\n', "f").data == {"<<": "1"}


def test_a_key_with_nothing_behind_it_holds_empty_text() -> None:
    assert read_yaml(b"a:\nb: ''\n", "f").data == {"a": "", "b": ""}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_outside_the_subset_is_refused_with_its_place(case: str) -> None:
    raw, code, line, column = REFUSED[case]
    problem = refused(raw)
    assert (problem.code, problem.place) == (f"yaml.{code}", Place("case.yaml", line, column))


@needs_libyaml
@pytest.mark.parametrize("case", REFUSED)
def test_both_parsers_refuse_the_same_for_the_same_reason_at_the_same_place(
    case: str, with_parser: Callable[[str], None]
) -> None:
    found = []
    for name in ("CSafeLoader", "SafeLoader"):
        with_parser(name)
        found.append(outcome(REFUSED[case][0]))
    assert found[0] == found[1]


@needs_libyaml
@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_both_parsers_read_the_same_data_and_places_from_bundled_content(
    path: Path, with_parser: Callable[[str], None]
) -> None:
    found = []
    for name in ("CSafeLoader", "SafeLoader"):
        with_parser(name)
        found.append(outcome(path.read_bytes()))
    assert isinstance(found[0][0], dict)
    assert found[0] == found[1]


@needs_libyaml
@pytest.mark.parametrize(
    "raw", [b'a: "\\ud800"\n', b'a: "\\udc00\\ud800"\n', b'a: "\\U00110000"\n'], ids=["high", "swapped", "beyond"]
)
def test_both_parsers_refuse_an_escape_that_is_no_character(raw: bytes, with_parser: Callable[[str], None]) -> None:
    for name in ("CSafeLoader", "SafeLoader"):
        with_parser(name)
        assert refused(raw).code == "yaml.syntax"


@pytest.mark.parametrize("name", LEGITIMATE)
def test_text_in_any_script_is_accepted_as_it_is(name: str) -> None:
    text = LEGITIMATE[name]
    assert read_yaml(f"{text}: {text}\n".encode(), "f").data == {text: text}


def test_each_key_and_value_has_its_place() -> None:
    document = read_yaml(b"a: 1\nlist:\n  - x\n  - key: {in: y}\n", "f.yaml")
    assert document.keys[("list",)] == Place("f.yaml", 2, 1)
    assert document.values[("list", 0)] == Place("f.yaml", 3, 5)
    assert document.keys[("list", 1, "key")] == Place("f.yaml", 4, 5)
    assert document.values[("list", 1, "key", "in")] == Place("f.yaml", 4, 15)


def test_the_place_of_what_is_not_there_is_the_nearest_part_around_it() -> None:
    document = read_yaml(b"a: 1\nb:\n  c: 2\n", "f.yaml")
    assert document.place(("b", "missing", "deeper")) == Place("f.yaml", 2, 1)
    assert document.place(("nowhere",)) == Place("f.yaml", 1, 1)


def test_windows_line_ends_read_as_line_ends() -> None:
    document = read_yaml(b"a: 1\r\nb: |\r\n  x\r\n  y\r\n", "f")
    assert document.data == {"a": "1", "b": "x\ny\n"}
    assert document.keys[("b",)].line == 2


@pytest.mark.parametrize(
    "case", ["repeated key", "anchor on a scalar", "tag", "a colon too many", "an open quotation", "tab"]
)
def test_no_refusal_repeats_a_value_of_the_document(case: str) -> None:
    canary = "Canary9137"
    raw = REFUSED[case][0].replace(b"1", canary.encode()).replace(b"x", canary.encode())
    problem = refused(raw)
    assert canary not in problem.message + problem.hint


def test_deep_nesting_that_would_exhaust_a_parser_is_a_refusal() -> None:
    for raw in (b"[" * 100_000, b"{a: " * 60_000, b"- " * 100_000, b"? " * 100_000):
        assert refused(raw).code in ("yaml.too-deep", "yaml.syntax", "yaml.odd-key")


def read_or_refused(raw: bytes) -> None:
    try:
        assert isinstance(read_yaml(raw, "f"), Document)
    except EthicsError as fault:
        assert fault.problems
        assert all(problem.place is not None for problem in fault.problems)


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b"a: 2001-99-99\n")
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    read_or_refused(raw)


YAMLISH = st.text(st.sampled_from("ab01: -?[]{},&*!|>'\"%@`#\\<~=.\n\r\t xué\u202e\u2028\ud7ff"), max_size=60)


@settings(max_examples=800, deadline=None)
@given(YAMLISH)
@example('a: "\\U00110000"')
@example("%TAG ! x\n---\na: !b 1\n")
@example("%YAML 9.9\n---\na\n")
@example("? - ? - a")
@example("--- |\n a")
def test_any_text_that_looks_like_yaml_is_read_or_refused(text: str) -> None:
    read_or_refused(text.encode())


@needs_libyaml
@settings(max_examples=800, deadline=None)
@given(st.text(st.sampled_from("ab1: -[]{},'\"#\n "), max_size=40))
def test_where_both_parsers_read_a_text_they_read_the_same(text: str) -> None:
    before, found = yaml_text._LOADER, []
    try:
        for loader in (yaml.CSafeLoader, yaml.SafeLoader):
            yaml_text._LOADER = loader
            try:
                document = read_yaml(text.encode(), "f")
                found.append((document.data, document.values, document.keys))
            except EthicsError:
                found.append(None)
    finally:
        yaml_text._LOADER = before
    if None not in found:
        assert found[0] == found[1]


def test_the_limits_are_what_they_are_said_to_be_and_what_reaches_them_is_read() -> None:
    assert (SIZE_LIMIT, DEPTH_LIMIT, NODE_LIMIT) == (262_144, 32, 20_000)
    assert len(read_yaml(b"a: " + b"x" * (SIZE_LIMIT - 3), "x").data["a"]) == SIZE_LIMIT - 3
    assert read_yaml(b"[" * 32 + b"x" + b"]" * 32, "x").data != ""
    with pytest.raises(EthicsError):
        read_yaml(b"[" * 33 + b"x" + b"]" * 33, "x")
    assert len(read_yaml(b"[" + b"1," * (NODE_LIMIT - 2) + b"1]", "x").data) == NODE_LIMIT - 1
    assert (
        len(read_yaml(b"{" + b",".join(b"a%d: 1" % at for at in range(NODE_LIMIT // 2 - 1)) + b"}", "x").data) == 9_999
    )


def test_maps_count_as_deep_as_lists() -> None:
    deep = lambda levels: b"".join(b" " * at + b"a:\n" for at in range(levels)) + b" " * levels + b"b\n"  # noqa: E731
    assert read_yaml(deep(32), "x").data != ""
    with pytest.raises(EthicsError, match="levels"):
        read_yaml(deep(33), "x")


@pytest.mark.parametrize("char", ["\u2029", "\u200e", "\ue123", "\U000f0001"])
def test_each_kind_of_invisible_character_is_refused(char: str) -> None:
    assert yaml_text.is_hidden(char)
    with pytest.raises(EthicsError) as caught:
        read_yaml(f"a: x{char}\n".encode(), "x")
    assert caught.value.problems[0].code == "yaml.invisible"


def test_what_is_not_hidden_is_kept_and_a_deleted_character_is() -> None:
    assert [char for char in " ~éß€д\u05d0\u200c\u200d\r" if yaml_text.is_hidden(char)] == []
    assert all(map(yaml_text.is_hidden, "\x1f\x7f\x80\t"))


def test_every_text_in_a_document_is_found_with_the_path_to_it() -> None:
    data = {"a": ["x", {"b": "y"}], "c": "z"}
    assert list(yaml_text.texts_in(data)) == [
        (("a",), "a"),
        (("a", 0), "x"),
        (("a", 1, "b"), "b"),
        (("a", 1, "b"), "y"),
        (("c",), "c"),
        (("c",), "z"),
    ]


def test_the_place_of_an_item_of_a_list_is_its_own_and_that_of_nothing_is_the_beginning() -> None:
    document = read_yaml(b"a:\n  - x\n  - y\n", "f")
    assert document.place(("a", 1)) == Place("f", 3, 5)
    assert document.place(("a", 1, "deeper", 2)) == Place("f", 3, 5)
    assert document.place(("nowhere",)) == Place("f", 1, 1)
    assert Document("f", None).place(()) == Place("f", 1, 1)


def test_hints_fit_what_was_refused() -> None:
    said = {}
    for name, raw in {"tab": b"a:\tb\n", "escape": b"a: \x1b\n", "colon": b"a: b: c\n", "other": b"a: [b\n"}.items():
        with pytest.raises(EthicsError) as caught:
            read_yaml(raw, "f")
        said[name] = caught.value.problems[0]
    assert said["tab"].hint == "use spaces"
    assert said["escape"].hint == "take the character out"
    assert "quote a text that holds a colon" in said["colon"].hint
    assert said["other"].hint == ""
    assert said["colon"].place == Place("f", 1, 5)
    assert said["other"].place is not None
    assert said["other"].place.line == 2
