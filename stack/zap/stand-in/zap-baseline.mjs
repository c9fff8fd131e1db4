#!/usr/bin/env node
// A stand-in for ZAP's command line, and no ZAP: it takes the words that ZAP's baseline takes, asks the address once,
// has one rule, and writes a report of the shape that ZAP's documents show. What it says is never taken for ZAP's.
import { existsSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';

const takesValue = ['-t', '-J', '-m', '-T', '-z'];
const alone = ['-I', '--autooff'];
const values = new Map();

/** As ZAP's own: 3 for whatever kept it from looking. */
function giveUp(why) {
  console.log(why);
  process.exit(3);
}

// What follows a letter is its value, also where that begins with a dash.
for (const words = process.argv.slice(2); words.length > 0;) {
  const word = words.shift();
  if (takesValue.includes(word)) values.set(word, words.shift());
  else if (!alone.includes(word)) giveUp(`Invalid option ${word}`);
}
if (!existsSync('/zap/wrk'))
  giveUp("A file based option has been specified but the directory '/zap/wrk' is not mounted");
const address = new URL(values.get('-t'));
request(address, { rejectUnauthorized: false, timeout: 10_000 }, (answer) => {
  answer.resume();
  answer.on('end', () => write(answer.headers));
})
  .on('error', (error) => giveUp(`Job spider failed to access URL ${address.href}: ${error.message}`))
  .end();

function write(headers) {
  const lacks = headers['content-security-policy'] === undefined;
  const instance = { uri: address.href, method: 'GET', param: '', attack: '', evidence: '', otherinfo: '' };
  const alert = {
    ...{
      pluginid: '10038',
      alertRef: '10038-1',
      riskcode: '2',
      confidence: '3',
      count: '1',
      systemic: false,
    },
    ...{ alert: 'Content Security Policy (CSP) Header Not Set', riskdesc: 'Medium (High)', cweid: '693' },
    ...{ name: 'Content Security Policy (CSP) Header Not Set', instances: [instance] },
  };
  const site = {
    ...{ '@name': address.origin, '@host': address.hostname, '@port': address.port || '443', '@ssl': 'true' },
    alerts: lacks ? [alert] : [],
  };
  const report = {
    '@programName': 'ZAP',
    '@version': 'stand-in',
    '@generated': String(new Date()),
    site: [site],
  };
  writeFileSync(`/zap/wrk/${values.get('-J')}`, JSON.stringify(report));
  console.log(`Total of 1 URLs\nFAIL-NEW: 0\tWARN-NEW: ${lacks ? 1 : 0}`);
}
