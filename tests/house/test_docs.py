"""The documentation against the program: links lead somewhere, tables are whole, and what is shown to be typed is run.

In docs/, a yaml block that begins with `# file: NAME` is a file; a console block holds lines `$ command`, run in order in a
throw-away home, each of which exits with 0 or as a line `# exits N` above it says. SESSION stands for the session last written.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from inspect import signature
from pathlib import Path

import pytest

from ethics_cli.core.condition import JOINS, NAMES, QUANTIFIERS
from ethics_cli.core.event import EVENTS
from ethics_cli.files.settings import KNOWN
from ethics_cli.files.yaml_text import read_yaml
from ethics_cli.problems import Exit

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
LINKED = [
    *PAGES,
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    ROOT / "frameworks" / "README.md",
]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
NEEDS_SHELL = pytest.mark.skipif(os.name == "nt", reason="the pages show a POSIX shell")


def name_of(page):
    return page.relative_to(ROOT).as_posix()


def blocks(page):
    return BLOCK.findall(page.read_text("utf-8"))


def anchors(page):
    """The anchors that headings make, as Markdown viewers make them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def rows_under(page, heading):
    """The first cells of the tables in the section under a heading, each between backticks."""
    after = page.read_text("utf-8").split(f"\n{heading}\n", 1)[1]
    section = re.split(r"\n#{1,3} ", after, maxsplit=1)[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("|")]
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


# what is typed


@dataclass
class Typed:
    command: str
    exits: int
    found: int
    output: str


def run_page(page, folder):
    """Run everything that a page shows to be typed, and return what came of it."""
    home, programs = folder / "home", folder / "programs"
    home.mkdir(mode=0o700)
    programs.mkdir()
    program = programs / "ethics"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ethics_cli "$@"\n', "utf-8")
    program.chmod(0o755)
    if shutil.which("sha256sum") is None:  # macOS has the same under another name
        (programs / "sha256sum").write_text('#!/bin/sh\nexec shasum -a 256 "$@"\n', "utf-8")
        (programs / "sha256sum").chmod(0o755)
    kept = {key: os.environ[key] for key in ("LANG", "LC_ALL", "SYSTEMROOT") if key in os.environ}
    env = {**kept, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder), "TMPDIR": str(folder)}
    env |= {"ETHICS_HOME": str(home), "ETHICS_CACHE": str(folder / "cache")}
    typed = []
    for kind, text in blocks(page):
        named = re.match(r"# file: (\S+)\n", text)
        if kind == "yaml" and named:
            path = folder / named.group(1)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        if kind == "console":
            typed += [run_line(command, exits, folder, home, env) for command, exits in commands(text)]
    return typed


def commands(text):
    exits = 0
    for line in text.splitlines():
        said = re.fullmatch(r"# exits (\d+)", line)
        if said:
            exits = int(said.group(1))
        elif line.startswith("$ "):
            yield line[2:], exits
            exits = 0
        else:
            raise AssertionError(f"a console block holds only `$ command` and `# exits N`, not: {line}")


def run_line(command, exits, folder, home, env):
    if "SESSION" in command:
        last = max((home / "sessions").glob("*.jsonl*"), key=lambda path: path.stat().st_mtime_ns)
        command = command.replace("SESSION", last.name.partition(".")[0])
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        check=False,
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
    )
    return Typed(command, exits, done.returncode, (done.stdout + done.stderr).decode("utf-8"))


@NEEDS_SHELL
@pytest.mark.parametrize(
    "page", [page for page in PAGES if any(kind == "console" for kind, _ in blocks(page))], ids=name_of
)
def test_what_a_page_shows_to_be_typed_exits_as_it_says(page, tmp_path):
    typed = run_page(page, tmp_path)

    wrong = [one for one in typed if one.found != one.exits]

    assert wrong == []
    assert typed != []


@NEEDS_SHELL
def test_the_hand_check_of_the_chain_gives_the_digests_that_the_trailer_names(tmp_path):
    typed = run_page(DOCS / "concepts" / "what-the-chain-proves.md", tmp_path)
    outputs = {one.command.split('"', 1)[0].strip(): one.output for one in typed}
    by_part = [one.output.split()[0] for one in typed if "sha256sum" in one.command]
    trailer = next(output for command, output in outputs.items() if command == "tail -n 1")
    head, whole, first = by_part

    assert f'"head":"{head}"' in trailer
    assert f'"sha256":"{whole}"' in trailer
    assert [one.output.strip() for one in typed if "grep" in one.command] == [f'"prev":"{first}"']
    assert [f'"count":{one.output.strip()},' in trailer for one in typed if "wc -l" in one.command] == [True]


