"""Operators on what is around the frameworks: routes, models, norms, the union rows and record layouts."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from spoiling import NOWHERE, Act, Mutant, Spoiling, renamed, set_to, swapped, without

BINDING = ("must", "must-not")


# routes and models


def stop_removed(own: Spoiling) -> Iterator[Mutant]:
    """A stop taken out of a walk."""
    for at, stop in enumerate(own.walk):
        yield Mutant("stop-removed", ("walk", at), f"{_named(stop)} taken out", without(at), ("walk",))


def stops_swapped(own: Spoiling) -> Iterator[Mutant]:
    """A stop and the next one in each other's place."""
    for at in range(len(own.walk) - 1):
        said = f"{_named(own.walk[at + 1])} before {_named(own.walk[at])}"
        yield Mutant("stops-swapped", ("walk", at), said, swapped(at, at + 1), ("walk",))


def stop_unknown(own: Spoiling) -> Iterator[Mutant]:
    """A stop for a framework that there is not."""
    for at, stop in enumerate(own.walk):
        name = _named(stop)
        if not name.startswith("+"):
            key = "" if isinstance(stop, str) else "lens" if "lens" in stop else "framework"
            act, root = (set_to(at, f"{name}-x"), ("walk",)) if not key else (set_to(key, f"{name}-x"), ("walk", at))
            yield Mutant("stop-unknown", ("walk", at), f"{name} written {name}-x", act, root)


def stop_twice(own: Spoiling) -> Iterator[Mutant]:
    """A framework that is walked twice."""
    for at, stop in enumerate(own.walk):
        if not _named(stop).startswith("+"):
            yield Mutant("stop-twice", ("walk", at), f"{_named(stop)} twice", _twice(at), ("walk",))


def stop_no_lens(own: Spoiling) -> Iterator[Mutant]:
    """A stop for a lens that names something else."""
    for at, stop in enumerate(own.walk):
        if isinstance(stop, dict) and "framework" in stop:
            yield Mutant(
                "stop-no-lens",
                ("walk", at),
                f"{stop['framework']} as a lens",
                renamed("framework", "lens"),
                ("walk", at),
            )


def route_depth(own: Spoiling) -> Iterator[Mutant]:
    """A route of another depth."""
    for depth in ("quick", "standard", "full"):
        if own.doc.get("depth") not in (depth, None):
            yield Mutant(
                "route-depth", ("depth",), f"{depth} instead of {own.doc['depth']}", set_to("depth", depth), ()
            )


def gate_dropped(own: Spoiling) -> Iterator[Mutant]:
    """A stop that is walked always, though it was walked under a condition."""
    for at, stop in enumerate(own.walk):
        if isinstance(stop, dict) and "when" in stop:
            yield Mutant("gate-dropped", ("walk", at), f"{_named(stop)} always", without("when"), ("walk", at))


def row_unknown(own: Spoiling) -> Iterator[Mutant]:
    """A model that asks for a row which there is not."""
    for at, step in enumerate(own.doc.get("steps", [])):
        for index, row in enumerate(step["rows"]):
            path = ("steps", at, "rows")
            yield Mutant("row-unknown", (*path, index), f"{row} written {row}-x", set_to(index, f"{row}-x"), path)


def row_twice(own: Spoiling) -> Iterator[Mutant]:
    """A model that asks for a row in two of its steps."""
    for at in range(1, len(own.doc.get("steps", []))):
        row = own.doc["steps"][at - 1]["rows"][0]
        path = ("steps", at, "rows")
        yield Mutant("row-twice", path, f"{row} twice", lambda rows, row=row: rows.append(row), path)


def _named(stop: Any) -> str:
    return stop if isinstance(stop, str) else stop.get("framework") or stop.get("lens") or f"+{stop.get('joined', '')}"


def _twice(at: int) -> Act:
    return lambda walk: walk.insert(at, copy.deepcopy(walk[at]))


# norms


