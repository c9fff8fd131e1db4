export interface ContainerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Nobody's number on any system. */
const nobody = 65_534;

/** Whom the front runs as: never root, and else whoever has written its files. */
export function servingUser(): ContainerUser {
  const user = operatingUser();
  return user.uid === 0 ? { uid: nobody, gid: nobody } : user;
}

/** Whom the team's commands run as: what they write is then Golive's to read, damage and delete. */
export function operatingUser(): ContainerUser {
  return { uid: process.getuid?.() ?? nobody, gid: process.getgid?.() ?? nobody };
}

export function asText({ uid, gid }: ContainerUser): string {
  return `${uid}:${gid}`;
}
