/**
 * The style of a page. Light tokens hold on paper and in print, dark ones on a dark screen; every picture is drawn
 * 352 px wide, so that its text of 12 px stays 11 to 12 px at every width.
 */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fcfbf8; --wash: #f1eee7; --ink: #1d1c1a; --soft: #5f5c56; --axis: #8a867e; --hair: #e0dcd3;
  --a: #0a5c9e; --b: #b23a0e; --c0: #0b5ea8; --c1: #d07c00; --c2: #219a78;
  --ok1: #eaf0f4; --ok2: #d9e6f0; --ok3: #c8dcec; --ok4: #b6d1e8;
  --no1: #f9e9df; --no2: #f4d5c4; --no3: #eec1a9; --no4: #e8ad8f;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --serif: "Iowan Old Style", Charter, "Charis SIL", Georgia, Cambria, serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #161718; --wash: #222426; --ink: #e9e6e0; --soft: #a8a49c; --axis: #7d7a73; --hair: #34363a;
    --a: #7dbcec; --b: #ee8a5e; --c0: #4a94dd; --c1: #eda320; --c2: #63d6b0;
    --ok1: #1b232a; --ok2: #1e2d39; --ok3: #213748; --ok4: #244157;
    --no1: #2b201b; --no2: #3b271d; --no3: #4b2e1f; --no4: #5b3521;
  }
}

* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/24px var(--sans); font-variant-numeric: tabular-nums;
}
.page { max-width: 768px; margin: 0 auto; padding: 0 16px; }
a { color: var(--a); text-underline-offset: 3px; text-decoration-thickness: 1px; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--a); outline-offset: 2px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

header { padding: 32px 0 40px; }
.kicker { margin: 0; font-size: 14px; line-height: 24px; color: var(--soft); overflow-wrap: anywhere; }
.kicker b { color: var(--ink); font-weight: 600; }
nav ul {
  list-style: none; margin: 8px 0 24px; padding: 0; display: flex; flex-wrap: wrap; gap: 0 16px;
  font-size: 14px; line-height: 24px;
}
h1 { font: 400 20px/28px var(--serif); margin: 0 0 24px; max-width: 34em; text-wrap: pretty; overflow-wrap: anywhere; }
h1 b { font-weight: 700; }
h2 { font: 700 20px/28px var(--serif); margin: 0 0 8px; }
h3 { font: 600 14px/20px var(--sans); margin: 0 0 8px; text-wrap: balance; overflow-wrap: anywhere; }
h3 code { font: inherit; font-family: var(--mono); }
p { margin: 0 0 16px; text-wrap: pretty; max-width: 38em; overflow-wrap: anywhere; }
code.mono { font-family: var(--mono); font-size: .875em; }
section { border-top: 1px solid var(--hair); padding: 32px 0 48px; }
.say { margin-bottom: 24px; }
.say > :last-child { margin-bottom: 0; }
footer {
  border-top: 1px solid var(--hair); padding: 24px 0 48px;
  font-size: 14px; line-height: 20px; color: var(--soft);
}

.grid { display: grid; grid-template-columns: minmax(0, 1fr); gap: 40px 32px; }
header .grid { row-gap: 24px; }
.grid > .panel { max-width: 352px; width: 100%; }
.grid > .wide { max-width: none; grid-column: 1 / -1; }
.quarters {
  display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 24px 16px; grid-column: 1 / -1;
}
.quarters > .panel { max-width: 168px; width: 100%; }
.stack { display: grid; gap: 40px; align-content: start; grid-template-columns: minmax(0, 1fr); }
.stack > .panel { max-width: 352px; width: 100%; }
figure { margin: 0; }
figcaption { font-size: 14px; line-height: 20px; color: var(--soft); margin-top: 8px; text-wrap: pretty; overflow-wrap: anywhere; }
figcaption b, .note b { color: var(--ink); font-weight: 600; }
.note { font-size: 14px; line-height: 20px; color: var(--soft); max-width: 44em; margin: 16px 0 0; }

