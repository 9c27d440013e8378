"""What a list offers to pick: with which fields, with which words beside it, and never by itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ethics_cli.core.answering import Accepted, Setting, accept
from ethics_cli.core.dates import moment_of
from ethics_cli.core.framework import framework_from
from ethics_cli.core.norm import FORCES
from ethics_cli.core.offering import Offer, offers_at, received
from ethics_cli.core.walk import Walk

NOW = datetime(2026, 11, 21, 14, 30)


@pytest.fixture
def case(kit: Any, content: Any):
    """A walk through the small framework, with these references in the session and nothing answered yet."""

    def of(*references: Any, **more: Any) -> Any:
        made = kit.Case(content.mini(), **more)
        for one in references:
            made.refer(one)
        return made

    return of


def offers(walk: Walk, ref: str = "mini.norms") -> list[Offer]:
    step = walk.step(ref)
    assert step is not None
    return list(offers_at(walk, step))


def labels(walk: Walk, ref: str = "mini.norms") -> list[str]:
    return [offer.label for offer in offers(walk, ref)]


# norms


def test_norms_are_offered_as_places_bodies_topics_and_profession_become_known(case, content) -> None:
    law = content.norms(
        "law", content.norm("here-law"), content.norm("nurses", professions=["nurse"]), kind="law", place="here"
    )
    code = content.norms("code", content.norm("guild-rule", topics=["privacy"]), kind="code", body="guild")
    going = case(law, code, content.norms("policy", content.norm("own")), profession="Teacher")
    assert labels(going.walk) == ["The rule own"]
    going.answer("mini.places", ["here-north"])
    assert labels(going.walk) == ["The rule here-law", "The rule own"]
    going.answer("mini.bodies", ["guild"])
    assert labels(going.walk) == ["The rule here-law", "The rule guild-rule", "The rule own"]
    going.answer("mini.topics", ["privacy"])
    assert labels(going.walk) == ["The rule guild-rule"]


def test_places_and_bodies_named_from_the_start_count_as_answered(case, content) -> None:
    law = content.norms("law", content.norm("there-law"), kind="law", place="there")
    code = content.norms("code", content.norm("guild-rule"), kind="code", body="guild")
    named = case(law, code, places=("there",), bodies=("guild",))
    assert labels(named.walk) == ["The rule there-law", "The rule guild-rule"]
    assert not {"mini.places", "mini.bodies"} & set(named.path)


def test_nothing_that_is_offered_stands_on_the_list_by_itself(case, content) -> None:
    going = case(content.norms(), content.card())
    assert offers(going.walk)
    assert (going.walk.items("mini.norms"), going.walk.answers) == ((), {})


def test_an_offered_norm_brings_its_words_its_addressee_and_its_source(case, content) -> None:
    (offer,) = offers(case(content.norms("rules", content.norm("hr-7"))).walk)
    assert offer.label == "The rule hr-7"
    assert offer.fields == {
        "section": "section 1; of 2020",
        "says": "What hr-7 says.",
        "to": "The office for hr-7",
        "source": "A text that was seen",
        "checked": "2026-11-01",
    }


def test_a_norm_whose_text_was_not_seen_has_no_day_of_checking(case, content) -> None:
    (offer,) = offers(case(content.norms("rules", content.norm(force="unknown", source=content.REMEMBERED))).walk)
    assert "checked" not in offer.fields
    assert "not verified, so not said (its text was not seen)" in offer.notes[-1]


def test_a_norm_s_own_words_are_told_beside_it(case, content) -> None:
    told = {"told": "must-not", "how": "Take advice first."}
    norm = content.norm(limit="Within a day", client=told, trap="Two rules are alike.", force="may")
    (offer,) = offers(case(content.norms("rules", norm)).walk)
    assert offer.notes == (
        *("What n1 says.", "When: Somebody is threatened.", "Who: Those who hear of it. To: The office for n1"),
        *("Time limit: Within a day", "At least: What was heard.", "The client: Take advice first."),
        "Take care: Two rules are alike.",
        "As the library has it: you may (text seen 2026-11-01). How it binds you here is yours to say.",
    )


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ("must", "The client: the client is to be told"),
        ("may", "The client: the client may be told"),
        ("must-not", "The client: the client is not to be told"),
        ("unknown", ""),
    ],
)
def test_whether_the_client_is_told_is_said_unless_it_is_not_known(case, content, told: str, line: str) -> None:
    (offer,) = offers(case(content.norms("rules", content.norm(client={"told": told}))).walk)
    assert [one for one in offer.notes if one.startswith("The client")] == ([line] if line else [])


# time limits


def test_a_time_limit_is_counted_from_when_the_information_was_received(case, content) -> None:
    rules = content.norms("rules", content.norm(clock={"working_days": 2}, limit="Two working days"))
    going = case(rules).answer("mini.learned", "2026-11-20T11:40")
    assert offers(going.walk)[0].fields["due"] == "2026-11-24T11:40"


def test_without_a_moment_of_receipt_or_a_fixed_limit_nothing_runs_out(case, content) -> None:
    rules = content.norms(
        "rules", content.norm("days", clock={"days": 2}), content.norm("once", clock={"at_once": True})
    )
    assert all("due" not in offer.fields for offer in offers(case(rules).walk))
    received_ = case(rules).answer("mini.learned", "2026-11-20T11:40")
    assert ["due" in offer.fields for offer in offers(received_.walk)] == [True, False]
    skipped = case(rules).answer("mini.learned", non="unknown")
    assert all("due" not in offer.fields for offer in offers(skipped.walk))


def test_the_limit_moves_with_the_moment_of_receipt(case, content) -> None:
    going = case(content.norms("rules", content.norm(clock={"hours": 24}))).answer("mini.learned", "2026-11-20T11:40")
    going.amend("mini.learned", "2026-11-19T08:00")
    assert offers(going.walk)[0].fields["due"] == "2026-11-20T08:00"


def test_the_first_moment_of_receipt_that_was_answered_counts(kit) -> None:
    steps = [{"id": ident, "type": "moment", "role": "received"} for ident in ("one", "two")]
    case = kit.Case(kit.framework("f", *steps))
    assert received(case.walk) is None
    assert received(case.answer("f.two", "2026-11-20T11:40").walk) == datetime(2026, 11, 20, 11, 40)
    assert received(case.answer("f.one", "2026-11-19T08:00").walk) == datetime(2026, 11, 19, 8)


@given(
    force=st.sampled_from(FORCES),
    verified=st.booleans(),
    clock=st.sampled_from([None, {"hours": 5}, {"days": 1}, {"working_days": 3}, {"months": 1}, {"at_once": True}]),
    fields=st.sets(st.sampled_from(["section", "says", "force", "to", "due", "source", "checked"])),
)
def test_an_offer_fills_only_fields_that_are_there_and_never_says_how_a_norm_binds(
    kit, content, force: str, verified: bool, clock: Any, fields: set[str]
) -> None:
    mini = content.mini()
    for step in mini["steps"]:
        if step["id"] == "norms":
            step["fields"] = [field for field in step["fields"] if field["id"] in fields]
    source = content.SEEN if verified else content.REMEMBERED
    case = kit.Case(mini).refer(content.norms("rules", content.norm(force=force, source=source, clock=clock)))
    (offer,) = offers(case.answer("mini.learned", "2026-11-20T11:40").walk)
    assert set(offer.fields) <= fields - {"force"}
    assert all(isinstance(value, str) and value for value in offer.fields.values())
    assert "due" not in offer.fields or moment_of(offer.fields["due"]) > datetime(2026, 11, 20, 11, 40)


def test_the_words_of_a_limit_come_with_the_norm(case, content) -> None:
    rules = content.norms(
        "rules", content.norm("once", clock={"at_once": True}, limit="At once."), content.norm("none")
    )
    assert [offer.fields.get("limit") for offer in offers(case(rules).walk)] == ["At once.", None]


# what else is offered


def test_a_framework_on_the_walk_may_offer_starting_points_to_a_list_elsewhere(kit) -> None:
    options = {"id": "options", "type": "roster", "item": "option", "offers": ["Do nothing", "Ask first"]}
    joins = {"id": "which", "type": "one-of", "choices": {"duty": {"label": "D", "joins": "duty"}}}
    case = kit.Case(
        kit.framework("a", joins),
        kit.framework("duty", {"id": "q"}, kind="protocol", offers={"o.options": ["Ask first", "Report"]}),
        kit.framework("o", options),
        routes=[kit.route("standard", "a", {"joined": "protocol"}, "o")],
        taken="standard",
    )
    assert labels(case.walk, "o.options") == ["Do nothing", "Ask first"]
    assert labels(case.answer("a.which", "duty").walk, "o.options") == ["Do nothing", "Ask first", "Report"]


def test_of_two_offers_with_one_name_the_first_counts(case, content) -> None:
    two = [content.norms(name, content.norm("same", says=f"As {name} has it.")) for name in ("first", "second")]
    (offer,) = offers(case(*two).walk)
    assert offer.fields["says"] == "As first has it."


def test_contacts_are_offered_by_topic_with_how_to_reach_them(case, content) -> None:
    going = case(content.card())
    assert [(offer.label, offer.notes) for offer in offers(going.walk, "mini.asked")] == [
        ("The ethics lead", ("by telephone",)),
        ("The data officer", ("by post",)),
    ]
    assert labels(going.answer("mini.topics", ["threat"]).walk, "mini.asked") == ["The ethics lead"]
    assert labels(going.answer("mini.topics", ["privacy"]).walk, "mini.asked") == [
        "The ethics lead",
        "The data officer",
    ]


def test_the_way_up_is_offered_rung_by_rung(kit, content) -> None:
    ladder = {"id": "up", "type": "roster", "item": "rung", "offers_from": "escalation"}
    case = kit.Case(kit.framework("f", ladder)).refer(content.card())
    assert [(offer.label, offer.notes) for offer in offers(case.walk, "f.up")] == [
        ("The team lead", ("the same day",)),
        ("The board", ("by post",)),
    ]


def test_without_norms_or_a_card_nothing_is_offered(case) -> None:
    assert [offers(case().walk, ref) for ref in ("mini.norms", "mini.asked")] == [[], []]


# an item that was offered, as an answer


@pytest.fixture
def accepted(content: Any):
    """The items of a list of norms after a raw answer, with one offer named The rule."""
    step = framework_from(content.mini()).step("norms")
    fields = {
        "section": "1",
        "says": "What it says.",
        "to": "The office",
        "due": "2026-11-24T11:40",
        "checked": "2026-11-01",
    }

    def of(raw: Any, **setting: Any) -> Any:
        found = accept(step, raw, Setting(NOW, offers={"The rule": fields}, **setting))
        assert isinstance(found, Accepted), found
        return found.value

    return of


def test_a_new_item_with_the_name_of_an_offer_gets_what_is_not_said_of_it(accepted) -> None:
    assert accepted([{"label": "The rule", "force": "must"}]) == [
        {
            "id": "n1",
            "label": "The rule",
            "section": "1",
            "says": "What it says.",
            "force": "must",
            "to": "The office",
            "due": "2026-11-24T11:40",
            "checked": "2026-11-01",
        }
    ]


def test_what_the_person_says_of_it_wins(accepted) -> None:
    (item,) = accepted([{"label": "The rule", "force": "may", "says": "Mine.", "due": "2026-12-01 09:00"}])
    assert (item["says"], item["due"], item["to"]) == ("Mine.", "2026-12-01T09:00", "The office")


@pytest.mark.parametrize(
    ("said", "kept"), [("now", "2026-11-21T14:30"), ("9:00", "2026-11-21T09:00"), ("tomorrow 9:00", "2026-11-22T09:00")]
)
def test_a_moment_in_a_list_is_read_from_the_present(accepted, said: str, kept: str) -> None:
    (item,) = accepted([{"label": "Mine", "says": "x", "force": "may", "due": said}])
    assert item["due"] == kept


def test_a_field_that_the_person_emptied_stays_empty(accepted) -> None:
    (item,) = accepted([{"label": "The rule", "force": "may", "due": "", "checked": None}])
    assert not {"due", "checked"} & set(item)


def test_how_it_binds_is_asked_for_though_all_else_is_offered(content) -> None:
    step = framework_from(content.mini()).step("norms")
    found = accept(step, [{"label": "The rule"}], Setting(NOW, offers={"The rule": {"says": "What it says."}}))
    assert getattr(found, "code", "") == "answer.field-missing"
    assert "Force" in found.message


def test_an_item_that_was_on_the_list_already_keeps_what_it_has(accepted) -> None:
    known = [{"id": "n1", "label": "The rule"}]
    kept = {"label": "The rule", "says": "Mine.", "force": "may"}
    by_id = accepted([{"id": "n1", **kept}], items=known, next_number=2)
    by_label = accepted([kept], items=known, next_number=2)
    assert by_id == by_label == [{"id": "n1", **kept}]


def test_another_name_brings_nothing(accepted) -> None:
    (item,) = accepted([{"label": "The other rule", "says": "Mine.", "force": "may"}])
    assert set(item) == {"id", "label", "says", "force"}


@pytest.mark.parametrize(
    "odd", [{"label": ["The rule"]}, {"label": {}}, {"label": "x", "id": ["n1"]}, {"id": "n1"}, 7, None]
)
def test_an_item_of_another_form_is_refused_or_read_and_never_breaks(content, odd: Any) -> None:
    step = framework_from(content.mini()).step("norms")
    found = accept(step, [odd], Setting(NOW, items=[{"id": "n1", "label": "x"}], offers={"The rule": {"says": "x"}}))
    assert getattr(found, "code", "answer.").startswith("answer.")
