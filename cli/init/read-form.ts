import type { SignInFound } from './findings.ts';

/** How people sign in, as the form of a log-in page says. */
export interface FormFound {
  /** As it is written; left out where the form goes back to its own page, or a template fills it in. */
  readonly action?: string;
  readonly user: string;
  readonly password: string;
}

const inputs = /<input\b[^>]*>/giu;
const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'iu')
    .exec(tag)
    ?.slice(1)
    .find((text) => text !== undefined);

/** The form of a page that asks for a password and posts it; none where scripts send what was typed. */
export function readForm(html: string): FormFound | undefined {
  for (const [form, tag = ''] of html.matchAll(/(<form\b[^>]*>)[\s\S]*?<\/form>/giu)) {
    const fields = [...form.matchAll(inputs)].map(([input]) => ({
      name: attribute(input, 'name'),
      type: (attribute(input, 'type') ?? 'text').toLowerCase(),
    }));
    const password = fields.find(({ type, name }) => type === 'password' && name !== undefined)?.name;
    const user = fields.find(({ type, name }) => /^(?:text|email)$/u.test(type) && name !== undefined)?.name;
    const isPost = attribute(tag, 'method')?.toLowerCase() === 'post';
    if (!isPost || password === undefined || user === undefined) continue;
    const action = attribute(tag, 'action');
    return { user, password, ...(action !== undefined && /^[/?\w]/u.test(action) ? { action } : {}) };
  }
  return undefined;
}

/** A form leaves a session in a cookie: nobody who looks without logging in sees its name. */
export function signInBy({ user, password }: FormFound, path: string): SignInFound {
  return { path, encoding: 'form', user, password, token: { cookie: 'NOT-FOUND' } };
}
