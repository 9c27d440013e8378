"""Print docs/reference/errors.md: every code with a case that provokes it, and every other message of the program.

A folder tests/errors/CODE holds the files of one case. Remarks at the top of its case.yaml say what is wrong there, and:

    # also: CODE, CODE    which other codes come with it
    # check: NAME         what is named to the check, where that is not the folder
    # grow: N             the last line stands N times
    # unreadable: yes     the system refuses to read the file

Each case is checked with the small library in tests/errors/library around it, on a day that stands still, by what
`ethics check` calls. Other messages are read from the source. Run it with `just docs`; a test compares the page.
"""

from __future__ import annotations

import ast
import re
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from ethics_cli.app.checking import Checked, as_shown, check_content, summary
from ethics_cli.app.ports import FixedClock
from ethics_cli.render.problem_text import problem_lines

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "ethics_cli"
CASES = ROOT / "tests" / "errors"
CHECKS = ROOT / "docs" / "reference" / "checks.md"
CLOCK = FixedClock(datetime(2026, 11, 24, 12, 0).astimezone())
TOGETHER = 40

HEAD = """# Errors

Made by `docs/make_errors.py`; do not edit it by hand. To find a code, search this page for it. A line that the program
prints is `file:line:column: code: what is wrong`, the line of the file with a `^` below the place, and often a *hint*.
A message without a place shows no code; search for its words in the [last table](#what-else-the-program-says).

- Something is wrong in content, and `ethics check` named it: [the codes of checks](#the-codes-of-checks).
- Something else was refused: [what else the program says](#what-else-the-program-says).

[Write a framework](../guides/write-a-framework.md) says how to read an error; [Checks](checks.md) lists the checks
alone, with their levels.

## The codes of checks

Each code has a small file that is wrong in this one way, and what the program prints for it. Of a file only the part
that matters is shown, so line numbers do not begin with 1. The files are checked beside a
[small library](../../tests/errors/library/): steps such as `framing.kind` and `options.options` are in it.
"""
TAIL = """## What else the program says

Everything that is refused elsewhere: answers, answers files, sessions, settings, and what is typed behind a command.
`…` stands for what differs. A code is shown where there is a place in a file to go with it, and in what is printed as
JSON. The last column is the hint, where it is always the same.

| Code | Message | What to do |
|---|---|---|
"""


class Case(NamedTuple):
    """One folder: its code, what it says is wrong there, which codes may come too, and what else is said of it."""

    code: str
    folder: Path
    said: str
    also: tuple[str, ...]
    directives: Mapping[str, str]


class Told(NamedTuple):
    """A case checked: the problems, the texts of its files by name, and what the program prints."""

    checked: Checked
    texts: Mapping[str, str]
    printed: str


# the cases


def cases() -> list[Case]:
    """Every case, by its code."""
    return [_case(folder) for folder in sorted(CASES.iterdir()) if folder.is_dir() and "." in folder.name]


def _case(folder: Path) -> Case:
    text = (folder / "case.yaml").read_bytes().decode("utf-8", "replace")
    remarks = [line.removeprefix("#").strip() for line in re.match(r"(?:#.*\n)*", text)[0].splitlines()]
    named = [re.fullmatch(r"(also|check|grow|unreadable): (.*)", remark) for remark in remarks]
    said = " ".join(remark for remark, found in zip(remarks, named, strict=True) if not found)
    directives = {found[1]: found[2] for found in named if found}
    also = tuple(directives.get("also", "").replace(",", " ").split())
    return Case(folder.name, folder, said, also, directives)


