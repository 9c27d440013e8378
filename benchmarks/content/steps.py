"""Operators on steps: their ids, their order, their types and depths, their choices, and the roles that they have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spoiling import NOWHERE, Act, Doc, Mutant, Spoiling, set_to, swapped, without

DEPTHS = ("quick", "standard", "full")
TYPES = {
    "yes-no": "percent",
    "one-of": "passage",
    "any-of": "text",
    "scale": "one-of",
    "text": "scale",
    "passage": "one-of",
    "percent": "number",
    "number": "percent",
    "date": "yes-no",
    "moment": "any-of",
    "rank": "text",
    "roster": "passage",
    "appraisal": "scale",
    "tell": "appraisal",
}
FIELDED = ("for", "against")


def twice_id(own: Spoiling) -> Iterator[Mutant]:
    """Two steps, a flag and a step, two flags, or two fields of one id."""
    for key, parts in (("steps", own.steps), ("flags", own.flags)):
        for at in range(1, len(parts)):
            before = parts[at - 1]["id"]
            yield Mutant(
                "twice-id", (key, at), f"{parts[at]['id']} called {before} too", set_to("id", before), (key, at)
            )
    for at, flag in enumerate(own.flags):
        ident = own.steps[at % len(own.steps)]["id"]
        yield Mutant(
            "twice-id",
            ("flags", at),
            f"the flag {flag['id']} called {ident} as a step",
            set_to("id", ident),
            ("flags", at),
        )
    for at, step in enumerate(own.steps):
        fields = step.get("fields", [])
        for index in range(1, len(fields)):
            path, before = ("steps", at, "fields", index), fields[index - 1]["id"]
            yield Mutant("twice-id", path, f"two fields {before}", set_to("id", before), path)


def swapped_ids(own: Spoiling) -> Iterator[Mutant]:
    """Two steps with each other's id."""
    for at in range(len(own.steps) - 1):
        one, other = own.steps[at]["id"], own.steps[at + 1]["id"]
        yield Mutant("swapped-ids", ("steps", at), f"ids of {one} and {other} swapped", _ids(at), ("steps",))


def _ids(at: int) -> Act:
    def act(steps: Any) -> None:
        steps[at]["id"], steps[at + 1]["id"] = steps[at + 1]["id"], steps[at]["id"]

    return act


def renamed_id(own: Spoiling) -> Iterator[Mutant]:
    """A step that others read, under another id."""
    for at, step in enumerate(own.steps):
        if own.read(step):
            yield Mutant(
                "renamed-id",
                ("steps", at, "id"),
                f"{step['id']} renamed",
                set_to("id", f"{step['id']}-x"),
                ("steps", at),
            )


def dangling_each(own: Spoiling) -> Iterator[Mutant]:
    """A step that is repeated over a list which there is not."""
    for at, step in enumerate(own.steps):
        if "each" in step:
            value = step["each"]
            other = f"{value}-x" if isinstance(value, str) else [f"{value[0]}-x", *value[1:]]
            yield Mutant(
                "dangling-each",
                ("steps", at, "each"),
                f"each of {step['id']} leads nowhere",
                set_to("each", other),
                ("steps", at),
            )


def dangling_from(own: Spoiling) -> Iterator[Mutant]:
    """A step that takes its choices from a list which there is not."""
    for at, step in enumerate(own.steps):
        if "from" in step:
            other = f"{step['from']}-x"
            yield Mutant(
                "dangling-from",
                ("steps", at, "from"),
                f"from of {step['id']} leads nowhere",
                set_to("from", other),
                ("steps", at),
            )


def dangling_slot(own: Spoiling) -> Iterator[Mutant]:
    """A slot that names a step which there is not."""
    for at, step in enumerate(own.steps):
        key = next((one for one in ("ask", "hint", "start", "reads") if "{" in step.get(one, "")), "")
        if key:
            text = step[key].replace("}", "-x}", 1)
        else:
            key = (
                ("ask", "hint", "start")[at % 3]
                if "start" in step and "hint" in step
                else ("ask", "hint")[at % 2 if "hint" in step else 0]
            )
            text = f"{step[key]} {{{NOWHERE}}}"
        yield Mutant(
            "dangling-slot",
            ("steps", at, key),
            f"a slot in {step['id']} leads nowhere",
            set_to(key, text),
            ("steps", at),
        )


def read_step_deleted(own: Spoiling) -> Iterator[Mutant]:
    """A step taken out that others read."""
    for at, step in enumerate(own.steps):
        if own.read(step):
            yield Mutant("read-step-deleted", ("steps", at), f"{step['id']} taken out", without(at), ("steps",))


