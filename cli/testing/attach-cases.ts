import { dirname } from 'node:path';
import { environmental, usage, type BadInput } from './bad-input.ts';

const url = 'https://staging.example';
const attach = (...words: readonly string[]): readonly string[] => [
  ...['verify', 'reference', '--stack', 'attach'],
  ...words,
];
/** Port 9 of loopback: nobody listens, and it is refused at once. */
const nobody = '127.0.0.1:9';

/** Hooks of this text, given to a run that would be attached to nobody. */
function hooked(name: string, text: string, message: RegExp, isLate = false): BadInput {
  return {
    name: `hooks: ${name}`,
    arguments: (place) =>
      attach('--url', url, '--connect', nobody, '--hooks', place.write('hooks.json', text)),
    expect: { ...usage(message), ...(isLate ? { run: true } : {}) },
  };
}

/** What is wrong with what a run is to be attached to. */
export const attachCases: readonly BadInput[] = [
  {
    name: 'attach to nothing',
    arguments: attach(),
    expect: usage(/--stack attach: expected --url https:\/\/…, or --rehearse/u),
  },
  {
    name: 'attach without TLS',
    arguments: attach('--url', 'http://staging.example'),
    expect: usage(/--url: expected a URL such as https:\/\/staging\.example\.com, got "http:/u),
  },
  {
    name: 'attach to a page',
    arguments: attach('--url', `${url}/login?x=1`),
    expect: usage(/--url: expected a URL without path, query or user/u),
  },
  {
    name: 'attach at no place',
    arguments: attach('--url', url, '--connect', 'staging'),
    expect: usage(/--connect: expected host:port, got "staging"/u),
  },
  {
    name: 'a URL for another kind of stack',
    arguments: ['verify', 'reference', '--url', url],
    expect: usage(/--url: expected --stack attach with it, got another stack/u),
  },
  {
    name: 'a fault for somebody else’s system',
    arguments: attach('--url', url, '--fault', 'header-stripped'),
    expect: usage(/--fault: expected no fault with --url: a deployment is somebody else’s/u),
  },
  {
    name: 'a seed for somebody else’s system',
    arguments: attach('--url', url, '--seed', 'S'),
    expect: usage(/--seed: expected none with --url/u),
  },
  {
    name: 'a rehearsal of something real',
    arguments: attach('--url', url, '--rehearse'),
    expect: usage(/--rehearse: expected it without --url, got both/u),
  },
  {
    name: 'drift of one',
    arguments: ['drift', 'reference', '--url', url],
    expect: usage(/drift: expected --url and --compare-url/u),
  },
  {
    name: 'tidy of a run that is not there',
    arguments: ['tidy', 'nowhere'],
    expect: usage(/no run "nowhere": expected a folder/u),
  },
  {
    name: 'tidy where nothing was attached to',
    arguments: (place) => ['tidy', '--reports', place.reports],
    expect: usage(/reports: expected a run of --stack attach --url, found none/u),
  },
  {
    name: 'tidy of a run that was attached to nothing',
    arguments: (place) => ['tidy', dirname(place.write('some-run/ledger.jsonl', ''))],
    expect: usage(/some-run: expected a run of --stack attach --url, found no attached\.json/u),
  },
  {
    name: 'hooks that are not there',
    arguments: attach('--url', url, '--hooks', 'nowhere.json'),
    expect: usage(/nowhere\.json: expected a \.json file, or a module that exports hooks, got: ENOENT/u),
  },
  hooked('a field that is unknown', '{"databse":{}}', /hooks\.json: .*databse/u),
  hooked(
    'a permit without an end',
    '{"permits":[{"address":"203.0.113.7","allows":["load"],"by":"A"}]}',
    /hooks\.json: permits\.0\.until: /u,
  ),
  hooked(
    'a password that is not in the environment',
    '{"accounts":{"admin":{"email":"a@b.example","passwordVariable":"GOLIVE_NOT_SET"}}}',
    /accounts\.admin\.passwordVariable: expected GOLIVE_NOT_SET to be set in the environment, got nothing/u,
    true,
  ),
  hooked(
    'an authority that is not there',
    '{"caFile":"ca.pem"}',
    /caFile: expected a PEM file, got ENOENT/u,
    true,
  ),
  {
    name: 'attach where nobody answers',
    arguments: attach('--url', url, '--connect', nobody),
    expect: {
      ...environmental(/https:\/\/staging\.example at 127\.0\.0\.1:9: expected a TLS server .*ECONNREFUSED/u),
      run: true,
    },
  },
  {
    name: 'attach by a name that leads nowhere',
    arguments: attach('--url', 'https://nobody.invalid'),
    expect: {
      ...environmental(
        /nobody\.invalid: expected a name that leads to an address, got .*--connect <host:port>/u,
      ),
      run: true,
    },
  },
];
