"""Protection from the command line: everything is closed, opens with stock age, and goes on; nothing is lost on the way."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess

import pytest

from ethics_cli.files.journal import read_bytes
from ethics_cli.files.sealing import new_identity, unseal

CANARY = "To be heard"


@pytest.fixture
def protected(decided):
    done = decided("protect", "--yes")
    assert done.returncode == 0, done.stderr
    return decided


@pytest.fixture
def secret(protected):
    return secret_in(protected.home)


def secret_in(home):
    return (home / "keys" / "identity.txt").read_text("utf-8").split("\n")[1]


def closed(one):
    return sorted((one.home / "sessions").glob("*.jsonl.age"))


def inside(path, secret):
    found = unseal(path.read_bytes(), [secret])
    assert isinstance(found, bytes)
    return found


def words_on_disk(home):
    """The files of a home in which words of the case can be read."""
    return [path.name for path in home.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]


def test_everything_that_was_there_is_closed_and_nothing_of_it_is_lost(decided) -> None:
    before = {path: path.read_bytes() for path in (decided.home / "sessions").glob("*.jsonl")}
    record = next((decided.home / "records").glob("*.md")).read_bytes()
    heads = (decided.home / "heads.json").read_bytes()

    done = decided("protect", "--yes", "--json")

    assert json.loads(done.stdout)["sessions"] == 1
    assert words_on_disk(decided.home) == []
    secret = secret_in(decided.home)
    for path, raw in before.items():
        lines = inside(path.with_name(path.name + ".age"), secret).split(b"\n")
        assert lines[: raw.count(b"\n") - 1] == raw.split(b"\n")[:-2]
    assert inside(next((decided.home / "records").glob("*.md.age")), secret) == record
    assert inside(decided.home / "heads.json.age", secret) == heads


def test_files_and_folders_are_the_owners_alone(protected) -> None:
    for path in protected.home.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_a_protected_session_goes_on_closed(protected, secret) -> None:
    (path,) = closed(protected)
    ident = path.name.split(".")[0]
    before = inside(path, secret)

    done = protected("amend", ident, "framing.rubs", "--value", "How much I may say", "--reason", "clearer", "--yes")

    assert done.returncode == 0, done.stderr
    after = inside(path, secret)
    assert after.split(b"\n")[: before.count(b"\n") - 1] == before.split(b"\n")[:-2]
    assert b"How much I may say" in after
    assert words_on_disk(protected.home) == []
    assert protected("verify", "--quiet").returncode == 0


def test_a_new_session_and_its_record_are_closed_from_the_start(protected, quick_text) -> None:
    done = protected("decide", "--answers", protected.write("again.yaml", quick_text))

    assert done.returncode == 0, done.stderr
    assert len(closed(protected)) == 2
    assert len(list((protected.home / "records").glob("*.md.age"))) == 2
    assert words_on_disk(protected.home) == []


def test_a_record_that_is_written_where_somebody_says_is_plain_and_says_so(protected, tmp_path) -> None:
    ident = closed(protected)[0].name.split(".")[0]

    done = protected("record", ident, "--to", str(tmp_path / "r.md"))

    assert CANARY in (tmp_path / "r.md").read_text("utf-8")
    assert "This copy is plain" in done.stderr


def test_without_the_key_a_session_is_refused_in_one_sentence(protected, ethics_at, tmp_path) -> None:
    (path,) = closed(protected)
    other = ethics_at(tmp_path / "other")
    other.folder.mkdir()

    for told in (other("show", str(path)), other("verify", str(path)), other("resume", str(path))):
        assert told.returncode == 1
        assert "protected, and there is no key here" in told.stdout + told.stderr
        assert CANARY not in told.stdout + told.stderr


def test_a_file_for_somebody_else_is_refused_in_one_sentence(protected, ethics_at, tmp_path) -> None:
    other = ethics_at(tmp_path / "other")
    other.folder.mkdir()
    other("protect", "--yes")

    told = other("show", str(closed(protected)[0]))

    assert told.returncode == 1
    assert "cannot be opened with your key" in told.stderr


def test_a_supervisor_opens_what_is_shared_and_no_more_once_it_is_stopped(
    protected, ethics_at, tmp_path, quick_text
) -> None:
    supervisor = ethics_at(tmp_path / "supervisor")
    supervisor.folder.mkdir()
    supervisor("protect", "--yes")
    key = json.loads(supervisor("keys", "--json").stdout)["key"]
    (path,) = closed(protected)

    assert protected("share", "--for-supervisor", "--with", key).returncode == 0
    protected("decide", "--answers", protected.write("again.yaml", quick_text))
    for one in closed(protected):
        assert CANARY in supervisor("show", str(one)).stdout
    assert protected("share", path.name.split(".")[0], "--stop", key).returncode == 0

    assert supervisor("show", str(path)).returncode == 1
    assert json.loads(protected("show", path.name.split(".")[0], "--json").stdout)["status"] == "decided"


def test_a_script_names_its_key_by_a_file_or_a_descriptor(protected, ethics_at, tmp_path) -> None:
    (path,) = closed(protected)
    identity = protected.home / "keys" / "identity.txt"
    other = ethics_at(tmp_path / "other")
    other.folder.mkdir()

    by_file = other("--identity", str(identity), "show", str(path))
    by_name = other("show", str(path), ETHICS_IDENTITY=str(identity))
    with identity.open("rb") as stream:
        by_descriptor = subprocess.run(
            other.argv("--identity", f"/dev/fd/{stream.fileno()}", "show", str(path)),
            env=other.environment(), capture_output=True, text=True, pass_fds=[stream.fileno()], check=False,
        )  # fmt: skip

    for told in (by_file, by_name, by_descriptor):
        assert CANARY in told.stdout, told.stderr


def test_a_damaged_session_is_closed_as_it_is_and_still_damaged(decided) -> None:
    path = decided.sessions[0]
    raw = path.read_bytes().replace(CANARY.encode(), b"Not quite that")
    path.write_bytes(raw)

    assert decided("protect", "--yes").returncode == 0

    assert inside(closed(decided)[0], secret_in(decided.home)) == raw
    assert decided("verify").returncode == 1


def test_protection_that_was_broken_off_between_closing_and_removing_goes_on(decided) -> None:
    path = decided.sessions[0]
    raw = path.read_bytes()
    decided("protect", "--yes")
    ident = path.name.split(".")[0]
    decided("amend", ident, "framing.rubs", "--value", "How much I may say", "--reason", "clearer", "--yes")
    path.write_bytes(raw)

    assert decided("protect", "--yes").returncode == 0

    assert not path.exists()
    assert b"How much I may say" in inside(closed(decided)[0], secret_in(decided.home))


def test_a_plain_file_that_differs_from_its_closed_one_is_kept(decided, quick_text) -> None:
    path = decided.sessions[0]
    decided("protect", "--yes")
    (closed_path,) = closed(decided)
    other = closed_path.read_bytes()
    shutil.copy(closed_path, path.with_name("kept"))
    foreign = decided("decide", "--answers", decided.write("again.yaml", quick_text))
    assert foreign.returncode == 0
    second = next(one for one in closed(decided) if one != closed_path)
    path.write_bytes(inside(second, secret_in(decided.home)))

    told = decided("protect", "--yes")

    assert told.returncode == 1
    assert path.exists()
    assert closed_path.read_bytes() == other


def test_protection_is_not_turned_on_without_being_asked_for(decided) -> None:
    assert decided("protect").returncode == 4
    assert decided.sessions


def test_a_damaged_file_about_protection_stops_everything_rather_than_writing_plain(protected, quick_text) -> None:
    (protected.home / "keys" / "protection.json").write_text("{", "utf-8")

    told = protected("decide", "--answers", protected.write("again.yaml", quick_text))

    assert told.returncode == 1
    assert "file about protection is damaged" in told.stderr
    assert not protected.sessions


def test_a_key_from_paper_becomes_the_key_of_another_home(protected, ethics_at, tmp_path, secret) -> None:
    other = ethics_at(tmp_path / "other")
    other.folder.mkdir()
    paper = other.write("paper.txt", f"{secret[:30].lower()} {secret[30:]}\n")

    assert other("keys", "restore", "--from", paper).returncode == 0

    assert CANARY in other("show", str(closed(protected)[0])).stdout


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("share", "--with", "age1nonsense", "--as", "peer", "--all"), 1, "not a public key"),
        (("share", "--with", new_identity()[0], "--as", "peer", "--all"), 1, "this is a secret key"),
        (("share", "--all", "--with", new_identity()[1]), 2, "by role"),
        (("share", "--with", new_identity()[1], "--as", "peer"), 2, "share what?"),
        (("share", "--for-supervisor", "--all"), 2, "no key of a supervisor"),
        (("keys", "shwo"), 2, "did you mean"),
        (("keys", "create"), 1, "has a key already"),
        (("keys", "recovery"), 4, "nobody to see it"),
        (("keys", "passphrase"), 2, "say `passphrase on`"),
        (("keys", "restore"), 4, "nobody to type a key"),
        (("keys", "restore", "--from", "none"), 2, "cannot be read"),
        (("--identity", "none", "list", "--json"), 1, "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_to_do(protected, argv, code, said) -> None:
    told = protected(*argv)

    assert (told.returncode, said in told.stdout + told.stderr) == (code, True), told.stdout + told.stderr
    assert "AGE-SECRET-KEY" not in told.stdout + told.stderr


def test_sharing_what_is_plain_is_refused(decided) -> None:
    told = decided("share", "--all", "--with", new_identity()[1], "--as", "peer")

    assert told.returncode == 2
    assert "nothing here is protected yet" in told.stderr


@pytest.mark.skipif(shutil.which("age") is None, reason="the stock age tool is not installed")
def test_the_stock_age_tool_opens_everything(protected, secret) -> None:
    identity = protected.home / "keys" / "identity.txt"
    for path in protected.home.rglob("*.age"):
        told = subprocess.run(["age", "-d", "-i", str(identity), str(path)], capture_output=True, check=True)
        assert told.stdout == inside(path, secret)


def test_reading_needs_the_key_and_writing_only_public_ones(protected) -> None:
    with pytest.raises(Exception, match="no key here"):
        read_bytes(closed(protected)[0])


def test_a_key_whose_making_was_broken_off_is_taken_and_everything_is_closed_for_it(decided) -> None:
    """Killed between the key and the list of who can read: there is a key, and nobody is named by it."""
    assert decided("keys", "create").returncode == 0
    (decided.home / "keys" / "protection.json").unlink()
    secret = (decided.home / "keys" / "identity.txt").read_bytes()

    done = decided("protect", "--yes")
    assert done.returncode == 0, done.stderr
    assert (decided.home / "keys" / "identity.txt").read_bytes() == secret
    assert decided("verify").returncode == 0
    assert not list((decided.home / "sessions").glob("*.jsonl"))
