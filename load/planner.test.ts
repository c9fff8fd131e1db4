import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LoadError, type LoadErrorCode } from './load-error.ts';
import { assertRepresentative, parseMix, type LoadMixInput } from './mix.ts';
import { feedLineSchema } from './plan.ts';
import { planLoad, type PlanInput } from './planner.ts';

const mix: LoadMixInput = {
  requests: [
    {
      name: 'list',
      method: 'GET',
      path: '/api/jobs?page={page}',
      weight: 6,
      expect: { status: [200], pointers: [{ pointer: '/items', type: 'array' }] },
    },
    {
      name: 'detail',
      method: 'GET',
      path: '/api/jobs/{job.id}',
      weight: 2,
      expect: { status: [200], pointers: [{ pointer: '/id', equals: '{job.id}' }] },
    },
    {
      name: 'edit',
      method: 'PATCH',
      path: '/api/jobs/{job.id}',
      weight: 1,
      write: true,
      distinct: ['job'],
      headers: { 'Idempotency-Key': '{uuid}' },
      body: { json: { title: 'Load {unique}', version: '{job.version}', tags: ['{job.id}', 7] } },
      expect: { status: [200], pointers: [{ pointer: '/version' }] },
    },
    {
      name: 'photo',
      method: 'POST',
      path: '/api/jobs/{job.id}/photos',
      weight: 1,
      write: true,
      upload: true,
      body: { upload: { file: '{photo}', contentType: 'image/png', field: 'photos' } },
      expect: { status: [201], pointers: [{ pointer: '/items/0/id', type: 'string' }] },
    },
  ],
};
const records = {
  job: Array.from({ length: 50 }, (_, nth) => ({ id: `job/${nth}`, version: nth })),
  page: [1, 2, 3],
  photo: ['/photos/a.png'],
};
const input: PlanInput = {
  name: 'test',
  mix,
  users: 5,
  ratePerSecond: 20,
  plannedRequests: 200,
  warmUpS: 2,
  seed: 'seven',
  records,
  origin: 'https://app.example.test',
};

test('the same seed gives the same bytes, another seed another feed', () => {
  assert.equal(JSON.stringify(planLoad(input)), JSON.stringify(planLoad(input)));
  assert.notEqual(
    JSON.stringify(planLoad(input).feed),
    JSON.stringify(planLoad({ ...input, seed: 'eight' }).feed),
  );
});

test('the measured phase has exactly the shares of the weights', () => {
  const { feed } = planLoad(input);
  const measured = feed.filter((line) => line.phase === 'measured');
  const counts = Object.fromEntries(
    [...Map.groupBy(measured, (line) => line.name)].map(([name, all]) => [name, all.length]),
  );
  assert.deepEqual(counts, { list: 120, detail: 40, edit: 20, photo: 20 });
  // The warm-up climbs from one user's rate: 24 of them.
  assert.equal(feed.length, 224);
});

test('every line is a feed line, in sequence, and nothing but {token} is left to render', () => {
  const { feed } = planLoad(input);
  feed.forEach((line, at) => {
    assert.deepEqual(feedLineSchema.parse(line), line);
    assert.equal(line.sequence, at);
    assert.equal(line.headers['authorization'], 'Bearer {token}');
    assert.equal(JSON.stringify({ ...line, headers: {} }).match(/\{[a-z.]+\}/i), null);
  });
});

test('values are unique, encoded in paths, typed in JSON, and agree within one request', () => {
  const { feed } = planLoad(input);
  const edits = feed.filter((line) => line.name === 'edit');
  const bodies = edits.map(
    (line) => JSON.parse(String(line.body)) as { title: string; version: number; tags: unknown[] },
  );
  assert.equal(new Set(bodies.map((body) => body.title)).size, edits.length);
  assert.equal(new Set(edits.map((line) => line.path)).size, edits.length, 'a distinct record is used once');
  assert.equal(new Set(edits.map((line) => line.headers['idempotency-key'])).size, edits.length);
  edits.forEach((line, at) => {
    const body = bodies[at];
    assert.equal(typeof body?.version, 'number');
    assert.equal(line.path, `/api/jobs/${encodeURIComponent(`job/${body?.version}`)}`);
    assert.deepEqual(body?.tags, [`job/${body?.version}`, 7]);
  });
  for (const line of feed.filter((each) => each.name === 'detail')) {
    const id = line.expected.pointers[0]?.equals;
    assert.equal(line.path, `/api/jobs/${encodeURIComponent(String(id))}`);
  }
  const photos = feed.filter((line) => line.name === 'photo').map((line) => line.body);
  assert.equal(
    new Set(photos.map((body) => (typeof body === 'object' ? body.suffix : ''))).size,
    photos.length,
  );
});

