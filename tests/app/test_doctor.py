"""What doctor says of a machine: what is set up, what is not, and the one command for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from ethics_cli.app.doctor_setup import Machine, set_up
from ethics_cli.core.reader import YOU, Reader
from ethics_cli.files.home import Home
from ethics_cli.files.keys import Protection, write_protection
from ethics_cli.files.settings import Settings


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.prepare()
    return made


def told(home: Home, settings: Settings = Settings(), shell: str = "") -> dict:
    return {one.name: one for one in set_up(home, None, settings, Machine(home.root.parent, shell))}


def test_on_a_new_machine_all_is_in_order_and_each_thing_has_its_command(home: Home) -> None:
    checks = told(home, shell="bash")
    assert all(one.fine and one.unset and one.remedy for one in checks.values())
    assert checks["Protection"].remedy == "ethics protect"


def test_a_protected_home_without_a_recovery_key_needs_somebody(home: Home) -> None:
    home.keys.mkdir()
    write_protection(home.keys, Protection(True, (Reader("age1" + "q" * 58, YOU),)))
    checks = told(home)
    assert (checks["Recovery key"].fine, checks["Recovery key"].remedy) == (False, "ethics keys recovery")
    assert checks["New sessions"].remedy.startswith("ethics share --for-supervisor")


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        (Settings(), "--set-keep-words MONTHS --set-keep-sessions MONTHS"),
        (Settings(keep_words="24"), "--set-keep-sessions MONTHS"),
    ],
)
def test_of_the_keeping_times_only_what_is_missing_is_in_the_command(home: Home, kept: Settings, asked: str) -> None:
    assert told(home, kept)["Keeping"].remedy == f"ethics doctor {asked}"


def test_completion_is_found_where_the_shell_looks_for_it_and_else_its_folder_is_made_too(home: Home) -> None:
    command = told(home, shell="fish")["Completion"].remedy
    assert command.startswith("mkdir -p ~/.config/fish/completions && ethics completion fish > ")

    place = home.root.parent / ".config/fish/completions/ethics.fish"
    place.parent.mkdir(parents=True)
    place.write_text("complete -c ethics\n")
    assert not told(home, shell="fish")["Completion"].unset


def test_known_signers_are_counted_without_remarks_and_empty_lines(home: Home) -> None:
    (home.root / "allowed_signers").write_text("# ours\n\nlead ssh-ed25519 AAAA\n")
    assert told(home)["Others' keys"].said == "1 known"
