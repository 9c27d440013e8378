"""A debrief at a real terminal: with the team, left and taken up again."""

from __future__ import annotations

import pytest

DRAWN = pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["drawn", "plain"])


@DRAWN
def test_with_the_team_the_roles_are_asked_first_and_the_same_command_goes_on(decided, act, plain: list[str]) -> None:
    session = decided.sessions[0].stem
    terminal = decided.open("debrief", session, "--team", *plain)
    terminal.shows("It is no part of the decision")
    terminal.shows("Which roles are here?")
    terminal.does(act("Two counsellors\r"))
    terminal.shows("What happened in the conversation?")
    terminal.listens()
    terminal.settles()
    terminal.types("\x03")
    assert terminal.ends() == 130
    assert f"`ethics debrief {session}` goes on" in " ".join(terminal.words().split())

    terminal = decided.open("debrief", session, *plain)
    terminal.shows("What happened in the conversation?")
    assert "Which roles are here?" not in terminal.words()
