"""Professions, as content names them, and which of them somebody means by the words they use for their own."""

from __future__ import annotations

PROFESSIONS = (
    "counsellor",
    "therapist",
    "psychologist",
    "social-worker",
    "coach",
    "hr",
    "consultant",
    "nurse",
    "doctor",
    "teacher",
)
_SIGNS = (
    ("psychologist", ("psychologist",)),
    ("therapist", ("therap",)),
    ("counsellor", ("counsel",)),
    ("social-worker", ("social work", "social-work", "caseworker", "case worker")),
    ("coach", ("coach",)),
    ("hr", ("hr", "human resources", "people partner", "personnel")),
    ("nurse", ("nurse", "nursing")),
    ("doctor", ("doctor", "physician", "psychiatrist", "gp")),
    ("teacher", ("teach", "lecturer", "tutor")),
    ("consultant", ("consult", "advis")),
)
"""Words that tell a profession. The more telling ones come first: a clinical psychologist who counsels is a psychologist, and a
consultant psychiatrist is a doctor."""
_WHOLE = 3
"""A sign this short counts only as a word of its own: `hr` is not in `through`."""


def profession_of(said: str) -> str:
    """The profession that is meant by what somebody calls their own; `other` for another one, nothing for nothing said.

    >>> profession_of("Clinical psychologist"), profession_of("HR partner"), profession_of("Chaplain"), profession_of("")
    ('psychologist', 'hr', 'other', '')
    """
    text = said.strip().lower()
    words = "".join(char if char.isalnum() else " " for char in text).split()
    for profession, signs in _SIGNS:
        if any(sign in words if len(sign) < _WHOLE else sign in text for sign in signs):
            return profession
    return "other" if text else ""
