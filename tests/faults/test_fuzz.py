"""Whatever bytes a reader is given, and whatever somebody puts into a session whose chain holds: no error but ours."""

from __future__ import annotations

import base64
import copy
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

HARNESS = Path(__file__).with_name("fuzz_readers.py")
_spec = importlib.util.spec_from_file_location("fuzz_readers", HARNESS)
assert _spec is not None
assert _spec.loader is not None
readers = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(readers)

TORTURE = bool(os.environ.get("ETHICS_TORTURE"))
MANY, SOME = (20_000, 3_000) if TORTURE else (150, 40)
VECTORS = [
    base64.b64decode(one["file"])
    for one in json.loads(Path(__file__).with_name("age_vectors.json").read_text("utf-8"))["vectors"]
]
PIECES = ["a", "b: c", "- ", "? ", ": ", "\n", "  ", "'", '"', "|", ">-\n", "[", "]", "{", "}", ",", "&x ", "*x", "!!int ", "<<: ", "---\n", "...\n", "#", "%", "\t", "\ufeff", "\x00", "é", "framework: x\n", "steps:\n", "asks: 1\n", "no", "~"]  # fmt: skip
YAMLISH = st.one_of(
    st.binary(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(lambda some: "".join(some).encode("utf-8")),
)


@settings(max_examples=MANY)
@given(raw=YAMLISH)
def test_yaml_of_any_kind_is_read_or_refused(raw: bytes) -> None:
    readers.yaml(raw)


@settings(max_examples=MANY)
@given(raw=st.binary(max_size=300), at=st.integers(0, len(VECTORS) - 1), cut=st.floats(0, 1), keep=st.integers(0, 40))
def test_an_age_file_of_any_kind_is_opened_or_refused(raw: bytes, at: int, cut: float, keep: int) -> None:
    whole = VECTORS[at]
    where = int(cut * len(whole))
    readers.age(raw)
    readers.age(whole[:where] + raw[:keep] + whole[where + keep :])


JSONISH = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.text(max_size=12)
    | st.sampled_from(["framing.wants", "no", "2026-11-24T00:00:00Z"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcdef_-", max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=MANY)
@given(
    raw=st.binary(max_size=200)
    | st.dictionaries(st.sampled_from(["kind", "v", "format", "seq", "at", "step", "value"]), JSONISH).map(
        lambda one: json.dumps(one, sort_keys=True, separators=(",", ":")).encode()
    )
)
def test_bytes_of_any_kind_are_no_session_and_no_event(raw: bytes) -> None:
    readers.session(raw)
    readers.event(raw)


@pytest.fixture(scope="module")
def lines(decided_home: Path) -> list[dict[str, Any]]:
    """The lines of a whole session, as plain data."""
    raw = next((decided_home / "sessions").glob("*.jsonl")).read_bytes()
    return [json.loads(line) for line in raw.splitlines()[:-1]]


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, one in inner for found in paths_in(one, (*path, key)))]


def put(value: Any, path: tuple[Any, ...], new: Any, *, gone: bool) -> None:
    for key in path[:-1]:
        value = value[key]
    if gone and isinstance(value, dict):
        del value[path[-1]]
    else:
        value[path[-1]] = new


def test_a_session_with_anything_in_any_of_its_places_is_read_or_refused(lines) -> None:
    places = [(at, path) for at, line in enumerate(lines) for path in paths_in(line) if path]

    @settings(max_examples=SOME)
    @given(where=st.integers(0, len(places) - 1), new=JSONISH, gone=st.booleans(), short=st.booleans())
    def anything(where: int, new: Any, gone: bool, short: bool) -> None:
        at, path = places[where]
        changed = copy.deepcopy(lines[: at + 1] if short else lines)
        put(changed[at], path, new, gone=gone)
        readers.session(readers.chained(changed))

    readers.session(readers.chained(lines))
    anything()


@pytest.mark.skipif(not TORTURE, reason="the full version: a minute for each reader")
@pytest.mark.parametrize("target", sorted(readers.TARGETS))
def test_a_minute_of_guided_fuzzing_finds_no_other_error(target: str, tmp_path: Path, figure) -> None:
    python = os.environ.get("ATHERIS_PYTHON", sys.executable)
    if subprocess.run([python, "-c", "import atheris"], capture_output=True, check=False).returncode:
        pytest.skip("atheris is not installed; ATHERIS_PYTHON may name a Python that has it")
    (tmp_path / "corpus").mkdir()
    for at, raw in enumerate(VECTORS if target == "age" else []):
        (tmp_path / "corpus" / str(at)).write_bytes(raw)
    done = subprocess.run(
        [
            python,
            str(HARNESS),
            target,
            str(tmp_path / "corpus"),
            "-max_total_time=60",
            "-max_len=512",
            "-rss_limit_mb=1500",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=300,
        check=False,
    )
    runs = [line for line in done.stderr.splitlines() if line.startswith("Done ")]
    figure(
        "fuzzing", **{f"{target}_runs": int(runs[-1].split()[1]) if runs else 0, f"{target}_faults": done.returncode}
    )

    assert done.returncode == 0, done.stderr[-3000:]
