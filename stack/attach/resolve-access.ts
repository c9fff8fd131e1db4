import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { getCACertificates } from 'node:tls';
import { TargetError } from '../../targets/target-error.ts';
import type { Hooks, HookedDatabase } from '../../targets/schema/hooks.ts';
import { environment } from '../environment.ts';
import type { Access, Account } from '../facts.ts';
import type { AttachOrder } from './attach-order.ts';

type Order = Pick<AttachOrder, 'hooks' | 'hooksFile'>;
type HookedBucket = NonNullable<Hooks['bucket']>;

/**
 * What the hooks give, with the secrets that they name.
 * @throws TargetError `malformed-target` naming the file, the field, and the variable or file that is missing.
 */
export function resolveAccess(order: Order): Access {
  const { hooks } = order;
  const accounts = Object.entries(hooks.accounts).map(([name, account]): [string, Account] => {
    const secret = (field: string, variable: string): string =>
      readVariable(order, `accounts.${name}.${field}`, variable);
    const totp = account.totpSecretVariable;
    return [
      name,
      {
        email: account.email,
        password: secret('passwordVariable', account.passwordVariable),
        ...(totp === undefined ? {} : { totpSecret: secret('totpSecretVariable', totp) }),
      },
    ];
  });
  const sql = hooks.database ? resolveDatabase(order, 'database', hooks.database) : undefined;
  const objects = hooks.bucket ? resolveBucket(order, 'bucket', hooks.bucket) : undefined;
  const named = hooks.commands.variables.map((variable) =>
    readVariable(order, 'commands.variables', variable),
  );
  const access = {
    caPem: authorities(order, hooks.caFile),
    accounts: Object.fromEntries(accounts),
    ...(sql === undefined ? {} : { sql }),
    ...(objects === undefined ? {} : { objects }),
  };
  return { ...access, secrets: [...secretsIn(access), ...named] };
}

export function resolveDatabase(
  order: Order,
  field: string,
  database: HookedDatabase,
): NonNullable<Access['sql']> {
  if (database.engine === 'sqlite') {
    return { engine: 'sqlite', file: resolve(dirname(order.hooksFile), database.file) };
  }
  const url = readVariable(order, `${field}.urlVariable`, database.urlVariable);
  if (URL.canParse(url)) return { engine: 'postgres', url };
  const { urlVariable } = database;
  throw malformed(order, `${field}.urlVariable`, `a database URL in ${urlVariable}`, 'text that is none');
}

export function resolveBucket(
  order: Order,
  field: string,
  bucket: HookedBucket,
): NonNullable<Access['objects']> {
  const { endpoint, region, bucket: name, accessKeyVariable, secretKeyVariable } = bucket;
  return {
    endpoint,
    region,
    bucket: name,
    accessKeyId: readVariable(order, `${field}.accessKeyVariable`, accessKeyVariable),
    secretAccessKey: readVariable(order, `${field}.secretKeyVariable`, secretKeyVariable),
  };
}

/** Secrets of an access, for redaction: the database's password in both of its spellings. */
export function secretsIn({ sql, objects, accounts }: Omit<Access, 'secrets' | 'caPem'>): readonly string[] {
  const passwords = Object.values(accounts).flatMap(({ password, totpSecret = '' }) => [
    password,
    totpSecret,
  ]);
  const url = sql?.engine === 'postgres' ? URL.parse(sql.url) : null;
  const database = url === null ? [] : [url.password, decodeURIComponent(url.password)];
  return [...passwords, ...database, objects?.secretAccessKey ?? ''].filter((text) => text !== '');
}

/** The given authority, or all that this machine trusts: clients are told it in so many words. */
export function authorities(order: Order, caFile: string | undefined): string {
  if (caFile === undefined) return getCACertificates('default').join('\n');
  const path = resolve(dirname(order.hooksFile), caFile);
  try {
    const text = readFileSync(path, 'utf8');
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  } catch (cause) {
    throw malformed(order, 'caFile', 'a PEM file', cause instanceof Error ? cause.message : String(cause));
  }
  throw malformed(order, 'caFile', `certificates in PEM in ${path}`, 'a file without one');
}

function readVariable(order: Order, field: string, variable: string): string {
  const value = environment.secret(variable);
  if (value !== undefined) return value;
  throw malformed(order, field, `${variable} to be set in the environment`, 'nothing');
}

function malformed({ hooksFile }: Order, field: string, expected: string, got: string): TargetError {
  return new TargetError('malformed-target', `${hooksFile}: ${field}: expected ${expected}, got ${got}`);
}