def told(case: Case) -> Told:
    """What the check says of a case, with paths as if one stood in its folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / case.code
        shutil.copytree(case.folder, folder)
        texts = {path.name: path.read_bytes().decode("utf-8", "replace") for path in sorted(folder.iterdir())}
        _stage(case, folder / "case.yaml")
        named = case.directives.get("check") or ("case.yaml" if "unreadable" in case.directives else ".")
        checked = check_content([folder / named], {"bundled": CASES / "library"}, CLOCK)
        lines = [
            line
            for problem in checked.problems
            for line in (*problem_lines(as_shown(problem), dict(checked.sources)), "")
        ]
        printed = "\n".join([*lines, summary(checked)]).replace(f"{folder}/", "")
    return Told(checked, texts, printed)


def _stage(case: Case, path: Path) -> None:
    """Bring a file into the state that cannot be kept in a repository: very long, or one that the system refuses to read."""
    if "grow" in case.directives:
        *first, last = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(first) + last * int(case.directives["grow"]), "utf-8")
    if "unreadable" in case.directives:  # a socket: unlike a file without permissions, even an administrator cannot read it
        path.unlink()
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(path))


# the page


def page() -> str:
    """The whole page."""
    sections = [_section(case, told(case), _meanings()) for case in cases()]
    rows = [f"| `{one.code}` | {_cell(one.message)} | {_cell(one.hint)} |" for one in said_elsewhere()]
    return "\n".join([HEAD, _index(), *sections, TAIL + "\n".join(rows)]) + "\n"


def _index() -> str:
    """The codes by what stands before the dot, each with a link."""
    names = [case.code for case in cases()]
    families = groupby(names, lambda code: code.partition(".")[0])
    lines = [
        f"- {head}: " + ", ".join(f"[{code.partition('.')[2]}](#{_anchor(code)})" for code in codes)
        for head, codes in families
    ]
    return "\n".join(lines) + "\n"


def _section(case: Case, found: Told, meanings: Mapping[str, str]) -> str:
    link = f"../../tests/errors/{case.code}"
    others = [f"[{name}]({link}/{name})" for name in found.texts if name != "case.yaml"]
    beside = f" Beside it stands {' and '.join(others)}." if others else ""
    parts = [f"### {case.code}", meanings[case.code], f"{case.said} ([The whole file]({link}/case.yaml).{beside})"]
    parts += [f"```yaml\n{part}\n```" for part in _shown(found) if part]
    return "\n\n".join([*parts, f"```text\n{found.printed}\n```"]) + "\n"


def _shown(found: Told) -> Iterator[str]:
    """Of each file, the parts at its left edge in which something is wrong."""
    for name, text in found.texts.items():
        lines = {p.place.line for p in found.checked.problems if p.place and Path(p.place.file).name == name}
        blocks = [block for start, block in _blocks(text) if any(start <= at < start + block.count("\n") for at in lines)]
        yield "".join(blocks).rstrip()


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The parts of a file, each from a line at its left edge to the next, with the number of the first line."""
    lines = text.splitlines(keepends=True)
    starts = [at for at, line in enumerate(lines) if not line.startswith((" ", "#"))]
    for start, end in pairwise([*starts, len(lines)]):
        yield start + 1, "".join(lines[start:end])


def _meanings() -> dict[str, str]:
    """What each check means, from the page of checks."""
    lines = [line.strip("|").split("|") for line in CHECKS.read_text("utf-8").splitlines() if line.startswith("| `")]
    return {row[0].strip(" `"): row[1].strip() for row in lines}


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w-]", "", heading.lower())


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


# what else is said


RAISING = {"Problem": ("code", "message", "place", "hint"), "wrong": ("code", "message", "hint")}
"""What makes a problem, with the names of what it is given by place."""
CHAIN = "core/chain.py"
"""Faults of the chain are made there as values of their own, `Fault(code, message, line)`, and become `journal.CODE`."""
OF_CHECKS = ("core/lint*.py", "files/yaml_text.py", "files/content_file.py", "files/checking.py", "problems.py")
OPEN = "…"


