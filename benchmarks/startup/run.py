"""How long a start takes, as ratios to other Python programs that run in the same minute.

python benchmarks/startup/run.py [-n ROUNDS] [--peers] [--json] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from measuring import ROOT, Case, environment, installed, markdown, ratio, to_mark, whole

PEERS = ("nox", "deon", "copier", "commitizen")
BARE, TYPER, ASKED = "python -c pass", "python -c 'import typer'", "a bare questionary prompt"
QUESTION = """
import questionary
questionary.select("Is anyone in danger right now?", choices=["No", "Not sure", "Yes, or very likely soon"]).ask()
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=25, help="rounds (default 25)")
    parser.add_argument("--peers", action="store_true", help="also measure " + ", ".join(PEERS))
    parser.add_argument("--json", action="store_true", help="JSON instead of tables")
    parser.add_argument("--keep", type=Path, help="make the environments here and use them again the next time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ethics-startup-") as made:
        folder = (options.keep or Path(made)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        own = installed(folder / "ethics", str(ROOT))
        peers = installed(folder / "peers", *PEERS) if options.peers else None
        env = {**environment(folder), "PATH": f"{own}:{peers or own}:/usr/bin:/bin"}
        found = {
            "Whole process": measured(processes(own, peers), env, options.n, whole),
            "Until the first question is on the terminal": measured(
                prompts(own, peers, folder), env, options.n, to_mark
            ),
        }
    print(json.dumps(found, indent=2) if options.json else as_text(found, options.n))


def processes(own: Path, peers: Path | None) -> list[Case]:
    """What is timed from start to end."""
    python, ethics = str(own / "python"), str(own / "ethics")
    cases = [
        Case(BARE, [python, "-c", "pass"], {}),
        Case(TYPER, [python, "-c", "import typer"], {BARE: None}),
        Case("ethics --version", [ethics, "--version"], {BARE: 1.25}),
        Case("ethics list, nothing there", [ethics, "list"], {BARE: 7.0, TYPER: 1.20}),
        Case("ethics --help", [ethics, "--help"], {BARE: None, TYPER: None}),
        Case("ethics decide --help", [ethics, "decide", "--help"], {BARE: None, TYPER: None}),
    ]
    if peers is not None:
        told = {"nox": "--version", "deon": "--help", "copier": "--version", "cz": "version"}
        cases += [Case(f"{name} {word}", [str(peers / name), word], {BARE: None}) for name, word in told.items()]
    return cases


def prompts(own: Path, peers: Path | None, folder: Path) -> list[Case]:
    """What is timed until it asks. The mark is the last thing that each of them draws."""
    bare = folder / "bare_question.py"
    bare.write_text(QUESTION, encoding="utf-8")
    cases = [
        Case(ASKED, [str(own / "python"), str(bare)], {}, mark="Yes, or very likely soon"),
        Case("ethics decide", [str(own / "ethics"), "decide"], {ASKED: 1.25}, mark="or a number, then Enter"),
    ]
    if peers is not None:
        cases += [
            Case(
                "copier copy",
                [str(peers / "copier"), "copy", "template", "made"],
                {ASKED: None},
                "Who is it for",
                template(folder),
            ),
            Case(
                "cz commit",
                [str(peers / "cz"), "commit"],
                {ASKED: None},
                "Select the type of change",
                repository(folder),
            ),
        ]
    return cases


def template(folder: Path) -> Path:
    """A folder with a template that asks one question."""
    (folder / "copying" / "template").mkdir(parents=True, exist_ok=True)
    (folder / "copying" / "template" / "copier.yml").write_text(
        "who:\n  type: str\n  help: Who is it for?\n", encoding="utf-8"
    )
    return folder / "copying"


def repository(folder: Path) -> Path:
    """A repository with something to commit."""
    place = folder / "committing"
    place.mkdir(exist_ok=True)
    (place / "file").write_text("a line\n", encoding="utf-8")
    for words in (["init", "--quiet"], ["add", "file"]):
        subprocess.run(["git", *words], cwd=place, check=True)
    return place


def measured(
    cases: Sequence[Case], env: Mapping[str, str], rounds: int, time: Callable[[Case, Mapping[str, str]], float]
) -> list[dict[str, object]]:
    """Every case in turn, round after round; two rounds first to warm up."""
    times: dict[str, list[float]] = {case.name: [] for case in cases}
    for at in range(rounds + 2):
        for case in cases:
            took = time(case, env)
            if at >= 2:
                times[case.name].append(took)
    return [
        {
            "case": case.name,
            "median_ms": round(median(times[case.name]), 1),
            "least_ms": round(min(times[case.name]), 1),
            "ratios": {
                name: {
                    "ratio": round(ratio(times[case.name], times[name]), 2),
                    "of_least": round(min(times[case.name]) / min(times[name]), 2),
                    "target": target,
                }
                for name, target in case.against.items()
            },
        }
        for case in cases
    ]


def as_text(found: Mapping[str, list[dict[str, object]]], rounds: int) -> str:
    """The tables as Markdown."""
    said = [
        f"{rounds} rounds, in turn. A ratio is the median of neighbouring runs; behind it the ratio of the quickest runs."
    ]
    for name, rows in found.items():
        lines = [
            [str(row["case"]), f"{row['median_ms']}", f"{row['least_ms']}", *_ratios(row["ratios"])] for row in rows
        ]
        said.append(f"**{name}**\n\n" + markdown(["case", "median ms", "least ms", "ratio", "target"], lines))
    return "\n\n".join(said)


def _ratios(ratios: object) -> tuple[str, str]:
    assert isinstance(ratios, dict)
    measured_ = "; ".join(f"{one['ratio']} ({one['of_least']}) × {name}" for name, one in ratios.items())
    targets = "; ".join(f"≤ {one['target']} × {name}" for name, one in ratios.items() if one["target"])
    return measured_, targets


if __name__ == "__main__":
    main()
