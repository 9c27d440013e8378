"""A proof on the screen: one row for each route, and what its words mean below."""

from __future__ import annotations

from ethics_cli.app.proving import Proof, counted
from ethics_cli.cli.screen import product
from ethics_cli.cli.tables import draw
from ethics_cli.core.proof_faults import FRAMEWORK, ROUTE, Subject
from ethics_cli.core.proof_length import Length
from ethics_cli.core.proof_route import GENERATED, SAMPLE, SYMBOLIC

HEAD = ("Route", "Steps asked", "Questions", "Steps", "Choices", "Flags", "Exits", "Ends")
BELOW = """\
Steps asked: different steps, least–most over every way through. Questions: each as often as it is asked, with every list at its
minimum, then with 4 options and 6 parties. ~ marks what is only a bound. Steps, choices, flags (that they rise, and that they can be
clear) and exits: shown by a sample walk + by a walk made on purpose, and not shown (!) where there are any. What the route rules out
is not counted. Ends: after so many places at most."""


def show_proof(proof: Proof) -> None:
    """Print the table, or why there is none."""
    screen = product()
    screen.line()
    if proof.errors:
        screen.line("Nothing was proved: mend the errors first.")
        return
    draw(HEAD, [_row(subject) for subject in proof.subjects], wide=0)
    screen.lines(BELOW.split("\n"))


def _row(subject: Subject) -> tuple[str, ...]:
    lengths, route = subject.lengths, subject.ident
    named = route if subject.kind == ROUTE else f"{route} ({'after full' if subject.kind == FRAMEWORK else 'model'})"
    questions = [_span(one) for one in (lengths.small, lengths.large) if one] if lengths else []
    return (
        named,
        _span(lengths.steps) if lengths else "",
        ", ".join(questions),
        _shown(subject, "step"),
        _shown(subject, "choice"),
        _shown(subject, "rises", "clear"),
        _shown(subject, "exit"),
        f"{subject.ending.places:,}" if subject.ending.sure and not subject.proof.endless else "not shown",
    )


def _span(length: Length) -> str:
    low = "" if length.least == length.shown_least else "~"
    high = "" if length.most == length.shown_most else "~"
    return f"{low}{length.least}–{high}{length.most}"


def _shown(subject: Subject, *kinds: str) -> str:
    counts = [counted(subject, kind) for kind in kinds]
    sample, made, open_ = (sum(one[method] for one in counts) for method in (SAMPLE, GENERATED, SYMBOLIC))
    return f"{sample}+{made}" + (f" !{open_}" if open_ else "")
