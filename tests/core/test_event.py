from __future__ import annotations

import json
from inspect import Parameter, signature
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.digest import canonical
from ethics_cli.core.event import EVENTS, AnswerGiven, Blank, LineRedacted, Plain, SessionOpened
from ethics_cli.core.event_plain import Unreadable, from_plain, to_plain

_text = st.text(max_size=12)
_plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | _text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcxyz-", max_size=4), inner, max_size=3),
    max_leaves=6,
)
_answers = _plain.filter(lambda value: value is not False and value != "")
_BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    str: _text,
    bool: st.booleans(),
    int: st.integers(0, 2**53 - 1),
    Plain: st.dictionaries(st.text("abcxyz-", max_size=4), _plain, max_size=3),
    tuple[str, ...]: st.lists(_text, max_size=3).map(tuple),
    tuple[int, ...]: st.lists(st.integers(0, 2**53 - 1), max_size=3).map(tuple),
    tuple[Plain, ...]: st.lists(st.dictionaries(st.text("abcxyz-", max_size=4), _plain, max_size=3), max_size=2).map(
        tuple
    ),
    Any: _answers,
}
_WRONG: dict[Any, list[Any]] = {
    str: [None, 3, True, ["x"], {}],
    bool: [None, 0, 1, "yes", []],
    int: [None, True, "3", 1.0, -1],
    Plain: [None, "x", []],
    tuple[str, ...]: [None, "x", [3], [None], {}],
    tuple[int, ...]: [None, 3, ["x"], [True], [-1], {}],
    tuple[Plain, ...]: [None, "x", [3], ["x"], {}],
    Any: [],
}
_SAMPLES: dict[Any, Any] = {str: "x", int: 3, Plain: {}, tuple[Plain, ...]: []}


def _keys(made: type[Any]) -> dict[str, Any]:
    """The keys of an event and the type of each."""
    hints = get_type_hints(made)
    return {name: hints[name] for name in signature(made).parameters}


def _needed(made: type[Any]) -> list[str]:
    return [name for name, one in signature(made).parameters.items() if one.default is Parameter.empty]


def _made(kind: str) -> dict[str, Any]:
    """The least that an event of a kind must say."""
    made = EVENTS[kind]
    return {"kind": kind, **{name: _SAMPLES[_keys(made)[name]] for name in _needed(made)}}


def _built(kind: str) -> st.SearchStrategy[Any]:
    made = EVENTS[kind]
    return st.builds(made, **{name: _BY_TYPE[type_] for name, type_ in _keys(made).items()})


KINDS = sorted(EVENTS)


@given(st.sampled_from(KINDS).flatmap(_built))
def test_every_event_comes_back_from_its_line_as_it_was(event: Any) -> None:
    plain = to_plain(event)
    assert from_plain(plain) == event
    assert from_plain(json.loads(canonical(plain))) == event
    assert type(from_plain(plain)) is type(event)


@pytest.mark.parametrize("kind", KINDS)
def test_what_says_nothing_is_left_out(kind: str) -> None:
    least = _made(kind)
    origin = {"origin": "bundled"} if kind in ("framework.joined", "reference.joined") else {}
    assert to_plain(from_plain(least)) == {**least, **origin}


def test_an_answer_of_nought_and_an_empty_list_are_said() -> None:
    assert to_plain(AnswerGiven("f.a", "?", 0))["value"] == 0
    assert to_plain(AnswerGiven("f.a", "?", []))["value"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_key_is_refused(kind: str) -> None:
    with pytest.raises(Unreadable):
        from_plain({**_made(kind), "colour": "red"})


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind in KINDS for name in _needed(EVENTS[kind])])
def test_a_missing_key_is_refused(kind: str, name: str) -> None:
    plain = _made(kind)
    del plain[name]
    with pytest.raises(Unreadable):
        from_plain(plain)


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind in KINDS for name in _keys(EVENTS[kind]) if name != "value"]
)
def test_a_key_of_the_wrong_type_is_refused(kind: str, name: str) -> None:
    for wrong in _WRONG[_keys(EVENTS[kind])[name]]:
        with pytest.raises(Unreadable):
            from_plain({**_made(kind), name: wrong})


@pytest.mark.parametrize("kind", ["answer.taken", "", None, 3, "line.blank", "Answer.Given"])
def test_an_unknown_kind_is_refused(kind: Any) -> None:
    with pytest.raises(Unreadable):
        from_plain({**_made("answer.given"), "kind": kind})


def test_an_event_without_a_kind_is_refused() -> None:
    with pytest.raises(Unreadable):
        from_plain({"step": "f.a", "asked": "?"})


@given(
    st.dictionaries(
        st.sampled_from(["kind", "step", "asked", "value", "items", "id", "routes", "line", "flag", "open"]),
        _plain | st.sampled_from(KINDS),
        max_size=6,
    )
)
def test_any_plain_data_is_an_event_or_refused(plain: dict[str, Any]) -> None:
    try:
        event = from_plain(plain)
    except Unreadable:
        return
    assert isinstance(event, EVENTS[plain["kind"]])


def test_each_kind_has_a_name_of_its_own_and_a_blank_line_is_none_of_them() -> None:
    assert all(to_plain(from_plain(_made(kind)))["kind"] == kind for kind in KINDS)
    assert Blank not in EVENTS.values()
    assert len(set(EVENTS.values())) == len(KINDS)


def test_an_event_cannot_be_changed() -> None:
    for event, name in [(SessionOpened("s", "0", {}), "id"), (LineRedacted(3, "author", "asked for"), "by")]:
        with pytest.raises(AttributeError):
            setattr(event, name, "t")
