"""Invented words for invented cases: sentences of the length that people type, about roles, with nothing in them that points to anybody."""

from __future__ import annotations

from random import Random

WHO = """
the client|my supervisor|the team lead|a colleague|the family|the school|the manager|the ward|the service|the employer|the funder
|the interpreter|the night shift|the other party|our legal line|the planner|the committee|the younger brother|the foster carer
""".replace("\n", "").split("|")
DID = """
asked that nothing be written down yet|said it twice, and then took it back|wants to be told before anybody else is|has not been asked so far
|would carry most of what follows|can still be reached this week|relied on what was promised at the start|sees it differently, and says so
|knows only a part of it|does not want to be named|came back to it at the end of the hour|left the room before it was settled
|agreed as long as the reason is written down|would rather wait until after the holidays|has to answer for it if it goes wrong
|was not in the room when it was said|thinks the rule was made for another kind of case|asked for it in writing, and in plain words
""".replace("\n", "").split("|")
WHY = """
because trust took months to grow|since the harm would fall on somebody who cannot object|although it costs time that we do not have
|which is less than what was asked for|so that it can still be undone|while the other way stays open|even if it is only a first step
|and nobody has looked at the text itself|before anything is passed on|as far as that can be known today|and that is the part I am least sure of
|whatever the outcome of the talk is|unless something new comes up|in 3 weeks at the latest|with 2 people in the room|at about half past 4
""".replace("\n", "").split("|")
TITLES = "A promise and a rule|What was said at the door|Two duties and a Monday|The request nobody liked|Whether to pass it on".split(
    "|"
)


def words(random: Random, long: bool, named: str = "") -> str:
    """One sentence, or a passage of several. `named` is worked into the last."""
    size = random.choice((2, 3, 3, 4, 6)) if long else random.choice((1, 1, 1, 2))
    said = [_sentence(random) for _ in range(size)]
    if named:
        said.append(f"For {named} this matters most.")
    return " ".join(said)


def _sentence(random: Random) -> str:
    said = f"{random.choice(WHO)} {random.choice(DID)}"
    if random.random() < 0.6:
        said += f", {random.choice(WHY)}"
    return said[0].upper() + said[1:] + "."
