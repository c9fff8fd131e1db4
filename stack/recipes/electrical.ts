import { accountsOf } from './electrical/accounts.ts';
import { databaseEnvironment, initialiseAsDocumented, initialiseDatabase } from './electrical/database.ts';
import { composeDeployment, dropletDeployment, type Deployment } from './electrical/deployments.ts';
import {
  backendOf,
  builtFrom,
  electricalTree,
  environments,
  layOutBackend,
  left,
  releaseParts,
} from './electrical/tree.ts';
import { pythonOf } from './built-checkout.ts';
import { prepareBuilt } from './built-tree.ts';
import { builtImage } from './built-image.ts';
import type { ProcessPlan, Recipe, RecipeContext } from './recipe.ts';

/** Nothing listens there: whatever the system asks of the world outside is refused at once. */
const nowhere = 'http://127.0.0.1:9';

/**
 * One application, run by two companies in two ways, from a checkout; where its owner has not built it, a copy is built
 * in Golive's cache, the same for both. A FastAPI back end on PostgreSQL, and a folder of files.
 */
function electricalRecipe(deployment: Deployment): Recipe {
  const environment = async (context: RecipeContext): Promise<Readonly<Record<string, string>>> => {
    await layOutBackend(context);
    return {
      ...databaseEnvironment(context),
      SECRET_KEY: context.secret('electrical-jwt'),
      TZ: 'America/New_York',
      HTTP_PROXY: nowhere,
      HTTPS_PROXY: nowhere,
      PYTHONDONTWRITEBYTECODE: '1',
      ...deployment.environment(context),
    };
  };
  return {
    application: deployment.application,
    services: ['postgres', 'objects'],
    front: deployment.front,
    container: builtImage({
      application: deployment.application,
      front: deployment.containerFront,
      // Photos that went to no bucket lie beside the back end.
      replicas: 1,
      parts: releaseParts,
      environments,
      leftOut: left,
    }),
    builtFrom,
    prepare: (context) =>
      prepareBuilt(electricalTree(deployment.title), context, { repaired: deployment.repaired }),
    environment,
    operationsFolder: (context) => backendOf(context.folder),
    async initialise(context) {
      const own = await environment(context);
      if (context.asDocumented === true) {
        await initialiseAsDocumented(context, own, deployment.documentedSteps(context));
      } else await initialiseDatabase(context, own);
    },
    accounts: (context) => Promise.resolve(accountsOf(context)),
    processes: async (context) => [await backend(context, deployment, await environment(context))],
  };
}

async function backend(
  context: RecipeContext,
  { stripsPrefix, serverArguments }: Deployment,
  environment: Readonly<Record<string, string>>,
): Promise<ProcessPlan> {
  const port = await context.port('backend');
  return {
    role: 'application',
    name: 'backend',
    kind: 'FastAPI on uvicorn',
    version: context.prepared.release.version,
    program: pythonOf(context, environments),
    arguments: [
      '-m',
      'uvicorn',
      'main:app',
      '--host',
      context.listenOn,
      '--port',
      String(port),
      ...serverArguments,
    ],
    folder: await layOutBackend(context),
    environment,
    port,
    ready: { path: '/health' },
    readyWithinMs: 30_000,
    serves: ['/api/'],
    // No route of the back end begins with /api, but for one: a front that leaves it is repaired.
    stripsPrefix: stripsPrefix || context.asDocumented !== true,
  };
}

export const pem2ServicesRecipe = electricalRecipe(dropletDeployment);
export const maElectricalRecipe = electricalRecipe(composeDeployment);
