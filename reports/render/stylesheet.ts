const palette = `
:root {
  color-scheme: light dark;
  --paper: #fdfdfb; --ink: #1d1d1b; --quiet: #5c5c57; --rule: #dddbd4; --wash: #f4f3ee;
  --go: #1c6b3c; --stop: #a8211c; --open: #7a4f00; --on: #ffffff; --link: #1f4e8c;
  --plot-series: #2f6db5; --plot-quiet: #7f93ad; --plot-limit: #b3302a; --plot-over: #b3302a;
  --plot-second: #96590a; --plot-third: #2f7d4f;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  --text: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #161715; --ink: #e7e5df; --quiet: #a5a39b; --rule: #383934; --wash: #1f201d;
    --go: #86cf9f; --stop: #ff9d92; --open: #e8bd66; --on: #141513; --link: #9cc3f5;
    --plot-series: #7db2ee; --plot-quiet: #8d9cb0; --plot-limit: #ff8f84; --plot-over: #ff8f84;
    --plot-second: #e3a955; --plot-third: #86cf9f;
  }
}`;

const page = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; padding: clamp(1.25rem, 4vw, 3.5rem) clamp(1.125rem, 4vw, 2.5rem) 4rem; max-width: 62rem;
  background: var(--paper); color: var(--ink);
  font: 400 1rem/1.55 var(--text); font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
