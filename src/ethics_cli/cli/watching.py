"""The quiet hint at entry: a typed line in which something may point to a person is spoken of once, before it is kept.

One dim line, then edit it, put a role in its place, or keep it with a reason, which is written together with the answer. What was
seen is never repeated. A line that is nothing but a day answers a question about a day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ethics_cli.app.ports import Asker, Question
from ethics_cli.app.sessions import Session
from ethics_cli.cli.asking import WordAsker
from ethics_cli.cli.input import Input, Sign
from ethics_cli.cli.screen import DIM, Screen
from ethics_cli.core.event import AnswerAmended, AnswerGiven, Event, FlagHandled, IdentifierKept, NoteAdded
from ethics_cli.core.framework import Choice
from ethics_cli.core.free_text import free_texts
from ethics_cli.core.walk import Key
from ethics_cli.render.plain_table import wrapped

if TYPE_CHECKING:
    from ethics_cli.core.declared import Declared
    from ethics_cli.core.identifiers import Identifier

ROLES = "Roles and pseudonyms from here on, such as Client A or Colleague B: no names, and no more of them than the decision needs."
ACTS = (
    Choice("edit", "Edit it"),
    Choice("replace", "Put a role or a pseudonym in its place"),
    Choice("keep", "Keep it, with a reason"),
)
NOWHERE: Key = ("", ())
NAMES = ("name to keep out", "name with a title")
OTHERS = ("Client A", "Colleague B", "the manager")
_DAY_ALONE = re.compile(r"[\s,.;:T]*(?:at )?(?:\d{1,2}[:.]\d{2})?\s*")


class _Kept(NamedTuple):
    key: Key
    kind: str
    text: str
    because: str


class Watch:
    """An Input that looks at what is typed. Picking goes through untouched."""

    def __init__(self, given: Input, screen: Screen, session: Session, names: Declared | None = None) -> None:
        self.given = given
        self.keys = given.keys
        self.screen = screen
        self.session = session
        self.names = names
        self.key = NOWHERE
        self.roles_said = False
        self.waiting: list[_Kept] = []
        self.known: dict[str, tuple[str, str]] = {}

    def pick(self, choices: Sequence[Choice], pointed: str | None = None) -> str | Sign:
        return self.given.pick(choices, pointed)

    def pick_several(self, choices: Sequence[Choice], marked: Sequence[str] = ()) -> list[str] | Sign:
        return self.given.pick_several(choices, marked)

    def line(self, prompt: str, start: str = "", *, lines: bool = False) -> str | Sign:
        typed = self.given.line(prompt, start, lines=lines)
        while isinstance(typed, str):
            found = self._new(typed)
            if not found:
                return typed
            self._say(found)
            act = self.given.pick(ACTS, "edit")
            if act == "edit":
                typed = self.given.line(prompt, typed, lines=lines)
            elif act == "replace":
                typed = self._replaced(typed, found)
            elif act == "keep":
                self._keep(typed, found)
            elif act in (Sign.PAUSE, Sign.HIDE) and isinstance(act, Sign):
                return act
        return typed

    def turn_to(self, question: Question | None) -> None:
        """The question that is asked now, or none: a flag that holds."""
        self.key = question.key if question else NOWHERE
        self.waiting = [one for one in self.waiting if one.key == self.key]
        step = question.step if question else None
        if step and not self.roles_said and (step.type in ("text", "passage", "roster") or step.because):
            self.roles_said = True
            self.screen.line()
            self.screen.lines(wrapped(ROLES, self.screen.width, "  "), DIM)

    def companions(self, events: Sequence[Event], first: int) -> list[Event]:
        """What goes to disk with these events: for each that holds something kept knowingly, its kind and the reason."""
        made: list[Event] = []
        for line, event in enumerate(events, first):
            if not isinstance(event, (AnswerGiven, AnswerAmended, NoteAdded, FlagHandled)):
                continue
            step, items = NOWHERE if isinstance(event, FlagHandled) else (event.step, event.items)
            words = "\n".join(text for _, text in free_texts(event, self.session.folded.frameworks)).casefold()
            journalled = self._journalled((step, items))
            held = (one for one in self.waiting if one.key == (step, items) and one.text in words)
            new = (one for one in held if one.kind not in journalled)
            made += [IdentifierKept(one.kind, one.because, line, step, items) for one in new]
        return list(dict.fromkeys(made))

    def keep_at(self, line: int) -> None:
        """Write what was kept in this sitting beside one event that holds all of its answers, such as a second opinion."""
        from ethics_cli.app.remarks import write_beside

        words = "\n".join(
            text for _, text in free_texts(self.session.journal.entries[line].event, self.session.folded.frameworks)
        )
        kept = [
            IdentifierKept(kind, because, line)
            for text, (kind, because) in self.known.items()
            if text in words.casefold()
        ]
        if kept:
            write_beside(self.session, *dict.fromkeys(kept))

    def _look(self, text: str) -> list[Identifier]:
        """What may point to a person in a text. The patterns are made when the first line has been typed, and not before."""
        from ethics_cli.core.declared import NOBODY, found_in

        return found_in(text, self.names or NOBODY)

    def _say(self, found: Sequence[Identifier]) -> None:
        from ethics_cli.render.identifying_words import looks_like

        self.screen.lines(wrapped(looks_like(found), self.screen.width, "    "), DIM)

    def _new(self, typed: str) -> list[Identifier]:
        """What is in a line that was not spoken of yet. What was kept once in this sitting is kept again without a word."""
        found = self._look(typed)
        if len(found) == 1 and found[0].kind == "date" and _DAY_ALONE.fullmatch(_without(typed, found[0])):
            return []
        journalled = self._journalled(self.key)
        new: list[Identifier] = []
        for one in found:
            text = typed[one.start : one.end].casefold()
            if text in self.known:
                self._wait(one.kind, text, self.known[text][1])
            elif one.kind not in journalled:
                new.append(one)
        return new

    def _journalled(self, key: Key) -> set[str]:
        """The kinds that were kept at this place before."""
        said = (entry.event for entry in self.session.folded.beside)
        return {
            one.found
            for one in said
            if isinstance(one, IdentifierKept) and key != NOWHERE and (one.step, one.items) == key
        }

    def _replaced(self, typed: str, found: Sequence[Identifier]) -> str:
        """The line with other words in the place of each find; what is left alone is spoken of again."""
        put: list[tuple[Identifier, str]] = []
        for one in found:
            words = self._words_for(one, found)
            if words:
                put.append((one, words))
        for one, words in reversed(put):
            typed = f"{typed[: one.start]}{words}{typed[one.end :]}"
        if put:
            self.screen.lines(wrapped(typed, self.screen.width, "  › " if self.screen.signs else "  > ", "    "))
        return typed

    def _words_for(self, one: Identifier, found: Sequence[Identifier]) -> str:
        if len(found) > 1:
            self.screen.lines(wrapped(f"In the place of the {one.masked}:", self.screen.width, "    "), DIM)
        words = [*self._parties(), *OTHERS] if one.kind in NAMES else [f"[{one.kind}]"]
        choices = [Choice(f"+{at}", word) for at, word in enumerate(dict.fromkeys(words))]
        picked = self.given.pick([*choices, Choice("type", "Something else")], choices[0].id)
        if picked == "type":
            picked = self.given.line("  instead: ")
            return picked if isinstance(picked, str) else ""
        return next((choice.label for choice in choices if choice.id == picked), "")

    def _parties(self) -> list[str]:
        """What the people of this case are called in it, as long as that is no identifier itself."""
        place = self.session.walk.by_role("parties")
        labels = [item.label for item in self.session.walk.items(place.step.ref)] if place else []
        return [label for label in labels if not self._look(label)]

    def _keep(self, typed: str, found: Sequence[Identifier]) -> None:
        """Ask for the reason, and note it for when the answer is written. Without one nothing is kept."""
        because = self.given.line("  why it stays ")
        while isinstance(because, str):
            if not because.strip():
                said = "One short sentence is enough."
            elif self._look(because):
                said = "The reason holds one itself; say it without."
            else:
                break
            self.screen.line(f"    {said}", DIM)
            because = self.given.line("  why it stays ")
        if isinstance(because, str):
            for one in found:
                text = typed[one.start : one.end].casefold()
                self.known[text] = (one.kind, because.strip())
                self._wait(one.kind, text, because.strip())

    def _wait(self, kind: str, text: str, because: str) -> None:
        kept = _Kept(self.key, kind, text, because)
        if kept not in self.waiting:
            self.waiting.append(kept)


def watch(asker: Asker, session: Session, names: Declared | None = None) -> Watch | None:
    """Look at what a person types into a session; nobody at the keyboard, or an invented case, needs no watching."""
    talker = asker if isinstance(asker, WordAsker) else getattr(asker, "behind", None)
    drill = session.folded.opened is not None and session.folded.opened.drill
    if not isinstance(talker, WordAsker) or drill:
        return None
    looking = Watch(talker.input, talker.screen, session, names)
    talker.input = looking
    talker.turned = looking.turn_to
    session.companions = looking.companions
    return looking


def _without(text: str, one: Identifier) -> str:
    return text[: one.start] + text[one.end :]
