"""Markdown engines as oracles, and what a reader sees of the HTML they make. Not a test."""

from __future__ import annotations

import functools
import importlib.util
import re
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser

import mistune
from markdown_it import MarkdownIt

LEAVES = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "summary")
FRAME = ("thead", "tbody", "br")
WITHOUT_TABLES = "markdown-it commonmark"
GFM = ("table", "strikethrough", "autolink", "tagfilter", "tasklist", "footnotes")
PLUGINS = (
    "footnotes",
    "task_lists",
    "def_list",
    "abbr",
    "mark",
    "insert",
    "superscript",
    "subscript",
    "math",
    "spoiler",
    "ruby",
)
_ADDRESS = re.compile(r'<a href="(?:mailto|xmpp):[^"]*">(.*?)</a>')


class Page(HTMLParser):
    """The elements of a page in order, and the text of each leaf with its line breaks."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[tuple[str, list[str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" and self._open:
            self._open[-1][1].append("\v")
        if tag not in FRAME:
            self.elements.append(tag)
        if tag in LEAVES:
            self._open.append((tag, []))

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1][1].append(data)
        elif data.strip():
            self.elements.append("text outside any block")

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            name, found = self._open.pop()
            self.texts.append((name, lines_of("".join(found).split("\v"))))

    def handle_comment(self, data: str) -> None:
        self.elements.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.elements.append("declaration")

    def handle_pi(self, data: str) -> None:
        self.elements.append("instruction")

    def unknown_decl(self, data: str) -> None:
        self.elements.append("declaration")


def folded(line: str) -> str:
    """White space as a reader sees it: any run is one space, and none stands at an end."""
    return " ".join(line.split())


def lines_of(lines: list[str]) -> str:
    """Lines as a reader sees them: each folded, blank ones at the end not seen."""
    return "\n".join(folded(line) for line in lines).rstrip("\n")


def read(engine: str, markdown: str) -> Page:
    """What an engine makes of a text."""
    return Page(engines()[engine](markdown))


@functools.cache
def engines() -> dict[str, Callable[[str], str]]:
    """Every engine that is here, by name. Each turns Markdown into HTML, raw HTML let through so that a leak shows."""
    found: dict[str, Callable[[str], str]] = {
        WITHOUT_TABLES: MarkdownIt("commonmark").render,
        "markdown-it with tables": MarkdownIt("commonmark").enable(["table", "strikethrough"]).render,
        "mistune": _mistune("table", "strikethrough", "url"),
        "mistune with every plugin": _mistune("table", "strikethrough", "url", *PLUGINS),
    }
    if importlib.util.find_spec("linkify_it"):
        found["markdown-it gfm-like"] = MarkdownIt("gfm-like").render
    if shutil.which("cmark-gfm"):
        found["cmark-gfm"] = _cmark
    return found


def _mistune(*plugins: str) -> Callable[[str], str]:
    render = mistune.create_markdown(plugins=list(plugins))
    return lambda text: str(render(text))


def _cmark(text: str) -> str:
    """The engine of GitHub. It looks for addresses after it has taken the backslashes out, so that no escape can keep it from
    linking one; the text stays as it is. Such a link to an address is let pass here; any other link is not."""
    extensions = [word for name in GFM for word in ("-e", name)]
    made = subprocess.run(
        ["cmark-gfm", "--unsafe", *extensions], input=text.encode(), capture_output=True, check=True, timeout=20
    )
    return _ADDRESS.sub(r"\1", made.stdout.decode())
