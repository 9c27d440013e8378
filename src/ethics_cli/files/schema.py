"""The form of every YAML file of content that is walked, as pydantic models: what keys there are and what they hold.

Strict: an unknown key is an error. Scalars arrive as text and get their type here. The same models print the JSON
Schemas that editors use. What the content means together (references, reachability) is not checked here but in core/lint.py.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from ethics_cli.core.framework import DEPTHS, FIELD_TYPES, KINDS, LEVELS, OFFERS, ROLES, TYPES, WORDS
from ethics_cli.files.schema_parts import (
    AcceptDoc,
    Day,
    Doc,
    Edition,
    Ident,
    Line,
    Name,
    Names,
    Ref,
    Refs,
    SignedDoc,
    SourceDoc,
    Truth,
    Walk,
    Whole,
    nothing_yet,
    shape,
)
from ethics_cli.files.schema_policy import PolicyDoc
from ethics_cli.files.schema_reference import ModelDoc, NormsDoc, OrganisationDoc
from ethics_cli.files.schema_scenario import ScenarioDoc


class FitDoc(Doc):
    when: dict[str, Any]
    because: Line


class ChoiceDoc(Doc):
    label: Line
    hint: str = ""
    reads: str = ""
    alone: Truth = False
    other: Truth = False
    route: Ident | None = None
    joins: Ident | None = None
    fits: list[FitDoc] = []


Choices = dict[Ident, Annotated[Annotated[Line, Tag("text")] | Annotated[ChoiceDoc, Tag("map")], Discriminator(shape)]]


class FieldDoc(Doc):
    id: Ident
    ask: Line
    type: Literal[FIELD_TYPES] = "text"  # type: ignore[valid-type]
    title: str = ""
    hint: str = ""
    required: Truth = False
    choices: Choices | None = None


class StepDoc(Doc):
    id: Ident
    ask: Line
    type: Literal[tuple(TYPES)]  # type: ignore[valid-type]
    title: str = ""
    hint: str = ""
    why: str = ""
    source: Names | None = None
    depth: Literal[DEPTHS] = "standard"  # type: ignore[valid-type]
    covers: list[Ident] = []
    when: dict[str, Any] | None = None
    each: Refs | None = None
    because: Literal["", "required", "offered"] = ""
    optional: Truth = False
    ahead: Truth = False
    start: str = ""
    reads: str = ""
    role: Literal[("", *ROLES)] = ""  # type: ignore[valid-type]
    choices: Choices | None = None
    points: dict[Ident, Line] | None = None
    from_: Annotated[Ref | None, Field(alias="from")] = None
    min: Whole | None = None
    max: Whole | None = None
    unit: str = ""
    range: Literal["", "required", "offered"] = ""
    item: Ident = "item"
    fields: list[FieldDoc] = []
    offers: list[Line] = []
    offers_from: Literal[("", *OFFERS)] = ""  # type: ignore[valid-type]
    words: Literal[("", *WORDS)] = ""  # type: ignore[valid-type]


class FlagDoc(Doc):
    id: Ident
    when: dict[str, Any]
    level: Literal[LEVELS]  # type: ignore[valid-type]
    say: Line


class FrameworkDoc(SignedDoc):
    """A framework: one YAML document of steps, with an edition and sources."""

    framework: Name
    kind: Literal[KINDS]  # type: ignore[valid-type]
    edition: Edition
    title: Line
    asks: Line
    about: Line
    sources: dict[Ident, SourceDoc]
    steps: Annotated[list[StepDoc], Field(min_length=1)]
    flags: list[FlagDoc] = []
    offers: dict[Ref, list[Line]] = {}
    challenge: str = ""


class RouteDoc(Doc):
    """A route: which frameworks a session walks, in which order and depth."""

    route: Name
    title: Line
    edition: Edition
    about: Line
    minutes: Whole
    depth: Literal[DEPTHS]  # type: ignore[valid-type]
    walk: Walk
    accepts: list[AcceptDoc] = []


class RowGroupDoc(Doc):
    title: Line
    rows: dict[Ident, Line]


class RowsDoc(Doc):
    """The rows of the union table."""

    rows: Edition
    groups: list[RowGroupDoc]


class PartDoc(Doc):
    """One part of a record: what it shows, from which steps."""

    show: Ident
    title: str = ""
    steps: list[Ref] = []
    say: str = ""


class LayoutDoc(Doc):
    """How a decision record is laid out."""

    record: Name
    edition: Edition
    title: Line
    bare: Truth = False
    parts: Annotated[list[PartDoc], Field(min_length=1)]
    accepts: list[AcceptDoc] = []


class ExpectDoc(Doc):
    path: list[str] = []
    flags: list[Ref] = []
    findings: list[str] = []
    complete: Truth = True


class AfterDoc(Doc):
    """A look back or a debrief of a sample walk: the day it is, the answers, and the path expected."""

    today: Day | None = None
    answers: Annotated[dict[Ref, Any], BeforeValidator(nothing_yet)] = {}
    path: list[str] = []


class WalkDoc(Doc):
    """A sample walk, and an answers file: answers in, path and flags expected."""

    walk: Ident = "answers"
    title: str = ""
    about: str = ""
    route: Ident | None = None
    profession: str = ""
    today: Day | None = None
    lenses: list[Ident] = []
    protocols: list[Ident] = []
    model: Ident | None = None
    places: list[Ident] = []
    bodies: list[Ident] = []
    handled: Annotated[dict[Ref, Line], BeforeValidator(nothing_yet)] = {}
    answers: Annotated[dict[Ref, Any], BeforeValidator(nothing_yet)] = {}
    expect: ExpectDoc | None = None
    after: AfterDoc | None = None
    debrief: AfterDoc | None = None


DOCUMENTS: dict[str, type[Doc]] = {
    "framework": FrameworkDoc,
    "route": RouteDoc,
    "rows": RowsDoc,
    "record": LayoutDoc,
    "model": ModelDoc,
    "norms": NormsDoc,
    "organisation": OrganisationDoc,
    "policy": PolicyDoc,
    "scenario": ScenarioDoc,
    "walk": WalkDoc,
}
