import type { CameraSceneId } from '../devices/camera-scenes.ts';
import type { DeploymentDefect } from '../stack/attach/rehearsal/defect.ts';
import type { SourcePatch } from '../stack/recipes/recipe.ts';
import type { StartedStack } from '../stack/started-stack.ts';

export const seams = [
  'edge',
  'database',
  'objects',
  'command',
  'camera',
  'generator',
  'patch',
  'component',
  'deployment',
] as const;
export type Seam = (typeof seams)[number];

/** One defect, planted from outside. One fault a file. */
export interface Fault {
  readonly id: string;
  readonly at: Seam;
  /** What is planted, in a sentence. */
  readonly what: string;
  /** Checks, or `check/subject`, at least one of which must fail (or stay open, where the verdict is INCONCLUSIVE). */
  readonly turnsRed: readonly string[];
  /** What the honest verdict is; NO-GO unless said: a defect of the measuring itself is INCONCLUSIVE. */
  readonly verdict?: 'NO-GO' | 'INCONCLUSIVE';
  /** Takes minutes: left out where every fault is tried in a row. */
  readonly slow?: true;
  /** Built-in target that it is planted on, where the reference system lacks what it breaks. */
  readonly target?: string;
  /** A check that must stay green beside it. */
  readonly bystander: string;
  /** Plants it in a running stack; disposing takes it out. */
  plant?(stack: StartedStack): Promise<AsyncDisposable>;
  /** Plants it in an empty stack that a backup is about to be restored into. */
  plantInRestored?(stack: Pick<StartedStack, 'shimFolder'>): Promise<AsyncDisposable>;
  /** Text replaced in a throw-away copy of the source, where nothing else reaches. */
  readonly patch?: readonly SourcePatch[];
  /** A scene that every phone's camera is forced to show. */
  readonly scene?: CameraSceneId;
  /** What is done to the load generator. */
  readonly generator?: { readonly nodeArguments: readonly string[] };
  /** What is wrong with the deployment that a rehearsal makes: the run attaches to that. */
  readonly deployment?: DeploymentDefect;
  /** Only who looks at a deployment sees it: the run is a look at a rehearsal. */
  readonly inSmoke?: true;
}
