import type { ComponentEndpoint } from '../../component.ts';
import type { FrontPlan } from '../../recipes/recipe.ts';

/** What a front is told, whichever program it is. */
export interface FrontSettings {
  readonly plan: FrontPlan;
  readonly hostName: string;
  /** Whoever comes from here says who the client is; nobody else is believed. */
  readonly door: string;
  /** Where a server says that it lives. */
  readonly healthPath: string;
  /** Path prefix -> servers that it is sent to. */
  readonly routes: readonly {
    readonly prefix: string;
    readonly servers: readonly ComponentEndpoint[];
    /** The prefix is left out of what is asked there. */
    readonly stripsPrefix?: boolean;
  }[];
  /** Where the files lie that it serves by itself; left out: where those of the release lie that it was started with. */
  readonly filesRoot?: string;
  /** Who answers plain HTTP: the redirect on every clean stack, the application while a fault is planted. */
  readonly plainHttp: 'redirect' | 'application';
}
