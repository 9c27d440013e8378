"""What a session brings along from the library, when it does, and what stands of it in the file."""

from __future__ import annotations

import getpass
import socket
from typing import Any

import pytest

from ethics_cli.app.bringing import routes_on_offer
from ethics_cli.app.questioning import question_at
from ethics_cli.app.sessions import Session, walk_of
from ethics_cli.app.verifying import verify
from ethics_cli.core.chain import NOTHING, line_digest, trailer_line
from ethics_cli.core.digest import canonical, digest_of, parse_canonical
from ethics_cli.core.event import AnswerGiven, ReferenceJoined
from ethics_cli.core.routing import fold
from ethics_cli.files.journal import open_journal
from ethics_cli.problems import EthicsError, Exit


@pytest.fixture
def stocked(office, content):
    """A library with law for two places, a code and a policy; a walk comes to norms by the way of one question."""
    start = {
        **content.mini(),
        "framework": "start",
        "steps": [{"id": "go", "ask": "Go on?", "type": "yes-no", "depth": "quick", "source": "own"}],
        "flags": [],
    }
    route = {
        **content.mini_route(),
        "route": "slow",
        "walk": ["start", {"framework": "mini", "when": {"start.go": "yes"}}],
    }
    return office.put(
        content,
        *(content.mini(), content.mini_route(), start, route),
        content.norms("here-law", content.norm("h"), kind="law", place="here"),
        content.norms("there-law", content.norm("t"), kind="law", place="there"),
        content.norms("guild-code", content.norm("g"), kind="code", body="guild"),
        content.norms("own-policy", content.norm("p")),
    )


def carried(session: Session) -> list[str]:
    return list(session.walk.folded.norms)


def say(session: Session, ref: str, value: Any) -> Session:
    session.append(AnswerGiven(ref, "?", value))
    return session


def test_no_norms_join_before_the_walk_comes_to_them(stocked) -> None:
    session = stocked.begin(route="slow", places=("here",), bodies=("guild",))
    assert carried(session) == []
    assert carried(say(session, "start.go", "no")) == []
    assert sorted(carried(say(session, "start.go", "yes"))) == ["guild-code", "here-law", "own-policy"]


def test_norms_join_again_as_places_and_bodies_are_answered(stocked) -> None:
    session = say(stocked.begin(route="slow"), "start.go", "yes")
    assert carried(session) == ["own-policy"]
    assert carried(say(session, "mini.places", ["here-north"])) == ["own-policy", "here-law"]
    assert carried(say(session, "mini.bodies", ["guild"])) == ["own-policy", "here-law", "guild-code"]


def test_norms_join_in_the_same_write_as_the_answer_that_calls_for_them(stocked) -> None:
    session = say(stocked.begin(route="slow"), "start.go", "yes")
    kinds = [type(entry.event).__name__ for entry in open_journal(session.journal.path).entries]
    assert kinds[-3:] == ["AnswerGiven", "FrameworkJoined", "ReferenceJoined"]


def test_norms_join_once_and_stay_when_the_answer_changes(stocked) -> None:
    session = say(stocked.begin(), "mini.places", ["here"])
    say(session, "mini.places", ["there"])
    say(session, "mini.places", ["here"])
    joined = [entry.event for entry in session.journal.entries if isinstance(entry.event, ReferenceJoined)]
    assert len(joined) == len({one.reference["norms"] for one in joined}) == 3
    question = question_at(session.walk, session.walk.position(("mini.norms", ())))
    assert [offer.label for offer in question.offers] == ["The rule p", "The rule h"]


def test_they_are_carried_whole_with_their_digest_and_whose_they_are(stocked, content) -> None:
    stocked.put(content, content.norms("own-policy", content.norm("ours")), origin="organisation")
    session = say(stocked.begin(), "mini.danger", "no")
    (joined,) = [entry.event for entry in session.journal.entries if isinstance(entry.event, ReferenceJoined)]
    assert joined.reference == content.norms("own-policy", content.norm("ours"))
    assert joined.digest == digest_of(canonical(dict(joined.reference)))
    assert joined.origin == "organisation"


def test_an_organisation_s_card_joins_at_once_and_only_one(office, content) -> None:
    session = office.put(content, content.card(), origin="organisation").begin()
    assert session.walk.folded.organisation == content.card()
    assert not session.journal.saved
    say(say(session, "mini.danger", "no"), "mini.danger", "unsure")
    cards = [entry for entry in session.journal.entries if isinstance(entry.event, ReferenceJoined)]
    assert len(cards) == 1


def test_the_nearest_card_counts(office, content) -> None:
    office.put(content, content.card(), origin="organisation")
    office.put(content, content.card(organisation="mine", emergency="Ring me."), origin="yours")
    assert office.begin().walk.folded.organisation["emergency"] == "Ring me."


def test_a_session_that_carries_references_reads_back_without_any_library(stocked, content) -> None:
    session = stocked.put(content, content.card(), origin="organisation").begin(places=("here",))
    say(session, "mini.danger", "no")
    walk, _, _ = walk_of(session.journal.path)
    assert walk == session.walk
    assert (list(walk.folded.norms), walk.folded.organisation["title"]) == (["here-law", "own-policy"], "Harbour")


