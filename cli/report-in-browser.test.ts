import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { renderReport } from '../reports/render/page.ts';
import { hostileTexts, withHostileText } from '../reports/test-support/hostile.ts';
import { goVerdict, saidOf, signature } from '../reports/test-support/signed-run.ts';
import { withChanges } from '../reports/test-support/sample-changes.ts';
import { cleanVerdict, sampleVerdict } from '../reports/test-support/sample-verdict.ts';
import type { SignoffReport } from '../reports/schema/signoff-report.ts';
import { verdictSchema, type Verdict } from '../reports/verdict.ts';
import { findTools } from './stages/find-tools.ts';

/** A page of some of each kind: axe looks at every element, and hundreds that are alike say nothing more. */
function small(verdict: Verdict): Verdict {
  const some = <T>(list: readonly T[], kindOf: (item: T) => string): T[] =>
    [...Map.groupBy(list, kindOf).values()].flatMap((alike) => alike.slice(0, 2));
  const checklist = some(verdict.checklist, ({ outcome, phase }) => `${outcome} ${phase}`);
  const answering = new Set(checklist.flatMap(({ checks }) => checks.slice(0, 2)));
  const checks = verdict.checks.filter(
    ({ ref, outcome, suite, attachments }, at) =>
      answering.has(ref) || outcome !== 'pass' || attachments.length > 0 || suite === 'load' || at < 5,
  );
  return {
    ...verdict,
    checks,
    checklist: checklist.map((line) => ({ ...line, checks: line.checks.slice(0, 2) })),
  };
}

const sample = withChanges(small(await sampleVerdict()));
const clean = { ...small(await cleanVerdict()), sinceLastGo: null };
const roles = ['development', 'operations', 'management'];
const signed = await goVerdict();
const authorised = saidOf(signed, {
  records: [
    ...roles.map((role) => signature(role, null, [{ line: `plan/${role}` }])),
    ...roles.map((role) => signature(role, 'approve')),
  ],
});
/** The smallest picture that there is. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** What a page did that no report may do. */
interface Opened extends AsyncDisposable {
  readonly page: Page;
  readonly misdeeds: readonly string[];
}

describe('the report in a browser', { timeout: 240_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'golive-page-'));
  let browser: Browser;
  before(async () => {
    const { headlessShell } = await findTools();
    browser = await chromium.launch({ executablePath: headlessShell, args: ['--no-sandbox'] });
    mkdirSync(join(folder, 'attachments'));
    const names = sample.checks.flatMap(({ attachments }) => attachments.map(({ path }) => path));
    for (const path of names) writeFileSync(join(folder, path), picture);
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(
    verdict: Verdict,
    options: BrowserContextOptions = {},
    signoff?: SignoffReport,
  ): Promise<Opened> {
    const file = join(folder, 'report.html');
    writeFileSync(file, renderReport(verdict, signoff));
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
    const page = await context.newPage();
    const misdeeds: string[] = [];
    page.on('dialog', (dialog) => {
      misdeeds.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => misdeeds.push(`the console: ${message.text()}`));
    page.on('pageerror', (error) => misdeeds.push(`an error: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(pathToFileURL(folder).href)) misdeeds.push(`asks for ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    return { page, misdeeds, [Symbol.asyncDispose]: async () => await context.close() };
  }

  const openAll = async (page: Page): Promise<void> =>
    await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
  const overflow = async (page: Page): Promise<number> =>
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  for (const [name, verdict, signoff] of [
    ['a NO-GO', sample, undefined],
    ['a GO', clean, undefined],
    ['a GO that is signed', signed, authorised],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`${name}, ${colorScheme}: axe finds nothing, all that folds being open`, async () => {
        await using opened = await open(
          verdict,
          { colorScheme, viewport: { width: 1280, height: 900 } },
          signoff,
        );
        await openAll(opened.page);
        const { violations } = await new AxeBuilder({ page: opened.page }).analyze();
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          [],
        );
        assert.deepEqual(opened.misdeeds, []);
      });
    }

    it(`${name}: nothing is wider than the page, on a phone, a tablet and a desk`, async () => {
      for (const width of [390, 1000, 1280]) {
        await using opened = await open(verdict, { viewport: { width, height: 844 } }, signoff);
        await openAll(opened.page);
        assert.equal(await overflow(opened.page), 0, `${width} px`);
      }
    });
  }

  it('says decision, reason and release on a phone without scrolling, and who has signed', async () => {
    const read = ['NO-GO', 'This release must not go live.', 'release 1.4.2', 'lines await a person'];
    const people = ['AUTHORISED', 'may go live', 'Person of management', 'until 20', '3 lines are attested'];
    for (const [verdict, signoff, texts] of [
      [sample, undefined, read],
      [signed, authorised, people],
    ] as const) {
      await using opened = await open(verdict, {}, signoff);
      const header = opened.page.locator('header');
      for (const text of texts) {
        const box = await header
          .getByText(text, { exact: text === 'NO-GO' })
          .first()
          .boundingBox();
        assert.ok(box && box.y + box.height <= 844, `${text}: ${JSON.stringify(box)}`);
      }
    }
  });

  it('leads by every link to a part of the page, and opens a line of the plan by keyboard', async () => {
    await using opened = await open(sample);
    const { page } = opened;
    const dead = await page
      .locator('a[href^="#"]')
      .evaluateAll((links) =>
        links
          .map((link) => link.getAttribute('href') ?? '')
          .filter((to) => document.querySelector(to) === null),
      );
    assert.deepEqual(dead, []);
    const line = page.locator('#plan details').first();
    await line.locator('summary').focus();
    await page.keyboard.press('Enter');
    assert.equal(await line.getAttribute('open'), '');
  });

  it('draws its plots and shows its pictures', async () => {
    await using opened = await open(sample, { viewport: { width: 1280, height: 900 } });
    const { page } = opened;
    const plot = await page.locator('#load figure svg').first().boundingBox();
    assert.ok(plot && plot.width > 300 && plot.height > 50, JSON.stringify(plot));
    const images = page.locator('#blocking img');
    await images.first().scrollIntoViewIfNeeded();
    await page.waitForFunction(
      () => document.querySelector<HTMLImageElement>('#blocking img')?.naturalWidth === 1,
    );
  });

  it('prints what speaks against the release, and not its contents list', async () => {
    await using opened = await open(sample);
    const { page } = opened;
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('nav').isVisible(), false);
    const failed = page.locator('#plan .line.fail > details .fold').first();
    assert.equal(await failed.isVisible(), true);
    const pdf = await page.pdf({ format: 'A4' });
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
    assert.ok(pages > 3, `${pages} pages`);
  });

  it('runs nothing, asks for nothing and keeps its shape, whatever the system says', async () => {
    for (const text of hostileTexts) {
      await using opened = await open(verdictSchema.parse(withHostileText(sample, text)));
      const { page } = opened;
      await openAll(page);
      assert.deepEqual(await page.evaluate(() => [document.scripts.length, document.forms.length]), [0, 0]);
      const links = await page
        .locator('a')
        .evaluateAll((all) =>
          all.map((one) => one.getAttribute('href') ?? '').filter((to) => !/^(#[a-z]+|\.\/[^:]*)$/u.test(to)),
        );
      assert.deepEqual(links, []);
      assert.equal(await overflow(page), 0, text.slice(0, 40));
      // A picture that is named after the text is not there; nothing else may be said or asked for.
      assert.deepEqual(
        opened.misdeeds.filter((misdeed) => !/ERR_FILE_NOT_FOUND|file name too long|ERR_/u.test(misdeed)),
        [],
      );
    }
  });
});
