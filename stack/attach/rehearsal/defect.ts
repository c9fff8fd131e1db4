import type { EdgeRule } from '../../edge.ts';

/** A defect of a deployment, for a rehearsal: what a planted fault says of it. */
export interface DeploymentDefect {
  readonly certificate?: {
    /** Days that the leaf still lasts, of a life of 90. */
    readonly daysLeft?: number;
    /** It is for this name instead. */
    readonly hostName?: string;
    /** The server sends the leaf alone. */
    readonly withoutIntermediate?: true;
  };
  /** The public name leads there instead. */
  readonly nameLeadsTo?: string;
  /** One more port of the public address answers. */
  readonly opensPort?: true;
  /** The version that should run, and does not. */
  readonly expectedVersion?: string;
  /** The front speaks every version from TLS 1.0 on. */
  readonly speaksOldTls?: true;
  /** This variable of the running system has a placeholder for a value. */
  readonly placeholderIn?: string;
  /** This variable of the running system has this value. */
  readonly variable?: { readonly name: string; readonly value: string };
  /** The trial of the certificate's renewal ends with an error. */
  readonly renewalFails?: true;
  /** What is done to traffic between its front and its application. */
  readonly edge?: readonly EdgeRule[];
  /** What became of its data. */
  readonly sql?: readonly string[];
  /** Of the backups that are kept, the newest: its age, and its size beside the one before. */
  readonly newestBackup?: { readonly hoursOld?: number; readonly share?: number };
  /** The place that lies on a disk without a key. */
  readonly openStorage?: string;
  /** Backups of a week are missing among those that are kept. */
  readonly weekWithoutBackups?: true;
  /** Who watches it last looked so long ago, or lost so many of its alerts. */
  readonly watch?: { readonly hoursOld?: number; readonly alertsLost?: number };
  /** In what the other deployment differs. */
  readonly compared?: {
    readonly addHeaders?: Readonly<Record<string, string>>;
    readonly maxBodyBytes?: number;
    readonly withoutVariable?: string;
    readonly version?: string;
  };
}
