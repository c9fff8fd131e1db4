import { z } from 'zod';
import { id, json, path, pointer, capability } from './common.ts';
import { givenSchema, requestSchema } from './http.ts';

/** How a client signs in through the API: `{email}`, `{password}`, `{totp}` and `{tenant}` are substituted. */
export const signInSchema = z.strictObject({
  request: requestSchema,
  /** Used instead of `request` for accounts that have a second factor. */
  requestWithTotp: requestSchema.optional(),
  status: z.array(z.number().int()).min(1).readonly(),
  /** Where the answer holds it: in its JSON, or in a cookie of this name (`header` is then `cookie: name={token}`). */
  token: z.union([pointer, z.strictObject({ cookie: z.string().min(1) })]),
  refreshToken: pointer.optional(),
  refresh: z
    .strictObject({
      request: requestSchema,
      token: pointer,
      /** How long a session can be renewed, where that is stated. */
      lifetime: z.strictObject({ valueS: z.number().int().positive(), source: z.string() }).optional(),
    })
    .optional(),
  signOut: requestSchema.optional(),
  /** How a person who is signed in changes their password. */
  passwordChange: z
    .strictObject({
      /** Makes who does it, with `{email}` and `{password}`: nobody that the run works with. */
      made: givenSchema,
      /** `{password}` is the present one, `{next}` the new one. */
      request: requestSchema,
      status: z.array(z.number().int()).min(1).readonly(),
    })
    .optional(),
  /** Header that carries the token: `Bearer {token}`. */
  header: z.strictObject({ name: z.string(), value: z.string() }),
  /** Sent with every request of the API (a tenant header, say): `{tenant}` is substituted. */
  alwaysHeaders: z.record(z.string(), z.string()).default({}),
  /** Says who the token belongs to. */
  whoAmI: z.strictObject({ path, email: pointer }),
  tokenLifetimeS: z.number().int().positive(),
  /** Where the figure is from. */
  tokenLifetimeSource: z.string(),
  /**
   * Where the token says nothing of itself: a query whose column `ends` is when the newest session of `$1`, an e-mail
   * address, ends (Unix time in seconds).
   */
  tokenEnds: z.string().includes('$1', { error: 'expected $1 for the e-mail address' }).optional(),
});
export type SignIn = z.infer<typeof signInSchema>;

/** A role and the account that stands for it; the password is in the stack's access, by account id. */
export const roleSchema = z.strictObject({
  id,
  account: z.string(),
  /** Verified through the browser by `sign-in.works`. */
  signsIn: z.boolean().default(true),
  tenant: z.string().optional(),
});
export type Role = z.infer<typeof roleSchema>;

/** A route of one record: read, or with `row` a write. */
const tenantDetailSchema = z.strictObject({
  endpoint: z.string(),
  /** Sent instead of the endpoint's own body; `{unique}` differs each time, so that the row tells who wrote it. */
  body: json.optional(),
  /** The record's state as one row: another tenant's write leaves it, its own tenant's write changes it. */
  row: z.string().optional(),
  /** Statuses that refuse another tenant here, where they are others than those that refuse a role. */
  refuses: z.array(z.number().int()).min(1).readonly().optional(),
});
export type TenantDetail = z.infer<typeof tenantDetailSchema>;

export const tenantsSchema = z.strictObject({
  /** One role a tenant, whose reach is compared. */
  roles: z.array(z.string()).min(2).readonly(),
  /** Header whose absence, or another tenant's value, must be refused; left out where the token alone tells. */
  header: z.string().optional(),
  /** Endpoint ids that hold a tenant's data. */
  endpoints: z.array(z.string()).min(1).readonly(),
  /** Routes of single records, tried on the records of every other tenant. */
  details: z.array(tenantDetailSchema).readonly().default([]),
  /** One row whose columns name the records of `{tenant}`, for the details. */
  records: z.string().default(''),
  /** Statuses that count as a refusal. */
  refused: z.array(z.number().int()).min(1).readonly(),
});
export type Tenants = z.infer<typeof tenantsSchema>;

const statuses = z.array(z.number().int()).min(1).readonly();

/** How a person gets a second factor, and loses it. */
const totpEnrolmentSchema = z.strictObject({
  source: z.string(),
  /** Makes who enrols, with `{email}` and `{password}`, by which alone they sign in; what it takes `reset` may name. */
  made: givenSchema,
  /** The role that they sign in as. */
  as: z.string(),
  /** Asked by them; `secret` is where the answer has the `otpauth://` address, or the secret in base32. */
  begin: z.strictObject({ request: requestSchema, status: statuses, secret: pointer }),
  /** `{code}` is a first code of that secret. */
  confirm: z.strictObject({ request: requestSchema, status: statuses }),
  /** By somebody else, for who has lost their authenticator. */
  reset: z.strictObject({ role: z.string(), request: requestSchema, status: statuses }).optional(),
});

export const totpSchema = z.strictObject({
  role: z.string(),
  requiredStatus: statuses,
  enrolment: totpEnrolmentSchema.optional(),
});

export const firstPasswordSchema = z.strictObject({
  account: z.string(),
  /** Refused to the person until the password is changed. */
  closed: requestSchema,
  closedStatus: z.array(z.number().int()).min(1).readonly(),
});

export const loginLimitSchema = z.strictObject({
  attempts: z.number().int().positive(),
  perS: z.number().positive(),
  /** Where the figure is from. */
  source: z.string().optional(),
  /**
   * `as-shipped` where the recipe raises a limit for the run's own sake: the limit is then asked of a stack of its
   * own, which is started with nothing raised.
   */
  stack: z.enum(['main', 'as-shipped']).default('main'),
  /** Between two attempts: where a documented front would slow faster ones, and this stack's front does not. */
  paceMs: z.number().min(0).default(0),
  /** Account that no other check needs. */
  account: z.string(),
});

export const lockoutSchema = z.strictObject({
  failures: z.number().int().positive(),
  account: z.string(),
  status: z.array(z.number().int()).min(1).readonly(),
});

export const accountProtection = {
  totp: capability(totpSchema),
  firstPassword: capability(firstPasswordSchema),
  loginLimit: capability(loginLimitSchema),
  lockout: capability(lockoutSchema),
};

export const passwordHashesSchema = z.strictObject({
  /** Column `hash` holds every password hash that is judged; `{unique}` where `made` is given. */
  query: z.string(),
  /** What each must look like (a regular expression). */
  matches: z.string(),
  /**
   * Makes an account through the system; sent twice, with the same password. Needed where the seed's hashes are
   * the recipe's work: they say nothing of the system.
   */
  made: givenSchema.optional(),
  /**
   * Why the passwords of the run's accounts are the run's own. That guesses at them are refused then says nothing
   * of the passwords that the system ships.
   */
  replaced: z.string().optional(),
});
