"""Ways to spoil a piece of content, each a change of what it means. Data in, spoiled copies out; nothing is checked here.

A document is what YAML holds before any schema: maps, lists and text. An operator yields mutants: where it is, what was done,
and the whole document as it then is. What an operator cannot do to a document it leaves out.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

Path = tuple[Any, ...]
Doc = dict[str, Any]
TURNED = {
    "at-least": "less-than",
    "at-most": "more-than",
    "less-than": "at-least",
    "more-than": "at-most",
    "in": "not-in",
    "not-in": "in",
    "is-not": "is",
    "is": "is-not",
    "any": "none",
    "none": "any",
    "includes-all": "includes-any",
    "before": "after",
    "after": "before",
}
TYPES = {
    "yes-no": "text",
    "one-of": "yes-no",
    "any-of": "one-of",
    "scale": "yes-no",
    "text": "yes-no",
    "passage": "date",
    "percent": "text",
    "number": "text",
    "date": "number",
    "moment": "percent",
    "rank": "one-of",
    "roster": "passage",
    "appraisal": "percent",
    "tell": "yes-no",
}
LEADING = "Surely you would agree: "
NOWHERE = "nowhere-at-all"


class Mutant(NamedTuple):
    """A spoiled document: which operator, where, what was done."""

    operator: str
    path: Path
    said: str
    doc: Doc


class Spoiling:
    """One document, and copies of it with something done."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.steps: list[Doc] = doc.get("steps", [])
        self.flags: list[Doc] = doc.get("flags", [])

    def with_(self, operator: str, path: Path, said: str, act: Callable[[Any], None], at: Path | None = None) -> Mutant:
        """A copy in which `act` was done to the part that `at` (or `path`) leads to."""
        spoiled = copy.deepcopy(self.doc)
        node: Any = spoiled
        for part in path if at is None else at:
            node = node[part]
        act(node)
        return Mutant(operator, path, said, spoiled)

    def whens(self) -> Iterator[tuple[Path, Any]]:
        """Every condition, with its path."""
        for key in ("steps", "flags", "walk"):
            for at, one in enumerate(self.doc.get(key, [])):
                if not isinstance(one, dict):
                    continue
                if "when" in one:
                    yield (key, at, "when"), one["when"]
                for name, choice in (one.get("choices") or {}).items():
                    for index, fit in enumerate(choice.get("fits", ()) if isinstance(choice, dict) else ()):
                        yield (key, at, "choices", name, "fits", index, "when"), fit["when"]

    def comparisons(self) -> Iterator[tuple[Path, str, Any]]:
        """Every reference in a condition with what is asked of it: path to the map it is a key of, the reference, the value."""
        for path, when in self.whens():
            yield from _comparisons(when, path)


def _comparisons(when: Any, path: Path) -> Iterator[tuple[Path, str, Any]]:
    for key, value in when.items() if isinstance(when, dict) else ():
        if key in ("all", "any") and isinstance(value, list):
            for at, one in enumerate(value):
                yield from _comparisons(one, (*path, key, at))
        elif key == "not":
            yield from _comparisons(value, (*path, key))
        else:
            yield path, key, value


# operators on frameworks


def drop_key(own: Spoiling) -> Iterator[Mutant]:
    """A key that must be there, and one that says when, about what, or in which way something is asked."""
    for key in ("edition", "asks", "about", "funding", "sources"):
        if key in own.doc:
            yield own.with_("drop-key", (key,), f"{key} taken out", lambda doc, key=key: doc.pop(key), ())
    for at, step in enumerate(own.steps):
        for key in ("ask", "type", "each", "from", "choices", "points", "why", "fields"):
            if key in step:
                said = f"{key} of {step['id']} taken out"
                yield own.with_("drop-key", ("steps", at), said, lambda one, key=key: one.pop(key))


def drop_when(own: Spoiling) -> Iterator[Mutant]:
    """A step that is asked always, though it was asked under a condition."""
    for at, step in enumerate(own.steps):
        if "when" in step:
            yield own.with_("drop-when", ("steps", at), f"when of {step['id']} taken out", lambda one: one.pop("when"))


def swap_ids(own: Spoiling) -> Iterator[Mutant]:
    """Two steps that have each other's id, where something hangs on it."""
    for at in range(len(own.steps) - 1):
        one, other = own.steps[at], own.steps[at + 1]
        if one["type"] != other["type"] or "when" in one or "when" in other:

            def act(doc: Doc, at: int = at) -> None:
                steps = doc["steps"]
                steps[at]["id"], steps[at + 1]["id"] = steps[at + 1]["id"], steps[at]["id"]

            yield own.with_("swap-ids", ("steps", at), f"{one['id']} and {other['id']} swapped", act, ())


