import type { CheckDefinition, SubjectKind } from '../checks/check.ts';
import { isNotApplicable } from './schema/common.ts';
import type { Target } from './schema/target.ts';

type Enumerator = (target: Target) => readonly string[];

const ids = (list: readonly { readonly id: string }[]): readonly string[] => list.map((item) => item.id);
/** In what two deployments are compared. */
const driftAspects = ['headers', 'versions', 'limits', 'environment'] as const;

const listed = <T>(value: readonly T[] | { readonly notApplicable: string }): readonly T[] =>
  isNotApplicable(value) ? [] : (value as readonly T[]);

/** The value of a task that takes any text: the first one that differs in every run and is no address. */
export function hostileName(task: Target['tasks'][number]): string | undefined {
  const free = Object.entries(task.values).find(([, text]) => text.includes(' {unique}'));
  return free?.[0];
}

const enumerators = {
  target: () => ['target'],
  role: (target) => ids(target.roles.filter((role) => role.signsIn)),
  task: (target) => ids(target.tasks),
  'typed-task': (target) => ids(target.tasks.filter((task) => task.action === 'create' && hostileName(task))),
  'writing-task': (target) =>
    ids(target.tasks.filter(({ action }) => action !== 'view' && action !== 'export')),
  'dated-task': (target) => ids(target.tasks.filter((task) => task.day !== undefined)),
  'timed-task': (target) => ids(target.tasks.filter((task) => task.within !== undefined)),
  'offline-task': (target) => ids(target.tasks.filter((task) => task.offline)),
  'restored-task': (target) => ids(target.tasks.filter((task) => task.afterRestore)),
  page: (target) => ids(target.pages),
  symbology: (target) =>
    isNotApplicable(target.scan) ? [] : [...new Set(target.scan.codes.map((code) => code.symbology))],
  endpoint: (target) => ids(target.endpoints),
  list: (target) => ids(target.endpoints.filter((endpoint) => endpoint.list)),
  'witnessed-list': (target) => ids(target.endpoints.filter((endpoint) => endpoint.list?.ids)),
  'at-once': (target) => ids(listed(target.atOnce)),
  write: (target) => ids(listed(target.writes)),
  'referring-write': (target) => ids(listed(target.writes).filter(({ references }) => references.length > 0)),
  pager: (target) => ids(listed(target.pagers)),
  'upload-limit': (target) => ids(listed(target.uploadLimits)),
  export: (target) => ids(listed(target.exports)),
  'background-job': (target) => ids(listed(target.backgroundWork)),
  'content-kind': (target) => ids(target.contentKinds),
  figure: (target) => ids(listed(target.figures)),
  'moved-figure': (target) => ids(listed(target.figures).filter(({ movedBy }) => movedBy.length > 0)),
  'tenant-endpoint': ({ tenants }) =>
    isNotApplicable(tenants)
      ? []
      : [...tenants.endpoints, ...tenants.details.map(({ endpoint }) => endpoint)],
  'load-series': () => ['overall'],
  'drift-aspect': () => driftAspects,
  procedure: ({ promises }) => ids(listed(promises.procedures)),
  key: ({ running }) => ids(listed(running.keys)),
  'outside-service': ({ running }) => ids(listed(running.outside)),
  alert: ({ running }) => ids(isNotApplicable(running.alerts) ? [] : running.alerts.raised),
  watcher: ({ deployed }) => ids(deployed.watched ?? []),
} as const satisfies Record<SubjectKind, Enumerator>;

/** Everything that this check's question is asked of, in this target. Suites and the judge both iterate over it. */
export function subjectsOf(check: CheckDefinition, target: Target): readonly string[] {
  const subjects = enumerators[check.subjects](target);
  if (check.id === 'answers.compressed') {
    return ids(target.contentKinds.filter((kind) => kind.compressed));
  }
  return subjects;
}
