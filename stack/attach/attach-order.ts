import type { Hooks } from '../../targets/schema/hooks.ts';
import type { ComponentEndpoint } from '../component.ts';
import type { ReadOnlyOrder } from '../read-only/guard.ts';

/** One deployment that is looked at. */
export interface Deployment {
  /** The production name: what requests carry, and what the certificate must be for. */
  readonly hostName: string;
  /** Port of the address bar; 443 unless the URL says another. */
  readonly port: number;
  /** Where to connect; undefined where the name says it. */
  readonly connect: ComponentEndpoint | undefined;
}

/** What somebody says of the release that was deployed: nobody can see a digest from outside. */
export interface StatedRelease {
  readonly version: string;
  /** SHA-256. */
  readonly digest: string;
}

/** What the command line asks to be attached to. */
export interface AttachOrder {
  readonly deployment: Deployment;
  /** The other one, for drift. */
  readonly compared: Deployment | undefined;
  readonly hooks: Hooks;
  /** The file's own path, for messages; its folder is where commands run. */
  readonly hooksFile: string;
  /** Where runs have their folders: the ledger lies in this run's. */
  readonly reportsFolder: string;
  /** Believed only where the deployment says that it is of this version; left out, its digest is unknown. */
  readonly stated?: StatedRelease | undefined;
  /** Nothing but what this lets through leaves for it, and nothing of it is changed; left out: anything may. */
  readonly readOnly?: ReadOnlyOrder | undefined;
}