def rename_id(own: Spoiling) -> Iterator[Mutant]:
    """A step under another id: whatever reads it, reads nothing."""
    for at, step in enumerate(own.steps):
        said = f"{step['id']} renamed"
        yield own.with_("rename-id", ("steps", at), said, lambda one: one.update(id=f"{one['id']}-2"))


def duplicate_id(own: Spoiling) -> Iterator[Mutant]:
    for at in range(1, len(own.steps)):
        before = own.steps[at - 1]["id"]
        said = f"{own.steps[at]['id']} is called {before} too"
        yield own.with_("duplicate-id", ("steps", at), said, lambda one, before=before: one.update(id=before))


def dangling(own: Spoiling) -> Iterator[Mutant]:
    """A reference to a step, a list or a framework that there is not."""
    for path, ref, _ in own.comparisons():

        def act(node: Doc, ref: str = ref) -> None:
            node[f"{ref}x"] = node.pop(ref)

        yield own.with_("dangling", path, f"{ref} is read as {ref}x", act)
    for at, step in enumerate(own.steps):
        for key in ("each", "from"):
            if isinstance(step.get(key), str):
                said = f"{key} of {step['id']} leads nowhere"
                yield own.with_("dangling", ("steps", at, key), said, _renamed(key), ("steps", at))


def _renamed(key: str) -> Callable[[Doc], None]:
    return lambda one: one.update({key: f"{one[key]}x"})


def impossible(own: Spoiling) -> Iterator[Mutant]:
    """A comparison with a value that can never be, or a condition that contradicts itself."""
    for path, ref, value in own.comparisons():
        if isinstance(value, str):
            yield own.with_("impossible", path, f"{ref} is to be {NOWHERE}", _set(ref, NOWHERE))
        for op in ("in", "includes", "includes-any") if isinstance(value, dict) else ():
            if op in value:
                wrong = [NOWHERE] if isinstance(value[op], list) else NOWHERE
                yield own.with_("impossible", (*path, ref), f"{ref} {op} {NOWHERE}", _set(op, wrong))
    for path, when in own.whens():
        both = {"all": [copy.deepcopy(when), {"not": copy.deepcopy(when)}]}
        yield own.with_("impossible", path, "this and its contrary", _set(path[-1], both), path[:-1])


def _set(key: Any, value: Any) -> Callable[[Any], None]:
    def act(node: Any) -> None:
        node[key] = value

    return act


def delete_choice(own: Spoiling) -> Iterator[Mutant]:
    """A choice that is offered no more: an exit, or one that a condition or a sample walk takes."""
    for at, step in enumerate(own.steps):
        for key in ("choices", "points"):
            for name in step.get(key) or {}:
                said = f"{name} of {step['id']} taken out"
                path = ("steps", at, key)
                yield own.with_("delete-choice", path, said, lambda node, name=name: node.pop(name))


def delete_read_step(own: Spoiling) -> Iterator[Mutant]:
    """A step that others read."""
    read = {ref for _, ref, _ in own.comparisons()} | {one.get(key) for one in own.steps for key in ("each", "from")}
    for at, step in enumerate(own.steps):
        if step["id"] in read:
            yield own.with_("delete-read-step", ("steps", at), f"{step['id']} taken out", _without(at), ("steps",))


def _without(at: int) -> Callable[[Any], None]:
    return lambda node: node.pop(at)


def turn_operator(own: Spoiling) -> Iterator[Mutant]:
    """An operator turned into its contrary; a value of yes-no turned round."""
    for path, ref, value in own.comparisons():
        if isinstance(value, dict):
            for op in [one for one in value if one in TURNED]:

                def act(node: Doc, op: str = op) -> None:
                    node[TURNED[op]] = node.pop(op)

                yield own.with_("turn-operator", (*path, ref), f"{ref} {op} turned into {TURNED[op]}", act)
        elif value in ("yes", "no"):
            turned = "no" if value == "yes" else "yes"
            yield own.with_("turn-operator", path, f"{ref}: {value} turned into {turned}", _set(ref, turned))
        elif isinstance(value, str):
            yield own.with_("turn-operator", path, f"{ref} is not {value}", _set(ref, {"is-not": value}))


def turn_join(own: Spoiling) -> Iterator[Mutant]:
    """All turned into any, and the other way round; a not taken away."""
    for path, when in own.whens():
        for key, other in (("all", "any"), ("any", "all")):
            if isinstance(when, dict) and key in when and len(when[key]) > 1:

                def act(node: Doc, key: str = key, other: str = other) -> None:
                    node[other] = node.pop(key)

                yield own.with_("turn-join", path, f"{key} turned into {other}", act)
        if isinstance(when, dict) and list(when) == ["not"]:
            yield own.with_("turn-join", path, "not taken away", _set(path[-1], when["not"]), path[:-1])


