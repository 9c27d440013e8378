"""The gate at the record: each find looked over with the person, and at the end the question that no pattern can answer."""

from __future__ import annotations

from collections.abc import Sequence

from ethics_cli.app.amending import amendment
from ethics_cli.app.identifying import Found, found, judge, judged, keep, replace_in, take_out, unkept
from ethics_cli.app.questioning import question_at
from ethics_cli.app.sessions import Session
from ethics_cli.cli.amending import asked_anew
from ethics_cli.cli.asking import WordAsker
from ethics_cli.cli.found_lines import say_judged, say_list, where
from ethics_cli.cli.input import Sign
from ethics_cli.cli.person import person
from ethics_cli.cli.screen import BOLD, DIM, FLAG, product
from ethics_cli.cli.watching import watch
from ethics_cli.core.declared import Declared, found_in
from ethics_cli.core.framework import Choice
from ethics_cli.core.free_text import free_texts
from ethics_cli.core.identifiers import Identifier
from ethics_cli.problems import EthicsError, Exit, Problem
from ethics_cli.render.identifying_words import QUASI, counted
from ethics_cli.render.plain_table import wrapped

AROUND = 45
WHY_EDITED = "an identifier was taken out"
RECOGNISED = "Could a colleague, or the person themselves, recognise who this is?"
COULD = (Choice("no", "No, I do not think so"), Choice("unsure", "Not sure"), Choice("yes", "Yes"))


class _Stop(Exception):
    """The person leaves; what was done is done."""


def look_over(session: Session, names: Declared, *, plain: bool) -> Exit:
    """Go through what is found, then ask about being recognised. Everything done is on disk at once."""
    gate = _Gate(session, names, person(plain))
    try:
        gate.run()
    except _Stop:
        gate.screen.line("  Left here; what was done is kept.", DIM)
        return Exit.PAUSED
    return Exit.FOUND if unkept(session, names) else Exit.FINE


