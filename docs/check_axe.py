"""Every page against axe-core, in a headless browser: the site in build/site, and the pages that the program itself writes.

Run with `just axe`, by hand. It wants chromium, and an axe.min.js that AXE names or that lies in node_modules (`npm install axe-core`);
without one of them it says so and leaves with 0. Each page is looked at twice, light and dark. Pages are served to the browser from this
machine alone. The policy that keeps scripts out of our own pages is taken off the copy that is served: axe is a script.

Records that the site shows as samples are Markdown; the program's own HTML of them is looked at instead. The site's look is the
theme's. What axe finds in its own elements (named in THEIRS) is counted and not held against us.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

ROOT = Path(__file__).parents[1]
SITE = ROOT / "build" / "site"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PLACES = ("node_modules/axe-core/axe.min.js", "build/node_modules/axe-core/axe.min.js")
PATIENCE = 900
SCHEMES = {"light": "1", "dark": "0"}
MOUSE = "primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4"
"""A browser without a screen has no mouse either, and the theme makes wide blocks of code reachable only where there is one."""
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
WALKS = ("night-job", "child-at-the-centre", "named-threat", "coworker-conduct", "manager-file")
THEIRS = (
    ".md-header",
    ".md-nav",
    ".md-search",
    ".md-footer",
    ".md-top",
    ".md-clipboard",
    ".md-code__nav",
    ".md-sidebar",
    ".headerlink",
)
"""Elements of the theme, by the beginning of what axe calls them."""
HARNESS = """<!doctype html><html lang="en"><title>axe</title>
<iframe id="f" style="width:1280px;height:900px"></iframe><script>
const pages = PAGES, found = [], frame = document.getElementById("f");
const options = {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]};
async function look(page) {
  await new Promise(done => { frame.onload = done; frame.src = page; });
  if (page.startsWith("site/")) await new Promise(done => setTimeout(done, 400));
  const script = frame.contentDocument.createElement("script");
  script.textContent = AXE;
  frame.contentDocument.head.append(script);
  const result = await frame.contentWindow.axe.run(frame.contentDocument, options);
  for (const one of result.violations) for (const node of one.nodes)
    found.push({page, rule: one.id, help: one.help, at: node.target.join(" "), html: node.html.slice(0, 160), why: node.failureSummary});
}
(async () => {
  const failed = page => fault => found.push({page, rule: "not-looked-at", help: String(fault), at: "", html: ""});
  for (const page of pages) await look(page).catch(failed(page));
  await fetch("/done", {method: "POST", body: JSON.stringify(found)});
})();
</script></html>"""


def main() -> int:
    """Look at every page and say what is wrong with ours."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    axe = next((path for path in _places() if path.is_file()), None)
    if browser is None or axe is None:
        print(
            f"Not looked at: there is no {'chromium' if browser is None else 'axe.min.js (npm install axe-core, or AXE=FILE)'} here."
        )
        return 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        if SITE.is_dir():
            shutil.copytree(SITE, root / "site")
        write_pages(root / "ours")
        names = (path.relative_to(root).as_posix() for path in sorted(root.rglob("*.html")))
        pages = [name for name in names if not name.endswith("404.html") and not name.startswith("site/tests/")]
        found = [{**one, "scheme": name} for name in SCHEMES for one in looked_at(browser, axe, root, pages, name)]
    theirs = [one for one in found if one["at"].startswith(THEIRS) and one["page"].startswith("site/")]
    ours = [one for one in found if one not in theirs]
    for line in dict.fromkeys(_line(one) for one in ours):
        print(line)
    print(f"{len(pages)} pages, light and dark: {len(ours)} faults of ours, {len(theirs)} in elements of the theme.")
    for rule in sorted({one["rule"] for one in theirs}):
        print(f"  theme: {rule}, {sum(one['rule'] == rule for one in theirs)} times")
    return int(bool(ours))


def _places() -> Iterator[Path]:
    if os.environ.get("AXE"):
        yield Path(os.environ["AXE"])
    yield from (ROOT / place for place in PLACES)


