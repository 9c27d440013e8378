"""What is wrong with scenarios: names of what there is not, facts that no question brings out, feedback without a ground.

What only a walk can show (a run that does not end, feedback against the protocol) is in lint_scenario_runs.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from ethics_cli.core.framework import Framework, Plain, framework_from
from ethics_cli.core.lint_claims import claims_in, malformed_in
from ethics_cli.core.lint_conditions import claim_fault
from ethics_cli.core.lint_content import Content, Fault, Owner, Path, Piece, fault, listed, near, near_ref
from ethics_cli.core.lint_order import Walked
from ethics_cli.core.lint_scenario_runs import lint_runs
from ethics_cli.core.lint_sources import lint_days
from ethics_cli.core.lint_steps import RESERVED
from ethics_cli.core.practice_route import drill_route, named, stage_frameworks
from ethics_cli.core.route import route_from
from ethics_cli.core.scenario import ASK, CHOICE, NOTHING, Scenario, conditions_in, scenario_from

BINDING = re.compile(
    r"\b(must|must not|may not|forbids?|forbidden|obliges?|obliged|unlawful|illegal|by law)\b", re.IGNORECASE
)
"""Words that say that something binds: they need a source whose text was seen."""


def lint_scenarios(content: Content, today: date) -> Iterator[Fault]:
    """Faults of every scenario."""
    for piece in content.of_kind("scenario"):
        yield from _scenario(content, piece, today)


def _scenario(content: Content, piece: Piece, today: date) -> Iterator[Fault]:
    broken = [*_ids(content, piece), *_malformed(piece)]
    if broken:
        yield from broken
        return
    scenario = scenario_from(piece.plain)
    around = _with_stages(content, scenario)
    named_wrong = [*_names(around, piece, scenario), *_conditions(around, piece)]
    yield from named_wrong
    yield from _hidden(piece, scenario)
    yield from _grounds(piece, scenario)
    yield from _sources(piece, scenario)
    looked: dict[Path, str] = {("sources", one.id): one.checked_on for one in scenario.sources.values()}
    yield from lint_days(("scenario", piece.id), piece.plain.get("review_by", ""), looked, today)
    if not named_wrong:
        yield from lint_runs(around, piece, scenario)


def _with_stages(content: Content, scenario: Scenario) -> Content:
    """The content with the scenario's own stages and route; and at its end the scenario itself, which sees all of it."""
    stages: dict[str, Framework] = {one["framework"]: framework_from(one) for one in stage_frameworks(scenario)}
    plain = drill_route(scenario)
    route = route_from({**plain, "walk": [*plain["walk"], scenario.id]})
    last = Framework(scenario.id, "stage", scenario.edition, scenario.title)
    frameworks = {**content.frameworks, **stages, scenario.id: last}
    return replace(content, frameworks=frameworks, routes={scenario.id: route})


def _fault(piece: Piece, path: Path, name: str, message: str, hint: str = "", level: str = "error") -> Fault:
    return fault(("scenario", piece.id), path, f"scenario.{name}", message, hint, level)


# ids and names


def _ids(content: Content, piece: Piece) -> Iterator[Fault]:
    """Ids that mean something else, or that two stages have: everything else hangs on them."""
    seen: set[str] = set()
    given: list[tuple[Path, str]] = [(("scenario",), piece.id)]
    given += [(("stages", at, "id"), one["id"]) for at, one in enumerate(piece.plain.get("stages", ()))]
    for path, ident in given:
        taken = ident in content.frameworks or ident in content.routes or ident in RESERVED
        if taken or ident in seen:
            message = f"`{ident}` is the name of something else already" if taken else f"`{ident}` is given twice"
            yield _fault(piece, path, "id", message, "choose another id: sessions and conditions go by it")
        seen.add(ident)


def _malformed(piece: Piece) -> Iterator[Fault]:
    for path, when in conditions_in(piece.plain):
        for at, malformed in malformed_in(when, "", path):
            place = path if path[-1] == "answer" else at
            yield fault(("scenario", piece.id), place, "condition.malformed", str(malformed), malformed.hint)


