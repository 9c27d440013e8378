"""How every page looks: one style sheet as text. Light and dark, narrow and wide, on paper. No font, picture or address of anybody.

Nothing is said by colour alone: a flag has its word, an answer that was changed its Was and Now.
"""

from __future__ import annotations

_COLOURS = """
:root { color-scheme: light dark;
  --paper: #fcfbf8; --sheet: #fff; --tint: #f4f1ea; --line: #dcd8cf; --ink: #20242a; --soft: #565c65;
  --link: #0b5563; --note: #3c5a86; --warn: #7a4d00; --stop: #9b1c1c;
  --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #15181c; --sheet: #1b1f24; --tint: #23282e; --line: #363c44; --ink: #e7e3da; --soft: #a9afb8;
  --link: #8fd0da; --note: #a9c4ee; --warn: #f0c36b; --stop: #ff9d94; } }
"""
_TEXT = """
* { box-sizing: border-box; }
html { font: 100%/1.55 var(--serif); color: var(--ink); background: var(--paper); -webkit-text-size-adjust: 100%;
  scroll-padding-top: 1rem; }
body { margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 2.5rem) 4rem; max-width: 76rem; overflow-wrap: break-word; }
.paper { max-width: 52rem; margin: 0 auto; }
main:focus, section:focus, nav:focus { outline: none; }
h1, h2, h3, h4 { line-height: 1.25; margin: 0; text-wrap: balance; }
h1 { font-size: clamp(1.45rem, 1.1rem + 1.6vw, 2.1rem); letter-spacing: -.012em; }
h2 { font-size: 1.3rem; margin: 2.6rem 0 .9rem; padding-top: .9rem; border-top: 2px solid var(--ink); }
h3 { font-size: 1.06rem; margin: 1.6rem 0 .4rem; }
h4 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
p, dd, td, th, li.said { white-space: pre-wrap; }
p { margin: .5rem 0; max-width: 68ch; }
a { color: var(--link); text-underline-offset: .18em; text-decoration-thickness: .07em; }
a:hover { text-decoration-thickness: .14em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; border-radius: 3px; }
ul { padding-left: 1.2rem; margin: .5rem 0; max-width: 68ch; }
li { margin: .2rem 0; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2.5rem 0; }
blockquote { margin: 1rem 0; padding: .1rem 1rem; border-left: 4px solid var(--line); color: var(--soft); font-size: .95rem; }
code { font: .88em/1.4 var(--mono); background: var(--tint); padding: .1em .3em; border-radius: 3px; }
details { margin: .8rem 0; }
summary { cursor: pointer; font: .9rem/1.5 var(--sans); color: var(--link); padding: .15rem 0; width: fit-content; }
footer { margin-top: 3.5rem; padding-top: 1rem; border-top: 1px solid var(--line); font: .85rem/1.5 var(--sans);
  color: var(--soft); }
"""
_TABLES = """
.scroll { position: relative; overflow-x: auto; margin: .9rem 0; max-width: 100%; }
table { border-collapse: collapse; font: .88rem/1.4 var(--sans); min-width: min(100%, 24rem); }
th, td { border-bottom: 1px solid var(--line); padding: .45rem 1.1rem .45rem 0; text-align: left; vertical-align: top;
  min-width: 4.5rem; }
thead th { border-bottom: 1.5px solid var(--ink); vertical-align: bottom; font-weight: 600; }
tbody th { font-weight: 500; }
caption { text-align: left; color: var(--soft); padding-bottom: .3rem; }
.signs th, .signs td { min-width: 3rem; padding-right: .5rem; hyphens: auto; }
.signs td, .signs thead th + th, .signs thead td + th { text-align: center; padding-left: .4rem; padding-right: .4rem; }
.signs td { font-size: 1.05rem; }
.signs thead td { border-bottom: 1.5px solid var(--ink); }
.about { font: .85rem/1.5 var(--sans); color: var(--soft); }
.about dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem; margin: .4rem 0; }
.about dt { font-weight: 600; }
.about dd { margin: 0; overflow-wrap: anywhere; }
"""
_HELP = """
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -5rem; z-index: 2; background: var(--sheet); padding: .6rem 1rem;
  border: 2px solid var(--link); font-family: var(--sans); }
.skip:focus { top: .5rem; }
@media (max-width: 34rem) {
  .signs thead th { font-size: .8rem; }
  .about dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .about dd { margin-bottom: .4rem; } }
@media print {
  @page { margin: 18mm 16mm 20mm; }
  :root { color-scheme: light; --paper: #fff; --sheet: #fff; --tint: #fff; --line: #bbb; --ink: #000; --soft: #444;
    --link: #000; --note: #000; --warn: #000; --stop: #000; }
  html { font-size: 10.5pt; }
  body, .paper { padding: 0; max-width: none; }
  .skip, .no-print { display: none !important; }
  a { text-decoration: none; }
  h1, h2, h3, h4, thead, summary { break-after: avoid; }
  tr, blockquote { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
  .scroll { overflow: visible; }
  summary { color: #000; list-style: none; }
  details::details-content { content-visibility: visible; block-size: auto; } }
"""
BASE = _COLOURS + _TEXT + _TABLES + _HELP
