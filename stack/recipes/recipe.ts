import type { Access, Account } from '../facts.ts';
import type { RunCertificates } from '../certificates.ts';
import type { ComponentRole } from '../component.ts';
import type { DatabaseUsers } from '../database/make-roles.ts';
import type { BuildReport } from './build/build-report.ts';

/** Says what is going on, for the person who watches. */
export type Report = (message: string) => void;

/** Runs a program to its end through the run's reaper. @throws StackError `command-failed` with the last lines. */
export type Run = (
  program: string,
  commandArguments: readonly string[],
  options: {
    readonly folder: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly timeoutMs: number;
    readonly label: string;
  },
) => Promise<{ readonly stdout: string; readonly stderr: string }>;

export interface PrepareContext {
  /** The user's checkout (`--source`), never written to; undefined where the recipe knows its own source. */
  readonly source: string | undefined;
  /** Golive's cache: a prepared build is kept there by its digest. */
  readonly cacheFolder: string;
  /** On the same disk, and deleted with the run: what is built there is moved into the cache once it is whole. */
  readonly draftFolder: string;
  /** Where somebody else's checkouts are installed and built, for this run and later ones. */
  readonly builds: {
    readonly folder: string;
    /** A new folder on the same disk, deleted with the run. */
    draft(): Promise<string>;
  };
  /** A throw-away copy must be built, since a fault patches its source. */
  readonly patch: readonly SourcePatch[];
  readonly report: Report;
  readonly run: Run;
}