p, ul, ol, dl, figure { margin: 0; }
ul, ol { padding: 0; list-style: none; }
a { color: var(--link); text-underline-offset: 0.15em; }
code { font: 0.9em/1.45 var(--mono); overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.quiet, .basis, .count, .question, .asked, .none, footer { color: var(--quiet); }
section { margin-top: 4rem; }
h2 { margin: 0 0 1.25rem; padding-bottom: 0.5rem; border-bottom: 1px solid var(--ink); font-size: 1.375rem; font-weight: 600; line-height: 1.25; letter-spacing: -0.01em; }
h2 .count { font-weight: 400; padding-left: 0.25em; }
h3 { margin: 0; font-size: 1rem; font-weight: 600; line-height: 1.45; }
h3.group { margin: 2.25rem 0 0.5rem; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--rule); font-size: 0.875rem; }`;

const decision = `
.decision .subject { color: var(--quiet); }
.decision h1 {
  display: inline-block; margin: 0.5rem 0 0.9rem -0.06em; font-weight: 750;
  font-size: clamp(2.75rem, 13vw, 6rem); line-height: 1; letter-spacing: -0.035em;
}
.decision.GO h1 { color: var(--go); }
.decision.NO-GO h1 { color: var(--stop); }
.decision.INCONCLUSIVE h1 { color: var(--open); font-size: clamp(2rem, 11vw, 5.25rem); }
.decision .words { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1.5rem; margin-bottom: 0.9rem; }
.decision .words h1 { margin-bottom: 0; }
.launch { font-weight: 650; font-size: clamp(1.35rem, 6vw, 2.75rem); line-height: 1.15; letter-spacing: -0.015em; }
.launch.authorised { color: var(--go); }
.launch.awaited { color: var(--open); }
.launch.rejected, .launch.lapsed, .launch.refused { color: var(--stop); }
.decision .why { margin-top: 0.35rem; font-size: 1.125rem; max-width: 46rem; }
.decision:is(.rejected, .lapsed, .refused).GO h1 { color: var(--quiet); }
.decision .meaning { font-size: 1.25rem; font-weight: 600; line-height: 1.4; }
.decision .sentence { margin-top: 0.35rem; font-size: 1.125rem; max-width: 46rem; }
.caveat { margin-top: 1rem; padding: 0.6rem 0.9rem; border-left: 4px solid var(--open); background: var(--wash); max-width: 46rem; }
.facts, .counts { display: flex; flex-wrap: wrap; gap: 0.15rem 1.4rem; }
.facts { margin-top: 1.5rem; color: var(--quiet); font-size: 0.9375rem; }
.counts { margin-top: 0.6rem; }
.counts b { font-weight: 650; }
nav { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid var(--rule); font-size: 0.9375rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.35rem 1.6rem; }
nav a { display: inline-block; padding: 0.15rem 0; }`;

const evidence = `
.mark { font-weight: 600; white-space: nowrap; margin-right: 0.35em; }
.mark.pass, .mark.attested { color: var(--go); font-weight: 500; }
.mark.fail { color: var(--stop); }
.mark.inconclusive, .mark.unbound, .mark.waived, .mark.warning { color: var(--open); }
.mark.not-applicable, .mark.person, .mark.not-due { color: var(--quiet); font-weight: 500; }
.evidence { padding: 1.5rem 0; border-bottom: 1px solid var(--rule); break-inside: avoid; }
.evidence:first-of-type { padding-top: 0.25rem; }
.evidence .reason { white-space: pre-line; overflow-wrap: anywhere; margin-top: 0.5rem; font-size: 1.0625rem; max-width: 46rem; }
.evidence .question { margin-top: 0.15rem; max-width: 46rem; }
.evidence .asked { margin-top: 0.4rem; font-size: 0.875rem; }
.comparison { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); gap: 0.25rem 2rem; margin-top: 0.6rem; }
.comparison div { display: grid; grid-template-columns: 5.25rem 1fr; }
.comparison dt { color: var(--quiet); font-size: 0.875rem; line-height: 1.6; }
.comparison dd { margin: 0; font: 0.875rem/1.6 var(--mono); overflow-wrap: anywhere; }
.basis { display: flex; flex-wrap: wrap; gap: 0 1.1rem; margin-top: 0.35rem; font-size: 0.875rem; }
.rows > .row { padding: 0.7rem 0; border-bottom: 1px solid var(--rule); break-inside: avoid; }
.rows > .row:last-child { border-bottom: 0; }
.row .reason { white-space: pre-line; overflow-wrap: anywhere; margin-top: 0.15rem; max-width: 46rem; }
.row .comparison { margin-top: 0.25rem; }
.names { columns: 22rem 2; column-gap: 2rem; margin-top: 0.4rem; font-size: 0.9375rem; }
.attachments { display: flex; flex-wrap: wrap; gap: 0.9rem; margin-top: 0.9rem; font-size: 0.875rem; }
.attachments img { display: block; max-width: 100%; height: 11rem; margin-bottom: 0.25rem; border: 1px solid var(--rule); background: var(--wash); }`;

const parts = `
details { border-bottom: 1px solid var(--rule); }
summary { display: grid; grid-template-columns: 8.25rem 1fr auto 0.75rem; gap: 0 0.75rem; padding: 0.6rem 0; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::after { content: "+"; color: var(--quiet); font-family: var(--mono); grid-column: 4; grid-row: 1; }
details[open] > summary::after { content: "\\2212"; }
summary:hover .text { text-decoration: underline; text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
summary .role { grid-column: 2; color: var(--quiet); font-size: 0.875rem; }
summary .aside { grid-column: 2 / 4; color: var(--quiet); font-size: 0.9375rem; }
summary .answers { grid-column: 3; grid-row: 1; color: var(--quiet); font-size: 0.875rem; line-height: 1.7; }
summary:not(:has(.mark)) { grid-template-columns: auto 1fr auto 0.75rem; }
.fold { padding: 0 0 1rem 9rem; }
.fold > * + * { margin-top: 0.35rem; }
#checks .fold, #unverified .fold { padding-left: 0; }
.plain li { padding: 0.15rem 0; }
.plain { margin-bottom: 1.5rem; }
figure { margin: 0.75rem 0; max-width: 46rem; }
figure svg { display: block; height: auto; }
.scroll { overflow-x: auto; margin-top: 1rem; overflow-wrap: break-word; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; line-height: 1.4; }
th, td { padding: 0.45rem 1.1rem 0.45rem 0; border-bottom: 1px solid var(--rule); text-align: right; white-space: nowrap; vertical-align: baseline; font-weight: 400; }
th:first-child, td:first-child, .words th, .words td { text-align: left; }
.words td { white-space: normal; min-width: 7rem; }
thead th { color: var(--quiet); font-size: 0.875rem; border-bottom-color: var(--ink); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 1.25rem 2rem; margin-bottom: 2rem; }
.figures dt { color: var(--quiet); font-size: 0.875rem; }
.figures dd { margin: 0; font-size: 1.75rem; line-height: 1.3; letter-spacing: -0.01em; }
.figures dd.quiet { font-size: 0.875rem; letter-spacing: 0; }
.timeline > li { display: grid; grid-template-columns: 9rem 6rem 1fr; gap: 0 1rem; align-items: center; padding: 0.35rem 0; }
.timeline .took { text-align: right; }
.timeline svg { width: 100%; height: 8px; }
.timeline .quiet { grid-column: 3; font-size: 0.875rem; }
.timeline .track { fill: var(--rule); }
.timeline .bar { fill: var(--plot-series); }
.digest { font-size: 0.8125rem; }
#environment .facts { margin: 1.25rem 0 0.35rem; }`;

const media = `
@media (max-width: 40rem) {
  section { margin-top: 3rem; }
  summary { grid-template-columns: 1fr auto 0.75rem; }
  summary::after { grid-column: 3; }
  summary .mark { grid-column: 1; font-size: 0.875rem; }
  summary .answers { grid-column: 2; }
  summary .mark ~ .text, summary .role, summary .aside { grid-column: 1 / 3; }
  summary:not(:has(.mark)) { grid-template-columns: auto 1fr 0.75rem; }
  .fold { padding-left: 0; }
  .comparison div { grid-template-columns: 4.75rem 1fr; }
  .attachments img { height: auto; max-height: 16rem; }
  figure svg { min-width: 33rem; }
  .timeline > li { grid-template-columns: 1fr auto; }
  .timeline svg, .timeline .quiet { grid-column: 1 / -1; margin-top: 0.2rem; }
}
@media print {
  :root {
    --paper: #fff; --ink: #000; --quiet: #444; --rule: #bbb; --wash: #f4f4f4;
    --go: #14532d; --stop: #8f1511; --open: #6b4500; --link: #000;
    --plot-series: #2f6db5; --plot-quiet: #7f93ad; --plot-limit: #b3302a; --plot-over: #b3302a;
  }
  @page { margin: 16mm 14mm; }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; }
  nav, summary::after { display: none; }
  section { margin-top: 2.25rem; }
  h2, h3 { break-after: avoid; }
  a { text-decoration: none; }
  #plan :is(.fail, .inconclusive, .unbound, .waived, .warning) > details::details-content { content-visibility: visible; display: block; height: auto; }
  .scroll { overflow: visible; }
  tr, .row, figure, .timeline > li { break-inside: avoid; }
}`;

/** The report's one stylesheet: no font, picture or rule from elsewhere. */
export const stylesheet = [palette, page, decision, evidence, parts, media].join('\n');
