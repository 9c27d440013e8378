"""What is wrong with how a framework reaches into the rest of a walk: exits, what is done when settled, what it offers elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from ethics_cli.core.framework import EXITS, Framework, Step
from ethics_cli.core.lint_content import Content, Fault, fault, near_ref

SETTLED = "settled"


def lint_protocols(content: Content) -> Iterator[Fault]:
    """Faults of exits, settled acts and offers, framework by framework."""
    for framework in content.frameworks.values():
        exits = [(at, step) for at, step in enumerate(framework.steps) if step.role == "exit"]
        for at, step in exits:
            yield from _exit(framework, at, step)
        yield from _settled(framework, settles=any(step.choice(SETTLED) for _, step in exits))
        yield from _offers(content, framework)


def _exit(framework: Framework, at: int, step: Step) -> Iterator[Fault]:
    here = ("framework", framework.id)
    if step.type not in ("one-of", ""):
        yield fault(here, ("steps", at, "type"), "protocol.exit", "an exit is a one-of")
        return
    odd = [choice.id for choice in step.choices if choice.id not in EXITS]
    missing = [one for one in EXITS if step.choice(one) is None]
    hint = f"an exit has exactly the choices {', '.join(EXITS)}, with labels of your own"
    if odd:
        message = f"`{odd[0]}` is no exit that a route knows"
        yield fault(here, ("steps", at, "choices", odd[0]), "protocol.exit", message, hint)
    elif missing:
        message = f"this exit leaves no way to `{missing[0]}`"
        yield fault(here, ("steps", at, "choices"), "protocol.exit", message, hint)


def _settled(framework: Framework, *, settles: bool) -> Iterator[Fault]:
    """Where an exit may settle a case, a step says what is then done; it is the decision of the record."""
    here = ("framework", framework.id)
    acts = [at for at, step in enumerate(framework.steps) if step.role == "settled-act"]
    if settles and not acts:
        message = "an exit settles the case, and no step says what is then done"
        yield fault(here, ("steps",), "protocol.settled-act", message, "give a passage the role `settled-act`")
    for at in acts if not settles else ():
        message = "this says what is done when the case is settled, and no exit settles it"
        yield fault(here, ("steps", at, "role"), "protocol.settled-act", message)


def _offers(content: Content, framework: Framework) -> Iterator[Fault]:
    for ref in framework.offers:
        meant, path = content.step(ref), ("offers", ref)
        if meant is None:
            hint = near_ref(content, ref) or "a step is named in full, as framework.step"
            yield fault(("framework", framework.id), path, "protocol.offers", f"there is no step `{ref}`", hint)
        elif meant.type not in ("roster", ""):
            message = f"only a roster takes offers; `{ref}` is a {meant.type}"
            yield fault(("framework", framework.id), path, "protocol.offers", message)
