"""A drill at work: a scenario begun or gone on with as an ordinary session, and the asker that tells it between the questions.

One loop conducts it, the same as for a real case. What is told and when is worked out in core/practice.py from the answers that
are on disk; so feedback cannot come before them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from ethics_cli.app.ports import Asker, Clock, Close, Given, Handled, Missing, Pause, Question, Reply, Section, Skip
from ethics_cli.app.practice_stock import scenario_held
from ethics_cli.app.questioning import setting_at
from ethics_cli.app.scripted import Answers, ScriptAsker
from ethics_cli.app.sessions import Session, Wish, new_session, reopen
from ethics_cli.core.answering import Accepted, accept
from ethics_cli.core.appraisal import Matrix
from ethics_cli.core.digest import canonical, digest_of
from ethics_cli.core.event import FrameworkJoined
from ethics_cli.core.framework import Flag
from ethics_cli.core.practice import Feedback, Seen, asked_at, feedback, stages_until, told
from ethics_cli.core.practice_play import named_options
from ethics_cli.core.practice_route import drill_route, named, stage_frameworks
from ethics_cli.core.scenario import ASK, OPTIONS, Scenario, Stage
from ethics_cli.core.walk import Key, Walk
from ethics_cli.core.wording import value_words
from ethics_cli.files.held import Held
from ethics_cli.files.home import Home
from ethics_cli.files.library import Library
from ethics_cli.problems import Problem
from ethics_cli.render.practice_said import Said, clock_said, feedback_said, heard, story, told_answer, told_options

Say = Callable[[Iterable[Said]], None]
TOLD = "Told by the scenario."
"""The note on an answer that the scenario gives: a reader of the record can tell it from the trainee's own."""


def library_with(library: Library, scenario: Scenario) -> Library:
    """The library with a scenario's route and stages in it, for one session."""
    plains = [("route", drill_route(scenario)), *(("framework", one) for one in stage_frameworks(scenario))]
    origin = scenario_held(library, scenario.id).origin
    held = [Held(kind, str(one[kind]), one, origin, "", digest_of(canonical(one))) for kind, one in plains]
    return Library({**library.held, **{(one.kind, one.id): one for one in held}})


def begin_drill(home: Home, library: Library, scenario: Scenario, clock: Clock) -> Session:
    """A drill that has no file until its first answer. It carries its stages, so that it can be gone on with anywhere."""
    wish = Wish(
        route=scenario.id,
        title=scenario.title,
        profession=scenario.profession,
        places=scenario.places,
        bodies=scenario.bodies,
        drill=True,
    )
    around = library_with(library, scenario)
    session = new_session(home, around, wish, clock)
    carried = [around.held["framework", stage.id] for stage in scenario.stages if stage.questions]
    missing = [one for one in carried if one.id not in session.folded.frameworks]
    session.hold(*(FrameworkJoined(one.plain, one.digest, one.origin) for one in missing))
    return session


def go_on_with(path: Path, library: Library, scenario: Scenario, clock: Clock, home: Home) -> Session:
    """A drill that was paused."""
    return reopen(path, library_with(library, scenario), clock, home)


