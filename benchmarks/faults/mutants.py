"""How many faults put into our own code are found by its tests, file by file.

python benchmarks/faults/mutants.py [--only NAME,NAME] [--each N] [--figures FILE] [--survivors]

A copy of the project is made in a temporary folder, with a Python of its own that runs it. One fault at a time is written into one file
of the copy, and the tests that belong to it are run until one fails. What no test notices survives, and is printed with its place.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import shlex
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
GATE = 0.90
SLOWEST = 90
AT_ONCE = "-k 'not every_command and not part_of_a_path and not ends_resume and not sitting and not brings and not terminal and not locale'"
"""Of the tests of the journal those that need no run of the whole program."""
TESTS = {
    "files/journal.py": f"tests/files/test_power_loss.py tests/files/test_journal.py tests/faults/test_sweep.py {AT_ONCE}",
    "files/replacing.py": f"tests/files/test_power_loss.py tests/files/test_journal.py tests/faults/test_surroundings.py {AT_ONCE}",
    "files/locking.py": f"tests/files/test_journal.py tests/faults/test_writers.py {AT_ONCE}",
    "files/kept.py": "tests/files/test_heads.py tests/files/test_kept.py",
    "core/chain.py": "tests/core/test_chain.py tests/files/test_tampering.py tests/core/test_digest.py",
    "files/age_header.py": "tests/files/test_age_header.py tests/faults/test_age_vectors.py",
    "files/yaml_text.py": "tests/files/test_yaml_text.py",
    "render/markdown.py": "tests/render/test_markdown.py tests/render/test_golden.py",
    "render/html.py": "tests/render/test_html.py",
    "render/html_document.py": "tests/render/test_html.py tests/render/test_golden.py",
    "core/condition.py": "tests/core/test_condition.py tests/core/test_condition_words.py tests/core/test_lint.py",
}
"""The files whose faults would cost most, and the tests that belong to each."""
SAYING = ("wrong", "Problem", "EthicsError", "_Refused", "OddHeader", "Malformed", "Place")
"""What is only said to somebody is not changed: a test that pins a sentence proves nothing."""
OTHER = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Add: ast.Sub, ast.Sub: ast.Add,
    ast.And: ast.Or, ast.Or: ast.And, ast.BitOr: ast.BitAnd, ast.Mult: ast.Add,
}  # fmt: skip


class Mutant(NamedTuple):
    """A file with one fault."""

    line: int
    what: str
    source: str


class Placed(NamedTuple):
    """A node of a file, with what is around it."""

    node: Any
    saying: bool
    top: bool


def _walk(node: ast.AST, *, saying: bool = False, top: bool = True) -> Iterator[Placed]:
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.JoinedStr):
                continue
            called = child.func if isinstance(child, ast.Call) else None
            named = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            said = saying or named in SAYING
            inside = top and not isinstance(child, ast.FunctionDef | ast.Lambda)
            yield Placed(child, said, top)
            yield from _walk(child, saying=said, top=inside)


def _changes(placed: Placed) -> Iterator[tuple[str, Any]]:
    """The faults that can be put in at a node: what it is called, and what stands there instead."""
    node = placed.node
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in OTHER:
        new = OTHER[type(node.ops[0])]
        yield new.__name__, ast.Compare(node.left, [new()], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield "and/or", ast.BoolOp(OTHER[type(node.op)](), node.values)
    elif isinstance(node, ast.BinOp) and type(node.op) in OTHER and not placed.saying:
        yield "operator", ast.BinOp(node.left, OTHER[type(node.op)](), node.right)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not gone", node.operand
    elif isinstance(node, ast.Constant) and not placed.saying:
        yield from _constants(node, placed)
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield "condition turned", type(node)(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield "nothing returned", ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Raise | ast.Continue | ast.Break) or _is_act(node):
        yield "left out", ast.Pass()


def _constants(node: ast.Constant, placed: Placed) -> Iterator[tuple[str, Any]]:
    value = node.value
    if isinstance(value, bool):
        yield "truth turned", ast.Constant(not value)
    elif isinstance(value, int):
        yield "one more", ast.Constant(value + 1)
    elif isinstance(value, str | bytes) and placed.top and 1 < len(value) <= 60:
        half = len(value) // 2
        yield "a letter gone", ast.Constant(value[:half] + value[half + 1 :])


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_act(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)


class _Put(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: Any) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> Any:
        return ast.copy_location(self.new, node) if node is self.old else self.generic_visit(node)


def mutants_of(source: str) -> Iterator[Mutant]:
    """Every fault that can be put into a file, one at a time."""
    count = len(list(_places(ast.parse(source))))
    for at in range(count):
        tree = ast.parse(source)
        placed, what, new = list(_places(tree))[at]
        changed = ast.fix_missing_locations(_Put(placed.node, new).visit(tree))
        text = ast.unparse(changed)
        if text != ast.unparse(ast.parse(source)):
            yield Mutant(placed.node.lineno, what, text)


def _places(tree: ast.Module) -> Iterator[tuple[Placed, str, Any]]:
    for placed in _walk(tree):
        if isinstance(placed.node, ast.Expr) and isinstance(placed.node.value, ast.Constant):
            continue
        yield from ((placed, what, new) for what, new in _changes(placed))


# running


def copied(folder: Path) -> Path:
    """A copy of the project, and the Python that runs it."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / "copy" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / "copy" / name)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "python")], check=True)
    site = next((folder / "python").glob("lib/*/site-packages"))
    (site / "a.pth").write_text(f"{folder / 'copy' / 'src'}\n")
    (site / "b.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return folder / "python" / "bin" / "python"


def judged(name: str) -> int:
    """In a child of its own: run the tests of a file; the exit code of pytest."""
    import pytest

    child = os.fork()
    if child:
        try:
            signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
            signal.alarm(SLOWEST)
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        finally:
            signal.alarm(0)
    os.setpgid(0, 0)
    os.setpgid(0, 0)
    quiet = os.open(os.environ.get("MUTANTS_LOG", os.devnull), os.O_RDWR | os.O_APPEND)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    options = "-x -q -p no:cacheprovider -p no:xdist -o addopts=--import-mode=importlib".split()
    already = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    code = pytest.main([*options, *already, *shlex.split(TESTS[name])])
    os._exit(int(code))


def inside(names: list[str], each: int, figures: str, *, survivors: bool) -> int:
    """What is done in the copy."""
    import hypothesis  # noqa: F401  loaded once, not once a mutant
    import pydantic  # noqa: F401
    import pytest  # noqa: F401
    import yaml  # noqa: F401

    bad = 0
    for name in names:
        path = Path("src/ethics_cli") / name
        source = path.read_text("utf-8")
        begun = time.monotonic()
        if judged(name) != 0:
            print(f"{name}: its tests fail as it is", flush=True)
            return 2
        found = list(mutants_of(source))
        chosen = found if not each else sorted(random.Random(name).sample(found, min(each, len(found))))
        left = []
        for mutant in chosen:
            path.write_text(mutant.source, "utf-8")
            if judged(name) == 0:
                left.append(mutant)
        path.write_text(source, "utf-8")
        score = 1 - len(left) / len(chosen)
        bad += score < GATE
        seconds = round(time.monotonic() - begun)
        print(f"{name}: {len(chosen) - len(left)} of {len(chosen)} found, {score:.1%} ({seconds} s)", flush=True)
        for mutant in left if survivors else []:
            print(f"  {name}:{mutant.line} {mutant.what}", flush=True)
        if figures:
            counted = {"file": name, "found": len(chosen) - len(left), "mutants": len(chosen), "of": len(found)}
            day = datetime.now(UTC).date().isoformat()
            told = {
                "gate": "mutants",
                "part": name,
                "day": day,
                "full": not each,
                "seconds": seconds,
                "counted": counted,
            }
            with open(figures, "a", encoding="utf-8") as stream:
                stream.write(json.dumps(told, sort_keys=True) + "\n")
    return 1 if bad else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default="", help="files, as in files/journal.py")
    parser.add_argument("--each", type=int, default=0, help="so many of each file, drawn; all without it")
    parser.add_argument("--figures", default="", help="add what was counted to this file")
    parser.add_argument("--survivors", action="store_true", help="print what no test noticed")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    names = asked.only.split(",") if asked.only else list(TESTS)
    if asked.inside:
        return inside(names, asked.each, asked.figures, survivors=asked.survivors)
    with tempfile.TemporaryDirectory() as made:
        python = copied(Path(made))
        figures = ["--figures", str(Path(asked.figures).resolve())] if asked.figures else []
        more = [*figures, "--each", str(asked.each), *(["--survivors"] if asked.survivors else [])]
        env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "CI": "1", "ETHICS_CACHE": str(Path(made) / "cache")}
        argv = [str(python), "benchmarks/faults/mutants.py", "--inside", "--only", ",".join(names), *more]
        return subprocess.run(argv, cwd=Path(made) / "copy", env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
