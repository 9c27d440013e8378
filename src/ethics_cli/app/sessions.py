"""A session at work: its journal, what the events make of it, and the library it takes frameworks from.

begin, reopen and append live here; asking does not. The walk is worked out anew after every event, never stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import ethics_cli
from ethics_cli.app.bringing import references_for, routes_on_offer
from ethics_cli.app.ports import Clock
from ethics_cli.core.chain import read_chain
from ethics_cli.core.event import Entry, Event, FrameworkJoined, SessionOpened, SessionShared
from ethics_cli.core.routing import fold, lay
from ethics_cli.core.typed import clean
from ethics_cli.core.walk import Folded, Walk, add, read
from ethics_cli.files.heads import remember
from ethics_cli.files.home import Home, id_of
from ethics_cli.files.journal import Journal, begin, entries_of, open_journal, read_bytes
from ethics_cli.files.library import Library
from ethics_cli.problems import Exit, wrong


class Wish(NamedTuple):
    """What a person fixed before the first question."""

    route: str = ""
    title: str = ""
    profession: str = ""
    lenses: Sequence[str] = ()
    protocols: Sequence[str] = ()
    model: str = ""
    places: Sequence[str] = ()
    bodies: Sequence[str] = ()
    drill: bool = False


def wish_from(head: Mapping[str, Any], *, drill: bool = False) -> Wish:
    """What an answers file or a sample walk fixes besides its answers. A model is a route of its own."""
    model = str(head.get("model", ""))
    return Wish(
        route="" if model else str(head.get("route", "")),
        title=str(head.get("title", "")),
        profession=str(head.get("profession", "")),
        lenses=tuple(head.get("lenses", ())),
        protocols=tuple(head.get("protocols", ())),
        model=model,
        places=tuple(head.get("places", ())),
        bodies=tuple(head.get("bodies", ())),
        drill=drill,
    )


class Session:
    """One case being walked."""

    def __init__(self, journal: Journal, library: Library, clock: Clock, home: Home | None = None) -> None:
        self.journal = journal
        self.library = library
        self.clock = clock
        self.home = home
        self.companions: Callable[[Sequence[Event], int], list[Event]] = lambda _, __: []
        self.folded: Folded = read(journal.entries)
        self.walk: Walk = lay(self.folded)

    @property
    def id(self) -> str:
        return self.walk.id

    def refresh(self) -> None:
        """Read the file again, now that it is held: somebody may have written between opening and holding it."""
        if self.journal.saved:
            self.journal = open_journal(self.journal.path)
            self.folded = read(self.journal.entries)
            self.walk = lay(self.folded)

    def append(self, *events: Event) -> None:
        """Write events, and what they call for: frameworks that the walk wants now, and companions, join in the same write.

        Raises OSError when nothing could be written; nothing has changed then.
        """
        due = [*events, *self._joining(events), *self.companions(events, self.folded.count)]
        for entry in self.journal.append(due, self.clock.now()):
            self.folded = add(self.folded, entry)
        self.walk = lay(self.folded)

    def hold(self, *events: Event) -> None:
        """Events that are written together with the next answer, and only if there is one; and what they call for."""
        for entry in self.journal.hold([*events, *self._joining(events)], self.clock.now()):
            self.folded = add(self.folded, entry)
        self.walk = lay(self.folded)

    def remember(self) -> None:
        """Note count and head in the home's registry."""
        if self.home is not None and self.journal.saved:
            remember(self.home.heads, self.id, self.journal.count, self.journal.head)

    def _joining(self, events: Iterable[Event]) -> list[Event]:
        """The frameworks and references that the walk would want after these events, until it wants no more."""
        folded = self.folded
        for event in events:
            folded = add(folded, Entry(folded.count, "", event))
        joining: list[Event] = []
        while True:
            walk = lay(folded)
            found = [self._joined(ident) for ident in walk.wanted] or references_for(walk, self.library)
            if not found:
                return joining
            joining += found
            for joined in found:
                folded = add(folded, Entry(folded.count, "", joined))

    def _joined(self, ident: str) -> FrameworkJoined:
        held = self.library.get("framework", ident)
        if held is None:
            raise wrong(
                "library.unknown-framework",
                f"the library has no framework `{ident}`",
                "`ethics frameworks list` shows what there is",
            )
        return FrameworkJoined(held.plain, held.digest, held.origin)


def new_session(home: Home, library: Library, wish: Wish, clock: Clock) -> Session:
    """A session that has no file until its first answer. Raises EthicsError when the wish names what there is not."""
    routes = routes_on_offer(library, wish.model)
    route = wish.model or wish.route
    if route and route not in routes:
        raise wrong("route.unknown", "there is no such route", "known are: " + ", ".join(routes), exit_code=Exit.USAGE)
    for kind, names in (("lens", wish.lenses), ("protocol", wish.protocols)):
        for name in names:
            demand_kind(library, kind, name)
    home.prepare()
    path = home.new_path()
    opened = SessionOpened(
        id=id_of(path),
        program=ethics_cli.__version__,
        routes=routes,
        route=route,
        title=clean(wish.title, lines=False),
        profession=clean(wish.profession, lines=False),
        lenses=tuple(wish.lenses),
        protocols=tuple(wish.protocols),
        places=tuple(wish.places),
        bodies=tuple(wish.bodies),
        drill=wish.drill,
    )
    session = Session(begin(path, opened, clock.now()), library, clock, home)
    protection = home.protection
    session.hold(*(SessionShared(*reader) for reader in protection.readers if protection.on))
    return session


def demand_offered(library: Library, role: str, names: Sequence[str]) -> None:
    """Raise EthicsError for an id that no step with this role offers. A library without such a step knows none."""
    steps = (step for framework in library.frameworks.values() for step in framework.steps if step.role == role)
    known = [choice.id for step in steps for choice in step.choices]
    odd = [name for name in names if known and name not in known]
    if odd:
        hint = f"known are: {', '.join(known)}"
        raise wrong(f"{role}.unknown", f"`{odd[0][:40]}` is not known among {role}", hint, exit_code=Exit.USAGE)


def demand_kind(library: Library, kind: str, name: str) -> None:
    """Raise EthicsError when the library has no framework of this kind and name."""
    held = library.get("framework", name)
    if held is None or held.plain["kind"] != kind:
        known = ", ".join(held.id for held in library.all("framework") if held.plain["kind"] == kind)
        raise wrong(f"{kind}.unknown", f"there is no {kind} `{name[:40]}`", f"known are: {known}", exit_code=Exit.USAGE)


def reopen(path: Path, library: Library, clock: Clock, home: Home | None = None) -> Session:
    """A session to go on with. Raises EthicsError when the file does not hold."""
    return Session(open_journal(path), library, clock, home)


def walk_of(path: Path) -> tuple[Walk, int, str]:
    """The walk in a file, its number of events and its head, for reading only."""
    raw = read_bytes(path)
    chain = read_chain(raw)
    return fold(entries_of(path, raw, chain)), chain.count, chain.head
