import type { Component } from '../component.ts';
import type { StackFacts } from '../facts.ts';
import { OwnedStack } from '../owned-stack.ts';
import { ProcessEdge } from '../process/edge/process-edge.ts';
import { writeStackFiles } from '../process/stack-folder.ts';
import type { Prepared } from '../recipes/recipe.ts';
import type { StartedStack } from '../started-stack.ts';
import { composeDigest } from './compose/compose-digest.ts';
import { openDoor } from './door/door.ts';
import { deployer, groupsOf } from './deploy.ts';
import { containerFront, type ContainerFront } from './front/container-front.ts';
import { frontPrograms } from './front/front-programs.ts';
import { accessOf, type DockerGround } from './ground.ts';
import { imageDigest } from './image/image-digest.ts';
import { imageOf, versionOf } from './images.ts';
import type { ContainerPart } from './parts/container-part.ts';
import { readShape } from './shape/limits.ts';
import { machineHasSwap } from './shape/machine-room.ts';
import { readyCompanions, withCompanions } from './companions.ts';
import { standInFacts, startStandIns } from './stand-ins.ts';
import { shapeTitle } from '../shapes.ts';
import { partOf } from './part-of.ts';
import { smallDisk } from './parts/small-disk.ts';

const httpsPort = 443;
const httpPort = 80;

/** Starts the replicas, their front and the door, on services that hold their data already. */
export async function bringUp(ground: DockerGround): Promise<StartedStack> {
  const { options, plan, project, place, server, addresses, owned } = ground;
  const { recipe, target, report } = options;
  const names = addresses.application.slice(0, plan.replicas).map((_, index) => `application-${index + 1}`);
  report(
    `starting ${server.name} (${server.kind} ${server.version}), ${names.length} times, behind ${plan.front}`,
  );
  await startStandIns(ground);
  await project.up([...names, ...ground.companions.map(({ service }) => service), plan.front]);
  const replicas = names.map((name, index) => replicaOf(ground, name, index));
  const front = partOf(ground, plan.front, {
    role: 'front',
    name: plan.front,
    endpoint: { host: addresses.front, port: httpsPort },
    ready: 'tcp',
    readyWithinMs: 20_000,
  });
  await Promise.all([...replicas, front].map((part) => part.untilReady()));
  const { beside, leftOut } = await readyCompanions(ground);
  const { httpsPort: secure, httpPort: plain } = ground.frontPorts;
  report(`opening the door at https://${target.hostName} (127.0.0.1:${secure})`);
  owned.use(
    await openDoor({
      spawn: options.reaper.spawn,
      logFolder: place.logs,
      doors: [
        { listen: secure, to: front.endpoint },
        { listen: plain, to: { host: addresses.front, port: httpPort } },
      ],
    }),
  );
  const access = accessOf(ground, await recipe.accounts(ground.context));
  const facts = {
    ...withCompanions(await factsOf(ground, replicas, front), beside, leftOut),
    ...(await shapeFacts(ground)),
    ...(await standInFacts(ground)),
  };
  await writeStackFiles(place, facts, access);
  const running = containerFront(ground.front, front);
  const disk = options.smallDiskBytes === undefined ? undefined : smallDisk(ground);
  return new OwnedStack({
    target,
    place,
    facts,
    access,
    components: [...ground.services.components, ...replicas, ...beside.map(({ part }) => part), front],
    groups: groupsOf(replicas),
    edge: edgeOf(ground, running),
    operate: ground.operate,
    disk,
    deploy: deployer({ ground, front, running, beside, replicaOf }),
    owned,
  });
}

/** Evidence, and no belief: what the engine says that it has set. */
async function shapeFacts({
  options: { report },
  shape,
  project,
}: DockerGround): Promise<Pick<StackFacts, 'shape'>> {
  if (shape === undefined) return {};
  const facts = readShape(shape, await project.limits(), machineHasSwap());
  report(`${facts.limits.length} containers share ${shapeTitle(shape)}, as the engine says of each`);
  return { shape: facts };
}

function replicaOf(ground: DockerGround, service: string, index: number): ContainerPart {
  const { server, addresses } = ground;
  return partOf(ground, service, {
    role: server.role,
    name: `${server.name}-${index + 1}`,
    endpoint: { host: addresses.application[index === 0 ? 0 : 1], port: server.port },
    ready: server.ready,
    // Two of them start at once, on the few processors that they share.
    readyWithinMs: 2 * server.readyWithinMs,
  });
}

/**
 * The seam of planted faults: a process on this machine, at the gateway's address, between the front and the first
 * replica. While it is in, that replica has all the traffic.
 */
function edgeOf(
  { options, place, server, addresses, front }: DockerGround,
  running: ContainerFront,
): ProcessEdge {
  const routes = server.serves.map((prefix) => ({ prefix, port: server.port }));
  return new ProcessEdge({
    spawn: options.reaper.spawn,
    logFolder: place.logs,
    routes,
    listenOn: addresses.gateway,
    applicationHost: addresses.application[0],
    reroute: (next) => {
      const there = next.map(({ prefix, port }) => ({
        prefix,
        servers: [{ host: addresses.gateway, port }],
      }));
      // What goes to a process beside the replicas stays as it is.
      const others = front.settings.routes.filter(({ prefix }) => !server.serves.includes(prefix));
      return running.reroute(next === routes ? front.settings.routes : [...there, ...others]);
    },
    answerPlain: running.answerPlain,
  });
}

async function factsOf(
  ground: DockerGround,
  replicas: readonly Component[],
  front: Component,
): Promise<StackFacts> {
  const { options, plan, place, certificates, images, server } = ground;
  const { prepared, reaper, target } = options;
  const { kind, version, versionPattern } = frontPrograms[plan.front];
  const [program, ...words] = version;
  const { stdout, stderr } = await front.exec({ program, arguments: words, timeoutMs: 10_000 });
  return {
    run: reaper.run,
    name: options.name,
    target: target.name,
    driver: 'docker',
    hostName: target.hostName,
    front: { host: '127.0.0.1', ...ground.frontPorts },
    spki: certificates.spkiSha256Base64,
    seed: options.seed,
    startedAt: new Date().toISOString(),
    release: { ...prepared.release, ...(await imageIn(prepared)) },
    compose: composeDigest(),
    parts: [
      ...ground.services.parts,
      ...replicas.map(({ role, name }) => ({ role, name, kind: server.kind, version: server.version })),
      {
        role: 'front',
        name: plan.front,
        kind,
        version: versionOf(`${stdout} ${stderr}`, imageOf(images, plan.front), versionPattern),
      },
    ],
    emulated: [],
    repaired: [...prepared.repaired],
    accessFile: place.accessFile,
    forcedScene: null,
  };
}

/** The image that ran, where its engine says its digest. */
async function imageIn({ image }: Prepared): Promise<Pick<StackFacts['release'], 'image'>> {
  const digest = image === undefined ? undefined : await imageDigest(image);
  return image === undefined || digest === undefined ? {} : { image: { name: image, digest } };
}
