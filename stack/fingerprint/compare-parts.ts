import type { Difference } from './difference.ts';
import type {
  CatalogEntry,
  CatalogValue,
  ObjectFingerprint,
  SequenceFingerprint,
  TableFingerprint,
} from './fingerprint.ts';

const absent = 'none';

interface Pairing<Item> {
  readonly name: (item: Item) => string;
  /** How an item is described where the other side lacks it. */
  readonly describe: (item: Item) => string;
  readonly kind: (item: Item) => string;
  readonly subject: (item: Item) => string;
  readonly both: (before: Item, after: Item) => Difference[];
}

function pair<Item>(before: readonly Item[], after: readonly Item[], how: Pairing<Item>): Difference[] {
  const left = new Map(before.map((item) => [how.name(item), item]));
  const right = new Map(after.map((item) => [how.name(item), item]));
  const differences: Difference[] = [];
  for (const [name, item] of left) {
    const other = right.get(name);
    if (other !== undefined) differences.push(...how.both(item, other));
    else {
      const kind = `${how.kind(item)}.missing`;
      differences.push({ kind, subject: how.subject(item), expected: how.describe(item), actual: absent });
    }
  }
  for (const [name, item] of right) {
    if (left.has(name)) continue;
    const kind = `${how.kind(item)}.unexpected`;
    differences.push({ kind, subject: how.subject(item), expected: absent, actual: how.describe(item) });
  }
  return differences;
}

/** Kinds `rows.missing`, `rows.unexpected` (the table itself), `table.count`, `table.rows`. */
export function compareTables(
  before: readonly TableFingerprint[],
  after: readonly TableFingerprint[],
): Difference[] {
  const subject = ({ schema, table }: TableFingerprint) => `${schema}.${table}`;
  const hash = ({ method, rowHash }: TableFingerprint) => `${method} hash ${rowHash}`;
  return pair(before, after, {
    name: subject,
    subject,
    kind: () => 'rows',
    describe: ({ count }) => `${count} rows`,
    both: (was, is) => {
      if (was.count !== is.count) {
        const [expected, actual] = [`${was.count} rows`, `${is.count} rows`];
        return [{ kind: 'table.count', subject: subject(was), expected, actual }];
      }
      if (hash(was) === hash(is)) return [];
      const expected = `${was.count} rows with ${hash(was)}`;
      return [{ kind: 'table.rows', subject: subject(was), expected, actual: `as many with ${hash(is)}` }];
    },
  });
}

/** Kinds `position.missing`, `position.unexpected`, `sequence.position`, `sequence.behind`. */
export function compareSequences(
  before: readonly SequenceFingerprint[],
  after: readonly SequenceFingerprint[],
): Difference[] {
  const subject = ({ schema, sequence }: SequenceFingerprint) => `${schema}.${sequence}`;
  const position = ({ lastValue, isCalled }: SequenceFingerprint) =>
    `${lastValue}${isCalled ? '' : ' (not used yet)'}`;
  const differences = pair(before, after, {
    name: subject,
    subject,
    kind: () => 'position',
    describe: position,
    both: (was, is) => {
      if (position(was) === position(is)) return [];
      const [expected, actual] = [position(was), position(is)];
      return [{ kind: 'sequence.position', subject: subject(was), expected, actual }];
    },
  });
  return [...differences, ...after.filter(isBehind).map(behind)];
}

/** The next value is already stored: the first insert after the restore would fail or collide. */
function isBehind({ lastValue, isCalled, increment, cycles, columnMax }: SequenceFingerprint): boolean {
  if (cycles || columnMax === null) return false;
  const next = BigInt(lastValue) + (isCalled ? BigInt(increment) : 0n);
  return increment.startsWith('-') ? next >= BigInt(columnMax) : next <= BigInt(columnMax);
}

function behind(sequence: SequenceFingerprint): Difference {
  return {
    kind: 'sequence.behind',
    subject: `${sequence.schema}.${sequence.sequence}`,
    expected: `a next value beyond ${sequence.columnMax}, stored in ${sequence.feeds.join(', ')}`,
    actual: `position ${sequence.lastValue}`,
  };
}

/** Kinds `<kind>.missing`, `<kind>.unexpected`, `<kind>.<field>`. */
export function compareCatalogs(
  before: readonly CatalogEntry[],
  after: readonly CatalogEntry[],
): Difference[] {
  return pair(before, after, {
    name: ({ kind, name }) => `${kind} ${name}`,
    subject: ({ name }) => name,
    kind: ({ kind }) => kind,
    describe: describeEntry,
    both: (was, is) => compareFields(`${was.kind}.`, was.name, was.fields, is.fields),
  });
}

function describeEntry({ fields }: CatalogEntry): string {
  const main =
    fields['definition'] ?? fields['privileges'] ?? fields['labels'] ?? fields['type'] ?? fields['version'];
  return main === undefined || main === null ? 'present' : String(main);
}

function compareFields(
  prefix: string,
  subject: string,
  before: Readonly<Record<string, CatalogValue>>,
  after: Readonly<Record<string, CatalogValue>>,
): Difference[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const shown = (value: CatalogValue | undefined) =>
    value === null || value === undefined ? absent : String(value);
  return fields
    .filter((field) => (before[field] ?? null) !== (after[field] ?? null))
    .map((field) => ({
      kind: `${prefix}${field}`,
      subject,
      expected: shown(before[field]),
      actual: shown(after[field]),
    }));
}

/** Kinds `object.missing`, `object.unexpected`, `object.size`, `object.bytes`, `object.contentType`, `object.metadata.*`. */
export function compareObjects(
  before: readonly ObjectFingerprint[],
  after: readonly ObjectFingerprint[],
): Difference[] {
  return pair(before, after, {
    name: ({ key }) => key,
    subject: ({ key }) => key,
    kind: () => 'object',
    describe: ({ sizeBytes, sha256 }) => `${sizeBytes} bytes, sha256 ${sha256}`,
    both: (was, is) => [
      ...compareBytes(was, is),
      ...compareFields('object.', was.key, { contentType: was.contentType }, { contentType: is.contentType }),
      ...compareFields('object.metadata.', was.key, was.metadata, is.metadata),
    ],
  });
}

function compareBytes(was: ObjectFingerprint, is: ObjectFingerprint): Difference[] {
  if (was.sizeBytes !== is.sizeBytes) {
    const [expected, actual] = [`${was.sizeBytes} bytes`, `${is.sizeBytes} bytes`];
    return [{ kind: 'object.size', subject: was.key, expected, actual }];
  }
  if (was.sha256 === is.sha256) return [];
  return [
    {
      kind: 'object.bytes',
      subject: was.key,
      expected: `sha256 ${was.sha256}`,
      actual: `sha256 ${is.sha256}`,
    },
  ];
}
