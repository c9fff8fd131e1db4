import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { accessSchema, stackFactsSchema, type Access, type StackFacts } from './facts.ts';
import { StackError } from './stack-error.ts';

/**
 * Attaches to a stack that its owner keeps running: reads stack.json and the access file that it names.
 * @throws StackError `stack-file` naming the file, the field and what was expected.
 */
export function openStack(factsFile: string): { readonly facts: StackFacts; readonly access: Access } {
  const facts = read(factsFile, stackFactsSchema, 'the facts of a running stack');
  return { facts, access: read(facts.accessFile, accessSchema, 'the access to a running stack') };
}

function read<T extends z.ZodType>(file: string, schema: T, what: string): z.infer<T> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const seen = cause instanceof Error ? cause.message : String(cause);
    throw new StackError('stack-file', `${file}: expected ${what}, got: ${seen}`, { cause });
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue === undefined || issue.path.length === 0 ? 'the file' : issue.path.join('.');
  throw new StackError('stack-file', `${file}: ${field}: ${issue?.message ?? `expected ${what}`}`);
}
