"""A disk with no room: the person is told that this answer is not saved, keeps it, and loses nothing by trying again."""

from __future__ import annotations

import resource
import sys

import pytest

from ethics_cli.app.sessions import walk_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a limit set on another process")
NO_ROOM, ROOM = (2048, resource.RLIM_INFINITY), (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


def test_an_answer_that_cannot_be_written_is_kept_and_saved_once_there_is_room(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick")
    first, second, *_ = quick
    terminal.shows(first.shows)
    resource.prlimit(terminal.child.pid, resource.RLIMIT_FSIZE, NO_ROOM)
    for one in first.acts:
        terminal.does(one)
    terminal.shows("NOT saved")
    assert desk.sessions == []

    resource.prlimit(terminal.child.pid, resource.RLIMIT_FSIZE, ROOM)
    terminal.does(act("=Try again"))
    terminal.shows(second.shows)
    terminal.listens()
    terminal.types("\x03")
    assert terminal.ends() == 130

    walk, _, _ = walk_of(desk.sessions[0])
    assert walk.folded.answers["triage.danger", ()].value == "no"


def test_giving_up_on_a_full_disk_loses_the_one_answer_and_none_before_it(desk, quick, act) -> None:
    terminal = desk.open("decide", "--route", "quick")
    first, second, *_ = quick
    terminal.answers(first)
    terminal.shows(second.shows)
    terminal.listens()
    resource.prlimit(terminal.child.pid, resource.RLIMIT_FSIZE, NO_ROOM)
    terminal.picks("No")
    terminal.shows("NOT saved")
    terminal.does(act("=Stop here"))
    assert terminal.ends() == 130

    walk, _, _ = walk_of(desk.sessions[0])
    assert set(walk.folded.answers) == {("triage.danger", ())}
