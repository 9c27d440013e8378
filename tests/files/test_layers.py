"""A framework as each place holds it, before one overrides the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from ethics_cli.files.layers import framework_file, layers_of
from ethics_cli.files.library import bundled_folder, load_library
from ethics_cli.problems import EthicsError

OWN = """
framework: autonomy
kind: lens
edition: 9.0.0
title: Mine
asks: Mine?
about: Mine.
authors: Me
funding: none
review_by: 2027-01-01
sources: {book: {cite: A book, checked_on: 2026-01-01, verified: yes}}
steps:
  - {id: one, ask: One?, type: text, source: book}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "autonomy.yaml").write_text(OWN, "utf-8")
    return tmp_path


def test_both_editions_are_found_in_the_order_in_which_they_override(own: Path) -> None:
    found = list(layers_of({"bundled": bundled_folder(), "yours": own}, "autonomy"))

    assert [held.origin for held in found] == ["bundled", "yours"]
    assert found[1].plain["edition"] == "9.0.0"
    assert found[0].plain["title"] == "Respect for autonomy"


def test_a_layer_is_what_the_library_holds(own: Path) -> None:
    folders = {"bundled": bundled_folder(), "yours": own}
    held = load_library(folders).get("framework", "autonomy")

    layer = list(layers_of(folders, "autonomy"))[-1]

    assert held is not None
    assert (layer.plain, layer.digest, layer.origin, layer.path) == (held.plain, held.digest, held.origin, held.path)


def test_an_id_that_is_nowhere_has_no_layers(own: Path) -> None:
    assert list(layers_of({"yours": own}, "nothing-of-the-kind")) == []


def test_a_framework_is_read_from_a_file(own: Path) -> None:
    held = framework_file(own / "autonomy.yaml")

    assert (held.id, held.plain["edition"], held.path) == ("autonomy", "9.0.0", str(own / "autonomy.yaml"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (None, "file.unreadable"),
        ("walk: answers\nanswers: {}\n", "file.no-framework"),
        ("framework: x\n", "content.missing-key"),
    ],
)
def test_a_file_that_holds_no_framework_is_refused(tmp_path: Path, text: str | None, code: str) -> None:
    path = tmp_path / "file.yaml"
    if text is not None:
        path.write_text(text, "utf-8")

    with pytest.raises(EthicsError) as refused:
        framework_file(path)

    assert refused.value.problems[0].code == code
