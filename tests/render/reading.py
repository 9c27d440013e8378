"""A page as a reader of HTML takes it, and words that would be more than words. Not a test."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import strategies as st

from ethics_cli.render.html import EMPTY

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onfocus='alert(1)",
    "</title></style></textarea><b>",
    "<!-- ",
    "]]>",
    "&lt;b&gt; &#60;",
    "a < b && c > d",
    "javascript:alert(1)",
    "https://example.org",
    "\x1b[2J\u202e\u2028",
]
TYPED = st.one_of(st.sampled_from(ATTACKS), st.text(max_size=40), st.text(alphabet="<>&\"'/=!-a \n", max_size=20))


class Reading(HTMLParser):
    """A page as a reader of HTML takes it: its elements with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple]] = []
        self.open: list[str] = []
        self.said: list[str] = []
        self.odd: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.odd.append(tag)

    def handle_data(self, data):
        if "style" not in self.open:
            self.said.append(data)

    def handle_comment(self, data):
        self.odd.append(data)

    def unknown_decl(self, data):
        self.odd.append(data)

    @property
    def text(self) -> str:
        return "".join(self.said)
