import type { RunCertificates } from '../../certificates.ts';
import type { Component } from '../../component.ts';
import type { Spawn } from '../../database/unprivileged-user.ts';
import type { Access, StackFacts } from '../../facts.ts';
import type { Report } from '../../recipes/recipe.ts';
import type { RunSecrets } from '../../run-secrets.ts';
import type { Cuts } from '../cuts.ts';
import type { CommandPlace } from '../run-command.ts';

export type ServiceAccess = Pick<Access, 'sql' | 'objects' | 'cache'>;

/** A service that the system needs and does not bring: it runs, and is empty. */
export interface StartedService extends AsyncDisposable {
  readonly component: Component;
  readonly part: StackFacts['parts'][number];
  readonly isEmulated: boolean;
  /** Programs that fit the server, for PATH. */
  readonly programFolders: readonly string[];
  /** As the administrator, past the relay: for witnesses, faults and fingerprints. */
  readonly direct: ServiceAccess;
  /** As the system itself reaches it, at the relay's port. */
  throughPort(port: number): ServiceAccess;
}

export interface ServiceOptions {
  /** The stack's folder. */
  readonly folder: string;
  readonly spawn: Spawn;
  readonly secrets: RunSecrets;
  readonly report: Report;
  readonly cuts: Cuts;
  /** The run's own: what a server that speaks TLS proves itself with. */
  readonly certificates: Pick<RunCertificates, 'certificatePem' | 'keyPem'>;
  /** Where commands run that are executed at a service. */
  readonly place: CommandPlace;
}