test('users take turns, and requests of a role go to that role only', () => {
  const counts = Map.groupBy(planLoad(input).feed, (line) => line.user);
  assert.deepEqual(
    [...counts.values()].map((lines) => lines.length),
    [45, 45, 45, 45, 44],
  );
  const requests = mix.requests.map((request) =>
    request.name === 'edit' ? { ...request, role: 'admin' } : request,
  );
  const userRoles = ['technician', 'admin', 'technician', 'admin', 'technician'];
  const { feed } = planLoad({ ...input, mix: { requests }, userRoles });
  assert.ok(feed.filter((line) => line.name === 'edit').every((line) => line.user === 1 || line.user === 3));
});

test('an extension is a second part of the same length with values of its own', () => {
  const { plan, feed } = planLoad({ ...input, extension: true });
  assert.deepEqual(
    plan.stages.map(({ part, phase }) => [part, phase]),
    [
      [1, 'warm-up'],
      [1, 'measured'],
      [2, 'warm-up'],
      [2, 'measured'],
    ],
  );
  assert.equal(feed.filter((line) => line.part === 2 && line.phase === 'measured').length, 200);
});

test('values of users come from their own row', () => {
  const requests = [
    { ...mix.requests[0], name: 'mine', path: '/api/time?userId={user.id}' },
  ] as LoadMixInput['requests'];
  const user = Array.from({ length: 5 }, (_, nth) => ({ id: `u${nth}` }));
  const { feed } = planLoad({ ...input, mix: { requests }, records: { user } });
  assert.ok(feed.every((line) => line.path === `/api/time?userId=u${line.user}`));
});

const list = mix.requests[0] as LoadMixInput['requests'][number];
const refused: { what: string; input: () => unknown; code: LoadErrorCode; message: RegExp }[] = [
  {
    what: 'an unknown placeholder',
    input: () => planLoad({ ...input, mix: { requests: [{ ...list, path: '/api/{nobody.id}' }] } }),
    code: 'mix-invalid',
    message: /mix\.list\.path: expected a known placeholder, got \{nobody\.id\}/,
  },
  {
    what: 'a token in a path',
    input: () => planLoad({ ...input, mix: { requests: [{ ...list, path: '/api?t={token}' }] } }),
    code: 'mix-invalid',
    message: /expected \{token\} in headers only/,
  },
  {
    what: 'a record without rows',
    input: () => planLoad({ ...input, records: { ...records, page: [] } }),
    code: 'too-few-records',
    message: /mix\.list: expected at least one row of record page, got 0/,
  },
  {
    what: 'more distinct uses than rows',
    input: () => planLoad({ ...input, records: { ...records, job: records.job.slice(0, 10) } }),
    code: 'too-few-records',
    message: /mix\.edit: expected a row for each use of record job, got 10/,
  },
  {
    what: 'both a count and a duration',
    input: () => planLoad({ ...input, durationS: 10 }),
    code: 'plan-invalid',
    message: /expected plannedRequests or durationS/,
  },
  {
    what: 'a rate of nothing',
    input: () => planLoad({ ...input, ratePerSecond: 0 }),
    code: 'plan-invalid',
    message: /^plan\./,
  },
  {
    what: 'a role that nobody has',
    input: () => planLoad({ ...input, mix: { requests: [{ ...list, role: 'pilot' }] } }),
    code: 'plan-invalid',
    message: /expected a user with role pilot/,
  },
  {
    what: 'a status with no look at the body',
    input: () => parseMix({ requests: [{ ...list, expect: { status: [200] } }] }),
    code: 'mix-invalid',
    message: /mix\.requests\.0\.expect.*login page/,
  },
  {
    what: 'two requests of one name',
    input: () => parseMix({ requests: [list, list] }),
    code: 'mix-invalid',
    message: /a name of its own/,
  },
  {
    what: 'too few writes',
    input: () => assertRepresentative(parseMix({ requests: [list] }), { writeShare: 0.2, uploads: false }),
    code: 'mix-invalid',
    message: /expected at least 20 % writes, got 0\.0 %/,
  },
  {
    what: 'no uploads',
    input: () =>
      assertRepresentative(parseMix({ requests: [{ ...list, write: true }] }), {
        writeShare: 0.2,
        uploads: true,
      }),
    code: 'mix-invalid',
    message: /expected some photo uploads/,
  },
  {
    what: 'a health page',
    input: () =>
      assertRepresentative(parseMix({ requests: [{ ...list, write: true, path: '/api/health?x=1' }] }), {
        writeShare: 0.2,
        uploads: false,
      }),
    code: 'mix-invalid',
    message: /expected no health page/,
  },
];

for (const row of refused) {
  test(`${row.what} is refused`, () => {
    assert.throws(row.input, (error: unknown) => {
      assert.ok(error instanceof LoadError, String(error));
      assert.equal(error.code, row.code);
      assert.match(error.message, row.message);
      return true;
    });
  });
}
