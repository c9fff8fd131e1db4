import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { verdictSchema, type Verdict } from '../reports/verdict.ts';
import { environment } from '../stack/environment.ts';
import type { HooksInput } from '../targets/schema/hooks.ts';
import { startContainerDeployment, type ContainerDeployment } from './testing/container-deployment.ts';
import { startGolive, type Ended } from './testing/golive-child.ts';
import { makePlace, type Place } from './testing/place.ts';

/** CI says so. Where it does, a missing engine is a failure. */
const isAsked = environment.inherited['GOLIVE_TEST_DOCKER'] === '1' && process.getuid?.() === 0;

describe(
  'attaching to containers from another machine',
  { skip: !isAsked && 'GOLIVE_TEST_DOCKER=1 runs it, as root', timeout: 540_000 },
  () => {
    let place: Place;
    let containers: ContainerDeployment;
    before(async () => {
      place = makePlace();
      containers = await startContainerDeployment(place.folder, 'S');
    });
    after(async () => {
      await containers[Symbol.asyncDispose]();
      place[Symbol.dispose]();
    });

    const verify = (given: Partial<HooksInput>, only: string): Promise<Ended> => {
      const hooks = containers.deployment.hooks(place.folder, given);
      const run = ['--hooks', hooks, '--reports', place.reports, '--device', 'android', '--only', only];
      return startGolive({
        place,
        through: containers.machine.through,
        environment: containers.environment,
        arguments: ['verify', 'reference', ...containers.words, ...run],
      }).ended;
    };
    const verdict = (): Verdict => {
      const run = [...place.runs()].sort().at(-1) ?? '';
      return verdictSchema.parse(JSON.parse(readFileSync(join(place.reports, run, 'verdict.json'), 'utf8')));
    };
    const outcomes = (id: string): readonly string[] =>
      verdict().checks.flatMap((check) => (check.id === id ? [check.outcome] : []));

    it('with the front alone, what needs more is open with its reason', async () => {
      const only =
        'https.redirect,name.leads-here,certificate.trusted,figures.match-database,health.truthful';
      const { stderr, code } = await verify(containers.front, only);
      for (const id of ['https.redirect', 'name.leads-here', 'certificate.trusted'])
        assert.deepEqual(outcomes(id), ['pass'], stderr);
      for (const id of ['figures.match-database', 'health.truthful'])
        assert.ok(outcomes(id).every((one) => one === 'inconclusive') && outcomes(id).length > 0, stderr);
      assert.equal(code, 3);
    });

    it('with all of it, its database is stopped and comes back, and its backup is restored beside', async () => {
      const asked = [
        ...['health.truthful', 'logs.keep-secrets', 'backup.fresh', 'backup.retention', 'backup.encrypted'],
        ...['restore.refuses-damage', 'restore.completes', 'restore.rows-equal', 'restore.objects-equal'],
      ];
      const { stderr } = await verify(await containers.whole(), asked.join(','));
      for (const id of asked) assert.deepEqual(outcomes(id), ['pass'], `${id}: ${stderr}`);
      assert.match(stderr, /[1-9]\d* records removed, 0 things left/u);
    });
  },
);
