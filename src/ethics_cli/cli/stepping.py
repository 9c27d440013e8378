"""A session stepped through by a person: one moment at a time, each printed once, at the supervisor's pace.

Nothing is repainted and no screen is taken over: what was read stays where it was, and a screen reader reads it in order.
"""

from __future__ import annotations

from collections.abc import Callable

from ethics_cli.app.replaying import Found, moment_named
from ethics_cli.cli.pressing import QUITTING, Key, Reader, reader_for
from ethics_cli.cli.recounting import say, say_overview, say_supposed, supposed_at
from ethics_cli.cli.screen import DIM, FLAG, Screen, product
from ethics_cli.core.appraisal import matrix
from ethics_cli.core.replaying import Moment, Replay
from ethics_cli.core.sentence import begun, ended
from ethics_cli.files.home import Home
from ethics_cli.problems import EthicsError
from ethics_cli.render.plain_table import wrapped
from ethics_cli.render.replay_text import matrix_text, moment_lines
from ethics_cli.render.replay_words import place_words

KEYS = {
    "n": "next",
    "b": "back",
    "c": "next change",
    "f": "next flag",
    "d": "next decision",
    "j": "jump to a step",
    "m": "matrix",
    "r": "remark",
    "w": "why",
    "x": "what-if",
    "q": "quit",
    "?": "these keys",
}
ROLE = "supervisor"
STANCES = {"": "", "r": "", "c": "change-wanted", "a": "approval"}


def step_through(home: Home, found: Found, at: int, *, plain: bool) -> None:
    """Show moment after moment, from `at` on, until the person has seen enough."""
    screen = product()
    reader = reader_for(screen, plain=plain)
    with reader:
        Stepping(home, found, screen, reader, at).run()


class Stepping:
    """One sitting over one session: where it is, and what is done at each key."""

    def __init__(self, home: Home, found: Found, screen: Screen, reader: Reader, at: int) -> None:
        self.home, self.found, self.screen, self.reader, self.at = home, found, screen, reader, at
        self.replay: Replay = found.replay
        self.role = ""
        self.acts: dict[str, Callable[[str], None]] = {
            "n": lambda _: self._go(self.at + 1, "This is the end: b goes back, j jumps, q leaves."),
            "b": lambda _: self._go(self.at - 1, "This is the beginning."),
            "c": lambda _: self._go_to(self.replay.is_change, "No answer is changed after this."),
            "f": lambda _: self._go_to(self.replay.is_flag, "No flag rises or falls after this."),
            "d": lambda _: self._go_to(self.replay.is_decision, "Nothing is decided after this."),
            "j": self._jump,
            "m": lambda _: say(self.screen, matrix_text(matrix(self.moment.walk), self.screen.width)),
            "r": self._remark,
            "w": self._why,
            "x": self._suppose,
            "?": lambda _: self._say_keys(),
        }

    @property
    def moment(self) -> Moment:
        return self.replay[self.at]

    def run(self) -> None:
        """Step until q, the end of input, or Ctrl-C."""
        say_overview(self.screen, self.found)
        self._say_keys()
        self._show(jumped=True)
        while (key := self._key()).name != QUITTING:
            act = self.acts.get(key.name)
            if act is None:
                self._tell("This key does nothing here; ? names those that do.")
                continue
            try:
                act(key.rest)
            except EthicsError as fault:
                for problem in fault.problems:
                    self._tell(ended(problem.message.partition(": ")[2] or problem.message))
                    self._tell(ended(problem.hint))

    # moving

    def _go(self, at: int, otherwise: str) -> None:
        if 0 <= at < len(self.replay):
            jumped, self.at = at != self.at + 1, at
            self._show(jumped=jumped)
        else:
            self._tell(otherwise)

    def _go_to(self, wanted: Callable[[int], bool], otherwise: str) -> None:
        found = next((at for at in range(self.at + 1, len(self.replay)) if wanted(at)), -1)
        self._go(found, otherwise)

    def _jump(self, name: str) -> None:
        name = name or self.reader.line("  To which step or event? ")
        if name:
            self._go(moment_named(self.replay, name, self.at), "")

    # what is asked about a moment

    def _why(self, name: str) -> None:
        from ethics_cli.app.why import why
        from ethics_cli.cli.explaining import say_why

        moment = self.moment
        own = [moment.place.step.ref + self._inside(moment)] if moment.place else []
        own += [flag.ref for flag in (*moment.rose, *moment.fell)]
        if not name:
            name = self.reader.line(f"  Why what? (Enter: {', '.join(own)}) " if own else "  Why which step or flag? ")
        for one in [name] if name else own:
            say_why(self.screen, moment.walk, why(moment.walk, one))

    def _suppose(self, text: str) -> None:
        moment = self.moment
        here = moment.place.step.ref + self._inside(moment) if moment.place else ""
        asked = f"  What if {here} were (or step=value): " if here else "  What if (step=value): "
        text = text or self.reader.line(asked)
        if text:
            whole = text if "=" in text or not here else f"{here}={text}"
            say_supposed(self.screen, supposed_at(moment, [whole]))

    def _inside(self, moment: Moment) -> str:
        items = moment.place.items if moment.place else ()
        return f"[{','.join(item.id for item in items)}]" if items else ""

    def _remark(self, text: str) -> None:
        """Write a remark on what is shown into the session; it goes to its end, as everything does."""
        place = self.moment.place
        about = f"on “{place_words(place)}”" if place else "on the whole"
        text = text or self.reader.line(f"  Your remark {about} (Enter alone: none): ")
        if not text:
            return
        meant = self.reader.line("  Enter: it is a remark; c: a change is wanted; a: you approve: ").lower()[:1]
        self.role = self.role or self.reader.line(f"  As whom do you say it? A role (Enter: {ROLE}): ") or ROLE
        self._write(text, STANCES.get(meant, ""))
        self._tell(f"Kept: a remark {about}, by {self.role}. No answer was changed.")

    def _write(self, text: str, stance: str) -> None:
        from ethics_cli.app.remarks import remark
        from ethics_cli.app.sessions import reopen
        from ethics_cli.cli.places import clock, library_for

        place = self.moment.place
        session = reopen(self.found.path, library_for(self.home), clock(), self.home)
        try:
            remark(session, self.role, text, *(place.key if place else ("", ())), stance)
        except EthicsError:
            self.role = ""
            raise
        self.replay = self.replay.longer(session.journal.entries)

    # showing

    def _show(self, *, jumped: bool = False) -> None:
        say(self.screen, moment_lines(self.moment, self.screen.width, jumped=jumped))

    def _say_keys(self) -> None:
        said = "Keys: " + ", ".join(f"{key} {name}" for key, name in KEYS.items()) + ". Enter is next too."
        self.screen.lines(wrapped(said, self.screen.width), DIM)

    def _tell(self, text: str) -> None:
        if text:
            self.screen.lines(wrapped(begun(text), self.screen.width, "  "), FLAG)

    def _key(self) -> Key:
        """The next key. While it is awaited the moments that follow are made ready, one by one."""
        ahead = (at for at in range(self.at + 1, len(self.replay)) if not self.replay.is_ready(at))
        prompt = f"{self.moment.seq} of {len(self.replay.entries) - 1} › "
        self.screen.line()
        key = self.reader.key(prompt, lambda: self._prepare(next(ahead, -1)))
        if self.reader.silent:
            self.screen.line(KEYS.get(key.name, ""))
        return key

    def _prepare(self, at: int) -> bool:
        return at >= 0 and self.replay[at] is not None
