"""Pictures of the terminal, drawn from real runs of the program: docs/pictures/NAME.svg. Run with `just pictures`.

Each scene types what stands here into a real terminal and draws what is then on the screen. Ids, heads and days of today are made the
same in each run, so that a picture changes only when the program does; with --check nothing is written, and a picture that would be
another one ends this with 1. A picture has its own text as its description, for whoever does not see it.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

import pexpect
import pyte

PICTURES = Path(__file__).parent / "pictures"
COLUMNS, ROWS = 84, 30
CELL, LINE, PAD = 8.4, 19, 16
COLOURS = {"brown": "#e5c07b", "yellow": "#e5c07b", "red": "#ef6b73", "cyan": "#56b6c2", "green": "#98c379"}
IDENT = re.compile(r"\b[a-z][a-hjkmnp-z2-9]{5}-[a-z]+-[a-z]+\b")
HEAD = re.compile(r"\b[0-9a-f]{8}…[0-9a-f]{4}\b")


class Scene(NamedTuple):
    """One picture: its name, what it shows, the command, what is typed after which text, and which lines are drawn."""

    name: str
    title: str
    command: str
    typed: tuple[tuple[str, str], ...] = ()
    until: str = ""
    rows: int = ROWS
    first: str = ""
    last: str = ""


SCENES = (
    Scene("first-question", "The first question of a walk", "decide", until="point with", rows=24),
    Scene(
        "matrix", "Options across, lenses down", "show SESSION", rows=400, first="               ", last="No lens leans"
    ),
    Scene("replay", "A moment of a replay", "replay SESSION --at 60", until="›", rows=30),
    Scene("overview", "What is open, and what to type", "", rows=20),
)

LEFT_OPEN = "decide --route quick --title 'Told about a key' --set triage.danger=no"
"""A session that is left at its second question, so that something is open."""


def main(argv: list[str]) -> int:
    """Draw every scene, or compare each with its picture."""
    stale: list[str] = []
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        env = _environment(Path(folder))
        _play("demo --fast --home " + env["ETHICS_HOME"], env, Scene("", "", "", rows=4000))
        ident = next((Path(env["ETHICS_HOME"]) / "sessions").glob("*.jsonl")).name.removesuffix(".jsonl")
        _play(LEFT_OPEN, env, Scene("", "", "", until="Does a law", rows=30))
        for scene in SCENES:
            screen = _play(scene.command.replace("SESSION", ident), env, scene)
            drawn = _drawn(scene, screen)
            path = PICTURES / f"{scene.name}.svg"
            if "--check" in argv:
                stale += [] if path.exists() and path.read_text("utf-8") == drawn else [path.name]
            else:
                path.write_text(drawn, "utf-8")
    if stale:
        print(f"no longer what the program shows: {', '.join(stale)}; draw them again with `just pictures`")
    return int(bool(stale))


def _environment(folder: Path) -> dict[str, str]:
    kept = {key: os.environ[key] for key in ("PATH", "LANG") if key in os.environ}
    own = {"HOME": str(folder), "ETHICS_HOME": str(folder / "home"), "ETHICS_CACHE": str(folder / "cache")}
    return {**kept, **own, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PROMPT_TOOLKIT_NO_CPR": "1"}


def _play(command: str, env: dict[str, str], scene: Scene) -> pyte.Screen:
    """What stands on the screen after a command was typed and answered."""
    screen = pyte.Screen(COLUMNS, scene.rows)
    stream = pyte.Stream(screen)
    argv = ["-m", "ethics_cli", *shlex.split(command)]
    child = pexpect.spawn(
        sys.executable,
        argv,
        env=env,
        dimensions=(scene.rows, COLUMNS),
        encoding="utf-8",
        codec_errors="replace",
        timeout=30,
    )
    for text, keys in scene.typed:
        child.expect_exact(text)
        stream.feed(child.before + child.after)
        child.send(keys)
    if scene.until:
        child.expect_exact(scene.until)
        stream.feed(child.before + child.after + _rest(child))
        child.close(force=True)
    else:
        child.expect(pexpect.EOF)
        stream.feed(child.before)
    return screen


def _rest(child: pexpect.spawn) -> str:
    """What was written behind the text that was waited for, until nothing more comes."""
    rest = child.buffer
    with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
        while True:
            rest += child.read_nonblocking(65536, timeout=0.5)
    return rest


def _drawn(scene: Scene, screen: pyte.Screen) -> str:
    lines = list(_chosen(scene, screen))
    typed = f"$ ethics {scene.command.replace('SESSION', 'k7f2qd')}".rstrip()
    height = (len(lines) + 1) * LINE + 2 * PAD
    width = COLUMNS * CELL + 2 * PAD
    told = "\n".join(
        [typed, *(_same("".join(screen.buffer[at][x].data for x in range(COLUMNS))).rstrip() for at in lines)]
    )
    body = [_line(PAD + LINE, f'<tspan fill="#7f8794">{escape(typed)}</tspan>')]
    body += [_line(PAD + LINE * (at + 2), _spans(screen, line)) for at, line in enumerate(lines)]
    named = f'aria-labelledby="{scene.name}-title {scene.name}-desc"'
    face = 'font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono, monospace" font-size="14"'
    size = f'viewBox="0 0 {width:.0f} {height}" width="{width:.0f}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" {named}>',
        f'<title id="{scene.name}-title">{escape(scene.title)}</title>',
        f'<desc id="{scene.name}-desc">{escape(told)}</desc>',
        f'<rect width="{width:.0f}" height="{height}" rx="8" fill="#1e2127"/>',
        f'<g {face} fill="#d7dae0" aria-hidden="true">',
    ]
    return "\n".join([*parts, *body, "</g>", "</svg>", ""])


def _chosen(scene: Scene, screen: pyte.Screen) -> Iterator[int]:
    """The lines that are drawn: between two texts where a scene names them, without the empty ones around."""
    text = ["".join(screen.buffer[at][x].data for x in range(COLUMNS)).rstrip() for at in range(scene.rows)]
    filled = [at for at, line in enumerate(text) if line]
    begin, end = (filled[0], filled[-1]) if filled else (0, 0)
    if scene.last:
        end = next(at for at in range(end, -1, -1) if scene.last in text[at])
        begin = next(at for at in range(end, -1, -1) if text[at].startswith(scene.first) and text[at].strip())
        while begin and text[begin - 1].startswith(scene.first.rstrip() or " ") and text[begin - 1].strip():
            begin -= 1
    yield from range(begin, end + 1)


def _line(y: int, spans: str) -> str:
    return f'<text x="{PAD}" y="{y}" xml:space="preserve">{spans}</text>'


def _spans(screen: pyte.Screen, at: int) -> str:
    """A line in runs of one style, each at its own column, so that nothing depends on how wide a sign is drawn."""
    row = screen.buffer[at]
    spans, x = [], 0
    while x < COLUMNS:
        style = (row[x].bold, row[x].fg)
        run = x
        while run < COLUMNS and (row[run].bold, row[run].fg) == style:
            run += 1
        words = _same("".join(row[one].data for one in range(x, run)))
        if words.strip():
            bold = ' font-weight="bold"' if style[0] else ""
            colour = f' fill="{COLOURS[style[1]]}"' if style[1] in COLOURS else ""
            spans.append(f'<tspan x="{PAD + x * CELL:.1f}"{bold}{colour}>{escape(words.rstrip())}</tspan>')
        x = run
    return "".join(spans)


def _same(words: str) -> str:
    """What is another in each run, made the same: ids and heads."""
    return HEAD.sub("170bc346…9c4f", IDENT.sub("k7f2qd-sable-heron", words))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
