"""`config.yaml` in the home: profession, places of work, professional bodies, the organisation's folder. Nothing about a client, ever."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ethics_cli.files.replacing import replace_file
from ethics_cli.files.yaml_quote import quoted
from ethics_cli.problems import EthicsError, Problem

KNOWN = ("profession", "places", "bodies", "organisation")


class Settings(NamedTuple):
    """What is asked once and kept. Empty means not said. `places` and `bodies` are ids, joined by commas."""

    profession: str = ""
    places: str = ""
    bodies: str = ""
    organisation: str = ""

    def listed(self, name: str) -> list[str]:
        """A setting that holds several ids, as a list."""
        return [one.strip() for one in str(getattr(self, name)).split(",") if one.strip()]


def read_settings(path: Path) -> Settings:
    """The settings in a file; none when there is no file. Raises EthicsError when the file cannot be understood."""
    if not path.is_file():
        return Settings()
    from ethics_cli.files.yaml_text import read_yaml

    raw = path.read_bytes()
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
                Problem("settings.unknown-key", f"`{key[:40]}` is not a setting", document.place((key,)), hint)
                for key in unknown
            )
        )
    return Settings(**data)


def write_settings(path: Path, settings: Settings) -> None:
    """Keep settings, as quoted YAML, owner-only."""
    lines = [f"{key}: {quoted(value)}" for key, value in settings._asdict().items() if value]
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    replace_file(path, ("\n".join(lines) + "\n").encode("utf-8"))
