import { request } from 'undici';
import { applicable } from '../../targets/capabilities.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import { asText } from '../../targets/pointer.ts';
import { substitute } from '../../targets/substitute.ts';
import { check } from '../../fixtures/check.ts';

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
