/** A part of a path that names one record: a number, a UUID, or a long row of hexadecimal digits. */
const namesOne = /^(?:\d+|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,})$/iu;

/** `GET /api/jobs/{}`: the same for every record of a kind; a query is no part of it. */
export function requestName(method: string, path: string): string {
  const bare = path.split(/[?#]/u)[0] ?? '';
  const parts = bare.split('/').map((part) => (namesOne.test(part) || part.includes('{') ? '{}' : part));
  return `${method} ${parts.join('/')}`;
}

/** True where a request is one of those that a template with `{job.id}` in it stands for. */
export function isRequestOf(name: string, method: string, template: string): boolean {
  const wanted = requestName(method, template).split('/');
  const parts = name.split('/');
  return parts.length === wanted.length && wanted.every((part, at) => part === '{}' || part === parts[at]);
}
