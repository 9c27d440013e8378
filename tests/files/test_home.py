from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from ethics_cli.files.home import Home, cache_folder, default_home, new_id
from ethics_cli.problems import EthicsError, Exit


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.prepare()
    return made


def session(home: Home, name: str) -> Path:
    path = home.sessions / f"{name}.jsonl"
    path.write_bytes(b"x\n")
    return path


def test_folders_are_owner_only(home: Home) -> None:
    for folder in (home.root, home.sessions, home.records):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_preparing_twice_changes_nothing(home: Home) -> None:
    path = session(home, "a")
    home.prepare()
    assert path.read_bytes() == b"x\n"


def test_a_home_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EthicsError) as caught:
        Home(tmp_path / "file" / "home").prepare()
    assert [problem.code for problem in caught.value.problems] == ["home.unwritable"]
    assert "ETHICS_HOME" in caught.value.problems[0].hint


def test_the_environment_names_home_and_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ETHICS_HOME", str(tmp_path / "h"))
    monkeypatch.setenv("ETHICS_CACHE", str(tmp_path / "c"))
    assert (default_home(), cache_folder()) == (tmp_path / "h", tmp_path / "c")


def test_without_the_environment_home_is_the_platforms_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ETHICS_HOME", raising=False)
    monkeypatch.delenv("ETHICS_CACHE", raising=False)
    assert default_home().name == "ethics"
    assert cache_folder() != default_home()


def test_an_id_can_be_said_aloud_and_is_safe_as_a_file_name() -> None:
    ids = {new_id() for _ in range(500)}
    assert len(ids) == 500
    assert all(re.fullmatch(r"[a-z][a-z0-9]{5}-[a-z]+-[a-z]+", one) for one in ids)


def test_a_new_session_never_gets_the_path_of_another(home: Home) -> None:
    paths = {home.new_path() for _ in range(50)}
    assert len(paths) == 50
    assert not any(path.exists() for path in paths)


def test_sessions_are_listed_by_id_and_nothing_else_is(home: Home) -> None:
    for name in ("b", "a", "c"):
        session(home, name)
    (home.sessions / "note.txt").write_text("x")
    (home.sessions / ".d.jsonl.lock").write_text("")
    (home.sessions / ".ethics-00.tmp").write_text("")
    (home.sessions / "link.jsonl").symlink_to(home.sessions / "a.jsonl")
    assert [path.name for path in home.paths()] == ["a.jsonl", "b.jsonl", "c.jsonl"]


def test_a_home_without_sessions_lists_none(tmp_path: Path) -> None:
    assert Home(tmp_path / "none").paths() == []


def test_a_session_is_found_by_its_id_or_the_beginning_of_it(home: Home) -> None:
    path = session(home, "k7f2qd-sable-heron")
    session(home, "m2b2qd-light-swan")
    for wanted in ("k7f2qd-sable-heron", "k7f", "k"):
        assert home.find(wanted) == path


def test_a_whole_id_wins_over_one_that_begins_with_it(home: Home) -> None:
    path = session(home, "abc")
    session(home, "abcd")
    assert home.find("abc") == path


def test_a_session_is_found_by_its_path(home: Home, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.jsonl"
    elsewhere.write_bytes(b"x")
    assert home.find(str(elsewhere)) == elsewhere


@pytest.mark.parametrize(
    ("wanted", "code"),
    [("a", "session.several"), ("z", "session.unknown"), ("", "session.unknown"), ("../home", "session.unknown")],
)
def test_what_names_none_or_several_is_one_sentence(home: Home, wanted: str, code: str) -> None:
    session(home, "ab")
    session(home, "ac")
    with pytest.raises(EthicsError) as caught:
        home.find(wanted)
    assert [problem.code for problem in caught.value.problems] == [code]
    assert caught.value.exit_code == Exit.FOUND
    assert "ethics list" in caught.value.problems[0].hint


@pytest.mark.parametrize("wanted", ["x" * 5000, "x/" + "y" * 5000, "x/" + "y" * 5000 + ".jsonl"])
def test_a_name_longer_than_any_file_name_is_no_session(home: Home, wanted: str, run_ethics) -> None:
    done = run_ethics("show", wanted, "--home", str(home.root))
    assert done.returncode == 1
    done = run_ethics("verify", wanted, "--home", str(home.root))
    assert done.returncode == 1


def test_a_record_is_named_by_the_id_alone(home: Home) -> None:
    assert home.record_path("k7f2qd-sable-heron") == home.records / "k7f2qd-sable-heron.md"
