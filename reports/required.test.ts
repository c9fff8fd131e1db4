import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { catalogue } from '../checks/catalogue.ts';
import { builtInTargets, loadTarget, targetFile } from '../targets/load.ts';
import type { Target } from '../targets/schema/target.ts';
import { requiredCells, stackOf } from './required.ts';

// The rules must not depend on a system: any built-in one will do.
const target = await loadTarget(targetFile(builtInTargets[1]));
const devices = ['android', 'iphone', 'tablet'];
const gate = { profile: 'gate', devices, main: 'android' } as const;
const cells = requiredCells(target, gate);
const of = (check: string, from = cells) => from.filter((cell) => cell.check === check);
const devicesOf = (check: string, from = cells) => [...new Set(of(check, from).map((cell) => cell.device))];

describe('requiredCells', () => {
  it('leaves out no check of the profile', () => {
    const whole = requiredCells(target, { ...gate, deployments: 2 });
    const expected = catalogue.filter((check) => check.profiles.includes('gate')).map((check) => check.id);
    assert.deepEqual([...new Set(whole.map((cell) => cell.check))], expected);
  });

  it('asks of a deployment only where there is one, and for drift only where there are two', () => {
    const asked = (deployments: 0 | 1 | 2) =>
      requiredCells(target, { ...gate, deployments }).filter(({ suite }) => suite === 'deployed');
    assert.deepEqual(asked(0), []);
    assert.deepEqual(
      asked(0),
      cells.filter(({ suite }) => suite === 'deployed'),
    );
    assert.ok(asked(1).length > 0 && asked(1).every(({ check }) => check !== 'drift.none'));
    assert.ok(asked(2).filter(({ check }) => check === 'drift.none').length >= 4);
  });

  it('asks a check of every subject', () => {
    const tasks = target.tasks.map((task) => task.id);
    assert.deepEqual(
      of('task.confirmed').map((cell) => cell.subject),
      tasks,
    );
  });

  it('puts `each` on every phone, `one` on the main one, `none` on none', () => {
    assert.deepEqual(devicesOf('layout.fits'), devices);
    assert.deepEqual(devicesOf('task.confirmed'), ['android']);
    assert.deepEqual(devicesOf('auth.required'), ['none']);
  });

  it('in acceptance puts `one` on every phone', () => {
    const all = requiredCells(target, { ...gate, profile: 'acceptance' });
    assert.deepEqual(devicesOf('task.confirmed', all), devices);
  });

  it('in smoke asks only what smoke asks', () => {
    const smoke = requiredCells(target, { ...gate, profile: 'smoke', deployments: 1 });
    const allowed = catalogue.filter((check) => check.profiles.includes('smoke')).map((check) => check.id);
    assert.deepEqual([...new Set(smoke.map((cell) => cell.check))], allowed);
  });

  it('lists what the target lacks once, with its reason', () => {
    const scan = of('scan.reads');
    assert.equal(scan.length, 1);
    assert.ok((scan[0]?.notApplicable ?? '').length >= 10);
  });

  it('has no cell twice', () => {
    const keys = cells.map(({ check, subject, device }) => `${check} ${subject} ${device}`);
    assert.equal(new Set(keys).size, keys.length);
  });
});

describe('a check that the target names nothing for', () => {
  it('stays required, and says so', () => {
    const silent: Target = {
      ...target,
      tasks: target.tasks.map((task) => ({ ...task, afterRestore: false })),
    };
    const [only, ...others] = of('restored.task', requiredCells(silent, gate));
    assert.equal(others.length, 0);
    assert.match(only?.unasked ?? '', /names no restored-task/u);
    assert.equal(only?.notApplicable, null);
  });

  it('is not applicable where the target says why there is nothing to ask it of, and stays where there is', () => {
    const why = 'nobody works on what was restored';
    const tasks = target.tasks.map((task) => ({ ...task, afterRestore: false }));
    const said = { ...target, tasks, without: { 'restored.task': why } };
    assert.equal(of('restored.task', requiredCells(said, gate))[0]?.notApplicable, why);
    const asked = { ...target, without: { 'restored.task': why } };
    assert.equal(of('restored.task', requiredCells(asked, gate))[0]?.notApplicable, null);
  });

  it('stays required where the profile has no phone', () => {
    const cell = of('layout.fits', requiredCells(target, { ...gate, devices: [] }))[0];
    assert.match(cell?.unasked ?? '', /no phone/u);
  });
});

describe('stackOf', () => {
  for (const check of catalogue) {
    const expected = check.id === 'restored.task' ? 'restored' : 'main';
    it(`${check.id} is judged on ${expected}`, () => {
      assert.equal(stackOf(check), expected);
    });
  }
});