def step_deleted(own: Spoiling) -> Iterator[Mutant]:
    """A step taken out that nobody reads."""
    for at, step in enumerate(own.steps):
        if not own.read(step):
            yield Mutant("step-deleted", ("steps", at), f"{step['id']} taken out", without(at), ("steps",))


def steps_reordered(own: Spoiling) -> Iterator[Mutant]:
    """A step and the next one in each other's place."""
    for at in range(len(own.steps) - 1):
        said = f"{own.steps[at + 1]['id']} before {own.steps[at]['id']}"
        yield Mutant("steps-reordered", ("steps", at), said, swapped(at, at + 1), ("steps",))


def type_misfit(own: Spoiling) -> Iterator[Mutant]:
    """A step of another type."""
    for at, step in enumerate(own.steps):
        other = TYPES[step["type"]]
        said = f"{step['id']} is a {other} instead of a {step['type']}"
        yield Mutant("type-misfit", ("steps", at, "type"), said, set_to("type", other), ("steps", at))


def deeper(own: Spoiling) -> Iterator[Mutant]:
    """A step deeper than a step that depends on it."""
    for at, step in enumerate(own.steps):
        now = DEPTHS.index(step.get("depth", "standard"))
        depths = [one.depth for one in own.read(step) if one is not None]
        for depth in range(now + 1, len(DEPTHS)):
            if depths and min(depths) < depth:
                said = f"{step['id']} is {DEPTHS[depth]} instead of {DEPTHS[now]}"
                yield Mutant("deeper", ("steps", at, "depth"), said, set_to("depth", DEPTHS[depth]), ("steps", at))


def exit_deleted(own: Spoiling) -> Iterator[Mutant]:
    """An exit of a protocol that is offered no more."""
    for at, step in enumerate(own.steps):
        if step.get("role") == "exit":
            for name in step["choices"]:
                path = ("steps", at, "choices")
                yield Mutant("exit-deleted", (*path, name), f"{name} taken out", without(name), path)


def joins_nothing(own: Spoiling) -> Iterator[Mutant]:
    """A choice that brings in a framework which there is not, or one that cannot come in."""
    for path, name, _ in _joining(own):
        yield Mutant("joins-nothing", (*path, name), f"{name} joins {NOWHERE}", set_to("joins", NOWHERE), (*path, name))
        yield Mutant("joins-nothing", (*path, name), f"{name} joins a stage", set_to("joins", "triage"), (*path, name))


def joins_dropped(own: Spoiling) -> Iterator[Mutant]:
    """A choice that brought in a framework and brings in none."""
    for path, name, _ in _joining(own):
        yield Mutant("joins-dropped", (*path, name), f"{name} joins nothing", without("joins"), (*path, name))


def _joining(own: Spoiling) -> Iterator[tuple[tuple[Any, ...], str, Doc]]:
    for at, step in enumerate(own.steps):
        for name, choice in (step.get("choices") or {}).items():
            if isinstance(choice, dict) and "joins" in choice:
                yield ("steps", at, "choices"), name, choice


def one_side(own: Spoiling) -> Iterator[Mutant]:
    """What speaks for something asked without what speaks against it, or the other way round."""
    for at, step in enumerate(own.steps):
        for index, field in enumerate(step.get("fields", [])):
            if field["id"] in FIELDED:
                path = ("steps", at, "fields")
                yield Mutant(
                    "one-side", (*path, index), f"{field['id']} of {step['id']} taken out", without(index), path
                )


def role_removed(own: Spoiling) -> Iterator[Mutant]:
    """A step without the role that the program finds it by."""
    for at, step in enumerate(own.steps):
        if "role" in step:
            yield Mutant(
                "role-removed",
                ("steps", at, "role"),
                f"{step['id']} is not the {step['role']}",
                without("role"),
                ("steps", at),
            )


def role_doubled(own: Spoiling) -> Iterator[Mutant]:
    """A role on one more step: of this framework, or one that another framework of the same route has."""
    held = [step["role"] for step in own.steps if "role" in step]
    for at, step in enumerate(own.steps):
        if "role" not in step and step["type"] != "tell":
            for role in (*held[:1], "conflict" if own.ident != "framing" else "question"):
                said = f"{step['id']} is the {role} too"
                yield Mutant("role-doubled", ("steps", at, "role"), said, set_to("role", role), ("steps", at))
