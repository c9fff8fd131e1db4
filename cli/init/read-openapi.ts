import type { EndpointFound, Findings, SignInFound } from './findings.ts';

/** More would hide the rest of the target. */
export const mostEndpoints = 12;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectAt = (value: unknown, ...keys: readonly string[]): Json =>
  keys.reduce<Json>((at, key) => (isObject(at[key]) ? at[key] : {}), isObject(value) ? value : {});

const signInPath = /(?:log-?in|sign-?in|auth(?:enticate|-with-password)?|tokens?|sessions?)\/?$/iu;
const userNames = ['email', 'username', 'identity', 'login', 'user'];
const tokenNames = ['access_token', 'accessToken', 'token', 'access', 'jwt'];
export const healthPath = /\/(?:health(?:z|check)?|up|ping|status|live(?:z|ness)?)\/?$/iu;
export const selfPath = /\/(?:me|whoami|profile|users\/me|users\/current|auth\/user)\/?$/iu;

/** What an API description (OpenAPI 3) says of routes, of the way in, and of health. */
export function readOpenApi(document: unknown, where: string): Findings {
  const paths = Object.entries(objectAt(document, 'paths'));
  const title = objectAt(document, 'info')['title'];
  const gets = paths.filter(([path, item]) => isObject(objectAt(item)['get']) && !path.includes('{'));
  const found = (pattern: RegExp) => gets.map(([path]) => path).find((path) => pattern.test(path));
  const health = found(healthPath);
  const whoAmI = found(selfPath);
  const endpoints = gets
    .map(([path]) => ({ id: idOf(path), path }))
    .filter(({ path }) => path !== health && !/openapi|swagger|docs/iu.test(path))
    .slice(0, mostEndpoints);
  const signIn = paths.flatMap(([path, item]) => signInOf(document, path, item))[0];
  return {
    ...(typeof title === 'string' ? { title: { value: title, where } } : {}),
    ...(health === undefined ? {} : { health: { value: health, where } }),
    ...(whoAmI === undefined ? {} : { whoAmI: { value: whoAmI, where } }),
    ...(endpoints.length === 0 ? {} : { endpoints: { value: unique(endpoints), where } }),
    ...(signIn === undefined ? {} : { signIn: { value: signIn, where } }),
  };
}

export function idOf(path: string): string {
  const words = path.toLowerCase().match(/[a-z0-9]+/gu) ?? [];
  const told = words.filter((word) => !/^(?:api|v\d+)$/u.test(word)).join('.');
  return /^[a-z]/u.test(told) ? told : `route.${told}`;
}

export function unique(list: readonly EndpointFound[]): readonly EndpointFound[] {
  return [...new Map(list.map((endpoint) => [endpoint.id, endpoint])).values()];
}

function signInOf(document: unknown, path: string, item: unknown): readonly SignInFound[] {
  const post = objectAt(item, 'post');
  const content = objectAt(post, 'requestBody', 'content');
  const isForm = 'application/x-www-form-urlencoded' in content;
  const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  const fields = Object.keys(propertiesOf(document, objectAt(content, type)['schema']));
  const user = userNames.find((name) => fields.includes(name));
  if (!signInPath.test(path) || user === undefined || !fields.includes('password')) return [];
  const answers = objectAt(post, 'responses');
  const answer = objectAt(answers['200'] ?? answers['201'], 'content', 'application/json')['schema'];
  const token = tokenPointer(document, answer) ?? '/token';
  return [{ path, encoding: isForm ? 'form' : 'body', user, password: 'password', token }];
}

/** The properties of a schema, through one reference. */
function propertiesOf(document: unknown, schema: unknown): Json {
  const reference = objectAt(schema)['$ref'];
  if (typeof reference !== 'string') return objectAt(schema, 'properties');
  return objectAt(document, ...reference.replace(/^#\//u, '').split('/'), 'properties');
}

function tokenPointer(document: unknown, schema: unknown): string | undefined {
  const properties = propertiesOf(document, schema);
  const own = tokenNames.find((name) => name in properties);
  if (own !== undefined) return `/${own}`;
  const inner = Object.entries(properties).flatMap(([name, value]) => {
    const below = tokenNames.find((token) => token in propertiesOf(document, value));
    return below === undefined ? [] : [`/${name}/${below}`];
  });
  return inner[0];
}
