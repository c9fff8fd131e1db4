import { builtInTargets, loadTarget, targetFile } from '../../targets/load.ts';
import { decide } from '../decide.ts';
import { requiredCells } from '../required.ts';
import { toVerdict, type VerdictFacts } from '../to-verdict.ts';
import type { Verdict } from '../verdict.ts';
import { asOf, row, waiver } from './judge-input.ts';
import { sampleEvidence } from './sample-evidence.ts';
import { sampleDrill, sampleLoad } from './sample-measurements.ts';

const stage = (name: string, durationMs: number, budgetMs: number, outcome = 'done') => ({
  name,
  durationMs,
  budgetMs,
  outcome,
});

const facts: VerdictFacts = {
  run: {
    id: '20260302T105512-sample-k3f9',
    target: 'sample',
    title: 'Sample system',
    profile: 'gate',
    stack: 'process',
    startedAt: '2026-03-02T10:55:12.402Z',
    endedAt: '2026-03-02T11:00:03.118Z',
    versions: { golive: '0.1.0', node: '24.21.0', chromium: '156.0.7204.12', postgres: '15.14' },
    release: { version: '1.4.2', digest: '9f2c41d07ab35e6611f0c4b7d2a98e5533c1b6f7a0de4c2287b9e1f64d5ac310' },
    durations: [
      stage('start', 16_204, 20_000),
      stage('preflight', 5_210, 10_000),
      stage('probes', 17_930, 20_000),
      stage('tasks', 131_402, 120_000),
      stage('load', 78_115, 60_000),
      stage('drill', 36_990, 40_000),
    ],
  },
  fault: null,
  partial: null,
  endedEarly: null,
  load: sampleLoad,
  drill: sampleDrill,
  findings: [
    {
      kind: 'repaired',
      text: 'the start script was made executable: the checkout has it without that right',
    },
  ],
  faults: [
    {
      id: 'header-stripped',
      at: 'edge',
      what: 'one security header is taken off scripts',
      turnsRed: ['headers.present'],
      turnedRed: ['headers.present/javascript'],
      verdict: 'NO-GO',
      provedAt: '2026-03-01T22:10:00Z',
    },
    {
      id: 'success-without-row',
      at: 'database',
      what: 'a trigger drops the insert, the answer stays 201',
      turnsRed: ['task.confirmed'],
      turnedRed: ['task.confirmed/customer.create'],
      verdict: 'NO-GO',
      provedAt: '2026-03-01T22:11:40Z',
    },
    {
      id: 'unreadable-code',
      at: 'camera',
      what: 'every camera shows a smeared code',
      turnsRed: ['scan.reads'],
      turnedRed: [],
      verdict: 'NO-GO',
      provedAt: '2026-03-01T22:14:02Z',
    },
  ],
  environment: [
    { role: 'front', name: 'edge', kind: 'Golive edge', version: '0.1.0', emulated: false },
    { role: 'application', name: 'api', kind: 'Node', version: '24.21.0', emulated: false },
    { role: 'database', name: 'main', kind: 'PostgreSQL', version: '15.14', emulated: false },
    { role: 'objects', name: 'bucket', kind: 'Golive emulator', version: '0.1.0', emulated: true },
  ],
};

/** A verdict as a real run leaves it: the built-in target's own questions and plan, with some of everything. */
export async function sampleVerdict(): Promise<Verdict> {
  const target = await loadTarget(targetFile(builtInTargets[0]));
  const required = requiredCells(target, {
    profile: 'gate',
    devices: ['iphone', 'android', 'tablet'],
    main: 'android',
  });
  const stray = row({
    check: 'scan.reads',
    subject: 'data-matrix',
    device: 'tablet',
    outcome: 'fail',
    fidelity: 'live-capture',
    reason: 'read as another record',
  });
  const decision = decide({
    required: required.map((cell) =>
      cell.check === 'answers.compressed' ? { ...cell, level: 'warning' } : cell,
    ),
    evidence: [...sampleEvidence(required), stray],
    checklist: target.checklist,
    profile: 'gate',
    waivers: [
      waiver({ check: 'list.fields', reason: 'asked for in the next release, agreed on 24 February' }),
    ],
    asOf,
    partial: null,
    endedEarly: null,
  });
  return toVerdict(decision, facts);
}

/** A verdict without a flaw: every question answered by yes, no load and no drill told. */
export async function cleanVerdict(): Promise<Verdict> {
  const sample = await sampleVerdict();
  const { load: _load, drill: _drill, faults: _faults, ...rest } = sample;
  const checks = sample.checks.map((check) => ({
    ...check,
    outcome: 'pass' as const,
    reason: '',
    flaky: false,
    waiver: null,
    stray: false,
  }));
  const checklist = sample.checklist.map((line) =>
    line.outcome === 'person' || line.outcome === 'not-due'
      ? line
      : { ...line, outcome: 'pass' as const, reason: '' },
  );
  const counts = { pass: checks.length, fail: 0, inconclusive: 0, 'not-applicable': 0, flaky: 0, waived: 0 };
  const sentence = `GO: all ${checks.length} required answers are yes.`;
  return { ...rest, decision: 'GO', sentence, findings: [], counts, checks, checklist };
}
