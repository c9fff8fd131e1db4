import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checklist } from '../checklist.ts';
import { openTerminal } from '../terminal.ts';
import { bindLines } from './bind-line.ts';
import { readPlanText } from './read-plan.ts';
import { renderChecklist } from './render-checklist.ts';

const plan = `# Shop: going live

Intro with **bold** words.

## Before launch

- [ ] Users can **log in**
- [x] \`SECRET_KEY\` is set
  - [ ] and nested: security headers
- plain item
- ✅ Health check

**Performance:**
- [ ] Load testing (100 concurrent users) and rate limiting

| Test | What | Pass/Fail |
|---|---|---|
| Scanner | Barcode scanner works | |
| Offline | Basic viewing works offline | pass |

| Server | Price |
|---|---|
| small | 5 |

## Sign-off

### Operations team

- [ ] Monitoring configured

## After launch

- [ ] Watch https://shop.example/login?redirect=https

\`\`\`sh
0 3 * * 0 docker system prune -af --volumes
\`\`\`
`;

const read = readPlanText(plan);
const bound = bindLines(read.lines);

test('check boxes, ticked items and tables with an answer become lines, with section, place and claim', () => {
  assert.deepEqual(
    read.lines.map(({ section, text, line, from, claimed }) => [section, text, line, from, claimed]),
    [
      ['Before launch', 'Users can log in', 7, 'checkbox', false],
      ['Before launch', 'SECRET_KEY is set', 8, 'checkbox', true],
      ['Before launch', 'and nested: security headers', 9, 'checkbox', false],
      ['Before launch', 'Health check', 11, 'tick', true],
      [
        'Before launch / Performance',
        'Load testing (100 concurrent users) and rate limiting',
        14,
        'checkbox',
        false,
      ],
      ['Before launch', 'Scanner: Barcode scanner works', 18, 'table', false],
      ['Before launch', 'Offline: Basic viewing works offline', 19, 'table', true],
      ['Sign-off / Operations team', 'Monitoring configured', 29, 'checkbox', false],
      ['After launch', 'Watch https://shop.example/login?redirect=https', 33, 'checkbox', false],
    ],
  );
  assert.equal(read.title, 'Shop: going live');
  assert.deepEqual(read.tablesLeftOut, [21]);
});

test('a line is bound by its words to checks or to a role, or to nothing', () => {
  assert.deepEqual(
    bound.map(({ id, phase, role, checks }) => [id, phase, role ?? checks.join(',')]),
    [
      ['users-can-log-in', 'release', 'sign-in.works'],
      ['secret-key-set', 'release', ''],
      ['nested-security-headers', 'release', 'headers.present'],
      ['health-check', 'release', 'stack.ready'],
      ['load-testing-100-concurrent-users-rate', 'release', ''],
      ['scanner-barcode-scanner-works', 'release', 'scan.reads'],
      ['offline-basic-viewing-works-offline', 'release', 'offline.viewing'],
      ['monitoring-configured', 'release', 'operations'],
      ['watch-https-shop-example-login-redirect', 'after', ''],
    ],
  );
  assert.match(bound[4]?.note ?? '', /more than one thing; perhaps login\.limited, load\.p95/u);
});

test('hazards of the plan are found with their line', () => {
  assert.deepEqual(
    read.hazards.map(({ rule, line, scheduled }) => [rule, line, scheduled]),
    [['volumes-removed', 36, true]],
  );
});

test('the module that is written holds every line, quoted', () => {
  const lines = bindLines(readPlanText("## It's so\n- [ ] a 'quoted' \\ line\n").lines);
  const text = renderChecklist('shop', 'PLAN.md', lines);
  assert.match(text, /\.\.\.section\('shop', 'It\\'s so', \[/u);
  assert.match(text, /byCheck\('quoted-line', 'a \\'quoted\\' \\\\ line', \{\}\),/u);
});

const german = `\uFEFF# Werkstatt

## 1. Vor dem Start

- [ ] Sicherung
  1. [x] Wiederherstellung wurde getestet

| Nr. | Prüfung | Verantwortlich | Erledigt |
|----:|---------|----------------|----------|
| 1 | Größe geprüft | Frau Müller | ☐ |
| 2 | Bild hochgeladen | | ja |

| Test | Owner | Notes |
|---|---|---|
| who | me | |

| Prüfung | Klappt es? |
|---|---|
| Benutzer können sich anmelden | ✅ |
| Abmelden beendet die Sitzung | |

## 2. Nach dem Start

- [ ] Log gelesen

## Freigabe

| Rolle | Name | Unterschrift |
|---|---|---|
| Geschäftsführung | J. Groß | |
`.replaceAll('\n', '\r\n');

test('a plan of a Windows editor, in German, with owners: its lines, whose they are, and what is no line', () => {
  const plan = readPlanText(german);
  const lines = bindLines(plan.lines);
  assert.equal(plan.title, 'Werkstatt');
  assert.deepEqual(plan.tablesLeftOut, [13]);
  assert.deepEqual(
    lines.map(({ id, plan: { line, claimed }, phase, note }) => [
      id,
      line,
      claimed,
      phase,
      note?.split('; bound')[0],
    ]),
    [
      ['sicherung', 5, false, 'release', undefined],
      ['wiederherstellung-wurde-getestet', 6, true, 'release', 'below “Sicherung”'],
      ['groesse-geprueft', 10, false, 'release', 'Verantwortlich: Frau Müller; no check asks it yet'],
      ['bild-hochgeladen', 11, true, 'release', undefined],
      [
        'benutzer-koennen-sich-anmelden',
        19,
        true,
        'release',
        'bound by its words: look whether these checks ask this',
      ],
      [
        'abmelden-beendet-die-sitzung',
        20,
        false,
        'release',
        'bound by its words: look whether these checks ask this',
      ],
      ['log-gelesen', 24, false, 'after', undefined],
      ['geschaeftsfuehrung-j-gross', 30, false, 'release', undefined],
    ],
  );
  assert.equal(lines.at(-1)?.role, 'management');
  assert.deepEqual(lines[4]?.checks, ['sign-in.works']);
});

test('ids begin with the name of the target beside the module that is written, and left-out tables are said', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'golive-checklist-'));
  const said: string[] = [];
  const result = (line: string): void => void said.push(line);
  const terminal = { ...openTerminal({ quiet: true, json: false }), result };
  const [file, out] = [join(folder, 'GO-LIVE.md'), join(folder, 'checklist.ts')];
  try {
    writeFileSync(join(folder, 'target.ts'), "export const target = defineTarget({\n  name: 'tools',\n});\n");
    writeFileSync(file, german);
    const code = await checklist.run({
      values: { out },
      positionals: ['import', file],
      terminal,
      signal: new AbortController().signal,
    });
    assert.equal(code, 0);
    assert.match(readFileSync(out, 'utf8'), /section\('tools', '1\. Vor dem Start'/u);
    assert.match(said.join('\n'), /tables without a column for an answer.*GO-LIVE\.md:13$/mu);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
