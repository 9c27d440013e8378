"""Print docs/reference/errors.md: every code with a case that provokes it, and every other message of the program.

A folder tests/errors/CODE holds the files of one case. Remarks at the top of its case.yaml say what is wrong there, and:

    # also: CODE, CODE    which other codes come with it
    # check: NAME         what is named to the check, where that is not the folder
    # show: KEY, KEY      which parts of the file are shown besides the faulty ones
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
SHORT, LONG = 9, 16
"""Files of so many lines are shown whole; of parts with more lines than LONG, only what stands around the fault."""

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
[small library](../../tests/errors/library/framing.yaml): steps such as `framing.kind` and `options.options` are in it.
"""
TAIL = """## What else the program says

Everything that is refused elsewhere: answers, answers files, sessions, settings, and what is typed behind a command.
`…` stands for what differs. A code is shown where there is a place in a file to go with it, and in what is printed as
JSON. The last column is the hint, where it is always the same.

| Code | Message | What to do |
|---|---|---|
"""


class Case(NamedTuple):
    """One folder: its code, what it says is wrong there, and what is to be done with it."""

    code: str
    folder: Path
    said: str
    directives: Mapping[str, str]

    def named(self, directive: str) -> set[str]:
        return set(self.directives.get(directive, "").replace(",", " ").split())


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
    remarks = _remarks(text)
    named = [re.fullmatch(r"(also|check|show|grow|unreadable): (.*)", remark) for remark in remarks]
    said = " ".join(remark for remark, found in zip(remarks, named, strict=True) if not found)
    directives = {found[1]: found[2] for found in named if found}
    return Case(folder.name, folder, said, directives)


def _remarks(text: str) -> list[str]:
    """What is remarked at the top of a file, line by line."""
    return [line.removeprefix("#").strip() for line in re.match(r"(?:#.*\n)*", text)[0].splitlines()]


