import { z } from 'zod';

/** ZAP's own scale of risks, by the number that its report gives. */
export const zapRisks = ['informational', 'low', 'medium', 'high'] as const;
export type ZapRisk = (typeof zapRisks)[number];

/** Numbers are texts in ZAP's reports; some of its makers wrote numbers. */
const text = z.coerce.string();

const alertSchema = z.looseObject({
  pluginid: text,
  name: z.string(),
  riskcode: z.coerce.number().int().min(0).max(3),
  /** 0: a false alarm, said by whoever configured ZAP; 1 to 4: low to confirmed. */
  confidence: z.coerce.number().int().min(0).max(4),
  instances: z.array(
    z.looseObject({ uri: z.string(), method: z.string(), evidence: z.string().default('') }),
  ),
});

const siteSchema = z.looseObject({ '@host': z.string(), '@port': text, alerts: z.array(alertSchema) });

/** The “traditional” JSON report that `zap-baseline.py -J` writes. */
const reportSchema = z.looseObject({ '@version': z.string(), site: z.array(siteSchema) });

/** One alert of one site. */
export interface ZapAlert {
  /** The rule's number: `10038`. */
  readonly rule: string;
  readonly name: string;
  readonly risk: ZapRisk;
  /** Where: `GET https://…`, as many as ZAP lists. */
  readonly places: readonly string[];
}

export interface ZapReport {
  readonly version: string;
  readonly sites: readonly {
    readonly host: string;
    readonly port: number;
    readonly alerts: readonly ZapAlert[];
  }[];
}

/** What ZAP found; undefined where the text is no such report. */
export function readZapReport(json: string): ZapReport | undefined {
  const parsed = reportSchema.safeParse(parse(json));
  if (!parsed.success) return undefined;
  const { '@version': version, site } = parsed.data;
  return {
    version,
    sites: site.map(({ '@host': host, '@port': port, alerts }) => ({
      host,
      port: Number(port),
      alerts: alerts
        .filter(({ confidence }) => confidence > 0)
        .map(({ pluginid, name, riskcode, instances }) => ({
          rule: pluginid,
          name,
          risk: zapRisks[riskcode] ?? 'high',
          places: instances.map(({ method, uri }) => `${method} ${uri}`),
        })),
    })),
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
