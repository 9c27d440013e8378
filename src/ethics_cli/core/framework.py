"""What a framework is: steps, choices, flags, sources.

Frozen values made from plain data (JSON-like maps as they are carried in a session file). What may be in that data is
checked at the door, in files/content_file.py; this file trusts it. It knows no files, no clock, no screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ethics_cli.core.condition import Condition, read_condition

Plain = Mapping[str, Any]

DEPTHS = ("quick", "standard", "full")
KINDS = ("stage", "lens", "protocol")
LEVELS = ("note", "warn", "stop")
LEANINGS = {
    "strongly-against": "strongly against",
    "against": "against",
    "neither": "neither way",
    "for": "for",
    "strongly-for": "strongly for",
}
YES_NO = {"no": "No", "unsure": "Not sure", "yes": "Yes"}
NON_ANSWERS = {
    "unknown": "Not known",
    "does-not-apply": "Does not apply",
    "later": "Left for later",
    "withheld": "Not written down",
    "nothing": "Nothing to add",
}
TYPES = "text passage yes-no one-of any-of scale percent number date moment rank roster appraisal tell".split()
FIELD_TYPES = ("text", "passage", "yes-no", "one-of", "date", "moment", "percent")
ROLES = tuple(
    "danger clock route kind conflict question parties first-view confidence-before norms consultations options "
    "decision best-case confidence-after plan forecast look-again profession places bodies topics "
    "received deadline look-back exit settled-act outcome outcome-by next-look".split()
)
AFTERWARDS = ("outcome", "outcome-by", "next-look")
"""Roles of a look back, which no route walks."""
EXITS = ("settled", "weigh", "not-this")
"""What an exit of a protocol may come to: the rules leave one course, there is something to weigh, it is another kind of case."""
OFFERS = ("norms", "contacts", "escalation")
"""Where a roster may take what it offers from, besides its own list."""
STEERING = ("route", "joins", "fits")
"""What a choice can do to a walk: choose its route, bring in a framework, be suggested with a reason."""
WORDS = ("refusal", "boundary", "limits", "duty", "opening")
"""The occasions for which an organisation may keep approved words."""
ORDERED = ("scale", "appraisal")
CHOOSING = ("yes-no", "one-of", "any-of", "scale", "appraisal", "rank")


class Fit(NamedTuple):
    """A reason to suggest a choice, and the condition under which it holds. It is shown beside the choice, never chosen."""

    when: Condition
    because: str


class Choice(NamedTuple):
    """One offered answer. `joins` names a framework that choosing it brings into the walk, `route` the route it takes."""

    id: str
    label: str
    hint: str = ""
    reads: str = ""
    alone: bool = False
    other: bool = False
    route: str = ""
    joins: str = ""
    fits: tuple[Fit, ...] = ()


class Field(NamedTuple):
    """One field of a roster's items."""

    id: str
    ask: str
    type: str = "text"
    title: str = ""
    hint: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()

    @property
    def name(self) -> str:
        return self.title or self.id.replace("-", " ").capitalize()


class Step(NamedTuple):
    """One place in a framework: asks or tells. `ref` is its full name, `framework.id`.

    `steers` says which of STEERING its choices do; a path is laid often, and most steps do none of it.
    """

    id: str
    framework: str
    ask: str
    type: str
    title: str = ""
    hint: str = ""
    why: str = ""
    source: tuple[str, ...] = ()
    depth: int = 1
    covers: tuple[str, ...] = ()
    when: Condition | None = None
    each: tuple[str, ...] = ()
    because: str = ""
    optional: bool = False
    ahead: bool = False
    start: str = ""
    reads: str = ""
    role: str = ""
    choices: tuple[Choice, ...] = ()
    from_: str = ""
    min: int | None = None
    max: int | None = None
    unit: str = ""
    range: str = ""
    item: str = "item"
    fields: tuple[Field, ...] = ()
    offers: tuple[str, ...] = ()
    offers_from: str = ""
    words: str = ""
    steers: frozenset[str] = frozenset()

    @property
    def ref(self) -> str:
        return f"{self.framework}.{self.id}"

    @property
    def name(self) -> str:
        return self.title or self.id.replace("-", " ").capitalize()

    @property
    def asks(self) -> bool:
        return self.type != "tell"

    @property
    def needs_because(self) -> bool:
        """Whether an answer here is none without its reason: a leaning always, others where the content says so."""
        return self.type == "appraisal" or self.because == "required"

    def choice(self, choice_id: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.id == choice_id), None)

    def rank_of(self, value: str) -> int | None:
        """The place of a value among ordered choices, counted from the lowest; None when it is none of them."""
        return next((at for at, choice in enumerate(self.choices) if choice.id == value), None)


class Flag(NamedTuple):
    """Something that may not pass unnoticed."""

    id: str
    framework: str
    when: Condition
    level: str
    say: str

    @property
    def ref(self) -> str:
        return f"{self.framework}.{self.id}"