class Timer:
    """A clock that is told between questions, once for every minute. It cuts nothing off."""

    def __init__(self, clock: Clock, minutes: int) -> None:
        self.clock, self.minutes = clock, minutes
        self.ends: datetime = clock.now() + timedelta(minutes=minutes)
        self.last = minutes + 1

    def said(self) -> list[Said]:
        """What the clock says now; nothing when it said so before."""
        left = -(-(self.ends - self.clock.now()).total_seconds() // 60)
        shown = max(int(left), 0)
        if shown >= self.last:
            return []
        self.last = shown
        return [clock_said(shown, self.minutes)]


class Practising:
    """An Asker that tells a scenario, gives what it tells instead of asking, and leaves every other question to somebody else.

    `names` puts the name of a question above what is said about its answer, where the question itself is not shown.
    """

    def __init__(
        self,
        scenario: Scenario,
        session: Session,
        behind: Asker,
        say: Say,
        timer: Timer | None = None,
        *,
        names: bool = False,
    ) -> None:
        self.scenario, self.session = scenario, session
        self.behind, self.say, self.timer, self.names = behind, say, timer, names
        self.script = ScriptAsker(Answers(named_options(scenario, scenario.given)))
        self.commented: dict[Key, int] = {key: answer.seq for key, answer in session.walk.answers.items()}
        self.told: set[str] = set()
        self.heard: set[str] = set()
        self.cited: set[str] = set()

    # what is asked

    def ask(self, question: Question) -> Reply:
        self._catch_up()
        self._tell(question.step.framework)
        if question.step.ref in self.scenario.given:
            return self._given(question)
        if self.timer is not None:
            self.say(self.timer.said())
        return self.behind.ask(question)

    def _given(self, question: Question) -> Reply:
        reply = self.script.ask(question)
        if isinstance(reply, Given):
            options = self.scenario.plain.get("options") if question.step.ref == OPTIONS else None
            words = told_options(question.asked, list(options.values())) if options else None
            self.say(words or told_answer(question.asked, self._words(question, reply)))
            return reply._replace(note=TOLD)
        return reply._replace(note=TOLD) if isinstance(reply, Skip) else reply

    def _words(self, question: Question, reply: Given) -> str:
        walk, step = self.session.walk, question.step
        found = accept(step, reply.raw, setting_at(walk, step, self.session.clock.now()))
        return value_words(walk, step, found.value, reply.other) if isinstance(found, Accepted) else ""

    def hold(self, flag: Flag) -> Handled | Pause | Missing:
        return self.behind.hold(flag)

    def review(self, walk: Walk) -> Close:
        """Everything is answered: the rest is told, and the drill is closed. What comes then is looked at, not changed."""
        self._catch_up()
        self._tell("")
        return Close()

    # what is told

    def section(self, section: Section) -> None:
        self._catch_up()
        self._tell(section.framework.id, itself=False)
        self.behind.section(section)

    def _tell(self, framework: str, *, itself: bool = True) -> None:
        """The stages up to a framework that were not told yet."""
        seen = Seen(self.session.walk)
        for stage in stages_until(self.scenario, seen, framework):
            if stage.id in self.told or (stage.id == framework and not itself):
                continue
            self.told.add(stage.id)
            self.say(story(told(seen, stage), "" if stage.id == framework else stage.title))
            self._hear(stage)

    def _catch_up(self) -> None:
        """What came out, and what there is to say about answers since."""
        seen = Seen(self.session.walk)
        for position in seen.walk.path:
            answer = seen.walk.answers.get(position.key)
            if answer is None or self.commented.get(position.key) == answer.seq:
                continue
            self.commented[position.key] = answer.seq
            stage = self.scenario.stage(position.step.framework)
            if stage is not None and position.step.id == ASK:
                self._hear(stage)
            found = feedback(self.scenario, seen, position.key)
            if found is not None:
                self._comment(found, position.step.name if self.names else "")

    def _comment(self, found: Feedback, name: str) -> None:
        self.say(feedback_said(self.scenario, found, name, again=self.cited))
        self.cited.update(one.source for one in (found.meets, *found.examples) if one is not None)

    def _hear(self, stage: Stage) -> None:
        asked = [one for one in asked_at(self.session.walk, stage) if f"{stage.id}.{one.id}" not in self.heard]
        self.heard.update(f"{stage.id}.{one.id}" for one in asked)
        if asked:
            self.say(heard(asked))

    # what goes straight through

    def tell(self, text: str) -> None:
        self.behind.tell(text)

    def flag(self, flag: Flag) -> None:
        self.behind.flag(flag)

    def matrix(self, table: Matrix) -> None:
        self.behind.matrix(table)

    def refuse(self, problem: Problem) -> None:
        self.behind.refuse(problem)

    def not_saved(self, reason: str) -> bool:
        return self.behind.not_saved(reason)


def unused_in(asker: Asker, scenario: Scenario) -> list[str]:
    """The answers from a file that no question asked for."""
    stops = {named(stop) for stop in scenario.walk}
    unused = asker.unused() if isinstance(asker, ScriptAsker) else []
    return [ref for ref in unused if ref in scenario.given or ref.partition(".")[0] in stops]
