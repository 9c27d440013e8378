"""How long Enter takes to lead to the next question, in a whole walk, against a plain loop of questionary's menus.

python benchmarks/answers/run.py [-n ROUNDS] [--json] [--keep FOLDER] [--think SECONDS]
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from measuring import READY, ROOT, Terminal, environment, installed, markdown, middle

LOOP = """
import questionary
for at in range({count}):
    questionary.select(f"Question {{at}}?", choices=["Yes, all of them", "Some of them", "Nobody yet", "Not applicable"]).ask()
"""
ENOUGH = 400
TYPED = {"percent": "30 (20-50)", "number": "1", "date": "in 2 weeks", "moment": "yesterday 9:00"}
CHOSEN = {"framing.kind": "3"}


@dataclass
class Walker:
    """Somebody who answers every question: what is asked now, and how often the same thing was asked."""

    steps: Mapping[str, Mapping[str, Any]]
    ref: str = ""
    names: int = 0
    asked: list[str] = field(default_factory=list)

    def keys(self, screen: str) -> str:
        """What to press before Enter, seeing what the screen has shown since the last one."""
        if "Close it: this is my decision" in screen:
            return "1"
        self._notice(screen)
        step = self.steps[self.ref]
        asked = self._field(step, screen)
        kind = asked["type"] if asked else step["type"]
        if "space marks" in screen:
            return " "
        if "or a number, then Enter" in screen:
            return "" if kind == "roster" else CHOSEN.get(self.ref, "4" if kind == "appraisal" else "1")
        if kind == "roster":
            self.names += 1
            return f"Item {self.names}"
        return (
            ""
            if step.get("start")
            else TYPED.get(kind, "A few plain words.")
            if "because" not in screen
            else "A reason."
        )

    def _notice(self, screen: str) -> None:
        found = [ref for ref, step in self.steps.items() if _bare(step["ask"].partition("{")[0]) in _bare(screen)]
        if found:
            self.ref = max(found, key=lambda ref: len(self.steps[ref]["ask"]))
        self.asked.append(self.ref)
        if len(self.asked) > ENOUGH:
            raise SystemExit(f"the walk does not end; the last questions: {self.asked[-8:]}\n{screen[-1500:]}")

    def _field(self, step: Mapping[str, Any], screen: str) -> Mapping[str, Any] | None:
        fields = [{"type": "text", **one} for one in step.get("fields", [])]
        return next((one for one in fields if _bare(one["ask"]) in _bare(screen)), None)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=5, help="walks (default 5)")
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    parser.add_argument("--keep", type=Path, help="make the environment here and use it again the next time")
    parser.add_argument("--think", type=float, default=0.12, help="seconds before each key (default 0.12)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ethics-answers-") as made:
        folder = (options.keep or Path(made)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        own = installed(folder / "ethics", str(ROOT))
        env = environment(folder)
        steps = library(own, env)
        rounds = []
        for _ in range(options.n):
            nexts, within = walk(own, env, steps, options.think)
            plain = loop(own, env, folder, len(nexts), options.think)
            rounds.append({"ethics": nexts, "ethics, within a question": within, "questionary": plain})
            shutil.rmtree(env["ETHICS_HOME"], ignore_errors=True)
    print(json.dumps(figures(rounds), indent=2) if options.json else as_text(figures(rounds), options.n))


def library(own: Path, env: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Every step that may be asked, by its full name, as the program itself tells of it."""

    def told(*words: str) -> Any:
        return json.loads(
            subprocess.run(
                [own / "ethics", "frameworks", *words, "--json"], env=dict(env), capture_output=True, check=True
            ).stdout
        )

    known = [one["id"] for one in told("list")["content"] if one["kind"] in ("stage", "lens")]
    return {f"{name}.{step['id']}": step for name in known for step in told("show", name)["steps"]}


def walk(
    own: Path, env: Mapping[str, str], steps: Mapping[str, Mapping[str, Any]], think: float
) -> tuple[list[float], list[float]]:
    """One session from its first question to its last: the times to the next question, and those within one."""
    terminal = Terminal([str(own / "ethics"), "decide", "--route", "standard"], env)
    walker = Walker(steps)
    nexts: list[float] = []
    within: list[float] = []
    terminal.wait(READY)
    while True:
        terminal.settle(think)
        screen = terminal.text
        terminal.press(walker.keys(screen))
        terminal.settle(think / 2)
        terminal.enter()
        if "Close it: this is my decision" in screen:
            break
        took = terminal.wait(READY)
        (nexts if "\n? " in terminal.text.replace("\r", "") else within).append(took)
    terminal.settle(2)
    if "Written" not in terminal.text:
        raise SystemExit(f"no record was written:\n{terminal.text[-1500:]}")
    terminal.close()
    return nexts, within


def loop(own: Path, env: Mapping[str, str], folder: Path, count: int, think: float) -> list[float]:
    """The same number of questions in a plain loop."""
    script = folder / "plain_loop.py"
    script.write_text(LOOP.format(count=count + 1), encoding="utf-8")
    terminal = Terminal([str(own / "python"), str(script)], env)
    times = []
    terminal.wait(READY)
    for _ in range(count):
        terminal.settle(think)
        terminal.press("j")
        terminal.settle(think / 2)
        terminal.enter()
        times.append(terminal.wait(READY))
    terminal.close()
    return times


def figures(rounds: Sequence[Mapping[str, list[float]]]) -> dict[str, Any]:
    """Medians and tails over all rounds, and the two ratios that have a target: the middle one of the rounds."""
    times = {name: [took for one in rounds for took in one[name]] for name in rounds[0]}
    rows = {
        name: {
            "count": len(found),
            "median_ms": middle(found),
            "p95_ms": middle(found, 0.95),
            "least_ms": min(found),
            "most_ms": max(found),
        }
        for name, found in times.items()
    }
    against = [middle(one["ethics"]) / middle(one["questionary"]) for one in rounds]
    tails = [middle(one["ethics"], 0.95) / middle(one["ethics"]) for one in rounds]
    return {
        "times": rows,
        "ratios": {
            "median, against a plain questionary loop": {
                "ratio": median(against),
                "least": min(against),
                "target": 0.6,
            },
            "p95, against its own median": {"ratio": median(tails), "least": min(tails), "target": 1.6},
        },
    }


def as_text(found: Mapping[str, Any], rounds: int) -> str:
    """The tables as Markdown."""
    names = ("count", "median_ms", "p95_ms", "least_ms", "most_ms")
    rows = [[name, *(f"{one[key]:.1f}".removesuffix(".0") for key in names)] for name, one in found["times"].items()]
    ratios = [
        [name, f"{one['ratio']:.2f}", f"{one['least']:.2f}", f"≤ {one['target']}"]
        for name, one in found["ratios"].items()
    ]
    said = f"{rounds} walks and {rounds} plain loops, in turn: from Enter until the next prompt is drawn."
    return "\n\n".join(
        [
            said,
            markdown(["", "prompts", "median ms", "p95 ms", "least ms", "most ms"], rows),
            markdown(["", "ratio, middle round", "quietest round", "target"], ratios),
        ]
    )


def _bare(text: str) -> str:
    """Text without any white space, so that it does not matter where it was wrapped."""
    return "".join(text.split())


if __name__ == "__main__":
    main()
