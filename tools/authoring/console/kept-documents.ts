import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EvidenceEntry } from '../../../support/evidence/evidence-log';
import { RunError, sentenceOf } from '../../../support/scope/errors';
import { makeFolders } from '../../../support/scope/folders';

/** How documents begin, and what their files are called. */
const KINDS: readonly (readonly [string, string])[] = [
  ['PK', 'zip'],
  ['<', 'xml'],
  ['{', 'json'],
  ['[', 'json'],
];

/** Names by which a document is called in its file. */
const NAMED = /\(([A-Za-z0-9_.-]+)\)/;

/**
 * Writes what was exchanged, each document as it was sent and each answer beside it, numbered in their order.
 * @returns how many documents there are
 * @throws RunError where the folder cannot be written
 */
export function keepDocuments(entries: readonly EvidenceEntry[], folder: string): number {
  const documents = entries.flatMap(({ name, detail, body, answer }) => {
    const title = NAMED.exec(detail ?? '')?.[1] ?? name;
    const answered =
      answer === undefined ? [] : [{ title: `${name} answered ${String(answer.status)}`, body: answer.body }];
    return [{ title, body }, ...answered].flatMap((one) =>
      one.body === undefined || one.body.length === 0 ? [] : [{ title: one.title, body: Buffer.from(one.body) }],
    );
  });
  try {
    makeFolders(folder);
    for (const [index, { title, body }] of documents.entries()) {
      const number = String(index + 1).padStart(3, '0');
      writeFileSync(path.join(folder, `${number}-${fileName(title, body)}`), body);
    }
  } catch (error) {
    throw new RunError(`The documents cannot be written to ${folder} (${sentenceOf(error)}): choose another folder.`);
  }
  return documents.length;
}

function fileName(title: string, body: Buffer): string {
  if (/\.[a-z0-9]{2,4}$/i.test(title)) return title;
  const start = body.subarray(0, 2).toString('latin1');
  const [, extension = 'txt'] = KINDS.find(([begins]) => start.startsWith(begins)) ?? [];
  return `${title.replaceAll(/[^A-Za-z0-9]+/g, '-')}.${extension}`;
}
