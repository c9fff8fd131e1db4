import { join } from 'node:path';
import { defineConfig, type Project } from '@playwright/test';
import { readPlay } from './evidence/play.ts';
import { ownProject, projectsOf } from './fixtures/projects.ts';

const playFile = process.env['GOLIVE_PLAY'];
if (!playFile)
  throw new Error('GOLIVE_PLAY: expected the path of a play.json; run suites by `npm run golive -- verify`');
const play = readPlay(playFile);

const onEveryPhone = play.profile === 'acceptance' ? /@each|@one/u : /@each/u;
const phones: readonly Project[] = projectsOf(play).map(({ device, engine, ...project }) => ({
  ...project,
  metadata: { device },
  grep: device === play.mainDevice ? /@each|@one/u : onEveryPhone,
  use: { browserName: engine },
}));

const golive: readonly Project[] = [
  ...phones,
  { name: 'none', metadata: { device: 'none' }, grep: /@none/u },
];
const { ownSuites } = play;
const own: readonly Project[] =
  ownSuites === null
    ? []
    : golive.map((project) => ({
        ...project,
        name: ownProject(project.name ?? ''),
        testDir: ownSuites,
      }));
const ending = import.meta.url.slice(-3);

export default defineConfig({
  testDir: 'suites',
  testMatch: /\.spec\.m?[jt]s$/u,
  outputDir: join(play.temporaryFolder, 'results'),
  fullyParallel: true,
  workers: play.workers,
  retries: play.repeatFailed ? 1 : 0,
  timeout: play.timeoutMs,
  expect: { timeout: 10_000 },
  reporter: [
    [`./evidence/playwright-reporter${ending}`, { play: playFile }],
    ['allure-playwright', { resultsDir: join(play.temporaryFolder, 'allure-results'), detail: false }],
    ...(play.blob === null ? [] : [['blob', { outputFile: play.blob }] as const]),
  ],
  // A trace doubles the cost of a journey: only one that failed is recorded, when it is run again.
  use: { actionTimeout: 10_000, navigationTimeout: 20_000, trace: play.traces ? 'on-first-retry' : 'off' },
  projects: [...golive, ...own],
});