def one_side(own: Spoiling) -> Iterator[Mutant]:
    """What speaks for an option without what speaks against it."""
    for at, step in enumerate(own.steps):
        for index, field in enumerate(step.get("fields", [])):
            if field["id"] in ("for", "against"):
                said = f"{field['id']} of {step['id']} taken out"
                yield own.with_("one-side", ("steps", at, "fields"), said, _without(index))


def remove_source(own: Spoiling) -> Iterator[Mutant]:
    """A source that steps name, or the source of a step."""
    for name in own.doc.get("sources", {}):
        yield own.with_("remove-source", ("sources",), f"{name} taken out", lambda node, name=name: node.pop(name))
    for at, step in enumerate(own.steps):
        if "source" in step:
            said = f"source of {step['id']} taken out"
            yield own.with_("remove-source", ("steps", at), said, lambda one: one.pop("source"))


def later(own: Spoiling) -> Iterator[Mutant]:
    """A step that comes before one that it reads, or repeats over, or takes its choices from."""
    for at, step in enumerate(own.steps):
        refs = [ref for path, ref, _ in own.comparisons() if path[:2] == ("steps", at)]
        refs += [one for one in (step.get("each"), step.get("from")) if isinstance(one, str)]
        for to, other in enumerate(own.steps[:at]):
            if other["id"] in refs:

                def act(steps: Any, at: int = at, to: int = to) -> None:
                    steps.insert(to, steps.pop(at))

                yield own.with_("later", ("steps", at), f"{step['id']} moved before {other['id']}", act, ("steps",))
                break


def wrong_type(own: Spoiling) -> Iterator[Mutant]:
    for at, step in enumerate(own.steps):
        other = TYPES[step["type"]]
        said = f"{step['id']} is a {other} now"
        yield own.with_("wrong-type", ("steps", at), said, lambda one, other=other: one.update(type=other))


def leading(own: Spoiling) -> Iterator[Mutant]:
    """A leading word in a question, a hint or what a flag says."""
    for at, step in enumerate(own.steps):
        path = ("steps", at)
        yield own.with_("leading", path, f"{step['id']} asks with a leading word", _led("ask"))
    for at, flag in enumerate(own.flags):
        yield own.with_("leading", ("flags", at), f"{flag['id']} says it with a leading word", _led("say"))


def _led(key: str) -> Callable[[Doc], None]:
    return lambda one: one.update({key: LEADING + str(one[key])[0].lower() + str(one[key])[1:]})


def past_review(own: Spoiling) -> Iterator[Mutant]:
    if "review_by" in own.doc:
        yield own.with_("past-review", ("review_by",), "to be looked at in 2020", _set("review_by", "2020-01-01"), ())


def joins_nothing(own: Spoiling) -> Iterator[Mutant]:
    """A choice that brings in nothing, or something that cannot come in."""
    for at, step in enumerate(own.steps):
        for name, choice in (step.get("choices") or {}).items():
            if isinstance(choice, dict) and "joins" in choice:
                path = ("steps", at, "choices", name)
                yield own.with_("joins-nothing", path, f"{name} joins {NOWHERE}", _set("joins", NOWHERE))
                yield own.with_("joins-nothing", path, f"{name} joins a stage", _set("joins", "triage"))
                yield own.with_("joins-nothing", path, f"{name} joins nothing", lambda one: one.pop("joins"))


def no_filler(own: Spoiling) -> Iterator[Mutant]:
    """A slot that nothing fills."""
    for at, step in enumerate(own.steps):
        said = f"a slot in {step['id']} that nothing fills"
        yield own.with_("no-filler", ("steps", at), said, lambda one: one.update(ask=f"{one['ask']} {{{NOWHERE}}}"))


def too_deep(own: Spoiling) -> Iterator[Mutant]:
    """A step that others of less depth hang on, made full; a quick one made full; one that is deeper made quick."""
    for at, step in enumerate(own.steps):
        depth = step.get("depth", "standard")
        other = "full" if depth != "full" else "quick"
        said = f"{step['id']} is {other}, not {depth}"
        yield own.with_("too-deep", ("steps", at), said, lambda one, other=other: one.update(depth=other))


def flag_never(own: Spoiling) -> Iterator[Mutant]:
    """A flag that cannot rise, or cannot be clear."""
    for at, flag in enumerate(own.flags):
        path = ("flags", at)
        when = flag["when"]
        never = {"all": [copy.deepcopy(when), {"not": copy.deepcopy(when)}]}
        always = {"any": [copy.deepcopy(when), {"not": copy.deepcopy(when)}]}
        yield own.with_("flag-never", path, f"{flag['id']} can never rise", _set("when", never))
        yield own.with_("flag-never", path, f"{flag['id']} is always up", _set("when", always))


