"""What each command loads, against a table: start-up time that needs no clock to be kept.

Read from `-X importtime`, less what the interpreter loads by itself. A package of others that is not in a command's row must
not be loaded by it; of the standard library only what is slow or says something (asyncio, importlib.metadata) is looked at.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from ethics_cli.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
WALK = ROOT / "frameworks" / "walks" / "plain-record-request.yaml"
PARSER = {"typer", "annotated_doc", "shellingham", "colorama"}
TABLE = {"rich"}
PROMPT = {"questionary", "prompt_toolkit", "wcwidth"}
CONTENT = {"yaml", "pydantic", "pydantic_core", "annotated_types", "typing_extensions", "typing_inspection"}
SLOW = {
    "asyncio",
    "ssl",
    "socket",
    "http",
    "email",
    "importlib.metadata",
    "unittest",
    "decimal",
    "multiprocessing",
    "concurrent",
}
WORKERS = {"multiprocessing", "concurrent", "socket"}
BY_TABLE = {"decimal"}
BY_PROMPT = {"asyncio", "ssl", "socket", "concurrent", "decimal"}

LOADS: dict[str, tuple[list[str], set[str]]] = {
    "--version": ([], set()),
    "-V": ([], set()),
    "": ([], PARSER),
    "--help": ([], PARSER),
    "a wrong command": (["verfy"], PARSER),
    "list": (["list"], PARSER | TABLE),
    "list --json": (["list", "--json"], PARSER),
    "show": (["show", "SESSION"], PARSER),
    "show --json": (["show", "SESSION", "--json"], PARSER),
    "record": (["record", "SESSION", "--to", "-"], PARSER),
    "record --format json": (["record", "SESSION", "--format", "json"], PARSER),
    "answers": (["answers", "SESSION"], PARSER),
    "verify": (["verify"], PARSER),
    "verify --json": (["verify", "--json"], PARSER),
    "amend": (
        ["amend", "SESSION", "framing.wants", "--value", "To be heard.", "--reason", "It was put better.", "--yes"],
        PARSER,
    ),
    "resume": (["resume", "OPEN"], PARSER),
    "decide": (["decide", "--route", "quick"], PARSER),
    "decide --answers": (["decide", "--answers", str(WALK)], PARSER | CONTENT),
    "blank": (["blank", "quick"], PARSER),
    "frameworks list": (["frameworks", "list"], PARSER | TABLE),
    "frameworks list --json": (["frameworks", "list", "--json"], PARSER),
    "frameworks show": (["frameworks", "show", "autonomy"], PARSER),
    "frameworks coverage": (["frameworks", "coverage"], PARSER),
    "frameworks coverage --json": (["frameworks", "coverage", "--json"], PARSER),
    "frameworks card": (["frameworks", "card", "autonomy"], PARSER),
    "frameworks graph": (["frameworks", "graph", "quick", "--format", "svg"], PARSER),
    "frameworks new": (["frameworks", "new", "second-look", "--kind", "lens", "--to", "-"], PARSER),
    "frameworks diff": (["frameworks", "diff", "autonomy", "autonomy@bundled"], PARSER | CONTENT),
    "due": (["due"], PARSER),
    "after": (["after", "SESSION"], PARSER),
    "debrief": (["debrief", "SESSION"], PARSER),
    "search": (["search", "record"], PARSER),
    "similar": (["similar", "SESSION"], PARSER),
    "review": (["review", "--fail-on", "never"], PARSER | WORKERS),
    "review --format sarif": (["review", "--format", "sarif", "--fail-on", "never"], PARSER | WORKERS),
    "stats": (["stats"], PARSER),
    "stats --html": (["stats", "--html", "-"], PARSER),
    "practice": (["practice"], PARSER | TABLE),
    "practice --json": (["practice", "--json"], PARSER),
    "practice --progress": (["practice", "--progress"], PARSER),
    "practice --lines": (["practice", "saturday-noon", "--lines"], PARSER),
    "practice --from": (["practice", "--from", "SESSION"], PARSER),
    "practice SCENARIO": (["practice", "saturday-noon"], PARSER),
    "why": (["why", "SESSION", "framing.kind"], PARSER),
    "replay --html": (["replay", "SESSION", "--html", "-"], PARSER),
    "record --format html": (["record", "SESSION", "--to", "-", "--format", "html"], PARSER),
    "compare": (["compare", "SESSION", "OPEN"], PARSER),
    "agenda": (["agenda"], PARSER),
    "agenda --json": (["agenda", "--json"], PARSER),
    "compare --json": (["compare", "SESSION", "--at", "9", "--json"], PARSER),
    "second": (["second", "SESSION"], PARSER),
    "second --show": (["second", "SESSION", "--show"], PARSER),
    "replay --hide": (["replay", "SESSION", "--hide"], PARSER),
    "comment": (["comment", "SESSION", "framing.wants", "--text", "Seen."], PARSER),
    "sign": (["sign", "SESSION"], PARSER),
    "replay": (["replay", "SESSION"], PARSER),
    "replay --json": (["replay", "SESSION", "--json"], PARSER),
    "replay --what-if": (["replay", "SESSION", "--what-if", "triage.danger=yes"], PARSER),
    "schema replay": (["schema", "replay"], PARSER),
    "due --ics": (["due", "--ics", "-"], PARSER),
    "blank --model": (["blank", "--model", "rest-1986"], PARSER),
    "check": (["check", str(WALK)], PARSER | CONTENT),
    "schema record": (["schema", "record"], PARSER),
    "schema framework": (["schema", "framework"], PARSER | CONTENT),
    "demo --fast": (["demo", "--fast", "--walk", WALK.stem], PARSER),
    "doctor": (["doctor"], PARSER | {"yaml"}),
    "card": (["card", "autonomy"], PARSER),
    "completion sessions": (["completion", "sessions"], PARSER),
    "keys": (["keys"], PARSER),
    "protect": (["protect"], PARSER),
    "share": (["share", "SESSION", "--all"], PARSER),
    "redact": (["redact", "SESSION", "framing.wants", "--reason", "asked"], PARSER),
    "forget": (["forget"], PARSER),
    "identifiers": (["identifiers", "SESSION"], PARSER),
    "record --peer": (["record", "SESSION", "--peer"], PARSER),
    "import": (["import", "SESSION.jsonl"], PARSER),
    **{f"{name} --help": ([name, "--help"], PARSER) for name in COMMANDS},
}
START = "import sys; sys.argv = ['ethics', *sys.argv[1:]]; from ethics_cli.__main__ import main; main()"


def loaded(traced: str) -> set[str]:
    """The modules in a trace of imports."""
    return {found.group(1) for found in re.finditer(r"^import time: +\d+ \| +\d+ \| +(\S+)$", traced, re.MULTILINE)}


@cache
def bare() -> frozenset[str]:
    traced = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "pass"], capture_output=True, text=True, check=True, timeout=60
    )
    return frozenset(loaded(traced.stderr))


def run(env: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "importtime", "-c", START, *arguments]
    return subprocess.run(
        command, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False, timeout=60
    )


def foreign(modules: set[str]) -> set[str]:
    """The packages of others among modules: neither ours nor the standard library's, nor what an installation adds to every start."""
    tops = {module.partition(".")[0] for module in modules - bare()}
    return {
        top
        for top in tops
        if top not in sys.stdlib_module_names
        and top not in ("ethics_cli", "_yaml", "org")
        and not top.startswith(("_", "cython"))
    }


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home with one decided session and one open one, and a warm cache."""
    folder = tmp_path_factory.mktemp("lived-in")
    env = {
        **os.environ,
        "ETHICS_HOME": str(folder / "home"),
        "ETHICS_CACHE": str(folder / "cache"),
        "COLUMNS": "100",
        "TERM": "xterm",
    }
    env.pop("PYTHONPROFILEIMPORTTIME", None)
    sessions = folder / "home" / "sessions"
    assert run(env, "decide", "--answers", str(WALK)).returncode == 0
    decided = {path.stem for path in sessions.glob("*.jsonl")}
    assert run(env, "decide", "--route", "quick", "--set", "triage.danger=no").returncode == 4
    opened = {path.stem for path in sessions.glob("*.jsonl")} - decided
    return {**env, "SESSION": decided.pop(), "OPEN": opened.pop()}


@pytest.mark.parametrize("what", list(LOADS))
def test_a_command_loads_no_package_of_others_beyond_its_row(what: str, lived_in: dict[str, str]) -> None:
    arguments, allowed = LOADS[what]
    given = [lived_in[word] if word in ("SESSION", "OPEN") else word for word in arguments] or what.split()
    told = run(lived_in, *given)
    assert told.returncode in (0, 1, 2, 4), told.stdout
    modules = loaded(told.stderr)
    assert foreign(modules) <= allowed
    slow = {module for module in modules - bare() if module in SLOW}
    assert slow <= (BY_TABLE if TABLE <= allowed else set()) | (SLOW if CONTENT <= allowed else set()) | allowed


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_the_version_is_said_before_anything_is_imported(flag: str, lived_in: dict[str, str]) -> None:
    told = run(lived_in, flag)
    assert re.fullmatch(r"ethics \d+\.\d+\.\d+\S*\n", told.stdout)
    assert loaded(told.stderr) - bare() - set(sys.builtin_module_names) <= {"ethics_cli", "ethics_cli.__main__"}


@pytest.mark.parametrize("name", list(COMMANDS))
def test_help_of_a_command_loads_neither_the_engine_nor_the_use_cases(name: str, lived_in: dict[str, str]) -> None:
    rooms = {
        module.split(".")[1]
        for module in loaded(run(lived_in, name, "--help").stderr)
        if module.startswith("ethics_cli.")
    }
    assert rooms <= {"__main__", "cli", "problems", "files"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    "arguments", [[], ["--route", "quick"], ["--route", "full", "--lens", "justice"]], ids=" ".join
)
def test_until_its_first_question_decide_loads_a_parser_and_a_prompt_and_nothing_else(
    arguments: list[str], lived_in: dict[str, str], tmp_path: Path
) -> None:
    import pexpect

    trace = tmp_path / "trace"
    line = f'exec "$0" -X importtime -c "$1" decide "${{@:2}}" 2>"{trace}"'
    env = {**lived_in, "ETHICS_HOME": str(tmp_path / "home")}
    child = pexpect.spawn(
        "bash",
        ["-c", line, sys.executable, START, *arguments],
        env=env,
        encoding="utf-8",
        dimensions=(40, 100),
        timeout=30,
    )
    try:
        child.expect("Is anyone in danger right now")
        child.expect("then Enter")
        modules = loaded(trace.read_text())
    finally:
        child.close(force=True)
    assert foreign(modules) <= PARSER | PROMPT
    assert {module for module in modules - bare() if module in SLOW} <= BY_PROMPT
