"""Rows into one report: what counts, what is new, what belongs together, which like cases ended unlike."""

from __future__ import annotations

from ethics_cli.core.policy import policy_from
from ethics_cli.core.review_alike import Comparing, end_of
from ethics_cli.core.review_report import Asked, Reducing, key_of

POLICY = policy_from(
    {
        "policy": "p",
        "title": "P",
        "edition": "1.0.0",
        "rules": [{"id": name, "level": level, "finds": "rows"} for name, level in (("one", "error"), ("two", "note"))],
    }
)
FACTS = {
    "status": "decided",
    "kind": "dilemma",
    "protocols": ["reporting-duty"],
    "topics": ["threat"],
    "exits": ["weigh"],
    "disclosure": {},
    "outweighed": [],
    "depth": "standard",
    "route": "standard",
    "vulnerable": "no",
    "forces": [],
    "rules": [],
    "flags": [],
    "places": [],
    "consulted": 0,
    "options": 3,
    "model": None,
    "last": "2026-11-21",
}


def row(name="s", *findings, problem=None, drill=False, meant=True, **facts):
    return {
        "name": f"{name}.jsonl",
        "session": name,
        "problem": problem,
        "findings": [
            {"id": ident, "level": level, "say": "Said.", "do": "", "step": step, "items": [], "line": 3}
            for ident, level, step in findings
        ],
        "facts": {} if problem else {**FACTS, **facts},
        "count": 9,
        "head": "0" * 64,
        "drill": drill,
        "meant": meant,
    }


PROBLEM = {"code": "journal.cut", "message": "Cut.", "line": 2}


def reduced(rows, **asked):
    reducing = Reducing(POLICY, "2026-11-24", Asked(**asked))
    kept = list(reducing.taken(rows))
    return kept, reducing.report(kept)


def test_sessions_findings_and_problems_are_counted_apart():
    _, report = reduced([row("a", ("one", "error", ""), ("two", "note", "")), row("b"), row("c", problem=PROBLEM)])

    assert (report.sessions, report.problems) == (3, 1)
    assert report.levels == {"error": 1, "warn": 0, "note": 1}
    assert report.rules == {"one": 1, "two": 1}


def test_a_session_that_cannot_be_read_fails_the_run_whatever_the_level():
    assert reduced([row("c", problem=PROBLEM)], fail_on="never")[1].failed
    assert not reduced([row("a", ("one", "error", ""))], fail_on="never")[1].failed
    assert reduced([row("a", ("two", "note", ""))], fail_on="note")[1].failed
    assert not reduced([row("a", ("two", "note", ""))])[1].failed


def test_practice_sessions_without_the_asked_day_and_what_is_not_meant_are_told_as_left_out():
    rows = [row("a", drill=True), row("b", last="2026-01-01"), row("c", meant=False), row("d")]

    kept, report = reduced(rows, since="2026-06-01")

    assert [one["session"] for one in kept] == ["d"]
    assert (report.drills, report.passed_over) == (1, 2)


def test_a_baseline_leaves_only_what_is_new_also_when_lines_have_moved():
    before = row("a", ("one", "error", "x.y"))
    known = frozenset(key_of(before, one) for one in before["findings"])
    now = row("a", ("one", "error", "x.y"), ("one", "error", "x.z"))
    now["findings"][0]["line"] = 99

    (kept,), report = reduced([now], known=known)

    assert [one["step"] for one in kept["findings"]] == ["x.z"]
    assert report.levels["error"] == 1


def test_groups_count_sessions_and_their_findings():
    rows = [row("a", ("one", "error", "")), row("b", protocols=["own-values", "disclosure"]), row("c", protocols=[])]

    _, report = reduced(rows, group_by="protocol")

    assert {name: counts["sessions"] for name, counts in report.groups.items()} == {
        "disclosure": 1,
        "none": 1,
        "own-values": 1,
        "reporting-duty": 1,
    }
    assert report.groups["reporting-duty"]["error"] == 1


def alike(*rows):
    comparing = Comparing()
    for one in rows:
        comparing.add(one)
    return comparing.alike()


def test_like_cases_that_ended_unlike_are_a_question_with_what_differed():
    told = {"disclosure": {"rung": "facts", "told": "told"}, "vulnerable": "yes"}

    (found,) = alike(row("a"), row("b"), row("c", **told))

    assert found.question.endswith("?")
    assert [(end.words, end.sessions) for end in found.ends] == [
        ("exit weigh", ("a", "b")),
        ("exit weigh; passed on: facts; client: told", ("c",)),
    ]
    assert found.differed == ("vulnerable",)


def test_cases_that_are_not_alike_or_still_open_or_without_any_mark_are_not_compared():
    other = {"exits": ["settled"]}

    assert alike(row("a"), row("b", topics=["privacy"], **other)) == ()
    assert alike(row("a"), row("b", status="open", **other)) == ()
    assert alike(row("a", protocols=[], topics=[]), row("b", protocols=[], topics=[], **other)) == ()


def test_a_large_group_names_a_few_sessions_and_tells_the_size_of_the_rest():
    (found,) = alike(*(row(f"s{at:02}") for at in range(20)), row("z", exits=["settled"]))

    assert [(len(end.sessions), end.more) for end in found.ends] == [(1, 0), (12, 8)]


def test_an_end_is_told_in_codes_alone():
    assert end_of({**FACTS, "exits": [], "outweighed": ["rights", "care"]}) == "outweighed: care; outweighed: rights"
