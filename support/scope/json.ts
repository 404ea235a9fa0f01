import { z } from 'zod';
import { sentenceOf } from './errors';
import { ProblemsError } from './problem';
import { readTextFile } from './text-file';

/**
 * Reads a JSON file and checks it.
 * @throws ProblemsError that names the file and every wrong field
 */
export function readJson<T>(file: string, schema: z.ZodType<T>): T {
  const text = readTextFile(file, 'JSON');
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new ProblemsError([{ file, rule: 'scope', message: `it cannot be read as JSON: ${sentenceOf(error)}` }]);
  }
  const checked = schema.safeParse(content);
  if (checked.success) return checked.data;
  const messages = checked.error.issues.map((issue) => jsonIssueText(issue, schema, content));
  throw new ProblemsError(messages.map((message) => ({ file, rule: 'scope', message })));
}

/** What is wrong with one field, naming it. */
export function issueText({ path, message }: z.core.$ZodIssue): string {
  const field = path.join('.');
  return field === '' ? message : `field "${field}": ${message}`;
}

function jsonIssueText(issue: z.core.$ZodIssue, schema: z.ZodType, content: unknown): string {
  if (issue.code !== 'unrecognized_keys') return issueText(issue);
  const names = issue.keys.map((key) => `"${[...issue.path, key].join('.')}"`).join(', ');
  const allowed = keysAt(schema, content, issue.path);
  const verb = issue.keys.length === 1 ? 'is no field' : 'are no fields';
  const which = issue.keys.length === 1 ? 'it' : 'them';
  return `${names} ${verb} that can stand there: correct or remove ${which}; there are ${allowed.join(', ')}.`;
}

/** The keys that an object at a place of a document may have. */
function keysAt(schema: unknown, content: unknown, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional) {
    return keysAt(schema.unwrap(), content, path);
  }
  if (schema instanceof z.ZodUnion) {
    // The kind that the document means is the one in which nothing but unknown keys is wrong.
    const meant = schema.options.filter((option) =>
      (z.core.safeParse(option, content).error?.issues ?? []).every(({ code }) => code === 'unrecognized_keys'),
    );
    return meant.flatMap((option) => keysAt(option, content, path));
  }
  const [first, ...rest] = path;
  if (first === undefined) return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const inside = (content as Record<PropertyKey, unknown>)[first];
  if (schema instanceof z.ZodArray) return keysAt(schema.element, inside, rest);
  return schema instanceof z.ZodObject ? keysAt(schema.shape[String(first)], inside, rest) : [];
}
