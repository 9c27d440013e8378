from __future__ import annotations

import pytest

from ethics_cli.core.event import DecisionClosed, FrameworkJoined, NoteAdded, RemarkMade, SignOffGiven
from ethics_cli.core.signing import NAMESPACE, SIGNATURE_LIMIT, decisive, fits, is_armoured, sign_offs, statement

HEAD = "a" * 64
GIVEN = SignOffGiven("supervisor", 23, HEAD)
ARMOURED = "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n"


@pytest.fixture
def case(kit):
    """A session of two steps, the first of them answered."""
    return kit.Case(kit.framework("f", {"id": "a"}, {"id": "b"})).answer("f.a", "x")


def signed(case, *, signature: str = ARMOURED, by: str = "supervisor"):
    """The case, signed off as it stands."""
    return case.tell(SignOffGiven(by, case.folded.count, HEAD, signature))


# what is signed


def test_the_statement_names_the_session_the_state_who_signs_and_what_they_say() -> None:
    said = GIVEN._replace(text="Agreed.\nWith the call.")

    assert statement("kind-owl", said).decode() == (
        "I sign off this session as it stood.\n"
        "session: kind-owl\n"
        "events: 23\n"
        f"head: {HEAD}\n"
        "by: supervisor\n"
        "says: Agreed.\n"
        "With the call.\n"
    )


def test_a_sign_off_without_words_says_nothing() -> None:
    assert statement("kind-owl", GIVEN).endswith(b"by: supervisor\n")


@pytest.mark.parametrize(
    "other",
    [{"by": "peer"}, {"seen": 24}, {"head": "b" * 64}, {"text": "No."}, {"text": " "}],
    ids=["by", "seen", "head", "text", "space"],
)
def test_any_other_sign_off_has_another_statement(other) -> None:
    assert statement("kind-owl", GIVEN._replace(**other)) != statement("kind-owl", GIVEN)


def test_another_session_has_another_statement() -> None:
    assert statement("kind-owl", GIVEN) != statement("kind-ow", GIVEN)


def test_the_signature_is_no_part_of_what_is_signed() -> None:
    assert statement("kind-owl", GIVEN._replace(signature=ARMOURED)) == statement("kind-owl", GIVEN)


def test_the_namespace_is_the_one_that_is_published() -> None:
    assert NAMESPACE == "ethics-session@v1"
    assert SIGNATURE_LIMIT == 16_384


# the outer form of a signature


def test_an_armoured_signature_is_known_by_its_form() -> None:
    assert is_armoured(ARMOURED)
    assert is_armoured(ARMOURED.rstrip("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "signed",
        ARMOURED.replace("BEGIN", "BEGUN"),
        ARMOURED.replace("END", "EN"),
        f" {ARMOURED}",
        f"{ARMOURED}and more",
        ARMOURED.replace("U1", "\x1b[2J"),
        ARMOURED.replace("U1", "é"),
        ARMOURED.replace("U1", "\x7f"),
        ARMOURED.replace("\n", "\r\n"),
        ARMOURED.replace("U1", "U" * SIGNATURE_LIMIT),
    ],
)
def test_what_has_another_form_is_no_signature(text: str) -> None:
    assert not is_armoured(text)


def test_a_signature_of_the_greatest_length_is_one_and_no_longer_one_is() -> None:
    room = SIGNATURE_LIMIT - len(ARMOURED)

    assert is_armoured(ARMOURED.replace("U1", "U1" + "U" * room))
    assert not is_armoured(ARMOURED.replace("U1", "U1" + "U" * (room + 1)))


# the state it speaks of


@pytest.mark.parametrize(("seen", "head", "holds"), [
    (1, "d0", True),
    (2, "d1", True),
    (3, "d2", True),
    (3, "d1", False),
    (2, "d2", False),
    (0, "d2", False),
    (0, "d4", False),
    (-1, "d1", False),
    (4, "d3", False),
])  # fmt: skip
def test_a_sign_off_fits_when_its_head_is_that_of_a_state_before_it(seen: int, head: str, holds: bool) -> None:
    digests = ["d0", "d1", "d2", "d3", "d4"]

    assert fits(SignOffGiven("supervisor", seen, head), 3, digests) is holds


# what came after it


def test_after_a_sign_off_nothing_is_changed_at_first(case) -> None:
    (one,) = sign_offs(signed(case).folded)

    assert (one.event, one.answered_since, one.changed_since) == (case.folded.count - 1, 0, False)
    assert one.at == "2026-11-21T14:30:00Z"


def test_an_answer_after_a_sign_off_is_a_change_and_is_counted_once(case) -> None:
    after = signed(case).answer("f.b", "y").amend("f.b", "z").amend("f.a", "w")

    (one,) = sign_offs(after.folded)
    assert (one.answered_since, one.changed_since) == (2, True)


@pytest.mark.parametrize("event", [DecisionClosed(), NoteAdded("f.a", "n")], ids=["closed", "note"])
def test_what_changes_the_record_is_a_change_though_no_answer_is(case, event) -> None:
    (one,) = sign_offs(signed(case).tell(event).folded)

    assert (one.answered_since, one.changed_since) == (0, True)


def test_a_remark_content_that_joins_and_another_sign_off_are_no_changes(case) -> None:
    joined = FrameworkJoined(case.library["f"], "0" * 64)

    after = signed(signed(case).tell(RemarkMade("peer", "Seen.")).tell(joined), by="peer")

    assert [one.changed_since for one in sign_offs(after.folded)] == [False, False]


def test_the_event_that_comes_right_after_the_state_that_was_signed_is_a_change(case) -> None:
    seen = case.folded.count
    case.answer("f.b", "y").tell(SignOffGiven("supervisor", seen, HEAD))

    (one,) = sign_offs(case.folded)
    assert (one.answered_since, one.changed_since) == (1, True)


def test_the_last_event_of_the_state_that_was_signed_is_none(case) -> None:
    case.answer("f.b", "y")
    case.tell(SignOffGiven("supervisor", case.folded.count, HEAD))

    assert not sign_offs(case.folded)[0].changed_since


# which one counts


def test_nothing_counts_when_nobody_signed_off(case) -> None:
    assert decisive(case.folded) is None


def test_the_last_signed_one_counts_whatever_unsigned_ones_come_after_it(case) -> None:
    signed(case, by="one")
    signed(case, by="two")
    signed(case, signature="", by="three")

    found = decisive(case.folded)
    assert found is not None
    assert found.given.by == "two"


def test_without_a_signature_the_last_one_counts(case) -> None:
    signed(case, signature="", by="one")
    signed(case, signature="", by="two")

    found = decisive(case.folded)
    assert found is not None
    assert found.given.by == "two"
