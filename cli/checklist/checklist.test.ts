import assert from 'node:assert/strict';
import { test } from 'node:test';
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
  assert.equal(read.tablesLeftOut, 1);
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
