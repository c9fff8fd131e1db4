import type { Given } from './read-alerts.ts';

/** Headers with the secrets that a channel’s data names. @throws WatchError where one is not set. */
export function headersOf(
  { headerVariables }: { readonly headerVariables: Readonly<Record<string, string>> },
  given: Given,
  field: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headerVariables).map(([name, variable]) => [
      name,
      given.secret(`${field}.headerVariables.${name}`, variable),
    ]),
  );
}