def test_a_session_goes_on_with_the_norms_it_carries_though_the_library_has_changed(stocked, content) -> None:
    session = say(stocked.begin(), "mini.danger", "no")
    stocked.put(content, content.norms("own-policy", content.norm("p", says="It was changed since.")))
    again = say(stocked.reopen(session), "mini.danger", "unsure")
    assert again.walk.folded.norms["own-policy"].norms[0].says == "What p says."


def test_norms_that_are_new_in_the_library_join_a_session_that_goes_on(stocked, content) -> None:
    session = say(stocked.begin(), "mini.danger", "no")
    stocked.put(content, content.norms("new-policy", content.norm("n")))
    assert carried(say(stocked.reopen(session), "mini.danger", "unsure")) == ["own-policy", "new-policy"]


def test_a_session_file_names_no_path_no_host_and_no_user(stocked, content) -> None:
    office = stocked.put(content, content.card(), origin="organisation")
    session, _ = office.walk(
        {"mini.danger": "no", "mini.places": ["here"], "mini.bodies": ["guild"], "mini.topics": ["threat"]}
    )
    raw = session.journal.path.read_text("utf-8")
    assert "own-policy" in raw
    for told in (
        str(office.folder),
        office.folder.name,
        "/home",
        socket.gethostname(),
        f'"{getpass.getuser()}"',
        ".yaml",
    ):
        assert told not in raw


def resealed(raw: bytes, change: Any) -> bytes:
    """A session in which somebody changed events and redid the whole chain."""
    lines: list[bytes] = []
    for body in raw[:-1].split(b"\n")[:-1]:
        plain = change(parse_canonical(body))
        lines.append(canonical({**plain, "prev": line_digest(lines[-1]) if lines else NOTHING}))
    return b"".join(line + b"\n" for line in (*lines, trailer_line(lines)))


def test_norms_that_were_changed_in_a_chain_redone_do_not_match_their_digest(stocked) -> None:
    session = say(stocked.begin(), "mini.danger", "no")
    path = session.journal.path
    assert verify(path, {}).holds

    def harder(plain: dict[str, Any]) -> dict[str, Any]:
        if plain["kind"] == "reference.joined":
            plain["reference"]["entries"][0]["says"] = "Something else."
        return plain

    path.write_bytes(resealed(path.read_bytes(), harder))
    found = verify(path, {})
    assert not found.holds
    assert found.problem is not None
    assert "digest" in found.problem.message


# models as routes


def test_a_model_that_is_followed_is_one_of_the_routes_and_is_carried(office, content) -> None:
    full = {**content.mini_route(), "route": "full", "depth": "full"}
    office.put(content, content.mini(), content.mini_route(), full, content.model("m", ["law"], walk=["mini"]))
    assert set(routes_on_offer(office.library)) == {"mini", "full"}
    session = say(office.begin(route="", model="m"), "mini.danger", "no")
    walk, _, _ = walk_of(session.journal.path)
    assert (walk.route.id, walk.route.model, walk.route_known) == ("m", "m", True)
    assert walk.route.titles == {"mini": "Mini"}


def test_a_model_that_there_is_not_is_refused_with_those_there_are(office, content) -> None:
    full = {**content.mini_route(), "route": "full", "depth": "full"}
    office.put(content, content.mini(), full, content.model("one"), content.model("two"))
    with pytest.raises(EthicsError) as caught:
        office.begin(route="", model="tow")
    (problem,) = caught.value.problems
    assert (problem.code, caught.value.exit_code) == ("model.unknown", Exit.USAGE)
    assert "one, two" in problem.hint


# what is suggested, as it is asked


def test_a_suggestion_stands_beside_the_choice_and_nothing_is_chosen_or_moved(kit_fits) -> None:
    question = kit_fits("yes")
    assert [choice.id for choice in question.choices] == ["rights", "care", "duty"]
    assert [choice.hint for choice in question.choices] == [
        "",
        "whose hands; suggested, since somebody is alone; suggested, since it is late",
        "suggested, since it is late",
    ]
    assert question.before is None


def test_without_a_reason_a_choice_keeps_its_own_hint(kit_fits) -> None:
    assert [choice.hint for choice in kit_fits("no").choices] == ["", "whose hands", ""]


@pytest.fixture
def kit_fits(office, content):
    """The question about lenses after an answer."""
    late = {"when": {"alone": "yes"}, "because": "since it is late"}
    alone = {"when": {"alone": "yes"}, "because": "since somebody is alone"}
    choices = {
        "rights": "Rights",
        "care": {"label": "Care", "hint": "whose hands", "fits": [alone, late]},
        "duty": {"label": "Duty", "fits": [late]},
    }
    steps = [
        {"id": "alone", "ask": "Alone?", "type": "yes-no", "depth": "quick"},
        {"id": "lens", "ask": "Which?", "type": "one-of", "depth": "quick", "choices": choices},
    ]
    office.put(content, {**content.mini(), "steps": steps, "flags": []}, content.mini_route())

    def ask(answer: str) -> Any:
        session = say(office.begin(), "mini.alone", answer)
        assert fold(session.journal.entries).fits == session.walk.fits
        return question_at(session.walk, session.walk.next)

    return ask
