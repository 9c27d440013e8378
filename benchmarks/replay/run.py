"""How long a replay of a long session takes to begin, and how long a key takes, beside `ethics show` of the same file.

python benchmarks/replay/run.py [-n ROUNDS] [--events N] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from random import Random
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from measuring import ROOT, Case, Terminal, environment, markdown, middle, ratio, to_mark, whole

WALK = ROOT / "frameworks" / "walks" / "coach-sponsor-page.yaml"
PROMPT = " › ".encode()
MARK = "0 of "
STARTS, KEY = 1.3, 30.0
KEYS = {"n": "next", "b": "back", "c": "next change", "f": "next flag", "d": "next decision"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=15, help="rounds (default 15)")
    parser.add_argument("--events", type=int, default=500, help="events of the session (default 500)")
    parser.add_argument("--json", action="store_true", help="JSON instead of tables")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ethics-replay-") as made:
        env = environment(Path(made))
        session = long_session(Path(made), options.events)
        found = {"start": started(env, session, options.n), "keys": pressed(env, session, options.n)}
    print(json.dumps(found, indent=2) if options.json else as_text(found, options))


def long_session(folder: Path, events: int) -> Path:
    """A session walked for real and then amended, one answer after another, until it has so many events."""
    from ethics_cli.app.amending import amendment
    from ethics_cli.app.answers import answers_from
    from ethics_cli.app.conduct import Conduct
    from ethics_cli.app.ports import Given, SystemClock
    from ethics_cli.app.scripted import ScriptAsker
    from ethics_cli.app.sessions import new_session, wish_from
    from ethics_cli.core.wording import choices_at
    from ethics_cli.files.home import Home
    from ethics_cli.files.library import bundled_folder, load_library
    from ethics_cli.problems import Problem

    library = load_library({"bundled": bundled_folder()}, folder / "ethics-cache")
    answers, head = answers_from(WALK.read_bytes(), str(WALK), (), library)
    session = new_session(Home(folder / "ethics-home"), library, wish_from(head), SystemClock())
    random = Random(0)
    with session.journal.locked():
        Conduct(session, ScriptAsker(answers)).run()
        while session.journal.count < events:
            place = random.choice(
                [one for one in session.walk.path if one.step.type in ("yes-no", "appraisal", "text")]
            )
            choices = choices_at(session.walk, place.step)
            raw = random.choice(choices).id if choices else f"Otherwise, for the {session.journal.count}th time"
            event = amendment(session, place, Given(raw, "It looks otherwise now"), "On second thoughts")
            if not isinstance(event, Problem) and not event.step.startswith("triage."):
                session.append(event)
    return session.journal.path


def started(env: Mapping[str, str], session: Path, rounds: int) -> dict[str, float]:
    """The whole of `show`, and a replay until its first prompt, in turn."""
    python = [sys.executable, "-m", "ethics_cli"]
    show = Case("ethics show", [*python, "show", str(session)], {})
    replay = Case("ethics replay", [*python, "replay", str(session)], {}, mark=MARK)
    times: dict[str, list[float]] = {"show": [], "replay": []}
    for at in range(rounds + 2):
        took = whole(show, env), to_mark(replay, env)
        if at >= 2:
            times["show"].append(took[0])
            times["replay"].append(took[1])
    return {
        "show_ms": round(median(times["show"]), 1),
        "replay_ms": round(median(times["replay"]), 1),
        "ratio": round(ratio(times["replay"], times["show"]), 2),
        "of_least": round(min(times["replay"]) / min(times["show"]), 2),
    }


def pressed(env: Mapping[str, str], session: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Each key until the next prompt: pressed at once, one key straight after another, and pressed when somebody has read."""
    found: dict[str, dict[str, float]] = {}
    for manner, rest in (("at once", 0.0), ("after reading", 0.3)):
        times: dict[str, list[float]] = {key: [] for key in KEYS}
        for _ in range(max(1, rounds // 5)):
            terminal = Terminal([sys.executable, "-m", "ethics_cli", "replay", str(session)], env)
            terminal.wait(MARK.encode())
            for key in "fcdbn" * 4 + "n" * 20 + "cf" * 10:
                terminal.settle(rest)
                terminal.seen, terminal.began = b"", time.perf_counter()
                terminal.press(key)
                times[key].append(terminal.wait(PROMPT))
            terminal.close()
        for key, name in KEYS.items():
            found[f"{name}, {manner}"] = {
                "median_ms": round(median(times[key]), 1),
                "p95_ms": round(middle(times[key], 0.95), 1),
                "most_ms": round(max(times[key]), 1),
            }
    return found


def as_text(found: Mapping[str, Mapping[str, object]], options: argparse.Namespace) -> str:
    """The tables as Markdown."""
    start = found["start"]
    lines = [
        [name, str(one["median_ms"]), str(one["p95_ms"]), str(one["most_ms"])]  # type: ignore[index]
        for name, one in found["keys"].items()
    ]
    return (
        f"A session of {options.events} events, {options.n} rounds, in turn.\n\n"
        f"Until the first prompt of a replay: {start['replay_ms']} ms; `ethics show` whole: {start['show_ms']} ms; "
        f"ratio {start['ratio']} ({start['of_least']} of the quickest), aimed at {STARTS}.\n\n"
        f"**A key until the next prompt** (aimed at {KEY:.0f} ms)\n\n"
        + markdown(["key", "median ms", "95 % within ms", "most ms"], lines)
    )


if __name__ == "__main__":
    main()
