import { get } from 'node:http';
import { connect } from 'node:net';
import type { ComponentEndpoint } from '../component.ts';
import type { Look } from '../database/wait-until.ts';
import type { ProcessPlan } from '../recipes/recipe.ts';

const lookLimitMs = 2_000;

/** What is waited for, in words. */
export function sayReady({ ready, port }: Pick<ProcessPlan, 'ready' | 'port'>): string {
  if (ready === 'tcp') return `port ${port} to open`;
  if ('prints' in ready) return `it to print ${JSON.stringify(ready.prints)}`;
  return `http://127.0.0.1:${port}${ready.path} to answer below 500`;
}

/** One look at a server: is it ready, and what was seen if not. */
export function lookAtReadiness(
  at: ComponentEndpoint,
  ready: { readonly path: string } | 'tcp',
): Promise<Look> {
  return ready === 'tcp' ? lookAtPort(at) : lookAtPath(at, ready.path);
}

function lookAtPort({ host, port }: ComponentEndpoint): Promise<Look> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    const settle = (look: Look): void => {
      socket.destroy();
      resolve(look);
    };
    socket.setTimeout(lookLimitMs, () => settle({ done: false, seen: `no connection in ${lookLimitMs} ms` }));
    socket.once('connect', () => settle({ done: true }));
    socket.once('error', (error) => settle({ done: false, seen: error.message }));
  });
}

function lookAtPath({ host, port }: ComponentEndpoint, path: string): Promise<Look> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(lookLimitMs);
    const request = get({ host, port, path, agent: false, signal }, (answer) => {
      const status = answer.statusCode ?? 0;
      let body = '';
      answer.setEncoding('utf8').on('data', (text: string) => (body = `${body}${text}`.slice(0, 200)));
      answer.once('error', (error) => resolve({ done: false, seen: `${status}, then ${error.message}` }));
      answer.once('end', () => {
        const seen = `${status} ${answer.statusMessage ?? ''} ${body}`.trim();
        resolve(status < 500 ? { done: true } : { done: false, seen });
      });
    });
    request.once('error', (error) => {
      const seen = signal.aborted ? `no answer in ${lookLimitMs} ms` : error.message;
      resolve({ done: false, seen });
    });
  });
}
