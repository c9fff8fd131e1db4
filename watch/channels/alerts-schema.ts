import { z } from 'zod';

const variable = z.string().regex(/^[A-Z][A-Z0-9_]*$/u, 'expected the name of an environment variable');
const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/u, 'expected a name in lower case')
  .optional();

/** An address stands in the file, or, where it is a secret itself, in a variable that the file names. */
const address = { url: z.url({ protocol: /^https?$/u }).optional(), urlVariable: variable.optional() };
const hasOne = ({ url, urlVariable }: { url?: string | undefined; urlVariable?: string | undefined }) =>
  (url === undefined) !== (urlVariable === undefined);
const oneOf = 'expected url or urlVariable';
/** Header -> the variable that holds its value. */
const headerVariables = z.record(z.string(), variable).default({});

const webhook = z
  .strictObject({
    kind: z.literal('webhook'),
    name,
    ...address,
    /** `slack`: a text that Slack and what speaks like it shows. `json`: all that is known, for machines. */
    format: z.enum(['slack', 'json']),
    headerVariables,
  })
  .refine(hasOne, oneOf);

const mail = z.strictObject({
  kind: z.literal('mail'),
  name,
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535).default(587),
  /** TLS from the first byte (port 465); else STARTTLS, which must be there unless it is said not to be. */
  secure: z.boolean().default(false),
  plainAllowed: z.boolean().default(false),
  userVariable: variable.optional(),
  passwordVariable: variable.optional(),
  /** PEM of the authority, where no machine knows it. */
  caFile: z.string().optional(),
  from: z.string().min(3),
  to: z.array(z.string().min(3)).min(1).readonly(),
});

const textfile = z.strictObject({
  kind: z.literal('textfile'),
  name,
  /** `….prom` in the folder that node_exporter reads. */
  file: z.string().endsWith('.prom', 'expected the path of a .prom file'),
});

const pushgateway = z
  .strictObject({ kind: z.literal('pushgateway'), name, ...address, headerVariables })
  .refine(hasOne, oneOf);

const otlp = z
  .strictObject({
    kind: z.literal('otlp'),
    name,
    /** The collector’s base; `/v1/metrics` is added. */
    ...address,
    headerVariables,
  })
  .refine(hasOne, oneOf);

/** Who is told, and how: `--alerts FILE`. Secrets stand in the environment; the file names them. */
export const alertsSchema = z.strictObject({
  /** Looks in a row that must fail before anybody is told. */
  after: z.number().int().min(1).optional(),
  channels: z.array(z.discriminatedUnion('kind', [webhook, mail, textfile, pushgateway, otlp])).readonly(),
  /** Asked for after each look, so that who waits for it notices when none was taken. */
  heartbeat: z.strictObject(address).refine(hasOne, oneOf).optional(),
});
export type AlertsFile = z.infer<typeof alertsSchema>;
export type ChannelData = AlertsFile['channels'][number];
