"""What the program never does, looked for in every line of it: run code from content, print markup, write past the one writer."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "ethics_cli"
FILES = sorted(SOURCE.rglob("*.py"))
NOWHERE: tuple[str, ...] = ()
ONLY_IN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        "yaml.load yaml.load_all yaml.safe_load yaml.safe_load_all yaml.full_load yaml.unsafe_load".split(), NOWHERE
    ),
    **dict.fromkeys("eval exec compile __import__ breakpoint".split(), NOWHERE),
    **dict.fromkeys("os.system os.popen os.startfile webbrowser.open".split(), NOWHERE),
    **dict.fromkeys("pickle marshal shelve dill ctypes code runpy".split(), NOWHERE),
    **dict.fromkeys("rich.print rich.markup rich.markdown rich.traceback questionary.print".split(), NOWHERE),
    "subprocess": ("files/ssh_signing.py",),
    "yaml": ("files/yaml_text.py",),
    "pyrage": ("files/sealing.py",),
    "input": ("cli/plain.py",),
    ".print": ("cli/tables.py",),
    ".write_text": ("files/ssh_signing.py",),
    ".write_bytes": NOWHERE,
    "an open for writing": ("cli/screen.py", "files/replacing.py", "files/skeleton.py"),
    "os.open": ("cli/boundary.py", "files/bounded.py", "files/journal.py", "files/locking.py", "files/replacing.py"),
    "shell": NOWHERE,
    "markup": NOWHERE,
}
"""Each of these, and the files that may have it. Writing is for one room; what is printed goes through the screen."""


def found(text: str) -> Iterator[tuple[str, int]]:
    """Everything in a file that is in the table, with its line. A name is known by where it was imported from."""
    tree = ast.parse(text)
    names = dict(_imported(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for whole in _modules(node):
                yield from ((ban, node.lineno) for ban in ONLY_IN if f"{whole}.".startswith(f"{ban}."))
        elif isinstance(node, ast.Call):
            yield from ((ban, node.lineno) for ban in _called(node, names) if ban in ONLY_IN)


def _modules(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    return [f"{node.module}.{one.name}" for one in node.names]


def _imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for one, whole in zip(node.names, _modules(node), strict=True):
                yield one.asname or one.name, whole


def _called(node: ast.Call, names: dict[str, str]) -> Iterator[str]:
    dotted = _dotted(node.func)
    first, _, rest = dotted.partition(".")
    yield ".".join(part for part in (names.get(first, first), rest) if part)
    if isinstance(node.func, ast.Attribute):
        yield f".{node.func.attr}"
    for word in node.keywords:
        if word.arg in ("shell", "markup") and not (isinstance(word.value, ast.Constant) and word.value.value is False):
            yield word.arg
    given = (*node.args, *(word.value for word in node.keywords))
    if dotted.rpartition(".")[2] == "open" and any(_is_writing(one) for one in given):
        yield "an open for writing"


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def _is_writing(node: ast.expr) -> bool:
    said = node.value if isinstance(node, ast.Constant) else None
    return (
        isinstance(said, str) and 0 < len(said) <= 3 and set(said) <= set("rwaxbt+") and bool(set(said) & set("wax+"))
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_nothing_that_is_banned_stands_where_it_may_not(path: Path) -> None:
    where = path.relative_to(SOURCE).as_posix()
    strays = [(ban, line) for ban, line in found(path.read_text("utf-8")) if where not in ONLY_IN[ban]]
    assert strays == []


def test_an_exception_that_nothing_needs_any_more_is_taken_away() -> None:
    there = {(ban, path.relative_to(SOURCE).as_posix()) for path in FILES for ban, _ in found(path.read_text("utf-8"))}
    allowed = {(ban, where) for ban, places in ONLY_IN.items() for where in places}
    assert allowed - there == set()


PLANTED = {
    "yaml.load": "import yaml\nyaml.load(raw)",
    "yaml.safe_load": "from yaml import safe_load as read\nread(raw)",
    "eval": "eval(text)",
    "exec": "exec(text)",
    "os.system": "import os\nos.system(text)",
    "os.popen": "from os import popen\npopen(text)",
    "pickle": "import pickle as jar",
    "rich.print": "from rich import print\nprint(text)",
    "rich.markdown": "from rich.markdown import Markdown",
    "subprocess": "def late():\n    import subprocess",
    ".print": "console.print(text)",
    ".write_text": "path.write_text(text)",
    ".write_bytes": "Path(name).write_bytes(raw)",
    "an open for writing": "path.open('wb')",
    "shell": "run(argv, shell=True)",
    "markup": "Text(text, markup=chosen)",
}


@pytest.mark.parametrize("ban", list(PLANTED))
def test_what_is_banned_is_found_where_it_is_planted(ban: str) -> None:
    assert ban in [one for one, _ in found(PLANTED[ban])]


@pytest.mark.parametrize(
    "text", ["path.open('rb')", "open(path)", "print(text)", "console.rule(text)", "Text(text, markup=False)"]
)
def test_what_is_allowed_is_let_be(text: str) -> None:
    assert list(found(text)) == []