def _names(content: Content, piece: Piece, scenario: Scenario) -> Iterator[Fault]:
    yield from _walk(content, piece, scenario)
    for path, ref in _refs(piece.plain):
        if content.step(ref) is None:
            hint = near_ref(content, ref) or "a step is named in full, as framework.step"
            yield _fault(piece, path, "unknown", f"there is no step `{ref}`", hint)
    flags = [flag.ref for framework in content.frameworks.values() for flag in framework.flags]
    for path, ref in _flags(piece.plain):
        if ref not in flags:
            yield _fault(piece, path, "unknown", f"there is no flag `{ref}`", near(ref, flags))
    protocols = [ident for ident, one in content.frameworks.items() if one.kind == "protocol"]
    if scenario.protocol and scenario.protocol not in protocols:
        message = f"there is no protocol `{scenario.protocol}`"
        yield _fault(piece, ("protocol",), "unknown", message, near(scenario.protocol, protocols, listed(protocols)))
    yield from _rows(content, piece, scenario)
    yield from _judged_names(content, piece, scenario)


def _walk(content: Content, piece: Piece, scenario: Scenario) -> Iterator[Fault]:
    """Stops that lead nowhere, and stages that stand at no stop."""
    stops = [named(stop) for stop in scenario.walk]
    stages = [one.id for one in scenario.stages]
    for at, ident in enumerate(stops):
        if ident and ident not in content.frameworks and ident not in stages:
            hint = near(ident, [*stages, *content.frameworks])
            yield _fault(piece, ("walk", at), "unknown", f"there is no framework and no stage `{ident}`", hint)
        if ident and ident in stops[:at]:
            yield _fault(piece, ("walk", at), "id", f"`{ident}` stands twice in this walk")
    for at, stage in enumerate(scenario.stages):
        if stage.id not in stops:
            hint = "name it in `walk`, before what is asked after it"
            yield _fault(piece, ("stages", at, "id"), "untold", f"the stage `{stage.id}` is never told", hint)
        if stage.questions and not stage.ask:
            message = f"the stage `{stage.id}` has questions, and no words that offer them"
            yield _fault(piece, ("stages", at, "id"), "untold", message, "give it an `ask`")
        if NOTHING in piece.plain["stages"][at].get("questions", {}):
            path: Path = ("stages", at, "questions", NOTHING)
            yield _fault(
                piece, path, "id", f"`{NOTHING}` stands on every list: it asks for nothing", "choose another id"
            )


def _refs(plain: Plain) -> Iterator[tuple[Path, str]]:
    """Every step that a scenario names outside its conditions, with its place."""
    for at, ref in enumerate(plain.get("asks", ())):
        yield ("asks", at), ref
    for ref in plain.get("given", {}):
        yield ("given", ref), ref
    for at, one in enumerate(plain.get("judged", ())):
        yield ("judged", at, "step"), one.get("step", "")
    for name, run in plain.get("runs", {}).items():
        for key in ("answers", "sorts"):
            for ref in run.get(key, {}):
                yield ("runs", name, key, ref), ref


def _flags(plain: Plain) -> Iterator[tuple[Path, str]]:
    for at, one in enumerate(plain.get("notice", ())):
        if one.get("flag"):
            yield ("notice", at, "flag"), one["flag"]
    for name, run in plain.get("runs", {}).items():
        for ref in run.get("handled", {}):
            yield ("runs", name, "handled", ref), ref
        for at, ref in enumerate(run.get("flags", ())):
            yield ("runs", name, "flags", at), ref


def _rows(content: Content, piece: Piece, scenario: Scenario) -> Iterator[Fault]:
    tables = content.of_kind("rows")
    rows = [row for table in tables for group in table.plain.get("groups", ()) for row in group["rows"]]
    for at, row in enumerate(scenario.rows if tables else ()):
        if row not in rows:
            yield _fault(piece, ("rows", at), "unknown", f"there is no row `{row}`", near(row, rows))


def _judged_names(content: Content, piece: Piece, scenario: Scenario) -> Iterator[Fault]:
    norms = {f"{one.id}.{entry['id']}" for one in content.of_kind("norms") for entry in one.plain.get("entries", ())}
    facts = list(scenario.hidden)
    for one in scenario.judged:
        if one.source and one.source not in scenario.sources:
            hint = near(one.source, list(scenario.sources))
            message = f"there is no source `{one.source}` in this scenario"
            yield fault(("scenario", piece.id), ("judged", one.at, "source"), "source.unknown", message, hint)
        if one.norm and one.norm not in norms:
            hint = near(one.norm, sorted(norms))
            yield _fault(piece, ("judged", one.at, "norm"), "unknown", f"there is no norm `{one.norm}`", hint)
    for at, stage in enumerate(scenario.stages):
        for question in stage.questions:
            for index, ident in enumerate(question.brings):
                if ident not in facts:
                    path: Path = ("stages", at, "questions", question.id, "brings", index)
                    yield _fault(piece, path, "hidden", f"no hidden fact is called `{ident}`", near(ident, facts))
    known = [one.id for one in scenario.notices]
    for run in scenario.runs:
        for at, ident in enumerate(run.notices):
            if ident not in known:
                hint = near(ident, known)
                yield _fault(
                    piece, ("runs", run.name, "notices", at), "unknown", f"nothing to notice is called `{ident}`", hint
                )


