from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ethics_cli.files.settings import Settings, read_settings, write_settings
from ethics_cli.problems import EthicsError

SAID = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def test_no_file_means_nothing_said(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "config.yaml") == Settings()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SAID, SAID)
@example("nurse: adult", "C:\\cases\\own")
@example("yes", "~/content")
@example("\u202eflipped", "\x7f")
def test_what_is_kept_is_read_back(tmp_path: Path, profession: str, organisation: str) -> None:
    kept = Settings(profession=profession, organisation=organisation)
    write_settings(tmp_path / "config.yaml", kept)
    assert read_settings(tmp_path / "config.yaml") == kept


def test_the_file_and_its_folder_are_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "home" / "config.yaml"
    write_settings(path, Settings(profession="nurse"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_an_unknown_setting_is_refused_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("profession: nurse\nclient: somebody\n")
    with pytest.raises(EthicsError) as caught:
        read_settings(path)
    (problem,) = caught.value.problems
    assert problem.code == "settings.unknown-key"
    assert str(problem.place) == f"{path}:2:1"
    assert "profession" in problem.hint
    assert "somebody" not in str(caught.value)


@pytest.mark.parametrize("text", ["profession: [a]\n", "profession: {a: b}\n"])
def test_a_setting_that_is_not_text_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.yaml").write_text(text)
    with pytest.raises(EthicsError):
        read_settings(tmp_path / "config.yaml")


@pytest.mark.parametrize("text", ["- a\n", "just text\n"])
def test_a_file_that_is_no_map_of_settings_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.yaml").write_text(text)
    with pytest.raises(EthicsError):
        read_settings(tmp_path / "config.yaml")


@pytest.mark.parametrize(
    ("kept", "ids"),
    [("", []), ("uk-england", ["uk-england"]), ("uk-england, us-ca", ["uk-england", "us-ca"]), (" a,,b ,", ["a", "b"])],
)
def test_places_and_bodies_are_lists_of_ids(tmp_path: Path, kept: str, ids: list[str]) -> None:
    write_settings(tmp_path / "config.yaml", Settings(places=kept, bodies=kept))
    found = read_settings(tmp_path / "config.yaml")
    assert (found.listed("places"), found.listed("bodies")) == (ids, ids)
