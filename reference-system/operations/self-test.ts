/** Asks a system that was just put in place whether it works: `node operations/self-test.ts [address]`. */
const address = process.argv[2] ?? 'http://127.0.0.1:8080';
const limitMs = 5_000;

interface Question {
  readonly what: string;
  readonly path: string;
  readonly post?: unknown;
  readonly status: number;
  readonly says: string;
}

const questions: readonly Question[] = [
  { what: 'it is alive', path: '/health', status: 200, says: '"status":"ok"' },
  { what: 'database and photos are there', path: '/ready', status: 200, says: '' },
  { what: 'the app is served', path: '/', status: 200, says: '<script' },
  { what: 'the API describes itself', path: '/api/openapi.json', status: 200, says: '/api/work-orders' },
  { what: 'a stranger sees no job', path: '/api/work-orders', status: 401, says: '"error"' },
  {
    what: 'a wrong password is refused',
    path: '/api/auth/login',
    post: { email: 'nobody@self-test.example', password: 'not anybody’s password' },
    status: 401,
    says: 'invalid_credentials',
  },
];

const ask = async ({ path, post, status, says }: Question): Promise<string | undefined> => {
  try {
    const answer = await fetch(new URL(path, address), {
      signal: AbortSignal.timeout(limitMs),
      ...(post === undefined
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(post),
          }),
    });
    const text = await answer.text();
    if (answer.status !== status) return `expected ${status}, got ${answer.status}`;
    return text.includes(says) ? undefined : `expected ${says}, got other words`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

let failed = 0;
for (const question of questions) {
  const wrong = await ask(question);
  if (wrong !== undefined) failed += 1;
  console.log(wrong === undefined ? `✓ ${question.what}` : `✗ ${question.what}: ${wrong}`);
}
console.log(`${questions.length - failed} of ${questions.length} answered as they should.`);
if (failed > 0) process.exitCode = 1;
