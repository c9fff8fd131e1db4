import { listed, type ReleaseQuestion } from './release-context.ts';

const check = 'processes.not-root';
const askLimitMs = 15_000;

/** A process as its container's own /proc shows it. */
export interface SeenProcess {
  readonly name: string;
  /** Effective user id. */
  readonly user: number;
}

/** What `askRoot` has printed, without the asker itself and what it began: pure. */
export function processesIn(printed: string): readonly SeenProcess[] {
  const self = /^self (\d+)$/mu.exec(printed)?.[1];
  return printed.split(/^(?=Name:)/mu).flatMap((block) => {
    const field = (name: string): string =>
      new RegExp(`^${name}:\\s*(.*)$`, 'mu').exec(block)?.[1]?.trim() ?? '';
    const name = field('Name');
    if (name === '' || field('Pid') === self || field('PPid') === self) return [];
    return [{ name, user: Number(field('Uid').split(/\s+/u)[1]) }];
  });
}

/** Whoever breaks out of one of these is nobody on the machine; asked of containers, whose users are the release's. */
export async function askRoot({ stack, report, tell }: ReleaseQuestion): Promise<void> {
  if (stack.facts.driver !== 'docker') {
    const reason =
      'the users of processes are the release’s own in its containers alone: ask by --stack docker';
    tell({ check, expected: 0, actual: null, n: 0, outcome: 'inconclusive', reason });
    return;
  }
  report('looking at the users of all processes in the containers');
  const found: string[] = [];
  let n = 0;
  for (const component of stack.components) {
    const script = 'echo "self $$"; cat /proc/[0-9]*/status 2>/dev/null';
    const { stdout } = await component.exec({
      program: 'sh',
      arguments: ['-c', script],
      timeoutMs: askLimitMs,
    });
    const processes = processesIn(stdout);
    if (processes.length === 0) throw new Error(`${component.name}: expected its processes, saw none`);
    n += processes.length;
    const roots = processes.filter(({ user }) => user === 0).map(({ name }) => name);
    if (roots.length > 0) found.push(`${component.name}: ${[...new Set(roots)].join(', ')}`);
  }
  tell({
    check,
    expected: 0,
    actual: found.length,
    unit: 'containers with processes of root',
    n,
    reason: listed(found),
  });
}