def _line(one: dict[str, Any]) -> str:
    return f"{one['page']} ({one['scheme']}): {one['rule']}: {one['help']}\n    at {one['at']}: {one['html']}"


def write_pages(folder: Path) -> None:
    """One page of each kind that the program writes, from sample walks in a home of their own."""
    folder.mkdir()
    with tempfile.TemporaryDirectory() as home:
        ids = [_walked(home, name) for name in WALKS]
        first, second = ids[:2]
        _ethics(home, "after", first, "--answers", str(ROOT / "frameworks" / "walks" / f"{WALKS[0]}.yaml"))
        _ethics(home, "debrief", second, "--answers", str(ROOT / "frameworks" / "walks" / f"{WALKS[1]}.yaml"))
        for ident, name in zip(ids, WALKS, strict=True):
            _ethics(home, "record", ident, "--format", "html", "--to", str(folder / f"record-{name}.html"))
            _ethics(home, "replay", ident, "--html", str(folder / f"replay-{name}.html"))
        _ethics(home, "record", second, "--layout", "debrief", "--format", "html", "--to", str(folder / "debrief.html"))
        _ethics(home, "record", first, "--layout", "slip", "--format", "html", "--to", str(folder / "slip.html"))
        _ethics(home, "compare", first, second, "--html", str(folder / "compare.html"))
        _ethics(home, "stats", "--html", str(folder / "stats.html"))
        _ethics(home, "agenda", "--html", str(folder / "agenda.html"))
        (folder / "review.html").write_text(_ethics(home, "review", "--format", "html", "--fail-on", "never"), "utf-8")
        for kind in ("protocols", "lenses"):
            for path in sorted((ROOT / "frameworks" / kind).glob("*.yaml")):
                page = _ethics(home, "card", path.stem, "--format", "html")
                (folder / f"card-{path.stem}.html").write_text(page, "utf-8")


def _walked(home: str, name: str) -> str:
    path = ROOT / "frameworks" / "walks" / f"{name}.yaml"
    return str(json.loads(_ethics(home, "decide", "--answers", str(path), "--json"))["session"])


def _ethics(home: str, *argv: str) -> str:
    env = {**os.environ, "ETHICS_HOME": f"{home}/home", "ETHICS_CACHE": f"{home}/cache"}
    done = subprocess.run(
        [sys.executable, "-m", "ethics_cli", *argv], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"ethics {' '.join(argv)}: {done.stderr}")
    return done.stdout


def looked_at(browser: str, axe: Path, root: Path, pages: list[str], scheme: str) -> list[dict[str, Any]]:
    """What axe finds on these pages in one run of the browser."""
    script = HARNESS.replace("PAGES", json.dumps(pages))
    script = script.replace("= AXE;", f"= {json.dumps(axe.read_text('utf-8')).replace('</', '<' + chr(92) + '/')};")
    (root / "harness.html").write_text(script, "utf-8")
    Server.found.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        where = f"http://127.0.0.1:{server.server_port}/harness.html"
        look = f"--blink-settings=preferredColorScheme={SCHEMES[scheme]},{MOUSE}"
        argv = [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--remote-debugging-port=0",
            f"--user-data-dir={profile}",
            look,
        ]
        child = subprocess.Popen([*argv, where], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            if not Server.done.wait(PATIENCE):
                raise SystemExit("the browser did not come to an end")
        finally:
            child.terminate()
            child.wait()
            server.shutdown()
            Server.done.clear()
    (root / "harness.html").unlink()
    return list(Server.found)


class Server(SimpleHTTPRequestHandler):
    """The pages as they stand but for the policy that keeps scripts out; and the place where the findings arrive."""

    found: ClassVar[list[dict[str, Any]]] = []
    done = threading.Event()

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.suffix != ".html" or not path.is_file():
            return super().do_GET()
        body = POLICY.sub(b"", path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def do_POST(self) -> None:
        self.found.extend(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()
        self.done.set()

    def log_message(self, *args: Any) -> None:
        """Say nothing of single requests."""


if __name__ == "__main__":
    sys.exit(main())