def unknown_row(own: Spoiling) -> Iterator[Mutant]:
    for at, step in enumerate(own.steps):
        if step.get("covers"):
            said = f"{step['id']} covers a row that there is not"
            yield own.with_("unknown-row", ("steps", at), said, lambda one: one.update(covers=[NOWHERE]))


def role_elsewhere(own: Spoiling) -> Iterator[Mutant]:
    """A role taken from the step that has it, or given to the next one as well."""
    for at, step in enumerate(own.steps):
        if "role" in step:
            yield own.with_("role-elsewhere", ("steps", at), f"{step['id']} has no role", lambda one: one.pop("role"))
            if at + 1 < len(own.steps):
                role = step["role"]
                said = f"{own.steps[at + 1]['id']} has the role {role} too"
                act = lambda one, role=role: one.update(role=role)  # noqa: E731
                yield own.with_("role-elsewhere", ("steps", at + 1), said, act)


# operators on norms


def must_unread(own: Spoiling) -> Iterator[Mutant]:
    """A norm that is said to bind, though nobody read its text."""
    for at, norm in enumerate(own.doc.get("entries", [])):

        def act(one: Doc) -> None:
            one["force"] = "must"
            one["source"] = {**one["source"], "verified": "no"}

        yield own.with_("must-unread", ("entries", at), f"{norm['id']} must, unread", act)


def norm_twice(own: Spoiling) -> Iterator[Mutant]:
    for at in range(1, len(own.doc.get("entries", []))):
        before = own.doc["entries"][at - 1]["id"]
        act = lambda one, before=before: one.update(id=before)  # noqa: E731
        yield own.with_("norm-twice", ("entries", at), f"two norms are called {before}", act)


def norm_key(own: Spoiling) -> Iterator[Mutant]:
    """A norm without its section, its edition, its source or what it is about; under no topic that there is."""
    for at, norm in enumerate(own.doc.get("entries", [])):
        for key in ("section", "edition", "source", "says", "topics", "force"):
            if key in norm:
                said = f"{key} of {norm['id']} taken out"
                yield own.with_("norm-key", ("entries", at), said, lambda one, key=key: one.pop(key))
        yield own.with_("norm-key", ("entries", at), f"{norm['id']} under no topic", _set("topics", [NOWHERE]))


def norm_future(own: Spoiling) -> Iterator[Mutant]:
    """A source that was looked at on a day to come."""
    for at, norm in enumerate(own.doc.get("entries", [])):
        path = ("entries", at, "source")
        yield own.with_("norm-future", path, f"{norm['id']} looked at in 2099", _set("checked_on", "2099-01-01"))


# operators on routes


def route_stop(own: Spoiling) -> Iterator[Mutant]:
    """A stop taken out, walked twice, unknown, or moved to the front."""
    for at, stop in enumerate(own.doc.get("walk", [])):
        named = stop if isinstance(stop, str) else stop.get("framework") or stop.get("lens") or f"joined {stop.get('joined')}"
        yield own.with_("route-stop", ("walk", at), f"{named} taken out", _without(at), ("walk",))
        if isinstance(stop, str) or "joined" not in stop:
            yield own.with_("route-stop", ("walk", at), f"{named} twice", _twice(at), ("walk",))
        if at and isinstance(stop, dict):
            yield own.with_("route-stop", ("walk", at), f"{named} first", _first(at), ("walk",))


def _twice(at: int) -> Callable[[Any], None]:
    return lambda walk: walk.insert(at, copy.deepcopy(walk[at]))


def _first(at: int) -> Callable[[Any], None]:
    return lambda walk: walk.insert(0, walk.pop(at))


def route_depth(own: Spoiling) -> Iterator[Mutant]:
    if own.doc.get("depth") and "walk" in own.doc:
        other = "full" if own.doc["depth"] != "full" else "quick"
        yield own.with_("route-depth", ("depth",), f"{other}, not {own.doc['depth']}", _set("depth", other), ())


FRAMEWORK = (
    drop_key, drop_when, swap_ids, rename_id, duplicate_id, dangling, impossible, delete_choice, delete_read_step,
    turn_operator, turn_join, one_side, remove_source, later, wrong_type, leading, past_review, joins_nothing, no_filler,
    too_deep, flag_never, unknown_row, role_elsewhere,
)  # fmt: skip
NORMS = (must_unread, norm_twice, norm_key, norm_future, past_review)
ROUTES = (route_stop, route_depth, dangling, impossible, turn_operator, turn_join)
FOR = {"framework": FRAMEWORK, "norms": NORMS, "route": ROUTES}