def test_every_answers_file_in_the_pages_is_used_by_a_command_of_its_page():
    unused = [
        (name_of(page), named.group(1))
        for page in PAGES
        for kind, text in blocks(page)
        if kind == "yaml" and (named := re.match(r"# file: (\S+)\n", text)) and not named.group(1).startswith("home/")
        if not any(named.group(1) in shown for of, shown in blocks(page) if of == "console")
    ]

    assert unused == []


def test_commands_are_shown_as_console_blocks_or_as_text_and_in_no_other_kind_of_block():
    others = [
        (name_of(page), kind)
        for page in PAGES
        for kind, text in blocks(page)
        if kind not in ("console", "text") and re.search(r"^\$ ethics", text, re.MULTILINE)
    ]

    assert others == []


# what is linked


@pytest.mark.parametrize("page", LINKED, ids=name_of)
def test_every_relative_link_leads_to_a_file_and_a_heading_that_are_there(page):
    lost = []
    for target in LINK.findall(BLOCK.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        path = (page.parent / file).resolve() if file else page
        if not path.exists() or (anchor and path.suffix == ".md" and anchor not in anchors(path)):
            lost.append(target)

    assert lost == []


def test_every_page_is_linked_from_another_page():
    linked = {
        (page.parent / target.partition("#")[0]).resolve()
        for page in LINKED
        for target in LINK.findall(page.read_text("utf-8"))
        if not re.match(r"[a-z]+:", target)
    }
    entrances = {DOCS / "start.md", *(DOCS / "decisions").glob("*.md")}

    assert [name_of(page) for page in PAGES if page not in entrances and page.resolve() not in linked] == []


# what is listed


@pytest.mark.parametrize("kind", EVENTS)
def test_the_journal_format_names_each_kind_of_event_with_exactly_its_keys(kind):
    listed = rows_under(DOCS / "reference" / "journal-format.md", f"### {kind}")
    keys = set(signature(EVENTS[kind]).parameters)

    assert keys <= listed
    assert kind == "answer.given" or listed == keys


def test_the_journal_format_names_no_kind_of_event_that_there_is_not():
    headings = re.findall(r"^### (\S+)$", (DOCS / "reference" / "journal-format.md").read_text("utf-8"), re.MULTILINE)

    assert headings == list(EVENTS)


def test_the_journal_format_names_the_keys_that_every_line_has():
    listed = rows_under(DOCS / "reference" / "journal-format.md", "## Keys of every event")

    assert {"kind", "seq", "prev", "at", "salt", "format", "v"} <= listed


def test_every_exit_code_is_listed_and_no_other():
    lines = (DOCS / "reference" / "exit-codes.md").read_text("utf-8").splitlines()

    assert [int(line.split("|")[1]) for line in lines if re.match(r"\| \d", line)] == [int(code) for code in Exit]


def test_every_operator_is_in_the_table_of_conditions_and_no_other():
    text = (DOCS / "reference" / "framework-format.md").read_text("utf-8")
    listed = re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)

    assert listed == [*NAMES, *JOINS, *QUANTIFIERS]


def test_every_setting_is_listed_and_no_other():
    assert rows_under(DOCS / "reference" / "files-and-folders.md", "## config.yaml") == set(KNOWN)


def test_every_part_of_a_standard_record_is_explained_to_its_reader():
    layout = ROOT / "frameworks" / "records" / "standard.yaml"
    parts = read_yaml(layout.read_bytes(), str(layout)).data["parts"]
    lines = (DOCS / "guides" / "read-a-record.md").read_text("utf-8").splitlines()
    explained = {name.strip() for line in lines if line.startswith("|") for name in line.split("|")[1].split(";")}

    assert [part["title"] for part in parts if part.get("title", "Decision").partition(":")[0] not in explained] == []


@pytest.mark.parametrize(("maker", "made"), [("make_commands", "reference/commands.md"), ("make_man", "ethics.1")])
def test_the_pages_of_commands_are_what_the_program_prints(maker, made, monkeypatch):
    monkeypatch.syspath_prepend(str(DOCS))
    spec = importlib.util.spec_from_file_location(maker, DOCS / f"{maker}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    assert module.page() == (DOCS / made).read_text("utf-8"), "run `just docs`"


def test_the_pages_say_nothing_of_commands_that_there_are_not():
    from ethics_cli.cli.main import COMMANDS

    said = {
        (name_of(page), name)
        for page in PAGES
        for name in re.findall(r"(?:^\$ |`)ethics ([a-z]+)", page.read_text("utf-8"), re.MULTILINE)
    }

    assert {
        (page, name) for page, name in said if name not in COMMANDS and not page.startswith("docs/decisions/")
    } == set()
