import { z } from 'zod';
import { decisions } from '../decide.ts';
import { personDecisions } from '../signoff/records.ts';

export const statementType = 'https://in-toto.io/Statement/v1';
export const predicateType = 'https://in-toto.io/attestation/test-result/v0.1';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u, 'expected a SHA-256');
const digest = z.object({ sha256 });
const tests = z.array(z.string());

/** What in-toto's test result has no field for; its readers leave it out. */
const goliveSchema = z.object({
  version: z.literal(1),
  run: z.string(),
  target: z.string(),
  decision: z.enum(decisions),
  sentence: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  attestedAt: z.iso.datetime(),
  /** SHA-256 of verdict.json. */
  verdict: sha256,
  /** Why the release's digest is believed, where it was stated of a deployment and not made of its source. */
  releaseRestsOn: z.string().optional(),
  /** What kept the launch from being authorised when this was made; empty where nothing did. */
  why: z.array(z.string()),
  quorum: z.object({
    mustApprove: z.array(z.string()),
    leastApprovals: z.number().int(),
    goForDays: z.number(),
  }),
  signatures: z.array(
    z.object({
      role: z.string(),
      name: z.string(),
      decision: z.enum(personDecisions).nullable(),
      at: z.iso.datetime(),
    }),
  ),
  attested: z.array(z.object({ line: z.string(), role: z.string(), name: z.string(), at: z.iso.datetime() })),
  waivers: z.array(
    z.object({ of: z.string(), name: z.string(), reason: z.string(), expiresAt: z.iso.datetime() }),
  ),
  drill: z.object({ run: z.string(), at: z.iso.datetime(), withinDays: z.number() }).nullable(),
});

/** An in-toto Statement, version 1, of a test result: which release, verified with what, and what came of it. */
export const statementSchema = z.object({
  _type: z.literal(statementType),
  subject: z.array(z.object({ name: z.string(), digest })).min(1),
  predicateType: z.literal(predicateType),
  predicate: z.object({
    result: z.enum(['PASSED', 'WARNED', 'FAILED']),
    configuration: z.array(
      z.object({ name: z.string(), digest: digest.optional(), uri: z.string().optional() }),
    ),
    passedTests: tests,
    warnedTests: tests,
    failedTests: tests,
    golive: goliveSchema,
  }),
});
export type Statement = z.infer<typeof statementSchema>;
