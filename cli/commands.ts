import { attest } from './attest.ts';
import type { Command } from './command.ts';
import { capacity } from './capacity.ts';
import { checklist } from './checklist.ts';
import { clean } from './clean.ts';
import { diff } from './diff.ts';
import { digest } from './digest.ts';
import { doctorCommand } from './doctor.ts';
import { drift } from './drift.ts';
import { drill } from './drill.ts';
import { faults } from './faults.ts';
import { history } from './history.ts';
import { images } from './images.ts';
import { init } from './init.ts';
import { load } from './load.ts';
import { merge } from './merge.ts';
import { phone } from './phone.ts';
import { plan } from './plan.ts';
import { prove } from './prove.ts';
import { report } from './report.ts';
import { runs } from './runs.ts';
import { smoke } from './smoke.ts';
import { signoff } from './signoff.ts';
import { tidy } from './tidy.ts';
import { verifyAttestation } from './verify-attestation.ts';
import { verify } from './verify.ts';
import { watchdog } from './watchdog.ts';
import { waive } from './waive.ts';

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  verify,
  plan,
  load,
  capacity,
  drill,
  drift,
  smoke,
  watchdog,
  history,
  merge,
  report,
  runs,
  diff,
  clean,
  signoff,
  waive,
  digest,
  attest,
  verifyAttestation,
  phone,
  tidy,
  init,
  checklist,
  faults,
  prove,
  images,
  doctorCommand,
];
