"""A calendar file by the letter of RFC 5545: lines, folding, what each entry must have; and no word of a case."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ethics_cli.render.calendar import Entry, as_calendar

STAMP = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
ONE = Entry(datetime(2026, 11, 24, 11, 40), "time limit", "k7f2qd-sable-heron")
TWO = Entry(datetime(2026, 12, 5), "look again", "k7f2qd-sable-heron", whole_day=True)
NAME = re.compile(r"(?P<name>[A-Z-]+)(?P<params>(?:;[A-Z-]+=[^;:,\"]+)*):(?P<value>.*)")
FORMS = {"DATE-TIME": r"\d{8}T\d{6}Z?", "DATE": r"\d{8}"}


def unfolded(text: str) -> list[str]:
    """The content lines of a file, as section 3.1 has them: ended by CRLF, folded by CRLF and a blank at 75 octets."""
    assert text.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text), "every line ends with CRLF and with nothing else"
    lines = text[:-2].split("\r\n")
    assert all(0 < len(line.encode()) <= 75 for line in lines)
    return "\r\n".join(lines).replace("\r\n ", "").split("\r\n")


def parsed(text: str) -> dict[str, Any]:
    """A calendar as properties and events. A small parser of the grammar in sections 3.1, 3.4 and 3.6."""
    stack: list[dict[str, Any]] = []
    top: dict[str, Any] = {}
    for line in unfolded(text):
        found = NAME.fullmatch(line)
        assert found is not None, line
        name, value = found["name"], found["value"]
        if name == "BEGIN":
            stack.append({"component": value, "events": []})
        elif name == "END":
            top = stack.pop()
            assert top["component"] == value
            if stack:
                stack[-1]["events"].append(top)
        else:
            assert name not in stack[-1], f"{name} may stand once"
            stack[-1][name] = (found["params"], value)
    assert stack == []
    return top


def moment(event: dict[str, Any], name: str) -> datetime:
    """The value of a property of time, in the form that its parameter says."""
    params, value = event[name]
    form = params.removeprefix(";VALUE=") or "DATE-TIME"
    assert re.fullmatch(FORMS[form], value), (name, value)
    return datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S" if form == "DATE-TIME" else "%Y%m%d")


def test_a_calendar_says_its_version_and_who_made_it() -> None:
    found = parsed(as_calendar([], STAMP))
    assert found["component"] == "VCALENDAR"
    assert (found["VERSION"][1], found["PRODID"][1]) == ("2.0", "-//ethics//due//EN")
    assert found["events"] == []


def test_a_limit_is_a_moment_without_length_and_a_look_again_a_whole_day() -> None:
    limit, look = parsed(as_calendar([ONE, TWO], STAMP))["events"]
    assert (moment(limit, "DTSTART"), limit["DURATION"][1]) == (ONE.at, "PT0S")
    assert (moment(look, "DTSTART"), moment(look, "DTEND")) == (TWO.at, TWO.at + timedelta(days=1))


def test_an_entry_has_what_the_format_asks_for_and_is_private() -> None:
    for event in parsed(as_calendar([ONE, TWO], STAMP))["events"]:
        assert event["component"] == "VEVENT"
        assert moment(event, "DTSTAMP") == STAMP.replace(tzinfo=None)
        assert event["DTSTAMP"][1].endswith("Z")
        assert (event["CLASS"][1], event["TRANSP"][1]) == ("PRIVATE", "TRANSPARENT")
        assert ONE.session in event["SUMMARY"][1]


def test_no_two_entries_share_a_name_even_when_they_are_alike() -> None:
    names = [
        event["UID"][1]
        for event in parsed(as_calendar([ONE, ONE, TWO, ONE._replace(kind="look again")], STAMP))["events"]
    ]
    assert len(set(names)) == 4


def test_an_entry_keeps_its_name_when_others_come_before_it() -> None:
    def name(*entries: Entry) -> str:
        return str(parsed(as_calendar(entries, STAMP))["events"][-1]["UID"][1])

    earlier = Entry(datetime(2026, 11, 22, 9), "time limit", "other-one")
    assert name(ONE) == name(earlier, TWO, ONE)


@pytest.mark.parametrize("at", [datetime.min, datetime(5, 3, 1, 4, 5), datetime.max])
@pytest.mark.parametrize("whole_day", [True, False])
def test_the_first_and_the_last_day_of_the_calendar_are_written_in_full(at: datetime, whole_day: bool) -> None:
    (event,) = parsed(as_calendar([Entry(at, "look again", "s", whole_day)], STAMP))["events"]
    assert moment(event, "DTSTART").date() == at.date()


@given(
    st.lists(
        st.builds(
            Entry,
            st.datetimes(),
            st.sampled_from(["time limit", "look again", "look at what became of a disclosure"]),
            st.from_regex(r"[a-z][a-z0-9]{0,12}(-[a-z0-9]{1,12}){0,2}", fullmatch=True),
            st.booleans(),
        ),
        max_size=6,
    )
)
@example([Entry(datetime(2026, 1, 1), "look at what became of a disclosure", "a" * 40)])
@example([Entry(datetime(2026, 1, 1), "a kind of thing " * 30, "a" * 40)])
def test_any_entries_make_a_calendar_that_can_be_read(entries: list[Entry]) -> None:
    events = parsed(as_calendar(entries, STAMP))["events"]
    assert [moment(event, "DTSTART") for event in events] == [
        entry.at.replace(hour=0, minute=0, second=0, microsecond=0)
        if entry.whole_day
        else entry.at.replace(microsecond=0)
        for entry in entries
    ]
    assert [event["SUMMARY"][1] for event in events] == [f"ethics: {entry.kind} ({entry.session})" for entry in entries]
    assert len({event["UID"][1] for event in events}) == len(entries)
