import { plainLine } from '../reports/plain-text.ts';
import type { SignoffReport } from '../reports/schema/signoff-report.ts';
import { launchOf, launchSentence } from '../reports/signoff/launch.ts';
import type { Terminal } from './terminal.ts';

/** Below a verdict: what people made of it, or who is to sign; nothing for what nobody signs. */
export function sayLaunch(
  signoff: SignoffReport | undefined,
  { result, paint }: Pick<Terminal, 'result' | 'paint'>,
): void {
  const launch = signoff && launchOf(signoff);
  if (launch === undefined) return;
  const colours = {
    authorised: 'green',
    awaited: 'yellow',
    rejected: 'red',
    lapsed: 'red',
    refused: 'red',
  } as const;
  result(paint(colours[launch.is], plainLine(`${launchSentence(launch)}.`)));
}
