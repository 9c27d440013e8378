"""How a replay looks besides: moments as cards, ways through them at the side, and which of them are shown."""

from __future__ import annotations

_WAYS = """
.standing { font: .9rem/1.5 var(--sans); color: var(--soft); margin: .4rem 0 0; }
.first ul { display: flex; flex-wrap: wrap; gap: .2rem 1.3rem; padding: 0; margin: 1.1rem 0 0; list-style: none;
  max-width: none; font: .9rem/1.5 var(--sans); }
.first a { display: inline-block; padding: .2rem 0; }
.frame { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 3rem; margin-top: 1.4rem; }
.ways { font: .88rem/1.45 var(--sans); }
.ways h2 { font-size: .95rem; margin: 1.3rem 0 .3rem; padding: 0; border: 0; }
.ways h2:first-child { margin-top: 0; }
.ways ul, .ways ol { list-style: none; padding: 0; margin: 0; }
.ways li { margin: 0; }
.ways a { display: block; padding: .3rem 0; text-decoration: none; }
.ways a:hover { text-decoration: underline; }
@media (max-width: 63.99rem) { .ways { margin-top: 3rem; padding-top: 1rem; border-top: 2px solid var(--ink); } }
@media (min-width: 64rem) {
  .frame { grid-template-columns: minmax(0, 1fr) 15rem; }
  .ways { position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem); overflow: auto;
    padding: 0 .4rem 1rem; } }
"""
_FEW = """
.few { display: none; border: 1px solid var(--line); border-radius: 6px; padding: .3rem .9rem .5rem; margin: 0;
  font: .88rem/1.5 var(--sans); }
.few legend { padding: 0 .3rem; color: var(--soft); }
.few label { display: inline-flex; gap: .4rem; align-items: center; padding-right: 1.2rem; min-height: 2rem; }
.few input { accent-color: var(--link); width: 1.05rem; height: 1.05rem; }
@supports selector(:has(*)) { @media screen {
  .few { display: block; }
  body:has(#show-changes:checked) :is(.moment, .part):not(.change, :target, :has(:target)),
  body:has(#show-flags:checked) :is(.moment, .part):not(.raising, :target, :has(:target)),
  body:has(#show-decision:checked) :is(.moment, .part):not(.deciding, :target, :has(:target)),
  body:has(#show-others:checked) :is(.moment, .part):not(.other, :target, :has(:target)),
  body:has(.few input:checked:not(#show-all)) .pause { display: none; } } }
"""
_MOMENT = """
.moment { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; margin: .8rem 0;
  padding: .7rem clamp(.9rem, 3vw, 1.4rem) .8rem; }
.moment:target { border-color: var(--link); box-shadow: 0 0 0 2px var(--link); }
.moment:focus { outline: none; }
.moment.other { background: var(--tint); }
.moment h3 { margin: .2rem 0 .3rem; font-size: 1.08rem; max-width: 62ch; }
.top { display: flex; flex-wrap: wrap; gap: .1rem 1rem; justify-content: space-between; font: .8rem/1.5 var(--sans);
  color: var(--soft); }
.top p { margin: 0; }
.step a { display: inline-block; padding: .15rem 0 .15rem 1.1rem; }
.kind { font-weight: 600; color: var(--ink); }
.pause { font: .85rem/1.5 var(--sans); color: var(--soft); text-align: center; margin: 1.5rem auto; }
.offer { font: .86rem/1.5 var(--sans); color: var(--soft); margin: .1rem 0 .4rem; max-width: 74ch; }
.moment details { margin: .3rem 0 0; }
.moment summary { font-size: .84rem; }
.moment details p { margin: .1rem 0 .3rem; font-size: .95rem; color: var(--soft); }
.answer { margin: .4rem 0; padding-left: .9rem; border-left: 3px solid var(--link); }
.answer p { margin: .15rem 0; }
.answer ul { margin: .2rem 0; list-style: none; padding: 0; }
.answer li { margin: .1rem 0 .5rem; }
.answer dl { margin: 0; font-size: .95rem; }
.answer dt, .answer dd { display: inline; margin: 0; }
.answer dt { color: var(--soft); }
.answer.was { border-left-color: var(--line); color: var(--soft); }
.how { font: .8rem/1.5 var(--sans); color: var(--soft); }
"""
_AFTER = """
.after { margin-top: .6rem; padding-top: .4rem; border-top: 1px dotted var(--line); font: .86rem/1.5 var(--sans);
  color: var(--soft); }
.after p { margin: .2rem 0; max-width: 74ch; }
.flag, .after .flag { font: .88rem/1.5 var(--sans); color: var(--ink); margin: .5rem 0 0; padding: .4rem .8rem;
  border-left: 4px solid var(--note); background: var(--tint); max-width: 74ch; }
.flag strong { color: var(--note); }
.flag.warn { border-color: var(--warn); }
.flag.warn strong { color: var(--warn); }
.flag.stop { border-color: var(--stop); }
.flag.stop strong { color: var(--stop); }
.flag.gone { border-left-style: dotted; color: var(--soft); }
@media (forced-colors: active) { .flag { border: 1px solid CanvasText; } }
@media print {
  .ways { display: none; }
  .moment { border: 0; border-top: 1px solid #bbb; border-radius: 0; padding: .5rem 0; margin: 0; break-inside: avoid; }
  .moment:target { border-color: #bbb; box-shadow: none; }
  .moment:has(table) { break-inside: auto; }
  h2 { margin-top: 1.6rem; } }
"""
REPLAY = _WAYS + _FEW + _MOMENT + _AFTER