# conditions


def _conditions(content: Content, piece: Piece) -> Iterator[Fault]:
    """Comparisons that cannot hold: the same check as for the conditions of frameworks."""
    walked = Walked(content)
    options = list(piece.plain.get("options", {}))
    for path, when in conditions_in(piece.plain):
        owner = Owner("scenario", piece.id, path, 0, when)
        for claim in claims_in(when, "", path):
            if path[-1] == "answer" and content.step(claim.ref) is None:
                continue  # told already, of the annotation that names it
            said = claim_fault(content, walked, owner, claim)
            place = path if path[-1] == "answer" else claim.path
            if said is not None:
                yield fault(("scenario", piece.id), place, *said)
            elif claim.ref == CHOICE and options:
                yield from _choice(piece, place, claim.value, options)


def _choice(piece: Piece, path: Path, value: Any, options: list[str]) -> Iterator[Fault]:
    for one in value if isinstance(value, list) else [value]:
        if one not in (*options, "yes", "no"):
            hint = near(str(one), options)
            yield _fault(piece, path, "unknown", f"this scenario has no option `{str(one)[:40]}`", hint)


# grounds


def _hidden(piece: Piece, scenario: Scenario) -> Iterator[Fault]:
    """Hidden facts that nothing brings out, and lists on which every question does: choosing one would teach nothing."""
    brought = {fact for stage in scenario.stages for one in stage.questions for fact in one.brings}
    for ident in scenario.hidden:
        if ident not in brought:
            hint = f"name it under `brings` of a question, as [{ident}]"
            yield _fault(piece, ("hidden", ident), "hidden", f"no question brings out the fact `{ident}`", hint)
    for at, stage in enumerate(scenario.stages):
        if stage.questions and all(one.brings for one in stage.questions):
            message = f"every question of the stage `{stage.id}` brings something out"
            hint = "add one or two that are natural to ask and lead nowhere"
            yield _fault(piece, ("stages", at, "questions"), "all-telling", message, hint, "warning")
    for at, notice in enumerate(scenario.notices):
        if notice.seen is None and not notice.flag:
            message = f"nothing says by what one sees that `{notice.id}` was noticed"
            yield _fault(piece, ("notice", at), "unseen", message, "give it `seen`, a condition, or a `flag`")


def _grounds(piece: Piece, scenario: Scenario) -> Iterator[Fault]:
    """Annotations without a source, or that speak of what binds on the strength of a source that nobody saw."""
    for one in scenario.judged:
        path: Path = ("judged", one.at)
        source = scenario.sources.get(one.source)
        if one.sort != "defensible" and not one.source:
            message = f"an answer is called {one.sort}, and no source says why"
            yield _fault(
                piece,
                path,
                "unsourced",
                message,
                "name a source: feedback that corrects somebody rests on more than a view",
            )
        if BINDING.search(one.why) and not (source and source.verified):
            word = BINDING.search(one.why)
            message = f"“{word.group(0) if word else ''}” says that something binds, and its source was not seen"
            yield _fault(piece, (*path, "why"), "unverified-force", message, "see the text, or say it without force")
        if one.meant is None and not one.example:
            message = "this says neither which answers are meant nor what one looks like"
            yield _fault(
                piece, path, "empty", message, "give it an `answer`, or an `example` where answers are free text"
            )
    asked = _asked(scenario)
    for one in scenario.judged:
        if one.step in scenario.given or (one.step.partition(".")[2] == ASK and one.step not in asked):
            message = f"`{one.step}` is told by the scenario, so nobody answers it"
            yield _fault(piece, ("judged", one.at, "step"), "not-asked", message, "take it out of `given`, or this out")


def _asked(scenario: Scenario) -> frozenset[str]:
    return frozenset(f"{stage.id}.{ASK}" for stage in scenario.stages if stage.questions)


def _sources(piece: Piece, scenario: Scenario) -> Iterator[Fault]:
    used = {one.source for one in scenario.judged}
    for ident in scenario.sources:
        if ident not in used:
            message = f"no annotated answer names the source `{ident}`"
            yield fault(("scenario", piece.id), ("sources", ident), "source.unused", message, level="warning")
