import { applicable } from '../../targets/capabilities.ts';
import { asText, readPointer } from '../../targets/pointer.ts';
import type { Separation } from '../../targets/schema/separation.ts';
import { headersFor, type Session } from '../../stack/clients/session.ts';
import { check } from '../../fixtures/check.ts';
import type { People } from '../../fixtures/people.ts';
import { tenantOf } from '../../fixtures/record-names.ts';
import { keepList } from '../../fixtures/routes/keep-list.ts';
import { KeptApart, type Found, type Side } from '../../fixtures/routes/ask-apart.ts';
import { marksOf, recordsOf } from '../../fixtures/routes/kept-records.ts';
import { keptIn } from '../../fixtures/routes/judge-apart.ts';
import { isShared } from '../../fixtures/routes/stated.ts';
import { Survey } from '../../fixtures/routes/survey.ts';

const withinMs = 90_000;
const timeoutMs = 150_000;

/** Two people of two roles, or of the same one. */
async function sessionsOf(
  people: People,
  [first, second]: Separation['people'],
): Promise<readonly Session[]> {
  if (first === second) return await people.crowd(first, 2);
  return [await people.session(first), await people.session(second)];
}

const tell = (found: readonly Found[], said: Found['said']): readonly string[] =>
  found.filter((one) => one.said === said).map(({ what }) => what);

check('routes.kept-apart', async ({ people, attached, sql, unique, seen }, testInfo) => {
  testInfo.setTimeout(timeoutMs);
  const { target, facts } = attached;
  const separation = applicable(target.separation, 'separation');
  if (!sql) {
    seen.inconclusive('no SQL access to this stack: whose the records are is not known');
    return;
  }
  const [one, other] = await sessionsOf(people, separation.people);
  if (!one || !other || one.email === other.email) {
    seen.inconclusive(
      `one person was given, ${one?.email ?? ''}: two are needed whose records are kept apart`,
    );
    return;
  }
  const survey = await Survey.open({ people, attached, sql }, withinMs);
  // Nothing is written into a system that is not the run's own, should it let one person do that to another's.
  const mayWrite = facts.driver !== 'attach';
  const tried = survey.writes.filter(
    (route) =>
      mayWrite && keptIn(route, separation.kept) !== undefined && !isShared(route, separation.shared),
  );
  const sides: Side[] = [];
  for (const session of [one, other]) {
    const who = await session.send({ method: 'GET', path: target.signIn.whoAmI.path });
    const told = separation.toldBy
      .map((pointer) => asText(readPointer(who.json(), pointer)))
      .filter((text) => text !== '');
    const tenant = tenantOf(target, session.role);
    const names = { ...survey.names, email: session.email, tenant, unique, person: told[0] ?? '' };
    const owned = [];
    for (const kept of separation.kept) {
      const wanted = tried.filter((route) => keptIn(route, separation.kept)?.kept === kept).length + 1;
      owned.push(await recordsOf(sql, session, kept, { names, wanted: mayWrite ? wanted : 0 }));
    }
    const headers = headersFor(target, session.role, undefined);
    sides.push({ session, told, owned, marks: marksOf(owned), headers });
  }
  const apart = new KeptApart({ survey, sql });
  const reads = survey.reads.filter((route) => !isShared(route, separation.shared));
  let left = 0;
  for (const [owner, other] of [sides, sides.toReversed()] as (readonly Side[])[]) {
    if (!owner || !other) continue;
    left += await survey.asker.each(reads, async (route) => await apart.read(route, { owner, other }));
    // One after the other: what one write does to a record is told from what another does.
    for (const route of tried) {
      if (performance.now() > survey.asker.until) left += 1;
      else await apart.write(route, { owner, other });
    }
  }
  const { found } = apart;
  await keepList(testInfo, 'routes-kept-apart', [
    `found in ${survey.inventory.source}`,
    ...found.map(({ what, said, status }) => `${what}: ${said} (${status})`),
  ]);
  const broken = [...tell(found, 'shown'), ...tell(found, 'written')];
  seen.confirm(`${broken.length} of ${found.length} questions reach the records of another`, {
    operator: 'is-empty',
    expected: '',
    actual: broken.slice(0, 10).join('; '),
  });
  const doubtful = [...tell(found, 'told as done'), ...tell(found, 'no answer')];
  if (doubtful.length > 0) {
    seen.inconclusive(`not told whether they are kept apart: ${doubtful.slice(0, 5).join('; ')}`);
  }
  const asked = [
    ...(separation.kept.some(({ from }) => from === 'reading') ? (['reading'] as const) : []),
    ...(tried.length > 0 ? (['writing'] as const) : []),
  ];
  for (const kind of asked) {
    const keptBack = found.filter((one) => one.kind === kind && one.said === 'kept back').length;
    if (keptBack === 0) seen.inconclusive(`nothing was kept back from ${kind} that its owner was given`);
    else seen.confirm(`kept back from ${kind}`, { operator: '>', expected: 0, actual: keptBack });
  }
  if (left > 0) seen.inconclusive(`${left} routes were not asked within ${withinMs / 1000} s`);
});
