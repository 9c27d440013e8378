"""What an action of `ethics frameworks` is asked to do, and what all of them share: the home, the library, JSON on stdout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ethics_cli.problems import Exit, wrong

if TYPE_CHECKING:
    from ethics_cli.files.home import Home
    from ethics_cli.files.library import Library


class Asked(NamedTuple):
    """The words and options of one call."""

    names: tuple[str, ...] = ()
    home_path: Path | None = None
    as_json: bool = False
    format: str = ""
    kind: str = ""
    to: str = ""

    @property
    def home(self) -> Home:
        from ethics_cli.cli.places import home_at

        return home_at(self.home_path)

    def library(self) -> Library:
        from ethics_cli.cli.places import library_for

        return library_for(self.home)

    def form(self, *known: str) -> str:
        """The format that was asked for; the first one where none was. Raises EthicsError when there is no such format."""
        if self.format and self.format not in known:
            hint = "known are: " + ", ".join(known)
            raise wrong("frameworks.format", "there is no such format here", hint, exit_code=Exit.USAGE)
        return self.format or known[0]


def print_json(data: Any) -> None:
    """Data for scripts; what cannot be seen is escaped, as all that is not ASCII."""
    print(json.dumps(data, indent=2))
