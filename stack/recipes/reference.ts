import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environment as surroundings } from '../environment.ts';
import { StackError } from '../stack-error.ts';
import type { Prepared, PrepareContext, ProcessPlan, Recipe, RecipeContext, SourcePatch } from './recipe.ts';
import { readRecord, writeRecord } from './build/build-record.ts';
import { accountsOf, addAccounts, hashesForAccounts, seedSecrets } from './reference/accounts.ts';
import { referenceImage } from './reference/image.ts';
import { previousRelease } from './reference/previous.ts';
import { buildAsDocumented } from './reference/documented-build.ts';
import { dependenciesOf, digestOf, makeRelease, sourceOf } from './reference/release.ts';
import { serves } from './reference/serves.ts';

const seedSizes = ['XS', 'S', 'M', 'L'] as const;

/** Fieldbook, the reference system: one process on PostgreSQL and a bucket. */
export const referenceRecipe: Recipe = {
  application: 'reference',
  services: ['postgres', 'objects'],
  seeds: seedSizes,
  programs: (source) => ({
    source: sourceOf(source),
    onServer: ['server'],
    inBrowser: ['web/src', 'web/service-worker'],
    serves,
  }),
  databaseRoles: ['fieldbook_readonly'],
  databaseTls: 'offered',
  front: {
    addHeaders: {},
    source: 'reference-system/README.md: the server itself sends every header and compresses',
    // Several photos of up to 25 MB in one request.
    maxBodyBytes: 200 * 1024 * 1024,
    compress: false,
  },
  container: referenceImage,
  prepare,
  preparePrevious,
  environment,
  operationsFolder: (context) => context.prepared.folder,
  initialise,
  migrate,
  accounts: (context) => Promise.resolve(accountsOf(context)),
  processes,
};

interface Variant {
  readonly leftOut: readonly string[];
  readonly patch: readonly SourcePatch[];
}

function prepare(context: PrepareContext): Promise<Prepared> {
  return build(context, { leftOut: [], patch: context.patch });
}

function preparePrevious(context: PrepareContext): Promise<Prepared> {
  return build(context, previousRelease);
}

async function build(context: PrepareContext, variant: Variant): Promise<Prepared> {
  const source = sourceOf(context.source);
  const isPatched = context.patch.length > 0;
  const digest = await releaseDigest(source, variant);
  // Dependencies are linked, not copied: two checkouts with the same source have each their own release.
  const place = createHash('sha256').update(dependenciesOf(source)).digest('hex').slice(0, 8);
  const folderIn = (cache: string, release: string): string =>
    join(cache, 'releases', `fieldbook-${place}-${release.slice(0, 16)}`);
  const folder = folderIn(context.cacheFolder, digest);
  if (!existsSync(folder)) {
    context.report(`building Fieldbook ${digest.slice(0, 8)}${isPatched ? ' with a planted fault' : ''}`);
    const pages = join(folderIn(surroundings.cacheFolder, await digestOf(source)), 'dist');
    const make = async (draft: string): Promise<void> => {
      if (isPatched && !variant.patch.some(isOfPages) && existsSync(pages)) {
        return await cp(pages, join(draft, 'dist'), { recursive: true });
      }
      const { notes, parts } = await buildAsDocumented(draft, context);
      await writeRecord(draft, { notes, parts, repaired: [] });
    };
    const { draftFolder } = context;
    await makeRelease({ source, release: folder, draftFolder, ...variant, build: make });
  }
  const version = await versionOf(folder);
  const built = await readRecord(folder);
  const prepared = { folder, source, release: { version, digest }, repaired: [], temporary: isPatched };
  return built === undefined ? prepared : { ...prepared, built };
}

/** What the front end is bundled from, and how; with any other change its files are those of the release itself. */
const isOfPages = ({ file }: SourcePatch): boolean =>
  file.startsWith('web/') || file === 'server/contract.ts' || file === 'README.md';

/** A planted fault, or what the release before had not, makes another release of the same source. */
async function releaseDigest(source: string, { leftOut, patch }: Variant): Promise<string> {
  const digest = await digestOf(source);
  if (patch.length === 0) return digest;
  const told = JSON.stringify([...leftOut, ...patch]);
  return createHash('sha256').update(digest).update(told).digest('hex');
}

async function versionOf(release: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(release, 'package.json'), 'utf8'));
  const version: unknown =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : undefined;
  return typeof version === 'string' ? version : 'unknown';
}

async function environment(context: RecipeContext): Promise<Readonly<Record<string, string>>> {
  const { sql, objects } = context.services;
  if (sql?.engine !== 'postgres' || objects === undefined) {
    throw new StackError('unsupported', 'Fieldbook: expected PostgreSQL and a bucket, got another stack');
  }
  return {
    NODE_ENV: 'production',
    HOST: context.listenOn,
    PORT: String(await context.port('fieldbook')),
    PUBLIC_ORIGIN: `https://${context.hostName}`,
    DATABASE_URL: sql.url,
    DATABASE_TLS: 'require',
    S3_ENDPOINT: objects.endpoint,
    S3_REGION: objects.region,
    S3_BUCKET: objects.bucket,
    S3_ACCESS_KEY_ID: objects.accessKeyId,
    S3_SECRET_ACCESS_KEY: objects.secretAccessKey,
    JWT_SECRET: context.secret('fieldbook jwt'),
    BACKUP_KEY: context.secret('fieldbook backup'),
    // The front, and nothing before it.
    TRUST_PROXY: '1',
    LOG_LEVEL: 'info',
    RELEASE: context.prepared.release.version,
  };
}

async function initialise(context: RecipeContext): Promise<void> {
  const size = seedSizes.find((known) => known === context.seed);
  if (size === undefined) {
    throw new StackError('unsupported', `seed: expected ${seedSizes.join(', ')}, got ${context.seed}`);
  }
  const { password, totpSecret } = seedSecrets(context);
  const seeded = await environment(context);
  const [hashes] = await Promise.all([
    hashesForAccounts(context),
    context.run(context.node, ['seed/seed.ts', '--size', size], {
      folder: context.prepared.folder,
      environment: { ...seeded, SEED_PASSWORD: password, SEED_TOTP_SECRET: totpSecret },
      timeoutMs: 180_000,
      label: `seeding Fieldbook with size ${size}`,
    }),
  ]);
  await addAccounts(context, hashes);
}

async function migrate(context: RecipeContext): Promise<void> {
  await context.run(context.node, ['server/migrate.ts'], {
    folder: context.prepared.folder,
    environment: await environment(context),
    timeoutMs: 60_000,
    label: 'migrating Fieldbook’s database',
  });
}

async function processes(context: RecipeContext): Promise<readonly ProcessPlan[]> {
  return [
    {
      role: 'application',
      name: 'fieldbook',
      kind: 'Fieldbook on Node',
      version: context.prepared.release.version,
      program: context.node,
      arguments: ['server/main.ts'],
      folder: context.prepared.folder,
      environment: await environment(context),
      port: await context.port('fieldbook'),
      ready: { path: '/ready' },
      readyWithinMs: 20_000,
      serves: ['/'],
    },
  ];
}
