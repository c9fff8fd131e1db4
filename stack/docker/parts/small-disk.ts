import { StackError } from '../../stack-error.ts';
import type { DataDisk } from '../../started-stack.ts';
import type { DockerGround } from '../ground.ts';
import { execIn } from './container-exec.ts';

/** Nothing is ever filled but a volume in memory, whose size docker-compose.test.yml bounds. */
const fill = `for place in /disk/database /disk/objects; do
  kind=$(stat -f -c %T "$place")
  test "$kind" = tmpfs || { echo "$place: expected a volume in memory, got $kind" >&2; exit 1; }
  dd if=/dev/zero of="$place/ballast" bs=1M 2> /dev/null
  dd if=/dev/zero of="$place/ballast" bs=4k oflag=append conv=notrunc 2> /dev/null
  left=$(stat -f -c %a "$place")
  test "$left" -eq 0 || { echo "$place: expected no room, got $left blocks" >&2; exit 1; }
done`;
const empty = 'rm -f /disk/database/ballast /disk/objects/ballast';
const timeoutMs = 60_000;

/** The small volumes that database and bucket lie on, filled by the container that keeps them mounted. */
export function smallDisk({ engine, project }: Pick<DockerGround, 'engine' | 'project'>): DataDisk {
  const container = project.container('disk');
  const run = async (script: string): Promise<void> => {
    const ended = await execIn(engine, container, { program: 'sh', arguments: ['-c', script], timeoutMs });
    if (ended.exitCode === 0) return;
    throw new StackError('command-failed', `the data disk: ${ended.stderr.trim()}`);
  };
  return {
    async fill() {
      await run(fill);
      return { [Symbol.asyncDispose]: () => run(empty) };
    },
  };
}
