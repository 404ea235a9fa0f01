import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

const list = z.string().transform((text) => text.split(',').map((part) => part.trim()));
const rows = z.array(z.strictObject({ file: z.string(), from: z.string(), recipient: list, codes: list }));

/** Which file goes to whom, and how the codes of its checks begin (after `environments/contracts/files.md`). */
export const FILES = rows.parse(
  parse(readFileSync(resolve(__dirname, '../templates/files.csv'), 'utf8'), { columns: true, skip_empty_lines: true }),
);

/** One file of a migration. */
export type FileOfMigration = (typeof FILES)[number];
