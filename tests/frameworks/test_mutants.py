"""Faults put into the shipped content are found: a fixed sample of the mutants that benchmarks/content makes, judged as there."""

from __future__ import annotations

import shutil
import sys
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from ethics_cli.core.lint_content import Piece, content_of
from ethics_cli.core.lint_joins import lint_joins
from ethics_cli.core.lint_most import lint_most
from ethics_cli.core.lint_order import Walked
from ethics_cli.core.lint_stops import lint_stops
from ethics_cli.core.lint_unsure import lint_unsure
from ethics_cli.files.checking import check_paths
from ethics_cli.files.content_file import read_content
from ethics_cli.files.library import bundled_folder

FOLDER = Path(__file__).parents[2] / "benchmarks" / "content"
TODAY = date(2026, 11, 24)
EVERY = 20
"""Of the files and the operators that fit them, one pair in twenty is looked at, by its name: what changes in one file leaves the others."""
GATE = 0.95


@pytest.fixture(scope="module")
def bench() -> Iterator[SimpleNamespace]:
    """The benchmark, whose modules find each other by name."""
    before = set(sys.modules)
    sys.path.insert(0, str(FOLDER))
    try:
        from judging import Shipped, as_yaml
        from operators import FOR, mutants_of
        from spoiling import Mutant

        yield SimpleNamespace(Shipped=Shipped, as_yaml=as_yaml, FOR=FOR, mutants_of=mutants_of, Mutant=Mutant)
    finally:
        sys.path.remove(str(FOLDER))
        for name in set(sys.modules) - before:
            if str(FOLDER) in str(getattr(sys.modules[name], "__file__", "")):
                del sys.modules[name]


@pytest.fixture(scope="module")
def shipped(bench):
    return bench.Shipped(bundled_folder(), TODAY)


def sample(bench, shipped):
    """One mutant of each pair of a file and an operator that falls into the sample."""
    for key in shipped.reads:
        for mutant in bench.mutants_of(shipped.spoiling(key), 1):
            if zlib.crc32(f"{mutant.operator} of {key[0]} {key[1]}".encode()) % EVERY == 0:
                yield key, mutant


def test_each_framework_has_twenty_mutants_or_more_by_most_of_the_operators(bench, shipped) -> None:
    for key in shipped.reads:
        if key[0] == "framework":
            made = list(bench.mutants_of(shipped.spoiling(key), 1))
            assert len(made) >= 20
            assert len({mutant.operator for mutant in made}) >= 20


def test_nearly_all_of_a_sample_of_mutants_are_found(bench, shipped) -> None:
    verdicts = [shipped.judged(key, mutant) for key, mutant in sample(bench, shipped)]

    real = [one for one in verdicts if one.by != "same"]
    survivors = [f"{one.place} {one.operator}: {one.said}" for one in real if not one.by]
    assert len(real) >= 60
    assert not [one for one in verdicts if one.what.startswith("yaml.")], (
        "every mutant is written as YAML that can be read"
    )
    assert len(survivors) <= (1 - GATE) * len(real), survivors


def test_content_that_is_not_spoiled_is_found_to_be_the_same(bench, shipped) -> None:
    for key in [("framework", "options"), ("norms", "us-tx"), ("route", "full"), ("model", "cpa-2017")]:
        document = shipped.reads[key].document
        assert shipped.found_by(key, "", (), document.data) == ("same", "data")


@pytest.mark.parametrize(
    ("key", "operator"),
    [
        (("framework", "after"), "dangling-when"),
        (("framework", "people"), "renamed-id"),
        (("norms", "uk"), "dropped-key"),
    ],
)
def test_what_the_check_itself_says_of_a_mutant_is_what_is_said_here(bench, shipped, tmp_path, key, operator) -> None:
    made = bench.mutants_of(shipped.spoiling(key), 1)
    mutant = next(one for one in made if one.operator == operator)
    read = shipped.reads[key]
    path = tmp_path / Path(read.file).name
    path.write_bytes(bench.as_yaml(mutant.of(read.document.data)))
    rest = shipped_without(Path(read.file), tmp_path / "library")

    problems = check_paths([rest, path], {}, TODAY).problems

    assert shipped.judged(key, mutant).what in {problem.code for problem in problems}


def shipped_without(file: Path, folder: Path) -> Path:
    """A folder with a copy of all shipped files but one."""
    shutil.copytree(bundled_folder(), folder)
    (folder / file.relative_to(bundled_folder())).unlink()
    return folder


