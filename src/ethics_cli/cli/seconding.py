"""How a second opinion is taken down: the case on the screen, the judgements one by one, both side by side, and what is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ethics_cli.app.conduct import End
from ethics_cli.app.ports import Asker
from ethics_cli.app.remarks import TEXT_LIMIT, demand_role
from ethics_cli.app.second import Apart, Case, Seconding, case_of, demand_new, give
from ethics_cli.app.sessions import Session, reopen
from ethics_cli.cli.asking import WordAsker
from ethics_cli.cli.opinion_end import Ended, ask_end, say_side_by_side
from ethics_cli.cli.places import clock, home_at, library_for
from ethics_cli.cli.screen import BOLD, DIM, FLAG, Screen, clear_all, is_interactive, product, talk
from ethics_cli.cli.watching import watch
from ethics_cli.core.event import Entry, OpinionGiven
from ethics_cli.core.framework import Choice
from ethics_cli.core.judging import asked_places
from ethics_cli.core.opinion import answers_of, opinions, side_by_side
from ethics_cli.core.wording import asked
from ethics_cli.files.home import Home, id_of
from ethics_cli.files.opinion_draft import Draft, DraftFile
from ethics_cli.problems import Exit, wrong
from ethics_cli.render.case_lines import case_lines
from ethics_cli.render.opinions_data import opinions_report
from ethics_cli.render.plain_table import wrapped

if TYPE_CHECKING:
    from ethics_cli.core.declared import Declared

INTRO = (
    "A second opinion. Below is the case: what it is, whom it touches, which rules bear on it, and the options with what "
    "was written for and against each. Nothing of what was concluded is shown. Judge it as if it were yours."
)
"""What is said first to whoever gives an opinion."""


class Said(NamedTuple):
    """What was said on the command line instead of being asked."""

    by: str = ""
    needs: str | None = None
    dissents: bool | None = None
    names: Declared | None = None


class PeerAsker(WordAsker):
    """The asker for somebody who judges another's case: at the end they see the other side."""

    at_end = "Nothing more to ask. Look it over: what you answered is fixed once you have seen the other side."
    where_next = (
        Choice("close", "That is my opinion: go on"),
        Choice("look", "Look at all my answers"),
        Choice("change", "Change an answer"),
        Choice("pause", "Not yet: keep it for later"),
    )


class CopyAsker(PeerAsker):
    """The same, where the other side is on another machine."""

    at_end = "Nothing more to ask. Look it over before you give it."


def ask(
    home_path: Path | None,
    wanted: str,
    said: Said,
    hide: Sequence[str],
    answers: str,
    pairs: Sequence[str],
    *,
    plain: bool,
    as_json: bool,
) -> None:
    """Take down one opinion. Leaves with the exit code of how it ended."""
    from ethics_cli.app.blinding import demand_steps

    session = session_at(home_path, wanted)
    case = case_of(session, demand_steps(session.walk, hide))
    by = demand_role(said.by or case.of or "peer")
    demand_new(session.walk, by)
    if said.needs is not None and len(said.needs) > TEXT_LIMIT:
        raise wrong("second.long", f"what is needed has at most {TEXT_LIMIT:,} characters", exit_code=Exit.USAGE)
    draft_file = DraftFile(session.journal.path, session.home, by, session.folded.readers)
    asker = asker_over(session, answers, pairs, CopyAsker if case.copy else PeerAsker, plain=plain)
    watching = watch(asker, session, said.names) if is_interactive() else None
    with draft_file.held():
        opinion = _judged(session, case, by, draft_file, asker, as_json=as_json)
        entry = Entry(session.journal.count, "", opinion)
        end = Ended(case.copy, said.needs, said.dissents)
        ended = ask_end(session.walk, entry, end, asker if is_interactive() else None, quiet=as_json)
        if ended is None:
            raise SystemExit(_paused(session, by, len(opinion.answers)))
        give(session, opinion._replace(needs=ended.needs or "", dissents=bool(ended.dissents)))
        draft_file.remove()
    if watching is not None and not case.copy:
        watching.keep_at(session.journal.count - 1)
    _say_given(session, case, as_json=as_json)


