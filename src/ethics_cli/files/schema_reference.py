"""The form of content that is looked up: published models, norms, and an organisation's own card, as pydantic models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ethics_cli.core.framework import WORDS
from ethics_cli.core.norm import FORCES, TOPICS
from ethics_cli.core.profession import PROFESSIONS
from ethics_cli.files.schema_parts import Doc, Edition, Ident, Line, Name, Positive, SignedDoc, SourceDoc, Truth, Walk

Professions = list[Literal[PROFESSIONS]]  # type: ignore[valid-type]


class ModelStepDoc(Doc):
    """One step of a published model, with the union rows it asks for; `part`: only in part, or by implication."""

    title: Line
    rows: Annotated[list[Ident], Field(min_length=1)]
    part: Truth = False


class ModelDoc(SignedDoc):
    """A published decision-making model, as the rows of the union table that it asks for, in its own order."""

    model: Name
    title: Line
    short: Annotated[str, StringConstraints(min_length=1, max_length=24)]
    edition: Edition
    about: Line
    professions: Professions = []
    source: SourceDoc
    steps: Annotated[list[ModelStepDoc], Field(min_length=1)]
    walk: Walk


class ClockDoc(Doc):
    """A time limit, counted from the moment the information was received."""

    hours: Positive | None = None
    days: Positive | None = None
    working_days: Positive | None = None
    months: Positive | None = None
    at_once: Truth = False


class ClientDoc(Doc):
    """Whether the client is told, and how."""

    told: Literal[FORCES]  # type: ignore[valid-type]
    how: str = ""


class NormDoc(Doc):
    """One law, section of a code, or policy: what it asks of whom, how hard it binds, and how well that is known."""

    id: Ident
    title: Annotated[str, StringConstraints(min_length=1, max_length=90)]
    section: Line
    edition: Line
    force: Literal[FORCES]  # type: ignore[valid-type]
    topics: Annotated[list[Literal[TOPICS]], Field(min_length=1)]  # type: ignore[valid-type]
    professions: Professions = []
    trigger: Line
    says: Line
    who: Line
    to: Line
    limit: str = ""
    clock: ClockDoc | None = None
    minimum: Line
    client: ClientDoc
    protects: str = ""
    trap: str = ""
    compliant: Line
    noncompliant: Line
    source: SourceDoc


class NormsDoc(SignedDoc):
    """The norms of one jurisdiction (`place`), one professional body (`body`), or one organisation (a policy, with neither)."""

    norms: Name
    kind: Literal["law", "code", "policy"]
    place: Ident | None = None
    body: Ident | None = None
    title: Line
    edition: Edition
    about: Line
    entries: Annotated[list[NormDoc], Field(min_length=1)]


class ContactDoc(Doc):
    """Somebody who can be asked, by role: for what, and how to reach them."""

    who: Line
    topics: list[Literal[TOPICS]] = []  # type: ignore[valid-type]
    reach: str = ""


class RungDoc(Doc):
    """One rung of the way up: who, how to reach them, and within which time they are asked."""

    who: Line
    reach: str = ""
    within: str = ""


class OrganisationDoc(SignedDoc):
    """An organisation's own card: what to do in an emergency, whom to ask, the way up, and words it has approved."""

    organisation: Name
    title: Line
    edition: Edition
    about: Line
    emergency: str = ""
    contacts: list[ContactDoc] = []
    escalation: list[RungDoc] = []
    words: dict[Literal[WORDS], Line] = {}  # type: ignore[valid-type]
