import { closeSync, openSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { OUTCOMES, type Outcome, type Sample } from './outcomes.ts';

export { OUTCOMES, type Outcome, type Sample };

const RECORD_BYTES = 28;
const PENDING_RECORDS = 2048;
const MAX_U32 = 0xffff_ffff;

/** Writes samples as fixed 28-byte records, appended as they come: a killed run leaves what it had. */
export class SampleWriter {
  readonly #file: number;
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #pending = Buffer.alloc(RECORD_BYTES * PENDING_RECORDS);
  readonly #view = new DataView(this.#pending.buffer, this.#pending.byteOffset, this.#pending.byteLength);
  #length = 0;

  constructor(path: string, names: readonly string[]) {
    this.#file = openSync(path, 'w');
    this.#indexes = new Map(names.map((name, at) => [name, at]));
  }

  add(sample: Sample): void {
    if (this.#length === this.#pending.length) this.flush();
    const record = this.#view;
    const at = this.#length;
    record.setUint32(at, sample.sequence, true);
    record.setUint32(at + 4, microseconds(sample.intendedMs), true);
    record.setUint32(at + 8, microseconds(sample.latenessMs), true);
    record.setUint32(at + 12, microseconds(sample.latencyMs), true);
    record.setUint32(at + 16, Math.min(MAX_U32, sample.bytes), true);
    record.setUint16(at + 20, sample.status, true);
    record.setUint16(at + 22, this.#indexes.get(sample.name) ?? 0xffff, true);
    record.setUint8(at + 24, OUTCOMES.indexOf(sample.outcome));
    record.setUint8(at + 25, sample.phase === 'measured' ? 1 : 0);
    record.setUint8(at + 26, sample.part);
    this.#length += RECORD_BYTES;
  }

  flush(): void {
    for (let written = 0; written < this.#length;)
      written += writeSync(this.#file, this.#pending, written, this.#length - written);
    this.#length = 0;
  }

  close(): void {
    this.flush();
    closeSync(this.#file);
  }
}

/** Reads samples back; `names` are the plan's requests in order. A cut last record is left out. */
export async function readSamples(path: string, names: readonly string[]): Promise<Sample[]> {
  const bytes = await readFile(path);
  return Array.from({ length: Math.floor(bytes.length / RECORD_BYTES) }, (_, nth) => {
    return decode(bytes.subarray(nth * RECORD_BYTES, (nth + 1) * RECORD_BYTES), names);
  });
}

function decode(record: Buffer, names: readonly string[]): Sample {
  return {
    sequence: record.readUInt32LE(0),
    intendedMs: record.readUInt32LE(4) / 1000,
    latenessMs: record.readUInt32LE(8) / 1000,
    latencyMs: record.readUInt32LE(12) / 1000,
    bytes: record.readUInt32LE(16),
    status: record.readUInt16LE(20),
    name: names[record.readUInt16LE(22)] ?? 'unknown',
    outcome: OUTCOMES[record.readUInt8(24)] ?? 'stopped',
    phase: record.readUInt8(25) === 1 ? 'measured' : 'warm-up',
    part: record.readUInt8(26),
  };
}

function microseconds(ms: number): number {
  return Math.min(MAX_U32, Math.max(0, Math.round(ms * 1000)));
}
