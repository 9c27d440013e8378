"""`ethics frameworks`: the library looked at in every way, and a file of one's own."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from ethics_cli.cli.frameworks import ACTIONS
from ethics_cli.files.library import bundled_folder

HELP = bundled_folder() / "stages" / "help.yaml"
TRIAGE = bundled_folder() / "stages" / "triage.yaml"


def words(text: str) -> str:
    return " ".join(text.split())


def fine(done) -> str:
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


# what is asked


def test_an_action_that_there_is_not_is_answered_with_those_that_there_are(ethics) -> None:
    done = ethics("frameworks", "coverge")

    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean `coverage`?" in done.stderr
    assert all(name in done.stderr for name in ACTIONS)


@pytest.mark.parametrize(
    "argv",
    [
        ["show"], ["card"], ["graph"], ["diff"], ["new", "--kind", "lens"], ["show", "a", "b"], ["list", "a"],
        ["diff", "a", "b", "c"], ["show", "autonomy", "--to", "x"], ["list", "--format", "md"], ["coverage", "--kind", "lens"],
        ["new", "mine", "--json", "--kind", "lens"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_words_and_options_that_an_action_does_not_take_are_refused_with_how_it_is_typed(
    ethics, argv: list[str]
) -> None:
    done = ethics("frameworks", *argv)

    assert (done.returncode, done.stdout) == (2, "")
    assert f"say `{ACTIONS[argv[0]].usage(argv[0])}`" in done.stderr


@pytest.mark.parametrize("argv", [["show"], ["card"], ["graph"], ["diff"], ["coverage"]], ids=" ".join)
def test_an_id_that_there_is_not_is_refused_with_the_nearest_one(ethics, argv: list[str]) -> None:
    done = ethics("frameworks", *argv, "autonmy")

    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean `autonomy`?" in done.stderr


@pytest.mark.parametrize(("action", "known"), [("card", "screen, md, html"), ("graph", "mermaid, svg")])
def test_a_format_that_there_is_not_is_refused_with_those_that_there_are(ethics, action: str, known: str) -> None:
    done = ethics("frameworks", action, "autonomy", "--format", "png")

    assert (done.returncode, done.stdout) == (2, "")
    assert known in done.stderr


def test_help_names_every_action(ethics) -> None:
    said = ethics("frameworks", "--help").stdout

    assert [name for name in ACTIONS if not re.search(rf"^  {name} ", said, re.MULTILINE)] == []


# list and show


def test_list_and_show_are_as_they_were(ethics) -> None:
    assert "autonomy" in fine(ethics("frameworks"))
    assert json.loads(fine(ethics("frameworks", "list", "--json")))["format"] == "ethics-library/1"
    assert json.loads(fine(ethics("frameworks", "show", "autonomy", "--json")))["framework"] == "autonomy"


def test_show_says_in_words_when_a_question_is_asked(ethics) -> None:
    assert "unless “Whose choice” is “Mine, as the practitioner”" in words(
        fine(ethics("frameworks", "show", "autonomy"))
    )


# coverage


def test_coverage_for_scripts_has_exactly_its_keys(ethics) -> None:
    data = json.loads(fine(ethics("frameworks", "coverage", "--json")))

    assert list(data) == ["format", "rows", "models", "sources_without_step", "steps_without_source", "past_review"]
    assert data["format"] == "ethics-coverage/1"
    assert all(list(row) == ["id", "title", "group", "steps", "routes"] for row in data["rows"])
    assert all(list(model) == ["id", "title", "rows", "missing", "part"] for model in data["models"])
    assert {ref.partition(".")[0] for row in data["rows"] for ref in row["steps"]} >= {"triage", "framing", "autonomy"}


def test_coverage_fits_a_screen_of_80_columns(ethics) -> None:
    said = fine(ethics("frameworks", "coverage"))

    assert max(map(len, said.splitlines())) <= 80
    assert "Rows that no step of the full route covers:" in said


def test_coverage_of_one_model_and_of_one_framework_is_about_them_alone(ethics) -> None:
    model = json.loads(fine(ethics("frameworks", "coverage", "aca-2016", "--json")))
    lens = json.loads(fine(ethics("frameworks", "coverage", "autonomy", "--json")))

    assert [one["id"] for one in model["models"]] == ["aca-2016"]
    assert [row["id"] for row in model["rows"]] == [*model["models"][0]["rows"], *model["models"][0]["part"]]
    assert {ref.partition(".")[0] for row in lens["rows"] for ref in row["steps"]} == {"autonomy"}
    assert "seven steps" in fine(ethics("frameworks", "coverage", "aca-2016"))
    assert "Respect for autonomy" in fine(ethics("frameworks", "coverage", "autonomy"))


# card and graph


def test_a_card_is_printed_in_each_format(ethics) -> None:
    screen = fine(ethics("frameworks", "card", "autonomy"))

    assert max(map(len, screen.splitlines())) <= 80
    assert "Not yet read by an outside expert." in words(screen)
    assert fine(ethics("frameworks", "card", "autonomy", "--format", "md")).startswith("# Respect for autonomy\n")
    assert fine(ethics("frameworks", "card", "autonomy", "--format", "html")).startswith("<!doctype html>")
    assert json.loads(fine(ethics("frameworks", "card", "autonomy", "--json")))["format"] == "ethics-card/1"


def test_a_card_names_whom_ones_own_organisation_would_have_called(ethics) -> None:
    fine(ethics("frameworks", "new", "house", "--kind", "organisation"))
    path = ethics.home / "frameworks" / "organisation" / "house.yaml"
    path.write_text(
        path.read_text("utf-8").replace("Fill in: the number to call first, and who is told next.", "Call 112."),
        "utf-8",
    )

    assert "In an emergency: Call 112." in fine(ethics("frameworks", "card", "triage"))


def test_a_graph_is_printed_in_each_format_of_a_framework_a_route_and_a_model(ethics) -> None:
    assert "flowchart TD" in fine(ethics("frameworks", "graph", "autonomy"))
    assert fine(ethics("frameworks", "graph", "quick", "--format", "svg")).startswith("<svg ")
    assert json.loads(fine(ethics("frameworks", "graph", "aca-2016", "--json")))["kind"] == "route"


# new


@pytest.mark.parametrize("kind", ["stage", "lens", "protocol", "norms", "organisation"])
def test_a_new_file_is_found_by_nothing_that_check_looks_for(ethics, kind: str) -> None:
    said = fine(ethics("frameworks", "new", "my-own", "--kind", kind))
    written = next(ethics.home.rglob("my-own.yaml"))
    check = re.search(r"ethics (check .*)$", said, re.MULTILINE)

    assert f"Written  {written}" in said
    assert check is not None
    assert "nothing found" in fine(ethics("check", str(written), "--strict"))
    assert "my-own" in fine(ethics("frameworks", "list"))


def test_a_new_lens_can_be_walked_as_it_stands(ethics, quick_text: str) -> None:
    fine(ethics("frameworks", "new", "my-own", "--kind", "lens"))
    answers = quick_text.replace("route: quick", "route: quick\nlenses: [my-own]").replace(
        "autonomy.stands", "my-own.stands"
    )
    done = ethics("decide", "--answers", ethics.write("own.yaml", answers))

    assert done.returncode == 0, done.stderr
    assert "FILL IN: a title" in ethics("show", ethics.sessions[0].stem).stdout


def test_a_new_file_is_never_written_over_another(ethics) -> None:
    fine(ethics("frameworks", "new", "my-own", "--kind", "lens", "--to", str(ethics.folder / "x.yaml")))
    before = (ethics.folder / "x.yaml").read_bytes()
    done = ethics("frameworks", "new", "other", "--kind", "stage", "--to", str(ethics.folder / "x.yaml"))

    assert (done.returncode, done.stdout) == (1, "")
    assert "there is such a file already" in done.stderr
    assert (ethics.folder / "x.yaml").read_bytes() == before


@pytest.mark.parametrize("ident", ["autonomy", "item", "Mine", "../mine"])
def test_an_id_that_is_taken_or_cannot_be_one_is_refused_and_nothing_is_written(ethics, ident: str) -> None:
    done = ethics("frameworks", "new", ident, "--kind", "lens")

    assert (done.returncode, done.stdout) == (2, "")
    assert list(ethics.folder.rglob("*.yaml")) == []


def test_a_new_file_elsewhere_goes_where_it_is_wanted_and_says_that_it_is_not_used_there(ethics) -> None:
    folder = ethics.folder / "two words"
    folder.mkdir()
    said = fine(ethics("frameworks", "new", "my-own", "--kind", "lens", "--to", str(folder)))

    assert (folder / "my-own.yaml").exists()
    assert f'mv "{folder / "my-own.yaml"}"' in said
    assert "content elsewhere is not used" in said


def test_a_new_file_can_be_printed_instead(ethics) -> None:
    said = fine(ethics("frameworks", "new", "my-own", "--kind", "lens", "--to", "-"))

    assert "framework: my-own" in said
    assert not ethics.home.exists()


# diff


@pytest.fixture
def overridden(ethics):
    """A home whose own `triage` says one question differently, with a session that was begun before."""
    begun = ethics("decide", "--route", "quick", "--set", "triage.danger=no")
    assert begun.returncode == 4
    own = ethics.home / "frameworks" / "triage.yaml"
    own.parent.mkdir()
    text = TRIAGE.read_text("utf-8").replace("Is anyone in danger right now?", "Is anybody in danger now?")
    own.write_text(re.sub(r"^edition: .*$", "edition: 9.0.0", text, count=1, flags=re.MULTILINE), "utf-8")
    return ethics


def test_diff_says_what_ones_own_edition_changes_and_which_open_sessions_carry_another(overridden) -> None:
    said = words(fine(overridden("frameworks", "diff", "triage")))

    assert "triage 9.0.0 (yours)" in said
    assert "is worded differently: “Is anyone in danger right now?” → “Is anybody in danger now?”" in said
    assert f"{overridden.sessions[0].stem} carries" in said


def test_diff_for_scripts_has_the_changes_the_editions_and_the_sessions(overridden) -> None:
    data = json.loads(fine(overridden("frameworks", "diff", "triage", "--json")))

    assert data["format"] == "ethics-framework-diff/1"
    assert (data["old"]["origin"], data["new"]["origin"], data["new"]["edition"]) == ("bundled", "yours", "9.0.0")
    assert [change["kind"] for change in data["changes"]] == ["step-ask"]
    assert [one["session"] for one in data["sessions"]] == [overridden.sessions[0].stem]


def test_the_edition_that_a_session_carries_can_be_compared(overridden) -> None:
    shutil.rmtree(overridden.home / "frameworks")
    carried = re.search(r"edition: (\S+)", TRIAGE.read_text("utf-8")).group(1)

    assert "Nothing has changed." in fine(overridden("frameworks", "diff", f"triage@{carried}", "triage"))


def test_a_decided_session_and_one_that_carries_the_new_edition_are_not_named(decided) -> None:
    own = decided.home / "frameworks" / "triage.yaml"
    own.parent.mkdir()
    own.write_text(
        TRIAGE.read_text("utf-8").replace("Is anyone in danger right now?", "Is anybody in danger now?"), "utf-8"
    )
    assert decided("decide", "--route", "quick", "--set", "triage.danger=no").returncode == 4
    said = words(fine(decided("frameworks", "diff", "triage")))

    assert "Open sessions" not in said
    assert "The edition has the same number, although the content differs" in said


def test_a_session_with_other_content_under_the_same_number_is_named_all_the_same(overridden) -> None:
    own = overridden.home / "frameworks" / "triage.yaml"
    number = re.search(r"edition: \S+", TRIAGE.read_text("utf-8")).group()
    own.write_text(own.read_text("utf-8").replace("edition: 9.0.0", number), "utf-8")
    said = words(fine(overridden("frameworks", "diff", "triage")))

    assert f"{overridden.sessions[0].stem} carries" in said
    assert "with other content than the new one" in said


def test_a_session_that_cannot_be_read_is_counted_and_stops_nothing(overridden) -> None:
    overridden.sessions[0].write_bytes(b"{}\n")

    assert "cannot be read, and were not looked at: 1" in words(fine(overridden("frameworks", "diff", "triage")))


def test_a_framework_compared_with_itself_has_not_changed(ethics) -> None:
    assert "Nothing has changed." in fine(ethics("frameworks", "diff", str(HELP), str(HELP)))
    assert "Nothing has changed." in fine(ethics("frameworks", "diff", "help", "help@bundled"))
    assert "Nothing has changed." in fine(ethics("frameworks", "diff", str(HELP)))


def test_there_is_nothing_to_compare_a_bundled_edition_with(ethics) -> None:
    done = ethics("frameworks", "diff", "help")

    assert (done.returncode, done.stdout) == (2, "")
    assert "replaces none" in done.stderr


def test_an_edition_that_is_nowhere_is_refused_with_those_that_there_are(ethics) -> None:
    done = ethics("frameworks", "diff", "help@0.0.1", "help")

    assert (done.returncode, done.stdout) == (2, "")
    assert re.search(r"there are: help@\d", done.stderr)


def test_hostile_words_on_the_command_line_come_back_as_nothing(ethics) -> None:
    for argv in (
        ["\x1b[31mlist"],
        ["card", "\x1b[31m"],
        ["diff", "\x1b[31m.yaml"],
        ["new", "\x1b[31m", "--kind", "lens"],
    ):
        done = ethics("frameworks", *argv)

        assert done.returncode in (1, 2)
        assert "\x1b" not in done.stdout + done.stderr


# everything that ships


@pytest.fixture(scope="module")
def library():
    from ethics_cli.files.library import load_library

    return load_library({"bundled": bundled_folder()})


def test_every_shipped_framework_route_and_model_gives_a_card_a_graph_and_a_coverage(library) -> None:
    from ethics_cli.app.library_card import card_of
    from ethics_cli.app.library_coverage import coverage_data, coverage_of
    from ethics_cli.app.library_graph import graph_of
    from ethics_cli.app.ports import SystemClock
    from ethics_cli.core.card import card_data
    from ethics_cli.core.graph import graph_data
    from ethics_cli.render.card import card_lines, card_markdown
    from ethics_cli.render.card_page import card_page
    from ethics_cli.render.graph_mermaid import to_mermaid
    from ethics_cli.render.graph_svg import to_svg

    models = [held.id for held in library.all("model")]
    for ident in library.frameworks:
        card = card_of(library, ident)
        assert all((list(card_lines(card, 79)), card_markdown(card), card_page(card), json.dumps(card_data(card))))
    for ident in (*library.frameworks, *library.routes, *models):
        graph = graph_of(library, ident)
        assert all((to_mermaid(graph), to_svg(graph), json.dumps(graph_data(graph))))
    for ident in ("", *library.frameworks, *models):
        assert json.dumps(coverage_data(coverage_of(library, SystemClock(), ident)))


def test_every_shipped_framework_compared_with_itself_has_not_changed(library) -> None:
    from ethics_cli.core.framework_diff import framework_changes

    assert [one.id for one in library.frameworks.values() if framework_changes(one, one, library.frameworks)] == []


def test_every_shipped_framework_differs_from_every_other_and_every_difference_has_its_sentence(library) -> None:
    from ethics_cli.core.framework_diff import framework_changes
    from ethics_cli.render.framework_diff import sentences

    first, *others = library.frameworks.values()
    for other in others:
        said = sentences(framework_changes(first, other, library.frameworks))

        assert said
        assert all(re.search(r"[.?!:]”?$|\)$", sentence) for sentence in said)


def test_the_folder_of_skeletons_holds_one_for_each_kind() -> None:
    from ethics_cli.files.skeleton import FOLDERS, SKELETONS

    assert {path.stem for path in Path(SKELETONS).glob("*.yaml")} == set(FOLDERS)
