"""The pages of the project as a site: staged as they stand, so that every relative link holds, and built by zensical.

Nothing is fetched: no fonts, no scripts from elsewhere. Any warning of the builder, a page that no menu names, and any link that
leads nowhere end this with 1. Run with `just site`; what it makes stands in build/site.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).parents[1]
STAGE, SITE = ROOT / "build" / "stage", ROOT / "build" / "site"
PAGES = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "frameworks/README.md")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
MENU: dict[str, str | list[str]] = {
    "Home": "README.md",
    "Start": "docs/start.md",
    "For practitioners": [
        "docs/guides/decide.md", "docs/guides/read-a-record.md", "docs/guides/debrief.md", "docs/guides/after.md",
        "docs/guides/practise.md",
        "docs/guides/protect.md", "docs/guides/identifiers.md", "docs/guides/accessibility.md",
    ],
    "For supervisors": [
        "docs/guides/supervise.md", "docs/guides/second-opinion.md", "docs/guides/compare-and-agenda.md", "docs/guides/sign-off.md",
        "docs/guides/verify-it-yourself.md",
    ],
    "For ethics leads": ["docs/guides/ethics-lead.md", "docs/guides/review.md", "docs/guides/look-back.md", "docs/guides/scripting.md"],
    "For authors": [
        "frameworks/README.md", "docs/guides/library.md", "docs/guides/write-a-framework.md", "docs/guides/write-a-scenario.md",
        "docs/guides/your-own-frameworks.md",
    ],
    "How it works": sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "concepts").glob("*.md")),
    "To look up": sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "reference").glob("*.md")),
    "The project": [
        "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/decisions/README.md",
        *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "decisions").glob("0*.md")),
    ],
}  # fmt: skip
CONFIG = """\
site_name: ethics
site_description: A decision aid for ethical dilemmas in client work. It asks; you decide.
docs_dir: stage
site_dir: site
use_directory_urls: false
theme:
  name: material
  font: false
  language: en
  features: [navigation.sections, navigation.top, search.highlight, toc.follow]
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
extra_css: [site.css]
markdown_extensions:
  - tables
  - toc:
      permalink: true
  - pymdownx.superfences
  - pymdownx.highlight
"""

STYLE = """\
/* The page that is open, in the menu: dark enough on light, light enough on dark. */
[data-md-color-scheme=default] .md-nav__link--active, [data-md-color-scheme=default] .md-nav__link--active * { color: #3346c0 }
[data-md-color-scheme=slate] .md-nav__link--active, [data-md-color-scheme=slate] .md-nav__link--active * { color: #9dadff }
"""


def main() -> int:
    """Build the site and say what is wrong with it."""
    stage()
    (ROOT / "build" / "mkdocs.yml").write_text(CONFIG + "nav:\n" + "\n".join(_menu()) + "\n", "utf-8")
    program = shutil.which("zensical") or str(Path(sys.executable).with_name("zensical"))
    built = subprocess.run(
        [program, "build", "--clean"], cwd=ROOT / "build", capture_output=True, text=True, check=False, env=_quiet()
    )
    told = re.sub(r"\x1b\[[0-9;]*m", "", built.stdout + built.stderr)
    wrong = [*(_warned(told)), *unnamed(), *dead_links()]
    if built.returncode:
        wrong.append(told)
    print(
        "\n".join(wrong)
        if wrong
        else f"{len(list(SITE.rglob('*.html')))} pages in {SITE.relative_to(ROOT)}, every link leads somewhere."
    )
    return int(bool(wrong))


def stage() -> None:
    """The pages, and every file that one of them links to, where they stand in the project."""
    shutil.rmtree(STAGE, ignore_errors=True)
    STAGE.mkdir(parents=True)
    (STAGE / "site.css").write_text(STYLE, "utf-8")
    pages = [*(ROOT / name for name in PAGES), *(ROOT / "docs").rglob("*.md")]
    for page in pages:
        _copy(page)
        for target in _targets(page):
            if target.is_file() and target.suffix != ".md":
                _copy(target)
            elif target.is_dir():
                for inner in sorted(target.rglob("*")):
                    if inner.is_file() and inner.suffix in (".md", ".yaml", ".svg"):
                        _copy(inner)
            elif target.suffix == ".md" and target.is_file() and target not in pages:
                _copy(target)


def unnamed() -> Iterator[str]:
    """Pages of docs/ that no menu names, and names in a menu that are no page."""
    named = {page for part in MENU.values() for page in ([part] if isinstance(part, str) else part)}
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")}
    yield from (f"{page}: no menu names this page" for page in sorted(there - named))
    yield from (
        f"{page}: a menu names it, and there is no such page" for page in sorted(named) if not (ROOT / page).is_file()
    )


class Links(HTMLParser):
    """The addresses and the anchors of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors.update(value for key in ("id", "name") if (value := given.get(key)))
        self.found += [value for key in ("href", "src") if (value := given.get(key))]


def dead_links() -> Iterator[str]:
    """Links inside the site that lead to no file or no anchor, and anything that a page would fetch from elsewhere."""
    read = {path: _read(path) for path in sorted(SITE.rglob("*.html"))}
    for path, page in read.items():
        for address in dict.fromkeys(page.found):
            parts = urlsplit(address)
            if parts.scheme or address.startswith(("//", "/")) or path.name == "404.html":
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.is_dir():
                target /= "index.html"
            if not target.exists():
                yield f"{path.relative_to(SITE)}: {address} leads nowhere"
            elif parts.fragment and target in read and unquote(parts.fragment) not in read[target].anchors:
                yield f"{path.relative_to(SITE)}: {address} has no such place"


def _read(path: Path) -> Links:
    page = Links()
    page.feed(path.read_text("utf-8"))
    return page


def _targets(page: Path) -> Iterator[Path]:
    for address in LINK.findall(page.read_text("utf-8")):
        if not address.startswith(("http:", "https:", "#", "mailto:")):
            yield (page.parent / address.partition("#")[0]).resolve()


def _copy(path: Path) -> None:
    to = STAGE / path.relative_to(ROOT)
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, to)


def _menu() -> Iterator[str]:
    for title, part in MENU.items():
        if isinstance(part, str):
            yield f"  - {title}: {part}"
        else:
            yield f"  - {title}:"
            yield from (f"      - {page}" for page in part if (ROOT / page).is_file())


def _warned(told: str) -> list[str]:
    lines = [line.rstrip() for line in told.splitlines()]
    return [line for line in lines if line.startswith(("Warning", "Error")) or re.search(r"╭─\[", line)]


def _quiet() -> dict[str, str]:
    import os

    return {**os.environ, "NO_COLOR": "1", "COLUMNS": "200"}


if __name__ == "__main__":
    sys.exit(main())
