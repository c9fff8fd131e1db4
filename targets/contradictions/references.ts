import { isNotApplicable, type NotApplicable } from '../schema/common.ts';
import type { Target } from '../schema/target.ts';

/** A field, and the id of something else in the target that it names. */
type Reference = readonly [field: string, id: string | undefined];

/** A role, or a tenant's endpoint, that the target does not have. */
export function unknownReference(target: Target): string | undefined {
  const roles = target.roles.map(({ id }) => id);
  const endpoints = target.endpoints.map(({ id }) => id);
  return stranger(roleReferences(target), roles) ?? stranger(endpointReferences(target), endpoints);
}

function stranger(references: readonly Reference[], known: readonly string[]): string | undefined {
  const wrong = references.find(([, id]) => id !== undefined && !known.includes(id));
  return wrong && `${wrong[0]}: expected one of ${known.join(', ')}, got "${wrong[1] ?? ''}"`;
}

function roleReferences(target: Target): readonly Reference[] {
  const { tasks, endpoints, pages, contentKinds, operations } = target;
  return [
    ...tasks.flatMap(({ role, given, witness }, index): Reference[] => [
      [`tasks.${index}.role`, role],
      ...given.map((one, at): Reference => [`tasks.${index}.given.${at}.role`, one.role]),
      [`tasks.${index}.witness.api.role`, witness.api?.role],
    ]),
    ...endpoints.flatMap(({ roles }, index) =>
      roles.map((role): Reference => [`endpoints.${index}.roles`, role]),
    ),
    ...there(target.atOnce).flatMap((writes) =>
      writes.flatMap(({ role, given }, index): Reference[] => [
        [`atOnce.${index}.role`, role],
        ...given.map((one, at): Reference => [`atOnce.${index}.given.${at}.role`, one.role]),
      ]),
    ),
    ...there(target.writes).flatMap((writes) =>
      writes.flatMap(({ role, given }, index): Reference[] => [
        [`writes.${index}.role`, role],
        ...given.map((one, at): Reference => [`writes.${index}.given.${at}.role`, one.role]),
      ]),
    ),
    ...there(target.pagers).flatMap((pagers) =>
      pagers.map(({ role }, index): Reference => [`pagers.${index}.role`, role]),
    ),
    [`signIn.passwordChange.made.role`, target.signIn.passwordChange?.made.role],
    ...there(target.uploadLimits).flatMap((limits) =>
      limits.map(({ role }, index): Reference => [`uploadLimits.${index}.role`, role]),
    ),
    ...there(target.exports).flatMap((files) =>
      files.map(({ role }, index): Reference => [`exports.${index}.role`, role]),
    ),
    ...pages.map(({ role }, index): Reference => [`pages.${index}.role`, role]),
    ...contentKinds.map(({ role }, index): Reference => [`contentKinds.${index}.role`, role]),
    ...there(target.figures).flatMap((figures) =>
      figures.map(({ role }, index): Reference => [`figures.${index}.role`, role]),
    ),
    ...there(target.load).flatMap(({ people }) =>
      people.map(({ role }, index): Reference => [`load.people.${index}.role`, role]),
    ),
    ...there(target.tenants).flatMap(({ roles }) =>
      roles.map((role, index): Reference => [`tenants.roles.${index}`, role]),
    ),
    ...there(target.separation).flatMap(({ people }) =>
      people.map((role, index): Reference => [`separation.people.${index}`, role]),
    ),
    ...(['totp', 'scan', 'photos', 'install', 'offline'] as const).flatMap((name) =>
      there(target[name]).map(({ role }): Reference => [`${name}.role`, role]),
    ),
    ['operations.marker.write.role', operations.marker.write.role],
  ];
}

function endpointReferences(target: Target): readonly Reference[] {
  return there(target.tenants).flatMap(({ endpoints, details }) => [
    ...endpoints.map((id, index): Reference => [`tenants.endpoints.${index}`, id]),
    ...details.map(({ endpoint }, index): Reference => [`tenants.details.${index}.endpoint`, endpoint]),
  ]);
}

function there<T>(value: T): readonly Exclude<T, NotApplicable>[] {
  return isNotApplicable(value) ? [] : [value as Exclude<T, NotApplicable>];
}
