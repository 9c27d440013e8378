"""A record for peers tells no day, no identifier and not which session it is, and is the record everywhere else."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.declared import declared
from ethics_cli.core.generalise import Veil
from ethics_cli.core.identifiers import identifiers_in
from ethics_cli.core.route import Route
from ethics_cli.core.walk import Folded, Walk
from ethics_cli.render.document import Bullets, Document, Fold, Heading, Para, Quote, Rule, Table, Words
from ethics_cli.render.markdown import to_markdown
from ethics_cli.render.peer import LEFT, peer

VEIL = Veil(date(2026, 11, 21), declared(["Catherine Vale"]), {"England": "a jurisdiction"})
PIECES = [
    "5 Dec 2026",
    "07700 900123",
    "Catherine",
    "England",
    "Mrs Achterberg",
    "sha256:" + "ab" * 32,
    "e92a1b3c…77f0",
]
text = st.lists(st.sampled_from(PIECES) | st.text("abc xyz.", max_size=8), max_size=4).map(" ".join)
inline = st.lists(st.builds(Words, text, st.sampled_from(["", "strong", "em"])), max_size=2).map(tuple)
para = st.builds(Para, inline)
flat = st.one_of(
    st.builds(Heading, st.integers(1, 3), text),
    para,
    st.builds(Quote, st.lists(para, max_size=2).map(tuple)),
    st.builds(Bullets, st.lists(inline, max_size=2).map(tuple)),
    st.builds(Table, st.tuples(text, text), st.lists(st.tuples(inline, inline), max_size=2).map(tuple)),
    st.just(Rule()),
)
block = flat | st.builds(Fold, text, st.lists(flat, max_size=2).map(tuple))
documents = st.builds(
    Document, st.just({"session": "abc123-red-fox", "written": "2026-11-21"}), st.lists(block, max_size=4).map(tuple)
)


NOBODYS = Walk(
    Folded(),
    Route("quick", "Quick", "1.0.0", 0, ()),
    route_known=True,
    frameworks=(),
    path=(),
    answers={},
    off_path={},
    flags=(),
)
"""A walk in which nothing was answered."""


def strings(found: object) -> list[str]:
    """Every string in a tree of a document."""
    if isinstance(found, str):
        return [found]
    if isinstance(found, tuple):
        return [one for part in found for one in strings(part)]
    slots = [name for kind in type(found).__mro__ for name in getattr(kind, "__slots__", ())]
    return [one for name in slots for one in strings(getattr(found, name))]


@given(documents)
def test_nothing_that_tells_who_when_or_which_session_survives(document):
    made = peer(document, VEIL, NOBODYS)

    told = "\n\n".join(strings(made.blocks))
    assert identifiers_in(told) == []
    assert not re.search(r"Catherine|England|abab|e92a|2026", told)
    assert set(made.front) <= {"format", "status", "field", "drill", "flags"}


@given(st.lists(st.builds(Para, st.text("abcdefg hij.", min_size=1).map(lambda one: (Words(one),))), max_size=4))
def test_everything_else_stays_as_it_was(paras):
    made = peer(Document({}, tuple(paras)), VEIL, NOBODYS)

    assert made.blocks[: len(paras)] == tuple(paras)
    assert made.blocks[len(paras)] == Heading(2, LEFT)


def test_what_is_left_stands_before_the_annex():
    made = peer(Document({}, (Para((Words("said"),)), Fold("Annex", ()))), VEIL, NOBODYS)

    assert [type(one) for one in made.blocks] == [Para, Heading, Para, Bullets, Fold]


def test_what_stands_in_brackets_is_read_as_brackets():
    made = peer(Document({}, (Para((Words("Ring 07700 900123."),)),)), VEIL, NOBODYS)

    assert "Ring \\[telephone number\\]." in to_markdown(made)
