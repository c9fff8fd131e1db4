import { loadTarget, targetFile } from '../../targets/load.ts';
import { notApplicable } from '../../targets/schema/common.ts';
import type { Target } from '../../targets/schema/target.ts';

export type Engine = 'postgres' | 'sqlite';

const why = notApplicable('a system of a few lines has none');

const commands = {
  postgres: {
    backup: `pg_dump -Fc --snapshot="{snapshot}" --file="{artifact}/db.dump" --dbname="$DATABASE_URL" && node "$OPERATIONS" export "{artifact}" "$BUCKET"`,
    restore: `pg_restore --exit-on-error --no-owner --dbname="$DATABASE_URL" "{artifact}/db.dump" && node "$OPERATIONS" import "{artifact}" "$BUCKET"`,
  },
  sqlite: {
    backup: `node "$OPERATIONS" vacuum notes.db '{artifact}'`,
    restore: `cp '{artifact}' notes.db`,
  },
} as const;

const photos: Target['photos'] = {
  role: 'writer',
  jobQuery: `SELECT 'any' AS job`,
  photosQuery: `SELECT object_key AS id, object_key, sha256 FROM photos WHERE $1 <> ''`,
  upload: { path: '/photos', field: 'photo', fields: {}, status: [201] },
  largeBytes: 1,
  refusal: '',
  contentPath: '/photos/{photo}',
};

/** The tiny system, as data. */
export async function tinyTarget(engine: Engine, healthPath = '/health'): Promise<Target> {
  const reference = await loadTarget(targetFile('reference'));
  const command = (line: string) => ({ command: line, timeoutMs: 30_000, source: 'a test' });
  const { marker } = reference.operations;
  return {
    ...reference,
    name: 'tiny',
    hostName: 'tiny.example',
    stack: {
      database: engine,
      health: { path: healthPath, expect: { '/status': 'ok' } },
      readiness:
        engine === 'postgres'
          ? { path: '/ready', status: 200, unready: [503], withinMs: 5_000, parts: why }
          : why,
      objects:
        engine === 'postgres'
          ? { bucket: 'tiny', ledgerQuery: 'SELECT object_key, sha256 FROM photos', askedByPages: [] }
          : why,
    },
    signIn: {
      ...reference.signIn,
      request: { method: 'POST', path: '/login', body: { email: '{email}' } },
      token: '/token',
      refreshToken: undefined,
    },
    roles: [{ id: 'writer', account: 'writer', signsIn: true }],
    deployed: { ...reference.deployed, version: { path: '/health', pointer: '/version' } },
    photos: engine === 'postgres' ? photos : why,
    operations: {
      backup: command(commands[engine].backup),
      restore: command(commands[engine].restore),
      artifact: engine === 'postgres' ? 'folder' : 'file',
      encryption: why,
      rotation: why,
      marker: {
        write: {
          ...marker.write,
          role: 'writer',
          request: { method: 'POST', path: '/notes', body: { text: '{unique}' } },
          take: {},
        },
        query: 'SELECT count(*) AS n FROM notes WHERE text = $1',
      },
      mayDiffer: {},
    },
  };
}
