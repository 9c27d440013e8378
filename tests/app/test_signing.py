"""Sign-offs with the stock ssh-keygen: what holds, what does not, and what is only said."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ethics_cli.app.remarks import remark
from ethics_cli.app.sessions import Session
from ethics_cli.app.signing import intended, piece, sign_off
from ethics_cli.app.verifying import Against, Verdict, examined
from ethics_cli.core.chain import NOTHING, line_digest, trailer_line
from ethics_cli.core.digest import canonical, parse_canonical
from ethics_cli.core.event import AnswerGiven, SignOffGiven
from ethics_cli.core.signing import NAMESPACE, statement
from ethics_cli.files import ssh_signing
from ethics_cli.problems import EthicsError

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two keys, and one behind a passphrase."""
    folder = tmp_path_factory.mktemp("keys")
    for name, passphrase in (("own", ""), ("other", ""), ("closed", "secret")):
        argv = ["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "", "-f", str(folder / name)]
        subprocess.run(argv, check=True, timeout=30)
    return folder


@pytest.fixture
def session(office: Any, given: dict[str, Any]) -> Session:
    return office.walk(given)[0]


def known(keys: Path, folder: Path, name: str = "own", options: str = "") -> Path:
    """A file of signers that knows one key, as a supervisor's."""
    path = folder / "signers"
    path.write_text(f"supervisor {options} {(keys / f'{name}.pub').read_text()}")
    return path


def seen(session: Session, signers: Path = Path("/nowhere"), **against: Any) -> Verdict:
    return examined(session.journal.path, Against({}, signers=signers, **against))


def states(verdict: Verdict) -> list[str]:
    return [one.checked.state for one in verdict.sign_offs]


def signed(session: Session, key: Path | None, by: str = "supervisor", text: str = "") -> None:
    sign_off(session, intended(session, by, text), key, ask=False)


def forge(session: Session, **changes: Any) -> Verdict:
    """The session with its last event changed and the chain made anew: what whoever owns the file can do."""
    lines = session.journal.path.read_bytes()[:-1].split(b"\n")[:-1]
    lines[-1] = canonical({**parse_canonical(lines[-1]), **changes})
    session.journal.path.write_bytes(b"".join(line + b"\n" for line in (*lines, trailer_line(lines))))
    return seen(session)


# what holds


def test_a_signature_holds_and_names_the_one_who_is_known_by_the_key(session, keys, tmp_path) -> None:
    signed(session, keys / "own", text="Agreed.")

    verdict = seen(session, known(keys, tmp_path))
    (one,) = verdict.sign_offs
    assert verdict.holds
    assert (one.checked.state, one.checked.name) == ("known", "supervisor")
    assert one.checked.key.startswith("SHA256:")
    assert verdict.signed_as_it_stands


def test_a_key_that_nobody_here_knows_is_named_as_such(session, keys, tmp_path) -> None:
    signed(session, keys / "own")

    for signers in (tmp_path / "none", known(keys, tmp_path, "other")):
        verdict = seen(session, signers)
        assert (verdict.holds, verdict.signed, verdict.signed_as_it_stands) == (True, True, False)
        assert states(verdict) == ["unknown"]
        assert "which this home does not know" in " ".join(verdict.said)


@pytest.mark.parametrize(
    ("options", "state"),
    [
        ('namespaces="ethics-session@v1"', "known"),
        ('namespaces="file"', "unknown"),
        ('valid-after="20200101"', "known"),
        ('valid-before="20200101"', "unknown"),
        ('valid-before="20261122"', "known"),
    ],
)
def test_a_key_is_known_only_for_what_and_when_it_may_sign(session, keys, tmp_path, options: str, state: str) -> None:
    signed(session, keys / "own")

    assert states(seen(session, known(keys, tmp_path, options=options))) == [state]


def test_one_key_of_several_names_is_known_by_its_first(session, keys, tmp_path) -> None:
    signers = tmp_path / "signers"
    signers.write_text(f"anna,supervisor {(keys / 'own.pub').read_text()}")
    signed(session, keys / "own")

    assert seen(session, signers).sign_offs[0].checked.name == "anna"


def test_without_a_key_it_says_unsigned_and_never_more(session, keys, tmp_path) -> None:
    signed(session, None, text="Agreed.")

    verdict = seen(session, known(keys, tmp_path))
    assert (verdict.holds, verdict.signed, verdict.signed_as_it_stands) == (True, False, False)
    assert states(verdict) == ["unsigned"]
    assert "unsigned, so nothing shows who it was" in " ".join(verdict.said)


def test_where_there_is_no_ssh_keygen_a_signature_is_unchecked_and_counts_for_nothing(
    session, keys, monkeypatch, tmp_path
) -> None:
    signed(session, keys / "own")
    monkeypatch.setenv("PATH", str(tmp_path))

    verdict = seen(session)
    assert (verdict.holds, verdict.signed) == (True, False)
    assert states(verdict) == ["unchecked"]
    assert "no ssh-keygen here to check it" in " ".join(verdict.said)


# what changed since


def test_a_change_after_a_sign_off_shows_and_a_remark_is_none(session, keys, tmp_path) -> None:
    signers = known(keys, tmp_path)
    signed(session, keys / "own")
    remark(session, "peer", "Seen.")
    before = seen(session, signers)
    with session.journal.locked():
        session.append(AnswerGiven("mini.danger", "About danger?", "yes"))
    after = seen(session, signers)

    assert before.signed_as_it_stands
    assert "Nothing was changed since." in before.said[-1]
    assert (after.holds, after.signed, after.signed_as_it_stands) == (True, True, False)
    assert "Changed since: 1 answer was given or changed after it." in after.said[-1]


def test_when_it_must_be_signed_what_is_not_signed_as_it_stands_does_not_hold(session, keys, tmp_path) -> None:
    signers = known(keys, tmp_path)
    none = seen(session, signers, signed=True)
    signed(session, keys / "other")
    unknown = seen(session, signers, signed=True)
    signed(session, keys / "own")
    whole = seen(session, signers, signed=True)
    with session.journal.locked():
        session.append(AnswerGiven("mini.danger", "About danger?", "yes"))
    changed = seen(session, signers, signed=True)

    assert [verdict.holds for verdict in (none, unknown, whole, changed)] == [False, False, True, False]
    assert changed.problem is not None
    assert changed.problem.code == "verify.unsigned"


# what does not hold


@pytest.mark.parametrize(
    "changes",
    [
        {"by": "board"},
        {"text": "I object."},
        {"by": "supervisor\nsays: Agreed.", "text": ""},
        {"signature": "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n"},
        {"signature": "yes"},
        {"text": "Agreed.\u202e"},
    ],
    ids=["who", "words", "smuggled", "garbled", "no signature", "hidden"],
)
def test_a_sign_off_that_was_changed_does_not_hold_and_its_line_is_named(session, keys, changes) -> None:
    signed(session, keys / "own", text="Agreed.")

    verdict = forge(session, **changes)
    assert verdict.problem is not None
    assert verdict.problem.code == "verify.sign-off"
    assert verdict.problem.place is not None
    assert verdict.problem.place.line == session.journal.count
    assert "Agreed" not in verdict.problem.message


@pytest.mark.parametrize("changes", [{"seen": 3}, {"head": "a" * 64}, {"seen": 0}, {"seen": 10**9}])
def test_a_sign_off_of_another_state_does_not_hold_signed_or_not(session, keys, changes) -> None:
    signed(session, None)

    verdict = forge(session, **changes)
    assert verdict.problem is not None
    assert verdict.problem.message.endswith("it speaks of a state that this session never had")


def test_an_earlier_state_of_the_same_session_may_be_signed_off(session) -> None:
    head = session.journal.head
    remark(session, "peer", "Seen.")
    signed(session, None)

    assert forge(session, seen=session.journal.count - 2, head=head).holds


def test_a_signature_over_another_session_does_not_hold(office, given, keys) -> None:
    one, two = office.walk(given)[0], office.walk(given)[0]
    made = intended(two, "supervisor", "")
    foreign = ssh_signing.sign(statement(one.id, made), keys / "own", ask=False)
    two.journal.append([made._replace(signature=foreign)], office.now)

    assert states(seen(two)) == ["bad"]


def test_a_signature_made_for_another_purpose_does_not_hold(session, keys, tmp_path) -> None:
    made = intended(session, "supervisor", "")
    (tmp_path / "text").write_bytes(statement(session.id, made))
    argv = ["ssh-keygen", "-q", "-Y", "sign", "-n", "file", "-f", str(keys / "own"), str(tmp_path / "text")]
    subprocess.run(argv, check=True, timeout=30)
    signature = (tmp_path / "text.sig").read_text()
    session.journal.append([made._replace(signature=signature)], session.clock.now())

    assert states(seen(session)) == ["bad"]


def test_taking_a_signature_away_leaves_an_unsigned_sign_off(session, keys) -> None:
    signed(session, keys / "own")

    lines = session.journal.path.read_bytes()[:-1].split(b"\n")[:-1]
    plain = parse_canonical(lines[-1])
    del plain["signature"]
    lines[-1] = canonical(plain)
    session.journal.path.write_bytes(b"".join(line + b"\n" for line in (*lines, trailer_line(lines))))
    verdict = seen(session)
    assert (verdict.holds, verdict.signed, states(verdict)) == (True, False, ["unsigned"])


def test_whoever_makes_the_chain_anew_loses_the_signature(session, keys) -> None:
    signed(session, keys / "own")
    lines, before = [], NOTHING
    for line in session.journal.path.read_bytes()[:-1].split(b"\n")[:-1]:
        plain = {**parse_canonical(line), "prev": before}
        if plain["kind"] == "answer.given" and plain["step"] == "mini.danger":
            plain["value"] = "yes"
        lines.append(canonical(plain))
        before = line_digest(lines[-1])
    session.journal.path.write_bytes(b"".join(line + b"\n" for line in (*lines, trailer_line(lines))))

    verdict = seen(session)
    assert states(verdict) == ["bad"]
    assert not verdict.holds


# signing


def test_a_key_that_cannot_sign_writes_nothing(session, keys, tmp_path) -> None:
    before = session.journal.path.read_bytes()
    (tmp_path / "no-key").write_text("no key")
    for key in (keys / "closed", tmp_path / "no-key", tmp_path / "none", tmp_path):
        with pytest.raises(EthicsError) as caught:
            signed(session, key)
        assert caught.value.problems[0].code == "sign.refused"
    assert session.journal.path.read_bytes() == before


def test_without_ssh_keygen_a_key_is_refused_and_nothing_is_written(session, keys, monkeypatch, tmp_path) -> None:
    before = session.journal.path.read_bytes()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EthicsError) as caught:
        signed(session, keys / "own")

    assert caught.value.problems[0].code == "sign.no-ssh-keygen"
    assert session.journal.path.read_bytes() == before


