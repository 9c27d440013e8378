"""An opinion that is not finished: kept apart from its session, owner-only, after every answer, and taken away when it is given.

In the home of a protected session it is closed for the same readers as the session. A draft is no part of the session: it has no
place in the chain, and nobody's answers are in it but those of whoever writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from ethics_cli.core.digest import canonical, digest_of, parse_canonical
from ethics_cli.core.event import OpinionGiven
from ethics_cli.core.event_plain import Unreadable, from_plain, to_plain
from ethics_cli.core.form import check_event
from ethics_cli.core.reader import Reader
from ethics_cli.files.home import PROTECTED, Home, id_of
from ethics_cli.files.kept import closed_path, read_kept, write_kept
from ethics_cli.files.locking import Lock
from ethics_cli.problems import EthicsError

FORMAT = "ethics-opinion-draft"


class Draft(NamedTuple):
    """An opinion as far as it goes. `shown`: the other side has been seen, so that its judgements are fixed."""

    opinion: OpinionGiven
    shown: bool = False


class DraftFile:
    """Where the draft of one role's opinion on one session lies: in the home's folder of drafts, or beside a file from elsewhere.

    `kind` tells one way of giving an opinion from another. With `readers` the draft is closed, for them.
    """

    def __init__(
        self, session: Path, home: Home | None, by: str, readers: Sequence[Reader], kind: str = "second"
    ) -> None:
        name = f"{id_of(session)}.{kind}-{digest_of(by.encode())[:8]}.json"
        self.path = home.drafts / name if home is not None else session.with_name(f".{name}")
        self.readers = readers if session.name.endswith(PROTECTED) else ()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Held while the opinion is given, so that two do not write one draft. Without a draft nothing is left of it."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = Lock(self.path.with_name(f".{self.path.name.removeprefix('.')}.lock"))
        with lock:
            try:
                yield
            finally:
                if not self.path.exists() and not closed_path(self.path).exists():
                    lock.path.unlink(missing_ok=True)

    def read(self) -> Draft | None:
        """The draft, if there is one that can be read."""
        try:
            raw = read_kept(self.path)
            return _draft(parse_canonical(raw.rstrip(b"\n"))) if raw is not None else None
        except (EthicsError, OSError, ValueError, RecursionError, Unreadable, KeyError, TypeError):
            return None

    def write(self, draft: Draft) -> None:
        """Put the draft on disk whole. Raises OSError when that cannot be done."""
        plain = {"format": FORMAT, "opinion": to_plain(draft.opinion), "shown": draft.shown, "v": 1}
        write_kept(self.path, canonical(plain) + b"\n", self.readers)

    def remove(self) -> None:
        """Take the draft away: the opinion is given."""
        self.path.unlink(missing_ok=True)
        closed_path(self.path).unlink(missing_ok=True)


def _draft(plain: Any) -> Draft | None:
    if not isinstance(plain, dict) or plain.get("format") != FORMAT or plain.get("v") != 1:
        return None
    opinion = from_plain(plain["opinion"])
    check_event(opinion)
    return Draft(opinion, plain["shown"] is True) if isinstance(opinion, OpinionGiven) else None
