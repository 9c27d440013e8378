from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from ethics_cli.files.library import Library, bundled_folder, content_files, load_library
from ethics_cli.problems import EthicsError


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with one framework of the person's own: autonomy, in another edition and with another title."""
    folder = tmp_path / "own"
    folder.mkdir()
    text = (bundled_folder() / "lenses" / "autonomy.yaml").read_text("utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title: "))
    edition = next(line for line in text.splitlines() if line.startswith("edition: "))
    (folder / "autonomy.yaml").write_text(
        text.replace(title, "title: Our own autonomy").replace(edition, "edition: 9.9.9"), "utf-8"
    )
    return folder


def bundled(cache: Path | None = None) -> Library:
    return load_library({"bundled": bundled_folder()}, cache)


def the_file(cache: Path) -> Path:
    (found,) = cache.iterdir()
    return found


def test_the_bundled_content_is_all_there() -> None:
    library = bundled()
    assert {"triage", "framing", "options", "choosing", "acting", "autonomy", "justice"} <= set(library.frameworks)
    assert {"quick", "standard", "full"} <= set(library.routes)
    assert library.rows
    assert library.layout()["parts"]
    assert all(held.origin == "bundled" and not held.overrides for held in library.held.values())


def test_content_of_ones_own_replaces_what_has_its_id_and_says_so(own: Path) -> None:
    library = load_library({"bundled": bundled_folder(), "yours": own})
    held = library.get("framework", "autonomy")
    assert held is not None
    assert library.frameworks["autonomy"].title == "Our own autonomy"
    assert held.origin == "yours"
    assert held.overrides.startswith("bundled ")
    assert len(library.held) == len(bundled().held)


def test_each_place_overrides_the_one_before(own: Path, tmp_path: Path) -> None:
    organisation = tmp_path / "organisation"
    shutil.copytree(own, organisation)
    text = (organisation / "autonomy.yaml").read_text("utf-8")
    (organisation / "autonomy.yaml").write_text(text.replace("9.9.9", "5.5.5"), "utf-8")
    held = load_library({"bundled": bundled_folder(), "organisation": organisation, "yours": own}).get(
        "framework", "autonomy"
    )
    assert held is not None
    assert (held.plain["edition"], held.origin, held.overrides) == ("9.9.9", "yours", "organisation 5.5.5")


def test_links_and_other_files_are_not_content(own: Path) -> None:
    (own / "link.yaml").symlink_to(own / "autonomy.yaml")
    (own / "note.txt").write_text("x")
    os.mkfifo(own / "pipe.yaml")
    assert content_files(own) == [own / "autonomy.yaml"]
    assert content_files(own / "nowhere") == []


def test_every_problem_of_every_file_is_said_at_once(own: Path) -> None:
    (own / "a.yaml").write_text("framework: a\n")
    (own / "b.yaml").write_text("a: [\n")
    with pytest.raises(EthicsError) as caught:
        load_library({"yours": own})
    files = {problem.place.file for problem in caught.value.problems if problem.place}
    assert files == {str(own / "a.yaml"), str(own / "b.yaml")}
    assert "ethics check" in caught.value.problems[-1].hint


def test_what_comes_from_the_cache_equals_what_was_read(cache: Path) -> None:
    first = bundled(cache)
    before = the_file(cache).stat().st_ino
    second = bundled(cache)
    assert second.held == first.held
    assert second.frameworks == first.frameworks
    assert the_file(cache).stat().st_ino == before, "the cache was used, not written again"


def test_a_changed_file_makes_the_cache_stale(cache: Path, own: Path) -> None:
    load_library({"yours": own}, cache)
    path = own / "autonomy.yaml"
    path.write_text(path.read_text("utf-8").replace("Our own autonomy", "Another title"), "utf-8")
    assert load_library({"yours": own}, cache).frameworks["autonomy"].title == "Another title"
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b"null", b"{}", b"\xff", b'{"key": 1, "format": 1}', b"[" * 200_000],
    ids=["empty", "cut", "list", "null", "bare", "not-text", "odd", "deep"],
)
def test_a_damaged_cache_is_made_again_in_silence(cache: Path, raw: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    whole = bundled(cache)
    path = the_file(cache)
    kept = path.read_bytes()
    path.write_bytes(raw)
    assert bundled(cache).held == whole.held
    assert the_file(cache).read_bytes() == kept
    assert capfd.readouterr() == ("", "")


def test_a_cache_cut_anywhere_is_made_again(cache: Path) -> None:
    whole = bundled(cache)
    kept = the_file(cache).read_bytes()
    for part in (1, len(kept) // 3, len(kept) // 2, len(kept) - 1):
        the_file(cache).write_bytes(kept[:part])
        assert bundled(cache).held == whole.held


@pytest.mark.parametrize("part", ["format", "key"])
def test_a_cache_of_another_format_or_from_other_content_is_not_believed(cache: Path, part: str) -> None:
    whole = bundled(cache)
    path = the_file(cache)
    head, _, body = path.read_bytes().partition(b"\n")
    said = json.loads(head)
    path.write_bytes(json.dumps({**said, part: "0" * 64}).encode() + b"\n" + body)
    assert bundled(cache).held == whole.held
    assert json.loads(the_file(cache).read_bytes().partition(b"\n")[0]) == said, "it was made again"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Is anyone in danger right now", "Is anyone in danger left now"),
        ('"ask"', '"asj"'),
        ('"framework"', '"frameworc"'),
    ],
)
def test_a_cache_with_a_changed_word_is_never_taken_for_the_content(cache: Path, old: str, new: str) -> None:
    whole = bundled(cache)
    path = the_file(cache)
    raw = path.read_bytes()
    assert old.encode() in raw
    path.write_bytes(raw.replace(old.encode(), new.encode(), 1))
    assert bundled(cache).held == whole.held


def test_a_cache_that_cannot_be_written_is_no_loss(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert bundled(tmp_path / "file" / "cache").held == bundled().held


def test_a_folder_in_the_place_of_the_cache_file_is_no_loss(cache: Path) -> None:
    whole = bundled(cache)
    path = the_file(cache)
    path.unlink()
    path.mkdir()
    assert bundled(cache).held == whole.held
