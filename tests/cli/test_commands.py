from __future__ import annotations

import json
import os
import re
import shutil
import stat
from pathlib import Path

import jsonschema
import pytest
import yaml

from ethics_cli.core.chain import NOTHING, line_digest, trailer_line
from ethics_cli.core.digest import canonical


def words(text: str) -> str:
    """Text without the breaks that a narrow screen puts in."""
    return " ".join(text.split())


def head_of(path: Path) -> str:
    return json.loads(path.read_text("utf-8").splitlines()[-1])["head"]


def events(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()[:-1]]


def sealed(plain: list[dict[str, object]]) -> bytes:
    """Events as a session whose chain and closing line are right, as somebody who redoes the whole chain would make it."""
    lines, before = [], NOTHING
    for seq, event in enumerate(plain):
        lines.append(canonical({**event, "seq": seq, "prev": before}))
        before = line_digest(lines[-1])
    return b"".join(line + b"\n" for line in (*lines, trailer_line(lines)))


# list, show, ethics alone


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_list_shows_where_each_session_stands(decided, session_id: str, columns: str) -> None:
    decided("decide", "--route", "quick", "--set", "triage.danger=no", "--title", "Another case")
    done = decided("list", COLUMNS=columns)
    assert done.returncode == 0
    said = words(done.stdout)
    for part in (session_id, "decided", "7 Jan 2030", "Another case", "open at triage.duty"):
        assert part in said


def test_list_open_leaves_out_what_is_decided(decided, session_id: str) -> None:
    assert session_id not in decided("list", "--open").stdout
    decided("decide", "--route", "quick", "--set", "triage.danger=no")
    assert len(json.loads(decided("list", "--open", "--json").stdout)["sessions"]) == 1


def test_list_json_is_for_scripts(decided, session_id: str) -> None:
    found = json.loads(decided("list", "--json").stdout)
    assert found["format"] == "ethics-sessions/1"
    (row,) = found["sessions"]
    assert (row["session"], row["status"], row["route"], row["look_again"]) == (
        session_id,
        "decided",
        "quick",
        "2030-01-07",
    )


def test_a_damaged_session_is_a_row_and_the_others_are_still_listed(decided, session_id: str) -> None:
    (decided.home / "sessions" / "bad.jsonl").write_text("{}\n")
    done = decided("list")
    assert done.returncode == 1
    assert session_id in done.stdout
    assert "CANNOT BE READ" in done.stdout


def test_an_empty_home_says_what_to_type(ethics) -> None:
    assert "ethics decide" in ethics("list").stdout
    done = ethics()
    assert done.returncode == 0
    assert "ethics decide" in done.stdout
    assert "ethics demo" in done.stdout
    assert not ethics.home.exists(), "looking makes nothing"


def test_ethics_alone_shows_what_is_open_due_held_and_damaged(decided, quick_text: str) -> None:
    decided("decide", "--route", "quick", "--set", "triage.danger=no", "--title", "Still open")
    decided(
        "decide",
        "--answers",
        decided.write("due.yaml", quick_text.replace("2030-01-07", "2020-01-07")),
        "--title",
        "Long due",
    )
    decided(
        "decide",
        "--answers",
        decided.write("stop.yaml", quick_text.replace("triage.danger: no", "triage.danger: yes")),
        "--title",
        "Being held",
    )
    (decided.home / "sessions" / "bad.jsonl").write_text("{}\n")
    done = decided()
    assert done.returncode == 0
    parts = re.split(r"\n(?=\S)", done.stdout)
    found = {part.splitlines()[0]: part for part in parts}
    assert "Still open" in found["Open"]
    assert "Long due" in found["Look again"]
    assert "Being held" in found["Held until you say what was done"]
    assert "bad" in found["Cannot be read"]
    assert "ethics resume" in done.stdout


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_show_tells_the_whole_walk(decided, session_id: str, columns: str) -> None:
    done = decided("show", session_id, COLUMNS=columns)
    assert done.returncode == 0
    said = words(done.stdout)
    for part in (
        "What does the client want?",
        "To be heard",
        "because The harm is not near",
        "Wait a week",
        "7 Jan 2030",
        "against",
        session_id,
        head_of(decided.sessions[0])[:8],
    ):
        assert part in said, part


