"""The form of every YAML file of content, as pydantic models: what keys there are and what they hold.

Strict: an unknown key is an error. Scalars arrive as text and get their type here. The same models print the JSON
Schemas that editors use. What the content means together (references, reachability) is not checked here but in core/lint.py.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag

from ethics_cli.core.framework import DEPTHS, FIELD_TYPES, KINDS, LEVELS, ROLES, TYPES

IDENT = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
REF = r"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$"
EDITION = r"^\d+\.\d+\.\d+$"
DATE = r"^\d{4}-\d{2}-\d{2}$"


def _truth(value: Any) -> Any:
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.lstrip("-").isdecimal() else value


def _nothing_yet(value: Any) -> Any:
    """A key with nothing behind it, as in a blank answers file, is an empty map."""
    return {} if value == "" else value


Ident = Annotated[str, StringConstraints(pattern=IDENT, max_length=40)]
Ref = Annotated[str, StringConstraints(pattern=REF, max_length=81)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Day = Annotated[str, StringConstraints(pattern=DATE)]
Edition = Annotated[str, StringConstraints(pattern=EDITION)]
Truth = Annotated[
    bool,
    BeforeValidator(_truth),
    Field(strict=True, json_schema_extra={"enum": [True, False, "yes", "no"], "type": ["boolean", "string"]}),
]
Whole = Annotated[int, BeforeValidator(_whole), Field(strict=True)]


def _shape(value: Any) -> str:
    return "text" if isinstance(value, str) else "list" if isinstance(value, list) else "map"


class Doc(BaseModel):
    """What all parts share: no unknown keys, no input repeated in errors."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)


class ChoiceDoc(Doc):
    label: Line
    hint: str = ""
    reads: str = ""
    alone: Truth = False
    other: Truth = False
    route: Ident | None = None
    joins: Ident | None = None


Choices = dict[Ident, Annotated[Annotated[Line, Tag("text")] | Annotated[ChoiceDoc, Tag("map")], Discriminator(_shape)]]
Names = Annotated[Annotated[Ident, Tag("text")] | Annotated[list[Ident], Tag("list")], Discriminator(_shape)]
Refs = Annotated[Annotated[Ref, Tag("text")] | Annotated[list[Ref], Tag("list")], Discriminator(_shape)]


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


class SourceDoc(Doc):
    cite: Line
    checked_on: Day
    verified: Truth


class FlagDoc(Doc):
    id: Ident
    when: dict[str, Any]
    level: Literal[LEVELS]  # type: ignore[valid-type]
    say: Line


class FrameworkDoc(Doc):
    """A framework: one YAML document of steps, with an edition and sources."""

    framework: Ident
    kind: Literal[KINDS]  # type: ignore[valid-type]
    edition: Edition
    title: Line
    asks: Line
    about: Line
    authors: Line
    funding: Line
    review_by: Day
    sources: dict[Ident, SourceDoc]
    steps: Annotated[list[StepDoc], Field(min_length=1)]
    flags: list[FlagDoc] = []
    challenge: str = ""


class StopDoc(Doc):
    framework: Ident | None = None
    lens: Ident | None = None
    joined: Literal["lens", "protocol"] | None = None
    when: dict[str, Any] | None = None


class RouteDoc(Doc):
    """A route: which frameworks a session walks, in which order and depth."""

    route: Ident
    title: Line
    edition: Edition
    about: Line
    minutes: Whole
    depth: Literal[DEPTHS]  # type: ignore[valid-type]
    walk: Annotated[
        list[Annotated[Annotated[Ident, Tag("text")] | Annotated[StopDoc, Tag("map")], Discriminator(_shape)]],
        Field(min_length=1),
    ]


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

    record: Ident
    edition: Edition
    title: Line
    parts: Annotated[list[PartDoc], Field(min_length=1)]


class ExpectDoc(Doc):
    path: list[str] = []
    flags: list[Ref] = []
    complete: Truth = True


class WalkDoc(Doc):
    """A sample walk, and an answers file: answers in, path and flags expected."""

    walk: Ident = "answers"
    title: str = ""
    about: str = ""
    route: Ident | None = None
    profession: str = ""
    today: Day | None = None
    lenses: list[Ident] = []
    handled: Annotated[dict[Ref, Line], BeforeValidator(_nothing_yet)] = {}
    answers: Annotated[dict[Ref, Any], BeforeValidator(_nothing_yet)] = {}
    expect: ExpectDoc | None = None


DOCUMENTS: dict[str, type[Doc]] = {
    "framework": FrameworkDoc,
    "route": RouteDoc,
    "rows": RowsDoc,
    "record": LayoutDoc,
    "walk": WalkDoc,
}
