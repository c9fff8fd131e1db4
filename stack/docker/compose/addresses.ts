/** Where the parts of a stack stand in its own 256 addresses; docker-compose.test.yml says the same. */
export interface Addresses {
  /** This machine, as the front and the application see it. */
  readonly gateway: string;
  readonly front: string;
  readonly application: readonly [string, string];
  readonly database: string;
  readonly objects: string;
  readonly cache: string;
}

export function addressesIn(net: string): Addresses {
  return {
    gateway: `${net}.1`,
    front: `${net}.2`,
    application: [`${net}.11`, `${net}.12`],
    database: `${net}.34`,
    objects: `${net}.66`,
    cache: `${net}.67`,
  };
}

/** Networks of the file, and who meets whom on them. */
export const networkOf = { front: 'edge', database: 'data', objects: 'store', cache: 'store' } as const;
