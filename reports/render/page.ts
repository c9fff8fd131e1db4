import { createHash } from 'node:crypto';
import { standingOf } from '../standing.ts';
import type { SignoffReport } from '../schema/signoff-report.ts';
import { asSigned, attestedLines } from '../signoff/as-signed.ts';
import { launchOf } from '../signoff/launch.ts';
import type { PhonesReport } from '../phones/read-phones.ts';
import type { Verdict } from '../verdict.ts';
import { changesSection } from './changes.ts';
import { decisionHeader } from './decision.ts';
import { blocking, unverified, warnings } from './deciding.ts';
import { drillSection } from './drill.ts';
import { asIs, html } from './html.ts';
import { loadSection } from './load.ts';
import { peopleSection } from './people.ts';
import { phonesSection } from './phones.ts';
import { allChecks, plan } from './plan.ts';
import { contents, renderSection, type Section } from './section.ts';
import { signedSection } from './signed.ts';
import { stylesheet } from './stylesheet.ts';
import { environmentSection, faultsSection } from './surroundings.ts';

/** No script, no address but pictures beside the page: what a hostile text could still ask for is refused. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(stylesheet).digest('base64')}'`,
  "img-src 'self' file: data:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

// Not in the template: a formatter's white space would be in the hash.
const style = asIs(`<style>${stylesheet}</style>`);

function sectionsOf(
  verdict: Verdict,
  signoff: SignoffReport | undefined,
  phones: PhonesReport | undefined,
): readonly Section[] {
  const standing = standingOf(verdict);
  const own = phones && phonesSection(phones);
  return [
    blocking(verdict, standing),
    unverified(standing),
    warnings(verdict, standing),
    ...(verdict.sinceLastGo === undefined ? [] : [changesSection(verdict.sinceLastGo, verdict)]),
    plan(verdict, attestedLines(verdict, signoff)),
    peopleSection(verdict),
    ...(own === undefined ? [] : [own]),
    ...(signoff === undefined ? [] : [signedSection(signoff)]),
    ...(verdict.load ? [loadSection(verdict.load)] : []),
    ...(verdict.drill ? [drillSection(verdict.drill)] : []),
    allChecks(verdict),
    environmentSection(verdict),
    ...(verdict.faults ? [faultsSection(verdict.faults, verdict.proof)] : []),
  ];
}

/**
 * report.html: one page from a verdict, and what people have said of it. Self-contained; screenshots are files beside it.
 */
export function renderReport(found: Verdict, signoff?: SignoffReport, phones?: PhonesReport): string {
  const verdict = asSigned(found, signoff);
  const { decision, run } = verdict;
  const launch = signoff && launchOf(signoff);
  const sections = sectionsOf(verdict, signoff, phones);
  const release = run.release ? ` ${run.release.version}` : '';
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${policy}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="referrer" content="no-referrer" />
      <title>${decision}${launch && `, ${launch.title}`}: ${run.title}${release}</title>
      ${style}
    </head>
    <body>
      ${decisionHeader(verdict, signoff)} ${contents(sections)}
      <main>${sections.map(renderSection)}</main>
      <footer>
        <p>
          Golive ${run.versions['golive']}, rendered from verdict.json (version ${verdict.version}) of this
          run.
        </p>
      </footer>
    </body>
  </html>`;
  return `<!doctype html>\n${page.markup}\n`;
}
