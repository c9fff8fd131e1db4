import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { findCheck } from '../checks/catalogue.ts';
import { phases } from '../checks/check.ts';
import { deviceIds } from '../devices/phones.ts';
import { parseBinding } from '../targets/binding.ts';
import { parseTarget } from '../targets/parse.ts';
import { target as reference } from '../targets/reference.ts';
import { stagesFor } from './stages/list.ts';
import { startGolive } from './testing/golive-child.ts';
import { makePlace, root } from './testing/place.ts';

const target = parseTarget(reference, 'targets/reference.ts');

const planSchema = z.strictObject({
  target: z.literal('reference'),
  profile: z.literal('gate'),
  devices: z.array(z.enum(deviceIds)).min(1),
  stages: z.array(
    z.strictObject({
      name: z.string().min(1),
      summary: z.string().min(10),
      writes: z.string().min(5),
      budgetMs: z.number().positive(),
      deadlineMs: z.number().positive(),
    }),
  ),
  checks: z.array(
    z.looseObject({
      check: z.string(),
      question: z.string().min(10),
      subject: z.string(),
      device: z.string(),
      level: z.string(),
      notApplicable: z.string().nullable(),
    }),
  ),
  checklist: z.array(
    z.strictObject({
      id: z.string().startsWith('reference/'),
      section: z.string().min(3),
      text: z.string().min(3),
      by: z.enum(['check', 'person']),
      phase: z.enum(phases),
      level: z.literal('blocking'),
      minFidelity: z.null(),
      role: z.string().nullable(),
      checks: z.array(z.string()),
      bound: z.boolean(),
    }),
  ),
});

async function planOf(...words: readonly string[]): Promise<z.infer<typeof planSchema>> {
  using place = makePlace();
  const words_ = ['plan', 'reference', '--json', ...words];
  const { code, stdout, stderr } = await startGolive({ place, arguments: words_ }).ended;
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
  return planSchema.parse(JSON.parse(stdout));
}

describe('golive plan reference --json', () => {
  let plan: z.infer<typeof planSchema>;
  before(async () => (plan = await planOf()));

  it('has every line of the plan, in its order, with what answers it', () => {
    assert.deepEqual(
      plan.checklist.map(({ id, text }) => [id, text]),
      target.checklist.map(({ id, text }) => [id, text]),
    );
    for (const { id, by, phase, role, checks } of plan.checklist) {
      if (by === 'person') assert.ok(role !== null && role !== '', `${id}: by whom?`);
      else if (phase === 'release') assert.ok(checks.length > 0, `${id}: by which check?`);
      for (const text of checks) assert.ok(findCheck(parseBinding(text).check), `${id}: ${text}`);
    }
  });

  it('has every stage with its budget and deadline', () => {
    assert.deepEqual(
      plan.stages.map(({ name }) => name),
      stagesFor({ only: [], profile: 'gate', target }).map(({ name }) => name),
    );
    assert.ok(plan.stages.length >= 6);
  });

  it('has answers of the catalogue, each once', () => {
    const keys = plan.checks.map(({ check, subject, device }) => `${check} / ${subject} @ ${device}`);
    assert.equal(new Set(keys).size, keys.length);
    for (const { check } of plan.checks) assert.ok(findCheck(check), check);
  });

  it('of the example of an own system is there before anything starts it, as the README says', async () => {
    using place = makePlace();
    const file = join(root, 'docs', 'examples', 'own-system.target.ts');
    const { code, stdout, stderr } = await startGolive({ place, arguments: ['plan', file] }).ended;
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    assert.match(stdout, /^Order desk, profile gate/u);
  });

  it('that is filtered has the stages and answers which are left', async () => {
    const filtered = await planOf('--only', 'sign-in.works', '--device', 'android');
    assert.deepEqual(filtered.devices, ['android']);
    assert.deepEqual([...new Set(filtered.checks.map(({ check }) => check))], ['sign-in.works']);
    assert.ok(!filtered.stages.some(({ name }) => name === 'load' || name === 'drill'));
  });
});
