"""What is told while somebody walks: a time limit as soon as it is known, and what to do in an emergency."""

from __future__ import annotations

from typing import Any

import pytest

LIMIT = {"label": "HR-7", "says": "Pass it on.", "force": "must", "due": "2026-11-25 09:00"}


def limits(listener: Any) -> list[str]:
    return [said for said in listener.said if said.startswith("Time limit")]


def test_a_limit_is_told_as_soon_as_it_is_named(office, given) -> None:
    _, listener = office.walk({"mini.danger": "no", "mini.runs-out": "2026-11-23 17:00"})
    assert listener.said == ["Time limit: 23 Nov 2026, 17:00, in 2 days (Runs out)."]


def test_a_limit_of_a_norm_is_told_with_the_name_of_the_norm(office, given) -> None:
    _, listener = office.walk({**given, "mini.norms": [LIMIT]})
    assert limits(listener) == ["Time limit: 25 Nov 2026, 09:00, in 3 days (HR-7)."]


def test_a_limit_that_was_offered_is_told_though_nobody_typed_it(office, content, given) -> None:
    norm = content.norm(clock={"working_days": 1}, limit="One working day")
    office.put(content, content.mini(), content.mini_route(), content.norms("law", norm, kind="law", place="here"))
    given = {**given, "mini.learned": "yesterday 11:40", "mini.norms": [{"label": "The rule n1", "force": "must"}]}
    session, listener = office.walk(given)
    assert limits(listener) == ["Time limit: 23 Nov 2026, 11:40, in 45 hours (The rule n1)."]
    (item,) = session.walk.items("mini.norms")
    assert (item.fields["due"], item.fields["says"]) == ("2026-11-23T11:40", "What n1 says.")


def test_a_limit_that_is_at_once_is_told_at_once(office, content, given) -> None:
    norm = content.norm(clock={"at_once": True}, limit="At once, by telephone.")
    office.put(content, content.mini(), content.mini_route(), content.norms("law", norm, kind="law", place="here"))
    _, listener = office.walk({**given, "mini.norms": [{"label": "The rule n1", "force": "unknown"}]})
    assert limits(listener) == ["Time limit: at once, by telephone (The rule n1)."]


@pytest.mark.parametrize("force", ["may", "must-not", "not"])
def test_a_rule_that_does_not_bind_so_runs_no_limit(office, given, force: str) -> None:
    _, listener = office.walk({**given, "mini.norms": [{**LIMIT, "force": force}]})
    assert limits(listener) == []


def test_a_limit_is_told_once(office, given) -> None:
    session, listener = office.walk({"mini.danger": "no", "mini.runs-out": "2026-11-23 17:00"})
    assert len(limits(listener)) == 1
    _, again = office.walk(given, office.reopen(session))
    assert limits(again) == []


def test_a_limit_that_changed_is_told_anew(office, given) -> None:
    session, _ = office.walk({"mini.danger": "no", "mini.runs-out": "2026-11-23 17:00", "mini.places": ["here"]})
    _, listener = office.walk({**given, "mini.norms": [LIMIT, {**LIMIT, "label": "HR-8"}]}, office.reopen(session))
    assert limits(listener) == [
        "Time limit: 25 Nov 2026, 09:00, in 3 days (HR-7).",
        "Time limit: 25 Nov 2026, 09:00, in 3 days (HR-8).",
    ]


# emergency


def test_the_organisation_s_line_comes_before_what_holds_the_walk(office, content, given) -> None:
    office.put(content, content.card(), origin="organisation")
    _, listener = office.walk({**given, "mini.danger": "yes"})
    assert listener.said == ["Your organisation says, for an emergency: Ring the duty desk first.", "STOP mini.now"]


def test_without_a_card_or_without_a_line_only_the_flag_is_shown(office, content, given) -> None:
    _, listener = office.walk({**given, "mini.danger": "yes"})
    assert listener.said == ["STOP mini.now"]
    office.put(content, content.card(emergency=""), origin="organisation")
    _, listener = office.walk({**given, "mini.danger": "yes"})
    assert listener.said == ["STOP mini.now"]


def test_without_a_stop_the_line_is_not_shown(office, content, given) -> None:
    office.put(content, content.card(), origin="organisation")
    _, listener = office.walk(given)
    assert listener.said == []


# approved words


def test_where_a_step_has_approved_words_they_are_offered_instead_of_its_own(office, content, given) -> None:
    _, listener = office.walk(given)
    assert listener.questions["mini.say"].start == "The framework's words."
    office.put(content, content.card(), origin="organisation")
    _, listener = office.walk(given)
    assert listener.questions["mini.say"].start == "The approved words."
    office.put(content, content.card(words={"duty": "Others."}), origin="organisation")
    _, listener = office.walk(given)
    assert listener.questions["mini.say"].start == "The framework's words."


def test_the_organisation_s_contacts_are_offered_where_people_are_asked(office, content, given) -> None:
    office.put(content, content.card(), origin="organisation")
    _, listener = office.walk({**given, "mini.topics": ["privacy"]})
    assert [offer.label for offer in listener.questions["mini.asked"].offers] == ["The ethics lead", "The data officer"]
