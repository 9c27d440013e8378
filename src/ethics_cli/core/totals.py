"""Everything that is counted over many sessions, as one value for whoever shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ethics_cli.core.calibration import Calibration
from ethics_cli.core.counting import Table
from ethics_cli.problems import Problem


class Stats(NamedTuple):
    """Everything that is counted. Without `of` there are too few sessions to count."""

    of: int | None
    tables: tuple[Table, ...]
    forecasts: Calibration | None
    names: Mapping[str, Mapping[str, str]]
    problems: tuple[tuple[str, Problem], ...]
    since: str = ""
    drills: bool = False
