"""What may point to a person in a session: listed, acted on by options, or looked over with the person at the terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ethics_cli.app.identifying import Found, found, judge, judged, keep, replace_in
from ethics_cli.app.sessions import Session, reopen
from ethics_cli.cli.found_lines import say_list
from ethics_cli.cli.places import clock, home_at, library_for
from ethics_cli.cli.screen import is_interactive, product
from ethics_cli.core.declared import KIND, NOBODY, Declared, found_in
from ethics_cli.core.event import COULD
from ethics_cli.core.identifiers import KINDS
from ethics_cli.problems import Exit, wrong
from ethics_cli.render.identifying_words import FORMAT


class Acts(NamedTuple):
    """What is done without being asked: `NUMBER=WORDS` to replace, numbers to keep, the reason, and the answer about being recognised."""

    replace: tuple[str, ...] = ()
    keep: tuple[int, ...] = ()
    because: str = ""
    could: str = ""

    def __bool__(self) -> bool:
        return bool(self.replace or self.keep or self.could)


def run(
    home_path: Path | None,
    wanted: str,
    given: Declared | None,
    acts: Acts,
    *,
    only_list: bool,
    plain: bool,
    as_json: bool,
) -> None:
    """Look a session over. Leaves with 1 while something is found that nobody gave a reason for."""
    names = given or NOBODY
    home = home_at(home_path)
    session = reopen(home.find(wanted), library_for(home), clock(), home)
    if acts:
        _act(session, names, acts)
    elif is_interactive() and not (only_list or as_json):
        from ethics_cli.cli.gate import look_over

        raise SystemExit(int(look_over(session, names, plain=plain)))
    every = found(session, names)
    if as_json:
        print(json.dumps(_report(session, every, names), indent=2, ensure_ascii=True))
    else:
        say_list(product(), session, every, names)
    if any(not one.kept for one in every):
        raise SystemExit(int(Exit.FOUND))


def _act(session: Session, names: Declared, acts: Acts) -> None:
    """Do what the options say, each find by its number in the list as it stands before."""
    every = found(session, names)
    if (acts.keep or acts.could) and found_in(acts.because, names):
        raise wrong(
            "identifiers.reason", "the reason itself may point to a person", "say it without", exit_code=Exit.USAGE
        )
    if acts.keep and not acts.because.strip():
        hint = "give it with --because"
        raise wrong("identifiers.no-reason", "what is kept needs its reason", hint, exit_code=Exit.UNANSWERED)
    if acts.could and acts.could not in COULD:
        raise wrong(
            "identifiers.could", "there is no such answer", f"known are: {', '.join(COULD)}", exit_code=Exit.USAGE
        )
    pairs = [_pair(one) for one in acts.replace]
    kept, replaced = [_numbered(every, at) for at in acts.keep], [(_numbered(every, at), by) for at, by in pairs]
    for one in kept:
        keep(session, one, acts.because)
    for one, words in replaced:
        if one.signed:
            raise wrong(
                "identifiers.signed", "this stands in a signed sign-off, which cannot be changed", exit_code=Exit.USAGE
            )
        replace_in(session, one, words)
    if acts.could:
        judge(session, acts.could, "" if acts.keep else acts.because)


def _pair(text: str) -> tuple[int, str]:
    number, sign, words = text.partition("=")
    if not (sign and number.isdecimal() and words.strip()):
        hint = 'such as --replace 2="Client A"'
        raise wrong("identifiers.replace", "this is no number and the words for it", hint, exit_code=Exit.USAGE)
    return int(number), words.strip()


def _numbered(every: Sequence[Found], number: int) -> Found:
    if not 1 <= number <= len(every):
        hint = f"there are {len(every)}; `ethics identifiers --list` numbers them"
        raise wrong("identifiers.number", "there is no find of this number", hint, exit_code=Exit.USAGE)
    return every[number - 1]


def _report(session: Session, every: Sequence[Found], names: Declared) -> dict[str, Any]:
    said = judged(session)
    return {
        "format": FORMAT,
        "session": session.id,
        "found": [
            {
                "kind": one.identifier.kind,
                "said": one.masked,
                "step": one.step,
                "items": list(one.items),
                "part": one.part,
                "events": list(one.lines),
                "current": one.here,
                "kept": one.kept or None,
            }
            for one in every
        ],
        "looked_for": [*KINDS, *([KIND] if names else [])],
        "names_given": bool(names),
        "recognition": {"could": said.could, "because": said.text, "seen": said.seen} if said else None,
    }
