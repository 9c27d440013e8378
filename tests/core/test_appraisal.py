from __future__ import annotations

import ast
import inspect
from typing import Any

import pytest

from ethics_cli.core import appraisal
from ethics_cli.core.appraisal import Cell, Matrix, Pull, agreed, least_convinced, matrix, outweighed, pulls, unopposed
from ethics_cli.core.framework import LEANINGS

OPTIONS = {"id": "options", "type": "roster", "item": "option", "role": "options"}
STANDS = {"id": "stands", "type": "appraisal", "each": "s.options"}


def case_with(kit: Any, **leanings: str) -> Any:
    """Each lens with its leanings on options A, B, C, written `++ - .` (`?` left open, `.` not reached)."""
    lenses = [kit.framework(lens, STANDS, kind="lens") for lens in leanings]
    count = max(len(row.split()) for row in leanings.values())
    case = kit.Case(kit.framework("s", OPTIONS), *lenses).answer("s.options", kit.roster(*"ABC"[:count]))
    words = dict(zip(("--", "-", "0", "+", "++"), LEANINGS, strict=True))
    for lens, row in leanings.items():
        for number, sign in enumerate(row.split(), 1):
            if sign == "?":
                case.answer(f"{lens}.stands", None, f"o{number}", non="unknown", because="no idea")
            elif sign != ".":
                case.answer(f"{lens}.stands", words[sign], f"o{number}", because=f"{lens} {number}")
    return case


def table_of(kit: Any, **leanings: str) -> Matrix:
    return matrix(case_with(kit, **leanings).walk)


def letters(items: Any) -> str:
    return "".join(item.letter for item in items)


def test_the_matrix_holds_each_leaning_with_its_because(kit: Any) -> None:
    table = table_of(kit, care="++ ?", rights="- .")
    assert letters(table.options) == "AB"
    assert [lens.id for lens in table.lenses] == ["care", "rights"]
    care, rights = table.lenses
    first, second = table.options
    assert table.cell(care, first) == Cell("strongly-for", "care 1")
    assert table.cell(care, second) == Cell("", "no idea", "unknown")
    assert table.cell(rights, second) == Cell()
    assert [cell.sign for _, cell in table.column(first)] == ["++", "−"]
    assert [cell.sign for _, cell in table.column(second)] == ["?", "·"]


@pytest.mark.parametrize(
    ("leaning", "sign", "side"),
    [
        ("strongly-against", "−−", -1),
        ("against", "−", -1),
        ("neither", "0", 0),
        ("for", "+", 1),
        ("strongly-for", "++", 1),
        ("", "·", 0),
    ],
)
def test_a_leaning_has_a_sign_and_a_side(leaning: str, sign: str, side: int) -> None:
    assert (Cell(leaning).sign, Cell(leaning).side) == (sign, side)


def test_a_walk_without_lenses_or_options_has_an_empty_matrix(kit: Any) -> None:
    assert matrix(kit.Case(kit.framework("f", {"id": "a"})).walk) == Matrix((), (), {})


def test_a_lens_that_is_off_the_path_is_not_in_the_matrix(kit: Any) -> None:
    case = case_with(kit, care="+ -")
    assert [lens.id for lens in matrix(case.walk).lenses] == ["care"]
    assert matrix(case.answer("s.options", []).walk).lenses == ()


def test_lenses_pull_apart_on_an_option_when_one_leans_each_way(kit: Any) -> None:
    table = table_of(kit, care="++ + 0", rights="- + ?", duty="0 . -")
    (pull,) = pulls(table)
    care, rights, _ = table.lenses
    assert pull == Pull(table.options[0], (care,), (rights,), frozenset({"care"}))


def test_neither_way_and_left_open_pull_nowhere(kit: Any) -> None:
    assert pulls(table_of(kit, care="+ -", rights="0 ?")) == []


def test_an_option_is_unopposed_when_two_lenses_see_it_and_none_leans_the_other_way(kit: Any) -> None:
    table = table_of(kit, care="+ + -", rights="0 . --", duty="? ? 0")
    assert (letters(unopposed(table, 1)), letters(unopposed(table, -1))) == ("A", "C")


def test_an_option_that_nobody_leans_on_is_not_unopposed(kit: Any) -> None:
    table = table_of(kit, care="0", rights="0")
    assert (unopposed(table, 1), unopposed(table, -1)) == ([], [])


def test_lenses_agree_only_when_all_lean_one_way(kit: Any) -> None:
    table = table_of(kit, care="+ + -", rights="++ 0 --")
    assert (letters(agreed(table, 1)), letters(agreed(table, -1))) == ("A", "C")
    assert letters(unopposed(table, 1)) == "AB"


def test_a_lens_that_left_an_option_open_does_not_agree(kit: Any) -> None:
    assert agreed(table_of(kit, care="+", rights="+", duty="?"), 1) == []


def test_the_least_convinced_lens_stands_alone_at_the_bottom(kit: Any) -> None:
    table = table_of(kit, care="++ - -", rights="+ - .", duty="+ + ?")
    first, second, third = table.options
    assert least_convinced(table, first) is None
    assert least_convinced(table, second) is None
    assert least_convinced(table, third) is None
    table = table_of(kit, care="++", rights="0", duty="+")
    lens, cell = least_convinced(table, table.options[0]) or pytest.fail("one lens stands alone")
    assert (lens.id, cell) == ("rights", Cell("neither", "rights 1"))


def test_outweighed_are_only_the_lenses_strongly_against(kit: Any) -> None:
    walk = case_with(kit, care="-- ++", rights="- --", duty="? --").walk
    assert outweighed(walk.frameworks, walk.answers, "o1") == ["care"]
    assert outweighed(walk.frameworks, walk.answers, "o2") == ["rights", "duty"]
    assert outweighed(walk.frameworks, walk.answers, "o9") == []


def test_there_is_no_total_no_weight_and_no_winner() -> None:
    tree = ast.parse(inspect.getsource(appraisal))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"sum", "max", "min", "mean", "fsum"}
    assert not any(
        isinstance(node, ast.AugAssign) or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add))
        for node in ast.walk(tree)
    )
    named = {one for made in (Cell, Matrix, Pull) for one in inspect.signature(made).parameters} | {
        name for name, _ in inspect.getmembers(appraisal, inspect.isfunction)
    }
    assert not any(
        word in name for name in named for word in ("total", "score", "weight", "best", "winner", "recommend", "rank")
    )