class Row(NamedTuple):
    """A code, a message, and its hint where that is always the same."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True)
class Inside:
    """A function that is read: its module, what its parameters stand for where one call of it is followed, and the names
    that are being worked out."""

    module: ast.Module
    function: ast.FunctionDef | None = None
    given: Mapping[str, tuple[ast.expr, Inside]] = field(default_factory=dict)
    followed: frozenset[str] = frozenset()

    @property
    def parameters(self) -> list[str]:
        return [one.arg for one in self.function.args.args if one.arg != "self"] if self.function else []


def said_elsewhere() -> list[Row]:
    """Every problem that is made outside the checks, sorted. Raises LookupError for a code that cannot be read."""
    ours = {path for pattern in OF_CHECKS for path in SOURCE.glob(pattern)}
    rows: set[Row] = set()
    for path in sorted(set(SOURCE.rglob("*.py")) - ours):
        raising = {"Fault": ("code", "message", "line")} if path == SOURCE / CHAIN else RAISING
        head = "journal." if path == SOURCE / CHAIN else ""
        module = ast.parse(path.read_text("utf-8"))
        for call, inside in _calls(module, set(raising)):
            for row in _rows(_bound(call, raising[_name(call)]), inside):
                if row.code == f"journal.{OPEN}":
                    continue
                if OPEN in row.code:
                    raise LookupError(f"{path.name}:{call.lineno}: write the code out, or teach docs/make_errors.py")
                rows.add(row._replace(code=head + row.code))
    return sorted(rows)


def _rows(given: Mapping[str, ast.expr], inside: Inside) -> Iterator[Row]:
    """The rows of one call; where its code is a parameter of the function around it, those of each call of that function."""
    names = {node.id for node in ast.walk(given["code"]) if isinstance(node, ast.Name)}
    if names & set(inside.parameters) - set(inside.given) and inside.function:
        for call, around in _calls(inside.module, {inside.function.name}):
            bound = _bound(call, inside.parameters)
            here = Inside(inside.module, inside.function, {name: (value, around) for name, value in bound.items()})
            yield from _rows(given, here)
        return
    hints = _texts(given["hint"], inside) if "hint" in given else [""]
    hint = hints[0] if len(hints) == 1 and OPEN not in hints[0] else ""
    for code in _texts(given["code"], inside):
        for message in _texts(given["message"], inside):
            yield Row(code, message, hint)


def _calls(module: ast.Module, names: set[str]) -> Iterator[tuple[ast.Call, Inside]]:
    """The calls of these names, each with the function that it stands in."""
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and _name(node) in names:
                yield node, Inside(module, function)


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _bound(call: ast.Call, names: Iterable[str]) -> dict[str, ast.expr]:
    """What a call gives, by name."""
    return {**dict(zip(names, call.args, strict=False)), **{one.arg: one.value for one in call.keywords if one.arg}}


def _texts(node: ast.expr, inside: Inside) -> list[str]:
    """The texts that an expression can be, with `…` for what cannot be known here."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.JoinedStr):
        return _joined([_texts(part, inside) for part in node.values])
    if isinstance(node, ast.FormattedValue):
        return _texts(node.value, inside)
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body, inside), *_texts(node.orelse, inside)]
    if isinstance(node, ast.BinOp):
        return _joined([_texts(node.left, inside), _texts(node.right, inside)])
    return _named(node.id, inside) if isinstance(node, ast.Name) else [OPEN]


def _joined(parts: list[list[str]]) -> list[str]:
    whole = [""]
    for part in parts:
        whole = [before + one for before in whole for one in part]
    return whole


def _named(name: str, inside: Inside) -> list[str]:
    """What a name can stand for: what it was called with, what it was set to, or what it goes through in a written list."""
    if name in inside.given:
        value, around = inside.given[name]
        return _texts(value, around)
    if inside.function is None or name in inside.parameters or name in inside.followed:
        return [OPEN]
    inside = replace(inside, followed=inside.followed | {name})
    found: list[str] = []
    for node in ast.walk(inside.function):
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == name for to in node.targets):
            found += _texts(node.value, inside)
        if isinstance(node, ast.For) and isinstance(node.target, ast.Tuple) and isinstance(node.iter, ast.Tuple):
            places = [at for at, to in enumerate(node.target.elts) if isinstance(to, ast.Name) and to.id == name]
            found += [one for at in places for row in node.iter.elts for one in _texts(row.elts[at], inside)]
    return found or [OPEN]


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page())
