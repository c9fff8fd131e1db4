import { catalogue } from '../../checks/catalogue.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { RunContext } from '../run-context.ts';
import { playSuites } from './play.ts';
import type { Stage } from './stage.ts';
import { browserSuites, isBrowserSuite } from '../../checks/check.ts';

/** Asked by the look itself, by what the hooks’ commands print. */
const ofLook = ['work.fresh'];

/** One person with one phone signs in and looks at the main pages; beside it, what strangers are answered. */
export const smokePhoneStage: Stage = {
  name: 'phone',
  summary: 'signs in as one person on one phone, opens the main pages, and asks for headers and redirects',
  writes: 'nothing; a session is opened',
  budgetMs: 12_000,
  deadlineMs: 120_000,
  suites: browserSuites,
  async run(context) {
    const { main, request } = context;
    if (!main) throw new StackError('not-ready', 'expected a system to look at, found none');
    const asked = catalogue
      .filter(({ suite, profiles }) => isBrowserSuite(suite) && profiles.includes('smoke'))
      .map(({ id }) => id)
      .filter((id) => !ofLook.includes(id));
    const projects = ['none', ...request.devices];
    await playSuites(seeingPages(context), {
      stack: main,
      stackName: 'main',
      checks: asked,
      projects,
      workers: 2,
    });
  },
};

/** What the look itself sends is seen only where pages are opened: whoever asks for that alone opens them too. */
function seeingPages(context: RunContext): RunContext {
  const { request, wants } = context;
  if (!request.only.some((text) => text.startsWith('looks.'))) return context;
  const pages = 'layout.fits';
  const only = [...request.only, pages];
  const more: RunContext['wants'] = (checks) => checks.includes(pages) || wants(checks);
  return Object.create(context, {
    request: { value: { ...request, only } },
    wants: { value: more },
  }) as RunContext;
}