class _Gate:
    """One looking-over: the finds that were left alone for now are not shown again."""

    def __init__(self, session: Session, names: Declared, asker: WordAsker) -> None:
        self.session, self.names, self.asker = session, names, asker
        self.screen = product()
        self.left: set[str] = set()
        watch(asker, session, names)

    def run(self) -> None:
        open_ = unkept(self.session, self.names)
        if open_:
            self.screen.line()
            said = f"{counted(one.identifier.kind for one in open_)} may point to a person. Each in turn, without its text."
            self.screen.lines(wrapped(said, self.screen.width, "  "), BOLD)
        while one := next((one for one in unkept(self.session, self.names) if _name(one) not in self.left), None):
            self._show(one)
            self._act(one)
        self.screen.line()
        say_list(self.screen, self.session, found(self.session, self.names), self.names, brief=True)
        self._recognised()
        if self.session.walk.status == "changed":
            said = f"An answer was changed: `ethics resume {self.session.id}` closes the decision again."
            self.screen.lines(wrapped(said, self.screen.width, "  "), DIM)

    def _show(self, one: Found) -> None:
        self.screen.line()
        self.screen.lines(wrapped(f"{one.masked}: {where(self.session, one)}", self.screen.width, "  ", "    "), FLAG)
        self.screen.lines(wrapped(_around(self.session, one, self.names), self.screen.width, "    "), DIM)

    def _act(self, one: Found) -> None:
        choices = list(_choices(self.session, one))
        picked = self.asker.input.pick(choices, choices[0].id)
        if picked in (Sign.PAUSE, Sign.HIDE):
            raise _Stop
        try:
            acted = {"edit": self._edit, "replace": self._replace, "redact": self._redact, "keep": self._keep}.get(
                str(picked)
            )
            if acted is None or not acted(one):
                self.left |= {_name(one)} if picked == "later" else set()
        except OSError:
            self.screen.line("  This could not be written; nothing has changed. Make room, and try again.", FLAG)

    def _edit(self, one: Found) -> bool:
        """The answer given again; then the words of the old one go for good."""
        place = self.session.walk.position((one.step, one.items))
        assert place is not None
        self.asker.turned(question_at(self.session.walk, place))
        try:
            given = asked_anew(self.session, place, self.asker, self.screen)
        except EthicsError:
            return False
        event = amendment(self.session, place, given, WHY_EDITED)
        if isinstance(event, Problem):
            self.asker.refuse(event)
            return False
        with self.session.journal.locked():
            self.session.refresh()
            self.session.append(event)
            self.session.remember()
        take_out(self.session, one, WHY_EDITED)
        self.screen.line("    Changed; the old words are gone for good.", DIM)
        return True

    def _replace(self, one: Found) -> bool:
        words = self.asker.input.line("  instead: ")
        if not isinstance(words, str) or not words.strip():
            return False
        count = replace_in(self.session, one, words)
        self.screen.line(
            f"    Replaced in {count} event{'s' if count != 1 else ''}; the old words are gone for good.", DIM
        )
        return True

    def _redact(self, one: Found) -> bool:
        reason = self._reason("  Why is it taken out? ")
        if reason:
            take_out(self.session, one, reason)
            self.screen.line("    Taken out.", DIM)
        return bool(reason)

    def _keep(self, one: Found) -> bool:
        reason = self._reason("  why it stays ")
        if reason:
            keep(self.session, one, reason)
        return bool(reason)

    def _reason(self, prompt: str) -> str:
        reason = self.asker.input.line(prompt)
        return reason.strip() if isinstance(reason, str) else ""

    def _recognised(self) -> None:
        """What no pattern sees. Asked once for each state of a session."""
        before = judged(self.session)
        if before is not None and self.session.folded.touched < before.seen:
            return
        self.screen.line()
        self.screen.lines(wrapped(RECOGNISED, self.screen.width, "? ", "  "), BOLD)
        self.screen.line("    No pattern sees this. Think of:", DIM)
        for one in QUASI:
            self.screen.lines(
                wrapped(one, self.screen.width, "      · " if self.screen.signs else "      - ", "        "), DIM
            )
        picked = self.asker.input.pick(COULD)
        if not isinstance(picked, str):
            raise _Stop
        text = ""
        if picked != "no":
            text = self._reason("  by what, and why it stays (or just Enter) ")
            said = "`ethics amend` and `ethics redact` change what tells it; `ethics record --peer` is coarser than the record."
            self.screen.lines(wrapped(said, self.screen.width, "    "), DIM)
        judge(self.session, picked, text)
        say_judged(self.screen, self.session)


def _name(one: Found) -> str:
    return f"{one.step} {one.items} {one.part} {one.lines} {one.text}"


def _choices(session: Session, one: Found) -> list[Choice]:
    """What can be done about a find: an answer on the path can be given again, and a signed sign-off cannot be changed."""
    place = session.walk.position((one.step, one.items)) if one.step and one.here else None
    can_edit = place is not None and one.part != "note" and place.key in session.walk.answers
    choices = [Choice("edit", "Edit the answer; its old words go for good")] if can_edit else []
    if not one.signed:
        choices += [
            Choice("replace", "Put a role or other words in its place, wherever it stands"),
            Choice("redact", "Take out all words there, for good"),
        ]
    return [*choices, Choice("keep", "Keep it, with a reason"), Choice("later", "Leave it for now")]


def _around(session: Session, one: Found, names: Declared) -> str:
    """The words around a find, with everything that may point to a person masked."""
    event = session.journal.entries[one.lines[-1]].event
    for part, text in free_texts(event, session.folded.frameworks):
        finds = found_in(text, names)
        at = next((found for found in finds if text[found.start : found.end].casefold() == one.text), None)
        if part != one.part or at is None:
            continue
        before = _masked(text, 0, at.start, finds)
        after = _masked(text, at.end, len(text), finds)
        return f"{'… ' if len(before) > AROUND else ''}{before[-AROUND:]} […] {after[:AROUND]}{' …' if len(after) > AROUND else ''}"
    return ""


def _masked(text: str, start: int, end: int, finds: Sequence[Identifier]) -> str:
    """A stretch of a text on one line, with finds as dots."""
    shown = list(text[start:end])
    for one in finds:
        if start <= one.start and one.end <= end:
            shown[one.start - start : one.end - start] = "•" * one.size
    return " ".join("".join(shown).split())
