"""`config.yaml` in the home: profession, places of work, professional bodies, the organisation's folder. Nothing about a client, ever."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ethics_cli.files.bounded import CONTENT_LIMIT, bytes_within
from ethics_cli.files.replacing import replace_file
from ethics_cli.files.yaml_quote import quoted
from ethics_cli.problems import EthicsError, Problem, named

KNOWN = ("profession", "places", "bodies", "organisation", "keep_words", "keep_sessions")
MONTHS = ("keep_words", "keep_sessions")


class Settings(NamedTuple):
    """What is asked once and kept. Empty means not said. `places` and `bodies` are ids, joined by commas.

    `keep_words` and `keep_sessions` say for how many months; empty means for good.
    """

    profession: str = ""
    places: str = ""
    bodies: str = ""
    organisation: str = ""
    keep_words: str = ""
    keep_sessions: str = ""

    def listed(self, name: str) -> list[str]:
        """A setting that holds several ids, as a list."""
        return [one.strip() for one in str(getattr(self, name)).split(",") if one.strip()]


def read_settings(path: Path) -> Settings:
    """The settings in a file; none when there is no file. Raises EthicsError when the file cannot be understood."""
    if not path.is_file():
        return Settings()
    from ethics_cli.files.yaml_text import read_yaml

    raw = bytes_within(path, CONTENT_LIMIT)
    if not raw.strip():
        return Settings()
    document = read_yaml(raw, str(path))
    data = document.data
    if not isinstance(data, dict):
        raise EthicsError(
            Problem(
                "settings.form", "settings are keys and values", document.place(()), "known are: " + ", ".join(KNOWN)
            )
        )
    unknown = [key for key in data if key not in KNOWN or not isinstance(data[key], str)]
    if unknown:
        hint = "known are: " + ", ".join(KNOWN)
        raise EthicsError(
            *(
                Problem("settings.unknown-key", f"{named(key)} is not a setting", document.place((key,)), hint)
                for key in unknown
            )
        )
    odd = [key for key in MONTHS if key in data and not is_months(data[key])]
    if odd:
        hint = "write a number of months, such as 24"
        raise EthicsError(
            Problem("settings.months", f"`{odd[0]}` is not a number of months", document.place((odd[0],)), hint)
        )
    return Settings(**data)


def is_months(text: str) -> bool:
    """Whether this is a number of months from 1 to 1200."""
    return text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= 1200


def write_settings(path: Path, settings: Settings) -> None:
    """Keep settings, as quoted YAML, owner-only."""
    lines = [f"{key}: {quoted(value)}" for key, value in settings._asdict().items() if value]
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    replace_file(path, ("\n".join(lines) + "\n").encode("utf-8"))
