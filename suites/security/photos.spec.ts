import { request } from 'undici';
import { applicable } from '../../targets/capabilities.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import { asText } from '../../targets/pointer.ts';
import { substitute } from '../../targets/substitute.ts';
import { check } from '../../fixtures/check.ts';
import { foreignOrigins } from '../../fixtures/foreign-origins.ts';

check('photo.private', async ({ people, attached, sql, objects, seen }) => {
  const { target, access, facts } = attached;
  if (facts.emulated.includes('objects')) seen.setFidelity('emulator');
  const photos = applicable(target.photos, 'photos');
  const stack = target.stack.objects;
  if (isNotApplicable(stack)) {
    seen.inconclusive(`no photo was found to ask for: ${stack.notApplicable}`);
    return;
  }
  if (!sql || !objects || !access.objects) {
    seen.inconclusive('no access to rows and bucket of this stack: no photo was found to ask for');
    return;
  }
  const [row] = await sql.query(`${stack.ledgerQuery} limit 1`, []);
  const key = asText(row?.['object_key']);
  const names = { photo: key.split('/').at(-1) ?? '' };
  const path = substitute(photos.contentPath, names);
  const http = people.http();
  const stranger = await http.request({ method: 'GET', path, headers: {} });
  seen.confirm('a photo’s address without a session', {
    operator: 'matches',
    expected: '^40[13]$',
    actual: String(stranger.status),
  });
  const person = await people.session(photos.role);
  const own = await person.send({ method: 'GET', path });
  seen.confirm('and with one', { expected: 200, actual: own.status });
  for (const address of [
    `${access.objects.endpoint}/${access.objects.bucket}/${key}`,
    `${access.objects.endpoint}/${access.objects.bucket}/`,
  ]) {
    const status = (await request(address)).statusCode;
    seen.confirm(`the bucket, unsigned: ${new URL(address).pathname}`, {
      operator: 'matches',
      expected: '^40[13]$',
      actual: String(status),
    });
  }
});

/** What a page can ask of a bucket. */
const bucketMethods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] as const;

check('bucket.cors', async ({ attached, objects, seen }) => {
  const { target, access, facts } = attached;
  if (facts.emulated.includes('objects')) seen.setFidelity('emulator');
  const { askedByPages, corsByHand } = applicable(target.stack.objects, 'stack.objects');
  if (!objects || !access.objects) {
    seen.inconclusive('no access to the bucket of this stack');
    return;
  }
  const [stored] = await objects.list();
  const address = `${access.objects.endpoint}/${access.objects.bucket}/${stored?.key ?? ''}`;
  /** Does a browser let a page of that origin send this, by what the bucket says beforehand? */
  const lets = async (origin: string, method: string): Promise<boolean> => {
    const headers = { origin, 'access-control-request-method': method };
    const answer = await request(address, { method: 'OPTIONS', headers });
    await answer.body.dump();
    const allowed = answer.headers['access-control-allow-origin'];
    const methods = [answer.headers['access-control-allow-methods'] ?? []].flat().join();
    return (allowed === '*' || allowed === origin) && answer.statusCode < 300 && methods.includes(method);
  };
  const stranger = isNotApplicable(target.cors) ? 'https://elsewhere.example' : target.cors.foreignOrigin;
  for (const origin of foreignOrigins(facts.hostName, stranger)) {
    const open: string[] = [];
    for (const method of bucketMethods) if (await lets(origin, method)) open.push(method);
    const what = `what a page of ${origin} may ask of the bucket`;
    seen.confirm(what, { operator: 'is-empty', expected: '', actual: open.join(', ') });
  }
  if (corsByHand !== undefined && facts.driver !== 'attach') {
    seen.inconclusive(`a bucket of this run’s own has no rules that let the app’s pages in: ${corsByHand}`);
    return;
  }
  for (const method of askedByPages) {
    const own = `https://${facts.hostName}`;
    seen.confirm(`${method} of the app’s own pages`, { expected: true, actual: await lets(own, method) });
  }
});