@pytest.mark.parametrize("columns", ["40", "80", "100"])
def test_no_line_of_text_is_wider_than_the_screen(decided, session_id: str, columns: str) -> None:
    for argv in (["show", session_id], ["verify", session_id], ["doctor"], ["frameworks", "show", "triage"], []):
        lines = decided(*argv, COLUMNS=columns).stdout.splitlines()
        wide = [
            line
            for line in lines
            if len(line) > int(columns)
            and " " in line.strip()
            and str(decided.folder) not in line
            and "head " not in line
        ]
        assert wide == [], argv


def test_show_json_is_the_record(decided, session_id: str) -> None:
    done = decided("show", session_id, "--json")
    jsonschema.validate(json.loads(done.stdout), json.loads(decided("schema", "record").stdout))


def test_show_all_tells_of_branches_that_were_left(decided, session_id: str) -> None:
    decided("amend", session_id, "framing.kind", "--value", "plain", "--reason", "A rule settles it")
    assert "Speak with the lead" not in decided("show", session_id).stdout
    done = decided("show", session_id, "--all")
    assert "On branches that were left" in done.stdout
    assert "Speak with the lead" in done.stdout


# record


def test_the_record_is_written_owner_only_with_the_head_it_was_written_from(decided, session_id: str) -> None:
    path = decided.home / "records" / f"{session_id}.md"
    path.unlink()
    done = decided("record", session_id)
    assert done.returncode == 0
    assert str(path) in "".join(done.stdout.split())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text("utf-8")
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["session"] == session_id
    assert head_of(decided.sessions[0]) in text
    for part in ("Wait a week", "The harm is not near", "It may happen again before then"):
        assert part in text


def test_the_record_can_be_printed_or_written_elsewhere(decided, session_id: str) -> None:
    printed = decided("record", session_id, "--to", "-").stdout
    other = decided.folder / "new" / "r.md"
    assert decided("record", session_id, "--to", str(other)).returncode == 0
    assert other.read_text("utf-8") == printed
    assert stat.S_IMODE(other.stat().st_mode) == 0o600


def test_the_json_record_keeps_the_published_schema(decided, session_id: str) -> None:
    schema = json.loads(decided("schema", "record").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    record = json.loads(decided("record", session_id, "--format", "json").stdout)
    jsonschema.validate(record, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**record, "verdict": "good"}, schema)


def test_the_json_record_of_every_state_keeps_the_schema(ethics, quick_text: str) -> None:
    schema = json.loads(ethics("schema", "record").stdout)
    ethics("decide", "--route", "quick", "--set", "triage.danger=no")
    ethics("decide", "--answers", ethics.write("a.yaml", quick_text.replace("triage.danger: no", "triage.danger: yes")))
    ethics(
        "decide",
        "--answers",
        ethics.write(
            "b.yaml", quick_text.replace("triage.duty: no", "triage.duty: {skip: later, because: I will ask}")
        ),
    )
    assert len(ethics.sessions) == 3
    for path in ethics.sessions:
        done = ethics("record", path.name[:10], "--format", "json")
        assert done.returncode == 0, done.stderr
        jsonschema.validate(json.loads(done.stdout), schema)


@pytest.mark.parametrize(
    ("argv", "code"), [(["--format", "pdf"], 2), (["--layout", "nope"], 2), (["--to", "/dev/null/x/r.md"], 1)]
)
def test_a_record_that_cannot_be_made_leaves_the_old_one(decided, session_id: str, argv: list[str], code: int) -> None:
    path = decided.home / "records" / f"{session_id}.md"
    before = path.read_bytes()
    assert decided("record", session_id, *argv).returncode == code
    assert path.read_bytes() == before


# answers and blank


def without_passing_things(record: dict[str, object]) -> str:
    """A JSON record without what differs from one sitting to another."""
    text = json.dumps(record, sort_keys=True)
    text = re.sub(
        r'"(at|head|session|began|closed|written|events|count|sha256|digest)": ("[^"]*"|\d+)', r'"\1": 0', text
    )
    return re.sub(r"\d{4}-\d{2}-\d{2}T[0-9:]+Z?", "0", text)


