/** A backup that is kept, as whoever keeps it prints it. */
export interface KeptBackup {
  readonly at: Date;
  readonly bytes: number;
  readonly name: string;
}

/** `<ISO time> <bytes> [name]` a line. @throws Error naming the first line that is otherwise. */
export function readBackups(printed: string, command = 'newestBackups'): readonly KeptBackup[] {
  const lines = printed.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [time = '', bytes = '', ...name] = line.trim().split(/\s+/u);
    const at = new Date(/^\d{4}-\d\d-\d\dT/u.test(time) ? time : Number.NaN);
    if (Number.isNaN(at.getTime()) || !/^\d+$/u.test(bytes)) {
      throw new Error(
        `commands.${command}: expected "<ISO time> <bytes> [name]" a line, got "${line.slice(0, 80)}"`,
      );
    }
    return { at, bytes: Number(bytes), name: name.join(' ') || time };
  });
}