def told(case: Case) -> Told:
    """What the check says of a case, with paths as if one stood in its folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / case.code
        shutil.copytree(case.folder, folder)
        texts = {path.name: path.read_bytes().decode("utf-8", "replace") for path in sorted(folder.iterdir())}
        _stage(case, folder / "case.yaml")
        named = case.directives.get("check") or ("case.yaml" if "unreadable" in case.directives else ".")
        checked = check_content([folder / named], {"bundled": CASES / "library"}, CLOCK)
    return Told(checked, texts, printed(checked, folder))


def printed(checked: Checked, folder: Path) -> str:
    """What `ethics check` prints, with paths as if one stood in the folder."""
    sources = dict(checked.sources)
    parts = ["\n".join(problem_lines(as_shown(problem), sources)) for problem in checked.problems]
    return "\n\n".join([*parts, summary(checked)]).replace(f"{folder}/", "")


def _stage(case: Case, path: Path) -> None:
    """Bring a file into the state that cannot be kept in a repository: very long, or one that the system refuses to read."""
    if "grow" in case.directives:
        *first, last = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(first) + last * int(case.directives["grow"]), "utf-8")
    if "unreadable" in case.directives:
        path.unlink()  # a socket in its place: what only lacks permissions an administrator can read
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
    beside = [f"[{name}]({link}/{name})" for name in found.texts if name != "case.yaml"]
    where = f" Beside it: {', '.join(beside)}." if beside else ""
    parts = [f"### {case.code}", meanings[case.code], f"{case.said} [The whole file]({link}/case.yaml).{where}"]
    for name, part in _shown(case, found):
        alone = name == "case.yaml" or not _remarks(found.texts[name])
        parts += [] if alone else [f"`{name}`: {' '.join(_remarks(found.texts[name]))}"]
        parts.append(f"```yaml\n{part}\n```")
    return "\n\n".join([*parts, f"```text\n{found.printed}\n```"]) + "\n"


def _shown(case: Case, found: Told) -> Iterator[tuple[str, str]]:
    """Each file that something is wrong in, the case first, and of it the parts at its left edge where that is."""
    for name, text in sorted(found.texts.items(), key=lambda one: one[0] != "case.yaml"):
        lines = {p.place.line for p in found.checked.problems if p.place and Path(p.place.file).name == name}
        blocks = _blocks(text) if lines - {0} else []
        if sum(len(block) for _, block in blocks) > SHORT:
            faulty = [(start, block) for start, block in blocks if lines & {*range(start, start + len(block))}]
            named = [(start, block) for start, block in blocks if block[0].partition(":")[0] in case.named("show")]
            blocks = sorted([*faulty, *(one for one in named if one not in faulty)])
        shown = [line for start, block in blocks for line in _cut(block, {at - start for at in lines})]
        if shown:
            yield name, "\n".join(shown).rstrip()


def _blocks(text: str) -> list[tuple[int, list[str]]]:
    """The parts of a file, each from a line at its left edge to the next, with the number of the first line."""
    lines = text.splitlines()
    starts = [at for at, line in enumerate(lines) if not line.startswith((" ", "#"))]
    return [(start + 1, lines[start:end]) for start, end in pairwise([*starts, len(lines)])]


def _cut(block: list[str], faulty: set[int]) -> Iterator[str]:
    """A part, or where it is long, its beginning, what its items begin with, and the lines around the faulty ones."""
    items = {at for at, line in enumerate(block) if line.startswith("  - ")}
    kept = {0, *(at + by for at in faulty for by in (-1, 0, 1)), *(at + by for at in items for by in (0, 1))}
    for at, line in enumerate(block):
        if len(block) <= LONG or at in kept:
            yield line
        elif at - 1 in kept:
            yield "    # …"


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
CHAIN = SOURCE / "core" / "chain.py"
"""Faults of the chain are values of their own there, `Fault(code, message, line)`, and become `journal.CODE`."""
OF_CHECKS = ("core/lint*.py", "files/yaml_text.py", "files/content_file.py", "files/checking.py", "problems.py")
OPEN = "…"


class Row(NamedTuple):
    """A code, a message, and its hint where that is always the same."""

    code: str
    message: str
    hint: str


@dataclass(frozen=True)
class Inside:
    """Where an expression is read: module, function, statement; what is known of names there; names being worked out."""

    module: ast.Module
    function: ast.FunctionDef
    statement: ast.stmt
    given: Mapping[str, tuple[ast.expr, Inside]] = field(default_factory=dict)
    followed: frozenset[str] = frozenset()

    @property
    def parameters(self) -> list[str]:
        return [one.arg for one in self.function.args.args if one.arg != "self"]


def said_elsewhere() -> list[Row]:
    """Every problem that is made outside the checks, sorted. Raises LookupError for a code that cannot be read."""
    ours = {path for pattern in OF_CHECKS for path in SOURCE.glob(pattern)}
    rows: set[Row] = set()
    for path in sorted(set(SOURCE.rglob("*.py")) - ours):
        raising, head = ({"Fault": ("code", "message")}, "journal.") if path == CHAIN else (RAISING, "")
        module = ast.parse(path.read_text("utf-8"))
        rows |= _written_out(module)
        for call, inside in _calls(module, set(raising)):
            for row in _rows(_bound(call, raising[_name(call)]), inside):
                if OPEN in row.code and row.code != f"journal.{OPEN}":
                    raise LookupError(f"{path.name}:{call.lineno}: write the code out, or teach docs/make_errors.py")
                rows.add(row._replace(code=head + row.code))
    return sorted(row for row in rows if OPEN not in row.code)


def _written_out(module: ast.Module) -> set[Row]:
    """Codes that stand in a text that is printed: `code: message`."""
    lines = [
        "".join(part.value if isinstance(part, ast.Constant) else OPEN for part in node.values)
        for node in ast.walk(module)
        if isinstance(node, ast.JoinedStr)
    ]
    found = [re.fullmatch(r"([a-z]+\.[a-z-]+): (.+?):?", line) for line in lines]
    return {Row(one[1], one[2], "") for one in found if one}


def _rows(given: Mapping[str, ast.expr], inside: Inside) -> Iterator[Row]:
    """The rows of one call. Names in its code are followed: to each call of the function around, or to each of their values."""
    names = sorted({node.id for node in ast.walk(given["code"]) if isinstance(node, ast.Name)})
    several = next((name for name in names if len(_named(name, inside)) > 1), None)
    if set(names) & set(inside.parameters) - set(inside.given):
        for call, around in _calls(inside.module, {inside.function.name}):
            bound = _bound(call, inside.parameters)
            yield from _rows(given, replace(inside, given={name: (value, around) for name, value in bound.items()}))
    elif several:
        for text in _named(several, inside):
            yield from _rows(given, replace(inside, given={**inside.given, several: (ast.Constant(text), inside)}))
    else:
        hints = _texts(given["hint"], inside) if "hint" in given else [""]
        hint = hints[0] if len(hints) == 1 and hints[0] != OPEN else ""
        messages = _texts(given["message"], inside)
        yield from (Row(code, message, hint) for code in _texts(given["code"], inside) for message in messages)


def _calls(module: ast.Module, names: set[str]) -> Iterator[tuple[ast.Call, Inside]]:
    """The calls of these names, each with the function and the statement that it stands in."""
    for function in (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)):
        for statement in (node for node in ast.walk(function) if isinstance(node, ast.stmt)):
            parts = [one for one in ast.iter_child_nodes(statement) if isinstance(one, (ast.expr, ast.withitem))]
            for node in (node for part in parts for node in ast.walk(part)):
                if isinstance(node, ast.Call) and _name(node) in names:
                    yield node, Inside(module, function, statement)


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _bound(call: ast.Call, names: Iterable[str]) -> dict[str, ast.expr]:
    """What a call gives, by name."""
    return {**dict(zip(names, call.args, strict=False)), **{one.arg: one.value for one in call.keywords if one.arg}}


def _texts(node: ast.expr, inside: Inside) -> list[str]:
    """The texts that an expression can be, with `…` for what cannot be known here."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            return _joined([_texts(part, inside) for part in parts])
        case ast.FormattedValue(value=value):
            return _texts(value, inside)
        case ast.IfExp(body=one, orelse=other):
            return [*_texts(one, inside), *_texts(other, inside)]
        case ast.Name(id=name):
            return _named(name, inside)
        case ast.Call(func=ast.Name(id=name)):
            return _returned(name, inside) or [OPEN]
    return [OPEN]


