"""What a call of `ethics practice` asks for: its words and options."""

from __future__ import annotations

from typing import NamedTuple

from ethics_cli.cli.sitting import Sitting


class PracticeAsked(NamedTuple):
    """The words and options of one call."""

    sitting: Sitting
    scenario: str = ""
    random: bool = False
    protocol: str = ""
    profession: str = ""
    minutes: int = 0
    lines: bool = False
    progress: bool = False
    from_: str = ""
    answers: str = ""
    pairs: tuple[str, ...] = ()
