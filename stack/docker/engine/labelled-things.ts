import { z } from 'zod';
import { askEngine } from './engine-socket.ts';
import { labelNames } from './labels.ts';

/** Something that an engine keeps for a run until it is removed. */
export interface LabelledThing {
  readonly kind: 'container' | 'network' | 'volume' | 'image';
  readonly id: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

const labels = z
  .record(z.string(), z.string())
  .nullish()
  .transform((given) => given ?? {});
const containersSchema = z.array(z.object({ Id: z.string(), Names: z.array(z.string()), Labels: labels }));
const networksSchema = z.array(z.object({ Id: z.string(), Name: z.string(), Labels: labels }));
const volumesSchema = z.object({
  Volumes: z
    .array(z.object({ Name: z.string(), Labels: labels }))
    .nullish()
    .transform((given) => given ?? []),
});
const imagesSchema = z.array(
  z.object({ Id: z.string(), RepoTags: z.array(z.string()).nullish(), Labels: labels }),
);

/** All that carries a run's label, of this run or (undefined) of any. Empty where no engine answers. */
export async function findLabelled(run?: string): Promise<readonly LabelledThing[]> {
  const label = run === undefined ? labelNames.run : `${labelNames.run}=${run}`;
  const filters = encodeURIComponent(JSON.stringify({ label: [label] }));
  const read = async <T extends z.ZodType>(path: string, schema: T): Promise<z.infer<T>> =>
    schema.parse(JSON.parse((await askEngine('GET', `${path}filters=${filters}`)).body));
  const containers = await read('/containers/json?all=1&', containersSchema);
  const networks = await read('/networks?', networksSchema);
  const { Volumes: volumes } = await read('/volumes?', volumesSchema);
  const images = await read('/images/json?', imagesSchema);
  return [
    ...containers.map(({ Id, Names, Labels }) => thing('container', Id, Names[0]?.slice(1), Labels)),
    ...networks.map(({ Id, Name, Labels }) => thing('network', Id, Name, Labels)),
    ...volumes.map(({ Name, Labels }) => thing('volume', Name, Name, Labels)),
    ...images.map(({ Id, RepoTags, Labels }) => thing('image', Id, RepoTags?.[0], Labels)),
  ];
}

function thing(
  kind: LabelledThing['kind'],
  id: string,
  name: string | undefined,
  given: LabelledThing['labels'],
): LabelledThing {
  return { kind, id, name: name ?? id.slice(0, 12), labels: given };
}

const removals: Readonly<Record<LabelledThing['kind'], (id: string) => string>> = {
  container: (id) => `/containers/${id}?force=1&v=1`,
  network: (id) => `/networks/${id}`,
  volume: (id) => `/volumes/${id}?force=1`,
  image: (id) => `/images/${encodeURIComponent(id)}?force=1`,
};

/** Removes a thing; undefined where it is gone, else why it is not. */
export async function removeLabelled({ kind, id, name }: LabelledThing): Promise<string | undefined> {
  const { status, body } = await askEngine('DELETE', removals[kind](id), { limitMs: 20_000 });
  return status < 300 || status === 404 ? undefined : `${kind} ${name}: ${status} ${body.trim()}`;
}
