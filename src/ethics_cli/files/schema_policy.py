"""The form of a review policy, as pydantic models: rules over a walk and over named facts about it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from ethics_cli.core.policy import FINDING_LEVELS
from ethics_cli.files.schema_parts import Doc, Edition, Ident, Line, Name, Ref, SignedDoc


class RuleDoc(Doc):
    """One rule: raised when its condition holds, or at each gap that it names."""

    id: Ident
    level: Literal[FINDING_LEVELS]  # type: ignore[valid-type]
    finds: Ident | None = None
    when: dict[str, Any] | None = None
    say: str = ""
    do: str = ""
    step: Ref | None = None


class PolicyDoc(SignedDoc):
    """What sessions are reviewed by. With `takes`, the rules of another policy come first; one with the same id replaces its own."""

    policy: Name
    title: Line
    edition: Edition
    about: Line
    takes: Ident | None = None
    drops: list[Ident] = []
    rules: Annotated[list[RuleDoc], Field(min_length=1)]
