from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "sign-off.md"


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("key") / "id_supervisor"
    argv = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)]
    subprocess.run(argv, check=True, timeout=30)
    return path


@pytest.fixture
def signed(decided, session_id, key, conforms):
    """The decided session, signed off with a key that its home knows."""
    decided.write("home/allowed_signers", f"supervisor {key.with_suffix('.pub').read_text()}")
    done = decided("sign", session_id, "--key", str(key), "--text", "Agreed.")
    assert done.returncode == 0, done.stderr
    assert conforms(done.stdout)
    return decided


def one_line(text: str) -> str:
    return " ".join(text.split())


def changed(ethics, session_id: str) -> None:
    argv = ("amend", session_id, "framing.wants", "--value", "To be left alone", "--reason", "She said so.", "--yes")
    assert ethics(*argv).returncode == 0


def test_a_signed_session_says_so_in_verify_show_record_and_list(signed, session_id) -> None:
    assert "the signature holds; this home knows key SHA256:" in one_line(signed("verify").stdout)
    assert "supervisor signed off 21 events" in one_line(signed("show", session_id).stdout)
    assert "**Supervisor signed off 21 events (" in signed("record", session_id, "--to", "-").stdout
    assert "decided, signed off" in signed("list").stdout
    assert json.loads(signed("list", "--json").stdout)["sessions"][0]["signed"] == "signed off"


def test_without_a_key_all_of_them_say_unsigned(decided, session_id) -> None:
    done = decided("sign", session_id)

    outputs = (
        done.stdout,
        decided("verify").stdout,
        decided("show", session_id).stdout,
        decided("record", session_id, "--to", "-").stdout,
        decided("list").stdout,
    )
    assert all("unsigned" in output.lower() for output in outputs)
    assert json.loads(decided("verify", "--json").stdout)["sessions"][0]["signed"] is False


def test_a_change_after_it_shows_in_all_of_them(signed, session_id) -> None:
    changed(signed, session_id)

    told = "Changed since: 1 answer was given or changed after it."
    record = signed("record", session_id, "--to", "-").stdout
    assert told in one_line(signed("verify").stdout)
    assert told in one_line(signed("show", session_id).stdout)
    assert told in record
    assert "> **Changed since it was signed off, and not signed off anew.**" in record
    assert "changed since sign-off" in signed("list").stdout


def test_an_unsigned_sign_off_does_not_hide_a_change_after_a_signed_one(signed, session_id) -> None:
    changed(signed, session_id)
    signed("sign", session_id)

    assert "Changed since it was signed off" in signed("record", session_id, "--to", "-").stdout
    assert "changed since sign-off" in signed("list").stdout


def test_a_remark_after_it_is_no_change(signed, session_id) -> None:
    signed("comment", session_id, "--text", "Seen.")

    assert "Nothing was changed since." in one_line(signed("verify").stdout)
    assert "Changed since" not in signed("record", session_id, "--to", "-").stdout


def test_a_key_that_does_not_sign_leaves_nothing(decided, session_id) -> None:
    before = decided.sessions[0].read_bytes()
    done = decided("sign", session_id, "--key", str(decided.folder / "none"))

    assert done.returncode == 1
    assert "there is no such key file; nothing was written" in one_line(done.stderr)
    assert decided.sessions[0].read_bytes() == before


def test_where_there_is_no_ssh_keygen_a_key_is_refused(decided, session_id, key) -> None:
    done = decided("sign", session_id, "--key", str(key), PATH=str(decided.folder))

    assert done.returncode == 1
    assert "there is no ssh-keygen here, so nothing can be signed" in one_line(done.stderr)


def test_the_commands_that_verify_prints_verify_it_without_this_program(signed, session_id) -> None:
    said = signed("verify", COLUMNS="200").stdout
    commands = [line.strip() for line in said.splitlines() if line.strip().startswith(("ethics sign", "ssh-keygen"))]

    assert len(commands) == 3
    script = "\n".join(command.replace("ethics ", "python -m ethics_cli ", 1) for command in commands)
    program = Path(signed.argv()[0]).parent
    env = signed.environment()
    env["PATH"] = f"{program}:{env['PATH']}"
    done = subprocess.run(
        ["/bin/sh", "-ec", script], env=env, cwd=signed.folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith('Good "ethics-session@v1" signature for supervisor')


@pytest.mark.skipif(shutil.which("jq") is None, reason="needs jq")
def test_the_recipe_of_the_guide_verifies_it_with_jq_and_ssh_keygen_alone(signed) -> None:
    recipe = re.search(r"```sh\n(session=.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert recipe is not None

    shutil.copy(signed.sessions[0], signed.folder / "case.jsonl")
    shutil.copy(signed.home / "allowed_signers", signed.folder / "allowed_signers")
    argv = ["/bin/sh", "-ec", recipe.group(1)]
    done = subprocess.run(argv, cwd=signed.folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert 'Good "ethics-session@v1" signature for supervisor' in done.stdout


def test_what_was_signed_can_be_printed_and_what_is_not_there_cannot(signed, session_id) -> None:
    statement = signed("sign", session_id, "--statement").stdout
    unsigned = signed("sign", session_id)
    event = json.loads(signed("verify", "--json").stdout)["sessions"][0]["sign_offs"][0]["event"]

    assert statement.startswith("I sign off this session as it stood.\n")
    assert statement.endswith("by: supervisor\nsays: Agreed.\n")
    assert unsigned.returncode == 0
    assert signed("sign", session_id, "--signature").returncode == 1
    assert signed("sign", session_id, "--signature", "--event", str(event)).returncode == 0
    assert signed("sign", session_id, "--statement", "--event", "0").returncode == 1


def test_a_foreign_session_is_signed_where_it_lies(signed, session_id, key, ethics_at, tmp_path_factory) -> None:
    desk = ethics_at(tmp_path_factory.mktemp("desk"))
    path = Path(shutil.copy(signed.sessions[0], desk.folder / "from-somebody.jsonl"))

    assert desk("comment", str(path), "--text", "Seen.").returncode == 0
    assert desk("sign", str(path), "--key", str(key), "--by", "board").returncode == 0
    told = json.loads(signed("verify", str(path), "--json").stdout)["sessions"][0]
    assert [(one["by"], one["state"], one["known_as"]) for one in told["sign_offs"]] == [
        ("supervisor", "known", "supervisor"),
        ("board", "known", "supervisor"),
    ]
