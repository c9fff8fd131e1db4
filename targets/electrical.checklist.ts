/** Checks that are named by lines of both plans. */
export const confirmed = (...tasks: readonly string[]): readonly string[] =>
  tasks.flatMap((task) => [`task.confirmed/${task}`, `task.shown-again/${task}`]);

export const scanner = [
  'scan.reads',
  'scan.follows',
  'scan.invents-nothing',
  'scan.manual-fallback',
  'scan.photo-fallback',
  'scan.switches-camera',
] as const;

export const installed = ['install.works', 'install.icons', 'install.manifest', 'install.ios-ready'] as const;

export const noAudit = 'No check audits the environment of the deployed system.';