def _joined(parts: list[list[str]]) -> list[str]:
    whole = [""]
    for part in parts:
        whole = [before + one for before in whole for one in part]
    return whole


def _named(name: str, inside: Inside) -> list[str]:
    """What a name can stand for: what it was given, what it was set to last, or what it goes through in a written list."""
    if name in inside.given:
        return _texts(*inside.given[name])
    if name in (*inside.parameters, *inside.followed):
        return [OPEN]
    inside = replace(inside, followed=inside.followed | {name})
    found: list[str] = []
    for node in sorted((node for node in ast.walk(inside.function) if isinstance(node, ast.stmt)), key=_line):
        if isinstance(node, ast.Assign) and _line(node) < _line(inside.statement) and _is(node.targets[0], name):
            always = node.col_offset <= inside.statement.col_offset  # then what was set before is gone
            found = [*([] if always else found), *_texts(node.value, inside)]
        if isinstance(node, ast.For) and isinstance(node.target, ast.Tuple) and isinstance(node.iter, ast.Tuple):
            at = next((at for at, part in enumerate(node.target.elts) if _is(part, name)), None)
            found += [one for row in node.iter.elts for one in _texts(row.elts[at], inside)] if at is not None else []
    return found or [OPEN]


def _returned(name: str, inside: Inside) -> list[str]:
    """The texts that a function of the same module can give back."""
    functions = (node for node in inside.module.body if isinstance(node, ast.FunctionDef) and node.name == name)
    given = [
        text
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Return) and node.value and name not in inside.followed
        for text in _texts(node.value, Inside(inside.module, function, node, {}, inside.followed | {name}))
    ]
    return [text for text in given if text != OPEN]


def _line(node: ast.stmt) -> int:
    return node.lineno


def _is(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page())
