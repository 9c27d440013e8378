"""The use case of `ethics check --prove`: every route, model and lone framework of a library proved, with walks to show it.

The check comes first: content with errors is not proved. Sample walks are retold from their answers, nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from ethics_cli.app.bringing import BASE
from ethics_cli.app.ports import Given, Skip
from ethics_cli.app.questioning import question_at, setting_at
from ethics_cli.app.scripted import Answers, ScriptAsker
from ethics_cli.app.sessions import wish_from
from ethics_cli.core.answering import Accepted, accept
from ethics_cli.core.event import AnswerGiven, SessionOpened
from ethics_cli.core.framework import Framework, framework_from
from ethics_cli.core.lint_content import Content, Piece, content_of
from ethics_cli.core.lint_order import Walked
from ethics_cli.core.model import model_from, model_route
from ethics_cli.core.norm import norm_file_from
from ethics_cli.core.proof_end import ending
from ethics_cli.core.proof_faults import FRAMEWORK, MODEL, ROUTE, Subject, proof_faults
from ethics_cli.core.proof_length import Length, Lengths, Measuring
from ethics_cli.core.proof_opening import content_on, openings
from ethics_cli.core.proof_route import METHODS, Made, RouteProof, prove_route
from ethics_cli.core.route import Route, route_from
from ethics_cli.core.walk import Answer, Position, Walk
from ethics_cli.core.witness import Ground, walk_through
from ethics_cli.files.checking import Checked, with_faults
from ethics_cli.problems import EthicsError

MIDDAY = time(12, 0)
KINDS = ("step", "choice", "rises", "clear", "exit")


class Proof(NamedTuple):
    """What was proved, and the check with what that left open. `errors`: the check found errors, so nothing was proved."""

    checked: Checked
    subjects: tuple[Subject, ...] = ()
    errors: bool = False


def prove_content(checked: Checked) -> Proof:
    """Prove the content of a check, with the library around it."""
    if checked.errors:
        return Proof(checked, errors=True)
    subjects = tuple(_subjects(checked.pieces))
    return Proof(with_faults(checked, proof_faults(subjects)), subjects)


def proof_data(proof: Proof) -> dict[str, Any]:
    """A proof as JSON-like data: every claim with how it is known, and the answers of the walks that were made for routes."""
    return {"format": "ethics-proof/1", "proved": not proof.errors, "routes": [_plain(one) for one in proof.subjects]}


def counted(subject: Subject, kind: str) -> dict[str, int]:
    """How many claims of a kind are known in which way. `exit` are the choices that decide how a walk ends."""
    claims = [one for one in subject.proof.proved if one.claim.key.kind == kind or (kind == "exit" and one.claim.exit)]
    return {method: sum(one.method == method for one in claims) for method in METHODS}


# what there is to prove


def _subjects(pieces: Sequence[Piece]) -> Iterator[Subject]:
    frameworks = {one.id: framework_from(one.plain) for one in pieces if one.kind == "framework"}
    models, lone = list(_model_routes(pieces, frameworks)), list(_lone_routes(pieces, frameworks))
    content = content_of([*pieces, *models, *lone])
    ground = _ground([*pieces, *models, *lone], frameworks)
    samples = [(one.id, retold(one, ground, Retelling(one))) for one in pieces if one.kind == "walk"]
    walked = Walked(content)
    kinds = {**dict.fromkeys((one.id for one in models), MODEL), **dict.fromkeys((one.id for one in lone), FRAMEWORK)}
    for ident, route in ground.routes.items():
        own = [(name, walk) for name, walk in samples if walk.route.id == ident]
        yield _proved(content, walked, ground, route, own, kinds.get(ident, ROUTE))


def _proved(
    content: Content, walked: Walked, ground: Ground, route: Route, samples: list[tuple[str, Walk]], kind: str
) -> Subject:
    asked = content_on(content, route)
    only = route.id if kind == FRAMEWORK else ""
    proof = prove_route(asked, walked, ground, route, samples, only)
    situation = next(one for one in walked.routes if one.route == route.id)
    end = ending(asked, walked, route, situation)
    return Subject(kind, route.id, proof, end, _lengths(asked, walked, ground, route, kind))


def _lengths(content: Content, walked: Walked, ground: Ground, route: Route, kind: str) -> Lengths | None:
    """How long a route is; of a model, only how many different steps it asks."""
    if kind == FRAMEWORK:
        return None
    measuring = Measuring(content, next(iter(openings(content, walked, route))), route, ground)
    return measuring.all() if kind == ROUTE else Lengths(measuring.steps())


def _model_routes(pieces: Sequence[Piece], frameworks: Mapping[str, Framework]) -> Iterator[Piece]:
    """The routes that follow models, under their ids, where there is a route whose gates they can take over."""
    base = next((one.plain for one in pieces if (one.kind, one.id) == ("route", BASE)), None)
    if base is None:
        return
    for piece in pieces:
        if piece.kind == "model":
            yield Piece("route", piece.id, model_route(model_from(piece.plain), base, frameworks))


def _lone_routes(pieces: Sequence[Piece], frameworks: Mapping[str, Framework]) -> Iterator[Piece]:
    """For each stage that no route walks, the deepest route with the stage at its end."""
    routes = [one.plain for one in pieces if one.kind == "route"]
    base = next((one for one in routes if one["route"] == BASE), None)
    if base is None:
        return
    named = {stop if isinstance(stop, str) else stop.get("framework", "") for one in routes for stop in one["walk"]}
    for ident, framework in frameworks.items():
        if framework.kind == "stage" and ident not in named:
            yield Piece("route", ident, {**base, "route": ident, "walk": [*base["walk"], ident]})


def ground_of(pieces: Sequence[Piece]) -> Ground:
    """What the sample walks of a library are laid on, the routes of models among it."""
    frameworks = {one.id: framework_from(one.plain) for one in pieces if one.kind == "framework"}
    return _ground([*pieces, *_model_routes(pieces, frameworks)], frameworks)


def _ground(pieces: Sequence[Piece], frameworks: Mapping[str, Framework]) -> Ground:
    routes = {one.id: route_from(one.plain) for one in pieces if one.kind == "route"}
    norms = {one.id: norm_file_from(one.plain) for one in pieces if one.kind == "norms"}
    cards = [one.plain for one in pieces if one.kind == "organisation"]
    return Ground(frameworks, routes, norms, cards[-1] if cards else {})


# sample walks


class Retelling:
    """Somebody who answers from a sample walk, by the same asker and the same checks as a session does."""

    def __init__(self, piece: Piece) -> None:
        self.asker = ScriptAsker(Answers(piece.plain.get("answers", {}), piece.plain.get("handled", {})))
        today = date.fromisoformat(piece.plain.get("today") or "2026-01-01")
        self.now = datetime.combine(today, MIDDAY)

    def answer(self, walk: Walk, position: Position) -> AnswerGiven | None:
        step, items = position.step, position.key[1]
        try:
            reply = self.asker.ask(question_at(walk, position))
        except EthicsError:
            return None
        if isinstance(reply, Skip):
            return AnswerGiven(step.ref, step.ask, None, items, reply.because, non=reply.non)
        if not isinstance(reply, Given):
            return None
        raw = {"choice": reply.raw, "other": reply.other} if reply.other else reply.raw
        found = accept(step, raw, setting_at(walk, step, self.now))
        if not isinstance(found, Accepted):
            return AnswerGiven(step.ref, step.ask, None, items, non="nothing") if step.optional else None
        return AnswerGiven(step.ref, step.ask, found.value, items, reply.because, other=found.other)


def retold(piece: Piece, ground: Ground, retelling: Retelling) -> Walk:
    """The walk that the answers of a sample walk make; not complete where they do not reach."""
    wish = wish_from(piece.plain)
    opened = SessionOpened(
        piece.id,
        "",
        {},
        route=wish.model or wish.route,
        profession=wish.profession,
        lenses=tuple(wish.lenses),
        protocols=tuple(wish.protocols),
        places=tuple(wish.places),
        bodies=tuple(wish.bodies),
    )
    return walk_through(ground, opened, retelling)


# as data


def _plain(subject: Subject) -> dict[str, Any]:
    return {
        "kind": subject.kind,
        "id": subject.ident,
        "depth": subject.proof.route.plain["depth"],
        "questions": _lengths_data(subject.lengths),
        "ends": {"shown": subject.ending.sure, "places_at_most": subject.ending.places, "walks": _walks(subject.proof)},
        "counts": {kind: counted(subject, kind) for kind in KINDS},
        "claims": [
            {
                "kind": one.claim.key.kind,
                "at": one.claim.key.ref,
                "choice": one.claim.key.choice,
                "exit": one.claim.exit,
                "method": one.method,
                "walk": one.by,
            }
            for one in subject.proof.proved
        ],
        "walks": [_made(one) for one in subject.proof.made] if subject.kind == ROUTE else [],
    }


def _walks(proof: RouteProof) -> dict[str, int]:
    return {"made": len(proof.made), "without_end": proof.endless}


def _lengths_data(lengths: Lengths | None) -> dict[str, Any]:
    named = lengths._asdict() if lengths else {}
    return {name: _length_data(one) for name, one in named.items() if one is not None}


def _length_data(length: Length) -> dict[str, Any]:
    return {**length._asdict(), "exact": length.exact}


def _made(made: Made) -> dict[str, Any]:
    """A walk that was made, as it would be told again: how it was opened, and each answer in order."""
    keys = ("route", "profession", "lenses", "protocols", "places", "bodies")
    opened = {key: getattr(made.opened, key) for key in keys if getattr(made.opened, key)}
    answers = [{"step": ref, "items": list(items), **_said(one)} for (ref, items), one in made.walk.answers.items()]
    return {"name": made.name, "opened": opened, "answers": answers}


def _said(answer: Answer) -> dict[str, Any]:
    """What was answered, in the words of an answers file."""
    if answer.non:
        return {"skip": answer.non}
    said = {"because": answer.because, "other": answer.given.other}
    return {"value": answer.value, **{key: one for key, one in said.items() if one}}
