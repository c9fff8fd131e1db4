import type { Page } from '@playwright/test';
import { check } from '../../fixtures/check.ts';
import type { Phone } from '../../fixtures/phone.ts';
import { calledByStrangers } from '../../fixtures/routes/hostile.ts';
import { keepList } from '../../fixtures/routes/keep-list.ts';
import {
  markedScript,
  pageOfRecord,
  plantingsIn,
  recordPages,
} from '../../fixtures/routes/planted-scripts.ts';
import { ScriptPlanter } from '../../fixtures/routes/script-planter.ts';
import { richestRole } from '../../fixtures/routes/stated.ts';
import { Survey } from '../../fixtures/routes/survey.ts';

const withinMs = 60_000;
const timeoutMs = 170_000;
const settledWithinMs = 1_000;
const mostRecords = 24;

/** What pages make of the scripts: which ran, and where; which are read as text. */
class Looks {
  readonly ran: string[] = [];
  readonly shown = new Set<number>();
  /** Pages of single records, and a role that is shown a link to one. */
  readonly recordPages = new Map<string, string | undefined>();
  readonly #phone: Phone;
  readonly #windows = new Map<string | undefined, Page>();
  #address = '';

  constructor(phone: Phone) {
    this.#phone = phone;
  }

  async look(role: string | undefined, path: string): Promise<void> {
    const page = await this.#windowOf(role);
    this.#address = path;
    // What is not opened has run nothing either.
    await page.goto(path, { waitUntil: 'domcontentloaded', timeout: 10_000 }).catch(() => undefined);
    await page.waitForLoadState('networkidle', { timeout: settledWithinMs }).catch(() => undefined);
    const fields = await page
      .locator('input, textarea')
      .evaluateAll((all) => all.map((one) => ('value' in one ? String(one.value) : '')));
    const text = [await page.locator('body').innerText(), ...fields].join('\n');
    for (const number of plantingsIn(text)) this.shown.add(number);
    const links = await page
      .locator('a[href]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
    for (const shape of recordPages(links))
      if (!this.recordPages.has(shape)) this.recordPages.set(shape, role);
  }

  /** The control: where nothing stands in its way, such a script does run in this browser. */
  async control(): Promise<boolean> {
    const page = await this.#windowOf(undefined);
    const before = this.ran.length;
    this.#address = 'the control';
    await page.goto('about:blank');
    await page.setContent(markedScript(0));
    await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
    await page.evaluate(async () => await new Promise((done) => requestAnimationFrame(done)));
    return this.ran.splice(before).length > 0;
  }

  async #windowOf(role: string | undefined): Promise<Page> {
    const known = this.#windows.get(role);
    if (known) return known;
    const { page } = await this.#phone.openAs(role);
    await page.exposeFunction(calledByStrangers, (number: number) => {
      this.ran.push(`${number} on ${this.#address}`);
    });
    this.#windows.set(role, page);
    return page;
  }
}

check('script.never-run', async ({ phone, people, attached, sql, unique, seen }, testInfo) => {
  testInfo.setTimeout(timeoutMs);
  const { target } = attached;
  const survey = await Survey.open({ people, attached, sql }, withinMs);
  const planter = new ScriptPlanter(survey, { pages: target.pages, unique });
  const writes = survey.writes.filter(({ method }) => method !== 'DELETE');
  let left = 0;
  // One after the other: each makes what it writes to.
  for (const route of writes) {
    if (performance.now() > survey.asker.until) left += 1;
    else await planter.plantInto(route);
  }
  const { plantings, records, idle } = planter;
  const looks = new Looks(phone);
  for (const { role, path } of target.pages) if (!path.includes('{')) await looks.look(role, path);
  for (const record of records.slice(0, mostRecords)) {
    const shapes = [...looks.recordPages.keys()];
    const shape = shapes.find((one) => pageOfRecord([one], record) !== undefined);
    const path = shape === undefined ? undefined : pageOfRecord([shape], record);
    if (shape !== undefined && path !== undefined) await looks.look(looks.recordPages.get(shape), path);
  }
  const controlRan = await looks.control();
  const named = (number: number): string => plantings.find((one) => one.number === number)?.what ?? '';
  const ran = [...new Set(looks.ran)].map((line) => `${named(Number.parseInt(line, 10))}, script ${line}`);
  const accepted = plantings.filter(({ isKept, number }) => isKept || looks.shown.has(number));
  await keepList(testInfo, 'scripts-stored', [
    ...plantings.map(({ what, status, number, isAccepted, isKept }) => {
      if (!isAccepted) return `${what}: not accepted (${status})`;
      if (looks.shown.has(number)) return `${what}: planted, shown as text`;
      return `${what}: ${isKept ? 'planted, shown nowhere that was looked at' : 'left out of the answer'}`;
    }),
    ...idle.map((line) => `nothing planted: ${line}`),
    ...ran.map((line) => `RAN: ${line}`),
  ]);
  seen.confirm('the control, a page that takes it for markup: it ran', {
    expected: true,
    actual: controlRan,
  });
  seen.confirm(`${ran.length} scripts that ran`, {
    operator: 'is-empty',
    expected: '',
    actual: ran.slice(0, 10).join('; '),
  });
  const told = `of ${plantings.length} fields of ${writes.length} writes, planted: ${accepted.length}`;
  if (accepted.length === 0)
    seen.inconclusive(`no field took a script: ${told}; ${idle.slice(0, 5).join('; ')}`);
  else if (looks.shown.size === 0 && ran.length === 0) {
    seen.inconclusive(`no page showed any of them: ${told}, looked at as ${richestRole(target)} and others`);
  } else {
    seen.confirm(`${told}; shown as text`, {
      operator: '>=',
      expected: 1,
      actual: looks.shown.size + ran.length,
    });
  }
  if (left > 0) seen.inconclusive(`${left} writes were not tried within ${withinMs / 1000} s`);
});
