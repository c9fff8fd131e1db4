import type { Phase } from '../../checks/check.ts';
import type { PlanLine } from './read-plan.ts';

/** What a line of a plan was bound to by its words alone. */
export interface BoundLine {
  readonly id: string;
  readonly plan: PlanLine;
  readonly by: 'check' | 'person';
  readonly phase: Phase;
  readonly role?: string;
  readonly checks: readonly string[];
  /** What a reader has to look at. */
  readonly note?: string;
}

type Rule = readonly [words: RegExp, checks: readonly string[]];

/** The words ask the question of these checks, and no other; a person looks at each binding all the same. */
const rules: readonly Rule[] = [
  [/\biphone\b.*safari|\bsafari\b.*iphone/u, ['sign-in.works@iphone', 'layout.fits@iphone']],
  [/\bandroid\b.*chrome|\bchrome\b.*android/u, ['sign-in.works@android', 'layout.fits@android']],
  [/^tablet\b/u, ['sign-in.works@tablet', 'layout.fits@tablet']],
  [
    /\b(?:can|users?) (?:log|sign) ?in\b|^(?:test )?(?:log|sign)[- ]?in (?:works|flow)|user log ?in|können sich (?:anmelden|einloggen)/u,
    ['sign-in.works'],
  ],
  [/\blog ?out\b|\bsign ?out\b|\b(?:abmelden|ausloggen)\b/u, ['sign-out.ends-session']],
  [
    /\bhttp\b.*\b(?:redirect|umgeleitet|weitergeleitet)|\bredirect.*\bhttps\b|force https/u,
    ['https.redirect'],
  ],
  [/security headers|sicherheits-?header/u, ['headers.present']],
  [/\bcors\b/u, ['cors.closed']],
  [/rate limit/u, ['login.limited']],
  [/^(?!.*(?:ssh|fail2ban)).*(?:brute[- ]force|account lock)/u, ['login.lockout']],
  [/\b(?:2fa|two[- ]factor|totp|second factor)\b/u, ['totp.enforced']],
  [/(?:jwt|token)s?\b.*(?:expir|lifetime|hour)/u, ['token.lifetime']],
  [/passw(?:ord|ort|ört).*(?:hash|bcrypt|argon)/u, ['passwords.hashed']],
  [/role[- ]based|\brbac\b|permissions? (?:per|by|for each) role/u, ['roles.enforced']],
  [/tenant isolation|isolated? .*tenant/u, ['tenant.isolated']],
  [/sql injection/u, ['sql.not-injected']],
  [/\bxss\b|cross[- ]site scripting/u, ['script.not-run']],
  [/health (?:check|page|endpoint)|\/health\b/u, ['stack.ready']],
  [
    /^(?!.*(?:environment|tool|script)).*(?:load test|concurrent users|simultaneous users|lasttest|gleichzeitige[nr]? (?:be)?nutzer)/u,
    ['load.p95', 'load.errors'],
  ],
  [/page load|pages? loads? .*seconds|seiten? (?:lädt|laden) .*sekunden/u, ['page.load']],
  [/(?:gzip|brotli|response) compression|answers? (?:is|are) compressed/u, ['answers.compressed']],
  [/pagina/u, ['list.bounded']],
  [
    /(?:backup|restore).*\b(?:restor|tested|drill)|\btest (?:the )?restor|wiederherstellung.*(?:getestet|geprobt)/u,
    ['backup.taken', 'restore.completes', 'restored.task'],
  ],
  [/backups? (?:is|are|can be) (?:taken|made)|(?:manual|database) backup\b/u, ['backup.taken']],
  [/(?:barcode|qr).*scan|scanner works/u, ['scan.reads']],
  [/(?:take|upload).*photos?|photos? (?:upload|taken)/u, ['photo.stored']],
  [/home screen|install.*(?:app|pwa)|pwa.*install/u, ['install.works']],
  [/\boffline\b/u, ['offline.viewing']],
  [/manifest.*icons?|icons?.*manifest/u, ['install.icons']],
  [/responsive|fits? (?:a )?(?:phone|mobile)/u, ['layout.fits']],
  [
    /point .*\ba record|domain (?:points|resolves)|dns (?:points|resolves|records? point)/u,
    ['name.leads-here'],
  ],
  [/only .*ports|^(?!.*web application).*firewall/u, ['ports.only-stated']],
  [
    /(?:ssl|tls) certificate.*(?:install|valid)|certificate (?:is )?valid|let.?s encrypt/u,
    ['certificate.trusted'],
  ],
  [/staging.*(?:mirror|same|identical)/u, ['drift.none']],
];

