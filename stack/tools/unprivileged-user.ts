import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Machine } from './machine.ts';
import type { Tool } from './tool.ts';

export interface UnprivilegedUser {
  readonly name: string;
  readonly userId: number;
  readonly groupId: number;
}

/** Whom root starts PostgreSQL as, since its server refuses root: `postgres`, else `nobody`. */
export function findUnprivilegedUser(machine: Machine): UnprivilegedUser | undefined {
  const users = accounts(machine);
  return users.find((user) => user.name === 'postgres') ?? users.find((user) => user.name === 'nobody');
}

function accounts(machine: Machine): UnprivilegedUser[] {
  let text: string;
  try {
    text = readFileSync(join(machine.systemRoot, 'etc/passwd'), 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    const [name = '', , userId, groupId] = line.split(':');
    const user = { name, userId: Number(userId), groupId: Number(groupId) };
    return user.userId > 0 && user.groupId > 0 ? [user] : [];
  });
}

export const unprivilegedUser: Tool = {
  id: 'unprivileged-user',
  label: 'A user for the database server',
  failureLabel: 'the PostgreSQL server refuses to run as root',
  need: 'required',
  shouldTest: (machine) => machine.isRoot,
  locate: (machine) => findUnprivilegedUser(machine)?.name,
  version: async (_path, machine) => {
    const user = findUnprivilegedUser(machine);
    return user === undefined ? undefined : `uid ${user.userId}`;
  },
  mends: () => [{ line: 'adduser --system --group postgres', waitingFor: 'you', run: undefined }],
};
