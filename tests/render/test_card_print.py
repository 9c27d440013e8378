"""Cards printed by a real browser: each protocol and each lens is one page of A5. Skipped where there is no browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from ethics_cli.core.card import card
from ethics_cli.files.library import Library
from ethics_cli.render.card_page import card_page

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no chromium here")
A5 = (420, 595)
"""Points."""


def printed(pages: Sequence[str], folder: Path) -> list[tuple[int, int]]:
    """The size of each sheet when these pages are printed in one go, each from the top of a new sheet."""
    style = re.search(r"<style>(.*?)</style>", pages[0], re.DOTALL)
    assert style
    sheets = "".join(re.sub(r".*<body", '<div class="card"', page, flags=re.DOTALL) for page in pages)
    cards = sheets.replace("</body></html>", "</div>")
    rules = (
        style[1].replace("\nbody {", "\n.card {") + ".card:not(:last-child) { break-after: page } body { margin: 0 }"
    )
    html, pdf = folder / "cards.html", folder / "cards.pdf"
    html.write_text(f'<!doctype html><html lang="en"><style>{rules}</style><body>{cards}</body></html>', "utf-8")
    argv = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    argv += [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={pdf}", html.as_uri()]
    subprocess.run(argv, check=True, capture_output=True, timeout=120)
    found = re.findall(rb"/Type /Page\n.*?/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf.read_bytes(), re.DOTALL)
    return [(round(float(width)), round(float(height))) for width, height in found]


def test_every_protocol_and_every_lens_is_printed_on_one_page_of_a5(library: Library, tmp_path: Path) -> None:
    shown = [one for one in library.frameworks.values() if one.kind in ("protocol", "lens")]
    pages = [card_page(card(one, library.frameworks, {})) for one in shown]

    assert len(shown) >= 17
    assert printed(pages, tmp_path) == [A5] * len(shown)


def test_a_card_with_more_on_it_than_a_page_holds_is_seen_to_take_two(library: Library, tmp_path: Path) -> None:
    page = card_page(card(library.frameworks["autonomy"], library.frameworks, {}))
    longer = page.replace('<div class="page">', '<div class="page">' + "<p>One more line.</p>" * 200)

    assert len(printed([page, longer], tmp_path)) > 2