class Source(NamedTuple):
    """Where a claim comes from, when it was last looked at, and whether its text was seen."""

    id: str
    cite: str
    checked_on: str = ""
    verified: bool = False


class Framework(NamedTuple):
    """One YAML document of steps, with an edition and sources. `plain` is the data it was made from.

    `by_id` are its steps by their ids, where they were worked out: conditions look for steps all the time.
    """

    id: str
    kind: str
    edition: str
    title: str
    asks: str = ""
    about: str = ""
    review_by: str = ""
    authors: str = ""
    funding: str = ""
    challenge: str = ""
    sources: tuple[Source, ...] = ()
    steps: tuple[Step, ...] = ()
    flags: tuple[Flag, ...] = ()
    offers: Mapping[str, tuple[str, ...]] = {}
    plain: Plain = {}  # noqa: RUF012
    by_id: Mapping[str, Step] = {}

    def step(self, step_id: str) -> Step | None:
        if self.by_id:
            return self.by_id.get(step_id)
        return next((step for step in self.steps if step.id == step_id), None)

    def source(self, source_id: str) -> Source | None:
        return next((source for source in self.sources if source.id == source_id), None)


def framework_from(plain: Plain) -> Framework:
    """A framework from the plain data that a library or a session carries."""
    ident = plain["framework"]
    steps = tuple(step_from(step, ident) for step in plain.get("steps", ()))
    return Framework(
        id=ident,
        **{
            key: plain.get(key, "")
            for key in ("kind", "edition", "title", "asks", "about", "review_by", "authors", "funding", "challenge")
        },
        sources=tuple(Source(key, **value) for key, value in sorted(plain.get("sources", {}).items())),
        steps=steps,
        by_id={step.id: step for step in reversed(steps)},
        flags=tuple(_flag_from(flag, ident) for flag in plain.get("flags", ())),
        offers={ref: tuple(labels) for ref, labels in plain.get("offers", {}).items()},
        plain=plain,
    )


def step_from(plain: Plain, framework: str) -> Step:
    """One step, with its conditions compiled and its references made full names."""
    given = dict(plain)
    kind = given["type"]
    when = given.pop("when", None)
    choices = _choices_for(kind, given, framework)
    return Step(
        framework=framework,
        when=read_condition(when, framework) if when is not None else None,
        choices=choices,
        steers=frozenset(name for name in STEERING if any(getattr(choice, name) for choice in choices)),
        depth=DEPTHS.index(given.pop("depth", "standard")),
        each=tuple(full_ref(ref, framework) for ref in _listed(given.pop("each", ()))),
        from_=full_ref(given.pop("from"), framework) if "from" in given else "",
        source=tuple(_listed(given.pop("source", ()))),
        covers=tuple(given.pop("covers", ())),
        fields=tuple(_field_from(item) for item in given.pop("fields", ())),
        offers=tuple(given.pop("offers", ())),
        **{key: value for key, value in given.items() if key not in ("choices", "points")},
    )


def full_ref(ref: str, framework: str) -> str:
    """`step` as written in a framework, as `framework.step`."""
    return ref if "." in ref else f"{framework}.{ref}"


def _flag_from(plain: Plain, framework: str) -> Flag:
    return Flag(plain["id"], framework, read_condition(plain["when"], framework), plain["level"], plain["say"])


def _field_from(plain: Plain) -> Field:
    kind = plain.get("type", "text")
    return Field(**{**plain, "choices": _choices_for(kind, plain, "")})


def _choices_for(kind: str, plain: Plain, framework: str) -> tuple[Choice, ...]:
    if kind == "appraisal":
        return tuple(Choice(key, label) for key, label in LEANINGS.items())
    if kind == "scale":
        return tuple(_choices_from(plain.get("points", {}), framework))
    if kind == "yes-no":
        given = {choice.id: choice for choice in _choices_from(plain.get("choices", {}), framework)}
        return tuple(given.get(key, Choice(key, label)) for key, label in YES_NO.items())
    return tuple(_choices_from(plain.get("choices", {}), framework))


def _choices_from(plain: Any, framework: str) -> Iterator[Choice]:
    """Choices as a session carries them (a list, for their order counts) or as a framework writes them (a map)."""
    if isinstance(plain, Mapping):
        for key, value in plain.items():
            yield Choice(key, value) if isinstance(value, str) else _choice_from({"id": key, **value}, framework)
    else:
        yield from (_choice_from(one, framework) for one in plain)


def _choice_from(plain: Plain, framework: str) -> Choice:
    if "fits" not in plain:
        return Choice(**plain)
    fits = tuple(Fit(read_condition(one["when"], framework), one["because"]) for one in plain["fits"])
    return Choice(**{**plain, "fits": fits})


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
