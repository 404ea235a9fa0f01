import { resolve } from 'node:path';
import { z } from 'zod';
import { readTable } from '../../support/scope/table';

const list = z.string().transform((text) => text.split(',').map((part) => part.trim()));
const row = z.strictObject({ file: z.string(), from: list, recipient: list, codes: list });

/** Which file goes to whom, and how the codes of its checks begin (after `environments/contracts/files.md`). */
export const FILES = readTable(resolve(__dirname, '../templates/files.csv'), row, ({ file }) => file).map(
  ({ value }) => value,
);

/** One file of a migration. */
export type FileOfMigration = (typeof FILES)[number];
