import { chmodSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { Machine } from './machine.ts';
import { findOnPath } from './path-search.ts';
import { runProgram } from './run-program.ts';

interface SystemCalls {
  readonly socket: number;
  readonly prctl: number;
}

/** Their numbers on Linux, by Node's name of the processor (include/uapi/asm-generic/unistd.h, syscall_64.tbl). */
const systemCalls: Readonly<Record<string, SystemCalls>> = {
  x64: { socket: 41, prctl: 157 },
  arm64: { socket: 198, prctl: 167 },
};

/**
 * A program in `folder` that starts this browser without news of the machine's network, and takes the same arguments.
 * Chromium learns of interfaces by a netlink socket, and breaks off all that is under way when one comes or goes
 * (net::ERR_NETWORK_CHANGED): a container or a VPN that starts beside a run. Without that socket it counts itself as
 * online for good. The process is refused `socket(AF_NETLINK)` by a seccomp filter, then becomes the browser: one
 * process, and one pid to end.
 *
 * @returns The browser itself where that cannot be had: another system or processor than Linux on x64 and arm64, no
 *   perl, or a kernel that takes no filter.
 */
export async function withoutNetlink(machine: Machine, browser: string, folder: string): Promise<string> {
  const perl = findOnPath(machine, ['perl']);
  const calls = systemCalls[machine.architecture];
  if (machine.platform !== 'linux' || perl === undefined || calls === undefined) return browser;
  const options = { environment: machine.environment, silenceLimitMs: 10_000 };
  const socketIsRefused = `exit(syscall(${calls.socket}, 16, 3, 0) == -1 ? 0 : 1)`;
  const write = (program: string): string => {
    const file = join(folder, `${basename(program)}-without-netlink`);
    writeFileSync(file, `#!${perl}\n${refuseAndBecome(program, calls)}`);
    chmodSync(file, 0o700);
    return file;
  };
  const tried = await runProgram(write(perl), ['-e', socketIsRefused], options);
  return tried.exitCode === 0 ? write(browser) : browser;
}

/** Perl, since it is there where a Debian is, and calls the system by number without a compiler. */
function refuseAndBecome(program: string, { socket, prctl }: SystemCalls): string {
  return `# ${program}, refused the sockets by which it would hear that this machine's network changes.
use strict;
my $filter = pack '(S C C L)6',
  0x20, 0, 0, 0,            # load the number of the system call
  0x15, 0, 3, ${socket},           # another than socket(): allow
  0x20, 0, 0, 16,           # load its first argument
  0x15, 0, 1, 16,           # another than AF_NETLINK: allow
  0x06, 0, 0, 0x00050061,   # EAFNOSUPPORT
  0x06, 0, 0, 0x7fff0000;   # allow
my $program = pack 'S x6 P', 6, $filter;
syscall(${prctl}, 38, 1, 0, 0, 0);        # PR_SET_NO_NEW_PRIVS
syscall(${prctl}, 22, 2, $program, 0, 0); # PR_SET_SECCOMP, a filter
my $name = '${program.replaceAll(/['\\]/g, '\\$&')}';
exec { $name } $name, @ARGV or die "$name: $!\\n";
`;
}