def test_answers_walk_the_same_walk_again(decided, session_id: str) -> None:
    text = decided("answers", session_id).stdout
    before = json.loads(decided("record", session_id, "--format", "json").stdout)
    done = decided("decide", "--answers", decided.write("again.yaml", text), "--json")
    assert done.returncode == 0, done.stderr
    again = json.loads(done.stdout)["session"]
    after = json.loads(decided("record", again, "--format", "json").stdout)
    assert without_passing_things(after) == without_passing_things(before)
    assert decided("answers", again).stdout == text


LABELS = {
    "letters that are others' letters": ("B", "A"),
    "ids that are others' ids": ("o2", "o1"),
    "numbers that are others' numbers": ("2", "1"),
    "signs of YAML": ("a: b # c", "- [x] & *y"),
    "words of the answers form": ("value", "skip"),
    "merge keys": ("<<", "?"),
    "invisible characters": ("x\u202ey", "z\u200bz"),
    "quotes and breaks": ('"x" \\ y', "'z'"),
    "very long names": ("x" * 200, "y" * 200),
    "letters in another script": ("أ", "ב"),
}


@pytest.mark.parametrize("case", LABELS)
def test_answers_walk_the_same_walk_whatever_the_options_are_called(ethics, quick_text: str, case: str) -> None:
    one, two = LABELS[case]
    text = f"""\
route: quick
answers:
  triage.danger: no
  triage.duty: {{value: no, because: "", note: "a note: #1"}}
  framing.wants: {{skip: withheld, because: "she asked me: no"}}
  framing.requires: x
  framing.rubs: x
  framing.kind: dilemma
  options.options:
    - {{label: {json.dumps(one)}, for: first-for, against: first-against}}
    - {{label: {json.dumps(two)}, for: second-for, against: second-against}}
  options.lens: autonomy
  autonomy.stands: {{o1: {{value: for, because: first}}, o2: {{value: against, because: second, unsure: yes}}}}
  choosing.choice: {{value: o1, because: reason}}
  choosing.best-case: |
    two

    lines
  acting.look-again: 2030-01-07
"""
    done = ethics("decide", "--answers", ethics.write("a.yaml", text), "--json")
    assert done.returncode == 0, done.stderr
    first = json.loads(done.stdout)["session"]
    done = ethics("decide", "--answers", ethics.write("b.yaml", ethics("answers", first).stdout), "--json")
    assert done.returncode == 0, done.stderr
    second = json.loads(done.stdout)["session"]
    records = [json.loads(ethics("record", one, "--format", "json").stdout) for one in (first, second)]
    assert without_passing_things(records[0]) == without_passing_things(records[1])


@pytest.mark.parametrize("route", ["quick", "standard", "full"])
def test_a_blank_of_each_route_is_an_answers_file(ethics, route: str) -> None:
    done = ethics("blank", route)
    assert done.returncode == 0
    assert f"route: {route}" in done.stdout
    done = ethics("decide", "--answers", ethics.write("blank.yaml", done.stdout))
    assert done.returncode == 4
    assert ethics.sessions == []


def test_a_blank_names_every_step_that_the_walk_may_ask(ethics, quick_text: str) -> None:
    blank = ethics("blank", "quick").stdout
    for ref in re.findall(r"^  ([a-z-]+\.[a-z-]+):", quick_text, re.MULTILINE):
        if not ref.startswith("autonomy."):
            assert f"  # {ref}:" in blank, ref


def test_a_blank_that_was_filled_in_walks(ethics, quick_text: str) -> None:
    given = yaml.load(quick_text, yaml.BaseLoader)["answers"]
    lines = []
    for line in ethics("blank", "quick").stdout.splitlines():
        ref = line.strip("# ").rstrip(":")
        lines.append(f"  {ref}: {json.dumps(given.pop(ref))}" if ref in given else line)
    lines += [f"  {ref}: {json.dumps(value)}" for ref, value in given.items()]
    done = ethics("decide", "--answers", ethics.write("filled.yaml", "\n".join(lines) + "\n"))
    assert done.returncode == 0, done.stderr


# verify


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_verify_says_what_holds_and_what_it_cannot_show(decided, session_id: str, columns: str) -> None:
    done = decided("verify", session_id, COLUMNS=columns)
    assert done.returncode == 0
    said = words(done.stdout)
    for part in (
        f"{session_id}: holds",
        "its history is the same",
        "What it cannot show",
        "nobody has signed this head",
    ):
        assert part in said
    assert head_of(decided.sessions[0]) in done.stdout.replace("\n", "")