def must_unseen(own: Spoiling) -> Iterator[Mutant]:
    """A norm that binds though nobody saw its text."""
    for at, one in enumerate(own.entries):
        path = ("entries", at)
        binds = one["force"] in BINDING or one["client"]["told"] in BINDING
        seen = one["source"]["verified"] == "yes"
        if binds and seen:
            said = f"{one['id']} binds, unseen"
            yield Mutant(
                "must-unseen", (*path, "source", "verified"), said, set_to("verified", "no"), (*path, "source")
            )
        elif not seen:
            for force in BINDING:
                yield Mutant(
                    "must-unseen", (*path, "force"), f"{one['id']} {force}, unseen", set_to("force", force), path
                )
            said = f"{one['id']}: the client must be told, unseen"
            yield Mutant("must-unseen", (*path, "client"), said, set_to("told", "must"), (*path, "client"))


def clock_no_limit(own: Spoiling) -> Iterator[Mutant]:
    """A clock without a limit, without its words, or with two limits."""
    for at, one in enumerate(own.entries):
        if "clock" in one:
            path = ("entries", at)
            yield Mutant("clock-no-limit", (*path, "clock"), f"{one['id']}: no limit", set_to("clock", {}), path)
            yield Mutant("clock-no-limit", (*path, "limit"), f"{one['id']}: no words", without("limit"), path)
            two = {**one["clock"], "months": "1"} if "months" not in one["clock"] else {**one["clock"], "days": "3"}
            yield Mutant("clock-no-limit", (*path, "clock"), f"{one['id']}: two limits", set_to("clock", two), path)
            none = {"hours": "0"}
            yield Mutant("clock-no-limit", (*path, "clock"), f"{one['id']}: zero hours", set_to("clock", none), path)


def norm_twice(own: Spoiling) -> Iterator[Mutant]:
    """Two norms with one id or one name."""
    for at in range(1, len(own.entries)):
        for key in ("id", "title"):
            before = own.entries[at - 1][key]
            yield Mutant(
                "norm-twice",
                ("entries", at, key),
                f"two norms have the {key} {before}",
                set_to(key, before),
                ("entries", at),
            )


def norm_nowhere(own: Spoiling) -> Iterator[Mutant]:
    """Norms of a place or body that nobody can choose, of another kind, or under a topic or for a profession that there is not."""
    for key in ("place", "body"):
        if key in own.doc:
            yield Mutant("norm-nowhere", (key,), f"{key} {NOWHERE}", set_to(key, NOWHERE), ())
            yield Mutant("norm-nowhere", (key,), f"no {key}", without(key), ())
            yield Mutant("norm-nowhere", ("kind",), "a policy", set_to("kind", "policy"), ())
    for at, one in enumerate(own.entries):
        for key in ("topics", "professions"):
            if key in one:
                yield Mutant(
                    "norm-nowhere",
                    ("entries", at, key),
                    f"{one['id']}: {key} {NOWHERE}",
                    set_to(0, NOWHERE),
                    ("entries", at, key),
                )


def example_cut(own: Spoiling) -> Iterator[Mutant]:
    """One of two examples cut to a few words."""
    for at, one in enumerate(own.entries):
        for key in ("compliant", "noncompliant"):
            few = " ".join(one[key].split()[:4]) + "."
            yield Mutant(
                "example-cut", ("entries", at, key), f"{one['id']}: {key} cut", set_to(key, few), ("entries", at)
            )


# rows and record layouts


def row_renamed(own: Spoiling) -> Iterator[Mutant]:
    """A row under another id, or one that no step covers."""
    for at, group in enumerate(own.doc.get("groups", [])):
        for row in group["rows"]:
            path = ("groups", at, "rows")
            yield Mutant("row-renamed", (*path, row), f"{row} renamed", renamed(row, f"{row}-x"), path)


def record_step(own: Spoiling) -> Iterator[Mutant]:
    """A record layout that shows a step which there is not."""
    for at, one in enumerate(own.doc.get("parts", [])):
        for index, ref in enumerate(one.get("steps", [])):
            path = ("parts", at, "steps")
            yield Mutant("record-step", (*path, index), f"{ref} written {ref}-x", set_to(index, f"{ref}-x"), path)
