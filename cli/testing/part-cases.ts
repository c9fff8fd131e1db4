import { join } from 'node:path';
import { usage, type BadInput } from './bad-input.ts';
import { root } from './place.ts';

const shard = (text: string, ...words: readonly string[]): readonly string[] => [
  ...['verify', 'reference', '--shard', text],
  ...words,
];
const load = (...words: readonly string[]): readonly string[] => ['load', 'reference', ...words];
/** The plan that is committed for k6 by hand, which is no load in parts. */
const planFolder = join(root, 'load', 'k6', 'default');

/** Parts of a run, or of a load, that are not as expected. */
export const partCases: readonly BadInput[] = [
  {
    name: 'a shard that is none',
    arguments: shard('0/2'),
    expect: usage(/--shard: expected a part such as 1\/3, of at most 64, got "0\/2"/u),
  },
  {
    name: 'a shard beyond the last',
    arguments: shard('3/2'),
    expect: usage(/--shard: expected a part such as 1\/3, .*, got "3\/2"/u),
  },
  {
    name: 'a shard with a fault',
    arguments: shard('1/2', '--fault', 'header-stripped'),
    expect: usage(/--shard: expected it without --fault/u),
  },
  {
    name: 'a merge of nothing',
    arguments: ['merge'],
    expect: usage(/merge: expected the runs of all shards/u),
  },
  {
    name: 'a merge of a run that is not there',
    arguments: ['merge', 'nowhere'],
    expect: usage(/no run "nowhere": expected a folder/u),
  },
  {
    name: 'a merge of what is no shard',
    arguments: ['merge', planFolder],
    expect: usage(/expected the run of a shard \(verify --shard\), got another run/u),
  },
  {
    name: 'a merge of a shard whose file is cut short',
    arguments: (place) => ['merge', join(place.folder, 'cut')],
    prepare: (place) => void place.write('cut/shard.json', '{"version": 1, "sh'),
    expect: usage(/shard\.json: expected the shard\.json of a run with --shard, cannot read it as JSON/u),
  },
  {
    name: 'a merge of a load whose order is malformed',
    arguments: (place) => ['merge', join(place.folder, 'order')],
    prepare: (place) => void place.write('order/distributed.json', '{"kind": "golive-load"}'),
    expect: usage(/distributed\.json: version: /u),
  },
  {
    name: 'a load in no parts',
    arguments: load('--distributed', '0'),
    expect: usage(/--distributed: expected a number of parts, 1 to 100, got "0"/u),
  },
  {
    name: 'a load in parts by another engine than k6',
    arguments: load('--distributed', '2', '--engine', 'builtin'),
    expect: usage(/--engine: expected k6 with --distributed, got "builtin"/u),
  },
  {
    name: 'a folder for a load that is not in parts',
    arguments: load('--out', 'parts'),
    expect: usage(/--out: expected --distributed with it, got none/u),
  },
  {
    name: 'a part of which folder is not said',
    arguments: ['load', '--part', '1/3'],
    expect: usage(/--part: expected --play <folder> with it, got none/u),
  },
  {
    name: 'a moment without its zone, which each machine would read as its own',
    arguments: ['load', '--play', 'golive-load', '--part', '1/3', '--at', '2026-12-01T09:30'],
    expect: usage(/--at: expected a moment such as 2026-11-22T09:30:00Z, got "2026-12-01T09:30"/u),
  },
  {
    name: 'a moment for a part of no folder',
    arguments: ['load', '--at', '2026-12-01T09:30:00Z'],
    expect: usage(/--at: expected --play <folder> with it, got none/u),
  },
  {
    name: 'a folder of which part is not said',
    arguments: ['load', '--play', 'golive-load'],
    expect: usage(/--part: expected a part such as 2\/3, got "nothing"/u),
  },
];
