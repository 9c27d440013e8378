"""The form of a scenario to practise on, as pydantic models: the telling, annotated answers, what is to be noticed, sample runs."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from ethics_cli.core.scenario import RUNS, SORTS
from ethics_cli.files.schema_parts import (
    Doc,
    Edition,
    Ident,
    Line,
    Name,
    Positive,
    Ref,
    SignedDoc,
    SourceDoc,
    Walk,
    nothing_yet,
)
from ethics_cli.files.schema_reference import Professions

StepRef = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$", max_length=81)]
Answers = Annotated[dict[StepRef, Any], BeforeValidator(nothing_yet)]
Short = Annotated[str, StringConstraints(min_length=1, max_length=90)]


class SpokenDoc(Doc):
    """A line that somebody in the case says."""

    who: Short
    says: Line


class TellingDoc(Doc):
    """Something told when a condition holds."""

    when: dict[str, Any] | None = None
    tell: str = ""
    lines: list[SpokenDoc] = []


class InquiryDoc(Doc):
    """A question that may be asked, and what comes back."""

    ask: Short
    says: Line
    brings: list[Ident] = []


class StageDoc(Doc):
    """A part of the telling. `own` asks for a question of one's own before the list is shown; `most` says how many may be asked."""

    id: Ident
    title: Short
    tell: str = ""
    lines: list[SpokenDoc] = []
    also: list[TellingDoc] = []
    own: str = ""
    ask: str = ""
    most: Positive | None = None
    questions: dict[Ident, InquiryDoc] = {}


class OptionDoc(Doc):
    """An option that the scenario offers."""

    label: Line
    for_: Annotated[Line, Field(alias="for")]
    against: Line


class JudgedDoc(Doc):
    """An annotated answer: `answer` says which answers are meant; `example` shows one, where answers are free text."""

    step: StepRef
    answer: str | list[str] | dict[str, Any] | None = None
    example: str = ""
    needs: dict[str, Any] | None = None
    sort: Literal[SORTS]  # type: ignore[valid-type]
    why: Line
    source: Ident | None = None
    norm: StepRef | None = None


class NoticeDoc(Doc):
    """Something to be noticed. It was if `seen` holds or, without that, if the flag is raised."""

    id: Ident
    what: Line
    seen: dict[str, Any] | None = None
    flag: Ref | None = None
    try_: Annotated[Line, Field(alias="try")]


class OutcomeDoc(Doc):
    """What happens after the decision; the first one whose condition holds is told."""

    when: dict[str, Any] | None = None
    tell: Line
    lines: list[SpokenDoc] = []
    came: Literal["", "yes", "no"] = ""


class RunDoc(Doc):
    """A sample run, with what it leads to: flags, what the annotated answers are, what is noticed."""

    answers: Answers
    handled: Annotated[dict[Ref, Line], BeforeValidator(nothing_yet)] = {}
    sorts: Annotated[dict[StepRef, Literal[SORTS]], BeforeValidator(nothing_yet)] = {}  # type: ignore[valid-type]
    flags: list[Ref] = []
    notices: list[Ident] = []


class ScenarioDoc(SignedDoc):
    """A scenario: an invented case that is walked as a drill."""

    scenario: Name
    edition: Edition
    title: Short
    about: Line
    professions: Annotated[Professions, Field(min_length=1)]
    protocol: Ident | None = None
    minutes: Positive
    rows: Annotated[list[Ident], Field(min_length=1)]
    places: list[Ident] = []
    bodies: list[Ident] = []
    sources: dict[Ident, SourceDoc]
    walk: Walk
    asks: list[StepRef] = []
    given: Answers = {}
    options: dict[Ident, OptionDoc] = {}
    stages: Annotated[list[StageDoc], Field(min_length=1)]
    hidden: Annotated[dict[Ident, Line], BeforeValidator(nothing_yet)] = {}
    judged: Annotated[list[JudgedDoc], Field(min_length=1)]
    notice: Annotated[list[NoticeDoc], Field(min_length=1)]
    outcome: Annotated[list[OutcomeDoc], Field(min_length=1)]
    supervisor: Annotated[list[Line], Field(min_length=1)]
    try_: Annotated[Line, Field(alias="try")]
    runs: dict[Literal[RUNS], RunDoc]  # type: ignore[valid-type]