def session_at(home_path: Path | None, wanted: str) -> Session:
    """The session to judge. A file outside the home is not noted in the home's registry of heads: it goes back where it came from."""
    home = home_at(home_path)
    path = home.find(wanted)
    own = _is_in(home, path)
    return reopen(path, library_for(home), clock(), home if own else None)


def _is_in(home: Home, path: Path) -> bool:
    return path.parent.resolve() == home.sessions.resolve()


def asker_over(
    session: Session, answers: str, pairs: Sequence[str] = (), kind: type[WordAsker] = WordAsker, *, plain: bool
) -> Asker:
    """Who is asked: the person at this terminal, answers that were brought, or the one behind the other."""
    from ethics_cli.app.scripted import Answers, ScriptAsker
    from ethics_cli.cli.person import person
    from ethics_cli.cli.sitting import brought_from

    brought, _ = brought_from(answers, pairs, session.folded)
    behind = person(plain, kind) if is_interactive() and answers != "-" else None
    return behind if behind is not None and brought is None else ScriptAsker(brought or Answers(), behind)


def _judged(session: Session, case: Case, by: str, file: DraftFile, asker: Asker, *, as_json: bool) -> OpinionGiven:
    """The judgements, asked one by one, each kept before the next; or those of a draft whose other side was seen already."""
    draft = file.read()
    if draft is not None and draft.shown:
        return draft.opinion
    apart = Apart(case, session.clock)
    if draft is not None:
        list(apart.retake(answers_of(draft.opinion)))
    apart.keep = lambda one: file.write(Draft(one.opinion(by)))
    if is_interactive() and not as_json:
        _say_case(product(), case, len(apart.answers()))
    end = Seconding(apart, asker).run()
    if end is End.CLOSED:
        return keep(file, Draft(apart.opinion(by), shown=True), asker)
    if end is End.UNANSWERED:
        _say_missing(apart)
        raise SystemExit(int(Exit.UNANSWERED))
    if end is End.HIDDEN:
        clear_all()
        raise SystemExit(int(Exit.PAUSED))
    raise SystemExit(_paused(session, by, len(apart.answers())))


def keep(file: DraftFile, draft: Draft, asker: Asker) -> OpinionGiven:
    """Put a draft on disk, as often as the person wishes to try; without it nothing that it speaks of is shown."""
    while True:
        try:
            file.write(draft)
            return draft.opinion
        except OSError:
            if not asker.not_saved("the disk refused the write"):
                raise SystemExit(int(Exit.PAUSED)) from None


def _say_case(screen: Screen, case: Case, answered: int) -> None:
    screen.line()
    screen.lines(wrapped(INTRO, screen.width, "  "))
    for line in case_lines(case.walk, screen.width):
        screen.line(line.text, BOLD if line.head else "")
    screen.line()
    count = len(asked_places(case.walk))
    said = f"That is the case. {count} judgements are asked for; more or fewer as you answer."
    screen.lines(wrapped(said, screen.width, "  "), DIM)
    if answered:
        screen.lines(wrapped(f"Going on: {kept_words(answered)} from before.", screen.width, "  "), DIM)


def _say_missing(apart: Apart) -> None:
    screen = talk()
    missing = [place for place in asked_places(apart.walk) if place.key not in apart.walk.answers]
    screen.line(f"answers.missing: {len(missing)} judgements are missing, and there is nobody to ask:")
    for place in missing:
        about = f"[{','.join(item.letter for item in place.items)}]" if place.items else ""
        screen.line(f"  {place.step.ref}{about}  {asked(apart.walk, place)}")
    screen.line("hint: bring them with --answers FILE or --set step=value, or use a terminal")


def _paused(session: Session, by: str, count: int) -> int:
    screen = talk()
    name = name_of(session)
    screen.line()
    said = (
        f"Paused. {kept_words(count)} apart from the session: `ethics second {name} --by {quoted(by)}` goes on."
        if count
        else "Nothing was answered, so nothing was kept."
    )
    screen.lines(wrapped(said, screen.width))
    return int(Exit.PAUSED)


