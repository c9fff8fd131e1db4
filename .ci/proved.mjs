/** Reads a verdict made with a planted fault: did it turn one of its own checks red, and stay NO-GO for it? */
import { readFileSync } from 'node:fs';

const [file = '', code = ''] = process.argv.slice(2);
const verdict = JSON.parse(readFileSync(file, 'utf8') || '{}');
const { fault, checks = [], decision } = verdict;
const matches = (check, text) => text === check.id || text === `${check.id}/${check.subject}`;
const red = checks.filter((check) => check.outcome === 'fail');
const meant = red.filter((check) => fault?.turnsRed.some((text) => matches(check, text)));
const bystanders = checks.filter((check) => matches(check, fault?.bystander ?? ''));
const calm = bystanders.length > 0 && bystanders.every((check) => check.outcome === 'pass');
const proved = decision === 'NO-GO' && code === '1' && meant.length > 0 && calm;
const names = (list) => list.map((check) => `${check.id}/${check.subject}`).join(', ') || 'nothing';
console.log(
  `${fault?.id ?? file}: ${decision ?? 'no verdict'} (exit ${code}); red: ${names(red)}; bystander ${calm ? 'green' : 'not green'}`,
);
process.exitCode = proved ? 0 : 1;