def test_a_session_that_was_changed_meanwhile_is_not_signed(office, session, keys) -> None:
    made = intended(session, "supervisor", "")
    remark(office.reopen(session), "peer", "Wait.")
    with pytest.raises(EthicsError) as caught:
        sign_off(session, made, keys / "own", ask=False)

    assert caught.value.problems[0].code == "session.moved"
    assert seen(session).sign_offs == ()


@pytest.mark.parametrize(("by", "text"), [("super\u202evisor", ""), ("supervisor", "Agreed.\u2066"), ("a\u200b", "")])
def test_what_cannot_be_seen_is_not_signed(session, by: str, text: str) -> None:
    with pytest.raises(EthicsError) as caught:
        intended(session, by, text)

    assert caught.value.problems[0].code == "sign.invisible"


def test_a_sign_off_brings_nothing_of_this_library_into_the_session(office, session, content) -> None:
    office.put(content, content.norms("rules", content.norm()), content.card())
    signed(office.reopen(session), None)

    assert isinstance(office.reopen(session).journal.entries[-1].event, SignOffGiven)
    assert office.reopen(session).journal.count == session.journal.count + 1


# by hand


def test_the_stock_program_alone_verifies_a_sign_off(session, keys, tmp_path) -> None:
    signed(session, keys / "own", text="Agreed.\nWith the call.")
    session.refresh()
    (tmp_path / "statement").write_text(piece(session.walk, None, signature=False))
    (tmp_path / "signature").write_text(piece(session.walk, None, signature=True))

    said = ["-n", NAMESPACE, "-s", str(tmp_path / "signature")]
    argv = ["ssh-keygen", "-Y", "verify", "-f", str(known(keys, tmp_path)), "-I", "supervisor", *said]
    text = (tmp_path / "statement").read_bytes()
    assert subprocess.run(argv, input=text, check=False, timeout=30).returncode == 0
    assert subprocess.run(argv, input=text + b" ", check=False, timeout=30).returncode != 0


def test_only_what_is_there_is_given_out(session) -> None:
    signed(session, None)
    session.refresh()
    with pytest.raises(EthicsError) as none:
        piece(session.walk, 0, signature=False)
    with pytest.raises(EthicsError) as unsigned:
        piece(session.walk, None, signature=True)

    assert [none.value.problems[0].code, unsigned.value.problems[0].code] == ["sign.none", "sign.unsigned"]
    assert piece(session.walk, session.journal.count - 1, signature=False) == piece(session.walk, None, signature=False)
