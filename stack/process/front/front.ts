import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { RunCertificates } from '../../certificates.ts';
import type { Component } from '../../component.ts';
import type { Spawn } from '../../database/unprivileged-user.ts';
import { environment } from '../../environment.ts';
import type { FrontPlan } from '../../recipes/recipe.ts';
import { StackError } from '../../stack-error.ts';
import { childModule } from '../child-module.ts';
import { askChild } from '../conversation.ts';
import type { Route } from '../proxy/routes.ts';
import { SupervisedProcess } from '../supervised-process.ts';
import type { FrontAsk, FrontConfig, PlainAnswer } from './front-config.ts';

export interface FrontOptions {
  readonly spawn: Spawn;
  readonly logFolder: string;
  readonly plan: FrontPlan;
  readonly hostName: string;
  readonly certificates: Pick<RunCertificates, 'certificatePem' | 'keyPem'>;
  readonly httpsPort: number;
  readonly httpPort: number;
  readonly routes: readonly Route[];
  /** Where the release lies whose files it serves, where its plan has some. */
  readonly releaseFolder?: string;
  /** Default 60,000. */
  readonly upstreamTimeoutMs?: number;
}

export interface Front {
  readonly component: Component;
  /** Sends requests there from now on, also after a restart; none that is under way is dropped. */
  reroute(routes: readonly Route[]): Promise<void>;
  /** Serves the files of the release that lies there from now on, also after a restart. */
  serveRelease(folder: string): Promise<void>;
  /** Who answers plain HTTP from now on; a front that is started again redirects. */
  answerPlain(answer: PlainAnswer): Promise<void>;
}

/** The TLS front of a process stack, not started yet. */
export function createFront(options: FrontOptions): Front {
  let { routes, releaseFolder } = options;
  let child: ChildProcess | undefined;
  const ask = async (question: FrontAsk): Promise<void> => {
    if (child !== undefined) await askChild(child, 'the front', question);
  };
  const component = new SupervisedProcess({
    plan: {
      role: 'front',
      name: 'front',
      program: process.execPath,
      arguments: [childModule('./main', import.meta.url)],
      folder: '/',
      environment: environment.forSystems,
      port: options.httpsPort,
      ready: 'tcp',
      readyWithinMs: 10_000,
    },
    spawn: options.spawn,
    logFile: join(options.logFolder, 'front.log'),
    cutFrom: (role) =>
      Promise.reject(
        new StackError('unsupported', `cutting the front from ${role}: not on the process stack`),
      ),
    greet: (started) => {
      child = started;
      return ask({ type: 'start', config: configOf(options, { routes, releaseFolder }) });
    },
  });
  return {
    component,
    async reroute(next) {
      routes = next;
      await ask({ type: 'routes', routes: [...next] });
    },
    async serveRelease(folder) {
      releaseFolder = folder;
      const { files } = options.plan;
      if (files !== undefined) await ask({ type: 'files', folder: join(folder, files.folder) });
    },
    answerPlain: (answer) => ask({ type: 'plain-http', answer }),
  };
}

function configOf(
  options: FrontOptions,
  {
    routes,
    releaseFolder,
  }: { readonly routes: readonly Route[]; readonly releaseFolder: string | undefined },
): FrontConfig {
  const { addHeaders, maxBodyBytes, compress, redirectPort, answers, files } = options.plan;
  return {
    hostName: options.hostName,
    httpsPort: options.httpsPort,
    httpPort: options.httpPort,
    certificatePem: options.certificates.certificatePem,
    keyPem: options.certificates.keyPem,
    routes: [...routes],
    addHeaders,
    maxBodyBytes,
    compress,
    ...(redirectPort === undefined ? {} : { redirectPort }),
    ...(answers === undefined ? {} : { answers: [...answers] }),
    ...(files === undefined || releaseFolder === undefined
      ? {}
      : { files: { ...files, folder: join(releaseFolder, files.folder), rules: [...files.rules] } }),
    upstreamTimeoutMs: options.upstreamTimeoutMs ?? 60_000,
  };
}
