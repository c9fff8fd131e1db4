import { appendFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { renderAnnotations, renderLaunch } from '../reports/annotations.ts';
import { renderMarkdown } from '../reports/markdown.ts';
import type { SignoffReport } from '../reports/schema/signoff-report.ts';
import type { Verdict } from '../reports/verdict.ts';
import { environment } from '../stack/environment.ts';
import { targetFile } from '../targets/load.ts';
import type { Terminal } from './terminal.ts';

/** The path of a file in the repository that the workflow has checked out; null for one outside of it. */
export function pathInWorkspace(file: string, workspace: string): string | null {
  const path = relative(workspace, file);
  return path === '' || path.startsWith('..') || path.startsWith(sep) ? null : path.split(sep).join('/');
}

/**
 * In GitHub Actions: marks on the target's file, and the verdict on the page of the job. Elsewhere nothing. A summary
 * that cannot be written is said, and changes no verdict.
 */
export function tellGithub(
  verdict: Verdict,
  module: string,
  terminal: Terminal,
  signoff?: SignoffReport,
): void {
  mark(module, terminal, (file) => renderAnnotations(verdict, file, signoff));
  summarise(verdict, terminal, signoff);
}

/** The same of what people have signed: one mark, and where the launch stands on the page of the job. */
export function tellGithubLaunch(verdict: Verdict, terminal: Terminal, signoff: SignoffReport): void {
  const { configuration } = verdict.run;
  mark(configuration ? targetFile(configuration.target.module) : null, terminal, (file) => [
    renderLaunch(verdict, file, signoff),
  ]);
  summarise(verdict, terminal, signoff);
}

function mark(
  module: string | null,
  terminal: Terminal,
  render: (file: string | null) => readonly string[],
): void {
  const { workspace } = environment.github;
  if (workspace === undefined) return;
  // The runner reads commands of both streams; standard output may be carrying JSON.
  const file = module === null ? null : pathInWorkspace(module, workspace);
  for (const line of render(file)) terminal.say(line);
}

function summarise(verdict: Verdict, terminal: Terminal, signoff: SignoffReport | undefined): void {
  const { stepSummary } = environment.github;
  if (stepSummary === undefined) return;
  try {
    appendFileSync(stepSummary, `${renderMarkdown(verdict, signoff)}\n`);
  } catch (error) {
    terminal.say(
      `golive: GITHUB_STEP_SUMMARY: expected a file that can be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
