/** Reads a verdict made with a planted fault: did it turn one of its own checks red, and was it judged for it? */
import { readFileSync } from 'node:fs';

const exitCodes = { 'NO-GO': '1', INCONCLUSIVE: '3' };
const [file = '', code = ''] = process.argv.slice(2);
const verdict = JSON.parse(readFileSync(file, 'utf8') || '{}');
const { fault, checks = [], decision } = verdict;
const expected = fault?.verdict ?? 'NO-GO';
// A fault of the measuring leaves its check open: nothing was shown to be wrong with the system.
const wanted = expected === 'INCONCLUSIVE' ? 'inconclusive' : 'fail';
const matches = (check, text) => text === check.id || text === `${check.id}/${check.subject}`;
const red = checks.filter((check) => check.outcome === wanted);
const meant = red.filter((check) => fault?.turnsRed.some((text) => matches(check, text)));
const bystanders = checks.filter((check) => matches(check, fault?.bystander ?? ''));
const calm = bystanders.length > 0 && bystanders.every((check) => check.outcome === 'pass');
const proved = decision === expected && code === exitCodes[expected] && meant.length > 0 && calm;
const names = (list) => list.map((check) => `${check.id}/${check.subject}`).join(', ') || 'nothing';
console.log(
  `${fault?.id ?? file}: ${decision ?? 'no verdict'} (exit ${code}); ${wanted}: ${names(red)}; bystander ${calm ? 'green' : 'not green'}`,
);
process.exitCode = proved ? 0 : 1;
