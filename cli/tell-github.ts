import { appendFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { renderAnnotations } from '../reports/annotations.ts';
import { renderMarkdown } from '../reports/markdown.ts';
import type { Verdict } from '../reports/verdict.ts';
import { environment } from '../stack/environment.ts';
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
export function tellGithub(verdict: Verdict, targetFile: string, terminal: Terminal): void {
  const { workspace, stepSummary } = environment.github;
  if (workspace !== undefined) {
    // The runner reads commands of both streams; standard output may be carrying JSON.
    const file = pathInWorkspace(targetFile, workspace);
    for (const line of renderAnnotations(verdict, file)) terminal.say(line);
  }
  if (stepSummary === undefined) return;
  try {
    appendFileSync(stepSummary, `${renderMarkdown(verdict)}\n`);
  } catch (error) {
    terminal.say(
      `golive: GITHUB_STEP_SUMMARY: expected a file that can be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