def test_verify_quiet_says_nothing_when_all_is_well(decided) -> None:
    done = decided("verify", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_verify_quiet_still_says_what_does_not_hold(decided) -> None:
    decided.sessions[0].write_bytes(decided.sessions[0].read_bytes()[:-2])
    done = decided("verify", "--quiet")
    assert done.returncode == 1
    assert "does NOT hold" in done.stdout + done.stderr


def test_verify_json_is_for_scripts(decided, session_id: str) -> None:
    found = json.loads(decided("verify", session_id, "--json").stdout)
    (one,) = found["sessions"]
    assert found["format"] == "ethics-verify/1"
    assert (one["session"], one["holds"], one["head"], one["problem"], one["signed"]) == (
        session_id,
        True,
        head_of(decided.sessions[0]),
        None,
        False,
    )
    raw = decided.sessions[0].read_bytes()
    decided.sessions[0].write_bytes(raw.replace(b"To be heard", b"To be feard"))
    done = decided("verify", session_id, "--json")
    (one,) = json.loads(done.stdout)["sessions"]
    assert done.returncode == 1
    assert not one["holds"]
    assert one["problem"]["code"] == "journal.link"
    assert one["problem"]["line"] > 1


def test_verify_walks_every_session_of_a_home_or_a_folder(decided) -> None:
    shutil.copy(decided.sessions[0], decided.home / "sessions" / "copy.jsonl")
    (decided.home / "sessions" / "link.jsonl").symlink_to(decided.sessions[0])
    for argv in (
        ["verify", "--json"],
        ["verify", str(decided.home), "--json"],
        ["verify", str(decided.home / "sessions"), "--json"],
    ):
        assert len(json.loads(decided(*argv).stdout)["sessions"]) == 2, argv
    assert decided("verify", "--home", str(decided.folder / "empty")).returncode == 0


def damages(raw: bytes) -> dict[str, tuple[bytes, int]]:
    """Damaged forms of a session, and the line that each must be found on."""
    lines = raw.splitlines(keepends=True)
    last = len(lines)
    return {
        "a word changed": (
            raw.replace(b"To be heard", b"To be feard"),
            1 + next(at for at, line in enumerate(lines) if b"To be heard" in line) + 1,
        ),
        "a word changed in the last event": (
            b"".join([*lines[:-2], lines[-2].replace(b"decision", b"decisiom"), lines[-1]]),
            last,
        ),
        "an event dropped": (b"".join([*lines[:5], *lines[6:]]), 6),
        "the last event dropped": (b"".join([*lines[:-2], lines[-1]]), last - 1),
        "an event doubled": (b"".join([*lines[:5], lines[4], *lines[5:]]), 6),
        "two events swapped": (b"".join([*lines[:4], lines[5], lines[4], *lines[6:]]), 5),
        "the closing line dropped": (b"".join(lines[:-1]), last - 1),
        "the end cut off": (raw[:-40], last),
        "a spelling changed": (b"".join([*lines[:3], lines[3].replace(b":", b": ", 1), *lines[4:]]), 4),
        "something added": (raw + b"{}\n", last),
    }


@pytest.mark.parametrize("damage", damages(b"a\n" * 9 + b"To be heard\n" + b"b\n"))
def test_verify_names_each_damage_with_its_line(decided, session_id: str, damage: str) -> None:
    path = decided.sessions[0]
    raw = path.read_bytes()
    bad, line = damages(raw)[damage]
    assert bad != raw
    path.write_bytes(bad)
    done = decided("verify", session_id)
    assert done.returncode == 1
    said = "".join((done.stdout + done.stderr).split("\n"))
    assert "does NOT hold" in said
    assert f"{path}:{line}:1" in said, said


def test_verify_knows_the_right_an_old_and_a_wrong_head(decided, session_id: str) -> None:
    lines = decided.sessions[0].read_bytes().splitlines()[:-1]
    head, old = line_digest(lines[-1]), line_digest(lines[3])
    for right in (head, head.upper(), f"sha256:{head}", head[:12]):
        assert decided("verify", session_id, "--head", right).returncode == 0, right
    done = decided("verify", session_id, "--head", old)
    assert done.returncode == 1
    assert f"{len(lines) - 4} events were added since" in words(done.stdout + done.stderr)
    done = decided("verify", session_id, "--head", "0" * 64)
    assert done.returncode == 1
    assert "not the head of this session" in words(done.stdout + done.stderr)


def test_the_short_form_of_a_head_that_the_program_shows_is_one_that_it_takes(decided, session_id: str) -> None:
    shown = re.search(r"head (\S+…\S+)", decided("show", session_id).stdout)
    assert shown is not None
    assert decided("verify", session_id, "--head", shown.group(1)).returncode == 0
    assert decided("verify", session_id, "--head", shown.group(1)[:-1] + "z").returncode == 1


def test_a_head_belongs_to_one_session(decided, session_id: str) -> None:
    shutil.copy(decided.sessions[0], decided.home / "sessions" / "copy.jsonl")
    assert decided("verify", "--head", "0").returncode == 2


def test_the_registry_notices_a_history_that_became_shorter(decided, session_id: str) -> None:
    path = decided.sessions[0]
    path.write_bytes(sealed(events(path)[:-2]))
    done = decided("verify", session_id)
    assert done.returncode == 1
    assert "some were cut off" in words(done.stdout + done.stderr)
    assert decided("doctor").returncode == 1


def test_the_registry_notices_a_history_that_was_rewritten(decided, session_id: str) -> None:
    path = decided.sessions[0]
    rewritten = [
        {**event, "value": "Something else"} if event.get("step") == "framing.wants" else event
        for event in events(path)
    ]
    path.write_bytes(sealed(rewritten))
    done = decided("verify", session_id)
    assert done.returncode == 1
    assert "the history was rewritten" in words(done.stdout + done.stderr)


def test_a_session_that_was_never_seen_here_says_so(decided, session_id: str) -> None:
    (decided.home / "heads.json").unlink()
    done = decided("verify", session_id)
    assert done.returncode == 0
    assert "has not seen it before" in words(done.stdout)


def test_a_framework_that_was_changed_inside_a_session_is_found(decided, session_id: str) -> None:
    path = decided.sessions[0]
    changed = events(path)
    joined = next(event for event in changed if event["kind"] == "framework.joined")
    joined["framework"] = {**joined["framework"], "title": "Another title"}
    path.write_bytes(sealed(changed))
    (decided.home / "heads.json").unlink()
    done = decided("verify", session_id)
    assert done.returncode == 1
    assert "not the one its digest names" in words(done.stdout + done.stderr)


# amend


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_amend_shows_what_opens_and_closes_and_keeps_the_old_answer(decided, session_id: str, columns: str) -> None:
    before = decided.sessions[0].read_bytes().splitlines()[:-1]
    done = decided(
        "amend", session_id, "framing.kind", "--value", "plain", "--reason", "A rule settles it", COLUMNS=columns
    )
    assert done.returncode == 0, done.stderr
    said = words(done.stdout)
    assert "Opens: framing.plain-rule" in said
    assert "Closes: choosing.choice (its answer is kept, and no longer counted)" in said
    assert decided.sessions[0].read_bytes().splitlines()[: len(before)] == before
    shown = words(decided("show", session_id).stdout)
    assert "before that: Two or more duties pull apart" in shown
    assert "changed because A rule settles it" in shown
    (row,) = json.loads(decided("list", "--json").stdout)["sessions"]
    assert row["status"] == "changed"
    assert row["next"] == "framing.plain-rule"
    assert decided("verify", session_id).returncode == 0


def test_an_amended_session_is_closed_again_by_resume(decided, session_id: str) -> None:
    decided("amend", session_id, "framing.wants", "--value", "To be asked first", "--reason", "I misheard")
    done = decided("resume", session_id)
    assert done.returncode == 0, done.stderr
    (row,) = json.loads(decided("list", "--json").stdout)["sessions"]
    assert row["status"] == "decided"
    assert "To be asked first" in (decided.home / "records" / f"{session_id}.md").read_text("utf-8")


def test_an_amendment_that_opens_nothing_says_so(decided, session_id: str) -> None:
    done = decided("amend", session_id, "framing.wants", "--value", "To be asked first", "--reason", "I misheard")
    assert "It opens and closes nothing." in done.stdout


def test_amend_names_the_item_it_is_about(decided, session_id: str) -> None:
    done = decided("amend", session_id, "autonomy.stands", "--value", "for", "--because", "x", "--reason", "y")
    assert done.returncode == 2
    assert "autonomy.stands[A]" in done.stderr
    for name in ("autonomy.stands[A]", "autonomy.stands[o1]", "autonomy.stands[Speak with the lead]"):
        done = decided(
            "amend", session_id, name, "--value", "strongly-against", "--because", f"as {len(name)}", "--reason", "y"
        )
        assert done.returncode == 0, done.stderr


def test_a_flag_that_rises_is_told(decided, session_id: str) -> None:
    done = decided("amend", session_id, "triage.danger", "--value", "yes", "--reason", "New facts")
    assert "Flag rises: triage.danger-now" in done.stdout
    assert decided("resume", session_id).returncode == 6


@pytest.mark.parametrize(
    ("argv", "code", "part"),
    [
        (["framing.kind"], 4, "--value"),
        (["framing.kind", "--value", "plain"], 4, "--reason"),
        (["framing.kind", "--value", "nope", "--reason", "r"], 2, "choices"),
        (["framing.knd", "--value", "plain", "--reason", "r"], 2, "framing.kind"),
        (["choosing.choice", "--value", "A", "--reason", "r"], 2, "--because"),
        (["options.options", "--value", "[{label: x}]", "--reason", "r"], 2, ""),
        (["framing.plain-rule", "--value", "x", "--reason", "r"], 2, "path"),
        (["autonomy.stands[C]", "--value", "for", "--reason", "r"], 2, ""),
        (["", "--value", "for", "--reason", "r"], 2, ""),
    ],
)
def test_an_amendment_that_cannot_be_made_changes_nothing(
    decided, session_id: str, argv: list[str], code: int, part: str
) -> None:
    before = decided.sessions[0].read_bytes()
    done = decided("amend", session_id, *argv)
    assert done.returncode == code, done.stderr
    assert part in done.stderr
    assert decided.sessions[0].read_bytes() == before


# doctor, demo, frameworks, schema, version


def test_doctor_finds_everything_in_order(decided) -> None:
    done = decided("doctor")
    assert done.returncode == 0
    assert "Everything is in order." in done.stdout
    checks = {one["name"]: one for one in json.loads(decided("doctor", "--json").stdout)["checks"]}
    assert checks["Sessions"]["fine"]
    assert str(decided.home) in checks["Home"]["said"]


def test_doctor_says_what_needs_somebody(decided, session_id: str) -> None:
    decided.home.chmod(0o755)
    done = decided("doctor")
    assert done.returncode == 1
    assert "can be read by others" in words(done.stdout)
    assert "chmod" in done.stdout
    decided.home.chmod(0o700)
    decided.sessions[0].unlink()
    done = decided("doctor")
    assert done.returncode == 1
    assert session_id in done.stdout


def test_a_profession_that_was_set_is_written_into_new_sessions(ethics) -> None:
    assert ethics("doctor", "--set-profession", "nurse: adult").returncode == 0
    ethics("decide", "--route", "quick", "--set", "triage.danger=no")
    assert events(ethics.sessions[0])[0]["profession"] == "nurse: adult"


def test_content_of_an_organisation_is_used_and_said(ethics) -> None:
    folder = ethics.folder / "org"
    folder.mkdir()
    done = ethics("frameworks", "show", "triage", "--json")
    plain = json.loads(done.stdout)
    shown = json.loads(ethics("frameworks", "list", "--json").stdout)["content"]
    assert next(one for one in shown if one["id"] == "triage")["origin"] == "bundled"
    (folder / "r.yaml").write_text(
        "record: standard\nedition: 9.0.0\ntitle: Our record\nparts:\n  - {show: decision, title: What we decided}\n"
    )
    assert ethics("doctor", "--set-organisation", str(folder)).returncode == 0
    (held,) = (
        one
        for one in json.loads(ethics("frameworks", "list", "--json").stdout)["content"]
        if (one["kind"], one["id"]) == ("record", "standard")
    )
    assert (held["origin"], held["title"]) == ("organisation", "Our record")
    assert held["overrides"].startswith("bundled")
    assert "organisation, overrides bundled" in words(ethics("frameworks", "list", COLUMNS="200").stdout)
    assert plain["framework"] == "triage"


def test_content_of_ones_own_that_is_wrong_stops_with_its_place(ethics) -> None:
    folder = ethics.home / "frameworks"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text("framework: mine\nkind: lens\n")
    done = ethics("decide", "--route", "quick")
    assert done.returncode == 1
    assert f"{folder / 'mine.yaml'}:1:1: content.missing-key: " in done.stderr
    assert ethics("doctor").returncode == 1


def test_the_demo_leaves_a_session_that_verifies_and_a_record_marked_as_a_drill(ethics) -> None:
    done = ethics("demo", "--fast", "--home", str(ethics.home))
    assert done.returncode == 0, done.stderr
    (path,) = ethics.sessions
    ident = path.name.removesuffix(".jsonl")
    assert ethics("verify", ident).returncode == 0
    assert events(path)[0]["drill"] is True
    record = (ethics.home / "records" / f"{ident}.md").read_text("utf-8")
    assert "drill" in record.lower().split("\n## ")[0]
    assert json.loads(ethics("list", "--json").stdout)["sessions"][0]["status"] == "decided"


def test_the_demo_uses_a_home_of_its_own_unless_one_is_named(decided, tmp_path: Path) -> None:
    before = sorted(decided.home.rglob("*"))
    (tmp_path / "scratch").mkdir()
    done = decided("demo", "--fast", TMPDIR=str(tmp_path / "scratch"))
    assert done.returncode == 0
    assert sorted(decided.home.rglob("*")) == before
    (made,) = (tmp_path / "scratch").iterdir()
    assert stat.S_IMODE(made.stat().st_mode) == 0o700


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_frameworks_are_listed_and_shown(ethics, columns: str) -> None:
    listed = words(ethics("frameworks", "list", COLUMNS=columns).stdout)
    for ident in ("triage", "autonomy", "quick"):
        assert ident in listed
    done = ethics("frameworks", "show", "triage", COLUMNS=columns)
    assert done.returncode == 0
    assert "Is anyone in danger right now?" in words(done.stdout)
    assert "Sources" in done.stdout


@pytest.mark.parametrize(
    "kind", ["framework", "route", "rows", "model", "norms", "organisation", "layout", "walk", "record"]
)
def test_each_schema_is_a_schema(ethics, kind: str) -> None:
    schema = json.loads(ethics("schema", kind).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)


def as_an_editor_reads(path: Path) -> object:
    """YAML 1.2, in which `no` is text and 5 is a number."""

    class Core(yaml.BaseLoader):
        pass

    Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[0-9]+$"), list("0123456789"))
    Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
    return yaml.load(path.read_text("utf-8"), Core)


@pytest.mark.parametrize(
    ("kind", "folder"),
    [
        ("framework", "stages/*"),
        ("framework", "lenses/*"),
        ("framework", "protocols/*"),
        ("route", "routes/*"),
        ("rows", "models/rows"),
        ("model", "models/*-*"),
        ("norms", "norms/*"),
        ("layout", "records/*"),
    ],
)
def test_bundled_content_keeps_the_schema_that_editors_use(ethics, kind: str, folder: str) -> None:
    from ethics_cli.files.library import bundled_folder

    validator = jsonschema.Draft202012Validator(json.loads(ethics("schema", kind).stdout))
    paths = sorted(bundled_folder().glob(f"{folder}.yaml"))
    assert paths
    for path in paths:
        faults = list(validator.iter_errors(as_an_editor_reads(path)))
        assert faults == [], (path.name, faults[0].message)


@pytest.mark.parametrize("argv", [["--version"], ["-V"]])
def test_the_version_is_one_line(ethics, argv: list[str]) -> None:
    done = ethics(*argv)
    assert done.returncode == 0
    assert re.fullmatch(r"ethics \d+\.\d+\.\d+\S*\n", done.stdout)
    assert not ethics.home.exists()


def test_a_mask_that_lets_everybody_read_changes_nothing(ethics, quick_text: str) -> None:
    before = os.umask(0)
    try:
        ethics("decide", "--answers", ethics.write("a.yaml", quick_text))
    finally:
        os.umask(before)
    for path in ethics.home.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
