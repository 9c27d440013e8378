"""A session as an answers file, and answers brought from outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ethics_cli.app.scripted import Answers
from ethics_cli.core.choices import near
from ethics_cli.core.event import STAGES, Entry, SessionOpened
from ethics_cli.core.framework import Framework, Step
from ethics_cli.core.offering import offers_at
from ethics_cli.core.walk import Answer, Position, Walk
from ethics_cli.core.wording import asked
from ethics_cli.files.answers_file import AnswersFile, read_answers, read_value, write_answers
from ethics_cli.problems import EthicsError, Exit, Place, Problem, named, wrong

Plain = Mapping[str, Any]


class Carrying(Protocol):
    """What knows frameworks: a library, or a session that carries its own."""

    @property
    def frameworks(self) -> Mapping[str, Framework]: ...


def answers_from(
    raw: bytes | None, file: str, pairs: Sequence[str], library: Carrying, *, later: bool = False
) -> tuple[Answers, Plain]:
    """Answers from a file and from `step=value` pairs, every step known. Raises EthicsError otherwise.

    With `later`, also those that the file gives for a look back or a debrief.
    """
    read = read_answers(raw, file) if raw is not None else AnswersFile({}, {})
    given = dict(read.plain.get("answers", {}))
    for stage in STAGES if later else ():
        given |= (read.plain.get(stage) or {}).get("answers", {})
    for pair in pairs:
        ref, equals, value = pair.partition("=")
        if not equals:
            raise wrong(
                "answers.no-value", "--set takes step=value", "for example --set triage.danger=no", exit_code=Exit.USAGE
            )
        given[ref.strip()] = read_value(value)
    known = [step.ref for framework in library.frameworks.values() for step in framework.steps]
    unknown = [ref for ref in given if ref not in known]
    if unknown:
        places = read.places
        raise EthicsError(
            *(
                Problem(
                    "answers.unknown-step",
                    f"there is no step {named(ref)}",
                    _place(places, ref),
                    near(ref, known),
                )
                for ref in unknown
            ),
            exit_code=Exit.USAGE,
        )
    return Answers(given, read.plain.get("handled", {}), read.places), read.plain


def as_answers(walk: Walk) -> str:
    """The answers of a walk as a file that gives the same walk again."""
    answers: dict[str, Any] = {}
    beside: dict[str, dict[str, Any]] = {stage: {} for stage in STAGES}
    comments: dict[str, str] = {}
    for position in walk.path:
        answer = walk.answers.get(position.key)
        if answer is None or not answer.settled:
            continue
        ref = position.step.ref
        comments.setdefault(ref, position.step.name)
        stage = position.step.framework
        given = beside[stage] if stage in walk.folded.after else answers
        _put(given, ref, position, _as_given(walk, position, answer))
    opened = walk.folded.opened
    model = walk.folded.routes[walk.folded.taken].model if walk.folded.taken in walk.folded.routes else ""
    head: dict[str, Any] = {
        "walk": "answers",
        "model" if model else "route": walk.folded.taken,
        "profession": opened.profession if opened else "",
    }
    if opened:
        head |= {name: list(getattr(opened, name)) for name in ("lenses", "protocols", "places", "bodies")}
    head["handled"] = dict(walk.folded.handled)
    head |= {stage: {"answers": given} for stage, given in beside.items() if given}
    return write_answers(head, answers, comments)


def opened_of(entries: Sequence[Entry]) -> SessionOpened | None:
    """The opening event of a session."""
    event = entries[0].event if entries else None
    return event if isinstance(event, SessionOpened) else None


def missing_steps(walk: Walk, answers: Answers, stage: str = "") -> list[str]:
    """The steps on the path, as it now stands, that have no answer and that the answers do not name.

    With `stage`, those of that stage beside the decision; without, those of the decision.
    """
    wanted = [
        place
        for place in walk.path
        if (place.step.framework == stage if stage else place.step.framework not in walk.folded.after)
    ]
    open_places = [
        place for place in wanted if place.step.asks and not place.step.optional and place.key not in walk.answers
    ]
    return list(
        dict.fromkeys(
            f"{place.step.ref}  {asked(walk, place)}"
            for place in open_places
            if place.items or place.step.ref not in answers.given
        )
    )


def _as_given(walk: Walk, position: Position, answer: Answer) -> Any:
    said = {
        "because": answer.because,
        "other": answer.given.other,
        "unsure": "yes" if answer.given.unsure else "",
        "note": "\n".join(walk.folded.notes.get(position.key, ())),
    }
    said = {key: value for key, value in said.items() if value}
    if answer.non:
        return {"skip": answer.non, **said}
    value = _plain_value(walk, position.step, answer.value)
    return {"value": value, **said} if said else value


def _plain_value(walk: Walk, step: Step, value: Any) -> Any:
    if step.type == "roster":
        offered = {offer.label: offer.fields for offer in offers_at(walk, step)}
        return [
            {key: _plain_field(inner) for key, inner in item.items() if key != "id"}
            | {key: "" for key in offered.get(item["label"], {}) if key not in item}
            for item in value
        ]
    if step.from_:
        names = {item.id: item.label for item in walk.items(step.from_)}
        return [names.get(one, one) for one in value] if isinstance(value, list) else names.get(value, value)
    return _plain_field(value)


def _plain_field(value: Any) -> Any:
    if isinstance(value, Mapping) and "at" in value:
        return f"{value['at']} ({value['low']}-{value['high']})" if "low" in value else str(value["at"])
    return value if isinstance(value, list) else str(value)


def _put(answers: dict[str, Any], ref: str, position: Position, value: Any) -> None:
    node = answers
    keys = [ref, *(item.label for item in position.items)]
    for key in keys[:-1]:
        node = node.setdefault(key, {})
    node[keys[-1]] = value


def _place(places: Mapping[Any, Place], ref: str) -> Place | None:
    return places.get(("answers", ref))