const people: readonly (readonly [words: RegExp, role: string])[] = [
  [
    /budget|stakeholder|legal|contract|authoris|authoriz|management|business|geschäftsführ|datenschutz|vertrag/u,
    'management',
  ],
  [/code review|critical bugs|all bugs|development|entwicklung/u, 'development'],
  [
    /train|document|runbook|brief|support team|user acceptance|\buat\b|feedback|operations|announce|rollback plan|schulung|handbuch|\bbetrieb\b/u,
    'operations',
  ],
];

const before =
  /pre[- ]?(?:launch|deploy|production|go[- ]live)|before |\bt-\d|\bvor (?:dem|der|inbetriebnahme)\b/u;
const after =
  /post[- ]?(?:launch|deploy|go[- ]live)|after (?:the )?(?:launch|go[- ]live|deploy)|\bt\+|first (?:day|week|month)|24 hours|ongoing|\bnach (?:dem |der )?(?:start|go[- ]live|launch|inbetriebnahme|\d+ (?:stunden|tagen))|erste[rn]? (?:tag|woche|monat)/u;
const launch =
  /launch|go[- ]live|deploy|production server|\bdns\b|domain|certificate|droplet|firewall|server setup|infrastructure|hosting|\bssl\b|migrat/u;

/** The line's own words decide, then the headings above it, the nearest first. */
function phaseOf({ section, text }: PlanLine): Phase {
  const words = [text, ...section.split(' / ').toReversed()].map((part) => part.toLowerCase());
  for (const part of words) {
    if (after.test(part)) return 'after';
    if (before.test(part)) return 'release';
    if (launch.test(part)) return 'launch';
  }
  return 'release';
}

/** Letters that Latin has no sign for: an id is spelt as people spell them without. */
const spelt: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  å: 'a',
};

function inLatin(text: string): string {
  const composed = text.toLowerCase().normalize('NFC');
  const letters = composed.replaceAll(/[äöüßæøå]/gu, (letter) => spelt[letter] ?? letter);
  return letters.normalize('NFD').replaceAll(/\p{M}/gu, '');
}

function slugOf(text: string): string {
  const words = inLatin(text).match(/[a-z0-9]+/gu) ?? [];
  const slug = words.filter((word) => !['the', 'a', 'an', 'of', 'and', 'to', 'is', 'are'].includes(word));
  return (
    slug
      .slice(0, 6)
      .join('-')
      .replace(/^(?=\d)/u, 'line-') || 'line'
  );
}

/** Binds each line to checks, to a role, or to nothing: an unbound line keeps the verdict from GO once it is due. */
export function bindLines(lines: readonly PlanLine[]): readonly BoundLine[] {
  const taken = new Map<string, number>();
  return lines.map((plan) => {
    const slug = slugOf(plan.text);
    const n = (taken.get(slug) ?? 0) + 1;
    taken.set(slug, n);
    return { id: n === 1 ? slug : `${slug}-${n}`, plan, phase: phaseOf(plan), ...bindingOf(plan) };
  });
}

function bindingOf(plan: PlanLine): Pick<BoundLine, 'by' | 'role' | 'checks' | 'note'> {
  const { note, ...bound } = boundByWords(plan);
  if (plan.aside === undefined) return note === undefined ? bound : { ...bound, note };
  // What stands beside a line is no reason why nothing answers it.
  const isUnbound = bound.by === 'check' && bound.checks.length === 0;
  const why = note ?? (isUnbound ? 'no check asks it yet' : undefined);
  return { ...bound, note: [plan.aside, why].filter((part) => part !== undefined).join('; ') };
}

function boundByWords({ text, section, from }: PlanLine): Pick<BoundLine, 'by' | 'role' | 'checks' | 'note'> {
  // An address says nothing of what is asked.
  const words = text.toLowerCase().replaceAll(/https?:\/\/\S+/gu, '');
  const roleIn = (part: string) => people.find(([pattern]) => pattern.test(part))?.[1];
  const role = roleIn(words);
  const [heading = ''] = section.toLowerCase().split(' / ').toReversed();
  if (from === 'signature' || /sign[- ]?off|approval|^freigabe/u.test(section.toLowerCase())) {
    return { by: 'person', role: roleIn(heading) ?? role ?? 'management', checks: [] };
  }
  const found = rules.filter(([pattern]) => pattern.test(words));
  const [only] = found;
  if (only !== undefined && found.length === 1) {
    return { by: 'check', checks: only[1], note: 'bound by its words: look whether these checks ask this' };
  }
  if (found.length > 1) {
    const perhaps = [...new Set(found.flatMap(([, checks]) => checks))].join(', ');
    return { by: 'check', checks: [], note: `asks more than one thing; perhaps ${perhaps}` };
  }
  if (role !== undefined) return { by: 'person', role, checks: [] };
  return { by: 'check', checks: [] };
}
