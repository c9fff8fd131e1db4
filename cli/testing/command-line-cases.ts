import { join } from 'node:path';
import { usage, type BadInput } from './bad-input.ts';
import { root } from './place.ts';

const verify = (...words: readonly string[]): readonly string[] => ['verify', 'reference', ...words];

/** Words of the command line that are not as expected. */
export const commandLineCases: readonly BadInput[] = [
  {
    name: 'unknown command',
    arguments: ['verfy'],
    expect: usage(/unknown command "verfy": expected one of verify, plan, .* \(did you mean verify\?\)/u),
  },
  { name: 'no target', arguments: ['verify'], expect: usage(/expected a target: its name or the path/u) },
  {
    name: 'unknown target',
    arguments: ['verify', 'refrence'],
    expect: usage(/unknown target "refrence": expected reference, (?:[\w-]+, )+or the path/u),
  },
  {
    name: 'two targets',
    arguments: ['verify', 'reference', 'salessync'],
    expect: usage(/expected one target, got "salessync" as well/u),
  },
  {
    name: 'unknown flag',
    arguments: verify('--profil', 'gate'),
    expect: usage(/verify: Unknown option '--profil' \(did you mean --profile\?\)/u),
  },
  {
    name: 'a flag twice',
    arguments: verify('--seed', 'S', '--seed', 'M'),
    expect: usage(/expected --seed once/u),
  },
  {
    name: 'a flag without its value',
    arguments: verify('--profile'),
    expect: usage(/'--profile <value>' argument missing/u),
  },
  {
    name: 'a flag with a value that it does not take',
    arguments: verify('--help=yes'),
    expect: usage(/'-h, --help' does not take an argument/u),
  },
  {
    name: 'unknown profile',
    arguments: verify('--profile', 'nightly'),
    expect: usage(/--profile: expected gate or acceptance, got "nightly"/u),
  },
  {
    name: 'profile smoke, which is a command of its own',
    arguments: verify('--profile', 'smoke'),
    expect: usage(/--profile: expected gate or acceptance, got "smoke": .* golive smoke/u),
  },
  {
    name: 'unknown method of a drill',
    arguments: ['drill', 'reference', '--method', 'fysical'],
    expect: usage(/--method: expected commands or physical, got "fysical" \(did you mean physical\?\)/u),
  },
  {
    name: 'a drill of files on containers',
    arguments: ['drill', 'reference', '--method', 'physical', '--stack', 'docker'],
    expect: usage(/--stack: expected process with --method physical, got "docker"/u),
  },
  {
    name: 'unknown stack',
    arguments: verify('--stack', 'proces'),
    expect: usage(
      /--stack: expected auto or process or docker or attach, got "proces" \(did you mean process\?\)/u,
    ),
  },
  {
    name: 'unknown shape',
    arguments: verify('--shape', '1cpu-2g'),
    expect: usage(/--shape: expected 1cpu-2gb or .* or 2cpu-8gb, got "1cpu-2g" \(did you mean 1cpu-2gb\?\)/u),
  },
  {
    name: 'a shape of what has no limits',
    arguments: verify('--stack', 'process', '--shape', '2cpu-4gb'),
    expect: usage(/--shape: expected it with --stack docker, .*; got --stack process, which has none/u),
  },
  {
    name: 'capacity of a shape that is none',
    arguments: ['capacity', 'reference', '--shape', '4cpu-4gb'],
    expect: usage(/--shape: expected 1cpu-2gb or .* or all, got "4cpu-4gb"/u),
  },
  {
    name: 'capacity of a shape without containers',
    arguments: ['capacity', 'reference', '--stack', 'process', '--shape', 'all'],
    expect: usage(/--shape: expected it with --stack docker, .*; got --stack process, which has none/u),
  },
  {
    name: 'capacity of what is deployed',
    arguments: ['capacity', 'reference', '--stack', 'attach'],
    expect: usage(
      /--stack: expected process or docker, got attach: finding what a system breaks at breaks it/u,
    ),
  },
  {
    name: 'capacity that ends before it begins',
    arguments: ['capacity', 'reference', '--from', '200', '--most', '100'],
    expect: usage(/--most: expected at least --from 200, got 100/u),
  },
  {
    name: 'capacity of no users',
    arguments: ['capacity', 'reference', '--from', '0'],
    expect: usage(/--from: expected a number of users from 1 to 10000, got "0"/u),
  },
  {
    name: 'unknown engine',
    arguments: verify('--engine', 'k7'),
    expect: usage(/--engine: expected auto or builtin or k6 or autocannon, got "k7"/u),
  },
  {
    name: 'unknown load profile',
    arguments: verify('--load-profile', 'rampe'),
    expect: usage(/--load-profile: expected gate or ramp, got "rampe" \(did you mean ramp\?\)/u),
  },
  {
    name: 'unknown device',
    arguments: verify('--device', 'ipone'),
    expect: usage(/--device: expected iphone, android, tablet, got "ipone" \(did you mean iphone\?\)/u),
  },
  {
    name: 'an empty device',
    arguments: verify('--device', ''),
    expect: usage(/--device: expected iphone, android, tablet, got ""/u),
  },
  {
    name: 'unknown check',
    arguments: verify('--only', 'sign-in.work'),
    expect: usage(
      /--only: expected sign-in\.works.*, got "sign-in\.work" \(did you mean sign-in\.works\?\)/u,
    ),
  },
  {
    name: 'unknown subject of a check',
    arguments: verify('--only', 'scan.reads/qrr'),
    expect: usage(/--only: scan\.reads: expected .*qr.*, got "qrr" \(did you mean qr\?\)/u),
  },
  {
    name: 'unknown fault',
    arguments: verify('--fault', 'header-striped'),
    expect: usage(
      /--fault: expected an id of `golive faults`, got "header-striped" \(did you mean header-stripped/u,
    ),
  },
  {
    name: 'unknown size of the seed',
    arguments: verify('--seed', 'XL'),
    expect: usage(/--seed: expected XS or S or M or L, got "XL"/u),
  },
  {
    name: 'a port that is none',
    arguments: verify('--port', '80'),
    expect: usage(/--port: expected a number from 1024 to 65535, got "80"/u),
  },
  {
    name: 'source folder that is not there',
    arguments: (place) => verify('--source', join(place.folder, 'nowhere')),
    expect: usage(/--source: expected a folder, got ".*nowhere", which is not there/u),
  },
  {
    name: 'source that is a file',
    arguments: () => verify('--source', join(root, 'package.json')),
    expect: usage(/--source: expected a folder, got ".*package\.json", which is a file/u),
  },
  {
    name: 'source folder that is empty',
    arguments: (place) => verify('--source', place.temporary),
    expect: { ...usage(/tmp: expected Fieldbook's source, got no package\.json/u), run: true },
  },
  {
    name: 'source of another system',
    arguments: () => verify('--source', join(root, 'node_modules', 'zod')),
    expect: { ...usage(/zod: expected Fieldbook's source, got no server\/main\.ts/u), run: true },
  },
  {
    name: 'no source for a system that is not built in',
    arguments: ['verify', 'salessync'],
    expect: { ...usage(/expected --source DIR with a checkout of SalesSync/u), run: true },
  },
  {
    name: 'a drill of a check that is none of its own',
    arguments: ['drill', 'reference', '--only', 'sign-in.works'],
    expect: usage(/--only: expected stack\.ready, .*, got "sign-in\.works"/u),
  },
  { name: 'a load of no target', arguments: ['load'], expect: usage(/expected a target/u) },
  {
    name: 'words that faults does not take',
    arguments: ['faults', 'all'],
    expect: usage(/faults: expected no further word, got "all"/u),
  },
  {
    name: 'words that doctor does not take',
    arguments: ['doctor', 'who'],
    expect: usage(/doctor: expected one of chromium, .*, k6, got "who"/u),
  },
  {
    name: 'two runs to report',
    arguments: ['report', 'a', 'b'],
    expect: usage(/report: expected at most 1, got "b"/u),
  },
  {
    name: 'report of a run that is not there',
    arguments: ['report', 'nowhere'],
    expect: usage(/no run "nowhere": expected a folder/u),
  },
  {
    name: 'report of the latest run of none',
    arguments: ['report'],
    expect: usage(/reports: expected a run, found none; golive verify makes one/u),
  },
  {
    name: 'report of a run without a verdict',
    arguments: ['report', 'begun'],
    prepare: (place) => void place.write('reports/begun/evidence.jsonl', ''),
    expect: usage(/verdict\.json: expected the verdict of a run, cannot read it/u),
  },
  {
    name: 'report of a verdict that is cut short',
    arguments: ['report', 'cut'],
    prepare: (place) => void place.write('reports/cut/verdict.json', '{"version":1,"decision":"GO"'),
    expect: usage(/verdict\.json: expected JSON, got text that is not/u),
  },
  {
    name: 'report of a verdict that is malformed',
    arguments: ['report', 'odd'],
    prepare: (place) => void place.write('reports/odd/verdict.json', '{"version":1,"decision":"MAYBE"}'),
    expect: usage(/verdict\.json: decision: /u),
  },
];
