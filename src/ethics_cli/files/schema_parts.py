"""What all forms of content share: how ids, references, days and truths are written, where content is from, what it knowingly passes over.

The forms themselves are in schema.py (what is walked) and schema_reference.py (what is looked up).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
)
from pydantic_core import PydanticCustomError

from ethics_cli.core.form_parts import DEVICE
from ethics_cli.core.norm import CLOCK_LIMIT

IDENT = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
REF = r"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$"
EDITION = r"^\d+\.\d+\.\d+$"
DATE = r"^\d{4}-\d{2}-\d{2}$"


def _truth(value: Any) -> Any:
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.lstrip("-").isdecimal() else value


def _no_device(value: str) -> str:
    if DEVICE.fullmatch(value):
        raise PydanticCustomError("device", "the name of a device")
    return value


def nothing_yet(value: Any) -> Any:
    """A key with nothing behind it, as in a blank answers file, is an empty map."""
    return {} if value == "" else value


Ident = Annotated[str, StringConstraints(pattern=IDENT, max_length=40)]
Name = Annotated[Ident, AfterValidator(_no_device)]
"""The id of a piece of content, which may become the name of a file."""
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


def shape(value: Any) -> str:
    return "text" if isinstance(value, str) else "list" if isinstance(value, list) else "map"


class Doc(BaseModel):
    """What all parts share: no unknown keys, no input repeated in errors."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)


class AcceptDoc(Doc):
    """A check that is knowingly not followed, with its reason."""

    check: Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9-]*\.[A-Za-z0-9-]+$", max_length=60)]
    at: Ident | None = None
    because: Line


class ReviewDoc(Doc):
    """Who has read a piece of content that they did not write."""

    by: Line
    on: Day
    how: str = ""


Reviewed = Annotated[
    Annotated[Literal["none"], Tag("text")] | Annotated[list[ReviewDoc], Tag("list")], Discriminator(shape)
]


class SourceDoc(Doc):
    """Where a claim comes from, when it was looked at, and whether its text was seen."""

    cite: Line
    checked_on: Day
    verified: Truth


class SignedDoc(Doc):
    """Content that says who wrote it, who paid, who read it and when it must be looked at again."""

    authors: Line
    funding: Line
    reviewed: Reviewed | None = None
    review_by: Day
    accepts: list[AcceptDoc] = []


Names = Annotated[Annotated[Ident, Tag("text")] | Annotated[list[Ident], Tag("list")], Discriminator(shape)]
Refs = Annotated[Annotated[Ref, Tag("text")] | Annotated[list[Ref], Tag("list")], Discriminator(shape)]
Positive = Annotated[int, BeforeValidator(_whole), Field(strict=True, gt=0, le=CLOCK_LIMIT)]


class StopDoc(Doc):
    """One entry of a walk."""

    framework: Ident | None = None
    lens: Ident | None = None
    joined: Literal["lens", "protocol"] | None = None
    when: dict[str, Any] | None = None


Walk = Annotated[
    list[Annotated[Annotated[Ident, Tag("text")] | Annotated[StopDoc, Tag("map")], Discriminator(shape)]],
    Field(min_length=1),
]
