"""The seam: files in, one row for each out, whatever is wrong with a file; and what the rules raise in real walks, spoilt one way each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ethics_cli.app.seam import job_for, review_bytes, review_chunk, rows_in
from ethics_cli.core.chain import NOTHING, line_digest, trailer_line
from ethics_cli.core.digest import canonical
from ethics_cli.core.policy import policy_from, resolved
from ethics_cli.core.review_case import Around
from ethics_cli.core.review_gaps import GAPS
from ethics_cli.files.library import bundled_folder, load_library

EVERYTHING = {
    "policy": "everything",
    "title": "Every gap there is",
    "edition": "1.0.0",
    "rules": [
        *({"id": name, "level": "warn", "finds": name} for name in GAPS),
        {"id": "broken", "level": "error", "when": {"fact.chain": "broken"}, "say": "It is broken."},
    ],
}
DAY = "2026-11-22"
WALK = "child-at-the-centre"


def plains_of(raw: bytes):
    return [json.loads(line) for line in raw.splitlines()[:-1]]


def chained(plains) -> bytes:
    lines = []
    for at, plain in enumerate(plains):
        lines.append(canonical({**plain, "prev": line_digest(lines[-1]) if lines else NOTHING, "seq": at}))
    return b"".join(line + b"\n" for line in (*lines, trailer_line(lines)))


def found(raw: bytes, around: Around | str = DAY):
    return review_bytes(raw, "s", policy_from(EVERYTHING), around)


def places(raw: bytes, around: Around | str = DAY):
    return {(one.id, one.step) for one in found(raw, around).findings}


@pytest.fixture(scope="module")
def clean(sampled):
    """What is found in the walk as it is: anything more comes from how it was spoilt."""
    return places(sampled(WALK))


class Spoiling:
    """A session of which single answers are taken away, changed or made to stand differently."""

    def __init__(self, raw: bytes) -> None:
        self.plains = plains_of(raw)

    def answer(self, step: str):
        return next(one for one in reversed(self.plains) if one.get("step") == step)

    def without(self, step: str) -> Spoiling:
        line = self.answer(step)
        line.pop("value", None)
        line["non"] = "unknown"
        return self

    def later(self, step: str) -> Spoiling:
        self.without(step)["non"] = "later"
        return self

    def item(self, step: str, at: int = 0, **fields) -> Spoiling:
        item = self.answer(step)["value"][at]
        item.update({key: value for key, value in fields.items() if value is not None})
        for key in (key for key, value in fields.items() if value is None):
            item.pop(key, None)
        return self

    def also(self, **event) -> Spoiling:
        last = self.plains[-1]
        self.plains.append({"at": last["at"], "salt": "0" * 32, **event})
        return self

    def raw(self) -> bytes:
        return chained(self.plains)


@pytest.fixture
def spoilt(sampled):
    return Spoiling(sampled(WALK))


SPOILT = {
    "disclosure": lambda s: s.without("disclosure.recipient"),
    "disclosure-minimum": lambda s: s.without("disclosure.left-out"),
    "follow-up": lambda s: s.without("acting.change"),
    "likelihood": lambda s: s.without("acting.chance"),
    "consultation": lambda s: s.item("help.consulted", said=None),
    "identifiers": lambda s: s.item("people.parties", stake="Ring 020 7946 0958 about it"),
    "unknowns": lambda s: s.item("framing.unknowns", owner=None),
    "norm-section": lambda s: s.item("norms.norms", section=None),
    "opinion": lambda s: s.also(kind="opinion.asked", of="peer"),
    "change-wanted": lambda s: s.also(kind="remark.made", by="supervisor", text="Look again.", stance="change-wanted"),
}


@pytest.mark.parametrize("gap", SPOILT)
def test_a_session_spoilt_in_one_way_shows_that_gap_and_no_other(spoilt, clean, gap):
    raw = SPOILT[gap](spoilt).raw()

    assert {name for name, _ in places(raw) - clean} == {gap}


def test_a_disclosure_without_any_basis_is_told(spoilt):
    spoilt.answer("disclosure.basis")["value"] = "none"

    assert ("disclosure-basis", "disclosure.basis") in places(spoilt.raw())


def test_an_override_without_its_six_conditions_is_told(sampled):
    spoilt = Spoiling(sampled("named-threat"))

    assert "override" in {name for name, _ in places(spoilt.without("choosing.prospect").raw())}


def test_what_ran_out_and_what_should_have_been_looked_at_again_hang_on_the_day(sampled):
    later = {name for name, _ in places(sampled(WALK), "2031-01-01")}

    assert "look-again" in later
    assert "look-again" not in {name for name, _ in places(sampled(WALK))}


def test_an_edition_that_was_replaced_is_told_by_the_library_of_today(sampled):
    assert "edition" in {name for name, _ in places(sampled(WALK), Around(DAY, {}, {"triage": "99.0.0"}))}
    assert "edition" not in {name for name, _ in places(sampled(WALK), Around(DAY, {}, {"triage": "1.0.0"}))}


def signed(spoilt: Spoiling, seen: int) -> Spoiling:
    return spoilt.also(kind="sign-off.given", by="supervisor", seen=seen, head="0" * 64)


def test_a_sign_off_counts_until_something_is_changed(spoilt):
    signed(spoilt, len(spoilt.plains))
    before = {name for name, _ in places(spoilt.raw())}
    amended = {key: value for key, value in spoilt.answer("acting.change").items() if key not in ("prev", "seq")}
    after = {
        name for name, _ in places(spoilt.also(**{**amended, "kind": "answer.amended", "reason": "Put better."}).raw())
    }

    assert not {"unsigned", "signed-before-change"} & before
    assert "signed-before-change" in after


def test_each_finding_names_the_line_of_what_it_is_about(spoilt):
    raw = spoilt.item("people.parties", stake="Ring 020 7946 0958 about it").raw()

    (finding,) = [one for one in found(raw).findings if one.id == "identifiers" and one.step == "people.parties"]
    line = raw.splitlines()[finding.line - 1]

    assert b'"step":"people.parties"' in line
    assert "7946" not in finding.say


def test_a_condition_is_asked_of_the_walk_and_of_its_facts(sampled):
    rules = [
        {"id": "walk", "level": "note", "when": {"framing.kind": {"answered": "yes"}}, "say": "There is a kind."},
        {
            "id": "facts",
            "level": "note",
            "when": {"all": [{"fact.status": "decided"}, {"fact.consulted": {"at-least": 1}}]},
            "say": "Asked.",
        },
        {"id": "gaps", "level": "note", "when": {"fact.findings": {"includes": "unsigned"}}, "say": "Not signed."},
        {"id": "not", "level": "note", "when": {"fact.drill": "yes"}, "say": "A drill."},
    ]
    policy = policy_from({**EVERYTHING, "rules": rules})

    assert [one.id for one in review_bytes(sampled(WALK), "s", policy, DAY).findings] == ["walk", "facts", "gaps"]


def test_the_quick_way_and_the_slow_way_come_to_the_same_row(sampled, monkeypatch):
    quick = found(sampled(WALK))
    monkeypatch.setattr("ethics_cli.app.seam.read_quickly", lambda *given, **how: None)

    assert found(sampled(WALK)) == quick


def test_nothing_that_was_typed_is_among_the_facts(sampled):
    raw = sampled(WALK)
    typed = {
        text
        for one in plains_of(raw)
        if one["kind"] == "answer.given"
        for text in (one.get("because", ""), *(one["value"] if isinstance(one.get("value"), list) else ()))
        if isinstance(text, str) and " " in text
    }
    facts = json.dumps(found(raw).facts)

    assert typed
    assert not any(text in facts for text in typed)


@pytest.fixture
def folder(tmp_path: Path, sampled) -> Path:
    """Files of every sort: whole, cut, foreign, empty, odd, missing."""
    raw = sampled("plain-record-request")
    (tmp_path / "whole.jsonl").write_bytes(raw)
    (tmp_path / "cut.jsonl").write_bytes(raw[: len(raw) // 2])
    (tmp_path / "link.jsonl").write_bytes(
        chained([*plains_of(raw)[:5], *plains_of(raw)[6:]]).replace(b'"seq":4', b'"seq":5', 1)
    )
    (tmp_path / "foreign.jsonl").write_text("hello\n")
    (tmp_path / "empty.jsonl").write_text("")
    return tmp_path


def rows(folder: Path, *names: str, **more):
    items = [{"name": name, "path": str(folder / name)} for name in names]
    return list(rows_in(review_chunk(job_for(EVERYTHING, DAY, items, **more))))


def test_every_file_has_one_row_in_its_place_whatever_is_wrong_with_it(folder):
    names = ("cut.jsonl", "whole.jsonl", "empty.jsonl", "foreign.jsonl", "missing.jsonl", "link.jsonl")

    found = rows(folder, *names)

    assert [row["name"] for row in found] == list(names)
    codes = [row["problem"]["code"] if row["problem"] else "" for row in found]
    assert codes[:-1] == ["journal.cut", "", "journal.empty", "journal.foreign", "journal.unreadable"]
    assert codes[-1] in ("journal.order", "journal.form")


def test_a_broken_chain_is_a_finding_as_well_by_the_rule_that_asks_for_it(folder):
    (row,) = rows(folder, "cut.jsonl")

    assert [(one["id"], one["level"]) for one in row["findings"]] == [("broken", "error")]
    assert row["problem"]["line"] > 0


def test_the_same_chunk_gives_the_same_bytes(folder):
    job = job_for(EVERYTHING, DAY, [{"name": "w", "path": str(folder / "whole.jsonl")}])

    assert review_chunk(job) == review_chunk(job)


def test_a_condition_leaves_out_the_sessions_that_are_not_meant(folder):
    (meant,) = rows(folder, "whole.jsonl", where={"framing.kind": {"answered": "yes"}})
    (left,) = rows(folder, "whole.jsonl", where={"framing.kind": {"answered": "no"}})

    assert (meant["meant"], left["meant"], left["findings"]) == (True, False, [])


def test_practice_is_facts_without_findings_unless_it_is_asked_for(folder, sampled):
    plains = plains_of(sampled("plain-record-request"))
    plains[0]["drill"] = True
    (folder / "drill.jsonl").write_bytes(chained(plains))

    (quiet,) = rows(folder, "drill.jsonl")
    (told,) = rows(folder, "drill.jsonl", drills=True)

    assert quiet["drill"]
    assert quiet["findings"] == []
    assert told["findings"]


def test_the_bundled_policies_have_no_rule_without_words():
    library = load_library({"bundled": bundled_folder()})
    others = {held.id: held.plain for held in library.all("policy")}

    for plain in others.values():
        for rule in policy_from(resolved(plain, others)).rules:
            assert rule.say or GAPS[rule.finds].about, rule.id
