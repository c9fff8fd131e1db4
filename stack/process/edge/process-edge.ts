import { join } from 'node:path';
import type { Spawn } from '../../database/unprivileged-user.ts';
import type { Edge, EdgeRule } from '../../edge.ts';
import { freePort } from '../../ports.ts';
import { StackError } from '../../stack-error.ts';
import { childModule } from '../child-module.ts';
import { startOwnChild, type OwnChild } from '../own-child.ts';
import type { PlainAnswer } from '../front/front-config.ts';
import type { Route } from '../proxy/routes.ts';
import { checkRules, type FullRules } from './check-rules.ts';
import type { EdgeAsk } from './edge-config.ts';

export interface ProcessEdgeOptions {
  readonly spawn: Spawn;
  readonly logFolder: string;
  /** Where the front sends requests on the clean stack, until another release is in place. */
  readonly routes: readonly Route[];
  /** Sends the front's requests elsewhere from now on. */
  readonly reroute: (routes: readonly Route[]) => Promise<void>;
  /** Who answers plain HTTP at the front. */
  readonly answerPlain: (answer: PlainAnswer) => Promise<void>;
  /** Where the front finds the edge, 127.0.0.1 if not told. */
  readonly listenOn?: string;
  /** Where the routes' ports are, 127.0.0.1 if not told. */
  readonly applicationHost?: string;
}

/** The seam between front and application on the process stack: a process that is there while it is needed. */
export class ProcessEdge implements Edge {
  readonly #options: ProcessEdgeOptions;
  #routes: readonly Route[];
  #isIn = false;

  constructor(options: ProcessEdgeOptions) {
    this.#options = options;
    this.#routes = options.routes;
  }

  /** Another release is in place: requests go there from now on, past an edge that is in until it is put in anew. */
  async follow(routes: readonly Route[]): Promise<void> {
    this.#routes = routes;
    await this.#options.reroute(routes);
  }

  /** @throws StackError `refused` for rules that say nothing sensible, and while another edge is in. */
  async insert(rules: readonly EdgeRule[]): Promise<AsyncDisposable> {
    const checked = checkRules(rules);
    if (this.#isIn) {
      throw new StackError(
        'refused',
        'expected no edge between front and application, got one already: give it all rules at once',
      );
    }
    this.#isIn = true;
    try {
      return await this.#insert(checked);
    } catch (error) {
      this.#isIn = false;
      throw error;
    }
  }

  async servePlainHttp(): Promise<AsyncDisposable> {
    const { answerPlain } = this.#options;
    await answerPlain('application');
    return { [Symbol.asyncDispose]: () => answerPlain('redirect') };
  }

  async #insert(rules: FullRules): Promise<AsyncDisposable> {
    const { spawn, logFolder, reroute } = this.#options;
    const routes = this.#routes;
    const { listenOn = '127.0.0.1', applicationHost = '127.0.0.1' } = this.#options;
    const port = await freePort();
    const child = await startOwnChild({
      spawn,
      module: childModule('./main', import.meta.url),
      name: 'the edge',
      logFile: join(logFolder, 'edge.log'),
    });
    const ask = (question: EdgeAsk): Promise<void> => child.ask(question);
    try {
      const where = { port, listenOn, applicationHost };
      await ask({ type: 'start', ...where, routes: [...routes], rules: [...rules] });
      // The paths that the front passes on now, and no other: it may serve the rest by itself.
      await reroute(routes.map(({ prefix }) => ({ prefix, port })));
    } catch (error) {
      await child[Symbol.asyncDispose]();
      throw error;
    }
    return { [Symbol.asyncDispose]: () => this.#remove(child) };
  }

  async #remove(child: OwnChild): Promise<void> {
    if (!this.#isIn) return;
    this.#isIn = false;
    try {
      await this.#options.reroute(this.#routes);
      await child.ask({ type: 'end' } satisfies EdgeAsk);
    } finally {
      await child[Symbol.asyncDispose]();
    }
  }
}
