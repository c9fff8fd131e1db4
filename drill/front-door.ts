import { asText, readPointer } from '../targets/pointer.ts';
import type { Target } from '../targets/schema/target.ts';
import type { HttpClient } from '../stack/clients/http.ts';

/** What the front door said to one GET. */
export interface Said {
  /** Null where no answer came. */
  readonly status: number | null;
  /** The answer as JSON, or undefined. */
  readonly body: unknown;
  /** For a person: the status and the first words. */
  readonly text: string;
}

/** Asks once; no answer is an answer too. */
export async function ask(http: Pick<HttpClient, 'request'>, path: string, timeoutMs: number): Promise<Said> {
  try {
    const answer = await http.request({ method: 'GET', path, timeoutMs });
    return { status: answer.status, body: json(answer.text), text: said(answer.status, answer.text) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { status: null, body: undefined, text: `no answer: ${why}` };
  }
}

/** `200, /status ok`: what a healthy answer of this target looks like. */
export function healthyAnswer(health: Target['stack']['health']): string {
  return ['200', ...Object.entries(health.expect).map(([pointer, value]) => `${pointer} ${value}`)].join(
    ', ',
  );
}

/** The same words for what was said, so that the two are equal exactly when it is healthy. */
export function describeHealth(health: Target['stack']['health'], answer: Said): string {
  if (answer.status === null || answer.body === undefined) return answer.text;
  const values = Object.keys(health.expect).map(
    (pointer) => `${pointer} ${asText(readPointer(answer.body, pointer)) || 'missing'}`,
  );
  return [String(answer.status), ...values].join(', ');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const said = (status: number, text: string): string =>
  `${status} ${text.replace(/\s+/gu, ' ').trim().slice(0, 200)}`.trim();
