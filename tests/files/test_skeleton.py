"""A skeleton is valid as it stands, teaches, and is never written over anything."""

from __future__ import annotations

import stat
import sys
from datetime import date
from pathlib import Path

import pytest

from ethics_cli.core.form_parts import IDENT as FORM
from ethics_cli.core.lint_steps import RESERVED
from ethics_cli.files.checking import check_paths
from ethics_cli.files.content_file import read_content
from ethics_cli.files.library import bundled_folder
from ethics_cli.files.schema_parts import IDENT
from ethics_cli.files.skeleton import FOLDERS, LONGEST, TITLE, skeleton, write_new
from ethics_cli.problems import EthicsError, Exit

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_skeleton_checks_clean_with_nothing_at_all_found(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(skeleton(kind, "mine", TODAY), "utf-8")

    checked = check_paths([path], {"bundled": bundled_folder()}, TODAY)

    assert [(str(one.place), one.code, one.message) for one in checked.problems] == []
    assert checked.files == 1


@pytest.mark.parametrize("kind", FOLDERS)
def test_what_is_left_to_fill_in_is_plainly_marked(kind: str) -> None:
    text = skeleton(kind, "mine", TODAY)
    _, plain, _ = read_content(text.encode(), "mine.yaml")

    assert plain["title"] == TITLE
    assert text.lower().count("fill in") >= 3
    assert "@" not in text
    assert (plain["review_by"], plain["edition"]) == ("2027-11-24", "0.1.0")


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_skeleton_explains_itself(kind: str) -> None:
    lines = skeleton(kind, "mine", TODAY).splitlines()

    assert sum("#" in line for line in lines) >= 12
    assert max(map(len, lines)) <= 140


def test_each_kind_of_framework_makes_a_framework_of_that_kind() -> None:
    for kind in ("stage", "lens", "protocol"):
        of, plain, _ = read_content(skeleton(kind, "mine", TODAY).encode(), "mine.yaml")

        assert (of, plain["kind"], plain["framework"]) == ("framework", kind, "mine")


def test_what_can_be_an_id_is_what_the_schema_takes() -> None:
    assert f"^{FORM.pattern}$" == IDENT
    assert skeleton("lens", "a" * LONGEST, TODAY)


@pytest.mark.parametrize(
    "ident", ["", "Mine", "my lens", "../evil", "a/b", "-a", "a-", "a--b", "1a", "ä", "a\n", "a" * 41, *RESERVED]
)
def test_what_cannot_be_an_id_is_refused(ident: str) -> None:
    with pytest.raises(EthicsError) as refused:
        skeleton("lens", ident, TODAY)

    assert refused.value.exit_code is Exit.USAGE


def test_a_kind_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(EthicsError) as refused:
        skeleton("", "mine", TODAY)

    assert "stage, lens, protocol, norms, organisation" in refused.value.problems[0].hint


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes")
def test_a_new_file_is_written_whole_and_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "mine.yaml"
    write_new(path, "text\n")

    assert path.read_text("utf-8") == "text\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["mine.yaml"]


@pytest.mark.parametrize("there", ["a file", "a link to nowhere", "a folder"])
def test_nothing_that_is_there_is_written_over(tmp_path: Path, there: str) -> None:
    path = tmp_path / "mine.yaml"
    if there == "a file":
        path.write_text("mine", "utf-8")
    elif there == "a folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")

    with pytest.raises(EthicsError) as refused:
        write_new(path, "text\n")

    assert refused.value.problems[0].code == "new.exists"
    assert not (tmp_path / "nowhere").exists()
    assert there != "a file" or path.read_text("utf-8") == "mine"


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    with pytest.raises(EthicsError) as refused:
        write_new(tmp_path / "file" / "mine.yaml", "text\n")

    assert refused.value.problems[0].code == "new.unwritable"
