import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { childModule } from '../../process/child-module.ts';
import { StackError } from '../../stack-error.ts';
import type { ProcessPlan, RecipeContext } from '../recipe.ts';
import { environmentOf, squareApplicationId, squareRedirectUri } from './environment.ts';
import { besideOf } from '../beside.ts';
import { pythonOf } from '../built-checkout.ts';
import { layOut, teliporterTree } from './tree.ts';

/** Where the release asks for Square in production. */
export const squareHost = 'connect.squareup.com';
/** Name of the port on which the stand-in speaks TLS. */
export const squarePort = 'square';

const apiWithinMs = 60_000;

/** The commands of DEPLOYMENT.md, Step 5 (Production Docker Compose), as processes; the stand-in before them. */
export async function processesOf(context: RecipeContext): Promise<readonly ProcessPlan[]> {
  const { backend } = await layOut(context);
  const python = {
    version: context.prepared.release.version,
    program: pythonOf(context, teliporterTree.python.environments),
    folder: backend,
    environment: await environmentOf(context),
  };
  const celery = ['-m', 'celery', '-A', 'app.celery_app:celery_app'];
  const port = await context.port('api');
  return [
    await standIn(context),
    {
      ...python,
      role: 'application',
      name: 'backend',
      kind: 'FastAPI on uvicorn, 4 workers',
      arguments: [
        ...['-m', 'uvicorn', 'app.main:app', '--host', context.listenOn, '--port', String(port)],
        ...['--workers', '4'],
      ],
      port,
      ready: { path: '/health' },
      readyWithinMs: apiWithinMs,
      serves: ['/api/'],
    },
    {
      ...python,
      role: 'worker',
      name: 'celery-worker',
      kind: 'Celery worker, 4 processes',
      arguments: [...celery, 'worker', '--loglevel=info', '--concurrency=4'],
      port: 0,
      ready: { prints: ' ready.' },
      readyWithinMs: apiWithinMs,
      dispensable: true,
      serves: [],
    },
    {
      ...python,
      role: 'scheduler',
      name: 'celery-beat',
      kind: 'Celery beat',
      arguments: [...celery, 'beat', '--loglevel=info'],
      port: 0,
      ready: { prints: 'beat: Starting' },
      readyWithinMs: apiWithinMs,
      dispensable: true,
      serves: [],
    },
  ];
}

async function standIn(context: RecipeContext): Promise<ProcessPlan> {
  if (context.certificates === undefined) {
    throw new StackError('unsupported', 'Teliporter: expected certificates to stand in for Square, got none');
  }
  const { caPem, certificatePem, keyPem } = context.certificates;
  const put = async (name: string, text: string): Promise<string> => {
    const file = join(context.folder, name);
    await writeFile(file, text, { mode: 0o600 });
    return file;
  };
  await put('square-ca.pem', caPem);
  const beside = besideOf(context);
  const tlsPort = await beside.port(squarePort);
  const settings = {
    hostName: squareHost,
    proxyHost: beside.host,
    proxyPort: await beside.port('square proxy'),
    tlsPort,
    certificateFile: await put('square-leaf.pem', certificatePem),
    keyFile: await put('square-leaf.key', keyPem),
    redirectUri: squareRedirectUri(context),
    applicationId: squareApplicationId,
    applicationSecret: context.secret('teliporter-square'),
  };
  return {
    role: 'stand-in',
    name: 'square',
    kind: 'Golive’s stand-in for Square',
    version: '2024-01-18',
    program: beside.node,
    arguments: [
      childModule('./square/main', import.meta.url),
      await put('square.json', JSON.stringify(settings)),
    ],
    folder: context.folder,
    environment: {},
    port: tlsPort,
    ready: 'tcp',
    readyWithinMs: 15_000,
    serves: [],
  };
}
