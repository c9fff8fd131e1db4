import { randomBytes } from 'node:crypto';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { openObjects } from '../stack/clients/objects.ts';
import { accountOf, signIn } from '../stack/clients/session.ts';
import { openHttp } from '../stack/clients/http.ts';
import { openSql } from '../stack/clients/sql.ts';
import type { EdgeRule } from '../stack/edge.ts';
import { StackError } from '../stack/stack-error.ts';
import type { StartedStack } from '../stack/started-stack.ts';

export type { Fault } from './fault.ts';

type Plant = (stack: StartedStack) => Promise<AsyncDisposable>;

/** Plants rules between front and application. */
export function onEdge(...rules: readonly EdgeRule[]): Plant {
  return async (stack) => await stack.edge.insert(rules);
}

/** Runs SQL in the stack's database; the stack is thrown away with it, so that nothing is undone. */
export function bySql(...statements: readonly string[]): Plant {
  return async (stack) => {
    if (!stack.access.sql) throw new StackError('unsupported', 'a database fault: expected SQL access');
    await using sql = openSql(stack.access.sql, { write: true });
    for (const statement of statements) await sql.query(statement);
    return { [Symbol.asyncDispose]: () => Promise.resolve() };
  };
}

/**
 * Puts a shell script before a program on the PATH of everything that the team's commands run. In the script,
 * `$REAL` is the program itself.
 */
export function byShim(program: string, script: string) {
  return async (stack: Pick<StartedStack, 'shimFolder'>): Promise<AsyncDisposable> => {
    const file = join(stack.shimFolder, program);
    const real = `REAL=$(PATH=$(printf '%s' "$PATH" | sed "s#^[^:]*:##") command -v ${program})`;
    await writeFile(file, `#!/bin/sh\n${real}\n${script}\n`);
    await chmod(file, 0o755);
    return { [Symbol.asyncDispose]: async () => await rm(file, { force: true }) };
  };
}

/** Runs SQL in the database that a restore of the reference system has just filled. */
export function inRestoredSql(sql: string) {
  return byShim(
    'pg_restore',
    `"$REAL" "$@" || exit $?
case "$*" in *--single-transaction*) psql -qX --set=ON_ERROR_STOP=1 --dbname="$DATABASE_URL" -c "${sql}" >/dev/null;; esac`,
  );
}

/** Runs a module in the bucket that a restore of the reference system has just filled: `s3`, `client`, `Bucket`, `Key`. */
export function inRestoredBucket(statement: string) {
  const module = `import * as s3 from "@aws-sdk/client-s3";
import { readObjectStoreConfig } from "./server/config.ts";
import { createS3Client } from "./server/object-store.ts";
const config = readObjectStoreConfig(process.env);
const client = createS3Client(config);
const Bucket = config.S3_BUCKET;
const { Contents } = await client.send(new s3.ListObjectsV2Command({ Bucket }));
const Key = Contents[0].Key;
${statement};
client.destroy();`;
  return byShim(
    'node',
    `case "$1 $2" in *"objects.ts import") ;; *) exec "$REAL" "$@";; esac
"$REAL" "$@" || exit $?
cd "$(dirname "$1")/.." && exec "$REAL" --input-type=module -e '${module}'`,
  );
}

/** A token of this role, for faults that lend one person's rights to another. */
export async function tokenOf(stack: StartedStack, role: string): Promise<string> {
  const { target, facts, access } = stack;
  const http = openHttp({ facts, access, sourceAddress: '127.0.0.253' });
  try {
    return (await signIn(http, { target, role, account: accountOf(target, access, role, 9) })).token;
  } finally {
    await http.close();
  }
}

/** Writes other bytes of the same length over every stored object; the stack is thrown away with them. */
export async function swapStoredObjects(stack: StartedStack): Promise<AsyncDisposable> {
  if (!stack.access.objects) throw new StackError('unsupported', 'an objects fault: expected a bucket');
  const { client, bucket, list, head, close } = openObjects(stack.access.objects);
  try {
    for (const { key, sizeBytes } of await list()) {
      const { contentType, metadata = {} } = (await head(key)) ?? {};
      const Body = randomBytes(sizeBytes);
      const put = { Bucket: bucket, Key: key, Body, ContentType: contentType, Metadata: { ...metadata } };
      await client.send(new PutObjectCommand(put));
    }
  } finally {
    close();
  }
  return { [Symbol.asyncDispose]: () => Promise.resolve() };
}
