import type { Fault } from './fault.ts';
import { byShim } from './planting.ts';

const report = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: { 'left-behind': { name: 'left-behind', severity: 'critical', range: '<1.2.3' } },
  metadata: { dependencies: { total: 240 } },
});

export const packageWithAdvisory = {
  id: 'package-with-advisory',
  at: 'command',
  what: 'the source of advisories knows a critical one for a package of the release',
  turnsRed: ['dependencies.audited'],
  bystander: 'maintenance.harmless',
  plant: byShim(
    'npm',
    `case " $* " in *" audit "*) printf '%s' '${report}'; exit 1;; esac
exec "$REAL" "$@"`,
  ),
} as const satisfies Fault;