def test_a_mutant_that_means_the_same_is_told_apart_from_one_that_nothing_finds(bench, shipped) -> None:
    key = ("framework", "reporting-duty")
    data = shipped.reads[key].document.data
    at = next(at for at, step in enumerate(data["steps"]) if step.get("when") == {"exit": "settled"})
    path = ("steps", at, "when")
    mutant = bench.Mutant("turned-contrary", path, "", lambda when: when.update(exit={"in": ["settled"]}), path)

    verdict = shipped.judged(key, mutant)

    assert (verdict.by, verdict.what) == ("same", "answers")


# checks that mutants gave rise to


CARE, AFTER, OPTIONS = ("framework", "care"), ("framework", "after"), ("framework", "options")
DANGER, DISCLOSING, POTTER = ("framework", "own-values"), ("framework", "colleague-disclosure"), ("model", "potter-box")
AUTONOMY, FULL = ("framework", "autonomy"), ("route", "full")


def moved(stop, to):
    """A change: a stop of a walk taken to where another one stands."""

    def act(doc):
        walk = doc["walk"]
        at, there = walk.index(stop), walk.index(to)
        walk.insert(there, walk.pop(at))

    return act


def without_last(stop):
    """A change: the last of several stops taken out."""

    def act(doc):
        del doc["walk"][max(at for at, one in enumerate(doc["walk"]) if one == stop)]

    return act


def step_of(doc, ident):
    return next(step for step in doc["steps"] if step["id"] == ident)


@pytest.mark.parametrize(
    ("key", "act", "code"),
    [
        (POTTER, moved("triage", "norms"), "route.order"),
        (POTTER, moved({"joined": "lens"}, "acting"), "route.order"),
        (POTTER, moved("norms", "options"), "route.order"),
        (POTTER, moved("options", {"joined": "protocol"}), "route.order"),
        (POTTER, without_last({"joined": "protocol"}), "route.order"),
        (FULL, without_last({"joined": "protocol"}), "route.order"),
        (POTTER, lambda doc: doc["walk"].remove("acting"), "route.lacking"),
        (POTTER, lambda doc: doc["walk"].remove({"joined": "lens"}), "route.lacking"),
        (CARE, lambda doc: doc["steps"][0].update(role="question"), "route.duplicate-role"),
        (AFTER, lambda doc: doc["steps"][0].update(role="question"), "route.duplicate-role"),
        (OPTIONS, lambda doc: step_of(doc, "lens")["choices"]["justice"].pop("joins"), "framework.joins-none"),
        (DANGER, lambda doc: step_of(doc, "danger")["choices"]["unsure"].pop("joins"), "framework.unsure-joins"),
        (DANGER, lambda doc: step_of(doc, "danger")["choices"]["yes"].pop("joins"), "framework.unsure-joins"),
        (
            AFTER,
            lambda doc: step_of(doc, "repair").update(when={"harm": {"not-in": ["no", "unsure"]}}),
            "condition.unsure",
        ),
        (
            CARE,
            lambda doc: doc["flags"][0].update(when={"people.parties": {"any": {"vulnerable": {"is-not": "unsure"}}}}),
            "condition.unsure",
        ),
        (
            AUTONOMY,
            lambda doc: doc["flags"][0].update(when={"stands": {"any": {"at-least": "against"}}}),
            "condition.most",
        ),
        (
            AUTONOMY,
            lambda doc: doc["flags"][0].update(when={"stands": {"any": {"less-than": "strongly-for"}}}),
            "condition.most",
        ),
    ],
)
def test_a_slip_that_went_unnoticed_once_is_told(bench, shipped, key, act, code) -> None:
    document = shipped.reads[key].document
    mutant = bench.Mutant("", (), "", act, ())

    assert told(shipped, key, document.data, bench) == set()
    assert code in told(shipped, key, mutant.of(document.data), bench)


def told(shipped, key, doc, bench):
    """What these checks say of the library with one document of it changed."""
    kind, plain, _ = read_content(bench.as_yaml(doc), "mutant.yaml")
    content = content_of(Piece(kind, key[1], plain) if one == key else piece for one, piece in shipped.pieces.items())
    walked = Walked(content)
    found = (*lint_stops(content, walked), *lint_joins(content, walked), *lint_unsure(content), *lint_most(content))
    return {fault.problem.code for fault in found}