def name_of(session: Session) -> str:
    """How a session is named on a command line: by its id in its home, by its file elsewhere."""
    return session.id if session.home is not None else session.journal.path.name


def kept_words(count: int) -> str:
    """How many answers are kept."""
    return "1 answer is kept" if count == 1 else f"{count} answers are kept"


def quoted(by: str) -> str:
    """A role as it is typed on a command line."""
    return by if by.isalnum() else f'"{by}"'


def _say_given(session: Session, case: Case, *, as_json: bool) -> None:
    entry = opinions(session.walk)[-1]
    if as_json:
        _print_opinions(session, [entry])
        return
    screen = product() if is_interactive() else talk()
    head = session.journal.head
    screen.line()
    screen.line(f"  Kept as event {entry.seq}; nothing else was changed. Head {head[:8]}…{head[-4:]}", BOLD)
    if case.copy:
        said = (
            f"Send this file back: {session.journal.path.name}. `ethics second {session.id} --import FILE` takes it in."
        )
    else:
        said = f"`ethics second {session.id} --show` shows the two again; the record has a part for it."
    screen.lines(wrapped(said, screen.width, "  "), DIM)


def send(home_path: Path | None, wanted: str, path: Path, of: str, hide: Sequence[str]) -> None:
    """Write a copy without the conclusion, and say what is in it."""
    from ethics_cli.app.blinding import send as send_copy

    session = session_at(home_path, wanted)
    sent = send_copy(session, path, of, hide)
    screen = product()
    screen.lines(wrapped(f"Written  {path}", screen.width, "", "         "), BOLD)
    screen.lines(
        wrapped(
            f"{sent.events} events, {sent.hidden} of them without their words: every judgement, and what follows from one. "
            f"Chain and head are those of your session (head {sent.head[:8]}…{sent.head[-4:]}), so that both can be verified.",
            screen.width,
        )
    )
    if sent.title:
        said = f"The title goes along: “{sent.title}”. If it tells what you decided, do not send this."
        screen.lines(wrapped(said, screen.width), FLAG)
    if sent.wordy:
        said = f"Side notes and reasons for changes go along with: {', '.join(sent.wordy)}. Look them over, or write the copy with --hide."
        screen.lines(wrapped(said, screen.width), FLAG)
    if not sent.protected:
        said = "The copy is not encrypted: whoever has the file can read the case."
        screen.lines(wrapped(said, screen.width), FLAG)
    said = f"The peer runs `ethics second {path.name}` and sends the file back; then `ethics second {session.id} --import FILE`."
    screen.lines(wrapped(said, screen.width), DIM)


def take_in(home_path: Path | None, wanted: str, path: Path, *, as_json: bool) -> None:
    """Take in the opinions from a copy that came back, and set them beside the session's own judgements."""
    from ethics_cli.app.blinding import bring

    session = session_at(home_path, wanted)
    brought = bring(session, path)
    if as_json:
        _print_opinions(session, brought)
        return
    screen = product()
    for entry in brought:
        say_side_by_side(screen, session.walk, side_by_side(session.walk, entry))
    head = session.journal.head
    screen.line()
    screen.line(f"  Taken in as event {brought[-1].seq}. Head {head[:8]}…{head[-4:]}", BOLD)


def show_all(home_path: Path | None, wanted: str, *, as_json: bool) -> None:
    """Print the opinions in a session beside its own judgements."""
    session = session_at(home_path, wanted)
    found = opinions(session.walk)
    if as_json:
        _print_opinions(session, found)
        return
    screen = product()
    if not found:
        screen.line(
            f"There is no second opinion in this session. `ethics second {id_of(session.journal.path)}` asks for one."
        )
    for entry in found:
        say_side_by_side(screen, session.walk, side_by_side(session.walk, entry))


def _print_opinions(session: Session, found: Sequence[Entry]) -> None:
    print(json.dumps(opinions_report(session.walk, found, session.journal.head), indent=2))
