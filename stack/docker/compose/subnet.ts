import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { z } from 'zod';
import { askEngine } from '../engine/engine-socket.ts';
import { StackError } from '../../stack-error.ts';

const networksSchema = z.array(
  z.object({
    IPAM: z.object({ Config: z.array(z.object({ Subnet: z.string().optional() })).nullish() }).nullish(),
  }),
);

const attempts = 100;
const taken = new Set<string>();

/**
 * The first three numbers of 256 private addresses that nothing on this machine uses: each stack has its own, so that
 * two runs side by side never meet. Another run may take them in the same moment; the engine then refuses.
 */
export async function freeNet(): Promise<string> {
  const used = [...(await engineNets()), ...interfaceNets(), ...(await routedNets())];
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const net = `10.${randomInt(128, 255)}.${randomInt(0, 256)}`;
    const start = toNumber(`${net}.0`);
    if (taken.has(net) || used.some((range) => start <= range.to && start + 255 >= range.from)) continue;
    taken.add(net);
    return net;
  }
  throw new StackError(
    'refused',
    `expected 256 free addresses below 10.0.0.0/8, got none in ${attempts} attempts`,
  );
}

interface Range {
  readonly from: number;
  readonly to: number;
}

const toNumber = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

/** The addresses of `10.1.2.0/24`; empty for what is no IPv4. */
export function rangeOf(cidr: string): readonly Range[] {
  const [address = '', length = '32'] = cidr.split('/');
  if (!/^\d+\.\d+\.\d+\.\d+$/u.test(address)) return [];
  const size = 2 ** (32 - Number(length));
  const from = Math.floor(toNumber(address) / size) * size;
  return [{ from, to: from + size - 1 }];
}

async function engineNets(): Promise<readonly Range[]> {
  const { body } = await askEngine('GET', '/networks');
  return networksSchema
    .parse(JSON.parse(body))
    .flatMap(({ IPAM }) => IPAM?.Config ?? [])
    .flatMap(({ Subnet }) => (Subnet === undefined ? [] : rangeOf(Subnet)));
}

function interfaceNets(): readonly Range[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.flatMap(({ cidr }) => (cidr === null ? [] : rangeOf(cidr)));
}

/** As /proc tells them: a column of addresses and one of masks, the bytes in the machine's own order. */
async function routedNets(): Promise<readonly Range[]> {
  const table = await readFile('/proc/net/route', 'utf8').catch(() => '');
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .flatMap((row) => {
      const [address, mask] = [fromHex(row[1]), fromHex(row[7])];
      // The default route leads everywhere and takes no address.
      if (address === undefined || mask === undefined || mask === 0) return [];
      return [{ from: address, to: address + (0xff_ff_ff_ff - mask) }];
    });
}

function fromHex(text: string | undefined): number | undefined {
  if (text === undefined || !/^[0-9A-F]{8}$/u.test(text)) return undefined;
  return Buffer.from(text, 'hex').readUInt32LE(0);
}
