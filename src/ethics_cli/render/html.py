"""A small tree of HTML and the one function that writes it. Every word passes escape() on its way out, and nothing else does.

Names of elements and attributes are ours, from closed lists; text is whatever anybody typed. So text can never become an
element, an attribute or a link: there is no way to say one. What a whole page needs around it is in page.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ethics_cli.render.visible import visible

ELEMENTS = frozenset(
    "html head meta title style body header main footer nav section article aside h1 h2 h3 h4 h5 h6 p blockquote ul ol li dl "
    "dt dd div table caption thead tbody tr th td hr br strong em b code span bdi a details summary fieldset legend label "
    "input del ins figure figcaption svg g rect line circle text desc".split()
)
EMPTY = frozenset("meta hr br input".split())
ATTRIBUTES = frozenset(
    "lang charset name content http-equiv id class href scope role dir for type checked tabindex open colspan "
    "aria-label aria-labelledby aria-hidden viewBox width height x y x1 y1 x2 y2 cx cy r text-anchor".split()
)
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


@dataclass(frozen=True, slots=True)
class Raw:
    """A style sheet: text of our own making, the only text that is not escaped. Refused where it could end its element."""

    text: str

    def __post_init__(self) -> None:
        if "<" in self.text:
            raise ValueError("a style sheet holds no markup")


@dataclass(frozen=True, slots=True)
class Element:
    """An element with its attributes and what stands in it."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    inside: tuple[Node, ...]


Node = Element | str | Raw
Given = Node | Iterable["Given"] | None


def el(name: str, /, *inside: Given, **attributes: str | bool | None) -> Element:
    """An element. What is None is left out; an underscore in an attribute's name is a hyphen, one at its end is dropped.

    Raises ValueError for a name that is not in the lists, and for a link that leaves the page.
    """
    if name not in ELEMENTS:
        raise ValueError(f"no such element: {name}")
    return Element(name, tuple(_attributes(attributes)), tuple(_flat(inside)))


def escape(text: str) -> str:
    """Text as HTML that shows that text and nothing else, in an element or between double quotes."""
    return visible(text).translate(_ENTITIES)


def to_html(node: Node) -> str:
    """A tree as HTML. Nothing is indented: white space in a paragraph is somebody's."""
    return "".join(_written(node))


def lines(text: str) -> Iterator[Node]:
    """Text with its own line ends kept."""
    for at, line in enumerate(text.split("\n")):
        if at:
            yield el("br")
        if line:
            yield line


def _written(node: Node) -> Iterator[str]:
    if isinstance(node, str):
        yield escape(node)
    elif isinstance(node, Raw):
        yield node.text
    else:
        yield f"<{node.name}{''.join(_attribute(*one) for one in node.attributes)}>"
        for one in node.inside:
            yield from _written(one)
        if node.name not in EMPTY:
            yield f"</{node.name}>"
        if node.name in BREAKING:
            yield "\n"


BREAKING = frozenset(
    "head meta title style body header main footer nav section article table tr ul ol li dl dd p".split()
)
"""Elements after which a line may end without a reader seeing it, so that the page can be read as text as well."""


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"' if value else f" {name}"


def _attributes(given: dict[str, str | bool | None]) -> Iterator[tuple[str, str]]:
    for name, value in given.items():
        kept = name.removesuffix("_").replace("_", "-")
        if kept not in ATTRIBUTES:
            raise ValueError(f"no such attribute: {kept}")
        if value is None or value is False:
            continue
        said = "" if value is True else value
        if kept == "href" and not said.startswith("#"):
            raise ValueError("a link that leaves the page")
        yield kept, said


def _flat(inside: Iterable[Given]) -> Iterator[Node]:
    for one in inside:
        if one is None:
            continue
        if isinstance(one, (str, Element, Raw)):
            yield one
        else:
            yield from _flat(one)
