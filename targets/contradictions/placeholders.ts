import { isNotApplicable } from '../schema/common.ts';
import { stampParts, type Rotation } from '../schema/operations.ts';
import type { Target } from '../schema/target.ts';
import type { Task } from '../schema/tasks.ts';

/** Texts of one field, and what gives their `{name}`s. */
interface Filled {
  readonly field: string;
  readonly value: unknown;
  /** Names that are always given. */
  readonly names: readonly string[];
  /** A query whose columns are names as well. */
  readonly query?: string | undefined;
}

const placeholder = /\{([A-Za-z][A-Za-z0-9_]*)\}/gu;

/**
 * A `{name}` that nothing gives would be found out only when it is used, in the middle of a run. Not asked of the
 * witnesses and of what the screen shows: the pages give names to those, as what was created.
 */
export function unknownPlaceholder(target: Target): string | undefined {
  for (const { field, value, names, query } of filledOf(target)) {
    const wrong = placeholdersIn(value).find((name) => !names.includes(name) && !mayBeColumn(name, query));
    if (wrong === undefined) continue;
    const known = names.map((name) => `{${name}}`).join(', ') || 'none';
    const columns = query === undefined || query === '' ? '' : ', or a column of its query';
    return `${field}: nothing gives {${wrong}}; expected one of ${known}${columns}`;
  }
  return undefined;
}

function placeholdersIn(value: unknown): readonly string[] {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return [...text.matchAll(placeholder)].map(([, name]) => name ?? '');
}

/** Without asking the database: a column is named in the query, unless it asks for all. */
function mayBeColumn(name: string, query: string | undefined): boolean {
  if (query === undefined) return false;
  return /select\s+(?:\w+\.)?\*/iu.test(query) || new RegExp(`\\b${name}\\b`, 'iu').test(query);
}

function filledOf(target: Target): readonly Filled[] {
  const { operations, photos, offline, stack } = target;
  return [
    ...signInTexts(target),
    ...target.tasks.flatMap(taskTexts),
    ...endpointTexts(target),
    ...(isNotApplicable(offline)
      ? []
      : offline.pages.map(({ path, shows, query }, index) => ({
          field: `offline.pages.${index}`,
          value: [path, shows],
          names: [],
          query,
        }))),
    ...(isNotApplicable(photos)
      ? []
      : [{ field: 'photos.contentPath', value: photos.contentPath, names: ['photo'] }]),
    ...(['backup', 'restore'] as const).map((name) => ({
      field: `operations.${name}.command`,
      value: operations[name].command.replaceAll(/\$\{\w+\}/gu, ''),
      names: name === 'backup' && stack.database === 'postgres' ? ['artifact', 'snapshot'] : ['artifact'],
    })),
    ...(isNotApplicable(operations.rotation) ? [] : rotationTexts(operations.rotation)),
    {
      field: 'operations.marker.write.request',
      value: operations.marker.write.request,
      names: ['unique', 'marker'],
    },
  ];
}

function rotationTexts({ run, name }: Rotation): readonly Filled[] {
  return [
    {
      field: 'operations.rotation.run.command',
      value: run.command.replaceAll(/\$\{\w+\}/gu, ''),
      names: ['store'],
    },
    { field: 'operations.rotation.name', value: name, names: [...stampParts] },
  ];
}

function signInTexts({ signIn }: Target): readonly Filled[] {
  const names = ['email', 'password', 'totp', 'tenant'];
  return [
    { field: 'signIn.request', value: signIn.request, names },
    { field: 'signIn.requestWithTotp', value: signIn.requestWithTotp ?? '', names },
    { field: 'signIn.header.value', value: signIn.header.value, names: ['token'] },
    { field: 'signIn.alwaysHeaders', value: signIn.alwaysHeaders, names: ['tenant'] },
  ];
}

/** In the order in which a task's names come to be: its row, its values, then what each request before it gave. */
function taskTexts({ givenRow: query, values, given }: Task, index: number): readonly Filled[] {
  const names = ['unique', 'uuid'];
  const field = `tasks.${index}`;
  const filled: Filled[] = [{ field: `${field}.values`, value: values, names: [...names], query }];
  names.push(...Object.keys(values));
  for (const [at, { request, take }] of given.entries()) {
    filled.push({ field: `${field}.given.${at}.request`, value: request, names: [...names], query });
    names.push(...Object.keys(take));
  }
  return filled;
}

function endpointTexts({ endpoints, records }: Target): readonly Filled[] {
  const fixed = Object.keys(records.fixed);
  return endpoints.map(({ path, body }, index) => ({
    field: `endpoints.${index}`,
    value: [path, body ?? ''],
    names: [...fixed, 'tenant'],
    query: records.query,
  }));
}
