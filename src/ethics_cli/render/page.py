"""A whole page of HTML: one file that needs nothing else, runs nothing, loads nothing and sends nothing, and says so to the browser.

The policy in its head allows one style sheet by its digest and nothing besides: no script, picture, frame, form or address.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode

from ethics_cli.render.html import Given, Raw, el, to_html

MAIN = "content"
"""The id of the main part of a page, where the skip link leads."""


def page(title: str, *body: Given, style: str) -> str:
    """A page with a title and a body. The body has an element `main` with the id MAIN."""
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy(style)),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="robots", content="noindex, nofollow"),
        el("title", title),
        el("style", Raw(style)),
    )
    skip = el("a", "Skip to the content", class_="skip", href=f"#{MAIN}")
    return "<!DOCTYPE html>\n" + to_html(el("html", head, el("body", skip, *body), lang="en"))


def policy(style: str) -> str:
    """What the page may do: nothing but look as this style sheet says."""
    digest = b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
