import type { Personal } from '../targets/schema/personal.ts';
import { isStarted } from './read-attach.ts';
import type { RunRequest } from './run-context.ts';

const nothing: Pick<Personal, 'selectors' | 'fields'> = { selectors: [], fields: [] };

/** What is masked in this run: what the target marks as personal, where other people's records are shown. */
export function personalOf({
  request,
}: {
  readonly request: Pick<RunRequest, 'attach' | 'target'>;
}): Pick<Personal, 'selectors' | 'fields'> {
  return isStarted(request) ? nothing : (request.target.personal ?? nothing);
}