/** A planted fault of last resort: text replaced in a throw-away copy of the source. */
export interface SourcePatch {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** The release, built and ready to be started any number of times. */
export interface Prepared {
  readonly folder: string;
  /** `origin`: what a release before was made of, which has the same name as this one: its commit and day, say. */
  readonly release: { readonly version: string; readonly digest: string; readonly origin?: string };
  readonly repaired: readonly string[];
  /** Undefined where its owner, or nobody, built it. */
  readonly built?: BuildReport;
  /** A throw-away copy is deleted when the run ends. */
  readonly temporary: boolean;
  /** The checkout that it was made of, with its repository where it has one; undefined where nobody knows it. */
  readonly source?: string;
  /** The image that was built from it, where containers are started from it. */
  readonly image?: string;
}

/** A place that is not the system's, and that it reaches. */
export interface Beside {
  readonly host: string;
  readonly node: string;
  /** Free ports of that place, by name, the same for the life of the stack. */
  readonly port: (name: string) => Promise<number>;
}

export interface RecipeContext {
  readonly prepared: Prepared;
  /** A folder of this stack's own: writable state of the system goes here. */
  readonly folder: string;
  readonly hostName: string;
  readonly seed: string;
  /** Nothing that the recipe raises for the sake of a run is raised: limits stand as the release ships them. */
  readonly asShipped?: boolean;
  /** Word for word as the release's documents say: nothing of what `repaired` names is done. */
  readonly asDocumented?: boolean;
  /** What the driver provides: database and bucket are there and empty. */
  readonly services: Pick<Access, 'sql' | 'objects' | 'cache'>;
  /** The run's own, valid for the host name and those of the stand-ins; left out where the driver lends none. */
  readonly certificates?: Pick<RunCertificates, 'caPem' | 'certificatePem' | 'keyPem'>;
  /** Where this machine has the release, where that is not where the system has it: a container has a copy of its own. */
  readonly releaseFolder?: string;
  /** The host by which one process of the system reaches another, by its name; left out: 127.0.0.1. */
  readonly hostOf?: (name: string) => string;
  /** Where somebody else's services are stood in for, as the system sees it; left out: where the system runs itself. */
  readonly beside?: Beside;
  /** The program that runs JavaScript where the system runs. */
  readonly node: string;
  /** The address that the system's servers listen on, so that their front and nobody else reaches them. */
  readonly listenOn: string;
  /** Free ports of that address, by name, the same for the life of the stack. */
  readonly port: (name: string) => Promise<number>;
  /** A secret made for this run (base64url, 32 bytes or more), by name, the same for all stacks of the run. */
  readonly secret: (name: string) => string;
  readonly report: Report;
  readonly run: Run;
}

/** One process of the system: how it is started and when it is ready. */
export interface ProcessPlan {
  readonly role: ComponentRole;
  readonly name: string;
  readonly kind: string;
  readonly version: string;
  readonly program: string;
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** 0 where it listens nowhere. */
  readonly port: number;
  /** A path that answers below 500 once it is ready, `tcp`, or words that it prints then. */
  readonly ready: { readonly path: string } | { readonly prints: string } | 'tcp';
  readonly readyWithinMs: number;
  /**
   * The rest is worth looking at without it (a worker, say): where it does not start it is left out, which fails
   * `stack.ready` and is printed with the verdict.
   */
  readonly dispensable?: boolean;
  /** Path prefixes that the front sends to this process; the longest prefix wins. */
  readonly serves: readonly string[];
  /** The documented front leaves the prefix out of what it passes on. */
  readonly stripsPrefix?: boolean;
  /**
   * Files that it writes its own log to, beside what it prints (`log/production.log`, a database of log lines). In a
   * container only what is printed is a log.
   */
  readonly logFiles?: readonly string[];
}

/** Files that the documented front serves by itself, and how. */
export interface FilesPlan {
  /** Below the prepared release. */
  readonly folder: string;
  /** Sent with 200 where there is no such file (a single-page application); left out: 404. */
  readonly fallback?: string;
  /** By path (a regular expression), the first that matches: an nginx `location`, say. */
  readonly rules: readonly {
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    /** The front's `addHeaders` are sent as well; nginx drops them where a location adds headers of its own. */
    readonly inherits: boolean;
    readonly fallsBack: boolean;
  }[];
}

/** How the front behaves, where the release's own documents say so. */
export interface FrontPlan {
  /** Headers that the documented front adds to every answer. */
  readonly addHeaders: Readonly<Record<string, string>>;
  /** Where the release documents it, or why there are none. */
  readonly source: string;
  readonly maxBodyBytes: number;
  /** Compresses text answers, as the documented front does. */
  readonly compress: boolean;
  /** Port that plain HTTP is led to, where the documented front names another than HTTPS has. */
  readonly redirectPort?: number;
  /** What the front says by itself, whoever else is there (nginx: `return 200 "healthy"`). */
  readonly answers?: readonly { readonly path: string; readonly status: number; readonly text: string }[];
  /** What no process serves; left out: the front serves no file. */
  readonly files?: FilesPlan;
}

/** How a release becomes an image, and how many of it stand behind which front. */
export interface ContainerPlan {
  /** The front that the release's own documents name. */
  readonly front: 'caddy' | 'nginx';
  /** One where its state is a file of its own. */
  readonly replicas: 1 | 2;
  /** Where the release lies in the image. */
  readonly folder: string;
  /**
   * What the system writes lies in a folder of this machine, under the same path in each container; its processes are
   * told by the recipe, and may be several.
   */
  readonly keepsState?: boolean;
  /** What decides over the image besides the release itself: a new text makes a new image. */
  readonly dockerfile: string;
  /** Puts all that the Dockerfile copies into an empty folder. */
  layOut(prepared: Prepared, folder: string): Promise<void>;
}

/** The programs of a source: folders below it. */
export interface Programs {
  readonly source: string;
  readonly onServer: readonly string[];
  /** What only a browser runs. */
  readonly inBrowser: readonly string[];
  /** What is asked of a change of a file: of the first that names it. Left out: all that the gate asks of its side. */
  readonly serves?: readonly Serving[];
}

/** What a part of the source is there for. */
export interface Serving {
  /** Paths below the source, or how they begin. */
  readonly files: readonly string[];
  /** Checks, or `check/subject`, whose answers pass through it. */
  readonly asked: readonly string[];
}

/** How one application is built and started from source. Code; the target is data. */
export interface Recipe extends DatabaseUsers {
  readonly application: string;
  /** What the driver must provide besides the application's own processes. */
  readonly services: readonly ('postgres' | 'objects' | 'redis')[];
  /** Sizes of its seed; without them it has those that its target states. */
  readonly seeds?: readonly string[];
  /** Where its programs lie, for those who try how small a defect is found. */
  programs?(source: string | undefined): Programs;
  /** The database refuses whoever does not use TLS, as managed ones do; offered: it takes both. */
  readonly databaseTls?: true | 'offered';
  readonly front: FrontPlan;
  /**
   * Somebody else's services, each answered by a process of the recipe's own on loopback; phones reach it too.
   * `port`: the name of the port on which it speaks TLS.
   */
  readonly standIns?: readonly { readonly hostName: string; readonly port: string }[];
  /** Where it can run in containers. */
  readonly container?: ContainerPlan;
  /** Installs and builds. @throws StackError `missing-source` | `build-failed`. */
  prepare(context: PrepareContext): Promise<Prepared>;
  /**
   * Folders and files of the source that decide what the release is: a commit that changes none of them is no release
   * of its own. Left out: all but documents.
   */
  readonly builtFrom?: readonly string[];
  /**
   * The same of the release before, which this one is deployed over. Without it, that is an earlier commit of the
   * source, prepared as this one is.
   */
  preparePrevious?(context: PrepareContext): Promise<Prepared>;
  /** Environment of commands and processes of the application in this stack. */
  environment(context: RecipeContext): Promise<Readonly<Record<string, string>>>;
  /** Folder in which the team's own commands (backup, restore) are run. */
  operationsFolder(context: RecipeContext): string;
  /** Makes an empty stack one with schema and seed. Not called on a stack that is restored into. */
  initialise(context: RecipeContext): Promise<void>;
  /** Brings the database to the release's schema, while an older one may be running. Without it nothing is to be done. */
  migrate?(context: RecipeContext): Promise<void>;
  /** Accounts that the seed has, by the names that the target's roles use. */
  accounts(context: RecipeContext): Promise<Readonly<Record<string, Account>>>;
  /** The SQLite file, where the database is one. */
  databaseFile?(context: RecipeContext): string;
  processes(context: RecipeContext): Promise<readonly ProcessPlan[]>;
}
