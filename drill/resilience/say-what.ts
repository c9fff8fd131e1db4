import type { HttpAnswer } from '../../stack/clients/http.ts';

/** One write: what it is found by, and what was said instead of a confirmation; empty where it was confirmed. */
export interface Said {
  readonly marker: string;
  readonly said: string;
}

/** Empty where the answer confirms; no answer is an answer too. */
export async function sayWhat(
  send: () => Promise<HttpAnswer>,
  confirming: readonly number[],
): Promise<string> {
  try {
    const { status, text } = await send();
    return confirming.includes(status) ? '' : `${status} ${text.replace(/\s+/gu, ' ').slice(0, 120)}`.trim();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