svg { display: block; width: 100%; height: auto; overflow: visible; }
svg text { font: 12px/16px var(--sans); fill: var(--ink); font-variant-numeric: tabular-nums; unicode-bidi: isolate; }
svg .soft { fill: var(--soft); }
svg .mono { font-family: var(--mono); }
svg .strong { font-weight: 600; }
svg .halo { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; }
.axis { stroke: var(--axis); fill: none; }
.grid-line { stroke: var(--hair); }
.zero { stroke: var(--ink); }
.baseline { stroke: var(--soft); stroke-dasharray: 2 4; fill: none; }
.lead { stroke: var(--axis); fill: none; }
.line { fill: none; stroke-width: 1.75; stroke-linejoin: round; }
.line.main { stroke: var(--a); }
.line.pale { stroke: var(--soft); stroke-width: 1.25; }
.dot.main { fill: var(--a); }
.dot.pale { fill: var(--soft); }
.dot.ink { fill: var(--ink); stroke: var(--paper); }
.dot.faint { fill: var(--soft); opacity: .55; }
.open { fill: var(--paper); stroke: var(--soft); stroke-width: 2; }
.ring { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.ring.main { stroke: var(--a); }
.interval { stroke-width: 2; stroke: var(--axis); }
.interval.main { stroke: var(--a); }
.cross { stroke: var(--b); stroke-width: 1.75; fill: none; }
.bar { fill: var(--axis); }
.bar.wrong { fill: var(--ink); }
.bar.main { fill: var(--a); opacity: .35; }
.bar.full { fill: var(--a); }
.tick { stroke: var(--a); stroke-width: 1.5; }
.band { fill: var(--wash); }
.band.main { fill: var(--a); opacity: .14; }
.class-0 { fill: var(--c0); }
.class-1 { fill: var(--c1); }
.class-2 { fill: var(--c2); }
.of-class-0 { stroke: var(--c0); }
.of-class-1 { stroke: var(--c1); }
.of-class-2 { stroke: var(--c2); }
.point { stroke: var(--paper); stroke-width: 1; }
.point.one { fill: var(--a); fill-opacity: .85; }
.point.packed { stroke: none; }
.point.faint { opacity: .4; }
.point.wrong { stroke: var(--ink); stroke-width: 1.5; paint-order: stroke; }
.region { fill-opacity: .13; }
.region.edge { stroke: var(--paper); stroke-width: 1.5; stroke-linejoin: round; }
.level { fill: var(--a); fill-opacity: .1; }
.contour { fill: none; stroke: var(--a); stroke-opacity: .8; }
.border { fill: none; stroke: var(--paper); stroke-width: 1.5; }
.span { stroke: var(--a); stroke-width: 1.75; opacity: .35; }
.outside { fill: var(--paper); stroke: var(--ink); stroke-width: 1.25; }
.raises { fill: none; stroke: var(--a); opacity: .8; }
.lowers { fill: none; stroke: var(--b); stroke-dasharray: 5 3; opacity: .8; }
.unit { fill: var(--ink); }
.pixels { image-rendering: pixelated; }
.images {
  list-style: none; margin: 0; padding: 0; display: grid; gap: 16px;
  grid-template-columns: repeat(3, minmax(0, 1fr)); font-size: 12px; line-height: 16px;
}
.images li { overflow-wrap: anywhere; }
.images img {
  display: block; width: 100%; max-width: 96px; height: auto; margin-bottom: 4px;
  image-rendering: pixelated; outline: 1px solid var(--hair);
}
.images .wrong img { outline: 2px solid var(--ink); outline-offset: 1px; }
.images span { display: block; }

table { border-collapse: collapse; font-size: 14px; line-height: 20px; width: 100%; }
th, td {
  padding: 6px 0 5px 16px; text-align: right; font-weight: 400; vertical-align: top; white-space: nowrap;
  border-bottom: 1px solid var(--hair);
}
th.text, td.text { text-align: left; }
td.wraps, th.wraps { white-space: normal; overflow-wrap: anywhere; min-width: 9em; }
.say td.wraps, .say th.wraps, .grid > :not(.wide) th.wraps { min-width: 5em; }
.say th, .say td { padding-left: 12px; }
tr > :first-child { padding-left: 0; }
thead th, thead td { color: var(--soft); border-bottom-color: var(--axis); vertical-align: bottom; white-space: normal; }
.best > * { font-weight: 600; }
.scroll { overflow-x: auto; }
.scroll + p { margin-top: 8px; }
details { margin-top: 8px; font-size: 14px; }
summary { cursor: pointer; color: var(--a); line-height: 24px; width: fit-content; }
details > .scroll { max-height: 320px; overflow: auto; margin-top: 8px; }
details th, details td { font-size: 12px; line-height: 16px; padding-top: 4px; padding-bottom: 3px; }
details code.mono { font-size: 12px; }
details details { margin: 4px 0 0 16px; }
details .note { margin-top: 8px; }
details .source { margin-top: 8px; }
dl.reproduce + .grid { margin-top: 32px; }

.matrix { table-layout: fixed; border-collapse: separate; border-spacing: 2px; }
.matrix td, .matrix th { border: 0; text-align: center; padding: 8px 2px; vertical-align: middle; white-space: normal; overflow-wrap: anywhere; }
.matrix tbody td { height: 64px; }
.matrix tbody th { text-align: left; padding-left: 0; }
.matrix thead th, .matrix tbody th { color: var(--ink); }
.matrix .corner { text-align: left; color: var(--soft); font-size: 12px; line-height: 16px; padding-left: 0; }
.matrix td b { display: block; font-size: 16px; line-height: 20px; font-weight: 600; }
.matrix small { display: block; font-size: 12px; line-height: 16px; }
.matrix th small { color: var(--soft); }
.matrix .none { background: var(--wash); color: var(--soft); }
.matrix.dense td, .matrix.dense th { padding: 2px 0; font-size: 12px; line-height: 16px; }
.matrix.dense tbody td { height: 28px; }
.matrix.dense td b { font-size: 12px; line-height: 16px; }
.matrix.many { min-width: 560px; }
.matrix.dense, .matrix.tiny { table-layout: auto; width: auto; }
.matrix.dense tbody td { min-width: 36px; padding: 2px; }
.matrix.dense thead th, .matrix.tiny thead th { padding: 0 0 4px; white-space: nowrap; }
.matrix.dense tbody th, .matrix.tiny tbody th { padding: 0 8px 0 0; white-space: nowrap; font-size: 12px; line-height: 16px; }
.matrix.tiny { border-spacing: 1px; }
.matrix.tiny tbody td { width: 16px; min-width: 16px; height: 16px; padding: 0; }
.upright { display: inline-block; writing-mode: vertical-rl; transform: rotate(180deg); font-size: 12px; line-height: 16px; }
.right-1 { background: var(--ok1); } .right-2 { background: var(--ok2); }
.right-3 { background: var(--ok3); } .right-4 { background: var(--ok4); }
.wrong-1 { background: var(--no1); } .wrong-2 { background: var(--no2); }
.wrong-3 { background: var(--no3); } .wrong-4 { background: var(--no4); }

dl { margin: 0; font-size: 14px; line-height: 20px; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
dl.facts {
  display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px;
  border-top: 1px solid var(--hair); padding-top: 16px;
}
.facts dd { font-size: 16px; line-height: 24px; }
.facts small { display: block; font-size: 14px; line-height: 20px; color: var(--soft); }
dl.reproduce dd { margin-bottom: 16px; }
.reproduce code, pre { font: 12px/20px var(--mono); overflow-wrap: anywhere; }
pre { margin: 8px 0 0; white-space: pre-wrap; }

.source { font: 12px/20px var(--mono); background: var(--wash); padding: 16px 0; }
.source .row { display: grid; grid-template-columns: 32px minmax(0, 1fr) auto; column-gap: 8px; padding-right: 16px; }
.source .number { color: var(--soft); text-align: right; padding-right: 4px; user-select: none; }
.source code { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; padding-left: 16px; text-indent: -16px; }
.source .deep code { padding-left: 32px; }
.source b { font-weight: 700; }
.source .value { color: var(--a); }
.source i { color: var(--soft); font-style: normal; }
.source .row:target { background: var(--hair); }
.source .added { background: var(--ok2); }
.source .removed { background: var(--no1); }

@media (max-width: 719px) {
  th, td { padding-left: 12px; }
  tbody th:not(.keeps) { white-space: normal; overflow-wrap: break-word; }
}
@media (min-width: 720px) {
  header { padding-top: 48px; }
  h1 { font-size: 28px; line-height: 36px; }
  .grid { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .quarters { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .images { grid-template-columns: repeat(6, minmax(0, 1fr)); }
  dl.facts { grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 16px 32px; }
  dl.reproduce { display: grid; grid-template-columns: 160px minmax(0, 1fr); gap: 8px 16px; }
  dl.reproduce dd { margin: 0; }
}
@media (min-width: 1180px) {
  .page { max-width: 1136px; }
  header, section { display: grid; grid-template-columns: 320px 736px; column-gap: 48px; }
  header { padding: 64px 0 56px; }
  section { padding: 40px 0 56px; }
  .say { margin: 0; }
  nav ul { display: block; margin-top: 16px; }
  h1 { margin-top: -8px; }
}
@media print {
  @page { margin: 16mm; }
  body { font-size: 14px; line-height: 20px; }
  h1 { font-size: 20px; line-height: 28px; }
  header { padding: 0 0 16px; }
  section { padding: 16px 0 24px; break-inside: avoid; }
  .page { max-width: none; padding: 0; }
  nav, summary { display: none; }
  .panel, figure, tr, .images li, .source .row { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .grid { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .quarters { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .images { grid-template-columns: repeat(6, minmax(0, 1fr)); }
  a { color: inherit; text-decoration: none; }
  .matrix td, .source, .added, .removed { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`.replaceAll(/\n\s*/g, "\n").trim();
